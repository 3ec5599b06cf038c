"""Which words head what is denied or doubted: "denied a role in the *massacre*"."""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import VERBAL
from rashomon.layers.did_acts import is_order
from rashomon.lexicon.denials import load_denials
from rashomon.lexicon.words import word_list

POINTING: Final = word_list("did.pointing-back")
BELOW: Final = frozenset({"prep", "pobj", "pcomp", "compound", "acl", "conj"})
PART: Final = frozenset({"dobj", "acomp", "prep", "attr"})
FEW: Final = 8
"""Words looked at below the head of what is denied."""


def denied_tokens(doc: Doc) -> frozenset[int]:
    """Give the heads of what is denied or doubted: "denied a role in the *massacre*".

    A denial is worth nothing without the act; between the cue and the act stand only nouns of
    saying and of part, and prepositions.
    """
    between = load_denials().lists["claims"] | load_denials().lists["parts"]
    found: set[int] = set()
    for attribution in (*doc._.attributions, *doc._.denials):
        if attribution.stance not in ("denies", "doubts"):
            continue
        for piece in attribution.content:
            span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
            if span is not None:
                found |= _heads_below(span.root, between)
    return frozenset(found)


def points_back(token: Token) -> bool:
    """Tell a word that says no more of a deed than that it was or was not so: "that is a *lie*"."""
    return token.lemma_.lower() in POINTING


def _heads_below(root: Token, between: frozenset[str]) -> set[int]:
    """Give a head and, where it is a noun of saying or part, the heads below it."""
    found, queue = {root.i}, [root]
    while queue and len(found) < FEW:
        current = queue.pop()
        orders = current.pos_ == "VERB" and is_order(current)
        if current.pos_ in VERBAL and _takes_part(current, between):
            queue += [c for c in current.children if c.dep_ in PART]
            continue
        if current.lower_ == "anything":  # "anything to do *with* the raid"
            deeds = (c for c in current.children if c.lemma_ == "do")
            queue += [t for do in deeds for t in do.children if t.dep_ == "prep"]
            continue
        if current.lemma_.lower() not in between and current.dep_ != "prep" and not orders:
            continue
        for child in current.children:
            if (orders and child.dep_ == "dobj") or child.dep_ in BELOW:
                found.add(child.i)
                queue.append(child)
    return found


def _takes_part(verb: Token, between: frozenset[str]) -> bool:
    """Tell "denied *having* anything to do with the raid", "denied that it *had* a hand in it"."""
    return any(
        c.dep_ in PART and (c.lemma_.lower() in between or c.lower_ in ("anything", "behind"))
        for c in verb.children
    )
