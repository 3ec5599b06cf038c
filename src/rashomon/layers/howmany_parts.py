"""Figures that are part of another and never added to it: "nine, *including three children*".

"Of the 40 killed, *12 were women*", "killed: 4 (*2 women*, *2 children*)", "the dead included *two
nurses*".
"""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause_words import conj_root
from rashomon.layers.howmany_governors import is_person
from rashomon.layers.howmany_numbers import NumberExpression
from rashomon.model.figure import Figure

INCLUDING: Final = frozenset({"including", "include", "includes", "included"})
BRACKET: Final = 12
"""Tokens from an opening bracket to a number in it, at most."""
NEAR: Final = 3
"""Tokens from the number of the whole to the bracket, at most."""


def is_part(doc: Doc, number: NumberExpression, counted: Token | None) -> bool:
    """Tell "including three children": a part of another figure.

    Args:
        doc: The parsed document.
        number: The number.
        counted: What it counts, if that is told.
    """
    window = [t.lower_ for t in doc[max(0, number.first - 3) : number.first]]
    if INCLUDING & set(window):
        return True
    if "among" in window and window[-1:] not in (["among"], ["the"]):
        return True
    behind = [t.lower_ for t in doc[number.last : number.last + 3]]
    if behind[:1] == ["of"] and behind[1:2] in (["them"], ["whom"], ["which"]):
        return True
    if _is_bracketed(doc, number, counted) or _is_of_whole(doc, number):
        return True
    if "among" not in behind:
        return False
    rest = doc[number.last + behind.index("among") + 1 : number.last + behind.index("among") + 3]
    return any(t.like_num for t in rest) and rest[0].lower_ not in ("them", "whom")


def is_listed(doc: Doc, figure: Figure) -> bool:
    """Tell one of those whom a whole includes: "the dead included a priest, *two nurses*"."""
    if figure.head < 0:
        return False
    first = conj_root(doc[figure.head])
    above = first.head
    return first.dep_ == "dobj" and above.lemma_ == "include" and above.i != first.i


def _is_bracketed(doc: Doc, number: NumberExpression, counted: Token | None) -> bool:
    """Tell "killed: 4 (*2 women*, *2 children*)"; another source's count has nobody beside it."""
    if counted is None or not is_person(counted):
        return False
    for at in range(number.first - 1, max(0, number.first - BRACKET) - 1, -1):
        if doc[at].text == ")":
            return False
        if doc[at].text == "(":
            return any(t.like_num for t in doc[max(0, at - NEAR) : at])
    return False


def _is_of_whole(doc: Doc, number: NumberExpression) -> bool:
    """Tell "*of the 40* killed, *12* were women"."""
    opening = doc[doc[number.first].sent.start]
    if opening.lower_ != "of" or number.first <= opening.i + NEAR:
        return False
    led = doc[opening.i : number.first]
    return any(t.like_num for t in led[1 : NEAR + 1]) and any(t.text == "," for t in led)
