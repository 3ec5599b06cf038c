"""PDF: the text of its pages, one after the other."""

import io
import logging
from collections.abc import Iterator
from typing import Any, Final

import pypdf
from pypdf.errors import PyPdfError

from rashomon.documents.formats.base import PARSER_ERRORS, short
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import BAD_PDF, EMPTY, NO_PDF_TEXT, TOO_LARGE
from rashomon.documents.unpack import read_whole

METHOD: Final = f"text by pypdf {pypdf.__version__}"
PAGE_END: Final = "\n\n"

logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part]:
    """Read one PDF.

    Raises:
        DocumentError: Damaged, locked, too large, or without text.
    """
    raw = read_whole(stream, key, options.max_file_bytes)
    if not raw.strip():
        raise EMPTY.error(key)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        text = _pages(reader, key, options.max_document_bytes)
        facts: Any = reader.metadata or {}
    except (PyPdfError, *PARSER_ERRORS) as error:
        raise BAD_PDF.error(key, short(error)) from error
    if not text.strip():
        raise NO_PDF_TEXT.error(key)
    given = Given(
        title=_fact(facts, "/Title"),
        authors=tuple(a for a in [_fact(facts, "/Author")] if a),
        made=_made(_fact(facts, "/CreationDate")),
        method=METHOD,
    )
    yield Part(key=key, text=text, raw=raw, media_type="application/pdf", given=given)


def _pages(reader: pypdf.PdfReader, key: str, limit: int) -> str:
    pages, size = [], 0
    for sheet in reader.pages:
        text = sheet.extract_text()
        size += len(text)
        if size > limit:
            raise TOO_LARGE.error(key, f"{limit:,} bytes")
        pages.append(text)
    return PAGE_END.join(pages)


def _fact(facts: Any, name: str) -> str | None:
    value = facts.get(name)
    return str(value).strip() or None if value else None


def _made(written: str | None) -> str | None:
    """Give the day of "D:19900103101500+01'00'"."""
    digits = (written or "").removeprefix("D:")[:8]
    return (
        f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        if len(digits) == 8 and digits.isdigit()
        else None
    )
