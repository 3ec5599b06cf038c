"""What the members of one list tell about each other: "Northmark, Selm and the Tamsin Valley".

A list names things of one kind. Where most members can only be provinces, a member that is a
town or a province is the province; "Selm and Dovrin counties" makes every member a county.
"""

from collections.abc import Iterator, Sequence

from rashomon.knowledge.gazetteer_rank import FITTING, rank_places, share_of_best
from rashomon.layers.where_sight import Sighting, Words
from rashomon.lexicon.places import PlaceRules

JOINING = frozenset((",", "and", "or", "&"))
JOINED = JOINING | {"the", "as", "well"}
LONGEST_GAP = 5
LONGEST_LIST = 24
"""Tokens that are looked at for the noun at the end of a list."""
SURE = 0.9
"""Share of the best candidate, without context, from which a name is of that kind."""
LEAST_WITNESSES = 2
DIVISIONS = ("admin1", "country")
ENDING = frozenset(("admin1", "admin2", "district"))


def mark_lists(words: Words, sightings: Sequence[Sighting], rules: PlaceRules) -> None:
    """Give the members of lists the kind that the list has; the sightings are changed."""
    for one in sightings:
        if one.matches and not one.demonym and (kind := _noun_behind(words, one, rules)):
            _narrow(one, kind)
    for members in _lists(words, sightings):
        if len(members) > LEAST_WITNESSES and not any(one.explicit for one in members):
            _follow(members)


def _noun_behind(words: Words, one: Sighting, rules: PlaceRules) -> str:
    """Give the kind of "counties" at the end of the list that a name stands in, or "".

    "Selm counties" without a list are the counties of Selm.
    """
    listed = one.start > 0 and words.lower[one.start - 1] in JOINING
    for k in range(one.end, min(one.end + LONGEST_LIST, len(words.lower))):
        word = words.lower[k]
        if word in JOINED or words.capital[k]:
            listed = listed or word in JOINING
            continue
        kind = rules.classes.get(word, "") if word.endswith("s") else ""
        return kind if kind in ENDING and listed else ""
    return ""


def _lists(words: Words, sightings: Sequence[Sighting]) -> Iterator[list[Sighting]]:
    """Find stretches of names with nothing but commas and conjunctions between them."""
    members: list[Sighting] = []
    for one in sightings:
        if members:
            between = words.lower[members[-1].end : one.start]
            joined = 0 < len(between) <= LONGEST_GAP and JOINED.issuperset(between)
            if not joined:
                yield from _worth(members)
                members = []
        if one.matches and not one.demonym:
            members.append(one)
        else:
            yield from _worth(members)
            members = []
    yield from _worth(members)


def _worth(members: list[Sighting]) -> Iterator[list[Sighting]]:
    if len(members) > 1:
        yield members


def _narrow(one: Sighting, kind: str) -> None:
    """Keep the candidates of the kind that the noun at the end of the list names."""
    fitting = FITTING.get(kind, frozenset((kind,)))
    found = tuple(match for match in one.matches if match.place.kind in fitting)
    one.matches = found or one.matches
    one.kind = one.kind or kind


def _follow(members: Sequence[Sighting]) -> None:
    """Make a member a province or country where the others are."""
    sure = [_sure_kind(one) for one in members]
    for kind in DIVISIONS:
        witnesses = sum(known == kind for known in sure)
        if witnesses < LEAST_WITNESSES or witnesses * 2 < len(members):
            continue
        for one in members:
            found = tuple(match for match in one.matches if match.place.kind == kind)
            if found and not one.kind:
                one.matches, one.kind = found, "admin1" if kind == "admin1" else ""


def _sure_kind(one: Sighting) -> str:
    """The kind of its best candidate where that stands out without any context."""
    ranked = rank_places(one.matches)
    return ranked[0].place.kind if share_of_best(ranked) >= SURE else ""
