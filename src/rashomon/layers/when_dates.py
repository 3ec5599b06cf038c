"""Values of calendar expressions: days, months, years, quarters, seasons, holidays.

"December 14" without a year is the December 14 nearest to the day told last, or nearest to
publication on the side that the verb's tense points to.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from rashomon.layers import when_calendar as cal
from rashomon.layers.when_calendar import Period
from rashomon.layers.when_match import Match
from rashomon.layers.when_numbers import read_ordinal, read_spoken_year
from rashomon.layers.when_scene import NO_DATE, Reading, Scene, date_reading
from rashomon.lexicon.time_rules import load_time_rules

Builder = Callable[[Match, Scene], Reading | None]

WRONG_SIDE_DAYS: Final = {True: 320, False: 100}
"""What a date on the side that the tense points away from is set back by, in days: the verb's
own adverbial (True) hardly ever lies there, one inside a noun phrase (False) may. Swept 100 to 360
and 0 to 200 on the TempEval-3 training texts in November 2026: all within 0.4 points of F1."""

JUST_OVER_DAYS: Final = 14
"""A month that ended fewer days ago is not yet called "last February"."""

PIVOT: Final = 50
"""Two-digit years below this are of the 2000s."""


def look_up(name: str, word: str) -> str | None:
    """Value of a word in a list of the rule file; abbreviations may have their full stop."""
    lists = load_time_rules().lists
    plain = " ".join(word.strip(" .,-").split())
    found = lists[name].get(plain)
    return found or lists.get(f"{name}_short", {}).get(plain)


def find_mod(match: Match) -> str | None:
    """TIMEX3 mod of "early", "the end of", "about", where the match has such words."""
    edge = match.get("edge", "mod2", "edge2")
    words = re.findall(r"[a-z]+", edge)
    mods = [m for w in words if (m := look_up("edge", w))]
    if mods:
        return mods[0]
    approx = match.get("approx")
    return look_up("approx", approx) if approx else None


def _month(match: Match, *names: str) -> int | None:
    word = match.get(*names)
    value = look_up("month", word) if word else None
    return int(value) if value else None


def find_year(text: str, scene: Scene) -> int | None:
    """Read a year out of "1998", "last year", "nineteen ninety-six", "this year's"."""
    digits = re.search(r"\d{4}", text)
    if digits:
        return int(digits.group())
    told = re.search(r"\b(that|same|following) year\b", text)
    if told:
        period = told_year(scene)
        return period.first.year + (told.group(1) == "following") if period else None
    near = re.search(r"\b(this|last|next)\b", text)
    if near and scene.published:
        return scene.published.first.year + int(look_up("near", near.group(1)) or 0)
    ago = re.search(r"\byear[ -](?:ago|earlier)\b", text)
    if ago and scene.published:
        return scene.published.first.year - 1
    return read_spoken_year(text.replace("the year", "").strip(" ,")) if text else None


def told_year(scene: Scene) -> Period | None:
    """Give the period told last, of whatever grain: "that year" is its year."""
    story = scene.story
    if story.coarse is not None and story.coarse_sentence >= story.sentence:
        return story.coarse
    return scene.told


def choose(candidates: Iterable[Period | None], scene: Scene) -> tuple[Period | None, str]:
    """Choose the nearest of several periods.

    Args:
        candidates: The same month and day, quarter or season in several years.
        scene: Gives what to be near to.

    Returns:
        The period and the reason, or None and the reason why not.
    """
    known = [c for c in candidates if c is not None]
    told = scene.told if scene.is_in_past_story() else None
    coarse = scene.story.coarse
    before = scene.sentence - scene.story.coarse_sentence == 1 and not scene.saying
    if told is None and before and not scene.news:
        background = (
            coarse is not None
            and scene.direction == "past"
            and (scene.today is None or (scene.today - coarse.last).days > 365)
        )
        within = [c for c in known if coarse and coarse.first <= c.first <= coarse.last]
        if background and within and coarse:
            return within[0], f"within the year told last, {coarse.value}"
    if told is not None:
        best = min(known, key=lambda c: (_distance(c, told.first), c.first), default=None)
        return best, f"nearest to the day told last, {told.value}"
    if scene.published is None and coarse is not None:
        best = min(known, key=lambda c: (_distance(c, coarse.first), c.first), default=None)
        return best, f"nearest to the period told last, {coarse.value}; {NO_DATE}"
    if scene.today is not None:
        today = scene.today
        best = min(known, key=lambda c: (_penalised(c, today, scene), c.first), default=None)
        side = {"past": ", past tense", "future": ", future"}.get(scene.direction or "", "")
        return best, f"nearest to publication, {today}{side}"
    if scene.published is not None:
        year = scene.published.first.year
        best = next((c for c in known if c.first.year == year), None)
        return best, f"in the year of publication, {year}"
    return None, f"no year in the text, and {NO_DATE}"


def _distance(period: Period, day: date) -> int:
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))


def _penalised(period: Period, today: date, scene: Scene) -> int:
    direction = scene.direction
    wrong = (direction == "past" and period.first > today) or (
        direction == "future" and period.last < today
    )
    return _distance(period, today) + (WRONG_SIDE_DAYS[scene.firm] if wrong else 0)


def years_around(scene: Scene, reach: int = 1) -> range:
    """Years to try for an expression without one."""
    centres = [p.first.year for p in (scene.published, scene.told, scene.story.coarse) if p]
    return range(min(centres) - reach, max(centres) + reach + 1) if centres else range(0)


def build_day(year: int | None, month: int, day: int, weekday: int | None, scene: Scene) -> Reading:
    """A day by its numbers, its year worked out where the text gives none."""
    if year is not None:
        return date_reading(cal.make_date(year, month, day), "calendar date in the text")
    reach = 6 if weekday else 1
    found = [cal.make_date(y, month, day) for y in years_around(scene, reach)]
    fitting = [p for p in found if p and (not weekday or p.first.isoweekday() == weekday)]
    period, reason = choose(fitting or found, scene)
    if weekday and fitting and period:
        reason += "; the weekday fits"
    elif weekday and period:
        reason += "; the weekday does not fit"
    return date_reading(period, reason, unknown=f"XXXX-{month:02}-{day:02}")


def date_(match: Match, scene: Scene) -> Reading | None:
    """Read "December 14", "Wednesday, December 14th, 2016", "2016-12-14"."""
    month = (
        int(match.groups["month"]) if match.groups["month"].isdigit() else _month(match, "month")
    )
    day = read_ordinal(match.groups["day"])
    if month is None or day is None or not cal.make_date(2000, month, day):
        return None
    year = find_year(match.get("year", "year_tail"), scene)
    if match.groups.get("short_year"):
        year = full_year(int(match.groups["short_year"]))
    weekday = look_up("weekday", match.get("weekday")) if match.get("weekday") else None
    reading = build_day(year, month, day, int(weekday) if weekday else None, scene)
    if year is not None and reading.period is None:
        return None
    clock = match.get("clock")
    if clock and reading.period and clock < "24":
        return date_reading(cal.make_instant(reading.period, clock), reading.reason)
    mod = find_mod(match)
    return date_reading(reading.period, reading.reason, unknown=reading.value, mod=mod)


def full_year(short: int) -> int:
    """Read a year of two digits."""
    return short + (2000 if short < PIVOT else 1900)


def slashes(match: Match, _scene: Scene) -> Reading | None:
    """Read "12/14/2016": month first; day first where only that makes a date, and with dots."""
    one, two, year = (int(match.groups[k]) for k in ("one", "two", "year"))
    if len(match.groups["year"]) == 2:
        year = full_year(year)
    pairs = [(two, one), (one, two)] if match.groups["mark"] == "." else [(one, two), (two, one)]
    for month, day in pairs:
        period = cal.make_date(year, month, day) if 1 <= month <= 12 else None
        if period:
            order = "day first" if (month, day) == (two, one) else "month first"
            return date_reading(period, f"calendar date in the text, read {order}")
    return None


def date_range(match: Match, scene: Scene) -> Reading | None:
    """Read "11-13 Dec.", "December 30 to January 2", "December 11 and December 13"."""
    last_month = _month(match, "month", "month3", "month2")
    first_month = _month(match, "month2", "month")
    low, high = read_ordinal(match.get("day", "day2")), read_ordinal(match.get("until", "until2"))
    if None in (last_month, first_month, low, high):
        return None
    year = find_year(match.get("year_tail"), scene)
    end = build_day(year, last_month or 1, high or 1, None, scene)
    if end.period is None:
        value = f"XXXX-{first_month:02}-{low:02}/XXXX-{last_month:02}-{high:02}"
        return Reading(type="DATE", value=value, reason=end.reason)
    start_year = end.period.first.year - ((first_month or 1) > (last_month or 1))
    start = cal.make_date(start_year, first_month or 1, low or 1)
    period = cal.make_range(start.first, end.period.last) if start else None
    return date_reading(period, end.reason) if period else None


def month(match: Match, scene: Scene) -> Reading | None:
    """Read "March 2014", "mid-January", "last May"."""
    number = _month(match, "month", "month_short", "month_any")
    if number is None:
        return None
    year, mod = find_year(match.get("year_tail", "spoken_year"), scene), find_mod(match)
    if year is not None:
        period = cal.make_month(year, number)
        return _part_of_month(match, date_reading(period, "month and year in the text", mod=mod))
    found = [cal.make_month(y, number) for y in years_around(scene)]
    near = match.get("near")
    if near and scene.published and scene.published.is_at_least("month"):
        period, reason = choose_near(found, near, scene.published)
    else:
        period, reason = choose(found, scene)
    reading = date_reading(period, reason, unknown=f"XXXX-{number:02}", mod=mod)
    return _part_of_month(match, reading)


def _part_of_month(match: Match, reading: Reading) -> Reading:
    """Cut "the first half of December", "the last week of May" out of their month."""
    part = re.search(r"\b(first|second|last|latter) (half|week)", match.get("edge"))
    if part is None or reading.period is None:
        return reading
    first, last = reading.period.first, reading.period.last
    days = 15 if part.group(2) == "half" else 7
    if part.group(1) == "first":
        last = first + timedelta(days=days - 1)
    elif days == 15:
        first += timedelta(days=15)
    else:
        first = last - timedelta(days=days - 1)
    mod = "START" if part.group(1) == "first" else "END"
    return replace(reading, mod=mod, bounds=(first.isoformat(), last.isoformat(), "range"))


def choose_near(
    found: list[Period | None], near: str, published: Period
) -> tuple[Period | None, str]:
    """Read "last May" is the latest one wholly past, "next May" the first one wholly to come."""
    known = sorted((p for p in found if p), key=lambda p: p.first)
    if near == "last":
        gap = JUST_OVER_DAYS if known and known[0].grain == "month" else 0
        past = [p for p in known if (published.first - p.last).days > gap]
        return (past[-1] if past else None), f"the last one before publication, {published.value}"
    if near == "next":
        coming = [p for p in known if p.first > published.last]
        return (coming[0] if coming else None), f"the next after publication, {published.value}"
    same = [p for p in known if p.first.year == published.first.year]
    return (same[0] if same else None), f"this year's, by publication, {published.value}"


def day_of_month(match: Match, scene: Scene) -> Reading | None:
    """Read "on the 15th": of the month that the story stands in, or of publication's."""
    day = read_ordinal(match.groups["day"])
    anchor, reason = scene.anchor()
    if day is None or not 1 <= day <= 31:
        return None
    if anchor is None:
        return date_reading(None, reason, unknown=f"XXXX-XX-{day:02}")
    if scene.told is None and scene.published:
        anchor = scene.published
    base, days = anchor.first, []
    for shift in (-1, 0, 1):
        moved = cal.move(base.replace(day=1), shift, "month")
        days.append(cal.make_date(moved.year, moved.month, day) if moved else None)
    if scene.told is None:
        period, reason = choose(days, scene)
    elif scene.flashback and scene.story.back is None:
        period = max((d for d in days if d and d.first < base), key=lambda d: d.first, default=None)
    else:
        period = min(
            (d for d in days if d and d.first >= base), key=lambda d: d.first, default=None
        )
    return date_reading(
        period, f"that day of the month, from {reason}", unknown=f"XXXX-XX-{day:02}"
    )


def holiday(match: Match, scene: Scene) -> Reading | None:
    """Read "Christmas Eve", "Good Friday", "Thanksgiving"."""
    code = look_up("holiday", match.groups["holiday"])
    if code is None:
        return None
    year = find_year(match.get("after"), scene)
    if year is not None:
        return date_reading(_holiday_in(year, code), "holiday and year in the text")
    found = [_holiday_in(y, code) for y in years_around(scene)]
    near = match.get("near")
    if near in ("last", "next") and scene.today:
        period, reason = choose_near(found, near, cal.make_day(scene.today))
    else:
        period, reason = choose(found, scene)
    unknown = f"XXXX-{code}" if re.fullmatch(r"\d\d-\d\d", code) else "XXXX-XX-XX"
    return date_reading(period, reason, unknown=unknown)


def _holiday_in(year: int, code: str) -> Period | None:
    if not 1583 <= year <= 9998:
        return None
    if code.startswith("easter"):
        return cal.make_day(cal.easter(year) + timedelta(days=int(code[6:])))
    if code == "election":
        return cal.make_day(cal.nth_weekday(year, 11, 0, 1) + timedelta(days=1))
    if "." in code:
        month_, weekday, count = (int(n) for n in code.split("."))
        return cal.make_day(cal.nth_weekday(year, month_, weekday - 1, count))
    return cal.make_date(year, int(code[:2]), int(code[3:]))


def week_of(match: Match, scene: Scene) -> Reading | None:
    """Read "the week of March 6"."""
    day = date_(match, scene)
    if day is None or day.period is None:
        return day
    return date_reading(cal.make_week(day.period.first), f"its week; {day.reason}")


def weekday(match: Match, scene: Scene) -> Reading | None:
    """Read "Tuesday": by a story of the past, else within a week of publication."""
    number = int(look_up("weekday", match.groups["weekday"]) or 1)
    near, mod = match.get("near"), find_mod(match) or look_up("edge", match.get("side") or "x")
    unknown = f"XXXX-WXX-{number}"
    told = scene.told
    if match.get("week"):
        base = scene.known_unit("week")
        shift = int(look_up("near", match.groups["week"]) or 0)
        day = cal.add_days(base.first, 7 * shift + number - 1) if base else None
        reason = f"in {match.groups['week']} week, from publication" if day else NO_DATE
        return date_reading(cal.make_day(day) if day else None, reason, unknown=unknown, mod=mod)
    if told and (near in ("previous", "following") or scene.is_in_past_story()):
        back = near in ("previous", "last") or (scene.flashback and scene.story.back is None)
        strict = near in ("previous", "following", "next", "last") or back
        day = _weekday_from(told.first, number, -1 if back else 1, strict=strict)
        reason = f"the first one {'before' if back else 'from'} the day told last, {told.value}"
        return date_reading(cal.make_day(day) if day else None, reason, unknown=unknown, mod=mod)
    if scene.today is None:
        return date_reading(None, NO_DATE, unknown=unknown, mod=mod)
    side, strict, why = _weekday_side(near, scene)
    day = _weekday_from(scene.today, number, side, strict=strict)
    reason = f"nearest {'after' if side > 0 else 'before'} publication, {scene.today}: {why}"
    return date_reading(cal.make_day(day) if day else None, reason, unknown=unknown, mod=mod)


def _weekday_side(near: str, scene: Scene) -> tuple[int, bool, str]:
    if near in ("last", "past", "previous"):
        return -1, True, f"'{near}'"
    if near in ("next", "coming", "following"):
        return 1, True, f"'{near}'"
    if scene.direction == "future":
        return 1, False, "the verb looks ahead"
    if scene.direction == "past":
        return -1, False, "past tense"
    if scene.direction == "present":
        ahead = near == "this" or (scene.firm and not scene.saying)
        return 1 if ahead else -1, False, "present tense"
    return -1, False, "no verb; news tells of days past"


def _weekday_from(day: date, number: int, side: int, *, strict: bool) -> date | None:
    gap = (number - day.isoweekday()) % 7 if side > 0 else (day.isoweekday() - number) % 7
    if gap == 0 and strict:
        gap = 7
    return cal.add_days(day, side * gap)


DATE_BUILDERS: Final[dict[str, Builder]] = {
    "date": date_,
    "slashes": slashes,
    "date_range": date_range,
    "month": month,
    "day_of_month": day_of_month,
    "holiday": holiday,
    "week_of": week_of,
    "weekday": weekday,
}
