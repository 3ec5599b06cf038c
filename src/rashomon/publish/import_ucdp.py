"""Rows of UCDP's GED, or of a table in its shape, as statements of UCDP about what happened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rashomon.model.document import Failure
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

DATASET: Final = "UCDP GED"
NEEDED: Final = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best")
LABELS: Final = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
WHERE: Final = {
    "1": "city",
    "2": "near",
    "3": "district",
    "4": "admin1",
    "5": "region",
    "6": "country",
    "7": "region",
}
PRECISIONS: Final = ((1, "day"), (7, "week"), (31, "month"), (366, "year"))
SIDE_SECTOR: Final = {"1": ("MIL", "REB"), "2": ("REB", "REB"), "3": ("REB", None)}
GOVERNMENT: Final = "Government of "


def import_ucdp(path: Path, *, dataset: str = DATASET) -> Iterator[Reading | Failure]:
    """Read GED's CSV, one document a row.

    Raises:
        InputError: The file can't be read or lacks a column.
    """
    yield from import_rows(read_rows(path, NEEDED), coded, dataset, path.name)


def coded(row: Row) -> Coded:
    """Give one row in our terms.

    Raises:
        RowError: It has no id, or numbers, dates or types that can't be.
    """
    kind = text_of(row, "type_of_violence", needed=True)
    if kind not in LABELS:
        raise RowError(f"type_of_violence {kind!r} is none of 1, 2, 3")
    first, last = day(row, "date_start"), day(row, "date_end")
    if first is None or last is None or last < first:
        raise RowError("date_end lies before date_start")
    length = (last - first).days + 1
    precision = next((word for most, word in PRECISIONS if length <= most), "range")
    nation = country_code(text_of(row, "country"))
    agents, targets = _sides(row, kind, nation)
    return Coded(
        id=text_of(row, "relid") or text_of(row, "id", needed=True),
        label=LABELS[kind],
        notes=text_of(row, "source_headline"),
        type="ASSAULT",
        cameo="180" if kind == "3" else "190",
        start=first.isoformat(),
        end=last.isoformat(),
        precision=precision,
        place=_place(row, nation),
        agents=agents,
        targets=targets,
        figures=_figures(row, kind),
        sources=_sources(row),
        title=text_of(row, "dyad_name") or None,
        scope="aggregate" if text_of(row, "event_clarity") == "2" else "single",
    )


def _sides(row: Row, kind: str, nation: str | None) -> tuple[list[CodedActor], list[CodedActor]]:
    a, b = text_of(row, "side_a", needed=True), text_of(row, "side_b", needed=True)
    sector_a, sector_b = SIDE_SECTOR[kind]
    if a.startswith(GOVERNMENT) or text_of(row, "gwnoa"):
        sector_a = "MIL"
    if kind == "1" and (b.startswith(GOVERNMENT) or text_of(row, "gwnob")):
        sector_b = "MIL"
    home = country_code(a.removeprefix(GOVERNMENT)) or nation
    first = CodedActor(name=a, sector=sector_a, country=home)
    if kind == "3":
        second = CodedActor(name=b, sector="CVL", kind="people", status="civilian", country=nation)
    else:
        second = CodedActor(name=b, sector=sector_b, country=nation)
    return [first], [second]


def _figures(row: Row, kind: str) -> list[CodedFigure]:
    """Give the total and, as parts of it, the deaths of each side."""
    best = number(row, "best", needed=True) or 0.0
    low, high = number(row, "low"), number(row, "high")
    if (low is not None and low > best) or (high is not None and high < best):
        raise RowError(f"low {low}, best {best}, high {high} are out of order")
    found = [
        CodedFigure(
            measure="killed",
            low=best if low is None else low,
            best=best,
            high=best if high is None else high,
        )
    ]
    words = {
        "deaths_a": (
            "soldiers" if kind == "1" else "fighters",
            "combatant",
            text_of(row, "side_a"),
        ),
        "deaths_b": ("fighters", "combatant", text_of(row, "side_b")),
        "deaths_civilians": ("civilians", "civilian", None),
    }
    for column, (of, status, side) in words.items():
        count = number(row, column)
        if count:
            found.append(
                CodedFigure(
                    measure="killed",
                    low=count,
                    best=count,
                    high=count,
                    of=of,
                    of_status=status,
                    of_side=side,
                    part=True,
                )
            )
    return found


def _place(row: Row, nation: str | None) -> CodedPlace | None:
    name = text_of(row, "where_coordinates") or text_of(row, "adm_1") or text_of(row, "country")
    if not name:
        return None
    precision = text_of(row, "where_prec") or "1"
    if precision not in WHERE:
        raise RowError(f"where_prec {precision!r} is none of 1 to 7")
    lat, lon = point(row, "latitude", "longitude")
    return CodedPlace(
        name=name,
        precision=WHERE[precision],
        lat=lat,
        lon=lon,
        country=nation,
        admin1=text_of(row, "adm_1") or None,
    )


def _sources(row: Row) -> list[str]:
    for column in ("source_original", "source_office"):
        names = [part.strip() for part in text_of(row, column).split(";")]
        if any(names):
            return names
    return []
