"""``rashomon read INPUT…``: the attributed statements of each document."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli import options as opt
from rashomon.cli.run import finish
from rashomon.cli.write import Style, explain_one, write_readings


class ReadFormat(StrEnum):
    """Formats of the command's output."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    MUC = "muc"
    MUC_JSONL = "muc-jsonl"


def read(
    inputs: opt.Inputs = None,
    *,
    example: opt.Example = False,
    format: Annotated[ReadFormat, typer.Option(help="Of the output.")] = ReadFormat.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="ID", help="Show why one statement is what it is.")
    ] = None,
    outline: Annotated[
        Path | None,
        typer.Option(help="GeoJSON for the map of html.", rich_help_panel=opt.KNOWLEDGE_PANEL),
    ] = None,
    processes: opt.Processes = 1,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    input_format: opt.InputFormat = None,
    encoding: opt.Encoding = None,
    column: opt.Column = None,
    delimiter: opt.Delimiter = None,
    any_language: opt.AnyLanguage = False,
    actors: opt.Actors = None,
    gazetteer: opt.Gazetteer = None,
) -> None:
    """Print who says what about the conflict: one statement a row, a line or a card."""
    chosen = opt.make_options(
        column,
        format=input_format,
        encoding=encoding,
        delimiter=delimiter,
        published=published,
        outlet=outlet,
        check_language=not any_language,
    )
    knowledge = opt.make_knowledge(actors, gazetteer)
    job = opt.make_job(inputs, chosen, knowledge, example=example, processes=processes)
    if explain:
        failures = explain_one(job, explain, out)
    else:
        failures = write_readings(job, Style(format=format.value, out=out, outline=outline))
    finish(failures, rows=format in (ReadFormat.JSONL, ReadFormat.MUC_JSONL))
