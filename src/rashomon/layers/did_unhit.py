"""What violence neither hits nor comes from: ground it happens on, an idea, a part of a body.

"An attack *in Kestrel*" has a place and no target, "an attack on *freedom*" hits nobody,
"shot in the *leg*" is done to whose leg it is; and no *fact*, no *victim* and no *war* attacks
anybody. The scores take such words for parties, for they stand where parties stand.
"""

from collections.abc import Iterable
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import actor_at, is_intangible, participant
from rashomon.layers.did_setting import take_place
from rashomon.layers.windows import covering, head_of
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list
from rashomon.model.actor import Participant
from rashomon.model.place import PlaceMention

HARM: Final = frozenset({"ASSAULT", "COERCE"})
LOCATING: Final = frozenset("in at near around throughout across along inside outside off".split())
SHELLED: Final = frozenset({"aerial", "heavy-weapons", "drone", "destroy"})
"""Modes of violence of which a road itself may be the target."""
ADMINISTERED: Final = frozenset("department province municipality district county canton".split())
WAYS: Final = word_list("did.ways")
BODY: Final = word_list("did.body-parts")
IDEAS: Final = word_list("did.ideas")
STAKES: Final = word_list("did.stakes")
SUFFERERS: Final = word_list("did.sufferers")
DISTANCES: Final = word_list("did.distances")
RULE: Final = "did.place.not-hit"


def drop_unhit(doc: Doc, items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Take off violence and force what is no party to them.

    Args:
        doc: The document.
        items: The triggers of a sentence.
        parts: By token index, the fields of each event; changed.
    """
    for item in items:
        if item.type not in HARM or item.sense is None:
            continue
        fields = parts[item.token.i]
        fields["targets"] = _hit(doc, item, fields)
        fields["agents"] = tuple(a for a in fields["agents"] if not _is_no_doer(doc, a, item))


def _hit(doc: Doc, item: Found, fields: dict[str, Any]) -> tuple[Participant, ...]:
    """Give what may be hit; a list goes on with places behind a place. May place the event."""
    kept: list[Participant] = []
    lists: set[int] = set()
    for target in fields["targets"]:
        head = head_of(doc, target.mention)
        if head is None or head.i == item.token.i:
            kept.append(target)
            continue
        first = clause.conj_root(head).i
        if first in lists and actor_at(doc, head) is None:
            continue
        if is_body(head):
            lists.add(first)
            kept += _whose(head)
        elif is_ground(head, item, alone=len(fields["targets"]) == 1):
            lists.add(first)
            place = _place_of(head)
            if place is not None and not fields["places"]:
                take_place(fields, [place], RULE)
        elif not is_idea(head, item):
            kept.append(target)
    return tuple(dict.fromkeys(kept))


def is_ground(head: Token, item: Found, *, alone: bool = False) -> bool:
    """Tell where violence happens from what it hits: "clashes *in* Ostry", "an ambush *on* a road".

    Args:
        head: Head of what was taken for a target.
        item: The trigger.
        alone: Nothing else is a target: force is put on a place ("a curfew *in* Ostry") as well.
    """
    if item.type != "ASSAULT" and alone:
        return False
    top = clause.conj_root(head)
    if top.dep_ in ("compound", "amod") and top.head.dep_ == "pobj":
        top = top.head
    if top.dep_ != "pobj" or head.is_ancestor(item.token):
        return False
    way = top.head.lower_
    if way == "between":
        return _runs_between(top.head.head)
    if head.lemma_.lower() in WAYS and (way == "on" or way in LOCATING):
        return item.sense is None or item.sense.mode not in SHELLED
    if way not in LOCATING or (way == "at" and item.token.pos_ in clause.VERBAL):
        return False
    if _place_of(head) is not None or (_is_area(head) and not _is_named(head)):
        return True
    return way == "in" and head.pos_ == "PROPN" and actor_at(head.doc, head) is None


def _runs_between(thing: Token) -> bool:
    """Tell what has its ends behind "between" from two who fight: "the *road* between X and Y"."""
    lemma = thing.lemma_.lower()
    if thing.pos_ in clause.VERBAL or lemma in WAYS:
        return True
    known = load_events().nouns.get(lemma)
    return known is not None and known.classes[0] in STANDING


STANDING: Final = frozenset({"person", "group", "vehicle", "building", "infrastructure"})
"""Classes of nouns for what stands somewhere: "a *patrol* between Dovrin and Kestrel"."""


def _place_of(head: Token) -> PlaceMention | None:
    """Give the place that a word names, or of which it says what it is: "*Cauca* department"."""
    near = [head]
    if _is_area(head):
        near += [c for c in head.children if c.dep_ in ("compound", "nmod")]
    for token in near:
        found: PlaceMention | None = covering(head.doc._.places, token.idx)
        if found is not None and not found.demonym:
            return found
    return None


def _is_area(head: Token) -> bool:
    if head.lower_ in ADMINISTERED:
        return True
    known = load_events().nouns.get(head.lemma_.lower())
    return known is not None and known.classes[0] == "place"


def _is_named(head: Token) -> bool:
    actor = actor_at(head.doc, head)
    return actor is not None and actor.named and actor.kind != "state"


def is_body(head: Token) -> bool:
    """Tell a part of a body; a "head" is one only where it is somebody's, or shot *in*."""
    if head.lemma_.lower() not in BODY or actor_at(head.doc, head) is not None:
        return False
    owned = any(c.dep_ == "poss" for c in head.children)
    return owned or (head.dep_ == "pobj" and head.head.lower_ in ("in", "to", "through"))


def _whose(part: Token) -> list[Participant]:
    """Give whose part of the body is hurt, if the words say so."""
    owners = (participant(part.doc, c) for c in part.children if c.dep_ == "poss")
    return [p for p in owners if p is not None]


def is_idea(head: Token, item: Found) -> bool:
    """Tell what can't be hit; force may be used on a course of things, violence not."""
    lemma = head.lemma_.lower()
    if lemma in DISTANCES:
        return True
    if head.ent_type_ or head.pos_ == "PROPN" or actor_at(head.doc, head) is not None:
        return False
    return item.type == "ASSAULT" and lemma not in STAKES and _is_abstract(head)


def _is_abstract(head: Token) -> bool:
    lemma = head.lemma_.lower()
    known = load_events().nouns.get(lemma)
    if lemma in IDEAS:
        return True
    if known is None:
        return is_intangible(head)
    return known.classes[0] in ("abstract", "time") and known.classes[-1] != "infrastructure"


def _is_no_doer(doc: Doc, agent: Participant, item: Found) -> bool:
    """Tell what does no harm: the deed itself, who suffers, an idea."""
    head = head_of(doc, agent.mention)
    if head is None or agent.named or head.pos_ == "PRON":
        return False
    if head.i == item.token.i or is_sufferer(head):
        return True
    return agent.kind is None and _is_abstract(head)


def is_sufferer(head: Token) -> bool:
    """Tell a word for who suffers violence: "Marenna is the *victim* of an attack"."""
    return head.lemma_.lower() in SUFFERERS
