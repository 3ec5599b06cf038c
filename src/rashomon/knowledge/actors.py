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

from rashomon.errors import RuleFileError
from rashomon.knowledge.actor_rows import Row, check_references, read_table
from rashomon.knowledge.names import is_acronym, name_pieces

DATA = Path(__file__).parent / "data"
TABLES = ("states.tsv", "leaders.tsv", "groups.tsv")
END = ""
"""Key of a trie node under which the names that end there lie."""
TITLE_WORDS = frozenset(("jr", "sr", "ii", "iii", "iv"))


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
        offices: Of a leader: the offices as the table words them.
        parent: Id of the larger actor that this one is part of.
        acts_for: Ids or names of those whose proxy or unit it is said to be.
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
    offices: tuple[str, ...] = ()
    org: str | None = None
    parent: str | None = None
    acts_for: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    note: str = ""

    def holds_at(self, published: str | None) -> bool:
        """Tell whether the entry can hold on a day; an unknown day never contradicts it."""
        if not published:
            return True
        begins, ends = (self.start or "")[: len(published)], self.end or ""
        return not (begins and published[: len(begins)] < begins) and not (
            ends and published[: len(ends)] > ends
        )


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an entry.

    Attributes:
        entry: Whose name it is.
        sense: ``name`` ``adjective`` ``people`` ``capital`` ``seat`` ``surname``.
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
        node: dict[str, Any] = self.trie
        for piece in name_pieces(name):
            if piece.article and piece.text not in node:
                continue
            node = node.get(piece.text, {})
        found: tuple[Alias, ...] = node.get(END, ())
        return found

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
    shipped = [DATA / name for name in TABLES if (DATA / name).exists()]
    rows: list[Row] = []
    for path in [*shipped, *map(Path, extra)]:
        rows += read_table(path)
    check_references(rows)
    entries: dict[str, ActorEntry] = {}
    index = _Index()
    for row in rows:
        entry = _entry(row)
        entries[entry.id] = entry
        index.add(row, entry)
    return Actors(entries=entries, trie=index.finish())


def _entry(row: Row) -> ActorEntry:
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
        return ActorEntry(
            kind="person",
            country=row.one("iso3") or None,
            sector=row.one("sector") or None,
            sex=(row.one("sex") or "").lower() or None,
            offices=row.many("office"),
            org=row.one("org") or None,
            **common,
        )
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
                self._put(surname, Alias(entry, "surname", surname, False))

    def _put(self, text: str, alias: Alias) -> None:
        node = self.trie
        for piece in name_pieces(text):
            if not (piece.article and piece.hyphenated):
                node = node.setdefault(piece.text, {})
        owners: list[Alias] = node.setdefault(END, [])
        if all((o.entry.id, o.sense) != (alias.entry.id, alias.sense) for o in owners):
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


__all__ = ["Actors", "ActorEntry", "Alias", "load_actors", "RuleFileError"]
