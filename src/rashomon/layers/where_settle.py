"""Is the best candidate of a name believed? If not, the name keeps no point, but a reason.

Towns are where most goes wrong: firms, streets and persons bear the names of small ones. A town
is believed where the text or the paper speaks of its surroundings, where news knows it, or where
it is large; how much is asked depends on how crowded its country's names are.
"""

from dataclasses import dataclass

from rashomon.knowledge.gazetteer_place import Place
from rashomon.knowledge.gazetteer_rank import LARGE_KINDS, SITES, SURE_SHARE, Ranked
from rashomon.layers.where_sight import Sighting

WIDE_KINDS = frozenset(("region", "territory", "admin1", "admin2"))
DIVISIONS = frozenset(("admin1", "admin2"))
SETTLEMENTS = frozenset(("city", "town", "village"))
ROMANISED = frozenset(
    "SYR IRQ LBN JOR PSE ISR EGY LBY TUN DZA MAR SDN SSD YEM SAU ARE OMN QAT KWT BHR MRT SOM DJI "
    "ERI ETH IRN AFG PAK IND BGD NPL LKA MMR THA KHM LAO CHN TWN HKG JPN KOR PRK MNG UKR RUS BLR "
    "BGR MKD SRB MNE BIH GRC CYP ARM GEO AZE KAZ KGZ TJK UZB TKM XKX".split()
)
"""Countries whose place names come to English from another script, or by several spellings."""
CROWDED = frozenset("USA GBR CAN AUS NZL IRL".split())
"""Countries whose towns bear the surnames and plain words of an English text."""
ALONE = 0.9
"""Share of the best candidate from which it has no rival."""
SPOKEN_OF = 1.0
"""Share of "same country" from which a text speaks of a candidate's country."""
SURE_AMONG_NAMESAKES = 0.8
"""Share that a town needs where the best rival is another town of a crowded country.

Chosen on development news: below it one point in two was wrong.
"""
LOWEST_SCORE = 4.0
"""A name whose best candidate scores less is left open: a hamlet that nothing speaks for."""
LARGE_TOWN = 100_000
"""People from which a town is meant even where the text says nothing of its surroundings."""
AROUND = ("same division", "near other places of the text", "near the paper's home")


@dataclass(slots=True)
class Group:
    """All sightings of one name that must mean one place."""

    sightings: list[Sighting]
    outer: list[Place]
    kind: str
    best: Ranked | None = None
    second: Ranked | None = None
    share: float = 0.0
    is_only_at_home: bool = False
    """No other candidate that could be meant lies in the country that speaks for the best."""


def settle(one: Sighting, group: Group) -> None:
    """Give a sighting its place, or the reason why it has none; the sighting is changed."""
    best = group.best
    if best is None:
        return
    one.score = round(group.share, 3)
    if one.demonym:
        one.chosen = best.place
        one.reason = f"demonym of {best.place.name}"
        return
    doubt = _doubt_of_meaning(one, group, best) or _doubt_of_spelling(one, best)
    if doubt is None:
        one.chosen = best.place
        one.reason = best.explain()
        return
    one.rule, why = doubt
    one.reason = f"unresolved: {why}"


def _name(place: Place) -> str:
    return f"{place.name}, {place.admin1 or place.country}".rstrip(", ")


def _doubt_of_meaning(one: Sighting, group: Group, best: Ranked) -> tuple[str, str] | None:
    """Rule and reason where the text may mean another place, or none."""
    named = _name(best.place)
    if one.elsewhere and (
        best.place.kind not in LARGE_KINDS | WIDE_KINDS
        or (one.kind in SETTLEMENTS and best.place.kind in DIVISIONS)
    ):
        return "place.elsewhere", f"the text puts it elsewhere than {named}"
    if best.score < LOWEST_SCORE and not (
        best.match.noted
        or _is_alone(one, group)
        or (one.cue and is_at_home(best) and (group.share > ALONE or group.is_only_at_home))
    ):
        return "place.unsupported", f"only {named} bears the name and nothing speaks for it"
    if _is_lone_town(best):
        return "place.unsupported.town", f"nothing else in the text lies around {named}"
    if group.share < _share_needed(group, best) and group.second is not None:
        other = _name(group.second.place)
        return "place.ambiguous", f"{named} or {other} ({best.explain()})"
    return None


def _share_needed(group: Group, best: Ranked) -> float:
    """How far the best candidate must stand out from its rivals."""
    if group.second is None:
        return SURE_SHARE
    place, rival = best.place, group.second.place
    towns = {place.kind, rival.kind} <= SETTLEMENTS
    crowded = place.country in CROWDED and rival.country in CROWDED
    return SURE_AMONG_NAMESAKES if towns and crowded else SURE_SHARE


def _doubt_of_spelling(one: Sighting, best: Ranked) -> tuple[str, str] | None:
    """Rule and reason where the name of the text is not quite the place's."""
    named = _name(best.place)
    if one.is_guess and best.place.country not in ROMANISED:
        return "place.spelling.unknown", f"{named} is spelt alike, and needs no other spelling"
    if best.match.how == "spelling" and not (
        best.match.noted
        or _is_supported(best, "")
        or ((one.cue or one.label in ("GPE", "LOC")) and is_at_home(best))
    ):
        why = f"{named} is spelt alike, and nothing says that it is meant"
        return "place.spelling.unknown", why
    if one.base and not (_is_supported(best, one.kind) or _is_beside(one, best)):
        why = f"only {one.base} is known, and nothing says that it is this one"
        return "place.feature.unknown", why
    return None


def _is_lone_town(best: Ranked) -> bool:
    """A small town of which neither the text nor the paper knows the surroundings.

    Where towns are called like persons and firms of the same language, even a text about their
    country says too little.
    """
    place, parts = best.place, dict(best.parts)
    small = place.kind in SETTLEMENTS and place.population < LARGE_TOWN
    if not small or best.match.noted or best.match.capital:
        return False
    if "inside the named place" in parts or any(parts.get(name, 0.0) >= 1.0 for name in AROUND):
        return False
    return place.country in CROWDED or not is_at_home(best)


def _is_supported(best: Ranked, kind: str) -> bool:
    """The text or the paper speaks of the candidate's surroundings, or names what contains it."""
    parts = dict(best.parts)
    return (
        kind in DIVISIONS
        or "inside the named place" in parts
        or any(parts.get(name, 0.0) >= 1.0 for name in AROUND)
    )


def _is_beside(one: Sighting, best: Ranked) -> bool:
    """The airbase, camp or airport of a town that news knows lies beside it."""
    return best.match.noted and one.kind in SITES


def is_at_home(best: Ranked) -> bool:
    """The paper is of the candidate's country, or the text speaks of that country."""
    parts = dict(best.parts)
    if best.place.country not in ROMANISED and best.match.how == "spelling":
        return False
    return "the paper's country" in parts or parts.get("same country", 0.0) >= SPOKEN_OF


def _is_alone(one: Sighting, group: Group) -> bool:
    """One place alone bears the name, and the name or the recogniser says that it is a place."""
    words = one.end - one.start
    return group.share > ALONE and (words > 1 or one.label in ("GPE", "LOC")) and not one.base
