"""Which words head what is denied or doubted: "denied a role in the *massacre*"."""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.did_acts import is_order
from rashomon.lexicon.denials import load_denials

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


def _heads_below(root: Token, between: frozenset[str]) -> set[int]:
    """Give a head and, where it is a noun of saying or part, the heads below it."""
    found, queue = {root.i}, [root]
    while queue and len(found) < FEW:
        current = queue.pop()
        orders = current.pos_ == "VERB" and is_order(current)
        if current.lemma_.lower() not in between and current.dep_ != "prep" and not orders:
            continue
        for child in current.children:
            if (orders and child.dep_ == "dobj") or child.dep_ in (
                "prep",
                "pobj",
                "pcomp",
                "compound",
                "acl",
                "conj",
            ):
                found.add(child.i)
                queue.append(child)
    return found
