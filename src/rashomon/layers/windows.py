"""Mentions of one stretch of a text, found by halving: no layer walks all of them per sentence.

Fields such as ``doc._.places`` stand in text order, which is what this rests on.
"""

from bisect import bisect_left, bisect_right
from typing import Protocol, TypeVar

from rashomon.model.span import Span


class Mention(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


M = TypeVar("M", bound=Mention)


def between(mentions: tuple[M, ...], start: int, end: int) -> tuple[M, ...]:
    """Give the mentions that begin in a stretch of characters.

    Args:
        mentions: In text order.
        start: First code point.
        end: One past the last.
    """
    first = bisect_left(mentions, start, key=lambda m: m.span.start)
    return mentions[first : bisect_left(mentions, end, key=lambda m: m.span.start)]


def covering(mentions: tuple[M, ...], offset: int) -> M | None:
    """Give the mention, in text order and apart from one another, that a character lies in."""
    at = bisect_right(mentions, offset, key=lambda m: m.span.start)
    return mentions[at - 1] if at and offset < mentions[at - 1].span.end else None
