"""Code tables that other datasets share: of countries, of PLOVER's scores, of ACLED's event types.

Each table is a file under ``data``; a file that breaks its form stops the program. Countries'
names and numbers follow ISO 3166; `gw` is the number of Gleditsch and Ward's list of states.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from rashomon.errors import RuleFileError

DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country's codes; "" where it has none.

    Attributes:
        iso3: ISO 3166 alpha-3.
        iso2: ISO 3166 alpha-2.
        number: ISO 3166 numeric, without leading zeros.
        name: Usual English name.
        acled_region: One of ACLED's regions.
        ucdp_region: ``Africa`` ``Americas`` ``Asia`` ``Europe`` ``Middle East``.
        gw: Number in the Gleditsch and Ward list of independent states.

    Citation: Gleditsch and Ward (1999), A revised list of independent states since 1816.
    """

    iso3: str
    iso2: str
    number: str
    name: str
    acled_region: str
    ucdp_region: str
    gw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverScore:
    """Quad class (1 to 4) and score (-10 to 10) of a PLOVER type and mode.

    Citation: PLOVER manual, draft 2.0, tables of types and modes.
    """

    quad: int
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledType:
    """One of ACLED's sub-event types, and the PLOVER type that stands nearest to it.

    Citation: ACLED event categories as listed in acledR.
    """

    event_type: str
    sub_event_type: str
    disorder_type: str
    type: str | None
    mode: str | None
    cameo: str | None


def country(iso3: str | None) -> Country | None:
    """Look a country up by its alpha-3 code; None where it is no country of ISO 3166."""
    return _countries().get(iso3 or "")


def country_named(name: str) -> Country | None:
    """Look a country up by its usual English name, alpha-2 or alpha-3 code."""
    return _names().get(name.strip().casefold())


def country_numbered(number: str) -> Country | None:
    """Look a country up by its ISO 3166 numeric code, with or without leading zeros."""
    return _numbers().get(number.strip().lstrip("0"))


def plover_score(type_: str | None, mode: str | None) -> PloverScore | None:
    """Give quad class and score of a type and mode; those of the type where the mode has none."""
    scores = _scores()
    whole = scores.get((type_ or "", ""))
    found = scores.get((type_ or "", mode or ""))
    if found is None or found.score is None:
        return whole
    return found


def acled_type(sub_event_type: str) -> AcledType | None:
    """Look one of ACLED's sub-event types up by its name."""
    return acled_types().get(sub_event_type.strip())


@lru_cache(maxsize=1)
def acled_types() -> dict[str, AcledType]:
    """Give ACLED's sub-event types by name."""
    return {
        r["sub_event_type"]: AcledType(
            event_type=r["event_type"],
            sub_event_type=r["sub_event_type"],
            disorder_type=r["disorder_type"],
            type=r["type"] or None,
            mode=r["mode"] or None,
            cameo=r["cameo"] or None,
        )
        for r in _table("acled_types.tsv", ("sub_event_type",))
    }


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    return {r["iso3"]: Country(**r) for r in _table("country_codes.tsv", ("iso3",))}


@lru_cache(maxsize=1)
def _names() -> dict[str, Country]:
    named = {c.iso2.casefold(): c for c in _countries().values()}
    named |= {c.iso3.casefold(): c for c in _countries().values()}
    return named | {c.name.casefold(): c for c in _countries().values()}


@lru_cache(maxsize=1)
def _numbers() -> dict[str, Country]:
    return {c.number: c for c in _countries().values() if c.number}


@lru_cache(maxsize=1)
def _scores() -> dict[tuple[str, str], PloverScore]:
    return {
        (r["type"], r["mode"]): PloverScore(
            quad=int(r["quad"]), score=float(r["score"]) if r["score"] else None
        )
        for r in _table("plover_scores.tsv", ("type", "mode"))
    }


def _table(name: str, key: tuple[str, ...]) -> list[dict[str, str]]:
    """Read one table; every row has every column, and no key comes twice."""
    path = DATA / name
    rows = []
    seen: set[tuple[str, ...]] = set()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in reader:
            if None in row or None in row.values():
                raise RuleFileError(str(path), None, f"line {reader.line_num}: wrong cells")
            identity = tuple(row[column] for column in key)
            if identity in seen:
                raise RuleFileError(str(path), " ".join(identity), "stands in two rows")
            seen.add(identity)
            rows.append(dict(row))
    return rows
