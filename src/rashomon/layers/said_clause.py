"""Verb cues by syntax: source, cue and content of one verb of saying or wanting.

"Brandt said the road was safe", "the army vowed to return", "they accused the Front of theft",
"the road was safe, Brandt said", "the road, Brandt said, was safe".
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from rashomon.layers.breaks import is_break
from rashomon.layers.clause import is_passive, prepositional
from rashomon.layers.clause_resumed import parted
from rashomon.layers.said_around import around_content, as_clause_content
from rashomon.layers.said_cues import CueHit, group_range, with_preposition
from rashomon.layers.said_drafts import (
    Draft,
    Page,
    Range,
    sentence_floor,
    trim,
    trimmed,
    without,
)
from rashomon.layers.said_extent import block_after, settle
from rashomon.layers.said_frames import NOTHING, Found, right_content
from rashomon.layers.said_source import MAX_SOURCE, is_expletive, phrase, subject_of
from rashomon.lexicon.cues import Cue

_WIDE = frozenset({"said.clause", "said.question", "said.person-infinitive"})


def clause_draft(page: Page, hit: CueHit, cues: Mapping[int, Cue]) -> Draft | None:
    """Make the draft of one verb cue, or None where its frames do not fit the sentence.

    Args:
        page: The doc and its quotations.
        hit: The cue.
        cues: All cues of the doc by token index: where the next one begins, a content ends.
    """
    verb, entry = hit.head, hit.entry
    if verb.dep_ in ("amod", "compound", "aux", "auxpass"):
        return _garden_path(page, hit) if "obj-that" in entry.frames else None
    passive = is_passive(verb)
    rule, content = _content(page, hit, cues, passive)
    return _finish(page, hit, rule, content, passive) if rule else None


def _content(page: Page, hit: CueHit, cues: Mapping[int, Cue], passive: bool) -> Found:
    """Look for the content: a block behind a colon, words to the right, words around the cue."""
    frames = hit.entry.frames
    block = block_after(page, hit.end) if "quote" in frames and not passive else None
    if block is not None:
        return "said.block", [block]
    if not passive and parted(hit.head) is not None and (around := around_content(page, hit))[0]:
        return around
    rule, content = right_content(page, hit, passive=passive)
    if rule:
        wide = rule in _WIDE
        return rule, [settle(page, hit.head, piece, cues, wide=wide) for piece in content]
    if passive:
        return NOTHING
    found = as_clause_content(page, hit)
    speaks = "that" in frames and ("quote" in frames or hit.entry.family.speech)
    return found if found[0] or not speaks else around_content(page, hit)


def _garden_path(page: Page, hit: CueHit) -> Draft | None:
    """Read "The UN told members that …" where the parser took "told" for an adjective."""
    verb, noun = hit.head, hit.head.head
    before = verb.i - 1
    if before < 0 or noun.i < verb.i or page.doc[before].pos_ not in ("PROPN", "NOUN"):
        return None
    for child in noun.children:
        if child.i > noun.i and any(
            c.dep_ == "mark" and c.lower_ == "that" for c in child.children
        ):
            source = trim(page.doc, noun.left_edge.i, verb.i)
            content = trim(page.doc, child.left_edge.i, child.right_edge.i + 1)
            if source is None or content is None:
                return None
            return Draft(
                head=verb.i,
                cue=(verb.i, hit.end),
                entry=hit.entry,
                rule="said.clause",
                content=(content,),
                source=(source,),
                source_head=before,
            )
    return None


def _finish(
    page: Page, hit: CueHit, rule: str, content: list[Range], passive: bool
) -> Draft | None:
    doc, verb = page.doc, hit.head
    cue = group_range(hit)
    subject = subject_of(verb, page.lexicon) or _lost_subject(page, hit, rule)
    subject = subject or (_document_of(page, verb) if passive else None)
    subject = _past_label(page, subject)
    if passive and rule != "said.clause":
        content = [*_passive_subject(verb, hit), *content]
    elif subject is None and rule == "said.object" and not passive:
        return None
    pieces = trimmed(doc, without(content, cue))
    if not pieces:
        return None
    found = None
    charge = _charge_behind(subject) if passive and subject is not None else None
    if charge is not None:
        pieces = (*pieces, charge)
    if subject is not None and not is_expletive(subject):
        floor, ceiling = _bounds(subject, hit, pieces)
        found = phrase(page, subject, floor, ceiling)
    if found is not None and any(s < found[1] and found[0] < e for s, e in pieces):
        pieces = trimmed(doc, without(pieces, found))
        if not pieces:
            return None
    return Draft(
        head=verb.i,
        cue=with_preposition(doc, cue, pieces[0][0]),
        entry=hit.entry,
        rule=rule,
        content=pieces,
        source=(found,) if found else (),
        source_head=subject.i if found and subject is not None else -1,
    )


def _past_label(page: Page, subject: Token | None) -> Token | None:
    """Give who speaks behind a label: "Correction: *an earlier version* said"."""
    if subject is None or subject.lower_ not in page.lexicon.speakers["label"].words:
        return subject
    behind = [c for c in subject.children if c.dep_ == "appos" and c.left_edge.nbor(-1).text == ":"]
    return behind[0] if behind else subject


def _charge_behind(accuser: Token) -> Range | None:
    """Give the charge that the parser hung on who makes it: "accused by the Front *of* firing"."""
    for child in accuser.children:
        if child.dep_ == "prep" and child.i > accuser.i:
            acts = any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in child.children)
            if acts and child.lower_ in ("of", "for", "with"):
                return child.i, child.right_edge.i + 1
    return None


def _document_of(page: Page, verb: Token) -> Token | None:
    """Give the document of "In the *indictment*, Brask is alleged to have killed him"."""
    documents = page.lexicon.speakers["document"].words
    held = (t for _, t in prepositional(verb, "in"))
    return next((t for t in held if t.lemma_.lower() in documents), None)


def _lost_subject(page: Page, hit: CueHit, rule: str) -> Token | None:
    """Take the noun before "said" where the parser hung it elsewhere: "Brandt, meanwhile, said"."""
    verb = hit.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and _is_left_alone(verb.head, page):
        return _named_right_before(page, verb.head.i, verb.head)
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ == "VBP" for c in verb.children)
    if rule not in ("said.clause", "said.block") or not finite:
        return None
    if verb.dep_ in ("conj", "relcl") or not hit.entry.family.speech:
        return None
    start = max(sentence_floor(page, verb.i), verb.i - MAX_SOURCE)
    for i in range(verb.i - 1, start - 1, -1):
        token = page.doc[i]
        nominal = token.pos_ in ("NOUN", "PROPN", "PRON") and token.tag_[0] != "W"
        if nominal and token.dep_ in ("nsubj", "ROOT", "nsubjpass"):
            return token
    return _named_right_before(page, group_range(hit)[0], verb)


def _is_left_alone(verb: Token, page: Page) -> bool:
    """Tell a finite verb of saying whose subject the parser hung elsewhere."""
    speaks = any(c.family.speech for c in page.lexicon.cues["verb"].get(verb.lemma_.lower(), ()))
    return (
        speaks
        and verb.tag_ in ("VBD", "VBZ")
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    )


def _named_right_before(page: Page, start: int, verb: Token) -> Token | None:
    """Take the name in front of "said" that the parser hung on another: "…, Ada Brenn, said"."""
    before = start - 1
    comma = before > 0 and page.doc[before].text == ","
    token = page.doc[before - 1 if comma else before] if before > 0 else None
    if token is None or token.pos_ != "PROPN" or token.ent_type_ in ("DATE", "TIME"):
        return None
    if page.inside[token.i] != page.inside[verb.i] or is_break(token):
        return None
    return token if token.dep_ in ("appos", "pobj", "dobj", "conj", "dep") else None


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
        if (
            child.dep_ in ("nsubjpass", "nsubj", "csubjpass", "csubj")
            and not is_expletive(child)
            and child.i < hit.start
        ):
            start = group_range(hit)[0]
            return [(child.left_edge.i, min(child.right_edge.i + 1, start))]
    # "a sailor accused of theft": the noun before a reduced passive is what it is said of
    if verb.dep_ == "acl" and verb.head.i < verb.i:
        return [(verb.head.left_edge.i, min(verb.head.i + 1, verb.i))]
    return []


def iter_clause_drafts(page: Page, hits: list[CueHit], taken: set[int]) -> Iterator[Draft]:
    """Yield the draft of each verb cue that quotation marks have not decided already."""
    cues = {hit.head.i: hit.entry for hit in hits}
    for hit in hits:
        if hit.entry.pos == "verb" and hit.head.i not in taken:
            draft = clause_draft(page, hit, cues)
            if draft is not None:
                yield draft
