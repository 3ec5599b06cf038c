"""The place of an event in plain grammar, where no learned score helps."""

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.did_places import add_in_clause, add_joined
from rashomon.layers.did_setting import event_place
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span


def with_places(nlp: Language, text: str, *names: str) -> Doc:
    doc = nlp(text)
    doc._.places = tuple(
        PlaceMention(
            span=Span(text.index(name), text.index(name) + len(name), name), name=name, rule="test"
        )
        for name in names
    )
    return doc


def placed(nlp: Language, text: str, trigger: str, kind: str | None, name: str) -> list[str]:
    doc = with_places(nlp, text, name)
    token = next(t for t in doc if t.text == trigger)
    parts: dict[int, dict[str, Any]] = {token.i: {"places": (), "why": ()}}
    add_in_clause(doc, token.sent, [(token, kind)], parts)
    return [place.name for place in parts[token.i]["places"]]


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The rebels took control of Kestrel in May.", "took", "CONTROL"),
        ("They still hold large parts of Kestrel.", "hold", "CONTROL"),
        ("Divers recovered two bodies from Kestrel.", "recovered", None),
        ("The airstrip at Kestrel remains closed.", "closed", None),
        ("Near Kestrel, strikes hit a convoy; destroyed a bridge.", "destroyed", "ASSAULT"),
    ],
    ids=["control-of", "parts-of", "fetched-from", "state-of-subject", "opening"],
)
def test_the_clause_says_where(nlp: Language, text: str, trigger: str, kind: str | None) -> None:
    assert placed(nlp, text, trigger, kind, "Kestrel") == ["Kestrel"]


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The rebels took the flag of Kestrel.", "took", "ASSAULT"),
        ("Divers got a letter from Kestrel.", "got", None),
        ("Near Kestrel, strikes went on, and in Dovrin an attack was foiled.", "foiled", "ASSAULT"),
    ],
    ids=["of-a-thing", "sent-from", "another-clause"],
)
def test_another_phrase_says_nothing(
    nlp: Language, text: str, trigger: str, kind: str | None
) -> None:
    assert placed(nlp, text, trigger, kind, "Kestrel") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed six people in Kestrel and Dovrin.", ["Kestrel", "Dovrin"]),
        ("Shells killed six people in Kestrel. Dovrin was calm.", ["Kestrel"]),
    ],
    ids=["joined", "apart"],
)
def test_joined_places_come_together(nlp: Language, text: str, expected: list[str]) -> None:
    doc = with_places(nlp, text, "Kestrel", "Dovrin")
    own: dict[str, Any] = {"places": (event_place(doc._.places[0]),)}
    add_joined(doc, next(iter(doc.sents)), [own])
    assert [place.name for place in own["places"]] == expected


def test_places_that_and_joins_stand_once_and_in_text_order(nlp: Language) -> None:
    names = ("Kestrel", "Dovrin", "Selm", "Ostry")
    doc = with_places(nlp, "Floods hit homes in Kestrel, Dovrin, Selm and Ostry.", *names)
    own = {"places": tuple(event_place(m) for m in doc._.places[:2])}
    add_joined(doc, next(iter(doc.sents)), [own])
    assert [place.name for place in own["places"]] == list(names)
