"""What stands around a name and says that a place must follow, whatever the name looks like.

"Clashes in the countryside of Kestrel" asks for a place where "confidence in Kestrel" does not.
"""

from rashomon.knowledge.gazetteer_names import ARTICLES
from rashomon.layers.where_sight import POSSESSIVE, Words, has_word_before
from rashomon.lexicon.places import PlaceRules

NEVER_LABELS = frozenset(
    ("LANGUAGE", "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LAW")
)
HERE = frozenset(("in", "near", "around", "at", "outside", "inside"))
"""Prepositions behind which even a name that looks like a person's is a place's."""
OWNING_PLACES = frozenset(("GPE", "LOC"))


def asks_for_place(words: Words, rules: PlaceRules, start: int, end: int) -> bool:
    """Tell whether a name must be a place's by what stands around it.

    Args:
        words: The document.
        rules: Word lists.
        start: First token of the name.
        end: Token after its last.
    """
    if _is_person(words, rules, start) or _is_no_name(words, rules, start):
        return False
    before = _without_direction(words, rules, start)
    if _is_aimed_at(words, rules, before):
        return True
    if has_word_before(words, before, HERE, ()) or has_word_before(
        words, start, rules.words["struck"], ()
    ):
        return True
    if has_word_before(words, start, rules.words["scene"], ("the",)):
        return True
    if _is_owned_by_place(words, before):
        return True
    return word_after(words, end) in rules.words["scene_after"]


def word_after(words: Words, end: int) -> str:
    """Give the word behind a name, without the apostrophe that ends many a romanised one."""
    if end < len(words.lower) - 1 and words.lower[end] in ("'", "’"):
        end += 1
    return words.lower[end] if end < len(words.lower) else ""


def _is_no_name(words: Words, rules: PlaceRules, start: int) -> bool:
    """Tell "Any city" and "Marenna's Minister of Health" from a name."""
    word = words.lower[start]
    if word in rules.words["title"] or word in rules.words["public_body"]:
        return True
    return words.pos[start] in FUNCTIONS and word not in ARTICLES


FUNCTIONS = frozenset(("DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "NUM", "AUX"))


def _is_aimed_at(words: Words, rules: PlaceRules, start: int) -> bool:
    """Tell "raids by jets *on Kestrel*": an attack is told of, and this is its aim."""
    if start == 0 or words.lower[start - 1] != "on":
        return False
    first = max(0, start - REACH_OF_ON)
    return not rules.words["struck"].isdisjoint(words.lower[first : start - 1])


REACH_OF_ON = 9
"""Words between an attack and what it is on: "of heavy weapons by the army"."""


def _without_direction(words: Words, rules: PlaceRules, start: int) -> int:
    """Step back over "eastern" and "north-eastern", and the article before it."""
    i = start
    while i > 0 and words.lower[i - 1] in rules.words["direction"] and not words.capital[i - 1]:
        i -= 1
    if i < start and i > 0 and words.lower[i - 1] == "the":
        i -= 1
    return i


def _is_owned_by_place(words: Words, start: int) -> bool:
    """Tell "Marenna's Kestrel": what a country or province has is a place, if it is a name."""
    if start < 2 or words.lower[start - 1] not in POSSESSIVE:
        return False
    number = words.entity[start - 2]
    return number >= 0 and words.spans[number][2] in OWNING_PLACES


def _is_person(words: Words, rules: PlaceRules, start: int) -> bool:
    """A title stands before the name, a verb of saying behind it."""
    if words.entity[start] < 0:
        return False
    first, last, label = words.spans[words.entity[start]]
    if label != "PERSON":
        return label in NEVER_LABELS and label != "LANGUAGE"
    before = words.lower[first - 1].rstrip(".") if first else ""
    after = words.lower[last] if last < len(words.lower) else ""
    return before in rules.words["title"] or after in rules.words["person_verb"]
