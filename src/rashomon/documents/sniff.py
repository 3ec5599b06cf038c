"""Which format an input is: by its name, and where the name says nothing, by its first bytes."""

import re
from pathlib import PurePosixPath
from typing import Final

from rashomon.documents.decode import MARKS
from rashomon.documents.problems import BINARY

BY_SUFFIX: Final = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".warc": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
}
PACKED: Final = (".gz", ".zst", ".zstd")
SIGNATURES: Final = ((b"%PDF-", "pdf"), (b"WARC/", "warc"))
OTHER_BINARY: Final = {
    b"\xd0\xcf\x11\xe0": " (an old Word file, perhaps)",
    b"{\\rtf": " (RTF)",
    b"7z\xbc\xaf": " (a 7-Zip archive)",
    b"Rar!": " (a RAR archive)",
    b"BZh": " (bzip2)",
    b"\xfd7zXZ": " (xz)",
    b"\x89PNG": " (an image)",
    b"\xff\xd8\xff": " (an image)",
    b"GIF8": " (an image)",
    b"\x7fELF": " (a program)",
    b"SQLite format 3": " (a database)",
}
FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
HTML: Final = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
MAIL: Final = re.compile(rb"\A(?:[A-Za-z-]+:[ ][^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.MULTILINE)
MAIL_FIELD: Final = re.compile(
    rb"(?m)^(?:Received|Message-ID|MIME-Version|Return-Path):", re.IGNORECASE
)
JSON_LINE: Final = re.compile(rb'\A\s*\{\s*"')
ZIP: Final = b"PK\x03\x04"


def find_format(key: str, start: bytes) -> str:
    """Tell the format of an input.

    Args:
        key: Its key; endings such as ``.gz`` are passed over.
        start: Its first bytes, expanded.

    Returns:
        One of `options.FORMATS`.

    Raises:
        DocumentError: A binary format that can't be read.
    """
    for signature, name in SIGNATURES:
        if start.startswith(signature):
            return name
    if start.startswith(ZIP):
        return _zip(key, start)
    for signature, hint in OTHER_BINARY.items():
        if start.startswith(signature):
            raise BINARY.error(key, hint)
    by_name = BY_SUFFIX.get(suffix(key))
    if by_name == "feed" and not FEED.search(start):
        by_name = "html" if HTML.match(start) else "feed"
    return by_name or _by_content(start)


def suffix(key: str) -> str:
    """Give the ending of a name, without those of compressed files: ".jsonl" of "a.jsonl.gz"."""
    path = PurePosixPath(key.lower())
    while path.suffix in PACKED:
        path = path.with_suffix("")
    return path.suffix


def _zip(key: str, start: bytes) -> str:
    if suffix(key) == ".docx" or b"word/" in start or b"[Content_Types].xml" in start:
        return "docx"
    raise BINARY.error(key, " (a ZIP archive)")


def _by_content(start: bytes) -> str:
    if any(start.startswith(mark) for mark, _ in MARKS[1:]):
        return "text"
    plain = start.removeprefix(MARKS[0][0])
    if HTML.match(plain):
        return "html"
    if FEED.search(plain[:2000]) and plain.lstrip().startswith(b"<"):
        return "feed"
    if JSON_LINE.match(plain):
        return "jsonl"
    if MAIL.match(plain) and MAIL_FIELD.search(plain):
        return "eml"
    return "text"
