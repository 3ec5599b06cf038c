"""What programs call: add documents to a base and link them, look back, and record decisions.

Any order of adding gives the same incidents; what a person merged, split or pinned stays so.
"""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Final

from rashomon.base.base import Base
from rashomon.base.records import Collection, Fault
from rashomon.errors import UnknownIdError
from rashomon.incidents.copies import copy_kind, signature
from rashomon.incidents.decisions import read_decisions
from rashomon.incidents.linker import Done, Linker, hanging_together
from rashomon.incidents.linking_clusters import clusters
from rashomon.model.document import Document, Failure
from rashomon.model.encode import to_json_line
from rashomon.model.incident import Incident
from rashomon.model.judgement import Judgement
from rashomon.reading.reader import Reading

LinkReport = Done
Progress = Callable[[int], None]
"""Takes how many documents are linked so far."""
AT_ONCE: Final = 2000
"""Statements linked in one transaction."""
TOGETHER: Final = 50
"""Documents added in one transaction."""
COPIES_LOOKED_AT: Final = 100
"""Documents with a common key that a new one is compared with for copies: the first by id."""


@dataclass(slots=True)
class AddReport:
    """What adding did.

    Attributes:
        outcomes: How many documents were ``added`` ``version`` ``known`` …
        failures: What could not be read.
        linked: What linking did.
    """

    outcomes: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    linked: LinkReport = field(default_factory=Done)


def add(
    base: Base,
    outcomes: Iterable[Reading | Failure],
    collection: Collection,
    *,
    progress: Progress | None = None,
) -> AddReport:
    """Add readings to a base and link them; a failure becomes a row, and the run goes on.

    A run that is killed has lost at most the last documents of an open transaction; the next one
    links what waits.
    """
    report = AddReport()
    waiting: list[Reading | Failure] = []
    for outcome in outcomes:
        waiting.append(outcome)
        if len(waiting) >= TOGETHER:
            _store(base, waiting, collection, report)
            waiting = []
    _store(base, waiting, collection, report)
    report.linked = link_pending(base, progress=progress)
    return report


def _store(
    base: Base, outcomes: Sequence[Reading | Failure], collection: Collection, report: AddReport
) -> None:
    """Store outcomes in their order; readings that follow each other go in together."""
    with base.transaction():
        for is_failed, some in groupby(outcomes, lambda one: isinstance(one, Failure)):
            if is_failed:
                failures = [one for one in some if isinstance(one, Failure)]
                report.failures += failures
                for failure in failures:
                    base.add_failure(failure, collection)
                continue
            readings = [one for one in some if isinstance(one, Reading)]
            added = base.add_readings(readings, collection)
            for reading, one in zip(readings, added, strict=True):
                report.outcomes[one.outcome] = report.outcomes.get(one.outcome, 0) + 1
                if one.outcome in ("added", "version"):
                    note_copies(base, reading.document)


def note_copies(base: Base, document: Document) -> None:
    """Keep a document's signature, and which documents of the base it copies or is copied by."""
    made = signature(document.text)
    if not made.keys:
        return
    others = [d for d in base.documents_with_signature(made.keys) if d != document.id]
    base.put_signature(document.id, made.keys)
    for id_ in others[:COPIES_LOOKED_AT]:
        other = base.document(id_)
        copy = copy_kind(document, other) if other is not None else None
        if copy is not None:
            base.put_copy(copy.a, copy.b, copy.kind, copy.why.note)


def link_pending(
    base: Base, *, progress: Progress | None = None, linker: Linker | None = None
) -> LinkReport:
    """Link all statements that wait.

    Args:
        base: Where they wait.
        progress: Called after each transaction.
        linker: One kept from before; it remembers what it has read. Its report goes on.
    """
    linker = linker or Linker(base)
    while waiting := base.take_pending(AT_ONCE):
        before = linker.done.statements
        linker.link(waiting)
        if linker.done.statements == before:
            base.mark_linked(waiting)
        if progress is not None:
            progress(linker.done.documents)
    return linker.done


def relink(base: Base, *, progress: Progress | None = None) -> LinkReport:
    """Decide everything anew, as after a change of weights; people's decisions stay."""
    page: list[str] = []
    with base.transaction():
        for document in base.documents():
            page.append(document.id)
            if len(page) >= AT_ONCE:
                _wait(base, page)
                page = []
        _wait(base, page)
    return link_pending(base, progress=progress)


def find_altered(base: Base) -> list[Fault]:
    """Add everything up anew, as `relink` does, and name what comes out otherwise; keep nothing.

    Returns:
        Incidents that their accounts don't add up to: altered behind the base's back, or made by
        another version of the program.
    """
    before = _digests(base)
    with contextlib.suppress(_NothingKept), base.transaction():
        relink(base)
        after = _digests(base)
        raise _NothingKept
    faults = []
    for id_ in sorted(before.keys() | after.keys()):
        if id_ not in after:
            problem = "its accounts no longer stand together so"
        elif id_ not in before:
            problem = "it is missing: its accounts stand together so"
        elif before[id_] != after[id_]:
            problem = "it is not what its accounts add up to"
        else:
            continue
        faults.append(Fault(kind="incident", subject=id_, problem=problem))
    return faults


class _NothingKept(Exception):
    """Rolls a transaction back."""


def _digests(base: Base) -> dict[str, bytes]:
    return {
        incident.id: sha256(to_json_line(incident).encode()).digest()
        for incident in base.incidents()
    }


def _wait(base: Base, documents: Sequence[str]) -> None:
    base.mark_pending([s for ids in base.statement_ids(documents).values() for s in ids])


def incidents_as_of(base: Base, date: str, *, rule: str = "ucdp") -> Iterator[Incident]:
    """Give the incidents as they stood by what was published up to a day (ISO), by id.

    A document without a date of publication counts from the day it was retrieved. What people
    decided counts whenever they did: it corrects the reading, not what was known.
    """
    linker = Linker(base, rule=rule)
    allowed = {d.id for d in base.documents() if _known_by(d, date)}
    judgements = base.judgements(standing=True)
    decisions = read_decisions(judgements)
    seen: set[str] = set()
    found: list[Incident] = []
    for document in sorted(allowed):
        mine = base.statement_ids([document]).get(document, [])
        fresh = [s for s in mine if s not in seen]
        if not fresh:
            continue
        nodes, edges = hanging_together(linker, fresh, decisions, allowed)
        groups = [g for g in clusters(nodes, edges, decisions) if not seen.intersection(g)]
        seen.update(s for node in nodes for s in node.statements)
        found += linker.build(groups, edges, judgements, decisions)
    yield from sorted(found, key=lambda incident: incident.id)


def _known_by(document: Document, date: str) -> bool:
    known = document.published or document.retrieved_at
    return known is not None and known[:10] <= date[:10]


# --- decisions ------------------------------------------------------------------------------


def merge(base: Base, subjects: Sequence[str], *, who: str, why: str) -> Judgement:
    """Record that incidents or statements are of one happening, and link anew.

    Raises:
        UnknownIdError: A subject is neither an incident nor a statement of the base.
    """
    value = {"statements": sorted({s for subject in subjects for s in _members(base, subject)})}
    return _decide(base, "merge", subjects, value, who=who, why=why)


def split(base: Base, statements: Sequence[str], *, who: str, why: str) -> Judgement:
    """Record that statements belong together and apart from what they stand with now.

    Raises:
        UnknownIdError: A statement is not in the base.
    """
    rest: set[str] = set()
    for statement in statements:
        rest |= _members(base, statement, whole=True)
    value = {"statements": sorted(statements), "apart_from": sorted(rest - set(statements))}
    return _decide(base, "split", statements, value, who=who, why=why)


def pin(base: Base, incident: str, *, who: str, why: str) -> Judgement:
    """Record that an incident stays as it is: nothing joins it, nothing leaves it.

    Raises:
        UnknownIdError: There is no such incident.
    """
    value = {"statements": sorted(_members(base, incident))}
    return _decide(base, "pin", [incident], value, who=who, why=why)


def _members(base: Base, subject: str, *, whole: bool = False) -> set[str]:
    incident = base.incident(subject) or (base.incident_of(subject) if whole else None)
    if incident is not None:
        return set(incident.statements)
    if base.statement(subject) is None:
        raise UnknownIdError(subject)
    return {subject}


def _decide(
    base: Base,
    action: str,
    subjects: Sequence[str],
    value: dict[str, list[str]],
    *,
    who: str,
    why: str,
) -> Judgement:
    with base.transaction():
        judgement = base.judge(action, subjects, who=who, why=why, value=json.dumps(value))
        base.mark_pending([*value["statements"], *value.get("apart_from", ())])
        link_pending(base)
    return judgement
