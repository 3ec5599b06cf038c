"""The timeline of a document's dated statements, as bars of an SVG that needs no script.

Positions are percentages, so that the drawing keeps its letters readable at any width. A war's
first day years ago would squeeze last week into a line: what lies far from the rest is set in
a margin of its own, with its date written out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rashomon.model.statement import Statement
from rashomon.publish.words import clean, sign_of, time_words
from rashomon.reading.reader import Reading

LANE: Final = 24
"""Height of a lane in pixels."""
TOP: Final = 34
MARGIN: Final = 11.0
"""Width, in per cent, of the margin for what lies far before or after the rest."""
FAR: Final = 3.0
"""A date is far when it lies this many times the middle span away from the middle."""
LEAST_DAYS: Final = 10
LETTER: Final = 0.72
"""Width of a letter of a label in per cent of the drawing at 1,000 pixels."""
STEPS: Final = (1, 2, 7, 14, 31, 92, 183, 366, 731, 1827, 3653, 7306, 18263, 36525)
MOST_TICKS: Final = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One dated statement: `x` and `width` in per cent, `y` in pixels."""

    number: int
    x: float
    width: float
    y: int
    status: str
    mark: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day written below the axis."""

    x: float
    label: str
    minor: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the page draws; `published` is the position of the publication date or None."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int
    published: float | None
    published_label: str
    earlier: bool
    later: bool
    undated: int


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        part = (day - self.start).days / max(1, (self.end - self.start).days)
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)


def draw_timeline(reading: Reading) -> Timeline | None:
    """Lay out the dated statements of one document; None where none is dated."""
    dated = _dated(reading.statements)
    if not dated:
        return None
    published = _day(reading.document.published)
    scale = _scale([day for _, start, end in dated for day in (start, end)], published)
    bars, lanes = _bars(reading.statements, dated, scale)
    return Timeline(
        bars=bars,
        ticks=_ticks(scale),
        height=TOP + lanes * LANE + 30,
        published=round(scale.x(published), 2) if published else None,
        published_label=f"published {published}" if published else "",
        earlier=scale.left > 0,
        later=scale.right < 100,
        undated=len(reading.statements) - len(dated),
    )


def _day(text: str | None) -> date | None:
    """The day of an ISO date or instant; a month or year stands for its first day."""
    if not text:
        return None
    parts = (text[:10] + "-01-01").split("-")[:3] if len(text) < 10 else text[:10].split("-")
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except (ValueError, IndexError):
        return None


def _dated(statements: Sequence[Statement]) -> list[tuple[int, date, date]]:
    dated = []
    for number, statement in enumerate(statements):
        if statement.time is None:
            continue
        start, end = _day(statement.time.start), _day(statement.time.end)
        if start and end and start <= end:
            dated.append((number, start, end))
    return dated


def _scale(days: list[date], published: date | None) -> _Scale:
    ordered = sorted([*days, published] if published else days)
    low, high = ordered[len(ordered) // 5], ordered[-1 - len(ordered) // 5]
    reach = max(LEAST_DAYS, int((high - low).days * FAR))
    near = [day for day in ordered if (low - day).days <= reach and (day - high).days <= reach]
    start, end = near[0], near[-1]
    pad = max(1, (end - start).days // 20)
    return _Scale(
        start=date.fromordinal(max(1, start.toordinal() - pad)),
        end=date.fromordinal(min(date.max.toordinal(), end.toordinal() + pad)),
        left=MARGIN if ordered[0] < start else 0.0,
        right=100 - MARGIN if ordered[-1] > end else 100.0,
    )


def _bars(
    statements: Sequence[Statement], dated: list[tuple[int, date, date]], scale: _Scale
) -> tuple[tuple[Bar, ...], int]:
    ends: list[float] = []
    bars = []
    for number, start, end in sorted(dated, key=lambda item: (item[1], item[2], item[0])):
        statement = statements[number]
        label = clean(statement.trigger.text)[:24]
        when = time_words(statement.time)
        x, width = _place(start, end, scale)
        if end < scale.start or start > scale.end:
            label = f"{label} {str(start)[:7]}"
        reach = x + max(width, 1.6) + len(label) * LETTER + 1.2
        lane = next((i for i, taken in enumerate(ends) if taken <= x), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = reach
        bars.append(
            Bar(
                number=number,
                x=round(x, 2),
                width=round(width, 2),
                y=TOP + lane * LANE,
                status=statement.status,
                mark=sign_of(statement.status).mark,
                label=label,
                title=f"{when}: {label}, {statement.status}",
            )
        )
    return tuple(bars), len(ends)


def _place(start: date, end: date, scale: _Scale) -> tuple[float, float]:
    if end < scale.start:
        return 0.6, 0.0
    if start > scale.end:
        return scale.right + 1.0, 0.0
    x = scale.x(start)
    return x, scale.x(min(end, date.max - timedelta(days=1)) + timedelta(days=1)) - x


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    span = (scale.end - scale.start).days
    step = next((s for s in STEPS if span / s <= MOST_TICKS), STEPS[-1])
    days: list[date] = []
    day = scale.start
    while day <= scale.end and len(days) < 40:
        snapped = day.replace(day=1) if step >= 31 else day
        if step >= 366:
            snapped = snapped.replace(month=1)
        if snapped >= scale.start and snapped not in days:
            days.append(snapped)
        if (date.max - day).days <= step:
            break
        day += timedelta(days=step)
    return tuple(
        Tick(round(scale.x(day), 2), _tick_words(day, step), number % 2 == 1)
        for number, day in enumerate(days)
    )


MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def _tick_words(day: date, step: int) -> str:
    if step >= 366:
        return str(day.year)
    month = MONTHS[day.month - 1]
    return f"{month} {day.year}" if step >= 31 else f"{day.day} {month}"
