"""Score readings against marked documents: found, said by whom, how real, and right as a whole.

A statement matches a mark when their triggers overlap, or when its trigger overlaps one of the
mark's other words (``alternates``); one to one, best first. What matches nothing counts against
the reader unless it touches a passage that the annotator set aside.

Citation: trigger matching follows the scoring of ACE 2005 (Li, Ji and Huang 2013), with heads
instead of extents.
"""

import json
import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rashomon.documents.build import document_from_text
from rashomon.errors import InputError
from rashomon.evaluate.marks import Mark, compare
from rashomon.model.document import Document
from rashomon.model.statement import Statement

MEASURES: Final = ("detection", "speaker", "status", "whole")
ROUNDS: Final = 1000
"""Draws of the bootstrap; from 500 on the noise moves by less than 0.002."""
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A document with everything that a careful reader marked in it."""

    document: Document
    statements: tuple[Mark, ...]
    set_aside: tuple[Bounds, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one document adds to the scores; each pair is ``(right, of how many)``."""

    marked: int
    given: int
    matched: int
    whole: int
    fields: dict[str, tuple[int, int]]


def marked_document(record: dict[str, Any]) -> Document:
    """Make the document of one line, with the metadata that a user would give."""
    return document_from_text(
        record["text"],
        key=record["id"],
        published=record.get("published"),
        title=record.get("title"),
        outlet=record.get("outlet"),
    )


def load_marked(
    path: Path, make: Callable[[dict[str, Any]], Document] = marked_document
) -> list[Marked]:
    """Load marked documents, and refuse those whose spans do not fit their text.

    Args:
        path: JSONL in the format of docs/how-to/annotate.md.
        make: Makes a document of one line's fields.

    Raises:
        InputError: A span's words are not those of the text.
    """
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        gold = record["gold"]
        spans = [s["trigger"] for s in gold["statements"]] + gold.get("ignore", [])
        for span in spans:
            if record["text"][span["start"] : span["end"]] != span["text"]:
                problem = f"a mark says {span['text']!r}, its text does not"
                raise InputError(record["id"], problem, "Count offsets in code points.")
        aside = [_bounds(s) for s in gold.get("ignore", [])]
        aside += [_bounds(a) for s in gold["statements"] for a in s.get("alternates", [])]
        found.append(
            Marked(
                document=make(record),
                statements=tuple(gold["statements"]),
                set_aside=tuple(aside),
            )
        )
    return found


def count(marked: Marked, statements: Sequence[Statement]) -> Counts:
    """Match one document's statements with its marks and count what is right."""
    pairs = match_marks(marked.statements, statements)
    fields: dict[str, tuple[int, int]] = {}
    whole = 0
    for at, position in pairs:
        verdicts = compare(marked.statements[at], statements[position])
        whole += all(verdicts.values())
        for name, right in verdicts.items():
            had, of = fields.get(name, (0, 0))
            fields[name] = had + right, of + 1
    taken = {position for _, position in pairs}
    spare = [
        s
        for position, s in enumerate(statements)
        if position not in taken
        and not any(_overlap(_trigger(s), aside) for aside in marked.set_aside)
    ]
    return Counts(
        marked=len(marked.statements),
        given=len(pairs) + len(spare),
        matched=len(pairs),
        whole=whole,
        fields=fields,
    )


def scores(counts: Iterable[Counts]) -> dict[str, float]:
    """Give each of `MEASURES`, 0..1: two F1 values and two shares of the matched statements."""
    rows = list(counts)
    both = sum(r.marked + r.given for r in rows) or 1
    return {
        "detection": 2 * sum(r.matched for r in rows) / both,
        "speaker": _share(rows, "speaker"),
        "status": _share(rows, "status"),
        "whole": 2 * sum(r.whole for r in rows) / both,
    }


def noise(counts: Sequence[Counts]) -> dict[str, float]:
    """Give the standard error of each measure, from drawing the documents anew (seed 0).

    Citation: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 6.
    """
    draw = random.Random(0)
    drawn = [scores(draw.choices(counts, k=len(counts))) for _ in range(ROUNDS)]
    return {m: _deviation([d[m] for d in drawn]) for m in MEASURES}


def _share(rows: list[Counts], name: str) -> float:
    right, of = (sum(r.fields.get(name, (0, 0))[i] for r in rows) for i in (0, 1))
    return right / of if of else 0.0


def _deviation(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))


def match_marks(marks: Sequence[Mark], statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Give the positions of what matches, one to one, best first."""
    ranked = []
    for at, mark in enumerate(marks):
        for position, statement in enumerate(statements):
            if (fit := _fit(mark, statement)) > 0:
                agreed = sum(compare(mark, statement).values())
                ranked.append((-fit, -agreed, at, position))
    pairs = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, _, at, position in sorted(ranked):
        if at not in used[0] and position not in used[1]:
            used[0].add(at)
            used[1].add(position)
            pairs.append((at, position))
    return pairs


def _fit(mark: Mark, statement: Statement) -> float:
    """Give 0 where nothing overlaps; a mark's own trigger comes before its other words."""
    own = _overlap(_trigger(statement), _bounds(mark["trigger"]))
    if own:
        return 1 + own
    others = (_overlap(_trigger(statement), _bounds(a)) for a in mark.get("alternates") or ())
    return max(others, default=0.0)


def _trigger(statement: Statement) -> Bounds:
    return statement.trigger.start, statement.trigger.end


def _bounds(span: dict[str, Any]) -> Bounds:
    return span["start"], span["end"]


def _overlap(one: Bounds, other: Bounds) -> float:
    """Give the characters in common over those in either."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0
