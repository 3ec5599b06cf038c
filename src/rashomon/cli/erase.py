"""``rashomon erase BASE``: take a document or a person out; a reasoned tombstone stays."""

from typing import Annotated

import typer

from rashomon.base import open_base
from rashomon.cli.bases import OneFormat, Where
from rashomon.cli.run import Output
from rashomon.cli.show import the_one
from rashomon.incidents.service import link_pending, note_copies
from rashomon.model.encode import to_json_line


def erase(
    base: Where,
    document: Annotated[str | None, typer.Option(help="Id of a document, or key.")] = None,
    person: Annotated[str | None, typer.Option(help="Whole name of a person.")] = None,
    who: Annotated[str, typer.Option(help="Who takes out; stays in the tombstone.")] = "",
    why: Annotated[str, typer.Option(help="The reason; stays in the tombstone.")] = "",
    format: Annotated[OneFormat, typer.Option(help="Of the output.")] = OneFormat.TEXT,
) -> None:
    """Take out a document with all its versions, or mask a person's name wherever it stands."""
    with open_base(base, create=False) as opened, Output(None) as output:
        whole = the_one(opened, document, "document")[1] if document else None
        made = opened.erase(document=whole, person=person, who=who, why=why)
        if made.kind == "person":
            for masked in opened.documents(made.subjects):
                note_copies(opened, masked)
        link_pending(opened)
        if format is OneFormat.JSON:
            output.write(to_json_line(made) + "\n")
            return
        what = f"{len(made.subjects)} document{'' if len(made.subjects) == 1 else 's'}"
        done = "taken out" if made.kind == "document" else f"masked, {made.places} places in texts"
        output.write(f"{what} {done}; journal entry {made.seq} tells who and why.\n")
