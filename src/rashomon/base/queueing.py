"""The order in which people should look at statements: by doubt, and by what is at stake.

The rows are made from statements and incidents whenever those change, so that a page of the queue
is a walk along an index, however large the base is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from rashomon.base import tables as t
from rashomon.base.store import Store

REASONS: Final = {
    "contradict": (1, 4.0),
    "low_score": (2, 3.0),
    "nameless": (4, 2.0),
    "no_place": (8, 1.0),
    "no_date": (16, 1.0),
}
"""Why a statement is doubtful: the bit that keeps it, and how much it counts."""
LOW_SCORE: Final = 0.6
"""Below this score of its own reading the reader is unsure."""
PER_KILLED: Final = 1000.0
"""Importance is the toll first; among equals, the number of origins."""
QUEUES: Final = ("doubt", "weight")
DECIDING: Final = ("accept", "reject")
"""What takes a statement off the queue; a correction alone does not."""
MOST: Final = 200
PART: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One statement that waits to be looked at.

    Attributes:
        statement: Its id.
        reasons: Keys of `REASONS`.
        doubt: Sum of what the reasons count, and a fraction for the reader's own score.
        weight: Killed times `PER_KILLED`, plus the number of independent origins.
        decided: A person has accepted or rejected it.
    """

    statement: str
    reasons: tuple[str, ...]
    doubt: float
    weight: float
    decided: bool


class Queueing(Store):
    """The part of a base that says what should be looked at next."""

    def queue_lines(
        self,
        *,
        by: str = "doubt",
        reason: str | None = None,
        decided: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> list[QueueLine]:
        """Give one page of the queue; `queue_count` says how many wait in all.

        Args:
            by: ``doubt`` or ``weight``; another word is ``doubt``.
            reason: Only those with this key of `REASONS`.
            decided: Those that are decided instead of those that wait.
            limit: At most so many, `MOST` at most.
            offset: Pass over so many first.
        """
        c, wanted = t.queue.c, _wanted(reason, decided=decided)
        order = c.weight if by == "weight" else c.doubt
        chosen = select(t.queue).where(*wanted).order_by(order.desc(), c.statement.desc())
        with self._read() as conn:
            rows = conn.execute(chosen.limit(min(limit, MOST)).offset(max(0, offset))).all()
        return [_line(row) for row in rows]

    def queue_count(self, reason: str | None = None, *, decided: bool = False) -> int:
        """Count what waits, or what is decided, for a reason or for any."""
        wanted = _wanted(reason, decided=decided)
        with self._read() as conn:
            found = conn.execute(select(func.count()).select_from(t.queue).where(*wanted))
            return int(found.scalar() or 0)

    def queue_line(self, statement: str) -> QueueLine | None:
        """Give a statement's place in the queue; None for one that no longer counts."""
        with self._read() as conn:
            row = conn.execute(select(t.queue).where(t.queue.c.statement == statement)).first()
        return None if row is None else _line(row)

    def queue_beside(
        self, line: QueueLine, *, by: str = "doubt", reason: str | None = None
    ) -> tuple[str | None, str | None]:
        """Give the undecided statements before and after one in the queue."""
        c = t.queue.c
        order = c.weight if by == "weight" else c.doubt
        mine = line.weight if by == "weight" else line.doubt
        wanted = _wanted(reason, decided=False)
        before = or_(order > mine, (order == mine) & (c.statement > line.statement))
        after = or_(order < mine, (order == mine) & (c.statement < line.statement))
        chosen = select(c.statement).where(*wanted).limit(1)
        with self._read() as conn:
            up = conn.execute(
                chosen.where(order >= mine, before).order_by(order.asc(), c.statement.asc())
            ).scalar()
            down = conn.execute(
                chosen.where(order <= mine, after).order_by(order.desc(), c.statement.desc())
            ).scalar()
        return up, down

    def document_facts(self, documents: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
        """Give outlet and date of publication of documents, by their ids."""
        c, listed = t.documents.c, sorted(set(documents))
        chosen = select(c.id, c.outlet, c.published).where(c.id.in_(listed))
        with self._read() as conn:
            rows = conn.execute(chosen).all()
        return {row.id: (row.outlet, row.published) for row in rows}


def _wanted(reason: str | None, *, decided: bool) -> list[ColumnElement[bool]]:
    c = t.queue.c
    wanted: list[ColumnElement[bool]] = [c.decided if decided else ~c.decided]
    if reason in REASONS:
        wanted.append(c.reasons.op("&")(REASONS[reason][0]) != 0)
    return wanted


def _line(row: Any) -> QueueLine:
    return QueueLine(
        statement=row.statement,
        reasons=tuple(key for key, (bit, _) in REASONS.items() if row.reasons & bit),
        doubt=row.doubt,
        weight=row.weight,
        decided=bool(row.decided),
    )


def queue_up(conn: Connection, statements: Iterable[str]) -> None:
    """Weigh current statements anew, and put them where they belong in the queue."""
    listed = sorted(set(statements))
    for start in range(0, len(listed), PART):
        part = {"listed": listed[start : start + PART]}
        for order in _anew():
            conn.execute(order, part)


@cache
def _anew() -> tuple[Any, Any]:
    """Give the orders that put listed statements where they belong; making them is dear."""
    listed: Any = bindparam("listed", expanding=True)
    columns = ["statement", "reasons", "doubt", "weight", "decided"]
    chosen = _weighed().where(t.statements.c.id.in_(listed))
    return (
        delete(t.queue).where(t.queue.c.statement.in_(listed)),
        insert(t.queue).from_select(columns, chosen),
    )


def leave_queue(conn: Connection, document: str) -> None:
    """Take a document's statements off the queue."""
    mine = select(t.statements.c.id).where(t.statements.c.document == document)
    conn.execute(delete(t.queue).where(t.queue.c.statement.in_(mine)))


def mark_decided(conn: Connection, subjects: Iterable[str]) -> None:
    """Say of statements whether a person has accepted or rejected them."""
    listed = sorted(set(subjects))
    for start in range(0, len(listed), PART):
        chosen = t.queue.c.statement.in_(listed[start : start + PART])
        conn.execute(update(t.queue).where(chosen).values(decided=_decided(t.queue.c.statement)))


def _decided(statement: Any) -> ColumnElement[bool]:
    about = t.judgement_subjects.c
    return (
        select(literal(1))
        .select_from(t.judgement_subjects)
        .join(t.judgements, t.judgements.c.id == about.judgement)
        .where(
            about.subject == statement,
            t.judgements.c.action.in_(DECIDING),
            t.judgements.c.undone_by.is_(None),
        )
        .exists()
    )


def _weighed() -> Any:
    s, i, held = t.statements.c, t.incidents.c, t.incident_statements
    is_event = s.kind == "event"
    flags = {
        "contradict": i.verdict == "contradict",
        "low_score": s.score < LOW_SCORE,
        "nameless": i.nameless,
        "no_place": is_event & s.lat.is_(None),
        "no_date": is_event & s.start.is_(None),
    }
    reasons: Any = literal(0)
    doubt: Any = cast(0.99 - 0.99 * s.score, Float)
    for key, flag in flags.items():
        bit, counts = REASONS[key]
        reasons = reasons + case((flag, bit), else_=0)
        doubt = doubt + case((flag, counts), else_=0.0)
    killed = func.coalesce(i.killed_best, i.killed_low, 0.0)
    origins = func.coalesce(i.origins_min, 0)
    few = case((origins < 999, origins), else_=999)
    return (
        select(s.id, reasons, doubt, killed * PER_KILLED + few, _decided(s.id))
        .select_from(t.statements)
        .outerjoin(held, held.c.statement == s.id)
        .outerjoin(t.incidents, i.id == held.c.incident)
        .where(s.current)
    )
