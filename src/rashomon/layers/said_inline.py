"""Turns within a paragraph: "Bishop Ramm: soldiers shot him. The garrison: he fell down".

One colon may open a list or a heading; where two speakers take turns, or one answers what another
is said to tell in the sentence before, the colon attributes. Between semicolons likewise.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from rashomon.layers.breaks import is_break
from rashomon.layers.said_drafts import SENTENCE_END, Draft, Page, Range, trimmed
from rashomon.layers.said_headline import is_speaker, is_town, turn
from rashomon.layers.table import table_of
from rashomon.lexicon.roles import load_roles

REACH: Final = 14
"""Tokens of who takes a turn, with what stands beside him: "the League, an hour later"."""
MAX_SPEAKER: Final = 6
LEAST: Final = 2
"""Words of a turn, at least."""
NEAR: Final = 40
"""Tokens between two turns, or between a turn and what it answers, at most."""


def inline_turns(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Find the turns of two speakers in running text.

    Args:
        page: The doc and its quotations.
        drafts: The attributions so far; no turn is made of a colon that has one.
    """
    lowers = table_of(page.doc).lowers
    found = [d for i, w in enumerate(lowers) if w == ":" and (d := _turn(page, i)) is not None]
    if not found:
        return []
    known = {d.head for d in drafts}
    told = [e for d in drafts if d.source for _, e in d.content]
    return [
        d
        for n, d in enumerate(found)
        if d.head not in known
        and (_is_paired(page, found, n) or any(0 <= d.source[0][0] - e < NEAR // 4 for e in told))
    ]


def _is_paired(page: Page, turns: Sequence[Draft], number: int) -> bool:
    """Tell a turn with another speaker's right in front of it or behind it."""
    doc, mine = page.doc, turns[number]
    for other in (*turns[max(0, number - 1) : number], *turns[number + 1 : number + 2]):
        low, high = sorted((mine.head, other.head))
        if high - low <= NEAR and doc[mine.source_head].lower_ != doc[other.source_head].lower_:
            return not any(is_break(t) for t in doc[low:high])
    return False


def _turn(page: Page, colon: int) -> Draft | None:
    doc = page.doc
    start = colon
    while start > max(0, colon - REACH) and not _opens(page, start - 1):
        start -= 1
    if page.inside[colon] >= 0 or start == colon or (start and not _opens(page, start - 1)):
        return None
    comma = next((i for i in range(start, colon) if doc[i].text == ","), colon)
    left = trimmed(doc, [(start, comma)])
    right = trimmed(doc, [(colon + 1, max(_stops(page, colon + 1)))])
    if not left or not right or right[0][1] - right[0][0] < LEAST:
        return None
    if any(t.pos_ in ("VERB", "AUX") for t in doc[comma:colon]):
        return None
    if not _can_speak(page, left[0]) or is_town(page, left[0]):
        return None
    return turn(page, colon, left, right, "said.turn")


def _can_speak(page: Page, found: Range) -> bool:
    """Tell who is known as an actor, or speaks in headlines, from headings of a list."""
    words = page.doc[found[0] : found[1]]
    if len(words) > MAX_SPEAKER or any(t.pos_ in ("VERB", "AUX") for t in words):
        return False
    head = words.root
    if head.pos_ not in ("NOUN", "PROPN") or words[0].is_digit:
        return False
    return speaks(page, head) or is_speaker(page, found)


def speaks(page: Page, head: Token) -> bool:
    """Tell a word for people or bodies: an actor that is known, or a noun of a role."""
    if any(a.span.start <= head.idx < a.span.end for a in page.doc._.actors):
        return True
    lemma = head.lemma_.lower()
    listed = page.lexicon.speakers
    return lemma in load_roles().nouns or any(lemma in listed[k].words for k in ("rank", "body"))


def _opens(page: Page, index: int) -> bool:
    """Tell a token behind which a turn may open."""
    token = page.doc[index]
    return is_break(token) or token.text in SENTENCE_END | {";"}


def _stops(page: Page, start: int) -> Iterator[int]:
    """Give where a turn ends: at the next full stop or semicolon outside quotation marks."""
    doc = page.doc
    yield start
    for i in range(start, len(doc)):
        if _opens(page, i) and (page.inside[i] < 0 or i + 1 == len(doc)):
            yield i
            return
    yield len(doc)
