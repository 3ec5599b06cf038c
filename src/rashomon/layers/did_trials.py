"""When and where a court acts, apart from when and where what it tries happened.

"A court in Selm *sentenced* him on Monday for the *murder* of a judge at Kestrel in 1995": the day
and the town in front of the old deed are the court's, the year and the place behind it its own.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from rashomon.layers import clause
from rashomon.layers.did_found import Found
from rashomon.layers.did_lost_times import take_time
from rashomon.layers.windows import between, head_of
from rashomon.lexicon.words import word_list
from rashomon.model.span import Span
from rashomon.model.time import TimeMention
from rashomon.model.why import Why

TRYING: Final = word_list("did.judging")
BEHIND: Final = ("for", "of", "over", "with", "in", "to", "about")
DEEDS: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
YEAR: Final = 4
"""Digits of a year."""
DATED: Final = frozenset({"year", "month", "season"})


def part_trials(
    doc: Doc, sentence: DocSpan, items: Iterable[Found], parts: dict[int, dict[str, Any]]
) -> None:
    """Give a court's act and the deed that it is about each its own time and places.

    Args:
        doc: The document.
        sentence: The sentence of the events.
        items: Its triggers.
        parts: By token index, the fields of each event; changed.
    """
    items = list(items)
    _own_days(doc, sentence, [i.token for i in items], parts)
    deeds = {i.token.i: i.token for i in items if i.type in DEEDS}
    told: Sequence[TimeMention] | None = None
    for item in items:
        tries = item.token.pos_ == "VERB" and is_judging(item.token)
        tried = _tried(item.token, deeds) if tries else []
        if not tried:
            continue
        if told is None:
            within = between(doc._.times, sentence.start_char, sentence.end_char)
            told = [m for m in within if m.start and m.type in ("DATE", "TIME")]
        _part_times(item.token, tried, told, parts)
        _part_places(item.token, tried, parts)
        _spare_tried(item.token, tried, parts)


def _own_days(
    doc: Doc, sentence: DocSpan, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> None:
    """Leave the day of the main verb to it: "Varga, whose son was *killed*, *met* him at noon"."""
    hung = [t for t in triggers if t.pos_ == "VERB" and t.dep_ == "relcl"]
    for token in hung:
        own = parts[token.i]
        main = token.head.head
        if own["time"] is None or main.i not in parts or main.pos_ != "VERB":
            continue
        start = own["time"].mention.start
        inside = start < main.idx if main.i > token.i else start > token.idx
        if inside or not _hangs_on(own["time"].mention, main):
            continue
        told = between(doc._.times, sentence.start_char, sentence.end_char)
        mine = [m for m in told if m.start and _hangs_on(m.span, token)]
        _settle(own, mine, borrowed=True, other=main)


def is_judging(verb: Token) -> bool:
    """Tell a verb whose "for", "of" or "over" leads to what happened before it: "*jailed* for"."""
    return verb.lemma_.lower() in TRYING


def _tried(verb: Token, deeds: dict[int, Token]) -> list[Token]:
    """Give the deeds behind a verb's preposition, nearest first: "for *ordering* the *murder*"."""
    heads = {verb.i, *(t.i for t in clause.own_objects(verb))}
    return [
        deed
        for deed in deeds.values()
        if deed.i > verb.i
        and any(
            step.dep_ == "prep" and step.lower_ in BEHIND and step.head.i in heads
            for step in _upwards(deed)
        )
    ]


def _upwards(token: Token) -> Iterable[Token]:
    while token.head.i != token.i and token.dep_ not in ("relcl", "advcl", "ccomp"):
        yield token
        token = token.head


def _part_times(
    verb: Token, tried: list[Token], told: Sequence[TimeMention], parts: dict[int, dict[str, Any]]
) -> None:
    first = tried[0]
    old = [m for m in told if _is_old(first, m.span, m.precision)]
    for deed in tried:
        time = parts[deed.i]["time"]
        before = time is not None and time.mention.start < deed.idx
        borrowed = before and not _is_old(first, time.mention, time.precision)
        _settle(parts[deed.i], old, borrowed=borrowed, other=verb)
    time = parts[verb.i]["time"]
    borrowed = time is not None and _is_old(first, time.mention, time.precision)
    own = [m for m in told if m not in old and _hangs_on(m.span, verb)]
    _settle(parts[verb.i], own, borrowed=borrowed, other=first)


def _is_old(deed: Token, span: Span, precision: str | None) -> bool:
    """Tell the deed's time: in front of it in its phrase, or a year or a date with one behind."""
    if span.start < deed.idx:
        return deed.left_edge.idx <= span.start
    if span.start > _end(deed):
        return False
    dated = precision in DATED or any(len(w) == YEAR and w.isdigit() for w in span.text.split())
    return dated or span.start < deed.right_edge.idx


def _end(deed: Token) -> int:
    """Give where the words behind a deed end: at the next finite verb, or with the sentence."""
    finite = (t.idx for t in deed.doc[deed.i : deed.sent.end] if t.tag_ in FINITE)
    return next(finite, deed.sent.end_char)


def _settle(
    own: dict[str, Any], mentions: list[TimeMention], *, borrowed: bool, other: Token
) -> None:
    """Give an event its own time, or none where it has the other's; changes `own`."""
    if mentions:
        take_time(own, mentions[0], "did.time.trial")
    elif borrowed:
        own["time"] = None
        why = Why("did", "did.time.none", f"the time is that of {other.text!r}")
        own["why"] = (*own["why"], why)


def _hangs_on(mention: Span, verb: Token) -> bool:
    head = head_of(verb.doc, mention)
    if head is None:
        return False
    above = head.head if head.dep_ == "pobj" else head
    return above.head.i == verb.i


def _part_places(verb: Token, tried: list[Token], parts: dict[int, dict[str, Any]]) -> None:
    """Leave the places behind the deed to the deed, those in front of it to the court."""
    first = tried[0]
    for index, is_behind in ((verb.i, False), *((d.i, True) for d in tried)):
        places = parts[index]["places"]
        kept = tuple(p for p in places if (p.mention.start > first.idx) == is_behind)
        parts[index]["places"] = kept


def _spare_tried(verb: Token, tried: list[Token], parts: dict[int, dict[str, Any]]) -> None:
    """Take who is tried off those who suffered the deed: "jailed *two guards* for the killing"."""
    accused = clause.subjects(verb) if clause.is_passive(verb) else clause.own_objects(verb)
    for deed in tried:
        own = parts[deed.i]
        own["targets"] = tuple(
            t
            for t in own["targets"]
            if not any(t.mention.start <= a.idx < t.mention.end for a in accused)
        )
