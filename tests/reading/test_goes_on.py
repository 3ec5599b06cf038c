"""What a speaker goes on to say, behind a colon, a cue between commas, a charge far off."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

SAID = {
    "The sentry admitted it: he had shot the ferryman.": ("shot", "sentry"),
    "The sentry did not deny it: he had shot the ferryman.": ("shot", "sentry"),
    "The council insists that the men did not leave: agents abducted them.": (
        "abducted",
        "council",
    ),
    "Soldiers burned the mill, Jonas Reik recalled, and shot his dog.": ("shot", "Jonas Reik"),
    "They came at dusk, Marta Ulven remembers, and shot her brother.": ("shot", "Marta Ulven"),
    "Elders accuse men hired by Velkor of beating two herdsmen.": ("beating", "Elders"),
    "In the indictment, Captain Brask is alleged to have drowned two men.": (
        "drowned",
        "indictment",
    ),
    "Admiral Orvane agreed that his ships had shelled the town.": ("shelled", "Orvane"),
}


@pytest.mark.parametrize(("text", "wanted"), SAID.items())
def test_who_goes_on(read: Read, text: str, wanted: tuple[str, str]) -> None:
    trigger, speaker = wanted
    (one,) = (s for s in read(text) if s.trigger.text == trigger)
    assert [s.name for s in one.speakers if speaker in str(s.name)] != []


WITNESSES = [
    "Soldiers burned the mill, Jonas Reik recalled, and shot his dog.",
    "They came at dusk, Marta Ulven remembers, and shot her brother.",
]


@pytest.mark.parametrize("text", WITNESSES)
def test_a_witness_did_not_shoot(read: Read, text: str) -> None:
    agents = [a.name for s in read(text) for a in s.agents]
    assert not any(name in str(a) for a in agents for name in ("Reik", "Ulven"))


NOT_SAID = [
    "The minister denied it: soldiers shot the ferryman.",
    "The council agreed that soldiers would shoot the dogs.",
    "Soldiers burned the mill, and Jonas Reik shot his dog.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_who_does_not_say_it(read: Read, text: str) -> None:
    told = [s for s in read(text) if s.trigger.text in ("shot", "shoot")]
    assert [s.speakers for s in told if s.speakers and s.speakers[-1].stance == "asserts"] == []
