"""Plain JSON values back to records: the way back from `rashomon.model.encode`.

>>> from rashomon.model.span import Span
>>> from_plain(Span, {"start": 4, "end": 8, "text": "army"})
Span(start=4, end=8, text='army')
"""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

import msgspec

from rashomon.model.encode import HIDDEN

T = TypeVar("T")
Decoder = Callable[[Any], Any]
PLAIN: Final[dict[type, tuple[type, ...]]] = {
    str: (str,),
    int: (int,),
    float: (int, float),
    bool: (bool,),
}
"""Scalars, and what JSON gives for them: a whole float comes back as an integer."""


MUST: Final = object()
_parser: Final = msgspec.json.Decoder()


class DecodeError(ValueError):
    """A plain value has not the form of the record that it should become."""


def from_plain(cls: type[T], value: Any) -> T:
    """Turn plain JSON values into a record.

    Args:
        cls: A record's class; any type that a record's field may have will do, too.
        value: What `to_plain` gave for it.

    Returns:
        The record. Fields left out have their defaults; without one they are None or empty where
        their type allows that.

    Raises:
        DecodeError: A field is unknown, missing or of another type.
    """
    kind: Any = cls
    made: T = _decoder(kind)(value)
    return made


def parse(text: str) -> Any:
    """Give the plain values of a JSON text.

    Raises:
        ValueError: It is none.
    """
    try:
        return _parser.decode(text)
    except msgspec.DecodeError:  # half a character (from names of files), or no JSON at all
        return json.loads(text)


def from_stored(cls: type[T], text: str) -> T:
    """Turn a text that this program wrote into a record, as `from_plain` does but sooner.

    Raises:
        ValueError: It is no JSON.
        DecodeError: A field is missing or of another type; outermost, also where it is unknown.
    """
    value, kind = parse(text), typing.cast("Any", cls)
    if not isinstance(value, dict) or not value.keys() <= _names(kind):
        return from_plain(cls, value)
    _fill(kind, value)
    try:
        return msgspec.convert(value, cls)
    except msgspec.ValidationError:  # said in our words
        return from_plain(cls, value)


def _fill(cls: type, value: Any) -> None:
    """Put into plain values what was left out because it was empty."""
    empty, inner = _left_out(cls)
    for name, nothing in empty.items():
        value.setdefault(name, nothing)
    for name, kind in inner.items():
        there = value.get(name)
        for one in there if isinstance(there, list) else (there,):
            if isinstance(one, dict):
                _fill(kind, one)


@functools.cache
def _names(cls: type) -> frozenset[str]:
    return frozenset(f.name for f in dataclasses.fields(cls) if f.name not in HIDDEN)


@functools.cache
def _left_out(cls: type) -> tuple[dict[str, Any], dict[str, type]]:
    """Give what fields hold when they are left out, and the fields within which some may be."""
    hints = typing.get_type_hints(cls)
    fields = [f for f in dataclasses.fields(cls) if f.name not in HIDDEN]
    must = [f.name for f in fields if f.default is f.default_factory is dataclasses.MISSING]
    empty = {n: found for n in must if (found := _empty(hints[n])) is not MUST}
    inner = {f.name: kind for f in fields for kind in _records(hints[f.name])}
    return empty, {name: kind for name, kind in inner.items() if any(_left_out(kind))}


def _records(kind: Any) -> list[type]:
    """Give the class of the records that a field of this type holds, in a tuple or by itself."""
    found = [one for one in (kind, *typing.get_args(kind)) if dataclasses.is_dataclass(one)]
    return [one for one in found if isinstance(one, type)]


def field_decoder(cls: type, name: str) -> Decoder:
    """Give the function that decodes one field of a record.

    Raises:
        DecodeError: The record has no such field, or it is hidden.
    """
    hints = typing.get_type_hints(cls)
    if name not in hints or name in HIDDEN:
        raise DecodeError(f"{cls.__name__} has no field {name!r}")
    return _decoder(hints[name])


@functools.cache
def _decoder(kind: Any) -> Decoder:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    made = typing.get_origin(kind)
    if made in (types.UnionType, typing.Union):
        return _optional(kind)
    if made is tuple:
        return _tuple(typing.get_args(kind))
    if kind in PLAIN:
        return _scalar(kind)
    raise DecodeError(f"no way to decode {kind}")


def _record(cls: type) -> Decoder:
    hints = typing.get_type_hints(cls)
    shown = [f for f in dataclasses.fields(cls) if f.name not in HIDDEN]
    needed = frozenset(
        f.name
        for f in shown
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    )
    empty = {name: found for name in needed if (found := _empty(hints[name])) is not MUST}
    fields: dict[str, Decoder] = {f.name: _decoder(hints[f.name]) for f in shown}
    as_it_is = {f.name: _as_it_is(hints[f.name]) for f in shown}
    nothing: frozenset[type] = frozenset()

    def decode(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise DecodeError(f"{cls.__name__}: not an object but {type(value).__name__}")
        try:
            made = {
                name: one if type(one) in as_it_is.get(name, nothing) else fields[name](one)
                for name, one in value.items()
            }
        except KeyError as error:
            raise DecodeError(f"{cls.__name__}: unknown field {error}") from None
        for name in () if needed <= made.keys() else sorted(needed - made.keys()):
            if name not in empty:
                raise DecodeError(f"{cls.__name__}: missing {name}")
            made[name] = empty[name]
        return cls(**made)

    return decode


def _as_it_is(kind: Any) -> frozenset[type]:
    """Give the types of plain values that a field of this type takes without a look at them."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return frozenset({type(None)}).union(*map(_as_it_is, typing.get_args(kind)))
    return frozenset({kind}) if kind in PLAIN else frozenset()


def _empty(kind: Any) -> Any:
    """What a field of this type holds when it is left out."""
    made = typing.get_origin(kind)
    if made in (types.UnionType, typing.Union):
        return None
    args = typing.get_args(kind)
    return () if made is tuple and args[-1] is Ellipsis else MUST


def _optional(kind: Any) -> Decoder:
    inner = [a for a in typing.get_args(kind) if a is not type(None)]
    if len(inner) != 1:
        raise DecodeError(f"no way to decode {kind}")
    decode = _decoder(inner[0])
    return lambda value: None if value is None else decode(value)


def _tuple(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        each = _decoder(args[0])
        return lambda value: tuple(each(one) for one in _list(value))
    parts = [_decoder(arg) for arg in args]

    def decode(value: Any) -> Any:
        if len(_list(value)) != len(parts):
            raise DecodeError(f"{len(parts)} values expected, not {len(value)}")
        return tuple(part(one) for part, one in zip(parts, value, strict=True))

    return decode


def _list(value: Any) -> Any:
    if not isinstance(value, (list, tuple)):
        raise DecodeError(f"not a list but {type(value).__name__}")
    return value


def _scalar(kind: type) -> Decoder:
    allowed: Any = PLAIN[kind]

    def decode(value: Any) -> Any:
        if not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool):
            raise DecodeError(f"not {kind.__name__} but {type(value).__name__}")
        return float(value) if kind is float else value

    return decode
