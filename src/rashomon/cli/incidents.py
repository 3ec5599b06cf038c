"""``rashomon incidents BASE``: what the accounts of a base add up to."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.base import Query, open_base
from rashomon.cli.bases import RowsFormat, Where, to_country, to_type, write_rows
from rashomon.cli.find import to_day
from rashomon.cli.run import Output
from rashomon.cli.write import make_console
from rashomon.incidents.view import View, view_incidents
from rashomon.publish.incident_table import incidents_block


class Rule(StrEnum):
    """Named rules of the ledger, and units of datasets."""

    ACLED = "acled"
    UCDP = "ucdp"
    AIRWARS = "airwars"


def incidents(
    base: Where,
    *,
    type: Annotated[str | None, typer.Option(help="PLOVER type: ASSAULT …")] = None,
    since: Annotated[str | None, typer.Option(help="First day it may reach into (ISO).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (ISO), included.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166 alpha-3.")] = None,
    rule: Annotated[Rule, typer.Option(help="Rule of the figures.")] = Rule.UCDP,
    unit: Annotated[Rule | None, typer.Option(help="Divide into the unit of a dataset.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="As known by what was published up to this day (ISO).")
    ] = None,
    format: Annotated[RowsFormat, typer.Option(help="Of the output.")] = RowsFormat.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
) -> None:
    """Print incidents: who is said to have done what, where, when, how many, and who says so."""
    wanted = Query(
        type=to_type(type),
        since=to_day(since, "--since"),
        until=to_day(until, "--until"),
        country=to_country(country),
    )
    view = View(
        query=None if wanted == Query() else wanted,
        as_of=to_day(as_of, "--as-of"),
        rule=rule.value,
        unit=unit.value if unit else None,
    )
    with open_base(base, create=False) as opened, Output(out) as output:
        found = view_incidents(opened, view)
        if format is RowsFormat.JSONL:
            write_rows(output, found)
            return
        console = make_console(output)
        console.print(incidents_block(list(found), console))
