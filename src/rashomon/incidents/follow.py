"""From a statement to those who ultimately stand behind it, link by link, with reasons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from rashomon.incidents.party import Party, named_body, reason, same_body
from rashomon.incidents.voices import carrier, outlet_party, phrase_party, speaker_party
from rashomon.lexicon.origins import OriginRule, load_origins
from rashomon.model.document import Document
from rashomon.model.statement import Statement

HEAD: Final = 400
TAIL: Final = 400
REACH: Final = 400
SENTENCE_END: Final = re.compile(r"[.!?][”\"’')]?(?=\s+[A-Z“\"'‘(]|\s*\Z)|\n\s*\n|\n")
ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Gen|Col|Lt|Sgt|Capt|Prof|St|Rev|Gov|Sen|Maj)|\b[A-Z])$"
)


def sentence_around(text: str, start: int, end: int) -> str:
    """Give the sentence in which a stretch of text stands, at most `REACH` characters each way."""
    begin, stop = max(0, start - REACH), min(len(text), end + REACH)
    for found in SENTENCE_END.finditer(text, begin, stop):
        if ABBREVIATED.search(text[max(0, found.start() - 6) : found.start()]):
            continue
        if found.end() <= start:
            begin = found.end()
        elif found.start() >= end - 1:
            stop = found.end()
            break
    return text[begin:stop].strip()


def follow(
    statement: Statement, document: Document, documents: Mapping[str, Document]
) -> tuple[Party, ...]:
    """Give who stands behind a statement: the innermost speaker, or whoever wrote the document.

    Args:
        statement: One statement.
        document: Its document.
        documents: All documents at hand, in which a person's office may be told.
    """
    sentence = sentence_around(document.text, *_extent(statement))
    if not statement.speakers:
        return (author_of(document, sentence),)
    texts = {key: d.text for key, d in documents.items()}
    innermost = statement.speakers[-1]
    party = speaker_party(innermost, document, texts)
    chain = [p for p in (_outer(s.name, document) for s in statement.speakers[:-1]) if p]
    if party.kind != "vague":
        cited = _cited(sentence, document, texts, party)
        if cited is not None:
            chain.append(party)
            party = cited
    via = _told(sentence, document) or (chain[-1] if chain else None)
    parties = [_with_via(party, via, document)]
    also = _also(innermost.also, document, texts)
    return (*parties, *(_with_via(p, via, document) for p in also))


def _extent(statement: Statement) -> tuple[int, int]:
    spans = [statement.evidence, *(s.mention for s in statement.speakers if s.mention)]
    near = [s for s in spans if abs(s.start - statement.evidence.start) < REACH]
    return min(s.start for s in near), max(s.end for s in near)


def _outer(name: str | None, document: Document) -> Party | None:
    return named_body(name) if name and document else None


def _also(names: Sequence[str], document: Document, texts: dict[str, str]) -> list[Party]:
    return [phrase_party(name, document, texts) for name in names]


def _with_via(party: Party, via: Party | None, document: Document) -> Party:
    """Say through whom a nameless voice reached us; a named one needs no carrier."""
    if party.kind != "vague":
        return party
    through = via or author_of(document, "")
    body = through.body or (carrier(through.name) if through.name else None)
    note = f"through {through.name}" if through.name else "in this document alone"
    return replace(
        party, via=body, document=document.id, why=(*party.why, reason("nameless.through", note))
    )


def _cited(
    sentence: str, document: Document, texts: dict[str, str], speaker: Party
) -> Party | None:
    """Find whom the speaker himself cites: "MNA reported, citing the defence ministry"."""
    for rule in load_origins().of_kind("citing"):
        found = rule.find(sentence)
        if found and rule.id != "citing.witness-of":
            party = phrase_party(found["who"], document, texts)
            both = speaker.body and party.body and same_body(speaker.body, party.body)
            if not both:
                note = f"{speaker.name or 'the speaker'} cites {found['who']}"
                return party.with_why(reason(rule.id, note))
    return None


def _told(sentence: str, document: Document) -> Party | None:
    for rule in load_origins().of_kind("self"):
        if rule.find(sentence):
            return outlet_party(document)
    for rule in load_origins().of_kind("told"):
        found = rule.find(sentence)
        if found:
            return named_body(found["who"])
    return None


def author_of(document: Document, sentence: str) -> Party:
    """Give who speaks in a document's own voice: a credited agency, else the outlet.

    Args:
        document: The document.
        sentence: The sentence at hand; hearsay in it ("reportedly") makes the voice nameless.
    """
    rule = _hearsay(sentence)
    if rule is None:
        return _credited(document)
    return Party(
        kind="vague", name=None, vague="reports", via=outlet_party(document).body,
        document=document.id,
        why=(reason(rule, "the author passes on what nobody is named for"),),
    )  # fmt: skip


@lru_cache(maxsize=2048)
def _hearsay(sentence: str) -> str | None:
    """Give the id of the first rule of hearsay that a sentence meets; several statements ask."""
    rules = load_origins().of_kind("hearsay")
    return next((rule.id for rule in rules if rule.find(sentence)), None)


@lru_cache(maxsize=512)
def _credited(document: Document) -> Party:
    ends = (document.text[:HEAD], document.text[HEAD:][-TAIL:])
    for rule in load_origins().of_kind("credit"):
        for part in ends:
            found = rule.find(part)
            if found:
                return _credit(found["who"], rule, found[0])
    for relayed in document.derived_from:
        written = relayed.mention.text if relayed.mention else ""
        if relayed.outlet and not relayed.author and _is_credit(written, relayed.outlet):
            return named_body(relayed.outlet, kind="outlet").with_why(
                reason("credit.derived", written)
            )
    for rule in load_origins().of_kind("nameless"):
        if any(rule.find(part) for part in ends):
            note = "credited to agencies that are not named"
            return Party(
                kind="vague", name=None, vague="reports", document=document.id,
                why=(reason(rule.id, note),),
            )  # fmt: skip
    party = outlet_party(document)
    return party.with_why(reason("author.own", f"in the voice of {party.name or 'its author'}"))


def _credit(who: str, rule: OriginRule, written: str) -> Party:
    note = " ".join(written.split()).strip(" –—-")
    return named_body(who, kind="outlet").with_why(reason(rule.id, f"wire credit: {note}"))


def _is_credit(written: str, outlet: str) -> bool:
    return written.strip(" ()") == outlet or written.startswith(("Source", "Via", "Originally"))
