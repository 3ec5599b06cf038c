"""Records to plain JSON values: the same bytes for the same record, always."""

import dataclasses
import functools
import json
from typing import Any, Final

HIDDEN = frozenset({"head", "via", "raw", "acting", "reached", "foretold"})
"""Fields that live inside the program only: token indexes, original bytes, things that act."""
COORDINATES: Final = frozenset(("lat", "lon"))
AS_IT_IS: Final = frozenset((str, int, bool, type(None)))
EMPTY: Final = object()


def to_plain(value: Any) -> Any:
    """Turn a record, or a tuple or dict of them, into dicts, lists and scalars.

    Returns:
        Plain values; floats rounded (coordinates to five decimals, all else to three), whole
        floats as integers, hidden fields left out.
    """
    return _encode(value, 3, False)


def to_sparse(value: Any) -> Any:
    """Turn a record into plain values, without the fields that are empty or have their default.

    `rashomon.model.decode.from_plain` gives the same record back.
    """
    return _encode(value, 3, True)


def _encode(value: Any, digits: int, is_sparse: bool) -> Any:
    kind: Any = type(value)
    if kind in AS_IT_IS:
        return value
    if kind is float:
        return _number(value, digits)
    if isinstance(value, (tuple, list)):
        return [_encode(one, 3, is_sparse) for one in value]
    if isinstance(value, dict):
        return {str(k): _encode(one, 3, is_sparse) for k, one in value.items()}
    fields = _fields(kind)
    if not fields:
        return value
    made = {}
    for name, decimals, default in fields:
        one = getattr(value, name)
        kind = type(one)
        if is_sparse and (
            one is None or (kind is tuple and not one)
            if default is EMPTY
            else kind is type(default) and one == default
        ):
            continue
        made[name] = one if kind in AS_IT_IS else _encode(one, decimals, is_sparse)
    return made


def to_json_line(value: Any) -> str:
    """Encode a record as one line of JSON, keys in the order of the record's fields."""
    return json.dumps(to_plain(value), ensure_ascii=False)


@functools.cache
def _fields(kind: Any) -> tuple[tuple[str, int, Any], ...]:
    """Name, decimals and default of a record's fields; none where it is no record."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(
        (f.name, 5 if f.name in COORDINATES else 3, _default(f))
        for f in dataclasses.fields(kind)
        if f.name not in HIDDEN
    )


def _default(field: "dataclasses.Field[Any]") -> Any:
    return EMPTY if field.default is dataclasses.MISSING else field.default


def _number(value: float, digits: int) -> float | int:
    rounded = round(value, digits)
    return int(rounded) if rounded == int(rounded) else rounded
