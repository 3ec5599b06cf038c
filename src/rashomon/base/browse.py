"""Lists for people who look: incidents by page, points of the map, and what there is to choose."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from rashomon.base import tables as t
from rashomon.base.linking import parts
from rashomon.base.rows import fold
from rashomon.base.store import Store

ORDERS: Final = ("newest", "oldest", "toll", "origins", "doubt")
MOST: Final = 200
"""Incidents of one page at most."""
INCIDENT_CHANGES: Final = ("incident.added", "incident.changed", "incident.removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Which incidents to list; None asks nothing.

    Attributes:
        type: PLOVER type.
        since: First day, ISO.
        until: Last day, ISO.
        box: West, south, east, north in degrees.
        country: ISO alpha-3.
        actor: Words in the name of somebody who takes part.
        place: Words in the name of the place.
        verdict: ``agree`` ``contradict`` ``single``.
        grade: A grade that a person set, or a suggested one.
        status: Status of at least one of its statements.
        origins: At least so many independent origins.
    """

    type: str | None = None
    since: str | None = None
    until: str | None = None
    box: tuple[float, float, float, float] | None = None
    country: str | None = None
    actor: str | None = None
    place: str | None = None
    verdict: str | None = None
    grade: str | None = None
    status: str | None = None
    origins: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One incident as lists show it."""

    id: str
    type: str | None
    mode: str | None
    start: str | None
    end: str | None
    lat: float | None
    lon: float | None
    country: str | None
    known_from: str | None
    statement_count: int
    origins_min: int
    origins_max: int
    grade: str | None
    place: str | None
    km: float | None
    agents: str | None
    targets: str | None
    killed_low: float | None
    killed_best: float | None
    killed_high: float | None
    injured: float | None
    verdict: str
    suggested: str | None
    document_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document as lists show it."""

    id: str
    key: str
    title: str | None
    outlet: str | None
    published: str | None
    version: int
    statement_count: int


COLUMNS: Final = tuple(t.incidents.c[name] for name in IncidentLine.__dataclass_fields__)


class Browsing(Store):
    """The part of a base that lists incidents for people."""

    def incident_lines(
        self, sieve: Sieve, *, order: str = "newest", limit: int = 50, offset: int = 0
    ) -> list[IncidentLine]:
        """Give one page of incidents; `incident_count` says how many there are in all.

        Args:
            sieve: Which ones.
            order: One of `ORDERS`; another word is ``newest``.
            limit: At most so many, `MOST` at most.
            offset: Pass over so many first.
        """
        chosen = select(*COLUMNS).where(*conditions(sieve)).order_by(*_order(order))
        with self._read() as conn:
            rows = conn.execute(chosen.limit(min(limit, MOST)).offset(max(0, offset))).all()
        return [IncidentLine(**row._mapping) for row in rows]

    def incident_count(self, sieve: Sieve) -> int:
        """Count the incidents that a sieve lets by."""
        count = select(func.count()).select_from(t.incidents).where(*conditions(sieve))
        with self._read() as conn:
            return int(conn.execute(count).scalar() or 0)

    def incident_points(self, sieve: Sieve) -> list[tuple[Any, ...]]:
        """Give what a map and a time line need of every incident.

        Returns:
            Rows of id, longitude, latitude, radius in km, first day (the day it became known where
            no account gives one), killed (best, else the lower bound), verdict, type, last day.
        """
        c = t.incidents.c
        chosen = select(c.id, c.lon, c.lat, c.km, c.day, c.toll, c.verdict, c.type, c.last_day)
        with self._read() as conn:
            rows = conn.execute(chosen.where(*conditions(sieve)).order_by(c.id)).all()
        return [tuple(row) for row in rows]

    def incident_rows(
        self,
        columns: Sequence[str],
        sieve: Sieve,
        ids: Iterable[str] | None = None,
        *,
        limit: int | None = None,
    ) -> list[tuple[Any, ...]]:
        """Give some columns of the incidents that a sieve lets by, in no order.

        Args:
            columns: Names of columns of the table of incidents.
            sieve: Which ones.
            ids: Only of these.
            limit: At most so many; all without it.
        """
        c = t.incidents.c
        chosen = select(*(c[name] for name in columns)).where(*conditions(sieve)).limit(limit)
        with self._read() as conn:
            if ids is None:
                return [tuple(row) for row in conn.execute(chosen)]
            listed = [conn.execute(chosen.where(c.id.in_(some))).all() for some in parts(ids)]
        return [tuple(row) for rows in listed for row in rows]

    def incidents_changed(self, since: int, most: int) -> set[str] | None:
        """Give the ids of incidents that came, changed or went after a change; None for too many.

        Args:
            since: Number of that change.
            most: How many are not too many.
        """
        c = t.changes.c
        chosen = (
            select(c.subject).where(c.seq > since, c.kind.in_(INCIDENT_CHANGES)).limit(most + 1)
        )
        with self._read() as conn:
            found = [row.subject for row in conn.execute(chosen)]
        return None if len(found) > most else set(found)

    def incident_ids(self, sieve: Sieve, *, order: str = "newest", limit: int = 1000) -> list[str]:
        """Give the ids of incidents, at most `limit` of them."""
        chosen = select(t.incidents.c.id).where(*conditions(sieve)).order_by(*_order(order))
        with self._read() as conn:
            return [row.id for row in conn.execute(chosen.limit(limit))]

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """Count incidents by type, country, verdict, grade and status, the most frequent first.

        An incident whose statements differ in status counts under each.
        """
        c = t.incidents.c
        found: dict[str, list[tuple[str, int]]] = {}
        with self._read() as conn:
            for name in ("type", "country", "verdict", "grade", "suggested"):
                column = c[name]
                n = func.count()
                rows = conn.execute(
                    select(column, n)
                    .where(column.is_not(None))
                    .group_by(column)
                    .order_by(n.desc(), column)
                )
                found[name] = [(str(value), int(count)) for value, count in rows]
            told = conn.execute(select(c.statuses, func.count()).group_by(c.statuses)).all()
        counts: Counter[str] = Counter()
        for words, count in told:
            counts.update(dict.fromkeys(words.split(), int(count)))
        found["status"] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return found

    def look_alikes(self, line: IncidentLine, limit: int = 5) -> list[IncidentLine]:
        """Give incidents that may be the same: same type, within a day and thirty kilometres."""
        c = t.incidents.c
        if line.lat is None or line.lon is None:
            return []
        day = line.start or line.known_from
        near: list[ColumnElement[bool]] = [
            c.id != line.id,
            c.type == line.type,
            c.lat.between(line.lat - NEAR_DEGREES, line.lat + NEAR_DEGREES),
            c.lon.between(line.lon - NEAR_DEGREES, line.lon + NEAR_DEGREES),
        ]
        if day is not None:
            near.append(c.day.between(*_around(day)))
        chosen: Select[Any] = select(*COLUMNS).where(*near)
        with self._read() as conn:
            rows = conn.execute(chosen.order_by(c.id).limit(limit)).all()
        return [IncidentLine(**row._mapping) for row in rows]

    def incident_line(self, id: str) -> IncidentLine | None:
        """Give one incident as lists show it, or None."""
        return next(iter(self.lines_of([id])), None)

    def lines_of(self, ids: Sequence[str]) -> list[IncidentLine]:
        """Give incidents as lists show them, in the order of the ids given."""
        found = {}
        with self._read() as conn:
            for part in parts(ids):
                rows = conn.execute(select(*COLUMNS).where(t.incidents.c.id.in_(part)))
                found.update({row.id: IncidentLine(**row._mapping) for row in rows})
        return [found[id_] for id_ in ids if id_ in found]

    def document_lines(
        self, *, outlet: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[DocumentLine]:
        """Give one page of documents, the newest first; `document_count` says how many in all.

        Args:
            outlet: Words in the name of the outlet.
            limit: At most so many, `MOST` at most.
            offset: Pass over so many first.
        """
        c = t.documents.c
        columns = [c[name] for name in DocumentLine.__dataclass_fields__]
        chosen = select(*columns).where(*_by_outlet(outlet))
        chosen = chosen.order_by(c.published.desc().nulls_last(), c.id.desc())
        with self._read() as conn:
            rows = conn.execute(chosen.limit(min(limit, MOST)).offset(max(0, offset))).all()
        return [DocumentLine(**row._mapping) for row in rows]

    def document_count(self, outlet: str | None = None) -> int:
        """Count documents, those of an outlet with these words in its name."""
        count = select(func.count()).select_from(t.documents).where(*_by_outlet(outlet))
        with self._read() as conn:
            return int(conn.execute(count).scalar() or 0)


def _by_outlet(outlet: str | None) -> list[ColumnElement[bool]]:
    c = t.documents.c
    if not outlet:
        return [c.current]
    return [c.current, func.lower(c.outlet).contains(outlet.lower(), autoescape=True)]


NEAR_DEGREES: Final = 0.3


def _around(day: str) -> tuple[str, str]:
    from_day, to_day = _shift(day, -1), _shift(day, 1)
    return from_day, to_day


def _shift(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


def conditions(sieve: Sieve) -> Sequence[ColumnElement[bool]]:
    """Give the conditions of a sieve."""
    c = t.incidents.c
    wanted: list[ColumnElement[bool]] = []
    for name in ("type", "country", "verdict"):
        value = getattr(sieve, name)
        if value:
            wanted.append(c[name] == value)
    if sieve.grade:
        wanted.append(
            or_(c.grade == sieve.grade, and_(c.grade.is_(None), c.suggested == sieve.grade))
        )
    if sieve.since:
        wanted.append(c.last_day >= sieve.since[:10])
    if sieve.until:
        wanted.append(c.day <= sieve.until[:10])
    if sieve.origins:
        wanted.append(c.origins_min >= sieve.origins)
    if sieve.box:
        west, south, east, north = sieve.box
        wanted += [c.lon.between(west, east), c.lat.between(south, north)]
    return [*wanted, *_by_words(sieve)]


def _by_words(sieve: Sieve) -> list[ColumnElement[bool]]:
    c = t.incidents.c
    wanted: list[ColumnElement[bool]] = []
    if sieve.actor:
        wanted.append(c.actor_words.contains(fold(sieve.actor) or "", autoescape=True))
    if sieve.place:
        wanted.append(c.place_words.contains(fold(sieve.place) or "", autoescape=True))
    if sieve.status:
        wanted.append(c.statuses.contains(f" {sieve.status} ", autoescape=True))
    return wanted


def _order(order: str) -> list[Any]:
    """Give the columns of an order; each but the last is a walk along an index."""
    c = t.incidents.c
    orders: dict[str, list[Any]] = {
        "oldest": [c.day.asc().nulls_first(), c.id],
        "toll": [c.toll.desc().nulls_last(), c.id.desc()],
        "origins": [c.origins_min.desc(), c.origins_max.desc(), c.id.desc()],
        "doubt": [(c.verdict == "contradict").desc(), c.statement_count.desc(), c.id],
    }
    newest = [c.dated.desc(), c.day.desc().nulls_last(), c.id.desc()]
    return orders.get(order, newest)
