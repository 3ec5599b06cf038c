"""Tables to import: rows by the names of their columns, and values that are checked one by one."""

import csv
import datetime
import io
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from rashomon.documents.decode import decode
from rashomon.errors import InputError
from rashomon.knowledge.exchange_codes import country_named, country_numbered
from rashomon.model.document import Failure
from rashomon.publish.cells import plain, uncell
from rashomon.publish.import_records import Coded, RowError, bad_row, make_reading
from rashomon.reading.reader import Reading

DELIMITERS: Final = (",", ";", "\t", "|")
LARGEST_CELL: Final = 50_000_000
DATES: Final = ("%d %B %Y", "%d %b %Y", "%d-%B-%Y", "%d-%b-%Y")
YEARS: Final = range(1800, 2101)
"""A date in year 25 is a slip of a spreadsheet, not antiquity."""
Row = Mapping[str, str]


def read_rows(path: Path, needed: tuple[str, ...], *, encoding: str | None = None) -> list[Row]:
    """Read a table whole; cells are cleaned, and apostrophes before formulas are taken off.

    Args:
        path: The file.
        needed: Columns that must be there; names count without case.
        encoding: Codec; found out without it.

    Returns:
        One mapping a row, column names in lower case; a row of HXL tags is passed over.

    Raises:
        InputError: The file can't be read, is no table, or lacks a column.
    """
    try:
        text = decode(path.read_bytes(), str(path), encoding)
    except OSError as error:
        problem = f"can't be read ({error.strerror})"
        raise InputError(str(path), problem, "Check the path") from error
    lines = text.removeprefix("\ufeff")
    header = lines.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
    try:
        table = list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputError(str(path), f"is no table ({error})", "Save it as CSV") from error
    names = [name.strip().lower() for name in table[0]] if table else []
    if missing := [c for c in needed if c not in names]:
        shown = ", ".join(missing)
        raise InputError(str(path), f"has no column {shown}", "Name it as the format does")
    rows = [dict(zip(names, map(_cell, cells), strict=False)) for cells in table[1:] if any(cells)]
    return [row for row in rows if not _is_hxl(row)]


def import_rows(
    rows: list[Row], to_coded: Callable[[Row], Coded], dataset: str, source: str
) -> Iterator[Reading | Failure]:
    """Turn rows into readings, one by one; a bad row becomes a failure."""
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        identity = ""
        try:
            coded = to_coded(row)
            identity = coded.id
            if identity in seen:
                raise RowError(f"the id {identity} stands in an earlier row")
            seen.add(identity)
        except RowError as error:
            yield bad_row(dataset, identity, number, str(error))
            continue
        yield make_reading(coded, dataset, source=source)


def text_of(row: Row, column: str, *, needed: bool = False) -> str:
    """Give a cell; "" where it is empty or the column is not there.

    Raises:
        RowError: It is empty and needed.
    """
    value = row.get(column, "")
    if needed and not value:
        raise RowError(f"{column} is empty")
    return value


def day(row: Row, column: str, *, needed: bool = True) -> datetime.date | None:
    """Read a day: ISO, or "11 March 2019" as ACLED writes it.

    Raises:
        RowError: It is none, or of a year that can't be meant.
    """
    value = text_of(row, column, needed=needed)
    if not value:
        return None
    found = _day(value)
    if found is None:
        raise RowError(f"{column} {value!r} is no date")
    if found.year not in YEARS:
        raise RowError(f"{column} {value!r} is in the year {found.year}")
    return found


def number(row: Row, column: str, *, needed: bool = False) -> float | None:
    """Read a number that is not negative.

    Raises:
        RowError: It is none.
    """
    value = text_of(row, column, needed=needed)
    if not value:
        return None
    try:
        found = float(value)
    except ValueError as error:
        raise RowError(f"{column} {value!r} is no number") from error
    if not math.isfinite(found) or found < 0:
        raise RowError(f"{column} {value!r} is no count")
    return found


def point(row: Row, lat: str, lon: str) -> tuple[float | None, float | None]:
    """Read degrees north and east; both None where both are empty.

    Raises:
        RowError: One is missing, or they lie on no globe.
    """
    values = text_of(row, lat), text_of(row, lon)
    if not any(values):
        return None, None
    try:
        north, east = float(values[0]), float(values[1])
    except ValueError as error:
        raise RowError(f"{lat}, {lon} {values} are no degrees") from error
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise RowError(f"{lat}, {lon} {values} lie on no globe")
    return north, east


def country_code(*names: str) -> str | None:
    """Give ISO 3166 alpha-3 of the first name, code or number that is known.

    Three capitals that ISO does not know are kept: a country of the user's own gazetteer.
    """
    for name in names:
        known = country_numbered(name) if name.isdigit() else country_named(name) if name else None
        if known is not None:
            return known.iso3
    return next((n for n in names if len(n) == 3 and n.isalpha() and n.isupper()), None)


def _day(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value[:10])
    except ValueError:
        pass
    for form in DATES:
        try:
            return datetime.datetime.strptime(value, form).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
    return None


def _cell(value: str) -> str:
    return uncell(plain(value))


def _is_hxl(row: Row) -> bool:
    filled = [v for v in row.values() if v]
    return bool(filled) and all(v.startswith("#") for v in filled)
