"""One record of a JSONL file or a table: named fields to a text with its metadata."""

from collections.abc import Mapping
from typing import Any, Final

from rashomon.documents.parts import Given, Part
from rashomon.documents.problems import FIELD_TYPE, NO_TEXT_FIELD
from rashomon.model.document import Relayed
from rashomon.model.span import Span

TEXTS: Final = (
    "title",
    "published",
    "outlet",
    "url",
    "language",
    "dateline",
    "retrieved_at",
    "retrieved_by",
    "method",
    "archive_url",
    "translated_from",
)
RELAYED: Final = ("author", "outlet", "title", "published")


def record_part(record: Mapping[str, Any], key: str, raw: bytes, media_type: str) -> Part:
    """Make a part of a record.

    Args:
        record: Field -> value; fields that are not known are ignored.
        key: Key without an ``id``.
        raw: Its bytes.
        media_type: Of the record.

    Raises:
        DocumentError: No text, or a field of the wrong form.
    """
    own = record.get("id")
    if own is not None and own != "":
        if isinstance(own, (dict, list, bool)):
            raise FIELD_TYPE.error(key, ": `id`")
        key = str(own)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        wrong = text is not None and not isinstance(text, str)
        raise FIELD_TYPE.error(key, ": `text`") if wrong else NO_TEXT_FIELD.error(key)
    found = {name: _text(record, name, key) for name in TEXTS}
    given = Given(
        **found,
        authors=_authors(record.get("authors"), key),
        derived_from=_derived_from(record.get("derived_from"), key, text),
    )
    return Part(key=key, text=text, raw=raw, media_type=media_type, given=given)


def _text(record: Mapping[str, Any], name: str, key: str) -> Any:
    value = record.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, (dict, list, bool)):
        raise FIELD_TYPE.error(key, f": `{name}`")
    return str(value)


def _authors(value: Any, key: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(a.strip() for a in value.split(";") if a.strip())
    if isinstance(value, list) and all(isinstance(a, str) for a in value):
        return tuple(a for a in value if a)
    raise FIELD_TYPE.error(key, ": `authors`")


def _derived_from(value: Any, key: str, text: str) -> tuple[Relayed, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise FIELD_TYPE.error(key, ": `derived_from`")
    return tuple(
        Relayed(
            **{name: _text(item, name, key) for name in RELAYED},
            mention=_span(item.get("mention"), text),
        )
        for item in value
    )


def _span(value: Any, text: str) -> Span | None:
    """Take over a span that is one of this text; drop any other."""
    if not isinstance(value, dict):
        return None
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return None
    return Span(start, end, text[start:end])
