"""The gazetteer: from a name to the places that bear it.

Three layers answer together: the shipped GeoNames extract (SQLite), the curated layer
(``data/places.tsv``) and what a user adds. Look-ups go by batch and are cached.
"""

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from rashomon.errors import GazetteerError
from rashomon.knowledge.gazetteer_build import ensure_gazetteer
from rashomon.knowledge.gazetteer_curated import load_curated
from rashomon.knowledge.gazetteer_names import fold_place, skeleton
from rashomon.knowledge.gazetteer_place import Match, Place
from rashomon.knowledge.gazetteer_rank import rank_places
from rashomon.knowledge.gazetteer_states import StateNames, load_state_names
from rashomon.knowledge.gazetteer_store import SCHEMA_VERSION
from rashomon.knowledge.gazetteer_user import user_gazetteers

CACHED_NAMES = 200_000
MOST_CANDIDATES = 60
SAME_PLACE_KM = 25.0
ALIKE = 0.7
COLUMNS = (
    "p.id, p.ref, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin1_name, "
    "p.admin2, p.population, n.rank, n.key"
)
GEONAMES, CURATED = "geonames:", "rashomon:"
BARE = COLUMNS.replace("n.rank, n.key", "0, ''")
COUNTRIES = f"SELECT {BARE} FROM places AS p WHERE p.kind = 'country' ORDER BY p.id"
BY_ID = f"SELECT {BARE} FROM json_each(?) AS wanted JOIN places AS p ON p.id = wanted.value"
EXACT = (
    f"SELECT {COLUMNS} FROM json_each(?) AS wanted "
    "JOIN names AS n ON n.skeleton = json_extract(wanted.value, '$[0]') "
    "AND n.key = json_extract(wanted.value, '$[1]') JOIN places AS p ON p.id = n.place "
    "ORDER BY n.rank, p.population DESC, p.id"
)
SIMILAR = (
    f"SELECT {COLUMNS} FROM names AS n JOIN places AS p ON p.id = n.place "
    "WHERE n.skeleton = ? AND n.key <> ? ORDER BY p.population DESC, p.id LIMIT 40"
)
Row = tuple[int, str | None, str, str, float, float, str, int, str, int, int, int, str]


class Gazetteer:
    """Look-ups over the shipped file, the curated layer and user files.

    Safe to share between threads: each thread has its own connection.
    """

    def __init__(self, shipped: Path, users: Sequence[Path] = ()) -> None:
        self._files = [(shipped, "geonames"), *((path, "user") for path in users)]
        self._local = threading.local()
        self._cache: OrderedDict[str, tuple[Match, ...]] = OrderedDict()
        self._curated: dict[str, list[Match]] = {}
        self._similar: dict[str, list[str]] = {}
        self._replaced: set[str] = set()
        self._capitals: frozenset[str] = frozenset()
        self.acronyms: set[str] = set()
        stored = self._stored_places([place.id for place, _ in load_curated()])
        for bare, names in load_curated():
            place = _enriched(bare, stored.get(bare.id))
            self._replaced.add(place.id)
            for name in names:
                self._add(fold_place(name), Match(place, "name", noted=True))
                self._keep_if_acronym(name)
        self._demonyms = self._read_states()

    def _stored_places(self, ids: list[str]) -> dict[str, Place]:
        """The shipped file's own rows of curated places, for their divisions and population."""
        numbers = [int(one.removeprefix(GEONAMES)) for one in ids if one.startswith(GEONAMES)]
        rows = self._connection(0).execute(BY_ID, (json.dumps(numbers),))
        return {f"{GEONAMES}{row[0]}": self._place(row, "geonames") for row in rows}

    def _read_states(self) -> dict[str, Match]:
        """Add what states are called; return demonyms by key."""
        states = load_state_names()
        for name in states.acronyms:
            self._keep_if_acronym(name)
        self.countries = self._find_countries(states)
        self._capitals = self._find_capitals(states)
        self._cache.clear()
        for matches in self._curated.values():
            for number, match in enumerate(matches):
                if match.place.id in self._capitals:
                    matches[number] = replace(match, capital=True)
        for key, codes in states.names.items():
            for code in codes:
                if code in self.countries:
                    self._add(key, Match(self.countries[code], "name"))
        return self._find_demonyms(states)

    def _find_countries(self, states: StateNames) -> dict[str, Place]:
        """The place of each country code; a user's own countries replace shipped ones."""
        found: dict[str, Place] = {}
        for number, (_, origin) in enumerate(self._files):
            for row in self._connection(number).execute(COUNTRIES):
                place = self._place(row, origin)
                if place.country:
                    claims = states.claims.get(place.country, ())
                    found[place.country] = replace(place, claims=claims)
        return found

    def _find_demonyms(self, states: StateNames) -> dict[str, Match]:
        demonyms = {
            key: Match(self.countries[codes[0]], "demonym")
            for key, codes in states.demonyms.items()
            if codes[0] in self.countries
        }
        regions = self.find(set(states.regions.values()))
        for key, region in states.regions.items():
            if regions[region]:
                demonyms[key] = Match(rank_places(regions[region])[0].place, "demonym")
        return demonyms

    def _keep_if_acronym(self, name: str) -> None:
        if name.replace(".", "").isupper():
            self.acronyms.add(fold_place(name))

    def _find_capitals(self, states: StateNames) -> frozenset[str]:
        """Ids of the capitals of states; they count as noted."""
        wanted = {name for names in states.capitals.values() for name in names if name}
        found = self.find(wanted)
        capitals: set[str] = set()
        for code, names in states.capitals.items():
            for name in names:
                cities = [
                    match.place
                    for match in found.get(name, ())
                    if match.place.kind == "city" and match.place.country == code
                ]
                capitals.update(place.id for place in cities[:1])
        return frozenset(capitals)

    def _add(self, key: str, match: Match) -> None:
        matches = self._curated.setdefault(key, [])
        if all(one.place.id != match.place.id for one in matches):
            matches.append(match)
            keys = self._similar.setdefault(skeleton(key), [])
            if key not in keys:
                keys.append(key)

    def find_demonym(self, word: str) -> Match | None:
        """Find the country or region of an adjective or a people ("Marennan", "Marennans")."""
        return self._demonyms.get(fold_place(word))

    def find(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Find the places that bear each name, written any way that folds to the same key.

        Args:
            names: Names as a text has them; one batch costs one query a file.

        Returns:
            For each name its matches, noted ones first, then by population; empty tuples
            for unknown names.
        """
        keys = {name: fold_place(name) for name in names}
        missing = sorted({key for key in keys.values() if key and key not in self._cache})
        if missing:
            self._fetch(missing)
        return {name: self._cached(key) for name, key in keys.items()}

    def find_similar(self, name: str) -> tuple[Match, ...]:
        """Find places whose name differs from this one only by romanisation.

        Returns:
            Matches with ``how="spelling"``; exact ones are left out.
        """
        key = fold_place(name)
        bones = skeleton(key)
        if not bones:
            return ()
        found = [
            Match(match.place, "spelling", match.noted)
            for other in self._similar.get(bones, ())
            if other != key and _is_alike(other, key)
            for match in self._curated[other]
        ]
        for number, (_, origin) in enumerate(self._files):
            rows = self._connection(number).execute(SIMILAR, (bones, key))
            found += [
                Match(self._place(row, origin), "spelling", origin == "user")
                for row in rows
                if _is_alike(row[12], key)
            ]
        return _without_doubles(found)

    def _cached(self, key: str) -> tuple[Match, ...]:
        if not key:
            return ()
        self._cache.move_to_end(key)
        return self._cache[key]

    def _fetch(self, keys: list[str]) -> None:
        found: dict[str, list[Match]] = {key: list(self._curated.get(key, ())) for key in keys}
        wanted = json.dumps([[skeleton(key), key] for key in keys])
        for number, (_, origin) in enumerate(self._files):
            row: Row
            for row in self._connection(number).execute(EXACT, (wanted,)):
                place = self._place(row, origin)
                if place.id not in self._replaced:
                    how = "alias" if row[11] else "name"
                    capital = place.id in self._capitals
                    noted = origin == "user" or capital
                    found[row[12]].append(Match(place, how, noted, capital))
        for key, matches in found.items():
            self._cache[key] = _without_doubles(matches)[:MOST_CANDIDATES]
        while len(self._cache) > max(CACHED_NAMES, len(keys)):
            self._cache.popitem(last=False)

    @staticmethod
    def _place(row: Row, origin: str) -> Place:
        return Place(
            id=row[1] or f"{GEONAMES}{row[0]}",
            name=row[2],
            kind=row[3],
            lat=row[4],
            lon=row[5],
            country=row[6],
            admin1=row[8],
            admin1_id=f"{GEONAMES}{row[7]}" if row[7] else "",
            admin2_id=f"{GEONAMES}{row[9]}" if row[9] else "",
            population=row[10],
            origin=origin,
        )

    def _connection(self, number: int) -> sqlite3.Connection:
        connections: dict[int, sqlite3.Connection] | None
        connections = getattr(self._local, "connections", None)
        if connections is None:
            connections = self._local.connections = {}
        if number not in connections:
            connections[number] = _open(self._files[number][0])
        return connections[number]


def _is_alike(one: str, other: str) -> bool:
    """Names of one skeleton may still be far apart ("Hawar", "Hoora")."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _open(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise GazetteerError(f"there is no file {path}", "Check RASHOMON_GAZETTEER.")
    conn = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        conn.close()
        raise GazetteerError(f"{path} is no gazetteer file ({error})", "Build it again.") from error
    if version != SCHEMA_VERSION:
        conn.close()
        problem = f"{path} has form {version}, this version reads {SCHEMA_VERSION}"
        raise GazetteerError(problem, "Build it again.")
    return conn


def _enriched(place: Place, stored: Place | None) -> Place:
    if stored is None:
        return place
    return replace(
        place,
        admin1=stored.admin1 or place.admin1,
        admin1_id=stored.admin1_id,
        admin2_id=stored.admin2_id,
        population=stored.population,
    )


def _without_doubles(matches: list[Match]) -> tuple[Match, ...]:
    """Keep one match a place; where a curated and a GeoNames town coincide, GeoNames' id stays."""
    kept: list[Match] = []
    for match in matches:
        twin = next((i for i, one in enumerate(kept) if _is_same(one.place, match.place)), None)
        if twin is None:
            kept.append(match)
        elif kept[twin].place.id.startswith(CURATED) and match.place.origin == "geonames":
            kept[twin] = Match(match.place, kept[twin].how, noted=True)
    return tuple(kept)


SETTLEMENTS = frozenset(("city", "town", "village"))


def _is_same(one: Place, other: Place) -> bool:
    if one.id == other.id:
        return True
    settled = one.kind in SETTLEMENTS and other.kind in SETTLEMENTS
    mixed = one.id.startswith(CURATED) and other.origin == "geonames"
    return settled and mixed and one.distance_km(other.lat, other.lon) < SAME_PLACE_KM


@lru_cache(maxsize=4)
def load_gazetteer(*users: str | Path) -> Gazetteer:
    """Open the gazetteer, with the user's own files on top.

    Args:
        users: User gazetteer files; none means those that ``rashomon gazetteer add`` and
            ``RASHOMON_GAZETTEER`` name.

    Raises:
        GazetteerError: The shipped file is missing and can't be built, or a file is no gazetteer.
    """
    return Gazetteer(ensure_gazetteer(), [Path(u) for u in users] or user_gazetteers())
