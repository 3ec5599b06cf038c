"""Forecasts in a table: who said it when, until when, how it stands and by which rule.

Nobody is ranked: rows stand in the order of publication.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from rashomon.incidents.forecasts import Forecast, counts
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.publish.table import is_plain

STATES: Final = {
    "open": ("○", "o", "cyan"),
    "borne_out": ("✓", "+", "green"),
    "failed": ("✗", "x", "red"),
    "unresolvable": ("?", "?", "yellow"),
}


def forecast_table(
    found: Sequence[Forecast], statements: Mapping[str, Statement], console: Console
) -> Group:
    """Lay out forecasts, with a count by state below.

    Args:
        found: The forecasts.
        statements: Statements by id, those of the forecasts and those that bear on them.
        console: Tells width and encoding.
    """
    plain = is_plain(console)
    table = Table(
        box=box.ASCII if plain else box.SIMPLE_HEAD, expand=True, pad_edge=False,
        header_style="bold",
    )  # fmt: skip
    for name, ratio in (("state", 2), ("who, when", 2), ("what", 4), ("until", 2), ("why", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for forecast in found:
        statement = statements.get(forecast.statement)
        if statement is not None:
            table.add_row(*_row(forecast, statement, plain=plain))
    tallied = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in counts(found).items())
    summed = Text(f"  {len(found)} forecasts: {tallied}", style="dim")
    return Group(table, summed, Text(""))


def _row(forecast: Forecast, statement: Statement, *, plain: bool) -> list[Text]:
    mark, ascii_mark, colour = STATES[forecast.state]
    state = Text(f"{ascii_mark if plain else mark} {forecast.state.replace('_', ' ')}", colour)
    if forecast.brier is not None:
        state.append(f"\nBrier score {forecast.brier:.3f}", style="dim")
    who = Text(words.clean(forecast.speaker or words.AUTHOR))
    who.append(f"\n{forecast.published or 'no date'}", style="dim")
    what = Text(f"“{words.excerpt(statement)}”" if not plain else f'"{words.excerpt(statement)}"')
    if forecast.condition is not None:
        what.append(f"\nif: {words.clean(forecast.condition.text)}", style="italic")
    if forecast.probability is not None:
        what.append(f"\nprobability {forecast.probability:.2f}", style="dim")
    why = Text("; ".join(words.clean(w.note) for w in forecast.why))
    if forecast.bearing:
        why.append(f"\n{len(forecast.bearing)} later statements bear on it", style="dim")
    return [state, who, what, Text(words.time_words(forecast.horizon) or "not said"), why]
