"""The curated layer: places that news of conflicts needs and GeoNames' towns lack.

``data/places.tsv`` holds front-line towns and neighbourhoods, provinces under old and new
names, rivers, seas, mountains, regions, camps, bases, airports, dams and crossings. It reports
names and points; where several states claim a place, `claims` lists them all.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from rashomon.errors import RuleFileError
from rashomon.knowledge.gazetteer_place import Place

CURATED = Path(__file__).parent / "data" / "places.tsv"
COLUMNS = [
    "id",
    "name",
    "aliases",
    "kind",
    "lat",
    "lon",
    "country",
    "admin1",
    "precision_km",
    "claims",
    "from",
    "to",
    "note",
]
KINDS = frozenset(
    [
        "country",
        "admin1",
        "admin2",
        "city",
        "town",
        "village",
        "district",
        "camp",
        "base",
        "airport",
        "port",
        "dam",
        "crossing",
        "bridge",
        "road",
        "border",
        "river",
        "lake",
        "sea",
        "strait",
        "gulf",
        "channel",
        "ocean",
        "island",
        "peninsula",
        "cape",
        "mountain",
        "mountains",
        "valley",
        "pass",
        "plain",
        "desert",
        "oasis",
        "delta",
        "forest",
        "region",
        "continent",
        "territory",
        "line",
        "plant",
        "prison",
        "hospital",
        "site",
        "field",
    ]
)
ID = re.compile(r"rashomon:[a-z0-9-]+|geonames:\d+")
ISO3 = re.compile(r"[A-Z]{3}")
YEAR = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@lru_cache(maxsize=4)
def load_curated(path: Path = CURATED) -> tuple[tuple[Place, tuple[str, ...]], ...]:
    """Read and check the curated places.

    Args:
        path: A file of the same columns as the shipped one.

    Returns:
        Each place with all its names, its main name first.

    Raises:
        RuleFileError: A column is missing or unknown, an id comes twice, a value is malformed.
    """
    return tuple(_read(path))


def _read(path: Path) -> Iterator[tuple[Place, tuple[str, ...]]]:
    text = path.read_text(encoding="utf-8")
    lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(lines, [])
    if header != COLUMNS:
        raise RuleFileError(path.name, None, f"the columns are {COLUMNS}, not {header}")
    seen: set[str] = set()
    for number, cells in enumerate(lines, 2):
        if not cells:
            continue
        if len(cells) != len(COLUMNS):
            problem = f"line {number}: {len(cells)} cells, {len(COLUMNS)} columns"
            raise RuleFileError(path.name, cells[0], problem)
        row = dict(zip(COLUMNS, cells, strict=True))
        problem_found = _problem(row, seen)
        if problem_found:
            raise RuleFileError(path.name, row["id"] or None, f"line {number}: {problem_found}")
        seen.add(row["id"])
        yield _place(row), (row["name"], *_many(row["aliases"]))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _problem(row: dict[str, str], seen: set[str]) -> str | None:
    if any(unicodedata.normalize("NFC", cell) != cell for cell in row.values()):
        return "a cell is not in Unicode form NFC"
    if not ID.fullmatch(row["id"]):
        return "the id is neither rashomon:name nor geonames:number"
    if row["id"] in seen:
        return "the id is there twice"
    if not row["name"]:
        return "it has no name"
    names = (row["name"], *_many(row["aliases"]))
    if len(set(names)) != len(names):
        return "a name is there twice"
    return _value_problem(row)


def _value_problem(row: dict[str, str]) -> str | None:
    if row["kind"] not in KINDS:
        return f"unknown kind {row['kind']!r}"
    for column, limit in (("lat", 90), ("lon", 180)):
        try:
            outside = abs(float(row[column])) > limit
        except ValueError:
            outside = True
        if outside:
            return f"{column} is no number between -{limit} and {limit}"
    codes = [*_many(row["country"]), *_many(row["claims"])]
    if any(not ISO3.fullmatch(code) for code in codes):
        return "a country is three capital letters"
    if not row["precision_km"].isdigit():
        return "precision_km is no whole number"
    if any(row[end] and not YEAR.fullmatch(row[end]) for end in ("from", "to")):
        return "from and to are years or ISO dates"
    return None


def _place(row: dict[str, str]) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=row["country"],
        admin1=row["admin1"],
        precision_km=int(row["precision_km"]),
        claims=_many(row["claims"]),
        origin="curated",
        start=row["from"] or None,
        end=row["to"] or None,
    )
