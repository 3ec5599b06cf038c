"""From one text and what came with it to a `Document`."""

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from rashomon.documents.language import ENGLISH, find_language, normal_code
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import EMPTY, NOT_ENGLISH, TOO_LARGE
from rashomon.documents.published import Published, find_published, latest_day, parse_published
from rashomon.documents.relayed import find_opening, find_relayed, plain_view
from rashomon.model.document import Document, Failure, Relayed
from rashomon.model.span import Span

SURROGATE: Final = re.compile("[\ud800-\udfff]")
REPLACEMENT: Final = "\ufffd"
ID_DIGITS: Final = 15


def document_from_text(
    text: str,
    *,
    key: str = "text",
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    given: Given | None = None,
) -> Document:
    """Make a document from a text that you have.

    Args:
        text: The text, which the document keeps unchanged.
        key: Your own name for it.
        published: Day or instant of publication (ISO); worked out from the text without it.
        title: Metadata; yields no statements.
        outlet: Who published it.
        given: Further metadata, instead of the three before.

    Raises:
        DocumentError: The text is empty or larger than the default limit. Its language is not
            checked.
    """
    facts = given or Given(published=published, title=title, outlet=outlet, method="given as text")
    part = Part(
        key=key,
        text=text,
        raw=SURROGATE.sub(REPLACEMENT, text).encode(),
        media_type="text/plain",
        given=facts,
    )
    options = ReadOptions(check_language=False)
    size = len(part.raw)
    if size > options.max_document_bytes:
        raise TOO_LARGE.error(key, f"{options.max_document_bytes:,} bytes")
    if not text.strip():
        raise EMPTY.error(key)
    return _document(part, options, facts.language or ENGLISH)


def build(part: Part, options: ReadOptions) -> Document | Failure:
    """Make a document from one part of an input.

    Returns:
        The document; a failure where the text is empty, too large, or not English.
    """
    if not part.text.strip():
        return EMPTY.failure(part.key)
    if 4 * len(part.text) > options.max_document_bytes:
        size = len(part.text.encode("utf-8", "replace"))
        if size > options.max_document_bytes:
            return TOO_LARGE.failure(part.key, f"{options.max_document_bytes:,} bytes")
    language = normal_code(part.given.language) if part.given.language else ""
    if options.check_language:
        if language and language != ENGLISH:
            return NOT_ENGLISH.failure(part.key, repr(language))
        if not language:
            found = find_language(part.text)
            if found.code != ENGLISH:
                return NOT_ENGLISH.failure(part.key, found.name)
    return _document(part, options, language or ENGLISH)


def _document(part: Part, options: ReadOptions, language: str) -> Document:
    given = part.given
    text = SURROGATE.sub(REPLACEMENT, part.text)
    view = plain_view(text)
    latest = latest_day(given.retrieved_at)
    published = _published(given, options, view)
    opening = find_opening(text, view)
    outlet = given.outlet or options.outlet or opening.outlet or opening.agency
    relayed = given.derived_from or _with_credit(
        find_relayed(text, view, published.value, latest),
        outlet,
        opening.agency if outlet != opening.agency else None,
        opening.agency_span,
    )
    return Document(
        id="d" + hashlib.sha256(f"{part.key}\0{text}".encode()).hexdigest()[:ID_DIGITS],
        key=part.key,
        sha256=hashlib.sha256(part.raw).hexdigest(),
        text=text,
        outlet=outlet,
        url=given.url,
        title=given.title,
        authors=given.authors or opening.authors,
        published=published.value,
        published_precision=published.precision,
        published_reason=published.reason,
        dateline=given.dateline or opening.dateline,
        language=language,
        derived_from=relayed,
        retrieved_at=given.retrieved_at,
        retrieved_by=given.retrieved_by,
        method=given.method,
        archive_url=given.archive_url,
        translated_from=given.translated_from,
        media_type=part.media_type,
        raw=part.raw,
    )


def _published(given: Given, options: ReadOptions, view: str) -> Published:
    """Metadata first, then the text, then the day on which the file was made."""
    refused = ""
    for written in (given.published, options.published):
        if written:
            found = parse_published(written)
            if found.value is not None:
                return found
            refused = refused or found.reason
    found = find_published(view, latest=latest_day(given.retrieved_at))
    if found.value is None and given.made:
        made = parse_published(given.made)
        if made.value is not None:
            day = made.value[:10]
            return Published(day, "day", "the day on which the file was made, by its properties")
    if refused:
        return Published(found.value, found.precision, f"{refused}; {found.reason}")
    return found


def _with_credit(
    relayed: Sequence[Relayed], outlet: str | None, agency: str | None, span: Span | None
) -> tuple[Relayed, ...]:
    """Put a wire credit in front, and leave out what names the document's own outlet."""
    kept = [r for r in relayed if not (r.outlet and r.outlet == outlet and not r.author)]
    if agency is not None and all(r.outlet != agency for r in kept):
        kept.insert(0, Relayed(outlet=agency, mention=span))
    return tuple(kept)
