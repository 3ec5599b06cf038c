"""A document: one published text, and everything that is known of where it came from."""

from dataclasses import dataclass, field

from rashomon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Relayed:
    """What a document itself says that it relays ("In an article in X on May 3, Y writes …")."""

    author: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text.

    Attributes:
        id: Stable id, from key and content.
        key: The input's own id, or its path, plus ``#n`` inside a container.
        sha256: Of the bytes that came in.
        text: The text that all offsets count in.
        published: ISO date or instant; None when unknown.
        published_precision: ``day`` ``month`` ``minute`` … or None.
        published_reason: Where the date comes from ("metadata", "weekday and day of month in the
            text" …).
        dateline: The place (and date) in front of a report, as written.
        language: ISO 639-1.
        derived_from: What the document says that it relays.
    """

    id: str
    key: str
    sha256: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_precision: str | None = None
    published_reason: str = ""
    dateline: str | None = None
    language: str | None = None
    derived_from: tuple[Relayed, ...] = ()
    retrieved_at: str | None = None
    retrieved_by: str | None = None
    method: str | None = None
    archive_url: str | None = None
    translated_from: str | None = None
    media_type: str | None = None
    raw: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One input that could not be read; the batch goes on.

    Attributes:
        document_key: Which input.
        stage: Where it failed: ``open`` ``parse`` ``language`` ``read``.
        code: ``RSH-…`` code, listed in the docs.
        detail: What happened and what to do, in one or two sentences.
    """

    document_key: str
    stage: str
    code: str
    detail: str
