"""The connection to a base: transactions that nest, and the one writer at a time."""

import contextlib
import threading
from collections.abc import Callable, Hashable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, Insert, Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from rashomon.base import tables as t
from rashomon.base.canonical import canonical, now
from rashomon.base.engines import WRITES, explain
from rashomon.base.journal import FIRST, chain_hash
from rashomon.base.watching import Watch
from rashomon.errors import BaseError

Value = TypeVar("Value")
LISTS: Final = "lists"
"""Key of the number of the change with which what lists show of incidents changed last."""


class Writer:
    """One open writing transaction: its connection, and the numbers that it gives out."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self.depth = 0
        self.is_broken = False
        self.late: dict[Table, list[dict[str, Any]]] | None = None
        last = conn.execute(
            select(t.journal.c.seq, t.journal.c.hash).order_by(t.journal.c.seq.desc()).limit(1)
        ).first()
        self._seq: int = last.seq if last else 0
        self._prev: str = last.hash if last else FIRST
        self._n: int = conn.execute(select(func.max(t.statements.c.n))).scalar() or 0
        self._change: int = conn.execute(select(func.max(t.changes.c.seq))).scalar() or 0

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Put rows in at the end, all of a table at once: many small orders are dear.

        Nothing within may read back what is put in.
        """
        self.late = {}
        try:
            yield
            for table, rows in self.late.items():
                self.conn.execute(_inserting(table), rows)
        finally:
            self.late = None

    def put(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Insert rows, all with the same columns, at once or at the end of `together`."""
        if not rows:
            return
        if self.late is not None:
            self.late.setdefault(table, []).extend(rows)
        else:
            self.conn.execute(_inserting(table), rows)

    def next_n(self, count: int) -> range:
        """Give the next places in the order of arrival."""
        start = self._n + 1
        self._n += count
        return range(start, self._n + 1)

    @property
    def next_seq(self) -> int:
        """Number that the next journal entry will have."""
        return self._seq + 1

    def enter(self, action: str, subject: str, digest: str, *, at: str | None = None) -> int:
        """Append an entry to the journal.

        Returns:
            Its number.
        """
        entry: dict[str, Any] = {
            "seq": self._seq + 1,
            "at": at or now(),
            "action": action,
            "subject": subject,
            "digest": digest,
            "prev": self._prev,
        }
        entry["hash"] = chain_hash(entry)
        self.put(t.journal, [entry])
        self._seq, self._prev = entry["seq"], entry["hash"]
        return self._seq

    def note_lists(self) -> None:
        """Say that what lists show of incidents has changed; something is told with it."""
        upsert(self.conn, t.meta, [{"key": LISTS, "value": str(self._change + 1)}])

    def tell(self, kind: str, subject: str, **detail: Any) -> None:
        """Append a line to the feed of changes."""
        self.tell_all([(kind, subject, detail)])

    def tell_all(self, lines: list[tuple[str, str, dict[str, Any]]]) -> None:
        """Append lines to the feed of changes: kind, subject, detail."""
        at = now()
        rows = [
            {
                "seq": self._change + n,
                "at": at,
                "kind": kind,
                "subject": subject,
                "detail": canonical(detail),
            }
            for n, (kind, subject, detail) in enumerate(lines, start=1)
        ]
        self.put(t.changes, rows)
        self._change += len(rows)


class Store:
    """A base's engine, with transactions."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where
        self._local = threading.local()
        path = engine.url.database if engine.dialect.name == "sqlite" else None
        self._watch = Watch(Path(path)) if path else None

    @property
    def is_postgresql(self) -> bool:
        """Whether a PostgreSQL server keeps the base."""
        return self.engine.dialect.name == "postgresql"

    @property
    def is_writing(self) -> bool:
        """Whether this thread is within a transaction."""
        return getattr(self._local, "writer", None) is not None

    def close(self) -> None:
        """Close all connections; the base can be opened again."""
        self.engine.dispose()
        if self._watch is not None:
            self._watch.close()

    def _kept(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give what was read before if nobody has committed anything since, or read it now.

        Args:
            key: Names the answer and all that it depends on but the base.
            make: Reads it.
        """
        if self._watch is None or self.is_writing:
            return make()
        with self._explained():
            return self._watch.get(key, make)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Group writing: all of it is kept, or nothing. A call within a call joins it.

        Raises:
            BaseLockedError: Another program has been writing for too long.
        """
        with self._write():
            yield

    @contextlib.contextmanager
    def _write(self) -> Iterator[Writer]:
        writer: Writer | None = getattr(self._local, "writer", None)
        if writer is not None:
            yield from self._join(writer)
            return
        with self._explained(), self.engine.connect() as plain:
            conn = plain.execution_options(**{WRITES: True})
            with conn.begin():
                self._local.writer = writer = Writer(conn)
                try:
                    yield writer
                finally:
                    self._local.writer = None
                if writer.is_broken:
                    problem = "a part of a grouped change failed"
                    raise BaseError(self.where, problem, "Nothing of it was kept; see the cause")

    def _join(self, writer: Writer) -> Iterator[Writer]:
        try:
            yield writer
        except BaseException:
            writer.is_broken = True
            raise

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        writer: Writer | None = getattr(self._local, "writer", None)
        with self._explained():
            if writer is not None:
                yield writer.conn
                return
            with self.engine.connect() as conn:
                yield conn

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise explain(error, self.where) from error


@cache
def _inserting(table: Table) -> Insert:
    """Give the order that inserts into a table, put together once."""
    return insert(table)


def upsert(conn: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows; one whose primary key is there replaces what is there."""
    if not rows:
        return
    make = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    new = make(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: new.excluded[name] for name in rows[0] if name not in keys}
    conn.execute(new.on_conflict_do_update(index_elements=keys, set_=changed), rows)
