"""Time expressions (TIMEX3) and the interval that they stand for.

Days and instants are ISO 8601 strings; first and last day are both *included*:
a one-day event has ``start == end``.
"""

from dataclasses import dataclass

from rashomon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """One time expression of a text (an item of the view's `times`).

    Attributes:
        span: The expression without a preposition: "Wednesday, December 14th".
        type: TIMEX3 type: ``DATE`` ``TIME`` ``DURATION`` ``SET``.
        value: TIMEX3 value: ``2016-12-14``, ``P3D``, ``PRESENT_REF``.
        start: First day or instant included, ISO; None when there is no interval.
        end: Last day or instant included, ISO; None when there is no interval.
        precision: ``minute`` ``hour`` ``part-of-day`` ``day`` ``week`` ``month``
            ``season`` ``year`` ``range``; None when there is no interval.
        reason: Why it has this interval (anchor and rule), or why it has none.
        rule: Id of the rule that fired, e.g. ``time.weekday``.
        mod: TIMEX3 ``mod`` (``APPROX``, ``START``, ``MORE_THAN`` …) where there is one.
        relation: The word in front that opens the interval to one side: ``since`` ``from``
            ``after`` ``until`` ``to`` ``by`` ``before``; None where the event lies within.
    """

    span: Span
    type: str
    value: str
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    reason: str = ""
    rule: str = ""
    mod: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When an event happened, as far as the text says (a statement's `time`)."""

    start: str
    end: str
    precision: str
    mention: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedTime:
    """Between which days an incident lies, as publication lets one derive where no text says.

    No account's words: an incident's `time` and its statements' stay empty.

    Attributes:
        start: First day included, ISO; None where nothing bounds it below.
        end: Last day included, ISO.
        rule: ``time.told-by-then`` or ``time.told-as-news``.
        strength: ``deduced`` (nobody tells of what has not happened yet) or ``presumed`` (what
            headlines that name no time are taken for by convention).
        reason: The rule in words, with the publication that it rests on.
        statements: The accounts that it rests on, sorted.
    """

    start: str | None
    end: str
    rule: str
    strength: str
    reason: str
    statements: tuple[str, ...]
