"""What a denial takes for granted: "denied having known of children on the dhow *that it sank*".

A no reaches what is said, not what only tells things and times apart: a relative clause on a
thing or a person deep in the content, a clause of time. These stay as the author tells them.

Citation: Karttunen 1973, "Presuppositions of Compound Sentences"; Morante and Daelemans 2012
(scope of negation).
"""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import VERBAL
from rashomon.lexicon.denials import load_denials
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution

TIMES: Final = word_list("granted.times")
ANYONE: Final = word_list("granted.anyone")
SCENES: Final = frozenset({"in", "during", "after", "before", "amid", "throughout"})
KNOWN: Final = frozenset({"the", "that", "this", "those", "these"})
DEEP: Final = frozenset({"dobj", "pobj", "dative", "oprd"})


def is_granted(doc: Doc, act: int, attribution: Attribution, acts: frozenset[int]) -> bool:
    """Tell whether a denial takes an act for granted.

    Args:
        doc: The parsed document.
        act: Token of the act.
        attribution: The denial, in whose content the act stands.
        acts: The tokens of all acts of the document.

    Returns:
        False where the clause stands on an act ("the *raid* that killed four") or on whoever did
        it ("denied being the *man* who shot him"): these are what the denial is of.
    """
    token = doc[act]
    if _is_scene(token, acts):
        return True
    while token.head.i != token.i:
        above = token.head
        if not any(c.start <= above.idx < c.end for c in attribution.content):
            return False
        if token.dep_ == "relcl" and _is_apart(above, acts) and not _is_of_thing(token):
            return True
        if token.dep_ == "advcl" and any(c.lower_ in TIMES for c in token.children):
            return True
        token = above
    return False


def _is_scene(noun: Token, acts: frozenset[int]) -> bool:
    """Tell "denied that anyone was killed *in the raid*": there was a raid."""
    way = noun.head
    if noun.dep_ != "pobj" or way.lower_ not in SCENES or way.head.i not in acts:
        return False
    if way.head.pos_ not in VERBAL or way.head.lemma_.lower() in _taking_part():
        return False
    return any(c.lower_ in KNOWN or c.dep_ == "poss" for c in noun.children)


def _taking_part() -> frozenset[str]:
    (rule,) = load_denials().of("no-part")
    return rule.words | rule.verbs


def _is_of_thing(verb: Token) -> bool:
    """Tell "the bomb *that hit* the school", which may be what is denied, and a claim's content."""
    return any(
        c.lower_ in ("that", "which") and c.dep_ in ("nsubj", "nsubjpass", "mark")
        for c in verb.children
    )


def _is_apart(noun: Token, acts: frozenset[int]) -> bool:
    if noun.i in acts or noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in ANYONE:
        return False
    lists = load_denials().lists
    if noun.lemma_.lower() in lists["records"] | lists["claims"]:
        return False  # "disowned a *video* in which they shoot prisoners"
    return noun.dep_ in DEEP and noun.ent_type_ not in ("DATE", "TIME")
