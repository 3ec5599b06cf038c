"""Who does what to whom, who says how much, and who relays whom: counts for people who look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, func, or_, select, union_all

from rashomon.base import tables as t
from rashomon.base.rows import fold, to_statement
from rashomon.base.shelf import Shelf
from rashomon.base.store import LISTS
from rashomon.model.statement import Statement

REAL: Final = ("occurred", "ongoing")
ACTING: Final = ("person", "organization", "state", "group", "people")
"""Kinds of participants that are somebody; buildings and vehicles are not."""
READ_CHANGES: Final = (
    "document.added",
    "document.version",
    "document.superseded",
    "document.erased",
    "document.masked",
    "document.recaptured",
    "person.erased",
)
"""Kinds of changes that bear upon which statements count, and what they say."""
ERASURES: Final = ("document.erased", "document.masked", "person.erased")
"""Kinds after which nothing that was kept in memory may be shown again."""


def _last_of(kinds: Sequence[str], *more: Select[Any]) -> Select[Any]:
    """Look at the end of each kind's stretch of an index; a walk along it would be long."""
    seq = func.max(t.changes.c.seq)
    ends = [select(seq.label("seq")).where(t.changes.c.kind == kind) for kind in kinds]
    return select(func.max(union_all(*ends, *more).subquery().c.seq))


_LISTS: Final = select(cast(t.meta.c.value, BigInteger).label("seq")).where(t.meta.c.key == LISTS)


LAST: Final = {
    "all": select(func.max(t.changes.c.seq)),
    "documents": _last_of(READ_CHANGES),
    "lists": _last_of(ERASURES, _LISTS),
    "erasures": _last_of(ERASURES),
}
MOST_DYADS: Final = 2000
PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """How often one is said to do something to another, by type and month.

    Attributes:
        agent: Name of the one who acts.
        target: Name of the one acted on.
        type: PLOVER type.
        month: ``2019-03``, or empty where no statement gives a day.
        count: Statements.
    """

    agent: str
    target: str
    type: str
    month: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker.

    Attributes:
        name: As read.
        id: Knowledge id, or None.
        count: Statements in whose chain the speaker stands.
        documents: In how many documents.
    """

    name: str
    id: str | None
    count: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """One outlet.

    Attributes:
        name: As its documents give it.
        documents: Current documents.
        count: Statements in them.
    """

    name: str
    documents: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """How often one relays the words of another.

    Attributes:
        by: Who relays: an outlet, or an outer speaker.
        of: Whose words.
        count: Statements.
        is_outlet: The one who relays is an outlet.
    """

    by: str
    of: str
    count: int
    is_outlet: bool


class Circles(Shelf):
    """The part of a base that counts who deals with whom."""

    def dyads(
        self, *, since: str | None = None, until: str | None = None, actor: str | None = None
    ) -> list[Dyad]:
        """Count who is said to have done what to whom, of what is said to be real and not negated.

        Args:
            since: First day, ISO; statements without a day are left out then.
            until: Last day, ISO.
            actor: Words in the name of either.
        """
        s, a = t.statements.c, t.actors.alias("a")
        b = t.actors.alias("b")
        month = func.coalesce(func.substr(s.start, 1, 7), "")
        wanted: list[ColumnElement[bool]] = [
            s.current,
            s.status.in_(REAL),
            s.polarity == "+",
            s.type.is_not(None),
            a.c.role == "agent",
            b.c.role == "target",
            a.c.kind.in_(ACTING),
            b.c.kind.in_(ACTING),
            a.c.folded != b.c.folded,
        ]
        if since:
            wanted.append(s.end >= since)
        if until:
            wanted.append(s.start <= until)
        if actor:
            words = fold(actor) or ""
            wanted.append(
                or_(
                    a.c.folded.contains(words, autoescape=True),
                    b.c.folded.contains(words, autoescape=True),
                )
            )
        n = func.count()
        chosen = (
            select(a.c.name, b.c.name, s.type, month, n)
            .select_from(t.statements)
            .join(a, and_(a.c.statement == s.id))
            .join(b, and_(b.c.statement == s.id))
            .where(*wanted)
            .group_by(a.c.name, b.c.name, s.type, month)
            .order_by(n.desc(), a.c.name, b.c.name, s.type, month)
            .limit(MOST_DYADS)
        )
        with self._read() as conn:
            rows = conn.execute(chosen).all()
        return [
            Dyad(agent=agent, target=target, type=type_, month=when, count=int(count))
            for agent, target, type_, when, count in rows
        ]

    def voices(self) -> list[Voice]:
        """Give all speakers in the order of their names."""
        c, s = t.speakers.c, t.statements.c
        chosen = (
            select(
                func.min(c.name).label("name"),
                func.max(c.id).label("id"),
                func.count(func.distinct(c.statement)).label("told"),
                func.count(func.distinct(s.document)).label("documents"),
                c.folded,
            )
            .select_from(t.speakers)
            .join(t.statements, s.id == c.statement)
            .where(c.name.is_not(None), s.current)
            .group_by(c.folded)
            .order_by(c.folded)
        )
        with self._read() as conn:
            rows = conn.execute(chosen).all()
        return [
            Voice(name=r.name, id=r.id, count=int(r.told), documents=int(r.documents)) for r in rows
        ]

    def relays(self, words: str | None = None, *, limit: int = 200) -> list[Relay]:
        """Count who relays whom: outlets the speakers that they cite, speakers those within.

        Args:
            words: Words in the name of either.
            limit: At most so many of each kind, the most frequent first.
        """
        outer, inner = t.speakers.alias("outer_one"), t.speakers.alias("inner_one")
        s, d = t.statements.c, t.documents.c
        n = func.count()
        chains = (
            select(outer.c.name, inner.c.name, n)
            .select_from(outer)
            .join(
                inner,
                and_(
                    inner.c.statement == outer.c.statement,
                    inner.c.position == outer.c.position + 1,
                ),
            )
            .join(t.statements, s.id == outer.c.statement)
            .where(s.current, outer.c.name.is_not(None), inner.c.name.is_not(None))
            .where(outer.c.folded != inner.c.folded, *_either(outer, inner, words))
            .group_by(outer.c.name, inner.c.name)
        )
        cited = (
            select(d.outlet, inner.c.name, n)
            .select_from(inner)
            .join(t.statements, s.id == inner.c.statement)
            .join(t.documents, d.id == s.document)
            .where(s.current, inner.c.position == 0)
            .where(d.outlet.is_not(None), inner.c.name.is_not(None))
            .group_by(d.outlet, inner.c.name)
        )
        if words:
            cited = cited.where(inner.c.folded.contains(fold(words) or "", autoescape=True))
        found: list[Relay] = []
        with self._read() as conn:
            for chosen, is_outlet in ((chains, False), (cited, True)):
                rows: Sequence[Any] = conn.execute(chosen.order_by(n.desc()).limit(limit)).all()
                found += [
                    Relay(by=by, of=of, count=int(count), is_outlet=is_outlet)
                    for by, of, count in rows
                ]
        return sorted(found, key=lambda r: (r.by.casefold(), r.of.casefold()))

    def outlets(self) -> list[OutletCount]:
        """Give all outlets in the order of their names, with what was read of each."""
        c = t.documents.c
        chosen = (
            select(c.outlet, func.count(), func.sum(c.statement_count))
            .where(c.current, c.outlet.is_not(None))
            .group_by(c.outlet)
        )
        with self._read() as conn:
            rows = conn.execute(chosen).all()
        found = [OutletCount(name=o, documents=int(n), count=int(s or 0)) for o, n, s in rows]
        return sorted(found, key=lambda one: (one.name.casefold(), one.name))

    def foretelling(self) -> list[Statement]:
        """Give all current statements that say what will come, in the order of their ids."""
        s = t.statements.c
        chosen = select(s.id, s.record).where(
            s.current, or_(s.kind == "forecast", s.status == "predicted")
        )
        return [to_statement(row.record) for row in self._pages(chosen, s.id)]

    def telling_of(self, names: Iterable[str], types: Iterable[str]) -> list[Statement]:
        """Give current statements of what is real that share a name and a type.

        Args:
            names: Of actors, as read.
            types: PLOVER types; statements without one are given, too.
        """
        s, a = t.statements.c, t.actors.c
        folded = sorted({f for name in names if (f := fold(name))})
        wanted = [s.current, s.status.in_(REAL)]
        wanted.append(or_(s.type.is_(None), s.type.in_(sorted(types))))
        found: dict[str, Statement] = {}
        for start in range(0, len(folded), PAGE):
            named = select(a.statement).where(a.folded.in_(folded[start : start + PAGE]))
            chosen = select(s.id, s.record).where(*wanted, s.id.in_(named))
            for row in self._pages(chosen, s.id):
                found[row.id] = to_statement(row.record)
        return [found[i] for i in sorted(found)]

    def last_change(self, of: str = "all") -> int:
        """Give the number of the last change: what is kept in memory is good while it stays.

        Args:
            of: ``all``; ``documents``: to what was read alone; ``lists``: to what lists and maps
                show of incidents, while decisions that change none of it pass by; ``erasures``:
                to what was taken out.
        """

        def look() -> int:
            with self._read() as conn:
                return int(conn.execute(LAST[of]).scalar() or 0)

        return self._kept(("last change", of), look)

    def latest_day(self) -> str | None:
        """Give the latest publication among current documents: "recent" counts from there."""
        c = t.documents.c
        with self._read() as conn:
            return conn.execute(select(func.max(c.published)).where(c.current)).scalar()


def _either(outer: Any, inner: Any, words: str | None) -> list[ColumnElement[bool]]:
    if not words:
        return []
    folded = fold(words) or ""
    return [
        or_(
            outer.c.folded.contains(folded, autoescape=True),
            inner.c.folded.contains(folded, autoescape=True),
        )
    ]
