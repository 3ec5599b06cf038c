"""Words whose construction tells a statement, though their learned score is low.

"Valdoria *funds* and arms them" tells of funding as much as of arming; "the Front has the
*capability* to strike" judges; "should it fail, the war will *go on*" foretells; "the court
*dismissed* the case" says nothing of what somebody said, though its verb is one of saying.
"""

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.lexicon.event_rows import LightVerb
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution

JOINED: Final = 0.25
"""Score from which a verb counts that shares its object with a surer one: "*fund* and arm them"."""
LISTED: Final = 0.3
"""The same for an infinitive or gerund that a surer one opens: "to give and *help*"."""
FORETOLD: Final = 0.3
"""The same for what comes of a condition: "should it fail, the war will *go on*"."""
ABLE: Final = 0.3
"""The same for the noun of "has the *capability* to"."""
EMPTY: Final = 0.2
"""The same for what names an operation: "a large *search* operation"."""
BECOME: Final = 0.3
"""The same for "has *become* a burden"."""
FIRST: Final = 0.35
"""The same for "will be the first to *suffer*"."""
ENOUGH: Final = 0.45
"""Score from which the surer of two joined verbs counts."""
ACTED: Final = 0.7
"""Score from which a verb of saying with a mere noun for content is an act of its own."""
MOVED: Final = 0.55
"""The same where it moves somebody to do something: "*persuaded* the army to leave"."""
EMPTY_HEADS: Final = word_list("did.empty-heads")
FUTURE: Final = frozenset({"will", "would", "'ll", "’ll", "shall"})


def least_told(token: Token, chance: Mapping[int, float]) -> float | None:
    """Give the score that a word needs where its construction tells a statement, or None.

    Args:
        token: A candidate.
        chance: The learned scores, by token index.
    """
    if token.pos_ == "NOUN":
        if is_of_empty_head(token) and chance.get(token.head.i, 0.0) < ENOUGH:
            return EMPTY
        return ABLE if clause.is_modal_noun(token) else None
    if token.pos_ != "VERB":
        return None
    found = [_of_joined(token, chance)]
    if FUTURE & set(clause.auxiliaries(token)) and _has_condition(token):
        found.append(FORETOLD)
    if _becomes(token) is not None:
        found.append(BECOME)
    if _is_first(token):
        found.append(FIRST)
    return min((f for f in found if f is not None), default=None)


def asks_that(token: Token) -> bool:
    """Tell "*demanded* that Valdoria leave", its "*demand* that they stop", an act of its own."""
    return token.lemma_.lower() in DEMANDING and any(
        c.dep_ in ("ccomp", "acl", "relcl") and any(_is_that(m) for m in c.children)
        for c in token.children
    )


def _is_that(word: Token) -> bool:
    return word.dep_ == "mark" and word.lower_ == "that"


DEMANDING: Final = frozenset({"demand", "insist", "request"})


def is_of_empty_head(noun: Token) -> bool:
    """Tell the "search" of "a *search* operation", which is all that is told of it."""
    return noun.dep_ == "compound" and noun.head.lemma_.lower() in EMPTY_HEADS


def named_by(noun: Token) -> Token | None:
    """Give the "success" of "a *success* story", which says what it is."""
    if noun.lemma_.lower() not in STORIES:
        return None
    return next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"), None)


def told_as(noun: Token, kind: str | None, light: tuple[Token, LightVerb] | None) -> str | None:
    """Give the type of a noun: a ceasefire that is *reached* or *signed* is agreed on."""
    if kind != "RETREAT" or noun.lemma_.lower() not in ACCORDS:
        return kind
    top = clause.conj_root(noun)
    verb = light[0] if light is not None else top.head
    is_object = light is not None or top.dep_ in ("dobj", "nsubjpass")
    return "AGREE" if is_object and verb.lemma_.lower() in CONCLUDING else kind


ACCORDS: Final = frozenset({"agreement", "deal", "accord", "pact"})
CONCLUDING: Final = frozenset({"reach", "sign", "conclude", "strike", "seal", "make"})
STORIES: Final = word_list("did.stories")


def kind_told(token: Token) -> str | None:
    """Give the kind that a construction decides: what can be done, and what has become what."""
    if clause.is_modal_noun(token):
        return "assessment"
    noun = _becomes(token)
    if noun is None:
        return None
    people = any(
        s.ent_type_ == "PERSON" or s.lower_ in ("he", "she", "i", "who")
        for s in clause.own_subjects(token)
    )
    return None if people else "assessment"


def _of_joined(verb: Token, chance: Mapping[int, float]) -> float | None:
    """Give what a verb needs that shares its object or its subject with a surer one."""
    for child in verb.children:
        sure = child.dep_ == "conj" and chance.get(child.i, 0.0) >= ENOUGH
        if sure and child.i == verb.i + 2 and not clause.own_objects(verb):
            return JOINED if clause.own_objects(child) else None
    above = verb.head
    if verb.dep_ != "conj" or above.pos_ != "VERB" or chance.get(above.i, 0.0) < ENOUGH:
        return None
    is_open = verb.tag_ in ("VB", "VBG") and not clause.own_subjects(verb)
    return LISTED if is_open and bool(clause.own_objects(verb)) else None


def _has_condition(verb: Token) -> bool:
    """Tell "*should* it fail, the war will go on", "*if* it fails, …"."""
    return any(
        c.dep_ == "advcl" and c.i < verb.i and any(_opens_if(g, c) for g in c.children)
        for c in verb.children
    )


def _opens_if(word: Token, verb: Token) -> bool:
    return word.lower_ in CONDITIONS and word.i < verb.i


CONDITIONS: Final = frozenset({"if", "should", "unless", "were", "had"})


def _becomes(verb: Token) -> Token | None:
    """Give the noun of "has *become* a burden", which judges: only behind "a"."""
    if verb.lemma_ != "become":
        return None
    for child in verb.children:
        if child.dep_ == "attr" and child.pos_ == "NOUN":
            is_one = any(c.lower_ in ("a", "an") for c in child.children)
            return child if is_one else None
    return None


def _is_first(verb: Token) -> bool:
    """Tell "will be the *first* party to suffer"."""
    return clause.is_ranked(verb) and bool(FUTURE & set(clause.auxiliaries(verb.head.head)))


def acting_cues(doc: Doc) -> dict[int, float]:
    """Give the verbs of saying whose content is no clause, with the score that makes them acts.

    "The court *dismissed* the case", "they *discussed* a truce", "*persuaded* the army to leave":
    one that counts casualties only reports: "*counted* nine dead".
    """
    acting: dict[int, float] = {}
    for attribution in doc._.attributions:
        least = ACTING.get(attribution.rule)
        if least is None or not attribution.speech or _tells_toll(doc, attribution):
            continue
        for piece in attribution.cue:
            span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
            if span is None or span.root.pos_ != "VERB":
                continue
            verb = span.root
            if attribution.rule == MOVING and clause.is_passive(verb):
                continue
            acting[verb.i] = min(least, acting.get(verb.i, 1.0))
    return acting


def _tells_toll(doc: Doc, attribution: Attribution) -> bool:
    """Tell whether what is said counts casualties."""
    return any(
        figure.measure in TOLLS
        and any(p.start <= figure.mention.start < p.end for p in attribution.content)
        for figure in doc._.figures
    )


TOLLS: Final = frozenset(("killed", "injured", "missing"))
MOVING: Final = "said.person-infinitive"
ACTING: Final = {"said.object": ACTED, MOVING: MOVED}
"""Rules of attribution by which a noun, or somebody and what they do, is the content."""
