"""Bytes to text, without changing a character.

UTF-8 first, with or without a byte order mark; UTF-16 and UTF-32 by their mark; then, only for
bytes that are no UTF-8, a careful guess. Line ends stay as they are.
"""

import codecs
import io
from typing import BinaryIO, Final

import charset_normalizer

from rashomon.documents.problems import BINARY, UNDECODABLE

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE: Final = 20_000
CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1b")
CONTROL_SHARE: Final = 0.02
"""Share of control bytes from which bytes are no text."""
FALLBACK: Final = "cp1252"
LAST: Final = "latin-1"
ASCII: Final = 128
MOSTLY_ASCII: Final = 0.1
"""Share of other bytes below which a text is English with a few accents: too few to guess from."""


def decode(data: bytes, key: str, encoding: str | None = None) -> str:
    """Decode a document's bytes.

    Args:
        data: All of it.
        key: For messages.
        encoding: Codec to use instead of finding one.

    Returns:
        The text; a byte order mark is no part of it.

    Raises:
        DocumentError: Binary data, or bytes that the codec refuses.
    """
    if encoding is not None:
        return _strict(data, encoding, key)
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, key)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, key)
    if "\0" in text[:SAMPLE]:
        return _guess(data, key)
    if is_binary(data):
        raise BINARY.error(key)
    return text


def _strict(data: bytes, encoding: str, key: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UNDECODABLE.error(key, f" as {encoding}") from error


def is_binary(data: bytes) -> bool:
    """Tell whether bytes hold too many controls to be text in an 8-bit code or UTF-8."""
    sample = data[:SAMPLE]
    return sum(byte in CONTROLS for byte in sample) > CONTROL_SHARE * len(sample)


def _guess(data: bytes, key: str) -> str:
    sixteen = _utf16_without_mark(data)
    if sixteen is not None:
        return sixteen
    if is_binary(data) or b"\0" in data[:SAMPLE]:
        raise BINARY.error(key)
    sample = data[:SAMPLE]
    few = sum(byte >= ASCII for byte in sample) < MOSTLY_ASCII * len(sample)
    best = None if few else charset_normalizer.from_bytes(sample).best()
    for codec in (best.encoding if best else FALLBACK, FALLBACK, LAST):
        try:
            return data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UNDECODABLE.error(key)


def _utf16_without_mark(data: bytes) -> str | None:
    """Decode UTF-16 that lacks its mark: every other byte of Latin text is zero."""
    sample = data[:SAMPLE]
    half = len(sample) // 2
    if len(data) % 2 or half < 2:
        return None
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
        if zeros > 0.7 * half and others < 0.05 * half:
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                return None
    return None


class _AsUtf8(io.RawIOBase):
    """A stream of another Unicode encoding, read as UTF-8."""

    def __init__(self, inner: BinaryIO, codec: str, key: str) -> None:
        self.inner = inner
        self.decoder = codecs.getincrementaldecoder(codec)()
        self.codec = codec
        self.key = key
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self.ready:
            data = self.inner.read(8192)
            try:
                self.ready = self.decoder.decode(data, final=not data).encode()
            except UnicodeDecodeError as error:
                raise UNDECODABLE.error(self.key, f" as {self.codec}") from error
            if not data:
                break
        size = min(len(buffer), len(self.ready))
        buffer[:size], self.ready = self.ready[:size], self.ready[size:]
        return size


def as_utf8(stream: io.BufferedReader, key: str, encoding: str | None) -> io.BufferedReader:
    """Give a stream of lines as UTF-8, so that lines can be cut at the newline byte.

    Args:
        stream: Told by its byte order mark, which is taken off.
        key: For messages.
        encoding: Codec to use instead; None for UTF-8 unless there is a mark.
    """
    start = stream.peek(4)[:4]
    for mark, codec in MARKS:
        if start.startswith(mark):
            stream.read(len(mark))
            return stream if codec == "utf-8" else _recoded(stream, codec, key)
    return stream if encoding is None else _recoded(stream, encoding, key)


def _recoded(stream: io.BufferedReader, codec: str, key: str) -> io.BufferedReader:
    try:
        return io.BufferedReader(_AsUtf8(stream, codec, key))
    except LookupError as error:
        raise UNDECODABLE.error(key, f" as {codec}") from error
