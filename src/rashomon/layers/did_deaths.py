"""Deaths that nobody caused: "the former president *died* on Sunday" is no attack on him.

A death is violence where the words say so: a cause ("of his wounds", "in the raid"), somebody who
did it, or an attack told close by. One named person who simply dies is nobody's victim, nor are
people who die or are hurt in a mishap: "killed in a *car crash*", "died of *cholera*".
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import HURTING, is_gapped
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import actor_at, is_weapon
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list

MISHAP: Final = "did.death.mishap"
"""Rule of a mishap, and of a death or injury by it."""
NATURAL: Final = "did.death.natural"
"""Rule of a death that nobody is said to have caused."""
DYING: Final = word_list("did.dying")
CAUSES: Final = frozenset(
    {"in", "from", "of", "by", "after", "during", "following", "when", "under"}
)
MISHAPS: Final = word_list("did.mishaps")
MISHAP_VERBS: Final = word_list("did.mishap-verbs")
WOUNDS: Final = word_list("did.wounds")
HARM: Final = frozenset({"event", "weapon", "ammunition", "vehicle"})
NEAR: Final = 2
"""Sentences before and behind a death in which an attack may be its cause."""


def natural_deaths(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """Give the triggers, deaths of one named person without a violent cause freed of their type.

    Args:
        doc: The document with its actors.
        found: All triggers, in text order.
    """
    violent = [f.token.i for f in found if f.type == "ASSAULT"]
    return [_freed(doc, item, violent) if item.type == "ASSAULT" else item for item in found]


def _freed(doc: Doc, item: Found, violent: Sequence[int]) -> Found:
    """Free a death of its type where nobody is said to have caused it."""
    token = item.token
    died = token.lemma_.lower() in DYING and _is_one_name(doc, token)
    if died and not _is_violent(doc, token, violent):
        return replace(item, type=None, sense=None, rule=NATURAL)
    if _is_by_mishap(doc, token, violent):
        return replace(item, type=None, sense=None, rule=MISHAP)
    return item


def _is_by_mishap(doc: Doc, token: Token, violent: Sequence[int]) -> bool:
    """Tell people hurt by what nobody did: "*killed* in an earthquake", "*died* of cholera"."""
    if not (is_mishap(token) or (_hurts(token) and _names_mishap(token))):
        return False
    sentence = token.sent
    if any(_is_arms(t) for t in sentence if t.pos_ == "NOUN" and t.i != token.i):
        return False
    near = violent[bisect_left(violent, sentence.start) : bisect_left(violent, sentence.end)]
    return all(i == token.i or is_mishap(doc[i]) or _hurts(doc[i]) for i in near)


def _is_arms(noun: Token) -> bool:
    """Tell a wound or a weapon; the "mine" of "a *mine* collapse" is none."""
    if noun.dep_ == "compound" and is_mishap(noun.head):
        return False
    return noun.lemma_.lower() in WOUNDS or is_weapon(noun)


def _hurts(token: Token) -> bool:
    """Tell a word that says of people only that they died or were hurt, by nobody that is named."""
    lemma = token.lemma_.lower()
    if lemma in DYING:
        return True
    if token.pos_ != "VERB" or lemma not in HURTING:
        return False
    if clause.is_passive(token) or is_gapped(token):
        return all(is_mishap(t) for _, t in clause.prepositional(token, "by"))
    doers = clause.subjects(token)
    return bool(doers) and all(is_mishap(t) or is_mishap(t.head) for t in doers)


def _names_mishap(token: Token) -> bool:
    """Tell whether a mishap is the cause: beside the word, its doer, or of what it is joined to."""
    for word in (token, *(c for c in token.children if c.dep_ == "conj")):
        named = clause.prepositional(word)
        if any(p.lower_ in CAUSES and is_mishap(noun) for p, noun in named):
            return True
    beside = [c for c in token.children if c.dep_ == "advcl"]
    beside += clause.subjects(token) if token.pos_ == "VERB" else []
    beside += [token.head] if token.dep_ == "advcl" and token.tag_ == "VBG" else []
    return any(is_mishap(t) for t in beside)


def is_mishap(token: Token) -> bool:
    """Tell what nobody does to anybody: "a *crash*", "their boat *capsized*", "*cholera*".

    "*Fire* from the ridge", a "*fire* that rebels set" and "army *fire*" are none.
    """
    if token.pos_ == "VERB":
        active = not clause.own_objects(token) and not clause.is_passive(token)
        return active and token.lemma_.lower() in MISHAP_VERBS
    if token.lower_ == "attack" and token.i and token.nbor(-1).lower_ == "heart":
        return True
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in MISHAPS:
        return False
    if any(c.lower_ in ("by", "from", "on") or c.dep_ in ("acl", "relcl") for c in token.children):
        return False
    return token.lemma_.lower() != "fire" or _is_blaze(token)


def _is_blaze(fire: Token) -> bool:
    """Tell "a *fire*", "a hotel *fire*" from "*fire* hit them", "army *fire*"."""
    nouns = load_events().nouns
    classes = [nouns.get(c.lemma_.lower()) for c in fire.children if c.dep_ == "compound"]
    kinds = {known.classes[0] for known in classes if known is not None}
    housed = bool(kinds) and kinds <= {"building", "vehicle", "place", "infrastructure"}
    article = any(c.dep_ == "det" and c.lower_ in ("a", "the", "this") for c in fire.children)
    return housed or (article and not classes)


def _is_one_name(doc: Doc, token: Token) -> bool:
    """Tell the death of one person whom the text names."""
    if token.pos_ == "VERB":
        dead = clause.subjects(token)
    else:
        dead = [t for c in token.children if c.dep_ == "poss" for t in clause.conjuncts(c)]
        dead += [t for _, t in clause.prepositional(token, "of")]
    if len(dead) != 1:
        return False
    actor = actor_at(doc, dead[0])
    return actor is not None and actor.named and actor.kind == "person"


def _is_violent(doc: Doc, token: Token, violent: Sequence[int]) -> bool:
    """Tell a death with a cause that harms, or one that is told close to an attack.

    `violent` are the indexes of all violent triggers, the death's own among them, in text order.
    """
    nouns = load_events().nouns
    first, last = _around(doc, token)
    if any(t.lemma_.lower() in WOUNDS or is_weapon(t) for t in doc[first:last] if t.pos_ == "NOUN"):
        return True
    for preposition, noun in clause.prepositional(token):
        known = nouns.get(noun.lemma_.lower())
        if preposition.lower_ in CAUSES and known is not None and known.classes[0] in HARM:
            return True
    return bisect_left(violent, last) - bisect_left(violent, first) > 1


def _around(doc: Doc, token: Token) -> tuple[int, int]:
    """Give the stretch of the sentence and of two before and two behind it."""
    first, last = token.sent.start, token.sent.end
    for _ in range(NEAR):
        first = doc[first - 1].sent.start if first > 0 else first
        last = doc[last].sent.end if last < len(doc) else last
    return first, last
