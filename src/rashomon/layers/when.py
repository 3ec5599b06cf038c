"""Layer `when`: time expressions, their TIMEX3 values and the intervals they stand for.

Rules (lexicon/en/time.toml) find the expressions; the text is then read once from front to
back, so that "two days later" can count from the day that the story told last.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers import state
from rashomon.layers.when_amounts import AMOUNT_BUILDERS, clock, part_alone
from rashomon.layers.when_calendar import make_day
from rashomon.layers.when_dates import DATE_BUILDERS, Builder
from rashomon.layers.when_match import Match, Page, find_matches, make_page
from rashomon.layers.when_periods import PERIOD_BUILDERS
from rashomon.layers.when_relative import RELATIVE_BUILDERS
from rashomon.layers.when_scene import Reading, Scene, Story, read_published
from rashomon.layers.when_tense import Tense, read_tense
from rashomon.lexicon.time_rules import TimeLexicon, load_time_rules
from rashomon.model.span import Span
from rashomon.model.time import TimeMention

BUILDERS: Final[dict[str, Builder]] = {
    **DATE_BUILDERS,
    **PERIOD_BUILDERS,
    **RELATIVE_BUILDERS,
    **AMOUNT_BUILDERS,
}
CLOCKS: Final = frozenset({"clock", "clock_word"})
PARTS: Final = frozenset({"part_alone", "part_with_day"})
DAYS: Final = frozenset(
    {"weekday", "date", "deictic_day", "holiday", "day_of_month", "told_day", "told_shift"}
)
NEWS: Final = frozenset({"deictic_day", "part_near", "deictic_unit"})
STORY: Final = frozenset({"told_shift", "told_day", "told_beside"})
_TIME_FIRST: Final = re.compile(r",? |,? on |,? of |,? (?:early |late )?on ")
_DAY_FIRST: Final = re.compile(r",? |,? at |,? around |,? shortly (?:before|after) ")
_UNTIL: Final = re.compile(r" (?:to|and|until|till|through) (?:around |about )?| ?- ?")
LENDS: Final = frozenset({"date", "month"})
_AND: Final = re.compile(r",? (?:and|to|or|until|through)(?: (?:on|by|in|from))? |, | ?- ?")
_BESIDE: Final = re.compile(r", (?:(?:on|in) )?| \(")
_DATELINE: Final = re.compile(
    r"\s{0,2}(?:\([^()\n]{1,60}\)\s{0,2})?(?:--|[-:|]\s|\[)|\s{0,2}\([^()\n]{1,40}\)"
)
_PLACE: Final = re.compile(r"\s{0,4}[^\W\d_a-z][\w .'()/-]{1,50},\s{1,2}")
DATELINE_REACH: Final = 200
"""How many characters from its beginning a dispatch may have its place and date."""

_AHEAD: Final = re.compile(r"\b(?:as\s+(?:soon|early|late)\s+as|no\s+(?:later|earlier)\s+than)\s+$")
_RELATION: Final = re.compile(
    r"\b(since|until|till|through|before|prior\s+to|after|by|from|to|as\s+of)\s{1,4}"
    r"(?:about |around |at |on )?$"
)
_JOINT: Final = re.compile(r"\s+(?:to|and|through|until)\s+")
RELATION_REACH: Final = 24

ANY_DAY: Final = make_day(date(2000, 1, 1))
"""Stands in for a day that is not known, to write the part of the day behind it."""

SAYING: Final = "dates what is said"
SENT: Final = "dates the dispatch"

state.register()


@Language.factory("rashomon_when")
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component."""
    del nlp, name  # the factory's signature is spaCy's
    lexicon = load_time_rules()

    def read(doc: Doc) -> Doc:
        doc._.times = read_times(doc, lexicon)
        return doc

    return read


def read_times(doc: Doc, lexicon: TimeLexicon) -> tuple[TimeMention, ...]:
    """Find and resolve the time expressions of a parsed document.

    Returns:
        Mentions in text order; those without an interval say why.
    """
    page = make_page(doc)
    matches = find_matches(page, lexicon)
    if not matches:
        return ()
    document = doc._.document
    published = (
        read_published(document.published, document.published_precision) if document else None
    )
    return tuple(_read_all(page, matches, Scene(published=published, story=Story())))


def _read_all(page: Page, matches: list[Match], scene: Scene) -> list[TimeMention]:
    doc, low = page.doc, page.low
    starts = [s.start_char for s in doc.sents] if doc.has_annotation("SENT_START") else [0]
    parsed = doc.has_annotation("DEP")
    tenses = [read_tense(doc, m.start, m.end) if parsed else Tense() for m in matches]
    scene = replace(scene, news=_is_news(matches, tenses))
    mentions: list[TimeMention] = []
    sentence, at = 0, 0
    while at < len(matches):
        match, tense = matches[at], tenses[at]
        while sentence + 1 < len(starts) and starts[sentence + 1] <= match.start:
            sentence += 1
        here = replace(
            scene,
            direction="future" if _AHEAD.search(match.text_before) else tense.direction,
            firm=tense.firm,
            flashback=tense.flashback,
            saying=tense.saying or _is_dateline(page, match),
            sentence=sentence,
        )
        reading, end, used = _read_one(low, matches[at : at + 3], here)
        at += used
        if reading is None:
            continue
        if reading.period is not None and reading.tells:
            scene.story.tell(reading.period, here)
            if scene.today is None and _is_own_day(page, match, reading):
                scene = replace(scene, published=reading.period)
        mention = _mention(page, match, end, reading, here)
        mentions.extend(_ends(mention) or (mention,))
    return mentions


def _is_dateline(page: Page, match: Match) -> bool:
    """Tell whether a date stands in front of a dispatch: "PORT SELM, 25 SEP 89 (MNA) --"."""
    if match.start > DATELINE_REACH or match.rule.build != "date":
        return False
    line = page.text[page.text.rfind("\n", 0, match.start) + 1 : match.start]
    return bool(_PLACE.fullmatch(line) and _DATELINE.match(page.text, match.end))


def _is_own_day(page: Page, match: Match, reading: Reading) -> bool:
    """Tell whether a mention gives the day of the text itself: a dateline, "today (3 May)"."""
    if reading.period is None or reading.period.grain != "day":
        return False
    return _is_dateline(page, match) or match.words == "today"


def _is_news(matches: list[Match], tenses: list[Tense]) -> bool:
    """Tell whether a text counts from publication: "said Tuesday", "yesterday", "last night"."""
    return any(
        m.rule.build in NEWS or (m.rule.build == "weekday" and t.saying)
        for m, t in zip(matches, tenses, strict=True)
    )


def _read_one(low: str, matches: list[Match], scene: Scene) -> tuple[Reading | None, int, int]:
    """Read a match, together with the ones after it where they are one expression.

    Args:
        low: The flattened text.
        matches: The match and at most two after it.
        scene: What it is read against.

    Returns:
        The reading, the end of the expression, and how many matches it took.
    """
    after = matches[1] if len(matches) > 1 else None
    match = _with_year(low, matches[0], after)
    if len(matches) > 2 and (day := _day_of_both(low, matches, scene)) is not None:
        build = clock if match.rule.build in CLOCKS else part_alone
        return build(match, scene, day.period, day.reason), match.end, 1
    if after is not None and (joined := _join(low, match, after, scene)) is not None:
        clocked = _at_clock(low, after, matches[2], joined, scene) if len(matches) > 2 else None
        return (clocked, matches[2].end, 3) if clocked else (joined, after.end, 2)
    reading = BUILDERS[match.rule.build](match, scene)
    if after is None or reading is None:
        return reading, match.end, 1
    if match.rule.build == "part_near" and (
        clocked := _at_clock(low, match, after, reading, scene)
    ):
        return clocked, after.end, 2
    if match.rule.build in STORY or match.rule.build == "deictic_day":
        reading = _explained(low, match, after, reading, scene)
    return reading, match.end, 1


def _with_year(low: str, match: Match, after: Match | None) -> Match:
    """Lend "3 March" the year of "3 March and 5 April 2015"."""
    if after is None or match.rule.build not in LENDS or after.rule.build not in LENDS:
        return match
    tail = after.get("year_tail")
    if match.get("year_tail", "year", "near") or not re.search(r"\d{4}", tail):
        return match
    if not _AND.fullmatch(low[match.end : after.start]):
        return match
    return replace(match, groups={**match.groups, "year_tail": tail})


def _day_of_both(low: str, matches: list[Match], scene: Scene) -> Reading | None:
    """Find the day of "late morning" in "from late morning to early evening on Thursday"."""
    first, second, third = matches
    timed = {first.rule.build, second.rule.build} <= CLOCKS | PARTS
    if not timed or not _UNTIL.fullmatch(low[first.end : second.start]):
        return None
    if third.rule.build not in DAYS or not _TIME_FIRST.fullmatch(low[second.end : third.start]):
        return None
    day = BUILDERS[third.rule.build](third, scene)
    return day if day and day.period and day.period.grain == "day" else None


def _at_clock(
    low: str, part: Match, after: Match, reading: Reading, scene: Scene
) -> Reading | None:
    """Read "yesterday morning at 7:30": the clock time on the day of the part."""
    gap = low[part.end : after.start]
    if after.rule.build not in CLOCKS or not _DAY_FIRST.fullmatch(gap) or not reading.period:
        return None
    if reading.period.grain != "part-of-day":
        return None
    return clock(after, scene, make_day(reading.period.first), reading.reason)


def _join(low: str, match: Match, after: Match, scene: Scene) -> Reading | None:
    """Read "Monday morning", "noon Saturday", "the morning of Wednesday, December 14th"."""
    first, second, gap = match.rule.build, after.rule.build, low[match.end : after.start]
    if first in CLOCKS | PARTS and second in DAYS and _TIME_FIRST.fullmatch(gap):
        time, day = match, after
    elif first in DAYS and second in CLOCKS | PARTS and _DAY_FIRST.fullmatch(gap):
        time, day = after, match
    else:
        return None
    reading = BUILDERS[day.rule.build](day, scene)
    if reading is None:
        return None
    build = clock if time.rule.build in CLOCKS else part_alone
    if reading.period is None:
        somewhere = build(time, scene, ANY_DAY, "")
        tail = somewhere.value[len(ANY_DAY.value) :] if somewhere else ""
        return replace(reading, type="TIME", value=reading.value + tail)
    if reading.period.grain != "day":
        return None
    return build(time, scene, reading.period, reading.reason)


def _explained(low: str, match: Match, after: Match, reading: Reading, scene: Scene) -> Reading:
    """Read "four days later, on December 15th": the date says which day that is."""
    if after.rule.build not in ("date", "day_of_month", "weekday", "month", "year"):
        return reading
    gap = low[match.end : after.start]
    if not _BESIDE.fullmatch(gap) or (match.rule.build == "deictic_day" and "(" not in gap):
        return reading
    beside = BUILDERS[after.rule.build](after, scene)
    if beside is None or beside.period is None:
        return reading
    named = after.rule.build in ("month", "year")
    if named and (match.rule.build != "told_shift" or match.get("unit").rstrip("s") == "day"):
        return reading
    if not named and beside.period.grain != "day":
        return reading
    told = f"the text gives the day beside it: {beside.period.value}"
    return replace(reading, value=beside.value, period=beside.period, reason=told, bounds=None)


def _mention(page: Page, match: Match, end: int, reading: Reading, scene: Scene) -> TimeMention:
    start, stop, precision = reading.interval
    said = SENT if _is_dateline(page, match) else SAYING
    reason = reading.reason + (f"; {said}" if scene.saying else "")
    return TimeMention(
        span=Span(match.start, end, page.text[match.start : end]),
        type=reading.type,
        value=reading.value,
        start=start,
        end=stop,
        precision=precision,
        reason=reason,
        rule=match.rule.id,
        mod=reading.mod,
        relation=_relation(page, match),
    )


def _ends(mention: TimeMention) -> tuple[TimeMention, ...]:
    """Split "August 26 to October 20" into its two ends, which TIMEX3 annotates apart.

    Each end has its own value; both keep the days of the whole range, so that whoever dates an
    event by either of them dates it by the range.
    """
    joint = _JOINT.search(mention.span.text)
    values = mention.value.split("/")
    if joint is None or len(values) != 2:
        return ()
    first, last = mention.span.start, mention.span.end
    cut = ((first, first + joint.start()), (first + joint.end(), last))
    texts = (mention.span.text[: joint.start()], mention.span.text[joint.end() :])
    return tuple(
        replace(
            mention,
            span=Span(start, end, text),
            value=value,
            reason=f"{side} of a range; {mention.reason}",
        )
        for (start, end), text, value, side in zip(
            cut, texts, values, ("beginning", "end"), strict=True
        )
    )


def _relation(page: Page, match: Match) -> str | None:
    """Read the word in front that opens the interval to one side: "since June" is "since"."""
    found = _RELATION.search(page.low, max(0, match.start - RELATION_REACH), match.start)
    if found is None:
        return None
    word = " ".join(found.group(1).split())
    return {"till": "until", "through": "until", "prior to": "before", "as of": "from"}.get(
        word, word
    )
