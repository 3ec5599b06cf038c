"""Mentions of one stretch of a text, and the words of a mention.

Mentions are found by halving: no layer walks all of them per sentence.

Fields such as ``doc._.places`` stand in text order, which is what this rests on.
"""

from bisect import bisect_left, bisect_right
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

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


def words_of(doc: Doc, span: Span) -> list[Token]:
    """Give the words that a span of characters touches; none where it lies outside the text."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def head_of(doc: Doc, span: Span) -> Token | None:
    """Give the word that the others of a span hang on."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None and len(found) else None


def is_town(token: Token) -> bool:
    """Tell a place that is no state, and no people called after it: "a *Kestrel* car bomb"."""
    mention = covering(token.doc._.places, token.idx)
    return mention is not None and not mention.demonym and mention.kind != "country"
