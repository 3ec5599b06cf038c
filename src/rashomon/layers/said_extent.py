"""Where a content ends: corrections to what the parse makes of its last words.

"She said the ford was mined, adding that …" ends before "adding"; “… that the ‘bridge was gone. We
swam’” ends with the quotation that it opened; "Brandt said:" and a line break opens a block.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from spacy.tokens import Token

from rashomon.layers.breaks import is_break
from rashomon.layers.said_drafts import SENTENCE_END, Page, Range, sentence_stop
from rashomon.lexicon.cues import Cue

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_STOP_LINE: Final = re.compile(
    r"\s*(?:notes?\b|ends\b|#{2,}|-{3,}|\*{3,}|further information|media enquir|press enquir|"
    r"contact\b|follow\b|background\b|for more information|read more|related\b)",
    re.IGNORECASE,
)
_MAX_BLOCK: Final = 4000
"""Tokens: a block of statement longer than this is cut at its paragraph."""


def settle(
    page: Page, verb: Token, span: Range, cues: Mapping[int, Cue], *, wide: bool = True
) -> Range:
    """Correct the end of a content that stands right of its cue.

    Args:
        page: The doc and its quotations.
        verb: Head of the cue.
        span: Content by the parse.
        cues: Cue entries by token index of their heads.
        wide: The content is a clause: it may go on behind a quotation that it holds.

    Returns:
        The content, cut before the next cue of the same speaker, or run on to the end of a
        quotation that it has opened.
    """
    start, end = span
    cut = _next_cue(page, verb, start, end, cues)
    if cut is not None:
        return start, cut
    end = _appended(page, start, end, cues) if wide else end
    end = _coordinated(page, verb, end, cues)
    closed = _close_quotation(page, start, end, wide=wide)
    cut = _next_cue(page, verb, end, closed, cues) if closed > end else None
    return start, cut if cut is not None else closed


def _appended(page: Page, start: int, end: int, cues: Mapping[int, Cue]) -> int:
    """Cut what the reporter appends to a clause: ", a claim that Valdoria rejects"."""
    cut = _answered(page, start, end, cues)
    end = cut if cut is not None else end
    doc = page.doc
    nouns = page.lexicon.speakers["appended"].words
    for i in range(start + 3, end - 2):
        token = doc[i]
        if token.lemma_.lower() not in nouns or page.inside[i] >= 0 or token.dep_ != "appos":
            continue
        left = token.left_edge.i
        if doc[left - 1].text == "," and any(c.dep_ in ("relcl", "acl") for c in token.children):
            return left - 1
    return end


def _answered(page: Page, start: int, end: int, cues: Mapping[int, Cue]) -> int | None:
    """Cut before ", which the rebels denied": another's answer to the content."""
    doc = page.doc
    for i in range(start + 3, end):
        entry = cues.get(i)
        if entry is None or entry.family.stance != "denies" or doc[i].dep_ != "relcl":
            continue
        left = doc[i].left_edge.i
        if doc[left].tag_ == "WDT" and left > start and doc[left - 1].text == ",":
            return left - 1
    return None


def _next_cue(page: Page, verb: Token, start: int, end: int, cues: Mapping[int, Cue]) -> int | None:
    """Find where the next cue takes over: ", adding that", "and warned", "while police said"."""
    doc = page.doc
    for i in range(start + 2, end):
        entry = cues.get(i)
        if entry is None or not entry.family.speech or entry.pos != "verb" or page.inside[i] >= 0:
            continue
        token = doc[i]
        if token.tag_ == "VBG" and doc[i - 1].text == ",":
            return i - 1
        own = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if token.tag_ in _FINITE and own is None and token.tag_ == verb.tag_:
            cut = _before_second(page, token, start)
        elif token.tag_ in _FINITE and own is not None and _takes_clause(token):
            cut = _before_other(page, verb, token, own, start)
        else:
            cut = None
        if cut is not None:
            return cut
    return None


def _before_second(page: Page, token: Token, start: int) -> int | None:
    """Cut before "and warned": a second verb of the same speaker."""
    doc, before = page.doc, token.i - 1
    while before > start and doc[before].pos_ in ("ADV", "AUX"):
        before -= 1
    if token.dep_ != "conj" or doc[before].dep_ != "cc":
        return None
    return before - 1 if doc[before - 1].text == "," else before


def _before_other(page: Page, verb: Token, token: Token, own: Token, start: int) -> int | None:
    """Cut before "and she warned that", "while police said that": a cue with its own subject."""
    doc, left = page.doc, token.left_edge.i
    if left <= start + 1:
        return None
    if token.dep_ == "advcl" and doc[left].lower_ in ("while", "whereas"):
        return left
    same = token.tag_ == verb.tag_ or own.pos_ == "PRON"
    joined = doc[left - 1].dep_ == "cc" or doc[left - 1].lower_ == "while"
    if doc[left - 1].text == ";":
        return left - 1
    return left - 1 if token.dep_ == "conj" and same and joined else None


def _takes_clause(token: Token) -> bool:
    return any(c.dep_ == "ccomp" for c in token.children)


def _coordinated(page: Page, verb: Token, end: int, cues: Mapping[int, Cue]) -> int:
    """Run on over "and that …" and over verbs that the parser hung on the cue by mistake."""
    doc = page.doc
    at = end
    while at < len(doc) and doc[at].text in (",", "”", '"', "’", "''"):
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in ("and", "but", "or"):
        return end
    following = doc[at + 1]
    if following.lower_ in ("that", "whether") and following.dep_ == "mark":
        return sentence_stop(page, at + 1)
    for child in verb.children:
        if child.dep_ != "conj" or child.i <= at or child.i in cues:
            continue
        subjects = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
        told = all(c.pos_ == "PRON" for c in subjects)
        if told and child.tag_ in _FINITE and child.tag_ != verb.tag_:
            return max(end, child.right_edge.i + 1)
    return end


def _close_quotation(page: Page, start: int, end: int, *, wide: bool) -> int:
    """End no content in the middle of a quotation that began inside it."""
    for _ in range(4):
        number = page.inside[end - 1] if end > start else -1
        if number < 0:
            return end
        quotation = page.quotations[number]
        if quotation.start < start - 1 or quotation.end <= end:
            return end
        last = page.doc[quotation.end - 2].text if quotation.end - quotation.start > 2 else ""
        end = quotation.end
        if last in SENTENCE_END or end >= len(page.doc) or not wide:
            return end
        if page.doc[end].dep_ != "cc" and page.doc[end].pos_ not in ("AUX", "VERB", "ADP", "PART"):
            return end
        stop = end
        while stop < len(page.doc) and not is_break(page.doc[stop]):
            if page.inside[stop] < 0 and page.doc[stop].text in SENTENCE_END | {",", ";"}:
                break
            stop += 1
        end = stop
    return end


def block_after(page: Page, end: int) -> Range | None:
    """Find the block of statement behind "Brandt said:" and a line break.

    Args:
        page: The doc and its quotations.
        end: One past the cue.

    Returns:
        The following paragraphs without quotation marks, up to notes or a quotation; or None.
    """
    doc = page.doc
    colon = end
    while colon < len(doc) and colon - end < 12 and doc[colon].text != ":":
        if doc[colon].text in SENTENCE_END or is_break(doc[colon]):
            return None
        colon += 1
    first = colon + 1
    if first >= len(doc) or doc[min(colon, len(doc) - 1)].text != ":":
        return None
    if not is_break(doc[first]):
        return _same_line(page, end, first)
    while first < len(doc) and doc[first].is_space:
        first += 1
    if first >= len(doc) or page.inside[first] >= 0:
        return None
    return first, _block_end(page, first)


def _same_line(page: Page, end: int, first: int) -> Range | None:
    """Take "Brandt said: The road is open. We hold the bridge." where it opens a paragraph.

    Only paragraphs that speak of "we" or "I" are the statement.
    """
    doc = page.doc
    if page.inside[first] >= 0 or not doc[first].is_title or doc[first].is_space:
        return None
    start = end - 1
    while start > 0 and not is_break(doc[start - 1]):
        start -= 1
        if end - start > _OPENING:
            return None
    last = first
    for begin, stop in _paragraphs(page, first):
        words = doc[begin:stop]
        if not any(t.lower_ in _FIRST_PERSON for t in words):
            break
        last = stop
    several = sum(1 for t in doc[first:last] if t.is_sent_start) > 0
    return (first, last) if several else None


_OPENING: Final = 16
"""Tokens of "Foreign Minister Ilse Varga said:" at the head of a paragraph, at most."""
_FIRST_PERSON: Final = frozenset({"we", "our", "us", "i", "my"})


def _paragraphs(page: Page, first: int) -> Iterator[Range]:
    """Yield the paragraphs from a token on, up to a quotation, notes, or the longest block."""
    doc = page.doc
    begin, stop = first, first
    while stop < len(doc) and stop - first < _MAX_BLOCK:
        if not is_break(doc[stop]):
            stop += 1
            continue
        yield begin, stop
        while stop < len(doc) and doc[stop].is_space:
            stop += 1
        if stop >= len(doc) or page.inside[stop] >= 0:
            return
        if _STOP_LINE.match(doc[stop : stop + 4].text):
            return
        begin = stop
    if stop > begin:
        yield begin, stop


def _block_end(page: Page, first: int) -> int:
    doc = page.doc
    stop = last = first
    while stop < len(doc) and stop - first < _MAX_BLOCK:
        if is_break(doc[stop]):
            following = stop + 1
            while following < len(doc) and doc[following].is_space:
                following += 1
            if following >= len(doc) or page.inside[following] >= 0:
                break
            if _STOP_LINE.match(doc[following : following + 4].text):
                break
            stop = following
            continue
        stop += 1
        last = stop
    return last
