"""Linking against a base: only what new statements touch is decided again.

For each document that waits: its happenings get blocking keys, are compared with those that share
a key, and the pairs that reach the threshold are kept. Then what hangs together with them is
clustered anew, and incidents that changed are built anew.

Blocks have no limit, comparisons have: in a block of more than `HUBS` tellings the first `HUBS`
by id (a hash) are compared with all, the others with these only. Which pairs are compared is so a
function of what the block holds, never of the order of arrival.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.base.base import Base
from rashomon.incidents.build import Joined, build_incident
from rashomon.incidents.copies import find_copies
from rashomon.incidents.decisions import Decisions, read_decisions
from rashomon.incidents.happenings import happenings
from rashomon.incidents.linking import Days, Edge, link, may_be_one
from rashomon.incidents.linking_clusters import Node, clusters
from rashomon.incidents.linking_keys import around, keys, near_keys
from rashomon.incidents.linking_slots import Linkable, day_of, short_interval
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.judgement import Judgement
from rashomon.model.statement import Statement
from rashomon.model.why import Why

HUBS: Final = 100
"""Tellings of a block that are compared with all others of it."""
REMEMBERED: Final = 20_000
"""Documents whose happenings stay in memory."""
KEPT: Final = 1500
"""Documents that stay in memory with their statements, between telling and building."""
Read = tuple[Document, tuple[Statement, ...]]
DATED: Final = 1_000_000
"""Tellings whose days stay in memory: most of those that share a key lie too far apart in time,
and need not be read again to know it."""
EVERY: Final = 1_000_000_000
MOST_REASONS: Final = 5


@dataclass(slots=True)
class Done:
    """What linking did.

    Attributes:
        documents: Documents looked at.
        statements: Statements taken off the list of what waits.
        compared: Pairs of tellings compared; those that days rule out beforehand are left out.
        joined: Pairs that reached the threshold.
        incidents: Incidents built.
        removed: Incidents that are no more.
    """

    documents: int = 0
    statements: int = 0
    compared: int = 0
    joined: int = 0
    incidents: int = 0
    removed: int = 0


class Linker:
    """Links what waits in a base. Keep it for a run: it remembers happenings."""

    def __init__(self, base: Base, *, rule: str = "ucdp") -> None:
        self.base = base
        self.rule = rule
        self.done = Done()
        self._told: OrderedDict[str, tuple[Linkable, ...]] = OrderedDict()
        self._unit: dict[str, Linkable] = {}
        self._days: OrderedDict[str, Days] = OrderedDict()
        self._read: OrderedDict[str, Read] = OrderedDict()

    def link(self, waiting: Sequence[str]) -> None:
        """Link statements that wait, with all others of their documents; one transaction."""
        with self.base.transaction():
            documents = sorted(set(self.base.documents_of(waiting).values()))
            mine = self.base.statement_ids(documents)
            every = [s for ids in mine.values() for s in ids]
            touched = set(every) | {i for e in self.base.edges_of(every) for i in (e.a, e.b)}
            for document in documents:
                self._forget(document)
                self._read.pop(document, None)
            new = [unit for units in self._tellings(documents).values() for unit in units]
            self.base.drop_edges(every)
            kept = {unit.id: keys(unit) for unit in new}
            before = self.base.members_of({k for ks in kept.values() for k in ks}, HUBS)
            self.base.put_all_keys({s: kept.get(s, ()) for s in every})
            out = self._displaced(before, set(every))
            touched |= out | {i for e in self.base.edges_of(out) for i in (e.a, e.b)}
            self.base.drop_edges(out)
            judgements = self.base.judgements(standing=True)
            self._compare([*new, *self._units(out).values()], judgements)
            self._settle(touched, set(every) | out, judgements)
            self.base.mark_linked(every)
            self.done.documents += len(documents)
            self.done.statements += len(every)

    # --- pairs -----------------------------------------------------------------------------

    def _tellings(self, documents: Collection[str]) -> dict[str, tuple[Linkable, ...]]:
        """Give the happenings of documents, from memory or from the base."""
        missing = sorted(d for d in documents if d not in self._told)
        for start in range(0, len(missing), 200):
            for id_, (document, statements) in self._reading(missing[start : start + 200]).items():
                self._told[id_] = told = tuple(happenings(statements, document))
                for unit in told:
                    self._unit[unit.id] = unit
                    self._days[unit.id] = Days(unit.published, unit.since, unit.until)
        found = {d: self._told[d] for d in documents if d in self._told}
        for id_ in found:
            self._told.move_to_end(id_)
        while len(self._told) > REMEMBERED:
            self._forget(next(iter(self._told)))
        while len(self._days) > DATED:
            self._days.popitem(last=False)
        return found

    def _forget(self, document: str) -> None:
        for unit in self._told.pop(document, ()):
            self._unit.pop(unit.id, None)

    def _reading(self, documents: Collection[str]) -> dict[str, Read]:
        """Give current documents with their statements as judged, from memory or from the base."""
        missing = sorted(d for d in documents if d not in self._read)
        statements: dict[str, list[Statement]] = {}
        if missing:
            for statement in self.base.statements_as_judged(documents=missing):
                statements.setdefault(statement.document, []).append(statement)
        for document in self.base.documents(missing):
            self._read[document.id] = document, tuple(statements.get(document.id, ()))
        found = {d: self._read[d] for d in documents if d in self._read}
        for id_ in found:
            self._read.move_to_end(id_)
        while len(self._read) > KEPT:
            self._read.popitem(last=False)
        return found

    def _units(self, ids: Iterable[str]) -> dict[str, Linkable]:
        """Give happenings by their ids; ids of other statements are passed over."""
        listed = set(ids)
        known = {i: self._unit[i] for i in listed if i in self._unit}
        wanted = listed - known.keys()
        told = self._tellings(set(self.base.documents_of(wanted).values()))
        read = (unit for units in told.values() for unit in units)
        return known | {unit.id: unit for unit in read if unit.id in wanted}

    def _displaced(self, before: dict[str, list[str]], new: set[str]) -> set[str]:
        """Give tellings that new ones pushed out of the hubs of a large block, to compare again."""
        after = self.base.members_of(before, HUBS)
        large = [key for key, ids in after.items() if len(ids) >= HUBS]
        return {i for key in large for i in before[key] if i not in after[key]} - new

    def _compare(self, units: Sequence[Linkable], judgements: Sequence[Judgement]) -> None:
        """Compare tellings with all that share a key, and keep the pairs."""
        own = {unit.id: keys(unit) for unit in units}
        wanted = {k for ks in own.values() for k in around(ks)}
        hubs = self.base.members_of(wanted, HUBS)
        large = {k for k, ids in hubs.items() if len(ids) >= HUBS}
        needed: set[str] = set()
        for unit in units:
            for key in own[unit.id]:
                if key not in large or unit.id in hubs[key]:
                    needed.update(k for k in near_keys(key) if k in large)
        whole = self.base.members_of(needed, EVERY) if needed else {}
        near_by: dict[str, set[str]] = {}
        for unit in units:
            others: set[str] = set()
            for key in own[unit.id]:
                is_hub = key not in large or unit.id in hubs[key]
                for near in near_keys(key):
                    members = whole.get(near) if is_hub and near in large else hubs.get(near)
                    others.update(members or ())
            others.discard(unit.id)
            near_by[unit.id] = others
        self._weigh(units, self._in_time(units, near_by, judgements))

    def _in_time(
        self,
        units: Sequence[Linkable],
        near_by: Mapping[str, set[str]],
        judgements: Sequence[Judgement],
    ) -> set[tuple[str, str]]:
        """Give the pairs that days do not rule out; what lies too far apart is never read."""
        asked = {one for others in near_by.values() for one in others} - self._days.keys()
        possible = self._possible_days(asked, judgements) if asked else {}
        pairs: set[tuple[str, str]] = set()
        for unit in units:
            mine, day = unit.id, Days(unit.published, unit.since, unit.until)
            for one in near_by[mine]:
                known = self._days.get(one)
                if known is None:
                    days = possible.get(one)
                    fits = days is None or any(may_be_one(day, each) for each in days)
                else:
                    fits = may_be_one(day, known)
                if fits:
                    pairs.add((mine, one) if mine < one else (one, mine))
        return pairs

    def _possible_days(
        self, ids: Collection[str], judgements: Sequence[Judgement]
    ) -> dict[str, list[Days]]:
        """Give all days that tellings may have; not of those whose time a person corrected."""
        corrected = {s for j in judgements if j.field == "time" for s in j.subjects}
        unsure = set(self.base.documents_of(corrected).values()) if corrected else set()
        held = self.base.documents_of(ids) if unsure else {}
        found = {}
        for id_, (published, spans) in self.base.days_named(ids).items():
            if held.get(id_) not in unsure:
                day = day_of(published)
                dated = [span for start, end in spans if (span := short_interval(start, end))]
                found[id_] = [Days(day, None, None), *(Days(day, *span) for span in dated)]
        return found

    def _weigh(self, units: Sequence[Linkable], pairs: set[tuple[str, str]]) -> None:
        known = {unit.id: unit for unit in units}
        known |= self._units({i for pair in pairs for i in pair} - known.keys())
        edges = []
        compared = 0
        for a, b in pairs:
            one, other = known.get(a), known.get(b)
            if one is not None and other is not None and one.document != other.document:
                compared += 1
                edge = link(one, other)
                if edge is not None:
                    edges.append((edge.a, edge.b, edge.weight, edge.why))
        self.done.compared += compared
        self.done.joined += len(edges)
        self.base.put_edges(edges)

    # --- incidents --------------------------------------------------------------------------

    def _settle(self, touched: set[str], new: set[str], judgements: list[Judgement]) -> None:
        """Cluster what hangs together with these statements, and put changed incidents in."""
        decisions = read_decisions(judgements)
        while True:
            nodes, edges = hanging_together(self, touched, decisions)
            here = touched | {s for node in nodes for s in node.statements}
            before = self.base.members(set(self.base.held_by(here).values()))
            outside = {s for statements in before.values() for s in statements} - here
            if not outside:
                break
            touched = here | outside
        known = {frozenset(statements): id_ for id_, statements in before.items()}
        changed = []
        for group in clusters(nodes, edges, decisions):
            old = known.get(frozenset(group))
            if old is None or not new.isdisjoint(group):
                changed.append(group)
            else:
                before.pop(old)
        incidents = list(self.build(changed, edges, judgements, decisions))
        gone = set(before) - {incident.id for incident in incidents}
        self.base.replace_incidents(sorted(gone), incidents)
        self.done.incidents += len(incidents)
        self.done.removed += len(gone)

    def build(
        self,
        groups: Sequence[tuple[str, ...]],
        edges: Sequence[Edge],
        judgements: list[Judgement],
        decisions: Decisions,
    ) -> Iterable[Incident]:
        """Build incidents of groups of statements, a few hundred documents in memory at a time."""
        starting: dict[str, list[Edge]] = {}
        for edge in edges:
            starting.setdefault(edge.a, []).append(edge)
        pins = {s: i for i, statements in decisions.pins.items() for s in statements}
        for start in range(0, len(groups), 200):
            part = groups[start : start + 200]
            holders = set(self.base.documents_of(s for group in part for s in group).values())
            read = self._reading(sorted(holders))
            told = {s.id: s for _, statements in read.values() for s in statements}
            documents = {id_: document for id_, (document, _) in read.items()}
            for group in part:
                statements = [told[s] for s in group if s in told]
                texts = {s.document: documents[s.document] for s in statements}
                if not statements:
                    continue
                yield build_incident(
                    statements,
                    texts,
                    find_copies(texts.values(), judgements=judgements),
                    about(judgements, statements, texts),
                    rule=self.rule,
                    joined=Joined(
                        _reasons(group, starting),
                        next((pins[s] for s in group if s in pins), None),
                    ),
                )


def about(
    judgements: Sequence[Judgement], statements: Sequence[Statement], documents: dict[str, Document]
) -> list[Judgement]:
    """Give the judgements that concern one incident: its statements, documents or incidents."""
    mine = {s.id for s in statements} | set(documents)
    return [
        j
        for j in judgements
        if not mine.isdisjoint(j.subjects) or any(s[0] == "i" for s in j.subjects)
    ]


def _reasons(group: Sequence[str], starting: Mapping[str, Sequence[Edge]]) -> tuple[Why, ...]:
    """Give the strongest pairs of a group, each with the slots that spoke for it."""
    inside = set(group)
    mine = [e for s in group for e in starting.get(s, ()) if e.b in inside]
    mine.sort(key=lambda e: (-e.weight, e.a, e.b))
    return tuple(
        Why("linking", "linking.pair", f"{e.a} and {e.b}: {e.why}") for e in mine[:MOST_REASONS]
    )


def hanging_together(
    linker: Linker, touched: Collection[str], decisions: Decisions, allowed: set[str] | None = None
) -> tuple[list[Node], list[Edge]]:
    """Give all tellings that hang together with statements, by pairs or by a person's decision.

    Args:
        linker: Gives tellings.
        touched: Statements to begin with.
        decisions: What people decided.
        allowed: Only statements of these documents (ids); all without it.
    """
    base = linker.base
    partners = decisions.partners()
    units: dict[str, Linkable] = {}
    edges: dict[tuple[str, str], Edge] = {}
    seen: set[str] = set()
    frontier = set(touched)
    while frontier:
        seen |= frontier
        documents = set(base.documents_of(frontier).values())
        if allowed is not None:
            documents &= allowed
        found = {}
        for told in linker._tellings(documents).values():
            for unit in told:
                if not frontier.isdisjoint(unit.statements):
                    found[unit.id] = unit
        units |= found
        following: set[str] = set()
        for edge in base.edges_of(found):
            edges[edge.a, edge.b] = Edge(edge.a, edge.b, edge.weight, edge.why)
            following |= {edge.a, edge.b}
        for unit in found.values():
            following.update(unit.statements)
            for statement in unit.statements:
                following |= partners.get(statement, set())
        frontier = following - seen
    nodes = [Node(u.id, u.statements) for u in units.values()]
    kept = [e for e in edges.values() if e.a in units and e.b in units]
    return sorted(nodes, key=lambda n: n.id), sorted(kept, key=lambda e: (e.a, e.b))
