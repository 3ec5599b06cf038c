"""Move records from the shadow text back to the document's own text.

Layers count in the repaired shadow; people are shown the original. Every `Span` inside a
record is replaced by the span of the original characters behind it.
"""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from rashomon.model.span import Span

Record = TypeVar("Record")
ToOriginal = Callable[[int, int], tuple[int, int]]


def shift(record: Record, to_original: ToOriginal, text: str) -> Record:
    """Give the same record with all its spans in the original text.

    Args:
        record: A frozen record, a tuple of records, or a plain value.
        to_original: Maps ``(start, end)`` of the shadow to the original.
        text: The original text, from which the spans' words are taken anew.
    """
    moved: Any = _shift(record, to_original, text)
    return moved  # type: ignore[no-any-return]


def _shift(value: Any, to_original: ToOriginal, text: str) -> Any:
    if isinstance(value, Span):
        start, end = to_original(value.start, value.end)
        return Span(start, end, text[start:end])
    if isinstance(value, tuple):
        return tuple(_shift(v, to_original, text) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {
            f.name: _shift(getattr(value, f.name), to_original, text)
            for f in dataclasses.fields(value)
            if isinstance(getattr(value, f.name), (Span, tuple))
            or dataclasses.is_dataclass(getattr(value, f.name))
        }
        return dataclasses.replace(value, **changes) if changes else value
    return value
