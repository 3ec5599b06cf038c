"""``rashomon import BASE FILE --as acled``: coded records of a dataset, as what it says."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from rashomon.base import Collection, open_base
from rashomon.cli.run import finish
from rashomon.incidents import service
from rashomon.model.document import Failure
from rashomon.publish.import_acled import DATASET as ACLED
from rashomon.publish.import_acled import import_acled
from rashomon.publish.import_csv import import_csv
from rashomon.publish.import_ucdp import DATASET as UCDP
from rashomon.publish.import_ucdp import import_ucdp
from rashomon.reading.reader import Reading


class ImportForm(StrEnum):
    """What can be imported."""

    ACLED = "acled"
    UCDP = "ucdp"
    CSV = "csv"


def import_(
    base: Annotated[str, typer.Argument(help="Path of a base (made if new), or postgresql://…")],
    file: Annotated[Path, typer.Argument(help="The table.")],
    *,
    format: Annotated[ImportForm, typer.Option("--as", help="Whose columns it has.")],
    dataset: Annotated[
        str | None, typer.Option(help="Who says what the rows say; each row has it as speaker.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="FIELD=COLUMN of a csv, such as place=town.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who imports it, for the collection log.")] = "import",
) -> None:
    """Add coded records to a base, one document a row, and link them with the reports in it."""
    outcomes = _outcomes(file, format, dataset, column)
    with open_base(base) as opened:
        report = service.add(opened, outcomes, Collection(by=by, how="import", address=str(file)))
    console = Console(stderr=True, highlight=False)
    told = ", ".join(f"{count} {what}" for what, count in sorted(report.outcomes.items()))
    console.print(Text(f"records: {told or 'none'}; rows that failed: {len(report.failures)}"))
    finish(report.failures)


def _outcomes(
    file: Path, form: ImportForm, dataset: str | None, column: Sequence[str] | None
) -> Iterator[Reading | Failure]:
    if column and form is not ImportForm.CSV:
        raise typer.BadParameter("--column goes with --as csv")
    if form is ImportForm.ACLED:
        return import_acled(file, dataset=dataset or ACLED)
    if form is ImportForm.UCDP:
        return import_ucdp(file, dataset=dataset or UCDP)
    return import_csv(file, dataset=dataset, columns=dict(_pair(pair) for pair in column or ()))


def _pair(pair: str) -> tuple[str, str]:
    name, equals, column = pair.partition("=")
    if not equals or not column:
        raise typer.BadParameter(f"--column {pair}: write FIELD=COLUMN, such as place=town")
    return name.strip(), column
