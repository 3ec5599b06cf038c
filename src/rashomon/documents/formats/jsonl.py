"""JSONL: one object a line. A broken line is one failure; the lines after it are read."""

import io
import json
from collections.abc import Iterator
from typing import Any, Final

from rashomon.documents.decode import as_utf8, decode
from rashomon.documents.formats.base import short
from rashomon.documents.formats.records import record_part
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Part
from rashomon.documents.problems import BAD_JSON, EMPTY, TOO_LARGE, DocumentError
from rashomon.model.document import Failure

MEDIA_TYPE: Final = "application/x-ndjson"
ESCAPED: Final = 6
"""A character may take six bytes as JSON ("\\u0000"): what a line may hold beyond its text."""


def read_jsonl(
    stream: io.BufferedReader, key: str, options: ReadOptions
) -> Iterator[Part | Failure]:
    """Read the lines of a stream one by one; memory holds one line.

    Keys are each line's ``id``, else ``key#n`` with the line's number, counting from 1.

    Raises:
        DocumentError: No line holds anything.
    """
    limit = ESCAPED * options.max_document_bytes
    lines = as_utf8(stream, key, options.encoding)
    number = seen = 0
    while line := lines.readline(limit + 1):
        number += 1
        own = f"{key}#{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(lines)
            seen += 1
            yield TOO_LARGE.failure(own, f"{options.max_document_bytes:,} bytes")
        elif line.strip():
            seen += 1
            yield _line(line, own)
    if not seen:
        raise EMPTY.error(key)


def _skip_line(lines: io.BufferedReader) -> None:
    """Read on to the end of an overlong line without keeping it."""
    while (piece := lines.readline(1 << 16)) and not piece.endswith(b"\n"):
        pass


def _line(line: bytes, key: str) -> Part | Failure:
    raw = line.rstrip(b"\r\n")
    try:
        record: Any = json.loads(decode(raw, key))
    except DocumentError as error:
        return error.failure()
    except (ValueError, RecursionError) as error:
        return BAD_JSON.failure(key, short(error))
    if not isinstance(record, dict):
        return BAD_JSON.failure(key, ": not an object")
    try:
        return record_part(record, key, raw, MEDIA_TYPE)
    except DocumentError as error:
        return error.failure()
