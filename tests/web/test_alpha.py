"""Krippendorff's alpha against examples worked by hand and published ones."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.web.alpha import SAMPLES, interval, nominal

FOUR_OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Krippendorff 2011, example C: four observers, twelve units, some values missing."""


def columns(rows):
    table = [row.split() for row in rows]
    return [[float(v) for v in unit if v != "."] for unit in zip(*table, strict=True)]


def by_definition(units, distance):
    """Alpha straight from its definition: pairs within units against pairs of all values."""
    coded = [u for u in units if len(u) > 1]
    flat = [v for u in coded for v in u]
    n = len(flat)
    observed = sum(
        distance(a, b) / (len(u) - 1)
        for u in coded
        for i, a in enumerate(u)
        for j, b in enumerate(u)
        if i != j
    )
    expected = sum(distance(a, b) for i, a in enumerate(flat) for j, b in enumerate(flat) if i != j)
    return 1 - (n - 1) * observed / expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        pytest.param(nominal, 0.743, id="nominal"),
        pytest.param(interval, 0.849, id="interval"),
    ],
)
def test_four_observers_with_missing_values_give_the_published_alpha(measure, expected):
    found = measure(columns(FOUR_OBSERVERS))
    assert found.value == pytest.approx(expected, abs=0.0005)
    assert (found.units, found.values) == (11, 40)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0", 0.095, id="two-values"),
        pytest.param("a a b b d c c c e d d a", "b a b b b c c c e d d d", 0.692, id="five-values"),
    ],
)
def test_two_observers_give_the_published_alpha(first, second, expected):
    found = nominal(list(zip(first.split(), second.split(), strict=True)))
    assert found.value == pytest.approx(expected, abs=0.0005)


def test_a_table_worked_by_hand():
    # Pairs aa ab bb: observed 2 of 6; by chance 2 * 3 * 3 = 18 of 30, so 1 - (5 * 2) / 18 = 4/9.
    found = nominal([("a", "a"), ("a", "b"), ("b", "b")])
    assert found.value == pytest.approx(4 / 9)


def test_distance_of_numbers_worked_by_hand():
    # Units (1, 1), (1, 3): observed 2 * 4 = 8; by chance 2 * (4 * 12 - 6 ** 2) = 24, n - 1 = 3.
    assert interval([(1.0, 1.0), (1.0, 3.0)]).value == pytest.approx(1 - 3 * 8 / 24)


def test_agreement_is_one_and_systematic_disagreement_below_zero():
    assert nominal([("a", "a"), ("b", "b")]).value == 1.0
    swapped = nominal([("a", "b"), ("b", "a")])
    assert swapped.value is not None
    assert swapped.value < 0


@pytest.mark.parametrize(
    "units",
    [
        pytest.param([], id="nothing"),
        pytest.param([("a",), ("b",)], id="coded-once"),
        pytest.param([("a", "a"), ("a", "a")], id="one-value-only"),
    ],
)
def test_alpha_is_not_defined_without_pairs_or_variation(units):
    found = nominal(units)
    assert (found.value, found.low, found.high) == (None, None, None)


def test_equal_numbers_are_no_variation_whatever_their_size():
    assert interval([(1e12 / 3, 1e12 / 3), (1e12 / 3, 1e12 / 3)]).value is None
    assert interval([(0.1, 0.1, 0.1), (0.1, 0.1)]).value is None


def test_a_unit_coded_once_counts_for_nothing():
    assert nominal([("a", "b"), ("a", "a"), ("b",)]) == nominal([("a", "b"), ("a", "a")])


def test_interval_holds_the_value_and_narrows_with_more_units():
    pattern = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]
    found = [nominal(pattern * times) for times in (3, 12, 48)]
    widths = []
    for one in found:
        assert None not in (one.low, one.high)
        assert one.low <= one.value <= one.high
        widths.append(one.high - one.low)
    assert all(wider > narrower for wider, narrower in pairwise(widths))


def test_the_same_codings_give_the_same_interval():
    units = [("a", "a"), ("b", "b"), ("a", "b")] * 5
    assert nominal(units) == nominal(units)
    assert nominal(units) != nominal(units, seed=1)
    assert SAMPLES == 1000


@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=4), min_size=2, max_size=8))
def test_both_metrics_are_what_the_definition_says(units):
    flat = {v for u in units for v in u}
    numbers = [[float(v) for v in u] for u in units]
    if len(flat) < 2:
        assert nominal(units).value is None
        return
    same = by_definition(units, lambda a, b: float(a != b))
    squared = by_definition(numbers, lambda a, b: (a - b) ** 2)
    assert nominal(units).value == pytest.approx(same)
    assert interval(numbers).value == pytest.approx(squared)
