"""Who takes part in an act, and what act it is: numbers, those spoken for, calls, demands."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


def of(read: Read, text: str, trigger: str) -> list[Statement]:
    return [s for s in read(text) if s.trigger.text == trigger]


DOERS = [
    ("Dozens of people attacked a mill.", "attacked", ["people"]),
    (
        "The chairman of the Dockers' Union said that they will not end the strike.",
        "end",
        ["Dockers' Union"],
    ),
    (
        "Two gunmen attacked a mill. A spokesman for the Front said they support the truce.",
        "support",
        ["gunmen"],
    ),
    (
        "President Ilse Varga called Anton Reik to congratulate him.",
        "congratulate",
        ["Ilse Varga"],
    ),
    (
        "The parliament delegation offered scathing criticism of the Marennan government.",
        "criticism",
        ["parliament delegation"],
    ),
    ("Varga commenced air assaults on Valdorian fighters.", "assaults", ["Varga"]),
]


@pytest.mark.parametrize(("text", "trigger", "wanted"), DOERS)
def test_who_acts(read: Read, text: str, trigger: str, wanted: list[str]) -> None:
    assert [[a.name for a in s.agents] for s in of(read, text, trigger)] == [wanted]


TARGETS = [
    ("Dozens of people attacked a mill.", "attacked", ["mill"]),
    (
        "The rebels seized the theatre, taking dozens of people there hostage.",
        "taking",
        ["people"],
    ),
    (
        "Marenna instructed all hagglers to stop selling gold to customers.",
        "instructed",
        ["hagglers"],
    ),
    ("The mayor was sacked over his arrest of two deputies.", "arrest", ["deputies"]),
    (
        "Marenna reiterated its demand that Valdoria ease the sanctions.",
        "demand",
        ["Valdoria"],
    ),
    (
        "The Front hit a convoy on Monday on the road between Dovrin and Ostry Ford.",
        "hit",
        ["convoy"],
    ),
    ("The Front attacked a patrol between Dovrin and Ostry Ford.", "attacked", ["patrol"]),
]


@pytest.mark.parametrize(("text", "trigger", "wanted"), TARGETS)
def test_whom_it_reaches(read: Read, text: str, trigger: str, wanted: list[str]) -> None:
    assert [[t.name for t in s.targets] for s in of(read, text, trigger)] == [wanted]


TYPES = [
    ("President Ilse Varga called Anton Reik on Friday.", "called", ["CONSULT"]),
    ("Critics called Anton Reik a clown.", "called", []),
    ("The court ordered the release of Ilse Varga.", "ordered", ["RETREAT"]),
    ("The general ordered the withdrawal of the garrison.", "ordered", ["REQUEST"]),
    (
        "A gold clasp was returned by Marennan officials to the Valdorian authorities in June.",
        "returned",
        ["RETREAT"],
    ),
    ("The envoy returned to Kestrel on Monday.", "returned", ["CONSULT"]),
]


@pytest.mark.parametrize(("text", "trigger", "wanted"), TYPES)
def test_what_act_it_is(read: Read, text: str, trigger: str, wanted: list[str]) -> None:
    assert [s.type for s in of(read, text, trigger)] == wanted
