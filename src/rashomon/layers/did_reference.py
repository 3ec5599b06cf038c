"""Which of several places an event only is told from: "in Kestrel, 40 km west of *Dovrin*".

Where one place says where it was, another that only helps to find it on the map is none of its
places. Alone it stays: "fighting west of *Dovrin*" is near Dovrin as far as the text says.
"""

from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.windows import covering
from rashomon.lexicon.words import word_list
from rashomon.model.place import EventPlace

DIRECTIONS: Final = word_list("did.directions")
DISTANCES: Final = word_list("did.distances")
BESIDE: Final = frozenset(("near", "outside", "beside"))
LEAD: Final = 5
"""Words in front of a name that may tell a direction or a distance."""


def drop_references(doc: Doc, parts: dict[int, dict[str, Any]]) -> None:
    """Take points of reference off events that have another place; changes `parts`."""
    known: dict[int, bool] = {}
    for own in parts.values():
        places: tuple[EventPlace, ...] = own["places"]
        if len(places) < 2:
            continue
        for place in places:
            if place.mention.start not in known:
                known[place.mention.start] = is_reference(doc, place)
        kept = tuple(p for p in places if not known[p.mention.start])
        if kept:
            own["places"] = kept


def is_reference(doc: Doc, place: EventPlace) -> bool:
    """Tell a place that another is told from: "north of X", "9 km from X", "Kestrel near X"."""
    span = doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    if span is None or not span.start:
        return False
    at = span.start - 1
    if doc[at].lower_ == "the" and at:
        at -= 1
    word = doc[at].lower_
    before = doc[max(0, at - LEAD) : at]
    if word == "of":
        return bool(len(before)) and before[-1].lower_ in DIRECTIONS
    if word in ("from", "away"):
        return any(_is_distance(t) for t in before)
    return word in BESIDE and _is_place(doc, before)


def _is_distance(token: Token) -> bool:
    return token.lemma_.lower() in DISTANCES or token.lower_ in DISTANCES


def _is_place(doc: Doc, before: Span) -> bool:
    """Tell a name of a place that ends right in front: "Kestrel, near Dovrin"."""
    words = [t for t in before if not t.is_punct]
    if not words:
        return False
    mention = covering(doc._.places, words[-1].idx)
    return mention is not None and not mention.demonym
