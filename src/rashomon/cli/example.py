"""``rashomon example``: all reports of the bundled example in one base, compared, and as a page."""

import heapq
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from rashomon import examples
from rashomon.base import Base, Collection, open_base
from rashomon.cli import options as opt
from rashomon.cli.run import Output, example_job, finish, outcomes
from rashomon.cli.write import make_console
from rashomon.incidents import service
from rashomon.model.document import Failure
from rashomon.model.incident import Incident
from rashomon.publish.borders import read_outline
from rashomon.publish.comparison import comparison
from rashomon.publish.html import render_page
from rashomon.reading.reader import Reading

COMPARED: Final = 2
"""Incidents that are printed: those that the most documents tell of."""


def example(
    out: Annotated[Path, typer.Option(help="The HTML page to write.")] = Path("marenna.html"),
    base: Annotated[Path, typer.Option(help="The base to add the reports to.")] = Path(
        "marenna.rashomon"
    ),
    processes: opt.Processes = 1,
) -> None:
    """Add all reports from an invented island republic to a base, and compare what they tell."""
    failures: list[Failure] = []
    read: list[Reading] = []
    screen = make_console(Output(None))
    screen.print(examples.NOTICE, style="bold reverse")
    outlines = read_outline(Path(examples.outline()))
    with open_base(base) as opened, Output(out) as output:
        service.add(opened, _kept(processes, read, failures), Collection(by="example"))
        for incident in most_told(opened):
            statements = list(opened.statements_as_judged(incident.statements))
            wanted = {s.document for s in statements}
            documents = {d.id: d for d in opened.documents(wanted)}
            screen.print(comparison(incident, statements, documents, screen))
        output.write(render_page(read, failures, outlines=outlines, notice=examples.NOTICE))
        counts = opened.counts()
    told = f"{counts['documents']} documents, {counts['statements']} statements"
    screen.print(f"{told}, {counts['incidents']} incidents in {base.resolve()}")
    screen.print(f"All statements as a page to explore: {out.resolve()}")
    screen.print(f"The reports and their own places and actors: {examples.FOLDER}")
    serve = f"rashomon serve {base} --outline {examples.outline()}"
    screen.print(f"The same in a browser: {serve}", soft_wrap=True)
    finish(failures)


def _kept(
    processes: int, read: list[Reading], failures: list[Failure]
) -> Iterator[Reading | Failure]:
    """Pass outcomes on, and keep them for the page."""
    for outcome in outcomes(example_job(processes)):
        if isinstance(outcome, Reading):
            read.append(outcome)
        else:
            failures.append(outcome)
        yield outcome


def most_told(base: Base) -> list[Incident]:
    """Give the incidents that the most documents, then the most statements, tell of."""
    return heapq.nsmallest(
        COMPARED,
        base.incidents(),
        key=lambda i: (-len(i.document_keys), -len(i.statements), i.id),
    )
