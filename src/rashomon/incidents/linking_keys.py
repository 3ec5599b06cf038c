"""Blocking keys: which tellings are worth comparing at all.

A key is a stretch of five days and an anchor: a square of the map, a province and a means, a rare
word, a count, or a country and what was done to whom. Two tellings are compared where they share
an anchor in the same stretch or in neighbouring ones. Keys depend on the telling alone.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rashomon.incidents.linking_slots import Linkable
from rashomon.incidents.words import skeleton

STRETCH: Final = 5
"""Days; at least the days between two reports of one happening."""
SQUARE: Final = 0.4
"""Degrees of latitude; longitudes are scaled to be about as wide."""
RARE: Final = 1.4
TELLING: Final = 8
"""From this count on, the count alone is an anchor."""
LEAST: Final = 2
"""A count of one is no anchor: most tolls are."""
RAREST: Final = 3
"""Rare words used as anchors: the rarest by the table, then by the alphabet."""
ALWAYS: Final = "*"
"""Stretch of keys that hold without any date."""


def keys(telling: Linkable) -> tuple[str, ...]:
    """Give the keys under which a telling is kept, sorted."""
    day = telling.since if telling.since is not None else telling.published
    stretch = ALWAYS if day is None else str(day // STRETCH)
    found = {f"{stretch}|{anchor}" for anchor in _anchors(telling)}
    found |= {f"{ALWAYS}|{anchor}" for anchor in _lasting_anchors(telling)}
    found |= {f"{ALWAYS}|{anchor}" for anchor in _day_anchors(telling, day)}
    return tuple(sorted(found))


def around(kept: Iterable[str]) -> tuple[str, ...]:
    """Give the keys to look under: those of the neighbouring stretches, too."""
    return tuple(sorted({near for key in kept for near in near_keys(key)}))


@lru_cache(maxsize=50_000)
def near_keys(key: str) -> tuple[str, ...]:
    """Give a key and its neighbours in time, sorted; a key without a stretch has none."""
    stretch, _, anchor = key.partition("|")
    if stretch == ALWAYS:
        return (key,)
    return tuple(sorted(f"{int(stretch) + step}|{anchor}" for step in (-1, 0, 1)))


def _anchors(telling: Linkable) -> Iterable[str]:
    fine = [p for p in telling.places if p.rank >= 3]
    for place in fine[:2]:
        if place.lat is not None and place.lon is not None:
            yield from _squares(place.lat, place.lon)
        else:
            yield f"n{place.key[5:]}"
        if place.names:
            yield f"w{max(place.names, key=lambda n: (len(n), n))}"
    deeds = sorted(telling.deeds) or sorted(telling.maybe) or ["-"]
    for province in sorted({p.admin1 for p in telling.places if p.admin1})[:2]:
        for deed in deeds[:2]:
            yield f"a{province}/{deed}"
    for word in _rare(telling):
        yield f"w{word}"
    yield from _count_anchors(telling, deeds)


def _count_anchors(telling: Linkable, deeds: list[str]) -> Iterable[str]:
    count = _count(telling)
    countries = sorted(telling.countries)[:2] or ["-"]
    if count is None:
        return
    if count >= TELLING:
        yield f"c{count}"
    elif count >= LEAST:
        for country in countries:
            yield f"k{country}/{count}"
    if count >= LEAST:
        yield f"d{count}/{deeds[0]}"


def _lasting_anchors(telling: Linkable) -> Iterable[str]:
    """Give anchors strong enough to stand without a date: a town with a count or a rare word."""
    fine = [p for p in telling.places if p.rank >= 3][:1]
    count = _count(telling)
    for place in fine:
        if count is not None and count >= 5:
            yield f"{place.key}/{count}"
        for word in _rare(telling)[:1]:
            yield f"{place.key}/{word}"


def _day_anchors(telling: Linkable, day: int | None) -> Iterable[str]:
    """Give anchors of tellings of one day and country that name no common town."""
    if day is None:
        return
    for country in sorted(telling.countries)[:2]:
        for deed in sorted(telling.deeds)[:2]:
            yield f"y{country}/{day}/{deed}"
        for victims in sorted(telling.victims)[:2] or ["-"]:
            yield f"z{country}/{day}/{victims}"


def _rare(telling: Linkable) -> list[str]:
    """Give skeletons of the rarest words beside the names of places that were found."""
    placed = {n for p in telling.places if p.lat is not None for n in p.names}
    words = [w for w, v in telling.words.items() if v >= RARE]
    words.sort(key=lambda w: (-telling.words[w], w))
    found = dict.fromkeys(n for w in words if (n := skeleton(w)) not in placed and len(n) > 1)
    return list(found)[:RAREST]


def _count(telling: Linkable) -> int | None:
    """Give the count that tells most: of the killed, else of the injured, else any number."""
    for counts in (telling.killed, telling.injured):
        values = [c[1] if c[1] is not None else c[0] for c in counts]
        told = [int(v) for v in values if v is not None]
        if told:
            return max(told)
    return max(telling.numbers, default=None)


def _squares(lat: float, lon: float) -> Iterable[str]:
    """Give one square each of two grids half a square apart: near points share at least one."""
    width = SQUARE / max(0.2, round(math.cos(math.radians(round(lat))), 1))
    for grid, shift in (("A", 0.0), ("B", 0.5)):
        yield f"{grid}{math.floor(lat / SQUARE + shift)},{math.floor(lon / width + shift)}"
