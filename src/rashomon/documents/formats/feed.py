"""RSS and Atom files: one document for each entry."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import feedparser
from lxml import html
from lxml.etree import LxmlError

from rashomon.documents.formats.base import PARSER_ERRORS, short
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import BAD_FEED, EMPTY, NO_TEXT_FIELD
from rashomon.documents.unpack import read_whole
from rashomon.model.document import Failure

ENTITY: Final = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
MEDIA_TYPE: Final = "application/xml"
BLOCK_END: Final = re.compile(r"(?i)</(?:p|div|li|h[1-6]|blockquote|tr)\s*>|<br\s*/?>")
BLANK_LINES: Final = re.compile(r"\s*\n\s*\n\s*")


def read_feed(
    stream: io.BufferedReader, key: str, options: ReadOptions
) -> Iterator[Part | Failure]:
    """Read the entries of a feed, in its order; nothing that they link to is fetched.

    Raises:
        DocumentError: Not a feed, or one that declares entities of its own.
    """
    raw = read_whole(stream, key, options.max_file_bytes)
    if not raw.strip():
        raise EMPTY.error(key)
    if ENTITY.search(raw):
        raise BAD_FEED.error(key, ": it declares entities")
    try:
        feed = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=True)
    except PARSER_ERRORS as error:
        raise BAD_FEED.error(key, short(error)) from error
    if not feed.entries:
        problem = feed.get("bozo_exception")
        raise BAD_FEED.error(key, short(problem) if problem else ": it has no entries")
    for number, entry in enumerate(feed.entries, 1):
        own = f"{key}#{number}"
        text = _text(entry)
        if text.strip():
            given = _given(entry, feed.feed)
            yield Part(key=own, text=text, raw=text.encode(), media_type=MEDIA_TYPE, given=given)
        else:
            yield NO_TEXT_FIELD.failure(own)


def _text(entry: Any) -> str:
    contents = [c.get("value", "") for c in entry.get("content", ())] or [entry.get("summary", "")]
    body = max(contents, key=len)
    if "<" not in body:
        return str(body)
    try:
        tree = html.fromstring(
            f"<div>{BLOCK_END.sub(lambda m: m[0] + chr(10) + chr(10), body)}</div>"
        )
    except (LxmlError, ValueError):
        return ""
    return BLANK_LINES.sub("\n\n", tree.text_content()).strip()


def _given(entry: Any, feed: Any) -> Given:
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    authors = tuple(a["name"] for a in entry.get("authors", ()) if a.get("name"))
    return Given(
        title=entry.get("title") or None,
        published=datetime.fromtimestamp(timegm(when), UTC).isoformat() if when else None,
        outlet=feed.get("title") or None,
        url=entry.get("link") or None,
        authors=authors,
        language=feed.get("language") or None,
        method="entry of a feed",
    )
