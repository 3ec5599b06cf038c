"""Values of durations, sets, times of the day, and of the past, present and future at large."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from rashomon.layers import when_calendar as cal
from rashomon.layers.when_calendar import Period, make_instant, make_part
from rashomon.layers.when_dates import Builder, find_mod, look_up
from rashomon.layers.when_match import Match
from rashomon.layers.when_numbers import read_number, to_duration
from rashomon.layers.when_relative import count_of, most_of, shift_period, unit_of
from rashomon.layers.when_scene import NO_DATE, Reading, Scene

_RATE: Final = re.compile(r"(?:\d|%|percent|per cent|[mb]illion|hundred|thousand|hours?) ?$")
"""What stands before "a year" where that is a rate, not a length of time: "$5 million a year"."""

SHORT: Final = frozenset({"second", "minute", "hour"})
DAY_SET: Final = "XXXX-XX-XX"
PHASE: Final = "counted from something the text tells of, not from the calendar"
NO_PLACE: Final = "a length of time without a place in the calendar"


def duration(match: Match, scene: Scene) -> Reading | None:
    """Read "three days", "a year and a half", "at least 72 hours", "after four more days"."""
    number, vague = count_of(match)
    if number is None and not vague:
        return None
    unit, mod = unit_of(match), find_mod(match)
    if match.groups.get("loose"):
        mod = "APPROX"
    one = match.get("num") in ("a", "an")
    if one and (unit in ("second", "quarter") or _RATE.search(match.text_before)):
        return None
    value = to_duration(number, unit)
    placed = _placed(match, scene, number, unit) if number is not None else None
    if placed is not None:
        return replace(placed, value=value, mod=mod)
    return Reading(type="DURATION", value=value, reason=NO_PLACE, mod=mod)


_IN_FRONT: Final = re.compile(r"\b(after|within|in)\s+(?:about\s+|some\s+)?$")


def _placed(match: Match, scene: Scene, number: float, unit: str) -> Reading | None:
    """Read "after four days", "within 24 hours" of the story, and "in six months" to come."""
    found = _IN_FRONT.search(match.text_before)
    word = found.group(1) if found else ""
    if word == "in" and scene.direction == "future" and scene.today and unit not in SHORT:
        period = shift_period(cal.make_day(scene.today), number, unit)
        reason = f"counted on from publication, {scene.today}"
        return Reading(type="DURATION", value="", period=period, reason=reason, tells=False)
    told = scene.told
    if told is None or unit not in ("day", "hour", "week"):
        return None
    far = _far_end(told.last, number, unit)
    if word == "after" and scene.sentence > scene.story.sentence and far is not None:
        day = cal.make_day(told.last if unit == "hour" and number < 24 else far)
        reason = f"that long after the day told last, {told.value}"
        return Reading(type="DURATION", value="", period=day, reason=reason)
    if word == "within" and far is not None:
        bounds = (told.first.isoformat(), far.isoformat(), "range")
        reason = f"within that long of the day told last, {told.value}"
        return Reading(type="DURATION", value="", reason=reason, bounds=bounds)
    return None


def duration_span(match: Match, _scene: Scene) -> Reading | None:
    """Read "two to three weeks": TIMEX3 has the lower number as value."""
    number = read_number(match.groups["low"])
    value = to_duration(number, unit_of(match))
    return Reading(type="DURATION", value=value, reason=NO_PLACE, mod="EQUAL_OR_MORE")


def duration_plural(match: Match, _scene: Scene) -> Reading | None:
    """Read "for weeks", "decades-long"."""
    unit = look_up("unit", match.get("unit", "unit2")) or "day"
    return Reading(type="DURATION", value=to_duration(None, unit), reason=NO_PLACE)


def duration_long(match: Match, _scene: Scene) -> Reading | None:
    """Read "day-long", "three-week-long"."""
    number = read_number(match.get("num") or "one")
    return Reading(type="DURATION", value=to_duration(number, unit_of(match)), reason=NO_PLACE)


def phase(match: Match, _scene: Scene) -> Reading | None:
    """Read "the early days of the war"."""
    unit = look_up("unit", match.groups["unit"]) or "day"
    mod = {"early": "START", "opening": "START", "initial": "START", "first": "START"}
    return Reading(
        type="DURATION",
        value=to_duration(None, unit),
        reason=PHASE,
        mod=mod.get(match.groups["phase"], "END"),
    )


def stretch(match: Match, scene: Scene) -> Reading | None:
    """Read "the past five days", "the next two weeks", "the past decade"."""
    near, unit = match.get("near", "near2", "near3"), unit_of(match)
    number, _ = count_of(match)
    if not match.groups.get("num"):
        number = 1.0
    value = to_duration(number, unit)
    mod = "APPROX" if match.groups.get("loose") else None
    outer = match.get("outer")
    mod = mod or (look_up("approx", outer) if outer else None)
    told = scene.told if near in ("previous", "preceding", "following") else None
    if scene.is_in_past_story() and near in ("next", "coming"):
        told = scene.told
    base = told.last if told else scene.today
    length = number if number is not None else most_of(match)
    if base is None or unit in ("second", "minute"):
        return Reading(type="DURATION", value=value, reason=NO_DATE, mod=mod)
    side = 1 if near in ("next", "coming", "following") else -1
    far = _far_end(base, side * length, unit)
    if far is None:
        return Reading(type="DURATION", value=value, reason=NO_PLACE, mod=mod)
    first, last = sorted((base, far))
    origin = f"the day told last, {told.value}" if told else f"publication, {base}"
    bounds = (first.isoformat(), last.isoformat(), "range")
    reason = f"{'from' if side > 0 else 'up to'} {origin}"
    if number is None:
        reason += f"; vague-amount: at most {length} {unit}s"
    return Reading(type="DURATION", value=value, reason=reason, mod=mod, bounds=bounds)


def _far_end(base: date, count: float, unit: str) -> date | None:
    if unit == "hour":
        return cal.add_days(base, int(count / 24) or (1 if count > 0 else -1))
    if count != int(count):
        period = shift_period(cal.make_day(base), count, unit)
        return period.first if period else None
    return cal.move(base, int(count), unit)


def vague_stretch(match: Match, _scene: Scene) -> Reading | None:
    """Read "recent weeks", "the coming months", "the weeks ahead"."""
    if match.groups.get("ahead"):
        unit = look_up("unit", match.groups["ahead"]) or "week"
        return Reading(type="DURATION", value=to_duration(None, unit), reason="no end is told")
    near = match.groups["near"]
    past = near in ("recent", "past", "previous")
    reason = "no beginning is told" if past else "no end is told"
    if near in ("recent", "coming"):
        unit = look_up("unit", match.groups["unit"]) or "week"
        return Reading(type="DURATION", value=to_duration(None, unit), reason=reason)
    return Reading(type="DATE", value="PAST_REF" if past else "FUTURE_REF", reason=reason)


def ref(match: Match, scene: Scene) -> Reading | None:
    """Read "now", "recently", "the future": no day, and none is made up.

    "Soon" with a verb of the past ("the truce soon failed") counts from the story, not from
    now, and how far is not told.
    """
    value = match.rule.options["value"]
    if match.words == "soon" and scene.direction == "past":
        return None
    reason = {"PRESENT_REF": "the present of the text, no day of it"}.get(
        value, "before or after the present of the text, not told when"
    )
    return Reading(type="DATE", value=value, reason=reason)


def _day_for_clock(scene: Scene) -> tuple[Period | None, str]:
    anchor, origin = scene.anchor()
    if anchor is None:
        return None, origin
    return cal.make_day(anchor.first), f"on {origin}"


def on_day(
    day: Period | None, reason: str, apply: str, *, part: bool, exact: bool = True
) -> Reading:
    """A part of a day or a clock time on a day, or on no known day."""
    if day is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{apply}", reason=reason)
    period = make_part(day, apply) if part else make_instant(day, apply, exact=exact)
    return Reading(type="TIME", value=period.value, period=period, reason=reason)


def read_clock(match: Match) -> tuple[str, bool] | None:
    """Clock time of a match as "HH:MM", and whether the minute is told."""
    word = match.get("word")
    if word:
        return {"midnight": "24:00"}.get(word, "12:00"), True
    number = read_number(match.groups["hour"])
    if number is None or number > 24:
        return None
    hour, minute = int(number), match.get("minute")
    half = match.get("half") or {"morning": "a", "afternoon": "p", "evening": "p"}.get(
        match.get("part"), "p" if match.get("night") else ""
    )
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute or '00'}", bool(minute)


def clock(match: Match, scene: Scene, day: Period | None = None, why: str = "") -> Reading | None:
    """Read "6 a.m. local time", "14:35", "noon"; on its own day where one stands beside it."""
    told = read_clock(match)
    if told is None:
        return None
    if day is None:
        day, why = _day_for_clock(scene)
    zone = match.get("zone")
    reading = on_day(
        day,
        why + (f"; zone in the text: {zone}" if zone else ""),
        told[0],
        part=False,
        exact=told[1],
    )
    mod = find_mod(match)
    return Reading(
        type="TIME", value=reading.value, period=reading.period, reason=reading.reason, mod=mod
    )


def part_near(match: Match, scene: Scene) -> Reading | None:
    """Read "last night", "this morning", "tonight", "overnight"."""
    word, near = match.get("word"), match.get("near")
    code = "NI" if word else look_up("part", match.groups["part"]) or "NI"
    mod = find_mod(match)
    if word == "overnight" and scene.is_in_past_story() and scene.told:
        day, reason = cal.make_day(scene.told.first), f"from the day told last, {scene.told.value}"
    elif scene.today is None:
        return Reading(type="TIME", value=f"XXXX-XX-XXT{code}", reason=NO_DATE, mod=mod)
    else:
        ahead = scene.direction == "future"
        back = near in ("last", "yesterday") or (word == "overnight" and not ahead)
        moved = cal.add_days(scene.today, -1 if back else (1 if near == "tomorrow" else 0))
        day = cal.make_day(moved or scene.today)
        reason = f"counted from publication, {scene.today}"
    period = make_part(day, code)
    bounds = None
    if word == "overnight":
        after = cal.add_days(day.first, 1) or day.first
        bounds = (period.start, f"{after.isoformat()}T05:59", "part-of-day")
    return Reading(
        type="TIME", value=period.value, period=period, reason=reason, mod=mod, bounds=bounds
    )


def part_alone(
    match: Match, scene: Scene, day: Period | None = None, why: str = ""
) -> Reading | None:
    """Read "in the evening", "at dawn", "the morning of Wednesday"; needs a day to be told."""
    code = look_up("part", match.groups["part"]) or "NI"
    if match.groups["part"] in ("overnight", "midnight"):
        code = "NI"
    if day is None:
        if match.rule.build == "part_with_day":
            return None
        day, why = _day_for_clock(scene)
        if code == "NI" and scene.told is None and scene.direction == "past" and day is not None:
            before = cal.add_days(day.first, -1)
            day, why = (cal.make_day(before) if before else day), f"the night before {why[3:]}"
    reading = on_day(day, why, code, part=True)
    if "hours" in match.words and day is not None:
        bounds = (f"{day.start}T00:00", f"{day.end}T05:59", "part-of-day")
        return replace(reading, mod="START", bounds=bounds)
    return replace(reading, mod=find_mod(match))


def set_word(match: Match, _scene: Scene) -> Reading | None:
    """Read "daily", "annually"."""
    unit = {"daily": "day", "nightly": "day", "annually": "year"}.get(match.groups["word"])
    value = to_duration(1, unit or match.groups["word"][:-2])
    if match.groups["word"] == "fortnightly":
        value = "P2W"
    return Reading(type="SET", value=value, reason="a repetition, no single time")


def set_every(match: Match, _scene: Scene) -> Reading | None:
    """Read "every Monday", "each year", "every four years", "every other day"."""
    weekday = match.get("weekday", "weekday2")
    code = look_up("part", match.get("part")) if match.get("part") else None
    if weekday:
        value = f"XXXX-WXX-{look_up('weekday', weekday)}" + (f"T{code}" if code else "")
    elif match.get("month"):
        value = f"XXXX-{int(look_up('month', match.get('month')) or 1):02}"
    elif match.get("season"):
        value = f"XXXX-{look_up('season', match.get('season'))}"
    elif code:
        value = f"{DAY_SET}T{code}"
    else:
        number = 2.0 if match.get("other") in ("other", "second") else 1.0
        if match.get("num"):
            number = read_number(match.get("num")) or 0.0
        value = to_duration(number or None, unit_of(match))
    return Reading(type="SET", value=value, reason="a repetition, no single time")


def set_times(match: Match, _scene: Scene) -> Reading | None:
    """Read "twice a week"."""
    unit = look_up("unit", match.groups["unit"]) or "week"
    return Reading(type="SET", value=to_duration(1, unit), reason="a repetition, no single time")


def set_plural(match: Match, _scene: Scene) -> Reading | None:
    """Read "Fridays", "Tuesday nights"."""
    number = look_up("weekday", match.get("weekday", "weekday2"))
    code = re.search(r"(mornings|afternoons|evenings|nights)$", match.words)
    value = f"XXXX-WXX-{number}" + (f"T{look_up('part', code.group())}" if code else "")
    return Reading(type="SET", value=value, reason="a repetition, no single time")


AMOUNT_BUILDERS: Final[dict[str, Builder]] = {
    "duration": duration,
    "duration_span": duration_span,
    "duration_plural": duration_plural,
    "duration_long": duration_long,
    "phase": phase,
    "stretch": stretch,
    "vague_stretch": vague_stretch,
    "ref": ref,
    "clock": clock,
    "clock_word": clock,
    "part_near": part_near,
    "part_alone": part_alone,
    "part_with_day": part_alone,
    "set_word": set_word,
    "set_every": set_every,
    "set_times": set_times,
    "set_plural": set_plural,
}
