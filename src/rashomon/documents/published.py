"""When a document was published: what its metadata say, else what the text says of itself.

A dateline ("PORT SELM, 3 Jan 90 (MNA) --"), a line or label with a date, "today (3 January)": in
this order. Failing these, weekdays with day and month may fix the year alone. Dates that a text
merely tells about ("on 3 January 1990 the army …") never count.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from rashomon.documents.dates import DayDate, find_dates, parse_date
from rashomon.documents.rules import rules_of
from rashomon.documents.year import YearChoice, choose_year

EARLIEST_YEAR: Final = 1800
ISO: Final = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})"
    r"(?:[-/.](?P<day>\d{1,2})(?P<time>[T ]\d{1,2}:\d\d.*)?)?)?"
)
COMPACT: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<rest>\d{6})?")
SLASHED: Final = re.compile(r"(?P<one>\d{1,2})[/.-](?P<two>\d{1,2})[/.-](?P<year>\d{4})")
MAIL: Final = re.compile(r"(?:[A-Za-z]{3},\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d\d")
TRAILING_TIME: Final = re.compile(r"(?:,|\s+at|\s+-)?\s+\d{1,2}[:.]\d\d.*\Z")
MONTH_YEAR: Final = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Published:
    """A day or instant of publication.

    Attributes:
        value: ISO date or instant, "1990-01" or "1990" where no more is known, or None.
        precision: ``minute`` ``day`` ``month`` ``year`` or None.
        reason: Where it comes from, or why there is none.
    """

    value: str | None
    precision: str | None
    reason: str


def parse_published(given: str) -> Published:
    """Normalise a date that came as metadata.

    Args:
        given: "1990-01-03", an instant, an e-mail date, "3 January 1990", "1990".

    Returns:
        The date as ISO; without a value, and with the reason, where it can't be told for sure:
        03/04/1990 may be March or April.
    """
    text = given.strip()
    for read in (_iso, _mail, _words, _slashed):
        found = read(text)
        if found is not None:
            return found
    return Published(None, None, f"metadata date not understood: {text[:60]!r}")


def _iso(text: str) -> Published | None:
    match = ISO.fullmatch(text) or COMPACT.fullmatch(text)
    if match is None or not EARLIEST_YEAR <= int(match["year"]) <= 2100:
        return None
    parts = match.groupdict()
    if parts.get("time"):
        try:
            instant = datetime.fromisoformat(text.replace(" ", "T", 1))
        except ValueError:
            return None
        return Published(instant.isoformat(), "minute", "metadata")
    year, month, day = (int(parts[k]) if parts.get(k) else None for k in ("year", "month", "day"))
    if month is None:
        return Published(f"{year}", "year", "metadata")
    if not 1 <= month <= 12:
        return None
    if day is None:
        return Published(f"{year}-{month:02}", "month", "metadata")
    return _day(year or 0, month, day)


def _day(year: int, month: int, day: int) -> Published | None:
    try:
        return Published(date(year, month, day).isoformat(), "day", "metadata")
    except ValueError:
        return None


def _mail(text: str) -> Published | None:
    if not MAIL.match(text):
        return None
    try:
        return Published(parsedate_to_datetime(text).isoformat(), "minute", "metadata")
    except (ValueError, TypeError, IndexError):
        return None


def _words(text: str) -> Published | None:
    found = parse_date(TRAILING_TIME.sub("", text))
    if found is not None and found.fixed():
        return _day(found.year or 0, found.month, found.day)
    match = MONTH_YEAR.fullmatch(text)
    first = parse_date(f"1 {match['month']} {match['year']}") if match else None
    if first is not None:
        return Published(f"{first.year}-{first.month:02}", "month", "metadata")
    return None


def _slashed(text: str) -> Published | None:
    match = SLASHED.fullmatch(text)
    if match is None:
        return None
    one, two, year = (int(match[k]) for k in ("one", "two", "year"))
    if one > 12:
        return _day(year, two, one)
    if two > 12 or one == two:
        return _day(year, one, two)
    return Published(
        None, None, f"metadata date {text!r} may be day/month or month/day: write it as YYYY-MM-DD"
    )


def latest_day(retrieved_at: str | None = None) -> date:
    """Give the last day on which a text can have been published: its retrieval, else today."""
    if retrieved_at:
        found = parse_published(retrieved_at[:10])
        if found.value and found.precision == "day":
            return date.fromisoformat(found.value)
    return datetime.now(UTC).date()


def find_published(text: str, *, latest: date) -> Published:
    """Work out when a text was published from the text alone.

    Args:
        text: Text in normal case and plain marks (see `plain_view`); only days count, not offsets.
        latest: Last day on which it can have been published.

    Returns:
        The date with its reason; precision ``year`` where no more than the year can be told.
    """
    days = find_dates(text, latest_year=latest.year)
    chosen = choose_year(text, latest=latest, days=days)
    for rule in (*rules_of("dateline"), *rules_of("published")):
        for match in rule.find(text):
            written = match.groupdict().get("date")
            day = parse_date(written, latest_year=latest.year) if written else None
            if day is None:
                continue
            found = _resolve(day, rule.id, chosen, latest)
            if found is not None:
                return found
    if chosen is None:
        return Published(None, None, "no date in metadata, and the text does not fix one")
    return Published(f"{chosen.year}", "year", chosen.reason)


def _resolve(
    day: DayDate, rule_id: str, chosen: YearChoice | None, latest: date
) -> Published | None:
    fixed = day.fixed()
    if fixed is not None:
        if fixed > latest:
            return None
        return Published(fixed.isoformat(), "day", f"{day.text!r} in the text ({rule_id})")
    if day.year is not None:
        return None
    whole = day.in_year(chosen.year) if chosen else None
    if chosen is None or whole is None or whole > latest:
        return None
    reason = f"{day.text!r} in the text ({rule_id}); {chosen.reason}"
    return Published(whole.isoformat(), "day", reason)
