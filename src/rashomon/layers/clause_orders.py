"""Orders: "*Hold* the bridge", "do not *fire*", "*leave* or we shoot"; and who is to obey them."""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.breaks import is_break
from rashomon.layers.clause_words import MAX_STEPS, SUBJECTS, conjuncts

OPENING: Final = frozenset({"do", "n't", "n’t", "not", "please", "never", "always", "just", "and"})
"""What stands in front of the verb of an order: "*do not* fire", "*never* lie to us"."""
SPOKEN: Final = frozenset("“\"'‘«„:—–")
"""Marks behind which somebody begins to speak."""
ARCS: Final = frozenset({"ROOT", "ccomp", "advcl", "parataxis"})


def is_order(verb: Token) -> bool:
    """Tell a verb that opens what is said without a subject: "*Hold* the bridge, Brandt said".

    Citation: Quirk et al. 1985, 11.24: the imperative has no subject and the base form.
    """
    if verb.tag_ != "VB":
        return False
    verb = _first_of(verb)
    if verb.tag_ != "VB" or verb.dep_ not in ARCS:
        return False
    if any(c.dep_ in (*SUBJECTS, "mark") for c in verb.children):
        return False
    doc, start = verb.doc, verb.sent.start
    for i in range(verb.i - 1, start - 1, -1):
        token = doc[i]
        if token.text in SPOKEN or is_break(token):
            return True
        if token.lower_ not in OPENING and not token.is_space:
            return False
    return verb.i < verb.head.i or verb.dep_ == "ROOT"


def _first_of(verb: Token) -> Token:
    """Give the first of joined verbs that share what stands in front: "*take* it and burn it"."""
    for _ in range(MAX_STEPS):
        joined = verb.dep_ == "conj" and verb.head.i < verb.i
        if not joined or any(c.dep_ in (*SUBJECTS, "aux") for c in verb.children):
            break
        verb = verb.head
    return verb


def told(verb: Token) -> list[Token]:
    """Give who is told to obey an order: "Leave, the Front told *the villagers*"."""
    above = verb.head
    for _ in range(MAX_STEPS):
        if above.i == above.head.i or not (above.dep_ == "conj" or is_order(above)):
            break
        above = above.head
    if above.i == verb.i or above.pos_ != "VERB" or is_order(above):
        return []
    own = [c for c in above.children if c.dep_ in ("dobj", "dative") and c.i > above.i]
    if not own:
        ways = [c for c in above.children if c.dep_ in ("prep", "dative") and c.lower_ == "to"]
        own = [c for w in ways for c in w.children if c.dep_ == "pobj"]
    own = [t for t in own if t.i > verb.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
    return [t for head in own for t in conjuncts(head)]
