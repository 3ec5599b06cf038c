"""Where the entries of a bulletin happened: "• Kestrel – two killed", "Kestrel: two killed".

The place that labels an entry is where all happened that the entry tells without a place.
"""

from collections.abc import Iterator
from typing import Any, Final

from spacy.tokens import Doc

from rashomon.layers.breaks import is_break
from rashomon.layers.breaks_labels import labels_of
from rashomon.layers.did_setting import take_place
from rashomon.layers.windows import covering
from rashomon.model.place import PlaceMention

LABELLED: Final = "did.place.label"
NO_ENTRY: Final = frozenset({"country", "continent"})
"""Kinds of places that speak where they stand in front of a colon: "*Valdoria*: we did not"."""


def place_entries(doc: Doc, parts: dict[int, dict[str, Any]]) -> None:
    """Give events of an entry the place of its label.

    Args:
        doc: The document.
        parts: By token index, the fields of each event; changed.
    """
    entries = [*_labelled(doc), *_before_colons(doc)]
    for start, end, mention in entries:
        for index in range(start, end):
            fields = parts.get(index)
            if fields is not None and not fields["places"]:
                take_place(fields, [mention], LABELLED)


def _labelled(doc: Doc) -> Iterator[tuple[int, int, PlaceMention]]:
    labels = labels_of(doc)
    for end, start in labels.items():
        place = next(
            (p for p in (covering(doc._.places, t.idx) for t in doc[start:end]) if p), None
        )
        if place is not None and not place.demonym:
            yield end + 1, _line_end(doc, end + 1, labels), place


def _before_colons(doc: Doc) -> Iterator[tuple[int, int, PlaceMention]]:
    """Yield the entries of lines like "Kestrel: two killed", whose label is a place and no more."""
    for mention in doc._.places:
        if mention.demonym or mention.kind in NO_ENTRY:
            continue
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None or span.end + 1 >= len(doc) or doc[span.end].text != ":":
            continue
        if span.start == 0 or is_break(doc[span.start - 1]):
            yield span.end + 1, _line_end(doc, span.end + 1, {}), mention


def _line_end(doc: Doc, start: int, labels: dict[int, int]) -> int:
    opening = set(labels.values())
    for index in range(start, len(doc)):
        if is_break(doc[index]) or index in opening:
            return index
    return len(doc)
