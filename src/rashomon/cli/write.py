"""Writing readings in the format that a command was asked for."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typer
from rich.console import Console, RenderableType

from rashomon import examples
from rashomon.cli.run import Job, Output, readings
from rashomon.model.document import Failure
from rashomon.model.encode import to_json_line
from rashomon.publish.borders import Box, Ring, read_outline
from rashomon.publish.explain import explanation, find_by_prefix
from rashomon.publish.flat import csv_header, csv_lines
from rashomon.publish.html import render_page
from rashomon.publish.muc import message_templates
from rashomon.publish.muc_lines import message_line
from rashomon.publish.table import reading_block
from rashomon.reading.reader import Reading

PIPE_WIDTH: Final = 120
"""Columns of a table that goes into a pipe or a file; ``COLUMNS`` overrides it."""
SHORTEST_PREFIX: Final = 3
MOST_NAMED: Final = 12
LINES: Final = frozenset({"jsonl", "muc-jsonl"})
"""Formats of one line of JSON each, whose failures are lines of JSON as well."""
MUC: Final = {"muc": message_templates, "muc-jsonl": message_line}
"""What writes one message in MUC-4's terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to write: the format, the file (None is standard output), and an outline for maps."""

    format: str = "table"
    out: Path | None = None
    outline: Path | None = None


def write_readings(job: Job, style: Style) -> list[Failure]:
    """Read a job and write it; a file is in its place only when it is complete.

    Returns:
        What could not be read.
    """
    failures: list[Failure] = []
    outlines = _outlines(job, style)
    with Output(style.out) as output:
        if style.format == "html":
            found = list(readings(job, failures))
            notice = examples.NOTICE if job.is_example else ""
            output.write(render_page(found, failures, outlines=outlines, notice=notice))
            return failures
        if style.format == "csv":
            output.write(csv_header())
        console = make_console(output)
        for reading in readings(job, failures, rows=style.format in LINES):
            _write_one(reading, style.format, output, console)
    return failures


def _write_one(reading: Reading, form: str, output: Output, console: Console) -> None:
    if form == "jsonl":
        output.write("".join(to_json_line(s) + "\n" for s in reading.statements))
    elif form == "csv":
        output.write("".join(csv_lines([reading])))
    elif form in MUC:
        output.write(MUC[form](reading.document, reading.statements, reading.actors))
    else:
        console.print(reading_block(reading, console))


def _outlines(job: Job, style: Style) -> Sequence[tuple[Box, Ring]]:
    if style.outline is not None:
        return read_outline(style.outline)
    return read_outline(Path(examples.outline())) if job.is_example else ()


def make_console(output: Output) -> Console:
    """Make a console on the output; in a pipe or a file it is wide, without colour."""
    terminal = output.path is None and sys.stdout.isatty()
    width = None if terminal or os.environ.get("COLUMNS") else PIPE_WIDTH
    return Console(file=output.file, width=width, highlight=False, soft_wrap=False)


def explain_one(job: Job, prefix: str, out: Path | None) -> list[Failure]:
    """Read a job and explain the one statement whose id begins with `prefix`.

    Returns:
        What could not be read.

    Raises:
        typer.BadParameter: No statement, or more than one, has an id that begins so.
    """
    if len(prefix) < SHORTEST_PREFIX:
        raise typer.BadParameter(f"--explain needs {SHORTEST_PREFIX} characters of an id or more")
    failures: list[Failure] = []
    found = find_by_prefix(readings(job, failures), prefix)
    if not found:
        raise typer.BadParameter(f"no statement has an id that begins with {prefix}")
    if len(found) > 1:
        ids = ", ".join(statement.id for _, statement in found[:MOST_NAMED])
        raise typer.BadParameter(f"{len(found)} statements begin with {prefix}: {ids}")
    with Output(out) as output:
        shown: RenderableType = explanation(*found[0])
        make_console(output).print(shown)
    return failures
