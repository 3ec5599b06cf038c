"""Web archives: one document for each archived page, PDF or text."""

import io
from collections.abc import Iterator
from typing import Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from rashomon.documents.decode import decode
from rashomon.documents.formats.base import PARSER_ERRORS, short
from rashomon.documents.formats.html import page
from rashomon.documents.formats.pdf import read_pdf
from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import BAD_ARCHIVE, DocumentError
from rashomon.documents.unpack import read_whole
from rashomon.model.document import Failure

PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
OK: Final = 200


def read_warc(
    stream: io.BufferedReader, key: str, options: ReadOptions
) -> Iterator[Part | Failure]:
    """Read the responses of an archive that brought a page, a PDF or a text.

    Numbers in keys count the records of the archive from 1, so that they do not move when more
    kinds of record are read. Records of other kinds are passed over.

    Raises:
        DocumentError: The archive breaks off or is none.
    """
    records = ArchiveIterator(_Told(stream), parse_http=True, auto_decode="all")
    number = seen = 0
    while True:
        number += 1
        try:
            record = next(records, None)
        except PARSER_ERRORS as error:
            raise BAD_ARCHIVE.error(f"{key}#{number}", short(error)) from error
        if record is None:
            break
        for part in _document(record, f"{key}#{number}", options):
            seen += 1
            yield part
    if not seen:
        raise BAD_ARCHIVE.error(key, ": it holds no page, PDF or text")


class _Told(io.RawIOBase):
    """A stream that knows its place, which the archive reader asks for and never moves."""

    def __init__(self, inner: io.BufferedReader) -> None:
        self.inner = inner
        self.place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        size = self.inner.readinto(buffer)
        self.place += size
        return size


def _document(record: WarcRecord, key: str, options: ReadOptions) -> Iterator[Part | Failure]:
    kind = _kind(record)
    if kind is None:
        return
    url = record.headers.get("WARC-Target-URI")
    retrieved_at = record.headers.get("WARC-Date")
    try:
        raw = _body(record, key, options.max_document_bytes)
        part = _part(raw, key, kind, options, url)
    except DocumentError as error:
        yield error.failure()
        return
    given = part.given
    yield Part(
        key=key,
        text=part.text,
        raw=raw,
        media_type=kind,
        given=Given(
            title=given.title,
            published=given.published,
            outlet=given.outlet,
            url=url,
            authors=given.authors,
            retrieved_at=retrieved_at,
            retrieved_by="web archive",
            method=given.method,
            made=given.made,
        ),
    )


def _kind(record: WarcRecord) -> str | None:
    """Give the media type of a record that holds a document, else None."""
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    if record.is_http and record.http_headers is not None:
        if record.http_headers.status_code not in (OK, None):
            return None
        kind = (record.http_content_type or "").lower()
    else:
        kind = (record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    return kind if kind in (*PAGE_TYPES, "text/plain", "application/pdf") else None


def _body(record: WarcRecord, key: str, limit: int) -> bytes:
    try:
        return read_whole(record.reader, key, limit)
    except PARSER_ERRORS as error:
        raise BAD_ARCHIVE.error(key, short(error)) from error


def _part(raw: bytes, key: str, kind: str, options: ReadOptions, url: str | None) -> Part:
    if kind in PAGE_TYPES:
        return page(raw, key, url=url)
    if kind == "application/pdf":
        return next(read_pdf(io.BufferedReader(io.BytesIO(raw)), key, options))
    return Part(key=key, text=decode(raw, key), raw=raw, media_type=kind)
