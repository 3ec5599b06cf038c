"""A statement's clause in the text around it."""

from dataclasses import dataclass, replace
from typing import Final

from rashomon.model.document import Document
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.web.marked import Piece, cut

MOST: Final = 420
"""Code points of the text on either side of the clause."""
MOST_CLAUSE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Around:
    """The clause and what stands around it.

    Attributes:
        pieces: The text in pieces; those of the clause name the statement, that of the trigger
            has a status.
        before: There is more before.
        after: There is more after.
    """

    pieces: tuple[Piece, ...]
    before: bool
    after: bool


def around(document: Document, statement: Statement) -> Around:
    """Cut a window out of a document's text around a statement's clause."""
    text, clause = document.text, statement.evidence
    start = _word_start(text, clause.start - MOST)
    end = min(len(text), max(clause.start, min(clause.end, clause.start + MOST_CLAUSE)) + MOST)
    shifted = replace(
        statement, evidence=_shift(clause, start), trigger=_shift(statement.trigger, start)
    )
    pieces, _ = cut(text[start:end], [shifted])
    return Around(tuple(pieces), start > 0, end < len(text))


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    blank = text.find(" ", at, at + 40)
    return blank + 1 if blank >= 0 else at


def _shift(span: Span, by: int) -> Span:
    return Span(span.start - by, span.end - by, span.text)
