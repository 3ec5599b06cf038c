"""Stretches of the calendar: "December 14", "the third quarter", "Monday morning".

A `Period` is one named stretch with its TIMEX3 value and its first and last day. All
arithmetic that could leave the years 1 to 9999 gives None instead of an error.

Citation: TIMEX3 values after Saurí et al. 2006, "TimeML Annotation Guidelines 1.2.1",
section 2.3; weeks after ISO 8601.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

FINENESS: Final = {
    "century": 0,
    "decade": 1,
    "year": 2,
    "half": 3,
    "season": 4,
    "quarter": 4,
    "month": 5,
    "week": 6,
    "weekend": 7,
    "range": 7,
    "day": 8,
    "part-of-day": 9,
    "hour": 10,
    "minute": 11,
}
"""How fine each grain is; a larger number is finer."""

PRECISION: Final = {
    "century": "range",
    "decade": "range",
    "half": "range",
    "quarter": "range",
    "weekend": "range",
}
"""Grains whose name the contract does not know, and the precision they are given out with."""

PARTS: Final = {
    "MO": ("06:00", "11:59"),
    "MI": ("11:00", "13:59"),
    "DT": ("06:00", "17:59"),
    "AF": ("12:00", "17:59"),
    "EV": ("17:00", "21:59"),
    "NI": ("18:00", "23:59"),
}
"""Clock times of the parts of a day. A night is filed under the day whose evening it begins."""

SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season (northern, meteorological); winter runs into the next year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of the calendar.

    Attributes:
        grain: A key of `FINENESS`.
        first: First day included.
        last: Last day included.
        value: TIMEX3 value.
        clock: First and last minute for parts of a day and clock times, else None.
    """

    grain: str
    first: date
    last: date
    value: str
    clock: tuple[str, str] | None = None

    @property
    def start(self) -> str:
        """First day or instant included, ISO."""
        return self.first.isoformat() + (f"T{self.clock[0]}" if self.clock else "")

    @property
    def end(self) -> str:
        """Last day or instant included, ISO."""
        return self.last.isoformat() + (f"T{self.clock[1]}" if self.clock else "")

    @property
    def precision(self) -> str:
        """The contract's name of the grain."""
        return PRECISION.get(self.grain, self.grain)

    def is_at_least(self, grain: str) -> bool:
        """Tell whether this period is as fine as a grain, or finer."""
        return FINENESS[self.grain] >= FINENESS[grain]


def add_days(day: date, days: int) -> date | None:
    """Add days; None where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def make_day(day: date) -> Period:
    """One calendar day."""
    return Period(grain="day", first=day, last=day, value=day.isoformat())


def make_date(year: int, month: int, day: int) -> Period | None:
    """One day by numbers; None where there is no such day."""
    try:
        return make_day(date(year, month, day))
    except ValueError:
        return None


def make_range(first: date, last: date) -> Period | None:
    """From one day to another, both included; None when they stand the wrong way round."""
    if last < first:
        return None
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Period(grain="range", first=first, last=last, value=value)


def make_week(day: date) -> Period | None:
    """The ISO week that a day lies in."""
    year, week, weekday = day.isocalendar()
    first, last = add_days(day, 1 - weekday), add_days(day, 7 - weekday)
    if first is None or last is None:
        return None
    return Period(grain="week", first=first, last=last, value=f"{year:04}-W{week:02}")


def make_weekend(day: date) -> Period | None:
    """Saturday and Sunday of the ISO week that a day lies in."""
    week = make_week(day)
    if week is None:
        return None
    first = week.last - timedelta(days=1)
    return Period(grain="weekend", first=first, last=week.last, value=f"{week.value}-WE")


def make_month(year: int, month: int) -> Period | None:
    """One month."""
    return _months(year, month, 1, "month", f"{year:04}-{month:02}")


def make_quarter(year: int, quarter: int) -> Period | None:
    """One quarter of a calendar year, 1 to 4."""
    return _months(year, 3 * quarter - 2, 3, "quarter", f"{year:04}-Q{quarter}")


def make_half(year: int, half: int) -> Period | None:
    """One half of a calendar year, 1 or 2."""
    return _months(year, 6 * half - 5, 6, "half", f"{year:04}-H{half}")


def make_season(year: int, code: str) -> Period | None:
    """One season; the winter of a year begins in its December."""
    return _months(year, SEASONS[code], 3, "season", f"{year:04}-{code}")


def make_year(year: int) -> Period | None:
    """One calendar year."""
    return _months(year, 1, 12, "year", f"{year:04}")


def make_decade(year: int) -> Period | None:
    """The decade that begins in a year: 1980 for the 1980s."""
    return _months(year, 1, 120, "decade", f"{year // 10:03}")


def make_century(number: int) -> Period | None:
    """The n-th century, years counted as in speech: the 20th is 1900 to 1999."""
    return _months(max(100 * (number - 1), 1), 1, 1200, "century", f"{number - 1:02}")


def make_part(day: Period, code: str) -> Period:
    """A part of a day, e.g. ``MO``."""
    return replace(day, grain="part-of-day", value=f"{day.value[:10]}T{code}", clock=PARTS[code])


def make_instant(day: Period, clock: str, *, exact: bool = True) -> Period:
    """A clock time "HH:MM" on a day; with ``exact=False`` only the hour is told."""
    if clock == "24:00":
        return replace(day, grain="hour", value=f"{day.value[:10]}T24:00", clock=("23:59", "23:59"))
    value = f"{day.value[:10]}T{clock}"
    return replace(day, grain="minute" if exact else "hour", value=value, clock=(clock, clock))


def _months(year: int, month: int, count: int, grain: str, value: str) -> Period | None:
    total = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(total, 12)
    if not (year >= 1 and 1 <= month <= 12 and last_year <= 9999):
        return None
    last = date(last_year, last_month + 1, calendar.monthrange(last_year, last_month + 1)[1])
    return Period(grain=grain, first=date(year, month, 1), last=last, value=value)


def make_unit(unit: str, day: date) -> Period | None:
    """The calendar unit that a day lies in.

    Args:
        unit: ``day`` ``week`` ``weekend`` ``month`` ``quarter`` ``half`` ``year`` ``decade``
            ``century``.
        day: Any day within it.
    """
    year, month = day.year, day.month
    match unit:
        case "week":
            return make_week(day)
        case "weekend":
            return make_weekend(day)
        case "month":
            return make_month(year, month)
        case "quarter":
            return make_quarter(year, (month + 2) // 3)
        case "half":
            return make_half(year, (month + 5) // 6)
        case "year":
            return make_year(year)
        case "decade":
            return make_decade(year - year % 10)
        case "century":
            return make_century(year // 100 + 1)
    return make_day(day)


MONTHS_OF: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def move(day: date, count: int, unit: str) -> date | None:
    """Move a day by whole units; the 31st becomes the last day of a shorter month.

    Returns:
        None where the calendar ends, or for units below a day.
    """
    if unit in DAYS_OF:
        return add_days(day, count * DAYS_OF[unit]) if abs(count) < 10**7 else None
    if unit not in MONTHS_OF or abs(count) > 10**5:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS_OF[unit], 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def move_period(period: Period, count: int, unit: str) -> Period | None:
    """Move a whole period and keep its grain: the third quarter, a year earlier."""
    first = move(period.first, count, unit)
    if first is None:
        return None
    if period.grain == "season":
        return make_season(first.year, period.value[5:7])
    if period.grain in ("range", "weekend") or period.clock:
        return make_day(first)
    return make_unit(period.grain, first)


SHARES: Final = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}


def narrow(period: Period, mod: str | None) -> tuple[str, str, str]:
    """Cut a period by "early", "mid" or "late" into thirds.

    Returns:
        Start, end and precision. A day is cut into its hours.
    """
    if mod not in SHARES or period.clock:
        return period.start, period.end, period.precision
    low, high = SHARES[mod]
    if period.grain == "day":
        hours = (("00:00", "11:59"), ("10:00", "15:59"), ("12:00", "23:59"))[low]
        return f"{period.start}T{hours[0]}", f"{period.end}T{hours[1]}", "part-of-day"
    days = (period.last - period.first).days + 1
    if period.grain in ("year", "decade", "century"):
        first = move(period.first, low * MONTHS_OF[period.grain] // 3, "month") or period.first
        after = move(period.first, high * MONTHS_OF[period.grain] // 3, "month")
        last = (after - timedelta(days=1)) if after else period.last
    else:
        first = period.first + timedelta(days=low * days // 3)
        last = period.first + timedelta(days=high * days // 3 - 1)
    return first.isoformat(), last.isoformat(), "range"


def easter(year: int) -> date:
    """Easter Sunday of a year, Gregorian.

    Citation: Meeus 1991, "Astronomical Algorithms", chapter 8.
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """The n-th weekday of a month (Monday is 0); a negative count counts from the end."""
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-count - 1))
