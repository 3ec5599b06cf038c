"""What a trigger hangs on: "*if* they leave", "*should* they leave", "in the *event* of war"."""

from typing import Final

from spacy.tokens import Token

from rashomon.lexicon.realis import Realis

CLIMB: Final = 6
"""Governors looked at; farther ones belong to another clause."""
LONG: Final = 120
"""Tokens of a sentence, at most, whose opening is looked at."""


def _inverted_opening(token: Token) -> bool:
    """Tell a trigger in front of the comma of "*Were* they to attack, …", however it is parsed."""
    sentence = token.sent
    if sentence[-1].text == "?" or not 4 <= len(sentence) <= LONG:
        return False
    first = next((t for t in sentence if t.is_alpha), sentence[0])
    if first.lower_ not in ("should", "were", "had") or first.i >= token.i:
        return False
    comma = next((t.i for t in sentence if t.text == ","), 0)
    if first.lower_ == "were" and "to" not in {
        t.lower_ for t in sentence[: comma - sentence.start]
    }:
        return False
    return token.i < comma


def find_condition(token: Token, realis: Realis) -> Token | None:
    """Give the head of the condition that a trigger stands in or under, if any."""
    if _inverted_opening(token):
        return token
    current = token
    for _ in range(CLIMB):
        if _is_condition(current, realis):
            return current
        for child in current.children:
            if child.dep_ in ("advcl", "ccomp", "parataxis") and (
                _is_condition(child, realis) or is_inverted(child)
            ):
                return child
            if child.dep_ == "prep" and (noun := _contingency(child)) is not None:
                return noun
        if is_inverted(current) and current.dep_ == "advcl":
            return current
        if current.head.i == current.i or current.dep_ in ("ccomp", "relcl", "ROOT", "advcl"):
            return None
        current = current.head
    return None


def _is_condition(verb: Token, realis: Realis) -> bool:
    """Tell "if they leave" from "asked if they had left"."""
    for child in verb.children:
        if child.dep_ != "mark":
            continue
        if child.lower_ in realis.words["once"] and verb.tag_ in ("VBP", "VBZ"):
            return True
        if child.lower_ not in realis.words["condition"]:
            continue
        return not (child.lower_ == "if" and _is_asked(child, verb, realis))
    return verb.dep_ == "ccomp" and verb.head.lower_ in ("provided", "providing")


def _is_asked(mark: Token, verb: Token, realis: Realis) -> bool:
    """Tell the "if" of "asked if they had left" and of "unclear if they left"."""
    before = mark.nbor(-1) if mark.i else mark
    asking = realis.words["asking"]
    if before.lemma_.lower() in asking:
        return True
    above = verb.head
    return verb.dep_ in ("ccomp", "advcl") and above.i < verb.i and above.lemma_.lower() in asking


def is_inverted(verb: Token) -> bool:
    """Tell "Should they leave", "Were they to leave", "Had they left" from a question."""
    first = verb.left_edge
    if first.lower_ not in ("should", "were", "had"):
        return False
    if first.i == verb.i:
        return verb.dep_ == "advcl" and verb.lower_ == "were"
    if first.head.i != verb.i:
        return False
    return first.dep_ in ("aux", "auxpass") and verb.sent.end > 0 and verb.sent[-1].text != "?"


def _contingency(preposition: Token) -> Token | None:
    """Find the noun of "in the *event* of an attack"."""
    for child in preposition.children:
        if child.dep_ == "pobj" and child.lower_ in ("event", "case", "condition"):
            if child.lower_ == "condition" and any(
                c.dep_ in ("acl", "relcl") for c in child.children
            ):
                return child
            if any(c.dep_ == "prep" and c.lower_ == "of" for c in child.children):
                return child
    return None
