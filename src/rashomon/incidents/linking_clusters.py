"""From pairs to incidents: average link with what people decided, the same for any order.

Joining all that hangs together by single pairs would chain a week of shelling into one incident.
So the two groups with the best mean over *all* their pairs are joined first, and pairs that are
no edge count against it.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rashomon.incidents.decisions import Decisions
from rashomon.incidents.linking import THRESHOLD, Edge

MISSING: Final = -0.4
"""Mean that a pair without an edge adds, relative to the threshold."""
LARGEST: Final = 2000
"""Tellings that hang together; beyond it the weakest pairs are let go first."""
STEP: Final = 0.5


@dataclass(frozen=True, slots=True)
class Node:
    """A telling in clustering: its id and its statements."""

    id: str
    statements: tuple[str, ...]


def clusters(
    nodes: Sequence[Node], edges: Sequence[Edge], decisions: Decisions | None = None
) -> list[tuple[str, ...]]:
    """Give the statements of each incident.

    Args:
        nodes: The tellings; all that hang together must be among them.
        edges: Pairs between them.
        decisions: What people decided.

    Returns:
        Sorted tuples of statement ids, sorted: a function of the sets, whatever their order.
    """
    held = decisions or Decisions()
    pins = held.pins
    pinned = {s for statements in pins.values() for s in statements}
    pieces = _pieces(nodes, held, pinned)
    rules = _Rules(pieces, held)
    wanted = {n.id for n in pieces}
    usable = [e for e in edges if e.a in wanted and e.b in wanted]
    found: list[tuple[str, ...]] = []
    by_id = {n.id: n for n in pieces}
    starting: dict[str, list[Edge]] = {}
    for edge in usable:
        starting.setdefault(edge.a, []).append(edge)
    for part, level in _parts(sorted(wanted), usable, rules):
        if len(part) == 1:
            found += [tuple(sorted(by_id[i].statements)) for i in part]
            continue
        mine = (e for i in sorted(part) for e in starting.get(i, ()))
        inner = [e for e in mine if e.b in part and e.weight >= level]
        for group in agglomerate(sorted(part), inner, rules):
            found.append(tuple(sorted(s for i in group for s in by_id[i].statements)))
    here = {s for n in nodes for s in n.statements}
    found += [tuple(sorted(s & here)) for s in pins.values() if s & here]
    return sorted(found)


def _pieces(nodes: Sequence[Node], held: Decisions, pinned: set[str]) -> list[Node]:
    """Take pinned statements out, and cut tellings that a person split."""
    marks: dict[str, list[int]] = {}
    for number, order in enumerate(held.orders):
        if order.action == "split":
            for statement in order.inside:
                marks.setdefault(statement, []).append(number)
    pieces = []
    for node in nodes:
        parts: dict[tuple[int, ...], list[str]] = {}
        for statement in node.statements:
            if statement not in pinned:
                parts.setdefault(tuple(marks.get(statement, ())), []).append(statement)
        for statements in parts.values():
            own = node.id if node.id in statements else statements[0]
            pieces.append(Node(own, tuple(statements)))
    return sorted(pieces, key=lambda n: n.id)


@dataclass(slots=True)
class _Rules:
    """Which pieces must stand together and which must not."""

    pieces: Sequence[Node]
    held: Decisions
    must: set[frozenset[str]] = field(default_factory=set)
    never: set[frozenset[str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        piece_of = {s: n.id for n in self.pieces for s in n.statements}
        everyone = {n.id for n in self.pieces}
        for order in self.held.orders:
            inside = {piece_of[s] for s in order.inside if s in piece_of}
            if order.action == "pin" or not inside:
                continue
            first = min(inside)
            self.never -= {frozenset((a, b)) for a in inside for b in inside if a < b}
            self.must |= {frozenset((first, other)) for other in inside if other != first}
            if order.action == "split":
                outside = everyone if order.outside is None else {
                    piece_of[s] for s in order.outside if s in piece_of
                }  # fmt: skip
                apart = {frozenset((a, b)) for a in inside for b in outside - inside}
                self.never |= apart
                self.must -= apart

    def forbid(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Tell whether two groups must not be joined."""
        if not self.never:
            return False
        theirs = list(other)
        return any(frozenset((a, b)) in self.never for a in one for b in theirs)


def _parts(
    ids: Sequence[str], edges: Sequence[Edge], rules: _Rules, level: float = THRESHOLD
) -> list[tuple[set[str], float]]:
    """Give what hangs together; what is too large is taken apart at its weakest pairs."""
    found: list[tuple[set[str], float]] = []
    for part in _components(ids, edges, rules.must):
        if len(part) <= LARGEST:
            found.append((part, level))
            continue
        inner = [e for e in edges if e.a in part and e.b in part and e.weight >= level + STEP]
        if not inner:
            found += [({i}, level) for i in sorted(part)]
        else:
            found += _parts(sorted(part), inner, rules, level + STEP)
    return found


def _components(
    ids: Sequence[str], edges: Sequence[Edge], must: Iterable[frozenset[str]]
) -> list[set[str]]:
    parent = {i: i for i in ids}

    def find(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    pairs = [(e.a, e.b) for e in edges]
    pairs += [(min(p), max(p)) for p in must if all(i in parent for i in p)]
    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        parent[high] = low
    parts: dict[str, set[str]] = {}
    for i in ids:
        parts.setdefault(find(i), set()).add(i)
    return [parts[i] for i in sorted(parts)]


def agglomerate(
    ids: Sequence[str], edges: Sequence[Edge], rules: "_Rules | None" = None
) -> list[tuple[str, ...]]:
    """Join by average link: the two groups with the best mean over all their pairs first.

    Ties go to the smallest ids. What a person joined is joined beforehand.
    """
    groups = _Groups(ids, edges)
    if rules is not None:
        for pair in sorted(tuple(sorted(p)) for p in rules.must):
            if all(i in groups.leader for i in pair):
                groups.join(*pair)
    heap = groups.start()
    while heap:
        _, low, high, sizes = heapq.heappop(heap)
        if groups.sizes(low, high) != sizes:
            continue
        if rules is not None and rules.forbid(groups.members[low], groups.members[high]):
            continue
        groups.join(low, high)
        for candidate in groups.candidates(low):
            heapq.heappush(heap, candidate)
    return sorted(tuple(sorted(m)) for m in groups.members.values())


Candidate = tuple[float, str, str, tuple[int, int] | None]


class _Groups:
    """Groups by their smallest id, with the sums of edges between them."""

    def __init__(self, ids: Sequence[str], edges: Sequence[Edge]) -> None:
        self.members: dict[str, list[str]] = {i: [i] for i in ids}
        self.leader: dict[str, str] = {i: i for i in ids}
        self.sums: dict[str, dict[str, tuple[float, int]]] = {i: {} for i in ids}
        for edge in edges:
            told = (edge.weight - THRESHOLD, 1)
            self.sums[edge.a][edge.b] = self.sums[edge.b][edge.a] = told

    def start(self) -> list[Candidate]:
        heap = [c for i in sorted(self.members) for c in self.candidates(i) if c[1] == i]
        heapq.heapify(heap)
        return heap

    def sizes(self, low: str, high: str) -> tuple[int, int] | None:
        if low not in self.members or high not in self.members:
            return None
        return len(self.members[low]), len(self.members[high])

    def candidates(self, one: str) -> list[Candidate]:
        found: list[Candidate] = []
        for other, (total, count) in self.sums[one].items():
            pairs = len(self.members[one]) * len(self.members[other])
            mean = (total + MISSING * (pairs - count)) / pairs
            if mean >= 0:
                low, high = sorted((one, other))
                found.append((-round(mean, 9), low, high, self.sizes(low, high)))
        return found

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.leader[one], self.leader[other]))
        if low == high:
            return
        for i in self.members[high]:
            self.leader[i] = low
        self.members[low] += self.members.pop(high)
        moved: Mapping[str, tuple[float, int]] = self.sums.pop(high)
        for third, (total, count) in moved.items():
            del self.sums[third][high]
            if third != low:
                old = self.sums[low].get(third, (0.0, 0))
                both = (round(old[0] + total, 9), old[1] + count)
                self.sums[low][third] = self.sums[third][low] = both
