"""Check that everything in a base is what it was when it came in.

All digests are computed anew: of bytes, documents, layers, statements, log, judgements and
tombstones; each must fit the journal, and the journal's entries each other. What is shown of
incidents must fit their records.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

import zstandard
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from rashomon.base import tables as t
from rashomon.base.adding import document_digest
from rashomon.base.canonical import digest, expand, storable
from rashomon.base.journal import FIRST, chain_hash
from rashomon.base.naming import names_row
from rashomon.base.records import Fault
from rashomon.base.rows import (
    actor_rows,
    speaker_rows,
    statement_columns,
    to_document,
    to_statement,
    words_of,
)
from rashomon.base.shelf import Shelf
from rashomon.base.verifying_incidents import incident_faults
from rashomon.model.decode import DecodeError
from rashomon.model.statement import Statement

CONTENT: Final = frozenset({"document", "collection", "judgement", "mask", "tombstone"})
"""Actions of entries that have content somewhere, or a tombstone that says why not."""


class Verifying(Shelf):
    """The part of a base that checks itself."""

    def verify(self) -> list[Fault]:
        """Check the whole base.

        Returns:
            What doesn't fit, by kind and subject; nothing when all is as it was.
        """
        return list(self._faults())

    def _faults(self) -> Iterator[Fault]:
        entries: dict[int, tuple[str, str]] = {}
        yield from self._chain(entries)
        met: set[int] = set()
        yield from self._blobs()
        yield from self._documents(entries, met)
        yield from self._salted(t.collection, "collection", "document", entries, met)
        yield from self._salted(t.judgements, "judgement", "id", entries, met)
        yield from self._undoing()
        gone: set[int] = set()
        yield from self._tombstones(entries, met, gone)
        for seq in sorted(entries.keys() - met - gone):
            subject = entries[seq][0]
            yield Fault(
                kind="journal", subject=str(seq), problem=f"the content of {subject} is missing"
            )
        yield from self._incidents()
        yield from self._index()

    def _chain(self, entries: dict[int, tuple[str, str]]) -> Iterator[Fault]:
        """Check that every entry holds the hash of the one before it; gather the digests."""
        prev, expected = FIRST, 1
        for entry in self.journal():
            subject = str(entry.seq)
            if entry.seq != expected:
                problem = f"entries {expected} to {entry.seq - 1} are missing"
                yield Fault(kind="journal", subject=subject, problem=problem)
            elif entry.prev != prev:
                problem = "it does not follow the entry before it"
                yield Fault(kind="journal", subject=subject, problem=problem)
            plain = {
                name: getattr(entry, name) for name in ("seq", "at", "action", "digest", "prev")
            }
            if chain_hash(plain) != entry.hash:
                problem = "its hash does not fit what it says"
                yield Fault(kind="journal", subject=subject, problem=problem)
            prev, expected = entry.hash, entry.seq + 1
            entries[entry.seq] = (entry.subject, entry.digest)
        yield from self._end(expected - 1)

    def _end(self, last: int) -> Iterator[Fault]:
        """Check that no content points beyond the journal's end: entries cut off there."""
        with self._read() as conn:
            for table in (t.documents, t.collection, t.judgements, t.tombstones):
                rows = conn.execute(select(table.c.seq).where(table.c.seq > last))
                for row in rows:
                    problem = f"the journal's entry {row.seq} is missing"
                    yield Fault(kind="journal", subject=str(row.seq), problem=problem)

    def _blobs(self) -> Iterator[Fault]:
        named: set[str] = set()
        for row in self._pages(select(t.blobs), t.blobs.c.sha256, size=20):
            named.add(row.sha256)
            try:
                content = expand(row.data)
            except zstandard.ZstdError:
                yield Fault(kind="blob", subject=row.sha256, problem="its bytes are damaged")
                continue
            if hashlib.sha256(content).hexdigest() != row.sha256 or len(content) != row.size:
                yield Fault(kind="blob", subject=row.sha256, problem="its bytes are others")
        for row in self._pages(
            select(t.collection.c.seq, t.collection.c.record), t.collection.c.seq
        ):
            entry = json.loads(row.record)
            if entry["size"] and entry["sha256"] not in named:
                problem = f"the bytes of {entry['document']} are missing"
                yield Fault(kind="blob", subject=entry["sha256"], problem=problem)

    def _documents(self, entries: dict[int, tuple[str, str]], met: set[int]) -> Iterator[Fault]:
        for row in self._pages(select(t.documents), t.documents.c.id, size=100):
            digests: list[str] = []
            yield from self._statements(row, digests)
            met.add(row.seq)
            for fault in _document_faults(row._mapping):
                yield Fault(kind=fault[0], subject=row.id, problem=fault[1])
            yield from self._newest(row)
            yield from self._named(row)
            if entries.get(row.seq) != (row.id, document_digest(dict(row._mapping), digests)):
                problem = f"it does not fit the journal's entry {row.seq}"
                if len(digests) != row.statement_count:
                    problem += (
                        f": {row.statement_count} statements came in, {len(digests)} are there"
                    )
                yield Fault(kind="document", subject=row.id, problem=problem)
        yield from self._strays()

    def _named(self, row: Any) -> Iterator[Fault]:
        """Check that the names beside a document are those in it, where it can be decoded."""
        s, n = t.statements.c, t.names.c
        with self._read() as conn:
            told = conn.execute(select(s.record).where(s.document == row.id)).all()
            kept = conn.execute(select(n.record).where(n.document == row.id)).scalar()
        try:
            statements = [to_statement(one.record) for one in told]
            named = names_row(row.id, statements, json.loads(expand(row.layers)))
        except (DecodeError, ValueError, zstandard.ZstdError):
            return  # named as a fault of its own
        if kept != named["record"]:
            problem = "the names kept beside it are not those in it"
            yield Fault(kind="document", subject=row.id, problem=problem)

    def _newest(self, row: Any) -> Iterator[Fault]:
        same = select(func.max(t.documents.c.version)).where(t.documents.c.key == row.key)
        with self._read() as conn:
            newest = conn.execute(same).scalar()
        if row.current != (row.version == newest):
            problem = f"whether it counts does not fit its versions: {newest} is the newest"
            yield Fault(kind="document", subject=row.id, problem=problem)

    def _statements(self, document: Any, digests: list[str]) -> Iterator[Fault]:
        with self._read() as conn:
            rows = conn.execute(
                select(t.statements).where(t.statements.c.document == document.id)
            ).all()
            names = {
                table.name: _grouped(
                    conn.execute(
                        select(table)
                        .join(t.statements, t.statements.c.id == table.c.statement)
                        .where(t.statements.c.document == document.id)
                    )
                )
                for table in (t.speakers, t.actors)
            }
        for row in rows:
            digests.append(row.digest)
            if row.digest != digest(document.salt, row.record):
                yield Fault(kind="statement", subject=row.id, problem="its record is another")
                continue
            for problem in _column_faults(row._mapping, document, names):
                yield Fault(kind="statement", subject=row.id, problem=problem)

    def _strays(self) -> Iterator[Fault]:
        there = select(t.documents.c.id)
        chosen = select(t.statements.c.id).where(t.statements.c.document.not_in(there))
        with self._read() as conn:
            rows = conn.execute(chosen.order_by(t.statements.c.id)).all()
        for row in rows:
            yield Fault(kind="statement", subject=row.id, problem="its document is missing")

    def _salted(
        self, table: Any, kind: str, column: str, entries: dict[int, tuple[str, str]], met: set[int]
    ) -> Iterator[Fault]:
        for row in self._pages(select(table), table.c.seq):
            met.add(row.seq)
            subject = str(row._mapping[column])
            if entries.get(row.seq) != (subject, digest(row.salt, subject, row.record)):
                problem = f"it does not fit the journal's entry {row.seq}"
                yield Fault(kind=kind, subject=subject, problem=problem)

    def _undoing(self) -> Iterator[Fault]:
        """Check that judgements stand, and are found by subject, as their records tell."""
        with self._read() as conn:
            rows = conn.execute(select(t.judgements).order_by(t.judgements.c.at)).all()
            about: dict[str, set[str]] = {}
            for pair in conn.execute(select(t.judgement_subjects)):
                about.setdefault(pair.judgement, set()).add(pair.subject)
        records = {row.id: json.loads(row.record) for row in rows}
        undone: dict[str, str | None] = {}
        for id_, record in records.items():
            if record.get("undoes") is not None:
                undone[record["undoes"]] = id_
                before = records.get(record["undoes"], {}).get("undoes")
                if before is not None:
                    undone[before] = None
        for row in rows:
            if row.undone_by != undone.get(row.id):
                problem = "whether it stands does not fit what undoes it"
                yield Fault(kind="judgement", subject=row.id, problem=problem)
            if about.get(row.id, set()) != set(records[row.id]["subjects"]):
                problem = "its subjects are not what its record says"
                yield Fault(kind="judgement", subject=row.id, problem=problem)

    def _tombstones(
        self, entries: dict[int, tuple[str, str]], met: set[int], gone: set[int]
    ) -> Iterator[Fault]:
        for row in self._pages(select(t.tombstones), t.tombstones.c.seq):
            met.add(row.seq)
            subject = entries.get(row.seq, ("", ""))[0]
            if entries.get(row.seq) != (subject, digest(row.salt, subject, row.record)):
                problem = f"it does not fit the journal's entry {row.seq}"
                yield Fault(kind="tombstone", subject=str(row.seq), problem=problem)
                continue
            gone.update(json.loads(row.record)["entries"])

    def _incidents(self) -> Iterator[Fault]:
        there, of = t.incident_records.c, t.incident_statements.c
        chosen = select(t.incidents, there.record).outerjoin(
            t.incident_records, there.id == t.incidents.c.id
        )
        for row in self._pages(chosen, t.incidents.c.id):
            mine = select(of.statement).where(of.incident == row.id).order_by(of.statement)
            with self._read() as conn:
                members = [one.statement for one in conn.execute(mine)]
            yield from incident_faults(row._mapping, row.record, members)
        stray = select(t.incident_records.c.id).where(
            t.incident_records.c.id.not_in(select(t.incidents.c.id))
        )
        with self._read() as conn:
            gone = [row.id for row in conn.execute(stray.order_by(t.incident_records.c.id))]
        for id_ in gone:
            yield Fault(kind="incident", subject=id_, problem="its row is missing")

    def _index(self) -> Iterator[Fault]:
        """Check the full-text index of a file; a server's column is kept by the server."""
        if self.is_postgresql:
            return
        check = "INSERT INTO statement_words(statement_words, rank) VALUES('integrity-check', 1)"
        try:
            with self.engine.connect() as conn:
                conn.execute(text(check))
                conn.rollback()
        except DBAPIError:
            yield Fault(kind="index", subject="words", problem="it does not fit the statements")


def _document_faults(row: Any) -> Iterator[tuple[str, str]]:
    if row["record_digest"] != digest(row["salt"], row["record"]):
        yield "document", "its record is another"
    else:
        yield from _document_columns(row)
    try:
        layers = expand(row["layers"]).decode()
    except (zstandard.ZstdError, UnicodeDecodeError):
        yield "layers", "their bytes are damaged"
        return
    if row["layers_digest"] != digest(row["salt"], layers):
        yield "layers", "they are others"


def _document_columns(row: Any) -> Iterator[tuple[str, str]]:
    try:
        document = to_document(row["record"])
    except (DecodeError, ValueError) as error:
        yield "document", f"its record can't be decoded ({error})"
        return
    said = {
        "id": document.id,
        "sha256": document.sha256,
        "key": storable(document.key),
        "outlet": storable(document.outlet),
        "published": document.published,
        "language": document.language,
        "title": storable(document.title),
    }
    for name, value in said.items():
        if row[name] != value:
            yield "document", f"the column {name} is not what its record says"


def _grouped(rows: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row.statement, []).append(dict(row._mapping))
    return found


def _column_faults(
    row: Any, document: Any, names: dict[str, dict[str, list[dict[str, Any]]]]
) -> Iterator[str]:
    try:
        statement: Statement = to_statement(row["record"])
    except (DecodeError, ValueError) as error:
        yield f"its record can't be decoded ({error})"
        return
    said = {
        **statement_columns(statement),
        "id": statement.id,
        "document": statement.document,
        "words": words_of(statement),
        "current": document.current,
    }
    for name, value in said.items():
        if row[name] != value:
            yield f"the column {name} is not what its record says"
    for table, make in (("speakers", speaker_rows), ("actors", actor_rows)):
        if not _same_rows(names[table].get(statement.id, []), make(statement)):
            yield f"the table {table} is not what its record says"


def _same_rows(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> bool:
    def key(row: dict[str, Any]) -> tuple[str, int]:
        return str(row.get("role", "")), int(row["position"])

    return sorted(one, key=key) == sorted(other, key=key)
