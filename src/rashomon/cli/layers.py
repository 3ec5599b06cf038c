"""``rashomon layers INPUT…``: every layer by itself, one line a document."""

from typing import Annotated

import typer

from rashomon.cli.run import SOME_FAILED, FailureLog, document_row, readings, write_line
from rashomon.documents import ReadOptions
from rashomon.layers.state import FIELDS
from rashomon.model.encode import to_json_line


def layers(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for stdin.")],
    format: Annotated[str, typer.Option(help="Only jsonl.")] = "jsonl",  # noqa: A002
) -> None:
    """Print what each layer finds, before the layers are joined."""
    if format != "jsonl":
        raise typer.BadParameter(f"{format}: layers knows only jsonl")
    failures = FailureLog()
    for reading in readings(inputs, ReadOptions(), failures):
        row = document_row(reading.document) | {f: getattr(reading, f) for f in FIELDS}
        write_line(to_json_line(row), None)
    if failures.count:
        raise typer.Exit(SOME_FAILED)
