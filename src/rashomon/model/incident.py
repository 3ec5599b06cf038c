"""Incidents: what the statements of many documents add up to, with every account kept.

An incident never says more than its statements: each value names the statements that gave it.
"""

from dataclasses import dataclass

from rashomon.model.actor import Participant
from rashomon.model.place import EventPlace
from rashomon.model.time import DerivedTime, EventTime
from rashomon.model.why import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One figure of one statement within an incident's ledger.

    Attributes:
        statement: Id of the statement that gives the figure.
        document_key: Its document.
        speaker: Innermost speaker, or None where the author speaks.
        published: Publication date of the document, ISO, or None.
        modifier: ``exact`` ``about`` ``at least`` … as in `Figure`.
        low: Lower bound; None is unbounded.
        best: The one figure given; None for an open range.
        high: Upper bound; None is unbounded.
        of: Who is counted, in the text's words.
        relation: To the accounts before it: ``adds`` ``updates`` ``agrees`` ``contradicts``.
        origin: Id of the origin that stands behind it.
    """

    statement: str
    document_key: str
    speaker: str | None
    published: str | None
    modifier: str | None
    low: float | None
    best: float | None
    high: float | None
    of: str | None = None
    relation: str = "adds"
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFigure:
    """One measure of an incident, derived from its accounts by a named rule.

    Attributes:
        measure: ``killed`` ``injured`` …
        of: Who is counted; None is everyone.
        low: Lower bound by the rule.
        best: Best figure by the rule.
        high: Upper bound by the rule.
        rule: ``ucdp`` ``acled`` ``airwars``.
        coverage: ``event`` or ``cumulative``; the two are never mixed.
        unit: ``persons`` …
        allocated: True where a total over days or places was divided.
        accounts: Every account, by publication date.
    """

    measure: str
    of: str | None
    low: float | None
    best: float | None
    high: float | None
    rule: str
    coverage: str = "event"
    unit: str | None = None
    allocated: bool = False
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An ultimate source, after copies, wire credits and chains of attribution are followed.

    Attributes:
        id: Stable id within the base.
        name: Who it is; None for a nameless source.
        why: The reasons, each a rule with a note ("wire credit: (MNA) –").
        document_keys: The documents that stand on it.
        statements: The statements that stand on it.
        anonymous: True where it may be the same as another nameless source.
    """

    id: str
    name: str | None
    why: tuple[Why, ...] = ()
    document_keys: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """At least and at most so many."""

    min: int
    max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """One value that a field has in some accounts.

    Attributes:
        value: The value in words, as a person compares it.
        statements: Which statements give it.
        speakers: Who gives it: names of innermost speakers, None for the author.
        denied: True where these accounts deny it.
    """

    value: str
    statements: tuple[str, ...]
    speakers: tuple[str | None, ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How the accounts of one incident stand to each other on one field.

    Attributes:
        field: ``occurrence`` ``agents`` ``targets`` ``time`` ``place`` ``killed`` …
        verdict: ``agree`` ``contradict`` ``single`` ``silent``.
        values: The values, the most often given first.
    """

    field: str
    verdict: str
    values: tuple[FieldValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What several statements tell of one happening.

    Attributes:
        id: Stable id: from its earliest statement by id, or as a person pinned it.
        statements: Ids of all statements, sorted.
        document_keys: Keys of their documents, sorted.
        type: PLOVER type.
        mode: PLOVER mode.
        time: Interval, with the statement's span that gave it; None where no account says.
        places: Most specific first.
        agents: Who did it, by any account; see `agreement` for whose.
        targets: To whom or what.
        figures: The ledger.
        origins: Ultimate sources.
        independent_origins: How many truly independent ones, in this base.
        agreement: Per field.
        suggested_grade: By Airwars' criteria, civilian harm only.
        grade: Set by a person alone.
        grade_why: The criteria that the suggested grade rests on.
        unit: ``acled`` ``ucdp`` ``airwars`` where derived for that dataset, else None.
        field_statements: Which statement gave each field: pairs of field and statement id.
        known_from: First publication date among its documents, or None.
        derived_time: Where `time` is None, the days that publication lets one derive, with the
            rule; never the words of an account.
        why: Why these statements were joined, and each decision of a person.
    """

    id: str
    statements: tuple[str, ...]
    document_keys: tuple[str, ...]
    type: str | None
    mode: str | None
    time: EventTime | None
    places: tuple[EventPlace, ...]
    agents: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    figures: tuple[LedgerFigure, ...]
    origins: tuple[Origin, ...]
    independent_origins: Bounds
    agreement: tuple[FieldAgreement, ...]
    suggested_grade: str | None = None
    grade: str | None = None
    grade_why: tuple[Why, ...] = ()
    unit: str | None = None
    field_statements: tuple[tuple[str, str], ...] = ()
    known_from: str | None = None
    derived_time: DerivedTime | None = None
    why: tuple[Why, ...] = ()
