"""Options that several commands share, and how they become a job."""

import codecs
from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer

from rashomon.cli.run import Job, example_job
from rashomon.documents import ReadOptions
from rashomon.documents.options import FIELDS, FORMATS
from rashomon.documents.published import parse_published
from rashomon.errors import GazetteerError, InputError, RuleFileError
from rashomon.knowledge.actors import load_actors
from rashomon.reading.own import Knowledge, compile_gazetteers

INPUT_PANEL: Final = "Inputs"
KNOWLEDGE_PANEL: Final = "Your own knowledge"

Inputs = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders, patterns, or - for standard input.", show_default=False),
]
Example = Annotated[
    bool, typer.Option("--example", help="Read the bundled example, an invented island republic.")
]
Published = Annotated[
    str | None,
    typer.Option(help="Date (ISO) for documents that give none.", rich_help_panel=INPUT_PANEL),
]
Outlet = Annotated[
    str | None,
    typer.Option(help="Outlet for documents that give none.", rich_help_panel=INPUT_PANEL),
]
InputFormat = Annotated[
    str | None,
    typer.Option(help=f"One of {', '.join(FORMATS)}.", rich_help_panel=INPUT_PANEL),
]
Encoding = Annotated[
    str | None, typer.Option(help="Codec of text inputs.", rich_help_panel=INPUT_PANEL)
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        help=f"FIELD=COLUMN of a table or JSONL, such as text=body. Fields: {', '.join(FIELDS)}.",
        rich_help_panel=INPUT_PANEL,
    ),
]
Delimiter = Annotated[
    str | None, typer.Option(help="Between the cells of a table.", rich_help_panel=INPUT_PANEL)
]
AnyLanguage = Annotated[
    bool,
    typer.Option(
        "--any-language",
        help="Read documents that do not seem to be English, too.",
        rich_help_panel=INPUT_PANEL,
    ),
]
Actors = Annotated[
    list[str] | None,
    typer.Option(
        help="Table of states, leaders or groups of your own (may be repeated).",
        rich_help_panel=KNOWLEDGE_PANEL,
    ),
]
Gazetteer = Annotated[
    list[str] | None,
    typer.Option(
        help="Places of your own: CSV or GeoNames dump (may be repeated).",
        rich_help_panel=KNOWLEDGE_PANEL,
    ),
]
Processes = Annotated[
    int, typer.Option(min=1, max=256, help="Worker processes; the output is the same for any.")
]


def make_job(
    inputs: Sequence[str] | None,
    options: ReadOptions,
    knowledge: Knowledge,
    *,
    example: bool = False,
    processes: int = 1,
) -> Job:
    """Make the job that the options ask for.

    Raises:
        typer.BadParameter: Neither inputs nor the example, or both.
    """
    if example and inputs:
        raise typer.BadParameter("give inputs or --example, not both")
    if example:
        return example_job(processes)
    if not inputs:
        raise typer.BadParameter("give a file, a folder, a pattern, - or --example")
    return Job(inputs=inputs, options=options, knowledge=knowledge, processes=processes)


def make_options(columns: Sequence[str] | None, **values: Any) -> ReadOptions:
    """Make read options; ``FIELD=COLUMN`` pairs become a mapping.

    Raises:
        typer.BadParameter: A pair is malformed, or a value is refused.
    """
    pairs = {}
    for pair in columns or ():
        name, equals, column = pair.partition("=")
        if not equals or not column:
            raise typer.BadParameter(f"--column {pair}: write FIELD=COLUMN, such as text=body")
        pairs[name.strip()] = column.strip()
    _check_values(values)
    try:
        return ReadOptions(columns=pairs, **values)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _check_values(values: dict[str, Any]) -> None:
    """Refuse what would otherwise only fail, or be passed over, at every document."""
    encoding, published, delimiter = (
        values.get(name) for name in ("encoding", "published", "delimiter")
    )
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError as error:
            raise typer.BadParameter(f"--encoding {encoding}: no such codec") from error
    if published is not None:
        found = parse_published(published)
        if found.value is None:
            raise typer.BadParameter(f"--published {published}: {found.reason}")
    if delimiter is not None and len(delimiter) != 1:
        raise typer.BadParameter(f"--delimiter {delimiter}: give one character")


def make_knowledge(actors: Sequence[str] | None, gazetteers: Sequence[str] | None) -> Knowledge:
    """Gather the user's own tables and read them, so that a bad one is told at once.

    Raises:
        InputError: One of the files can't be read or breaks its form.
    """
    knowledge = Knowledge(actors=tuple(actors or ()), gazetteers=tuple(gazetteers or ()))
    try:
        if knowledge.actors:
            load_actors(knowledge.actors)
        compile_gazetteers(knowledge.gazetteers)
    except (RuleFileError, GazetteerError) as error:
        option = "--actors" if isinstance(error, RuleFileError) else "--gazetteer"
        problem, remedy = str(error).rstrip("."), "Each form is told in docs/how-to/read.md"
        raise InputError(option, problem, remedy, code=error.code) from error
    return knowledge
