"""Reading and checking the rows of the actor tables; a bad table stops the program."""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import RuleFileError

COLUMNS = {
    "states": [
        "id",
        "iso3",
        "name",
        "official",
        "aliases",
        "adjectives",
        "people",
        "capital",
        "metonyms",
        "cameo",
        "region",
        "from",
        "to",
        "claims",
        "used_by",
        "note",
    ],
    "leaders": ["id", "name", "aliases", "iso3", "office", "from", "to", "sector", "sex", "org"],
    "groups": [
        "id",
        "name",
        "aliases",
        "kind",
        "country",
        "sector",
        "code",
        "from",
        "to",
        "parent",
        "acts_for",
        "used_by",
        "loaded",
        "note",
    ],
}
KINDS = frozenset(("person", "organization", "state", "group", "people"))
CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3}){0,3}")
ISO3 = re.compile(r"[A-Z]{3}")
DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
YEARS = range(800, 2101)
IDENTIFIER = re.compile(r"[a-z]+:[A-Za-z0-9][A-Za-z0-9._:-]*")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, still text."""

    table: str
    path: str
    cells: dict[str, str]

    @property
    def id(self) -> str:
        """The row's id."""
        return self.cells["id"]

    def one(self, column: str) -> str:
        """The cell, or "" where the table has no such column."""
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell, which ``|`` separates."""
        cell = self.cells.get(column, "")
        if "|" not in cell:
            return (cell,) if cell else ()
        return tuple(v for v in (p.strip() for p in cell.split("|")) if v)


def read_table(path: Path) -> list[Row]:
    """Read one table; its header says which of the three it is.

    Raises:
        RuleFileError: The columns are those of no table, or a row breaks a rule.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(str(path), None, f"can't be read ({error})") from error
    lines = csv.reader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(lines, [])
    table = next((name for name, columns in COLUMNS.items() if header == columns), None)
    if table is None:
        raise RuleFileError(str(path), None, f"no actor table has the columns {header}")
    rows = []
    for number, cells in enumerate(lines, 2):
        if not cells or (len(cells) == 1 and not cells[0]):
            continue
        if len(cells) != len(header):
            problem = f"line {number}: {len(cells)} cells, {len(header)} columns"
            raise RuleFileError(str(path), cells[0], problem)
        row = Row(table, str(path), dict(zip(header, (c.strip() for c in cells), strict=True)))
        _check(row)
        rows.append(row)
    return rows


def _check(row: Row) -> None:
    problem = _text_problem(row) or _value_problem(row)
    if problem:
        raise RuleFileError(row.path, row.id or None, problem)


def _text_problem(row: Row) -> str | None:
    for column, cell in row.cells.items():
        if not cell.isascii() and unicodedata.normalize("NFC", cell) != cell:
            return f"{column} is not in Unicode form NFC"
        if not cell.isascii() and INVISIBLE.search(cell):
            return f"{column} holds an invisible character"
        if "|" not in cell:
            continue
        values = [part.strip() for part in cell.split("|")]
        if "" in values:
            return f"{column} holds an empty value between |"
        if len(set(values)) != len(values):
            return f"{column} says a value twice"
    return None


def _value_problem(row: Row) -> str | None:
    if not IDENTIFIER.fullmatch(row.id):
        return "the id is not of the form kind:name"
    if not row.one("name"):
        return "it has no name"
    years = [DATE.fullmatch(v) for v in (row.one("from"), row.one("to")) if v]
    if any(m is None or int(m["year"]) not in YEARS for m in years):
        return "from and to are years or ISO dates"
    if len(years) == 2 and row.one("from")[:4] > row.one("to")[:4]:
        return "it ends before it begins"
    if row.table == "groups" and row.one("kind") not in KINDS:
        return f"kind is none of {', '.join(sorted(KINDS))}"
    if row.one("sex") and row.one("sex").lower() not in ("f", "m"):
        return "sex is f, m or empty"
    if any(v and not ISO3.fullmatch(v) for v in (row.one("iso3"), row.one("country"))):
        return "a country is three capital letters"
    if any(v and not CODE.fullmatch(v) for v in (row.one("code"), row.one("sector"))):
        return "a code is made of triples of capital letters"
    return None


def check_references(rows: Sequence[Row]) -> None:
    """Refuse ids that come twice, and parents that no table has.

    A leader has a row for each office; those rows must agree on name and sex.

    Raises:
        RuleFileError: The first row that breaks this.
    """
    ids: dict[str, Row] = {}
    for row in rows:
        other = ids.setdefault(row.id, row)
        if other is row:
            continue
        if row.table != "leaders" or other.table != "leaders":
            raise RuleFileError(row.path, row.id, "the id is there twice")
        if any(row.one(column) != other.one(column) for column in ("name", "sex")):
            raise RuleFileError(row.path, row.id, "its rows differ in name or sex")
    for row in rows:
        if row.one("parent") and row.one("parent") not in ids:
            raise RuleFileError(row.path, row.id, f"no entry has its parent {row.one('parent')}")
