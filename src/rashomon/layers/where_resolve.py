"""From sightings to places: one sense a name, decided by what the whole document names.

Three passes: what is sure without context (countries, names with a container), then every name
with the context of the sure ones, then again with the context of all. A name that stays open
keeps its candidates in the reason and gets no point.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from rashomon.knowledge.gazetteer_home import Home
from rashomon.knowledge.gazetteer_names import fold_place
from rashomon.knowledge.gazetteer_rank import (
    LARGE_KINDS,
    Context,
    Ranked,
    contains,
    rank_places,
    share_of_best,
)
from rashomon.layers.where_settle import (
    LOWEST_SCORE,
    SETTLEMENTS,
    WIDE_KINDS,
    Group,
    is_at_home,
    settle,
)
from rashomon.layers.where_sight import Sighting

PASSES = 3
SAME_KM = 60
WIDE_KM = 500
MOST_POINTS = 12
MOST_AREAS = 40


def resolve_sightings(sightings: Sequence[Sighting], home: Home | None) -> None:
    """Choose a place for each sighting, or none; the sightings are changed.

    Args:
        sightings: All of one document, with containers already linked.
        home: Where the paper is at home.
    """
    groups = _group([one for one in sightings if one.matches])
    for number in range(PASSES):
        table = _Table(groups) if number else _Table([])
        for group in groups:
            _decide(group, table, home)
    for group in groups:
        for one in group.sightings:
            settle(one, group)


def _group(sightings: Sequence[Sighting]) -> list[Group]:
    """Group by name; a container that one mention names holds for all mentions of the name.

    A mention that a list narrows ("Selm and Dovrin counties") stands apart from the others.
    """
    by_name: dict[tuple[str, int], list[Sighting]] = defaultdict(list)
    for one in sightings:
        by_name[fold_place(one.base or one.name), len(one.matches)].append(one)
    groups = []
    for same in by_name.values():
        split: dict[frozenset[str], list[Sighting]] = defaultdict(list)
        for one in same:
            split[frozenset(place.id for place in one.outer)].append(one)
        named = [ids for ids in split if ids]
        if len(named) == 1 and frozenset() in split:
            split[named[0]] += split.pop(frozenset())
        for members in split.values():
            outer = next((one.outer for one in members if one.outer), [])
            kinds = Counter(one.kind for one in members if one.kind)
            kind = kinds.most_common(1)[0][0] if kinds else ""
            groups.append(Group(members, outer, kind))
    return groups


class _Table:
    """What the groups decided so far speak for, by country, division and point."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.countries: Counter[str] = Counter()
        self.divisions: Counter[str] = Counter()
        self.points: list[tuple[float, float, float, str]] = []
        self.own: dict[int, tuple[str, str, float]] = {}
        for group in groups:
            self._add(group)
        self.points.sort(key=lambda p: (-p[2], p[0], p[1]))
        self.main_countries = self.countries.most_common(MOST_AREAS)
        self.main_divisions = self.divisions.most_common(MOST_AREAS)
        self.country_total = sum(self.countries.values())
        self.division_total = sum(self.divisions.values())

    def _add(self, group: Group) -> None:
        if group.best is None or group.best.score < LOWEST_SCORE:
            return
        place = group.best.place
        weight = group.share * min(1.0 + 0.25 * (len(group.sightings) - 1), 2.0)
        if all(one.demonym for one in group.sightings):
            weight *= 0.5
        division = place.id if place.kind == "admin1" else place.admin1_id
        self.countries[place.country] += weight  # type: ignore[assignment]
        if division:
            self.divisions[division] += weight  # type: ignore[assignment]
        self.own[id(group)] = (place.country, division, weight)
        if place.kind not in LARGE_KINDS and place.kind != "admin1":
            self.points.append((place.lat, place.lon, min(1.0, weight), place.id))

    def context(self, group: Group, home: Home | None) -> Context:
        """What all other groups speak for."""
        country, division, weight = self.own.get(id(group), ("", "", 0.0))
        own = group.best.place.id if group.best else ""
        countries = _shares(self.main_countries, self.country_total, country, weight)
        divisions = _shares(self.main_divisions, self.division_total, division, weight)
        points = [(a, b, w) for a, b, w, place in self.points[: MOST_POINTS + 1] if place != own]
        return Context(
            countries=countries,
            divisions=divisions,
            points=points[:MOST_POINTS],
            within=group.outer,
            homes=home.points if home else (),
            home_country=home.country if home else "",
            kind=group.kind,
        )


def _shares(
    counts: Sequence[tuple[str, float]], total: float, own: str, weight: float
) -> dict[str, float]:
    """Shares of the others, damped where little was found."""
    rest = total - weight
    if rest <= 0:
        return {}
    found = {}
    for key, count in counts:
        value = count - weight if key == own else count
        if key and value > 0:
            found[key] = min(1.0, value / (rest + 0.7) * 1.3)
    return found


def _decide(group: Group, table: _Table, home: Home | None) -> None:
    matches = group.sightings[0].matches
    ranked = _spoken_of(rank_places(matches, table.context(group, home)))
    group.best = _town_of(ranked[0], ranked, group.kind)
    rivals = [one for one in ranked if one is ranked[0] or not _is_near(one, ranked[0])]
    group.second = rivals[1] if len(rivals) > 1 else None
    group.share = share_of_best(rivals)
    country = group.best.place.country
    group.is_only_at_home = not any(one.place.country == country for one in rivals[1:])


def _spoken_of(ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Leave out what is only spelt alike and far off, where the text's own country has one too."""
    alike = [one for one in ranked if one.match.how == "spelling"]
    here = [one for one in alike if is_at_home(one)]
    if not here or len(alike) < len(ranked):
        return ranked
    return tuple(here)


def _town_of(best: Ranked, ranked: Sequence[Ranked], kind: str) -> Ranked:
    """Give the town whose district bears its name, unless the text calls it a division."""
    if best.place.kind != "admin2" or kind:
        return best
    for one in ranked:
        place = one.place
        if place.kind in SETTLEMENTS and contains(best.place, place) and one.match.how == "name":
            return one
    return best


def _is_near(one: Ranked, best: Ranked) -> bool:
    """A town and the district round it are no rivals, nor two extents of one region."""
    way = one.place.distance_km(best.place.lat, best.place.lon)
    wide = one.place.kind in WIDE_KINDS and best.place.kind in WIDE_KINDS
    if one.place.country == best.place.country and wide and way < WIDE_KM:
        return True
    return way < SAME_KM or (best.place.kind == "admin1" and contains(best.place, one.place))
