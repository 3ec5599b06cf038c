"""``rashomon export BASE --as FORMAT --out FILE``: incidents in a format that others read."""

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from rashomon.base import Query, open_base
from rashomon.errors import InputError
from rashomon.publish.export import Exported, ExportOptions
from rashomon.publish.formats import FORMATS, export_as, losses_json
from rashomon.publish.gather import gather

Form = StrEnum("Form", {name.upper(): name for name in FORMATS})  # type: ignore[misc]
MOST_SHOWN: Final = 8
SELECT: Final = "Which incidents"
SAFETY: Final = "Safety: what is changed unless you ask for it"


class Rows(StrEnum):
    """What a row stands for."""

    INCIDENTS = "incidents"
    STATEMENTS = "statements"


def export(
    base: Annotated[str, typer.Argument(help="Path of a base, or postgresql://…")],
    *,
    format: Annotated[Form, typer.Option("--as", help="The format.")],
    out: Annotated[
        Path | None, typer.Option(help="Write to this file; else to standard output.")
    ] = None,
    rows: Annotated[
        Rows, typer.Option(help="For csv, geojson, kml, parquet, jsonl.")
    ] = Rows.INCIDENTS,
    rule: Annotated[
        str | None, typer.Option(help="Rule of the figures: ucdp, acled or airwars.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(help="Unit of the incidents: acled, ucdp or airwars.")
    ] = None,
    labels: Annotated[
        bool, typer.Option("--labels", help="ACLED's actor types as words, not numbers.")
    ] = False,
    hxl: Annotated[
        bool, typer.Option("--hxl", help="HXL tags in the second line (csv, ucdp).")
    ] = False,
    country_points: Annotated[
        bool, typer.Option("--country-points", help="A point for what only has a country.")
    ] = False,
    derived_dates: Annotated[
        bool,
        typer.Option(
            "--derived-dates",
            help="Presume days from publication where no account gives one (acled, ucdp).",
        ),
    ] = False,
    private: Annotated[
        bool,
        typer.Option("--private", help="Keep names of private persons.", rich_help_panel=SAFETY),
    ] = False,
    exact: Annotated[
        bool,
        typer.Option(
            "--exact",
            help="Keep exact points of protected sites and recent events.",
            rich_help_panel=SAFETY,
        ),
    ] = False,
    words: Annotated[str | None, typer.Option(help="Words.", rich_help_panel=SELECT)] = None,
    actor: Annotated[str | None, typer.Option(help="Name or id.", rich_help_panel=SELECT)] = None,
    type: Annotated[str | None, typer.Option(help="PLOVER type.", rich_help_panel=SELECT)] = None,
    country: Annotated[
        str | None, typer.Option(help="ISO 3166 alpha-3.", rich_help_panel=SELECT)
    ] = None,
    since: Annotated[str | None, typer.Option(help="First day.", rich_help_panel=SELECT)] = None,
    until: Annotated[str | None, typer.Option(help="Last day.", rich_help_panel=SELECT)] = None,
    as_of: Annotated[
        str | None,
        typer.Option(help="As known by this day of publication.", rich_help_panel=SELECT),
    ] = None,
) -> None:
    """Write incidents in a format that others read, and tell what it could not carry."""
    options = ExportOptions(
        private=private,
        coarsen=not exact,
        rule=rule,
        unit=unit,
        rows=rows.value,
        hxl=hxl,
        labels=labels,
        country_points=country_points,
        derived_dates=derived_dates,
    )
    wanted = Query(words=words, actor=actor, type=type, country=country, since=since, until=until)
    with open_base(base, create=False) as opened:
        data = gather(opened, options, None if wanted == Query() else wanted, as_of=as_of)
    made = export_as(format.value, data)
    if out is None:
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
    else:
        _write(out, _named(out, made))
    _tell(made, out)


def _named(out: Path, made: Exported) -> Mapping[Path, bytes]:
    """Give each file its name: ``FILE``, ``FILE`` with a word before its ending, the losses."""
    files = {
        out.with_name(f"{out.stem}{suffix}{out.suffix}"): content
        for suffix, content in made.files.items()
    }
    return files | {out.with_name(f"{out.name}.lost.json"): losses_json(made).encode()}


def _write(out: Path, files: Mapping[Path, bytes]) -> None:
    """Write all files beside their places first, then move them, so that none is half done."""
    unfinished = {path.with_name(f".{path.name}.{os.getpid()}"): path for path in files}
    try:
        for draft, path in unfinished.items():
            draft.write_bytes(files[path])
        for draft, path in unfinished.items():
            draft.replace(path)
    except OSError as error:
        for draft in unfinished:
            draft.unlink(missing_ok=True)
        problem = f"can't be written ({error.strerror})"
        remedy = "Name a file in a folder that exists and that you may write to"
        raise InputError(str(out), problem, remedy) from error


def _tell(made: Exported, out: Path | None) -> None:
    """Tell on standard error what was written, what was left out, lost and changed."""
    console = Console(stderr=True, highlight=False)
    lines = [f"{made.rows} records: {made.shape}", f"rules followed: {made.rules}"]
    lines += [f"left out, {len(one.ids)}: {one.reason}" for one in made.left_out[:MOST_SHOWN]]
    lines += [f"lost, {one.count}: {one.field}: {one.why}" for one in made.lost[:MOST_SHOWN]]
    more = max(0, len(made.left_out) - MOST_SHOWN) + max(0, len(made.lost) - MOST_SHOWN)
    if more:
        where = f"{out.name}.lost.json" if out else "the list that --out FILE writes"
        lines.append(f"and {more} more in {where}")
    lines += [f"changed for safety: {count} {what}" for what, count in made.guarded.items()]
    for line in lines:
        console.print(Text(line))
