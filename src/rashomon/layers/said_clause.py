"""Verb cues by syntax: which part of the sentence a verb of saying or wanting hands over.

"Brandt said the road was safe", "the army vowed to return", "they accused the Front of theft",
"the road was safe, Brandt said", "the road, Brandt said, was safe".
"""

from collections.abc import Iterator, Mapping
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import is_passive
from rashomon.layers.said_cues import CueHit, group_range
from rashomon.layers.said_drafts import (
    SENTENCE_END,
    Draft,
    Page,
    Range,
    is_break,
    sentence_stop,
    trimmed,
    without,
)
from rashomon.layers.said_extent import block_after, settle
from rashomon.layers.said_source import MAX_SOURCE, is_expletive, phrase, subject_of
from rashomon.lexicon.cues import Cue

_TAIL: Final = frozenset({"prep", "npadvmod", "advmod", "dobj", "attr", "acomp", "agent"})
_JUDGED: Final = frozenset({"of", "for", "as", "over", "about", "against", "with", "to", "on", "from"})
_STOPS: Final = frozenset({"while", "when", "as", "after", "before", "during", "until", "since"})
_MANNER: Final = frozenset({"condition", "behalf", "record", "phone", "telephone", "camera", "air"})
_NEW: Final = _STOPS | {"and", "but", "who"}
_NEW_TAGS: Final = frozenset({"VBG", "VBN", "WP", "WDT", "WRB"})
_WH: Final = frozenset({"if", "whether", "what", "why", "how", "who", "where", "when", "which"})


def clause_draft(page: Page, hit: CueHit, cues: Mapping[int, Cue]) -> Draft | None:
    """Make the draft of one verb cue, or None where its frames do not fit the sentence.

    Args:
        page: The doc and its quotations.
        hit: The cue.
        cues: All cues of the doc by token index: where the next one begins, a content ends.
    """
    verb, entry = hit.head, hit.entry
    if verb.dep_ in ("amod", "compound", "aux", "auxpass"):
        return None
    passive = is_passive(verb)
    block = block_after(page, verb, hit.end) if "quote" in entry.frames and not passive else None
    if block is not None:
        return _finish(page, hit, "said.block", [block], passive)
    rule, content = _right(page, hit, passive)
    if rule:
        wide = rule in ("said.clause", "said.question", "said.person-infinitive")
        content = [settle(page, verb, piece, cues, wide=wide) for piece in content]
    if rule == "" and {"quote", "that"} <= entry.frames and not passive:
        rule, content = _around(page, hit)
    if rule == "" and not passive:
        rule, content = _as_clause(page, hit)
    if rule == "":
        return None
    return _finish(page, hit, rule, content, passive)


def _finish(
    page: Page, hit: CueHit, rule: str, content: list[Range], passive: bool
) -> Draft | None:
    doc, verb = page.doc, hit.head
    cue = group_range(hit)
    subject = subject_of(verb) or _lost_subject(page, hit, rule)
    if passive and rule != "said.clause":
        content = [*_passive_subject(verb, hit), *content]
    elif subject is None and rule == "said.object" and not passive:
        return None
    pieces = trimmed(doc, without(content, cue))
    if not pieces:
        return None
    found = None
    if subject is not None and not is_expletive(subject):
        floor, ceiling = _bounds(subject, hit, pieces)
        found = phrase(page, subject, floor, ceiling)
    if found is not None and any(s < found[1] and found[0] < e for s, e in pieces):
        pieces = trimmed(doc, without(pieces, found))
        if not pieces:
            return None
    return Draft(
        head=verb.i,
        cue=cue,
        entry=hit.entry,
        rule=rule,
        content=pieces,
        source=(found,) if found else (),
        source_head=subject.i if found and subject is not None else -1,
    )


def _lost_subject(page: Page, hit: CueHit, rule: str) -> Token | None:
    """Take the noun before "said" where the parser hung it elsewhere: "Brandt, meanwhile, said"."""
    verb = hit.head
    if rule not in ("said.clause", "said.block") or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    if verb.dep_ in ("conj", "relcl") or not hit.entry.family.speech:
        return None
    start = max(_sentence_floor(page, verb.i), verb.i - MAX_SOURCE)
    for i in range(verb.i - 1, start - 1, -1):
        token = page.doc[i]
        if token.dep_ in ("nsubj", "ROOT", "nsubjpass") and token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token if not token.tag_.startswith("W") else None
    return None


def _bounds(subject: Token, hit: CueHit, pieces: tuple[Range, ...]) -> Range:
    """Keep a source on its own side of the cue and out of the content."""
    floor, ceiling = 0, len(subject.doc)
    if subject.i < hit.start:
        ceiling = group_range(hit)[0]
    else:
        floor = hit.end
    for start, end in pieces:
        if end <= subject.i:
            floor = max(floor, end)
        elif start > subject.i:
            ceiling = min(ceiling, start)
    return floor, ceiling


def _passive_subject(verb: Token, hit: CueHit) -> list[Range]:
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "nsubj") and not is_expletive(child) and child.i < hit.start:
            start = group_range(hit)[0]
            return [(child.left_edge.i, min(child.right_edge.i + 1, start))]
    return []


def _right(page: Page, hit: CueHit, passive: bool) -> tuple[str, list[Range]]:
    """Look for content to the right of the cue: clause, infinitive, predicate, object, phrase."""
    verb, frames = hit.head, hit.entry.frames
    kids = [c for c in verb.children if c.i >= hit.end and c.dep_ != "punct"]
    target = next((c for c in kids if c.dep_ in ("dobj", "dative")), None)
    if passive and "as" in frames:
        led = next((c for c in kids[:1] if c.dep_ == "prep" and c.lower_ == "as"), None)
        if led is not None:
            return "said.predicate", [(led.i, kids[-1].right_edge.i + 1)]
    for child in kids:
        rule = _clausal(child, frames, target, passive)
        if rule:
            start = child.left_edge.i
            if target is not None and target.i < child.i and _lacks_subject(rule, child, target):
                start = target.left_edge.i
            return rule, [(start, _extend(page, verb, child))]
    for child in kids:
        if child.dep_ in ("oprd", "acomp", "attr") and frames & {"pred", "as"}:
            start = target.left_edge.i if target is not None and target.i < child.i else child.left_edge.i
            return "said.predicate", [(start, child.right_edge.i + 1)]
        if child.dep_ == "prep" and child.lower_ == "as" and "as" in frames:
            start = target.left_edge.i if target is not None and target.i < child.i else child.i
            return "said.predicate", [(start, child.right_edge.i + 1)]
    if target is not None and "np" in frames and target.dep_ == "dobj" and not passive:
        return "said.object", [(target.left_edge.i, _object_end(page, kids, target))]
    if passive and "np" in frames:
        ends = [c.right_edge.i + 1 for c in kids if c.dep_ == "prep" and c.lower_ in _JUDGED]
        return "said.object", ([(hit.end, max(ends))] if ends else [])
    return _prepositional(kids, frames)


def _lacks_subject(rule: str, child: Token, target: Token) -> bool:
    """Tell an object that is in truth the subject of the content clause."""
    if rule == "said.person-infinitive":
        return True
    if rule != "said.clause" or child.left_edge.i <= target.i:
        return False
    marked = any(c.dep_ == "mark" for c in child.children)
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in child.children)
    return not own and not marked


def _prepositional(kids: list[Token], frames: frozenset[str]) -> tuple[str, list[Range]]:
    for child in kids:
        if child.dep_ == "prep" and f"p.{child.lower_}" in frames:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner.ent_type_ not in ("DATE", "TIME") and (
                inner.lemma_.lower() not in _MANNER
            ):
                end = child.right_edge.i + 1
                for other in kids:
                    if other.dep_ in ("xcomp", "ccomp", "advcl") and other.left_edge.i == end and other.left_edge.lower_ == "to":
                        end = other.right_edge.i + 1
                return "said.preposition", [(child.i + 1, end)]
    return "", []


def _clausal(
    child: Token, frames: frozenset[str], target: Token | None, passive: bool
) -> str:
    """Name the clausal frame that a child of the cue fills, or give an empty string."""
    if child.dep_ not in ("ccomp", "xcomp", "advcl", "csubj", "csubjpass"):
        return ""
    kids = list(child.children)
    first = child.left_edge.lower_
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in kids)
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in kids)
    if child.dep_ == "advcl":
        return "said.question" if first in ("if", "whether") and "wh" in frames else ""
    if infinitive and not has_subject:
        if target is not None or passive:
            return "said.person-infinitive" if frames & {"obj-to", "to"} else ""
        return "said.infinitive" if "to" in frames else ""
    modal = any(c.tag_ == "MD" for c in kids)
    if infinitive or (has_subject and child.tag_ == "VB" and not modal):
        return "said.person-infinitive" if frames & {"obj-to", "to", "that"} else ""
    if first in _WH and frames & {"wh", "that"}:
        return "said.question"
    if child.tag_ == "VBG" and not has_subject and not _is_finite(kids):
        return "said.gerund" if "ing" in frames else ""
    if child.dep_ == "xcomp":
        return "said.predicate" if frames & {"pred", "as"} and child.pos_ not in ("VERB", "AUX") else ""
    return "said.clause" if frames & {"that", "obj-that"} else ""


def _is_finite(kids: list[Token]) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in kids)


def _extend(page: Page, verb: Token, child: Token) -> int:
    """Give the end of a content clause, with phrases that the parser hung on the cue instead."""
    end = child.right_edge.i + 1
    for other in verb.children:
        if other.i < end:
            continue
        gap = page.doc[end : other.left_edge.i]
        if other.dep_ not in _TAIL or other.lower_ in _STOPS or any(t.is_punct for t in gap):
            break
        end = other.right_edge.i + 1
    return end


def _object_end(page: Page, kids: list[Token], target: Token) -> int:
    """Give the end of an object; a relative clause behind a comma is the reporter's own."""
    end = target.right_edge.i + 1
    for child in target.children:
        if child.dep_ == "relcl" and child.right_edge.i + 1 == end:
            edge = child.left_edge.i
            if edge > target.i and page.doc[edge - 1].text == "," and page.doc[edge].tag_[0] == "W":
                return edge - 1
    for child in kids:
        if child.dep_ == "prep" and child.left_edge.i == end and child.lower_ in _JUDGED:
            end = child.right_edge.i + 1
    return end


def _around(page: Page, hit: CueHit) -> tuple[str, list[Range]]:
    """Take the sentence around a parenthetical cue: "the road, Brandt said, was safe"."""
    verb, doc = hit.head, page.doc
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or not hit.entry.frames & {"quote", "that"} or verb.tag_ in ("VB", "VBG"):
        return "", []
    if subject.tag_ in ("WP", "WDT"):
        return "", []
    left = {c.dep_ for c in verb.children if c.i < verb.i}
    if "advcl" in left and not left & {"ccomp", "csubj", "parataxis"}:
        return "", []
    cue_start = min(subject.left_edge.i if subject.i < verb.i else verb.i, group_range(hit)[0])
    before = cue_start - 1
    while before >= 0 and doc[before].is_space and not is_break(doc[before]):
        before -= 1
    if before < 0 or doc[before].text not in (",", "—", "–", "--", "”", '"', "’"):
        return "", []
    start = _sentence_floor(page, before)
    stop = _cue_clause_end(page, hit, subject)
    right = _rest(page, stop) if subject.i < verb.i else None
    pieces = [(start, before), *([right] if right else [])]
    if start >= before or not any(_has_clause(page, piece) for piece in pieces):
        return "", []
    return "said.around", pieces


def _as_clause(page: Page, hit: CueHit) -> tuple[str, list[Range]]:
    """Take the main clause beside "as Brandt explained"."""
    verb, doc = hit.head, page.doc
    mark = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "mark"), None)
    if mark is None or not {"that", "quote"} & hit.entry.frames:
        return "", []
    if not any(c.dep_ == "nsubj" for c in verb.children):
        return "", []
    start, end = _sentence_floor(page, mark.i), mark.i
    if mark.i - start <= 1:
        stop = _cue_clause_end(page, hit, verb)
        right = _rest(page, stop, strict=False)
        return ("said.as", [right]) if right else ("", [])
    if doc[mark.i - 1].text != ",":
        return "", []
    right = _rest(page, _cue_clause_end(page, hit, verb))
    return "said.as", [(start, end), *([right] if right else [])]


def _has_clause(page: Page, piece: Range) -> bool:
    """Tell words that can be a statement: a verb with a subject, or a bare headline-like clause."""
    words = page.doc[piece[0] : piece[1]]
    return any(t.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for t in words) and any(
        t.pos_ in ("VERB", "AUX") for t in words
    )


def _sentence_floor(page: Page, position: int) -> int:
    """Walk back to the start of the sentence, not into an earlier quotation or paragraph."""
    doc = page.doc
    home = page.inside[position]
    i = position
    while i > 0:
        token = doc[i - 1]
        if is_break(token) or token.text == ";":
            break
        if token.text in SENTENCE_END and page.inside[i - 1] == home and doc[i].is_sent_start is not False:
            break
        if token.is_sent_end and token.text in SENTENCE_END:
            break
        i -= 1
    return i


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
    if strict and (doc[first].tag_ in _NEW_TAGS or doc[first].lower_ in _NEW):
        return None
    end = sentence_stop(page, first)
    return (first, end) if end > first else None


def iter_clause_drafts(page: Page, hits: list[CueHit], taken: set[int]) -> Iterator[Draft]:
    """Yield the draft of each verb cue that quotation marks have not decided already."""
    cues = {hit.head.i: hit.entry for hit in hits}
    for hit in hits:
        if hit.entry.pos == "verb" and hit.head.i not in taken:
            draft = clause_draft(page, hit, cues)
            if draft is not None:
                yield draft
