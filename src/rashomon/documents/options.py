"""How to read inputs: formats, columns, limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

FIELDS: Final = (
    "id",
    "text",
    "title",
    "published",
    "outlet",
    "url",
    "authors",
    "language",
)
"""What a record of a JSONL file or a table may give; only ``text`` must be there."""

MEBIBYTE: Final = 1024 * 1024
FORMATS: Final = (
    "text",
    "markdown",
    "html",
    "pdf",
    "docx",
    "eml",
    "feed",
    "warc",
    "jsonl",
    "csv",
    "tsv",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Options for `read_documents`.

    Attributes:
        format: One of `FORMATS` for every input, or None to tell by name and content.
        encoding: Codec of text inputs, or None: UTF-8, byte order mark, else a careful guess.
        columns: Field of a record -> name of the table's column: ``{"text": "body"}``. Columns
            that are not named here are looked for under the field's own name.
        delimiter: Of tables; None to tell from the first line.
        published: Date for every document whose input gives none (ISO).
        outlet: Outlet for every document whose input gives none.
        check_language: Turn documents that are not English into failures.
        max_document_bytes: Most bytes of text in one document.
        max_file_bytes: Most bytes of one PDF, DOCX, message or feed.
        max_expanded_bytes: Most bytes that one compressed file may expand to.
        max_ratio: Most bytes out for a byte in, beyond the first MiB out.
    """

    format: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    delimiter: str | None = None
    published: str | None = None
    outlet: str | None = None
    check_language: bool = True
    max_document_bytes: int = 5_000_000
    max_file_bytes: int = 50 * MEBIBYTE
    max_expanded_bytes: int = 4096 * MEBIBYTE
    max_ratio: int = 200

    def __post_init__(self) -> None:
        """Refuse what can't be meant.

        Raises:
            ValueError: An unknown format or field, or a limit below one.
        """
        if self.format is not None and self.format not in FORMATS:
            raise ValueError(f"format {self.format!r} is none of {', '.join(FORMATS)}")
        odd = sorted(set(self.columns) - set(FIELDS))
        if odd:
            raise ValueError(f"columns names unknown fields {odd}; known are {', '.join(FIELDS)}")
        limits = (
            self.max_document_bytes,
            self.max_file_bytes,
            self.max_expanded_bytes,
            self.max_ratio,
        )
        if min(limits) < 1:
            raise ValueError("limits must be at least 1")
