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

from rashomon.knowledge.gazetteer import Gazetteer, load_gazetteer
from rashomon.knowledge.gazetteer_home import Home, find_home
from rashomon.knowledge.gazetteer_names import fold_place
from rashomon.layers import state
from rashomon.layers.where_context import find_datelines, link_containers, outer_ids
from rashomon.layers.where_guard import Guard
from rashomon.layers.where_resolve import resolve_sightings
from rashomon.layers.where_sight import Sighting, Words, look_up, read_words
from rashomon.lexicon.places import load_place_rules
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span

state.register()
SHORTEST_PERSON_WORD = 3
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
        words = read_words(doc)
        datelines = find_datelines(doc.text, document.dateline if document is not None else None)
        heads = _first_tokens(doc, datelines)
        sightings = self._sight(doc, words, heads)
        link_containers(words, sightings, self._rules)
        home: Home | None = None
        if document is not None:
            home = find_home(document.outlet, self.gazetteer)
        offsets = [_offsets(doc, one) for one in sightings]
        for one, (start, end) in zip(sightings, offsets, strict=True):
            one.dateline = any(a <= start and end <= b for a, b in datelines)
        resolve_sightings(sightings, home)
        doc._.places = tuple(
            _mention(doc.text, one, place) for one, place in zip(sightings, offsets, strict=True)
        )
        return doc

    def _sight(self, doc: Doc, words: Words, heads: frozenset[int]) -> list[Sighting]:
        runs, names = look_up(doc, words, self.gazetteer)
        found = self.gazetteer.find(set(names.values()))
        people = frozenset(
            words.lower[k]
            for start, end, label in words.spans
            if label == "PERSON" and end - start > 1
            for k in range(start, end)
            if len(words.lower[k]) >= SHORTEST_PERSON_WORD
        )
        owners = _owners(doc)
        guard = Guard(words, self._rules, self.gazetteer, names, found, people, owners, heads)
        sightings = [one for start, end in runs for one in guard.sight(start, end)]
        accepted = frozenset(
            fold_place(one.name)
            for one in sightings
            if not one.demonym and one.cue
        )
        guard = replace(guard, accepted=accepted)
        sightings = [one for start, end in runs for one in guard.sight(start, end)]
        taken = {k for one in sightings for k in range(one.start, one.end)}
        for start, end, label in words.spans:
            free = not any(k in taken for k in range(start, end))
            if free and label in ("GPE", "LOC") and not _is_acronym(words, start, end):
                sightings.append(self._unknown(doc, words, (start, end, label)))
        return sorted(sightings, key=lambda one: one.start)


    def _unknown(self, doc: Doc, words: Words, entity: tuple[int, int, str]) -> Sighting:
        """An entity that no gazetteer has under this name; another romanisation may be known."""
        start, end, label = entity
        while start < end - 1 and (words.lower[start] == "the" or words.lower[start].isspace()):
            start += 1
        while end > start + 1 and words.lower[end - 1] in ("'s", "’s", "’", "'"):
            end -= 1
        name = doc[start:end].text
        one = Sighting(
            start,
            end,
            name,
            label=label,
            rule="place.unknown",
            reason="unresolved: no gazetteer has the name",
        )
        if not self.gazetteer.find([name])[name] and len(name) >= SHORTEST_SPELLING:
            one.matches = self.gazetteer.find_similar(name)
            one.rule = "place.spelling" if one.matches else one.rule
        return one


def _owners(doc: Doc) -> dict[int, tuple[int, int, str]]:
    """The tokens inside names of known persons, groups and organisations."""
    owners = {}
    for actor in doc._.actors:
        if actor.kind not in OWNING_KINDS or not actor.named or actor.id is None:
            continue
        span = doc.char_span(actor.span.start, actor.span.end, alignment_mode="contract")
        if span is not None:
            for k in range(span.start, span.end):
                owners[k] = (span.start, span.end, actor.kind)
    return owners


def _is_acronym(words: Words, start: int, end: int) -> bool:
    text = words.text[start]
    return end - start == 1 and text.isupper() and len(text) <= LONGEST_ACRONYM


def _first_tokens(doc: Doc, stretches: list[tuple[int, int]]) -> frozenset[int]:
    """The first token of each stretch of characters."""
    spans = [doc.char_span(start, end, alignment_mode="expand") for start, end in stretches]
    return frozenset(span.start for span in spans if span is not None)


def _offsets(doc: Doc, one: Sighting) -> tuple[int, int]:
    last = doc[one.end - 1]
    return doc[one.start].idx, last.idx + len(last.text)


def _mention(text: str, one: Sighting, offsets: tuple[int, int]) -> PlaceMention:
    start, end = offsets
    span = Span(start, end, text[start:end])
    place = one.chosen
    common = {"span": span, "score": one.score, "reason": one.reason}
    if place is None:
        return PlaceMention(
            **common, name=one.name, rule=one.rule or "place.unknown", dateline=one.dateline
        )
    return PlaceMention(
        **common,
        name=place.name,
        id=place.id,
        lat=place.lat,
        lon=place.lon,
        country=place.country or None,
        admin1=place.admin1 or (place.name if place.kind == "admin1" else None),
        kind=place.kind,
        rule=one.rule or _rule(one),
        demonym=one.demonym,
        dateline=one.dateline,
        country_claims=place.claims,
        within=outer_ids(one),
    )


def _rule(one: Sighting) -> str:
    if one.base:
        return "place.feature.near"
    if one.explicit:
        return "place.contained"
    return "place.near" if one.near else "place.named"


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
