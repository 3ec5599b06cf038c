"""What a format hands on: one text with its bytes and the metadata that came with it."""

from dataclasses import dataclass, field

from rashomon.model.document import Relayed


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Metadata as the input gives them; None where it does not.

    Attributes:
        made: Day on which a file was made, by its own properties: used only where neither
            metadata nor text give a date of publication.
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    dateline: str | None = None
    derived_from: tuple[Relayed, ...] = ()
    retrieved_at: str | None = None
    retrieved_by: str | None = None
    method: str | None = None
    archive_url: str | None = None
    translated_from: str | None = None
    made: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One text of an input.

    Attributes:
        key: The document's key.
        text: Its text.
        raw: The bytes that came in.
        media_type: What the bytes are.
        given: Metadata.
    """

    key: str
    text: str
    raw: bytes
    media_type: str
    given: Given = field(default_factory=Given)
