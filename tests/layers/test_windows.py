"""Mentions of one stretch of a text, against walking all of them."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from rashomon.layers.windows import between, covering
from rashomon.model.span import Span


@dataclass(frozen=True)
class Name:
    """A mention of the tests."""

    span: Span


def names(gaps: list[tuple[int, int]]) -> tuple[Name, ...]:
    """Lay names out one behind another: so many characters apart, so many long."""
    found, at = [], 0
    for gap, length in gaps:
        at += gap
        found.append(Name(Span(at, at + length, "x" * length)))
        at += length
    return tuple(found)


NAMES = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=12).map(names)


@given(NAMES, st.integers(0, 120), st.integers(0, 120))
def test_between_gives_what_begins_there(told: tuple[Name, ...], start: int, end: int) -> None:
    assert between(told, start, end) == tuple(n for n in told if start <= n.span.start < end)


@given(NAMES, st.integers(0, 120))
def test_covering_gives_what_a_character_lies_in(told: tuple[Name, ...], at: int) -> None:
    inside = [n for n in told if n.span.start <= at < n.span.end]
    assert covering(told, at) == (inside[0] if inside else None)
