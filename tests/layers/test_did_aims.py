"""What else acts and is reached stands beside the agents and targets of an event."""

import pytest
from spacy.language import Language

from rashomon.layers.did import create
from rashomon.layers.did_aims import with_aims
from rashomon.layers.where import Where
from rashomon.model.event import EventMention


def event(nlp: Language, text: str, trigger: str, places: Where | None = None) -> EventMention:
    doc = nlp(text) if places is None else places(nlp(text))
    found = {e.trigger.text: e for e in create(nlp, "did", aims=True)(doc)._.events}
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
    ("A bomber detonated a device in a rickshaw.", "detonated", "rickshaw", "vehicle"),
    ("The army shelled the town of Kestrel.", "shelled", "town of Kestrel", "place"),
    ("Two bombs exploded in a pair of pubs.", "exploded", "pubs", "building"),
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


def test_an_embassy_is_closed_to_its_host(nlp: Language) -> None:
    found = event(nlp, "Canada closed its embassy in Libya.", "closed")
    assert [p.name for p in found.reached] == ["Libya"]


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


def names(found: EventMention) -> tuple[set[str], set[str]]:
    shown = with_aims(found)
    return {a.name for a in shown.agents}, {t.name for t in shown.targets}


def test_troops_are_moved_and_a_country_is_reached(nlp: Language) -> None:
    text = "Marenna completed its withdrawal of troops from Valdoria in May."
    assert "Valdoria" in names(event(nlp, text, "withdrawal"))[1]


def test_nobody_reaches_itself(nlp: Language) -> None:
    found = event(nlp, "Marenna began withdrawing some of its troops.", "withdrawing")
    assert "Marenna" not in names(found)[1]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A journalist was killed in Marenna on Monday.", "killed"),
        ("A journalist was arrested in Kestrel on Monday.", "arrested"),
        ("A journalist was arrested in Marenna on Monday.", "arrested"),
    ],
)
def test_no_place_does_what_others_do_there(
    nlp: Language, places_layer: Where, text: str, trigger: str
) -> None:
    assert event(nlp, text, trigger, places_layer).acting == ()


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Japanese and the Marennan armies have agreed to train.", "agreed", "Japanese"),
        ("The armies of Marenna and Valdoria held talks in October.", "talks", "Valdoria"),
    ],
)
def test_who_shares_a_noun_acts_as_well(nlp: Language, text: str, trigger: str, name: str) -> None:
    assert name in names(event(nlp, text, trigger))[0]


def test_one_leader_of_two_states_is_no_two_leaders(nlp: Language) -> None:
    text = "The leader of Marenna and Valdoria held talks in October."
    assert event(nlp, text, "talks").acting == ()
