"""Which demonyms have a point on the map: those of one state, where they stand for it.

"The Marennan army" is Marenna's, and a state has one point in every gazetteer. "European"
and "Asian" name people and things of half a world, "a Marennan author" tells where somebody is
from, and "the Marennan Heart Society" is what a body is called. These keep the id of what
they name, and no point.
"""

from typing import Final

from spacy.tokens import Doc

from rashomon.knowledge.gazetteer_place import Place
from rashomon.layers.where_sight import Sighting, Words, entity_at
from rashomon.lexicon.events import load_events
from rashomon.lexicon.places import PlaceRules

WIDE = frozenset(("continent", "ocean", "sea", "gulf"))
BODIES = frozenset(("ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"))
BEFORE_NOUN = frozenset(("ADJ", "NUM"))
MOST_BEFORE: Final = 3
"""Words between a demonym and its noun at most: "a Marennan *radio and film* actor" stays open."""


def has_no_point(doc: Doc, words: Words, rules: PlaceRules, one: Sighting, place: Place) -> str:
    """Give the reason why a demonym has no point, or "".

    Args:
        doc: The document.
        words: The same, read once.
        rules: Word lists.
        one: The demonym.
        place: What it is the adjective or the people of.
    """
    if place.kind in WIDE or (place.kind == "region" and not place.country):
        return f"no point: people or things of {place.name}, which is many states"
    if _names_people(doc, rules, one):
        return f"no point: it tells that people are from {place.name}, not where they are"
    entity = entity_at(words, one.start, one.end)
    if entity is None or entity[2] not in BODIES:
        return ""
    rest = words.lower[one.end : entity[1]]
    if not any(word.isalpha() for word in rest):
        return ""
    if any(word in rules.words["state_body"] for word in rest):
        return ""
    return f"no point: in the name of a body that is not called after {place.name} as its state's"


def _names_people(doc: Doc, rules: PlaceRules, one: Sighting) -> bool:
    """Read "Marennans", "two Marennan women"; who acts for a state stands for it."""
    if doc[one.end - 1].tag_ in ("NNS", "NNPS"):
        return True
    k, last = one.end, min(one.end + MOST_BEFORE, len(doc))
    while k < last and doc[k].pos_ in BEFORE_NOUN:
        k += 1
    if k >= len(doc) or doc[k].pos_ != "NOUN":
        return False
    while k + 1 < len(doc) and doc[k + 1].pos_ == "NOUN" and k - one.end < MOST_BEFORE:
        k += 1
    noun = doc[k].lemma_.lower()
    known = load_events().nouns.get(noun)
    acts = {noun, doc[k].lower_} & rules.words["state_body"]
    return known is not None and "person" in known.classes and not acts
