"""Compressed inputs, expanded under a bound.

A few kilobytes of gzip can hold gigabytes of zeros. What comes out is counted as it comes, and
the reading ends where it passes the limit or the ratio; nothing is expanded ahead of need.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol

import zstandard

from rashomon.documents.options import MEBIBYTE, ReadOptions
from rashomon.documents.problems import BAD_DOCX, BOMB, DAMAGED_ARCHIVE, TOO_LARGE

GZIP_MAGIC: Final = b"\x1f\x8b"
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
CHUNK: Final = 64 * 1024
PACKED_CHUNK: Final = 8 * 1024
"""Bytes read ahead count as read: small steps keep the ratio honest."""
LARGEST_WINDOW: Final = 128 * MEBIBYTE
MOST_MEMBERS: Final = 10_000


class Expanded(Protocol):
    """What bytes come out of; all that is asked of it."""

    def read(self, size: int, /) -> bytes:
        """Give at most `size` bytes, none at the end."""


class _Counted(io.RawIOBase):
    """Passes bytes on and counts them."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Bounded(io.RawIOBase):
    """Expands a stream and stops where it expands too far."""

    def __init__(
        self, packed: _Counted, expanded: Expanded, key: str, options: ReadOptions
    ) -> None:
        self.packed = packed
        self.expanded = expanded
        self.key = key
        self.options = options
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        try:
            data = self.expanded.read(min(len(buffer), CHUNK))
        except (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError) as error:
            raise DAMAGED_ARCHIVE.error(self.key, f" ({error})") from error
        self.count += len(data)
        if self.count > self.options.max_expanded_bytes:
            raise BOMB.error(self.key, f"more than {self.options.max_expanded_bytes:,} bytes")
        if self.count > MEBIBYTE and self.count > self.options.max_ratio * self.packed.count:
            raise BOMB.error(self.key, f"more than {self.options.max_ratio} bytes for each byte")
        buffer[: len(data)] = data
        return len(data)


def unpack(stream: io.BufferedReader, key: str, options: ReadOptions) -> io.BufferedReader:
    """Expand a gzip or Zstandard stream under the bounds of `options`; pass on any other.

    Args:
        stream: Told by its first bytes, whatever its name.
        key: For messages.
        options: The limits.

    Returns:
        The expanded stream, which raises `DocumentError` where a bound is passed or the data are
        damaged.
    """
    magic = stream.peek(4)[:4]
    openers: dict[bytes, Callable[[BinaryIO], Expanded]] = {
        GZIP_MAGIC: lambda packed: gzip.GzipFile(fileobj=packed, mode="rb"),
        ZSTD_MAGIC: lambda packed: zstandard.ZstdDecompressor(
            max_window_size=LARGEST_WINDOW
        ).stream_reader(packed, read_size=PACKED_CHUNK, read_across_frames=True),
    }
    for start, opener in openers.items():
        if magic.startswith(start):
            counted = _Counted(stream)
            packed = io.BufferedReader(counted, PACKED_CHUNK)
            bounded: io.RawIOBase = _Bounded(counted, opener(packed), key, options)
            return io.BufferedReader(bounded, CHUNK)
    return stream


def read_whole(stream: Expanded, key: str, limit: int) -> bytes:
    """Read a stream to its end, at most `limit` bytes.

    Raises:
        DocumentError: There is more.
    """
    pieces, size = [], 0
    while data := stream.read(CHUNK):
        size += len(data)
        if size > limit:
            raise TOO_LARGE.error(key, f"{limit:,} bytes")
        pieces.append(data)
    return b"".join(pieces)


def check_zip(data: bytes, key: str, options: ReadOptions) -> None:
    """Refuse a ZIP file (a DOCX is one) that would expand too far; nothing is expanded.

    Raises:
        DocumentError: Not a ZIP file, too many members, or over the limits by its own directory,
            which the unpacking holds every member to.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise BAD_DOCX.error(key, f" ({error})") from error
    size = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise BOMB.error(key, f"{len(members):,} members")
    if size > min(options.max_expanded_bytes, 4 * options.max_file_bytes):
        raise BOMB.error(key, f"{size:,} bytes")
    if size > MEBIBYTE and size > options.max_ratio * max(1, len(data)):
        raise BOMB.error(key, f"more than {options.max_ratio} bytes for each byte")
