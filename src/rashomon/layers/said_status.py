"""An answer to who the victims were: "troops killed nine farmers"; "*they were rebels*".

Whoever calls those combatants whom another calls civilians, or says that they were not what the
other says, denies their status; that they were killed he takes for granted.

Citation: the rules on civilian status of casualty recording (Every Casualty Counts, Standards for
Casualty Recording, 2016, 4.3).
"""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause_contrast import is_ruled_out, rivals
from rashomon.layers.said_drafts import Draft, Range
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list

CALLED: Final = word_list("said.fighters")
COMBATANT: Final = word_list("howmany.combatant")
VICTIMS: Final = frozenset({"dead", "victim", "deceased", "detainee", "prisoner", "killed", "all"})
POINTING: Final = frozenset({"they", "he", "she", "these", "those", "both", "all"})
VAGUE: Final = frozenset({"these", "those"})
LONGEST: Final = 16
"""Words of an answer in which the victims are called something, at most."""


def denies_status(doc: Doc, draft: Draft, told: Sequence[Range]) -> bool:
    """Tell an answer that says who the victims of another's telling were, or were not.

    Args:
        doc: The document.
        draft: The answer.
        told: Tokens of what others told in front of it, or of what the author did.
    """
    start, end = draft.content[0]
    words = [t for t in doc[start : min(end, start + LONGEST)] if t.lemma_ == "be"]
    if not words or not told:
        return False
    copula = words[0]
    subject = next((c for c in copula.children if c.dep_ == "nsubj"), None)
    named = next((c for c in copula.children if c.dep_ == "attr" and c.i > copula.i), None)
    if subject is None or named is None or subject.i < start or not _is_victim(subject):
        return False
    if not _is_person(named):
        return False
    negated = any(c.dep_ == "neg" for c in copula.children) or is_ruled_out(named)
    theirs = [t for s, e in told for t in doc[s:e] if _is_person(t)]
    if negated and subject.lower_ not in VAGUE:
        return any(t.lemma_.lower() == named.lemma_.lower() for t in theirs) or _turns(named)
    called = _is_fighter(named)
    return called and bool(theirs) and not _are_fighters([t for t in theirs if _suffers(t)])


def _turns(named: Token) -> bool:
    """Tell "they were not fishermen *but gunrunners*"."""
    return any(_is_fighter(t) for t in rivals(named))


def _is_fighter(token: Token) -> bool:
    return token.lemma_.lower() in CALLED | COMBATANT


def _is_victim(subject: Token) -> bool:
    return subject.lower_ in POINTING or subject.lemma_.lower() in VICTIMS or subject.like_num


def _is_person(token: Token) -> bool:
    known = load_events().nouns.get(token.lemma_.lower())
    listed = known is not None and known.classes[0] in ("person", "group")
    return token.pos_ == "NOUN" and (listed or _is_fighter(token))


def _suffers(token: Token) -> bool:
    """Tell the object of a deed, or the subject of a passive, from who did it."""
    return token.dep_ != "nsubj" and not (token.dep_ == "pobj" and token.head.dep_ == "agent")


def _are_fighters(tokens: Sequence[Token]) -> bool:
    return not tokens or any(_is_fighter(t) for t in tokens)
