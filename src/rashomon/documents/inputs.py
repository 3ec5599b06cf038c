"""From what the caller names (a path, a folder, a pattern, ``-``) to opened files with keys."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from rashomon.documents.problems import NOT_A_FILE, NOT_ALLOWED, NOT_FOUND, URL
from rashomon.model.document import Failure

STDIN: Final = "-"
STDIN_KEY: Final = "stdin"
MAGIC: Final = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read.

    Attributes:
        path: Where it is; None for standard input.
        key: Path relative to the input that led to it, with forward slashes.
    """

    path: Path | None
    key: str


def find_inputs(given: str | Path) -> Iterator[Found | Failure]:
    """Find the files that one input names, sorted by key.

    Args:
        given: A file, a folder (read with all folders in it; hidden files and folders are left
            out), a pattern (``**`` crosses folders), or ``-``.

    Returns:
        Files and, for what cannot be listed or opened, failures; every input gives at least one.
    """
    text = str(given)
    if text == STDIN:
        yield Found(None, STDIN_KEY)
    elif text.startswith(("http://", "https://", "ftp://", "file://")):
        yield URL.failure(text)
    elif not os.path.lexists(text) and MAGIC & set(text):
        yield from _matches(text)
    elif Path(text).is_dir():
        yield from _folder(Path(text), text)
    else:
        yield Found(Path(text), Path(text).name)


def _matches(pattern: str) -> Iterator[Found | Failure]:
    fixed = Path(*_fixed_parts(pattern))
    below = Path(pattern).relative_to(fixed).as_posix()
    found = sorted(p for p in fixed.glob(below) if p.is_file())
    for path in found:
        yield Found(path, path.relative_to(fixed).as_posix())
    if not found:
        yield NOT_FOUND.failure(pattern)


def _fixed_parts(pattern: str) -> list[str]:
    """Give the folders of a pattern in front of its first wildcard."""
    parts: list[str] = []
    for part in Path(pattern).parts[:-1]:
        if MAGIC & set(part):
            break
        parts.append(part)
    return parts


def _folder(root: Path, given: str) -> Iterator[Found | Failure]:
    failures: list[Failure] = []

    def _refused(error: OSError) -> None:
        where = Path(error.filename) if error.filename else root
        key = where.relative_to(root).as_posix() if where != root else given
        problem = NOT_ALLOWED if isinstance(error, PermissionError) else NOT_FOUND
        failures.append(problem.failure(key))

    found = []
    for folder, folders, names in os.walk(root, onerror=_refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                path = Path(folder) / name
                found.append(Found(path, path.relative_to(root).as_posix()))
    inside = root.resolve()
    for item in sorted(found, key=lambda f: f.key):
        path = item.path or root
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            failures.append(NOT_A_FILE.failure(item.key))
        else:
            yield item
    yield from sorted(failures, key=lambda f: f.document_key)
    if not found and not failures:
        yield NOT_FOUND.failure(given, "")


def open_input(found: Found, stdin: BinaryIO | None = None) -> io.BufferedReader:
    """Open one file for reading.

    Args:
        found: What `find_inputs` gave.
        stdin: Stands in for standard input.

    Raises:
        DocumentError: It is not there, not allowed, or no regular file (a pipe would wait for
            ever).
    """
    if found.path is None:
        stream = sys.stdin.buffer if stdin is None else stdin
        return (
            stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Plain(stream))
        )
    try:
        if not stat.S_ISREG(found.path.stat().st_mode):
            raise NOT_A_FILE.error(found.key)
        return found.path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NOT_FOUND.error(found.key) from error
    except PermissionError as error:
        raise NOT_ALLOWED.error(found.key) from error
    except (OSError, ValueError) as error:
        raise NOT_FOUND.error(found.key) from error


class _Plain(io.RawIOBase):
    """Any object with ``read`` as a raw stream."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
