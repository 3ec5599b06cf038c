"""What is known of actors before any text is read: states, leaders, groups.

Three tables of one form, shipped in ``knowledge/data`` and extended by a user's own files:
``states.tsv`` (a country with its adjectives, capital and seats of power), ``leaders.tsv``
(persons with the years of their offices) and ``groups.tsv`` (organisations, armed groups,
peoples). The tables report who uses a name and until when it holds; they do not rule on it.
A name that two entries own is kept by both: only the context of a text can tell them apart.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from rashomon.knowledge.actor_rows import Row, check_references, read_table
from rashomon.knowledge.names import is_acronym, name_pieces

DATA = Path(__file__).parent / "data"
TABLES = ("states.tsv", "leaders.tsv", "groups.tsv")
END = ""
"""Key of a trie node under which the names that end there lie."""
TITLE_WORDS = frozenset(("jr", "sr", "i", "ii", "iii", "iv", "v", "vi", "xiv", "xvi"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One office that a person held, first and last year or ISO date *included*."""

    office: str
    start: str | None = None
    end: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One known actor.

    Attributes:
        id: ``state:SYR``, ``person:…``, ``group:…``.
        name: The name that output carries.
        kind: ``person`` ``organization`` ``state`` ``group`` ``people``.
        country: ISO 3166 alpha-3, or the code that a user's own table gives.
        sector: PLOVER sector; states have ``GOV``.
        code: CAMEO/PLOVER actor code where the table gives one, else None.
        start: First year or ISO date on which the entry holds; None is unbounded.
        end: Last year or ISO date *included*; None is unbounded.
        adjective: Of a state: the first adjective ("Marennan"), else None.
        sex: ``f`` ``m`` or None.
        terms: Of a leader: the offices, in the order of the table.
        parent: Id of the larger actor that this one is part of.
        acts_for: Whose proxy or unit it is said to be, and by whom: reported, never a fact.
        claims: Who claims the territory, for disputed states.
        used_by: Who uses the name.
        loaded: Loaded words by which some call it.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    start: str | None = None
    end: str | None = None
    adjective: str | None = None
    sex: str | None = None
    terms: tuple[Term, ...] = ()
    org: str | None = None
    parent: str | None = None
    acts_for: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    note: str = ""

    def holds_at(self, published: str | None) -> bool:
        """Tell whether the entry, or one of its terms, holds on a day; no day contradicts none.

        Args:
            published: Year or ISO date, ``2016-12-26``.
        """
        if not published:
            return True
        spans = [(t.start, t.end) for t in self.terms] or [(self.start, self.end)]
        return any(_within(published, start, end) for start, end in spans)

    def sector_at(self, published: str | None) -> str | None:
        """The sector of the office held on a day; of the last office where none or no day fits."""
        held = [t.sector for t in self.terms if published and _within(published, t.start, t.end)]
        return held[-1] if held else self.sector


def _within(day: str, start: str | None, end: str | None) -> bool:
    """Compare as far as both are written: a year holds each of its days."""
    begins, ends = (start or "")[: len(day)], (end or "")[: len(day)]
    return day[: len(begins)] >= begins and (not ends or day[: len(ends)] <= ends)


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an entry.

    Attributes:
        entry: Whose name it is.
        sense: ``name`` ``adjective`` ``people`` ``capital`` ``seat``; of persons ``surname`` (one
            word that the table lists) and ``last`` (only the last word of the name).
        text: As the table writes it.
        exact: Only in these capitals ("US", not "us").
    """

    entry: ActorEntry
    sense: str
    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Actors:
    """All known actors with an index of their names by pieces (see `name_pieces`)."""

    entries: dict[str, ActorEntry]
    trie: dict[str, Any] = field(repr=False)

    def find(self, name: str) -> tuple[Alias, ...]:
        """Find the entries that own a name, written any way; empty when none does."""
        pieces = name_pieces(name)
        bare = [p for i, p in enumerate(pieces) if not (p.article and i)]
        without = bare[1:] if bare and bare[0].article else bare
        for wanted in (bare, without):
            node: dict[str, Any] = self.trie
            for piece in wanted:
                node = node.get(piece.text, {})
            found: tuple[Alias, ...] = node.get(END, ())
            if found:
                return found
        return ()

    def state(self, country: str | None) -> ActorEntry | None:
        """The state with a country code, or None."""
        return self.entries.get(f"state:{country}") if country else None


def load_actors(extra: Sequence[str | Path] = ()) -> Actors:
    """Read the shipped tables and a user's own, and index every name.

    Args:
        extra: Files in the form of one of the three tables, told apart by their header.

    Returns:
        The index; the same arguments give the same object.

    Raises:
        RuleFileError: A table breaks the form (columns, ids, years, NFC, dangling parents).
    """
    return _load(tuple(str(path) for path in extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[str, ...]) -> Actors:
    rows: list[Row] = []
    for path in [*(DATA / name for name in TABLES), *map(Path, extra)]:
        rows += read_table(path)
    check_references(rows)
    entries: dict[str, ActorEntry] = {}
    index = _Index()
    for group in _by_id(rows):
        entry = _entry(group)
        entries[entry.id] = entry
        for row in group:
            index.add(row, entry)
    return Actors(entries=entries, trie=index.finish())


def _by_id(rows: Sequence[Row]) -> Iterable[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.id, []).append(row)
    return groups.values()


def _leader(rows: Sequence[Row], common: dict[str, Any]) -> ActorEntry:
    """Make one person of the rows of all offices; the last row tells country and sector."""
    terms = tuple(
        Term(
            office=row.one("office"),
            start=row.one("from") or None,
            end=row.one("to") or None,
            sector=row.one("sector") or None,
        )
        for row in rows
    )
    starts, ends = [t.start for t in terms], [t.end for t in terms]
    common["start"] = min((s for s in starts if s), default=None) if all(starts) else None
    common["end"] = max((e for e in ends if e), default=None) if all(ends) else None
    last = rows[-1]
    return ActorEntry(
        kind="person",
        country=last.one("iso3") or None,
        sector=last.one("sector") or None,
        sex=next((row.one("sex").lower() for row in rows if row.one("sex")), None),
        terms=terms,
        org=last.one("org") or None,
        **common,
    )


def _entry(rows: Sequence[Row]) -> ActorEntry:
    row = rows[0]
    common: dict[str, Any] = {
        "id": row.id,
        "name": row.one("name"),
        "start": row.one("from") or None,
        "end": row.one("to") or None,
        "used_by": row.many("used_by"),
        "note": row.one("note"),
    }
    if row.table == "states":
        adjectives = row.many("adjectives")
        return ActorEntry(
            kind="state",
            country=row.one("iso3") or None,
            sector="GOV",
            code=row.one("cameo") or row.one("iso3") or None,
            adjective=adjectives[0] if adjectives else None,
            claims=row.many("claims"),
            **common,
        )
    if row.table == "leaders":
        return _leader(rows, common)
    return ActorEntry(
        kind=row.one("kind"),
        country=row.one("country") or None,
        sector=row.one("sector") or None,
        code=row.one("code") or None,
        parent=row.one("parent") or None,
        acts_for=row.many("acts_for"),
        loaded=row.many("loaded"),
        **common,
    )


SENSES = {
    "name": "name",
    "official": "name",
    "aliases": "name",
    "adjectives": "adjective",
    "people": "people",
    "capital": "capital",
    "metonyms": "seat",
}
"""Which column names an entry in which sense."""


class _Index:
    """Builds the trie; a name seen twice for one entry in one sense is kept once."""

    def __init__(self) -> None:
        self.trie: dict[str, Any] = {}

    def add(self, row: Row, entry: ActorEntry) -> None:
        for column, sense in SENSES.items():
            for text in row.many(column):
                alone = entry.kind == "person" and len(name_pieces(text)) == 1
                self._put(text, Alias(entry, "surname" if alone else sense, text, is_acronym(text)))
        if row.table == "leaders":
            for surname in _surnames(row.one("name")):
                self._put(surname, Alias(entry, "last", surname, False))

    def _put(self, text: str, alias: Alias) -> None:
        node = self.trie
        for number, piece in enumerate(name_pieces(text)):
            if not (piece.article and (number or piece.hyphenated)):
                node = node.setdefault(piece.text, {})
        owners: list[Alias] = node.setdefault(END, [])
        senses = {o.sense for o in owners if o.entry.id == alias.entry.id}
        if alias.sense not in senses and not (alias.sense == "last" and "surname" in senses):
            owners.append(alias)

    def finish(self) -> dict[str, Any]:
        stack: list[dict[str, Any]] = [self.trie]
        while stack:
            node = stack.pop()
            if END in node:
                node[END] = tuple(node[END])
            stack.extend(value for key, value in node.items() if key != END)
        return self.trie


def _surnames(name: str) -> Iterable[str]:
    words = [w for w in re.split(r"\s+", name) if w.casefold().strip(".") not in TITLE_WORDS]
    return words[-1:] if len(words) > 1 else ()
