"""From a document's statements to its happenings: what one document tells of one thing.

"Shells hit a market in Harrow Bay, killing five" is two statements and one happening; "shelling in
Kestrel and a bomb in Dovrin" is two. Statements that name no place go with their neighbour, and
what an article tells again joins what it told before. A pure function of the document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rashomon.incidents.linking_slots import (
    HARM,
    Linkable,
    days_of,
    make_linkable,
    place_slot,
)
from rashomon.model.document import Document
from rashomon.model.statement import Statement

REAL: Final = frozenset({"occurred", "ongoing", "attempted", "prevented", "possible"})
SENTENCE: Final = re.compile(r"[.!?][\"'\u2019\u201d)]*\s+|\n\s*\n?")


def is_linkable(statement: Statement) -> bool:
    """Tell whether a statement can be an account of an incident.

    Events and figures that are told as real are. Plans, threats, demands and forecasts are not
    mixed with what happened; nor is what the speaker says did not happen. A denial is the
    speaker's stance and stays an account of what is denied.
    """
    if statement.status not in REAL or statement.polarity != "+":
        return False
    if statement.kind == "event" and statement.type is not None:
        return True
    return statement.kind in ("event", "figure") and _is_toll(statement)


def _is_toll(statement: Statement) -> bool:
    """Tell a count of victims that stands by itself: "the number of dead has risen to 14"."""
    measures = {f.measure for f in statement.figures}
    is_bare = statement.kind == "figure" or statement.type is None
    return is_bare and bool(measures & HARM)


def happenings(statements: Sequence[Statement], document: Document) -> list[Linkable]:
    """Gather a document's statements into happenings.

    Args:
        statements: All statements of the document.
        document: The document.

    Returns:
        In text order; every statement that can be an account is in exactly one.
    """
    usable = sorted(
        (s for s in statements if is_linkable(s)), key=lambda s: (s.trigger.start, s.id)
    )
    groups = _Groups(usable)
    starts = _sentence_starts(document.text)
    by_sentence: dict[int, list[int]] = {}
    for number, statement in enumerate(usable):
        by_sentence.setdefault(bisect_right(starts, statement.trigger.start), []).append(number)
    for numbers in by_sentence.values():
        _join_sentence(usable, numbers, groups)
    facts = [_facts(s) for s in usable]
    _join_links(usable, groups, facts)
    _join_repeats(usable, groups, facts)
    whole = len(by_sentence) == 1
    parts = groups.parts()
    return [
        make_linkable([usable[n] for n in part], document, whole=whole and len(parts) == 1)
        for part in parts
    ]


class _Groups:
    """Which statements stand together: a union by smallest number."""

    def __init__(self, items: Sequence[Statement]) -> None:
        self._parent = list(range(len(items)))

    def find(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low

    def parts(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.find(number), []).append(number)
        return list(found.values())


def _sentence_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in SENTENCE.finditer(text))]


def _fine(statement: Statement) -> frozenset[str]:
    """Keys of the towns and spots that a statement names, else of what larger place it names."""
    slots = [place_slot(p) for p in statement.places]
    best = max((s.rank for s in slots), default=-1)
    floor = min(3, best)
    return frozenset(s.key for s in slots if s.rank >= floor)


def _join_sentence(usable: Sequence[Statement], numbers: Sequence[int], groups: _Groups) -> None:
    """Join what one sentence tells of one place; what names no place goes with its neighbour."""
    placed = [n for n in numbers if usable[n].places]
    for one, other in _pairs(placed):
        if not _families_fit(usable[one], usable[other]):
            continue
        if _fine(usable[one]) & _fine(usable[other]) or _nested(usable[one], usable[other]):
            groups.join(one, other)
    for number in numbers:
        if usable[number].places:
            continue
        near = [n for n in (placed or numbers) if n != number]
        fitting = [n for n in near if _families_fit(usable[number], usable[n])]
        if fitting:
            start = usable[number].trigger.start
            groups.join(
                number, min(fitting, key=lambda n: (abs(usable[n].trigger.start - start), n))
            )


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Neighbours up to eight apart: a sentence of hundreds of events stays linear."""
    for i, one in enumerate(numbers):
        for other in numbers[i + 1 : i + 9]:
            yield one, other


def _nested(one: Statement, other: Statement) -> bool:
    """Tell whether one of two statements only names a larger place around the other's."""
    mine = [place_slot(p) for p in one.places]
    theirs = [place_slot(p) for p in other.places]
    for small, large in ((mine, theirs), (theirs, mine)):
        if all(p.rank <= 2 for p in large) and any(p.rank >= 3 for p in small):
            around = {p.country for p in large if p.rank == 0} | {
                p.admin1 for p in large if p.admin1
            }
            if any(p.country in around or p.admin1 in around for p in small):
                return True
    return False


def _families_fit(one: Statement, other: Statement) -> bool:
    """Tell whether two statements may be of one happening by type: harm goes with any attack."""
    return one.type == other.type or _is_toll(one) or _is_toll(other)


class _Facts(NamedTuple):
    """What is asked of each statement many times: its towns, its days, its counts."""

    towns: frozenset[str]
    days: tuple[int, int] | None
    bests: frozenset[tuple[str, float]]


def _facts(statement: Statement) -> _Facts:
    towns = frozenset(s.key for p in statement.places if (s := place_slot(p)).rank >= TOWN)
    return _Facts(towns, days_of(statement), _bests(statement))


def _join_links(usable: Sequence[Statement], groups: _Groups, facts: Sequence[_Facts]) -> None:
    numbers = {s.id: n for n, s in enumerate(usable)}
    for number, statement in enumerate(usable):
        for link in statement.links:
            other = numbers.get(link.statement)
            if other is None or link.rel not in ("same_event", "part_of", "updates", "cause_of"):
                continue
            if not _disjoint(facts[number], facts[other]):
                groups.join(number, other)


def _disjoint(one: _Facts, other: _Facts) -> bool:
    """Tell whether two statements name different towns or days."""
    if one.towns and other.towns and not one.towns & other.towns:
        return True
    a, b = one.days, other.days
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])


TOWN: Final = 3
"""Rank from which on a place is a district, a town or a spot."""
REACH: Final = 12
"""Happenings before one that a repeat may take up."""


def _join_repeats(usable: Sequence[Statement], groups: _Groups, facts: Sequence[_Facts]) -> None:
    """Join what a document tells again: same town, no other day, the same means, count or agent."""
    told: list[int] = []
    for number, statement in enumerate(usable):
        if statement.type not in ("ASSAULT", None):
            continue
        for other in reversed(told[-REACH:]):
            if groups.find(other) == groups.find(number):
                continue
            if _disjoint(facts[other], facts[number]):
                continue
            if not _families_fit(usable[other], statement):
                continue
            before, now = facts[other], facts[number]
            if _is_repeat(before, now) or _is_sequel(usable[other], statement, before):
                groups.join(other, number)
                break
        told.append(number)


def _is_repeat(one: _Facts, other: _Facts) -> bool:
    same_count = bool(one.bests & other.bests)
    clash = bool(one.bests and other.bests) and not same_count
    if one.towns & other.towns:
        return not clash or (one.days is not None and one.days == other.days)
    return same_count and not (one.towns and other.towns)


SEQUEL: Final = 400
"""Characters behind an attack within which a toll without a place is taken for its toll."""


def _is_sequel(one: Statement, other: Statement, first: _Facts) -> bool:
    """Tell whether a toll that names no place follows on an attack that names one and no count."""
    if other.places or not {f.measure for f in other.figures} & HARM or first.bests:
        return False
    near = 0 < other.trigger.start - one.trigger.start < SEQUEL
    return near and bool(first.towns)


def _bests(statement: Statement) -> frozenset[tuple[str, float]]:
    return frozenset(
        (f.measure, f.best)
        for f in statement.figures
        if f.measure in HARM and f.best is not None and f.best >= 2
    )
