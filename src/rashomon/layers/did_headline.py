"""A headline that tells of two things: "Shells hit Kestrel and clashes in Dovrin go on".

Headlines string events together without verbs, and a parser takes the second event for an object
or a place of the first. Where an event and its place are followed by a conjunction and another
event with a place of its own, the conjunction parts them, and neither takes what is the other's.

Citation: Mårdh 1980, Headlinese: On the Grammar of English Front Page Headlines.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.windows import between
from rashomon.model.place import PlaceMention
from rashomon.model.time import EventTime, TimeMention
from rashomon.model.why import Why

HEADLINE: Final = 45
"""Words of a document that is no more than a headline."""
PARTING: Final = frozenset({"and", ",", ";", "as", "while"})
WIDE: Final = frozenset({"country", "continent", "ocean", "sea"})
VIOLENT: Final = frozenset({None, "ASSAULT", "CONTROL", "COERCE", "PROTEST"})
DAY_OR_LESS: Final = frozenset({"day", "part-of-day", "hour", "minute"})
DAYS_TOLD: Final = 2
"""Days of a range ("in the past 24 hours") that still dates what a headline tells."""


def is_headline(doc: Doc, sentence: Span) -> bool:
    """Tell a document that is one short line without a full stop."""
    return len(doc) <= HEADLINE and not (len(sentence) and sentence[-1].text == ".")


def stretches(doc: Doc, sentence: Span, triggers: Iterable[Token]) -> list[range]:
    """Part a headline between its events.

    Args:
        doc: The document.
        sentence: Its sentence.
        triggers: Tokens that name events of violence.

    Returns:
        Token ranges that cover the sentence; one where nothing is to be parted.
    """
    whole = [range(sentence.start, sentence.end)]
    if not is_headline(doc, sentence):
        return whole
    deeds = sorted({t.i for t in triggers})
    places = _places(doc, sentence)
    cuts = [
        cut
        for (_, end), (start, _) in pairwise(places)
        if deeds and deeds[0] < end and (cut := _cut(doc, end, start, deeds)) is not None
    ]
    edges = [sentence.start, *cuts, sentence.end]
    return [range(a, b) for a, b in pairwise(edges)]


def _places(doc: Doc, sentence: Span) -> list[tuple[int, int]]:
    """Give the tokens of each place that is no country and no people, in text order."""
    found: list[tuple[int, int]] = []
    for mention in between(doc._.places, sentence.start_char, sentence.end_char):
        if mention.demonym or mention.dateline or mention.kind in WIDE:
            continue
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is not None and (not found or span.start >= found[-1][1]):
            found.append((span.start, span.end))
    return found


def _cut(doc: Doc, start: int, end: int, deeds: Sequence[int]) -> int | None:
    """Give the conjunction between two places that an event follows, the last such."""
    for at in range(end - 1, start - 1, -1):
        if doc[at].lower_ in PARTING and _has_deed(doc, at, end, deeds):
            return at
    return None


def _has_deed(doc: Doc, at: int, end: int, deeds: Sequence[int]) -> bool:
    """Tell whether something happens between a conjunction and a place, trigger or not."""
    if any(at < deed < end for deed in deeds):
        return True
    words = (t for t in doc[at + 1 : end] if t.pos_ in ("NOUN", "VERB", "PROPN"))
    return any(clause.names_violence(t) for t in words)


def stretch_of(parts: Sequence[range], token: Token) -> range:
    """Give the stretch that a token stands in."""
    return next(part for part in parts if token.i in part)


def may_share(part: range, trigger: Token, candidate: Token) -> bool:
    """Tell whether something outside an event's stretch may still act in it.

    The subject of "Jets *bombed* Kestrel and *killed* five in Dovrin" does both.
    """
    if candidate.i in part:
        return True
    between = trigger.doc[part.start : trigger.i]
    return candidate.i < part.start and not any(t.pos_ in ("NOUN", "PROPN") for t in between)


def date_headline(doc: Doc, sentence: Span, parts: dict[int, Any], items: Iterable[Any]) -> None:
    """Give the violence of a headline the one time that it names; changes `parts`.

    "Two killed, three hurt amid shelling in past day" dates all three.
    """
    if not is_headline(doc, sentence):
        return
    times = {(m.start, m.end): m for m in doc._.times if m.start and m.end}
    if len(times) != 1:
        return
    mention = next(iter(times.values()))
    if not _is_short(mention):
        return
    for item in items:
        own = parts[item.token.i]
        if own["time"] is None and item.type in VIOLENT:
            own["time"] = EventTime(
                start=mention.start or "",
                end=mention.end or "",
                precision=mention.precision or "day",
                mention=mention.span,
                reason=mention.reason,
            )
            kept = (w for w in own["why"] if w.rule != "did.time.none")
            own["why"] = (*kept, Why("did", "did.time.headline", "the headline's one time"))


def _is_short(mention: TimeMention) -> bool:
    if mention.precision in DAY_OR_LESS:
        return True
    first, last = (mention.start or "")[:10], (mention.end or "")[:10]
    return mention.precision == "range" and _days_between(first, last) <= DAYS_TOLD


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def inside(places: Iterable[PlaceMention], doc: Doc, part: range) -> list[PlaceMention]:
    """Keep the place mentions that stand in a stretch."""
    start, end = doc[part.start].idx, doc[part.stop - 1].idx
    return [m for m in places if start <= m.span.start <= end]


def headline_doer(verb: Token) -> Token | None:
    """Give who is to act in "*Front* to release prisoners", which headlines say for "will".

    Args:
        verb: The infinitive.

    Returns:
        The noun in front of "to", where it opens a line without a full stop.
    """
    at = verb.i - 2
    if verb.tag_ != "VB" or at < 0 or verb.nbor(-1).lower_ != "to":
        return None
    noun, sentence = verb.doc[at], verb.sent
    opens = all(
        t.dep_ in ("amod", "compound", "det", "nmod") for t in verb.doc[sentence.start : at]
    )
    if not opens or at < sentence.start or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    return None if sentence[-1].text in FULL_STOPS or clause.is_modal_noun(noun) else noun


FULL_STOPS: Final = frozenset('.?!”"')
