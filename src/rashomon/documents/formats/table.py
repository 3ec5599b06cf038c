"""CSV and TSV tables: one document a row, columns named by option or by the fields' names."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from rashomon.documents.decode import as_utf8, decode
from rashomon.documents.formats.base import short
from rashomon.documents.formats.records import record_part
from rashomon.documents.options import FIELDS, ReadOptions
from rashomon.documents.parts import Part
from rashomon.documents.problems import BAD_TABLE, EMPTY, TOO_LARGE, DocumentError
from rashomon.model.document import Failure

DELIMITERS: Final = (",", ";", "\t", "|")
MEDIA_TYPE: Final = "text/csv"


def read_csv(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part | Failure]:
    """Read a table with a header; memory holds one row.

    Keys are the column ``id``, else ``key#n`` with the number of the row, counting from 1
    without the header. A document's bytes are those of its row.

    Raises:
        DocumentError: No column holds the text, a row is broken beyond reading on, or too large.
    """
    lines = _Lines(as_utf8(stream, key, options.encoding), key, options.max_document_bytes)
    header = next(lines, "")
    if not header.strip():
        raise EMPTY.error(key)
    delimiter = options.delimiter or max(DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter))
    places = _places(names, key, options)
    csv.field_size_limit(max(csv.field_size_limit(), 2 * options.max_document_bytes))
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        lines.start_record()
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise BAD_TABLE.error(f"{key}#{number + 1}", short(error)) from error
        if cells is None:
            break
        number += 1
        if not any(cells):
            continue
        record = {field: cells[at] for field, at in places.items() if at < len(cells)}
        try:
            yield record_part(record, f"{key}#{number}", lines.record(), MEDIA_TYPE)
        except DocumentError as error:
            yield error.failure()
    if not number:
        raise EMPTY.error(key)


def read_tsv(stream: io.BufferedReader, key: str, options: ReadOptions) -> Iterator[Part | Failure]:
    """Read a table whose cells are told apart by tabs; the delimiter is told as for CSV."""
    yield from read_csv(stream, key, options)


def _places(names: list[str], key: str, options: ReadOptions) -> dict[str, int]:
    """Say in which column each field stands; names count without case."""
    at = {name.strip().casefold(): place for place, name in reversed(list(enumerate(names)))}
    places = {}
    for field in FIELDS:
        column = options.columns.get(field, field).strip().casefold()
        if column in at:
            places[field] = at[column]
        elif field in options.columns or field == "text":
            shown = ", ".join(names)[:200]
            raise BAD_TABLE.error(key, f" {options.columns.get(field, field)!r}; it has {shown}")
    return places


class _Lines:
    """Decoded lines of a table that remember the bytes of the row being read."""

    def __init__(self, stream: io.BufferedReader, key: str, limit: int) -> None:
        self.stream = stream
        self.key = key
        self.limit = limit
        self.kept: list[bytes] = []
        self.size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.stream.readline(self.limit + 1)
        if not line:
            raise StopIteration
        self.size += len(line)
        if self.size > 2 * self.limit or len(line) > self.limit:
            raise TOO_LARGE.error(self.key, f"{self.limit:,} bytes")
        self.kept.append(line)
        return decode(line, self.key)

    def start_record(self) -> None:
        """Forget the row before."""
        self.kept = []
        self.size = 0

    def record(self) -> bytes:
        """Give the bytes of the row, without its line end."""
        return b"".join(self.kept).rstrip(b"\r\n")
