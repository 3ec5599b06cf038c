"""Read inputs one after the other: every one gives documents or says why not."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from rashomon.documents.build import build
from rashomon.documents.formats.base import Reader, short
from rashomon.documents.formats.docx import read_docx
from rashomon.documents.formats.feed import read_feed
from rashomon.documents.formats.html import read_html
from rashomon.documents.formats.jsonl import read_jsonl
from rashomon.documents.formats.mail import read_mail
from rashomon.documents.formats.pdf import read_pdf
from rashomon.documents.formats.table import read_csv, read_tsv
from rashomon.documents.formats.text import read_markdown, read_text
from rashomon.documents.formats.warc import read_warc
from rashomon.documents.inputs import STDIN_KEY, Found, find_inputs, open_input
from rashomon.documents.options import ReadOptions
from rashomon.documents.problems import EMPTY, UNREADABLE, DocumentError
from rashomon.documents.sniff import find_format
from rashomon.documents.unpack import unpack
from rashomon.model.document import Document, Failure

READERS: Final[dict[str, Reader]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "eml": read_mail,
    "feed": read_feed,
    "warc": read_warc,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "tsv": read_tsv,
}
CONTAINERS: Final = frozenset(("feed", "warc", "jsonl", "csv", "tsv"))
PEEK: Final = 8192


def read_documents(
    inputs: Sequence[str | Path],
    *,
    options: ReadOptions | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Failure]:
    """Read all documents of all inputs, one in memory at a time.

    Args:
        inputs: Files, folders, patterns, or ``-`` for standard input, in the order to read.
        options: Formats, columns, limits.
        stdin: Stands in for standard input.

    Returns:
        Documents and failures in the order of the inputs; folders and patterns sorted. Nothing
        that was named is passed over without a row.
    """
    chosen = options or ReadOptions()
    for given in inputs:
        for found in find_inputs(given):
            if isinstance(found, Failure):
                yield found
            else:
                yield from _read_file(found, chosen, stdin)


def read_found(found: Found, *, options: ReadOptions | None = None) -> Iterator[Document | Failure]:
    """Read all documents of one file that `find_inputs` gave, with the key that it gave."""
    yield from _read_file(found, options or ReadOptions(), None)


def _read_file(
    found: Found, options: ReadOptions, stdin: BinaryIO | None
) -> Iterator[Document | Failure]:
    try:
        stream = open_input(found, stdin)
    except DocumentError as error:
        yield error.failure()
        return
    try:
        yield from _read_stream(stream, found.key, options)
    finally:
        if found.path is not None:
            stream.close()


def _read_stream(
    stream: io.BufferedReader, key: str, options: ReadOptions
) -> Iterator[Document | Failure]:
    try:
        expanded = unpack(stream, key, options)
        start = expanded.peek(PEEK)[:PEEK]
        if not start:
            raise EMPTY.error(key)
        name = options.format or find_format(key, start)
        single = key == STDIN_KEY and name not in CONTAINERS
        for part in READERS[name](expanded, f"{key}#1" if single else key, options):
            yield part if isinstance(part, Failure) else build(part, options)
    except DocumentError as error:
        yield error.failure()
    except OSError as error:
        yield UNREADABLE.failure(key, short(error))
