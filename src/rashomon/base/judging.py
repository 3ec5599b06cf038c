"""What people decided: judgements, and statements as they stand with them."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import insert, select, update

from rashomon.base import tables as t
from rashomon.base.canonical import canonical, digest, make_salt, now
from rashomon.base.linking import parts
from rashomon.base.queueing import mark_decided
from rashomon.base.shelf import Shelf
from rashomon.base.store import Writer
from rashomon.errors import JudgementError, UnknownIdError
from rashomon.model.decode import DecodeError, field_decoder, from_plain
from rashomon.model.judgement import ACTIONS, Judgement
from rashomon.model.statement import Statement

FIXED: Final = frozenset({"id", "document", "document_key"})
"""Fields of a statement that nobody corrects."""
LISTED: Final = 500
"""Statements whose judgements are asked for by their ids; for more, all are read."""
LEAST_SUBJECTS: Final = {"merge": 2, "same_origin": 2, "other_origin": 2}


class Judging(Shelf):
    """The part of a base that keeps what people decided."""

    def judge(
        self,
        action: str,
        subjects: Sequence[str],
        *,
        who: str,
        why: str,
        field: str | None = None,
        value: str | None = None,
    ) -> Judgement:
        """Keep a person's decision; statements that it is about wait to be linked anew.

        Args:
            action: One of `rashomon.model.judgement.ACTIONS`.
            subjects: Ids of statements, documents or incidents.
            who: The person who decides.
            why: Their reason.
            field: For ``correct``: the statement's field.
            value: The new value as JSON text: for ``correct`` in the form of the field.

        Raises:
            JudgementError: The action, field or value is refused.
            UnknownIdError: The base holds no such subject.
        """
        check(action, subjects, who, field, value)
        made = Judgement(
            id="",
            at=now(),
            who=who,
            action=action,
            subjects=tuple(subjects),
            field=field,
            value=value,
            why=why,
        )
        with self._write() as tx:
            for subject in subjects:
                if self.find_ids(subject) not in ([(kind, subject)] for kind in t_kinds()):
                    raise UnknownIdError(subject)
            made = _keep(tx, made)
            mark_decided(tx.conn, made.subjects)
            tx.tell("judgement.added", made.id, action=action, subjects=list(subjects))
        return made

    def undo(self, judgement: str, *, who: str, why: str) -> Judgement:
        """Take a judgement back; both stay on record.

        Undoing an undoing lets the first one stand again.

        Returns:
            The judgement that undoes: its action is ``comment``, its `undoes` names the other.

        Raises:
            UnknownIdError: There is no such judgement.
            JudgementError: It is undone already.
        """
        with self._write() as tx:
            row = tx.conn.execute(
                select(t.judgements).where(t.judgements.c.id == judgement)
            ).first()
            if row is None:
                raise UnknownIdError(judgement)
            if row.undone_by is not None:
                raise JudgementError(f"{judgement} is undone already", "Nothing is left to do")
            old = _to_judgement(row)
            made = _keep(
                tx,
                Judgement(
                    id="",
                    at=now(),
                    who=who,
                    action="comment",
                    subjects=old.subjects,
                    why=why,
                    undoes=judgement,
                ),
            )
            mark = update(t.judgements).where(t.judgements.c.id == judgement)
            tx.conn.execute(mark.values(undone_by=made.id))
            if old.undoes is not None:
                again = update(t.judgements).where(t.judgements.c.id == old.undoes)
                tx.conn.execute(again.values(undone_by=None))
            mark_decided(tx.conn, old.subjects)
            tx.tell("judgement.undone", judgement, by=made.id)
        return made

    def judgements(
        self, subject: str | None = None, *, standing: bool = False, action: str | None = None
    ) -> list[Judgement]:
        """Give judgements in the order in which they were made.

        Args:
            subject: Only those about this id.
            standing: Leave out what is undone, and the undoing itself.
            action: Only those of this kind.
        """
        chosen = select(t.judgements).order_by(t.judgements.c.at, t.judgements.c.seq)
        if action is not None:
            chosen = chosen.where(t.judgements.c.action == action)
        if subject is not None:
            about = select(t.judgement_subjects.c.judgement).where(
                t.judgement_subjects.c.subject == subject
            )
            chosen = chosen.where(t.judgements.c.id.in_(about))
        with self._read() as conn:
            rows = conn.execute(chosen).all()
        found = [_to_judgement(row) for row in rows]
        return [j for j in found if j.undone_by is None and j.undoes is None] if standing else found

    def judgements_about(self, subjects: Iterable[str]) -> list[Judgement]:
        """Give all judgements about any of these ids, in the order in which they were made."""
        found: dict[str, Any] = {}
        about = t.judgement_subjects.c
        with self._read() as conn:
            for part in parts(subjects):
                mine = select(about.judgement).where(about.subject.in_(part))
                chosen = select(t.judgements).where(t.judgements.c.id.in_(mine))
                found.update({row.id: row for row in conn.execute(chosen)})
        rows = sorted(found.values(), key=lambda row: (row.at, row.seq))
        return [_to_judgement(row) for row in rows]

    def judgement(self, id: str) -> Judgement | None:
        """Give one judgement, or None."""
        with self._read() as conn:
            row = conn.execute(select(t.judgements).where(t.judgements.c.id == id)).first()
        return None if row is None else _to_judgement(row)

    def statements_as_judged(
        self,
        ids: Iterable[str] | None = None,
        *,
        documents: Collection[str] | None = None,
        current: bool = True,
    ) -> Iterator[Statement]:
        """Give statements with corrections of people applied, and rejected ones left out.

        The arguments are those of `statements`.
        """
        listed = None if ids is None else sorted(set(ids))
        decided = self._decided(listed if listed is not None and len(listed) <= LISTED else None)
        for statement in self.statements(listed, documents=documents, current=current):
            judged = as_judged(statement, decided.get(statement.id, ()))
            if judged is not None:
                yield judged

    def _decided(self, ids: Sequence[str] | None) -> dict[str, list[Judgement]]:
        """Give what stands and bears on statements, by their ids; of all without any."""
        chosen = select(t.judgements).where(
            t.judgements.c.action.in_(("correct", "reject", "accept")),
            t.judgements.c.undone_by.is_(None),
        )
        if ids is not None:
            about = t.judgement_subjects.c
            mine = select(about.judgement).where(about.subject.in_(ids))
            chosen = chosen.where(t.judgements.c.id.in_(mine))
        found: dict[str, list[Judgement]] = {}
        with self._read() as conn:
            rows = conn.execute(chosen.order_by(t.judgements.c.at, t.judgements.c.seq)).all()
        for judgement in map(_to_judgement, rows):
            for subject in judgement.subjects if judgement.undoes is None else ():
                found.setdefault(subject, []).append(judgement)
        return found


def t_kinds() -> tuple[str, ...]:
    """Name the kinds of records that a judgement may be about."""
    return ("statement", "document", "incident", "judgement")


def as_judged(statement: Statement, judgements: Iterable[Judgement]) -> Statement | None:
    """Apply judgements to a statement, in their order.

    Returns:
        The statement, or None where the last word is that it is wrong.
    """
    rejected = False
    for judgement in judgements:
        if judgement.action in ("reject", "accept"):
            rejected = judgement.action == "reject"
        elif judgement.field is not None and judgement.value is not None:
            decoded = field_decoder(Statement, judgement.field)(json.loads(judgement.value))
            statement = replace(statement, **{judgement.field: decoded})
    return None if rejected else statement


def check(
    action: str, subjects: Sequence[str], who: str, field: str | None, value: str | None
) -> None:
    """Refuse a judgement that can't be meant.

    Raises:
        JudgementError: Saying what is wrong.
    """
    if action not in ACTIONS:
        raise JudgementError(f"unknown action {action!r}", f"Known are {', '.join(ACTIONS)}")
    least = LEAST_SUBJECTS.get(action, 1)
    if len(set(subjects)) < least:
        raise JudgementError(f"{action} needs {least} subjects or more", "Name each by its id")
    if not who.strip():
        raise JudgementError("nobody is named who decides", "Give a name")
    if action == "correct":
        _check_value(field, value)
    elif value is not None:
        _parse(value)


def _check_value(field: str | None, value: str | None) -> None:
    if field is None or value is None:
        raise JudgementError("a correction needs a field and a value", "Give both")
    if field in FIXED:
        raise JudgementError(f"{field} can't be corrected", "It names the statement itself")
    try:
        field_decoder(Statement, field)(_parse(value))
    except DecodeError as error:
        problem = f"{field}: {error}"
        raise JudgementError(problem, "Give the value as `show --format json` has it") from error


def _parse(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise JudgementError(f"the value is no JSON ({error})", 'Texts need quotes: "…"') from error


def _keep(tx: Writer, judgement: Judgement) -> Judgement:
    plain = canonical(judgement)
    made = replace(judgement, id="j" + hashlib.sha256(plain.encode()).hexdigest()[:15])
    salt, record = make_salt(), canonical(made)
    seq = tx.enter("judgement", made.id, digest(salt, made.id, record), at=made.at)
    row = {
        "id": made.id,
        "seq": seq,
        "at": made.at,
        "action": made.action,
        "record": record,
        "salt": salt,
    }
    tx.conn.execute(insert(t.judgements), row)
    about = [{"subject": s, "judgement": made.id} for s in dict.fromkeys(made.subjects)]
    tx.conn.execute(insert(t.judgement_subjects), about)
    _wake(tx, made.subjects)
    return made


def _wake(tx: Writer, subjects: Sequence[str]) -> None:
    """Mark the statements that a judgement may regroup, so that linking looks at them again."""
    members = t.incident_statements
    direct = t.statements.c.id.in_(subjects) | t.statements.c.document.in_(subjects)
    held = select(members.c.incident).where(
        members.c.statement.in_(select(t.statements.c.id).where(direct))
    )
    grouped = select(members.c.statement).where(
        members.c.incident.in_(subjects) | members.c.incident.in_(held)
    )
    tx.conn.execute(
        update(t.statements)
        .where(t.statements.c.current, direct | t.statements.c.id.in_(grouped))
        .values(pending=True)
    )


def _to_judgement(row: Any) -> Judgement:
    return replace(from_plain(Judgement, json.loads(row.record)), undone_by=row.undone_by)
