"""Deaths that nobody caused: "the former president *died* on Sunday" is no attack on him.

A death is violence where the words say so: a cause ("of his wounds", "in the raid"), somebody who
did it, or an attack told close by. One named person who simply dies is nobody's victim.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import actor_at, is_weapon
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list

NATURAL: Final = "did.death.natural"
"""Rule of a death that nobody is said to have caused."""
DYING: Final = word_list("did.dying")
CAUSES: Final = frozenset(
    {"in", "from", "of", "by", "after", "during", "following", "when", "under"}
)
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
    return [
        replace(item, type=None, sense=None, rule=NATURAL)
        if item.type == "ASSAULT"
        and item.token.lemma_.lower() in DYING
        and _is_one_name(doc, item.token)
        and not _is_violent(doc, item.token, violent)
        else item
        for item in found
    ]


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
