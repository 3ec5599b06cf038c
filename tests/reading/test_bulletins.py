"""Situation reports, tickers and headlines: a label is no actor, a headline's "to" is a plan."""

import hashlib
from collections.abc import Callable

import pytest

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader

Read = Callable[[str], tuple[Statement, ...]]


@pytest.fixture(scope="module")
def read(republic: Reader) -> Read:
    """Read a text of no known day."""

    def statements(text: str) -> tuple[Statement, ...]:
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = Document(id=digest[:16], key="t", sha256=digest, text=text, language="en")
        return republic.read(document).statements

    return statements


BULLETS = """• Kestrel – armed men abducted a nurse
• Dovrin – bomb attack on convoy; 4 soldiers killed
• Port Selm – protest dispersed; 12 arrested"""
PLACES = """Kestrel: Two civilians killed, five injured in shelling.
Dovrin: 300 people displaced following clashes between the army and the Northmark Front."""


def told(found: tuple[Statement, ...]) -> dict[str, tuple[str, str, str]]:
    """By trigger: who, to whom, where."""
    return {
        s.trigger.text: (
            ", ".join(a.name for a in s.agents),
            ", ".join(t.name for t in s.targets),
            ", ".join(p.name for p in s.places),
        )
        for s in found
    }


def test_bullets(read: Read) -> None:
    found = told(read(BULLETS))
    assert found["abducted"] == ("armed men", "nurse", "Kestrel")
    assert found["attack"] == ("", "convoy", "Dovrin")
    assert found["killed"] == ("", "soldiers", "Dovrin")
    assert found["protest"] == ("", "", "Port Selm")
    assert found["arrested"][2] == "Port Selm"


def test_places_in_front_of_colons(read: Read) -> None:
    statements = read(PLACES)
    found = told(statements)
    assert found["killed"] == ("", "civilians", "Kestrel")
    assert found["shelling"] == ("", "", "Kestrel")
    assert found["displaced"] == ("", "people", "Dovrin")
    assert found["clashes"][0] in (
        "army, Northmark Front",
        "Armed Forces of Marenna, Northmark Front",
    )
    assert found["clashes"][1:] == ("", "Dovrin")
    assert not [s for s in statements if s.speakers]


def test_hours_name_nobody(read: Read) -> None:
    text = "12:40 Blast heard in Kestrel. 12:55 Army says it intercepted a drone."
    (shot,) = [s for s in read(text) if s.trigger.text == "intercepted"]
    assert "12" not in shot.speakers[0].name
    assert "12" not in shot.agents[0].name


def test_one_dash_is_no_label(read: Read) -> None:
    (fled,) = [s for s in read("Villagers – most of them – fled to Kestrel.") if s.type]
    assert [a.name for a in fled.agents] == ["Villagers"]


HEADS = {
    "Northmark Front to release prisoners": ("release", "planned", "Northmark Front"),
    "ARMY TO SHELL DOVRIN, GENERAL WARNS": ("SHELL", "planned", "Army"),
}


@pytest.mark.parametrize(("text", "wanted"), HEADS.items())
def test_what_a_headline_says_is_to_come(
    read: Read, text: str, wanted: tuple[str, str, str]
) -> None:
    (plan,) = [s for s in read(text) if s.trigger.text == wanted[0]]
    assert plan.status == wanted[1]
    assert wanted[2] in [a.name for a in plan.agents] or "Armed Forces" in plan.agents[0].name


def test_a_plan_of_a_noun_stays_as_it_was(read: Read) -> None:
    (told,) = [s for s in read("Plan to release prisoners") if s.trigger.text == "release"]
    assert told.agents == ()
