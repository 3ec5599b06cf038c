"""Who can't take part, whatever the scores say: guards against naming the wrong perpetrator.

"The Coast Guard foiled an *attack*" does not make the Coast Guard the attacker; "sanctions
over the *killings*" names no killer; in "Brandt denied that the army shelled Kestrel" the army
is no party of the denial.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.lexicon.event_rows import LightVerb
from rashomon.lexicon.events import EventLexicon

CLAUSES: Final = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
MAX_DEPTH: Final = 14


def light_of(
    noun: Token, kind: str | None, lexicon: EventLexicon
) -> tuple[Token, LightVerb] | None:
    """Give the light verb that carries an event noun, and its entry, if any.

    Args:
        noun: The event noun.
        kind: Its type, which an entry may ask for.
        lexicon: The event lexicon.
    """
    if noun.pos_ not in ("NOUN", "PROPN") and noun.tag_ != "VBG":
        return None
    top = clause.conj_root(noun)
    verb, place = _verb_above(top)
    if verb is None:
        return None
    for entry in lexicon.light.get(verb.lemma_.lower(), ()):
        if entry.only and not entry.only & {kind or "", noun.lemma_.lower()}:
            continue
        if entry.noun == place and entry.aspect != "prevent" and _has_particle(verb, entry):
            return verb, entry
    return None


def _verb_above(noun: Token) -> tuple[Token | None, str]:
    above = noun.head
    if noun.dep_ == "pobj":
        verb = above.head
        return (verb if verb.pos_ == "VERB" else None), above.lower_
    if above.pos_ != "VERB":
        return None, ""
    if noun.dep_ in ("dobj", "nsubjpass"):
        return above, "obj"
    return (above, "subj") if noun.dep_ == "nsubj" else (None, "")


def _has_particle(verb: Token, entry: LightVerb) -> bool:
    if len(entry.words) == 1:
        return True
    near = {c.lower_ for c in verb.children} | {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]}
    return all(word in near for word in entry.words[1:])


def is_barred(trigger: Token, candidate: Token, *, framed: bool, carried: Token | None) -> bool:
    """Tell whether a noun phrase stands where it can take no part in a trigger's event.

    Args:
        trigger: The word that names the event.
        candidate: Head of the noun phrase.
        framed: True when the parse and the sense's frame give it a role: then it may.
        carried: The light verb that carries the trigger, or None.
    """
    if framed:
        return False
    if _governs(trigger, candidate):
        return _below_clause(trigger, candidate)
    if trigger.pos_ in clause.VERBAL:
        return bool(clause.own_subjects(trigger)) and _above_clause(trigger, candidate)
    return _subject_of_other(trigger, candidate, carried)


def is_included(candidate: Token) -> bool:
    """Tell a part of a group told before: "30 people, including eleven *children*"."""
    current = candidate
    for _ in range(4):
        if current.dep_ == "pobj" and current.head.lower_ in ("including", "include"):
            return True
        if current.dep_ not in ("conj", "pobj", "compound"):
            return False
        current = current.head
    return False


def _governs(trigger: Token, candidate: Token) -> bool:
    current = candidate
    for _ in range(MAX_DEPTH):
        if current.i == trigger.i:
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _below_clause(trigger: Token, candidate: Token) -> bool:
    """Tell whether a finite clause of its own stands between the trigger and the phrase."""
    current = candidate
    for _ in range(MAX_DEPTH):
        if current.i == trigger.i:
            return False
        if current.dep_ in CLAUSES and current.pos_ in clause.VERBAL:
            return not (current.dep_ in ("acl", "relcl") and trigger.pos_ == "NOUN")
        current = current.head
    return False


def _above_clause(trigger: Token, candidate: Token) -> bool:
    """Tell whether the trigger's own clause, which has its subject, ends below the phrase."""
    current = trigger
    for _ in range(MAX_DEPTH):
        if current.dep_ in ("ccomp", "advcl", "parataxis"):
            return True
        if current.head.i == current.i or _governs(current.head, candidate):
            return current.dep_ in ("relcl", "acl") and current.head.i != candidate.i
        current = current.head
    return False


def _subject_of_other(trigger: Token, candidate: Token, carried: Token | None) -> bool:
    """Tell the subject of a verb that acts on the event noun without carrying it."""
    current = clause.conj_root(trigger)
    for _ in range(4):
        above = current.head
        if above.i == current.i:
            return False
        if above.pos_ == "VERB":
            if carried is not None and above.i == carried.i:
                return False
            parties = [t for _, t in clause.prepositional(above, "by")]
            if current.dep_ not in clause.SUBJECTS:
                parties += clause.subjects(above)
            return any(t.i == candidate.i for t in parties)
        current = above
    return False
