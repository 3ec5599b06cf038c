"""Which names of a text contain which: "Harrow Bay, Northmark", "Kestrel, a town in Selm province".

A container is believed only where the gazetteer has a place of the inner name in a place of the
outer one, so that the list "Kestrel, Valdoria and Dovrin" links nothing wrongly.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rashomon.knowledge.gazetteer_place import Place
from rashomon.knowledge.gazetteer_rank import contains
from rashomon.layers.where_sight import POSSESSIVE, Sighting, Words
from rashomon.lexicon.places import PlaceRules

OUTER_KINDS = frozenset(["country", "admin1", "admin2", "region", "territory", "city", "island"])
FARTHEST = 10
MOST_OTHER_WORDS = 2
SENTENCE_ENDS = frozenset((".", "!", "?", ";", ":", "\n", "\n\n"))
WORD = r"[A-Z][\w.'’-]{0,25}"
LOUD = r"[A-Z][A-Z.'’-]{2,25}"
PLACE = rf"(?P<place>{WORD}(?:,? (?:{WORD}|al|el|de|la|del|of)){{0,5}})"
CAPITALS = rf"(?P<place>{LOUD}(?: {LOUD}){{0,3}}(?:, ?{WORD}(?: {WORD})?){{0,2}})"
DAY = r"(?:,? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
BRACKET = r"(?:\([^()\n]{0,40}\))"
DASH = r"(?:—|–|--|-(?=[ \n]))"
DATELINES = (
    re.compile(rf"(?:^|\n)[ \t]*{PLACE}{DAY}[ ,]*{BRACKET}?[ ]+{DASH}"),
    re.compile(rf"(?:^|\n)[ \t]*{PLACE}{DAY}[ ,]*\((?:AP|AFP|Reuters|UPI|CNN|[A-Z]{{2,6}})\)"),
    re.compile(
        rf"(?:^|\n|[.!?\"”] ){CAPITALS}{DAY}[ ,]*"
        rf"(?:{BRACKET}?[ ]*(?:{DASH}|: ?(?=[A-Z]))|{BRACKET}:)"
    ),
)
LONGEST_DATELINE = 90


def link_containers(words: Words, sightings: Sequence[Sighting], rules: PlaceRules) -> None:
    """Give each sighting the places that the text puts around it; the sightings are changed."""
    for inner, outer in pairwise(sightings):
        gap = outer.start - inner.end
        if 0 <= gap <= FARTHEST:
            if _is_inside(words, inner, outer, rules):
                _link(inner, outer, listed=words.lower[inner.end] == ",")
                if _is_put_in(words, inner, outer, rules):
                    inner.elsewhere = not inner.explicit and bool(inner.matches)
            elif _is_owner(words, inner, outer, rules):
                _link(outer, inner, listed=False)
    for one in reversed(sightings):
        for outer in one.within:
            one.outer += [place for place in outer.outer if place not in one.outer]


def _is_put_in(words: Words, inner: Sighting, outer: Sighting, rules: PlaceRules) -> bool:
    """Tell whether the text says so firmly that one lies in the other that it bounds the look-up.

    "In" does, alone or behind what the inner one is ("Kestrel village in"); a comma or bracket
    only where the outer one is called a division ("Kestrel, Northmark province").
    """
    between = _behind_class(words, inner, outer, rules)
    bounds = _bounds(outer)
    if between and between[-1] == "in":
        described = all(word in rules.classes for word in between[:-1])
        return described and (bounds or outer.kind in DIVISIONS)
    known = any(match.place.kind in OUTER_DIVISIONS for match in outer.matches)
    return between in ([","], ["("]) and known and _is_called_division(words, outer, rules)


def _is_called_division(words: Words, outer: Sighting, rules: PlaceRules) -> bool:
    """Tell "Selm province" and "Northmark Region", by the kind or the last word of the name."""
    kind = rules.classes.get(words.lower[outer.end - 1], "")
    return outer.kind in DIVISIONS or kind in DIVISIONS


DIVISIONS = frozenset(("admin1", "admin2", "region", "territory", "district"))
OUTER_DIVISIONS = frozenset(("admin1", "admin2", "region", "territory"))


def _bounds(outer: Sighting) -> bool:
    """Tell a country or province, whose towns the gazetteer knows."""
    kinds = {match.place.kind for match in outer.matches}
    return bool(kinds) and kinds <= {"country", "admin1", "admin2", "region", "territory"}


def _is_inside(words: Words, inner: Sighting, outer: Sighting, rules: PlaceRules) -> bool:
    between = _behind_class(words, inner, outer, rules)
    if between in ([","], ["("]):
        return not _is_list_item(inner, outer)
    if not between or any(word in SENTENCE_ENDS for word in between):
        return False
    plain = [w for w in between if w not in ("the", "a", "an", ",")]
    direction = rules.words["direction"]
    while plain and plain[-1] in direction:
        plain.pop()
    if not plain or plain[-1] not in ("in", "of"):
        return False
    rest = [w for w in plain[:-1] if w not in direction and w not in rules.classes]
    described = any(w in rules.classes for w in plain[:-1])
    if plain == ["in"]:
        return "," not in between
    return described and len(rest) <= MOST_OTHER_WORDS


def _behind_class(words: Words, inner: Sighting, outer: Sighting, rules: PlaceRules) -> list[str]:
    """Give the words between two names, but for what the inner one is: "Kestrel *district*,"."""
    between = list(words.lower[inner.end : outer.start])
    if len(between) > 1 and between[-1] in (",", "(") and between[0] in rules.classes:
        return between[1:]
    return between


def _is_list_item(inner: Sighting, outer: Sighting) -> bool:
    """In "Illinois, Missouri" and "Niger, Nigeria" the second does not contain the first."""
    best = {match.place.kind for match in inner.matches if match.how == "name"}
    outers = {match.place.kind for match in outer.matches if match.how == "name"}
    if outer.rule == "place.short":
        return False
    if "country" in best:
        return "country" in outers
    return "admin1" in best and "admin1" in outers and "country" not in outers


def _is_owner(words: Words, outer: Sighting, inner: Sighting, rules: PlaceRules) -> bool:
    """Tell "Selm's Kestrel", "the Marennan town of Kestrel" from two places side by side."""
    between = [w for w in words.lower[outer.end : inner.start] if w not in ("the", "a")]
    direction = rules.words["direction"]
    if between and between[0] in POSSESSIVE:
        rest = [w for w in between[1:] if w not in direction and w not in rules.classes]
        return not rest or rest == ["of"]
    plain = [w for w in between if w not in direction]
    described = any(w in rules.classes for w in plain)
    if not described or not (outer.demonym or plain[-1] in POSSESSIVE or plain[-1] == "of"):
        return False
    return all(w in rules.classes or w == "of" or w in POSSESSIVE for w in plain)


def _link(inner: Sighting, outer: Sighting, *, listed: bool) -> None:
    outers = [match.place for match in outer.matches if match.place.kind in OUTER_KINDS]
    if not inner.matches:
        if outers and not listed:
            inner.within.append(outer)
        return
    places = [place for place in outers if any(contains(place, one.place) for one in inner.matches)]
    if places:
        inner.within.append(outer)
        inner.outer += places
        inner.explicit = True
        if {place.kind for place in places} == {"admin1"} and listed and not outer.kind:
            outer.kind = "admin1"


def find_datelines(text: str, published: str | None) -> list[tuple[int, int]]:
    """Find the places in front of reports: "PORT SELM, Marenna (MNA) -".

    Args:
        text: The document.
        published: The document's dateline as the reader of the input found it, or None.

    Returns:
        (start, end) code points of each.
    """
    stretches = [
        (match.start("place"), match.end("place"))
        for pattern in DATELINES
        for match in pattern.finditer(text)
        if match.end() - match.start() <= LONGEST_DATELINE
    ]
    if published and published in text[:400]:
        at = text.index(published)
        stretches.append((at, at + len(published)))
    return sorted(set(stretches))


def outer_ids(one: Sighting) -> tuple[str, ...]:
    """Ids of the larger places that the text names around a place."""
    chosen = one.chosen
    found: list[Place] = []
    for outer in one.within:
        place = outer.chosen
        if place is None or place in found:
            continue
        if chosen is None or contains(place, chosen):
            found.append(place)
        found += [o.chosen for o in outer.within if o.chosen is not None and o.chosen not in found]
    return tuple(place.id for place in found)
