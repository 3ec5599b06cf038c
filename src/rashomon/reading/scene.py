"""Where an event is whose own words name no place but take one up: "the army left *the town*".

The noun stands in the event's clause, the name in an earlier one; the place points to the name and
its reason to the noun. "Residents of Kestrel" who are shelled or who protest are in Kestrel.
"""

import re
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_setting import event_place
from rashomon.layers.windows import between
from rashomon.lexicon.home import SceneRule, load_home
from rashomon.model.event import EventMention
from rashomon.model.place import EventPlace, PlaceMention

PLACING: Final = frozenset("in inside at near around outside into within from through".split())
ON_NOUN: Final = frozenset({"on", "of", "against", "for", *PLACING})
STRUCK: Final = frozenset({"ASSAULT", "RETREAT", "COERCE", "CONTROL"})
"""Types whose object is where they happen: "shelled *the town*", "left *the city*"."""
OF_DWELLERS: Final = {"PROTEST": "agents", "ASSAULT": "targets"}
DEFINITE: Final = frozenset({"the", "this", "that"})
THERE: Final = frozenset({"there"})
UNKNOWN: Final = "unknown"
PLAIN_WORDS: Final = re.compile(r"[\w’'-]+")


def taken_up(doc: Doc, event: EventMention) -> tuple[EventPlace, ...]:
    """Give the place that an event without one of its own takes up, or nothing."""
    token = doc[event.head]
    for noun in _scenes(token, event.type):
        found = referent(doc, noun)
        if found is not None:
            place = event_place(found)
            return (replace(place, reason=f"“{noun.text}” takes up {found.name}; {place.reason}"),)
    return _held(doc, event) or _dwelling(doc, event) or _peopled(doc, event) or _told(doc, event)


def _peopled(doc: Doc, event: EventMention) -> tuple[EventPlace, ...]:
    """Give whose people a share is of: "half of the *Marennan* population was displaced".

    A total that is told in one breath with it, of nobody else, is of the same land.
    """
    verb = doc[event.head]
    if event.kind != "figure" or verb.pos_ != "VERB":
        return ()
    for near in clause.conjuncts(clause.conj_root(verb)):
        for subject in clause.own_subjects(near):
            for _, people in ((subject, subject), *clause.prepositional(subject, "of")):
                if people.lemma_.lower() != "population":
                    continue
                if not _is_of_nobody(verb) and near.i != verb.i:
                    continue
                words = (*people.children, *(t for _, t in clause.prepositional(people, "of")))
                for word in words:
                    for place in between(doc._.places, word.idx, word.idx + len(word)):
                        return (event_place(place),)
    return ()


def _is_of_nobody(verb: Token) -> bool:
    """Tell "500,000 were killed", of whom nothing else is said."""
    return all(s.pos_ == "NUM" for s in clause.own_subjects(verb))


def _told(doc: Doc, event: EventMention) -> tuple[EventPlace, ...]:
    """Give where an event was told to be that this one is done to: "disrupted *the evacuation*"."""
    verb = doc[event.head]
    if event.type not in STRUCK or verb.pos_ not in clause.VERBAL:
        return ()
    for noun in clause.own_objects(verb):
        if not any(c.lower_ in DEFINITE for c in noun.children):
            continue
        stems = {w.lemma_.lower()[:STEM] for w in (noun, *noun.children) if _names_deed(w)}
        events: tuple[EventMention, ...] = doc._.events
        before = [e for e in events if e.head < verb.i][-MEMORY:]
        for other in reversed(before):
            if other.places and other.trigger.text.casefold()[:STEM] in stems:
                return other.places
    return ()


def _names_deed(noun: Token) -> bool:
    """Tell a noun that is made of a verb: "evacuation", "bombardment"."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower().endswith(("tion", "sion", "ment", "ing"))


STEM: Final = 6
"""Letters that a verb and the noun made of it share: "evacuate", "evacuation"."""


def _held(doc: Doc, event: EventMention) -> tuple[EventPlace, ...]:
    """Give the place that is controlled, or of which a part is: "holds most of *Kestrel*"."""
    if event.type != "CONTROL":
        return ()
    for one in event.targets:
        for place in between(doc._.places, one.mention.start, one.mention.end):
            if not place.demonym:
                return (event_place(place),)
    return ()


def referent(doc: Doc, noun: Token) -> PlaceMention | None:
    """Give the place that a definite noun or "there" takes up: the last one told that fits."""
    rule = load_home().scenes.get(noun.lower_)
    if rule is None or not _is_bare(noun):
        return None
    places: tuple[PlaceMention, ...] = between(doc._.places, 0, noun.idx)
    for mention in reversed(places[-MEMORY:]):
        if not mention.demonym and _fits(mention, rule, noun):
            return mention
    return None


MEMORY: Final = 40
"""Places that a noun looks back at, so that long texts stay linear."""


def _fits(mention: PlaceMention, rule: SceneRule, noun: Token) -> bool:
    if rule.named and noun.lower_ in mention.span.text.casefold().split()[-1:]:
        return True
    kind = UNKNOWN if mention.id is None else mention.kind
    return kind in rule.kinds


def _is_bare(noun: Token) -> bool:
    """Tell "*the* town" from "a town", "the northern town" and "the town of Kestrel"."""
    definite = False
    for child in noun.children:
        if child.dep_ == "det":
            definite = child.lower_ in DEFINITE
            continue
        is_told = child.dep_ in SETTING_APART or child.lower_ in ("of", "in")
        if is_told or child.pos_ in ("PROPN", "NUM") or child.lower_ in load_home().others:
            return False
    return definite and noun.tag_ == "NN"


SETTING_APART: Final = frozenset({"poss", "relcl", "appos"})
"""What a noun that takes up a place told before does not have."""


def _scenes(token: Token, kind: str | None) -> list[Token]:
    """Give the nouns that stand where the place of a trigger's event stands."""
    found: list[Token] = []
    if kind in STRUCK and token.pos_ in clause.VERBAL:
        is_undergone = clause.is_passive(token) or token.lemma_ == "fall"
        found += clause.own_subjects(token) if is_undergone else clause.own_objects(token)
    around = PLACING if token.pos_ in clause.VERBAL else ON_NOUN
    found += [t for p, t in clause.prepositional(token) if p.lower_ in around]
    if token.pos_ not in clause.VERBAL and token.dep_ in ("dobj", "nsubj", "nsubjpass"):
        found += [t for p, t in clause.prepositional(token.head) if p.lower_ in PLACING]
    return found


def _dwelling(doc: Doc, event: EventMention) -> tuple[EventPlace, ...]:
    """Give where "*residents of Kestrel*" protest or are shelled."""
    people = getattr(event, OF_DWELLERS.get(event.type or "", ""), ())
    for one in people:
        words = set(PLAIN_WORDS.findall(one.mention.text.casefold()))
        if not words & load_home().dwellers:
            continue
        for place in between(doc._.places, one.mention.start, one.mention.end):
            if not place.demonym:
                return (event_place(place),)
    return ()
