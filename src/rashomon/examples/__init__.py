"""The bundled example: the invented island republic of Marenna, its reports and its places."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "marenna"
DOCUMENTS: Final = ("oped.html", "wire.txt", "situation.md")
ACTORS: Final = ("states.tsv", "leaders.tsv", "groups.tsv")
GAZETTEER: Final = "gazetteer.csv"
OUTLINE: Final = "outline.geojson"
NOTICE: Final = "Invented example: no such country, no such people."


def documents() -> list[str]:
    """Give the paths of the three reports."""
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
