"""Read counts by the order of words, as headlines have it: "two soldiers *killed* - mayor".

A headline drops auxiliaries and articles, and the parser then makes compounds of what are
subjects and participles. A person noun or a bare number right in front of "killed", with no
object behind, is who was killed.
"""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.howmany_numbers import NumberExpression
from rashomon.lexicon.events import load_events
from rashomon.lexicon.figures import Quantities

REACH: Final = 7
"""Words between a number and the participle, the noun included."""
PERSON_MEASURES: Final = frozenset({"killed", "injured"})
INSIDE: Final = frozenset({"NOUN", "PROPN", "ADJ"})
OBJECT_STARTS: Final = frozenset({"DET", "NUM", "PRON", "NOUN", "PROPN", "ADJ"})
DIRECTIONS: Final = frozenset("north south east west northeast northwest near due".split())
SETTINGS: Final = frozenset(
    "in by near during after on as amid due from when while outside inside along following before "
    "under fighting across within".split()
)
"""Words that open a setting: what stands in front of them has no object."""
QUOTES: Final = frozenset("'\"‘’“”`")


def counted_in_order(
    doc: Doc, number: NumberExpression, quantities: Quantities
) -> tuple[Token | None, tuple[str, Token]] | None:
    """Give the person noun that ends in a state: "three police *officers* *wounded* in".

    Returns:
        ``(noun, (measure, word of state))``; no noun for "three wounded"; None for neither.
    """
    noun: Token | None = None
    last = number.last - 1
    for at in range(number.last, min(number.last + REACH, len(doc))):
        token = doc[at]
        if token.is_sent_start:
            return None
        if token.text in QUOTES:
            last += last == at - 1
            continue
        measure = quantities.states.get(token.lower_)
        if measure in PERSON_MEASURES and last == at - 1:
            return None if takes_object(doc, token, quantities) else (noun, (measure or "", token))
        if token.pos_ not in INSIDE and token.lower_ not in ("'s", "’s"):
            return None
        if _is_person(token):
            noun, last = token, at
    return None


def takes_object(doc: Doc, state: Token, quantities: Quantities) -> bool:
    """Tell "soldiers killed *three rebels*" and "three *dead* boys" from "killed *in Dovrin*"."""
    if state.i + 1 == len(doc):
        return False
    after = doc[state.i + 1]
    if after.is_sent_start or after.ent_type_ in ("DATE", "TIME"):
        return False
    if after.lower_ in quantities.numbers or after.tag_ == "CD":
        return True
    if after.lower_ in DIRECTIONS:
        return False
    return after.pos_ in OBJECT_STARTS or (after.lower_,) in quantities.before


def opens_setting(doc: Doc, state: Token) -> bool:
    """Tell "killed *in* Dovrin", "killed *by* a mine", "killed - mayor" from what has an object."""
    if state.i + 1 == len(doc):
        return True
    after = doc[state.i + 1]
    return after.is_sent_start or after.is_punct or after.lower_ in SETTINGS


def _is_person(token: Token) -> bool:
    known = load_events().nouns.get(token.lemma_.lower()) or load_events().nouns.get(token.lower_)
    return token.lower_ == "people" or (known is not None and "person" in known.classes)
