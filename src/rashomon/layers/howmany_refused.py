"""Numbers that a sentence names only to refuse them: "three rebels, *not thirty*, were killed"."""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.howmany_numbers import NumberExpression

LEADING: Final = frozenset({",", "and", "–", "—", "-", "("})
REFUSING: Final = (("not",), ("rather", "than"), ("instead", "of"))
NEAR: Final = 12
"""Tokens between the two numbers, at most."""


def refused_numbers(doc: Doc, numbers: Sequence[NumberExpression]) -> frozenset[int]:
    """Find numbers that are set against another and refused.

    Args:
        doc: The parsed document.
        numbers: Its counts, in text order.

    Returns:
        First tokens of the numbers that count nothing: it was the other.
    """
    refused: set[int] = set()
    for at, number in enumerate(numbers):
        before = numbers[at - 1] if at else None
        behind = numbers[at + 1] if at + 1 < len(numbers) else None
        start = _refusal(doc, number.first)
        if start is None:
            continue
        is_afterthought = before is not None and _is_near(doc, before.last, start)
        if is_afterthought and (number.first - start > 1 or doc[start - 1].text in LEADING):
            refused.add(number.first)
        elif behind is not None and _is_near(doc, number.last, behind.first):
            between = {t.lower_ for t in doc[number.last : behind.first]}
            refused |= {number.first} if "but" in between else set()
    return frozenset(refused)


def _refusal(doc: Doc, first: int) -> int | None:
    """Give where the words start that refuse the number behind them."""
    for words in REFUSING:
        start = first - len(words)
        if start >= 0 and tuple(t.lower_ for t in doc[start:first]) == words:
            return start
    return None


def _is_near(doc: Doc, start: int, end: int) -> bool:
    """Tell whether two places stand close in one sentence."""
    return 0 <= end - start <= NEAR and doc[start - 1].sent.start == doc[end].sent.start
