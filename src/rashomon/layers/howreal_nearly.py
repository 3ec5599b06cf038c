"""Near misses: what all but happened and did not.

"Rebels *nearly* captured Dovrin", "*within a minute of* hanging him", "shot down *before it could*
hit the town", "refused an *order* to bomb the quarter".

Citation: FactBank, Saurí and Pustejovsky 2009: approximators and temporal clauses of "could" make
the event counterfactual (CT-); Sevi 2008, Karttunen and Peters 1979 on "almost".
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.lexicon.words import word_list

NEARLY: Final = frozenset({"nearly", "almost"})
PAST: Final = frozenset({"VBD", "VBN"})
BY_DEGREES: Final = word_list("howreal.by-degrees")
"""Verbs of what comes about by degrees: a village "almost destroyed" was hit none the less."""
DISOBEYING: Final = word_list("howreal.disobeying")
GOING: Final = word_list("howreal.going")
ORDERS: Final = frozenset({"order", "command", "instruction"})
COMING: Final = frozenset({"come", "be", "get", "bring", "go"})
"""Verbs that bring one near to doing: "*came* within a minute of hanging him"."""
MARGINS: Final = word_list("howreal.margins")
"""Nouns of how little was lacking: "on the *verge* of hanging him"."""


def near_miss(token: Token) -> str | None:
    """Give the status of what nearly happened, or was only meant to, or None."""
    if token.pos_ not in clause.VERBAL:
        return None
    if _is_nearly(token) or _is_within(token):
        return "attempted"
    if _is_purpose(token):
        return "planned"
    return "prevented" if _is_forestalled(token) or _is_disobeyed(token) else None


def _is_nearly(verb: Token) -> bool:
    """Tell "*nearly* captured", "were *almost* killed" and "*all but* killed"."""
    if verb.tag_ not in PAST or verb.lemma_.lower() in BY_DEGREES:
        return False
    if any(o.lower_ == "death" for _, o in clause.prepositional(verb, "to")):
        return False
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if before is None:
        return False
    if before.lower_ == "but" and before.i > verb.sent.start:
        return before.nbor(-1).lower_ == "all"
    return before.lower_ in NEARLY


def _is_within(verb: Token) -> bool:
    """Tell "came *within* a minute *of* hanging him", "on the *verge of* hanging him"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "of":
        return False
    noun = verb.head.head
    if noun.dep_ != "pobj" or clause.is_negated(noun.head.head):
        return False
    way = noun.head.lower_
    near = way == "within" and noun.head.head.lemma_.lower() in COMING
    return near or (way in ("on", "to", "at") and noun.lemma_.lower() in MARGINS)


def _is_forestalled(verb: Token) -> bool:
    """Tell "*before* it *could* hit the town", and what is joined to that."""
    top = clause.conj_root(verb)
    marked = any(c.lower_ == "before" and c.dep_ in ("mark", "advmod") for c in top.children)
    if not marked or top.dep_ != "advcl":
        return False
    could = {"could", "can"} & {*clause.auxiliaries(top), *clause.auxiliaries(verb)}
    return bool(could)


def _is_purpose(verb: Token) -> bool:
    """Tell "came *to kill* the priest", "sent men *to kill* him": what they came for."""
    if verb.dep_ not in ("advcl", "xcomp") or not clause.has_to(verb) or verb.tag_ != "VB":
        return False
    return verb.head.lemma_.lower() in GOING and clause.names_violence(verb, clause.POSSIBLE)


def _is_disobeyed(verb: Token) -> bool:
    """Tell "*refused an order* to bomb the quarter"."""
    noun = verb.head
    if verb.dep_ not in ("acl", "xcomp") or noun.lemma_.lower() not in ORDERS:
        return False
    refusing = noun.head
    return noun.dep_ == "dobj" and refusing.lemma_.lower() in DISOBEYING
