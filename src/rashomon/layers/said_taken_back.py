"""Claims that somebody takes back, throws out or denies by a noun: "put paid to the talk".

Each function here looks at one word of ``lexicon/en/denials.toml``, as those of `said_claims` do.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import VERBAL, auxiliaries, is_negated
from rashomon.layers.said_claims import Hit, content_of, hit_on, is_that_clause, object_of
from rashomon.layers.said_turns import is_withheld
from rashomon.lexicon.denials import Turn, load_denials
from rashomon.lexicon.words import word_list

_CHECKING: Final = word_list("said.checking")
_BETWEEN: Final = 4
"""Tokens at most between a verb and the claim that it takes back: "put paid to the talk"."""


def dispelled(token: Token, rule: Turn) -> Hit | None:
    """Find a claim that is taken back by what is done to it, or by what it does not do.

    "Ridiculed the *suggestion* that …", "the *charge* of torture was thrown out", "the facts do
    not support the *allegation*".
    """
    if token.i > 2 and token.dep_ == "pobj" and _is_done_with(token):
        return hit_on(content_of(token))
    verb, passive = _governing_verb(token)
    if verb is None:
        return None
    content = content_of(token)
    word = verb.lemma_.lower()
    if content is None and word in rule.judged:
        content = object_of(verb, ("in", "over", "for"))
    if content is None:
        return None
    negated = is_negated(verb) or is_withheld(verb, load_denials())
    if negated:
        unchecked = verb.lemma_.lower() in _CHECKING and {"can", "could"} & set(auxiliaries(verb))
        told = not unchecked and _names(verb, token, rule.untrue, passive)
        return hit_on(content) if told else None
    if not _names(verb, token, rule.verbs, passive):
        return None
    own = None if passive and not any(c.dep_ == "agent" for c in verb.children) else verb
    if word in rule.judged:
        own = None
    return hit_on(content, own)


def _is_done_with(noun: Token) -> bool:
    """Tell "*so much for* the claim that they left"."""
    way = noun.head.i
    return way > 1 and noun.doc[way - 2 : way + 1].text.lower() == "so much for"


def _governing_verb(noun: Token) -> tuple[Token | None, bool]:
    """Give the verb that a noun is object or subject of; tell whether it is the subject."""
    current = noun
    for _ in range(3):
        above = current.head
        if current.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr", "ccomp"):
            if above.pos_ in VERBAL:
                return above, current.dep_ in ("nsubjpass", "nsubj")
        elif current.dep_ not in ("prep", "prt", "dative", "agent"):
            return None, False
        elif above.pos_ in VERBAL:
            return above, False
        current = above
    return None, False


def _names(verb: Token, noun: Token, listed: frozenset[str], passive: bool) -> bool:
    """Tell whether a verb, with the words between it and a noun, is listed: "put paid to"."""
    lemma = verb.lemma_.lower()
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + _BETWEEN]]
    if not passive and noun.i > verb.i:
        after = [t.lower_ for t in verb.doc[verb.i + 1 : min(noun.i, verb.i + 1 + _BETWEEN)]]
        if lemma in listed and noun.dep_ in ("dobj", "conj", "attr"):
            return True
    elif lemma in listed:
        return True
    return any(" ".join((lemma, *after[:n])) in listed for n in range(1, len(after) + 1))


def denying_noun(token: Token, rule: Turn) -> Hit | None:
    """Find what a noun of denial denies: "issued a flat *denial* that police had fired"."""
    if is_negated(token) or token.pos_ == "VERB":
        return None
    verb = token.head if token.head.pos_ in VERBAL else None
    content = content_of(token)
    if content is None and verb is not None:
        behind = (c for c in verb.children if c.dep_ in ("ccomp", "acl", "advcl") and c.i > token.i)
        content = next((c for c in behind if is_that_clause(c)), None)
    if content is None:
        return None
    if content.lemma_.lower() in load_denials().lists["claims"]:
        content = content_of(content) or content
    elif token.lemma_.lower() in rule.unless and not is_that_clause(content):
        return None
    speaks = verb is not None and verb.lemma_.lower() in rule.verbs
    return hit_on(content, verb if speaks else None)
