"""Where violence happens: the place that it is on, and the place of a headline."""

from functools import lru_cache

import pytest
from spacy.language import Language

from rashomon.layers.did import create
from rashomon.layers.howmany import create as create_howmany
from rashomon.model.document import Document
from rashomon.model.event import EventMention
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span
from rashomon.reading.reader import load_pipeline


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
            "Near Dovrin, five strikes engaged a unit and destroyed a tunnel.",
            "destroyed",
            ["Dovrin"],
            ["Dovrin"],
            id="opening",
        ),
        pytest.param(
            "The airstrip at Kestrel remains closed.",
            "closed",
            ["Kestrel"],
            ["Kestrel"],
            id="state-of-subject",
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


def whole(text: str) -> tuple[EventMention, ...]:
    doc = pipeline().make_doc(text)
    doc._.document = Document(id="d", key="d", sha256="", text=text, published="2016-06-20")
    found: tuple[EventMention, ...] = pipeline()(doc)._.events
    return found


@lru_cache(maxsize=1)
def pipeline() -> Language:
    return load_pipeline()


def test_what_took_place_is_when_and_where_the_clause_says() -> None:
    text = "The panel looked into the attack on a convoy, which took place in Basra, on 19 May."
    looked, attack = (
        next(e for e in whole(text) if e.trigger.text == word) for word in ("looked", "attack")
    )
    assert [p.name for p in attack.places] == ["Basra"]
    assert attack.time is not None
    assert attack.time.start == "2016-05-19"
    assert looked.time is None
    assert any("the day is that of 'attack'" in w.note for w in looked.why)


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("They met at the Basra conference on Monday.", "met", {"Basra"}),
        ("Talks between Turkey and Egypt went on in Basra.", "Talks", {"Basra"}),
        ("She held talks with the Foreign Ministers of Turkey and Egypt.", "talks", set()),
    ],
)
def test_talks_are_where_they_are_held_and_not_where_the_parties_live(
    text: str, trigger: str, places: set[str]
) -> None:
    event = next(e for e in whole(text) if e.trigger.text == trigger)
    assert {p.name for p in event.places} == places
    assert not {p.name for p in (*event.agents, *event.targets)} & {"Basra"}


def test_a_host_is_a_party_only_where_no_party_is_told() -> None:
    alone = next(e for e in whole("Egypt hosted a conference in Basra.") if e.agents)
    assert [p.name for p in alone.agents] == ["Egypt"]
    assert [(p.name, p.role) for p in alone.roles] == [("Egypt", "host")]
    told = whole("Egypt hosted talks between Turkey and the rebels in Basra.")
    assert {p.name for e in told for p in e.agents} == {"Turkey", "rebels"}


def test_an_agreement_is_not_made_by_the_town_that_it_is_about() -> None:
    text = "Negotiations between Turkey and Egypt led to an agreement to evacuate Basra."
    agreement = next(e for e in whole(text) if e.trigger.text == "agreement")
    assert "Basra" not in {p.name for p in agreement.agents}


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("In Basra, rebels hit a convoy and destroyed it.", "destroyed", "Basra"),
        ("In the city of Basra rebels destroyed a mill.", "destroyed", "Basra"),
        ("Rebels attacked the police post at Basra with rifles.", "attacked", "Basra"),
        ("The clinic in Basra was shelled.", "shelled", "Basra"),
        ("The envoy asked to visit Basra.", "visit", "Basra"),
        ("They were given access to Basra.", "given", "Basra"),
        ("The withdrawal from Basra was slow.", "withdrawal", "Basra"),
        ("Soldiers from Basra attacked a convoy.", "attacked", None),
        ("The envoy praised the clinic in Basra.", "praised", None),
    ],
)
def test_a_clause_names_the_place_of_its_event(text: str, trigger: str, place: str | None) -> None:
    (event,) = (e for e in whole(text) if e.trigger.text == trigger)
    assert [p.name for p in event.places] == ([place] if place else [])


def test_a_role_has_the_name_that_stands_beside_it() -> None:
    warned = next(e for e in whole("The mayor of Basra, Ilse Varga, condemned the raid."))
    assert [p.name for p in warned.agents] == ["Ilse Varga"]


def test_who_only_says_it_is_not_in_it() -> None:
    text = "Jets struck a convoy, killing nine fighters and wounding a boy, residents said."
    wounding = next(e for e in whole(text) if e.trigger.text == "wounding")
    assert [p.name for p in wounding.targets] == ["boy"]
