"""Values of expressions that count from publication or from the story.

"yesterday", "last week", "three years ago" count from publication. "two days later", "the
next morning", "that night", "soon after" count from the day told last; with no day told,
from publication, and the reason says so.
"""

import re
from datetime import date
from typing import Final

from rashomon.layers import when_calendar as cal
from rashomon.layers.when_calendar import Period
from rashomon.layers.when_dates import Builder, find_mod, look_up
from rashomon.layers.when_match import Match
from rashomon.layers.when_numbers import is_vague, read_number, to_duration
from rashomon.layers.when_periods import told_before
from rashomon.layers.when_scene import NO_DATE, Reading, Scene, date_reading

UNDAY: Final = {"minute": 1440, "hour": 24}
UNKNOWN: Final = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


def deictic_day(match: Match, scene: Scene) -> Reading | None:
    """Read "yesterday", "the day after tomorrow", "earlier today"."""
    shift = {"yesterday": -1, "today": 0, "this day": 0, "tomorrow": 1}[match.groups["word"]]
    shift += {"before": -1, "after": 1}.get(match.get("beside"), 0)
    mod = find_mod(match) or look_up("edge", match.get("side") or "x")
    if scene.today is None:
        return date_reading(None, NO_DATE, mod=mod)
    day = cal.add_days(scene.today, shift)
    reason = f"counted from publication, {scene.today}"
    return date_reading(cal.make_day(day) if day else None, reason, mod=mod)


def deictic_unit(match: Match, scene: Scene) -> Reading | None:
    """Read "last week", "early next month", "earlier this month", "later this year"."""
    unit = look_up("calendar_unit", match.groups["unit"]) or "week"
    near = match.groups["near"].split()[-1]
    near = "this" if near in ("current", "present", "latest") else near
    if "past" in match.groups["near"]:
        near = "last"
    shift = int(look_up("near", near) or 0)
    if "coming" in match.groups["near"]:
        shift = {"weekend": 0, "week": 1}.get(unit, 1)
    base = scene.known_unit(unit)
    if base is None:
        return date_reading(None, NO_DATE, unknown=UNKNOWN[unit])
    if unit == "weekend" and shift < 0 and scene.today and scene.today.isoweekday() == 7:
        shift += 1 if near == "past" else 0
    period = cal.move_period(base, shift, unit) if shift else base
    if unit == "weekend":
        moved = cal.add_days(base.first, 7 * shift)
        period = cal.make_weekend(moved) if moved else None
    reason = f"counted from publication, {scene.published.value if scene.published else ''}"
    side = match.get("side").split(" ")[0]
    if side in ("earlier", "later") and period and scene.today and shift == 0:
        return _side_of_today(period, side, scene.today, reason)
    mod = find_mod(match) or ("END" if match.groups.get("end") else None)
    return date_reading(period, reason, unknown=UNKNOWN[unit], mod=mod)


def _side_of_today(period: Period, side: str, today: date, reason: str) -> Reading:
    """Read "earlier this month" ends with publication, "later this month" begins with it."""
    first, last = (period.first, today) if side == "earlier" else (today, period.last)
    bounds = (first.isoformat(), last.isoformat(), "range")
    mod = look_up("edge", side)
    return Reading(
        type="DATE", value=period.value, period=period, reason=reason, mod=mod, bounds=bounds
    )


def the_unit(match: Match, scene: Scene) -> Reading | None:
    """Read "the end of the year", "over the weekend", "earlier in the month", "year-end"."""
    if match.groups.get("ended"):
        return Reading(
            type="DURATION", value="P1Y", reason="a year by its end, not by the calendar"
        )
    unit = match.get("unit", "unit2", "unit3", "unit4", "unit5", "unit6") or "year"
    mod = "END" if match.groups.get("end") else find_mod(match)
    told = scene.told
    if scene.is_in_past_story() and told and unit != "weekend":
        period = cal.make_unit(unit, told.first)
        return date_reading(period, f"the {unit} of the day told last, {told.value}", mod=mod)
    base = scene.known_unit(unit)
    if base is None:
        return date_reading(None, NO_DATE, unknown=UNKNOWN[unit], mod=mod)
    if unit == "weekend" and scene.today:
        ahead = scene.direction == "future" or bool(match.groups.get("unit6"))
        ahead = ahead or scene.today.isoweekday() >= 6
        back = cal.add_days(scene.today, 0 if ahead else -7)
        base = cal.make_weekend(back) if back else base
    side = match.get("side")
    reason = f"the {unit} of publication, {scene.published.value if scene.published else ''}"
    if side and scene.today and base:
        return _side_of_today(base, side, scene.today, reason)
    return date_reading(base, reason, mod=mod)


def count_of(match: Match) -> tuple[float | None, bool]:
    """The number in front of a unit, and whether it is vague.

    Returns:
        ``(2.5, False)``, ``(None, True)`` for "several" or a bare plural; ``(None, False)``
        where there is no number and no plural either.
    """
    text = match.get("num")
    unit = match.get("unit", "night")
    if not text:
        return None, unit.endswith("s") or (match.get("night") == "night" and False)
    number = read_number(text)
    if number is not None and match.groups.get("half"):
        number += 0.5
    return number, number is None and is_vague(text)


def unit_of(match: Match) -> str:
    """The unit, in the singular: "nights" are counted as days."""
    return look_up("unit", match.get("unit")) or "day"


def ago(match: Match, scene: Scene) -> Reading | None:
    """Read "three years ago", "10 days ago", "a few weeks ago"."""
    number, vague = count_of(match)
    unit, mod = unit_of(match), find_mod(match)
    if match.groups.get("loose"):
        mod = "APPROX"
    if number is None and not vague:
        return None
    if number is None:
        return _vague(
            match, scene.today, unit, -1, "PAST_REF", f"before publication, {scene.today}"
        )
    said = _period_said(scene)
    if unit == "year" and number == 1 and said is not None:
        reason = f"the same period a year before {said.value}"
        return told_before(cal.move_period(said, -1, "year"), reason)
    base = scene.published
    if base is None or not base.is_at_least("year" if unit in ("year", "decade") else "day"):
        return date_reading(None, NO_DATE, unknown="PAST_REF", mod=mod)
    period = shift_period(base, -number, unit)
    if match.groups.get("night") and period and period.grain == "day":
        period = cal.make_part(period, "NI")
    return date_reading(
        period, f"counted back from publication, {base.value}", unknown="PAST_REF", mod=mod
    )


def shift_period(base: Period, count: float, unit: str) -> Period | None:
    """Move a period by an amount; the result is as coarse as the unit."""
    whole = int(count)
    if unit in UNDAY:
        days = int(count / UNDAY[unit]) if abs(count) >= UNDAY[unit] else 0
        day = cal.add_days(base.first, days) if abs(days) < 10**6 else None
        return cal.make_day(day) if day else None
    if unit == "second":
        return cal.make_day(base.first)
    if count != whole:
        finer = {"year": ("month", 12), "decade": ("year", 10), "week": ("day", 7)}
        if unit == "month":
            finer["month"] = ("day", 30)
        name, factor = finer.get(unit, ("day", 1))
        moved = cal.move(base.first, round(count * factor), name)
        return (
            cal.make_unit({"year": "year", "decade": "year"}.get(unit, name), moved)
            if moved
            else None
        )
    moved = cal.move(base.first, whole, unit)
    if moved is None:
        return None
    grain = {"fortnight": "week", "decade": "year", "century": "year", "weekend": "week"}
    return cal.make_unit(grain.get(unit, unit), moved)


def _period_said(scene: Scene) -> Period | None:
    """The quarter, month or half told in this sentence or the one before, for comparisons."""
    story = scene.story
    if story.quarter is not None and scene.sentence - story.quarter_sentence <= 1:
        return story.quarter
    return None


def bounds_of(match: Match) -> tuple[int, int]:
    """Give the least and most that a vague amount stands for, by rule `vague-amount`."""
    words = [w for w in ("few", "several", "some", "many") if w in match.get("num")]
    low, high = (look_up("vague_amount", words[0] if words else "plural") or "2-13").split("-")
    return int(low), int(high)


def most_of(match: Match) -> int:
    """Give the most that a vague amount stands for."""
    return bounds_of(match)[1]


def _vague(
    match: Match, base: date | None, unit: str, side: int, value: str, origin: str
) -> Reading:
    """A stretch for "a few days ago", "several weeks later", "days later"."""
    low, high = bounds_of(match)
    near: date | None = None
    far: date | None = None
    if base is not None and unit in UNDAY:
        near, far = base, cal.add_days(base, side if unit == "hour" else 0)
    elif base is not None and unit not in ("second", "decade", "century"):
        near, far = cal.move(base, side * low, unit), cal.move(base, side * high, unit)
    if near is None or far is None:
        return date_reading(None, f"a vague amount of {unit}s {origin}", unknown=value)
    first, last = sorted((near, far))
    bounds = (first.isoformat(), last.isoformat(), "range")
    reason = f"vague-amount: {low} to {high} {unit}s {origin}"
    return Reading(type="DATE", value=value, reason=reason, bounds=bounds)


def year_before(_match: Match, scene: Scene) -> Reading | None:
    """Read "year-ago", "year-earlier" as an attribute."""
    base = scene.story.quarter or scene.story.coarse or scene.known_unit("year")
    period = cal.move_period(base, -1, "year") if base else None
    return told_before(period, f"a year before {base.value}" if base else NO_DATE)


def from_now(match: Match, scene: Scene) -> Reading | None:
    """Read "two days from now", "five years hence"."""
    number, vague = count_of(match)
    if number is None:
        return date_reading(None, "a vague amount", unknown="FUTURE_REF") if vague else None
    unit, base = unit_of(match), scene.published
    if base is None or not base.is_at_least("year" if unit in ("year", "decade") else "day"):
        return date_reading(None, NO_DATE, unknown="FUTURE_REF")
    period = shift_period(base, number, unit)
    return date_reading(period, f"counted on from publication, {base.value}", mod=find_mod(match))


def told_shift(match: Match, scene: Scene) -> Reading | None:
    """Read "two days later", "a year earlier", "24 hours later": from the day told last."""
    number, vague = count_of(match)
    unit, mod = unit_of(match), find_mod(match)
    side = -1 if re.match(r"earlier|before|previously", match.groups["side"]) else 1
    if number is None and not vague:
        return None
    anchor, origin = scene.anchor()
    said = _period_said(scene) or _coarse_said(scene)
    if said is not None and said.grain == "season":
        anchor, origin = said, f"the season told last, {said.value}"
    large = number is not None and unit in ("year", "month", "quarter")
    if large and number and said is not None and said.is_at_least(unit):
        period = cal.move_period(said, side * int(number), unit)
        reason = f"counted from the period told last, {said.value}"
        if said.grain == "quarter":
            return told_before(period, reason)
        return date_reading(period, reason, mod=mod)
    if anchor is None:
        value = "PAST_REF" if side < 0 else "FUTURE_REF"
        return date_reading(None, origin, unknown=value, mod=mod)
    word = "before" if side < 0 else "after"
    if number is None:
        value = "PAST_REF" if side < 0 else anchor.value[:10]
        return _vague(match, anchor.first, unit, side, value, f"{word} {origin}")
    base = cal.make_day(anchor.last if side > 0 else anchor.first)
    if unit in UNDAY and number * (60 if unit == "hour" else 1) < 1440:
        return _within_a_day(anchor, side * number, unit, origin)
    period = shift_period(base, side * number, unit)
    if match.groups.get("night") and period and period.grain == "day":
        period = cal.make_part(period, "NI")
    return date_reading(period, f"counted from {origin}", unknown="XXXX-XX-XX", mod=mod)


RECENT_PERIOD: Final = 2
"""How many sentences a told month or year stays the anchor of "a year earlier"."""
TOLD_PERIOD: Final = 5
"""The same for "the following month", which can only count from one that was told."""


def _coarse_said(scene: Scene, within: int = RECENT_PERIOD) -> Period | None:
    story = scene.story
    newer = story.coarse_sentence >= story.sentence
    near = scene.sentence - story.coarse_sentence <= within
    return story.coarse if newer and near else None


def _within_a_day(anchor: Period, count: float, unit: str, origin: str) -> Reading:
    """Read "three hours later": a clock time where the anchor has one, else the same day."""
    if anchor.grain in ("hour", "minute") and anchor.clock:
        hour, minute = (int(n) for n in anchor.clock[0].split(":"))
        total = hour * 60 + minute + round(count * (60 if unit == "hour" else 1))
        day = cal.add_days(anchor.first, total // 1440)
        if day is not None:
            clock = f"{total % 1440 // 60:02}:{total % 60:02}"
            period = cal.make_instant(cal.make_day(day), clock, exact=anchor.grain == "minute")
            return date_reading(period, f"counted from {origin}")
    day = anchor.last if count > 0 else anchor.first
    return Reading(
        type="DURATION",
        value=to_duration(abs(count), unit),
        period=cal.make_day(day),
        reason=f"less than a day from {origin}; the hour is not told",
    )


def told_day(match: Match, scene: Scene) -> Reading | None:
    """Read "the next morning", "that night", "the same day", "the following month"."""
    which, unit = match.groups["which"], match.groups["unit"]
    step = re.search(r"next|following|previous|preceding|same|that", which)
    shift = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(
        step.group() if step else "", 0
    )
    if shift == 1 and not which.startswith("the") and "next" in which:
        return None
    if shift == 0 and scene.told is None and _coarse_said(scene) is None:
        unknown = UNKNOWN.get(unit, "XXXX-XX-XX")
        return date_reading(None, "no time was told that it could point to", unknown=unknown)
    is_following = step is not None and step.group() in ("following", "preceding")
    return _beside(match, scene, unit, shift, within=TOLD_PERIOD if is_following else RECENT_PERIOD)


def told_beside(match: Match, scene: Scene) -> Reading | None:
    """Read "the day before", "the night after"."""
    shift = 1 if match.groups["side"] == "after" else -1
    return _beside(match, scene, match.groups["unit"], shift)


def _beside(
    match: Match, scene: Scene, unit: str, shift: int, *, within: int = RECENT_PERIOD
) -> Reading | None:
    anchor, origin = scene.anchor()
    code = look_up("part", unit)
    name = "day" if code else unit
    coarse = _coarse_said(scene, within)
    if coarse is not None and name in ("month", "year") and coarse.is_at_least(name):
        anchor, origin = coarse, f"the period told last, {coarse.value}"
    if anchor is None:
        unknown = UNKNOWN.get(name, "XXXX-XX-XX") + (f"T{code}" if code else "")
        return date_reading(None, origin, unknown=unknown)
    start = anchor.last if shift > 0 and name == "day" else anchor.first
    moved = cal.move(start, shift, "week" if name == "weekend" else name)
    period = cal.make_unit(name, moved) if moved else None
    mod = find_mod(match)
    if period and code:
        period = cal.make_part(period, code)
    return date_reading(
        period, f"counted from {origin}", unknown=UNKNOWN.get(name, "XXXX"), mod=mod
    )


def told_soon(match: Match, scene: Scene) -> Reading | None:
    """Read "soon after", "shortly before": within a day of the day told last."""
    side = match.get("side", "side2")
    back = side.startswith(("before", "earlier"))
    anchor, origin = scene.anchor()
    value = "PAST_REF" if back else "FUTURE_REF"
    mod = "BEFORE" if back else "AFTER"
    if anchor is None or scene.told is None:
        return Reading(type="DATE", value=value, reason=origin, mod=mod, tells=False)
    far = cal.add_days(anchor.first if back else anchor.last, -1 if back else 1)
    if far is None:
        return None
    near = anchor.last if back else anchor.first
    first, last = (far, near) if back else (near, far)
    return Reading(
        type="DATE",
        value=anchor.value[:10],
        period=cal.make_day(anchor.first),
        reason=f"within a day {'before' if back else 'after'} {origin}",
        mod=mod,
        bounds=(first.isoformat(), last.isoformat(), "range"),
        tells=False,
    )


RELATIVE_BUILDERS: Final[dict[str, Builder]] = {
    "deictic_day": deictic_day,
    "deictic_unit": deictic_unit,
    "the_unit": the_unit,
    "ago": ago,
    "year_before": year_before,
    "from_now": from_now,
    "told_shift": told_shift,
    "told_day": told_day,
    "told_beside": told_beside,
    "told_soon": told_soon,
}
