"""Calendar dates as news writes them, with or without a year or a weekday.

"Wednesday, December 14th", "3 Jan 90", "January 3, 1990" and "1990-01-03" are dates; "in
December" and "on Wednesday" are none.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)

_MONTH: Final = (
    r"(?i:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_WEEKDAY: Final = (
    r"(?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?"
)
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?i:st|nd|rd|th)?"
_YEAR: Final = r"(?:19|20)\d\d(?!\d|-\d)"

DATE: Final = (
    rf"(?:(?:{_WEEKDAY},?\s+(?:(?i:the)\s+)?)?(?<!\d){_DAY}(?:\s+(?i:of))?[\s-]{{1,2}}{_MONTH}"
    rf"(?:[,\s-]{{1,2}}(?:{_YEAR}|['’]?\d\d(?=\s*(?:\(|--|—|–|\n|\Z))))?"
    rf"|(?:{_WEEKDAY},?\s+)?\b{_MONTH}\s?{_DAY}(?!\d)(?:,?\s+{_YEAR})?"
    r"|(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))"
)
"""Pattern of any date of this module, without groups; two-digit years only at a dateline's end."""

_PARTS: Final = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?"
    rf"(?:(?P<day>\d{{1,2}})(?i:st|nd|rd|th)?(?:\s+(?i:of))?[\s-]{{1,2}}(?P<month>{_MONTH})"
    rf"(?:[,\s-]{{1,2}}(?P<year>(?:19|20)\d\d|['’]?\d\d))?"
    rf"|(?P<month2>{_MONTH})\s?(?P<day2>\d{{1,2}})(?i:st|nd|rd|th)?(?:,?\s+(?P<year2>\d{{4}}))?"
    r"|(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d))"
)
_DATE: Final = re.compile(DATE)
_HAS_MONTH: Final = re.compile(_MONTH)


@dataclass(frozen=True, slots=True)
class DayDate:
    """A day of the calendar as written.

    Attributes:
        day: Day of the month.
        month: 1 to 12.
        year: Four digits, or None where the text leaves it out.
        weekday: 0 (Monday) to 6, or None.
        start: Offset in the text in which it was found.
        text: As written.
    """

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    start: int = 0
    text: str = ""

    def in_year(self, year: int) -> date | None:
        """Give the day in a year, or None where it does not exist or has another weekday."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday in (None, day.weekday()) else None

    def fixed(self) -> date | None:
        """Give the day where the text gives the year, and the weekday agrees."""
        return None if self.year is None else self.in_year(self.year)


def parse_date(text: str, *, start: int = 0, latest_year: int = 2100) -> DayDate | None:
    """Read one date.

    Args:
        text: The date and nothing else: "3 Jan 90".
        start: Offset to note in the result.
        latest_year: A two-digit year is taken for the last such year up to this one.

    Returns:
        The date, or None where `text` is none or the day does not exist.
    """
    match = _PARTS.fullmatch(text.strip())
    if match is None:
        return None
    day = match["day"] or match["day2"] or match["day3"]
    month = match["month"] or match["month2"]
    number = _month_number(month) if month else int(match["month3"])
    year = match["year"] or match["year2"] or match["year3"]
    found = DayDate(
        day=int(day),
        month=number,
        year=_full_year(year, latest_year) if year else None,
        weekday=_weekday_number(match["weekday"]),
        start=start,
        text=text,
    )
    exists = 1 <= number <= 12 and any(
        _exists(y, number, found.day) for y in ((found.year,) if found.year else (2000,))
    )
    return found if exists else None


def find_dates(text: str, *, latest_year: int = 2100) -> list[DayDate]:
    """Find all dates of a text, in order.

    Args:
        text: Any text.
        latest_year: As in `parse_date`.
    """
    if not _HAS_MONTH.search(text):
        return []
    found = []
    for match in _DATE.finditer(text):
        day = parse_date(match[0], start=match.start(), latest_year=latest_year)
        if day is not None:
            found.append(day)
    return found


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _month_number(word: str) -> int:
    stem = word.rstrip(".").lower()[:3]
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(stem))


def _weekday_number(word: str | None) -> int | None:
    if not word:
        return None
    stem = word.rstrip(".").lower()[:3]
    return next(i for i, weekday in enumerate(WEEKDAYS) if weekday.startswith(stem))


def _full_year(text: str, latest_year: int) -> int:
    digits = text.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    century = latest_year - latest_year % 100
    year = century + int(digits)
    return year if year <= latest_year else year - 100
