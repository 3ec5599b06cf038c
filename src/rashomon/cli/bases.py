"""What the commands on a base share: which base, and which form of output."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Final

import typer

from rashomon.cli.run import Output
from rashomon.lexicon.event_rows import MODES
from rashomon.model.encode import to_json_line
from rashomon.publish.words import SIGNS

LETTERS: Final = 3
"""Of a country's code."""
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


def to_type(text: str | None) -> str | None:
    """Give a type of event or state as it is stored.

    Raises:
        typer.BadParameter: There is no such type.
    """
    if text and text.upper() not in MODES:
        raise typer.BadParameter(f"--type {text}: choose one of {', '.join(MODES)}")
    return text.upper() if text else None


def to_status(text: str | None) -> str | None:
    """Give a status as it is stored.

    Raises:
        typer.BadParameter: There is no such status.
    """
    if text and text.lower() not in SIGNS:
        raise typer.BadParameter(f"--status {text}: choose one of {', '.join(SIGNS)}")
    return text.lower() if text else None


def to_country(text: str | None) -> str | None:
    """Give a country as it is stored; invented ones have codes, too.

    Raises:
        typer.BadParameter: It has not the form of ISO 3166 alpha-3.
    """
    if text and not (len(text) == LETTERS and text.isascii() and text.isalpha()):
        raise typer.BadParameter(f"--country {text}: give three letters of ISO 3166, such as SYR")
    return text.upper() if text else None


def write_rows(output: Output, rows: Iterable[object]) -> None:
    """Write records as lines of JSON."""
    for row in rows:
        output.write(to_json_line(row) + "\n")
