"""At home: unnamed forces are the place's, unknown villages lie in the province behind them."""

from typing import Any

import pytest
import spacy

from rashomon.layers import state
from rashomon.layers.did_setting import event_place
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.event import EventMention
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span
from rashomon.reading.home import at_home

state.register()
BLANK = spacy.blank("en")
WORLD: dict[str, dict[str, Any]] = {
    "Kestrel": {
        "kind": "city", "country": "XMR", "admin1": "Northmark", "lat": 1.0, "lon": 2.0, "id": "k",
    },
    "Northmark": {"kind": "admin1", "country": "XMR", "admin1": "Northmark", "id": "n"},
    "Tamsin Strip": {"kind": "territory", "country": "XMR", "id": "t"},
    "Upper Wend": {},
    "Marennan": {"kind": "country", "country": "XMR", "demonym": True},
    "Valdorian": {"kind": "country", "country": "XVD", "demonym": True},
    "Contested Isle": {"kind": "island", "country": "XMR", "country_claims": ("XMR", "XVD")},
}  # fmt: skip


def span(text: str, word: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word), word)


def told(text: str, *, at: str | None, target: dict[str, Any], **more: Any) -> EventMention:
    """Read an event in a text of the invented world; actors and places are marked by name."""
    doc = BLANK(text)
    within = more.pop("within", {})
    doc._.places = tuple(
        PlaceMention(span=span(text, n), name=n, within=within.get(n, ()), **WORLD[n])
        for n in sorted(WORLD, key=lambda w: text.find(w))
        if n in text
    )
    doc._.actors = more.pop("actors", ())
    mention = target.pop("mention")
    one = Participant(name=mention, mention=span(text, mention), **target)
    placed = tuple(event_place(p) for p in doc._.places if p.name == at)
    whole = Span(0, len(text), text)
    kind = more.pop("type", "ASSAULT")
    event = EventMention(
        id="e1", trigger=whole, evidence=whole, type=kind, targets=(one,), places=placed, **more
    )
    return at_home(doc, event)


POLICE = {"mention": "police", "kind": "organization", "sector": "COP", "code": "---COP"}
SOLDIERS = {"mention": "soldiers", "kind": "group", "sector": "MIL", "code": "---MIL"}


def force(text: str, word: str, country: str) -> ActorMention:
    return ActorMention(
        span=span(text, word), name=word, kind="group", country=country, sector="MIL"
    )


@pytest.mark.parametrize("target", [POLICE, SOLDIERS], ids=["police", "soldiers"])
def test_unnamed_forces_are_of_the_country_where_it_happens(target: dict[str, Any]) -> None:
    text = f"Rebels shot at {target['mention']} in Kestrel."
    found = told(text, at="Kestrel", target=dict(target)).targets[0]
    assert (found.country, found.code) == ("XMR", f"XMR{target['sector']}")


def test_nobody_is_at_home_beside_forces_of_another_state() -> None:
    text = "Valdorian troops and soldiers met in Kestrel."
    actors = (force(text, "Valdorian troops", "XVD"),)
    found = told(text, at="Kestrel", target=dict(SOLDIERS), actors=actors)
    assert found.targets[0].country is None


def test_nobody_is_at_home_where_two_states_claim_the_place() -> None:
    text = "Rebels shot at soldiers on Contested Isle."
    assert told(text, at="Contested Isle", target=dict(SOLDIERS)).targets[0].country is None


@pytest.mark.parametrize(
    ("thing", "code"),
    [
        ("police lorry", "XMRCOP"),
        ("houses", "XMRCVL"),
        ("Valdorian positions", "XVDMIL"),
        ("bridge", None),
    ],
)
def test_things_are_their_owners(thing: str, code: str | None) -> None:
    text = f"Rebels shelled {thing} in Kestrel."
    found = told(text, at="Kestrel", target={"mention": thing, "kind": "building"})
    assert found.targets[0].code == code


def test_an_unknown_village_lies_in_the_town_behind_it() -> None:
    text = "Rebels burned huts in Upper Wend, Kestrel."
    place = told(text, at="Upper Wend", target={"mention": "huts", "kind": "building"}).places[0]
    assert (place.country, place.admin1, place.lat, place.precision) == (
        "XMR", "Northmark", 1.0, "district",
    )  # fmt: skip


def test_an_unknown_village_in_a_province_has_no_point() -> None:
    text = "Rebels burned huts in Upper Wend, Northmark."
    place = told(text, at="Upper Wend", target={"mention": "huts", "kind": "building"}).places[0]
    assert (place.country, place.admin1, place.lat) == ("XMR", "Northmark", None)


def test_a_place_of_the_next_sentence_is_not_around_it() -> None:
    text = "Rebels burned huts in Upper Wend. Northmark was quiet."
    place = told(text, at="Upper Wend", target={"mention": "huts", "kind": "building"}).places[0]
    assert place.country is None


def test_the_territory_that_the_text_names_is_the_division() -> None:
    text = "Rebels burned huts in Kestrel, Tamsin Strip."
    target = {"mention": "huts", "kind": "building"}
    found = told(text, at="Kestrel", target=target, within={"Kestrel": ("t",)})
    assert found.places[0].admin1 == "Tamsin Strip"


def test_a_town_that_is_shelled_is_where_it_happens() -> None:
    text = "Rebels shelled the town of Kestrel."
    target = {"mention": "town of Kestrel", "kind": "place"}
    assert told(text, at="Kestrel", target=dict(target)).targets == ()
    assert told(text, at="Kestrel", target=dict(target), type="CONTROL", kind="state").targets


def test_residents_protest_where_they_live() -> None:
    text = "Residents of Kestrel blocked roads."
    agent = Participant(name="Residents", mention=span(text, "Residents of Kestrel"))
    target = {"mention": "roads", "kind": "infrastructure"}
    found = told(text, at=None, target=target, type="PROTEST", agents=(agent,))
    assert [p.name for p in found.places] == ["Kestrel"]
