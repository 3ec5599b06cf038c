"""The bundled example: the invented island republic of Marenna, its reports and its places."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "marenna"
ACTORS: Final = ("states.tsv", "leaders.tsv", "groups.tsv")
GAZETTEER: Final = "gazetteer.csv"
DOCUMENTS: Final = (
    "column.html",
    "wire.txt",
    "courier-strike.html",
    "valda-strike.txt",
    "front-communique.txt",
    "situation.md",
    "oped.html",
    "market-day1.txt",
    "activists.jsonl",
    "ministry.txt",
    "market-day2.txt",
    "market-day3.md",
    "talks.txt",
)
"""All reports: two copies of one wire report, an op-ed that relays an op-ed that cites monitors, a
toll that rises over three days, a correction, denials, and accounts that contradict each other."""
OUTLINE: Final = "outline.geojson"
NOTICE: Final = "Invented example: no such country, no such people."


def documents() -> list[str]:
    """Give the paths of all reports of the war, in order of publication."""
    return [str(FOLDER / "reports" / name) for name in DOCUMENTS]


def actors() -> tuple[str, ...]:
    """Give the paths of the example's own actor tables."""
    return tuple(str(FOLDER / name) for name in ACTORS)


def gazetteer() -> str:
    """Give the path of the example's own gazetteer."""
    return str(FOLDER / GAZETTEER)


def outline() -> str:
    """Give the path of the example's own coastline."""
    return str(FOLDER / OUTLINE)
