"""Numbers that hold no longer: "three rebels, *not thirty*", "rose *from nine* to twelve"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.howmany_numbers import NumberExpression, is_earlier

LEADING: Final = frozenset({",", "and", "–", "—", "-", "("})
REFUSING: Final = (("not",), ("rather", "than"), ("instead", "of"))
NEAR: Final = 12
"""Tokens between the two numbers, at most."""


def without_refused(doc: Doc, numbers: Sequence[NumberExpression]) -> list[NumberExpression]:
    """Leave out numbers that are set against another and refused, or that another has replaced.

    Args:
        doc: The parsed document.
        numbers: Its counts, in text order.

    Returns:
        The others; one that hangs on a number left out stands in its place in the parse.
    """
    refused = _refused(doc, numbers)
    anchors = {n.anchor.i for n in numbers if n.first in refused}
    kept = (n for n in numbers if n.first not in refused)
    return [replace(n, anchor=n.anchor.head) if n.anchor.head.i in anchors else n for n in kept]


def _refused(doc: Doc, numbers: Sequence[NumberExpression]) -> set[int]:
    """Give the first tokens of the numbers that hold no longer."""
    refused: set[int] = set()
    for at, number in enumerate(numbers):
        before = numbers[at - 1] if at else None
        behind = numbers[at + 1] if at + 1 < len(numbers) else None
        if behind is not None and is_earlier(doc, number.first):
            led = doc[number.last : behind.first].text.lower().split()[-1:]
            refused |= {number.first} if led == ["to"] else set()
        start = _refusal(doc, number.first)
        if start is None:
            continue
        is_afterthought = before is not None and _is_near(doc, before.last, start)
        if is_afterthought and (number.first - start > 1 or doc[start - 1].text in LEADING):
            refused.add(number.first)
        elif behind is not None and _is_near(doc, number.last, behind.first):
            between = {t.lower_ for t in doc[number.last : behind.first]}
            refused |= {number.first} if "but" in between else set()
    return refused


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
