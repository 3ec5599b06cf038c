"""``rashomon forecasts BASE``: what was forecast, and how it stands."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.base import open_base
from rashomon.cli.run import Output
from rashomon.cli.write import make_console
from rashomon.incidents.forecasts import STATES
from rashomon.incidents.forecasts import forecasts as find_forecasts
from rashomon.model.encode import to_json_line
from rashomon.publish.forecast_table import forecast_table

State = StrEnum("State", {state.upper(): state for state in STATES})  # type: ignore[misc]


class ForecastFormat(StrEnum):
    """Formats of the command's output."""

    TABLE = "table"
    JSONL = "jsonl"


def forecasts(
    base: Annotated[str, typer.Argument(help="Path of a base, or postgresql://…")],
    *,
    state: Annotated[State | None, typer.Option(help="Only forecasts in this state.")] = None,
    format: Annotated[ForecastFormat, typer.Option(help="Of the output.")] = ForecastFormat.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Print forecasts with horizon, condition, and what later statements say of them."""
    with open_base(base, create=False) as opened, Output(out) as output:
        statements = {s.id: s for s in opened.statements_as_judged()}
        documents = {d.id: d for d in opened.documents()}
        found = find_forecasts(statements.values(), documents, opened.judgements())
        if state is not None:
            found = [f for f in found if f.state == state.value]
        if format is ForecastFormat.JSONL:
            output.write("".join(to_json_line(f) + "\n" for f in found))
            return
        console = make_console(output)
        console.print(forecast_table(found, statements, console))
