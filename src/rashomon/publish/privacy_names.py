"""Who is a private person, and how their names are taken out of every text.

A named person is private unless something makes them public: an entry in the tables of known
actors, or an office in the text (minister, commander, spokesman, reporter). Everyone else gets a
pseudonym, ``[private person 1]``, the same one in every cell of an export.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol

from rashomon.lexicon.roles import load_roles
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.place import EventPlace
from rashomon.model.statement import Speaker, Statement
from rashomon.publish.cells import plain

PUBLIC_SECTORS: Final = frozenset("GOV MIL LEG JUD PTY REB OPP SPY ELI JRN PRM UAF".split())
"""Sectors of those who act or speak in an office; a nurse (MED) or a farmer (AGR) does not."""
WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
RUN: Final = re.compile(r"[^\W_]+")
APOSTROPHE: Final = re.compile("['’]")
LEAST_SHORT: Final = 3
"""Letters of a surname that is taken out when it stands alone."""
SOMEBODY: Final = "[private person]"
"""Stands for a single word that several private persons share."""
MOST_NAME_WORDS: Final = 5
KEPT: Final = 20_000
"""Names and mentions of which it stays in memory what they are."""


class About(Protocol):
    """The parts of a statement that say whom and where it is about."""

    @property
    def agents(self) -> tuple[Participant, ...]:
        """Who acts."""

    @property
    def targets(self) -> tuple[Participant, ...]:
        """To whom or what."""

    @property
    def roles(self) -> tuple[Participant, ...]:
        """Who takes part otherwise."""

    @property
    def instruments(self) -> tuple[Participant, ...]:
        """With what."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who says it, outermost first."""

    @property
    def places(self) -> tuple[EventPlace, ...]:
        """Where."""

    @property
    def sensitivity(self) -> str | None:
        """Whom telling it could harm."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names and what stands for them.

    Attributes:
        pseudonyms: Name, as the records have it, to pseudonym.
        short: Single words that stand for one person alone, to pseudonym.
    """

    pseudonyms: Mapping[str, str]
    short: Mapping[str, str]


def private_names(
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    incidents: Iterable[Incident] = (),
) -> Names:
    """Find the private persons of records and give each a pseudonym.

    Args:
        statements: All statements of the export.
        documents: Their documents by id; earlier publications give lower numbers.
        incidents: Their participants count as well.

    Returns:
        Pseudonyms, numbered by first appearance, so that later documents do not renumber.
    """
    seen = Seen()
    order = sorted(
        statements, key=lambda s: (_published(documents, s), s.document, s.trigger.start, s.id)
    )
    for statement in order:
        seen.take_statement(statement)
    for incident in incidents:
        for participant in (*incident.agents, *incident.targets):
            seen.take_participant(participant)
    return seen.names()


@dataclass(slots=True)
class Seen:
    """Names as they come by, with what makes them public."""

    private: dict[str, None] = field(default_factory=dict)
    public: set[str] = field(default_factory=set)
    taken_places: set[str] = field(default_factory=set)

    def take_statement(self, statement: About) -> None:
        """Take those who act or speak in a statement, and its places."""
        for participant in _participants(statement):
            self.take_participant(participant)
        for speaker in statement.speakers:
            self.take_speaker(speaker)
        self.taken_places.update(p.name.casefold() for p in statement.places)

    def take(self, other: "Seen") -> None:
        """Take all that was seen elsewhere."""
        for name in other.private:
            self.private.setdefault(name)
        self.public |= other.public
        self.taken_places |= other.taken_places

    def take_participant(self, one: Participant | ActorMention) -> None:
        """Take somebody who acts, or is only named."""
        if one.named:
            self.take_named(one.name, one.kind == "person" and not one.id, one.sector)

    def take_named(self, name: str, is_unknown_person: bool, sector: str | None) -> None:
        """Take a name that the text gives to somebody, a person of whom nothing is known or not."""
        key = _key(name)
        if key and is_unknown_person and sector not in PUBLIC_SECTORS:
            self.private.setdefault(key)
        elif key:
            self.public.add(key.casefold())

    def take_speaker(self, one: Speaker) -> None:
        """Take somebody who speaks, under every name."""
        mention = one.mention.text if one.mention is not None else None
        self.take_voice((one.name, *one.also), mention, one.identity, bool(one.id))

    def take_voice(
        self,
        names: Iterable[str | None],
        mention: str | None,
        identity: str | None,
        is_known: bool,
    ) -> None:
        """Take the names of one who speaks; an office in the words around them makes public."""
        for name in filter(None, (_key(one or "") for one in names)):
            office = mention is not None and has_office(mention)
            if is_known or identity in ("document", "collective") or office:
                self.public.add(name.casefold())
            elif identity in ("named", "pseudonymous") and looks_personal(name):
                self.private.setdefault(name)

    def names(self) -> Names:
        """Number those who are private for certain."""
        known = self.public | self.taken_places
        kept = [n for n in self.private if n.casefold() not in known]
        longer = _longer_names(kept)
        pseudonyms: dict[str, str] = {}
        for name in kept:
            if name not in longer:
                pseudonyms[name] = f"[private person {len(pseudonyms) + 1}]"
        for name, whole in longer.items():
            while whole in longer:
                whole = longer[whole]
            pseudonyms[name] = pseudonyms[whole]
        return Names(pseudonyms, self._short(pseudonyms))

    def _short(self, pseudonyms: Mapping[str, str]) -> dict[str, str]:
        """Give single words of names that no public name and no place shares."""
        shared = {w for n in self.public | self.taken_places for w in _words(n)}
        owners: dict[str, set[str]] = {}
        for name, pseudonym in pseudonyms.items():
            for word in _words(name):
                owners.setdefault(word, set()).add(pseudonym)
        return {
            word: next(iter(who)) if len(who) == 1 else SOMEBODY
            for word, who in owners.items()
            if len(word) >= LEAST_SHORT and word not in shared
        }


class NameRedactor:
    """Puts pseudonyms into texts, in time that grows with the text alone.

    A whole name is found in any case, a single word of it only where it is capitalised: a man
    called Stone leaves every stone in its place.
    """

    def __init__(self, names: Names, most: int = MOST_NAME_WORDS * 4) -> None:
        self.count = 0
        self._short = names.short
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._joined: set[str] = set()
        for name, pseudonym in names.pseudonyms.items():
            parts = _words(name)[:most]
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, pseudonym))
            if len(parts) > 1:
                whole = "".join(parts)  # "#AnnaProsk"
                self._joined.add(whole)
                self._by_first.setdefault(whole, []).append(((whole,), pseudonym))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))
        self._starts = {APOSTROPHE.split(w)[0] for w in (*self._by_first, *self._short)}

    def __call__(self, text: str) -> str:
        """Give the text with every private name replaced."""
        pieces, done = [], 0
        for start, end, pseudonym in self.spans(text):
            pieces += [text[done:start], pseudonym]
            done = end
            self.count += 1
        return "".join([*pieces, text[done:]]) if pieces else text

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Find every private name: start, end without a possessive ending, pseudonym."""
        if not self._by_first or self._starts.isdisjoint(map(str.casefold, RUN.findall(text))):
            return []
        found = list(WORD.finditer(text))
        folded = [match[0].casefold() for match in found]
        spans, index = [], 0
        while index < len(found):
            length, pseudonym = self._at(found, folded, index)
            if length:
                last = found[index + length - 1]
                end = last.end() - len(_possessive(last[0]))
                spans.append((found[index].start(), end, pseudonym))
            index += max(length, 1)
        return spans

    def _at(self, found: list[re.Match[str]], folded: list[str], index: int) -> tuple[int, str]:
        first = _bare(folded[index])
        for parts, pseudonym in self._by_first.get(first, ()):
            here = tuple(_bare(w) for w in folded[index : index + len(parts)])
            if here == parts and (len(parts) > 1 or self._may_stand_alone(found[index][0], parts)):
                return len(parts), pseudonym
        if found[index][0][:1].isupper() and first in self._short:
            return 1, self._short[first]
        return 0, ""

    def _may_stand_alone(self, word: str, parts: tuple[str, ...]) -> bool:
        """Tell whether one word is a name: capitalised, or first name and surname in one."""
        return word[:1].isupper() or parts[0] in self._joined

    def hides(self, text: str) -> bool:
        """Tell whether a text, such as a web address, carries a private name in any spelling."""
        spaced = re.sub(r"%[0-9A-Fa-f]{2}|[\W_]+", " ", text)
        whole = [w.casefold() for w in spaced.split()]
        for index, word in enumerate(whole):
            for parts, _ in self._by_first.get(word, ()):
                if tuple(whole[index : index + len(parts)]) == parts:
                    return True
            if word in self._short:
                return True
        return False


@lru_cache(maxsize=KEPT)
def has_office(mention: str) -> bool:
    """Tell whether words around a name give an office: "Defence Minister Tomas Brandt"."""
    nouns = load_roles().nouns
    found = [w.casefold() for w in WORD.findall(mention)]
    return any(
        noun.role.sector in PUBLIC_SECTORS and tuple(found[i - len(noun.before) : i]) == noun.before
        for i, word in enumerate(found)
        for noun in nouns.get(word, ())
        if len(noun.before) <= i
    )


@lru_cache(maxsize=KEPT)
def looks_personal(name: str) -> bool:
    """Tell whether a speaker's name may be a person's: no body's name, no acronym, no phrase."""
    parts = name.split()
    if not 1 <= len(parts) <= MOST_NAME_WORDS or parts[0].casefold() == "the":
        return False
    roles = load_roles()
    if any(w.casefold() in roles.name_heads for w in parts) or parts[-1].casefold() in roles.nouns:
        return False
    capitals = [w for w in parts if any(char.isupper() for char in w)]
    return parts[-1] in capitals and not (len(parts) == 1 and name.isupper())


def _participants(statement: About) -> Iterator[Participant]:
    yield from statement.agents
    yield from statement.targets
    yield from statement.roles
    yield from statement.instruments


def _published(documents: Mapping[str, Document], statement: Statement) -> str:
    document = documents.get(statement.document)
    return (document.published if document else None) or "9999"


@lru_cache(maxsize=KEPT)
def _key(name: str) -> str:
    return plain(name, 200)


@lru_cache(maxsize=KEPT)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_bare(w.casefold()) for w in WORD.findall(name))


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _possessive(word: str) -> str:
    return word[-2:] if word[-2:].casefold() in ("'s", "’s") else ""


def _longer_names(names: Sequence[str]) -> dict[str, str]:
    """Give each name that begins or ends a longer one, "Prosk" or "Anna", that longer one."""
    parts = {name: _words(name) for name in names}
    ends: dict[tuple[str, ...], str] = {}
    for name in sorted(names, key=lambda n: -len(parts[n])):
        words = parts[name]
        for size in range(1, len(words)):
            ends.setdefault(words[:size], name)
            ends.setdefault(words[-size:], name)
    return {name: ends[words] for name, words in parts.items() if words in ends}
