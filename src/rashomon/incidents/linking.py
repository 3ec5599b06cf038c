"""Which tellings are of one happening: weights added slot by slot, then clusters.

A pair is decided on its own: nothing else in the base changes it, so the order of arrival can't
matter. The weights are log-odds set by reasoning (docs/why/linking.md), not fitted; the threshold
is the one tuned number.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rashomon.incidents.linking_slots import Count, Linkable, PlaceSlot

THRESHOLD: Final = 2.0
"""Sum of weights from which two tellings are joined; see docs/why/linking.md for the sweep."""
NEVER: Final = -50.0
WINDOW: Final = 4
"""Days between two reports of one happening where neither dates it."""
ANCHOR: Final = 1.5
"""Without a common place, wording or count must weigh as much."""
SAME_COUNTRY: Final = 0.5
OF_RANK: Final = (SAME_COUNTRY, 0.7, 0.7, 1.2, 1.2, 1.5)
"""Weight of the same place by its rank; towns and spots add what their names tell. A province, and
a town that gives it its name, see several happenings a day in a war."""
OTHER_COUNTRY: Final = -1.0
NEAR_KM: Final = 8.0
AROUND_KM: Final = 30.0
FAR_KM: Final = 60.0
REGION_KM: Final = 150.0
FAR_DEGREES: Final = 1.5
"""Degrees of latitude that are more than any of these distances: nobody needs to know how far."""
FINE: Final = 3
PROVINCE: Final = 2
"""Ranks of places: from districts on they are fine; see `PlaceSlot`."""


MOST_OF_THE_REST: Final = 6.25
"""More than means (0.8), sides (0.8), victims (0.6) and words (4.0) can add to the other slots."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two tellings judged to be of one happening.

    Attributes:
        a: Id of the one; the smaller.
        b: Id of the other.
        weight: Sum of the slots' weights.
        why: The slots that spoke, as "place +2.0, count +1.5".
    """

    a: str
    b: str
    weight: float
    why: str


def link(a: Linkable, b: Linkable) -> Edge | None:
    """Decide whether two tellings of different documents are of one happening.

    Returns:
        An edge where the weights of the slots reach `THRESHOLD`, else None. Symmetric.
    """
    slots = _main_slots(a, b)
    if sum(slots.values()) < THRESHOLD - MOST_OF_THE_REST:
        return None
    slots |= _other_slots(a, b, slots)
    total = sum(slots.values())
    if total < THRESHOLD:
        return None
    one, other = sorted((a.id, b.id))
    why = ", ".join(f"{name} {value:+.1f}" for name, value in slots.items() if value)
    return Edge(one, other, round(total, 3), why)


class Days(NamedTuple):
    """The days of a telling, which alone can rule a pair out."""

    published: int | None
    since: int | None
    until: int | None


def may_be_one(a: Days, b: Days) -> bool:
    """Tell whether days allow two tellings to be of one happening; `link` gives None else."""
    if a.since is None and b.since is None and a.published is not None and b.published is not None:
        return -WINDOW <= a.published - b.published <= WINDOW
    return _time(a, b) > NEVER


def weigh(a: Linkable, b: Linkable) -> dict[str, float]:
    """Give each slot's weight for a pair; stops at the first that rules it out."""
    slots = _main_slots(a, b)
    return slots if NEVER in slots.values() else slots | _other_slots(a, b, slots)


def _main_slots(a: Linkable, b: Linkable) -> dict[str, float]:
    """Give the slots that can rule a pair out, up to the first that does."""
    slots: dict[str, float] = {}
    for name, slot in MAIN_SLOTS:
        slots[name] = value = slot(a, b)
        if value <= NEVER:
            break
    return slots


def _other_slots(a: Linkable, b: Linkable, main: dict[str, float]) -> dict[str, float]:
    slots = {
        "means": _means(a, b),
        "sides": _sides(a, b),
        "victims": _victims(a, b),
        "words": _words(a, b),
        "habit": _habit(a, b),
        "names": _names(a, b),
    }
    if main["place"] <= 0 and max(slots["words"], main["count"]) < ANCHOR:
        slots["anchor"] = -1.0
    return slots


def _type(a: Linkable, b: Linkable) -> float:
    if not a.families or not b.families or a.families & b.families:
        return 0.0
    return -1.5 if "ASSAULT" in a.families | b.families else NEVER


def _time(a: Linkable | Days, b: Linkable | Days) -> float:
    """Days of the happening where told, else days of report."""
    if a.since is not None and b.since is not None:
        ends = (a.until or a.since, b.until or b.since)
        gap = max(a.since - ends[1], b.since - ends[0], 0)
        if gap > 1:
            return NEVER
        exact = a.since == b.since and ends[0] == ends[1]
        return (2.0 if exact else 1.0) if gap == 0 else -1.0
    for dated, other in ((a, b), (b, a)):
        if dated.since is not None and other.published is not None:
            late = other.published - (dated.until or dated.since)
            early = dated.since - other.published
            if late > WINDOW or early > 1:
                return NEVER
            return 0.5 - 0.5 * max(0, late - 1)
    if a.published is None or b.published is None:
        return -1.0
    gap = abs(a.published - b.published)
    return NEVER if gap > WINDOW else (1.0, 0.0, -1.5, -2.5, -3.5)[gap]


def _place(a: Linkable, b: Linkable) -> float:
    if not a.places or not b.places:
        return _named(a, b)
    if len(a.places) == len(b.places) == 1:
        p, q = a.places[0], b.places[0]
        if p.rank >= FINE and q.rank >= FINE:
            alone = _place_pair(p, q)
            return alone - 0.6 if alone > 0 and p.key != q.key else alone
    best = max(_place_pair(p, q) for p in a.places for q in b.places)
    fine = [{p.key for p in x.places if p.rank >= FINE} for x in (a, b)]
    if all(fine):
        return best - 0.3 * len(fine[0] ^ fine[1]) if best > 0 else best
    named = _named(a, b)
    return max(best, named) if best >= 0 or named > SAME_COUNTRY else best


def _named(a: Linkable, b: Linkable) -> float:
    """Weigh a place of the one whose name stands in the other, which did not place it."""
    best = 0.0
    if a.countries and b.countries:
        best = SAME_COUNTRY if a.countries & b.countries else OTHER_COUNTRY
    for one, other in ((a, b), (b, a)):
        for place in one.places:
            if place.rank >= FINE and place.names and place.names <= other.names:
                best = max(best, 0.8 + 0.3 * place.weight)
    return best


def _place_pair(p: PlaceSlot, q: PlaceSlot) -> float:
    level = min(p.rank, q.rank)
    alike = level >= FINE and bool(p.names) and p.names == q.names
    if p.country and q.country and p.country != q.country and not alike:
        distance = _distance(p, q)
        near = level >= FINE and distance is not None and distance < AROUND_KM
        return 0.5 if near else NEVER
    if p.key == q.key:
        return _same_place(p)
    if alike:
        return 0.8 + 0.3 * min(p.weight, q.weight)
    if level == 0:
        return SAME_COUNTRY if p.country == q.country else 0.0
    distance = _distance(p, q)
    if level >= FINE:
        return _two_towns(p, q, distance)
    if level == PROVINCE and p.admin1 and q.admin1:
        return 0.6 if p.admin1 == q.admin1 else -4.0
    return 0.0 if distance is None else 0.3 if distance < REGION_KM else -3.0


def _same_place(place: PlaceSlot) -> float:
    if place.eponym:
        return OF_RANK[PROVINCE]
    return OF_RANK[place.rank] + (0.4 * place.weight if place.rank >= FINE else 0.0)


def _two_towns(p: PlaceSlot, q: PlaceSlot, distance: float | None) -> float:
    if distance is None:
        return -1.5
    if distance <= NEAR_KM:
        return 1.5
    around = (p.eponym or q.eponym) and p.admin1 == q.admin1
    if distance <= AROUND_KM or around:
        return 0.3
    return -6.0 if distance > FAR_KM else -2.5


def _distance(p: PlaceSlot, q: PlaceSlot) -> float | None:
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return None
    if not -FAR_DEGREES < p.lat - q.lat < FAR_DEGREES:
        return math.inf
    mid = math.cos(math.radians((p.lat + q.lat) / 2))
    return 111.2 * math.hypot(p.lat - q.lat, (p.lon - q.lon) * mid)


def _count(a: Linkable, b: Linkable) -> float:
    killed = _counts(a.killed, b.killed)
    injured = _counts(a.injured, b.injured)
    told = killed + 0.6 * injured
    if told <= 0 and (a.renewed or b.renewed):
        told = 0.4 * told
    shared = max((n for n in a.numbers & b.numbers if n >= 4), default=0)
    number = min(1.5, 0.35 * math.log2(shared)) if shared else 0.0
    return max(told, number) if told >= 0 else told + number


def _counts(mine: Sequence[Count], theirs: Sequence[Count]) -> float:
    if not mine or not theirs:
        return 0.0
    if len(mine) == len(theirs) == 1:
        return _count_pair(mine[0], theirs[0])
    return max(_count_pair(x, y) for x in mine for y in theirs)


@lru_cache(maxsize=50_000)
def _count_pair(x: Count, y: Count) -> float:
    """Weigh two counts; a vague one ("dozens", "up to five") fits whatever lies within it."""
    if x[1] is None or y[1] is None:
        fits = _low(x) <= _high(y) and _low(y) <= _high(x)
        return _apart(_nearest(x), _nearest(y)) if not fits else 0.3
    low, high = sorted((x[1], y[1]))
    if low == high:
        return 0.5 if low <= 1 else min(3.0, 0.7 + 0.6 * math.log2(low))
    return _apart(low, high)


def _apart(one: float, other: float) -> float:
    """Weigh counts that differ: by one is a telling mismatch only where both are small."""
    low, high = sorted((one, other))
    if low == 0:
        return -1.0
    if high - low <= 1 and low >= 5:
        return 1.0
    ratio = high / low
    if ratio <= 1.5:
        return 0.2
    return -0.8 if ratio <= 2.5 else -1.8 if ratio <= 5 else -3.0


def _low(count: Count) -> float:
    return count[1] if count[1] is not None else count[0] or 0.0


def _high(count: Count) -> float:
    if count[1] is not None:
        return count[1]
    return count[2] if count[2] is not None else math.inf


def _nearest(count: Count) -> float:
    """Give the bound that a vague count has; its lower one first."""
    return next((v for v in (count[1], count[0], count[2]) if v is not None), 0.0)


def _means(a: Linkable, b: Linkable) -> float:
    mine, theirs = a.deeds - {"clash"}, b.deeds - {"clash"}
    if mine & theirs:
        return 0.8
    if (a.deeds | a.maybe) & (b.deeds | b.maybe):
        return 0.3
    return -1.2 if mine and theirs else -0.3 if a.deeds and b.deeds else 0.0


def _sides(a: Linkable, b: Linkable) -> float:
    if a.agents and b.agents:
        if a.agents & b.agents:
            return 0.8
        if not a.sides & b.sides:
            return -0.8
    shared = a.sides & b.sides
    return min(0.8, 0.4 * len(shared))


def _victims(a: Linkable, b: Linkable) -> float:
    if not a.victims or not b.victims:
        return 0.0
    return 0.6 if a.victims & b.victims else -1.0


def _words(a: Linkable, b: Linkable) -> float:
    """Shared wording: the telling words that both have, and how much of all words that is."""
    common = a.words.keys() & b.words.keys()
    if not common:
        return -0.5
    shared = sum(a.words[w] for w in common)
    norms = a.norm * b.norm
    cosine = sum(a.words[w] ** 2 for w in common) / norms if norms else 0.0
    told = min(2.5, 0.4 * shared) + 2.0 * (cosine - 0.25)
    if a.outlet and a.outlet == b.outlet and a.published != b.published:
        told = min(told, OF_HABIT)
    return round(told, 3)


OF_HABIT: Final = 1.5
"""What wording tells at most of two days in one paper: it tells every day in the same words."""


def _habit(a: Linkable, b: Linkable) -> float:
    """Weigh what makes two like tellings less telling: things that last, and daily bulletins."""
    value = -0.5 if a.lasting or b.lasting else 0.0
    if a.outlet and a.outlet == b.outlet and a.published != b.published:
        value -= 0.2 if a.renewed or b.renewed else 0.8
    return value


def _names(a: Linkable, b: Linkable) -> float:
    """Weigh names beside those of places: both have some, and none is the same."""
    placed = {n for x in (a, b) for p in x.places for n in p.names}
    mine, theirs = a.names - placed, b.names - placed
    return -0.5 if mine and theirs and not mine & theirs else 0.0


MAIN_SLOTS: Final = (("type", _type), ("time", _time), ("place", _place), ("count", _count))
"""The slots that can rule a pair out, cheap ones first."""
