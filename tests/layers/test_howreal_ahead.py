"""What is yet to be: clauses of time, outlooks, orders, fates."""

import pytest
from spacy.language import Language

from rashomon.layers.did_aims import with_aims
from rashomon.layers.howreal_ahead import as_forecast
from rashomon.model.event import EventMention
from rashomon.model.span import Span
from rashomon.reading.reader import load_pipeline


@pytest.fixture(scope="module")
def layers() -> Language:
    return load_pipeline(upto="howreal")


def event(layers: Language, text: str, trigger: str) -> EventMention:
    return next(e for e in layers(text)._.events if e.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "status"),
    [
        ("Brandt will not go until Varga signs it.", "signs", "forecast", "conditional"),
        ("Brandt left after Varga signed it.", "signed", "event", "occurred"),
        ("Varga will be fired, you will see.", "fired", "forecast", "predicted"),
        ("The bill will become useless.", "useless", "forecast", "predicted"),
        ("There is a real chance of peace.", "chance", "forecast", "possible"),
        ("The navy was supposed to fetch the wounded.", "fetch", "event", "planned"),
        ("Do not attack the convoy.", "attack", "event", "demanded"),
        ("Ada Brenn said the Front will never accept it.", "accept", "forecast", "predicted"),
        ("Ada Brenn said she would accept it.", "accept", "event", "planned"),
        ("Peace has little chance.", "chance", "forecast", "predicted"),
    ],
)
def test_what_is_yet_to_be(
    layers: Language, text: str, trigger: str, kind: str, status: str
) -> None:
    found = event(layers, text, trigger)
    assert (found.kind, found.status) == (kind, status)


def test_what_will_be_brought_is_planned(layers: Language) -> None:
    found = event(layers, "Aid will be delivered to Kestrel on Monday.", "delivered")
    assert (found.kind, found.status) == ("event", "planned")


def test_a_linking_verb_is_no_event_beside_its_predicate(layers: Language) -> None:
    found = layers("The bill will become useless.")._.events
    assert [e.trigger.text for e in found] == ["useless"]


def test_a_forecast_keeps_what_it_foretells_for_the_layers_alone() -> None:
    span = Span(0, 5, "flees")
    foretold = as_forecast(
        EventMention(id="e1", trigger=span, evidence=span, kind="event", type="RETREAT")
    )
    assert (foretold.kind, foretold.type) == ("forecast", None)
    assert with_aims(foretold).type == "RETREAT"
