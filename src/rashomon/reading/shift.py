"""Move records from the shadow text back to the document's own text.

Layers count in the repaired shadow; people are shown the original. Every `Span` inside a
record is replaced by the span of the original characters behind it.
"""

import dataclasses
from collections.abc import Callable
from functools import lru_cache
from operator import is_not
from typing import Any, TypeVar

from rashomon.model.span import Span
from rashomon.model.why import Why

Record = TypeVar("Record")
ToOriginal = Callable[[int, int], tuple[int, int]]


def shift(record: Record, to_original: ToOriginal, text: str) -> Record:
    """Give the same record with all its spans in the original text.

    Args:
        record: A frozen record, a tuple of records, or a plain value. What stands in it twice, as a
            participant in an event and in the statement made of it, is moved once.
        to_original: Maps ``(start, end)`` of the shadow to the original.
        text: The original text, from which the spans' words are taken anew.
    """
    moved: Any = _Shift(to_original, text).of(record)
    return moved  # type: ignore[no-any-return]


class _Shift:
    """One run over records that live as long as it does: they are known again by identity."""

    def __init__(self, to_original: ToOriginal, text: str) -> None:
        self.to_original = to_original
        self.text = text
        self.known: dict[int, Any] = {}

    def of(self, value: Any) -> Any:
        key = id(value)
        if key not in self.known:
            self.known[key] = self._moved(value)
        return self.known[key]

    def _moved(self, value: Any) -> Any:
        if isinstance(value, Span):
            start, end = self.to_original(value.start, value.end)
            return Span(start, end, self.text[start:end])
        if isinstance(value, tuple):
            items = tuple(map(self.of, value))
            return items if any(map(is_not, items, value)) else value
        changes: dict[str, Any] = {}
        for name in _field_names(value.__class__):
            held = getattr(value, name)
            if held is not None and held != () and not isinstance(held, (str, int, float)):
                moved = self.of(held)
                if moved is not held:
                    changes[name] = moved
        return dataclasses.replace(value, **changes) if changes else value


@lru_cache(maxsize=64)
def _field_names(kind: type) -> tuple[str, ...]:
    """Give the fields in which a span may stand; a plain value and a reason have none."""
    if kind is Why or not dataclasses.is_dataclass(kind):
        return ()
    return tuple(f.name for f in dataclasses.fields(kind))
