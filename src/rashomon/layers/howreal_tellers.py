"""In whose words an event stands: what is threatened, planned or foretold hangs on who tells it."""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import is_negated
from rashomon.layers.windows import words_of
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention

HEARSAY: Final = word_list("said.hearsay")
CHECKED: Final = "real.checked"
"""Rule of an act in a report that somebody only receives or checks."""
CHECKING: Final = word_list("howreal.checking")
RECEIVED: Final = "real.received"
"""Rule of an act in a report that somebody passes on as he received it."""
RECEIVING: Final = word_list("howreal.receiving")
CLIMB: Final = 3
"""Words from a report up to what somebody does about it: "concern *at reports*"."""


def told_by(doc: Doc, event: EventMention) -> list[Attribution]:
    """Give the attributions with a source in whose content an event stands."""
    return [
        a
        for a in doc._.attributions
        if a.source and any(c.covers(event.trigger) for c in a.content)
    ]


def innermost(around: list[Attribution]) -> Attribution | None:
    """Give the attribution with the shortest content, or None where there is none."""
    return min(around, key=lambda a: sum(c.end - c.start for c in a.content), default=None)


def told_by_nobody(doc: Doc, event: EventMention) -> list[Attribution]:
    """Give the attributions without a source in whose content an event stands."""
    return [
        a
        for a in doc._.attributions
        if not a.source and a.tells and any(c.covers(event.trigger) for c in a.content)
    ]


def is_hearsay(doc: Doc, around: list[Attribution]) -> bool:
    """Tell "there are *rumours* that", whose writer leaves open whether it is so.

    "Talk of a massacre" is mostly somebody's charge that is answered; "talk *that*" is hearsay.
    """
    told = [
        a for a in around if "talk" not in _words(doc, a) or a.content[0].text.startswith("that")
    ]
    cues = (t for a in told for c in a.cue for t in words_of(doc, c))
    return any(t.lemma_.lower() in HEARSAY or t.lower_ in HEARSAY for t in cues)


def is_checked(doc: Doc, around: list[Attribution]) -> bool:
    """Tell "is *investigating* reports that", "is *alarmed* at claims that": it is left open.

    Whoever checks the report of others, or is alarmed at it, does not tell it himself.
    """
    return any(_is_met(noun, CHECKING) for noun in _nouns(doc, around))


def is_received(doc: Doc, around: list[Attribution]) -> bool:
    """Tell "has *received* reports that", "is *aware* of reports that": neither yes nor no."""
    return any(_is_met(noun, RECEIVING) for noun in _nouns(doc, around))


def _nouns(doc: Doc, around: list[Attribution]) -> list[Token]:
    return [t for a in around for c in a.cue for t in words_of(doc, c) if t.pos_ == "NOUN"]


def _is_met(noun: Token, listed: frozenset[str]) -> bool:
    above = noun
    for _ in range(CLIMB):
        below, above = above, above.head
        if above.i == below.i or below.dep_ not in ("dobj", "prep", "pobj", "nsubjpass", "conj"):
            return False
        if above.lemma_.lower() in listed or above.lower_ in listed:
            return not is_negated(above)
    return False


def _words(doc: Doc, attribution: Attribution) -> set[str]:
    return {t.lemma_.lower() for c in attribution.cue for t in words_of(doc, c)}
