"""``rashomon example``: read the bundled example, print its table and write its HTML page."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon import examples
from rashomon.cli import options as opt
from rashomon.cli.run import Output, example_job, finish, readings
from rashomon.cli.write import make_console
from rashomon.model.document import Failure
from rashomon.publish.borders import read_outline
from rashomon.publish.html import render_page
from rashomon.publish.table import reading_block


def example(
    out: Annotated[Path, typer.Option(help="The HTML page to write.")] = Path("marenna.html"),
    processes: opt.Processes = 1,
) -> None:
    """Read three reports from an invented island republic; print a table, write an HTML page."""
    failures: list[Failure] = []
    found = list(readings(example_job(processes), failures))
    screen = make_console(Output(None))
    screen.print(examples.NOTICE, style="bold reverse")
    for reading in found:
        screen.print(reading_block(reading, screen))
    with Output(out) as output:
        outlines = read_outline(Path(examples.outline()))
        output.write(render_page(found, failures, outlines=outlines, notice=examples.NOTICE))
    screen.print(f"The same as a page to explore: {out.resolve()}")
    screen.print(f"The reports and their own gazetteer: {examples.FOLDER}")
    finish(failures)
