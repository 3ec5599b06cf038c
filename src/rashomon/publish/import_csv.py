"""Rows of any spreadsheet as statements of whoever made it: our own CSV, or columns by name.

A spreadsheet of one's own has other headers: ``column`` says which of them is which field.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from rashomon.errors import InputError
from rashomon.knowledge.exchange_codes import plover_score
from rashomon.model.document import Failure
from rashomon.publish.flat import BETWEEN
from rashomon.publish.import_records import Coded, CodedActor, CodedFigure, CodedPlace, RowError
from rashomon.publish.import_table import (
    Row,
    country_code,
    day,
    import_rows,
    number,
    point,
    read_rows,
    text_of,
)
from rashomon.publish.incident_rows import MEASURES
from rashomon.publish.unit_view import PRECISIONS
from rashomon.reading.reader import Reading

FIELDS: Final = (
    "id type mode cameo contexts status negated time_start time_end time_precision place place_id "
    "place_precision lat lon country admin1 agents targets outlets url first_published title notes "
    + " ".join(f"{m}_{b}" for m in MEASURES for b in ("low", "best", "high"))
).split()
STATES: Final = frozenset({"CONTROL", "ALLIANCE", "LOCATION", "MEMBERSHIP", "CAPABILITY"})
TIMES: Final = (
    "minute",
    "hour",
    "part-of-day",
    "day",
    "week",
    "month",
    "season",
    "year",
    "range",
)
SINGLE: Final = {
    "evidence": "notes",
    "places": "place",
    "outlet": "outlets",
    "published": "first_published",
}
"""Columns of a CSV of statements, and the field that each is."""


def import_csv(
    path: Path, *, dataset: str | None = None, columns: Mapping[str, str] | None = None
) -> Iterator[Reading | Failure]:
    """Read a table, one document a row; the file's name is the dataset where none is named.

    Args:
        path: The file.
        dataset: Who says what the rows say.
        columns: Field, one of `FIELDS`, to the table's own column.

    Raises:
        InputError: The file can't be read, lacks a column, or a field is none of ours.
    """
    chosen = {k: v.strip().lower() for k, v in (columns or {}).items()}
    if unknown := sorted(set(chosen) - set(FIELDS)):
        remedy = f"Fields are {', '.join(FIELDS)}"
        raise InputError(str(path), f"there is no field {', '.join(unknown)}", remedy)
    needed = (chosen.get("id", "id"), *chosen.values())
    rows = [_named(row, chosen) for row in read_rows(path, tuple(dict.fromkeys(needed)))]
    yield from import_rows(rows, coded, dataset or path.stem, path.name)


def coded(row: Row) -> Coded:
    """Give one row in our terms.

    Raises:
        RowError: It has no id, or values that can't be.
    """
    type_ = text_of(row, "type").upper() or None
    if type_ is not None and type_ not in STATES and plover_score(type_, None) is None:
        raise RowError(f"type {type_!r} is no type of PLOVER")
    start, end, precision = _time(row)
    mode = text_of(row, "mode") or None
    statuses = text_of(row, "status").split(BETWEEN.strip())
    label = " ".join(p for p in ((type_ or "event").lower(), f"({mode})" if mode else "") if p)
    published = day(row, "first_published", needed=False)
    return Coded(
        id=text_of(row, "id", needed=True),
        label=label,
        notes=text_of(row, "notes"),
        type=type_,
        mode=mode,
        cameo=text_of(row, "cameo") or None,
        kind="state" if type_ in STATES else "event",
        start=start,
        end=end,
        precision=precision,
        place=_place(row),
        agents=[CodedActor(name=n) for n in _several(row, "agents")],
        targets=[CodedActor(name=n) for n in _several(row, "targets")],
        figures=list(_figures(row)),
        sources=_several(row, "outlets"),
        published=published.isoformat() if published else None,
        url=text_of(row, "url") or None,
        title=text_of(row, "title") or None,
        contexts=_several(row, "contexts"),
        status="occurred" if "occurred" in statuses else statuses[0].strip() or "occurred",
        polarity="-" if text_of(row, "negated") == "yes" else "+",
    )


def _named(row: Row, columns: Mapping[str, str]) -> Row:
    """Give a row by our fields."""
    found = {SINGLE.get(name, name): value for name, value in row.items() if name in SINGLE}
    found |= {name: value for name, value in row.items() if name not in SINGLE and value}
    return found | {field: row.get(column, "") for field, column in columns.items()}


def _time(row: Row) -> tuple[str | None, str | None, str]:
    first = day(row, "time_start", needed=False)
    if first is None:
        return None, None, "day"
    last = day(row, "time_end", needed=False) or first
    if last < first:
        raise RowError("time_end lies before time_start")
    given = text_of(row, "time_precision")
    if given and given not in TIMES:
        raise RowError(f"time_precision {given!r} is none of {', '.join(TIMES)}")
    precision = given or ("day" if first == last else "range")
    if precision in ("minute", "hour", "part-of-day"):
        return _instant(row, "time_start"), _instant(row, "time_end"), precision
    return first.isoformat(), last.isoformat(), precision


def _instant(row: Row, column: str) -> str | None:
    return text_of(row, column).replace(" ", "T") or None


def _place(row: Row) -> CodedPlace | None:
    name = (_several(row, "place") or [""])[0]
    lat, lon = point(row, "lat", "lon")
    if not name:
        return None
    precision = text_of(row, "place_precision") or ("city" if lat is not None else "region")
    if precision not in PRECISIONS:
        raise RowError(f"place_precision {precision!r} is none of {', '.join(PRECISIONS)}")
    return CodedPlace(
        name=name,
        precision=precision,
        lat=lat,
        lon=lon,
        country=country_code(text_of(row, "country")),
        admin1=text_of(row, "admin1") or None,
        id=text_of(row, "place_id") or None,
    )


def _figures(row: Row) -> Iterator[CodedFigure]:
    for measure in MEASURES:
        low, best, high = (number(row, f"{measure}_{b}") for b in ("low", "best", "high"))
        if low is None and best is None and high is None:
            continue
        if low is not None and high is not None and low > high:
            raise RowError(f"{measure}_low {low:g} is above {measure}_high {high:g}")
        yield CodedFigure(
            measure=measure,
            low=best if low is None else low,
            best=best,
            high=best if high is None else high,
        )


def _several(row: Row, column: str) -> list[str]:
    return [part for part in (p.strip() for p in text_of(row, column).split("|")) if part]
