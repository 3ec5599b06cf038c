"""Quotation marks and the cue that they belong to: before, behind or inside the quotation.

“We saw it,” she said. “All of it.” is one attribution with two pieces; a quotation with no cue of
its own goes on with the speaker before it; without such a speaker it is left alone.
"""

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from rashomon.layers.breaks import is_break
from rashomon.layers.said_beside import cue_ahead, cue_behind
from rashomon.layers.said_cues import CueHit
from rashomon.layers.said_drafts import SENTENCE_END, Draft, Page, Range, ends_sentence
from rashomon.layers.said_quotes import Quotation

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
            draft = cue_behind(page, quotation, hits, places)
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
    ends = [
        i for i in range(start, quotation.start) if page.inside[i] < 0 and ends_sentence(doc, i)
    ]
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
    if quotation.repaired or (quotation.single and not (closes or after == ",")):
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
    comma = quotation.end - quotation.start > 2 and doc[quotation.end - 2].text in (
        ",",
        "?",
        "!",
        "—",
    )
    comma = comma or (quotation.end < len(doc) and doc[quotation.end].text == ",")
    behind = cue_behind(page, quotation, hits, places)
    if comma and behind is not None:
        return behind
    ahead = cue_ahead(page, quotation, hits, places)
    return ahead if ahead is not None else (None if quotation.repaired else behind)


def _append(draft: Draft, span: Range) -> Draft:
    return replace(draft, content=(*draft.content, span))
