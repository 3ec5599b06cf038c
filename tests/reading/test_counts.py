"""Who counts how many: a count is somebody's word, and a number refused counts nothing."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

TOLLS = {
    "Officials put the death toll at nine.": ("Officials", 9),
    "The death toll was put at nine by the ministry.": ("ministry", 9),
    "The army gave the death toll as nine.": ("army", 9),
    "Officials raised the toll to nine.": ("Officials", 9),
    "The ministry revised the death toll from nine to twelve.": ("ministry", 12),
    "The observatory put the number of those killed at 40.": ("observatory", 40),
    "The army put the dead at four, not forty.": ("army", 4),
    "The blast raised the toll to nine.": ("", 9),
}


@pytest.mark.parametrize(("text", "wanted"), TOLLS.items())
def test_who_puts_a_toll_at_what(read: Read, text: str, wanted: tuple[str, int]) -> None:
    speaker, best = wanted
    ((told, figure),) = [(s, f) for s in read(text) for f in s.figures]
    assert ", ".join(s.name for s in told.speakers) == speaker
    assert (figure.measure, figure.best) == ("killed", best)


REFUSED = {
    "Not thirty but three rebels were killed, the Northmark Front said.": 3,
    "Three rebels, not thirty, were killed, the Northmark Front said.": 3,
    "The army said that four and not forty people died.": 4,
    "The toll was nine, not thirty, the ministry said.": 9,
    "The toll was not thirty but nine, the ministry said.": 9,
    "Nine people were killed instead of thirty.": 9,
    "The death toll rose from nine to twelve.": 12,
    "The death toll climbed from nine on Monday to 12.": 12,
}


@pytest.mark.parametrize(("text", "best"), REFUSED.items())
def test_only_the_number_that_holds_counts(read: Read, text: str, best: int) -> None:
    figures = [f for s in read(text) for f in s.figures]
    assert [f.best for f in figures if f.measure == "killed"] == [best]
    assert all(s.polarity == "+" for s in read(text))


def test_a_range_stays_one(read: Read) -> None:
    (told,) = [s for s in read("From nine to twelve people were killed.") if s.figures]
    assert (told.figures[0].low, told.figures[0].high) == (9, 12)


TAKEN_BACK = {
    "The Post withdrew its report that soldiers had burned the mill.": "Post",
    "The agency retracted a dispatch saying that soldiers had burned the mill.": "agency",
    "The paper apologised for its false report that soldiers had burned the mill.": "paper",
}


@pytest.mark.parametrize(("text", "who"), TAKEN_BACK.items())
def test_who_takes_it_back_denies_it(read: Read, text: str, who: str) -> None:
    (told,) = [s for s in read(text) if s.trigger.text == "burned"]
    assert [(s.name, s.stance) for s in told.speakers] == [(who, "denies")]
    assert not [s for s in read(text) if s.type == "RETREAT"]


def test_a_correction_denies_what_the_article_said(read: Read) -> None:
    text = "Correction: an earlier version of this article said that soldiers had burned the mill."
    (told,) = [s for s in read(text) if s.trigger.text == "burned"]
    assert (told.polarity, told.speakers) == ("-", ())


def test_a_bridge_taken_back_denies_nothing(read: Read) -> None:
    told = read("The army took back the bridge that rebels had mined.")
    assert [s.trigger.text for s in told if s.speakers or s.polarity == "-"] == []


OPEN = [
    "Nobody could say whether rebels had mined the bridge.",
    "It was impossible to verify whether rebels had mined the bridge.",
    "It is too early to say whether rebels mined the bridge.",
    "No one said that rebels had mined the bridge.",
]


@pytest.mark.parametrize("text", OPEN)
def test_what_nobody_knows_is_open(read: Read, text: str) -> None:
    (told,) = [s for s in read(text) if s.trigger.text == "mined"]
    assert (told.status, told.polarity, told.speakers) == ("possible", "+", ())


def test_a_raid_in_which_nobody_was_killed_took_place(read: Read) -> None:
    text = "The army denied that anyone was killed in the raid on Dovrin."
    (raid,) = [s for s in read(text) if s.trigger.text == "raid"]
    assert (raid.polarity, raid.speakers) == ("+", ())


PARTS = {
    "Killed: 4 (2 women, 2 children).": [(4, "exact"), (2, "including"), (2, "including")],
    "Of the 40 killed, 12 were women and 9 children.": [
        (40, "exact"),
        (12, "including"),
        (9, "including"),
    ],
    "The dead included a priest, two nurses and seven farmers.": [
        (1, "including"),
        (2, "including"),
        (7, "including"),
    ],
    "Nine people, three of them police, were killed.": [(9, "exact"), (3, "including")],
}


@pytest.mark.parametrize(("text", "wanted"), PARTS.items())
def test_parts_are_not_added(read: Read, text: str, wanted: list[tuple[int, str]]) -> None:
    figures = [f for s in read(text) for f in s.figures if f.measure == "killed"]
    assert [(f.best, f.modifier) for f in figures] == wanted


def test_some_of_the_wounded_died(read: Read) -> None:
    told = read("Two of the nine people wounded on Monday died overnight.")
    figures = {s.trigger.text: [(f.measure, f.best) for f in s.figures] for s in told}
    assert figures == {"wounded": [("injured", 9)], "died": [("killed", 2)]}


def test_at_least_and_as_many_as_are_one_range(read: Read) -> None:
    ((low, high),) = [
        (f.low, f.high)
        for s in read("At least 12 and as many as 20 people died.")
        for f in s.figures
    ]
    assert (low, high) == (12, 20)


OWN = {
    "Varga said 60 people died; the army said 34.": [("Varga", 60), ("army", 34)],
    "Varga said 60 people died. The army put the figure at 34.": [("Varga", 60), ("army", 34)],
    "Twelve people were killed (20 according to Varga).": [("", 12), ("Varga", 20)],
    "Officials said 12 people were killed; the mayor said the number was 20.": [
        ("Officials", 12),
        ("mayor", 20),
    ],
    "Twelve people were killed in Dovrin. The mayor said it was at least 20.": [
        ("", 12),
        ("mayor", 20),
    ],
    "Twelve people were killed in Dovrin. The mayor said 20 were killed.": [
        ("", 12),
        ("mayor", 20),
    ],
    "The mayor said 20.": [],
}


@pytest.mark.parametrize(("text", "wanted"), OWN.items())
def test_each_keeps_his_own_number(read: Read, text: str, wanted: list[tuple[str, int]]) -> None:
    counts = [
        (s.speakers[-1].name if s.speakers else "", f.best or f.low)
        for s in read(text)
        for f in s.figures
        if f.measure == "killed"
    ]
    assert counts == wanted
