"""Adding readings: everything of one document in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from rashomon.base import tables as t
from rashomon.base.canonical import canonical, compress, digest, make_salt, now, storable
from rashomon.base.naming import named_in
from rashomon.base.queueing import leave_queue, queue_up
from rashomon.base.records import AddedDocument, Collection
from rashomon.base.rows import actor_rows, speaker_rows, statement_row
from rashomon.base.store import Store, Writer
from rashomon.layers.state import FIELDS
from rashomon.model.document import Document, Failure
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reading

_ID: Final[Any] = bindparam("of_id")
_KEY: Final[Any] = bindparam("of_key")
FORGET_FAILURE: Final = delete(t.failures).where(t.failures.c.document_key == _KEY)
KNOWN: Final = select(t.documents.c.id).where(t.documents.c.id == _ID)
ERASED: Final = select(t.changes.c.seq).where(
    t.changes.c.subject == _ID, t.changes.c.kind == "document.erased"
)
CURRENT_VERSION: Final = select(
    t.documents.c.id, t.documents.c.version, t.documents.c.masked
).where(t.documents.c.key == _KEY, t.documents.c.current)
KEPT_BLOB: Final = select(t.blobs.c.size).where(t.blobs.c.sha256 == bindparam("of_sha256"))
PUT_BLOB: Final = insert(t.blobs)
"""What is asked of the database for each document, put together once."""


TOGETHER: Final = 200
"""Documents whose rows are put in at once."""


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
            tx.conn.execute(FORGET_FAILURE, {"of_key": storable(document.key)})
            if tx.conn.execute(KNOWN, {"of_id": document.id}).first() is not None:
                return _again(tx, document, collection)
            previous = _current_version(tx.conn, document.key)
            if (previous and previous.masked) or _was_erased(tx.conn, document.id):
                return AddedDocument(document=document.id, outcome="erased")
            if previous is not None:
                supersede(tx, previous.id)
            keep_blob(tx.conn, document.sha256, document.raw)
            added = _add(tx, reading, previous, collection)
            queue_up(tx.conn, added.statements)
            return added

    def add_readings(
        self, readings: Sequence[Reading], collection: Collection
    ) -> list[AddedDocument]:
        """Keep several documents, in their order and all or none: what `add_reading` does to each.

        Documents of which the base knows nothing are put in together, which is cheaper.
        """
        added: list[AddedDocument] = []
        with self._write() as tx:
            for start in range(0, len(readings), TOGETHER):
                part = readings[start : start + TOGETHER]
                if _are_new(tx.conn, [r.document for r in part]):
                    added += _add_new(tx, part, collection)
                else:
                    added += [self.add_reading(reading, collection) for reading in part]
        return added

    def add_failure(self, failure: Failure, collection: Collection) -> None:
        """Keep what could not be read as a row, one a key; reading it later removes the row."""
        key = storable(failure.document_key)
        with self._write() as tx:
            tx.conn.execute(FORGET_FAILURE, {"of_key": key})
            row = {"document_key": key, "at": collection.at or now(), "record": canonical(failure)}
            tx.conn.execute(insert(t.failures), row)

    def drop_failure(self, key: str) -> None:
        """Forget that something could not be read: it can be now."""
        with self._write() as tx:
            tx.conn.execute(FORGET_FAILURE, {"of_key": storable(key)})

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


def _add_new(
    tx: Writer, readings: Sequence[Reading], collection: Collection
) -> list[AddedDocument]:
    keep_blobs(tx.conn, {r.document.sha256: r.document.raw for r in readings})
    with tx.together():
        added = [_add(tx, reading, None, collection) for reading in readings]
    queue_up(tx.conn, [s for one in added for s in one.statements])
    return added


def _are_new(conn: Connection, documents: Sequence[Document]) -> bool:
    """Tell whether a base knows nothing of documents, nor they of each other."""
    ids = sorted({d.id for d in documents})
    keys = sorted({storable(d.key) or "" for d in documents})
    if len(ids) < len(documents) or len(keys) < len(documents):
        return False
    known = (
        select(t.documents.c.id).where(t.documents.c.id.in_(ids) | t.documents.c.key.in_(keys)),
        select(t.failures.c.document_key).where(t.failures.c.document_key.in_(keys)),
        select(t.changes.c.seq).where(
            t.changes.c.subject.in_(ids), t.changes.c.kind == "document.erased"
        ),
    )
    return all(conn.execute(one.limit(1)).first() is None for one in known)


def _was_erased(conn: Connection, document: str) -> bool:
    return conn.execute(ERASED, {"of_id": document}).first() is not None


def _current_version(conn: Connection, key: str) -> Row[Any] | None:
    return conn.execute(CURRENT_VERSION, {"of_key": storable(key)}).first()


def _add(
    tx: Writer, reading: Reading, previous: Row[Any] | None, collection: Collection
) -> AddedDocument:
    """Put a document in with all but its bytes and its places in the queue."""
    document = reading.document
    salt = make_salt()
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
    tx.put(t.documents, [{**row, "seq": seq}])
    named = named_in(statements.values(), reading.actors, reading.places)
    tx.put(t.names, [{"document": document.id, "record": canonical(named)}])
    for n, one in zip(tx.next_n(len(rows)), rows, strict=True):
        one |= {"n": n, "current": True, "pending": True}
    tx.put(t.statements, rows)
    add_names(tx, list(statements.values()))
    _log(tx, document, collection)
    outcome = "added" if previous is None else "version"
    before = {} if previous is None else {"previous": previous.id}
    tx.tell(f"document.{outcome}", document.id, statements=len(rows), **before)
    return AddedDocument(
        document=document.id, outcome=outcome, statements=tuple(statements), **before
    )


def add_names(tx: Writer, statements: list[Statement]) -> None:
    """Keep who says, and who takes part in, statements."""
    tx.put(t.speakers, [row for s in statements for row in speaker_rows(s)])
    tx.put(t.actors, [row for s in statements for row in actor_rows(s)])


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
        "title": storable(document.title),
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
    found = conn.execute(KEPT_BLOB, {"of_sha256": sha256}).first()
    if found is None and raw:
        conn.execute(PUT_BLOB, {"sha256": sha256, "size": len(raw), "data": compress(raw)})


def keep_blobs(conn: Connection, blobs: Mapping[str, bytes]) -> None:
    """Keep several contents by their SHA-256; known ones are not kept twice."""
    chosen = select(t.blobs.c.sha256).where(t.blobs.c.sha256.in_(sorted(blobs)))
    known = {row.sha256 for row in conn.execute(chosen)}
    rows = [
        {"sha256": sha256, "size": len(raw), "data": compress(raw)}
        for sha256, raw in blobs.items()
        if raw and sha256 not in known
    ]
    if rows:
        conn.execute(PUT_BLOB, rows)


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
    tx.put(t.collection, [row])


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
    tx.note_lists()
    for table in (t.incidents, t.incident_records):
        tx.conn.execute(delete(table).where(table.c.id.in_(ids)))
    tx.tell_all([("incident.removed", one, {}) for one in sorted(ids)])


def count_rows(conn: Connection, table: Any, where: Any = None) -> int:
    """Count a table's rows."""
    chosen = (
        select(func.count()).select_from(table).where(literal(True) if where is None else where)
    )
    return int(conn.execute(chosen).scalar() or 0)
