"""Copies: the same words, nearly the same, a paragraph in common."""

import itertools

import pytest

from rashomon.incidents.copies import Copy, copy_kind, find_copies, signature
from rashomon.model.document import Document
from rashomon.model.judgement import Judgement

WIRE = (
    "Shells fell on the fish market of Harrow Bay on Monday morning, killing four traders and "
    "wounding nine people, the harbour master said. The stalls burned until noon while boats of "
    "the Coast Guard took the wounded across the bay to the clinic in Lower Tamsin. Nobody has "
    "claimed the attack, the third on the town since the bridge at Ostry Ford was closed."
)
LONG = (
    "The closure of the northern road has doubled the price of flour in a week, bakers say. "
    "Three lorries a day still reach the coast, down from forty in spring, and the queue at the "
    "last mill begins before dawn. " + WIRE + " In Port Selm the cabinet met twice without a "
    "word to reporters, and the evening ferry left empty for the first time in eleven years."
)
OTHER = (
    "Parliament in Port Selm voted for the budget of the railways by a wide margin on Monday after "
    "two days of debate, with eleven members absent and the opposition divided over the branch "
    "line to Dovrin that the mayor had asked for in spring."
)
QUOTE = (
    '"We shall rebuild every stall and every roof of this market before the first snow, and we '
    'shall do so with our own hands, as our mothers did after the great flood of the valley"'
)


def document(id_: str, text: str) -> Document:
    """A document of which nothing but its text matters."""
    return Document(id=id_, key=id_, sha256="", text=text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(WIRE, "exact", id="the-same-text"),
        pytest.param(WIRE.upper().replace(" ", "  "), "exact", id="case-and-spacing"),
        pytest.param(WIRE.replace("Monday", "Tuesday").replace("nine", "ten"), "near", id="edited"),
        pytest.param(LONG, "partial", id="wire-paragraph-in-a-longer-article"),
        pytest.param(OTHER, None, id="another-story"),
    ],
)
def test_kind_of_copy(text: str, kind: str | None) -> None:
    found = copy_kind(document("d1", WIRE), document("d2", text))
    assert (found.kind if found else None) == kind


def test_a_copy_says_why_and_where() -> None:
    one, other = document("d1", LONG), document("d2", WIRE)
    found = copy_kind(one, other)
    assert found is not None
    assert found.why.rule == "copy.partial"
    assert "words in 1 stretches" in found.why.note
    [(mine, theirs)] = found.spans
    assert one.text[mine.start : mine.end] == mine.text
    assert other.text[theirs.start : theirs.end] == theirs.text
    assert mine.text.startswith("Shells fell on the fish market")


def test_a_common_quotation_makes_no_copy() -> None:
    one = document("d1", f"At the harbour the mayor spoke for an hour. {QUOTE}, he told us.")
    other = document("d2", f"{QUOTE}: so ended a speech that few in Kestrel had waited for.")
    assert copy_kind(one, other) is None


def test_short_headlines_are_alike_by_chance() -> None:
    text = "Soldier killed in Northmark"
    assert copy_kind(document("d1", text), document("d2", text)) is None


def test_copies_are_the_same_in_any_order() -> None:
    texts = (WIRE, WIRE.replace("nine", "ten"), LONG, OTHER)
    documents = [document(f"d{n}", text) for n, text in enumerate(texts)]
    first = find_copies(documents)
    assert [(c.a, c.b, c.kind) for c in first] == [
        ("d0", "d1", "near"),
        ("d0", "d2", "partial"),
        ("d1", "d2", "partial"),
    ]
    for order in itertools.permutations(documents):
        assert find_copies(order) == first


def test_copies_share_a_key_and_others_do_not() -> None:
    keys = {name: set(signature(text).keys) for name, text in
            (("wire", WIRE), ("long", LONG), ("other", OTHER))}  # fmt: skip
    assert keys["wire"] & keys["long"]
    assert not keys["wire"] & keys["other"]


def test_a_person_has_the_last_word() -> None:
    documents = [document("d1", WIRE), document("d2", WIRE), document("d3", OTHER)]
    decisions = [
        Judgement(id="j1", at="", who="M. Oslan", action="other_copy", subjects=("d1", "d2")),
        Judgement(
            id="j2", at="", who="M. Oslan", action="same_copy", subjects=("d1", "d3"), why="proof"
        ),
    ]
    found = find_copies(documents, judgements=decisions)
    assert [(c.a, c.b, c.why.note) for c in found] == [("d1", "d3", "M. Oslan: proof")]


def test_translations_go_through_a_translator() -> None:
    class Dictionary:
        """Knows one sentence."""

        def translate(self, document: Document) -> Document | None:
            if not document.text.startswith("Granaten"):
                return None
            return Document(id=document.id, key=document.key, sha256="", text=WIRE)

    foreign = document("d2", "Granaten trafen am Montagmorgen den Fischmarkt von Harrow Bay.")
    documents = [document("d1", WIRE), foreign]
    assert find_copies(documents) == []
    [found] = find_copies(documents, translator=Dictionary())
    assert isinstance(found, Copy)
    assert found.kind == "exact"
