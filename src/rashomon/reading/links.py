"""How the statements of one document hang together.

A link never carries a field from one speaker's words into another's; it only says that two
statements speak of one thing, or one of a part, cause or content of the other.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.lexicon.fields import load_fields
from rashomon.model.event import EventMention
from rashomon.model.statement import Link, Statement

Pair = tuple[EventMention, Statement]
"""An event mention and the statement made of it."""

STEPS: Final = 6
BACK: Final = 40
"""Statements before one that it may take up: "the attack" is of one not too far off."""
ACTS: Final = frozenset({"THREATEN", "REQUEST", "AGREE", "REJECT", "COERCE", "MOBILIZE", None})
"""Types of the acts that have a content: threatening, asking, promising, ordering, planning."""
AHEAD: Final = frozenset(
    {"planned", "threatened", "demanded", "desired", "conditional", "predicted"}
)
CONTENT: Final = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "nsubjpass"})
CAUSES: Final = frozenset({"in", "by", "from", "during", "after", "of", "when", "through"})


def link_statements(doc: Doc, pairs: Sequence[Pair]) -> tuple[Statement, ...]:
    """Give the statements of a document with their links, in the same order."""
    links: list[list[Link]] = [[] for _ in pairs]
    by_head = {event.head: n for n, (event, _) in enumerate(pairs) if 0 <= event.head < len(doc)}
    for number, (event, _) in enumerate(pairs):
        if not 0 <= event.head < len(doc):
            continue
        token = doc[event.head]
        _content(token, number, pairs, by_head, links)
        _cause(token, number, pairs, by_head, links)
        _taken_up(token, number, pairs, links)
        _breach(doc, number, pairs, links)
        _toll(doc, number, pairs, links)
    return tuple(
        replace(statement, links=_distinct(links[n])) for n, (_, statement) in enumerate(pairs)
    )


def _distinct(links: list[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(links))


def _words(token: Token, value: str) -> bool:
    entries = load_fields().index["link"].get(token.lemma_.lower(), ())
    return any(rule.value == value and len(words) == 1 for words, rule in entries)


def _content(
    token: Token,
    number: int,
    pairs: Sequence[Pair],
    by_head: dict[int, int],
    links: list[list[Link]],
) -> None:
    """Link what is threatened, demanded or planned to the act of doing so."""
    if pairs[number][0].status not in AHEAD:
        return
    current = clause.conj_root(token)
    for _ in range(STEPS):
        if current.dep_ not in CONTENT:
            return
        current = current.head
        other = by_head.get(current.i)
        if other is not None and other != number:
            if pairs[other][0].type in ACTS:
                links[number].append(Link(rel="content_of", statement=pairs[other][1].id))
            return
    return


def _cause(
    token: Token,
    number: int,
    pairs: Sequence[Pair],
    by_head: dict[int, int],
    links: list[list[Link]],
) -> None:
    """Link an attack to the harm that its sentence says it did."""
    if not _words(token, "harm"):
        return
    for other_token in _causes_of(token):
        other = by_head.get(other_token.i)
        if other is None or other == number or _words(other_token, "harm"):
            continue
        if pairs[other][0].type == "ASSAULT":
            links[other].append(Link(rel="cause_of", statement=pairs[number][1].id))


def _causes_of(harm: Token) -> list[Token]:
    found = [t for _, t in clause.prepositional(harm, *sorted(CAUSES))]
    found += [c for c in clause.subjects(harm) if not clause.is_passive(harm)]
    found += [c for c in harm.children if c.dep_ == "advcl"]
    if harm.dep_ in ("advcl", "acl", "relcl", "conj"):
        found.append(harm.head)
    for child in harm.children:
        if child.dep_ in clause.OBJECTS:
            found += [t for _, t in clause.prepositional(child, *sorted(CAUSES))]
    return found


def _taken_up(token: Token, number: int, pairs: Sequence[Pair], links: list[list[Link]]) -> None:
    """Link "the attack" to the attack told before, and one deed told twice."""
    event = pairs[number][0]
    if event.type is None or event.kind != "event":
        return
    definite = token.pos_ == "NOUN" and any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")
        for c in token.children
    )
    found = [
        other
        for other in range(number - 1, max(-1, number - BACK), -1)
        if _may_be_same(event, pairs[other][0], token, definite)
        and (definite or _same_words(event, pairs[other][0]))
    ]
    if found:
        best = max(found, key=lambda n: (_likeness(token, token.doc[pairs[n][0].head]), n))
        links[number].append(Link(rel="same_event", statement=pairs[best][1].id))


def _likeness(token: Token, earlier: Token) -> int:
    """Say how alike the words of two mentions are: "strike" takes up "airstrike" first."""
    mine, theirs = token.lemma_.lower(), earlier.lemma_.lower()
    if mine in theirs or theirs in mine:
        return 2
    return int(_words(token, "harm") == _words(earlier, "harm"))


def _may_be_same(event: EventMention, earlier: EventMention, token: Token, definite: bool) -> bool:
    """Tell whether an earlier mention, of another sentence, may be of the same happening.

    Two speakers may tell "the strike" with different victims: its article outweighs them.
    """
    if earlier.type != event.type or earlier.kind != "event" or earlier.head < 0:
        return False
    if token.sent.start <= earlier.head or (earlier.status in AHEAD) != (event.status in AHEAD):
        return False
    return earlier.polarity == event.polarity and _compatible(event, earlier, definite)


def _same_words(one: EventMention, other: EventMention) -> bool:
    """Tell whether two mentions agree in at least two of who, whom, where and when."""
    agree = [
        bool(_ids(one.agents) & _ids(other.agents)),
        bool(_ids(one.targets) & _ids(other.targets)),
        bool({p.name for p in one.places} & {p.name for p in other.places}),
        one.time is not None and other.time is not None and one.time.precision == "day",
    ]
    return sum(agree) >= 2 and (one.mode == other.mode or not one.mode or not other.mode)


def _ids(parts: Sequence[object]) -> set[str]:
    return {str(getattr(p, "id", None) or getattr(p, "name", "")).casefold() for p in parts}


def _compatible(one: EventMention, other: EventMention, definite: bool) -> bool:
    """Tell whether nothing that both mentions say contradicts: who, where, when."""
    if one.mode and other.mode and one.mode != other.mode:
        return False
    for mine, theirs in (
        (_ids(one.agents), _ids(other.agents)),
        (_ids(() if definite else one.targets), _ids(other.targets)),
        ({p.name for p in one.places}, {p.name for p in other.places}),
    ):
        if mine and theirs and not mine & theirs:
            return False
    if one.time is not None and other.time is not None:
        return one.time.start <= other.time.end and other.time.start <= one.time.end
    return True


def _breach(doc: Doc, number: int, pairs: Sequence[Pair], links: list[list[Link]]) -> None:
    """Link a breach to the nearest agreement told before."""
    token = doc[pairs[number][0].head]
    if not _words(token, "breaches"):
        return
    broken = clause.own_objects(token) + clause.own_subjects(token)
    broken += [t for _, t in clause.prepositional(token, "of")]
    broken += [c for c in token.children if c.dep_ == "compound"]
    named = {t.lemma_.lower() for t in broken if _words(t, "agreement")}
    taken_up = any(t.lower_ in ("it", "them", "this", "that") for t in broken)
    if not named and not taken_up:
        return
    for other in range(number - 1, max(-1, number - BACK), -1):
        earlier = doc[pairs[other][0].head]
        if earlier.sent.start == token.sent.start and earlier.i > token.i:
            continue
        near = {earlier.lemma_.lower(), *(t.lemma_.lower() for t in clause.own_objects(earlier))}
        agreed = any(_words(t, "agreement") for t in (earlier, *clause.own_objects(earlier)))
        if near & named or (taken_up and agreed):
            links[number].append(Link(rel="breaches", statement=pairs[other][1].id))
            return


def _toll(doc: Doc, number: int, pairs: Sequence[Pair], links: list[list[Link]]) -> None:
    """Link a new toll to the earlier one, and a share to the toll that it is part of."""
    event = pairs[number][0]
    measures = {f.measure for f in event.figures if f.measure}
    if not measures:
        return
    token = doc[event.head]
    renewed = any(_words(t, "updates") for t in _around(token))
    share = any(f.coverage == "share" for f in event.figures)
    if not renewed and not share:
        return
    for other in range(number - 1, max(-1, number - BACK), -1):
        earlier = pairs[other][0]
        if measures & {f.measure for f in earlier.figures}:
            rel = "updates" if renewed else "part_of"
            links[number].append(Link(rel=rel, statement=pairs[other][1].id))
            return


def _around(token: Token) -> list[Token]:
    """Give a word, those above it within its sentence, and what hangs on them."""
    path = [token]
    for _ in range(STEPS):
        if path[-1].head.i == path[-1].i:
            break
        path.append(path[-1].head)
    return [*path, *(c for t in path for c in t.children)]
