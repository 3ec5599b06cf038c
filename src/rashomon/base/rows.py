"""From records to rows: the indexed columns of statements and incidents, and back."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from rashomon.base.canonical import canonical, digest, storable
from rashomon.model.decode import from_stored
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.place import EventPlace
from rashomon.model.statement import Statement
from rashomon.model.time import EventTime

DAY: Final = 10
"""Characters of an ISO day."""
KEPT: Final = 2048
"""Decoded statements that stay in memory."""


def fold(name: str | None) -> str | None:
    """Fold a name for comparison: no case, no accents, single blanks, storable."""
    if name is None:
        return None
    if name.isascii():
        return storable(" ".join(name.lower().split()))
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return storable(" ".join(bare.split()))


def statement_row(statement: Statement, salt: bytes) -> dict[str, Any]:
    """Give a statement's row, but for its place `n` and its marks."""
    record = canonical(statement)
    return {
        "id": statement.id,
        "document": statement.document,
        "words": words_of(statement),
        "record": record,
        "digest": digest(salt, record),
        **statement_columns(statement),
    }


def statement_columns(statement: Statement) -> dict[str, Any]:
    """Give the columns that only repeat what the record says, for look-up."""
    point = _point(statement.places)
    return {
        "kind": statement.kind,
        "type": statement.type,
        "mode": statement.mode,
        "status": statement.status,
        "polarity": statement.polarity,
        "score": round(statement.score, 3),
        **_days(statement.time),
        **point,
    }


def _days(time: EventTime | None) -> dict[str, str | None]:
    return {
        "start": time.start[:DAY] if time else None,
        "end": time.end[:DAY] if time else None,
    }


def _point(places: Sequence[EventPlace]) -> dict[str, Any]:
    """The most specific place that has a point, and the first country."""
    found = next((p for p in places if p.lat is not None and p.lon is not None), None)
    return {
        "lat": None if found is None or found.lat is None else round(found.lat, 5),
        "lon": None if found is None or found.lon is None else round(found.lon, 5),
        "country": next((p.country for p in places if p.country), None),
    }


def words_of(statement: Statement) -> str:
    """Give the text that a statement is found by, folded: its clause and the names in it."""
    names = [
        *(s.name for s in statement.speakers),
        *(name for s in statement.speakers for name in s.also),
        *(p.name for _, _, p in _participants(statement)),
        *(p.name for p in statement.places),
    ]
    parts = [statement.evidence.text, *dict.fromkeys(name for name in names if name)]
    return fold("\n".join(parts)) or ""


def speaker_rows(statement: Statement) -> list[dict[str, Any]]:
    """Give one row for each who says a statement."""
    named = [(s.name, s.id) for s in statement.speakers]
    named += [(name, None) for s in statement.speakers for name in s.also]
    return [
        {
            "statement": statement.id,
            "position": n,
            "name": storable(name),
            "id": storable(id_),
            "folded": fold(name),
        }
        for n, (name, id_) in enumerate(named)
    ]


def actor_rows(statement: Statement) -> list[dict[str, Any]]:
    """Give one row for each who takes part in a statement."""
    return [
        {
            "statement": statement.id,
            "role": role,
            "position": n,
            "name": storable(actor.name),
            "id": storable(actor.id),
            "country": actor.country,
            "kind": actor.kind,
            "folded": fold(actor.name),
        }
        for role, n, actor in _participants(statement)
    ]


def _participants(statement: Statement) -> Iterable[tuple[str, int, Any]]:
    for role, actors in (
        ("agent", statement.agents),
        ("target", statement.targets),
        ("instrument", statement.instruments),
        ("role", statement.roles),
    ):
        for n, actor in enumerate(actors):
            yield role, n, actor


def incident_row(incident: Incident) -> dict[str, Any]:
    """Give an incident's row, but for its record."""
    return {
        "id": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "known_from": incident.known_from,
        "statement_count": len(incident.statements),
        "origins_min": incident.independent_origins.min,
        "origins_max": incident.independent_origins.max,
        "grade": incident.grade,
        **_days(incident.time),
        **_point(incident.places),
    }


@lru_cache(maxsize=KEPT)
def to_statement(record: str) -> Statement:
    """Decode a stored statement; the same text gives the same record again, as long as it is kept.

    Nothing of it goes stale: what changes in the base has another text.
    """
    return from_stored(Statement, record)


def to_document(record: str) -> Document:
    """Decode a stored document; its bytes lie apart."""
    return from_stored(Document, record)


def to_incident(record: str) -> Incident:
    """Decode a stored incident."""
    return from_stored(Incident, record)
