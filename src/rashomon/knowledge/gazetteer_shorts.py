"""Short forms of states and provinces: "Ala.", "N.J.", "OH" after a town and a comma."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rashomon.errors import RuleFileError

SHORTS = Path(__file__).parent / "data" / "place_abbreviations.tsv"
COLUMNS = ["short", "name", "country", "alone"]


@dataclass(frozen=True, slots=True)
class Short:
    """A short form.

    Attributes:
        name: Full name of the division.
        country: ISO 3166 alpha-3.
        alone: It can stand without a town before it ("Calif.", not "Ind.").
    """

    name: str
    country: str
    alone: bool


@lru_cache(maxsize=1)
def load_shorts(path: Path = SHORTS) -> dict[str, Short]:
    """Read the short forms, exactly as written.

    Raises:
        RuleFileError: A column is missing, a form comes twice, or ``alone`` is not yes or no.
    """
    found: dict[str, Short] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if reader.fieldnames != COLUMNS:
            raise RuleFileError(path.name, None, f"the columns are {COLUMNS}")
        for row in reader:
            if row["short"] in found:
                raise RuleFileError(path.name, row["short"], "the form is there twice")
            if row["alone"] not in ("yes", "no"):
                raise RuleFileError(path.name, row["short"], "alone is yes or no")
            found[row["short"]] = Short(row["name"], row["country"], row["alone"] == "yes")
    return found
