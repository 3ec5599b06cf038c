"""``rashomon find BASE WORDS``: statements by their words and by what they say."""

import re
from collections.abc import Sequence
from typing import Annotated, Final

import typer

from rashomon.base import Query, open_base
from rashomon.cli.bases import RowsFormat, Where, to_country, to_status, to_type, write_rows
from rashomon.cli.options import make_knowledge
from rashomon.cli.run import Output
from rashomon.cli.write import make_console
from rashomon.documents.published import parse_published
from rashomon.knowledge.gazetteer import load_gazetteer
from rashomon.knowledge.gazetteer_lookup import look_up_place
from rashomon.publish.shown import found_block
from rashomon.reading.own import compile_gazetteers

NEAR_KM: Final = 25.0
"""Radius around a place that is named without one."""
POINT: Final = re.compile(
    r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*(?:,\s*(\d+(?:\.\d+)?))?"
)
NAMED: Final = re.compile(r"(.+?)(?:,\s*(\d+(?:\.\d+)?)\s*(?:km)?)?")


def find(
    base: Where,
    words: Annotated[
        list[str] | None, typer.Argument(help='Words that stand there; "…" keeps them together.')
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(help="Words of a name, or id: who says it.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="Words of a name, or id: who takes part.")
    ] = None,
    type: Annotated[str | None, typer.Option(help="ASSAULT, PROTEST …")] = None,
    status: Annotated[str | None, typer.Option(help="occurred, threatened …")] = None,
    since: Annotated[str | None, typer.Option(help="First day it may reach into (ISO).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (ISO), included.")] = None,
    near: Annotated[
        str | None, typer.Option(help="LAT,LON,KM, or a place, or PLACE,KM (25 km without).")
    ] = None,
    country: Annotated[str | None, typer.Option(help="ISO alpha-3.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    format: Annotated[RowsFormat, typer.Option(help="Of the output.")] = RowsFormat.TABLE,
    gazetteer: Annotated[
        list[str] | None,
        typer.Option(envvar="RASHOMON_GAZETTEER", help="Gazetteer files of yours, for --near."),
    ] = None,
) -> None:
    """Find statements by full text and by structure, the best fit first."""
    query = Query(
        words=" ".join(words) if words else None,
        speaker=speaker,
        actor=actor,
        type=to_type(type),
        status=to_status(status),
        since=to_day(since, "--since"),
        until=to_day(until, "--until"),
        near=to_circle(near, gazetteer or ()) if near else None,
        country=to_country(country),
    )
    with open_base(base, create=False) as opened, Output(None) as output:
        found = opened.find(query, limit=limit)
        if format is RowsFormat.JSONL:
            write_rows(output, found)
            return
        documents = {d.id: d for d in opened.documents({f.statement.document for f in found})}
        console = make_console(output)
        console.print(found_block(found, documents, console))


def to_day(text: str | None, option: str) -> str | None:
    """Give a day as ISO.

    Raises:
        typer.BadParameter: It is no day.
    """
    if text is None:
        return None
    value = parse_published(text).value
    if value is None:
        raise typer.BadParameter(f"{option} {text}: give a day such as 2019-03-12")
    return value[:10]


def to_circle(text: str, gazetteers: Sequence[str]) -> tuple[float, float, float]:
    """Give centre and radius (km) of what `--near` names.

    Raises:
        typer.BadParameter: It is neither a point nor a place that is known.
        InputError: A gazetteer can't be read or breaks its form.
    """
    point = POINT.fullmatch(text)
    if point:
        lat, lon = float(point[1]), float(point[2])
        if abs(lat) > 90 or abs(lon) > 180:
            raise typer.BadParameter(f"--near {text}: degrees north, then east, then kilometres")
        return lat, lon, float(point[3] or NEAR_KM)
    named = NAMED.fullmatch(text)
    name, km = (named[1], float(named[2] or NEAR_KM)) if named else (text, NEAR_KM)
    files = compile_gazetteers(make_knowledge(None, gazetteers).gazetteers)
    answer = look_up_place(name, gazetteer=load_gazetteer(*files))
    if answer.chosen is None:
        raise typer.BadParameter(f"--near {name}: {answer.reason}; give LAT,LON,KM")
    return answer.chosen.lat, answer.chosen.lon, km
