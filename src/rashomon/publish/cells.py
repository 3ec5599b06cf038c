"""Cells of tables that others open: one line of text, no formula, no trick of direction.

A hostile title such as ``=HYPERLINK("http://…")`` comes out as words, a name that turns the
reading direction comes out without the marks that turn it, and no cell is longer than a
spreadsheet can hold.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from rashomon.publish import words

LONGEST: Final = 32_000
"""Characters of one cell; spreadsheets refuse more than 32,767."""
LONGEST_NAME: Final = 200
FORMULA_STARTS: Final = frozenset("=+-@|%＝＋－＠")
NUMBERS_ALONE: Final = re.compile(r"-?\d+(?:\.\d+)?(?:, -?\d+(?:\.\d+)?)?")
"""A number, or a point's latitude and longitude: no formula, whatever its sign."""
BOM: Final = "\ufeff"
Cell = str | int | float | None


def plain(text: str | None, most: int = LONGEST) -> str:
    """Give text for one cell or property: NFC, one line, no control or direction characters."""
    if not text:
        return ""
    kept = " ".join(words.clean(unicodedata.normalize("NFC", text[: 4 * most])).split())
    return kept if len(kept) <= most else kept[: most - 1].rstrip() + "…"


def brief(text: str | None) -> str:
    """Give a name or a title for one cell: `plain`, and no longer than a name can be."""
    return plain(text, LONGEST_NAME)


def cell(value: Cell) -> Cell:
    """Make a cell inert: text that a spreadsheet would run gets an apostrophe in front.

    Numbers stay numbers; whole floats become integers.
    """
    if isinstance(value, str):
        kept = plain(value)
        risky = kept[:1] in FORMULA_STARTS and not NUMBERS_ALONE.fullmatch(kept)
        return f"'{kept}" if risky else kept
    if isinstance(value, float):
        return int(value) if value == int(value) else round(value, 5)
    return value


def uncell(text: str) -> str:
    """Take the apostrophe off again that `cell` put in front of a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text


def joined(values: Iterable[str | None], between: str = "; ") -> str:
    """Join what is there, each once, in order."""
    return between.join(dict.fromkeys(v for v in values if v))


def safe_url(url: str | None) -> str | None:
    """Give a web address, or None for anything that is no plain http or https address."""
    if not url or len(url) > 2048 or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return url if not set(url) & set("<>\"'`{}|\\^") else None


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> str:
    """Write a table (RFC 4180, or with tabs between), every cell inert."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return buffer.getvalue()
