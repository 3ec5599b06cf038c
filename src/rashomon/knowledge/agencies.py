"""News agencies and monitors of the world: whose wire stands behind a credit.

The table ``knowledge/data/agencies.tsv`` gives each with its aliases, country, kind and who
controls it. A user's own file of the same form adds to it. The table reports; who controls a
contested agency is itself disputed, and "contested" says so.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from rashomon.errors import RuleFileError

PATH: Final = Path(__file__).parent / "data" / "agencies.tsv"
COLUMNS: Final = ("id", "name", "aliases", "country", "kind", "control")
KINDS: Final = frozenset(("wire", "broadcaster", "monitor"))
CONTROLS: Final = frozenset(
    (
        "state", "public", "private", "cooperative", "semi-official", "contested", "armed-group",
        "ngo", "academic", "intergovernmental",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One agency or monitor.

    Attributes:
        id: ``agency:reuters``.
        name: The name that output carries.
        aliases: Other names; acronyms in their capitals.
        country: ISO 3166 alpha-3 of its seat or of whom it speaks of; None where neither fits.
        kind: ``wire`` ``broadcaster`` ``monitor``.
        control: Who controls it: ``state`` ``public`` ``private`` ``cooperative`` …
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    kind: str
    control: str


@dataclass(frozen=True, slots=True)
class Agencies:
    """The table, indexed by name."""

    entries: tuple[Agency, ...]
    index: dict[str, Agency]

    def find(self, name: str) -> Agency | None:
        """Find the agency of a name, with or without the article; acronyms need their capitals."""
        bare = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
        return self.index.get(bare if bare.isupper() else bare.casefold())


def load_agencies(extra: Sequence[str | Path] = ()) -> Agencies:
    """Load the shipped table and a user's own.

    Raises:
        RuleFileError: A table breaks the form: columns, kinds, repeated ids or names, not NFC.
    """
    return _load(tuple(str(path) for path in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[str, ...]) -> Agencies:
    entries: dict[str, Agency] = {}
    index: dict[str, Agency] = {}
    for path in (PATH, *map(Path, extra)):
        for agency in parse_agencies(path.read_text(encoding="utf-8"), path.name):
            if agency.id in entries:
                raise RuleFileError(path.name, agency.id, "the id is there twice")
            entries[agency.id] = agency
            for name in (agency.name, *agency.aliases):
                for key in _keys(name):
                    if index.setdefault(key, agency) is not agency:
                        raise RuleFileError(path.name, agency.id, f"{name!r} has two owners")
    return Agencies(tuple(entries.values()), index)


def _keys(name: str) -> tuple[str, ...]:
    bare = name.removeprefix("The ")
    return (bare,) if bare.isupper() and len(bare) < 6 else (bare.casefold(), bare.upper())


def parse_agencies(table: str, path: str = PATH.name) -> tuple[Agency, ...]:
    """Check and read a table with a header, tab-separated.

    Raises:
        RuleFileError: Wrong header, number of cells, id, kind or control, or text that is not NFC.
    """
    if not unicodedata.is_normalized("NFC", table):
        raise RuleFileError(path, None, "text is not in Unicode normal form C")
    header, *lines = table.splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise RuleFileError(path, None, f"columns must be {' '.join(COLUMNS)}")
    return tuple(_agency(line, path, number) for number, line in enumerate(lines, 2))


def _agency(line: str, path: str, number: int) -> Agency:
    cells = line.split("\t")
    where = f"line {number}"
    if len(cells) != len(COLUMNS):
        raise RuleFileError(path, where, f"has {len(cells)} cells, not {len(COLUMNS)}")
    key, name, aliases, country, kind, control = cells
    if not key.startswith("agency:") or not name or kind not in KINDS or control not in CONTROLS:
        raise RuleFileError(path, where, "id, name, kind or control is none of those allowed")
    return Agency(
        id=key,
        name=name,
        aliases=tuple(a for a in aliases.split("|") if a),
        country=country or None,
        kind=kind,
        control=control,
    )
