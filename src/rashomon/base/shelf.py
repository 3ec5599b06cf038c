"""What is kept: documents, their bytes, their log, and statements."""

import json
from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Select, func, select

from rashomon.base import tables as t
from rashomon.base.adding import count_rows
from rashomon.base.canonical import expand, storable
from rashomon.base.linking import WAITS
from rashomon.base.records import CollectionEntry, JournalEntry
from rashomon.base.rows import to_document, to_statement
from rashomon.base.store import Store
from rashomon.model.decode import from_plain, parse
from rashomon.model.document import Document, Failure
from rashomon.model.statement import Statement

PAGE: Final = 500
"""Rows fetched at a time, so that memory does not grow with the base."""
SHORTEST_PREFIX: Final = 3
KINDS: Final = {
    "statement": t.statements,
    "document": t.documents,
    "incident": t.incidents,
    "judgement": t.judgements,
}


class Shelf(Store):
    """The part of a base that gives back what came in."""

    def document(self, id: str) -> Document | None:
        """Give a document with its text, or None; its bytes are given by `raw`."""
        with self._read() as conn:
            row = conn.execute(select(t.documents.c.record).where(t.documents.c.id == id)).first()
        return None if row is None else to_document(row.record)

    def document_by_key(self, key: str) -> Document | None:
        """Give the current version of a document by its key, or None."""
        chosen = select(t.documents.c.record).where(
            t.documents.c.key == storable(key), t.documents.c.current
        )
        with self._read() as conn:
            row = conn.execute(chosen).first()
        return None if row is None else to_document(row.record)

    def documents(
        self, ids: Iterable[str] | None = None, *, current: bool = True
    ) -> Iterator[Document]:
        """Give documents in the order of their ids, a page in memory at a time.

        Args:
            ids: Only these; all without it.
            current: Leave out versions that a newer one has replaced.
        """
        chosen = select(t.documents.c.id, t.documents.c.record)
        if current:
            chosen = chosen.where(t.documents.c.current)
        for row in self._pages(chosen, t.documents.c.id, ids):
            yield to_document(row.record)

    def versions(self, key: str) -> list[str]:
        """Give the ids of all versions of a document by its key, oldest first."""
        chosen = (
            select(t.documents.c.id)
            .where(t.documents.c.key == storable(key))
            .order_by(t.documents.c.version)
        )
        with self._read() as conn:
            return [row.id for row in conn.execute(chosen)]

    def raw(self, document: str) -> bytes | None:
        """Give the bytes that came in for a document; None where they were not kept or erased."""
        chosen = select(t.blobs.c.data).join(t.documents, t.documents.c.sha256 == t.blobs.c.sha256)
        with self._read() as conn:
            row = conn.execute(chosen.where(t.documents.c.id == document)).first()
        return None if row is None else expand(row.data)

    def layers(self, document: str) -> dict[str, Any] | None:
        """Give the layers of a document as plain values, or None."""
        with self._read() as conn:
            row = conn.execute(
                select(t.documents.c.layers).where(t.documents.c.id == document)
            ).first()
        return None if row is None else json.loads(expand(row.layers))

    def named_in(self, documents: Iterable[str]) -> dict[str, tuple[str | None, dict[str, Any]]]:
        """Tell when documents were published, and whom and what they name, by their ids.

        Returns:
            The day of publication, and plain values as `rashomon.base.naming` puts them together.
        """
        d, n = t.documents.c, t.names.c
        chosen = select(d.id, d.published, n.record).join(t.names, n.document == d.id)
        rows = self._pages(chosen, d.id, documents)
        return {row.id: (row.published, parse(row.record)) for row in rows}

    def statement(self, id: str) -> Statement | None:
        """Give a statement as the program read it, or None."""
        with self._read() as conn:
            row = conn.execute(select(t.statements.c.record).where(t.statements.c.id == id)).first()
        return None if row is None else to_statement(row.record)

    def statements(
        self,
        ids: Iterable[str] | None = None,
        *,
        documents: Some[str] | None = None,
        current: bool = True,
    ) -> Iterator[Statement]:
        """Give statements as the program read them, in the order of their ids.

        Args:
            ids: Only these; all without it. Unknown ones are passed over.
            documents: Only those of these documents (ids).
            current: Leave out those of replaced versions.
        """
        chosen = select(t.statements.c.id, t.statements.c.record)
        if current:
            chosen = chosen.where(t.statements.c.current)
        if documents is not None:
            chosen = chosen.where(t.statements.c.document.in_(sorted(documents)))
        for row in self._pages(chosen, t.statements.c.id, ids):
            yield to_statement(row.record)

    def _pages(
        self,
        chosen: Select[Any],
        column: Any,
        ids: Iterable[str] | None = None,
        *,
        size: int = PAGE,
    ) -> Iterator[Any]:
        """Give rows in the order of a unique column; no cursor stays open in between."""
        if ids is not None:
            wanted = sorted(set(ids))
            for start in range(0, len(wanted), PAGE):
                part = chosen.where(column.in_(wanted[start : start + PAGE])).order_by(column)
                with self._read() as conn:
                    rows = conn.execute(part).all()
                yield from rows
            return
        after = None
        while True:
            part = chosen if after is None else chosen.where(column > after)
            with self._read() as conn:
                rows = conn.execute(part.order_by(column).limit(size)).all()
            yield from rows
            if len(rows) < size:
                return
            after = getattr(rows[-1], column.name)

    def collection_log(self, document: str) -> list[CollectionEntry]:
        """Tell when, by whom, how and from where a document was collected, each time."""
        chosen = (
            select(t.collection.c.seq, t.collection.c.record)
            .where(t.collection.c.document == document)
            .order_by(t.collection.c.seq)
        )
        with self._read() as conn:
            rows = conn.execute(chosen).all()
        return [CollectionEntry(seq=row.seq, **json.loads(row.record)) for row in rows]

    def journal(self) -> Iterator[JournalEntry]:
        """Give the entries of the journal in order."""
        for row in self._pages(select(t.journal), t.journal.c.seq):
            yield JournalEntry(**row._mapping)

    def failures(self) -> list[Failure]:
        """List what could not be read and has not been read since, by key."""
        chosen = select(t.failures.c.record).order_by(t.failures.c.document_key)
        with self._read() as conn:
            return [from_plain(Failure, json.loads(r.record)) for r in conn.execute(chosen)]

    def counts(self) -> dict[str, int]:
        """Count documents, statements, incidents … that count, and what waits to be linked."""
        with self._read() as conn:
            return {
                "documents": count_rows(conn, t.documents, t.documents.c.current),
                "replaced_documents": count_rows(conn, t.documents, ~t.documents.c.current),
                "statements": count_rows(conn, t.queue),
                "pending": count_rows(conn, t.statements, WAITS),
                "incidents": count_rows(conn, t.incidents),
                "judgements": count_rows(conn, t.judgements),
                "failures": count_rows(conn, t.failures),
                "tombstones": count_rows(conn, t.tombstones),
                "journal": int(conn.execute(select(func.max(t.journal.c.seq))).scalar() or 0),
            }

    def find_ids(self, prefix: str, limit: int = 20) -> list[tuple[str, str]]:
        """Find what has an id that begins so.

        Returns:
            Kind (``statement`` ``document`` ``incident`` ``judgement``) and id; a whole id gives
            that one alone.
        """
        if len(prefix) < SHORTEST_PREFIX:
            return []
        found: list[tuple[str, str]] = []
        with self._read() as conn:
            for kind, table in KINDS.items():
                if conn.execute(select(table.c.id).where(table.c.id == prefix)).first():
                    return [(kind, prefix)]
                begins = table.c.id.startswith(prefix, autoescape=True)
                rows = conn.execute(
                    select(table.c.id).where(begins).order_by(table.c.id).limit(limit)
                )
                found += [(kind, row.id) for row in rows]
        return found[:limit]
