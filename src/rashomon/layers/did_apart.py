"""What belongs to another clause, or to somebody's home, is not when and where an event was.

"The minister visited *Dovrin on Tuesday* after five men were killed in Kestrel on Monday": the
killing has a town and a day of its own. "Five men *from Dovrin* were killed in Kestrel" and "the
army, *based in Dovrin*, shelled Kestrel" tell where they are from.
"""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.did_candidates import Candidate
from rashomon.lexicon.words import word_list

PARTING: Final = frozenset({"after", "before", "since", "because", "although", "though", "until"})
"""What opens a clause whose day and town are not those of the clause above."""
CLAUSES: Final = frozenset({"advcl", "relcl", "ccomp", "acl", "parataxis"})
BASED: Final = word_list("did.based")
"""Participles of where somebody is at home: "*based* in Dovrin"."""
STEPS: Final = 12


def leave_out(trigger: Token, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out the times or places that hang on another clause than the event's.

    Args:
        trigger: The word of the event.
        candidates: What was chosen as its time, or as its places.

    Returns:
        Those that stay: where the event's own clause names some, those of a clause above or below
        it go; they go in any case where "after" or "because" parts the two.
    """
    own = [c for c in candidates if _verb_of(c.token, trigger).i == trigger.i]
    return [c for c in candidates if c in own or not _is_apart(c.token, trigger, alone=not own)]


def is_origin(token: Token) -> bool:
    """Tell where somebody is from: "men *from Dovrin*", "the army, *based in Dovrin*"."""
    top = clause.conj_root(token)
    way = top.head
    if top.dep_ != "pobj" or way.dep_ != "prep":
        return False
    above = way.head
    if way.lower_ == "from":
        return above.pos_ in clause.NOMINAL and above.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    return above.dep_ == "acl" and above.lemma_.lower() in BASED


def _verb_of(token: Token, trigger: Token) -> Token:
    """Give the event's word, or the nearest verb, that a word hangs on."""
    current = token
    for _ in range(STEPS):
        if current.i == trigger.i or (current.pos_ in clause.VERBAL and current.i != token.i):
            return current
        if current.head.i == current.i:
            break
        current = current.head
    return current


def _is_apart(token: Token, trigger: Token, *, alone: bool) -> bool:
    """Tell what hangs on the verb of a clause above or below the event's."""
    other = _verb_of(token, trigger)
    for lower, upper in ((trigger, other), (other, trigger)):
        top = _clause_under(lower, upper)
        if top is None or upper.pos_ not in clause.VERBAL:
            continue
        marks = {c.lower_ for c in top.children if c.dep_ in ("mark", "prep")}
        return bool(marks & PARTING) or (not alone and lower.i == trigger.i)
    return False


def _clause_under(lower: Token, upper: Token) -> Token | None:
    """Give the verb of the clause under another verb in which a word stands."""
    current = lower
    for _ in range(STEPS):
        if current.head.i == upper.i:
            return current if current.dep_ in CLAUSES and _is_finite(current) else None
        if current.head.i == current.i or (current.dep_ in CLAUSES and current.i != lower.i):
            return None
        current = current.head
    return None


def _is_finite(verb: Token) -> bool:
    return any(c.dep_ in clause.SUBJECTS for c in verb.children)
