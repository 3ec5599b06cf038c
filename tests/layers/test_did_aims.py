"""What else acts and is reached stands beside the agents and targets of an event."""

import pytest
from spacy.language import Language

from rashomon.layers.did import create
from rashomon.layers.did_aims import with_aims
from rashomon.model.event import EventMention


def event(nlp: Language, text: str, trigger: str) -> EventMention:
    found = {e.trigger.text: e for e in create(nlp, "did", aims=True)(nlp(text))._.events}
    assert trigger in found, f"no {trigger!r} in {sorted(found)}"
    return found[trigger]


ACTING = [
    ("A car bomb exploded near the mill in Dovrin.", "exploded", "car bomb", "weapon"),
    ("A mine killed nine dockers.", "killed", "mine", "weapon"),
]
REACHED = [
    ("President Ilse Varga condemned the raid.", "condemned", "raid", "event"),
    ("The union boycotted the vote.", "boycotted", "vote", "event"),
    ("The Front agreed to reopen the bridge.", "agreed", "bridge", "infrastructure"),
    ("Rebels withdrew from the quarry.", "withdrew", "quarry", "place"),
]


@pytest.mark.parametrize(("text", "trigger", "name", "kind"), ACTING)
def test_a_weapon_acts_and_is_no_agent(
    nlp: Language, text: str, trigger: str, name: str, kind: str
) -> None:
    found = event(nlp, text, trigger)
    assert (name, kind) in {(p.name, p.kind) for p in found.acting}
    assert name not in {a.name for a in found.agents}
    assert name in {a.name for a in with_aims(found).agents}


@pytest.mark.parametrize(("text", "trigger", "name", "kind"), REACHED)
def test_what_is_reached_is_no_target(
    nlp: Language, text: str, trigger: str, name: str, kind: str
) -> None:
    found = event(nlp, text, trigger)
    assert (name, kind) in {(p.name, p.kind) for p in found.reached}
    assert name not in {t.name for t in found.targets}
    assert name in {t.name for t in with_aims(found).targets}


def test_two_sides_of_a_clash_reach_nothing_else(nlp: Language) -> None:
    found = event(nlp, "The army and the rebels clashed near the mill.", "clashed")
    assert len(found.agents) == 2
    assert found.reached == ()


def test_words_of_an_act_are_not_what_it_reaches(nlp: Language) -> None:
    found = with_aims(event(nlp, "The union went on strike in Dovrin.", "went"))
    assert "strike" not in {t.name for t in found.targets}


def test_a_victim_keeps_things_out(nlp: Language) -> None:
    found = event(nlp, "Police arrested a dockworker with a red bag.", "arrested")
    assert found.targets
    assert found.reached == ()


def test_who_acts_keeps_weapons_out(nlp: Language) -> None:
    found = event(nlp, "Rebels fired two rockets at the port.", "fired")
    assert found.agents
    assert found.acting == ()
