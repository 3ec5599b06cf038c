"""Whom and what a document names, in short: kept beside it, so that names are hidden quickly.

It repeats what statements and layers say and decides nothing. Who is a private person, and what is
a protected site, is worked out of it when it is read, since the rules for that change.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from rashomon.base import tables as t
from rashomon.base.canonical import canonical, expand
from rashomon.base.rows import to_statement
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.decode import from_plain
from rashomon.model.place import PlaceMention
from rashomon.model.statement import Speaker, Statement

Plain = Mapping[str, Any]
PART: Final = 200
"""Documents that are named together where a base has none of this yet."""


def name_all(conn: Connection) -> None:
    """Put whom documents name beside all documents of a base that was made without it."""
    d, s = t.documents.c, t.statements.c
    ids = [row.id for row in conn.execute(select(d.id).order_by(d.id))]
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        told: dict[str, list[Statement]] = {id_: [] for id_ in part}
        for row in conn.execute(select(s.document, s.record).where(s.document.in_(part))):
            told[row.document].append(to_statement(row.record))
        layers = conn.execute(select(d.id, d.layers).where(d.id.in_(part))).all()
        rows = [names_row(row.id, told[row.id], json.loads(expand(row.layers))) for row in layers]
        conn.execute(insert(t.names), rows)


def names_row(document: str, statements: Iterable[Statement], layers: Plain) -> dict[str, str]:
    """Give the row of a document in the table of names.

    Args:
        document: Its id.
        statements: All of its statements.
        layers: What its layers found, as plain values.
    """
    actors = [from_plain(ActorMention, one) for one in layers.get("actors", ())]
    places = [from_plain(PlaceMention, one) for one in layers.get("places", ())]
    return {"document": document, "record": canonical(named_in(statements, actors, places))}


def named_in(
    statements: Iterable[Statement],
    actors: Iterable[ActorMention],
    places: Iterable[PlaceMention],
) -> dict[str, Any]:
    """Put together whom and what a document names, each once, in the order of its text.

    Returns:
        Plain values: ``people``, each who takes part (``p``, name, whether it is a person whom
        nobody knows, sector) or speaks (``s``, names, words of the mention, identity, whether
        somebody knows them); ``places``, their names; ``known``, names of places with an id;
        ``sites``, what may be the name of a protected site, with its precision where it is a
        place; ``texts``, words that may tell of one; and ``told``, each statement's id, last day,
        sensitivity and texts (as places in ``texts``).
    """
    people: dict[tuple[Any, ...], None] = {}
    towns: dict[str, None] = {}
    sites: dict[tuple[str, str | None], None] = {}
    texts: dict[str, int] = {}
    told: list[tuple[Any, ...]] = []
    for one in sorted(statements, key=lambda s: (s.trigger.start, s.id)):
        people.update(dict.fromkeys(_people(one)))
        towns.update(dict.fromkeys(place.name for place in one.places))
        sites.update(dict.fromkeys(_sites(one)))
        words = sorted({texts.setdefault(text, len(texts)) for text in _texts(one)})
        told.append((one.id, one.time.end if one.time else None, one.sensitivity, words))
    people.update(dict.fromkeys(_participant(actor) for actor in actors if actor.named))
    return {
        "people": list(people),
        "places": list(towns),
        "known": list(dict.fromkeys(place.name for place in places if place.id)),
        "sites": list(sites),
        "texts": list(texts),
        "told": told,
    }


def _people(statement: Statement) -> Iterator[tuple[Any, ...]]:
    for group in (statement.agents, statement.targets, statement.roles, statement.instruments):
        for one in group:
            if one.named:
                yield _participant(one)
    for speaker in statement.speakers:
        yield _speaker(speaker)


def _participant(one: Participant | ActorMention) -> tuple[Any, ...]:
    return ("p", one.name, one.kind == "person" and not one.id, one.sector)


def _speaker(one: Speaker) -> tuple[Any, ...]:
    mention = one.mention.text if one.mention is not None else None
    return ("s", (one.name, *one.also), mention, one.identity, bool(one.id))


def _sites(statement: Statement) -> Iterator[tuple[str, str | None]]:
    for one in statement.targets:
        if one.named and one.kind != "person":
            yield one.name, None
    for place in statement.places:
        yield place.name, place.precision


def _texts(statement: Statement) -> Iterator[str]:
    for one in (*statement.targets, *statement.agents):
        yield one.mention.text
    for target in statement.targets:
        yield target.name
    for place in statement.places:
        yield place.name
