"""Countries' names and demonyms, from the table of states, as matches of the gazetteer."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rashomon.knowledge.gazetteer_names import fold_place

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class StateNames:
    """What the table of states says of names.

    Attributes:
        names: Folded name to ISO alpha-3 codes.
        demonyms: Folded adjective or name of a people to ISO alpha-3 codes.
        claims: ISO alpha-3 to the codes of all who claim the territory as a whole.
        capitals: ISO alpha-3 to the names of the capital.
        acronyms: Names of states in capitals, as written ("UAE").
        regions: Folded adjective ("european") to the name of a continent or region.
    """

    names: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, tuple[str, ...]]
    capitals: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, str]
    acronyms: frozenset[str]


@lru_cache(maxsize=1)
def load_state_names() -> StateNames:
    """Read the names of states and peoples; ended states and parts of states are left out."""
    names: dict[str, list[str]] = {}
    demonyms: dict[str, list[str]] = {}
    claims: dict[str, tuple[str, ...]] = {}
    capitals: dict[str, tuple[str, ...]] = {}
    acronyms: set[str] = set()
    with (DATA / "states.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            code = row["iso3"]
            if not code or row["to"] or row["id"] != f"state:{code}":
                continue
            for column, index in (
                ("name", names), ("official", names), ("aliases", names),
                ("adjectives", demonyms), ("people", demonyms),
            ):  # fmt: skip
                for name in row[column].split("|"):
                    if index is names and name.isupper():
                        acronyms.add(name)
                    owners = index.setdefault(fold_place(name), [])
                    if name and code not in owners:
                        owners.append(code)
            claimants = tuple(row["claims"].split("|")) if row["claims"] else ()
            claims.setdefault(code, claimants)
            capitals.setdefault(code, tuple(row["capital"].split("|")))
    return StateNames(
        {key: tuple(value) for key, value in names.items() if key},
        {key: tuple(value) for key, value in demonyms.items() if key},
        claims,
        capitals,
        _regions(),
        frozenset(acronyms),
    )


def _regions() -> dict[str, str]:
    with (DATA / "region_adjectives.tsv").open(encoding="utf-8", newline="") as lines:
        return {
            fold_place(row["adjective"]): row["region"]
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
