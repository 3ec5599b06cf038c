"""Web pages: the main text with title, byline and date; menus and comments left out."""

import io
from collections.abc import Iterator
from typing import Final

import trafilatura

from rashomon.documents.decode import decode
from rashomon.documents.formats.base import PARSER_ERRORS, short
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import EMPTY, NO_HTML_TEXT, UNDECODABLE
from rashomon.documents.unpack import read_whole

DATES: Final = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01"}
"""Only dates that the page declares; a search of its text is `published`'s business."""
METHOD: Final = f"main text by trafilatura {trafilatura.__version__}"


def read_html(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part]:
    """Read one page.

    Raises:
        DocumentError: Empty, too large, or without article text.
    """
    raw = read_whole(stream, key, options.max_document_bytes)
    if not raw.strip():
        raise EMPTY.error(key)
    yield page(raw, key, options.encoding)


def page(raw: bytes, key: str, encoding: str | None = None, url: str | None = None) -> Part:
    """Take the article out of a page.

    Args:
        raw: The page's bytes.
        key: The document's key.
        encoding: Codec, or None: the page's own declaration, its mark, else a guess.
        url: Address, if known.

    Raises:
        DocumentError: No article text in it.
    """
    content: bytes | str = decode(raw, key, encoding) if encoding else raw
    try:
        found = trafilatura.bare_extraction(
            content,
            url=url,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=DATES,
        )
    except PARSER_ERRORS as error:
        raise UNDECODABLE.error(key, short(error)) from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise NO_HTML_TEXT.error(key)
    authors = tuple(a.strip() for a in (found.author or "").split(";") if a.strip())
    given = Given(
        title=found.title or None,
        published=found.date or None,
        outlet=found.sitename or found.hostname or None,
        url=url or found.url or None,
        authors=authors,
        method=METHOD,
    )
    return Part(key=key, text=found.text or "", raw=raw, media_type="text/html", given=given)
