"""Judgements that somebody is said to make: "called it *dubious*", "described it as a *crime*".

The attribution says that a predicate is somebody's; the predicate is then an assessment, however
unlike a judgement it looks ("called this a *routine*").
"""

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.did_found import Found

JUDGED_SCORE: Final = 0.5
"""Score of an assessment that rests on its attribution alone; not calibrated."""
_PREDICATES: Final = frozenset({"oprd", "acomp", "attr", "xcomp"})


def judged(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Give the predicates that a speaker gives to something and that no trigger carries yet.

    Args:
        doc: The document with its attributions.
        found: The triggers found so far.
    """
    known = {f.token.i for f in found}
    more = []
    for attribution in doc._.attributions:
        if attribution.rule != "said.predicate" or not attribution.source:
            continue
        if not attribution.tells or attribution.stance != "asserts":
            continue
        content = attribution.content[0]
        span = doc.char_span(content.start, content.end, alignment_mode="expand")
        token = None if span is None else _predicate(span)
        if token is None or any(t.i in known for t in token.subtree) or token.head.i in known:
            continue
        known.add(token.i)
        more.append(
            Found(
                token=token,
                score=JUDGED_SCORE,
                kind="assessment",
                type=None,
                sense=None,
                light=None,
                rule="did.judged",
            )
        )
    return more


def _predicate(content: Iterable[Token]) -> Token | None:
    """Give the word that judges in "the deal *dubious*", "it as a *crime*", "this a *routine*"."""
    tokens = list(content)
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.dep_ in _PREDICATES and token.head.i not in inside:
            return _common(token)
        if token.lower_ == "as" and token.dep_ == "prep" and token.head.i not in inside:
            inner = [c for c in token.children if c.dep_ in ("pobj", "amod", "pcomp")]
            return _common(inner[0]) if inner else None
    quoted = [t for t in tokens if t.dep_ == "appos"]
    return _common(quoted[-1]) if quoted else None


def _common(token: Token) -> Token | None:
    """Leave out names ("called it *Iron Fist*") and what is no noun or adjective."""
    return token if token.pos_ in ("NOUN", "ADJ") else None
