"""The parse of one document as plain lists, read off once for the questions asked of every word.

A list lookup costs a tenth of asking a spaCy token, and scored features ask hundreds of times.
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

STATEFUL: Final = frozenset({"aux", "neg", "auxpass", "mark", "advmod"})
"""Arcs of the small words that say whether a thing came about: "did", "not", "if"."""
KEY: Final = "rashomon_table"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseTable:
    """One entry a token in every list.

    Attributes:
        lemmas: Lemmas in lower case.
        lowers: The words in lower case.
        deps: Arc to the head.
        tags: Fine part of speech.
        heads: Index of the head; a root's own.
        stateful: Lower-case words of the children on a `STATEFUL` arc, in text order.
    """

    lemmas: list[str]
    lowers: list[str]
    deps: list[str]
    tags: list[str]
    heads: list[int]
    stateful: list[list[str]]


def table_of(doc: Doc) -> ParseTable:
    """Give the table of a parsed document, made at the first call and kept with it."""
    found: ParseTable | None = doc.user_data.get(KEY)
    if found is None:
        found = doc.user_data[KEY] = _read(doc)
    return found


def _read(doc: Doc) -> ParseTable:
    tokens = list(doc)
    lowers = [t.lower_ for t in tokens]
    deps = [t.dep_ for t in tokens]
    heads = [t.head.i for t in tokens]
    stateful: list[list[str]] = [[] for _ in tokens]
    for index, dep in enumerate(deps):
        if dep in STATEFUL and heads[index] != index:
            stateful[heads[index]].append(lowers[index])
    return ParseTable(
        lemmas=[t.lemma_.lower() for t in tokens],
        lowers=lowers,
        deps=deps,
        tags=[t.tag_ for t in tokens],
        heads=heads,
        stateful=stateful,
    )
