"""The year that a text leaves out: "Wednesday, December 14th" falls so only every few years.

Weekdays that go with a day and month leave a handful of years. Among these the text itself
chooses: it was not written before the latest year that it names as past, nor before the people
in it held their offices. The first year that fits all pairs from there on is taken; if nothing
bounds the choice, or the bound lies too far back, there is no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from rashomon.documents.dates import DayDate, find_dates
from rashomon.documents.rules import load_words
from rashomon.documents.terms import TermFact, find_terms

PAST_YEAR: Final = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Aa]fter|[Oo]f|[Ee]arly|[Ll]ate|mid-?|[Tt]he|[Ff]rom|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"spring|summer|autumn|winter|\d{1,2},)\s+(?P<year>(?:19|20)\d\d)\b(?!-\d|s\b|,\d)"
)
FURTHEST_TERM: Final = 4
FURTHEST_YEAR: Final = 2
"""Most years from the bound to the year taken, for a term of office and for a year in the text.

Weekdays recur after five or six years, so a larger span would often take a year too early. One
span for both was swept from 1 to 11 in November 2026 on 84 dated news texts that hold such
pairs, their own date taken out: at 4, 12 years were right and 3 wrong, at 5 13 and 5, at 6 13
and 19. The shorter one for years was then set on the same texts; the one for terms of office
was not swept by itself.
"""
NEW_YEAR_GAP: Final = 6
"""Months apart from which two pairs are taken to lie on both sides of a New Year."""


@dataclass(frozen=True, slots=True)
class YearChoice:
    """The year taken, and why."""

    year: int
    reason: str


def choose_year(
    text: str, *, latest: date, days: Sequence[DayDate] | None = None
) -> YearChoice | None:
    """Work out the year of the days that a text gives with their weekday.

    Args:
        text: Text in normal case.
        latest: Last day on which the text can have been written.
        days: The dates of the text, if they are known already.

    Returns:
        The year of the latest part of the text with the reason, or None where the text does not
        fix it.
    """
    found = find_dates(text, latest_year=latest.year) if days is None else days
    pairs = [d for d in found if d.weekday is not None and d.year is None]
    if not pairs:
        return None
    bound = _bound(text, found, latest)
    if bound is None:
        return None
    for year in range(bound.day.year, min(bound.day.year + bound.reach, latest.year) + 1):
        placed = _fit(pairs, year)
        if placed and max(placed) >= bound.day and min(placed) <= latest:
            if bound.ends and year > bound.ends.year:
                return None
            written = f"{pairs[0].text!r} falls on that weekday in {year}"
            return YearChoice(year, f"{written}, the first such year from {bound.words} on")
    return None


def _fit(pairs: Sequence[DayDate], year: int) -> list[date]:
    """Give the pairs' days in a year, late months counted to the year before; [] if one is not."""
    months = {p.month for p in pairs}
    straddles = max(months) - min(months) >= NEW_YEAR_GAP
    same = [p.in_year(year) for p in pairs]
    if all(same):
        return [d for d in same if d]
    if straddles:
        split = [p.in_year(year - 1 if p.month > NEW_YEAR_GAP else year) for p in pairs]
        if all(split):
            return [d for d in split if d]
    return []


@dataclass(frozen=True, slots=True, order=True)
class _Bound:
    """A day before which the text was not written, and how far after it the text may lie."""

    day: date
    reach: int
    words: str
    ends: date | None = field(default=None, compare=False)


def _bound(text: str, days: Sequence[DayDate], latest: date) -> _Bound | None:
    """Find the latest bound that the text gives, and the end of the office it calls current."""
    facts = [f for f in find_terms(text) if f.not_before <= latest]
    ends = _current_end(facts)
    bounds = [_Bound(f.not_before, FURTHEST_TERM, repr(f.words), ends) for f in facts]
    bounds += [
        _Bound(date(y, 1, 1), FURTHEST_YEAR, str(y), ends)
        for y in past_years(text)
        if y <= latest.year
    ]
    for day in days:
        fixed = day.fixed()
        if fixed and fixed <= latest and not _is_future(text, day.start, day.start + len(day.text)):
            bounds.append(_Bound(fixed, FURTHEST_YEAR, repr(day.text), ends))
    return max(bounds, default=None)


def _current_end(facts: Sequence[TermFact]) -> date | None:
    """Give the end of the office that was taken last among those called current."""
    current = [f for f in facts if f.ends]
    return max(current, key=lambda f: f.not_before).ends if current else None


def past_years(text: str) -> list[int]:
    """Find the years that a text names as past; years of plans and elections are left out."""
    return [
        int(match["year"])
        for match in PAST_YEAR.finditer(text)
        if not _is_future(text, match.start(), match.end())
    ]


def _is_future(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a year speak of what is to come."""
    begin = max(text.rfind(".", max(0, start - 80), start), start - 80) + 1
    stop = text.find(".", end, end + 40)
    return bool(_future().search(text[max(0, begin) : stop if stop > 0 else end + 40]))


@cache
def _future() -> "re.Pattern[str]":
    words = "|".join(map(re.escape, load_words()["future_words"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
