"""Which known names of a text are places there, and which are people, papers and teams.

"Jordan said he would stay", "the Boston Globe" and "the Geneva Conventions" hold names of
towns and name no place. A name is kept when the recogniser sees a place, or when a cue, a
container or its renown outweighs what speaks against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rashomon.knowledge.gazetteer import Gazetteer
from rashomon.knowledge.gazetteer_names import ARTICLES, fold_place
from rashomon.knowledge.gazetteer_place import Match
from rashomon.knowledge.gazetteer_rank import contains
from rashomon.knowledge.gazetteer_shorts import Short, load_shorts
from rashomon.layers.where_cue import NEVER_LABELS, asks_for_place
from rashomon.layers.where_named import is_city_of_body, is_no_nation, names_another_thing
from rashomon.layers.where_sight import (
    CONNECTORS,
    JOINERS,
    POSSESSIVE,
    Sighting,
    Words,
    entity_at,
    find_grams,
    has_word_before,
)
from rashomon.lexicon.places import PlaceRules

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
ARTICLE = ("the", "a", "an")
STATES = frozenset(("country", "admin1"))
LARGE = frozenset(("country", "admin1", "continent", "ocean", "sea", "region"))
ADMIN_WORDS = frozenset(("county", "counties", "province", "governorate", "district", "parish"))
NO_BASE = frozenset(
    ("street", "road", "highway", "park", "district", "state", "station", "department")
)
SETTLED = frozenset(("city", "town", "village", "district", "island"))
NATURAL = frozenset(("water", "land"))
SURE = frozenset(("in", "near", "outside", "downtown", "around"))
"""Prepositions behind which a town stands even where a person of its name is told of."""
SHORTENED = {"obl": "oblast", "prov": "province", "gov": "governorate"}
"""Class words that reports shorten: "Northmark Obl"."""
ACRONYM = 4
CUTTING = ARTICLES - {"en", "an", "at", "as"} | {
    "abu",
    "umm",
    "bin",
    "ibn",
    "san",
    "santa",
    "los",
    "las",
}
RENOWNED = 100_000
KNOWN = 15_000


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides about one document.

    Attributes:
        words: The document.
        rules: Word lists.
        gazetteer: Where names are looked up.
        names: Text of each stretch.
        found: What the gazetteer knows of each text.
        people: Words of the names of persons that the document names in full.
        surnames: The last words of these names.
        owners: For each token inside a known person's, group's or organisation's name, that
            name's (first token, end, kind).
        peoples: Country codes of the names of states and peoples that the actor layer knows.
        heads: First tokens of datelines.
        introduced: Names that the text itself calls places, with the kind it says.
        introduced_at: The same by token.
        accepted: Folded names that were places somewhere in the document, where one mention
            can speak for another.
    """

    words: Words
    rules: PlaceRules
    gazetteer: Gazetteer
    names: Mapping[tuple[int, int], str]
    found: Mapping[str, tuple[Match, ...]]
    people: frozenset[str]
    surnames: frozenset[str] = frozenset()
    owners: Mapping[int, tuple[int, int, str]] = field(default_factory=dict)
    peoples: Mapping[tuple[int, int], str] = field(default_factory=dict)
    heads: frozenset[int] = frozenset()
    introduced: Mapping[tuple[int, int], str] = field(default_factory=dict)
    introduced_at: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()

    def sight(self, start: int, end: int) -> list[Sighting]:
        """Cut one run into place names, the longest acceptable one at each word."""
        sightings: list[Sighting] = []
        taken = start
        for i, j in find_grams(self.words, start, end):
            if i < taken or self._cuts_introduced(i, j):
                continue
            one = self._consider(i, j)
            if one is not None:
                sightings.append(one)
                taken = one.end
        return sightings

    def _cuts_introduced(self, i: int, j: int) -> bool:
        """It takes only a part of a name that the text calls a place, or more than it."""
        return any(self.introduced_at.get(k, (i, j)) != (i, j) for k in range(i, j))

    def _consider(self, i: int, j: int) -> Sighting | None:
        name = self.names[i, j]
        if self.is_generic(i, j) and not any(m.noted for m in self.found[name]):
            return None
        if self._is_of_body(i, j):
            return None
        short = self._short(i, j, name)
        if short is not None:
            return short
        demonym = self.gazetteer.find_demonym(name)
        matches = self._fitting(name, i, j)
        kind, base = "", ""
        if not matches and demonym is None:
            matches, kind, base = self._without_class_word(i, j)
        if not matches and demonym is None:
            state = self.gazetteer.countries.get(self.peoples.get((i, j), ""))
            demonym = None if state is None else Match(state, "demonym")
        if not matches and demonym is None:
            return None
        entity = entity_at(self.words, i, j)
        if demonym is not None and not any(m.place.kind == "country" for m in matches):
            return self._demonym(i, j, name, demonym, entity)
        one = Sighting(i, j, name, matches=matches, kind=kind, base=base)
        one.label = entity[2] if entity else ""
        one.whole = entity is not None and self._is_whole(entity, i, j)
        one.cue = self._has_cue(one)
        one.near = has_word_before(self.words, i, self.rules.words["near"], ARTICLE)
        one.cue = one.cue or i in self.heads or self._is_followed(one)
        one.cue = one.cue or (i, j) in self.introduced
        one.kind = self.introduced.get((i, j), "") or one.kind or self._class_word(i, j)
        return one if self._is_place(one, entity) else None

    def _is_of_body(self, i: int, j: int) -> bool:
        """The word "City" belongs to the body after it, and no city is called with it."""
        if not is_city_of_body(self.words, self.rules, i, j):
            return False
        full = self.found[self.names[i, j]]
        towns = any(m.how == "name" and m.place.kind == "city" for m in full)
        return not towns and bool(self.found.get(self.names.get((i, j - 1), "")))

    def _fitting(self, name: str, i: int, j: int) -> tuple[Match, ...]:
        """What the name can mean, without what its writing excludes.

        An acronym is no village whose letters it shares, "Fisher's" is not Fishers, and the "Red
        River" is not the county called after it.
        """
        matches = self.found[name]
        if self.words.lower[j - 1] in POSSESSIVE:
            return tuple(match for match in matches if "'" in match.place.name)
        if self.rules.classes.get(self.words.lower[j - 1]) in NATURAL:
            matches = tuple(m for m in matches if m.place.kind != "admin2" or m.how != "alias")
        if j - i == 1 and name.isupper() and len(name.replace(".", "")) <= ACRONYM:
            around = [k for k in (i - 1, i + 1) if 0 <= k < len(self.words.text)]
            loud = any(self.words.text[k].isupper() and len(self.words.text[k]) > 1 for k in around)
            if not loud and i not in self.heads:
                known = fold_place(name) in self.gazetteer.acronyms
                return tuple(m for m in matches if known and (m.noted or m.place.kind == "country"))
        return matches

    def _has_cue(self, one: Sighting) -> bool:
        """A locative word before it; with "the" between, only where the name takes an article."""
        words = self.rules.words["locative"]
        if has_word_before(self.words, one.start, words, ()) or self.is_struck(one.start):
            return True
        if not has_word_before(self.words, one.start, words, ARTICLE):
            return False
        return any(m.noted or m.place.kind in LARGE for m in one.matches) or bool(one.base)

    def is_struck(self, start: int) -> bool:
        """A verb or noun of attack before it has it for its object."""
        return has_word_before(self.words, start, self.rules.words["struck"], ())

    def asks_for_place(self, start: int, end: int) -> bool:
        """Tell whether a name that is not known as a place must be one by what stands around it."""
        return asks_for_place(self.words, self.rules, start, end)

    def is_generic(self, i: int, j: int) -> bool:
        """Tell whether it is all class words: "City Hall", "South Coast", "The City"."""
        words = self.rules.words
        return all(
            word in words["direction"]
            or word in words["public_body"]
            or word in self.rules.classes
            or word in CONNECTORS
            or word in JOINERS
            for word in self.words.lower[i:j]
        )

    def _is_followed(self, one: Sighting) -> bool:
        words = self.words
        k = one.end + (one.end < len(words.text) and words.text[one.end] == "-")
        return k < len(words.text) and words.lower[k] in self.rules.words["after"]

    def _short(self, i: int, j: int, name: str) -> Sighting | None:
        """A short form of a state: after a comma behind a name, or alone where it is clear."""
        short: Short | None = load_shorts().get(name)
        alone = short is not None and short.alone
        if short is None:
            short = load_shorts().get(f"{name}.")
        if short is None:
            return None
        if i and self.words.text[i - 1].isdigit():
            return None  # "100 B.C." counts years
        after_comma = i > 1 and self.words.text[i - 1] == "," and self.words.capital[i - 2]
        if not (after_comma or (alone and self.words.pos[j - 1] == "PROPN")):
            return None
        matches = tuple(
            match
            for match in self.gazetteer.find([short.name])[short.name]
            if match.place.kind == "admin1" and match.place.country == short.country
        )
        if not matches:
            return None
        return Sighting(i, j, name, matches=matches, kind="admin1", rule="place.short")

    def _demonym(
        self, i: int, j: int, name: str, match: Match, entity: tuple[int, int, str] | None
    ) -> Sighting | None:
        label = entity[2] if entity else ""
        if label in NEVER_LABELS or (label == "PERSON" and entity and entity[1] - entity[0] > 1):
            return None
        if label in ("WORK_OF_ART", "PRODUCT", "EVENT") and entity != (i, j, label):
            return None
        words = self.words
        if is_no_nation(words, self.rules, i, j):
            return None
        if j < len(words.text) and words.capital[j]:
            named = self.rules.classes.get(words.lower[j], "")
            if named in ("water", "land", "site", "district"):
                return None
        return Sighting(
            i, j, name, label=label, matches=(match,), demonym=True, rule="place.demonym"
        )

    def _without_class_word(self, i: int, j: int) -> tuple[tuple[Match, ...], str, str]:
        """Look for "Kestrel" where "Kestrel Airport" or "Lake Kestrel" is not known."""
        classes = self.rules.classes
        if full := SHORTENED.get(self.words.lower[j - 1].rstrip(".")):
            name = f"{self.names.get((i, j - 1), '')} {full}"
            found = self.gazetteer.find([name])[name] if j - i > 1 else ()
            if found:
                return found, "admin1", ""
        for first, last, word in ((i, j - 1, j - 1), (i + 1, j, i)):
            noun = self.words.lower[word].rstrip(".")
            kind = "" if noun in NO_BASE else classes.get(noun, "")
            base = self.names.get((first, last), "")
            kinds = SETTLED | {kind} if kind in ("admin1", "admin2") else SETTLED
            found = tuple(m for m in self.found.get(base, ()) if m.place.kind in kinds)
            if kind and found and last > first:
                return found, kind, base
        return (), "", ""

    def _class_word(self, i: int, j: int) -> str:
        """The kind that a word right after the name, or "the town of" before it, gives."""
        words, classes = self.words, self.rules.classes
        if j < len(words.lower) and (not words.capital[j] or words.lower[j] in ADMIN_WORDS):
            kind = classes.get(words.lower[j], "")
            if kind:
                return kind
        before = [words.lower[k] for k in range(max(0, i - 3), i)]
        if len(before) > 1 and before[-1] == "of":
            return classes.get(before[-2], "")
        return classes.get(before[-1], "") if before and not words.capital[i - 1] else ""

    def _is_whole(self, entity: tuple[int, int, str], i: int, j: int) -> bool:
        words = self.words
        loose = self.rules.words["direction"]
        before = [words.lower[k] for k in range(entity[0], i)]
        after = [words.lower[k] for k in range(j, entity[1])]
        return (
            i <= entity[0]
            or all(w in loose or w in ARTICLE or w == "-" or w.isspace() for w in before)
        ) and all(w in ("'s", "’s", ".", ",") or w in self.rules.classes for w in after)

    def _is_place(self, one: Sighting, entity: tuple[int, int, str] | None) -> bool:
        large = one.cue and one.whole and any(m.place.kind in LARGE for m in one.matches)
        never = one.label in NEVER_LABELS and one.label != "LANGUAGE"
        if (never and not large) or self._is_titled(one) or self._is_cut(one):
            return False
        if self._is_owned(one) or names_another_thing(self.words, self.rules, one):
            return False
        if (one.start, one.end) in self.introduced:
            return True
        return self._is_known_place(one, entity, large=large) or self._must_be(one)

    def _is_known_place(
        self, one: Sighting, entity: tuple[int, int, str] | None, *, large: bool
    ) -> bool:
        if one.label == "LANGUAGE" and not large:
            return False
        if fold_place(one.name) in self.rules.words["institution"]:
            return one.cue
        if fold_place(one.name) in self.rules.words["common_word"]:
            return (one.label in ("GPE", "LOC") and one.cue) or self._has_container(one)
        decided = self._by_other_mentions(one)
        return self._by_label(one, entity) if decided is None else decided

    def _must_be(self, one: Sighting) -> bool:
        """A scene asks for a place, and only the recogniser's label speaks against this one.

        It must prove itself in what else the text names, as another spelling must.
        """
        noted = any(match.noted for match in one.matches)
        odd = one.label not in PLACE_LABELS | NEVER_LABELS or (one.label == "LANGUAGE" and noted)
        plain = fold_place(one.name) in self.rules.words["common_word"]
        if plain or not odd or (one.label and not one.whole) or self._is_in_name(one):
            return False
        if not self.asks_for_place(one.start, one.end):
            return False
        one.is_guess, one.cue = not noted, True
        return True

    def _by_other_mentions(self, one: Sighting) -> bool | None:
        """What the document's other mentions of the word say; None where they leave it open."""
        known = fold_place(one.name) in self.accepted
        if known and self._is_surname(one):
            return False
        if known and one.label in ("GPE", "LOC") and one.whole:
            return True
        if one.end - one.start == 1 and self._is_person_word(one):
            return False
        return True if known and self._is_whole_or_bare(one) else None

    def _is_surname(self, one: Sighting) -> bool:
        """The document names a person in full who is called so, and nothing sure says otherwise."""
        words = self.words
        if one.end - one.start > 1 or words.lower[one.start] not in self.surnames:
            return False
        sure = has_word_before(words, one.start, SURE, ()) and one.label in PLACE_LABELS
        return not (sure or self._has_container(one))

    def _by_label(self, one: Sighting, entity: tuple[int, int, str] | None) -> bool:
        if one.label in PLACE_LABELS:
            return one.whole or self._is_embedded(one, entity)
        if one.label == "PERSON":
            return one.whole and self._outweighs_person(one)
        if one.label:
            if one.whole:
                return one.cue or self._is_known(one, KNOWN) or self._has_container(one)
            return self._is_embedded(one, entity)
        return self._stands_alone(one)

    def _is_whole_or_bare(self, one: Sighting) -> bool:
        """Nothing larger than the name stands here, so what it meant elsewhere holds here."""
        return (one.whole or not one.label) and not self._is_in_name(one)

    def _is_owned(self, one: Sighting) -> bool:
        """It lies in the name of a known actor; public bodies still name the place they serve."""
        owner = self.owners.get(one.start)
        if owner is None or owner[1] < one.end:
            return False
        if (owner[0], owner[1]) == (one.start, one.end):
            scene = self.asks_for_place(one.start, one.end)
            return owner[2] == "person" or (one.label not in PLACE_LABELS and not scene)
        follows = self.words.lower[one.end] if one.end < len(self.words.lower) else ""
        serves = one.start == owner[0] and follows in self.rules.words["public_body"]
        proper = any(m.how == "name" for m in one.matches)  # no people's other spelling
        return owner[2] == "person" or not (serves and proper)

    def _is_cut(self, one: Sighting) -> bool:
        """An article before it ("Al Salem"), or a hyphen behind, goes on to an unknown name."""
        words = self.words
        before = words.lower[one.start - 1] if one.start else ""
        k = one.end
        joined = k + 1 < len(words.text) and words.text[k] == "-" and words.capital[k + 1]
        tight = joined and words.starts[k + 1] - words.characters(one.start, k)[1] == 1
        if tight and not self._is_known(one, KNOWN):
            return True
        return before in CUTTING and words.capital[one.start - 1]

    def _is_titled(self, one: Sighting) -> bool:
        before = self.words.lower[one.start - 1].rstrip(".") if one.start else ""
        return before in self.rules.words["title"] and self.words.capital[one.start - 1]

    def _is_person_word(self, one: Sighting) -> bool:
        words = self.words
        word = words.lower[one.start]
        if self._is_surname(one):
            return True
        if word in self.people:
            return not ((one.cue and one.label in PLACE_LABELS) or self._has_container(one))
        follows = words.lower[one.end] if one.end < len(words.lower) else ""
        speaks = follows in self.rules.words["person_verb"]
        return speaks and not any(
            match.place.kind in LARGE or match.capital or match.place.population >= RENOWNED
            for match in one.matches
        )

    def _is_embedded(self, one: Sighting, entity: tuple[int, int, str] | None) -> bool:
        """A public body's name begins with the place it serves; a paper's does not count."""
        words = self.words
        follows = words.lower[one.end] if one.end < len(words.lower) else ""
        if entity is None:
            return False
        inside = {words.lower[k] for k in range(entity[0], entity[1])}
        if inside & self.rules.words["named_body"]:
            return False
        before = [words.lower[k] for k in range(entity[0], one.start)]
        leads = all(w in ARTICLE or w in self.rules.words["direction"] for w in before)
        public = follows in self.rules.words["public_body"] or follows in self.rules.classes
        governs = any(match.place.kind in STATES for match in one.matches)
        comma = follows == "," or (one.start > 0 and words.text[one.start - 1] == ",")
        one.embedded = (leads and (public or governs) and entity[2] in ("ORG", "FAC", "LAW")) or (
            entity[2] in PLACE_LABELS and ((public and (leads or entity[2] != "FAC")) or comma)
        )
        return one.embedded

    def _outweighs_person(self, one: Sighting) -> bool:
        """The recogniser says person; a cue or container with a known place says otherwise."""
        if self._has_container(one):
            return True
        if self._is_settled(one):
            return True
        renowned = one.matches and self._is_known(one, RENOWNED)
        single = one.end - one.start == 1
        return bool(
            self._is_noted(one)
            or (one.cue and (not single or renowned or self._is_known(one, 1_000)))
            or (renowned and not single)
        )

    def _is_settled(self, one: Sighting) -> bool:
        """A class word follows it, or news knows it and it is what an attack is on."""
        follows = self.words.lower[one.end] if one.end < len(self.words.lower) else ""
        if self.rules.classes.get(follows, "") == "city" and one.kind:
            return True
        return self.is_struck(one.start) and any(m.noted for m in one.matches)

    def _stands_alone(self, one: Sighting) -> bool:
        words = self.words
        if not any(words.pos[k] == "PROPN" for k in range(one.start, one.end)):
            return False
        if self._has_container(one):
            return True
        if self._is_in_name(one):
            return False
        return one.cue or one.near or self._is_known(one, RENOWNED)

    def _is_in_name(self, one: Sighting) -> bool:
        """Capitalised neighbours make it a part of a longer, unknown name."""
        words = self.words
        before, after = one.start - 1, one.end
        skip = self.rules.words["direction"] | self.rules.words["public_body"]
        for k in (before, after):
            if (
                0 <= k < len(words.text)
                and words.capital[k]
                and words.pos[k] == "PROPN"
                and words.lower[k] not in skip
                and words.lower[k] not in self.rules.classes
            ):
                return True
        return False

    def _is_noted(self, one: Sighting) -> bool:
        """News is known to speak of it, and no place of another country bears the name."""
        noted = any(match.noted for match in one.matches)
        return noted and len({match.place.country for match in one.matches}) == 1

    def _is_known(self, one: Sighting, people: int) -> bool:
        return any(
            match.place.kind in LARGE or match.place.population >= people for match in one.matches
        ) or self._is_noted(one)

    def _has_container(self, one: Sighting) -> bool:
        """Tell whether ", Ohio" or ", Northmark" follows, which only a place has."""
        words = self.words
        k = one.end
        if k + 1 >= len(words.text) or words.text[k] != "," or not words.capital[k + 1]:
            return False
        for end in range(min(k + 5, len(words.text)), k + 1, -1):
            name = self.names.get((k + 1, end))
            if name is None:
                continue
            if name in load_shorts():
                return True
            outer = [m.place for m in self.found[name] if m.place.kind in ("country", "admin1")]
            if any(contains(place, match.place) for place in outer for match in one.matches):
                return True
        return False
