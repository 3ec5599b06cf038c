"""A user's own knowledge for one run: gazetteer files compiled once and kept by content.

``rashomon gazetteer add`` keeps places for good; a file given to one run is compiled into the
user's cache folder under the hash of its bytes and answers for that run alone.
"""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from rashomon.errors import GazetteerError
from rashomon.knowledge.gazetteer_store import SCHEMA_VERSION
from rashomon.knowledge.gazetteer_user import add_places, user_gazetteers

SQLITE_MAGIC: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What a user brings besides what is shipped.

    Attributes:
        actors: Tables in the form of ``states.tsv``, ``leaders.tsv`` or ``groups.tsv``.
        gazetteers: CSV files, GeoNames dumps, or gazetteers built before.
    """

    actors: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] = ()


def compile_gazetteers(files: Sequence[str]) -> list[str]:
    """Make gazetteer files ready for the place layer, those that the user registered included.

    Args:
        files: CSV files, GeoNames dumps, or gazetteers built before.

    Returns:
        Paths of SQLite files, the registered ones last; empty when no file is given.

    Raises:
        GazetteerError: A file can't be read, a line is malformed, or the cache can't be written.
    """
    if not files:
        return []
    given = [str(_compile(Path(name))) for name in files]
    return [*given, *(str(path) for path in user_gazetteers())]


def _compile(file: Path) -> Path:
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = f"{file} can't be read ({error.strerror})"
        raise GazetteerError(problem, "Give a CSV file or a GeoNames dump.") from error
    if content.startswith(SQLITE_MAGIC):
        return file
    name = hashlib.sha256(content).hexdigest()[:24]
    folder = user_cache_path("rashomon") / f"gazetteers-{SCHEMA_VERSION}"
    target = folder / f"{name}.sqlite"
    if not target.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            add_places(file, target)
        except (OSError, sqlite3.OperationalError) as error:
            problem = f"{folder} can't be written ({error})"
            raise GazetteerError(problem, "Set XDG_CACHE_HOME to a folder you own.") from error
    return target
