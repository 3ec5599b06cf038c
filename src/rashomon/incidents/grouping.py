"""Groups parties that are one, with the reason for each join; a person's decision comes first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rashomon.incidents.party import Body, Party, plain, reason, same_body, same_person
from rashomon.model.judgement import Judgement
from rashomon.model.why import Why

NAMELESS: Final = "vague"
MOST_PER_KEY: Final = 64
"""With how many earlier parties that share a word one is compared."""
Copied = Sequence[tuple[int, int, Why]]
"""Pairs of positions of stands, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One statement standing on one party."""

    statement: str
    document: str
    document_key: str
    order: tuple[str, str, str]
    party: Party


@dataclass(slots=True)
class Groups:
    """Disjoint sets of stands; two that a person told apart never join."""

    parent: list[int]
    apart: set[tuple[int, int]] = field(default_factory=set)
    reasons: dict[int, list[Why]] = field(default_factory=dict)

    def find(self, item: int) -> int:
        """Give the first member of a set."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def separate(self, one: int, other: int) -> None:
        """Never join these two."""
        self.apart.add((one, other))

    def join(self, one: int, other: int, why: Why) -> bool:
        """Join two sets; False where they are one already or a person told them apart."""
        a, b = sorted((self.find(one), self.find(other)))
        if a == b or any({self.find(x), self.find(y)} == {a, b} for x, y in self.apart):
            return False
        self.parent[b] = a
        kept = [*self.reasons.get(a, ()), *self.reasons.pop(b, ())]
        self.reasons[a] = kept if why in kept else [*kept, why]
        return True

    def members(self) -> dict[int, list[int]]:
        """Give the sets by their first member, in order."""
        found: dict[int, list[int]] = {}
        for item in range(len(self.parent)):
            found.setdefault(self.find(item), []).append(item)
        return found


def same_party(one: Party, other: Party) -> Why | None:
    """Tell whether two parties are one, and why; None where they are not, or nobody can know."""
    if NAMELESS in (one.kind, other.kind):
        return _same_nameless(one, other)
    if "document" in (one.kind, other.kind):
        return reason("same.document") if one.document == other.document else None
    if one.ids & other.ids:
        return reason("same.id", min(one.ids & other.ids))
    for a in one.people:
        for b in other.people:
            if same_person(a, b):
                return reason("same.person", f"{a} is {b}" if a != b else a)
    if one.body and other.body and same_body(one.body, other.body):
        note = f"{one.name} is {other.name}" if one.name != other.name else (one.name or "")
        return reason("same.body", note)
    return None


def _same_nameless(one: Party, other: Party) -> Why | None:
    """Two nameless voices are one only where they came through the same carrier or document."""
    if one.kind != other.kind or one.vague != other.vague:
        return None
    if one.document == other.document and one.via is None and other.via is None:
        return reason("same.nameless.document", one.vague or "")
    if one.via and other.via and same_body(one.via, other.via):
        return reason("same.nameless.through", f"{one.vague} through the same outlet")
    return None


def group(stands: Sequence[Stand], judgements: Iterable[Judgement], copied: Copied) -> Groups:
    """Group the stands of one incident.

    Args:
        stands: In the order of `Stand.order`.
        judgements: A person's ``same_origin`` and ``other_origin`` win over every rule.
        copied: Pairs of positions that stand in copies of one text, with the reason.

    Returns:
        The groups, each with the reasons for its joins.
    """
    groups = Groups(list(range(len(stands))))
    _decide(groups, stands, judgements)
    for one, other, why in copied:
        groups.join(one, other, why)
    seen: dict[Party, int] = {}
    distinct: list[int] = []
    for number, stand in enumerate(stands):
        first = seen.setdefault(stand.party, number)
        if first == number:
            distinct.append(number)
        elif stand.party.kind != NAMELESS or same_party(stand.party, stand.party):
            groups.join(first, number, reason("same.words", stand.party.name or ""))
    for one, other in _candidates(stands, distinct):
        found = same_party(stands[one].party, stands[other].party)
        if found is not None:
            groups.join(one, other, found)
    _join_bare(groups, stands, distinct)
    return groups


def _decide(groups: Groups, stands: Sequence[Stand], judgements: Iterable[Judgement]) -> None:
    by_statement: dict[str, int] = {}
    for number, stand in enumerate(stands):
        by_statement.setdefault(stand.statement, number)
    standing = [j for j in judgements if j.undone_by is None and j.undoes is None]
    for judgement in sorted(standing, key=lambda j: (j.at, j.id)):
        if judgement.action not in ("same_origin", "other_origin"):
            continue
        found = [by_statement[s] for s in judgement.subjects if s in by_statement]
        for one, other in pairwise(found):
            if judgement.action == "same_origin":
                note = f"{judgement.who}: {judgement.why}".strip(": ")
                groups.apart.discard((one, other))
                groups.apart.discard((other, one))
                groups.join(one, other, reason("judgement.same_origin", note))
            elif groups.find(one) != groups.find(other):
                groups.separate(one, other)


def _keys(party: Party) -> set[str]:
    keys = set(party.ids) | {f"person {plain(p).split()[-1]}" for p in party.people if p.split()}
    for name, body in (("body", party.body), ("via", party.via)):
        if body is not None:
            keys |= {f"{name} {word}" for word in (*body.words, body.head, body.letters.casefold())}
            keys.add(f"{name} {body.joined}")
    keys.discard("body ")
    if party.kind == NAMELESS:
        keys = {f"{party.vague} {key}" for key in keys} | {f"{party.vague} {party.document}"}
    return keys


def _candidates(stands: Sequence[Stand], distinct: Sequence[int]) -> list[tuple[int, int]]:
    """Give pairs that share a telling word, in order; so no incident costs its square."""
    held: dict[str, list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for number in distinct:
        for key in sorted(_keys(stands[number].party)):
            others = held.setdefault(key, [])
            pairs.update((other, number) for other in others[-MOST_PER_KEY:])
            others.append(number)
    return sorted(pairs)


def _join_bare(groups: Groups, stands: Sequence[Stand], distinct: Sequence[int]) -> None:
    """Join "the defence ministry" to the only defence ministry that the incident names fully."""
    bodies = [(n, b) for n in distinct if (b := stands[n].party.body) and b.head]
    for number, body in bodies:
        if not (body.is_bare or (body.head == "ministry" and not body.domain)):
            continue
        full = {
            groups.find(n): n
            for n, other in bodies
            if other.head == body.head and _fits(body, other) and n != number
        }
        full.pop(groups.find(number), None)
        if len(full) == 1:
            other = next(iter(full.values()))
            note = f"{stands[number].party.name}: only {stands[other].party.name} is named here"
            groups.join(number, other, reason("same.only-one", note))


def _fits(bare: Body, full: Body) -> bool:
    if bare.domain and bare.domain != full.domain:
        return False
    return bool(full.words and not bare.words) or bool(full.domain and not bare.domain)
