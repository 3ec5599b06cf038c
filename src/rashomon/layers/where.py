"""Layer `where`: which places a text names, and where on Earth each of them is.

"Shells hit Kestrel, a town in Northmark province" gives Kestrel, with a point, and Northmark
as the place around it. Names in names of persons, papers and teams are left alone; demonyms
("Marennan") and datelines are marked; what stays open has no point but a reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from rashomon.knowledge.divisions import english_division
from rashomon.knowledge.gazetteer import Gazetteer, load_gazetteer
from rashomon.knowledge.gazetteer_home import Home, find_home
from rashomon.knowledge.gazetteer_names import ARTICLES, fold_place
from rashomon.layers import state
from rashomon.layers.where_context import find_datelines, link_containers, outer_ids
from rashomon.layers.where_demonym import has_no_point
from rashomon.layers.where_guard import Guard
from rashomon.layers.where_introduced import find_introduced
from rashomon.layers.where_lists import mark_lists
from rashomon.layers.where_local import add_local_spellings, drop_far_from_outer
from rashomon.layers.where_named import initialled
from rashomon.layers.where_resolve import resolve_sightings
from rashomon.layers.where_sight import LONGEST, Sighting, Words, look_up, read_words
from rashomon.layers.where_slot import find_in_slots
from rashomon.lexicon.places import PlaceRules, load_place_rules
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span

state.register()
SHORTEST_PERSON_WORD = 3
ActorNames = tuple[dict[int, tuple[int, int, str]], dict[tuple[int, int], str]]
LONGEST_ACRONYM = 5
OWNING_KINDS = frozenset(("person", "group", "organization"))
SHORTEST_SPELLING = 5


class Where:
    """The component; the gazetteer is opened at the first document."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._given = gazetteer
        self._rules = load_place_rules()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer in use."""
        return self._given if self._given is not None else load_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.places``."""
        document = doc._.document
        text = state.whole_text(doc)
        words = read_words(doc)
        datelines = find_datelines(text, document.dateline if document is not None else None)
        heads = frozenset(words.tokens_in(start, end)[0] for start, end in datelines)
        sightings = self._sight(text, words, heads, _actor_names(doc, words))
        link_containers(words, sightings, self._rules)
        mark_lists(words, sightings, self._rules)
        home: Home | None = None
        if document is not None:
            home = find_home(document.outlet, self.gazetteer)
        offsets = [words.characters(one.start, one.end) for one in sightings]
        for one, (start, end) in zip(sightings, offsets, strict=True):
            one.dateline = any(a <= start and end <= b for a, b in datelines)
        add_local_spellings(sightings, self.gazetteer, home)
        resolve_sightings(sightings, home)
        drop_far_from_outer(words, sightings, self._rules)
        for one in sightings:
            if one.demonym and one.chosen is not None:
                why = has_no_point(doc, words, self._rules, one, one.chosen)
                one.pointless, one.reason = bool(why), why or one.reason
        doc._.places = tuple(
            _mention(text, one, place)
            for one, place in zip(sightings, offsets, strict=True)
            if one.chosen is not None or not one.is_guess
        )
        return doc

    def _sight(
        self, text: str, words: Words, heads: frozenset[int], actors: ActorNames
    ) -> list[Sighting]:
        """Sight names twice: what is surely a place once is one at each mention."""
        runs, names = look_up(text, words, self.gazetteer)
        introduced = find_introduced(words, runs, self._rules)
        guard = Guard(
            words=words,
            rules=self._rules,
            gazetteer=self.gazetteer,
            names=names,
            found=self.gazetteer.find(set(names.values())),
            people=_person_words(words, self._rules),
            surnames=_surnames(words, self._rules),
            owners=actors[0],
            peoples=actors[1],
            heads=heads,
            introduced=introduced,
            introduced_at={k: one for one in introduced for k in range(*one)},
        )
        first = [one for start, end in runs for one in guard.sight(start, end)]
        accepted = frozenset(fold_place(one.name) for one in first if one.cue and not one.demonym)
        guard = replace(guard, accepted=accepted)
        sightings = [one for start, end in runs for one in guard.sight(start, end)]
        taken = {k for one in sightings for k in range(one.start, one.end)}
        for (start, end), kind in introduced.items():
            if not any(k in taken for k in range(start, end)):
                one = self._unknown(text, words, (start, end, ""), kind)
                one.cue = True
                sightings.append(one)
                taken.update(range(start, end))
        for start, end, label in words.spans:
            scene = guard.asks_for_place(start, end)
            free = not any(k in taken or (k in actors[0] and not scene) for k in range(start, end))
            if free and label in ("GPE", "LOC") and not _is_acronym(words, start, end):
                one = self._unknown(text, words, (start, end, label), "")
                one.cue = scene
                sightings.append(one)
                taken.update(range(start, end))
        for run in runs:
            sightings += self._cued(text, guard, run, taken)
        sure = {k for one in sightings if not one.is_guess for k in range(one.start, one.end)}
        for start, end in find_in_slots(guard, runs, sure):
            sightings = [s for s in sightings if s.end <= start or end <= s.start]
            one = self._unknown(text, words, (start, end, ""), "")
            one.cue, one.rule = True, "place.slot"
            sightings.append(one)
        return sorted(sightings, key=lambda one: one.start)

    def _cued(
        self, text: str, guard: Guard, run: tuple[int, int], taken: set[int]
    ) -> list[Sighting]:
        """Names in another spelling where a place must stand: "clashes in *Kastril*"."""
        words, found, after = guard.words, [], run[0]
        for i in range(*run):
            if i < after or not (words.capital[i] or words.lower[i] in ARTICLES):
                continue
            if i in taken or _is_of_person(guard, i) or not guard.asks_for_place(i, run[1]):
                continue
            one = self._spelled(text, guard, (i, run[1]), taken)
            if one is not None:
                found.append(one)
                taken.update(range(one.start, one.end))
                after = one.end
        return found

    def _spelled(
        self, text: str, guard: Guard, stretch: tuple[int, int], taken: set[int]
    ) -> Sighting | None:
        """The longest name from a token on, up to where the capitals end, that is spelt alike."""
        words, i = guard.words, stretch[0]
        for end in range(min(stretch[1], i + LONGEST), i, -1):
            free = not any(k in taken or _is_of_person(guard, k) for k in range(i, end))
            goes_on = end < len(words.text) and (words.capital[end] or words.text[end].isdigit())
            if not free or not words.capital[end - 1] or goes_on:
                continue
            one = self._unknown(text, words, (i, end, ""), "")
            if one.matches:
                one.cue, one.is_guess, one.rule = True, True, "place.spelling.cued"
                return one
        return None

    def _unknown(
        self, text: str, words: Words, entity: tuple[int, int, str], kind: str
    ) -> Sighting:
        """A place that no gazetteer has under this name; another romanisation may be known."""
        start, end, label = entity
        while start < end - 1 and (words.lower[start] == "the" or words.lower[start].isspace()):
            start += 1
        while end > start + 1 and words.lower[end - 1] in ("'s", "’s", "’", "'"):
            end -= 1
        first, last = words.characters(start, end)
        name = text[first:last]
        one = Sighting(start, end, name, label=label, kind=kind)
        one.rule = "place.introduced" if kind else "place.unknown"
        one.reason = "unresolved: no gazetteer has the name"
        if not self.gazetteer.find([name])[name] and len(name) >= SHORTEST_SPELLING:
            one.matches = self.gazetteer.find_similar(name)
            one.rule = "place.spelling" if one.matches else one.rule
        return one


def _person_words(words: Words, rules: PlaceRules) -> frozenset[str]:
    """The words of the names of persons that the document names in full."""
    return frozenset(
        words.lower[k]
        for start, end, label in words.spans
        if label == "PERSON" and end - start > 1 and words.lower[end - 1] not in rules.classes
        for k in range(start, end)
        if len(words.lower[k]) >= SHORTEST_PERSON_WORD
    )


def _surnames(words: Words, rules: PlaceRules) -> frozenset[str]:
    """The last words of the names of persons in full, and of "Melton Reik, 51," without label."""
    named = {
        words.lower[end - 1]
        for start, end, label in words.spans
        if label == "PERSON" and end - start > 1 and words.lower[end - 1] not in rules.classes
    }
    for k in range(2, len(words.text) - 1):
        is_age = words.text[k].isdigit() and len(words.text[k]) < len("100")
        is_apart = words.text[k - 1] == "," and words.text[k + 1] in (",", ".")
        if is_age and is_apart and k > 2 and words.capital[k - 2] and words.capital[k - 3]:
            named.add(words.lower[k - 2])
    return initialled(words).union(named)


def _actor_names(doc: Doc, words: Words) -> ActorNames:
    """Tokens in names of known persons and organisations; countries of names of peoples."""
    owners: dict[int, tuple[int, int, str]] = {}
    peoples: dict[tuple[int, int], str] = {}
    for actor in doc._.actors:
        if not actor.named or (actor.id is None and actor.country is None):
            continue
        start, end = words.tokens_in(actor.span.start, actor.span.end)
        if actor.kind in OWNING_KINDS:
            owners.update((k, (start, end, actor.kind)) for k in range(start, end))
        elif actor.country and (actor.kind == "people" or end - start == 1):
            peoples[start, end] = actor.country
    return owners, peoples


def _is_of_person(guard: Guard, token: int) -> bool:
    owner = guard.owners.get(token)
    return owner is not None and owner[2] == "person"


def _is_acronym(words: Words, start: int, end: int) -> bool:
    text = words.text[start]
    return end - start == 1 and text.isupper() and len(text) <= LONGEST_ACRONYM


def _mention(text: str, one: Sighting, offsets: tuple[int, int]) -> PlaceMention:
    start, end = offsets
    bare = PlaceMention(
        span=Span(start, end, text[start:end]),
        name=one.name,
        kind=one.kind or None,
        score=one.score,
        reason=one.reason,
        rule=one.rule or "place.unknown",
        dateline=one.dateline,
        demonym=one.demonym,
        within=outer_ids(one),
    )
    place = one.chosen
    if place is None:
        return bare
    division = place.admin1 or (place.name if place.kind == "admin1" else "")
    return replace(
        bare,
        name=place.name,
        id=place.id,
        lat=None if one.pointless else place.lat,
        lon=None if one.pointless else place.lon,
        country=place.country or None,
        admin1=english_division(place.country, division) or None,
        kind=place.kind,
        rule=one.rule or _rule(one),
        country_claims=place.claims,
    )


def _rule(one: Sighting) -> str:
    if one.base and not (one.chosen is not None and one.chosen.kind == one.kind):
        return "place.feature.near"
    if one.near:
        return "place.near"
    return "place.contained" if one.explicit else "place.named"


@Language.factory("rashomon_where", default_config={"gazetteers": []})
def create(nlp: Language, name: str, gazetteers: Sequence[str]) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Make the component.

    Args:
        nlp: The pipeline.
        name: Of the component in the pipeline.
        gazetteers: Paths of user gazetteers (SQLite); none means those that the user registered.

    Raises:
        GazetteerError: One of the files is missing or is no gazetteer.
    """
    return Where(load_gazetteer(*gazetteers) if gazetteers else None)
