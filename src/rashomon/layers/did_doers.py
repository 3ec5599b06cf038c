"""Whose act an event is when its own words name nobody: the holder, the force, the arms' owner.

"*Valdoria* held a referendum", "a *police* investigation", "*Marennan* missiles destroyed it".
The rules and their examples stand in ``lexicon/en/doers.toml``.
"""

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.clause_turned import senders
from rashomon.layers.did_deaths import MISHAP
from rashomon.layers.did_found import Found
from rashomon.layers.did_guards import is_what_is_hit
from rashomon.layers.did_people import actor_at, is_weapon, participant
from rashomon.layers.windows import is_town
from rashomon.lexicon.doers import (
    ARMS,
    BEHIND,
    COURSE,
    JOINED,
    MODIFIER,
    PERFORMING,
    SUFFERED,
    load_doers,
)
from rashomon.lexicon.events import load_events
from rashomon.model.actor import Participant
from rashomon.model.why import Why

INCLUDED = "doer.included"
"""A part of what somebody did is theirs: "caused harm, including *atrocities* against them"."""
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})


def add_doers(doc: Doc, items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Give events without an agent the one whose act they are.

    Args:
        doc: The document.
        items: The triggers of a sentence.
        parts: By token index, the fields of each event; changed.
    """
    for item in items:
        fields = parts[item.token.i]
        if item.kind not in ("event", "state") or item.rule == MISHAP:
            continue
        if fields["agents"] and not _is_exchanged(item.token) and not _is_joint(item.token):
            continue
        if item.token.pos_ in ("NOUN", "PROPN"):
            heads, rule = _of_noun(doc, item.token, parts)
        elif item.token.pos_ == "VERB":
            heads, rule = _arms_owners(doc, item.token), ARMS
            if not heads:
                heads, rule = _attackers(item.token), COURSE
        else:
            continue
        people = [
            p
            for t in heads
            if not is_what_is_hit(t)
            and (p := participant(doc, t)) is not None
            and not _is_target(p, fields["targets"])
        ]
        if people:
            fields["agents"] = tuple(people)
            fields["why"] = (*fields["why"], Why("did", rule, "whose act it is"))


def _is_exchanged(noun: Token) -> bool:
    """Tell talks that somebody does something "in", who has a part in them: "said *in a call*"."""
    top = clause.conj_root(noun)
    if noun.pos_ != "NOUN" or top.dep_ != "pobj" or top.head.lower_ != "in":
        return False
    if any(c.dep_ == "poss" or c.lower_ in ("between", "by") for c in noun.children):
        return False
    return noun.lemma_.lower() in load_doers()[BEHIND].words


def _is_joint(noun: Token) -> bool:
    """Tell what two sides of a verb do together: "joined the army *in raids*"."""
    top = clause.conj_root(noun)
    if noun.pos_ != "NOUN" or top.dep_ != "pobj" or top.head.lower_ != "in":
        return False
    verb = top.head.head
    return verb.pos_ == "VERB" and verb.lemma_.lower() in load_doers()[JOINED].words


def _is_target(one: Participant, targets: Iterable[Participant]) -> bool:
    return any(
        t.name == one.name or t.mention == one.mention or (t.id is not None and t.id == one.id)
        for t in targets
    )


def _of_noun(doc: Doc, noun: Token, parts: dict[int, dict[str, Any]]) -> tuple[list[Token], str]:
    """Give whose act a noun tells, and the rule that says so."""
    before = [c for c in noun.children if c.dep_ in _MODIFIERS and _is_force(doc, c)]
    if before:
        return before, MODIFIER
    top = clause.conj_root(noun)
    if top.dep_ == "pobj" and top.head.lower_ == "including" and top.head.head.i in parts:
        return parts[top.head.head.i]["_agents"], INCLUDED
    if top.dep_ == "pobj":
        return (found, COURSE) if (found := _course(top)) else _of_behind(doc, top)
    verb = top.head
    if top.dep_ != "dobj" or verb.pos_ != "VERB" or clause.is_passive(verb):
        return [], PERFORMING
    if verb.lemma_.lower() not in load_doers()[PERFORMING].words:
        return [], PERFORMING
    return [t for t in clause.subjects(verb) if _acts(doc, t)], PERFORMING


def _attackers(verb: Token) -> list[Token]:
    """Give who attacks in what does the harm: "*they* hit it in a raid that *killed* nine"."""
    if clause.is_passive(verb):
        return []
    return [who for act in clause.subjects(verb) for who in _course(clause.antecedent(act))]


def _course(noun: Token) -> list[Token]:
    """Give whose attack it is that a deed is done "in": "*they* stormed it in an *assault*"."""
    preposition, verb = noun.head, noun.head.head
    if noun.dep_ != "pobj" or preposition.lower_ not in ("in", "during") or verb.pos_ != "VERB":
        return []
    if noun.lemma_.lower() not in load_doers()[COURSE].words:
        return []
    if any(c.dep_ in ("det", "poss") and c.lower_ not in ARTICLES for c in noun.children):
        return []
    if not clause.names_violence(verb, clause.POSSIBLE) or any(clause.prepositional(noun, *OWNING)):
        return []
    if clause.is_passive(verb):
        return [t for _, t in clause.prepositional(verb, "by")]
    return clause.subjects(verb) if clause.own_objects(verb) else []


ARTICLES = frozenset({"a", "an", "the"})
OWNING = ("by", "of", "from")


def add_attackers(items: Iterable[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Give harm suffered in an attack of one side to whoever attacks; changes `parts`.

    "Nine were killed *in an airstrike by the army*". Nobody's own people count: whom a force loses
    in its own raid somebody else killed. Clashes and battles have two sides and tell nothing.
    """
    nouns = load_doers()[SUFFERED].words
    for item in items:
        fields = parts[item.token.i]
        if fields["agents"] or item.type not in ("ASSAULT", "COERCE") or item.token.pos_ != "VERB":
            continue
        if not clause.is_passive(item.token):
            continue
        for _, noun in clause.prepositional(item.token, "in", "during"):
            told = parts.get(noun.i)
            if told is None or noun.lemma_.lower() not in nouns:
                continue
            doers = tuple(a for a in told["agents"] if not _are_kin(a, fields["targets"]))
            if doers and len(doers) == len(told["agents"]):
                fields["agents"] = doers
                fields["why"] = (*fields["why"], Why("did", SUFFERED, "whose attack it is"))


def _are_kin(one: Participant, others: Iterable[Participant]) -> bool:
    """Tell whether somebody harmed may be of the attacker's own."""
    if _is_target(one, others):
        return True
    return any(
        o.sector is not None
        and o.sector == one.sector
        and (o.country is None or one.country is None or o.country == one.country)
        for o in others
    )


def _of_behind(doc: Doc, noun: Token) -> tuple[list[Token], str]:
    """Give whose act a noun behind "in" is: "*Brandt* raised it in a call with Rill"."""
    preposition, verb = noun.head, noun.head.head
    rules = load_doers()
    if preposition.lower_ != "in" or verb.pos_ != "VERB" or clause.is_passive(verb):
        return [], BEHIND
    if noun.lemma_.lower() in rules[BEHIND].words:
        with_whom = any(True for _ in clause.prepositional(noun, "with"))
        return [t for t in clause.subjects(verb) if with_whom and _acts(doc, t)], BEHIND
    if verb.lemma_.lower() in rules[JOINED].words:
        both = (*clause.subjects(verb), *clause.own_objects(verb))
        return [t for t in both if _acts(doc, t)], JOINED
    return [], BEHIND


def _is_force(doc: Doc, word: Token) -> bool:
    """Tell "a *police* investigation", "a *Northmark Front* raid" from "Dovrin *prison* raid"."""
    actor = actor_at(doc, word)
    if actor is None or actor.kind in ("state", "person", "people"):
        return False
    parties = load_doers()[MODIFIER].words
    is_body = actor.named and actor.kind == "organization"
    return is_body or actor.sector in parties or word.lemma_.lower() in parties


def _acts(doc: Doc, word: Token) -> bool:
    """Tell somebody from something; a pronoun counts as whom it stands for."""
    if is_weapon(word):
        return False
    known = load_events().nouns.get(word.lemma_.lower())
    return actor_at(doc, word) is not None or (known is not None and known.classes[0] == "group")


def _arms_owners(doc: Doc, verb: Token) -> list[Token]:
    """Give whose arms or strike a verb of harm has for its doer."""
    doers = (
        [t for _, t in clause.prepositional(verb, "by")]
        if clause.is_passive(verb)
        else clause.subjects(verb)
    )
    owners = []
    for doer in doers:
        known = load_events().nouns.get(doer.lemma_.lower())
        is_act = known is not None and known.classes[0] in (
            "event",
            "weapon",
            "ammunition",
            "vehicle",
        )
        if not (is_act or is_weapon(doer, named=True)):
            continue
        owners += [c for c in doer.children if c.dep_ in _MODIFIERS and _owns(doc, c)]
        owners += senders(clause.antecedent(doer))
        owners += [
            t for _, t in clause.prepositional(doer, "of", "by", "from") if _is_force(doc, t)
        ]
    return owners


def _owns(doc: Doc, word: Token) -> bool:
    """Tell "*Marennan* missiles", "an *army* strike" from "a *cluster* bomb" and "a *car* bomb"."""
    actor = actor_at(doc, word)
    if actor is None or is_town(word):
        return False
    return actor.kind == "state" or _is_force(doc, word)
