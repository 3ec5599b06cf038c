"""What every format reader is, and what they share."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from rashomon.documents.options import ReadOptions
from rashomon.documents.parts import Part
from rashomon.model.document import Failure

Reader = Callable[[io.BufferedReader, str, ReadOptions], Iterator[Part | Failure]]
"""Reads one opened input: its stream (already expanded), its key, the options. A reader raises
`DocumentError` where nothing more can be read, and yields a `Failure` where the rest still can."""

PARSER_ERRORS: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    KeyError,
    IndexError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What parsers of other people's formats are known to raise on broken input."""


def short(error: BaseException) -> str:
    """Give an error's first line as a detail: " (bad header)"."""
    text = str(error).strip().split("\n")[0][:120]
    return f" ({text or type(error).__name__})"
