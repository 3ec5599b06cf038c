"""Incidents as they were last derived, and the feed of changes."""

import json
from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select

from rashomon.base import tables as t
from rashomon.base.canonical import canonical
from rashomon.base.lines import incident_line
from rashomon.base.linking import parts
from rashomon.base.queueing import queue_up
from rashomon.base.records import Change, Query
from rashomon.base.rows import incident_row, to_incident
from rashomon.base.search import filters, is_near, name_filters, rectangle, words_filter
from rashomon.base.shelf import Shelf
from rashomon.base.store import Writer, upsert
from rashomon.model.incident import Incident

RECORD: Final = select(t.incident_records.c.record).where(
    t.incident_records.c.id == bindparam("of_id")
)


class Holding(Shelf):
    """The part of a base that holds incidents and tells what changed."""

    def replace_incidents(self, removed: Iterable[str], incidents: Iterable[Incident]) -> None:
        """Take incidents out and put others in, in one transaction.

        What is put in again unchanged is no change. A statement stands in one incident only: one
        that stood elsewhere moves.

        Args:
            removed: Ids to take out, unless they are put in again.
            incidents: What to put in.
        """
        made = {incident.id: incident for incident in incidents}
        with self._write() as tx:
            there = _there(tx, list(made))
            gone = sorted(set(removed) - set(made))
            _take_out(tx, gone)
            told = _statuses(tx, made.values())
            now = {id_: (canonical(one), told[id_]) for id_, one in made.items()}
            changed = [id_ for id_ in sorted(made) if there.get(id_) != now[id_]]
            if not changed:
                return
            _put_in(tx, [made[id_] for id_ in changed], now)
            _hold(tx, [made[id_] for id_ in changed])
            queue_up(tx.conn, [s for id_ in changed for s in made[id_].statements])
            tx.tell_all(
                [
                    (
                        "incident.changed" if id_ in there else "incident.added",
                        id_,
                        {"statements": len(made[id_].statements)},
                    )
                    for id_ in changed
                ]
            )

    def incident(self, id: str) -> Incident | None:
        """Give an incident, or None."""
        with self._read() as conn:
            row = conn.execute(RECORD, {"of_id": id}).first()
        return None if row is None else to_incident(row.record)

    def plain_incidents(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Give incidents as plain values, by their ids."""
        c, found = t.incident_records.c, {}
        with self._read() as conn:
            for part in parts(ids):
                rows = conn.execute(select(c.id, c.record).where(c.id.in_(part)))
                found.update({row.id: json.loads(row.record) for row in rows})
        return found

    def last_changes(self, subjects: Iterable[str]) -> dict[str, int]:
        """Give the number of the last change of each subject."""
        c, found = t.changes.c, {}
        with self._read() as conn:
            for part in parts(subjects):
                chosen = select(c.subject, func.max(c.seq)).where(c.subject.in_(part))
                rows = conn.execute(chosen.group_by(c.subject)).all()
                found.update({subject: int(seq) for subject, seq in rows})
        return found

    def incident_of(self, statement: str) -> Incident | None:
        """Give the incident that a statement stands in, or None."""
        chosen = (
            select(t.incident_records.c.record)
            .join(
                t.incident_statements, t.incident_statements.c.incident == t.incident_records.c.id
            )
            .where(t.incident_statements.c.statement == statement)
        )
        with self._read() as conn:
            row = conn.execute(chosen).first()
        return None if row is None else to_incident(row.record)

    def incidents(
        self, query: Query | None = None, *, limit: int | None = None, offset: int = 0
    ) -> Iterator[Incident]:
        """Give incidents in the order of their ids, a page in memory at a time.

        Args:
            query: Only incidents of which at least one statement answers it; type, days and place
                are the incident's own.
            limit: At most so many.
            offset: Pass over so many first.
        """
        columns = t.incidents.c
        chosen = select(columns.id, t.incident_records.c.record, columns.lat, columns.lon).join(
            t.incident_records, t.incident_records.c.id == columns.id
        )
        if query is not None:
            chosen = chosen.where(*self._incident_filters(query))
        given = 0
        for row in self._pages(chosen, t.incidents.c.id):
            if query is not None and query.near and not is_near(row.lat, row.lon, query.near):
                continue
            given += 1
            if given <= offset:
                continue
            if limit is not None and given > offset + limit:
                return
            yield to_incident(row.record)

    def _incident_filters(self, query: Query) -> list[Any]:
        columns = t.incidents.c
        wanted: list[Any] = []
        if query.type:
            wanted.append(columns.type == query.type)
        if query.since:
            wanted.append(columns.end >= query.since[:10])
        if query.until:
            wanted.append(columns.start <= query.until[:10])
        if query.near:
            wanted += rectangle(columns, query.near)
        rest = Query(
            words=query.words,
            speaker=query.speaker,
            actor=query.actor,
            status=query.status,
            kind=query.kind,
            country=query.country,
            document=query.document,
        )
        with self._read() as conn:
            inner = filters(rest) + name_filters(conn, rest)
        if rest.words:
            inner.append(words_filter(rest.words, is_postgresql=self.is_postgresql))
        if inner:
            mine = t.incident_statements
            held = select(mine.c.incident).join(t.statements, t.statements.c.id == mine.c.statement)
            wanted.append(columns.id.in_(held.where(*inner)))
        return wanted

    def changes(self, since: int | str | datetime = 0) -> Iterator[Change]:
        """Give what changed, in order.

        Args:
            since: The number of the last change that is known already, or an instant (ISO, or
                aware): changes at or after it.
        """
        chosen = select(t.changes)
        if isinstance(since, int):
            chosen = chosen.where(t.changes.c.seq > since)
        else:
            chosen = chosen.where(t.changes.c.at >= to_instant(since))
        for row in self._pages(chosen, t.changes.c.seq):
            fields: Mapping[str, Any] = row._mapping
            yield Change(**{**fields, "detail": json.loads(fields["detail"])})

    def state(self, key: str) -> Any:
        """Give a small state that was put under a key (plain JSON values), or None."""
        with self._read() as conn:
            row = conn.execute(select(t.meta.c.value).where(t.meta.c.key == key)).first()
        return None if row is None else json.loads(row.value)

    def put_state(self, key: str, value: Any) -> None:
        """Keep a small state (plain JSON values) under a key; it is no evidence, so unjournaled."""
        text = json.dumps(value, ensure_ascii=True, sort_keys=True)
        with self._write() as tx:
            upsert(tx.conn, t.meta, [{"key": key, "value": text}])


def to_instant(since: str | datetime) -> str:
    """Give an instant as the base writes it, so that texts compare as instants do.

    Raises:
        ValueError: It is no ISO day or instant.
    """
    parsed = datetime.fromisoformat(since) if isinstance(since, str) else since
    aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _there(tx: Writer, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Give record and statuses of the incidents that are there, by their ids."""
    found: dict[str, tuple[str, str]] = {}
    c, held = t.incidents.c, t.incident_records.c
    for part in parts(ids):
        chosen = select(c.id, held.record, c.statuses).join(t.incident_records, held.id == c.id)
        rows = tx.conn.execute(chosen.where(c.id.in_(part)))
        found.update((row.id, (row.record, row.statuses)) for row in rows)
    return found


def _statuses(tx: Writer, incidents: Iterable[Incident]) -> dict[str, str]:
    """Give the statuses of each incident's statements as judged, each word between blanks."""
    listed = list(incidents)
    members = {s for one in listed for s in one.statements}
    by_id: dict[str, str] = {}
    s = t.statements.c
    for part in parts(members):
        rows = tx.conn.execute(select(s.id, s.status).where(s.id.in_(part)))
        by_id.update((row.id, row.status) for row in rows)
        by_id.update(_corrected(tx, part))
    found = {}
    for one in listed:
        told = sorted({by_id[s] for s in one.statements if s in by_id})
        found[one.id] = f" {' '.join(told)} " if told else ""
    return found


def _corrected(tx: Writer, statements: Some[str]) -> dict[str, str]:
    """Give the statuses that people have put right, by statement; the last word counts."""
    j, about = t.judgements.c, t.judgement_subjects.c
    chosen = (
        select(about.subject, j.record)
        .join(t.judgements, j.id == about.judgement)
        .where(about.subject.in_(statements), j.action == "correct", j.undone_by.is_(None))
        .order_by(j.at, j.seq)
    )
    found: dict[str, str] = {}
    for row in tx.conn.execute(chosen):
        record = json.loads(row.record)
        if record.get("field") == "status":
            found[row.subject] = json.loads(record["value"])
    return found


def _put_in(tx: Writer, incidents: list[Incident], known: Mapping[str, tuple[str, str]]) -> None:
    """Put incidents in, or in the place of what was there, with their records and statuses."""
    lines = [
        incident_row(one) | incident_line(one) | {"statuses": known[one.id][1]} for one in incidents
    ]
    c, by_id = t.incidents.c, {line["id"]: line for line in lines}
    shown: dict[str, Any] = {}
    for part in parts(by_id):
        rows = tx.conn.execute(select(t.incidents).where(c.id.in_(part)))
        shown.update({row.id: dict(row._mapping) for row in rows})
    if shown != by_id:
        tx.note_lists()
    records = [{"id": one.id, "record": known[one.id][0]} for one in incidents]
    upsert(tx.conn, t.incidents, lines)
    upsert(tx.conn, t.incident_records, records)


def _take_out(tx: Writer, ids: list[str]) -> None:
    """Remove incidents; their statements are in the caller's hands."""
    if not ids:
        return
    there = sorted(_there(tx, ids))
    if there:
        tx.note_lists()
    held = t.incident_statements
    for part in parts(ids):
        tx.conn.execute(delete(held).where(held.c.incident.in_(part)))
        for table in (t.incidents, t.incident_records):
            tx.conn.execute(delete(table).where(table.c.id.in_(part)))
    tx.tell_all([("incident.removed", id_, {}) for id_ in there])


def _hold(tx: Writer, incidents: list[Incident]) -> None:
    """Say which statements stand in which incident."""
    held = t.incident_statements
    ids = [incident.id for incident in incidents]
    for start in range(0, len(ids), 500):
        tx.conn.execute(delete(held).where(held.c.incident.in_(ids[start : start + 500])))
    rows = [
        {"statement": statement, "incident": incident.id}
        for incident in incidents
        for statement in incident.statements
    ]
    upsert(tx.conn, held, rows)
