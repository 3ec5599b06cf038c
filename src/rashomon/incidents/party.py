"""Who stands behind words, as an identity that can be compared: a body, a person, an outlet.

"The Ministry of Defence", "Marenna's Defense Ministry" and "defence ministry spokesman Karel
Imhof" are one party; "Kestrel hospital" and "St Anne's Hospital" are two.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rashomon.knowledge.actors import load_actors
from rashomon.knowledge.agencies import load_agencies
from rashomon.lexicon.origins import load_origins
from rashomon.lexicon.roles import load_roles
from rashomon.model.why import Why

LAYER: Final = "origins"
WORD: Final = re.compile(r"[\w’'.&-]+")
ENDING: Final = re.compile(r"(?:ian|ean|ese|ish|an|ia|a|n|i|e)$")
SHORTEST_STEM: Final = 4
PERSON: Final = re.compile(
    r"(?:[A-Z][\w'’-]+|[A-Z]\.)(?:\s(?:al-|el-|bin\s|de\s|van\s|von\s)?[A-Z][\w'’-]*\.?){0,3}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation by its parts.

    Attributes:
        head: The noun that makes it a body ("ministry"); empty for a proper name.
        domain: What it is for ("defence").
        words: Stems of everything else that tells which one it is.
        letters: Initials of a proper name, or the acronym that it is.
        joined: Its telling words in order without spaces, as addresses write them.
    """

    head: str
    domain: frozenset[str]
    words: frozenset[str]
    letters: str = ""
    joined: str = ""

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing says which one of its kind it is."""
        return bool(self.head) and not self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who stands behind a statement.

    Attributes:
        kind: ``body`` ``person`` ``outlet`` ``vague`` ``document``.
        name: As a person reads it; None for those who are not named.
        ids: Knowledge ids.
        body: The body, or whom a person speaks for.
        people: Names of persons: who speaks, or a report's authors.
        vague: Class of a nameless party.
        via: Through whom a nameless party reached us.
        document: Document id where only this document stands behind it.
        why: How it was found.
    """

    kind: str
    name: str | None
    ids: frozenset[str] = frozenset()
    body: Body | None = None
    people: tuple[str, ...] = ()
    vague: str | None = None
    via: Body | None = None
    document: str | None = None
    why: tuple[Why, ...] = ()

    def with_why(self, *reasons: Why) -> "Party":
        """Give the same party with reasons in front."""
        return replace(self, why=(*reasons, *self.why))


def reason(rule: str, note: str = "") -> Why:
    """Make a reason of this room."""
    return Why(layer=LAYER, rule=rule, note=note)


def plain(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """Split a name into words without possessives and dots."""
    found = []
    for word in WORD.findall(text):
        bare = re.sub(r"['’]s$|['’]$", "", word).strip("'’.-")
        if bare:
            found.append(bare)
    return found


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Give what "Marenna" and "Marennan" have in common, or the code of a known state."""
    for alias in load_actors().find(word) if word[:1].isupper() else ():
        if alias.entry.kind == "state" and alias.sense in ("name", "adjective"):
            return alias.entry.id
    low = plain(word)
    cut = ENDING.sub("", low)
    return cut if len(cut) >= SHORTEST_STEM and word[:1].isupper() else low


@lru_cache(maxsize=8192)
def body_of(phrase: str) -> Body:
    """Take a name or noun phrase of an organisation apart."""
    lexicon = load_origins()
    organs, domains, generic = (lexicon.lists[k] for k in ("organs", "domains", "generic"))
    head, domain, telling = "", set(), set()
    joined = ""
    bare = words_of(phrase)
    for word in bare:
        low = plain(word)
        for piece in lexicon.same.get(low, low).split():
            if piece in organs and (not head or piece == "ministry"):
                head = piece
            elif piece in domains:
                domain.add(piece)
            elif piece not in generic and piece not in organs:
                telling.add(stem(word) if piece == low else piece)
                joined += low
    if "." in phrase and len(bare) == 1:
        joined = plain(bare[0].removeprefix("www.").split(".")[0])
        telling = {joined}
    if not head:
        telling |= domain
        domain = set()
    return Body(
        head=head,
        domain=frozenset(domain),
        words=frozenset(telling),
        letters=_letters(bare),
        joined=joined,
    )


def _letters(bare: list[str]) -> str:
    """As in TCHR for "Tarsk Centre for Human Rights"."""
    if len(bare) == 1 and bare[0].isupper() and len(bare[0]) > 1:
        return bare[0]
    capitals = [w[0] for w in bare if w[0].isupper() and plain(w) not in ("the", "a", "an")]
    return "".join(capitals) if len(capitals) > 2 else ""


def same_body(one: Body, other: Body) -> bool:
    """Tell whether two bodies are one; a body without telling words is decided elsewhere."""
    if one.head != other.head:
        return _same_letters(one, other)
    if one.head:
        if one.domain != other.domain or one.is_bare != other.is_bare:
            return False
        return one.words <= other.words or other.words <= one.words
    if one.words and (one.words == other.words or one.joined == other.joined):
        return True
    return _same_letters(one, other)


def _same_letters(one: Body, other: Body) -> bool:
    short, long = sorted((one, other), key=lambda b: len(b.words) + bool(b.head))
    acronym = len(short.words) == 1 and plain(short.letters) in short.words and not short.head
    return acronym and len(short.letters) > 2 and short.letters == long.letters


def same_person(one: str, other: str) -> bool:
    """Tell whether two names can be one person's: equal, or a last name beside a full one."""
    a, b = (plain(n).split() for n in (one, other))
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[-1] == b[-1]
    return a[-1] == b[-1] and (
        a[0] == b[0] or (a[0][0] + "." in (a[0], b[0]) and a[0][0] == b[0][0])
    )


def person_in(phrase: str) -> str | None:
    """Find a person's name in a phrase: "Dr Ingrid Halle" in "The director, Dr Ingrid Halle"."""
    lexicon = load_origins().lists
    roles = load_roles()
    best: str | None = None
    for found in PERSON.finditer(phrase):
        names = found[0].split()
        while names and _is_no_name(names[0], lexicon, roles.nouns.keys(), roles.honorifics):
            names = names[1:]
        if not names or _is_body_word(names[-1]) or _is_body_word(names[0]):
            continue
        if len(names) > 1 and (best is None or len(best.split()) == 1):
            best = " ".join(names)
        elif best is None:
            best = names[0]
    return best


def _is_no_name(
    word: str, lists: dict[str, frozenset[str]], nouns: object, honorifics: dict[str, str]
) -> bool:
    low = plain(word).strip(".")
    known = low in lists["before_name"] or low in lists["offices"] or low in lists["seats"]
    titled = low in honorifics or f"{low}." in honorifics
    return (
        known or titled or low in lists["domains"] or low in lists["organs"]
        or low in lists["generic"] or low in lists["former"] or low in nouns  # type: ignore[operator]
    )  # fmt: skip


def _is_body_word(word: str) -> bool:
    lists = load_origins().lists
    low = plain(word)
    return low in lists["body_last"] or low in lists["organs"]


def named_body(name: str, *, kind: str = "body", ids: frozenset[str] = frozenset()) -> Party:
    """Make a party of a body's name; a known agency under the name that the table gives it."""
    agency = load_agencies().find(name)
    if agency is not None:
        known = frozenset((agency.id,))
        return Party(kind="outlet", name=agency.name, ids=ids | known, body=body_of(agency.name))
    shown = re.sub(r"^(?:the|a|an)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    return Party(kind=kind, name=shown, ids=ids, body=body_of(shown))
