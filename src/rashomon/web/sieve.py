"""The filters of the list of incidents, from an address to a sieve and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from rashomon.base.browse import ORDERS, Sieve
from rashomon.errors import FormError

FIELDS: Final = ("type", "country", "verdict", "grade", "status", "actor", "place")
LONGEST: Final = 200
MOST_ORIGINS: Final = 1000


def read_sieve(query: Mapping[str, str]) -> Sieve:
    """Read the filters of an address.

    Raises:
        FormError: A day, a box or a number has the wrong form.
    """
    given: dict[str, Any] = {k: query.get(k, "").strip()[:LONGEST] or None for k in FIELDS}
    for name in ("since", "until"):
        given[name] = read_day(name, query.get(name, "").strip())
    given["box"] = _box(query.get("box", "").strip())
    given["origins"] = _origins(query.get("origins", "").strip())
    return Sieve(**given)


def read_order(query: Mapping[str, str]) -> str:
    """Read the order of an address; the newest first without one."""
    order = query.get("order", "")
    return order if order in ORDERS else ORDERS[0]


def write_query(query: Mapping[str, str], **changes: object) -> str:
    """Write an address's query with some values changed; an empty value leaves one out."""
    merged = {**query, **{k: str(v) for k, v in changes.items()}}
    return urlencode({k: v for k, v in merged.items() if v})


def read_page(query: Mapping[str, str]) -> int:
    """Read the number of a page, from 1; 1 for anything that is none."""
    text = query.get("page", "1")
    return max(1, min(int(text), 1_000_000)) if text.isascii() and text.isdigit() else 1


def read_day(name: str, text: str) -> str | None:
    """Read a day; None for an empty text.

    Raises:
        FormError: It is none; the message begins with the name of the field.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise FormError(f"{name}: {text[:40]!r} is no day", "Write 2019-03-11") from error


def _box(text: str) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise FormError("box: it is not four numbers", "Write west,south,east,north") from error
    if not all(-180 <= x <= 180 for x in (west, east)) or not -90 <= south <= north <= 90:
        raise FormError("box: it lies outside the globe", "Give degrees: west,south,east,north")
    return west, south, east, north


def _origins(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_ORIGINS:
        raise FormError("origins: it is no small number", "Write 2")
    return int(text)
