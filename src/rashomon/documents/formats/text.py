"""Plain text and Markdown: the text is the input, unchanged.

A Markdown file may begin with front matter ("title: …", "date: …" between two lines of ---) and
has its title in the first heading; both stay in the text and are metadata too.
"""

import io
import re
from collections.abc import Iterator
from typing import Final

from rashomon.documents.decode import decode
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import EMPTY
from rashomon.documents.unpack import read_whole

FRONT_MATTER: Final = re.compile(r"\A---[ ]*\r?\n(?P<lines>(?:.*\r?\n){0,200}?)---[ ]*(?:\r?\n|\Z)")
ENTRY: Final = re.compile(r"^(?P<key>[A-Za-z_-]+):[ ]*(?P<value>.*?)\s*$", re.MULTILINE)
HEADING: Final = re.compile(r"^#[ ]+(?P<title>[^\n]*?)[ #]*\r?$", re.MULTILINE)
HEAD: Final = 20_000
KEYS: Final = {
    "title": "title",
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "outlet": "outlet",
    "language": "language",
    "lang": "language",
}


def read_text(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part]:
    """Read a plain text."""
    raw, text = _read(stream, key, options)
    yield Part(key=key, text=text, raw=raw, media_type="text/plain")


def read_markdown(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part]:
    """Read a Markdown text; its marks stay in it."""
    raw, text = _read(stream, key, options)
    yield Part(key=key, text=text, raw=raw, media_type="text/markdown", given=_front_matter(text))


def _read(stream: io.BufferedReader, key: str, options: ReadOptions) -> tuple[bytes, str]:
    raw = read_whole(stream, key, options.max_document_bytes)
    if not raw.strip():
        raise EMPTY.error(key)
    return raw, decode(raw, key, options.encoding)


def _front_matter(text: str) -> Given:
    head = text[:HEAD]
    found: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    block = FRONT_MATTER.match(head)
    if block:
        for entry in ENTRY.finditer(block["lines"]):
            name, value = entry["key"].lower(), entry["value"].strip("\"'")
            if name in KEYS and value:
                found.setdefault(KEYS[name], value)
            elif name in ("author", "authors", "by") and value:
                names = (part.strip(" \"'") for part in value.strip("[]").split(","))
                authors = tuple(name for name in names if name)
    heading = HEADING.search(head, block.end() if block else 0)
    if heading and heading["title"]:
        found.setdefault("title", heading["title"])
    return Given(**found, authors=authors)  # type: ignore[arg-type]
