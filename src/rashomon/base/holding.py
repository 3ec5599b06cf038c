"""Incidents as they were last derived, and the feed of changes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from rashomon.base import tables as t
from rashomon.base.lines import incident_line
from rashomon.base.queueing import queue_up
from rashomon.base.records import Change, Query
from rashomon.base.rows import incident_row, to_incident
from rashomon.base.search import filters, is_near, rectangle, words_filter
from rashomon.base.shelf import Shelf
from rashomon.base.store import Writer, upsert
from rashomon.model.incident import Incident


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
            rows = {id_: incident_row(one) | incident_line(one) for id_, one in made.items()}
            there = _records(tx, list(made))
            gone = sorted(set(removed) - set(made))
            _take_out(tx, gone)
            changed = [id_ for id_ in sorted(made) if there.get(id_) != rows[id_]["record"]]
            if not changed:
                return
            upsert(tx.conn, t.incidents, [rows[id_] for id_ in changed])
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
            row = conn.execute(select(t.incidents.c.record).where(t.incidents.c.id == id)).first()
        return None if row is None else to_incident(row.record)

    def incident_of(self, statement: str) -> Incident | None:
        """Give the incident that a statement stands in, or None."""
        chosen = (
            select(t.incidents.c.record)
            .join(t.incident_statements, t.incident_statements.c.incident == t.incidents.c.id)
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
        chosen = select(
            t.incidents.c.id, t.incidents.c.record, t.incidents.c.lat, t.incidents.c.lon
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
        inner = filters(rest)
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


def _records(tx: Writer, ids: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        chosen = select(t.incidents.c.id, t.incidents.c.record).where(t.incidents.c.id.in_(part))
        found.update((row.id, row.record) for row in tx.conn.execute(chosen))
    return found


def _take_out(tx: Writer, ids: list[str]) -> None:
    """Remove incidents; their statements are in the caller's hands."""
    if not ids:
        return
    there = sorted(_records(tx, ids))
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        held = t.incident_statements
        tx.conn.execute(delete(held).where(held.c.incident.in_(part)))
        tx.conn.execute(delete(t.incidents).where(t.incidents.c.id.in_(part)))
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
