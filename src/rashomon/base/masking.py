"""Mask a person's name in texts and records: same-length blanks, so that offsets hold.

>>> name = PersonName("Tomas Brandt")
>>> name.mask("Defence Minister Tomas Brandt spoke.")
'Defence Minister              spoke.'
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rashomon.base.rows import fold

FIXED: Final = frozenset(
    "kind type mode status polarity scope cameo code country sector form stance identity basis "
    "precision language sha256 rel measure unit coverage modifier layer rule targeting role".split()
)
"""Fields whose words are the program's own, never a person's."""
SHORTEST_PART: Final = 3
PARTICLES: Final = frozenset(("al", "el", "bin", "ibn", "van", "von", "der", "den", "abu", "the"))
LETTERS: Final = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
BETWEEN: Final = r"(?:[\W_]{1,3}|\\[nrt]|\\u[0-9a-fA-F]{4})(?:[^\W\d_]\.?[\W_]{1,2})?"
"""What may stand between the parts of a name: blanks, hyphens, one initial."""
BEFORE: Final = r"(?<![^\W_])"
AFTER: Final = r"(?![^\W_])"
Place = tuple[int, int]


def _accents() -> dict[str, str]:
    """Letters with marks, by their bare letter."""
    found: dict[str, str] = {}
    for code in LETTERS:
        letter = chr(code)
        bare = unicodedata.normalize("NFKD", letter)[0].lower()
        if bare != letter:
            found[bare] = found.get(bare, "") + letter
    return found


ACCENTS: Final = _accents()


def _letters(word: str) -> str:
    """A pattern of a word that passes over marks on letters, in the text and in the name."""
    bare = unicodedata.normalize("NFKD", word)
    return "".join(
        f"[{re.escape(c)}{ACCENTS.get(c.lower(), '')}][\u0300-\u036f]?"
        if c.isalpha()
        else re.escape(c)
        for c in bare
        if not unicodedata.combining(c)
    )


class PersonName:
    """A person's name, and how it may stand in texts, addresses and ids."""

    def __init__(self, name: str) -> None:
        words = re.findall(r"[^\W_]+", name)
        self.folded = fold(name) or "" if words else ""
        whole = BETWEEN.join(_letters(word) for word in words)
        self.whole = re.compile(BEFORE + whole + AFTER, re.IGNORECASE)
        long = [w for w in words if len(w) >= SHORTEST_PART and w.lower() not in PARTICLES]
        self.parts = [] if len(words) < 2 else [_part(word) for word in long]

    def stands_in(self, text: str) -> bool:
        """Tell whether the whole name stands in a text (or in JSON)."""
        return self.whole.search(text) is not None

    def mask(self, text: str) -> str:
        """Blank the whole name wherever it stands."""
        return self.whole.sub(lambda found: _blank(found.group()), text)

    def is_mine(self, name: object) -> bool:
        """Tell whether a resolved name is this person's."""
        if not isinstance(name, str):
            return False
        return fold(name) == self.folded or self.whole.fullmatch(name) is not None

    def part_places(self, text: str) -> Iterator[Place]:
        """Give where single parts of the name stand."""
        for part in self.parts:
            for found in part.finditer(text):
                yield found.span()


def _part(word: str) -> re.Pattern[str]:
    """A part counts where it is written as a name: Title Case or capitals."""
    upper, title = _letters(word.upper()), _letters(word[0].upper() + word[1:].lower())
    return re.compile(f"{BEFORE}(?:{_letters(word)}|{title}|{upper}){AFTER}")


def _blank(text: str) -> str:
    return re.sub(r"[\w.\u0300-\u036f]", " ", text)


class DocumentMask:
    """Masks one document, its layers and statements: all by the same decisions.

    Parts of the name that stand alone ("Brandt") go, too, but not where they belong to somebody
    else's name or to a mention that was read as somebody else.
    """

    def __init__(self, name: PersonName, text: str, records: Sequence[Any]) -> None:
        self.name = name
        named = [pair for record in records for pair in _named(record)]
        others = sorted({n for n, _ in named if not name.is_mine(n) and any(name.part_places(n))})
        self.others = [re.compile(re.escape(other), re.IGNORECASE) for other in others]
        spared = [p for n, p in named if p and not name.is_mine(n) and n in others]
        mine = [p for n, p in named if p and name.is_mine(n)]
        self.places = self._text_places(text, mine, spared)
        self.text = blank_places(text, self.places)

    def _text_places(self, text: str, mine: list[Place], spared: list[Place]) -> list[Place]:
        found = {m.span() for m in self.name.whole.finditer(text)}
        kept = [*spared, *self._other_places(text)]
        for place in self.name.part_places(text):
            if _inside(place, mine) or not _inside(place, kept):
                found.add(place)
        return sorted(found)

    def _other_places(self, text: str) -> list[Place]:
        return [found.span() for other in self.others for found in other.finditer(text)]

    def string(self, text: str) -> str:
        """Mask a text that is not the document's own: a resolved name, a note, an address."""
        kept = self._other_places(text)
        places = {m.span() for m in self.name.whole.finditer(text)}
        places.update(p for p in self.name.part_places(text) if not _inside(p, kept))
        return blank_places(text, sorted(places))

    def record(self, value: Any) -> Any:
        """Mask plain values of a record; spans follow the document's masked text."""
        if isinstance(value, dict):
            if value.keys() == {"start", "end", "text"}:
                return {**value, "text": self.text[value["start"] : value["end"]]}
            return {
                key: one if key in FIXED and isinstance(one, str) else self.record(one)
                for key, one in value.items()
            }
        if isinstance(value, list):
            return [self.record(one) for one in value]
        return self.string(value) if isinstance(value, str) else value


def blank_places(text: str, places: Iterable[Place]) -> str:
    """Blank stretches of a text; its length stays."""
    parts, last = [], 0
    for start, end in places:
        if end <= last:
            continue
        begin = max(start, last)
        parts += [text[last:begin], _blank(text[begin:end])]
        last = end
    return "".join([*parts, text[last:]])


def _inside(place: Place, outer: Iterable[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in outer)


def _named(value: Any) -> Iterator[tuple[str, Place | None]]:
    """Give every resolved name of a record with the place of its mention."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    if not isinstance(value, dict):
        return
    name = value.get("name")
    if isinstance(name, str):
        yield name, _place(value.get("mention") or value.get("span"))
    speaker = value.get("speaker")
    if isinstance(speaker, dict) and isinstance(speaker.get("name"), str):
        for span in value.get("source") or ():
            yield speaker["name"], _place(span)
    for one in value.values():
        yield from _named(one)


def _place(span: Any) -> Place | None:
    return (span["start"], span["end"]) if isinstance(span, dict) and "start" in span else None
