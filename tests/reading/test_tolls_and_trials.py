"""How many suffered a deed, and that a trial is not the deed that it tries, by their class."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


def one(statements: list[Statement], trigger: str) -> Statement:
    return next(s for s in statements if s.trigger.text == trigger)


def names(found: tuple[object, ...]) -> list[str]:
    return [getattr(f, "name", "") for f in found]


FIGURES = {
    "between": ("Between two and five civilians died in Kestrel.", "died", [("killed", 2, 5)]),
    "those-who": ("Five of those who died were named by the clinic.", "died", [("killed", 5, 5)]),
    "deaths-are": (
        "The confirmed deaths are fourteen civilians and five soldiers.",
        "deaths",
        [("killed", 14, 14), ("killed", 5, 5)],
    ),
    "driven-out": (
        "The fighting drove 14,000 people from their homes.",
        "drove",
        [("displaced", 14000, 14000)],
    ),
    "who-fled": (
        "About 3,000 people who fled the fighting were camping on the road.",
        "fled",
        [("displaced", None, None)],
    ),
    "lost-men": ("The patrol lost four men near Kestrel.", "lost", [("killed", 4, 4)]),
    "lost-trucks": ("The patrol lost four trucks near Kestrel.", "lost", [("vehicles", 4, 4)]),
    "crowns": ("The state earns 700 million crowns a year there.", "earns", [("money", 7e8, 7e8)]),
}


@pytest.mark.parametrize("case", FIGURES.values(), ids=FIGURES.keys())
def test_how_many(
    read: Read, case: tuple[str, str, list[tuple[str, float | None, float | None]]]
) -> None:
    text, trigger, wanted = case
    found = one(read(text), trigger).figures
    assert [f.measure for f in found] == [w[0] for w in wanted]
    for figure, (_, low, high) in zip(found, wanted, strict=True):
        exact = figure.best
        assert (low is None) or (low, high) == (exact or figure.low, exact or figure.high)


TRIED = [
    (
        "On 4 March 2019 a court in Port Selm sentenced him for the murder of a judge in 1995.",
        {"sentenced": "2019-03-04", "murder": "1995-01-01"},
    ),
    (
        "Ivo Marsh was sentenced on Tuesday for the 1995 massacre.",
        {"sentenced": "2019-03-12", "massacre": "1995-01-01"},
    ),
    (
        "The judge acquitted two policemen of killing a student in 2010.",
        {"acquitted": "", "killing": "2010-01-01"},
    ),
    ("On Monday the court jailed a man for the murder.", {"jailed": "2019-03-11", "murder": ""}),
    (
        "Varga, whose brother was killed by soldiers, met him on Tuesday.",
        {"killed": "", "met": "2019-03-12"},
    ),
]


@pytest.mark.parametrize(("text", "days"), TRIED)
def test_a_trial_and_its_deed_have_each_their_time(
    read: Read, text: str, days: dict[str, str]
) -> None:
    statements = read(text)
    found = {t: one(statements, t).time for t in days}
    assert {t: time.start if time else "" for t, time in found.items()} == days


def test_who_is_tried_suffered_nothing_by_it(read: Read) -> None:
    text = "A court jailed two soldiers on Monday for the killing of nine villagers."
    assert names(one(read(text), "killing").targets) == ["villagers"]


def test_the_dead_killed_nobody(read: Read) -> None:
    text = "Troops clashed with the army in Selm, leaving nine dead."
    assert one(read(text), "dead").agents == ()
