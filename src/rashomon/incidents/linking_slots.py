"""What linking compares: one document's telling of one happening, slot by slot.

Statements of a document are first gathered into happenings (`happenings`); those of different
documents are then compared slot by slot. A slot is empty where the text does not say.
"""

import math
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

RANKS: Final = {"exact": 5, "near": 4, "city": 4, "district": 3, "admin1": 2, "region": 1}
DAYS_DATED: Final = 8
"""An interval of up to so many days dates a happening; a longer one only bounds it."""
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
        norm: Length of that vector.
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
    norm: float
    names: frozenset[str]
    numbers: frozenset[int]
    renewed: bool
    lasting: bool


def place_slot(place: EventPlace) -> PlaceSlot:
    """Give a place as linking sees it."""
    return _slot(
        (place.id, place.name, place.mention.text, place.precision),
        (place.lat, place.lon, place.country, place.admin1),
    )


@lru_cache(maxsize=100_000)
def _slot(
    named: tuple[str | None, str, str, str],
    where: tuple[float | None, float | None, str | None, str | None],
) -> PlaceSlot:
    (id_, name, mention, precision), (lat, lon, country, admin1) = named, where
    rank = 0 if precision == "country" else RANKS.get(precision, 1)
    if precision == "region" and admin1 and lat is not None:
        rank = 3
    if lat is None and rank > 2:
        rank = 3
    around = {skeleton(w) for w in stems(admin1 or "")}
    own, told = list(stems(name)), list(stems(mention))
    eponym = rank >= 3 and bool(around & {skeleton(w) for w in own})
    return PlaceSlot(
        key=id_ or "name:" + " ".join(own),
        rank=rank,
        lat=lat,
        lon=lon,
        country=country,
        admin1=fold(admin1) if admin1 else None,
        weight=0.0 if eponym else max((weight(w) for w in (*own, *told)), default=0.0),
        names=frozenset(map(skeleton, told)),
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
    return short_interval(statement.time.start, statement.time.end)


def short_interval(start: str, end: str) -> tuple[int, int] | None:
    """Give an interval that dates a happening, as ordinals; a longer one only bounds it."""
    since, until = day_of(start), day_of(end)
    if since is None or until is None or until - since >= DAYS_DATED:
        return None
    return since, until


def make_linkable(statements: Sequence[Statement], document: Document, *, whole: bool) -> Linkable:
    """Give the slots of one happening; `whole`: the document tells of no other."""
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
    weights = {w: weight(w) for w in words if skeleton(w) not in placed}
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
        words=weights,
        norm=math.sqrt(sum(v * v for v in weights.values())),
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
