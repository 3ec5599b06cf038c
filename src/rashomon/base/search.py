"""Find statements by words and by structure, on both engines."""

import math
import re
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)

from rashomon.base import tables as t
from rashomon.base.records import Found, Query
from rashomon.base.rows import fold, to_statement
from rashomon.base.store import Store

KM_PER_DEGREE: Final = 111.195
EARTH_KM: Final = 6371.0088
SNIPPET: Final = 240
"""Characters of a snippet."""
FETCH: Final = 4
"""How many times as many rows are fetched as asked for, where a circle cuts some away."""
INDEX: Final[ColumnElement[Any]] = literal_column("statements.words_index")
"""PostgreSQL's column of a statement's words."""
FEW: Final = 2000
"""Statements that are listed by their ids at most."""
MOST_NAMES: Final = 5000
"""Names that are listed at most."""
PARTS: Final = re.compile(r'"([^"]*)"|(\S+)')


class Searching(Store):
    """The part of a base that finds."""

    def find(self, query: Query, *, limit: int = 50, offset: int = 0) -> list[Found]:
        """Find current statements, the best fit first, then by id.

        Args:
            query: What must hold.
            limit: At most so many.
            offset: Pass over so many first.
        """
        with self._read() as conn:
            chosen = self._chosen(query).where(*name_filters(conn, query))
            if query.near is None:
                rows = conn.execute(chosen.limit(limit).offset(offset), _params(query)).all()
                return [_found(row, query) for row in rows]
        near: list[Any] = []
        start, size = 0, (limit + offset) * FETCH
        while len(near) < limit + offset:
            with self._read() as conn:
                rows = conn.execute(chosen.limit(size).offset(start), _params(query)).all()
            near += [row for row in rows if is_near(row.lat, row.lon, query.near)]
            if len(rows) < size:
                break
            start += size
        return [_found(row, query) for row in near[offset : offset + limit]]

    def _chosen(self, query: Query) -> Select[Any]:
        s = t.statements.c
        columns = (s.id, s.record, s.lat, s.lon)
        terms = word_terms(query.words)
        if not terms:
            chosen = select(*columns, literal_column("0.0").label("rank"))
            return chosen.where(s.current, *filters(query)).order_by(s.id)
        if self.is_postgresql:
            wanted = _tsquery(terms)
            fit = func.ts_rank(INDEX, wanted)
            chosen = select(*columns, fit.label("rank")).where(INDEX.op("@@")(wanted))
            return chosen.where(s.current, *filters(query)).order_by(fit.desc(), s.id)
        rank: ColumnElement[Any] = literal_column("bm25(statement_words)")
        chosen = (
            select(*columns, (-rank).label("rank"))
            .select_from(t.statements)
            .join(text("statement_words"), literal_column("statement_words.rowid") == s.n)
            .where(text("statement_words MATCH :words"))
        )
        return chosen.where(s.current, *filters(query)).order_by(rank, s.id)


def _params(query: Query) -> dict[str, str]:
    terms = word_terms(query.words)
    return {"words": match_expression(terms)} if terms else {}


def word_terms(words: str | None) -> list[str]:
    """Split a query's words: single words, and phrases in quotation marks."""
    found = [fold(a or b) or "" for a, b in PARTS.findall(words or "")]
    return [one for one in found if any(c.isalnum() for c in one)]


def match_expression(terms: list[str]) -> str:
    """Write terms as a query of SQLite's full-text search; nothing of it is an operator."""
    return " ".join('"' + one.replace('"', " ") + '"' for one in terms)


def _tsquery(terms: list[str]) -> ColumnElement[Any]:
    made: ColumnElement[Any] = func.phraseto_tsquery("english", terms[0])
    for one in terms[1:]:
        made = made.op("&&")(func.phraseto_tsquery("english", one))
    return made


def words_filter(words: str, *, is_postgresql: bool) -> ColumnElement[Any]:
    """Give the condition that a statement has these words."""
    terms = word_terms(words)
    if not terms:
        return literal_column("1") == literal_column("1")
    if is_postgresql:
        return INDEX.op("@@")(_tsquery(terms))
    matching = text("SELECT rowid FROM statement_words WHERE statement_words MATCH :words")
    bound = matching.bindparams(bindparam("words", match_expression(terms)))
    return t.statements.c.n.in_(bound.columns(t.statements.c.n))


def filters(query: Query) -> list[Any]:
    """Give the conditions of a query, but for its words, names and the exact circle."""
    s = t.statements.c
    wanted: list[Any] = [
        getattr(s, name) == getattr(query, name)
        for name in ("type", "status", "kind", "document")
        if getattr(query, name)
    ]
    if query.country:
        wanted.append(s.country == query.country.upper())
    if query.since:
        wanted.append(s.end >= query.since[:10])
    if query.until:
        wanted.append(s.start <= query.until[:10])
    if query.near:
        wanted += rectangle(s, query.near)
    return wanted


def name_filters(conn: Connection, query: Query) -> list[ColumnElement[bool]]:
    """Give the conditions of a query that ask for somebody by name.

    The names that fit are looked for first, among names alone. Those few who bear them are then
    listed; where they are many, each statement is asked instead, as it comes by.
    """
    return [
        _named(conn, table, name)
        for table, name in ((t.speakers, query.speaker), (t.actors, query.actor))
        if name
    ]


def _named(conn: Connection, table: Any, name: str) -> ColumnElement[bool]:
    """Somebody of this id, or with these whole words in the name."""
    c, folded = table.c, fold(name) or ""
    fitting = (" " + c.folded + " ").contains(f" {folded} ", autoescape=True)
    some = select(c.folded).where(fitting).distinct().limit(MOST_NAMES)
    names = sorted(row.folded for row in conn.execute(some))
    by_name = c.folded.in_(names) if len(names) < MOST_NAMES else fitting
    fits = or_(c.id == name, by_name)
    few = conn.execute(select(c.statement).where(fits).limit(FEW + 1)).all()
    if len(few) <= FEW:
        return t.statements.c.id.in_(sorted({row.statement for row in few}))
    return exists().where(c.statement == t.statements.c.id, fits)


def rectangle(columns: Any, near: tuple[float, float, float]) -> list[Any]:
    """Give conditions that hold everywhere in a circle, and in its corners; indexes serve them."""
    lat, lon, km = near
    high = km / KM_PER_DEGREE
    wanted = [columns.lat.between(lat - high, lat + high)]
    if abs(lat) + high >= 90:  # a circle around a pole holds every longitude
        return wanted
    wide = high / math.cos(math.radians(abs(lat) + high))
    if wide >= 180:
        return wanted
    west, east = lon - wide, lon + wide
    inside = columns.lon.between(west, east)
    if west < -180:
        inside = or_(inside, columns.lon >= west + 360)
    if east > 180:
        inside = or_(inside, columns.lon <= east - 360)
    return [*wanted, inside]


def is_near(lat: float | None, lon: float | None, near: tuple[float, float, float]) -> bool:
    """Tell whether a point lies within a circle on the globe."""
    if lat is None or lon is None:
        return False
    return distance_km((lat, lon), near[:2]) <= near[2]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the great-circle distance of two points (degrees north, degrees east)."""
    a, b = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _found(row: Any, query: Query) -> Found:
    statement = to_statement(row.record)
    snippet = shorten(statement.evidence.text, word_terms(query.words))
    return Found(statement=statement, score=round(float(row.rank), 3), snippet=snippet)


def shorten(clause: str, terms: list[str]) -> str:
    """Cut a clause to the length of a snippet, around the first word asked for."""
    line = " ".join(clause.split())
    if len(line) <= SNIPPET:
        return line
    low = line.casefold()
    places = [low.find(term) for term in terms if term in low]
    start = max(0, min(min(places, default=0) - SNIPPET // 3, len(line) - SNIPPET))
    end = start + SNIPPET
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
