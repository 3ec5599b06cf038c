"""The team's codebook in its versions, and what coders give statements by it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, func, insert, select

from rashomon.base import tables as t
from rashomon.base.canonical import now, storable
from rashomon.base.store import Store, upsert
from rashomon.errors import CodingError

SAMPLE: Final = "coding.sample"
"""Key of the state that holds the sample to be coded."""
PART: Final = 500
DONE: Final = 2
"""Coders that make a unit comparable; from then on it stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookVersion:
    """One version of the codebook, from 1; `text` is TOML."""

    version: int
    at: str
    who: str
    why: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What one coder gives one statement.

    Attributes:
        subject: Id of the statement.
        coder: Who coded it.
        codebook: Version by which; 0 is the one that the program brings.
        at: ISO instant.
        values: Field of the codebook to value, as written; "" is "nothing said".
    """

    subject: str
    coder: str
    codebook: int
    at: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The statements that all coders code.

    Attributes:
        number: Counts the samples from 1.
        who: Who drew it.
        at: ISO instant.
        ids: Statements, in the order in which they are coded.
    """

    number: int
    who: str
    at: str
    ids: tuple[str, ...]


class Coded(Store):
    """The part of a base that keeps codebooks and codings; none of it is evidence."""

    def codebooks(self) -> list[CodebookVersion]:
        """List all versions, the newest first."""
        chosen = select(t.codebooks).order_by(t.codebooks.c.version.desc())
        with self._read() as conn:
            return [CodebookVersion(**row._mapping) for row in conn.execute(chosen)]

    def codebook(self, version: int | None = None) -> CodebookVersion | None:
        """Give a version, or the newest; None where there is none yet."""
        chosen = select(t.codebooks).order_by(t.codebooks.c.version.desc()).limit(1)
        if version is not None:
            chosen = chosen.where(t.codebooks.c.version == version)
        with self._read() as conn:
            row = conn.execute(chosen).first()
        return None if row is None else CodebookVersion(**row._mapping)

    def put_codebook(self, text: str, *, who: str, why: str, after: int) -> int:
        """Keep a new version.

        Args:
            text: The whole codebook.
            who: Who changed it.
            why: Their reason.
            after: The version that was edited; 0 where there was none.

        Returns:
            Its number.

        Raises:
            CodingError: Somebody else has saved another version in between.
        """
        with self._write() as tx:
            last = tx.conn.execute(select(func.max(t.codebooks.c.version))).scalar() or 0
            if last != after:
                raise CodingError(
                    f"version {last} was saved while you edited version {after}",
                    "Look at the difference, then save your change upon the newest",
                )
            row = {"version": last + 1, "at": now(), "who": who, "why": storable(why)}
            tx.conn.execute(insert(t.codebooks), row | {"text": storable(text)})
            return int(last + 1)

    def draw_sample(self, size: int, *, start: str, who: str, kind: str | None = "event") -> Sample:
        """Draw the statements that are to be coded from here on; earlier codings stay.

        Ids are sums over content, so those that follow a random id are a random sample.

        Args:
            size: At most so many.
            start: A random id, ``s`` and hexadecimal digits: where to begin.
            who: Who draws.
            kind: Only statements of this kind; None for all.

        Raises:
            CodingError: There is no such statement at all.
        """
        c = t.statements.c
        chosen = select(c.id).where(c.current).order_by(c.id).limit(size)
        if kind is not None:
            chosen = chosen.where(c.kind == kind)
        with self._write() as tx:
            ids = [row.id for row in tx.conn.execute(chosen.where(c.id >= start))]
            rest = chosen.where(c.id < start).limit(size - len(ids))
            ids += [row.id for row in tx.conn.execute(rest)] if len(ids) < size else []
            if not ids:
                raise CodingError("there is nothing to be coded", "Add documents first")
            before = self.sample()
            number = 1 if before is None else before.number + 1
            made = {"number": number, "who": who, "at": now(), "ids": ids}
            text = json.dumps(made, ensure_ascii=True)
            upsert(tx.conn, t.meta, [{"key": SAMPLE, "value": text}])
        return Sample(number=number, who=who, at=str(made["at"]), ids=tuple(ids))

    def sample(self) -> Sample | None:
        """Give the statements that are to be coded now, or None."""
        with self._read() as conn:
            text = conn.execute(select(t.meta.c.value).where(t.meta.c.key == SAMPLE)).scalar()
            if text is None:
                return None
            plain = json.loads(text)
            there: set[str] = set()
            for start in range(0, len(plain["ids"]), PART):
                part = plain["ids"][start : start + PART]
                rows = conn.execute(select(t.statements.c.id).where(t.statements.c.id.in_(part)))
                there.update(row.id for row in rows)
        return Sample(**plain | {"ids": tuple(i for i in plain["ids"] if i in there)})

    def put_coding(
        self, subject: str, *, coder: str, codebook: int, values: Mapping[str, str]
    ) -> None:
        """Keep what a coder gives a statement; they may change it until two have coded it.

        Raises:
            CodingError: Two have coded it, so that its values may be known.
        """
        row = {"subject": subject, "coder": coder, "codebook": codebook, "at": now()}
        text = json.dumps(dict(values), ensure_ascii=True, sort_keys=True)
        c = t.codings.c
        with self._write() as tx:
            chosen = select(c.coder).where(c.subject == subject)
            coders = {one.coder for one in tx.conn.execute(chosen)}
            if len(coders) >= DONE and coder in coders:
                raise CodingError(
                    "two have coded this statement, so their values are open",
                    "What differs is settled by an editor, under Agreement",
                )
            upsert(tx.conn, t.codings, [row | {"values": text}])

    def codings(
        self, *, subjects: Iterable[str] | None = None, coder: str | None = None
    ) -> list[Coding]:
        """Give codings by statement and coder.

        Args:
            subjects: Only those of these statements.
            coder: Only those of this person.
        """
        chosen = select(t.codings).order_by(t.codings.c.subject, t.codings.c.coder)
        if coder is not None:
            chosen = chosen.where(t.codings.c.coder == coder)
        found: list[Coding] = []
        with self._read() as conn:
            if subjects is None:
                return [_coding(row) for row in conn.execute(chosen)]
            wanted: Sequence[str] = sorted(set(subjects))
            for start in range(0, len(wanted), PART):
                part = t.codings.c.subject.in_(wanted[start : start + PART])
                found += [_coding(row) for row in conn.execute(chosen.where(part))]
        return found

    def put_resolution(self, subject: str, field: str, judgement: str) -> None:
        """Keep which judgement settled what coders disagreed on."""
        row = {"subject": subject, "field": field, "judgement": judgement}
        with self._write() as tx:
            upsert(tx.conn, t.resolutions, [row])

    def resolutions(self) -> dict[tuple[str, str], str]:
        """Give the judgements that settled disagreements and stand, by statement and field."""
        r, j = t.resolutions.c, t.judgements.c
        chosen = select(r.subject, r.field, r.judgement).join(t.judgements, j.id == r.judgement)
        with self._read() as conn:
            rows = conn.execute(chosen.where(j.undone_by.is_(None)))
            return {(row.subject, row.field): row.judgement for row in rows}


def _coding(row: Row[Any]) -> Coding:
    return Coding(**{**row._mapping, "values": json.loads(row.values)})
