"""Closed lists of words of saying and of how real: their examples, and that a layer asks."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from rashomon.layers import (
    denied_features,
    granted,
    howreal_ahead,
    howreal_asked,
    howreal_denied,
    howreal_forms,
    howreal_owned,
    howreal_tellers,
    howreal_threats,
    said_agreed,
    said_blamed,
    said_claims,
    said_source,
    said_turns,
)
from rashomon.layers.howreal_nearly import near_miss
from rashomon.lexicon.denials import load_denials
from rashomon.lexicon.words import WordList, load_words

LISTS = load_words()
Question = Callable[[Token], bool]
Wrong = Callable[[WordList, Question], list[str]]


def first(doc: Doc, word: str) -> Token:
    """Give the first of a word's tokens."""
    return next(t for t in doc if t.text == word)


def attributed(token: Token, **wanted: str) -> bool:
    said = (*token.doc._.attributions, *token.doc._.denials)
    return any(all(getattr(a, k) == v for k, v in wanted.items()) for a in said)


def is_answered(token: Token, by: str = "") -> bool:
    found = [r for r in token.doc._.retorts if r.turned.startswith("deny.")]
    return any(by in r.source[0].text for r in found)


def takes_the_shot_for_granted(word: Token) -> bool:
    doc = word.doc
    denial = next(a for a in doc._.attributions if a.stance == "denies")
    shot = first(doc, "shot")
    return granted.is_granted(doc, shot.i, denial, frozenset({shot.i}))


def hears_a_no(word: Token) -> bool:
    scene = denied_features.scene_of(word.doc)
    event = next(e for e in word.doc._.events if e.trigger.text == "shot")
    asked = scene.own(event.head)
    features = denied_features.denied_features(scene, event.head, asked, event)
    return any(f.startswith("no@") for f in features)


def is_about_the_massacre(noun: Token) -> bool:
    content = said_claims.content_of(noun)
    return content is not None and content.text == "massacre"


def is_no_proof(scant: Token) -> bool:
    (rule,) = load_denials().of("no-proof")
    return said_claims.no_proof(scant.head, rule) is not None


def keeps_its_subject(verb: Token) -> bool:
    return said_source._controller(next(c for c in verb.children if c.dep_ == "xcomp")) is None


QUESTIONS: dict[str, Question] = {
    "howreal.wishing": howreal_ahead.is_wish,
    "howreal.able": howreal_ahead.is_able,
    "howreal.strong": lambda t: howreal_ahead.is_likely(t.head),
    "howreal.asking": lambda t: howreal_asked.is_whether(first(t.doc, "shelled")),
    "howreal.thinking": lambda t: howreal_asked.asks(first(t.doc, "shelled")),
    "howreal.taking-place": lambda t: howreal_forms.holder_of(t.head) is not None,
    "granted.times": lambda t: takes_the_shot_for_granted(t),
    "granted.anyone": lambda t: not takes_the_shot_for_granted(t),
    "denied.negations": hears_a_no,
    "said.replying": lambda t: attributed(t, rule="said.answer"),
    "said.striking": lambda t: any(a.turned == "deny.curt" for a in t.doc._.denials),
    "howreal.owning": lambda t: howreal_owned.owns_up(t.doc, [(0, len(t.doc))]),
    "said.curt-saying": lambda t: attributed(t, rule="said.curt"),
    "said.answer-nouns": lambda t: is_answered(t) and not is_answered(t, by=t.text),
    "said.opposite": is_answered,
    "said.telling-opposite": is_answered,
    "said.telling": lambda t: said_claims._told_clause(t.head, t.head) is not None,
    "said.handed": said_claims._is_relative,
    "said.tried": is_about_the_massacre,
    "said.scant": is_no_proof,
    "said.framing": lambda t: said_source._climb(t) is not None,
    "said.using": keeps_its_subject,
    "said.mass": lambda t: attributed(t, identity="collective"),
    "said.open": lambda t: attributed(t, stance="doubts"),
    "said.checking": lambda t: not any(a.turned == "deny.dispelled" for a in t.doc._.denials),
    "said.able": lambda t: said_turns.is_withheld(first(t.doc, "say"), load_denials()),
    "howreal.callers": lambda t: howreal_threats.frightens(t.doc, t.doc._.attributions[0]),
    "howreal.deadlines": howreal_threats.is_lapse,
    "howreal.options": howreal_threats.is_reserved,
    "howreal.by-degrees": lambda t: near_miss(t) is None,
    "howreal.disobeying": lambda t: near_miss(t) == "prevented",
    "howreal.margins": lambda t: near_miss(t) == "attempted",
    "howreal.going": lambda t: near_miss(t) == "planned",
    "howreal.chanting": lambda t: howreal_denied.chants(t.doc, t.doc._.attributions[0]),
    "howreal.narrating": lambda t: howreal_denied.narrates(t.doc, t.doc._.attributions[0]),
    "said.spreading": lambda t: attributed(t, rule="said.noun"),
    "said.hearsay": lambda t: howreal_tellers.is_hearsay(t.doc, list(t.doc._.attributions)),
    "howreal.checking": lambda t: howreal_tellers.is_checked(t.doc, list(t.doc._.attributions)),
    "howreal.receiving": lambda t: howreal_tellers.is_received(t.doc, list(t.doc._.attributions)),
    "said.impersonal": lambda t: all(not a.source for a in t.doc._.attributions),
    "said.unable": lambda t: attributed(t, stance="doubts"),
    "said.retracting": lambda t: [a.stance for a in t.doc._.attributions] == ["denies"],
    "said.tolls": lambda t: attributed(t, rule="said.toll"),
    "said.counting": lambda t: attributed(t, rule="said.toll"),
    "said.moving-tolls": lambda t: attributed(t, rule="said.toll"),
    "said.confirming": lambda t: any(r.stance == "asserts" for r in t.doc._.retorts),
    "said.doing": lambda t: any(r.rule == "said.retort.doer" for r in t.doc._.retorts),
    "said.taking-on": lambda t: any(r.rule == "said.retort.doer" for r in t.doc._.retorts),
    "said.blaming": lambda t: any(r.rule == "said.retort.doer" for r in t.doc._.retorts),
    "said.faceless": lambda t: said_blamed.is_open(
        next(e for e in t.doc._.events if e.trigger.text == "killed").agents
    ),
    "said.fighters": lambda t: any(r.denial_of == "target_status" for r in t.doc._.retorts),
    "said.works": lambda t: any(r.rule == "said.retort.doer" for r in t.doc._.retorts),
    "denied.blaming": lambda t: said_agreed.speaks_of_doer([t]),
    "said.scraps": lambda t: attributed(t, stance="denies"),
}
"""By list: what a layer asks at the marked word of a sentence."""
ASKED = [i for i in LISTS if i.partition(".")[0] in ("denied", "granted", "howreal", "said")]


def test_each_list_has_its_question_and_each_question_its_list() -> None:
    assert sorted(QUESTIONS) == sorted(ASKED)


@pytest.mark.parametrize("list_id", ASKED)
def test_examples(wrong: Wrong, list_id: str) -> None:
    assert wrong(LISTS[list_id], QUESTIONS[list_id]) == []


@pytest.mark.parametrize("list_id", ASKED)
def test_matches_rest_on_their_list(wrong_when_empty: Wrong, list_id: str) -> None:
    assert wrong_when_empty(LISTS[list_id], QUESTIONS[list_id]) == []
