"""``rashomon show BASE ID``: one statement, document, incident or judgement."""

from typing import Annotated, Any

import typer
from rich.console import Console, Group, RenderableType

from rashomon.base import Base, open_base
from rashomon.cli.bases import OneFormat, Where
from rashomon.cli.run import Output
from rashomon.cli.write import make_console
from rashomon.errors import UnknownIdError
from rashomon.layers.state import FIELDS
from rashomon.model.document import Document
from rashomon.model.encode import to_json_line
from rashomon.publish.explain import explanation
from rashomon.publish.shown import document_block, incident_block, judgement_block, version_line
from rashomon.reading.reader import Reading


def show(
    base: Where,
    id: Annotated[
        str,
        typer.Argument(help="Id or its beginning, or a document's key."),
    ],
    format: Annotated[OneFormat, typer.Option(help="Of the output.")] = OneFormat.TEXT,
) -> None:
    """Show one record with where it comes from: a statement, document, incident or judgement."""
    with open_base(base, create=False) as opened, Output(None) as output:
        kind, whole = the_one(opened, id)
        if format is OneFormat.JSON:
            output.write(to_json_line(_record(opened, kind, whole)) + "\n")
            return
        console = make_console(output)
        console.print(_block(opened, kind, whole, console))


def the_one(base: Base, id: str, only: str | None = None) -> tuple[str, str]:
    """Give kind and whole id of what has an id that begins so, or of the document with this key.

    Args:
        base: Where it is looked for.
        id: An id, its beginning, or a key.
        only: Only records of this kind count.

    Raises:
        UnknownIdError: Nothing has, or more than one thing.
    """
    named = base.document_by_key(id)
    if named is not None:
        return "document", named.id
    found = [pair for pair in base.find_ids(id) if only in (None, pair[0])]
    if len(found) != 1:
        raise UnknownIdError(id, tuple(whole for _, whole in found))
    return found[0]


def _record(base: Base, kind: str, id: str) -> Any:
    if kind == "document":
        document = base.document(id)
        versions = base.versions(document.key) if document else []
        return {
            "document": document,
            "collection": base.collection_log(id),
            "versions": versions,
        }
    if kind == "statement":
        return base.statement(id)
    return base.incident(id) if kind == "incident" else base.judgement(id)


def _block(base: Base, kind: str, id: str, console: Console) -> RenderableType:
    if kind == "document" and (document := base.document(id)):
        statements = list(base.statements(documents=[id], current=False))
        in_order = sorted(statements, key=lambda s: (s.trigger.start, s.id))
        log, versions = base.collection_log(id), base.versions(document.key)
        return Group(document_block(document, in_order, log, console), version_line(id, versions))
    if kind == "incident" and (incident := base.incident(id)):
        return incident_block(incident, list(base.statements(incident.statements)), console)
    if kind == "judgement" and (judgement := base.judgement(id)):
        return judgement_block(judgement)
    statement = base.statement(id)
    home = base.document(statement.document) if statement else None
    if statement is None or home is None:
        raise UnknownIdError(id)
    return explanation(_bare_reading(home), statement)


def _bare_reading(document: Document) -> Reading:
    empty: dict[str, Any] = dict.fromkeys(FIELDS, ())
    return Reading(document=document, statements=(), **empty)
