"""Who "he" or "it" is that denies a charge: whoever is accused, and not who accuses or tells it.

"A nurse said the captain had beaten two men. *He* denied it": the captain. "Varga accused the army
of shelling Kestrel, which *it* denied": the army.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.lexicon.cues import load_cues
from rashomon.lexicon.denials import load_denials

CLIMB: Final = 3
NAMED_WITH: Final = frozenset({"appos", "conj", "compound", "nmod"})
POINTING: Final = frozenset({"answered", "proforms", "parts"})


def denies(token: Token) -> bool:
    """Tell the subject of a denial that only points back: "*he* denied the charges"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ != "VERB" or not _is_denial(verb):
        return False
    objects = [t for t in clause.own_objects(verb) if t.tag_[0] != "W"]
    if not objects:
        return verb.dep_ in ("relcl", "ccomp", "advcl") and not _has_content(verb)
    listed = load_denials().lists
    words = {t.lemma_.lower() for t in objects} | {t.lower_ for t in objects}
    return any(words & listed[name] for name in POINTING)


def _is_denial(verb: Token) -> bool:
    cues = load_cues().cues["verb"].get(verb.lemma_.lower(), ())
    return any(c.family.stance == "denies" for c in cues)


def _has_content(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)


def is_accused(head: Token) -> bool:
    """Tell whom a verb accuses, or of whom somebody else tells a deed.

    Args:
        head: The head of an earlier mention.
    """
    top = head
    for _ in range(CLIMB):
        if top.dep_ not in NAMED_WITH:
            break
        top = top.head
    verb = top.head
    accuses = _accuses(verb)
    if top.dep_ in ("dobj", "nsubjpass"):
        return accuses
    if top.dep_ != "nsubj":
        return False
    held = any(c.dep_ in ("acl", "relcl") and c.tag_ == "VBN" and _accuses(c) for c in top.children)
    return held or _is_told_of(top, verb)


def is_teller(head: Token) -> bool:
    """Tell who accuses, or tells a deed of somebody named, and so denies nothing of it."""
    verb = head.head
    if head.dep_ != "nsubj" or clause.is_passive(verb):
        return False
    if _accuses(verb):
        return True
    told = (t for c in verb.children if c.dep_ == "ccomp" for t in clause.own_subjects(c))
    return any(_is_told_of(t, t.head) for t in told if t.pos_ != "PRON")


def _accuses(verb: Token) -> bool:
    return verb.lemma_.lower() in load_denials().of("answer")[0].classes


def _is_told_of(subject: Token, verb: Token) -> bool:
    """Tell the subject of what somebody else says: "a nurse said *the captain* had beaten them"."""
    outer = verb.head if verb.dep_ == "ccomp" else verb
    if outer.i == verb.i or clause.is_negated(verb):
        return False
    cues = load_cues().cues["verb"].get(outer.lemma_.lower(), ())
    tells = any(c.family.tells and c.family.stance == "asserts" for c in cues)
    tellers = clause.own_subjects(outer)
    return tells and bool(tellers) and all(t.lower_ != subject.lower_ for t in tellers)
