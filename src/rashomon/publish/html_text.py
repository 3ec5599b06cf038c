"""The text of a document cut at every span, so that a page can light up any clause."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.model.statement import Statement

LINE_END: Final = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text between two cuts.

    Attributes:
        start: Code point at which it begins.
        text: Its characters.
        covered: Some statement's evidence holds it.
        statement: Number of the statement that it is the trigger of; None for all else.
        is_first: False for the later pieces of a trigger that another span cuts.
        ends_paragraph: A paragraph ends here, in a text that parts them by single line ends.
    """

    start: int
    text: str
    covered: bool
    statement: int | None = None
    is_first: bool = True
    ends_paragraph: bool = False


def cut_text(text: str, statements: Sequence[Statement]) -> list[Segment]:
    """Cut a text at the ends of all evidence and all triggers.

    Of two statements with one trigger the first one owns it. The pieces put together are the
    text again.
    """
    owners = _trigger_owners(statements)
    depth = _changes_of_depth(statements)
    cuts = {0, len(text), *depth}
    for start, end, _ in owners:
        cuts.update((start, end))
    parts_by_lines = "\n\n" not in text
    if parts_by_lines:
        cuts.update(found.end() for found in LINE_END.finditer(text))
    ordered = sorted(cuts)
    segments: list[Segment] = []
    open_clauses, turn = 0, 0
    for start, end in itertools.pairwise(ordered):
        open_clauses += depth.get(start, 0)
        while turn < len(owners) and owners[turn][1] <= start:
            turn += 1
        inside = turn < len(owners) and owners[turn][0] <= start
        segments.append(
            Segment(
                start=start,
                text=text[start:end],
                covered=open_clauses > 0,
                statement=owners[turn][2] if inside else None,
                is_first=inside and owners[turn][0] == start,
                ends_paragraph=parts_by_lines and text[end - 1 : end] == "\n",
            )
        )
    return segments


def _changes_of_depth(statements: Sequence[Statement]) -> dict[int, int]:
    """How many clauses begin less how many end, by place in the text."""
    depth: dict[int, int] = {}
    for one in statements:
        depth[one.evidence.start] = depth.get(one.evidence.start, 0) + 1
        depth[one.evidence.end] = depth.get(one.evidence.end, 0) - 1
    return depth


def _trigger_owners(statements: Sequence[Statement]) -> list[tuple[int, int, int]]:
    """Triggers that do not overlap, in order, with the number of their statement."""
    spans = sorted((s.trigger.start, s.trigger.end, n) for n, s in enumerate(statements))
    kept: list[tuple[int, int, int]] = []
    for start, end, number in spans:
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end, number))
    return kept
