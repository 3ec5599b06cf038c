"""Chains of speakers: who is named as having told it stands in the chain, "it" is theirs."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

CHAINS = {
    "The priest heard from a guard that rebels had burned the mill.": "priest, guard",
    "The priest said a nun had heard from a guard that rebels had burned the mill.": (
        "priest, nun, guard"
    ),
    "State television, quoting an unnamed officer, said that rebels had burned the mill.": (
        "State television, unnamed officer"
    ),
    "Rebels burned the mill, Brandt quoted a nun as saying.": "Brandt, nun",
    "“Rebels burned the mill,” the Post quoted Brandt as saying.": "Post, Brandt",
    "The nun's testimony was that rebels burned the mill.": "nun",
    "The refugees' story, Lind said, was that rebels burned the mill.": "Lind, refugees",
    "The UN said it had no reason to doubt the nuns' account that rebels burned the mill.": (
        "United Nations, nuns"
    ),
    "The prosecutor said the accused had confessed to a nun that rebels burned the mill.": (
        "prosecutor, accused"
    ),
}


@pytest.mark.parametrize(("text", "speakers"), CHAINS.items())
def test_who_tells_it(read: Read, text: str, speakers: str) -> None:
    (told,) = [s for s in read(text) if s.trigger.text == "burned"]
    assert ", ".join(s.name for s in told.speakers) == speakers
    assert {s.stance for s in told.speakers} == {"asserts"}
    assert [a.name.lower() for a in told.agents] == ["rebels"]


NESTED = {
    "The UN says the Northmark Front says it shelled Dovrin.": ["Northmark Front"],
    "The minister said the general told a friend that he shelled Dovrin.": ["general"],
    "The prosecutor said the accused had confessed to a nun that he shelled Dovrin.": [],
}


@pytest.mark.parametrize(("text", "agents"), NESTED.items())
def test_it_is_whoever_says_it_last(read: Read, text: str, agents: list[str]) -> None:
    (told,) = [s for s in read(text) if s.trigger.text == "shelled"]
    assert [a.name for a in told.agents] == agents
