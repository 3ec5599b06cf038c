"""Signatures of documents, and which of them copy each other."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import delete, insert, select

from rashomon.base import tables as t
from rashomon.base.canonical import storable
from rashomon.base.linking import parts
from rashomon.base.store import Store, upsert


class StoredCopy(NamedTuple):
    """Two documents of which one copies the other; `a` sorts before `b`."""

    a: str
    b: str
    kind: str
    why: str


class Copying(Store):
    """The part of a base that knows which documents copy each other."""

    def put_signature(self, document: str, keys: Iterable[str]) -> None:
        """Set the keys by which copies of a document are looked for."""
        rows = [{"key": key, "document": document} for key in sorted(set(keys))]
        with self._write() as tx:
            tx.conn.execute(delete(t.signatures).where(t.signatures.c.document == document))
            if rows:
                tx.conn.execute(insert(t.signatures), rows)

    def documents_with_signature(self, keys: Iterable[str]) -> list[str]:
        """Give ids of documents that share one of these keys, sorted."""
        found: set[str] = set()
        with self._read() as conn:
            for part in parts(keys):
                chosen = select(t.signatures.c.document).where(t.signatures.c.key.in_(part))
                found.update(row.document for row in conn.execute(chosen.distinct()))
        return sorted(found)

    def put_copy(self, a: str, b: str, kind: str, why: str) -> None:
        """Keep that one of two documents copies the other: ``exact`` ``near`` ``partial``."""
        first, second = sorted((a, b))
        row = {"a": first, "b": second, "kind": kind, "why": storable(why)}
        with self._write() as tx:
            upsert(tx.conn, t.copies, [row])

    def copies_of(self, documents: Iterable[str]) -> list[StoredCopy]:
        """Give all copies in which one of these documents stands, sorted."""
        found: set[StoredCopy] = set()
        with self._read() as conn:
            for part in parts(documents):
                for column in (t.copies.c.a, t.copies.c.b):
                    rows = conn.execute(select(t.copies).where(column.in_(part)))
                    found.update(StoredCopy(*row) for row in rows)
        return sorted(found)
