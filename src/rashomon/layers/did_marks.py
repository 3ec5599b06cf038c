"""Words beside a trigger that say more of it: with what, how often, on purpose or by mistake.

A word belongs to the nearest trigger above it in the parse; one in a clause of its own that
holds no trigger belongs to none.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.table import ParseTable, table_of
from rashomon.lexicon.fields import FieldRule, load_fields
from rashomon.lexicon.words import word_list
from rashomon.model.event import EventMention
from rashomon.model.why import Why

STEPS: Final = 8
"""Steps up from a word to its trigger; farther ones are no longer about it."""
OWN_CLAUSE: Final = frozenset({"relcl", "ccomp", "csubj", "parataxis"})
MEANS: Final = frozenset({"with", "by", "using", "in", "from", "via", "through", "during"})
MODIFIERS: Final = frozenset({"compound", "amod", "nmod", "advcl", "npadvmod"})
CARRIED: Final = frozenset({"dobj", "nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One word or phrase that gives a trigger a field.

    Attributes:
        rule: The rule that the words belong to.
        token: Head word of the phrase.
        owner: Index of the trigger's token.
    """

    rule: FieldRule
    token: Token
    owner: int


def phrases(doc: Doc, field: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, FieldRule]]:
    """Give head word and rule of the longest phrase of a field that starts at each token."""
    return _phrases(doc, field, (t.i for t in tokens))


def _phrases(doc: Doc, field: str, starts: Iterable[int]) -> Iterator[tuple[Token, FieldRule]]:
    index = load_fields().index[field]
    table = table_of(doc)
    lowers, lemmas = table.lowers, table.lemmas
    for start in starts:
        word, lemma = lowers[start], lemmas[start]
        entries = index.get(word, ())
        if lemma != word and lemma in index:
            entries += index[lemma]
        for words, rule in entries:
            if _fits(table, start, words):
                yield doc[start : start + len(words)].root, rule
                break


def _fits(table: ParseTable, start: int, words: tuple[str, ...]) -> bool:
    if start + len(words) > len(table.lowers):
        return False
    return all(word in (table.lowers[at], table.lemmas[at]) for at, word in enumerate(words, start))


def find_marks(
    doc: Doc, heads: Collection[int], fields: Sequence[str]
) -> dict[int, tuple[Mark, ...]]:
    """Find the marks of all triggers in one pass a field.

    Args:
        doc: A parsed document.
        heads: Token indexes of the triggers.
        fields: Fields of the lexicon.

    Returns:
        By trigger's token index, in text order.
    """
    found: dict[int, tuple[Mark, ...]] = {}
    for field in fields:
        for token, rule in _phrases(doc, field, range(len(doc))):
            owner = owner_of(token, heads)
            if owner is not None and (field != "mode" or is_means(token, doc[owner])):
                mark = Mark(rule=rule, token=token, owner=owner)
                found[owner] = (*found.get(owner, ()), mark)
    return found


def owner_of(token: Token, heads: Collection[int]) -> int | None:
    """Give the trigger that a word tells of: above it, or carried by the verb above it."""
    for _, inside in clause.prepositional(token, "of"):
        if token.pos_ == "NOUN" and token.i not in heads and inside.i in heads:
            return inside.i
    current = token
    for _ in range(STEPS):
        if current.i in heads:
            return current.i
        if current.pos_ in clause.VERBAL:
            carried = [c.i for c in current.children if c.dep_ in CARRIED and c.i in heads]
            if carried:
                return carried[0]
            if current.dep_ in OWN_CLAUSE and current.i != token.i:
                return None
        if current.dep_ == "aux" and current.head.i in heads:
            return current.head.i
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def is_means(token: Token, trigger: Token) -> bool:
    """Tell whether a weapon is what a trigger was done with, not what it was done to."""
    if token.i == trigger.i:
        return True
    below = token
    for _ in range(STEPS):
        if below.head.i == trigger.i or below.head.i == below.i:
            break
        below = below.head
    if below.head.i != trigger.i:
        return token.dep_ in ("nsubj", "agent") and token.head.pos_ in clause.VERBAL
    if below.dep_ in ("prep", "agent"):
        return below.lower_ in MEANS and _is_head_noun(token, below)
    if below.dep_ == "nsubj":
        return below.i == token.i and not clause.is_passive(trigger)
    if below.dep_ == "dobj":
        launch = load_fields().index["mode"].get(trigger.lemma_.lower(), ())
        return below.i == token.i and any(r.value == "launch" for _, r in launch)
    return below.dep_ in MODIFIERS


def _is_head_noun(token: Token, preposition: Token) -> bool:
    """Tell whether the weapon is what the preposition takes, not something beside it."""
    if token.head.i == preposition.i:
        return True
    above = clause.conj_root(token)
    return above.head.i == preposition.i or (
        token.dep_ in ("compound", "amod")
        and token.head.lemma_.lower() in ACTS
        and token.head.head.i == preposition.i
    )


ACTS: Final = word_list("did.means")
"""Nouns that a weapon's name may stand before and still be the means: "in a drone *strike*"."""


def with_modes(doc: Doc, events: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    """Give an assault without a mode the mode of the weapon that the text names."""
    lacking = {e.head for e in events if e.type == "ASSAULT" and e.mode is None}
    if not lacking:
        return events
    marks = find_marks(doc, {e.head for e in events}, ("mode",))
    return tuple(
        _with_mode(event, marks.get(event.head, ())) if event.head in lacking else event
        for event in events
    )


def _with_mode(event: EventMention, marks: tuple[Mark, ...]) -> EventMention:
    usable = [m for m in marks if m.rule.field == "mode" and m.rule.value != "launch"]
    if not usable:
        return event
    best = min(usable, key=lambda m: (m.rule.rank, m.token.i))
    why = Why("did", best.rule.id, f"mode by {best.token.text!r}")
    return dataclasses.replace(event, mode=best.rule.value, why=(*event.why, why))
