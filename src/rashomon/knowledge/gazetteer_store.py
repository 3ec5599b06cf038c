"""The gazetteer on disk: one SQLite file of places and of the keys of their names.

The shipped gazetteer and a user's own have the same two tables. ``names`` is ordered by
skeleton and key, so that one index serves the exact look-up and the tolerant one.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.knowledge.gazetteer_names import ARTICLES, fold_place, skeleton

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE places (
  id INTEGER PRIMARY KEY, ref TEXT, name TEXT NOT NULL, kind TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, country TEXT NOT NULL,
  admin1 INTEGER NOT NULL, admin1_name TEXT NOT NULL, admin2 INTEGER NOT NULL,
  population INTEGER NOT NULL);
CREATE TABLE names (
  skeleton TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL,
  PRIMARY KEY (skeleton, key, place)) WITHOUT ROWID;
"""
PRIMARY, ALTERNATE = 0, 1
KEY = re.compile(r"[a-z0-9][a-z0-9 ]+")
CODE = re.compile(r"[A-Z]{2,4}|[A-Z0-9]{2,5}")
"""Airport and division codes stand among GeoNames' alternate names; they are no names in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlace:
    """One row of ``places`` with all its names; `ref` is None for GeoNames ids."""

    id: int
    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    admin1: int = 0
    admin1_name: str = ""
    admin2: int = 0
    population: int = 0
    ref: str | None = None
    names: tuple[str, ...] = ()


def write_places(path: Path, places: Iterable[StoredPlace]) -> int:
    """Write a new gazetteer file; the same places in the same order give the same bytes.

    Args:
        path: Where; an older file there is replaced only when the new one is complete.
        places: Ids all different.

    Returns:
        How many places were written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".building{os.getpid()}")
    fresh.unlink(missing_ok=True)
    conn = sqlite3.connect(fresh)
    try:
        conn.executescript(f"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; {SCHEMA}")
        names: set[tuple[str, str, int, int]] = set()
        count = 0
        with conn:
            conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            for place in places:
                conn.execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)", _row(place))
                names.update(_name_rows(place))
                count += 1
            conn.executemany("INSERT INTO names VALUES (?,?,?,?)", sorted(names))
        conn.execute("VACUUM")
    finally:
        conn.close()
    fresh.replace(path)
    return count


def _row(place: StoredPlace) -> tuple[int | str | float | None, ...]:
    return (
        place.id,
        place.ref,
        place.name,
        place.kind,
        place.lat,
        place.lon,
        place.country,
        place.admin1,
        place.admin1_name,
        place.admin2,
        place.population,
    )


def _name_rows(place: StoredPlace) -> Iterator[tuple[str, str, int, int]]:
    first = fold_place(place.name)
    if KEY.fullmatch(first):
        yield skeleton(first), first, place.id, PRIMARY
    keys = {fold_place(name) for name in place.names if is_plausible_name(name)} - {first}
    for key in sorted(keys):
        if KEY.fullmatch(key):
            yield skeleton(key), key, place.id, ALTERNATE


def is_plausible_name(name: str) -> bool:
    """Tell whether an alternate name can stand in an English text.

    GeoNames lists codes ("LHR") and letter-by-letter romanisations in lower case ("hlb")
    beside names; a name in lower case is kept when an article begins it ("al-Bab").
    """
    if CODE.fullmatch(name):
        return False
    first = re.split(r"[\s'’-]", name, maxsplit=1)[0]
    return not name.islower() or (first in ARTICLES and len(name) > len(first) + 1)
