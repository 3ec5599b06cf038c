"""Who counts: "*officials* put the death toll *at nine*", "the ministry gave its losses as four".

A count is somebody's word as much as any other, though its verb is none of saying.

Citation: Every Casualty Worldwide 2016, Standards for Casualty Recording: each count is kept with
its source.
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import is_negated, is_passive
from rashomon.layers.clause_words import POSSIBLE, names_violence
from rashomon.layers.said_drafts import Draft, Page, Range, stance_of, trimmed
from rashomon.layers.said_source import phrase
from rashomon.layers.table import table_of
from rashomon.lexicon.denials import Denials
from rashomon.lexicon.words import word_list

TOLLS: Final = word_list("said.tolls")
COUNTING: Final = word_list("said.counting")
MOVING: Final = word_list("said.moving-tolls")
"""Verbs whose subject may also be what raises a toll: an attack, a death."""
AT: Final = frozenset({"at", "to", "as", "from"})


def toll_drafts(page: Page) -> Iterator[Draft]:
    """Yield who puts a toll at a number, in text order."""
    table = table_of(page.doc)
    for index, (lemma, tag) in enumerate(zip(table.lemmas, table.tags, strict=True)):
        draft = None
        if lemma in TOLLS:
            draft = _draft(page, page.doc[index])
        elif tag == "CD" and table.deps[index] == "dobj":
            draft = _bare(page, page.doc[index])
        if draft is not None:
            yield draft


def _bare(page: Page, number: Token) -> Draft | None:
    """Read "the army *said 34*", which only names another number."""
    verb = number.head
    cues = page.lexicon.cues["verb"].get(verb.lemma_.lower(), ())
    speaker = _counter(page, verb, passive=False)
    if not any(c.family.id == "says" for c in cues) or speaker is None or is_negated(verb):
        return None
    source = phrase(page, speaker, 0, verb.i)
    if source is None or verb.lemma_.lower() in COUNTING | MOVING or number.i < verb.i:
        return None
    if names_violence(verb, POSSIBLE):  # "police *shot* two"
        return None
    content = ((number.left_edge.i, number.right_edge.i + 1),)
    return _count(verb, content, source, speaker)


def counts_anew(doc: Doc, draft: Draft, denials: Denials) -> bool:
    """Tell a content that only names another number: "said *it was 34*", "*the figure at 34*".

    "The *toll* was 34" is a count by itself.
    """
    if not draft.content or stance_of(draft) != "asserts" or not draft.source:
        return False
    start, end = draft.content[0]
    words = [t for t in doc[start:end] if not t.is_space and not t.is_punct]
    numbers = [t for t in words if t.like_num]
    rest = {t.lower_ for t in words if not t.like_num}
    small = AROUND | (denials.lists["counts"] - {"toll"})
    return len(numbers) == 1 and len(words) <= LONGEST and rest <= small


LONGEST: Final = 9
"""Words around and with a bare number, at most."""
AROUND: Final = frozenset(
    "the a an it that there was is were had been at least most about around some only just more "
    "than less fewer nearly almost over up to as many people persons but is are below above "
    "under".split()
)


def _draft(page: Page, toll: Token) -> Draft | None:
    verb = toll.head
    if toll.dep_ not in ("dobj", "nsubjpass") or is_negated(verb):
        return None
    if verb.lemma_.lower() not in COUNTING | MOVING:
        return None
    led = [
        c
        for c in (*verb.children, *toll.subtree)
        if c.lower_ in AT and c.i > max(verb.i, toll.i) and any(t.like_num for t in c.subtree)
    ]
    if not led:
        return None
    passive = is_passive(verb)
    speaker = _counter(page, verb, passive=passive)
    if speaker is None and not passive:
        return None
    content = _content(toll, led, passive=passive)
    found = None
    if speaker is not None:
        floor, ceiling = (verb.i + 1, len(page.doc)) if passive else (0, verb.i)
        found = phrase(page, speaker, floor, ceiling)
    pieces = trimmed(page.doc, content)
    if not pieces or (found is None and speaker is not None):
        return None
    return _count(verb, pieces, found, speaker)


def _count(
    verb: Token, content: tuple[Range, ...], source: Range | None, speaker: Token | None
) -> Draft:
    return Draft(
        head=verb.i,
        cue=(verb.i, verb.i + 1),
        entry=None,
        rule="said.toll",
        content=content,
        source=(source,) if source else (),
        source_head=speaker.i if speaker is not None else -1,
    )


def _content(toll: Token, led: list[Token], *, passive: bool) -> list[Range]:
    start, end = toll.left_edge.i, max(p.right_edge.i for p in led) + 1
    if not passive:
        return [(start, end)]
    return [(start, toll.right_edge.i + 1), (min(p.i for p in led), end)]


def _counter(page: Page, verb: Token, *, passive: bool) -> Token | None:
    """Give who counts; None where it is no one who could: "the *blast* raised the toll"."""
    if passive:
        agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
        return next((t for t in agents if t.dep_ == "pobj"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if verb.lemma_.lower() not in MOVING:
        return subject if subject.lower_ not in ("that", "which", "this") else None
    speakers = page.lexicon.speakers
    listed = speakers["headline"].words | speakers["collective"].words
    named = subject.pos_ == "PROPN" or subject.ent_type_ in ("ORG", "PERSON", "GPE", "NORP")
    return subject if named or subject.lemma_.lower() in listed else None
