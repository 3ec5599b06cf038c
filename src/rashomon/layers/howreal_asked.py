"""What is only asked: "*Has* the army *shelled* it?", "Is *the Front* behind it?", "if they did".

A question that can be answered with yes or no tells neither that it happened nor who did it; one
that asks who, why or when takes the deed for granted, and a negated one expects a yes.

Citation: Quirk et al. 1985, 11.4-11.16.
"""

from typing import Final

from spacy.tokens import Span, Token

from rashomon.layers import clause
from rashomon.layers.state import whole_text
from rashomon.lexicon.words import word_list

LONG: Final = 60
"""Tokens of a question, at most."""
CLIMB: Final = 8
"""Steps from what is told up to the head of the question."""
APART: Final = frozenset({"advcl", "relcl", "acl", "parataxis", "csubj"})
"""Arcs to clauses that a question takes for granted: "an army *that shelled it*"."""
JOINED: Final = frozenset({"conj", "ccomp"})
UNDER: Final = frozenset({"ccomp", "pcomp", "csubj", "acl"})
OPEN: Final = frozenset({"WP", "WRB", "WP$", "WDT"})
MARKS: Final = frozenset("\"'”’)»")
WISHED: Final = frozenset({"should", "were"})
PREDICATES: Final = frozenset({"acomp", "attr", "nsubj", "dobj"})
ASKING: Final = word_list("howreal.asking")
THINKING: Final = word_list("howreal.thinking")
GIVEN: Final = frozenset({"the", "this", "that", "these", "those"})
TAG: Final = 4
"""Tokens at most of the tag of "…, *didn't it?*"."""


def is_asked(token: Token) -> bool:
    """Tell what a question asks, which nobody tells then: "*Has* the army *shelled* it?"."""
    if not asks(token):
        return False
    given = token.pos_ == "NOUN" and any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in GIVEN) for c in token.children
    )
    return not given and not clause.is_negated(token)


def asks(token: Token) -> bool:
    """Tell whether a word is in the reach of a question that yes or no would answer."""
    if "?" not in whole_text(token.doc):
        return False
    sentence = token.sent
    if not _closes_with_question(sentence) or len(sentence) > LONG:
        return False
    top = _top(token)
    if top is None or clause.is_negated(top) or _is_open(top) or _is_told_first(top):
        return False
    first = top.left_edge
    return first.lower_ not in WISHED and not _has_tag(sentence)


def is_whether(verb: Token) -> bool:
    """Tell "it is unclear *whether* the army had shelled it", which nobody tells then.

    Who "would not say whether" may well know: what he withholds stays as it is. Of who asks it, the
    stance tells.
    """
    if verb.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children
    ):
        return True
    if not is_left_open(verb):
        return False
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    words = (above, *(c for c in above.children if c.dep_ in PREDICATES))
    return any(t.lemma_.lower() in ASKING for t in words)


def is_left_open(verb: Token) -> bool:
    """Tell a clause behind "whether", or the "if" that means it: "asked *if* they had"."""
    if verb.pos_ not in clause.VERBAL or verb.dep_ not in UNDER:
        return False
    return any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children)


def expects_yes(token: Token) -> bool:
    """Tell the verb of "*Has*n't the army shelled it?", whose "not" denies nothing."""
    if "?" not in whole_text(token.doc) or not _closes_with_question(token.sent):
        return False
    top = _top(token)
    if top is None or top.left_edge.i + 1 >= len(token.doc):
        return False
    first = top.left_edge
    helper = first.dep_ in ("aux", "auxpass") or first.i == top.i
    return helper and token.doc[first.i + 1].dep_ == "neg"


def _closes_with_question(sentence: Span) -> bool:
    for token in reversed(sentence):
        if not token.is_space and token.text not in MARKS:
            return bool(token.text == "?")
    return False


def _top(token: Token) -> Token | None:
    """Give the head of the question that a word stands in, if no clause parts them."""
    current = token
    for _ in range(CLIMB):
        above = current.head
        if above.i == current.i or _opens_question(current):
            return current
        cleft = current.dep_ == "relcl" and above.dep_ == "attr" and above.head.lemma_ == "be"
        if current.dep_ in APART and not (cleft and _is_it(above.head)):
            return None
        if current.dep_ == "ccomp" and not _is_thought(current):
            return None
        current = above
    return None


def _is_it(verb: Token) -> bool:
    """Tell "is *it* the army that shelled it"."""
    return any(c.lower_ == "it" and c.dep_ == "nsubj" for c in verb.children)


def _opens_question(verb: Token) -> bool:
    """Tell a question joined to what is told: "it was shelled, but *did* the Front *fire*?"."""
    return verb.dep_ in JOINED and _is_inverted(verb)


def _is_inverted(verb: Token) -> bool:
    """Tell a verb whose helper, or that itself, stands in front of its subject."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    helpers += [verb] if verb.lemma_ in ("do", "be", "have") else []
    finite = [h for h in helpers if h.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    return any(h.i < s.i for h in finite for s in clause.own_subjects(verb))


def _is_told_first(top: Token) -> bool:
    """Tell what stands in front of a question joined to it, and is told."""
    joined = [c for c in top.children if c.dep_ in JOINED and c.i > top.i]
    return not _is_inverted(top) and any(_is_inverted(c) for c in joined)


def _is_thought(verb: Token) -> bool:
    """Tell "do you *think* they shelled it", "is it *true* that they did"; not *know*."""
    above = verb.head
    words = (above, *(c for c in above.children if c.dep_ in ("acomp", "attr")))
    if any(c.tag_ in OPEN for c in verb.children):
        return False
    return any(t.lemma_.lower() in THINKING for t in words)


def _is_open(top: Token) -> bool:
    """Tell a question that asks who, why or when: its deed is taken for granted."""
    for token in top.subtree:
        if token.i > top.i:
            return False
        if token.tag_ in OPEN and not any(a.dep_ in APART for a in _path(token, top)):
            return True
    return False


def _path(token: Token, top: Token) -> list[Token]:
    found: list[Token] = []
    while token.i != top.i and len(found) < CLIMB:
        found.append(token)
        token = token.head
    return found


def _has_tag(sentence: Span) -> bool:
    """Tell "the army shelled it, *didn't it?*"."""
    words = [t for t in sentence if not t.is_space and t.text not in MARKS][:-1]
    tail = words[-TAG:]
    comma = next((n for n, t in enumerate(tail) if t.text == ","), None)
    return comma is not None and len(words) > TAG and any(t.dep_ == "neg" for t in tail[comma:])
