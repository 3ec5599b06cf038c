"""Parenthetical cues: the content lies around them.

"The road was safe, Brandt said", "the road, Brandt said, was safe", "as Brandt said, the road …".
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.breaks import is_break
from rashomon.layers.clause import inverted_subject
from rashomon.layers.clause_orders import is_order
from rashomon.layers.clause_resumed import goes_on_with
from rashomon.layers.said_cues import CueHit, group_range
from rashomon.layers.said_drafts import (
    SENTENCE_END,
    STOPS,
    Page,
    Range,
    sentence_floor,
    sentence_stop,
)
from rashomon.layers.said_frames import NOTHING, Found

_NEW: Final = STOPS | {"and", "but", "who"}
_AND: Final = frozenset({"and", "but"})
_SAME: Final = frozenset({"they", "he", "she", "it", "these", "those"})
"""Whoever the content was about: ", she says, and *they* shot prisoners" goes on with it."""
_NEW_TAGS: Final = frozenset({"VBG", "VBN", "WP", "WDT", "WRB"})
_SLIP: Final = 3
"""Words between comma and subject that hang on the cue: "on Monday Brandt said"."""
_BESIDE: Final = frozenset({",", "—", "–", "--", "”", '"', "’", "''"})


def around_content(page: Page, hit: CueHit) -> Found:
    """Take the sentence around a parenthetical cue: "the road, Brandt said, was safe".

    Args:
        page: The doc and its quotations.
        hit: A verb cue without content to its right.

    Returns:
        Id of the rule and ranges of tokens; an empty id where the cue is not parenthetical.
    """
    verb = hit.head
    subject = inverted_subject(verb) or next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.tag_ in ("VB", "VBG") or subject.tag_ in ("WP", "WDT"):
        return NOTHING
    if any(c.tag_ == "WDT" and c.dep_ == "dobj" for c in verb.children):
        return NOTHING
    left = {c.dep_ for c in verb.children if c.i < verb.i and not is_order(c)}
    if "advcl" in left and not left & {"ccomp", "csubj", "parataxis"}:
        return NOTHING
    before = _before_cue(page, hit, subject)
    if before < 0 or page.doc[before].text not in _BESIDE:
        return NOTHING
    start = _past_semicolons(page, sentence_floor(page, before))
    stop = _cue_clause_end(page, hit, subject)
    whole = _has_clause(page, [(start, before)])
    inverted = subject.i > verb.i
    joined = _is_interrupted(page, hit, subject, stop)
    right = _rest(page, stop, strict=whole and not inverted and not joined)
    if inverted and whole and not (right and _still_told(page.doc[right[0]])):
        right = None
    end = before + 1 if page.inside[before] >= 0 else before
    pieces = [(start, end), *([right] if right else [])]
    if start >= before or not _has_clause(page, pieces):
        return NOTHING
    return "said.around", pieces


def _is_interrupted(page: Page, hit: CueHit, subject: Token, stop: int) -> bool:
    """Tell "Soldiers burned it, Reik recalled, *and shot* his dog", which Reik did not.

    What goes on with "and" and a verb without a subject behind a cue between commas goes on with
    the content, unless that verb is one of saying, too.
    """
    doc = page.doc
    if subject.i > hit.head.i or stop + 2 >= len(doc) or doc[stop + 1].lower_ not in _AND:
        return False
    verb = doc[stop + 2]
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or clause.own_subjects(verb):
        return False
    cues = page.lexicon.cues["verb"].get(verb.lemma_.lower(), ())
    return not any(c.family.speech and len(c.words) == 1 for c in cues)


def _still_told(first: Token) -> bool:
    """Tell what goes on with the content behind "said the army": ", *that* …", ", *killing* …"."""
    return first.lower_ == "that" or goes_on_with(first)


def _past_semicolons(page: Page, start: int) -> int:
    """Take in what stands in front of a semicolon, unless somebody speaks there already."""
    doc = page.doc
    if start < 2 or doc[start - 1].text != ";":
        return start
    floor = sentence_floor(page, start - 2)
    cues = page.lexicon.cues["verb"]
    for token in doc[floor:start]:
        spoken = any(c.family.speech for c in cues.get(token.lemma_.lower(), ()))
        if page.inside[token.i] >= 0 or (token.pos_ == "VERB" and spoken):
            return start
    return floor


def _before_cue(page: Page, hit: CueHit, subject: Token) -> int:
    """Give the index of the last token before the cue's own clause, white space skipped."""
    first = subject.left_edge.i if subject.i < hit.head.i else hit.head.i
    before = min(first, group_range(hit)[0]) - 1
    for _ in range(_SLIP):
        if before < 0 or page.doc[before].is_punct or page.doc[before].head != hit.head:
            break
        before -= 1
    while before >= 0 and page.doc[before].is_space and not is_break(page.doc[before]):
        before -= 1
    return before


def as_clause_content(page: Page, hit: CueHit) -> Found:
    """Take the main clause beside "as Brandt explained"."""
    verb, doc = hit.head, page.doc
    mark = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "mark"), None)
    if mark is None or not {"that", "quote"} & hit.entry.frames:
        return NOTHING
    if not any(c.dep_ == "nsubj" for c in verb.children):
        return NOTHING
    start, end = sentence_floor(page, mark.i), mark.i
    if mark.i - start <= 1:
        stop = _cue_clause_end(page, hit, verb)
        right = _rest(page, stop, strict=False)
        return ("said.as", [right]) if right else NOTHING
    if doc[mark.i - 1].text != ",":
        return NOTHING
    right = _rest(page, _cue_clause_end(page, hit, verb))
    return "said.as", [(start, end), *([right] if right else [])]


def _has_clause(page: Page, pieces: list[Range]) -> bool:
    """Tell words that can be a statement: a verb and a subject, or an order."""
    words = [page.doc[i] for start, end in pieces for i in range(start, end)]
    acting = any(t.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for t in words)
    acting = acting or any(t.dep_ == "dobj" and t.head.lemma_ == "do" for t in words)
    return (acting and any(t.pos_ in ("VERB", "AUX") for t in words)) or any(map(is_order, words))


def _cue_clause_end(page: Page, hit: CueHit, subject: Token) -> int:
    """Give the end of "officials said on Monday": the next comma or the end of the sentence."""
    doc = page.doc
    i = hit.end if subject.i < hit.start else max(hit.end, subject.i + 1)
    while i < len(doc):
        token = doc[i]
        if is_break(token) or token.text in SENTENCE_END or token.text in (",", ";", "—", ":"):
            break
        i += 1
    return i


def _rest(page: Page, stop: int, *, strict: bool = True) -> Range | None:
    """Give what follows a parenthetical cue, where it goes on with the content."""
    doc = page.doc
    if stop >= len(doc) - 1 or doc[stop].text not in (",", "—"):
        return None
    first = stop + 1
    if first + 1 >= len(doc):
        return None
    goes_on = doc[first].lower_ in _AND and doc[first + 1].lower_ in _SAME
    goes_on = goes_on or goes_on_with(doc[first])
    if strict and not goes_on and (doc[first].tag_ in _NEW_TAGS or doc[first].lower_ in _NEW):
        return None
    end = sentence_stop(page, first)
    return (first, end) if end > first else None
