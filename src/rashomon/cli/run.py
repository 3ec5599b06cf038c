"""What the reading commands share: inputs in, readings and failure rows out."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from rashomon import examples
from rashomon.documents import ReadOptions, read_documents
from rashomon.errors import InputError
from rashomon.model.document import Document, Failure
from rashomon.model.encode import to_json_line
from rashomon.publish.table import failures_block
from rashomon.reading.many import read_many
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import Reading

SOME_FAILED: Final = 4
"""Exit status when at least one document could not be read; the others were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to read and how.

    Attributes:
        inputs: Files, folders, patterns, or ``-``.
        options: How to read them.
        knowledge: Actor tables and gazetteers of the user's own.
        processes: Worker processes.
        is_example: The inputs are the bundled, invented example.
        aims: Find also what else acts and is reached, for the view of the layers.
    """

    inputs: Sequence[str]
    options: ReadOptions = field(default_factory=ReadOptions)
    knowledge: Knowledge = field(default_factory=Knowledge)
    processes: int = 1
    is_example: bool = False
    aims: bool = False


def example_job(processes: int = 1) -> Job:
    """Give the job that reads the bundled example with its own actors and places."""
    return Job(
        inputs=examples.documents(),
        knowledge=Knowledge(actors=examples.actors(), gazetteers=(examples.gazetteer(),)),
        processes=processes,
        is_example=True,
    )


def readings(job: Job, failures: list[Failure], *, rows: bool = False) -> Iterator[Reading]:
    """Read every input in order, with a progress bar where a person watches several documents.

    Args:
        job: What to read.
        failures: Takes what could not be read.
        rows: Write each failure as a line of JSON on standard error at once.
    """
    for outcome in outcomes(job):
        if isinstance(outcome, Reading):
            yield outcome
            continue
        failures.append(outcome)
        if rows:
            sys.stderr.write(to_json_line(outcome) + "\n")


def outcomes(
    job: Job, *, skip: Callable[[Document], bool] = lambda _: False
) -> Iterator[Reading | Failure]:
    """Read every input in order: readings, and what could not be read, with the same bar.

    Args:
        job: What to read.
        skip: Tells of a document that need not be read.
    """
    found = read_documents(job.inputs, options=job.options)
    items = (one for one in found if isinstance(one, Failure) or not skip(one))
    read = read_many(items, processes=job.processes, knowledge=job.knowledge, aims=job.aims)
    yield from _watched(read, job)


def _watched(found: Iterator[Reading | Failure], job: Job) -> Iterator[Reading | Failure]:
    if not sys.stderr.isatty() or not _may_be_many(job.inputs):
        yield from found
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} documents read"),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None, name="")
        for outcome in found:
            yield outcome
            key = outcome.document.key if isinstance(outcome, Reading) else outcome.document_key
            progress.update(task, advance=1, name=key[-40:])


def _may_be_many(inputs: Sequence[str]) -> bool:
    return len(inputs) > 1 or not Path(inputs[0]).is_file()


def finish(failures: Sequence[Failure], *, rows: bool = False) -> None:
    """Tell what could not be read and end with the status that says so.

    Raises:
        typer.Exit: With status 4 where a document could not be read.
    """
    if not failures:
        return
    if not rows:
        Console(stderr=True).print(failures_block(failures))
    raise typer.Exit(SOME_FAILED)


class Output:
    """Standard output, or a file that is in its place only when it is complete."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._unfinished = path.with_name(f".{path.name}.{os.getpid()}") if path else None
        self.file: TextIO = self._open() if self._unfinished else sys.stdout

    def _open(self) -> TextIO:
        if self._unfinished is None or self.path is None:
            return sys.stdout
        try:
            if self.path.is_dir():
                raise IsADirectoryError(0, "it is a folder")
            return self._unfinished.open("w", encoding="utf-8", newline="")
        except OSError as error:
            problem = f"can't be written ({error.strerror})"
            remedy = "Name a file in a folder that exists and that you may write to"
            raise InputError(str(self.path), problem, remedy) from error

    def __enter__(self) -> "Output":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._unfinished is None or self.path is None:
            return
        self.file.close()
        if kind is None or kind is typer.Exit:
            self._unfinished.replace(self.path)
        else:
            self._unfinished.unlink(missing_ok=True)

    def write(self, text: str) -> None:
        """Write text as it is."""
        self.file.write(text)


def document_row(document: Document) -> dict[str, object]:
    """Give the fields of a document that stand on every line of the layers view."""
    return {
        "document_key": document.key,
        "document": document.id,
        "sha256": document.sha256,
        "published": document.published,
    }
