"""Who is spared an act that nobody says is theirs: guards that look at all parts of one event.

"Her brother, a *rebel fighter*, was killed": who suffers, told once more, kills nobody. "The
Coast Guard took in four of the *wounded*": whoever deals with the wounded wounded nobody. And
nobody dies somebody.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.did_candidates import Candidate
from rashomon.lexicon.words import word_list

DYING: Final = word_list("did.dying-verbs")
STEPS: Final = 4
"""Appositions from one name of somebody to the next, at most."""


def spare(trigger: Token, chosen: dict[str, list[Candidate]]) -> None:
    """Take off an event whom the words around it free of its deed; changes `chosen`.

    A victim's second name goes too, where it is no name proper: "her brother, a rebel *fighter*"
    is one man.
    """
    hurt = [c.token for c in chosen["target"]]
    chosen["agent"] = [c for c in chosen["agent"] if not is_spared(trigger, c.token, hurt)]
    chosen["target"] = [
        c
        for c in chosen["target"]
        if c.token.tag_ != "NN" or not _is_below(c.token, [t for t in hurt if t.i != c.token.i])
    ]


def is_spared(trigger: Token, candidate: Token, targets: Iterable[Token]) -> bool:
    """Tell whom the words around an event free of its deed.

    Args:
        trigger: The word that names the event.
        candidate: Head of who would be its agent.
        targets: Heads of who suffers it.
    """
    if trigger.pos_ == "VERB" and trigger.lemma_.lower() in DYING:
        return True
    if is_people_hurt(trigger) and candidate.head.lower_ != "by":
        return True
    return is_told_again(candidate, [t for t in targets if t.i != candidate.i])


def is_people_hurt(trigger: Token) -> bool:
    """Tell people from an act: "four of *the wounded*", "the *detained*"."""
    if trigger.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    stands = trigger.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass")
    return stands and any(c.dep_ == "det" and c.i < trigger.i for c in trigger.children)


def is_told_again(candidate: Token, others: Sequence[Token]) -> bool:
    """Tell a second name of one of the others: "her brother, a rebel *fighter*"."""
    return _is_below(candidate, others) or any(_is_below(o, [candidate]) for o in others)


def _is_below(token: Token, others: Sequence[Token]) -> bool:
    """Tell an apposition of one of the others."""
    current = token
    for _ in range(STEPS):
        if current.dep_ != "appos" or any(t.i == current.i for t in clause.conjuncts(current.head)):
            return False  # else a list that the parser took for appositions
        current = current.head
        if any(current.i == other.i for other in others):
            return True
    return False
