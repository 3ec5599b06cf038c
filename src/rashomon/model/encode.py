"""Records to plain JSON values: the same bytes for the same record, always."""

import dataclasses
import json
from typing import Any

HIDDEN = frozenset({"head", "via", "raw"})
"""Fields that live inside the program only: token indexes, original bytes."""


def to_plain(value: Any) -> Any:
    """Turn a record, or a tuple or dict of them, into dicts, lists and scalars.

    Returns:
        Plain values; floats rounded (coordinates to five decimals, all else to three), whole
        floats as integers, hidden fields left out.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: _number(getattr(value, f.name), f.name)
            if isinstance(getattr(value, f.name), float)
            else to_plain(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.name not in HIDDEN
        }
    if isinstance(value, (tuple, list)):
        return [to_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): to_plain(v) for k, v in value.items()}
    return _number(value, "") if isinstance(value, float) else value


def to_json_line(value: Any) -> str:
    """Encode a record as one line of JSON, keys in the order of the record's fields."""
    return json.dumps(to_plain(value), ensure_ascii=False)


def _number(value: float, name: str) -> float | int:
    rounded = round(value, 5 if name in ("lat", "lon") else 3)
    return int(rounded) if rounded == int(rounded) else rounded
