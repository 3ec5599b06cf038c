"""Cues that are no verbs: "according to", nouns, adjectives, adverbs, colons of headlines.

"According to the Courier, the ford was mined", "the claim that the ford was mined", "she was sure
that it held", "the ford was reportedly mined", "Ford mined: army".
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import MAX_STEPS
from rashomon.layers.said_cues import CueHit
from rashomon.layers.said_drafts import SENTENCE_END, Draft, Page, Range, is_break, trimmed, without
from rashomon.layers.said_source import is_expletive, phrase, subject_of

_LIGHT: Final = frozenset(
    "make issue give express have voice offer hold share raise release deliver publish send repeat "
    "reject face show lodge file post state reiterate convey announce level renew put take get "
    "roll put push lay unveil step reaffirm underline stress sound echo remain".split()
)
_ARGUMENT: Final = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})
_MAX_TITLE: Final = 30


def iter_other_drafts(page: Page, hits: list[CueHit], taken: set[int]) -> Iterator[Draft]:
    """Yield the drafts of all cues that are no verbs and have no quotation yet."""
    makers = {"prep": _according, "noun": _noun, "adj": _adjective, "adv": _adverb}
    for hit in hits:
        maker = makers.get(hit.entry.pos)
        if maker is not None and hit.head.i not in taken:
            draft = maker(page, hit)
            if draft is not None:
                yield draft


def _sentence(page: Page, index: int) -> Range:
    """Give the stretch between full stops, semicolons and line breaks around a token."""
    doc, home = page.doc, page.inside[index]
    start = index
    while start > 0 and not _ends(page, start - 1, home):
        start -= 1
    end = index
    while end < len(doc) and not _ends(page, end, home):
        end += 1
    return start, end


def _ends(page: Page, i: int, home: int) -> bool:
    token = page.doc[i]
    if is_break(token) or token.text == ";":
        return True
    if i + 1 < len(page.doc) and token.text[-1:] == "." and page.doc[i + 1].is_sent_start:
        return page.inside[i] in (home, -1)
    return token.text in SENTENCE_END and page.inside[i] in (home, -1)


def _according(page: Page, hit: CueHit) -> Draft | None:
    doc = page.doc
    start, end = _sentence(page, hit.head.i)
    head = next((t for t in doc[hit.end : end] if t.dep_ in ("pobj", "dobj") and t.head.i < hit.end), None)
    if head is None:
        head = next((t for t in doc[hit.end : end] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        while head is not None and head.dep_ in ("compound", "amod", "poss") and hit.end <= head.head.i < end:
            head = head.head
    if head is None:
        return None
    ceiling = end
    first = hit.start <= start + 1
    if first:
        ceiling = _comma_after(page, head, end)
    found = phrase(page, head, hit.end, ceiling)
    if found is None:
        return None
    pieces = trimmed(doc, without([(start, end)], (hit.start, found[1])))
    if not pieces:
        return None
    return Draft(
        head=hit.head.i,
        cue=(hit.start, hit.end),
        entry=hit.entry,
        rule="said.according",
        content=pieces,
        source=(found,),
        source_head=head.i,
    )


def _comma_after(page: Page, head: Token, end: int) -> int:
    """Find the comma that closes an opening "according to" phrase."""
    commas = [i for i in range(head.i + 1, end) if page.doc[i].text == ","]
    for comma in commas:
        following = page.doc[comma + 1 : end]
        if any(t.dep_ in ("nsubj", "nsubjpass", "expl") and not t.tag_.startswith("W") and t.head.dep_ not in ("relcl", "acl") for t in following):
            if comma >= head.i and not _in_list(page, comma, end):
                return comma
    return commas[0] if commas else end


def _in_list(page: Page, comma: int, end: int) -> bool:
    nxt = page.doc[comma + 1] if comma + 1 < end else None
    return nxt is not None and nxt.dep_ in ("appos", "relcl", "conj") and nxt.tag_.startswith("W")


def _noun(page: Page, hit: CueHit) -> Draft | None:
    noun = hit.head
    content, owned = _noun_content(hit)
    if content is None:
        return None
    subject, cue_start = _owner(noun)
    if subject is None and (owned or noun.dep_ not in _ARGUMENT):
        return None
    pieces = trimmed(page.doc, [content])
    if not pieces:
        return None
    found = None
    if subject is not None and not is_expletive(subject):
        floor, ceiling = (
            (0, min(cue_start, noun.i)) if subject.i < noun.i else (noun.i + 1, content[0])
        )
        found = phrase(page, subject, floor, ceiling)
    return Draft(
        head=noun.i,
        cue=(min(cue_start, noun.i), max(hit.end, content[0] if owned else hit.end)),
        entry=hit.entry,
        rule="said.noun",
        content=pieces,
        source=(found,) if found else (),
        source_head=subject.i if found and subject is not None else -1,
    )


def _noun_content(hit: CueHit) -> tuple[Range | None, bool]:
    """Find the clause or phrase that a noun of saying takes; tell whether it needs an owner."""
    frames = hit.entry.frames
    kids = [c for c in hit.head.children if c.i >= hit.end]
    for child in kids:
        span = child.left_edge.i, child.right_edge.i + 1
        inner = list(child.children)
        marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in inner)
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in inner)
        if child.dep_ in ("acl", "ccomp", "relcl") and marked and "that" in frames:
            return span, False
        if child.dep_ in ("acl", "ccomp") and "that" in frames and not to and _is_clause(inner):
            return span, False
        if child.dep_ == "acl" and to and "to" in frames:
            return span, False
    for child in kids:
        if child.dep_ == "prep" and f"p.{child.lower_}" in frames and child.i == hit.end:
            if any(c.dep_ in ("pobj", "pcomp") for c in child.children):
                free = child.lower_ == "of" and hit.entry.family.id in ("claims", "reports")
                return (child.i + 1, child.right_edge.i + 1), not free
    return None, False


def _is_clause(inner: list[Token]) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.tag_[0] != "W" for c in inner)


def _owner(noun: Token) -> tuple[Token | None, int]:
    """Find whose claim it is: possessor, by-phrase, or subject of its verb; and the cue's start."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child, noun.i
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i == noun.i + 1:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return inner, noun.i
    verb = noun.head
    if noun.dep_ == "pobj":
        verb = noun.head.head
    if noun.dep_ in ("dobj", "attr", "pobj") and verb.lemma_.lower() in _LIGHT:
        return subject_of(verb), verb.i
    return None, noun.i


def _adjective(page: Page, hit: CueHit) -> Draft | None:
    word = hit.head
    if word.dep_ not in ("acomp", "ROOT", "conj", "oprd", "xcomp", "advcl", "ccomp", "relcl", "acl"):
        return None
    verb = word if word.pos_ == "VERB" else word.head
    content: Range | None = None
    for child in word.children:
        if child.i < hit.end:
            continue
        if child.dep_ in ("ccomp", "xcomp") and hit.entry.frames & {"that", "to"}:
            content = child.left_edge.i, child.right_edge.i + 1
        elif child.dep_ == "prep" and child.lower_ in ("of", "about", "to", "at", "with", "by", "for"):
            if any(c.dep_ in ("pobj", "pcomp") for c in child.children):
                content = child.i + 1, child.right_edge.i + 1
        if content is not None:
            break
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    subject = subject or subject_of(verb)
    if content is None or subject is None or is_expletive(subject) or subject.lower_ == "it":
        return None
    pieces = trimmed(page.doc, [content])
    cue_start = min([verb.i, word.i, *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg"))])
    if cue_start <= subject.i:
        cue_start = word.i
    found = phrase(page, subject, 0, cue_start) if subject.i < cue_start else None
    if not pieces or found is None:
        return None
    return Draft(
        head=word.i,
        cue=(cue_start, hit.end),
        entry=hit.entry,
        rule="said.adjective",
        content=pieces,
        source=(found,),
        source_head=subject.i,
    )


def _adverb(page: Page, hit: CueHit) -> Draft | None:
    """Take the clause, or the phrase, that "reportedly" stands in."""
    head = hit.head.head
    for _ in range(MAX_STEPS):
        if head.pos_ in ("VERB", "AUX", "NOUN", "PROPN") or head.head is head:
            break
        head = head.head
    start, end = _sentence(page, hit.head.i)
    content = max(head.left_edge.i, start), min(head.right_edge.i + 1, end)
    pieces = trimmed(page.doc, without([content], (hit.start, hit.end)))
    if not pieces:
        return None
    return Draft(
        head=hit.head.i, cue=(hit.start, hit.end), entry=hit.entry, rule="said.adverb", content=pieces
    )


def headline_draft(page: Page) -> Draft | None:
    """Read the colon of a first line: "Two shot dead: police", "Police: two shot dead"."""
    doc = page.doc
    end = next((t.i for t in doc if is_break(t)), len(doc))
    if end > _MAX_TITLE:
        return None
    colons = [t.i for t in doc[:end] if t.text == ":"]
    if len(colons) != 1:
        return None
    colon = colons[0]
    left, right = trimmed(doc, [(0, colon)]), trimmed(doc, [(colon + 1, end)])
    if not left or not right:
        return None
    if _is_speaker(page, left[0]) and right[0][1] - right[0][0] > 1:
        source, content = left[0], right[0]
    elif _is_speaker(page, right[0]) and left[0][1] - left[0][0] > 2:
        source, content = right[0], left[0]
    else:
        return None
    head = doc[source[0] : source[1]].root
    return Draft(
        head=colon,
        cue=(colon, colon + 1),
        entry=None,
        rule="said.headline",
        content=(content,),
        source=(source,),
        source_head=head.i,
    )


def _is_speaker(page: Page, found: Range) -> bool:
    """Tell a short noun phrase of people or institutions, without a verb."""
    words = page.doc[found[0] : found[1]]
    if len(words) > 6 or any(t.pos_ in ("VERB", "AUX") or page.inside[t.i] >= 0 for t in words):
        return False
    if words[0].is_digit or words.root.pos_ not in ("PROPN", "NOUN"):
        return False
    human = any(t.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") for t in words)
    return human or words.root.lemma_.lower() in _TITLE_SPEAKERS


_TITLE_SPEAKERS: Final = frozenset(
    "police official report source minister ministry army military un court witness resident rebel "
    "activist group study survey poll monitor agency mayor governor president spokesman spokeswoman "
    "doctor medic expert analyst government prosecutor lawyer judge union charity ngo".split()
)
