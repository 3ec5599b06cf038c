"""What an expression is read against: the day of publication, the tense, the story so far.

"On Tuesday" needs the tense of its verb; "two days later" needs the day told last. A `Scene`
holds what is known at one expression; the `Story` moves on as the text is read.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rashomon.layers.when_calendar import Period, make_day, make_month, make_unit, make_year, narrow

RECENT: Final = 3
"""How many sentences a told date stays the anchor of bare weekdays and dates without a year."""

PAST_REACH_DAYS: Final = 7
"""A told day nearer than this to publication leaves weekdays to the news convention."""

NO_DATE: Final = "the day of publication is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a builder makes of a match.

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value.
        period: The stretch of the calendar, where there is one.
        reason: Why this stretch, or why none.
        mod: TIMEX3 mod.
        bounds: Start, end and precision where they differ from the period's own.
        tells: The period is one that a story can go on from.
    """

    type: str
    value: str
    period: Period | None = None
    reason: str = ""
    mod: str | None = None
    bounds: tuple[str, str, str] | None = None
    tells: bool = True

    @property
    def interval(self) -> tuple[str | None, str | None, str | None]:
        """Start, end and precision; all None where there is no interval."""
        if self.bounds is not None:
            return self.bounds
        if self.period is None:
            return None, None, None
        return narrow(self.period, self.mod)


def date_reading(
    period: Period | None, reason: str, *, unknown: str = "XXXX-XX-XX", mod: str | None = None
) -> Reading:
    """A DATE (or TIME) that is this period, or an underspecified one.

    Args:
        period: The stretch, or None where it can't be worked out.
        reason: How it was worked out, or why not.
        unknown: Value where there is no period.
        mod: TIMEX3 mod.
    """
    if period is None:
        return Reading(type="DATE", value=unknown, reason=reason, mod=mod)
    kind = "TIME" if period.clock else "DATE"
    return Reading(type=kind, value=period.value, period=period, reason=reason, mod=mod)


@dataclass(slots=True)
class Story:
    """The days told so far.

    Attributes:
        day: Last day that the main line of the story told.
        back: Last day told in a flashback that still goes on.
        coarse: Last month, season or year told.
        quarter: Last quarter told.
        sentence: Sentence of `day`.
        coarse_sentence: Sentence of `coarse`.
    """

    day: Period | None = None
    back: Period | None = None
    coarse: Period | None = None
    quarter: Period | None = None
    sentence: int = -99
    coarse_sentence: int = -99
    quarter_sentence: int = -99

    def tell(self, period: Period, scene: "Scene") -> None:
        """Move the story on to a period, unless it only dates what somebody says."""
        if period.grain == "quarter":
            self.quarter, self.quarter_sentence = period, scene.sentence
        if scene.saying:
            return
        if not period.is_at_least("week"):
            self.coarse, self.coarse_sentence = period, scene.sentence
        elif scene.flashback and self.day is not None:
            self.back = period
        else:
            self.day, self.back, self.sentence = period, None, scene.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known at one expression.

    Attributes:
        published: Day, month or year of publication, or None.
        direction: ``past`` ``future`` ``present`` as the verb has it, or None.
        firm: The expression is the verb's own adverbial.
        flashback: The verb stands in the past perfect.
        saying: The expression dates what somebody says, not what happened.
        news: The text counts its weekdays from publication, as news does.
        sentence: Number of the sentence.
        story: The days told so far.
    """

    published: Period | None = None
    direction: str | None = None
    firm: bool = False
    flashback: bool = False
    saying: bool = False
    news: bool = False
    sentence: int = 0
    story: Story = field(default_factory=Story)

    @property
    def today(self) -> date | None:
        """The day of publication, where the day is known."""
        known = self.published is not None and self.published.grain == "day"
        return self.published.first if known and self.published else None

    @property
    def told(self) -> Period | None:
        """The day that the story stands at."""
        if self.flashback and self.story.back is not None:
            return self.story.back
        return self.story.day

    def anchor(self) -> tuple[Period | None, str]:
        """The day that "later", "the next day" count from, and its name for the reason."""
        if self.told is not None:
            return self.told, f"the day told last, {self.told.value}"
        if self.today is not None:
            return make_day(self.today), f"publication, {self.today}: no day told before"
        return None, "no day was told before, and " + NO_DATE

    def is_in_past_story(self) -> bool:
        """Tell whether the text is telling of days well before publication."""
        told = self.told
        if told is None or self.saying or self.direction in ("future", "present"):
            return False
        if self.today is None:
            return True
        near = self.sentence - self.story.sentence <= RECENT
        return near and not self.news and (self.today - told.last).days > PAST_REACH_DAYS

    def known_unit(self, unit: str) -> Period | None:
        """The unit that publication lies in, where publication is known that finely."""
        if self.published is None:
            return None
        needed = {"year": "year", "decade": "year", "century": "year"}.get(unit, "day")
        if unit == "month":
            needed = "month"
        if not self.published.is_at_least(needed):
            return None
        return make_unit(unit, self.published.first)


def read_published(published: str | None, precision: str | None) -> Period | None:
    """Turn a publication date as stored into a period: a day, a month or a year.

    Args:
        published: ISO date or instant, or only ``2016`` or ``2016-12``.
        precision: The document's own word for it, or None.
    """
    if not published:
        return None
    numbers = published[:10].split("-")
    if not all(n.isdigit() for n in numbers) or len(numbers) > 3:
        return None
    year, month = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if precision == "year" or len(numbers) == 1:
        return make_year(year)
    if precision == "month" or len(numbers) == 2:
        return make_month(year, month)
    try:
        return make_day(date(year, month, int(numbers[2])))
    except ValueError:
        return None
