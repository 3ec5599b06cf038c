"""The cue beside a quotation: “…,” said Brandt; Brandt said: “…”; “…,” according to Brandt."""

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.breaks import is_break
from rashomon.layers.clause import is_passive, own_subjects
from rashomon.layers.said_cues import CueHit, group_range
from rashomon.layers.said_drafts import (
    SENTENCE_END,
    Draft,
    Page,
    Range,
    ends_sentence,
    sentence_stop,
    trim,
)
from rashomon.layers.said_extent import settle
from rashomon.layers.said_quotes import Quotation
from rashomon.layers.said_source import owner_of, phrase, subject_of

MAX_REACH: Final = 50
"""Tokens between a quotation and its cue; a longer way is another sentence's business."""
_INVERTED: Final = frozenset({"nsubj", "dobj", "attr", "oprd", "npadvmod", "dep", "appos"})


def cue_behind(
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
    if "quote" not in hit.entry.frames or _tells_else(page, hit, start):
        return False
    if verb.tag_ == "VB" and not any(c.tag_ == "MD" or c.lower_ == "did" for c in verb.children):
        return False
    between = [t for t in page.doc[start : verb.i] if not t.is_punct]
    if verb.dep_ in ("relcl", "acl") and between:
        return any(
            c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") and c.i >= start
            for c in verb.children
        )
    nominal = any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET") for t in between)
    if between and not nominal and any(t.pos_ in ("VERB", "CCONJ", "SCONJ") for t in between):
        return False
    if any(
        t.pos_ in ("VERB", "AUX") and t.dep_ not in ("relcl", "aux", "acl", "auxpass", "amod")
        for t in between
        if not _is_aside(t)
    ):
        return False
    return nominal or _inverted(verb) is not None or verb.tag_ == "VBG"


def _is_aside(verb: Token) -> bool:
    """Tell "Theil, *speaking* for the army, said" from the verb of another clause."""
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","


def _tells_else(page: Page, hit: CueHit, start: int) -> bool:
    """Tell a sentence of its own behind a closed quotation: “It is so.” A priest said he saw it."""
    closed = start > 1 and page.doc[start - 2].text == "."
    return closed and any(
        c.dep_ == "ccomp" and c.left_edge.i >= hit.end and c.i > hit.end for c in hit.head.children
    )


def _as_told_by(page: Page, hit: CueHit) -> bool:
    """Tell “…,” as explained by Brandt."""
    before = page.doc[hit.start - 1].lower_ if hit.start else ""
    after = page.doc[hit.end].lower_ if hit.end < len(page.doc) else ""
    return before == "as" and after == "by" and hit.entry.family.speech


def _inverted(verb: Token) -> Token | None:
    """Give the subject of "said Brandt", also where the parser calls it an object."""
    for child in verb.children:
        nominal = child.pos_ in ("PROPN", "PRON", "NOUN")
        dated = child.ent_type_ in ("DATE", "TIME")
        if child.i > verb.i and child.dep_ in _INVERTED and nominal and not dated:
            return child
    return None


def cue_ahead(
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
        draft = _introduced(page, quotation, hit, (start, before), last=hit is candidates[-1])
        if draft is not None:
            return draft
    if not colon:
        return None
    named = _named_before_colon(page, quotation, start, before)
    return named or _doer_before_colon(page, quotation, start, before)


def _introduced(
    page: Page, quotation: Quotation, hit: CueHit, window: Range, *, last: bool
) -> Draft | None:
    """Make the draft of a quotation that a cue in the window before it introduces, if it does."""
    start, before = window
    colon = page.doc[before].text == ":"
    entry = hit.entry
    if entry.pos == "prep" and hit.start <= start + 1 and page.doc[before].text == ",":
        return _accord(page, quotation, hit, before)
    if entry.pos == "noun" and colon and entry.family.speech:
        return _noun_draft(page, quotation, hit)
    if entry.pos != "verb" or not ("quote" in entry.frames or (colon and entry.family.speech)):
        return None
    if hit.head.dep_ in ("relcl", "acl", "amod") and not _is_whos(hit.head):
        return None  # "justified the raid, which Varga had approved: “…”" is not Varga's
    own = _has_own_content(hit, before)
    if not colon and (own or (hit.head.dep_ in ("relcl", "amod") and not last)):
        return None
    draft = _draft(page, quotation, hit, (start, quotation.start))
    if own:
        return replace(draft, rule="said.carried")
    return replace(draft, content=_run_on(page, quotation, hit, start))


def _is_whos(verb: Token) -> bool:
    """Tell "Brandt, *who* said: “…”" and "Brandt, saying: “…”" from somebody else's clause."""
    own = own_subjects(verb)
    if verb.dep_ == "relcl":
        return not is_passive(verb) and any(t.tag_ == "WP" for t in own)
    return not own and verb.tag_ == "VBG"


def _noun_draft(page: Page, quotation: Quotation, hit: CueHit) -> Draft:
    """Read "the ministry issued a statement: “…”"."""
    subject, start = owner_of(hit.head, page.lexicon)
    found = None
    if subject is not None:
        ceiling = start if subject.i < start else quotation.start
        found = phrase(page, subject, 0 if subject.i < start else hit.end, ceiling)
    return Draft(
        head=hit.head.i,
        cue=(min(start, hit.start), hit.end),
        entry=hit.entry,
        rule="said.direct",
        content=((quotation.start, quotation.end),),
        source=(found,) if found else (),
        source_head=subject.i if found and subject is not None else -1,
        direct=True,
    )


def _run_on(page: Page, quotation: Quotation, hit: CueHit, start: int) -> tuple[Range, ...]:
    """Add what the sentence says before and after the quotation, on both sides of the cue."""
    doc = page.doc
    pieces = [(quotation.start, quotation.end)]
    end = quotation.end
    closed = end - quotation.start > 2 and doc[end - 2].text in SENTENCE_END | {","}
    if not closed and end < len(doc) and not doc[end].is_punct and not doc[end].is_space:
        pieces = [
            (
                quotation.start,
                settle(page, hit.head, (quotation.start, sentence_stop(page, end)), {})[1],
            )
        ]
    before = start - 1
    if page.inside[before] >= 0 and hit.head.i > start and doc[before - 1].text == ",":
        earlier = page.quotations[page.inside[before]]
        floor = earlier.start
        while (
            floor > 0
            and not is_break(doc[floor - 1])
            and not (doc[floor - 1].text in SENTENCE_END or page.inside[floor - 1] >= 0)
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


def _named_before_colon(page: Page, quotation: Quotation, start: int, colon: int) -> Draft | None:
    """Take a bare name and a colon: Brandt: “…”."""
    while start + 1 < colon and page.doc[start].text[:1].isdigit():
        start += 1  # "09:05 Brandt: “…”"
    found = trim(page.doc, start, colon)
    if found is None or found[1] - found[0] > 8:
        return None
    head = page.doc[found[0] : found[1]].root
    if head.pos_ not in ("PROPN", "NOUN", "PRON") or any(
        t.pos_ in ("VERB", "AUX") for t in page.doc[found[0] : found[1]]
    ):
        return None
    return _colon_draft(quotation, colon, found, head.i)


def _colon_draft(quotation: Quotation, colon: int, source: Range, head: int) -> Draft:
    return Draft(
        head=colon,
        cue=(colon, colon + 1),
        entry=None,
        rule="said.colon",
        content=((quotation.start, quotation.end),),
        source=(source,),
        source_head=head,
        direct=True,
    )


def _doer_before_colon(page: Page, quotation: Quotation, start: int, colon: int) -> Draft | None:
    """Take who does something that ends in a colon: Brandt praised her on the radio: “She …”.

    Only somebody who can speak, in the main clause, and only of words that are a sentence.
    """
    doc = page.doc
    if quotation.end - quotation.start < _SENTENCE or not any(
        t.dep_ in ("nsubj", "nsubjpass", "expl") for t in doc[quotation.start : quotation.end]
    ):
        return None
    root = next((t for t in doc[start:colon] if t.dep_ == "ROOT" or t.head.i < start), None)
    if root is None or root.pos_ != "VERB" or is_passive(root):
        return None
    doer = next((t for t in own_subjects(root) if start <= t.i < colon), None)
    if doer is None or not _can_speak(page, doer):
        return None
    found = phrase(page, doer, start, root.i)
    return found and _colon_draft(quotation, colon, found, doer.i)


_SENTENCE: Final = 6
"""Tokens that a quotation behind a doer and a colon must have, marks included."""


def _can_speak(page: Page, noun: Token) -> bool:
    """Tell people, bodies and documents from things: "the plan was: “…”"."""
    if noun.lower_ in ("he", "she", "they", "we", "i"):
        return True
    if noun.pos_ == "PROPN":
        return noun.ent_type_ not in ("DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW")
    listed = page.lexicon.speakers
    return any(noun.lemma_.lower() in listed[k].words for k in ("headline", "collective", "body"))


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
    subject = subject_of(hit.head, page.lexicon)
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


def _window(page: Page, start: int, step: int) -> int:
    """Walk from a quotation's edge to the end of the clause beside it; give the last index."""
    doc, i = page.doc, start
    reach = 0
    while 0 <= i < len(doc) and reach < MAX_REACH:
        token = doc[i]
        number = page.inside[i]
        if is_break(token) or (number < 0 and ends_sentence(doc, i)):
            break
        if number >= 0 and page.quotations[number].end - page.quotations[number].start > 6:
            break
        i += step
        reach += 1
    return i
