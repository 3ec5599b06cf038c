"""Quotation marks: which stretches of a text stand between them.

“We saw the shells fall,” she said. “Nobody slept.” holds two quotations. Marks are curly, straight
or low; a paragraph that opens with a mark continues the quotation that the one before left open;
a closing mark without a partner opens at the start of its paragraph and is marked `repaired`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.state import whole_text

OPENING: Final = "“„«‟"
CLOSING: Final = "”»"
STRAIGHT: Final = '"＂'
DOUBLE: Final = re.compile(rf"``|''|[{OPENING}{CLOSING}{STRAIGHT}]")
SINGLE: Final = re.compile(r"(?<![\w’'])[‘'](?=\w)([^‘’'\n]*(?:\w[’'](?=\w)[^‘’'\n]*)*)[’'](?!\w)")
_BEFORE_OPENING: Final = "([{—–-‘'/…"
_MAX_SINGLE: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One stretch between marks, as a half-open range of token indexes, marks included.

    Attributes:
        start: First token, the opening mark where there is one.
        end: One past the last token.
        continues: It goes on with the quotation before it (paragraph-continuing marks).
        repaired: The opening mark is missing; the start is a guess.
        single: Between single marks.
    """

    start: int
    end: int
    continues: bool = False
    repaired: bool = False
    single: bool = False


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Find the stretches between quotation marks.

    Returns:
        Double-mark quotations and, outside them, single-mark ones; in text order, disjoint.
    """
    text = whole_text(doc)
    starts = [token.idx for token in doc]
    doubles: list[tuple[int, int, bool, bool]] = []
    left_open = False
    for paragraph in re.finditer(r"[^\n]+", text):
        if not paragraph[0].strip():
            continue
        found, left_open = _in_paragraph(text, paragraph.start(), paragraph.end(), left_open)
        doubles += found
    kept = [*doubles, *_singles(text, doubles)]
    quotations: list[Quotation] = []
    for start, end, continues, repaired in sorted(kept):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        if last > first + 1 and (not quotations or quotations[-1].end <= first):
            quotations.append(
                Quotation(
                    start=first,
                    end=last,
                    continues=continues,
                    repaired=repaired,
                    single=text[start] in "‘'",
                )
            )
    return tuple(quotations)


def _in_paragraph(
    text: str, start: int, end: int, left_open: bool
) -> tuple[list[tuple[int, int, bool, bool]], bool]:
    """Pair the marks of one paragraph; tell also whether its last quotation stays open."""
    found: list[tuple[int, int, bool, bool]] = []
    opened: int | None = None
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    for mark in DOUBLE.finditer(text, start, end):
        position = mark.start()
        if opened is None and _opens(text, position, mark[0], start):
            opened = position
        elif opened is not None and _closes(text, position, mark[0]):
            found.append((opened, mark.end(), left_open and opened == first, False))
            opened = None
        elif opened is None:
            floor = found[-1][1] if found else first
            found.append((_sentence_start(text, floor, position), mark.end(), False, True))
    if opened is None:
        return found, False
    stop = start + len(text[start:end].rstrip())
    if stop - opened > 1:
        found.append((opened, stop, left_open and opened == first, False))
    return found, True


def _opens(text: str, position: int, mark: str, start: int) -> bool:
    if mark in OPENING or mark == "``":
        return True
    if mark in CLOSING:
        return False
    before = text[position - 1] if position > start else " "
    after = text[position + len(mark) : position + len(mark) + 1] or " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()


def _closes(text: str, position: int, mark: str) -> bool:
    """Tell a closing mark; an opening one closes too where it is stuck to the end of a word."""
    if mark not in OPENING and mark != "``":
        return True
    before, after = text[position - 1], text[position + len(mark) : position + len(mark) + 1]
    return not before.isspace() and not after.isalnum()


def _sentence_start(text: str, floor: int, position: int) -> int:
    """Guess where a quotation without an opening mark begins: behind the last one, if any."""
    begin = floor
    while begin < position and not (text[begin].isalnum()):
        begin += 1
    return min(begin, position)


def _singles(
    text: str, doubles: list[tuple[int, int, bool, bool]]
) -> Iterator[tuple[int, int, bool, bool]]:
    begins = [start for start, *_ in doubles]
    for found in SINGLE.finditer(text):
        before = bisect_right(begins, found.start()) - 1
        if before >= 0 and doubles[before][1] > found.start():
            continue
        if 3 < found.end() - found.start() < _MAX_SINGLE:
            yield found.start(), found.end(), False, False
