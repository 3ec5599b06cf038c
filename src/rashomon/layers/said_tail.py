"""Sources that no cue carries: "By the army's account, …", "…, the relief agency forecasts".

An opening phrase names whose account it is; a closing clause was lost where its verb looks like a
noun.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Span, Token

from rashomon.layers.said_cues import CueHit
from rashomon.layers.said_drafts import Draft, Page, trimmed
from rashomon.lexicon.cues import Cue

OPENINGS: Final = frozenset({"by", "in", "on"})
LONGEST: Final = 8
"""Tokens of a closing "the relief agency forecasts", at most."""
LEAST: Final = 3
"""Tokens of what is said, at least."""


def tail_drafts(page: Page, hits: Sequence[CueHit], taken: set[int]) -> Iterator[Draft]:
    """Find the sources in the opening phrase and in the lost closing clause of each sentence.

    Args:
        page: The doc and its quotations.
        hits: All cues of the doc.
        taken: Heads of the drafts found already.
    """
    if not page.doc.has_annotation("SENT_START"):
        return
    known = {h.head.i for h in hits if h.entry.pos == "verb"} | taken
    for sentence in page.doc.sents:
        words = [t for t in sentence if not t.is_space]
        if len(words) < LEAST * 2 or page.inside[words[0].i] >= 0:
            continue
        draft = _account(page, sentence, words[0]) or _closing(page, words, known)
        if draft is not None:
            yield draft


def _account(page: Page, sentence: Span, first: Token) -> Draft | None:
    """Read "By *the army's* account, forty rebels died"."""
    noun = next((c for c in first.children if c.dep_ == "pobj"), None)
    if first.lower_ == "per" and noun is not None:
        return _per(page, sentence, noun)
    if first.lower_ not in OPENINGS or noun is None:
        return None
    if noun.lemma_.lower() not in page.lexicon.speakers["account"].words:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    comma = next((t.i for t in sentence if t.i > noun.i and t.text == ","), None)
    if owner is None or owner.tag_ == "PRP$" or comma is None or comma > noun.i + LEAST:
        return None
    content = trimmed(page.doc, [(comma + 1, sentence.end)])
    case = next((c.i for c in owner.children if c.dep_ == "case"), owner.i + 1)
    return _draft(noun, content, owner, (owner.left_edge.i, case))


def _per(page: Page, sentence: Span, noun: Token) -> Draft | None:
    """Read "*Per* the Coast Guard, smugglers scuttled the boat"."""
    comma = next((t.i for t in sentence if t.i > noun.i and t.text == ","), None)
    if comma is None or (noun.left_edge.i == noun.i and noun.pos_ != "PROPN"):
        return None
    content = trimmed(page.doc, [(comma + 1, sentence.end)])
    return _draft(noun.head, content, noun, (noun.left_edge.i, noun.right_edge.i + 1))


def _closing(page: Page, words: Sequence[Token], known: set[int]) -> Draft | None:
    """Read "…, *the relief agency* forecasts.", whose verb the parser took for a noun."""
    last = words[-2] if words[-1].is_punct else words[-1]
    comma = next((t for t in reversed(words[-LONGEST - 1 : -2]) if t.text == ","), None)
    if last.pos_ != "NOUN" or last.i in known or comma is None or last.i < comma.i + LEAST:
        return None
    who = page.doc[comma.i + 1 : last.i]
    named = who[0].pos_ in ("DET", "PROPN") and who[-1].pos_ in ("NOUN", "PROPN")
    plain = all(t.pos_ in ("DET", "NOUN", "PROPN", "ADJ") for t in who)
    entry = _entry(page, last)
    before = page.doc[words[0].i : comma.i]
    told = any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i < comma.i for t in before)
    listed = any(t.text == "," and t.head.dep_ in ("conj", "appos") for t in before)
    if entry is None or not (named and plain and told) or listed or last.dep_ == "conj":
        return None
    content = trimmed(page.doc, [(words[0].i, comma.i)])
    return _draft(last, content, who[-1], (who.start, who.end), entry)


def _entry(page: Page, word: Token) -> Cue | None:
    """Give the verb of saying that a word in the plural, or alike in the past, could be."""
    lemma = word.lemma_.lower()
    found = page.lexicon.cues["verb"].get(lemma, ())
    return next((c for c in found if "quote" in c.frames and len(c.words) == 1), None)


def _draft(
    head: Token,
    content: tuple[tuple[int, int], ...],
    who: Token,
    source: tuple[int, int],
    entry: Cue | None = None,
) -> Draft | None:
    if not content:
        return None
    return Draft(
        head=head.i,
        cue=(head.i, head.i + 1),
        entry=entry,
        rule="said.tail" if entry is not None else "said.account",
        content=content,
        source=(source,),
        source_head=who.i,
    )
