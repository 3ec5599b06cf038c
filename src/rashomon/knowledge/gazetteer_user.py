"""A user's own gazetteer: GeoNames dump files and CSV, kept as one SQLite file.

It lies in the user's data folder (`platformdirs`) or where ``RASHOMON_GAZETTEER`` says, and
answers together with the shipped one; its places are preferred as "noted".
"""

import csv
import gzip
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

from platformdirs import user_data_path

from rashomon.errors import GazetteerError
from rashomon.knowledge.gazetteer_names import fold_place
from rashomon.knowledge.gazetteer_store import StoredPlace, write_places

VARIABLE = "RASHOMON_GAZETTEER"
CSV_COLUMNS = ["name", "lat", "lon", "country", "admin1", "kind", "aliases"]
DUMP_COLUMNS = 19
KIND_OF_CODE = {
    "PCLI": "country", "PCL": "country", "PCLD": "country", "ADM1": "admin1", "ADM2": "admin2",
    "CONT": "continent", "STM": "river", "LK": "lake", "SEA": "sea", "STRT": "strait",
    "AIRP": "airport", "AIRF": "airport", "AIRB": "base", "INSM": "base", "DAM": "dam",
    "MT": "mountain", "MTS": "mountains", "VAL": "valley", "ISL": "island", "BDG": "bridge",
    "RGN": "region", "PPLX": "district", "PASS": "pass", "PRN": "prison", "HSP": "hospital",
}  # fmt: skip
KIND_OF_CLASS = {
    "P": "city", "A": "admin2", "H": "river", "L": "region", "T": "mountain", "S": "site",
    "R": "road", "V": "forest", "U": "sea",
}  # fmt: skip
FIRST_USER_ID = 10_000_000_000
"""Own ids start above any GeoNames id, so both fit one column."""


def user_gazetteer_path() -> Path:
    """Tell where ``rashomon gazetteer add`` keeps places."""
    named = os.environ.get(VARIABLE)
    first = named.split(os.pathsep)[0] if named else ""
    return Path(first) if first else user_data_path("rashomon") / "gazetteer.sqlite"


def user_gazetteers() -> list[Path]:
    """List the user files to read: those that the variable names, or the one in the data folder."""
    named = os.environ.get(VARIABLE)
    if named:
        return [Path(part) for part in named.split(os.pathsep) if part]
    path = user_gazetteer_path()
    return [path] if path.exists() else []


def add_places(file: Path, into: Path | None = None) -> int:
    """Add a file of places to the user's gazetteer; a place given again replaces itself.

    Args:
        file: A GeoNames dump (tab-separated, 19 columns, as in ``SY.txt``) or a CSV with the
            columns name, lat, lon and optionally country, admin1, kind, aliases (``|`` between);
            either may be gzipped.
        into: The gazetteer file; None means `user_gazetteer_path`.

    Returns:
        How many places the file gave.

    Raises:
        GazetteerError: The file can't be read, or a line is malformed (it is named).
    """
    target = into or user_gazetteer_path()
    places = {place.id if place.ref is None else place.ref: place for place in _stored(target)}
    fresh = list(read_places(file))
    for place in fresh:
        places[place.id if place.ref is None else place.ref] = place
    ordered = sorted(places.values(), key=lambda p: (p.ref or "", p.id))
    write_places(target, (_numbered(place, n) for n, place in enumerate(ordered)))
    return len(fresh)


def _numbered(place: StoredPlace, number: int) -> StoredPlace:
    if place.ref is None:
        return place
    values = {name: getattr(place, name) for name in StoredPlace.__slots__}
    return StoredPlace(**(values | {"id": FIRST_USER_ID + number}))


def read_places(file: Path) -> Iterator[StoredPlace]:
    """Read a GeoNames dump or a CSV, told apart by its first line.

    Raises:
        GazetteerError: The file can't be read, or a line is malformed (it is named).
    """
    try:
        with _opened(file) as lines:
            first = lines.readline()
            lines.seek(0)
            if first.count("\t") == DUMP_COLUMNS - 1:
                rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
                yield from _read_dump(file, rows)
            else:
                yield from _read_csv(file, csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{file} can't be read ({error})", "Give a UTF-8 file.") from error


def _opened(file: Path) -> TextIO:
    if file.suffix == ".gz":
        return cast(TextIO, gzip.open(file, "rt", encoding="utf-8-sig", newline=""))
    return file.open(encoding="utf-8-sig", newline="")


def _read_dump(file: Path, rows: Iterator[list[str]]) -> Iterator[StoredPlace]:
    iso3 = _iso3_codes()
    for number, row in enumerate(rows, 1):
        try:
            yield StoredPlace(
                id=int(row[0]),
                name=row[1],
                kind=KIND_OF_CODE.get(row[7]) or KIND_OF_CLASS.get(row[6], "site"),
                lat=float(row[4]),
                lon=float(row[5]),
                country=iso3.get(row[8], ""),
                population=int(row[14] or 0),
                names=tuple(name for name in (row[2], *row[3].split(",")) if name),
            )
        except (IndexError, ValueError) as error:
            raise _malformed(file, number, str(error)) from error


def _read_csv(file: Path, rows: "csv.DictReader[str]") -> Iterator[StoredPlace]:
    columns = list(rows.fieldnames or ())
    unknown = [name for name in columns if name not in CSV_COLUMNS]
    if unknown or not {"name", "lat", "lon"} <= set(columns):
        problem = f"{file} has the columns {columns}"
        raise GazetteerError(
            problem, f"Name them {', '.join(CSV_COLUMNS)}; the first three must be."
        )
    for number, row in enumerate(rows, 2):
        name = (row["name"] or "").strip()
        try:
            lat, lon = float(row["lat"] or ""), float(row["lon"] or "")
        except ValueError as error:
            raise _malformed(file, number, str(error)) from error
        if not name or abs(lat) > 90 or abs(lon) > 180:
            raise _malformed(file, number, "a name, a latitude and a longitude are needed")
        yield StoredPlace(
            id=0,
            ref=_own_id(name, row.get("country") or ""),
            name=name,
            kind=row.get("kind") or "city",
            lat=lat,
            lon=lon,
            country=row.get("country") or "",
            admin1_name=row.get("admin1") or "",
            names=tuple(part.strip() for part in (row.get("aliases") or "").split("|") if part),
        )


def _own_id(name: str, country: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", f"{country} {fold_place(name)}".casefold()).strip("-")
    return f"user:{slug}"


def _malformed(file: Path, number: int, problem: str) -> GazetteerError:
    return GazetteerError(f"{file}, line {number}: {problem}", "Correct the line and add it again.")


def _stored(path: Path) -> Iterator[StoredPlace]:
    """The places of an existing file, with their names as keys (which fold to themselves)."""
    if not path.exists():
        return
    conn = sqlite3.connect(path)
    try:
        names: dict[int, list[str]] = {}
        for place, key in conn.execute("SELECT place, key FROM names"):
            names.setdefault(place, []).append(key.title())
        for row in conn.execute("SELECT * FROM places"):
            yield StoredPlace(
                id=row[0],
                ref=row[1],
                name=row[2],
                kind=row[3],
                lat=row[4],
                lon=row[5],
                country=row[6],
                admin1=row[7],
                admin1_name=row[8],
                admin2=row[9],
                population=row[10],
                names=tuple(names.get(row[0], ())),
            )
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"{path} is no gazetteer file ({error})", "Remove it.") from error
    finally:
        conn.close()


def _iso3_codes() -> dict[str, str]:
    path = Path(__file__).parent / "data" / "iso.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return dict(csv.reader(lines, delimiter="\t"))
