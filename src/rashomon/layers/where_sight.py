"""Sighting place names: every stretch of capitalised words that some gazetteer knows.

The statistical recogniser calls many a front-line town a person; so each run of capitalised
words is looked up, longest names first, and the recogniser's label is one sign among others.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from rashomon.knowledge.gazetteer import Gazetteer
from rashomon.knowledge.gazetteer_names import ARTICLES
from rashomon.knowledge.gazetteer_place import Match, Place

LONGEST = 7
CONNECTORS = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "le",
        "du",
        "des",
        "del",
        "da",
        "do",
        "dos",
        "di",
        "al",
        "el",
        "ez",
        "es",
        "ul",
        "e",
        "i",
        "o",
        "upon",
        "on",
        "and",
        "und",
        "sur",
        "en",
        "y",
    ]
)
JOINERS = frozenset(("-", "–", "‑", "'", "’", "‘", "`", "/"))
POSSESSIVE = frozenset(("'s", "’s"))
ELIDED = re.compile(r"[a-z]{1,2}['’-][A-Z]")
"""One token that begins with an elided or hyphenated article: "d'Ivoire"."""


@dataclass(slots=True)
class Sighting:
    """One name on its way to a place.

    Attributes:
        start: First token.
        end: Token after the last.
        label: Entity label of the recogniser that covers it, or "".
        whole: The name is the whole entity (but for direction and class words).
        matches: What the gazetteer knows under this name.
        cue: A word before it says that a place follows.
        kind: Kind of place that the text says it is, or "".
        base: Name without a class word, where only that is known ("Kestrel Airport"), or "".
        elsewhere: The text puts it in a place in which no place of its name is known.
        is_guess: Only another spelling of it is known; it is dropped where that is not meant.
        pointless: A demonym that stands for no one spot.
        within: Sightings that the text names as containing this one.
        chosen: The place in the end, or None.
    """

    start: int
    end: int
    name: str
    label: str = ""
    whole: bool = False
    matches: tuple[Match, ...] = ()
    cue: bool = False
    kind: str = ""
    base: str = ""
    near: bool = False
    demonym: bool = False
    pointless: bool = False
    dateline: bool = False
    embedded: bool = False
    explicit: bool = False
    elsewhere: bool = False
    is_guess: bool = False
    within: list["Sighting"] = field(default_factory=list)
    outer: list[Place] = field(default_factory=list)
    chosen: Place | None = None
    score: float = 0.0
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a document, read once.

    Attributes:
        text: Each token's characters.
        lower: The same in lower case.
        capital: Whether it begins with a capital letter.
        pos: Coarse part of speech.
        starts: Code point at which each token begins.
        entity: Index into `spans` of the entity that it lies in, or -1.
        spans: (start, end, label) of each entity, in tokens.
    """

    text: tuple[str, ...]
    lower: tuple[str, ...]
    capital: tuple[bool, ...]
    pos: tuple[str, ...]
    starts: tuple[int, ...]
    entity: tuple[int, ...]
    spans: tuple[tuple[int, int, str], ...]

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """First token that begins at or after a code point, and the end of those before another."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Code points that a stretch of tokens covers."""
        return self.starts[start], self.starts[end - 1] + len(self.text[end - 1])


def read_words(doc: Doc) -> Words:
    """Read what the layer needs of each token."""
    text = tuple(token.text for token in doc)
    spans = tuple(span for ent in doc.ents for span in _entity(doc, ent))
    entity = [-1] * len(text)
    for number, (start, end, _) in enumerate(spans):
        entity[start:end] = [number] * (end - start)
    return Words(
        text,
        tuple(word.lower() for word in text),
        tuple(_is_capital(text, k) for k in range(len(text))),
        tuple(token.pos_ for token in doc),
        tuple(token.idx for token in doc),
        tuple(entity),
        spans,
    )


OPENING = frozenset(("in", "near", "around", "at", "outside", "inside"))
"""Prepositions that open a sentence and that the recogniser takes into a name."""
ALERTS = frozenset("URGENT BREAKING ALERT FLASH UPDATE VIDEO PHOTO PHOTOS LIVE WATCH".split())
"""What stands in front of a headline and is no part of the name that begins it."""


def _is_capital(text: tuple[str, ...], k: int) -> bool:
    """Tell whether a word can begin or go on with a name: "URGENT" in "URGENT Kestrel" can't."""
    loud = k + 1 < len(text) and text[k + 1].isupper()
    if text[k] in ALERTS and not loud:
        return False
    return text[k][:1].isupper() or ELIDED.match(text[k]) is not None


COUNTED = frozenset(("CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY"))
EDGES = frozenset(("-", "–", "—", ":", ";", " "))


def _entity(doc: Doc, ent: Span) -> Iterator[tuple[int, int, str]]:
    """Take an entity of the recogniser without a dash at its end, and none that counts nothing.

    It calls many a name that it does not know a number, and takes "*Near* Kestrel" for one.
    """
    end = next((t.i for t in ent[1:] if t.text[:1] in "-–—" and t.nbor(-1).whitespace_), ent.end)
    while end > ent.start + 1 and doc[end - 1].text in EDGES:
        end -= 1
    start = ent.start
    if end - start > 1 and (doc[start].lower_ in OPENING or doc[start].text in ALERTS):
        start += 1
    name = doc[start:end]
    counts = any(t.like_num or not t.is_alpha or t.is_lower for t in name)
    if ent.label_ not in COUNTED or counts:
        yield start, end, ent.label_


def find_runs(words: Words) -> Iterator[tuple[int, int]]:
    """Find the stretches (start, end) in which place names can lie."""
    start, last = -1, -1
    for i, word in enumerate(words.lower):
        article = word in ARTICLES and i + 1 < len(words.text) and words.text[i + 1] in JOINERS
        if words.capital[i] or article:
            start = i if start < 0 else start
            last = i + 1
        elif word in POSSESSIVE and start >= 0:
            last = i + 1
        elif start >= 0 and not (word in CONNECTORS or word in JOINERS):
            yield start, last
            start = -1
    if start >= 0:
        yield start, last


def find_grams(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find the names inside one run, by their first token, longest first."""
    for i in range(start, end):
        if not (words.capital[i] or words.lower[i] in ARTICLES):
            continue
        for j in range(min(end, i + LONGEST), i, -1):
            if words.capital[j - 1]:
                yield i, j
                if j < end and words.lower[j] in POSSESSIVE:
                    yield i, j + 1


def look_up(
    text: str, words: Words, gazetteer: Gazetteer
) -> tuple[list[tuple[int, int]], Mapping[tuple[int, int], str]]:
    """Find the runs of a document and the text of each name in them, for one batch look-up."""
    runs = list(find_runs(words))
    names: dict[tuple[int, int], str] = {}
    for start, end in runs:
        for i, j in find_grams(words, start, end):
            first, last = words.characters(i, j)
            names[i, j] = text[first:last]
    gazetteer.find(sorted(set(names.values())))
    return runs, names


def entity_at(words: Words, start: int, end: int) -> tuple[int, int, str] | None:
    """The entity that the stretch lies in, or the first one that it covers."""
    for i in range(start, end):
        if words.entity[i] >= 0:
            return words.spans[words.entity[i]]
    return None


def has_word_before(words: Words, start: int, senses: frozenset[str], skip: Sequence[str]) -> bool:
    """Tell whether one of some words, of up to three tokens, stands before a token.

    Args:
        words: The document.
        start: The token before which to look.
        senses: Words to find.
        skip: Words that may stand between ("the").
    """
    i = start
    while i > 0 and words.lower[i - 1] in skip:
        i -= 1
    return any(
        " ".join(words.lower[max(0, i - size) : i]) in senses for size in (1, 2, 3) if i >= size
    )
