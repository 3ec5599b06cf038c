"""When an event is whose day stands where the parser loses it.

"*On 6 April* unidentified men abducted two drivers": the parser takes the month for a part of the
subject. And "the murder of 340 villagers at Dovrin *in 1995*" hangs the year on the town.
"""

from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.did_places import is_main
from rashomon.layers.did_setting import event_time
from rashomon.layers.windows import between
from rashomon.model.time import EventTime, TimeMention
from rashomon.model.why import Why

OPENING: Final = frozenset("in on at during".split())
INSIDE: Final = frozenset("in on during of".split())
DEEPEST: Final = 6
"""Steps from a day up to the noun that it dates: "at Dovrin in 1995"."""


def add_lost_times(
    doc: Doc, sentence: Span, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> None:
    """Give events without a time the day that opens their sentence, or that ends their phrase.

    Args:
        doc: The document.
        sentence: The sentence of the events.
        triggers: Their triggers.
        parts: By token index, the fields of each event; changed.
    """
    if all(parts[t.i]["time"] is not None for t in triggers):
        return
    told = [m for m in between(doc._.times, sentence.start_char, sentence.end_char) if m.start]
    if not told:
        return
    opening = _opening(sentence, told)
    inside = _hung(doc, told, {t.i for t in triggers})
    for token in triggers:
        own = parts[token.i]
        if own["time"] is not None:
            continue
        if opening is not None and _is_of_main(token, sentence):
            take_time(own, opening, "did.time.opening")
            continue
        shared = _of_first(token, parts) or _of_cause(token, parts)
        if shared is not None:
            own["time"] = shared
            own["why"] = (*(w for w in own["why"] if w.rule != "did.time.none"), JOINED)
            continue
        if token.i in inside:
            take_time(own, inside[token.i], "did.time.phrase")


JOINED: Final = Why("did", "did.time.joined", "")


def _of_first(token: Token, parts: dict[int, dict[str, Any]]) -> EventTime | None:
    """Give the day of the verb that this one is joined to: "*came* on Monday and met Varga"."""
    if token.dep_ != "conj" or token.pos_ != "VERB" or clause.own_subjects(token):
        return None
    first = token.head
    if first.i not in parts or first.tag_ != token.tag_ or token.tag_ != "VBD":
        return None
    time: EventTime | None = parts[first.i]["time"]
    return time if time is not None and time.mention.end <= token.idx else None


def _of_cause(token: Token, parts: dict[int, dict[str, Any]]) -> EventTime | None:
    """Give the day of what an event comes of: "talks on Monday resulted in an *agreement*"."""
    if token.dep_ != "pobj" or token.head.lower_ != "in" or token.head.head.lemma_ != "result":
        return None
    for cause in clause.subjects(token.head.head):
        if cause.i in parts and parts[cause.i]["time"] is not None:
            time: EventTime = parts[cause.i]["time"]
            return time
    return None


def take_time(own: dict[str, Any], mention: TimeMention, rule: str) -> None:
    """Give an event its day, in place of another or of a reason for none; changes `own`."""
    own["time"] = event_time([mention], [])
    own["why"] = (*(w for w in own["why"] if w.rule != "did.time.none"), Why("did", rule, ""))


def _opening(sentence: Span, told: list[TimeMention]) -> TimeMention | None:
    """Give the day or year that a sentence begins with, behind a preposition or bare."""
    words = [t for t in sentence if not (t.is_space or t.is_punct)]
    if not words:
        return None
    first = told[0]
    starts = {words[0].idx}
    if words[0].lower_ in OPENING and len(words) > 1:
        starts = {t.idx for t in words[1:2]}
    return first if first.span.start in starts and first.type in ("DATE", "TIME") else None


def _is_of_main(token: Token, sentence: Span) -> bool:
    """Tell the main verb, one joined to it, and the noun of an act that is its object."""
    if is_main(token, sentence):
        return True
    return (
        token.pos_ not in clause.VERBAL
        and token.dep_ in clause.OBJECTS
        and is_main(token.head, sentence)
    )


def _hung(doc: Doc, told: list[TimeMention], indexes: set[int]) -> dict[int, TimeMention]:
    """Give the days that hang deep in the phrase of a noun, by that noun's token."""
    found: dict[int, TimeMention] = {}
    for mention in told:
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None or span.root.dep_ != "pobj" or span.root.head.lower_ not in INSIDE:
            continue
        current = span.root.head
        for _ in range(DEEPEST):
            if current.dep_ not in ("prep", "pobj"):
                break
            current = current.head
            if current.i in indexes or current.pos_ == "VERB":
                break
        if current.pos_ in ("NOUN", "PROPN") and current.idx < mention.span.start:
            found.setdefault(current.i, mention)
    return found
