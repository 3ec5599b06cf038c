"""Who has a part beside doing and suffering: host, mediator, guarantor, commander, sponsor.

"*Talks* between the two sides, hosted by Valdoria" are not Valdoria's talks: it stands among the
roles, not the agents. Only where no party is told is the host one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import NAMED
from rashomon.layers.did_guards import ROUNDS
from rashomon.layers.did_people import participant
from rashomon.lexicon.fields import FieldRule, load_fields
from rashomon.model.actor import Participant
from rashomon.model.span import Span as TextSpan
from rashomon.model.why import Why

BY_FORCE: Final = frozenset({"commander", "sponsor", "beneficiary"})
"""Roles that stand to an event through who does it: troops led by X attack, so X commands."""
OWN_ACT: Final = frozenset({"host", "mediator"})
"""Roles whose verb may be the trigger itself: "Valdoria *mediated*"."""
UNDER: Final = frozenset({"under", "with", "through", "on", "in", "for", "by", "via", "at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One player of a role, and the words that the role is told of.

    Attributes:
        player: Head of the noun phrase.
        rule: The rule that found it.
        anchors: Token indexes of what is hosted, brokered, led or backed.
    """

    player: Token
    rule: FieldRule
    anchors: frozenset[int]


def sentence_roles(sentence: Span) -> list[Role]:
    """Find the role words of a sentence and who has the role."""
    index = load_fields().index["role"]
    found: list[Role] = []
    for token in sentence:
        for words, rule in index.get(token.lemma_.lower(), ()):
            if len(words) == 1:
                found += _read(token, rule)
    return found


def _read(token: Token, rule: FieldRule) -> list[Role]:
    pairs: list[tuple[Token, frozenset[int]]] = []
    if token.pos_ in ("VERB", "ADJ") or token.tag_ == "VBN":
        if "hyphen" in rule.arcs and (maker := _hyphened(token)) is not None:
            pairs = [(maker, _indexes([token.head]))]
        elif "by" in rule.arcs and clause.is_passive(token):
            pairs = _by(token, rule)
        elif "subj" in rule.arcs and token.pos_ == "VERB":
            pairs = _subject(token, rule)
    elif token.pos_ in ("NOUN", "PROPN"):
        pairs = _noun(token, rule)
    return [Role(player=p, rule=rule, anchors=a) for p, a in pairs]


def _hyphened(token: Token) -> Token | None:
    """Give Valdoria in "Valdoria-backed rebels"."""
    before = token.doc[token.i - 2] if token.i >= 2 else None
    if before is None or token.doc[token.i - 1].text not in ("-", "–"):
        return None
    return before if before.pos_ in ("PROPN", "ADJ", "NOUN") else None


def _by(token: Token, rule: FieldRule) -> list[tuple[Token, frozenset[int]]]:
    things = clause.own_subjects(token) or [clause.conj_root(token).head]
    if token.dep_ in ("acl", "relcl"):
        things = [token.head]
    own = {token.i} if rule.value in OWN_ACT else set()
    return [(p, _indexes(things) | own) for _, p in clause.prepositional(token, "by")]


def _subject(token: Token, rule: FieldRule) -> list[tuple[Token, frozenset[int]]]:
    """Read "Valdoria hosted talks", unless it is also a party: "hosted talks *with* the Front"."""
    things = clause.own_objects(token)
    if not things or any(True for t in (token, *things) for _ in clause.prepositional(t, "with")):
        return []
    own = {token.i} if rule.value in OWN_ACT else set()
    rounds = [t for n in things if n.lemma_ in ROUNDS for _, t in clause.prepositional(n, "of")]
    return [(p, _indexes([*things, *rounds]) | own) for p in clause.subjects(token)]


def _noun(token: Token, rule: FieldRule) -> list[tuple[Token, frozenset[int]]]:
    governor = token.head
    if "as" in rule.arcs and token.dep_ == "pobj" and governor.lower_ == "as":
        return _as(governor)
    if "under" in rule.arcs and token.dep_ == "pobj" and governor.lower_ in UNDER:
        players = [t for _, t in clause.prepositional(token, "of")]
        players += [c for c in token.children if c.dep_ == "poss"]
        players += [c for c in token.children if c.dep_ == "amod" and c.ent_type_ in NAMED]
        return [(p, _around(governor.head)) for p in players]
    if "name" in rule.arcs:
        named = [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        if token.dep_ in ("compound", "appos") and token.head.pos_ == "PROPN":
            named.append(token.head)
        return [(p, _around(clause.conj_root(p).head)) for p in named]
    return []


def _as(preposition: Token) -> list[tuple[Token, frozenset[int]]]:
    above = preposition.head
    before = preposition.doc[preposition.i - 1] if preposition.i else preposition
    if before.dep_ == "pobj" and before.head.lower_ == "with":
        return [(before, _around(above) | _around(before.head.head))]
    if above.pos_ in clause.VERBAL:
        with_whom = [t for _, t in clause.prepositional(above, "with")]
        return [(p, _around(above)) for p in with_whom or clause.subjects(above)]
    player = above
    if above.pos_ == "ADP":
        inside = [c for c in above.children if c.dep_ == "pobj"]
        if not inside:
            return []
        player = inside[0]
    top = player.head.head if player.dep_ == "pobj" else player.head
    return [(player, _around(top))]


def _indexes(tokens: Iterable[Token]) -> frozenset[int]:
    return frozenset(t.i for t in tokens)


def _around(token: Token) -> frozenset[int]:
    """Give a word and, for a verb, the nouns that it carries: "held *talks* under …"."""
    carried = [c for c in token.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
    return _indexes([token, *carried] if token.pos_ in clause.VERBAL else [token])


def add_roles(doc: Doc, sentence: Span, triggers: list[Token], parts: dict[int, Any]) -> None:
    """Give the events of a sentence their roles and take the players off the agents.

    Args:
        doc: The document.
        sentence: The sentence of the triggers.
        triggers: Tokens of its triggers.
        parts: By token index, the fields of each event; changed.
    """
    roles = sentence_roles(sentence)
    for trigger in triggers if roles else ():
        fields = parts[trigger.i]
        doers = {t.i for t in fields["_agents"]}
        for role in roles:
            if role.player.i != trigger.i and _is_told_of(role, trigger, doers):
                _give(doc, role, fields)
        _host_alone(fields)


def _host_alone(fields: dict[str, Any]) -> None:
    """Let the host of talks of which no party is told be their party; changes `fields`.

    Citation: CAMEO 043, "host a visit", whose source is the host.
    """
    hosts = [p for p in fields.get("roles", ()) if p.role == "host"]
    if hosts and not fields["agents"]:
        fields["agents"] = tuple(replace(p, role=None) for p in hosts)


def _is_told_of(role: Role, trigger: Token, doers: set[int]) -> bool:
    if trigger.i in role.anchors:
        return True
    return role.rule.value in BY_FORCE and bool(role.anchors & doers)


def _give(doc: Doc, role: Role, fields: dict[str, Any]) -> None:
    player = participant(doc, role.player)
    if player is None:
        return
    if any(player.mention.start <= doc[i].idx < player.mention.end for i in role.anchors):
        player = _name_within(role.player)
    player = replace(player, role=role.rule.value, rule=role.rule.id)
    there: tuple[Participant, ...] = fields.get("roles", ())
    if any(_same(p, player) and p.role == player.role for p in there):
        return
    fields["roles"] = (*there, player)
    fields["agents"] = tuple(a for a in fields["agents"] if not _same(a, player))
    fields["_agents"] = [t for t in fields["_agents"] if t.i != role.player.i]
    fields["why"] = (*fields["why"], Why("did", role.rule.id, f"{player.name}: {player.role}"))


def _name_within(token: Token) -> Participant:
    """Give the sponsor that is named only inside the name of whom it backs."""
    mention = TextSpan(token.idx, token.idx + len(token), token.text)
    return Participant(name=token.text, mention=mention, named=token.pos_ == "PROPN")


def _same(one: Participant, other: Participant) -> bool:
    """Tell one player from another; "Valdoria-backed rebels" only hold their sponsor's name."""
    return other.mention.covers(one.mention) or (one.id is not None and one.id == other.id)
