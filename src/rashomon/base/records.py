"""Records of the evidence base: what goes in beside a reading, and what it answers."""

from dataclasses import dataclass, field
from typing import Any

from rashomon.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """How documents were come by; what a document says of itself goes before it.

    Attributes:
        by: Who collected them: a person, or a program on whose behalf.
        how: ``file`` ``feed`` ``upload`` ``api`` … or a word of your own.
        at: When, ISO instant; None is now.
        address: Where from: URL or path; None takes the document's own.
        archive_address: Where an archived copy lies.
    """

    by: str
    how: str = "file"
    at: str | None = None
    address: str | None = None
    archive_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionEntry:
    """One line of a document's collection log.

    Attributes:
        seq: Its entry in the journal.
        document: Document id.
        at: When it was collected, ISO instant.
        by: Who collected it.
        how: By what means.
        address: Where from.
        archive_address: Where an archived copy lies.
        sha256: Of the bytes that came in this time.
        size: How many bytes are kept of them.
    """

    seq: int
    document: str
    at: str
    by: str
    how: str
    address: str | None
    archive_address: str | None
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedDocument:
    """What adding one reading did.

    Attributes:
        document: Its id.
        outcome: ``added``; ``version`` (its key was known with other text); ``known`` (nothing
            changed); ``recaptured`` (other bytes with the same text: the bytes are kept, too);
            ``erased`` (a person took it out, or somebody out of it, and so it stays).
        statements: Ids of its statements; empty unless added or a version.
        previous: Id of the version before it, or None.
    """

    document: str
    outcome: str
    statements: tuple[str, ...] = ()
    previous: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for; every part that is given must hold.

    Attributes:
        words: Words of the statement's clause, speakers, actors and places; all must stand there,
            ``"…"`` keeps them together. Inflected forms are found.
        speaker: Name (any part of it) or id of somebody who says it.
        actor: Name (any part of it) or id of somebody who takes part.
        type: PLOVER or state type.
        status: ``occurred`` ``threatened`` …
        kind: ``event`` ``figure`` …
        since: First day (ISO) that what is told may reach into.
        until: Last day (ISO), included.
        near: Degrees north, degrees east, radius in kilometres.
        country: ISO 3166 alpha-3.
        document: Document id.
    """

    words: str | None = None
    speaker: str | None = None
    actor: str | None = None
    type: str | None = None
    status: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    near: tuple[float, float, float] | None = None
    country: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One statement that answers a query.

    Attributes:
        statement: The statement.
        score: How well its words fit, higher is better; 0 where none were asked for.
        snippet: Its clause, shortened around the words.
    """

    statement: Statement
    score: float
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the base that is not what it was when it came in.

    Attributes:
        kind: ``blob`` ``document`` ``layers`` ``statement`` ``collection`` ``judgement``
            ``tombstone`` ``journal`` ``incident`` ``index``.
        subject: Its id, or the number of the journal entry.
        problem: What doesn't fit.
    """

    kind: str
    subject: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the feed of changes; consumers go by the stable id in `subject`.

    Attributes:
        seq: Grows by one a change.
        at: ISO instant.
        kind: ``document.added`` ``document.version`` ``document.superseded``
            ``document.recaptured`` ``document.erased`` ``document.masked`` ``person.erased``
            ``incident.added`` ``incident.changed`` ``incident.removed`` ``judgement.added``
            ``judgement.undone`` ``judgement.erased``.
        subject: Id of the document, incident or judgement; of ``person.erased`` the number of
            the tombstone.
        detail: More, never content: numbers and ids.
    """

    seq: int
    at: str
    kind: str
    subject: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One entry of the journal; see docs/how-to/base.md for how to check it by hand.

    Attributes:
        seq: 1, 2, 3 …
        at: ISO instant in UTC.
        action: ``document`` ``collection`` ``judgement`` ``mask`` ``tombstone``.
        subject: Id that it is about; bound to the content by the digest.
        digest: SHA-256 of salt, subject and canonical content.
        prev: Hash of the entry before it; 64 zeros in the first.
        hash: SHA-256 of seq, at, action, digest and prev.
    """

    seq: int
    at: str
    action: str
    subject: str
    digest: str
    prev: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What stays of something that was taken out.

    Attributes:
        seq: Its entry in the journal.
        at: When, ISO instant in UTC.
        who: Who took it out.
        why: Their reason.
        kind: ``document`` or ``person``.
        subjects: Ids of the documents taken out or masked.
        entries: Journal entries whose content is gone with it.
        places: How many places were masked (persons only).
    """

    seq: int
    at: str
    who: str
    why: str
    kind: str
    subjects: tuple[str, ...]
    entries: tuple[int, ...]
    places: int = 0
