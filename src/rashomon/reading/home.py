"""Whose forces are at home: fill what the place of an event tells of who takes part, and of it.

"Police" who act in Port Selm are Marenna's, as are "army positions" there; where the document
names forces of another state, nobody is taken to be at home. An unknown village "in Dovrin
district" lies in that district's province. Nothing named is touched.
"""

import re
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.state import whole_text
from rashomon.lexicon.home import load_home
from rashomon.lexicon.places import load_place_rules
from rashomon.model.actor import Participant
from rashomon.model.event import EventMention
from rashomon.model.place import EventPlace, PlaceMention
from rashomon.model.why import Why
from rashomon.reading.scene import taken_up

FORCES: Final = frozenset({"MIL", "COP"})
AT_HOME: Final = frozenset({"MIL", "COP", "GOV", "LEG", "JUD"})
THINGS: Final = frozenset({"building", "vehicle", "infrastructure", "place", "group", None})
SMALL: Final = frozenset("admin2 district city town village camp base airport island".split())
DIVISIONS: Final = frozenset({"admin1", "territory", "region"})
FARTHEST: Final = 60
"""Characters between an unknown place and the larger one behind it."""
UNKNOWN: Final = "---"
PLAIN_WORDS: Final = re.compile(r"[\w’'-]+")
JOINING: Final = frozenset({"of", "the", "in", "and"})


def at_home(doc: Doc, event: EventMention) -> EventMention:
    """Give an event with the country of forces that are at home and the surroundings of places.

    Args:
        doc: The document with its layers.
        event: One of its events.

    Returns:
        The event, the same where nothing could be told.
    """
    places = tuple(_within(doc, p) for p in event.places)
    where = _country(doc, places)
    taken = () if places else tuple(_within(doc, p) for p in taken_up(doc, event))
    places = places or taken
    agents = event.agents
    targets = tuple(t for t in event.targets if not _is_scene(event, t))
    if where is not None:
        agents = tuple(_settled(doc, a, where) for a in agents)
        targets = tuple(_settled(doc, t, where) for t in targets)
    if (places, agents, targets) == (event.places, event.agents, event.targets):
        return event
    why = [Why("reading", "home.within", "by the larger place behind it")] * (
        places != event.places and not taken
    )
    why += [Why("reading", "scene.taken-up", p.reason) for p in taken]
    if (agents, targets) != (event.agents, event.targets):
        why.append(Why("reading", "home.country", f"at home in {where}"))
    return replace(event, places=places, agents=agents, targets=targets, why=(*event.why, *why))


def _sited(doc: Doc) -> list[PlaceMention]:
    """Give the places with a country, but for datelines and demonyms."""
    return [p for p in doc._.places if p.country and not p.demonym and not p.dateline]


def _within(doc: Doc, place: EventPlace) -> EventPlace:
    """Place a name that no gazetteer has by the larger one that the sentence names behind it."""
    if place.country is not None:
        return _in_division(doc, place)
    outer = _behind(doc, place)
    if outer is None:
        return place
    found = replace(place, country=outer.country, admin1=_division(outer))
    if outer.kind not in SMALL:
        return found
    reason = f"{place.reason}; point of {outer.name}, which the text names around it"
    return replace(found, lat=outer.lat, lon=outer.lon, precision="district", reason=reason)


def _is_scene(event: EventMention, target: Participant) -> bool:
    """Tell a town that is struck from a party: it is where the event happens, and stands there."""
    if event.type != "ASSAULT" or event.kind != "event" or target.id is not None:
        return False
    if target.sector is not None or target.kind not in ("place", None, "person"):
        return False
    rest = target.mention.text
    for place in event.places:
        if target.mention.covers(place.mention):
            rest = rest.replace(place.mention.text, " ")
    words = PLAIN_WORDS.findall(rest.casefold())
    known = load_place_rules().classes
    return rest != target.mention.text and all(w in known or w in JOINING for w in words)


def _behind(doc: Doc, place: EventPlace) -> PlaceMention | None:
    """Give the next place of the sentence that has a country, where it stands close behind."""
    first = place.mention.end
    text = whole_text(doc)
    for outer in _sited(doc):
        if first <= outer.span.start <= first + FARTHEST:
            between = text[first : outer.span.start]
            return None if any(mark in between for mark in ".;!?\n") else outer
    return None


def _division(place: PlaceMention) -> str | None:
    """Give a place's division; a territory that has none is one itself."""
    return place.admin1 or (place.name if place.kind in DIVISIONS else None)


def _in_division(doc: Doc, place: EventPlace) -> EventPlace:
    """Give the division that the text itself names around a place, where it is one of another cut.

    "Ostry, Tamsin Strip": the gazetteer may know the town by a district of the strip.
    """
    mention = next((p for p in doc._.places if p.span == place.mention), None)
    around = mention.within if mention is not None else ()
    for outer in _sited(doc):
        is_named = outer.id in around and outer.id != place.id and outer.kind in DIVISIONS
        if is_named and outer.country == place.country:
            return replace(place, admin1=_division(outer))
    if place.admin1 is not None or place.precision == "country":
        return place
    behind = _behind(doc, place)
    if behind is None or behind.country != place.country:
        return place
    return replace(place, admin1=_division(behind))


def _country(doc: Doc, places: tuple[EventPlace, ...]) -> str | None:
    """Give the country of an event: its place's, else the only one that the text has places in."""
    for place in places:
        if place.country is not None:
            return None if place.country_claims else place.country
    countries = {p.country for p in _sited(doc)}
    contested = any(p.country_claims for p in _sited(doc))
    return countries.pop() if len(countries) == 1 and not contested else None


def _settled(doc: Doc, one: Participant, where: str) -> Participant:
    if one.country is not None or one.id is not None or one.acts_for is not None:
        return one
    if one.sector in AT_HOME and (one.code or UNKNOWN).startswith(UNKNOWN):
        if _has_rivals(doc, one.sector or "", where):
            return one
        return replace(one, country=where, code=f"{where}{one.sector}")
    if one.sector is None and one.kind in THINGS:
        return _owned(doc, one, where)
    return one


def _owned(doc: Doc, one: Participant, where: str) -> Participant:
    """Give a thing the sector and country of its owner, where its words tell them."""
    named = {p.country for p in doc._.places if p.demonym and one.mention.covers(p.span)}
    rule = next(
        (r for r in load_home().owners if r.fits(one.mention.text) and (named or not r.nation)),
        None,
    )
    if rule is None:
        return one
    if len(named) == 1 and None not in named:
        where = named.pop() or where
    elif named or (rule.sector in AT_HOME and _has_rivals(doc, rule.sector, where)):
        return one
    return replace(one, country=where, sector=rule.sector, code=f"{where}{rule.sector}")


def _has_rivals(doc: Doc, sector: str, where: str) -> bool:
    """Tell whether the document names forces or a state that an unnamed force may be of instead."""
    for actor in doc._.actors:
        if actor.country in (None, where):
            continue
        if actor.sector == sector:
            return True
        if sector in FORCES and (actor.kind == "state" or actor.sector in FORCES):
            return True
    return False
