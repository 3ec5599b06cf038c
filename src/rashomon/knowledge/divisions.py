"""First-order divisions as English texts call them: "North Sinai" for "Shamāl Sīnā'".

The gazetteer keeps the romanised local name. The table ``knowledge/data/divisions.tsv`` gives the
customary English one where the two differ by more than accents; a division that it does not list
keeps its name.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from rashomon.errors import RuleFileError

PATH: Final = Path(__file__).parent / "data" / "divisions.tsv"
COLUMNS: Final = ("country", "name", "english")
CODE: Final = 3
"""Letters of an ISO 3166 alpha-3 code."""


def english_division(country: str, name: str) -> str:
    """Give the customary English name of a first-order division.

    Args:
        country: ISO 3166 alpha-3.
        name: Name in the gazetteer.

    Returns:
        The English name; the same name where the table has no other.
    """
    return _bundled().get((country, name), name)


@lru_cache(maxsize=1)
def _bundled() -> dict[tuple[str, str], str]:
    return parse_divisions(PATH.read_text(encoding="utf-8"), PATH.name)


def parse_divisions(table: str, path: str = PATH.name) -> dict[tuple[str, str], str]:
    """Check and read a table with a header, tab-separated.

    Raises:
        RuleFileError: Wrong header or number of cells, an empty cell, no country code, a division
            twice, or text that is not NFC.
    """
    if not unicodedata.is_normalized("NFC", table):
        raise RuleFileError(path, None, "text is not in Unicode normal form C")
    header, *lines = table.splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise RuleFileError(path, None, f"columns must be {' '.join(COLUMNS)}")
    found: dict[tuple[str, str], str] = {}
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        where = f"line {number}"
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
            raise RuleFileError(path, where, f"needs {len(COLUMNS)} filled cells")
        country, name, english = cells
        if len(country) != CODE or not country.isupper():
            raise RuleFileError(path, where, f"{country!r} is no country code")
        if (country, name) in found:
            raise RuleFileError(path, where, f"{name!r} is there twice")
        found[country, name] = english
    return found
