"""Sentences glued together: "the council.In this" and "the townThe army".

The first is cut after its full stop; the second only where a common word in lower case runs into
a word that opens sentences, so that names such as "YouTube" or "McBride" stay whole.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from rashomon.documents.alignment import Draft, Edit
from rashomon.documents.repair_lists import load_lists, load_lower_words

AFTER_STOP: Final = re.compile(
    r"(?<![\w./@:-])(?:[a-z]{2,30}|[A-Z][a-z]{2,30}|\d{1,6}|\))([.?!]”?)(?=[“A-Z](?:[a-z ]|[A-Z]))"
)
AFTER_QUOTE: Final = re.compile(r"[.?!,]”(?=[A-Za-z])")
DOMAIN: Final = re.compile(r"[A-Z]?[a-z]+(?:[/:.]\w|\b@)")


@cache
def _no_stop() -> "re.Pattern[str]":
    openers = sorted(load_lists("repair.toml")["sentence_openers"], key=len, reverse=True)
    return re.compile(rf"(?<![\w.@/])([a-z]{{4,20}})(?:{'|'.join(openers)})(?=[ ,])")


def repair_sentences(draft: Draft) -> None:
    """Cut sentences that have lost the space, or stop and space, between them."""
    draft.apply(_after_stop(draft.text))
    draft.apply(
        Edit(m.end(), m.end(), " ", "shadow.glued") for m in AFTER_QUOTE.finditer(draft.text)
    )
    draft.apply(_without_stop(draft.text))


def _after_stop(text: str) -> Iterator[Edit]:
    for match in AFTER_STOP.finditer(text):
        if not DOMAIN.match(text, match.end()):
            yield Edit(match.end(), match.end(), " ", "shadow.glued")


def _without_stop(text: str) -> Iterator[Edit]:
    words = load_lower_words()
    for match in _no_stop().finditer(text):
        if match[1] in words:
            yield Edit(match.end(1), match.end(1), ". ", "shadow.glued")
