"""``rashomon add BASE INPUT…``: read documents into a base and link what they tell."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from rashomon.base import Base, Collection, open_base
from rashomon.cli import options as opt
from rashomon.cli.bases import RowsFormat
from rashomon.cli.run import finish, outcomes
from rashomon.incidents import service
from rashomon.model.document import Document, Failure
from rashomon.model.encode import to_json_line
from rashomon.reading.reader import Reading


def add(
    base: Annotated[
        str, typer.Argument(metavar="BASE", help="Path (made if new), or postgresql:// URL.")
    ],
    inputs: opt.Inputs = None,
    *,
    example: opt.Example = False,
    by: Annotated[str | None, typer.Option(help="Who collected them; you, without it.")] = None,
    failures: Annotated[
        RowsFormat, typer.Option(help="How to tell what could not be read.")
    ] = RowsFormat.TABLE,
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
    """Read documents into an evidence base and link what they tell into incidents."""
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
    rows = failures is RowsFormat.JSONL
    known: list[str] = []
    with open_base(base) as opened, _linking() as progress:
        report = service.add(
            opened,
            _told(outcomes(job, skip=_knowing(opened, known)), rows=rows),
            Collection(by=by or getpass.getuser()),
            progress=progress,
        )
        counts = opened.counts()
    if known:
        report.outcomes["known"] = report.outcomes.get("known", 0) + len(known)
    _tell(report, counts["incidents"])
    finish(report.failures, rows=rows)


def _knowing(base: Base, known: list[str]) -> Callable[[Document], bool]:
    """Make a test for documents that the base holds already; notes their keys in `known`."""

    def is_known(document: Document) -> bool:
        found = base.knows(document)
        if found:
            known.append(document.key)
        return found

    return is_known


def _told(items: Iterator[Reading | Failure], *, rows: bool) -> Iterator[Reading | Failure]:
    """Pass outcomes on; write each failure as a line of JSON at once where that was asked."""
    for item in items:
        if rows and isinstance(item, Failure):
            sys.stderr.write(to_json_line(item) + "\n")
        yield item


@contextmanager
def _linking() -> Iterator[Callable[[int], None] | None]:
    """Show how far linking is where a person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} documents linked"),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
    )
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task("linking", total=None, start=False)

    def show(documents: int) -> None:
        progress.start()
        progress.start_task(task)
        progress.update(task, completed=documents)

    try:
        yield show
    finally:
        progress.stop()


def _tell(report: service.AddReport, incidents: int) -> None:
    """Say what was added, on standard error."""
    told = ", ".join(f"{count} {what}" for what, count in sorted(report.outcomes.items()))
    linked = report.linked
    console = Console(stderr=True, highlight=False)
    console.print(Text(f"documents: {told or 'none'}; could not be read: {len(report.failures)}"))
    console.print(
        Text(
            f"linked {linked.statements} statements by {linked.joined} pairs; "
            f"incidents: {linked.incidents} built, {incidents} in the base"
        )
    )
