"""Who takes part by the construction around an event, and what only looks like somebody.

"Brandt was the *opponent* of the treaty" is Brandt's; "villagers who held out in the face of
*shelling*" are shelled; "to kill *all in Kestrel*" is aimed at all in Kestrel; in "supplied tanks"
and "disrupted the peace process" nobody is aimed at by name.
"""

from collections.abc import Iterable
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import actor_at, participant
from rashomon.layers.did_setting import event_place
from rashomon.layers.state import whole_text
from rashomon.layers.windows import covering, head_of
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list
from rashomon.model.actor import Participant
from rashomon.model.span import Span
from rashomon.model.why import Why

BEING: Final = frozenset({"be", "become", "remain"})
HARM: Final = frozenset({"ASSAULT", "COERCE"})
EVERYBODY: Final = frozenset({"all", "everyone", "everybody", "anyone", "those", "many"})
WITHIN: Final = frozenset({"in", "inside", "of", "from", "at"})
GIVING: Final = frozenset({"provide", "supply"})
COURSES: Final = word_list("did.courses")
TAKEN: Final = word_list("did.taken-from")


def add_parties(doc: Doc, items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Complete and clear who takes part, by the construction around each event.

    Args:
        doc: The document.
        items: The triggers of a sentence.
        parts: By token index, the fields of each event; changed.
    """
    for item in items:
        fields = parts[item.token.i]
        if (found := _of_subject(doc, item)) and _is_open(item.token, fields):
            _set(fields, "agents", found, "did.party.subject")
        if item.type in HARM and all(t.name in EVERYBODY for t in fields["targets"]):
            found = _who_faces(doc, item.token) or _everybody(doc, item.token)
            found = found or _people(doc, _farther_against(item, parts))
            if found:
                _set(fields, "targets", found, "did.party.target")
        if clause.is_prepared(item.token):
            _clear_prepared(doc, fields)
        _clear_targets(doc, item, fields)


def _set(fields: dict[str, Any], role: str, found: list[Participant], rule: str) -> None:
    fields[role] = tuple(found)
    fields["why"] = (*fields["why"], Why("did", rule, "by its construction"))


def _people(doc: Doc, heads: Iterable[Token]) -> list[Participant]:
    return [p for t in heads if (p := participant(doc, t)) is not None]


def _of_subject(doc: Doc, item: Found) -> list[Participant]:
    """Give whom a predicate noun is about: "*Brandt* is a foe", "*the Front* has the right"."""
    noun = item.token
    verb = noun.head
    if clause.is_modal_noun(noun):
        return _people(doc, clause.subjects(verb))
    if noun.dep_ != "attr" or noun.pos_ != "NOUN" or verb.lemma_ not in BEING:
        return []
    known = load_events().nouns.get(noun.lemma_.lower())
    is_act = known is not None and known.classes[0] in ("event", "abstract")
    if is_act or (item.type is not None and item.kind != "state"):
        return []
    subjects = clause.own_subjects(verb)
    return _people(doc, [t for t in subjects if actor_at(doc, t) is not None])


def _is_open(noun: Token, fields: dict[str, Any]) -> bool:
    """Tell whether nobody but who stands inside the noun's own phrase is its agent so far."""
    first, last = noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge)
    return all(first <= a.mention.start and a.mention.end <= last for a in fields["agents"])


def _who_faces(doc: Doc, noun: Token) -> list[Participant]:
    """Give who does something "in the face of" violence."""
    top = clause.conj_root(noun)
    face = top.head.head
    if top.dep_ != "pobj" or top.head.lower_ != "of" or face.lower_ != "face":
        return []
    if face.dep_ != "pobj" or face.head.lower_ != "in":
        return []
    verb = face.head.head
    if verb.pos_ not in clause.VERBAL:
        return []
    doers = [t for _, t in clause.prepositional(verb, "by")] if clause.is_passive(verb) else []
    if not doers and verb.dep_ == "acl" and verb.tag_ == "VBN":
        doers = [t for _, t in clause.prepositional(verb, "by")]
    return _people(doc, doers or clause.subjects(verb))


def _farther_against(item: Found, parts: dict[int, dict[str, Any]]) -> list[Token]:
    """Give whom a raid is "against" where words of its means stand between.

    "Conducted raids using drones and artillery *against rebels*": the parser hangs "against" on
    the artillery.
    """
    noun = item.token
    verb = item.light[0] if item.light is not None else noun
    if noun.pos_ != "NOUN" or item.type != "ASSAULT" or noun.dep_ not in ("dobj", "nsubjpass"):
        return []
    for token in noun.doc[noun.i + 1 : min(verb.right_edge.i, noun.i + FARTHEST) + 1]:
        is_deed = token.i in parts and token.pos_ == "VERB" and token.head.i != noun.i
        if is_deed or token.tag_ in ("VBD", "VBZ", "VBP") or token.text == ";":
            return []
        if token.lower_ == "against" and token.dep_ == "prep":
            if token.head.i in parts and token.head.i != noun.i:
                return []
            return [t for c in token.children if c.dep_ == "pobj" for t in clause.conjuncts(c)]
    return []


FARTHEST: Final = 30
"""Tokens from a raid to the "against" behind its means, at most."""


def _everybody(doc: Doc, verb: Token) -> list[Participant]:
    """Give "all in Kestrel" behind a verb of harm."""
    at = verb.i + 1
    if verb.pos_ != "VERB" or at + 2 >= len(doc) or doc[at].lower_ not in EVERYBODY:
        return []
    place = covering(doc._.places, doc[at + 2].idx)
    if doc[at + 1].lower_ not in WITHIN or place is None or place.demonym:
        return []
    start, end = doc[at].idx, place.span.end
    text = whole_text(doc)[start:end]
    return [Participant(name=text, mention=Span(start, end, text), kind="people", rule="did.all")]


def _clear_prepared(doc: Doc, fields: dict[str, Any]) -> None:
    """Take "preparations were made to leave" off who leaves; changes `fields`."""
    fields["agents"] = tuple(
        a
        for a in fields["agents"]
        if (head := head_of(doc, a.mention)) is None or head.lemma_.lower() not in clause.PREPARED
    )


def _clear_targets(doc: Doc, item: Found, fields: dict[str, Any]) -> None:
    """Take off what is given, a course of things, and the place that somebody loses."""
    kept = []
    for target in fields["targets"]:
        head = head_of(doc, target.mention)
        if head is None or not _is_no_target(doc, head, item):
            kept.append(target)
    lost = _lost_place(doc, item, kept)
    fields["targets"] = tuple(t for t in kept if t is not lost)


def _is_no_target(doc: Doc, head: Token, item: Found) -> bool:
    verb = item.token
    actor = actor_at(doc, head)
    if verb.pos_ != "VERB" or head.head.i != verb.i or (actor is not None and actor.named):
        return False
    if verb.lemma_.lower() in GIVING:
        gets = any(c.dep_ == "dative" or c.lower_ == "with" for c in verb.children)
        return head.dep_ == "dobj" and not gets
    if item.type != "COERCE" or head.lemma_.lower() not in COURSES:
        return False
    return any(c.dep_ in ("compound", "amod") for c in head.children)


def _lost_place(doc: Doc, item: Found, targets: list[Participant]) -> Participant | None:
    """Give the place among the targets of "took the *coast* from rebels": only they are hit."""
    verb = item.token
    if item.type != "ASSAULT" or verb.lemma_.lower() not in TAKEN or len(targets) < 2:
        return None
    losers = {t.i for _, t in clause.prepositional(verb, "from")}
    heads = {id(t): head_of(doc, t.mention) for t in targets}
    if not any((h := heads[id(t)]) is not None and h.i in losers for t in targets):
        return None
    for target in targets:
        head = heads[id(target)]
        if head is not None and head.i not in losers and _is_ground(doc, head):
            return target
    return None


def _is_ground(doc: Doc, head: Token) -> bool:
    known = load_events().nouns.get(head.lemma_.lower())
    place = covering(doc._.places, head.idx)
    is_named = place is not None and not place.demonym
    return is_named or (known is not None and known.classes[0] == "place")


def place_lost(doc: Doc, verb: Token, fields: dict[str, Any]) -> None:
    """Give a taking without a place the one that the taken ground is named by; changes `fields`.

    "The western bank of *the Ashe*, taken from the army".
    """
    if fields["places"] or verb.lemma_.lower() not in TAKEN:
        return
    for noun in (*clause.subjects(verb), *clause.own_objects(verb)):
        if not _is_ground(doc, noun):
            continue
        for word in (noun, *(t for _, t in clause.prepositional(noun, "of"))):
            place = covering(doc._.places, word.idx)
            if place is not None and not place.demonym:
                fields["places"] = (event_place(place),)
                fields["why"] = (*fields["why"], Why("did", "did.place.taken", "what is taken"))
                return
