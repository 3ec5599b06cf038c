"""What a figure covers, which figure is part of which, and what "casualties" means.

Runs over the figures of a text when all have been found.
"""

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.lexicon.figures import Quantities
from rashomon.lexicon.words import word_list
from rashomon.model.figure import Figure

TOTALS: Final = word_list("howmany.totals")
WARS: Final = word_list("howmany.wars")
LONG: Final = re.compile(r"^P(?:\d+|X+)[YM]|^P(?:\d+|X+)(?:DE|CE)")
"""A length of months or more, in TIMEX3."""
CASUALTY: Final = frozenset({"killed", "injured", "missing", "detained", "abducted", "displaced"})
LONGEST: Final = 80
"""Words of a sentence above which no total is looked for."""


def coverage_of(doc: Doc, sentence: Span, via: Token | None) -> str:
    """Tell a figure of one happening from one of a period, and from one that only grows.

    Returns:
        ``event`` ``period`` ``cumulative``.
    """
    if len(sentence) > LONGEST:
        return "event"
    words = {t.lower_ for t in sentence}
    if words & TOTALS or "since" in words or {"so", "far"} <= words or {"to", "date"} <= words:
        return "cumulative"
    if via is not None and (_is_of_war(via) or _takes_years(doc, via)):
        return "cumulative"
    if words & {"per", "weekly", "monthly", "annually"} or {"last", "year"} <= words:
        return "period"
    return "event"


def _is_of_war(via: Token) -> bool:
    """Tell what a whole war did: "the *war* killed 1,204", "a *war* in which 1,204 died"."""
    if via.pos_ != "VERB":
        return False
    near = [*clause.own_subjects(via), *([via.head] if via.dep_ == "relcl" else [])]
    return any(t.lemma_.lower() in WARS for t in near)


def _takes_years(doc: Doc, via: Token) -> bool:
    """Tell "have died *in ten years*": a length of months or years in the same clause."""
    sentence = via.sent
    first = bisect_left(doc._.times, sentence.start_char, key=lambda m: m.span.start)
    last = bisect_left(doc._.times, sentence.end_char, key=lambda m: m.span.start)
    for mention in doc._.times[first:last]:
        if mention.type == "DURATION" and LONG.match(mention.value or ""):
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None and span.start:
                before = doc[span.start - 1].lower_
                if before in ("in", "over", "during", "within", "the", "past", "last"):
                    return True
    return False


GAPPED: Final = frozenset({*CASUALTY, "detained", "abducted", "displaced", "missing", "evacuated"})
"""Measures of persons that a number without a noun may share with the one in front of it."""
PLACED: Final = frozenset({"in", "on", "at", "near", "outside", "during", "from", "by"})
JOINING: Final = frozenset({"and", "but", ",", ";"})


def settle(doc: Doc, figures: Sequence[Figure], quantities: Quantities) -> list[Figure]:
    """Give parts the measure of their whole, wholes that of their part, casualties theirs."""
    done: list[Figure] = []
    for figure in figures:
        before = done[-1] if done else None
        if before is not None and _is_gapped(doc, before, figure):
            figure = dataclasses.replace(
                figure, measure=before.measure, via=before.via, unit=before.unit
            )
        if before is not None and figure.modifier == "including":
            before, figure = _agree(doc, before, figure)
            done[-1] = before
        done.append(figure)
    by_sentence: dict[int, list[Figure]] = {}
    for figure in done:
        by_sentence.setdefault(doc[figure.head].sent.start, []).append(figure)
    return [
        _dead(doc, _both(doc, f, quantities), by_sentence[doc[f.head].sent.start], quantities)
        for f in done
    ]


def _is_gapped(doc: Doc, before: Figure, figure: Figure) -> bool:
    """Tell "twelve were killed on Monday *and five on* Tuesday", which leaves out the rest."""
    head = doc[figure.head]
    if figure.measure is not None or not head.like_num or head.i + 1 >= len(doc):
        return False
    if before.measure not in GAPPED or before.via < 0 or head.sent != doc[before.head].sent:
        return False
    joined = doc[max(before.head, before.via) : head.i]
    if any(t.pos_ in clause.VERBAL and t.i != before.via for t in joined):
        return False
    return head.nbor(1).lower_ in PLACED and any(t.lower_ in JOINING for t in joined)


def _agree(doc: Doc, whole: Figure, part: Figure) -> tuple[Figure, Figure]:
    if part.measure not in CASUALTY and whole.measure in CASUALTY:
        return whole, dataclasses.replace(part, measure=whole.measure, via=whole.via)
    if (
        part.measure in CASUALTY
        and whole.measure not in (*CASUALTY, "casualties")
        and part.via > part.head
        and doc[part.head].sent == doc[whole.head].sent
    ):
        return dataclasses.replace(whole, measure=part.measure, via=part.via, unit="persons"), part
    return whole, part


def _both(doc: Doc, figure: Figure, quantities: Quantities) -> Figure:
    """Read "a dozen were killed *or wounded*" as casualties: nobody says how many were which."""
    if figure.measure not in ("killed", "injured") or figure.via < 0 or figure.via == figure.head:
        return figure
    at = figure.via
    for joint, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if min(joint, other) < 0 or max(joint, other) >= len(doc):
            continue
        measure = quantities.states.get(doc[other].lower_)
        if doc[joint].lower_ not in ("and", "or", "/") or measure in (None, figure.measure):
            continue
        edge = other + 1 if other > at else other - 1
        near = doc[edge : edge + 3] if other > at else doc[max(0, edge - 2) : edge + 1]
        if measure in ("killed", "injured") and not any(_counts(t) for t in near):
            return dataclasses.replace(figure, measure="casualties", rule="figure.casualties")
    return figure


def _counts(token: Token) -> bool:
    return token.tag_ == "CD" or token.like_num


def _dead(doc: Doc, figure: Figure, beside: Sequence[Figure], quantities: Quantities) -> Figure:
    """Read "casualties" as the dead where the text or its outlet sets them apart from wounded."""
    if figure.measure != "casualties" or figure.rule == "figure.casualties":
        return figure
    sentence = doc[figure.head].sent
    there = [f for f in beside if f is not figure]
    words = {t.lower_ for t in sentence} | {t.lemma_.lower() for t in sentence}
    is_fatal = words & quantities.fatal and not any(
        f.measure == "killed" and f.modifier != "including" and f.number is not None for f in there
    )
    apart = words & quantities.wounds or any(f.measure == "injured" for f in there)
    document = doc._.document
    outlet = document.outlet if document is not None else None
    if is_fatal or apart or outlet in quantities.fatal_outlets:
        return dataclasses.replace(figure, measure="killed", rule="figure.casualties-dead")
    return figure
