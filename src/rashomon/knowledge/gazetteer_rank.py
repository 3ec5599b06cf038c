"""Which of the places of one name a text means: a sum of parts that can be read one by one.

A score adds what is known without a text (population, kind, whether it is the main name) to
what the text gives (named containers, countries and divisions that it speaks of, nearness to
other places, the paper's home). Nothing is learnt; each weight is a named number.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.knowledge.gazetteer_place import Match, Place

LARGE_KINDS = frozenset(("country", "continent", "ocean", "sea"))
WATER = frozenset(["river", "lake", "sea", "strait", "gulf", "channel", "ocean", "dam"])
LAND = frozenset(
    [
        "island",
        "peninsula",
        "cape",
        "mountain",
        "mountains",
        "valley",
        "pass",
        "plain",
        "desert",
        "forest",
    ]
)
SITES = frozenset(
    [
        "base",
        "airport",
        "port",
        "dam",
        "crossing",
        "bridge",
        "road",
        "plant",
        "prison",
        "hospital",
        "site",
    ]
)
FITTING = {
    "city": frozenset(("city", "town", "village")),
    "district": frozenset(("district", "city", "town", "admin2")),
    "admin1": frozenset(("admin1", "region", "territory", "country")),
    "admin2": frozenset(("admin2",)),
    "water": WATER,
    "land": LAND | {"region"},
    "site": SITES,
}


SHARPNESS = 2.0
"""How much a difference of score counts in `share_of_best`."""

SURE_SHARE = 0.6
"""A best candidate that stands out less is no answer: the name stays unresolved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The numbers of the score. Swept one at a time on development news of 2009 to 2018."""

    population: float = 1.0
    division_population: float = 0.55
    country: float = 7.0
    admin1: float = 2.5
    admin2: float = -1.0
    noted: float = 0.8
    capital: float = 1.5
    unpeopled: float = 3.0
    unpeopled_region: float = 4.5
    unpeopled_sea: float = 6.0
    alias: float = -1.5
    spelling: float = -1.5
    same_country: float = 2.0
    same_division: float = 2.5
    near: float = 2.0
    near_km: float = 80.0
    home: float = 3.0
    home_km: float = 120.0
    home_country: float = 1.0
    within: float = 7.0
    outside: float = -2.5
    fitting: float = 1.5
    unfitting: float = -1.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a text tells about where it plays.

    Attributes:
        countries: ISO alpha-3 to share (0..1) of the text's other places in it.
        divisions: Gazetteer id of a first-order division to share.
        points: (lat, lon, weight 0..1) of other places of the text.
        within: Places that the text names as containing this one.
        homes: Where the paper may be at home.
        home_country: The paper's country, ISO alpha-3, or "".
        kind: Kind of place that the text says it is ("city", "admin1" …), or "".
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    divisions: Mapping[str, float] = field(default_factory=dict)
    points: Sequence[tuple[float, float, float]] = ()
    within: Sequence[Place] = ()
    homes: Sequence[tuple[float, float]] = ()
    home_country: str = ""
    kind: str = ""


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score; the parts add up to the score."""

    match: Match
    score: float
    parts: tuple[tuple[str, float], ...]

    @property
    def place(self) -> Place:
        """The candidate's place."""
        return self.match.place

    def explain(self) -> str:
        """Write the parts as ``population +1.9, same country +2.0``."""
        return ", ".join(f"{name} {value:+.1f}" for name, value in self.parts if abs(value) >= 0.05)


def rank_places(
    matches: Sequence[Match], context: Context = NO_CONTEXT, weights: Weights = WEIGHTS
) -> tuple[Ranked, ...]:
    """Order the candidates of one name, best first.

    Args:
        matches: From `Gazetteer.find`.
        context: What the text tells.
        weights: The numbers of the score.

    Returns:
        All candidates with score parts; ties by population, then id.
    """
    ranked = []
    for match in matches:
        parts = (*_prior(match, weights), *_context(match.place, context, weights))
        ranked.append(Ranked(match, sum(value for _, value in parts), parts))
    ranked.sort(key=lambda r: (-round(r.score, 6), -r.place.population, r.place.id))
    return tuple(ranked)


def _prior(match: Match, weights: Weights) -> list[tuple[str, float]]:
    place = match.place
    parts = [_renown(place, weights)]
    kinds = {"country": weights.country, "admin1": weights.admin1, "admin2": weights.admin2}
    if place.kind in kinds:
        parts.append((f"a {place.kind}", kinds[place.kind]))
    if match.noted:
        parts.append(("noted", weights.noted))
    if match.capital:
        parts.append(("a capital", weights.capital))
    if match.how == "alias":
        parts.append(("by another name", weights.alias))
    elif match.how == "spelling":
        parts.append(("by another spelling", weights.spelling))
    return parts


def _renown(place: Place, weights: Weights) -> tuple[str, float]:
    """Population, or for what has none (seas, rivers, regions) a constant by kind."""
    if place.kind == "country":
        return ("population", 0.0)
    if place.kind in LARGE_KINDS or place.kind in ("gulf", "strait"):
        return (f"a {place.kind}", weights.unpeopled_sea)
    if place.population or place.origin != "curated":
        share = weights.population
        if place.kind.startswith("admin"):
            share = weights.division_population
        return ("population", share * (math.log10(place.population + 10) - 1))
    if place.kind in ("region", "territory", "admin1"):
        return (f"a {place.kind}", weights.unpeopled_region)
    return (f"a {place.kind}", weights.unpeopled)


def _context(place: Place, context: Context, weights: Weights) -> list[tuple[str, float]]:
    parts = []
    country = context.countries.get(place.country, 0.0)
    if country:
        parts.append(("same country", weights.same_country * country))
    own = place.id if place.kind == "admin1" else place.admin1_id
    division = context.divisions.get(own, 0.0)
    if division:
        parts.append(("same division", weights.same_division * division))
    if place.kind not in LARGE_KINDS:
        parts += _nearness(place, context, weights)
    if context.home_country and context.home_country == place.country:
        parts.append(("the paper's country", weights.home_country))
    if context.within:
        inside = any(contains(outer, place) for outer in context.within)
        parts.append(
            ("inside the named place", weights.within)
            if inside
            else ("outside the named place", weights.outside)
        )
    if context.kind in FITTING:
        fits = place.kind in FITTING[context.kind]
        parts.append(
            ("the kind that the text says", weights.fitting)
            if fits
            else ("another kind than the text says", weights.unfitting)
        )
    return parts


def _nearness(place: Place, context: Context, weights: Weights) -> list[tuple[str, float]]:
    parts = []
    nearest = 0.0
    for lat, lon, weight in context.points:
        if abs(place.lat - lat) < 4:
            closeness = weight * math.exp(-place.distance_km(lat, lon) / weights.near_km)
            nearest = max(nearest, closeness)
    if nearest > 0.02:
        parts.append(("near other places of the text", weights.near * nearest))
    if context.homes:
        way = min(place.distance_km(*home) for home in context.homes)
        closeness = math.exp(-way / weights.home_km)
        if closeness > 0.02:
            parts.append(("near the paper's home", weights.home * closeness))
    return parts


def contains(outer: Place, inner: Place) -> bool:
    """Tell whether one place lies in another, by division or, for other kinds, by distance."""
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind not in LARGE_KINDS
    if outer.kind == "admin1":
        same_name = bool(inner.admin1) and inner.admin1 == outer.name
        return inner.country == outer.country and (inner.admin1_id == outer.id or same_name)
    if outer.kind == "admin2":
        return inner.admin2_id == outer.id
    if outer.kind == "continent":
        return False
    reach = outer.precision_km or 30
    return outer.distance_km(inner.lat, inner.lon) <= reach


def share_of_best(ranked: Sequence[Ranked]) -> float:
    """Tell how far the best candidate stands out, 0..1 (a soft maximum, no probability)."""
    if not ranked:
        return 0.0
    best = ranked[0].score
    return 1.0 / sum(math.exp(min(one.score - best, 0.0) * SHARPNESS) for one in ranked)
