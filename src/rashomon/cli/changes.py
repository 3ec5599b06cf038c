"""``rashomon changes BASE``: what was added, changed and taken out, by stable ids."""

from typing import Annotated

import typer

from rashomon.base import open_base
from rashomon.base.holding import to_instant
from rashomon.cli.bases import RowsFormat, Where
from rashomon.cli.run import Output
from rashomon.model.encode import to_json_line
from rashomon.publish.shown import change_line


def changes(
    base: Where,
    since: Annotated[
        str, typer.Option(help="Number of the last change that is known, or an ISO instant.")
    ] = "0",
    format: Annotated[RowsFormat, typer.Option(help="Of the output.")] = RowsFormat.TABLE,
) -> None:
    """Tell what changed since a number or an instant, in order: for programs that follow a base."""
    start: int | str = int(since) if since.isascii() and since.isdigit() else since
    if isinstance(start, str):
        try:
            to_instant(start)
        except ValueError as error:
            problem = f"--since {since}: give a number, or an instant such as 2019-04-01T08:00Z"
            raise typer.BadParameter(problem) from error
    with open_base(base, create=False) as opened, Output(None) as output:
        for change in opened.changes(start):
            line = to_json_line(change) if format is RowsFormat.JSONL else change_line(change)
            output.write(line + "\n")
