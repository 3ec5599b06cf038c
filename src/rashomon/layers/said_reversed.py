"""Answers that turn a telling round: "the army says *the reverse*", "they *shelled themselves*".

Nothing is denied by name. What was told stands in front; the answer gives its opposite, gives the
deed to its victims or to their own will, or is said of a case that the speaker takes for unreal.

Citation: Asher and Lascarides 2003, "Correction"; von Fintel 2012 on past counterfactuals.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import is_mutual, is_negated
from rashomon.layers.said_claims import noun_phrase
from rashomon.layers.said_drafts import Draft, Page, Range
from rashomon.layers.said_echo import FIRST
from rashomon.layers.table import table_of
from rashomon.lexicon.denials import Denials
from rashomon.lexicon.words import word_list

OPPOSITE: Final = word_list("said.opposite")
"""What is the other way round: "says the *reverse*"."""
TELLING: Final = word_list("said.telling-opposite")
"""Verbs whose object may be the reverse of what was told."""
STRIKING: Final = word_list("said.striking")
"""Orders of a correction: "*delete* “marines opened fire”"."""
LEAD: Final = 6
"""Tokens between such an order and the words that it takes back, at most."""
REACH: Final = 16
"""Tokens between "yes to" and "no to", at most."""


def contraries(page: Page) -> Iterator[tuple[Token, Range, int]]:
    """Find who says the opposite: "the army *says the reverse*".

    Args:
        page: The doc.

    Yields:
        The verb, the range of who speaks, its head.
    """
    doc, lowers = page.doc, table_of(page.doc).lowers
    for index, word in enumerate(lowers):
        if word not in OPPOSITE or index < 2:
            continue
        verb = doc[index].head
        if verb.lemma_ == "be":
            verb = verb.head
        if verb.lemma_.lower() not in TELLING or is_negated(verb) or verb.i > index:
            continue
        who = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if who is not None and not any(c.lower_ == "of" for c in doc[index].children):
            source, head = noun_phrase(who, verb.i)
            yield verb, source, head


def is_reversal(doc: Doc, draft: Draft, told: Sequence[Draft], denials: Denials) -> bool:
    """Tell an answer that gives a deed to its victims, or to their own will.

    Args:
        doc: The text.
        draft: Who answers.
        told: What others tell in front.
        denials: The rules of turned stances.
    """
    phrases = denials.of("curt")[0].verbs
    deeds: set[str] | None = None
    for start, end in draft.content:
        words = doc[start:end]
        text = " ".join(w for t in words if (w := t.lower_) not in OWN)
        if any(f" {phrase}" in f" {text}" for phrase in phrases):
            return True
        for token in words:
            if not is_mutual(token):
                continue
            verb = token.head if token.head.pos_ == "VERB" else token.head.head
            if token.dep_ not in ("dobj", "pobj", "det") or is_negated(verb):
                continue
            if deeds is None:
                deeds = {t.lemma_ for d in told for s, e in d.content for t in doc[s:e]}
            if verb.lemma_ in deeds:
                return True
    return False


OWN: Final = frozenset("her his their its our my two a an the".split())


def unreal_ifs(page: Page, drafts: Sequence[Draft], denials: Denials) -> Iterator[Draft]:
    """Find what a speaker says of himself as unreal: "*if we had bombed it*, there would be …".

    Args:
        page: The doc.
        drafts: The attributions so far; the author's own conditions are left alone.
        denials: The rules of turned stances.
    """
    doc, table = page.doc, table_of(page.doc)
    for index, word in enumerate(table.lowers):
        if word != "if" or doc[index].dep_ != "mark":
            continue
        verb = doc[index].head
        who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if verb.tag_ != "VBN" or verb.dep_ != "advcl" or who is None or is_negated(verb):
            continue
        ours = who.lower_ in FIRST or any(c.lower_ in FIRST for c in who.children)
        past = any(c.lower_ in ("had", "'d", "’d") for c in verb.children if c.dep_ == "aux")
        would = any(c.lemma_ in ("would", "could", "'d") for c in verb.head.children)
        owner = next((d for d in drafts if _holds(d, verb.i)), None)
        if ours and past and would and owner is not None:
            yield _unsaid(verb.i, (verb.i, verb.i + 1), owner, denials)


def yes_and_no(page: Page, drafts: Sequence[Draft], denials: Denials) -> Iterator[Draft]:
    """Read "yes to the raid, *no to the arson*: so the police summed up the night".

    Args:
        page: The doc.
        drafts: The attributions so far.
        denials: The rules of turned stances.
    """
    doc, lowers = page.doc, table_of(page.doc).lowers
    for index, word in enumerate(lowers[:-1]):
        if word != "no" or lowers[index + 1] != "to" or index < 3:
            continue
        front = lowers[max(0, index - REACH) : index]
        if not any(a == "yes" and b == "to" for a, b in pairwise(front)):
            continue
        sentence = doc[index].sent
        end = next((t.i for t in doc[index:] if t.is_punct or t.i >= sentence.end), len(doc))
        owner = next((d for d in drafts if _holds(d, index)), None)
        made = _unsaid(index, (index + 2, end), owner, denials)
        who = next(
            (t for t in doc[end : sentence.end] if t.dep_ == "nsubj" and t.pos_ != "PRON"), None
        )
        if owner is not None:
            yield made
        elif who is not None and end < len(doc) and doc[end].text == ":":
            source, head = noun_phrase(who, who.head.i)
            yield Draft(
                head=index,
                cue=(index, index + 2),
                entry=None,
                rule="said.curt",
                content=made.content,
                source=(source,),
                source_head=head,
                stance="denies",
                turned=made.turned,
            )


def struck(page: Page, denials: Denials) -> Iterator[Draft]:
    """Find the words that a correction takes back: "*delete* “marines opened fire”".

    Args:
        page: The doc and its quotations.
        denials: The rules of turned stances.
    """
    doc = page.doc
    for index, word in enumerate(table_of(doc).lowers):
        if word not in STRIKING or not _orders(doc, index):
            continue
        mark = next(
            (i for i in range(index + 1, min(len(doc), index + LEAD)) if _in(page, i)), None
        )
        if mark is not None:
            quoted = page.quotations[page.inside[mark]]
            yield _unsaid(index, (quoted.start, quoted.end), None, denials)


def _in(page: Page, index: int) -> bool:
    return page.inside[index] >= 0


def _orders(doc: Doc, index: int) -> bool:
    """Tell "*delete* “…”", which opens its clause, from "they delete “…”"."""
    before = doc[index - 1] if index else None
    return before is None or before.is_punct or before.is_space or before.lower_ == "please"


def _holds(draft: Draft, index: int) -> bool:
    return bool(draft.source) and any(s <= index < e for s, e in draft.content)


def _unsaid(index: int, content: Range, owner: Draft | None, denials: Denials) -> Draft:
    return Draft(
        head=index,
        cue=(index, index + 1),
        entry=None,
        rule="said.curt",
        content=(content,),
        within=owner.head if owner is not None else -1,
        stance="denies",
        turned=denials.of("curt")[0].id,
    )
