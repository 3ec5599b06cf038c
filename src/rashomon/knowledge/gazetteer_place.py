"""The gazetteer's records: a place, and how a name of a text matched it."""

import math
from dataclasses import dataclass

EARTH_DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that is known before any text is read. WGS84 degrees.

    Attributes:
        id: ``geonames:170063``, ``rashomon:east-ghouta``, ``user:port-selm``.
        kind: ``country`` ``admin1`` ``admin2`` ``city`` ``river`` ``base`` …
        country: ISO 3166 alpha-3; "" where no single state holds it (seas, continents).
        admin1: Name of the first-order division, or "".
        admin1_id: Gazetteer id of that division, or "".
        admin2_id: Gazetteer id of the second-order division, or "".
        population: Of a division: the sum over its towns; 0 is unknown.
        precision_km: How far from the point the place may reach; 0 is unknown.
        claims: ISO codes of every state that claims a disputed place.
        origin: ``geonames`` ``curated`` ``user``.
        start: First year or ISO date at which the name holds, or None.
        end: Last year or ISO date at which it holds, or None.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    admin1_id: str = ""
    admin2_id: str = ""
    population: int = 0
    precision_km: int = 0
    claims: tuple[str, ...] = ()
    origin: str = "geonames"
    start: str | None = None
    end: str | None = None

    def distance_km(self, lat: float, lon: float) -> float:
        """Measure the way to a point, in kilometres; good to a percent below 1,000 km."""
        east = abs(self.lon - lon)
        east = min(east, 360 - east) * math.cos(math.radians((self.lat + lat) / 2))
        return EARTH_DEGREE_KM * math.hypot(self.lat - lat, east)


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name may mean.

    Attributes:
        place: The place.
        how: ``name`` (its main name), ``alias`` (another of its names), ``spelling``
            (another romanisation), ``demonym``.
        noted: The curated layer or a user names it, so news is known to speak of it.
        capital: It is the capital of a state.
    """

    place: Place
    how: str
    noted: bool = False
    capital: bool = False
