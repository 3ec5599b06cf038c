"""Whom a sentence rules out is no party to the act, and the act was not thereby undone."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

INSTEAD = {
    "It was not the army but the Northmark Front that shelled Dovrin.": "Northmark Front",
    "Not the army but the Northmark Front shelled Dovrin.": "Northmark Front",
    "The Northmark Front and not the army shelled Dovrin.": "Northmark Front",
    "The army said that it, and not the Northmark Front, had shelled Dovrin.": "army",
    "Dovrin was shelled not by the army but by the Northmark Front.": "Northmark Front",
    "No unit but the Northmark Front shelled Dovrin.": "Northmark Front",
    "Nobody but the Northmark Front shelled Dovrin.": "Northmark Front",
    "Not only the army but also the Northmark Front shelled Dovrin.": "army, Northmark Front",
    "The Northmark Front, not the army, shelled Dovrin.": "Northmark Front",
}


@pytest.mark.parametrize(("text", "agents"), INSTEAD.items())
def test_who_did_it_instead(read: Read, text: str, agents: str) -> None:
    (told,) = [s for s in read(text) if s.trigger.text == "shelled"]
    assert ", ".join(a.name for a in told.agents) == agents
    assert (told.status, told.polarity) == ("occurred", "+")


def test_whom_it_hit_instead(read: Read) -> None:
    (told,) = [s for s in read("The soldiers shot not farmers but rebels.") if s.type == "ASSAULT"]
    assert [t.name for t in told.targets] == ["rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "No civilians were among the eleven killed in Dovrin.",
        "None of those killed in Dovrin were civilians.",
    ],
)
def test_who_was_not_among_the_dead(read: Read, text: str) -> None:
    (told,) = [s for s in read(text) if s.trigger.text == "killed"]
    assert (told.polarity, told.targets) == ("+", ())


@pytest.mark.parametrize(
    "text",
    [
        "Rumours spread through Dovrin that the army had poisoned the well.",
        "It is rumoured that the army poisoned the well.",
        "Rumour has it that the army poisoned the well.",
        "There was talk that the army had poisoned the well.",
        "It was whispered that the army had poisoned the well.",
    ],
)
def test_rumours_leave_it_open(read: Read, text: str) -> None:
    (told,) = read(text)
    assert (told.trigger.text, told.status, told.speakers) == ("poisoned", "possible", ())


def test_an_unowned_report_commits_nobody(read: Read) -> None:
    (told,) = read("Reports have emerged that the army had poisoned the well.")
    assert (told.trigger.text, told.status, told.factuality) == ("poisoned", "occurred", 0)


NOBODYS = [
    "No group has claimed responsibility for the attack on Dovrin.",
    "Nobody claimed responsibility for the attack on Dovrin.",
    "The Northmark Front did not claim responsibility for the attack on Dovrin.",
    "None of the rebel groups has claimed responsibility for the attack on Dovrin.",
    "There was no claim of responsibility for the attack on Dovrin.",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_a_claim_that_nobody_makes_leaves_the_attack(read: Read, text: str) -> None:
    (attack,) = [s for s in read(text) if s.type == "ASSAULT"]
    assert (attack.status, attack.polarity) == ("occurred", "+")
    assert (attack.agents, attack.speakers) == ((), ())


CLAIMED = {
    "Two men were killed in an attack claimed by the Northmark Front.": "claimed",
    "Two men were killed in an attack blamed on the Northmark Front.": "accused",
}


@pytest.mark.parametrize(("text", "basis"), CLAIMED.items())
def test_whose_attack_it_is_said_to_be(read: Read, text: str, basis: str) -> None:
    told = {s.trigger.text: s for s in read(text)}
    for trigger in ("killed", "attack"):
        (agent,) = told[trigger].agents
        assert agent.name == "Northmark Front"
        assert agent.responsibility is not None
        assert agent.responsibility.basis == basis


@pytest.mark.parametrize(
    "text",
    [
        "The army declined to comment on reports that it had shelled Dovrin.",
        "The army did not comment on reports that it had shelled Dovrin.",
    ],
)
def test_who_does_not_comment_tells_nothing(read: Read, text: str) -> None:
    (told,) = [s for s in read(text) if s.trigger.text == "shelled"]
    assert (told.speakers, told.polarity, told.factuality) == ((), "+", 0)
