"""When and where an act was, and how many, where another clause or another noun stands near."""

from collections.abc import Callable

import pytest

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader

Tell = Callable[[str], Statement]


@pytest.fixture
def killed(republic: Reader, document: Callable[..., Document]) -> Tell:
    """Read a text and give what it tells of a killing."""

    def tell(text: str) -> Statement:
        told = republic.read(document(text)).statements
        return next(s for s in told if s.trigger.text in ("killed", "killing"))

    return tell


PLACES = (
    "Five villagers from Dovrin were killed in Kestrel on Monday.",
    "Gunmen from Dovrin killed five villagers in Kestrel on Monday.",
    "The army, based in Dovrin, killed five villagers in Kestrel on Monday.",
    "The minister visited Dovrin on Sunday after five villagers were killed in Kestrel on Monday.",
    "Days after five villagers were killed in Kestrel on Monday, the minister visited Dovrin.",
    "Speaking in Dovrin on Sunday, he said five villagers were killed in Kestrel on Monday.",
)


@pytest.mark.parametrize("text", PLACES)
def test_day_and_town_are_its_own(killed: Tell, text: str) -> None:
    told = killed(text)
    assert [p.name for p in told.places] == ["Kestrel"]
    assert told.time is not None
    assert told.time.mention is not None
    assert told.time.mention.text == "Monday"


COUNTS = {
    "Twelve gunmen killed five people.": ["five people"],
    "Five people were killed by twelve gunmen.": ["Five people"],
    "Twelve gunmen were killed.": ["Twelve gunmen"],
    "Twelve people were killed on Monday and five on Tuesday.": ["Twelve people", "five"],
    "Twelve were killed in Kestrel, five in Dovrin and two in Tamsin.": ["Twelve", "five", "two"],
    "One in ten of those killed was a child.": [],
    "KESTREL, Marenna - Five villagers were killed.": ["Five villagers"],
}


@pytest.mark.parametrize(("text", "wanted"), COUNTS.items())
def test_who_is_counted_among_the_killed(killed: Tell, text: str, wanted: list[str]) -> None:
    dead = [f for f in killed(text).figures if f.measure == "killed"]
    assert [f.mention.text for f in dead] == wanted


TOLLS = {
    "The toll was 34.": 34,
    "The death toll stands at 52, the ministry said.": 52,
    "The number of dead was 34.": 34,
    "He is 34.": None,
}


@pytest.mark.parametrize(("text", "wanted"), TOLLS.items())
def test_a_bare_number_is_no_age(
    republic: Reader, document: Callable[..., Document], text: str, wanted: int | None
) -> None:
    figures = [f for s in republic.read(document(text)).statements for f in s.figures]
    assert [f.low for f in figures if f.measure == "killed"] == ([wanted] if wanted else [])


def test_another_number_answers_the_first(
    republic: Reader, document: Callable[..., Document]
) -> None:
    text = "Lawyers said 700 people were killed. The ministry said the number was 52."
    told = republic.read(document(text)).statements
    low = [(s.speakers[-1].name, f.low) for s in told for f in s.figures if f.measure == "killed"]
    assert low == [("Lawyers", 700), ("ministry", 52)]


SHOT = ("Police shot two of them.", "The attackers fled when police shot two.")


@pytest.mark.parametrize("text", SHOT)
def test_who_is_only_counted_may_be_shot(
    republic: Reader, document: Callable[..., Document], text: str
) -> None:
    shot = next(s for s in republic.read(document(text)).statements if s.trigger.text == "shot")
    assert (shot.type, [a.name.lower() for a in shot.agents if a.name]) == ("ASSAULT", ["police"])


@pytest.mark.parametrize(
    "text", ["Among the dead were five policemen.", "Five policemen were among the dead."]
)
def test_among_the_dead(republic: Reader, document: Callable[..., Document], text: str) -> None:
    figures = [f for s in republic.read(document(text)).statements for f in s.figures]
    assert [(f.measure, f.low) for f in figures] == [("killed", 5)]
