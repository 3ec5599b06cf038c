"""Quotation marks and the cue that they belong to: before, behind or inside the quotation.

“We saw it,” she said. “All of it.” is one attribution with two pieces; a quotation with no cue of
its own goes on with the speaker before it; without such a speaker it is left alone.
"""

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.said_cues import CueHit, group_range
from rashomon.layers.said_drafts import (
    SENTENCE_END,
    Draft,
    Page,
    Range,
    is_break,
    sentence_stop,
    trim,
)
from rashomon.layers.said_extent import settle
from rashomon.layers.said_quotes import Quotation
from rashomon.layers.said_source import phrase, subject_of

MAX_REACH: Final = 50
"""Tokens between a quotation and its cue; a longer way is another sentence's business."""
_INTRODUCES: Final = frozenset({",", ":", "—", "–", "--", ";"})
_VERBLESS: Final = 5


def link_quotations(
    page: Page, hits: list[CueHit]
) -> tuple[list[Draft], dict[int, tuple[Range, ...]]]:
    """Give each free-standing quotation its cue, or the cue of what it goes on with.

    Returns:
        Direct drafts in text order, one a cue; and quotations that carry on an attribution
        whose content syntax will find, by the token index of its cue.
    """
    places = [h.head.i for h in hits]
    found: dict[int, Draft] = {}
    carried: dict[int, tuple[Range, ...]] = {}
    last: int | None = None
    last_end = -1
    for quotation in page.quotations:
        span = quotation.start, quotation.end
        draft = None
        if not quotation.continues:
            if not is_free(page, quotation, hits, places):
                continue
            draft = _own_cue(page, quotation, hits, places)
        elif last is None or last not in carried:
            draft = _behind(page, quotation, hits, places)
        if draft is not None and draft.head not in found and draft.rule == "said.carried":
            carried[draft.head] = (*carried.get(draft.head, ()), span)
            last, last_end = draft.head, quotation.end
        elif draft is not None and draft.head not in found:
            found[draft.head] = draft
            last, last_end = draft.head, max(quotation.end, draft.cue[1])
        else:
            if draft is None:
                last = _goes_on_with(page, quotation, hits, places, (last, last_end))
            if last is not None and (draft is None or draft.head == last):
                if last in found:
                    found[last] = _append(found[last], span)
                else:
                    carried[last] = (*carried.get(last, ()), span)
                last_end = quotation.end
    return sorted(found.values(), key=lambda d: d.content[0]), carried


def _goes_on_with(
    page: Page,
    quotation: Quotation,
    hits: list[CueHit],
    places: list[int],
    last: tuple[int | None, int],
) -> int | None:
    """Find the cue that a quotation without one carries on; None where there is none.

    Paragraph-continuing marks always carry on. Else the quotation stands in the same paragraph
    at most one sentence behind the last words of that speaker, or opens the next paragraph
    straight behind them; a later cue of saying in between takes over.
    """
    head, last_end = last
    doc = page.doc
    if quotation.continues or quotation.repaired:
        return head if quotation.continues else None
    start = quotation.start
    while start > 0 and start > last_end and not is_break(doc[start - 1]):
        start -= 1
    if start > last_end:
        words = any(not t.is_space and not t.is_punct for t in doc[max(last_end, 0) : start])
        if head is not None and not words and start == _first_word(page, quotation.start):
            return head
        head = None
    ends = [i for i in range(start, quotation.start) if doc[i].text in SENTENCE_END and page.inside[i] < 0]
    low = ends[-2] + 1 if len(ends) > 1 else start
    between = hits[bisect_left(places, max(low, start)) : bisect_left(places, quotation.start)]
    spoken = [
        h
        for h in between
        if h.entry.pos == "verb"
        and h.entry.family.speech
        and page.inside[h.head.i] < 0
        and h.entry.frames & {"that", "quote"}
        and h.head.tag_ in ("VBD", "VBZ", "VBP", "VBG")
    ]
    if spoken:
        return spoken[-1].head.i
    return head if len(ends) <= 1 else None


def _first_word(page: Page, index: int) -> int:
    """Give the first token of the paragraph part before a quotation, marks and space skipped."""
    while index > 0 and page.doc[index - 1].is_space and not is_break(page.doc[index - 1]):
        index -= 1
    return index


def is_free(page: Page, quotation: Quotation, hits: list[CueHit], places: list[int]) -> bool:
    """Tell a quotation that stands for itself from words quoted inside a sentence."""
    doc = page.doc
    inner = doc[quotation.start : quotation.end]
    before = quotation.start - 1
    while before >= 0 and doc[before].is_space and not is_break(doc[before]):
        before -= 1
    has_verb = any(t.pos_ in ("VERB", "AUX") for t in inner)
    closes = quotation.end - quotation.start > 2 and inner[-2].text in (",", ".", "?", "!", "…")
    after = doc[quotation.end].text if quotation.end < len(doc) else ""
    if quotation.repaired or (quotation.single and not (closes or after in (",",))):
        return closes or after == ","
    if before < 0 or is_break(doc[before]) or doc[before].text in SENTENCE_END | {":"}:
        return has_verb or closes or len(inner) > _VERBLESS or after == ","
    if page.inside[before] >= 0 or doc[before].text in ("—", "–", "--", "("):
        return has_verb and (closes or len(inner) > _VERBLESS)
    hit = _hit_at(before, hits, places)
    if hit is not None and "quote" in hit.entry.frames:
        return has_verb or closes
    return doc[before].text == "," and has_verb and (closes or len(inner) > _VERBLESS + 2)


def _hit_at(index: int, hits: list[CueHit], places: list[int]) -> CueHit | None:
    at = bisect_left(places, index)
    return hits[at] if at < len(hits) and places[at] == index else None


def _own_cue(
    page: Page, quotation: Quotation, hits: list[CueHit], places: list[int]
) -> Draft | None:
    doc = page.doc
    comma = quotation.end - quotation.start > 2 and doc[quotation.end - 2].text in (",", "?", "!", "—")
    comma = comma or (quotation.end < len(doc) and doc[quotation.end].text == ",")
    behind = _behind(page, quotation, hits, places)
    if comma and behind is not None:
        return behind
    ahead = _ahead(page, quotation, hits, places)
    return ahead if ahead is not None else (None if quotation.repaired else behind)


def _window(page: Page, start: int, step: int) -> int:
    """Walk from a quotation's edge to the end of the clause beside it; give the last index."""
    doc, i = page.doc, start
    reach = 0
    while 0 <= i < len(doc) and reach < MAX_REACH:
        token = doc[i]
        number = page.inside[i]
        if is_break(token) or (token.text in SENTENCE_END and number < 0):
            break
        if number >= 0 and page.quotations[number].end - page.quotations[number].start > 6:
            break
        i += step
        reach += 1
    return i


def _behind(
    page: Page, quotation: Quotation, hits: list[CueHit], places: list[int]
) -> Draft | None:
    """Find a cue after the quotation: “…,” said Brandt; “…,” according to Brandt."""
    start = quotation.end
    stop = _window(page, start, 1)
    best: CueHit | None = None
    for hit in hits[bisect_left(places, start) : bisect_left(places, stop)]:
        if hit.entry.pos == "prep" and hit.head.i <= start + 2:
            return _accord(page, quotation, hit, stop)
        if hit.entry.pos != "verb" or not _can_follow(page, hit, start):
            continue
        best = hit
        break
    if best is None:
        return None
    return _draft(page, quotation, best, (start, stop))


def _can_follow(page: Page, hit: CueHit, start: int) -> bool:
    verb = hit.head
    if _as_told_by(page, hit):
        return True
    if "quote" not in hit.entry.frames:
        return False
    if verb.tag_ == "VB" and not any(c.tag_ == "MD" or c.lower_ == "did" for c in verb.children):
        return False
    between = [t for t in page.doc[start : verb.i] if not t.is_punct]
    if verb.dep_ in ("relcl", "acl") and between:
        return any(c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") and c.i >= start for c in verb.children)
    nominal = any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET") for t in between)
    if between and not nominal and any(t.pos_ in ("VERB", "CCONJ", "SCONJ") for t in between):
        return False
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("relcl", "aux", "acl", "auxpass", "amod") for t in between):
        return False
    return nominal or _inverted(verb) is not None or verb.tag_ == "VBG"


def _as_told_by(page: Page, hit: CueHit) -> bool:
    """Tell “…,” as explained by Brandt."""
    before = page.doc[hit.start - 1].lower_ if hit.start else ""
    after = page.doc[hit.end].lower_ if hit.end < len(page.doc) else ""
    return before == "as" and after == "by" and hit.entry.family.speech


def _inverted(verb: Token) -> Token | None:
    """Give the subject of "said Brandt", also where the parser calls it an object."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dep", "appos"):
            if child.pos_ in ("PROPN", "PRON", "NOUN") and child.ent_type_ not in ("DATE", "TIME"):
                return child
    return None


def _ahead(
    page: Page, quotation: Quotation, hits: list[CueHit], places: list[int]
) -> Draft | None:
    """Find a cue before the quotation: Brandt said: “…”; she added, “…”."""
    doc = page.doc
    before = quotation.start - 1
    broke = False
    while before >= 0 and doc[before].is_space:
        broke = broke or is_break(doc[before])
        before -= 1
    if before < 0 or (broke and doc[before].text != ":"):
        return None
    if doc[before].text in SENTENCE_END or page.inside[before] >= 0:
        return None
    colon = doc[before].text == ":"
    start = _window(page, before - 1, -1) + 1
    candidates = hits[bisect_left(places, start) : bisect_left(places, quotation.start)]
    for hit in reversed(candidates):
        if hit.entry.pos == "verb" and ("quote" in hit.entry.frames or (colon and hit.entry.family.speech)):
            if hit.head.dep_ in ("relcl", "amod") and not colon and hit.head is not candidates[-1].head:
                continue
            own = _has_own_content(hit, before)
            if own and not colon:
                continue
            draft = _draft(page, quotation, hit, (start, quotation.start))
            if own:
                return replace(draft, rule="said.carried")
            return replace(draft, content=_run_on(page, quotation, hit, start))
        if hit.entry.pos == "prep" and hit.start <= start + 1 and doc[before].text == ",":
            return _accord(page, quotation, hit, before)
    return _named_before_colon(page, quotation, start, before) if colon else None


def _run_on(page: Page, quotation: Quotation, hit: CueHit, start: int) -> tuple[Range, ...]:
    """Add what the sentence says before and after the quotation, on both sides of the cue."""
    doc = page.doc
    pieces = [(quotation.start, quotation.end)]
    end = quotation.end
    closed = end - quotation.start > 2 and doc[end - 2].text in SENTENCE_END | {","}
    if not closed and end < len(doc) and not doc[end].is_punct and not doc[end].is_space:
        pieces = [(quotation.start, settle(page, hit.head, (quotation.start, sentence_stop(page, end)), {})[1])]
    before = start - 1
    if page.inside[before] >= 0 and hit.head.i > start and doc[before - 1].text == ",":
        earlier = page.quotations[page.inside[before]]
        floor = earlier.start
        while floor > 0 and not is_break(doc[floor - 1]) and not (
            doc[floor - 1].text in SENTENCE_END or page.inside[floor - 1] >= 0
        ):
            floor -= 1
        if floor < earlier.start:
            pieces.insert(0, (floor, start))
    return tuple(pieces)


def _has_own_content(hit: CueHit, before: int) -> bool:
    """Tell "said that he left, “…”": the verb has its content already."""
    for child in hit.head.children:
        if child.dep_ == "ccomp" and hit.end <= child.left_edge.i and child.right_edge.i <= before:
            return True
    return False


def _named_before_colon(
    page: Page, quotation: Quotation, start: int, colon: int
) -> Draft | None:
    """Take a bare name and a colon: Brandt: “…”."""
    found = trim(page.doc, start, colon)
    if found is None or found[1] - found[0] > 8:
        return None
    head = page.doc[found[0] : found[1]].root
    if head.pos_ not in ("PROPN", "NOUN", "PRON") or any(
        t.pos_ in ("VERB", "AUX") for t in page.doc[found[0] : found[1]]
    ):
        return None
    return Draft(
        head=colon,
        cue=(colon, colon + 1),
        entry=None,
        rule="said.colon",
        content=((quotation.start, quotation.end),),
        source=(found,),
        source_head=head.i,
        direct=True,
    )


def _accord(page: Page, quotation: Quotation, hit: CueHit, stop: int) -> Draft | None:
    inner = page.doc[hit.end : stop]
    head = next((t for t in inner if t.dep_ == "pobj" or t.pos_ in ("PROPN", "NOUN", "PRON")), None)
    if head is None:
        return None
    while head.dep_ in ("compound", "amod", "poss", "nmod") and hit.end <= head.head.i < stop:
        head = head.head
    found = phrase(page, head, hit.end, stop)
    return Draft(
        head=hit.head.i,
        cue=(hit.start, hit.end),
        entry=hit.entry,
        rule="said.direct",
        content=((quotation.start, quotation.end),),
        source=(found,) if found else (),
        source_head=head.i,
        direct=True,
    )


def _draft(page: Page, quotation: Quotation, hit: CueHit, window: Range) -> Draft:
    subject = subject_of(hit.head)
    if subject is None or page.inside[subject.i] == page.inside[quotation.start]:
        subject = _inverted(hit.head)
    if subject is not None and page.inside[subject.i] == page.inside[quotation.start]:
        subject = None
    subject = subject or _beside(page, hit, window)
    found = None
    if subject is not None:
        floor = hit.end if subject.i >= hit.end else 0
        ceiling = len(page.doc) if subject.i >= hit.end else group_range(hit)[0]
        found = phrase(page, subject, floor, ceiling)
    return Draft(
        head=hit.head.i,
        cue=group_range(hit),
        entry=hit.entry,
        rule="said.direct",
        content=((quotation.start, quotation.end),),
        source=(found,) if found else (),
        source_head=subject.i if found and subject is not None else -1,
        direct=True,
    )


def _beside(page: Page, hit: CueHit, window: Range) -> Token | None:
    """Take the nearest noun beside the cue where the parser lost its subject."""
    left = [t for t in page.doc[window[0] : hit.start] if t.dep_ != "appos"]
    for token in reversed(left):
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.ent_type_ not in ("DATE", "TIME"):
            return token
    for token in page.doc[hit.end : min(window[1], hit.end + 6)]:
        if token.pos_ in ("PROPN", "PRON", "NOUN") and token.dep_ != "compound":
            return token
    return None


def _append(draft: Draft, span: Range) -> Draft:
    return replace(draft, content=(*draft.content, span))
