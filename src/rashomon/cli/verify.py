"""``rashomon verify BASE``: check that everything is what it was when it came in."""

from typing import Annotated, Final

import typer

from rashomon.base import open_base
from rashomon.cli.bases import RowsFormat, Where, write_rows
from rashomon.cli.run import Output
from rashomon.cli.write import make_console
from rashomon.incidents.service import find_altered
from rashomon.publish.shown import faults_block

FAULTS: Final = 5
"""Exit status when something in the base is not what it was."""


def verify(
    base: Where,
    *,
    incidents: Annotated[
        bool,
        typer.Option(
            "--incidents", help="Add all incidents up anew, too, and name those that differ."
        ),
    ] = False,
    format: Annotated[RowsFormat, typer.Option(help="Of the output.")] = RowsFormat.TABLE,
) -> None:
    """Check bytes, documents, layers, statements, judgements and journal; name what doesn't fit."""
    with open_base(base, create=False) as opened, Output(None) as output:
        faults = opened.verify()
        if incidents and not faults:
            faults = find_altered(opened)
        counts = opened.counts()
        if format is RowsFormat.JSONL:
            write_rows(output, faults)
        elif faults:
            make_console(output).print(faults_block(faults))
        else:
            output.write(
                f"{opened.where}: clean. {counts['documents']} documents, "
                f"{counts['statements']} statements, {counts['journal']} journal entries fit.\n"
            )
    if faults:
        raise typer.Exit(FAULTS)
