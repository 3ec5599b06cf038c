"""``rashomon layers INPUT…``: every layer by itself, one line a document."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli import options as opt
from rashomon.cli.run import Output, document_row, finish, readings
from rashomon.layers.did_aims import with_aims
from rashomon.layers.state import FIELDS
from rashomon.model.document import Failure
from rashomon.model.encode import to_json_line


class LayersFormat(StrEnum):
    """Formats of the command's output."""

    JSONL = "jsonl"


def layers(
    inputs: opt.Inputs = None,
    *,
    example: opt.Example = False,
    format: Annotated[LayersFormat, typer.Option(help="Of the output.")] = LayersFormat.JSONL,  # noqa: ARG001 - one format today, named in the contract
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
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
    """Print what each layer finds, before the layers are joined: one line of JSON a document."""
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
    job = replace(job, aims=True)
    failures: list[Failure] = []
    with Output(out) as output:
        for reading in readings(job, failures, rows=True):
            row = document_row(reading.document) | {f: getattr(reading, f) for f in FIELDS}
            row["events"] = tuple(with_aims(event) for event in reading.events)
            output.write(to_json_line(row) + "\n")
    finish(failures, rows=True)
