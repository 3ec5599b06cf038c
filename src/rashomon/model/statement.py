"""A statement: one thing that a document says, together with who says it.

It is what is stored, shown, linked, counted and exported. Nothing is ever kept as a bare fact.
"""

from dataclasses import dataclass

from rashomon.model.actor import Participant
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.time import EventTime
from rashomon.model.why import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of the chain of speakers; the document's own author is never one.

    Attributes:
        name: Resolved name; None where the text names nobody ("allegedly").
        id: Knowledge id or None.
        mention: The source as the text has it, or None.
        cue: The words that hand the content to the speaker, or None.
        form: ``direct`` ``indirect`` ``mixed``.
        stance: ``asserts`` ``denies`` ``doubts`` ``asks`` ``hopes`` ``fears``.
        also: Those who say it together with this speaker.
        identity: ``named`` ``anonymous`` ``pseudonymous`` ``collective`` ``document``.
        basis: How they know, where the text tells.
        said_at: When it was said, ISO, apart from when it happened.
    """

    name: str | None
    id: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    form: str = "indirect"
    stance: str = "asserts"
    also: tuple[str, ...] = ()
    identity: str | None = None
    basis: str | None = None
    said_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation to another statement of the same document.

    Attributes:
        rel: ``content_of`` ``breaches`` ``updates`` ``part_of`` ``same_event`` ``cause_of``.
        statement: The other statement's id.
    """

    rel: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attributed statement, with the fields of docs/statement.md."""

    id: str
    document: str
    document_key: str
    kind: str
    evidence: Span
    trigger: Span
    type: str | None
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    violations: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    agents: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    instruments: tuple[Participant, ...]
    roles: tuple[Participant, ...]
    time: EventTime | None
    places: tuple[EventPlace, ...]
    figures: tuple[Figure, ...]
    scope: str
    status: str
    polarity: str
    denial_of: str | None
    condition: Span | None
    horizon: EventTime | None
    links: tuple[Link, ...]
    certainty: float
    factuality: int
    wording: str | None
    score: float
    sensitivity: str | None
    why: tuple[Why, ...]
