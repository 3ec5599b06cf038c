"""Where violence happens: the place that it is on, and the place of a headline."""

import pytest
from spacy.language import Language

from rashomon.layers.did import create
from rashomon.layers.howmany import create as create_howmany
from rashomon.model.event import EventMention
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span


def violence(nlp: Language, text: str, *names: str) -> tuple[EventMention, ...]:
    doc = nlp(text)
    doc._.places = tuple(
        PlaceMention(
            span=Span(text.index(name), text.index(name) + len(name), name),
            name=name,
            kind="city",
            rule="test",
        )
        for name in names
    )
    found: tuple[EventMention, ...] = create(nlp, "did")(
        create_howmany(nlp, "howmany")(doc)
    )._.events
    return tuple(e for e in found if e.type in (None, "ASSAULT"))


def places_of(nlp: Language, text: str, trigger: str, *names: str) -> list[str]:
    doc = nlp(text)
    doc._.places = tuple(
        PlaceMention(
            span=Span(text.index(name), text.index(name) + len(name), name),
            name=name,
            kind="country" if name == "Valdoria" else "city",
            rule="test",
        )
        for name in names
    )
    events = create(nlp, "did")(doc)._.events
    return [p.name for e in events if e.trigger.text == trigger for p in e.places]


@pytest.mark.parametrize(
    ("text", "trigger", "names", "places"),
    [
        pytest.param(
            "Soldiers patrolled the streets of the city of Kestrel.",
            "patrolled",
            ["Kestrel"],
            ["Kestrel"],
            id="rounds",
        ),
        pytest.param(
            "Valdoria captured Kestrel in 1967.",
            "captured",
            ["Valdoria", "Kestrel"],
            ["Kestrel"],
            id="who-acts-is-not-where",
        ),
    ],
)
def test_where_rounds_go_and_who_acts(
    nlp: Language, text: str, trigger: str, names: list[str], places: list[str]
) -> None:
    assert places_of(nlp, text, trigger, *names) == places


@pytest.mark.parametrize(
    ("text", "names", "place"),
    [
        pytest.param("The army shelled Kestrel on Monday.", ["Kestrel"], "Kestrel", id="object"),
        pytest.param("Shelling of Kestrel went on.", ["Kestrel"], "Kestrel", id="noun-of"),
        pytest.param("Two killed in Kestrel - mayor", ["Kestrel"], "Kestrel", id="headline-in"),
        pytest.param("Kestrel massacre kills 12", ["Kestrel"], "Kestrel", id="headline-compound"),
    ],
)
def test_violence_is_where_it_strikes(
    nlp: Language, text: str, names: list[str], place: str
) -> None:
    found = violence(nlp, text, *names)
    assert found
    assert {p.name for e in found for p in e.places} == {place}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Kestrel troops kill two rebels", "Kestrel", id="whose-troops"),
        pytest.param("Two soldiers killed - mayor of Kestrel", "Kestrel", id="who-says-it"),
    ],
)
def test_a_place_that_tells_who_is_not_taken_for_the_headlines(
    nlp: Language, text: str, name: str
) -> None:
    rules = {w.rule for e in violence(nlp, text, name) for w in e.why}
    assert not rules & {"did.place.headline", "did.place.struck"}
