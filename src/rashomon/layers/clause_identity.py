"""Who those are that did or suffered a deed: "*those who died* were not *pilgrims*".

Citation: Huddleston and Pullum 2002, 5.5 (specifying and ascriptive "be").
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.lexicon.words import word_list

GENERIC: Final = word_list("clause.generic")
"""Words for people of whom nothing else is said: "*those* who died", "the *men* who shot him"."""
NONE: Final = frozenset({"none", "neither", "no", "not", "nobody"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a sentence says of those who did or suffered a deed.

    Attributes:
        who: Head of the words for them: "those" in "those who died were not pilgrims".
        named: Head of what they are or are not: "pilgrims".
        acting: Whether they did the deed; they suffered it otherwise.
        negated: Whether they are not that.
    """

    who: Token
    named: Token
    acting: bool
    negated: bool


def identity_of(deed: Token) -> Identity | None:
    """Read "those who *died* were not pilgrims", "the men who *shot* him were soldiers".

    Args:
        deed: The verb of the deed: a relative clause, or a participle behind its noun.
    """
    who = deed.head
    behind = deed.dep_ in ("acl", "relcl") and deed.i > who.i
    before = deed.dep_ == "amod" and deed.tag_ == "VBN" and deed.i < who.i  # "the *killed* men"
    if not (behind or before):
        return None
    subject = who.head.head if _is_some_of(who) else who
    copula = subject.head
    if subject.dep_ != "nsubj" or copula.lemma_ != "be" or copula.i < deed.i:
        return None
    named = next((c for c in copula.children if c.dep_ == "attr" and c.i > copula.i), None)
    if named is None or named.pos_ not in ("NOUN", "PROPN") or who.lower_ not in GENERIC:
        return None
    active = any(c.dep_ == "nsubj" and c.tag_ in ("WP", "WDT") for c in deed.children)
    active = active and not clause.is_passive(deed) and deed.lemma_.lower() not in SUFFERING
    none = any(t.lower_ in NONE for t in (subject, *subject.children))
    negated = none or any(c.dep_ == "neg" for c in copula.children)
    return Identity(who=who, named=named, acting=active, negated=negated)


def _is_some_of(who: Token) -> bool:
    """Tell "*none of those* who died"."""
    return who.dep_ == "pobj" and who.head.lower_ == "of" and who.head.dep_ == "prep"


SUFFERING: Final = frozenset({"die", "perish", "suffer", "fall", "drown", "flee"})
