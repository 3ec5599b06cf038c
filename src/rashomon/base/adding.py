"""Adding readings: everything of one document in one transaction."""

from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, literal, or_, select, update

from rashomon.base import tables as t
from rashomon.base.canonical import canonical, compress, digest, make_salt, now, storable
from rashomon.base.queueing import leave_queue, queue_up
from rashomon.base.records import AddedDocument, Collection
from rashomon.base.rows import actor_rows, speaker_rows, statement_row
from rashomon.base.store import Store, Writer
from rashomon.layers.state import FIELDS
from rashomon.model.document import Document, Failure
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reading


class Adding(Store):
    """The part of a base that takes in."""

    def add_reading(self, reading: Reading, collection: Collection) -> AddedDocument:
        """Keep one document whole: bytes, text, layers, statements, and how it was come by.

        Adding the same document again changes nothing; other text under a known key is a new
        version, and only the newest version counts.

        Args:
            reading: What `Reader` gave; its document should still have its bytes (``raw``).
            collection: How it was come by.

        Raises:
            BaseError: The base can't be written; nothing of the document is kept then.
        """
        document = reading.document
        with self._write() as tx:
            tx.conn.execute(
                delete(t.failures).where(t.failures.c.document_key == storable(document.key))
            )
            known = tx.conn.execute(
                select(t.documents.c.id, t.documents.c.sha256, t.documents.c.current).where(
                    t.documents.c.id == document.id
                )
            ).first()
            if known is not None:
                return _again(tx, document, collection)
            previous = _current_version(tx.conn, document.key)
            if (previous and previous.masked) or _was_erased(tx.conn, document.id):
                return AddedDocument(document=document.id, outcome="erased")
            if previous is not None:
                supersede(tx, previous.id)
            _add(tx, reading, previous)
            _log(tx, document, collection)
            ids = tuple(dict.fromkeys(s.id for s in reading.statements))
            outcome = "added" if previous is None else "version"
            before = {} if previous is None else {"previous": previous.id}
            tx.tell(f"document.{outcome}", document.id, statements=len(ids), **before)
            return AddedDocument(
                document=document.id,
                outcome=outcome,
                statements=ids,
                previous=None if previous is None else previous.id,
            )

    def add_failure(self, failure: Failure, collection: Collection) -> None:
        """Keep what could not be read as a row, one a key; reading it later removes the row."""
        key = storable(failure.document_key)
        with self._write() as tx:
            tx.conn.execute(delete(t.failures).where(t.failures.c.document_key == key))
            row = {"document_key": key, "at": collection.at or now(), "record": canonical(failure)}
            tx.conn.execute(insert(t.failures), row)

    def drop_failure(self, key: str) -> None:
        """Forget that something could not be read: it can be now."""
        with self._write() as tx:
            tx.conn.execute(delete(t.failures).where(t.failures.c.document_key == storable(key)))

    def knows(self, document: Document) -> bool:
        """Tell whether adding a document would change nothing, so that it need not be read."""
        logged = select(t.collection.c.seq).where(
            t.collection.c.document == document.id, t.collection.c.sha256 == document.sha256
        )
        with self._read() as conn:
            if conn.execute(logged).first() is not None:
                return True
            previous = _current_version(conn, document.key)
            return bool(previous and previous.masked) or _was_erased(conn, document.id)


def _was_erased(conn: Connection, document: str) -> bool:
    chosen = select(t.changes.c.seq).where(
        t.changes.c.subject == document, t.changes.c.kind == "document.erased"
    )
    return conn.execute(chosen).first() is not None


def _current_version(conn: Connection, key: str) -> Row[Any] | None:
    return conn.execute(
        select(t.documents.c.id, t.documents.c.version, t.documents.c.masked).where(
            t.documents.c.key == storable(key), t.documents.c.current
        )
    ).first()


def _add(tx: Writer, reading: Reading, previous: Row[Any] | None) -> None:
    document = reading.document
    salt = make_salt()
    keep_blob(tx.conn, document.sha256, document.raw)
    statements = {s.id: s for s in reading.statements}
    rows = [statement_row(s, salt) for s in statements.values()]
    row = {
        "key": storable(document.key),
        "version": 1 if previous is None else previous.version + 1,
        "previous": None if previous is None else previous.id,
        "current": True,
        "masked": False,
        "statement_count": len(rows),
        **content_columns(document, layers_of(reading), salt),
    }
    seq = tx.enter("document", document.id, document_digest(row, [r["digest"] for r in rows]))
    tx.conn.execute(insert(t.documents), {**row, "seq": seq})
    if not rows:
        return
    for n, one in zip(tx.next_n(len(rows)), rows, strict=True):
        one |= {"n": n, "current": True, "pending": True}
    tx.conn.execute(insert(t.statements), rows)
    add_names(tx.conn, list(statements.values()))
    queue_up(tx.conn, statements)


def add_names(conn: Connection, statements: list[Statement]) -> None:
    """Keep who says, and who takes part in, statements."""
    if said := [row for s in statements for row in speaker_rows(s)]:
        conn.execute(insert(t.speakers), said)
    if done := [row for s in statements for row in actor_rows(s)]:
        conn.execute(insert(t.actors), done)


def layers_of(reading: Reading) -> str:
    """Give the layers of a reading as canonical JSON."""
    return canonical({field: getattr(reading, field) for field in FIELDS})


def content_columns(document: Document, layers: str, salt: bytes) -> dict[str, Any]:
    """Give the columns of a document that hold or repeat its content."""
    record = canonical(document)
    return {
        "id": document.id,
        "sha256": document.sha256,
        "outlet": storable(document.outlet),
        "published": document.published,
        "language": document.language,
        "record": record,
        "layers": compress(layers.encode()),
        "salt": salt,
        "record_digest": digest(salt, record),
        "layers_digest": digest(salt, layers),
    }


def document_digest(row: dict[str, Any], statement_digests: list[str]) -> str:
    """Give the digest that the journal holds of a document: over all its parts."""
    parts = [row["id"], str(row["version"]), row["previous"] or "", str(row["masked"])]
    parts += [row["record_digest"], row["layers_digest"]]
    return digest(row["salt"], *parts, *sorted(statement_digests))


def keep_blob(conn: Connection, sha256: str, raw: bytes) -> None:
    """Keep bytes under their SHA-256; known ones are not kept twice."""
    found = conn.execute(select(t.blobs.c.size).where(t.blobs.c.sha256 == sha256)).first()
    if found is None and raw:
        conn.execute(insert(t.blobs), {"sha256": sha256, "size": len(raw), "data": compress(raw)})


def _again(tx: Writer, document: Document, collection: Collection) -> AddedDocument:
    """A document that is there: only other bytes or another way of coming by it are new."""
    seen = tx.conn.execute(
        select(t.collection.c.record).where(
            t.collection.c.document == document.id, t.collection.c.sha256 == document.sha256
        )
    ).first()
    if seen is not None:
        return AddedDocument(document=document.id, outcome="known")
    keep_blob(tx.conn, document.sha256, document.raw)
    _log(tx, document, collection)
    tx.tell("document.recaptured", document.id, sha256=document.sha256)
    return AddedDocument(document=document.id, outcome="recaptured")


def _log(tx: Writer, document: Document, collection: Collection) -> None:
    """Write a line of the collection log; what the document itself says goes first."""
    salt = make_salt()
    record = canonical(
        {
            "document": document.id,
            "at": document.retrieved_at or collection.at or now(),
            "by": document.retrieved_by or collection.by,
            "how": document.method or collection.how,
            "address": document.url or collection.address or document.key,
            "archive_address": document.archive_url or collection.archive_address,
            "sha256": document.sha256,
            "size": len(document.raw),
        }
    )
    seq = tx.enter("collection", document.id, digest(salt, document.id, record))
    row = {
        "seq": seq,
        "document": document.id,
        "sha256": document.sha256,
        "record": record,
        "salt": salt,
    }
    tx.conn.execute(insert(t.collection), row)


def supersede(tx: Writer, document: str) -> None:
    """Take a document out of what counts: it stays, but its statements no longer add up."""
    tx.conn.execute(update(t.documents).where(t.documents.c.id == document).values(current=False))
    here = t.statements.c.document == document
    unlink(tx, document)
    leave_queue(tx.conn, document)
    tx.conn.execute(update(t.statements).where(here).values(current=False, pending=False))
    tx.tell("document.superseded", document)


def unlink(tx: Writer, document: str) -> None:
    """Take a document's statements out of all incidents and pairs.

    The incidents that held them are removed; their other statements wait to be linked anew.
    """
    mine = select(t.statements.c.id).where(t.statements.c.document == document)
    held = (
        select(t.incident_statements.c.incident)
        .where(t.incident_statements.c.statement.in_(mine))
        .distinct()
    )
    drop_incidents(tx, [row.incident for row in tx.conn.execute(held)])
    conn = tx.conn
    conn.execute(delete(t.edges).where(or_(t.edges.c.a.in_(mine), t.edges.c.b.in_(mine))))
    conn.execute(delete(t.keys).where(t.keys.c.statement.in_(mine)))
    conn.execute(delete(t.signatures).where(t.signatures.c.document == document))
    conn.execute(delete(t.copies).where(or_(t.copies.c.a == document, t.copies.c.b == document)))


def drop_incidents(tx: Writer, ids: list[str]) -> None:
    """Remove incidents; their statements wait to be linked anew."""
    if not ids:
        return
    held = select(t.incident_statements.c.statement).where(
        t.incident_statements.c.incident.in_(ids)
    )
    tx.conn.execute(
        update(t.statements)
        .where(t.statements.c.id.in_(held), t.statements.c.current)
        .values(pending=True)
    )
    tx.conn.execute(delete(t.incident_statements).where(t.incident_statements.c.incident.in_(ids)))
    tx.conn.execute(delete(t.incidents).where(t.incidents.c.id.in_(ids)))
    tx.tell_all([("incident.removed", one, {}) for one in sorted(ids)])


def count_rows(conn: Connection, table: Any, where: Any = None) -> int:
    """Count a table's rows."""
    chosen = (
        select(func.count()).select_from(table).where(literal(True) if where is None else where)
    )
    return int(conn.execute(chosen).scalar() or 0)
