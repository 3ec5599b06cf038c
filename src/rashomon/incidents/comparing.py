"""When two values of a field can both be right: ids, names, containment, bounds that overlap."""

import math
from typing import Final

from rashomon.incidents.party import body_of, plain, same_body
from rashomon.lexicon.ledger import load_ledger
from rashomon.model.actor import Participant
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.time import EventTime

NEAR_KM: Final = 10.0
EARTH_KM: Final = 12742.0
RANK: Final = {
    "exact": 6, "near": 5, "city": 4, "district": 3, "admin1": 2, "country": 1, "region": 0,
}  # fmt: skip
DAY: Final = 10
ANYBODY: Final = frozenset(
    "people person persons individuals victims others bodies body residents men man group "
    "attackers assailants gunmen forces troops fighters somebody town city area".split()
)
"""Nouns that say nothing about which actor it is."""


def same_actor(one: object, other: object) -> bool:
    """Tell whether two agents can be one: one id, one name, a unit and its state, a vague word."""
    if not (isinstance(one, Participant) and isinstance(other, Participant)):
        return False
    if one.id and other.id:
        return one.id == other.id or _unit_of(one, other) or _unit_of(other, one)
    if plain(one.name) == plain(other.name) or same_body(body_of(one.name), body_of(other.name)):
        return True
    if _unit_of(one, other) or _unit_of(other, one):
        return True
    return _is_vague(one, other) or _is_vague(other, one)


def _unit_of(part: Participant, whole: Participant) -> bool:
    """As in an army of a state, and a group that acts for somebody."""
    if part.acts_for and plain(part.acts_for) == plain(whole.name):
        return True
    organ = part.sector in ("MIL", "GOV", "COP", "SPY") and whole.kind == "state"
    return organ and part.country is not None and part.country == whole.country


def _is_vague(one: Participant, other: Participant) -> bool:
    """Tell whether one is only described, in words that fit the other."""
    if one.named or one.id:
        return False
    if one.sector is None or plain(one.name.split()[-1]) in ANYBODY:
        return True
    sectors = {one.sector, other.sector}
    countries = {one.country, other.country} - {None}
    return other.named and None not in sectors and len(sectors) == 1 and len(countries) < 2


def same_target(one: object, other: object) -> bool:
    """Tell whether two targets can stand beside each other.

    Somebody can hit a market and its traders, so different targets do not contradict; the same
    people called civilians here and fighters there do.
    """
    if not (isinstance(one, Participant) and isinstance(other, Participant)):
        return False
    statuses = {_status(one), _status(other)} - {None}
    return len(statuses) < 2


def _status(target: Participant) -> str | None:
    if target.status:
        return target.status
    noun = plain(target.name.split()[-1]) if target.name.split() else ""
    group = load_ledger().group_of.get(noun.removesuffix("s"))
    if group in ("soldiers", "fighters"):
        return "combatant"
    return "civilian" if group in ("civilians", "children") else None


def same_place(one: object, other: object) -> bool:
    """Tell whether two places can be one: the same, one within the other, or a few km apart."""
    if not (isinstance(one, EventPlace) and isinstance(other, EventPlace)):
        return False
    if (one.id and one.id == other.id) or plain(one.name) == plain(other.name):
        return True
    small, large = sorted((one, other), key=specific_first, reverse=True)
    if large.precision in ("admin1", "country", "region", "district"):
        if plain(large.name) in (plain(small.admin1 or ""), plain(small.country or "")):
            return True
        if large.precision == "country":
            return small.country is None or small.country == large.country
        known = small.admin1 and small.country and large.country
        return not known and large.precision in ("region", "district")
    apart = distance_km(one, other)
    return apart is not None and apart <= NEAR_KM


def specific_first(place: EventPlace) -> int:
    """Rank a place: the more specific the greater."""
    return RANK.get(place.precision, 0)


def distance_km(one: EventPlace, other: EventPlace) -> float | None:
    """Give the distance of two places; None where one has no point."""
    if None in (one.lat, one.lon, other.lat, other.lon):
        return None
    lat, other_lat = math.radians(one.lat or 0.0), math.radians(other.lat or 0.0)
    lon = math.radians((other.lon or 0.0) - (one.lon or 0.0))
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin(lon / 2) ** 2
    return EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def same_days(one: object, other: object) -> bool:
    """Tell whether two times share a day: a less precise one that covers the other agrees."""
    if not (isinstance(one, EventTime) and isinstance(other, EventTime)):
        return False
    starts = (one.start[:DAY], other.start[:DAY])
    return max(starts) <= min(one.end[:DAY], other.end[:DAY])


def same_number(one: Figure, other: Figure) -> bool:
    """Tell whether two figures share a number: "at least ten" and twelve do."""
    lows = [f.low if f.low is not None else 0.0 for f in (one, other)]
    highs = [f.high if f.high is not None else math.inf for f in (one, other)]
    return max(lows) <= min(highs)
