"""Who claims a deed, or is blamed for it, in a sentence that does not name it again."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]
FRONT = "Northmark Front"

CLAIMS = {
    "The Northmark Front claimed responsibility.": (FRONT, "claimed"),
    "The Northmark Front claimed responsibility for it.": (FRONT, "claimed"),
    "Responsibility was claimed by the Northmark Front.": (FRONT, "claimed"),
    "Police blamed the Northmark Front.": ("Police", "accused"),
    "Police blamed the Northmark Front for it.": ("Police", "accused"),
    "Police accused the Northmark Front of carrying it out.": ("Police", "accused"),
    "Police suspect the Northmark Front of being behind it.": ("Police", "suspected"),
    "Officials held the Northmark Front responsible.": ("Officials", "accused"),
    "Police pointed the finger at the Northmark Front.": ("Police", "accused"),
    "Police said the Northmark Front was to blame.": ("Police", "as_fact"),
}


@pytest.mark.parametrize(("sentence", "wanted"), CLAIMS.items())
def test_the_deed_is_theirs_in_the_words_of_who_says_so(
    read: Read, sentence: str, wanted: tuple[str, str]
) -> None:
    first, second = [
        s for s in read(f"A bomb killed four people. {sentence}") if s.trigger.text == "killed"
    ]
    assert (first.speakers, [a.name for a in first.agents]) == ((), [])
    (agent,) = second.agents
    assert agent.name == FRONT
    assert agent.responsibility is not None
    assert ([s.name for s in second.speakers], agent.responsibility.basis) == (
        [wanted[0]],
        wanted[1],
    )
    assert second.links[0].statement == first.id


NOBODYS = (
    "A bomb killed four people. No group claimed responsibility.",
    "A bomb killed four people. Nobody blamed the Northmark Front.",
    "A bomb killed four people. Police did not blame the Northmark Front.",
    "A bomb killed four people. Police blamed the Northmark Front for the drought.",
    "A bomb killed four people. Police accused the Northmark Front of lying.",
)


@pytest.mark.parametrize("text", NOBODYS)
def test_nobody_else_is_given_the_deed(read: Read, text: str) -> None:
    assert [a.name for s in read(text) if s.trigger.text == "killed" for a in s.agents] == []


def test_a_known_doer_stays_who_he_is(read: Read) -> None:
    text = "The Southmark Front killed four soldiers. The army blamed the Northmark Front."
    killed = [s for s in read(text) if s.trigger.text == "killed"]
    assert [[a.name for a in s.agents] for s in killed] == [["Southmark Front"]]


def test_who_told_it_may_blame_later(read: Read) -> None:
    text = "Police said a bomb had killed four people. They blamed the Northmark Front."
    killed = [s for s in read(text) if s.trigger.text == "killed"]
    assert [[x.name for x in s.speakers] for s in killed] == [["Police"], ["Police"]]
    assert [[a.name for a in s.agents] for s in killed] == [[], [FRONT]]
