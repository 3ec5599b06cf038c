"""``rashomon compare BASE INCIDENT``: the accounts of one incident side by side."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.base import Base, open_base
from rashomon.cli.run import Output
from rashomon.cli.write import make_console
from rashomon.errors import UnknownIdError
from rashomon.model.encode import to_json_line
from rashomon.model.incident import Incident
from rashomon.publish.comparison import comparison


class CompareFormat(StrEnum):
    """Formats of the command's output."""

    TABLE = "table"
    JSONL = "jsonl"


def compare(
    base: Annotated[str, typer.Argument(help="Path of a base, or postgresql://…")],
    incident: Annotated[
        str, typer.Argument(help="Id of an incident, or of one of its statements.")
    ],
    *,
    format: Annotated[CompareFormat, typer.Option(help="Of the output.")] = CompareFormat.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Print who says what of one incident: a row an account, grouped by who stands behind it."""
    with open_base(base, create=False) as opened, Output(out) as output:
        found = find_incident(opened, incident)
        statements = list(opened.statements_as_judged(found.statements))
        if format is CompareFormat.JSONL:
            output.write("".join(to_json_line(field) + "\n" for field in found.agreement))
            return
        wanted = sorted({s.document for s in statements})
        documents = {d.id: d for key in wanted if (d := opened.document(key)) is not None}
        console = make_console(output)
        console.print(comparison(found, statements, documents, console))


def find_incident(base: Base, given: str) -> Incident:
    """Find an incident by its id, the beginning of its id, or the id of one of its statements.

    Raises:
        UnknownIdError: None, or more than one, is meant.
    """
    exact = base.incident(given) or base.incident_of(given)
    if exact is not None:
        return exact
    begun = [id for kind, id in base.find_ids(given) if kind == "incident"]
    found = base.incident(begun[0]) if len(begun) == 1 else None
    if found is None:
        raise UnknownIdError(given, tuple(begun))
    return found
