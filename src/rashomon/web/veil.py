"""What a role may not see: private persons' names, and where protected sites are.

Editors and admins see what is in the base; readers and coders see what an export would give to
strangers. Nothing is changed in the base, so an editor can always look behind it.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Final, TypeVar

from fastapi import Request

from rashomon.base import Base, Found, Query
from rashomon.base.browse import MOST, DocumentLine, IncidentLine, Sieve
from rashomon.base.circles import Relay, Voice
from rashomon.base.lines import KM
from rashomon.base.rows import fold
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.judgement import Judgement
from rashomon.model.statement import Statement
from rashomon.publish.export import Export, ExportOptions
from rashomon.publish.privacy import TextGuard, guard, guard_statements
from rashomon.publish.privacy_mask import mask
from rashomon.publish.privacy_names import Names, looks_personal
from rashomon.publish.privacy_places import (
    GRID_FINE,
    GRID_TOWN,
    RECENT_DAYS,
    site_names,
)
from rashomon.web.memo import Memo
from rashomon.web.namebook import NameBook
from rashomon.web.network import Tie
from rashomon.web.settings import Settings
from rashomon.web.users import user_of
from rashomon.web.veil_lines import HIDDEN, LineVeil

COARSE_KM: Final = KM["admin1"]
"""Radius of a point that was finer than a town."""
NAMELESS: Final = frozenset({None, "type", "mode", "status", "polarity", "time"})
"""Fields whose corrected values name nobody; without a field it is a grade or a state."""
View = tuple[list[Incident], dict[str, Statement], dict[str, Document]]
Record = TypeVar("Record")


class Veil:
    """Shows one person what their role may see."""

    def __init__(self, request: Request) -> None:
        settings: Settings = request.app.state.settings
        self.base: Base = request.app.state.base
        self.book: NameBook = request.app.state.names
        self.memo: Memo = request.app.state.memo
        self.shown: LineVeil = request.app.state.shown
        self.is_open = not settings.redact or user_of(request).may("editor")

    def names(self, documents: Iterable[str], statements: Iterable[Statement] = ()) -> Names:
        """Give the private persons of documents, and of statements as people corrected them."""
        seen = self.book.seen(documents)
        for one in statements:
            seen.take_statement(one)
        return seen.names()

    def view(self, incidents: Sequence[Incident], statements: Sequence[Statement]) -> View:
        """Veil incidents with their statements, and give the documents without their texts."""
        documents = {
            d.id: d for d in self.base.documents({s.document for s in statements}, current=False)
        }
        if self.is_open:
            return list(incidents), {s.id: s for s in statements}, documents
        return self._guarded(incidents, statements, documents)

    def incidents(self, incidents: Sequence[Incident]) -> list[Incident]:
        """Veil incidents, with the statements and documents behind them in view."""
        if self.is_open:
            return list(incidents)
        ids = {s for i in incidents for s in i.statements}
        return self.view(incidents, list(self.base.statements(ids, current=False)))[0]

    def incident(self, incident: Incident) -> Incident:
        """Veil one incident."""
        return self.incidents([incident])[0]

    def lines(self, lines: Sequence[IncidentLine], actor: str | None = None) -> list[IncidentLine]:
        """Veil the lines of a list of incidents.

        Args:
            lines: One page of them.
            actor: The words that were asked for. Lines that answered only by a hidden name are
                left out, so that a name can't be found out by asking for it.
        """
        if self.is_open:
            return list(lines)
        shown = self.shown.show(lines, self.latest())
        words = fold(actor) or ""
        return [one.line for one in shown if not words or words in one.words]

    def statements(self, statements: Sequence[Statement]) -> list[Statement]:
        """Veil statements."""
        if self.is_open:
            return list(statements)
        documents = {s.document for s in statements}
        published = {i: one.published for i, one in self.book.known(documents).items()}
        names, sites = self.names(documents, statements), self.sites(documents)
        guarded = guard_statements(statements, published, names, sites, self.latest())
        shown = {s.id: s for s in guarded}
        return [shown[s.id] for s in statements]

    def sites(self, documents: Iterable[str]) -> tuple[str, ...]:
        """Give the names of the protected sites that documents tell of."""
        known = self.book.known(documents).values()
        return tuple(dict.fromkeys(site for one in known for site in one.sites))

    def found(self, found: Sequence[Found], query: Query) -> list[Found]:
        """Veil what answers a query; what answers only to a hidden name is left out."""
        if self.is_open:
            return list(found)
        asked = [w for w in (query.words, query.speaker, query.actor) if w]
        known = self.book.known(f.statement.document for f in found)
        open_to = {id_: not any(map(one.hides, asked)) for id_, one in known.items()}
        kept = [f for f in found if open_to[f.statement.document]]
        told = self.statements([f.statement for f in kept])
        hide = self.hider([s.document for s in told])
        return [
            replace(f, statement=s, snippet=hide(f.snippet))
            for f, s in zip(kept, told, strict=True)
        ]

    def document(self, document: Document) -> Document:
        """Veil a document's text, title and authors; the text keeps its length."""
        if self.is_open:
            return document
        told = list(self.base.statements(documents=[document.id], current=False))
        names = self.names([document.id])
        shown = self._guarded((), told, {document.id: document})[2][document.id]
        return replace(shown, text=mask(document.text, names, site_names(told)))

    def document_lines(self, lines: Sequence[DocumentLine]) -> list[DocumentLine]:
        """Veil the titles and keys of a list of documents."""
        return self.records(lines, [line.id for line in lines])

    def records(self, records: Sequence[Record], documents: Iterable[str]) -> list[Record]:
        """Veil the texts of any records that speak of documents."""
        if self.is_open:
            return list(records)
        veil = TextGuard(self.names(documents))
        return [veil(one) for one in records]

    def judgements(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        """Veil the reasons and values of decisions; values that may name somebody are left out."""
        if self.is_open:
            return list(judgements)
        subjects = {s for j in judgements for s in j.subjects}
        subjects |= {s for id_ in subjects if (i := self.base.incident(id_)) for s in i.statements}
        told = list(self.base.statements_as_judged(subjects, current=False))
        documents = set(self.base.documents_of(subjects, current=False).values())
        veil = TextGuard(self.names(documents, told), self.sites(documents))
        return [
            replace(veil(j), value=j.value if j.field in NAMELESS else None) for j in judgements
        ]

    def hider(self, documents: Iterable[str]) -> Callable[[str], str]:
        """Make what veils a text that speaks of documents."""
        if self.is_open:
            return str
        ids = set(documents)
        return TextGuard(self.names(ids), self.sites(ids))

    def ties(self, ties: Sequence[Tie]) -> list[Tie]:
        """Veil the names at both ends of ties."""
        return [replace(t, agent=self.name(t.agent), target=self.name(t.target)) for t in ties]

    def voices(self, voices: Sequence[Voice]) -> list[Voice]:
        """Veil the names of speakers."""
        return [v if v.id else replace(v, name=self.name(v.name)) for v in voices]

    def relays(self, relays: Sequence[Relay]) -> list[Relay]:
        """Veil the names of who relays whom."""
        return [
            replace(r, by=r.by if r.is_outlet else self.name(r.by), of=self.name(r.of))
            for r in relays
        ]

    def name(self, name: str) -> str:
        """Veil a name that stands by itself: one that looks like a private person's."""
        return HIDDEN if self.hides(name) else name

    def hides(self, name: str) -> bool:
        """Tell whether a name that stands by itself is veiled."""
        return not self.is_open and looks_personal(name)

    def sieve(self, sieve: Sieve) -> Sieve:
        """Widen a box to whole cells, so that no exact point is found by asking where it is."""
        if self.is_open or sieve.box is None:
            return sieve
        west, south, east, north = sieve.box
        box = (_down(west), _down(south), -_down(-east), -_down(-north))
        return replace(sieve, box=box)

    def points(
        self, points: Sequence[tuple[Any, ...]], actor: str | None = None
    ) -> list[tuple[Any, ...]]:
        """Veil the points of a map: what is finer than a town, and towns of the last month.

        Args:
            points: As the base gives them.
            actor: The words that were asked for; points that answered only by a hidden name are
                left out, and so is whatever comes after the first `MOST` of them.
        """
        if self.is_open:
            return list(points)
        if actor:
            kept = set(self.ids([point[0] for point in points], actor))
            points = [point for point in points if point[0] in kept]
        since = self._since()
        return [_coarse(point, since) for point in points]

    def drawing(self) -> tuple[Hashable, Callable[[tuple[Any, ...]], tuple[Any, ...]]]:
        """Give what veils one point of a map, and what to know it by: the day it counts from."""
        since = self._since()
        return ("open", tuple) if self.is_open else (since, partial(_coarse, since=since))

    def _since(self) -> str:
        latest = self.latest()
        return _days_before(latest[:10]) if latest else ""

    def ids(self, ids: Sequence[str], actor: str | None = None) -> list[str]:
        """Leave out incidents that answered only by a hidden name, as `points` does."""
        if self.is_open or not actor:
            return list(ids)
        return [line.id for line in self.lines(self.base.lines_of(ids[:MOST]), actor)]

    def latest(self) -> str | None:
        """Give the day that recent events are counted from."""
        return self.memo.get("latest", self.base.latest_day, of="documents")

    def _guarded(
        self,
        incidents: Sequence[Incident],
        statements: Sequence[Statement],
        documents: Mapping[str, Document],
    ) -> View:
        options = ExportOptions(reference=self.latest())
        export = Export(
            incidents=incidents,
            statements={s.id: s for s in statements},
            documents=documents,
            options=options,
        )
        safe, _ = guard(export, self.names(documents, statements))
        return list(safe.incidents), dict(safe.statements), dict(safe.documents)


def _coarse(point: tuple[Any, ...], since: str) -> tuple[Any, ...]:
    id_, lon, lat, km, day, *rest = point
    if lon is None or lat is None:
        return point
    if km in (KM["exact"], KM["near"]):
        return (id_, _cell(lon, GRID_FINE), _cell(lat, GRID_FINE), COARSE_KM, day, *rest)
    if km == KM["city"] and (not day or day[:10] >= since):
        return (id_, _cell(lon, GRID_TOWN), _cell(lat, GRID_TOWN), km, day, *rest)
    return point


def _cell(degrees: float, size: float) -> float:
    return round((math.floor(degrees / size) + 0.5) * size, 3)


def _down(degrees: float) -> float:
    return math.floor(degrees / GRID_FINE) * GRID_FINE


def _days_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=RECENT_DAYS)).isoformat()
