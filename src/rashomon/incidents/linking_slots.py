"""What linking compares: one document's telling of one happening, slot by slot.

"Shells hit a market in Harrow Bay, killing five" is two statements, the shelling and the killing,
and one happening. Statements of a document are first gathered into happenings; happenings of
different documents are then compared. All of it is a pure function of the document's statements.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from rashomon.incidents.words import (
    deeds_of,
    fold,
    load_countries,
    numbers_of,
    skeleton,
    stem,
    stems,
    weight,
)
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.statement import Statement

Count = tuple[float | None, float | None, float | None]
"""Low, best and high."""

REAL: Final = frozenset({"occurred", "ongoing", "attempted", "prevented", "possible"})
FINE: Final = ("exact", "near", "city", "district")
RANKS: Final = {"exact": 5, "near": 4, "city": 4, "district": 3, "admin1": 2, "region": 1}
DAYS_DATED: Final = 8
"""An interval of up to so many days dates a happening; a longer one only bounds it."""
SENTENCE: Final = re.compile(r"[.!?][\"'\u2019\u201d)]*\s+|\n\s*\n?")
NAME_WEIGHT: Final = 2.0
RENEWED: Final = frozenset(
    stem(w) for w in "more raise rise rises toll update increase climb".split()
)
LASTING: Final = frozenset(
    stem(w)
    for w in "continue continued continuous continuing renewed ongoing still escalate".split()
)
WHO: Final = frozenset({"group", "organization", "state", "person"})
HARM: Final = frozenset({"killed", "injured"})
MILITARY, REBEL, CIVILIAN, POLICE = "military", "rebel", "civilian", "police"
SORT_WORDS: Final = {
    **dict.fromkeys("soldier serviceman servicemen troop army marine conscript".split(), MILITARY),
    **dict.fromkeys("rebel militant separatist militia militiaman insurgent gunman".split(), REBEL),
    **dict.fromkeys(
        "civilian resident child children woman women villager boy girl".split(), CIVILIAN
    ),
    **dict.fromkeys("policeman police policemen".split(), POLICE),
}  # fmt: skip
SORTS: Final = {stem(word): sort for word, sort in SORT_WORDS.items()}
SECTORS: Final = {"MIL": MILITARY, "REB": REBEL, "SEP": REBEL, "INS": REBEL, "CVL": CIVILIAN,
                  "COP": POLICE}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSlot:
    """A place as linking sees it.

    Attributes:
        key: Gazetteer id, or its name.
        rank: 0 a country, 1 a region, 2 a province, 3 a district, 4 a town, 5 a spot.
        lat: Degrees north.
        lon: Degrees east.
        country: ISO alpha-3.
        admin1: Name of its province, folded.
        weight: How much its name tells.
        names: Skeletons of the words of its mention.
        eponym: It gives its province its name: a report may mean the one or the other.
    """

    key: str
    rank: int
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    weight: float
    names: frozenset[str]
    eponym: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkable:
    """One document's telling of one happening.

    Attributes:
        id: Its first statement's id.
        statements: Ids of its statements, in text order.
        document: Document id.
        outlet: The outlet, folded, or None.
        published: Day of publication (ordinal), or None.
        since: First day of the happening (ordinal) where the text dates it.
        until: Last day.
        places: Most specific first.
        killed: Counts of killed, each part and their sum.
        injured: Counts of injured.
        families: PLOVER types of its statements.
        deeds: Means and deeds that its words name clearly.
        maybe: Means and deeds that its words may stand for.
        agents: Ids or codes of who did it.
        sides: Ids, or country and sector, of all who take part.
        countries: Of its places and of those who take part.
        victims: Sorts of victims.
        words: Stem to weight, of all its words but the names of its places.
        names: Skeletons of all its words that general usage hardly knows.
        numbers: All numbers that it writes.
        renewed: It says that it adds to what was told before ("more", "toll rises").
        lasting: It tells of something that goes on ("continued clashes").
    """

    id: str
    statements: tuple[str, ...]
    document: str
    outlet: str | None
    published: int | None
    since: int | None
    until: int | None
    places: tuple[PlaceSlot, ...]
    killed: tuple[Count, ...]
    injured: tuple[Count, ...]
    families: frozenset[str]
    deeds: frozenset[str]
    maybe: frozenset[str]
    agents: frozenset[str]
    sides: frozenset[str]
    countries: frozenset[str]
    victims: frozenset[str]
    words: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[int]
    renewed: bool
    lasting: bool


def is_linkable(statement: Statement) -> bool:
    """Tell whether a statement can be an account of an incident.

    Events and figures that are told as real are. Plans, threats, demands and forecasts are not
    mixed with what happened; nor is what the speaker says did not happen. A denial is the
    speaker's stance and stays an account of what is denied.
    """
    if statement.status not in REAL or statement.polarity != "+":
        return False
    if statement.kind == "event":
        return statement.type is not None
    measures = {f.measure for f in statement.figures}
    return statement.kind == "figure" and bool(measures & HARM)


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
    _join_links(usable, groups)
    _join_repeats(usable, groups)
    whole = len(by_sentence) == 1
    parts = groups.parts()
    return [
        _linkable([usable[n] for n in part], document, whole=whole and len(parts) == 1)
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
    return one.type == other.type or "figure" in (one.kind, other.kind)


def _join_links(usable: Sequence[Statement], groups: _Groups) -> None:
    numbers = {s.id: n for n, s in enumerate(usable)}
    for number, statement in enumerate(usable):
        for link in statement.links:
            other = numbers.get(link.statement)
            if other is None or link.rel not in ("same_event", "part_of", "updates", "cause_of"):
                continue
            if not _disjoint(statement, usable[other]):
                groups.join(number, other)


def _disjoint(one: Statement, other: Statement) -> bool:
    """Tell whether two statements name different towns or days."""
    mine = {s for p in one.places if (s := place_slot(p)).rank >= 3}
    theirs = {s for p in other.places if (s := place_slot(p)).rank >= 3}
    if mine and theirs and not {p.key for p in mine} & {p.key for p in theirs}:
        return True
    a, b = days_of(one), days_of(other)
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])


REACH: Final = 12
"""Happenings before one that a repeat may take up."""


def _join_repeats(usable: Sequence[Statement], groups: _Groups) -> None:
    """Join what a document tells again: same town, no other day, the same means, count or agent."""
    told: list[int] = []
    for number, statement in enumerate(usable):
        if statement.type not in ("ASSAULT", None):
            continue
        for other in reversed(told[-REACH:]):
            if groups.find(other) == groups.find(number):
                continue
            if _is_repeat(usable[other], statement):
                groups.join(other, number)
                break
        told.append(number)


def _is_repeat(one: Statement, other: Statement) -> bool:
    if not _families_fit(one, other) or _disjoint(one, other):
        return False
    mine = {s.key for p in one.places if (s := place_slot(p)).rank >= 3}
    theirs = {s.key for p in other.places if (s := place_slot(p)).rank >= 3}
    same_count = bool(_bests(one) & _bests(other))
    clash = bool(_bests(one) and _bests(other)) and not same_count
    if mine & theirs:
        return not clash or (days_of(one) is not None and days_of(one) == days_of(other))
    return same_count and not (mine and theirs)


def _bests(statement: Statement) -> frozenset[tuple[str, float]]:
    return frozenset(
        (f.measure, f.best)
        for f in statement.figures
        if f.measure in HARM and f.best is not None and f.best >= 2
    )


# --- slots -------------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)
def place_slot(place: EventPlace) -> PlaceSlot:
    """Give a place as linking sees it."""
    rank = 0 if place.precision == "country" else RANKS.get(place.precision, 1)
    if place.precision == "region" and place.admin1 and place.lat is not None:
        rank = 3
    if place.lat is None and rank > 2:
        rank = 3
    key = place.id or "name:" + " ".join(stems(place.name))
    names = [w for text in (place.name, place.mention.text) for w in stems(text)]
    around = {skeleton(w) for w in stems(place.admin1 or "")}
    eponym = rank >= 3 and bool(around & {skeleton(w) for w in stems(place.name)})
    told = 0.0 if eponym else max((weight(w) for w in names), default=0.0)
    return PlaceSlot(
        key=key,
        rank=rank,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=fold(place.admin1) if place.admin1 else None,
        weight=told,
        names=frozenset(skeleton(w) for w in stems(place.mention.text)),
        eponym=eponym,
    )


def places_of(statement: Statement) -> tuple[EventPlace, ...]:
    """Give a statement's places without those that only name an agent ("the Dovrin garrison")."""
    agents = [a.mention for a in statement.agents if a.kind in WHO]
    kept = [p for p in statement.places if not any(m.covers(p.mention) for m in agents)]
    return tuple(kept)


def day_of(value: str | None) -> int | None:
    """Give the ordinal of an ISO day or instant, or None."""
    try:
        return date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None


def days_of(statement: Statement) -> tuple[int, int] | None:
    """Give the days of a statement that is dated to about a week, else None."""
    if statement.time is None:
        return None
    since, until = day_of(statement.time.start), day_of(statement.time.end)
    if since is None or until is None or until - since >= DAYS_DATED:
        return None
    return since, until


def _linkable(statements: Sequence[Statement], document: Document, *, whole: bool) -> Linkable:
    spans = {(s.evidence.start, s.evidence.end): s.evidence.text for s in statements}
    text = document.text if whole and len(document.text) < 400 else " ".join(spans.values())
    words = list(stems(text))
    slots = {slot.key: slot for s in statements for p in places_of(s) for slot in (place_slot(p),)}
    dated = min(
        (d for s in statements if (d := days_of(s))), key=lambda d: d[1] - d[0], default=None
    )
    harmed = [s for s in statements if {f.measure for f in s.figures} & HARM or s.type == "ASSAULT"]
    targets = [t for s in statements for t in s.targets]
    agents = [a for s in statements for a in s.agents]
    clear, possible = deeds_of(words)
    placed = {w for p in slots.values() if p.lat is not None for w in p.names}
    return Linkable(
        id=statements[0].id,
        statements=tuple(s.id for s in statements),
        document=document.id,
        outlet=fold(document.outlet) if document.outlet else None,
        published=day_of(document.published),
        since=dated[0] if dated else None,
        until=dated[1] if dated else None,
        places=tuple(sorted(slots.values(), key=lambda p: (-p.rank, p.key))),
        killed=_counts(harmed, "killed"),
        injured=_counts(harmed, "injured"),
        families=frozenset(s.type for s in statements if s.type),
        deeds=clear,
        maybe=possible,
        agents=frozenset(k for a in agents if (k := _actor_key(a))),
        sides=frozenset(k for a in (*agents, *targets) if (k := _actor_key(a))),
        countries=_countries([*slots.values(), *agents, *targets], words),
        victims=_victims(harmed),
        words={w: weight(w) for w in words if skeleton(w) not in placed},
        names=frozenset(skeleton(w) for w in words if weight(w) >= NAME_WEIGHT),
        numbers=numbers_of(text),
        renewed=not RENEWED.isdisjoint(words),
        lasting=not LASTING.isdisjoint(words),
    )


def _counts(statements: Iterable[Statement], measure: str) -> tuple[Count, ...]:
    figures: dict[tuple[object, ...], Figure] = {}
    for statement in statements:
        for figure in statement.figures:
            whole = figure.coverage in (None, "event") and figure.modifier != "including"
            if figure.measure == measure and whole and figure.unit in (None, "persons"):
                figures.setdefault((figure.low, figure.best, figure.high, figure.of), figure)
    counts = [(f.low, f.best, f.high) for f in figures.values()]
    if len({f.of for f in figures.values()}) > 1:
        bests = [f.best if f.best is not None else f.low for f in figures.values()]
        if all(b is not None for b in bests):
            total = sum(b for b in bests if b is not None)
            counts.append((total, total, total))
    return tuple(sorted(set(counts), key=str))


def _actor_key(actor: Participant) -> str | None:
    if actor.id:
        return actor.id
    if actor.country:
        return f"{actor.country}{(actor.code or '')[3:6]}"
    return None


def _countries(parts: Iterable[PlaceSlot | Participant], words: Iterable[str]) -> frozenset[str]:
    table = load_countries()
    named = {c for w in words for c in table.get(w, ()) if len(table[w]) == 1}
    return frozenset(named | {p.country for p in parts if p.country})


def _victims(statements: Iterable[Statement]) -> frozenset[str]:
    found: set[str] = set()
    for statement in statements:
        for target in statement.targets:
            sector = SECTORS.get((target.code or "")[3:6])
            if sector:
                found.add(sector)
            elif target.status == "civilian":
                found.add(CIVILIAN)
        for figure in statement.figures:
            if figure.measure in HARM:
                found |= {SORTS[w] for w in stems(figure.of or "") if w in SORTS}
    return frozenset(found)
