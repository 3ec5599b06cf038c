"""``rashomon gazetteer``: add places of your own, and ask why a name is read as it is."""

from pathlib import Path
from typing import Annotated

import typer

from rashomon.knowledge.gazetteer import load_gazetteer
from rashomon.knowledge.gazetteer_lookup import Answer, look_up_place
from rashomon.knowledge.gazetteer_user import add_places, user_gazetteer_path
from rashomon.model.encode import to_json_line

MOST_SHOWN = 10

app = typer.Typer(help="Places of your own, and look-ups that explain themselves.")


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump or a CSV of places; may be .gz.")],
    into: Annotated[Path | None, typer.Option(help="Gazetteer file to add them to.")] = None,
) -> None:
    """Add a file of places to your gazetteer; a place given again replaces itself."""
    count = add_places(file, into)
    typer.echo(f"{count} places added to {into or user_gazetteer_path()}")


@app.command("lookup")
def lookup(
    name: Annotated[str, typer.Argument(help="A place name in any spelling, or a demonym.")],
    country: Annotated[str, typer.Option(help="ISO alpha-3 that the text is about.")] = "",
    within: Annotated[list[str] | None, typer.Option(help="A place that contains it.")] = None,
    near: Annotated[tuple[float, float] | None, typer.Option(help="LAT LON close by.")] = None,
    gazetteer: Annotated[
        list[Path] | None,
        typer.Option(envvar="RASHOMON_GAZETTEER", help="Gazetteer files of yours."),
    ] = None,
    format: Annotated[str, typer.Option(help="text or jsonl.")] = "text",
) -> None:
    """Show which places bear a name, how each scores, and which is meant."""
    if format not in ("text", "jsonl"):
        raise typer.BadParameter(f"{format}: lookup knows text and jsonl")
    answer = look_up_place(
        name,
        country=country,
        within=within or (),
        near=near,
        gazetteer=load_gazetteer(*(str(path) for path in gazetteer or ())),
    )
    typer.echo(to_json_line(answer) if format == "jsonl" else describe(answer))


def describe(answer: Answer) -> str:
    """Write an answer for people: the choice, then the candidates with their score parts."""
    chosen = answer.chosen
    head = f"{answer.name}: {chosen.id} {chosen.name}" if chosen else f"{answer.name}: unresolved"
    lines = [f"{head} ({answer.reason})"]
    for one in answer.candidates[:MOST_SHOWN]:
        place = one.place
        where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        point = f"{place.lat:.3f} {place.lon:.3f}"
        lines.append(
            f"  {one.score:5.1f}  {place.kind:9} {place.id:20} {point:17} {where}: {one.explain()}"
        )
    hidden = len(answer.candidates) - MOST_SHOWN
    return "\n".join([*lines, *([f"  … and {hidden} more"] if hidden > 0 else [])])
