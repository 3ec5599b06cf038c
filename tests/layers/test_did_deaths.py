"""Deaths: an attack where the words say so, and nobody's deed where they do not."""

import pytest
from spacy.language import Language

from rashomon.model.event import EventMention
from rashomon.reading.reader import load_pipeline


@pytest.fixture(scope="module")
def layers() -> Language:
    return load_pipeline(upto="did")


def death(layers: Language, text: str) -> EventMention:
    return next(e for e in layers(text)._.events if e.trigger.text in ("died", "death"))


def test_one_who_simply_dies_is_nobodys_victim(layers: Language) -> None:
    found = death(layers, "Former president Ilse Varga died on Sunday at home.")
    assert (found.kind, found.type, found.figures, found.agents) == ("event", None, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Brandt died in the raid on Kestrel.",
        "Rebels shot Tomas Brandt in Kestrel. Brandt died on Sunday.",
        "Nine people died in Dovrin on Sunday.",
    ],
)
def test_a_death_with_a_violent_cause_is_violence(layers: Language, text: str) -> None:
    assert death(layers, text).type == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "measure", "count"),
    [
        ("Twenty people have been confirmed killed in Dovrin.", "killed", 20),
        ("The army deported some 4,000 civilians from Dovrin.", "displaced", 4000),
        ("Valdoria will provide the clinic with supplies worth 2 million dollars.", "money", 2e6),
    ],
)
def test_what_a_number_counts(layers: Language, text: str, measure: str, count: float) -> None:
    (event,) = (e for e in layers(text)._.events if e.figures)
    assert [(f.measure, f.best) for f in event.figures] == [(measure, count)]


def test_who_finds_corpses_has_killed_nobody(layers: Language) -> None:
    (found,) = layers("Villagers recovered nine corpses in Kestrel.")._.events
    assert (found.kind, found.type, found.agents) == ("figure", None, ())
