"""Verdicts on claims: "were branded by the governor as lies", "heard the claim and rejected it".

Read off the order of the words: the parser takes the verb of the claim for the main verb.
"""

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import is_negated
from rashomon.layers.said_claims import content_of, span_of
from rashomon.layers.said_drafts import Draft, Page, Range
from rashomon.lexicon.denials import Denials, Turn

REACH: Final = 10
"""Tokens between the verb and the word of falsity, at most."""
FARTHEST: Final = 45
"""Tokens between the claim and the verb, at most."""
LEAST: Final = 3
"""Tokens of a claim, at least: "that it fired"."""
BEFORE: Final = frozenset("as “ ” \" ' ‘ ’ « , . ;".split())
LEADING: Final = frozenset({"that", "of", "about", "by"})


def with_claims(page: Page, drafts: list[Draft], denials: Denials) -> list[Draft]:
    """Let a no to "it" reach the claim before it: "heard the *claim that he fled*, denied *it*".

    Args:
        page: The doc and its quotations.
        drafts: The attributions so far.
        denials: The lists of claims.
    """
    return [_with_claim(page, d, denials) if _is_of_pronoun(page, d) else d for d in drafts]


def _is_of_pronoun(page: Page, draft: Draft) -> bool:
    if draft.entry is None or draft.entry.family.stance != "denies" or len(draft.content) != 1:
        return False
    start, end = draft.content[0]
    return end - start == 1 and page.doc[start].lower_ in PRONOUNS


def _with_claim(page: Page, draft: Draft, denials: Denials) -> Draft:
    pronoun = page.doc[draft.content[0][0]]
    many = pronoun.lower_ in ("them", "these", "those")
    for noun in reversed(page.doc[pronoun.sent.start : draft.cue[0]]):
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in denials.lists["claims"]:
            content = content_of(noun) if (noun.tag_ == "NNS") == many else None
            if content is not None and content.i < draft.cue[0]:
                span = span_of(content)
                return replace(draft, content=((span[0], min(span[1], draft.cue[0])),))
    return draft


PRONOUNS: Final = frozenset({"it", "them", "this", "these", "that", "those"})


def judged_passive(
    page: Page, token: Token, rule: Turn, denials: Denials
) -> tuple[Range, Range, int] | None:
    """Read who calls a claim false in the passive.

    Args:
        page: The doc and its quotations.
        token: A word of falsity.
        rule: The rule that lists it, with its verbs of calling.
        denials: The lists of claims.

    Returns:
        What is denied, who denies it, and the head of that; None where the sentence is another.
    """
    start = token.sent.start
    verb = next(
        (
            t
            for t in reversed(page.doc[max(start, token.i - REACH) : token.i])
            if t.tag_ in ("VBN", "VBD") and t.lemma_.lower() in rule.verbs
        ),
        None,
    )
    if verb is None or verb.i - start < LEAST or is_negated(verb):
        return None
    helper = verb.nbor(-1) if verb.nbor(-1).pos_ != "ADV" else verb.nbor(-2)
    source = _by(page, verb, token)
    if helper.lemma_ != "be" or source is None:
        return None
    listed = denials.lists["claims"] | denials.lists["records"]
    first = helper.i
    while first > start and page.doc[first - 1].pos_ == "AUX":
        first -= 1
    for i in range(first - LEAST, max(start, first - FARTHEST) - 1, -1):
        word = page.doc[i]
        if word.text in (";", ":"):
            return None
        plural = word.lower_.removesuffix("s")
        if {word.lemma_.lower(), plural} & listed and page.doc[i + 1].lower_ in LEADING:
            return (i + 1, first), *source
    return None


def fronted(page: Page, token: Token, denials: Denials) -> tuple[Range, Range, int] | None:
    """Read "“Pure *fiction*” was how the palace described reports that guards beat a priest".

    Also "“*Twaddle*” was the coast guard's verdict on reports that".

    Args:
        page: The doc and its quotations.
        token: A word of falsity, in quotation marks at the head of the sentence.
        denials: The lists of claims.

    Returns:
        As of `judged_passive`.
    """
    doc, stop = page.doc, token.sent.end
    if token.i - token.sent.start > LEAST or page.inside[token.i] < 0:
        return None
    close = token.i + 1
    while close < stop and page.inside[close] >= 0:
        close += 1
    if close + LEAST >= stop or doc[close].lemma_ != "be":
        return None
    first = close + 1
    how = doc[first].lower_ == "how"
    ends = (t.i for t in doc[first + 1 : min(stop, first + REACH)] if _closes_source(t, how=how))
    last = next(ends, None)
    if last is None:
        return None
    source = (first + 1 if how else first, last)
    nouns = [t.i for t in doc[source[0] : last] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    for i in range(last + 1, min(stop - LEAST, last + REACH)):
        if doc[i].lemma_.lower() in denials.lists["claims"] and doc[i + 1].lower_ in LEADING:
            return ((i + 1, stop), source, nouns[-1]) if nouns else None
    return None


def _closes_source(token: Token, *, how: bool) -> bool:
    """Tell the word behind who passes a verdict: "how the palace *described*", "the palace*'s*"."""
    return token.lemma_ in DESCRIBING if how else token.tag_ == "POS"


DESCRIBING: Final = frozenset({"describe", "characterise", "characterize", "put", "see", "call"})


def _by(page: Page, verb: Token, token: Token) -> tuple[Range, int] | None:
    """Give who calls it so: "by *the governor* as lies", "as lies by *the governor*"."""
    doc = page.doc
    for i in range(verb.i + 1, min(token.sent.end - 1, verb.i + REACH + LEAST)):
        if doc[i].lower_ != "by":
            continue
        end = i + 1
        while end < token.sent.end and doc[end].lower_ not in BEFORE and end != token.i:
            end += 1
        nouns = [t.i for t in doc[i + 1 : end] if t.pos_ in ("NOUN", "PROPN", "PRON")]
        return ((i + 1, end), nouns[-1]) if nouns else None
    return None
