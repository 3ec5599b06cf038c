"""What no event is aimed at: an abstraction, a place that is only left, a word of the event itself.

"It will take *patience*", "the buses left *Kestrel*", "they took nine men *hostage*": the score
calls these targets, for they stand where targets stand. A place that is left or held becomes the
place of the event.
"""

from collections.abc import Iterable
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers.did_found import Found
from rashomon.layers.did_people import INTANGIBLE
from rashomon.layers.did_reach import is_party
from rashomon.layers.did_setting import take_place
from rashomon.layers.did_sides import take_sides
from rashomon.layers.did_unhit import drop_unhit
from rashomon.layers.windows import covering, head_of
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list
from rashomon.model.place import PlaceMention

PLACED: Final = frozenset({"RETREAT", "CONTROL"})
"""Types whose object is where they happen: "left Kestrel", "holds Selm"."""
SPEECH: Final = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONSULT", "AGREE", "REQUEST"})
"""Types that may be aimed at an act: "condemned the raid"."""
JUDGED: Final = frozenset({"against", "on", "upon", "towards", "toward"})
RESULT: Final = word_list("did.captives")
TOLLS: Final = word_list("did.tolls")


def drop_things(doc: Doc, items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Take off targets that are nobody and nothing that could be hit.

    Args:
        doc: The document.
        items: The triggers of a sentence.
        parts: By token index, the fields of each event; changed.
    """
    items = list(items)
    acts = {i.token.i for i in items if i.kind == "event"}
    for item in items:
        fields = parts[item.token.i]
        kept = []
        for target in fields["targets"]:
            head = head_of(doc, target.mention)
            if head is None or not _is_thing(doc, head, item, acts):
                kept.append(target)
            elif item.type in PLACED and not fields["places"]:
                place = _place_at(doc, head)
                if place is not None:
                    take_place(fields, [place], "did.place.object")
        fields["targets"] = tuple(kept)
    drop_unhit(doc, items, parts)
    take_sides(doc, items, parts)


def _is_thing(doc: Doc, head: Token, item: Found, acts: set[int]) -> bool:
    if item.kind == "assessment":
        led = head.dep_ == "pobj" and head.head.lower_ in JUDGED
        return not (led and is_party(doc, head))
    if head.lemma_.lower() in RESULT and head.tag_ == "NN":
        return not any(c.dep_ in ("det", "poss", "nummod") for c in head.children)
    if head.lemma_.lower() in TOLLS:
        return True
    if head.i in acts and item.type not in SPEECH and head.i != item.token.i:
        return head.pos_ == "VERB" or _class_of(head) == "event"
    if item.type in PLACED:
        place = _place_at(doc, head)
        if place is not None and place.kind == "country":
            near = item.token.i in (head.head.i, head.head.head.i)
            return near and head.dep_ in ("dobj", "pobj")  # else it is a party
        return place is not None or _class_of(head) == "place"
    return item.type is None and _class_of(head) in INTANGIBLE and not is_party(doc, head)


def _class_of(head: Token) -> str | None:
    known = load_events().nouns.get(head.lemma_.lower()) if head.pos_ == "NOUN" else None
    return known.classes[0] if known is not None else None


def _place_at(doc: Doc, head: Token) -> PlaceMention | None:
    """Give the place mention that a word stands in, demonyms left out."""
    found: PlaceMention | None = covering(doc._.places, head.idx)
    return None if found is None or found.demonym else found
