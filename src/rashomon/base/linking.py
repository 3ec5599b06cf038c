"""What linking needs: marks of what waits, pairs, blocking keys, signatures and copies."""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from rashomon.base import tables as t
from rashomon.base.canonical import storable
from rashomon.base.store import Store, upsert

PART = 500
"""Ids in one question to the database."""
WAITS: Final[ColumnElement[bool]] = literal_column("statements.pending")
"""As the index of what waits has it: ``pending = 1`` would be a walk through all statements."""


class StoredEdge(NamedTuple):
    """Two statements judged to be of one happening; `a` sorts before `b`."""

    a: str
    b: str
    weight: float
    why: str


class Linking(Store):
    """The part of a base that linking works with."""

    def take_pending(self, limit: int = 1000) -> list[str]:
        """Give ids of current statements that wait to be linked, in order of arrival.

        They wait until `mark_linked` names them: a run that is killed finds them again.
        """
        chosen = select(t.statements.c.id).where(WAITS).order_by(t.statements.c.n).limit(limit)
        with self._read() as conn:
            return [row.id for row in conn.execute(chosen)]

    def mark_linked(self, ids: Iterable[str]) -> None:
        """Take statements off the list of what waits."""
        self._mark(ids, waits=False)

    def mark_pending(self, ids: Iterable[str]) -> None:
        """Put current statements on the list of what waits."""
        self._mark(ids, waits=True)

    def _mark(self, ids: Iterable[str], *, waits: bool) -> None:
        with self._write() as tx:
            for part in parts(ids):
                chosen = t.statements.c.id.in_(part) & t.statements.c.current
                tx.conn.execute(update(t.statements).where(chosen).values(pending=waits))

    def edges_of(self, ids: Iterable[str]) -> list[StoredEdge]:
        """Give all pairs in which one of these statements stands, sorted."""
        found: set[StoredEdge] = set()
        with self._read() as conn:
            for part in parts(ids):
                for column in (t.edges.c.a, t.edges.c.b):
                    rows = conn.execute(select(t.edges).where(column.in_(part)))
                    found.update(StoredEdge(*row) for row in rows)
        return sorted(found)

    def put_edges(self, edges: Iterable[tuple[str, str, float, str]]) -> None:
        """Keep pairs; one that is there is replaced."""
        rows = {}
        for a, b, weight, why in edges:
            first, second = sorted((a, b))
            rows[first, second] = {
                "a": first,
                "b": second,
                "weight": round(weight, 3),
                "why": storable(why),
            }
        with self._write() as tx:
            upsert(tx.conn, t.edges, list(rows.values()))

    def drop_edges(self, ids: Iterable[str]) -> None:
        """Forget all pairs in which one of these statements stands."""
        with self._write() as tx:
            for part in parts(ids):
                chosen = or_(t.edges.c.a.in_(part), t.edges.c.b.in_(part))
                tx.conn.execute(delete(t.edges).where(chosen))

    def keys_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Give the blocking keys of statements, sorted, by statement id."""
        found: dict[str, list[str]] = {}
        with self._read() as conn:
            for part in parts(ids):
                chosen = select(t.keys).where(t.keys.c.statement.in_(part)).order_by(t.keys.c.key)
                for row in conn.execute(chosen):
                    found.setdefault(row.statement, []).append(row.key)
        return {statement: tuple(keys) for statement, keys in found.items()}

    def put_keys(self, statement: str, keys: Iterable[str]) -> None:
        """Set the blocking keys of one statement."""
        self.put_all_keys({statement: keys})

    def put_all_keys(self, keys: dict[str, Iterable[str]]) -> None:
        """Set the blocking keys of many statements at once."""
        rows = [
            {"key": key, "statement": statement}
            for statement, some in keys.items()
            for key in sorted({storable(one) for one in some if one})  # type: ignore[type-var]
        ]
        with self._write() as tx:
            for part in parts(keys):
                tx.conn.execute(delete(t.keys).where(t.keys.c.statement.in_(part)))
            if rows:
                tx.conn.execute(insert(t.keys), rows)

    def with_keys(self, keys: Iterable[str], limit: int = 1000) -> list[str]:
        """Give ids of current statements that have one of these keys, sorted, at most `limit`."""
        found: set[str] = set()
        with self._read() as conn:
            for part in parts(storable(key) or "" for key in keys):
                chosen = (
                    select(t.keys.c.statement)
                    .join(t.statements, t.statements.c.id == t.keys.c.statement)
                    .where(t.keys.c.key.in_(part), t.statements.c.current)
                    .distinct()
                    .order_by(t.keys.c.statement)
                    .limit(limit)
                )
                found.update(row.statement for row in conn.execute(chosen))
        return sorted(found)[:limit]

    def members_of(self, keys: Iterable[str], limit: int) -> dict[str, list[str]]:
        """Give the statements under each key, sorted, at most `limit` a key; empty keys left out.

        The first by id are given, so that what a large block gives is a function of its members.
        """
        found: dict[str, list[str]] = {}
        place = func.row_number().over(partition_by=t.keys.c.key, order_by=t.keys.c.statement)
        with self._read() as conn:
            for part in parts(storable(key) or "" for key in keys):
                ranked = (
                    select(t.keys.c.key, t.keys.c.statement, place.label("place"))
                    .where(t.keys.c.key.in_(part))
                    .subquery()
                )
                chosen = (
                    select(ranked.c.key, ranked.c.statement)
                    .where(ranked.c.place <= limit)
                    .order_by(ranked.c.key, ranked.c.statement)
                )
                for row in conn.execute(chosen):
                    found.setdefault(row.key, []).append(row.statement)
        return found

    def held_by(self, statements: Iterable[str]) -> dict[str, str]:
        """Give the id of the incident that each statement stands in, by statement id."""
        members = t.incident_statements
        found: dict[str, str] = {}
        with self._read() as conn:
            for part in parts(statements):
                rows = conn.execute(select(members).where(members.c.statement.in_(part)))
                found.update({row.statement: row.incident for row in rows})
        return found

    def members(self, incidents: Iterable[str]) -> dict[str, list[str]]:
        """Give the statements of incidents, sorted, by incident id."""
        columns = t.incident_statements.c
        found: dict[str, list[str]] = {}
        with self._read() as conn:
            for part in parts(incidents):
                chosen = select(t.incident_statements).where(columns.incident.in_(part))
                for row in conn.execute(chosen.order_by(columns.statement)):
                    found.setdefault(row.incident, []).append(row.statement)
        return found

    def documents_of(self, statements: Iterable[str], *, current: bool = True) -> dict[str, str]:
        """Give the document of each statement, by statement id.

        Args:
            statements: Their ids.
            current: Leave out those of replaced versions.
        """
        columns = t.statements.c
        found: dict[str, str] = {}
        with self._read() as conn:
            for part in parts(statements):
                chosen = select(columns.id, columns.document).where(columns.id.in_(part))
                rows = conn.execute(chosen.where(columns.current) if current else chosen)
                found.update({row.id: row.document for row in rows})
        return found

    def days_named(
        self, statements: Iterable[str]
    ) -> dict[str, tuple[str | None, frozenset[tuple[str, str]]]]:
        """Give what is known of days without reading a record, by statement id.

        Returns:
            When the statement's document was published, and first and last day of every time
            that any statement of the document has, as they were read.
        """
        mine, near, d = t.statements.alias(), t.statements.alias(), t.documents.c
        listed = mine.c.id.in_(bindparam("listed", expanding=True))
        dated = and_(near.c.document == mine.c.document, near.c.current, near.c.start.is_not(None))
        chosen = (
            select(mine.c.id, d.published, near.c.start, near.c.end)
            .join(t.documents, d.id == mine.c.document)
            .outerjoin(near, dated)
            .where(listed, mine.c.current)
            .distinct()
        )
        found: dict[str, tuple[str | None, set[tuple[str, str]]]] = {}
        with self._read() as conn:
            for part in parts(statements):
                for id_, published, start, end in conn.execute(chosen, {"listed": part}):
                    known = found.setdefault(id_, (published, set()))
                    if start is not None:
                        known[1].add((start, end))
        return {id_: (published, frozenset(some)) for id_, (published, some) in found.items()}

    def statement_ids(self, documents: Iterable[str]) -> dict[str, list[str]]:
        """Give the ids of the current statements of documents, sorted, by document id."""
        columns = t.statements.c
        found: dict[str, list[str]] = {}
        with self._read() as conn:
            for part in parts(documents):
                chosen = select(columns.id, columns.document).order_by(columns.id)
                rows = conn.execute(chosen.where(columns.document.in_(part), columns.current))
                for row in rows:
                    found.setdefault(row.document, []).append(row.id)
        return found


def parts(ids: Iterable[str]) -> Iterable[Collection[str]]:
    """Split ids, sorted and each once, into as many as one question to the database takes."""
    listed = sorted(set(ids))
    return [listed[start : start + PART] for start in range(0, len(listed), PART)]
