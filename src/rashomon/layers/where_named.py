"""Names of places that mean other things: streets, churches, diseases, persons, languages.

"Kestrel Road", "St. Selm's", "Dovrin fever" and "Kestrel Elementary" remember a place and name
none; "Kestrel City Council" is the council of Kestrel, not of a place called Kestrel City.
"""

from rashomon.layers.where_sight import POSSESSIVE, Sighting, Words
from rashomon.lexicon.places import PlaceRules

HYPHENS = frozenset(("-", "–", "‑"))
SPOKEN = frozenset(("in", "into", "speak", "speaks", "spoke", "speaking", "spoken"))
ENDS = frozenset((".", ",", ";", ":", "!", "?", ")", "”", '"'))
RELATIVE = frozenset(("who", "whose"))
SAINTS = frozenset(("st", "saint", "san", "santa", "sainte"))


def names_another_thing(words: Words, rules: PlaceRules, one: Sighting) -> bool:
    """Tell whether the name belongs to a street, a church or a disease called after a place."""
    if one.end >= len(words.text):
        return False
    if _is_across_an_ocean(words, one):
        return True
    follows = words.lower[one.end].rstrip(".")
    if follows in rules.words["eponym"]:
        return True
    if words.capital[one.end] and follows in rules.words["street"]:
        return True
    return _is_church(words, rules, one)


def _is_across_an_ocean(words: Words, one: Sighting) -> bool:
    """Read "trans-Atlantic", "mid-Atlantic states": no spot in the ocean is meant."""
    k = one.start - 1
    joined = k > 0 and words.text[k] in HYPHENS and words.starts[k] + 1 == words.starts[k + 1]
    return joined and any(match.place.kind == "ocean" for match in one.matches)


def _is_church(words: Words, rules: PlaceRules, one: Sighting) -> bool:
    """Read "St. Selm's" and "St. Selm Catholic Church"."""
    if one.end - one.start < 2 or words.lower[one.start].rstrip(".") not in SAINTS:
        return False
    k = one.end
    owned = words.lower[k] in POSSESSIVE or words.lower[one.end - 1] in POSSESSIVE
    k += words.lower[k] in POSSESSIVE
    return owned or (k < len(words.text) and words.lower[k] in rules.words["church"])


def is_city_of_body(words: Words, rules: PlaceRules, i: int, j: int) -> bool:
    """Tell whether "City" at a name's end belongs to the body after it: "Kestrel City Council"."""
    return (
        j - i > 1
        and j < len(words.text)
        and words.lower[j - 1] == "city"
        and words.capital[j]
        and words.lower[j] in rules.words["city_body"]
    )


def is_no_nation(words: Words, rules: PlaceRules, i: int, j: int) -> bool:
    """Tell whether a demonym means a language, a person or a people of another country.

    "Written in Valdorian.", "French said he would stay", "Native Americans".
    """
    before = words.lower[i - 1] if i else ""
    after = words.lower[j] if j < len(words.lower) else ""
    if before in SPOKEN and after in ENDS and not words.lower[j - 1].endswith("s"):
        return True
    bare = before not in ("the", "a", "an") and not words.lower[j - 1].endswith("s")
    if bare and words.pos[j - 1] == "PROPN" and after in rules.words["person_verb"] - RELATIVE:
        return True
    k = i - 2 if before in HYPHENS and i > 1 else i - 1
    peoples = rules.words["ethnic"]
    if k >= 0 and words.lower[k] in peoples and words.lower[i].startswith(("american", "indian")):
        return True
    k = j + 1 if after in HYPHENS else j
    american = k < len(words.lower) and words.lower[k].startswith("american")
    return american and words.lower[j - 1] in peoples


def initialled(words: Words) -> frozenset[str]:
    """The surnames of persons that are named with an initial: "Melton R. Reik"."""
    return frozenset(
        words.lower[k + 1]
        for k in range(1, len(words.text) - 1)
        if _is_initial(words.text[k])
        and words.capital[k - 1]
        and words.capital[k + 1]
        and words.text[k - 1].isalpha()
        and not words.text[k - 1].isupper()
    )


def _is_initial(word: str) -> bool:
    return len(word) == len("R.") and word[0].isupper() and word[1] == "."
