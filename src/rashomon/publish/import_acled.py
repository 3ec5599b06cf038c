"""Rows of ACLED's table, or of one in its shape, as statements of ACLED about what happened."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rashomon.knowledge.exchange_codes import acled_type
from rashomon.model.document import Failure
from rashomon.publish.acled_coding import INTER
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
from rashomon.reading.reader import Reading

DATASET: Final = "ACLED"
NEEDED: Final = ("event_id_cnty", "event_date", "sub_event_type")
SECTORS: Final = {1: "MIL", 2: "REB", 3: "UAF", 4: "UAF", 5: None, 6: None, 7: "CVL", 8: None}
GEO: Final = {"1": "city", "2": "near", "3": "admin1"}
LABELS: Final = {label.casefold(): code for code, label in INTER.items()} | {
    "rebel groups": 2,
    "political militias": 3,
    "identity militias": 4,
    "civilian": 7,
    "other forces": 8,
    "external forces": 8,
}


def import_acled(path: Path, *, dataset: str = DATASET) -> Iterator[Reading | Failure]:
    """Read ACLED's CSV, one document a row.

    Raises:
        InputError: The file can't be read or lacks a column.
    """
    yield from import_rows(read_rows(path, NEEDED), coded, dataset, path.name)


def coded(row: Row) -> Coded:
    """Give one row in our terms.

    Raises:
        RowError: It has no id or date, or a type, date or point that can't be.
    """
    sub = text_of(row, "sub_event_type", needed=True)
    kind = acled_type(sub)
    if kind is None:
        raise RowError(f"sub_event_type {sub!r} is none of ACLED's")
    start, end, precision = _time(row)
    deaths = number(row, "fatalities")
    nation = country_code(text_of(row, "iso"), text_of(row, "country"))
    figures = (
        [CodedFigure(measure="killed", low=deaths, best=deaths, high=deaths)] if deaths else []
    )
    return Coded(
        id=text_of(row, "event_id_cnty", needed=True),
        label=sub,
        notes=text_of(row, "notes"),
        type=kind.type,
        mode=kind.mode,
        cameo=kind.cameo,
        kind="state" if kind.type == "CONTROL" else "event",
        start=start,
        end=end,
        precision=precision,
        place=_place(row, nation),
        agents=_side(row, "1", nation),
        targets=_side(row, "2", nation),
        figures=figures,
        sources=text_of(row, "source").split(";"),
        published=_stamp(text_of(row, "timestamp")),
        contexts=("military",) if sub == "Agreement" else (),
    )


def _time(row: Row) -> tuple[str, str, str]:
    """Give the interval of a day and its precision: a week around it, or its month."""
    middle = day(row, "event_date")
    if middle is None:
        raise RowError("event_date is empty")
    precision = text_of(row, "time_precision") or "1"
    if precision == "1":
        return middle.isoformat(), middle.isoformat(), "day"
    if precision == "2":
        three = datetime.timedelta(days=3)
        return (middle - three).isoformat(), (middle + three).isoformat(), "week"
    if precision == "3":
        first = middle.replace(day=1)
        following = (first + datetime.timedelta(days=32)).replace(day=1)
        return first.isoformat(), (following - datetime.timedelta(days=1)).isoformat(), "month"
    raise RowError(f"time_precision {precision!r} is none of 1, 2, 3")


def _place(row: Row, nation: str | None) -> CodedPlace | None:
    name = text_of(row, "location")
    if not name:
        return None
    precision = text_of(row, "geo_precision") or "1"
    if precision not in GEO:
        raise RowError(f"geo_precision {precision!r} is none of 1, 2, 3")
    lat, lon = point(row, "latitude", "longitude")
    return CodedPlace(
        name=name,
        precision=GEO[precision],
        lat=lat,
        lon=lon,
        country=nation,
        admin1=text_of(row, "admin1") or None,
    )


def _side(row: Row, which: str, nation: str | None) -> list[CodedActor]:
    """Give the main actor of a side with its type, and those associated with it."""
    name = text_of(row, f"actor{which}")
    if not name:
        return []
    code = inter(text_of(row, f"inter{which}"))
    home = nation if code not in (None, 8) else None
    main = CodedActor(
        name=name,
        sector=SECTORS.get(code or 0),
        kind="people" if code in (5, 6, 7) else "group",
        status="civilian" if code == 7 else None,
        rule=f"import.acled.inter.{code}" if code else "",
        country=home,
    )
    others = [CodedActor(name=n) for n in _names(text_of(row, f"assoc_actor_{which}")) if n != name]
    return [main, *others]


def inter(value: str) -> int | None:
    """Read an actor type, a number or a label; None where it is empty or 0.

    Raises:
        RowError: It is neither.
    """
    if not value or value == "0":
        return None
    if value.isdigit() and int(value) in INTER:
        return int(value)
    code = LABELS.get(value.casefold())
    if code is None:
        raise RowError(f"inter {value!r} is none of ACLED's actor types")
    return code


def _names(cell: str) -> list[str]:
    return [name for name in (part.strip() for part in cell.split(";")) if name]


def _stamp(value: str) -> str | None:
    """Read ACLED's time stamp, seconds since 1970."""
    if not value:
        return None
    try:
        moment = datetime.datetime.fromtimestamp(int(value), tz=datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise RowError(f"timestamp {value!r} is no number of seconds") from error
    return moment.isoformat().replace("+00:00", "Z")
