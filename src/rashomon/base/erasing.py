"""Take a document, or a person, out of a base; a reasoned tombstone stays."""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Table, delete, insert, or_, select, update

from rashomon.base import tables as t
from rashomon.base.adding import add_names, content_columns, document_digest, unlink
from rashomon.base.canonical import canonical, digest, expand, make_salt, now, storable
from rashomon.base.cleaning import Cleaning
from rashomon.base.masking import DocumentMask, PersonName
from rashomon.base.naming import names_row
from rashomon.base.queueing import leave_queue
from rashomon.base.records import Tombstone
from rashomon.base.rows import statement_row, to_document, to_statement
from rashomon.base.shelf import PAGE, Shelf
from rashomon.base.store import Writer
from rashomon.errors import ErasureError, UnknownIdError
from rashomon.model.decode import from_plain
from rashomon.model.encode import to_plain

ID: Final = re.compile(r"\b[ds][0-9a-f]{15}\b")
SALTED: Final = {"collection": "document", "judgements": "id", "tombstones": "seq"}
"""Tables of journaled records beside documents, and the column that names an entry's subject."""
UNTOUCHED: Final = frozenset(
    "blobs documents statements speakers actors journal users sessions tokens".split()
)
"""Tables that are handled apart, or hold no content."""
JSON_COLUMNS: Final = frozenset(("record", "detail", "value", "values"))
HEX: Final = 15


class Erasing(Cleaning, Shelf):
    """The part of a base that takes out."""

    def erase(
        self, *, document: str | None = None, person: str | None = None, who: str, why: str
    ) -> Tombstone:
        """Take a document (all its versions) or a person out, with everything made of them.

        Of a document nothing stays but its id. A person's name is masked with blanks wherever it
        stands; documents that held it lose their original bytes and get new ids, since bytes and
        ids were summed over a text with the name. Neither comes back by being added again under
        the same key. Freed space is overwritten.

        Args:
            document: Id of a document.
            person: Name of a person, whole.
            who: Who takes out; this stays in the tombstone.
            why: Their reason; this stays, too.

        Raises:
            UnknownIdError: There is no such document.
            ErasureError: Neither or both are given, or nobody is named who takes out.
            BaseLockedError: What was taken out is gone, but another program reads the base, so
                freed space is overwritten when it is opened next.
        """
        if (document is None) == (person is None):
            raise ErasureError("one thing is taken out at a time", "Give a document or a person")
        if not who.strip() or not why.strip():
            raise ErasureError("taking out needs who and why", "Both stay in the tombstone")
        with self._write() as tx:
            if document is not None:
                made = _erase_document(tx, document, who, why)
            else:
                made = self._erase_person(tx, PersonName(person or ""), who, why)
            self.ask_cleaning(tx)
        if not self.is_writing:
            self.clean()
        return made

    def tombstones(self) -> list[Tombstone]:
        """List what was taken out, in order."""
        chosen = select(t.tombstones.c.seq, t.tombstones.c.record)
        with self._read() as conn:
            rows = conn.execute(chosen.order_by(t.tombstones.c.seq)).all()
        found = [from_plain(Tombstone, {"seq": row.seq, **json.loads(row.record)}) for row in rows]
        return sorted(found, key=lambda one: (one.at, one.seq))

    def _erase_person(self, tx: Writer, name: PersonName, who: str, why: str) -> Tombstone:
        if not name.folded:
            raise ErasureError("the name is empty", "Give the whole name")
        eraser = PersonEraser(tx, name)
        for row in list(self._concerned(name)):
            eraser.mask_document(row)
        eraser.rename()
        tx.tell("person.erased", str(tx.next_seq), documents=len(eraser.documents))
        tell = name.mask
        return _bury(
            tx,
            Tombstone(
                seq=0,
                at=now(),
                who=tell(who),
                why=tell(why),
                kind="person",
                subjects=tuple(sorted(eraser.documents)),
                entries=tuple(sorted(eraser.gone)),
                places=eraser.places,
            ),
        )

    def _concerned(self, name: PersonName) -> Iterator[str]:
        """Give ids of documents in which, or in whose bytes, the name stands."""
        in_blobs = {
            row.sha256
            for row in self._pages(select(t.blobs), t.blobs.c.sha256, size=20)
            if name.stands_in(expand(row.data).decode("utf-8", "replace"))
        }
        chosen = select(t.documents.c.id, t.documents.c.record, t.documents.c.layers)
        found: set[str] = set()
        for row in self._pages(chosen, t.documents.c.id, size=100):
            text = json.loads(row.record)["text"]
            texts = (text, row.record, expand(row.layers).decode())
            if any(name.stands_in(one) for one in texts):
                found.add(row.id)
        of_statements = select(t.statements.c.id, t.statements.c.document, t.statements.c.record)
        for row in self._pages(of_statements, t.statements.c.id):
            if row.document not in found and name.stands_in(row.record):
                found.add(row.document)
        log = select(t.collection.c.seq, t.collection.c.document, t.collection.c.sha256)
        rows = list(self._pages(log, t.collection.c.seq))
        in_blobs |= {row.sha256 for row in rows if row.document in found}
        yield from sorted(found | {row.document for row in rows if row.sha256 in in_blobs})


def _erase_document(tx: Writer, document: str, who: str, why: str) -> Tombstone:
    conn, d = tx.conn, t.documents.c
    row = conn.execute(select(d.key).where(d.id == document)).first()
    if row is None:
        raise UnknownIdError(document)
    versions = conn.execute(select(d.id, d.seq).where(d.key == row.key).order_by(d.version)).all()
    ids = [one.id for one in versions]
    gone = {one.seq for one in versions}
    for one in ids:
        unlink(tx, one)
        leave_queue(tx.conn, one)
    mine = select(t.statements.c.id).where(t.statements.c.document.in_(ids))
    gone |= _drop_judgements(tx, ids)
    for table in (t.speakers, t.actors):
        conn.execute(delete(table).where(table.c.statement.in_(mine)))
    for kept in (t.codings, t.resolutions):
        conn.execute(delete(kept).where(kept.c.subject.in_(mine)))
    conn.execute(delete(t.statements).where(t.statements.c.document.in_(ids)))
    conn.execute(delete(t.names).where(t.names.c.document.in_(ids)))
    sums = _drop_log(tx, ids, gone)
    conn.execute(delete(t.documents).where(d.id.in_(ids)))
    drop_blobs(tx, sums)
    conn.execute(delete(t.failures).where(t.failures.c.document_key == row.key))
    for one in ids:
        tx.tell("document.erased", one)
    return _bury(
        tx,
        Tombstone(
            seq=0,
            at=now(),
            who=who,
            why=why,
            kind="document",
            subjects=tuple(ids),
            entries=tuple(sorted(gone)),
        ),
    )


def _drop_judgements(tx: Writer, documents: list[str]) -> set[int]:
    """Take out judgements about what is taken out: they may quote it."""
    conn, about = tx.conn, t.judgement_subjects.c
    mine = select(t.statements.c.id).where(t.statements.c.document.in_(documents))
    chosen = select(about.judgement).where(
        or_(about.subject.in_(mine), about.subject.in_(documents))
    )
    ids = sorted({row.judgement for row in conn.execute(chosen)})
    rows = conn.execute(select(t.judgements.c.seq).where(t.judgements.c.id.in_(ids))).all()
    conn.execute(delete(t.judgement_subjects).where(about.judgement.in_(ids)))
    conn.execute(delete(t.judgements).where(t.judgements.c.id.in_(ids)))
    tx.tell_all([("judgement.erased", id_, {}) for id_ in ids])
    return {row.seq for row in rows}


def _drop_log(tx: Writer, documents: list[str], gone: set[int]) -> set[str]:
    """Take out log entries.

    Returns:
        The sums of the bytes that they named.
    """
    mine = t.collection.c.document.in_(documents)
    rows = tx.conn.execute(select(t.collection.c.seq, t.collection.c.sha256).where(mine)).all()
    gone.update(row.seq for row in rows)
    tx.conn.execute(delete(t.collection).where(mine))
    return {row.sha256 for row in rows}


def drop_blobs(tx: Writer, sums: set[str]) -> None:
    """Drop bytes that no log entry names any more."""
    for sha256 in sorted(sums):
        still = select(t.collection.c.seq).where(t.collection.c.sha256 == sha256)
        if tx.conn.execute(still).first() is None:
            tx.conn.execute(delete(t.blobs).where(t.blobs.c.sha256 == sha256))


def _bury(tx: Writer, tombstone: Tombstone) -> Tombstone:
    salt = make_salt()
    plain = to_plain(tombstone)
    del plain["seq"]
    record, subject = canonical(plain), str(tx.next_seq)
    seq = tx.enter("tombstone", subject, digest(salt, subject, record), at=tombstone.at)
    tx.conn.execute(insert(t.tombstones), {"seq": seq, "record": record, "salt": salt})
    return replace(tombstone, seq=seq)


class PersonEraser:
    """Masks one person's name in one transaction.

    Attributes:
        documents: New ids of the documents that were masked.
        gone: Journal entries that lost their content.
        places: How many places were blanked.
    """

    def __init__(self, tx: Writer, name: PersonName) -> None:
        self.tx = tx
        self.name = name
        self.documents: list[str] = []
        self.gone: set[int] = set()
        self.places = 0
        self._alone = DocumentMask(name, "", [])
        self._ids: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def mask_document(self, document: str) -> None:
        """Mask a document, its layers and statements; drop its bytes; give new ids."""
        conn = self.tx.conn
        row = conn.execute(select(t.documents).where(t.documents.c.id == document)).one()
        mine = t.statements.c.document == document
        told = conn.execute(select(t.statements.c.record).where(mine).order_by(t.statements.c.n))
        record, layers = json.loads(row.record), json.loads(expand(row.layers))
        statements = [json.loads(one.record) for one in told]
        mask = DocumentMask(self.name, record["text"], [layers, *statements])
        self.places += len(mask.places)
        for id_ in (document, *(one["id"] for one in statements)):
            self._ids[id_] = id_[0] + secrets.token_hex(HEX)[:HEX]
        self._key(record["key"])
        raw = mask.text.encode("utf-8", "replace")
        facts = {"text": mask.text, "sha256": hashlib.sha256(raw).hexdigest()}
        whole = {**mask.record(record), **facts, "media_type": "text/plain"}
        unlink(self.tx, document)
        self._drop(document)
        self._put(row, self._renamed(whole), self._renamed(mask.record(layers)),
                  [self._renamed(mask.record(one)) for one in statements])  # fmt: skip
        self._mask_log(document, facts["sha256"])

    def _key(self, key: str) -> None:
        """A key with the name in it is replaced: blanks might make two keys one."""
        if self.name.stands_in(key) and key not in self._keys:
            self._keys[key] = f"masked-{secrets.token_hex(HEX)[:HEX]}"

    def _renamed(self, value: Any) -> Any:
        """Put new ids and keys for old ones in plain values; blanked keys are put in again."""
        if isinstance(value, dict):
            return {key: self._renamed(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._renamed(one) for one in value]
        return self._new_ids(value) if isinstance(value, str) else value

    def _new_ids(self, text: str) -> str:
        return ID.sub(lambda found: self._ids.get(found.group(), found.group()), text)

    def _drop(self, document: str) -> None:
        conn = self.tx.conn
        mine = select(t.statements.c.id).where(t.statements.c.document == document)
        for table in (t.speakers, t.actors):
            conn.execute(delete(table).where(table.c.statement.in_(mine)))
        conn.execute(delete(t.statements).where(t.statements.c.document == document))
        conn.execute(delete(t.names).where(t.names.c.document == document))
        conn.execute(delete(t.documents).where(t.documents.c.id == document))

    def _put(
        self, row: Any, record: dict[str, Any], layers: Any, statements: list[dict[str, Any]]
    ) -> None:
        """Put a masked document in the place of the old one."""
        key = self._keys.get(json.loads(row.record)["key"], json.loads(row.record)["key"])
        document = to_document(canonical({**record, "key": key}))
        salt = make_salt()
        made = [to_statement(canonical({**one, "document_key": key})) for one in statements]
        rows = [statement_row(one, salt) for one in made]
        columns = {
            "key": storable(key),
            "version": row.version,
            "previous": self._ids.get(row.previous, row.previous),
            "current": row.current,
            "masked": True,
            "statement_count": len(rows),
            **content_columns(document, canonical(layers), salt),
        }
        sums = document_digest(columns, [one["digest"] for one in rows])
        seq = self.tx.enter("mask", document.id, sums)
        self.tx.conn.execute(insert(t.documents), {**columns, "seq": seq})
        self.tx.conn.execute(insert(t.names), names_row(document.id, made, layers))
        if rows:
            for n, one in zip(self.tx.next_n(len(rows)), rows, strict=True):
                one |= {"n": n, "current": row.current, "pending": row.current}
            self.tx.conn.execute(insert(t.statements), rows)
            add_names(self.tx, made)
        self.gone.add(row.seq)
        self.documents.append(document.id)
        self.tx.tell("document.masked", document.id, statements=len(rows))

    def _mask_log(self, document: str, sha256: str) -> None:
        """Let the log name the masked text instead of the bytes, which are dropped."""
        conn, mine = self.tx.conn, t.collection.c.document == document
        rows = conn.execute(select(t.collection).where(mine)).all()
        for row in rows:
            record = {**json.loads(row.record), "sha256": sha256, "size": 0}
            changed = {"sha256": sha256, "record": canonical(record)}
            conn.execute(update(t.collection).where(t.collection.c.seq == row.seq).values(changed))
        drop_blobs(self.tx, {row.sha256 for row in rows})

    def rename(self) -> None:
        """Put masks and new ids everywhere else, and enter changed records anew."""
        for table in t.metadata.sorted_tables:
            if table.name not in UNTOUCHED:
                self._walk(table)
        later = t.documents.c.previous.in_(list(self._ids))
        for row in self.tx.conn.execute(select(t.documents).where(later)).all():
            self._reenter_document(row)
        for old, new in self._ids.items():
            chosen = update(t.journal).where(t.journal.c.subject == old)
            self.tx.conn.execute(chosen.values(subject=new))

    def _walk(self, table: Table) -> None:
        """Mask one table; only the rows that change are held in memory."""
        keys = list(table.primary_key)
        changed = []
        for row in self.tx.conn.execute(select(table)).yield_per(PAGE):
            old = dict(row._mapping)
            new = self._masked_row(old)
            if new != old:
                changed.append((old, new))
        for old, new in changed:
            if table.name in SALTED:
                self._reenter(table, new)
            same = [column == old[column.name] for column in keys]
            self.tx.conn.execute(update(table).where(*same).values(new))

    def _masked_row(self, row: dict[str, Any]) -> dict[str, Any]:
        """Mask a row: the whole name; its parts, too, where the row is about a masked document."""
        texts = [one for one in row.values() if isinstance(one, str)]
        about = any(found in self._ids for one in texts for found in ID.findall(one))
        mask = self._alone.string if about else self.name.mask
        return {name: self._masked(name, one, mask) for name, one in row.items()}

    def _masked(self, column: str, value: Any, mask: Callable[[str], str]) -> Any:
        if not isinstance(value, str):
            return value
        plain = _parsed(value) if column in JSON_COLUMNS else None
        if plain is None:
            return self._new_ids(mask(value))
        masked = _each_string(plain, lambda text: self._new_ids(mask(text)))
        return value if masked == plain else canonical(masked)

    def _reenter(self, table: Table, row: dict[str, Any]) -> None:
        """Give a changed record a new salt and a new journal entry."""
        self.gone.add(row["seq"])
        row["salt"] = make_salt()
        subject = str(row[SALTED[table.name]])
        if table.name == "tombstones":
            subject = str(self.tx.next_seq)
        sums = digest(row["salt"], subject, row["record"])
        row["seq"] = self.tx.enter("mask", subject, sums)

    def _reenter_document(self, row: Any) -> None:
        """A later version that names a masked one as its predecessor."""
        columns = dict(row._mapping)
        columns["previous"] = self._ids[row.previous]
        told = select(t.statements.c.digest).where(t.statements.c.document == row.id)
        digests = [one.digest for one in self.tx.conn.execute(told)]
        self.gone.add(row.seq)
        seq = self.tx.enter("mask", row.id, document_digest(columns, digests))
        chosen = update(t.documents).where(t.documents.c.id == row.id)
        self.tx.conn.execute(chosen.values(previous=columns["previous"], seq=seq))


def _parsed(text: str) -> Any:
    """Give plain values, or None where a text is no JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _each_string(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {change(key): _each_string(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_each_string(one, change) for one in value]
    return change(value) if isinstance(value, str) else value
