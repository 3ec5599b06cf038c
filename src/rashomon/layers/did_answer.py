"""Who answers for a deed in the words above it: who claims, admits, is accused or suspected.

"The Front claimed responsibility for the *attack*" makes the Front its agent, as claimed; "the
*attack* was blamed on the Front" makes it so as accused. On what footing is read with the speakers.
"""

from collections.abc import Iterator
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.clause_contrast import NOBODY
from rashomon.layers.did_people import participant
from rashomon.lexicon.fields import FieldRule, load_fields
from rashomon.lexicon.words import word_list
from rashomon.model.why import Why

STEPS: Final = 7
"""Steps up from a trigger to the word that accuses, claims or admits it."""
SELF: Final = frozenset({"claimed", "admitted"})
"""Bases that only who did it can give: claiming somebody else's deed is plain assertion."""


def governors(trigger: Token) -> Iterator[tuple[Token, FieldRule]]:
    """Yield the words above a trigger that say who answers for it, nearest first."""
    index = load_fields().index["responsibility"]
    for below in trigger.children:  # "an attack *claimed* by the Front", "*blamed* on it"
        if below.dep_ == "acl" and below.tag_ == "VBN":
            listed = index.get(below.lemma_.lower(), ())
            yield from ((below, r) for words, r in listed if len(words) == 1 and "obj" in r.arcs)
    path = [trigger]
    for _ in range(STEPS):
        above = path[-1].head
        if above.i == path[-1].i:
            return
        for words, rule in index.get(above.lemma_.lower(), ()):
            rest = _second(above, words)
            if rest is not None and len(words) > 1 and rest.i == trigger.i:
                break
            if rest is not None and _arc(path, rest) in rule.arcs:
                yield above, rule
                break
        path.append(above)


def _second(word: Token, words: tuple[str, ...]) -> Token | None:
    """Give the last word of a governor's phrase ("claim *responsibility*"), or None."""
    if len(words) == 1:
        return word
    for child in word.children:
        if child.lemma_.lower() == words[1] or child.lower_ == words[1]:
            return child
        for grandchild in child.children:
            if child.dep_ in ("ccomp", "xcomp") and grandchild.lower_ == words[1]:
                return grandchild
    return None


def _arc(path: list[Token], last: Token) -> str:
    """Say how the way down from a governor to the trigger begins."""
    steps = [t for t in path if t.i != last.i]
    if not steps:
        return "obj"
    first = steps[-1]
    if first.dep_ in ("prep", "agent", "dative"):
        return first.lower_
    if first.dep_ == "xcomp" and first.pos_ in clause.VERBAL:
        behind = any(c.lower_ == "behind" for c in first.children)
        return "behind" if behind else ("ing" if first.tag_ == "VBG" else "inf")
    if first.dep_ == "ccomp":
        return "ing" if first.tag_ == "VBG" else ("inf" if first.tag_ == "VB" else "that")
    if first.dep_ in ("dobj", "nsubjpass"):
        return "obj"
    return "for" if any(t.dep_ == "prep" and t.lower_ == "for" for t in steps[-3:]) else "none"


def holders_of(governor: Token) -> list[Token]:
    """Give who accuses, claims or admits; nobody where a passive names nobody."""
    if clause.is_passive(governor):
        return [t for _, t in clause.prepositional(governor, "by")]
    return clause.subjects(governor)


def is_mutual(governor: Token) -> bool:
    """Tell "accused each other": everybody is accused by the rest."""
    return any(
        o.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in o.children)
        for o in clause.own_objects(governor)
    )


def add_answerable(doc: Doc, triggers: list[Token], parts: dict[int, Any]) -> None:
    """Give an event noun without agents the one who is said to answer for it.

    Args:
        doc: The document.
        triggers: Tokens of a sentence's triggers.
        parts: By token index, the fields of each event; changed.
    """
    for trigger in triggers:
        fields = parts[trigger.i]
        if fields["agents"] or trigger.pos_ not in ("NOUN", "PROPN"):
            continue
        for governor, rule in governors(trigger):
            if clause.is_negated(governor):
                break
            people = [
                p
                for t in answerable(governor, rule)
                if not _is_none(t) and (p := participant(doc, t))
            ]
            if people:
                fields["agents"] = tuple(people)
                why = Why("did", rule.id, f"agent by {governor.text!r}")
                fields["why"] = (*fields["why"], why)
                break


def _is_none(word: Token) -> bool:
    return clause.is_negated(word) or word.lower_ in NOBODY


def answerable(governor: Token, rule: FieldRule) -> list[Token]:
    """Give the words for who answers: who claims, whom the word accuses, whom it suspects."""
    if rule.value in SELF:
        if clause.is_passive(governor):
            return [t for _, t in clause.prepositional(governor, "by")]
        if not any(c.dep_ in clause.OBJECTS or c.dep_ == "prep" for c in governor.children):
            return []
        return clause.subjects(governor)
    lemma = governor.lemma_.lower()
    if lemma in SHIFTING and (found := [t for _, t in clause.prepositional(governor, "on", "to")]):
        return found
    if lemma in SHIFTED:
        return []
    if clause.is_passive(governor):
        return clause.own_subjects(governor)
    return clause.own_objects(governor)


SHIFTING: Final = word_list("did.shifting")
"""Verbs that may take the deed as object and the doer behind "on" or "to"."""
SHIFTED: Final = word_list("did.shifted")
"""Of these, the ones that always do."""
