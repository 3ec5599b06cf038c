"""A village's name in the country that the text is about, and not its namesake across the world.

"Kefra" in a paper of Marenna is Marenna's "Kafra", though Valdoria has a Kefra; and "Zara in
Selm" is no town of another country, whatever the gazetteer knows.
"""

from collections.abc import Sequence
from itertools import pairwise

from rashomon.knowledge.gazetteer import Gazetteer
from rashomon.knowledge.gazetteer_home import Home
from rashomon.knowledge.gazetteer_place import Match
from rashomon.knowledge.gazetteer_rank import LARGE_KINDS
from rashomon.layers.where_settle import ROMANISED
from rashomon.layers.where_sight import Sighting, Words
from rashomon.lexicon.places import PlaceRules

RENOWNED = 100_000
SHORTEST = 4
FAR_KM = 150
LONGEST_WAY = 6
"""Words between a village and what it lies in: "in the southern countryside of"."""


def add_local_spellings(
    sightings: Sequence[Sighting], gazetteer: Gazetteer, home: Home | None
) -> None:
    """Offer each little place the like-named one of the text's own countries too.

    Args:
        sightings: All of one document; their matches change.
        gazetteer: Where names are looked up.
        home: Where the paper is at home.
    """
    countries = _countries(sightings, home)
    if not countries:
        return
    for one in sightings:
        name = one.base or one.name
        if one.demonym or not one.matches or len(name) < SHORTEST or one.rule == "place.short":
            continue
        if any(_is_renowned(match) or match.place.country in countries for match in one.matches):
            continue
        alike = gazetteer.find_similar(name)
        one.matches += tuple(m for m in alike if m.place.country in countries)


def _is_renowned(match: Match) -> bool:
    place = match.place
    small = place.kind not in LARGE_KINDS and not place.kind.startswith("admin")
    return match.noted or not small or place.population >= RENOWNED


def _countries(sightings: Sequence[Sighting], home: Home | None) -> frozenset[str]:
    """The countries whose names come by several spellings that the text or the paper is of."""
    named = {
        match.place.country
        for one in sightings
        for match in one.matches[:1]
        if match.place.kind == "country" or one.demonym
    }
    if home is not None:
        named.add(home.country)
    return ROMANISED & named


def drop_far_from_outer(words: Words, sightings: Sequence[Sighting], rules: PlaceRules) -> None:
    """Leave open a village that the text puts in a place of another country; changes sightings."""
    for inner, outer in pairwise(sightings):
        small, large = inner.chosen, outer.chosen
        if small is None or large is None or inner.demonym or outer.demonym or inner.explicit:
            continue
        if small.country == large.country or small.kind in LARGE_KINDS:
            continue
        if not (small.country and large.country):
            continue
        if large.kind in LARGE_KINDS or small.distance_km(large.lat, large.lon) < FAR_KM:
            continue
        if _lies_in(words.lower[inner.end : outer.start], rules):
            inner.chosen = None
            inner.rule = "place.elsewhere"
            inner.reason = f"unresolved: the text puts it in {large.name}, not in {small.country}"


def _lies_in(between: Sequence[str], rules: PlaceRules) -> bool:
    """Tell "village in the southern countryside of" from two places side by side."""
    if not between or len(between) > LONGEST_WAY or "in" not in between:
        return False
    loose = {"in", "at", "the", "of", "countryside"} | rules.words["direction"]
    return all(word in loose or word in rules.classes for word in between)
