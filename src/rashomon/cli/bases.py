"""What the commands on a base share: which base, and which form of output."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer

from rashomon.cli.run import Output
from rashomon.model.encode import to_json_line

Where = Annotated[
    str,
    typer.Argument(
        metavar="BASE", help="Path of a base, or postgresql:// URL.", show_default=False
    ),
]


class RowsFormat(StrEnum):
    """Forms of output: for people, or one line of JSON a record."""

    TABLE = "table"
    JSONL = "jsonl"


class OneFormat(StrEnum):
    """Forms of one record: for people, or as JSON."""

    TEXT = "text"
    JSON = "json"


def write_rows(output: Output, rows: Iterable[object]) -> None:
    """Write records as lines of JSON."""
    for row in rows:
        output.write(to_json_line(row) + "\n")
