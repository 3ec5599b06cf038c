"""Cues that are no verbs: "according to", nouns, adjectives, adverbs.

"According to the Courier, the ford was mined", "the claim that the ford was mined", "she was sure
that it held", "the ford was reportedly mined".
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from rashomon.layers.breaks import is_break
from rashomon.layers.clause import MAX_STEPS
from rashomon.layers.said_cues import CueHit, with_preposition
from rashomon.layers.said_drafts import (
    MAX_SENTENCE,
    Draft,
    Page,
    Range,
    ends_sentence,
    trimmed,
    without,
)
from rashomon.layers.said_source import is_expletive, owner_of, phrase, subject_of
from rashomon.lexicon.words import word_list

SPREADING: Final = word_list("said.spreading")
THAT: Final = frozenset({"acl", "ccomp", "relcl", "advcl"})
_ARGUMENT: Final = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})
_PREDICATIVE: Final = frozenset(
    {"acomp", "ROOT", "conj", "oprd", "xcomp", "advcl", "ccomp", "relcl", "acl"}
)
_TOPIC: Final = frozenset({"of", "about", "to", "at", "with", "by", "for"})


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
    while start > max(0, index - MAX_SENTENCE) and not _ends(page, start - 1, home):
        start -= 1
    end = index
    while end < min(len(doc), index + MAX_SENTENCE) and not _ends(page, end, home):
        end += 1
    return start, end


def _ends(page: Page, i: int, home: int) -> bool:
    token = page.doc[i]
    if is_break(token) or token.text == ";" or i in page.datelines:
        return True
    if i + 1 < len(page.doc) and token.text[-1:] == "." and page.doc[i + 1].is_sent_start:
        return page.inside[i] in (home, -1)
    return page.inside[i] in (home, -1) and ends_sentence(page.doc, i)


def _according(page: Page, hit: CueHit) -> Draft | None:
    doc = page.doc
    start, end = _bracket(page, hit, _sentence(page, hit.head.i))
    start = max(start, _within(page, hit))
    head = next(
        (t for t in doc[hit.end : end] if t.dep_ in ("pobj", "dobj") and t.head.i < hit.end), None
    )
    if head is None:
        head = next((t for t in doc[hit.end : end] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        while (
            head is not None
            and head.dep_ in ("compound", "amod", "poss")
            and hit.end <= head.head.i < end
        ):
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
    end = _before_other(page, found[1], end)
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


def _within(page: Page, hit: CueHit) -> int:
    """Give where the content begins in which a source is named: "writes *that, according to*"."""
    verb = hit.head.head
    if verb.dep_ != "ccomp" or verb.head.i > hit.start or verb.head.i > verb.i:
        return 0
    told = any(c.family.speech for c in page.lexicon.cues["verb"].get(verb.head.lemma_.lower(), ()))
    return verb.left_edge.i if told and verb.left_edge.i > verb.head.i else 0


def _before_other(page: Page, start: int, end: int) -> int:
    """Cut before ", *although drivers said* …": what another says beside it."""
    cues = page.lexicon.cues["verb"]
    for mark in page.doc[start:end]:
        if mark.lower_ not in BESIDE or mark.i < 1 or mark.nbor(-1).text not in (",", ";"):
            continue
        for verb in page.doc[mark.i + 1 : end]:
            spoken = any(c.family.speech for c in cues.get(verb.lemma_.lower(), ()))
            told = any(c.dep_ == "nsubj" and mark.i < c.i < verb.i for c in verb.children)
            if verb.pos_ == "VERB" and spoken and told:
                return mark.i - 1
    return end


BESIDE: Final = frozenset({"although", "though", "while", "whereas", "but"})


def _bracket(page: Page, hit: CueHit, sentence: Range) -> Range:
    """Stay in the brackets of "nine were killed (*twenty according to the Front*)"."""
    doc = page.doc
    opening = next((i for i in range(hit.start - 1, sentence[0], -1) if doc[i].text in "()"), -1)
    if opening < 0 or doc[opening].text != "(":
        return sentence
    closing = next((i for i in range(hit.end, sentence[1]) if doc[i].text == ")"), -1)
    return (opening + 1, closing) if closing > 0 else sentence


def _comma_after(page: Page, head: Token, end: int) -> int:
    """Find the comma that closes an opening "according to" phrase."""
    commas = [i for i in range(head.i + 1, end) if page.doc[i].text == ","]
    for comma in commas:
        following = page.doc[comma + 1 : end]
        if any(_opens_clause(t) for t in following) and not _in_list(page, comma, end):
            return comma
    return commas[0] if commas else end


def _opens_clause(token: Token) -> bool:
    subject = token.dep_ in ("nsubj", "nsubjpass", "expl") and token.tag_[0] != "W"
    return subject and token.head.dep_ not in ("relcl", "acl")


def _in_list(page: Page, comma: int, end: int) -> bool:
    nxt = page.doc[comma + 1] if comma + 1 < end else None
    return nxt is not None and nxt.dep_ in ("appos", "relcl", "conj") and nxt.tag_.startswith("W")


def _noun(page: Page, hit: CueHit) -> Draft | None:
    noun = hit.head
    content, owned = _noun_content(hit)
    if content is None:
        return None
    subject, cue_start = owner_of(noun, page.lexicon)
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
    ends = content[0] if owned else max(hit.end, _spread(noun))
    return Draft(
        head=noun.i,
        cue=(min(cue_start, noun.i), max(hit.end, ends)),
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
    for child in (*kids, *_parted(hit.head)):
        span = child.left_edge.i, child.right_edge.i + 1
        inner = list(child.children)
        marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in inner)
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in inner)
        if child.dep_ in THAT and marked and "that" in frames:
            return span, False
        if child.dep_ in ("acl", "ccomp") and "that" in frames and not to and _is_clause(inner):
            return span, False
        if child.dep_ == "acl" and to and "to" in frames:
            return span, False
    for child in kids:
        led = child.dep_ == "prep" and f"p.{child.lower_}" in frames and child.i == hit.end
        if led and any(c.dep_ in ("pobj", "pcomp") for c in child.children):
            free = child.lower_ == "of" and hit.entry.family.id in ("claims", "reports")
            return (child.i + 1, child.right_edge.i + 1), not free
    return None, False


def _parted(noun: Token) -> list[Token]:
    """Give the clause that a verb parts from its noun: "*rumours* spread *that* …".

    "Her brother's *testimony* was *that* …" is parted by a form of "be".
    """
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.i < noun.i:
        return []
    if verb.lemma_.lower() not in SPREADING and not (verb.lemma_ == "be" and _is_owned(noun)):
        return []
    if any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
        return []
    return [c for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "advcl")]


def _is_owned(noun: Token) -> bool:
    return any(c.dep_ == "poss" or c.lower_ == "of" for c in noun.children)


def _spread(noun: Token) -> int:
    """Give the end of "rumours *had spread*": the verb tells nothing besides."""
    between = noun.doc[noun.i + 1 : noun.head.i]
    close = _parted(noun) and all(t.dep_ in ("aux", "advmod") for t in between)
    return noun.head.i + 1 if close else noun.i + 1


def _is_clause(inner: list[Token]) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.tag_[0] != "W" for c in inner)


def _adjective(page: Page, hit: CueHit) -> Draft | None:
    word = hit.head
    if "attr" in hit.entry.frames:
        return _attributive(page, hit)
    if word.dep_ not in _PREDICATIVE:
        return None
    verb = word if word.pos_ == "VERB" else word.head
    content = _adjective_content(hit)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    subject = subject or subject_of(verb, page.lexicon)
    if content is None or subject is None or is_expletive(subject) or subject.lower_ == "it":
        return None
    pieces = trimmed(page.doc, [content])
    helpers = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    cue_start = min([verb.i, word.i, *helpers])
    if cue_start <= subject.i:
        cue_start = word.i
    found = phrase(page, subject, 0, cue_start) if subject.i < cue_start else None
    if not pieces or found is None:
        return None
    return Draft(
        head=word.i,
        cue=with_preposition(page.doc, (cue_start, hit.end), pieces[0][0]),
        entry=hit.entry,
        rule="said.adjective",
        content=pieces,
        source=(found,),
        source_head=subject.i,
    )


def _attributive(page: Page, hit: CueHit) -> Draft | None:
    """Take the noun phrase of "the [alleged] raid on the mill": nobody says who says so."""
    noun = hit.head.head
    if hit.head.dep_ != "amod" or noun.i < hit.end or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    pieces = trimmed(page.doc, [(hit.end, noun.right_edge.i + 1)])
    return Draft(
        head=hit.head.i,
        cue=(hit.start, hit.end),
        entry=hit.entry,
        rule="said.attributive",
        content=pieces,
    )


def _adjective_content(hit: CueHit) -> Range | None:
    """Find the clause or phrase of "sure [that it held]", "worried [about the ford]"."""
    for child in hit.head.children:
        if child.i < hit.end:
            continue
        if child.dep_ in ("ccomp", "xcomp") and hit.entry.frames & {"that", "to"}:
            return child.left_edge.i, child.right_edge.i + 1
        led = child.dep_ == "prep" and child.lower_ in _TOPIC
        if led and any(c.dep_ in ("pobj", "pcomp") for c in child.children):
            return child.i + 1, child.right_edge.i + 1
    return None


def _adverb(page: Page, hit: CueHit) -> Draft | None:
    """Take the clause, or the phrase, that "reportedly" stands in."""
    head = hit.head.head
    for _ in range(MAX_STEPS):
        if head.pos_ in ("VERB", "AUX", "NOUN", "PROPN") or head.head == head:
            break
        head = head.head
    content = _clause_of(head, _sentence(page, hit.head.i))
    pieces = trimmed(page.doc, without([content], (hit.start, hit.end)))
    if not pieces:
        return None
    return Draft(
        head=hit.head.i,
        cue=(hit.start, hit.end),
        entry=hit.entry,
        rule="said.adverb",
        content=pieces,
    )


def _clause_of(head: Token, sentence: Range) -> Range:
    """Give subject, verb and what follows, without what stands before or is coordinated."""
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    start = subject.left_edge.i if subject is not None and subject.i < head.i else head.left_edge.i
    end = head.right_edge.i + 1
    for child in head.children:
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        if child.dep_ == "conj" and own and child.i > head.i:
            end = min(end, child.left_edge.i)
    return max(start, sentence[0]), min(end, sentence[1])
