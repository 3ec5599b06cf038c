"""Neutral between sides: swapping two actors in a text swaps them in the output, and no more.

The statistical parser below the layers may itself read two names differently; a sentence whose
bare parse changes with the names is left to the parser and counted, never silently.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from rashomon.layers.state import FIELDS
from rashomon.model.document import Document
from rashomon.model.encode import to_plain
from rashomon.reading.reader import Reader, parse

Make = Callable[..., Document]
PAIRS = (("Northmark Front", "Southmark Front"), ("Northern Guard", "Southern Guard"))

VERBS = {
    "AGREE": ("signed a treaty with", "reached an agreement with", "made a deal with"),
    "CONSULT": ("met", "held talks with", "negotiated with"),
    "SUPPORT": ("praised", "endorsed", "recognised"),
    "CONCEDE": ("apologised to", "yielded to", "made concessions to"),
    "COOPERATE": ("cooperated with", "shared intelligence with", "traded with"),
    "AID": ("sent food to", "armed", "gave weapons to"),
    "RETREAT": ("surrendered to", "withdrew from land of", "released prisoners of"),
    "REQUEST": ("urged", "asked for help from", "called on"),
    "ACCUSE": ("accused", "condemned", "blamed"),
    "REJECT": ("rejected an offer of", "refused talks with", "turned down a plan of"),
    "THREATEN": ("threatened", "warned", "threatened to attack"),
    "PROTEST": ("protested against", "marched against", "rallied against"),
    "SANCTION": ("imposed sanctions on", "expelled envoys of", "broke off talks with"),
    "MOBILIZE": ("mobilised troops against", "deployed troops near", "raised an army against"),
    "COERCE": ("arrested members of", "blockaded", "besieged"),
    "ASSAULT": ("attacked", "shelled", "bombed", "ambushed"),
}
FRAMES = (
    "The {a} {verb} the {b} on Monday.",
    "On Monday the {a} {verb} the {b}, a doctor said.",
    "Witnesses said that the {a} {verb} the {b}.",
    "According to a doctor, the {a} {verb} the {b} twice.",
    "The {a} never {verb} the {b}.",
)
TEXTS = (
    "The {a} shelled a village held by the {b} on Monday, killing 12 farmers. The {b} fled.",
    "The {a} denied that its fighters had burned a school. The {b} said it had proof.",
    "“They killed our men,” a commander of the {a} said of the {b}. A doctor counted nine bodies.",
    "The {a} accused the {b} of executing prisoners. The {b} called the charge a lie.",
    "Talks between the {a} and the {b} collapsed after the {a} shelled a market.",
    "The {a} threatened to attack the {b} if its prisoners are not released.",
    "A truce between the {a} and the {b} held. The {a} freed a pilot on Friday.",
    "According to the {a}, the {b} plans to storm the port. The {b} will not attack, a judge said.",
    "Two nurses were kidnapped by the {a}, police said. The {b} urged the {a} to free them.",
    "The {b} besieged the town. The {a} tried to break the siege and lost at least 30 fighters.",
)
SCORES = ("score",)
NEAR_A_THRESHOLD = 0.01
"""Share of sentences in which a learned score may cross its threshold with the name: the parser's
own numbers, which it looks at, move a little with every word."""


@pytest.fixture(scope="module")
def read(reader: Reader, document: Make) -> Callable[[str], Any]:
    """Read a text to plain values, scores left out: they come from the parser's own numbers."""

    def of_text(text: str) -> Any:
        plain = to_plain(reader.read(replace(document(text), id="d")))
        assert plain.pop("document")["text"] == text
        return without_scores(plain)

    return of_text


def without_scores(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_scores(v) for k, v in value.items() if k not in SCORES}
    if isinstance(value, list):
        return [without_scores(v) for v in value]
    return "score" if isinstance(value, str) and value.startswith("score ") else value


def exchange(text: str, one: str, other: str) -> str:
    """Exchange two names, and the two ids made of them, throughout a text."""
    for a, b in ((one, other), (to_id(one), to_id(other))):
        text = text.replace(a, "\0").replace(b, a).replace("\0", b)
    return text


def to_id(name: str) -> str:
    return name.lower().replace(" ", "-")


def exchanged(value: Any, one: str, other: str) -> Any:
    return json.loads(exchange(json.dumps(value, ensure_ascii=False), one, other))


def sentences() -> Iterator[str]:
    one, other = PAIRS[0]
    for verbs in VERBS.values():
        for verb in verbs:
            for frame in FRAMES:
                yield frame.format(a=one, b=other, verb=verb)


def layers(reader: Reader, document: Document) -> tuple[Any, Any]:
    """Run the layers over a document; give the bare parse, and what the layers found."""
    doc, _ = parse(reader.nlp, document)
    bare = [(t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_) for t in doc]
    return bare, {f: without_scores(to_plain(tuple(getattr(doc._, f)))) for f in FIELDS}


def test_pairs_are_of_one_length_so_that_spans_can_be_compared() -> None:
    assert all(len(one) == len(other) for one, other in PAIRS)


def test_layers_of_generated_sentences_swap_with_the_actors(reader: Reader, document: Make) -> None:
    compared = 0
    differing = []
    for text in sentences():
        mirror = exchange(text, *PAIRS[0])
        bare, found = layers(reader, document(text))
        bare_mirror, found_mirror = layers(reader, document(mirror))
        if bare != bare_mirror:
            continue
        compared += 1
        if found != exchanged(found_mirror, *PAIRS[0]):
            differing.append(text)
    assert compared >= 200
    assert len(differing) <= compared * NEAR_A_THRESHOLD, differing


def test_every_type_is_among_the_generated_sentences(read: Callable[[str], Any]) -> None:
    one, other = PAIRS[0]
    found = set()
    for verbs in VERBS.values():
        for verb in verbs:
            text = FRAMES[0].format(a=one, b=other, verb=verb)
            found |= {s["type"] for s in read(text)["statements"]}
    assert set(VERBS) <= found


@pytest.mark.parametrize("template", TEXTS)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: to_id(p[0]))
def test_whole_texts_swap_with_their_actors(
    read: Callable[[str], Any], template: str, pair: tuple[str, str]
) -> None:
    one, other = pair
    text = template.format(a=one, b=other)
    assert read(text)["statements"]
    assert read(text) == exchanged(read(exchange(text, one, other)), one, other)
