"""Headlines whose verb looks like a noun are parsed with the verb in the past."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.breaks import Breaks
from rashomon.layers.headlines import MOST, base_of, create, irregular_pasts, past_of

Parse = Callable[[str], Doc]


@pytest.fixture(scope="module")
def parse(nlp: Language) -> Parse:
    repair = create(nlp, "headlines")
    return lambda text: repair(nlp(text))


@pytest.mark.parametrize(
    ("line", "verb", "subject", "target"),
    [
        ("Army shells village", "shells", "Army", "village"),
        (
            "Prime minister sacks irrigation minister over dry canals",
            "sacks",
            "minister",
            "minister",
        ),
        ("Rebels down helicopter, killing nine", "down", "Rebels", "helicopter"),
        ("Valdoria blocks website of exiled group", "blocks", "Valdoria", "website"),
    ],
)
def test_verbs_that_look_like_nouns(
    parse: Parse, line: str, verb: str, subject: str, target: str
) -> None:
    doc = parse(line)
    root = next(t for t in doc if t.dep_ == "ROOT")
    assert (root.text, root.pos_) == (verb, "VERB")
    assert root.tag_ in ("VBZ", "VBP")
    assert root.lemma_ == base_of(root)
    assert [c.text for c in root.children if c.dep_ == "nsubj"] == [subject]
    assert [c.text for c in root.children if c.dep_ == "dobj"] == [target]


@pytest.mark.parametrize(
    "line",
    [
        "Police raids in Dovrin",
        "Air strikes on Kestrel",
        "Nine dead in clashes near port",
        "The army shells the village.",
        "List of army shells, made in Selm.",
    ],
)
def test_what_has_no_such_verb_stays(nlp: Language, parse: Parse, line: str) -> None:
    before = [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in nlp(line)]
    assert [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in parse(line)] == before


def test_other_lines_of_a_text_stay(nlp: Language) -> None:
    body = "Marenna signed a treaty in Selm on Monday."
    text = f"Army shells market in Lower Tamsin\n\n{body}"
    before, after = (nlp(Breaks()(nlp.make_doc(text))) for _ in range(2))
    after = create(nlp, "headlines")(after)
    start = next(t.i for t in before if t.text == "Marenna")
    assert [(t.tag_, t.dep_, t.head.i) for t in after[start:]] == [
        (t.tag_, t.dep_, t.head.i) for t in before[start:]
    ]
    assert after[1].dep_ == "ROOT"
    assert not any("\n" in e.text for e in after.ents)
    assert [s.start for s in after.sents][-1] == [s.start for s in before.sents][-1]


@pytest.mark.parametrize(
    ("base", "past"),
    [("shell", "shelled"), ("deny", "denied"), ("give", "gave"), ("ban", "banned"), ("cut", "cut")],
)
def test_pasts(nlp: Language, base: str, past: str) -> None:
    exceptions = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc")["verb"]
    assert past_of(base, irregular_pasts(exceptions)) == past


@pytest.mark.parametrize(
    ("word", "base"),
    [("denies", "deny"), ("rushes", "rush"), ("vows", "vow"), ("goes", "go"), ("press", "press")],
)
def test_bases(nlp: Language, word: str, base: str) -> None:
    assert base_of(nlp.make_doc(word)[0]) == base


def test_names_end_where_the_line_ends(nlp: Language) -> None:
    doc = nlp(
        Breaks()(nlp.make_doc("At least nine killed as shells hit market in Lower Tamsin\n\nMore."))
    )
    at = next(t.i for t in doc if t.text == "Lower")
    doc.set_ents([doc.char_span(doc[at].idx, doc[at + 2].idx + 2, label="LOC")])
    assert "\n" in doc.ents[0].text
    assert [e.text for e in create(nlp, "headlines")(doc).ents] == ["Lower Tamsin"]


def test_a_table_of_lines_is_not_parsed_line_by_line(nlp: Language) -> None:
    doc = nlp(Breaks()(nlp.make_doc("Army shells village\n\n" * 60)))
    repaired = create(nlp, "headlines")(doc)
    verbs = [t for t in repaired if t.text == "shells" and t.tag_ == "VBZ"]
    assert len(verbs) <= MOST
