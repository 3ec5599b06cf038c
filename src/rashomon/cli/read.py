"""``rashomon read INPUT…``: the attributed statements of each document."""

from typing import Annotated

import typer

from rashomon.cli.run import SOME_FAILED, FailureLog, readings, write_line
from rashomon.documents import ReadOptions
from rashomon.model.encode import to_json_line


def read(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for stdin.")],
    format: Annotated[str, typer.Option(help="jsonl.")] = "jsonl",  # noqa: A002
) -> None:
    """Print who says what about the conflict, one statement a line."""
    failures = FailureLog()
    for reading in readings(inputs, ReadOptions(), failures):
        for statement in reading.statements:
            write_line(to_json_line(statement), None)
    if failures.count:
        raise typer.Exit(SOME_FAILED)
