"""A copy of an export that is safe to hand on: no private names, no pointing at people in danger.

The guard works on the records, before any format sees them, and on every string in them, so that
a new format can't forget it. What it changes it counts.
"""

import dataclasses
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from operator import is_not
from typing import Any, Final, TypeVar, get_args, get_type_hints

from rashomon.model.incident import Incident
from rashomon.model.place import EventPlace
from rashomon.model.statement import Statement
from rashomon.publish.export import Export
from rashomon.publish.privacy_names import NameRedactor, Names, private_names
from rashomon.publish.privacy_places import (
    SITE,
    Coarse,
    coarse_among,
    coarse_place,
    coarse_statements,
    is_recent,
    site_names,
    without_coordinates,
)

KEPT_AS_THEY_ARE: Final = frozenset(
    {"id", "document", "sha256", "statement", "statements", "field_statements"}
)
"""Fields that hold ids and digests, never words of a text."""
KEYS: Final = frozenset({"document_key", "document_keys", "key"})
SHORT: Final = 80
MOST_CLEAN: Final = 200_000
"""Short texts that were found to hide nothing are not searched again, so many of them."""
ADDRESSES: Final = frozenset({"url", "archive_url"})
PARTICULAR: Final = KEYS | ADDRESSES
WORDLESS: Final = frozenset({int, float, bool, type(None)})
Record = TypeVar("Record")


def guard(export: Export, known: Names | None = None) -> tuple[Export, Mapping[str, int]]:
    """Give a safe copy of an export, unless its options ask for names and points as they are.

    Args:
        export: What is to be handed on.
        known: The private persons, where they were looked for in more than the export.

    Returns:
        The copy, and how many private persons, texts, places and addresses were changed. The
        documents of the copy have no text: no format needs it.
    """
    options = export.options
    statements = list(export.statements.values())
    names = Names({}, {})
    if not options.private:
        names = known or private_names(statements, export.documents, export.incidents)
    coarse = Coarse(frozenset(), None)
    sites: tuple[str, ...] = ()
    if options.coarsen:
        coarse = coarse_statements(export.statements, export.documents, options.reference)
        sites = site_names(statements)
    walk = _Walk(names, sites, coarsen=options.coarsen)
    places = _Places(coarse)
    documents = {i: walk.record(replace(d, text="", raw=b"")) for i, d in export.documents.items()}
    guarded = {i: walk.record(places.of_statement(s)) for i, s in export.statements.items()}
    incidents = tuple(walk.record(places.of_incident(i)) for i in export.incidents)
    counts = {
        "private persons with a pseudonym": len(set(names.pseudonyms.values())),
        "private names replaced": walk.people.count,
        "names of protected sites replaced": walk.sites.count,
        "places made coarse": places.count,
        "coordinates taken out of texts": walk.coordinates,
        "web addresses and keys cut for a name in them": walk.cut,
    }
    kept = {what: number for what, number in counts.items() if number}
    return Export(
        incidents=incidents, statements=guarded, documents=documents, options=options
    ), kept


def guard_texts(value: Record, names: Names, sites: tuple[str, ...] = ()) -> Record:
    """Give a record, of whatever kind, with private names, sites and coordinates replaced."""
    return _Walk(names, sites, coarsen=True).record(value)


class TextGuard:
    """Does what `guard_texts` does, to many records with the same names."""

    def __init__(self, names: Names, sites: tuple[str, ...] = ()) -> None:
        self._walk = _Walk(names, sites, coarsen=True)

    def __call__(self, value: Record) -> Record:
        """Give a record, or a text, with names, sites and coordinates replaced."""
        return self._walk.record(value)


def guard_statements(
    statements: Iterable[Statement],
    published: Mapping[str, str | None],
    names: Names,
    sites: tuple[str, ...],
    reference: str | None,
) -> list[Statement]:
    """Give statements as `guard` does, where no incidents and documents are asked for.

    Args:
        statements: In any order.
        published: When their documents were published, by document id.
        names: The private persons.
        sites: Names of protected sites.
        reference: The day that recent events are counted from.
    """
    told = {s.id: s for s in statements}
    places = _Places(coarse_among(told, published, reference))
    walk = _Walk(names, sites, coarsen=True)
    return [walk.record(places.of_statement(s)) for s in told.values()]


class _Places:
    """Makes the places of records coarse where they need it."""

    def __init__(self, coarse: Coarse) -> None:
        self._coarse = coarse
        self.count = 0

    def of_statement(self, statement: Statement) -> Statement:
        if statement.id not in self._coarse.statements:
            return statement
        return replace(statement, places=self._all(statement.places))

    def of_incident(self, incident: Incident) -> Incident:
        touched = any(i in self._coarse.statements for i in incident.statements)
        reference = self._coarse.reference
        recent = reference is not None and is_recent(
            incident.time.end if incident.time else None, incident.known_from, reference
        )
        if not touched and not recent:
            return incident
        return replace(incident, places=self._all(incident.places))

    def _all(self, places: tuple[EventPlace, ...]) -> tuple[EventPlace, ...]:
        coarse = tuple(coarse_place(place) for place in places)
        self.count += sum(a is not b for a, b in zip(coarse, places, strict=True))
        return coarse


class _Walk:
    """Goes through every string of a record."""

    def __init__(self, names: Names, sites: tuple[str, ...], *, coarsen: bool) -> None:
        self.people = NameRedactor(names)
        self.sites = NameRedactor(Names(dict.fromkeys(sites, SITE), {}))
        self.coordinates = 0
        self.cut = 0
        self._clean: set[str] = set()
        self._withheld: dict[str, str] = {}
        self._coarsen = coarsen
        self._active = bool(names.pseudonyms or sites or coarsen)
        self._looking = [
            one for one, some in ((self.people, names.pseudonyms), (self.sites, sites)) if some
        ]

    def record(self, value: Record) -> Record:
        """Give the record with all its texts guarded."""
        return self._value(value) if self._active else value

    def _value(self, value: Any) -> Any:
        """Guard a value; one in which nothing is to be guarded is given back itself."""
        kind: Any = type(value)
        if kind is str or isinstance(value, str):
            return value if value in self._clean else self._text(value)
        if kind is tuple or isinstance(value, tuple):
            made = tuple([self._value(one) for one in value])
            return made if any(map(is_not, made, value)) else value
        names = _field_names(kind)
        if not names:
            return value
        changed = {}
        for name in names:
            before = getattr(value, name)
            if not before:
                continue
            after = self._named(name, before) if name in PARTICULAR else self._value(before)
            if after is not before and after != before:
                changed[name] = after
        return replace(value, **changed) if changed else value

    def _named(self, name: str, value: Any) -> Any:
        return _each(value, self._key) if name in KEYS else self._address(value)

    def _text(self, text: str) -> str:
        if not text or text in self._clean:
            return text
        guarded = _without_invisible(text)
        for one in self._looking:
            guarded = one(guarded)
        if self._coarsen:
            bare = without_coordinates(guarded)
            self.coordinates += bare != guarded
            guarded = bare
        if guarded == text and len(text) <= SHORT and len(self._clean) < MOST_CLEAN:
            self._clean.add(text)
        return guarded

    def _key(self, key: str) -> str:
        if not self._hidden_in(key):
            return key
        self.cut += 1
        guarded = self._text(key)
        if not self._hidden_in(guarded):
            return guarded
        return self._withheld.setdefault(key, f"[withheld key {len(self._withheld) + 1}]")

    def _address(self, url: str) -> str | None:
        if not self._hidden_in(url):
            return url
        self.cut += 1
        host = url.split("/", 3)[:3]
        return "/".join(host) + "/" if len(host) == 3 and not self._hidden_in(host[2]) else None

    def _hidden_in(self, text: str) -> bool:
        return self.people.hides(text) or self.sites.hides(text)


def _each(value: Any, change: Callable[[str], str]) -> Any:
    return change(value) if isinstance(value, str) else tuple(change(v) for v in value)


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    """Give the fields of a record that may hold words of a text; none for what is no record."""
    if not dataclasses.is_dataclass(cls):
        return ()
    hints = get_type_hints(cls)
    fields = (f.name for f in dataclasses.fields(cls) if f.name not in KEPT_AS_THEY_ARE)
    return tuple(name for name in fields if not _is_wordless(hints[name]))


def _is_wordless(kind: Any) -> bool:
    """Tell whether a field of this type holds numbers alone."""
    return WORDLESS.issuperset(get_args(kind) or (kind,))


def _without_invisible(text: str) -> str:
    """Drop the marks that could hide a name from the search for it."""
    if text.isascii():
        return text
    normal = unicodedata.normalize("NFC", text)
    return "".join(c for c in normal if unicodedata.category(c) != "Cf")
