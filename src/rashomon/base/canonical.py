"""Canonical content and its digests: the same record gives the same bytes on every machine."""

import hashlib
import json
import re
import secrets
import threading
from datetime import UTC, datetime
from typing import Any, Final

import zstandard

from rashomon.model.encode import to_sparse

SALT_BYTES: Final = 16
LEVEL: Final = 6
_write: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_write_ascii: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
SURROGATE: Final = re.compile("[\ud800-\udfff]")


def canonical(value: Any) -> str:
    """Write a record, or plain values, as compact JSON in the order of its fields.

    Empty fields and defaults are left out. Lone surrogates (from names of files) are escaped,
    since no database keeps them.
    """
    plain = to_sparse(value)
    text = _write(plain)
    return _write_ascii(plain) if SURROGATE.search(text) else text


def storable(text: str | None) -> str | None:
    """Give a text that any database takes: NUL and lone surrogates become the replacement mark."""
    return text if text is None else UNSTORABLE.sub("\ufffd", text)


def make_salt() -> bytes:
    """Give fresh random bytes; they lie beside what they salt and go when it goes."""
    return secrets.token_bytes(SALT_BYTES)


def digest(salt: bytes, *parts: str) -> str:
    """Give the SHA-256 (hex) of salt and parts; the lengths keep parts apart."""
    summed = hashlib.sha256(salt)
    for part in parts:
        content = part.encode()
        summed.update(len(content).to_bytes(8, "big"))
        summed.update(content)
    return summed.hexdigest()


class _Packers(threading.local):
    """A thread's own compressor: making one costs more than a small document's compression."""

    def __init__(self) -> None:
        self.packer = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True)


_packers: Final = _Packers()


def compress(content: bytes) -> bytes:
    """Compress bytes (zstandard)."""
    return _packers.packer.compress(content)


def expand(content: bytes) -> bytes:
    """Undo `compress`.

    Raises:
        zstandard.ZstdError: The bytes are damaged.
    """
    return zstandard.ZstdDecompressor().decompress(content)


def now() -> str:
    """Give the present instant in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
