"""Values of years and of what is larger or smaller by the calendar: decades, quarters, seasons.

"the third quarter" without a year is the one nearest to publication; "the quarter" is the
one told last.
"""

import re
from dataclasses import replace
from typing import Final

from rashomon.layers import when_calendar as cal
from rashomon.layers.when_calendar import Period
from rashomon.layers.when_dates import (
    Builder,
    choose,
    choose_near,
    find_mod,
    find_year,
    look_up,
    told_year,
    years_around,
)
from rashomon.layers.when_match import Match
from rashomon.layers.when_numbers import read_ordinal, read_spoken_year
from rashomon.layers.when_scene import NO_DATE, Reading, Scene, date_reading


def year_(match: Match, _scene: Scene) -> Reading | None:
    """Read "1952", "late 1989", "fiscal 1990", "post-1959"."""
    number = int(match.groups["year"])
    opened = {"later": "ON_OR_AFTER", "earlier": "ON_OR_BEFORE", "post": "AFTER", "pre": "BEFORE"}
    mod = opened.get(match.get("open")) or find_mod(match)
    reading = date_reading(cal.make_year(number), "year in the text", mod=mod)
    if match.get("open") and reading.period:
        reason = "open to one side: the text gives only where it begins or ends"
        return Reading(type="DATE", value=reading.value, reason=reason, mod=mod)
    return reading


def year_range(match: Match, _scene: Scene) -> Reading | None:
    """Read "1989-90", "2003 and 2006" after "between"."""
    first, until = int(match.groups["year"]), match.groups["until"]
    last = int(until) if len(until) == 4 else first // 100 * 100 + int(until)
    low, high = cal.make_year(first), cal.make_year(last)
    if last <= first or last - first > 200 or not low or not high:
        return None
    period = Period(grain="range", first=low.first, last=high.last, value=f"{first}/{last}")
    return date_reading(period, "years in the text")


def spoken_year(match: Match, _scene: Scene) -> Reading | None:
    """Read "nineteen ninety-six"."""
    number = read_spoken_year(match.groups["spoken_year"].replace("the year ", ""))
    if number is None or not 1000 <= number <= 2100:
        return None
    return date_reading(cal.make_year(number), "year in words in the text", mod=find_mod(match))


def decade(match: Match, _scene: Scene) -> Reading | None:
    """Read "the early 1990s", "the '80s", "the nineties"."""
    short = match.get("short") or look_up("decade", match.get("word", "word2") or "x") or ""
    number = int(match.get("digits") or ("19" if short >= "30" else "20") + short)
    half = match.get("half")
    mod = find_mod(match) or ({"first": "START"}.get(half[:5], "END") if half else None)
    if match.get("word2"):
        edge = re.search(r"early|late|mid", match.words)
        mod = look_up("edge", edge.group()) if edge else None
    return date_reading(cal.make_decade(number), "decade in the text", mod=mod)


def century(match: Match, _scene: Scene) -> Reading | None:
    """Read "the 19th century"."""
    number = read_ordinal(match.get("digits", "ordinal"))
    if number is None or not 1 <= number <= 21:
        return None
    words = re.findall(r"early|late|mid", match.get("edge"))
    mod = find_mod(match) or (look_up("edge", words[0]) if words else None)
    return date_reading(cal.make_century(number), "century in the text", mod=mod)


def quarter(match: Match, scene: Scene) -> Reading | None:
    """Read "the third quarter", "Q3 2016", "last quarter"."""
    word = match.get("number")
    which = match.get("which")
    if which:
        return _quarter_by_word(which, scene)
    number = int(match.get("digit") or look_up("quarter", word) or 0)
    year = find_year(match.get("before", "after"), scene)
    if year is None and "fiscal" in match.words and scene.published:
        year = scene.published.first.year
    if year is not None:
        return date_reading(cal.make_quarter(year, number), "quarter and year in the text")
    found = [cal.make_quarter(y, number) for y in years_around(scene)]
    period, reason = choose(found, replace(scene, firm=False))
    return date_reading(period, reason, unknown=f"XXXX-Q{number}", mod=find_mod(match))


def _quarter_by_word(which: str, scene: Scene) -> Reading:
    said = scene.story.quarter
    if which == "same" and said:
        return date_reading(said, "the quarter told last")
    now = scene.known_unit("quarter")
    shift = {"last": -1, "latest": -1, "previous": -1, "next": 1}.get(which, 0)
    period = cal.move_period(now, shift, "quarter") if now else None
    reason = "counted from the quarter of publication" if now else NO_DATE
    return date_reading(period, reason, unknown="XXXX-QX")


def quarter_before(match: Match, scene: Scene) -> Reading | None:
    """Read "the year-ago period": the quarter told last, a year before."""
    number = match.get("quarter", "number")
    said = scene.story.quarter
    base = said or scene.story.coarse
    if number and scene.published:
        year = (said or scene.published).first.year - 1
        return told_before(
            cal.make_quarter(year, int(look_up("quarter", number) or 1)), "a year before"
        )
    if base is None:
        now = scene.known_unit("quarter")
        base = cal.move_period(now, -1, "quarter") if now else None
    period = cal.move_period(base, -1, "year") if base else None
    reason = f"a year before {base.value}" if base else "no period was told before"
    return told_before(period, reason, unknown="XXXX-QX")


def told_before(period: Period | None, reason: str, *, unknown: str = "XXXX") -> Reading:
    """A period that is only compared with: the text does not go on from it."""
    return replace(date_reading(period, reason, unknown=unknown), tells=False)


def quarter_said(match: Match, scene: Scene) -> Reading | None:
    """Read "the quarter", "the latest period", "the 1988 quarter": the one told last."""
    said = None if "latest" in match.words else scene.story.quarter
    year = match.get("year")
    if said is None:
        now = scene.known_unit("quarter")
        said = cal.move_period(now, -1, "quarter") if now else None
        reason = "the last full quarter before publication" if said else NO_DATE
    else:
        reason = "the quarter told last"
    if year and said:
        said = cal.make_quarter(int(year), int(said.value[-1]))
        return told_before(said, reason)
    return date_reading(said, reason, unknown="XXXX-QX")


def half(match: Match, scene: Scene) -> Reading | None:
    """Read "the first half of 1990"."""
    number = 1 if match.groups["which"] == "first" else 2
    year = find_year(match.get("after"), scene)
    if year is None and scene.published:
        year = scene.published.first.year
    period = cal.make_half(year, number) if year else None
    reason = "half of a year in the text" if match.get("after") else "half of publication's year"
    return date_reading(period, reason if period else NO_DATE, unknown=f"XXXX-H{number}")


def season(match: Match, scene: Scene) -> Reading | None:
    """Read "the summer of 1994", "last fall", "in spring"."""
    word = match.groups["season"]
    code = look_up("season", word) or "FA"
    year, mod = find_year(match.get("after"), scene), find_mod(match)
    if year is not None:
        return date_reading(cal.make_season(year, code), "season and year in the text", mod=mod)
    found = [cal.make_season(y, code) for y in years_around(scene)]
    near = match.get("near")
    told = told_year(scene)
    if near.startswith(("that", "the following", "the next")) and told is not None:
        later = [p for p in found if p and (near == "that" or p.first > told.last)]
        ahead = [p for p in later if p.last >= told.first]
        period = min(ahead, key=lambda p: p.first, default=None)
        reason = f"counted from the period told last, {told.value}"
    elif near == "the previous" and told is not None:
        back = [p for p in found if p and p.last < told.first]
        period = max(back, key=lambda p: p.first, default=None)
        reason = f"counted back from the period told last, {told.value}"
    elif near in ("last", "next") and scene.today:
        period, reason = choose_near(found, near, cal.make_day(scene.today))
    else:
        period, reason = choose(found, scene)
    return date_reading(period, reason, unknown=f"XXXX-{code}", mod=mod)


PERIOD_BUILDERS: Final[dict[str, Builder]] = {
    "year": year_,
    "year_range": year_range,
    "spoken_year": spoken_year,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "quarter_before": quarter_before,
    "quarter_said": quarter_said,
    "half": half,
    "season": season,
}
