"""Places: what a text names, and where on Earth it is. WGS84 degrees."""

from dataclasses import dataclass

from rashomon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """One place name of a text (an item of the view's `places`).

    Attributes:
        span: The name without "the" and "'s".
        name: Name in the gazetteer; the text's own where nothing was found.
        id: Gazetteer id, e.g. ``geonames:170063`` or ``rashomon:east-ghouta``; None if unresolved.
        lat: Degrees north; None when not resolved.
        lon: Degrees east; None when not resolved.
        country: ISO 3166 alpha-3.
        admin1: Name of the first-order division.
        kind: ``country`` ``admin1`` ``admin2`` ``city`` ``district`` ``river`` ``base`` … or
            ``region``.
        score: 0..1, how sure the look-up is.
        reason: Which context decided, or why there is no point.
        demonym: True for "Syrian", "Russians": marked, not a place where things happen.
        dateline: True for the place in front of a report: never a place of events.
        country_claims: ISO codes of every state that claims a disputed place.
        within: Ids of larger places that the text itself names around it.
    """

    span: Span
    name: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    kind: str | None = None
    score: float = 0.0
    reason: str = ""
    rule: str = ""
    demonym: bool = False
    dateline: bool = False
    country_claims: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event happened, as far as the text says (an item of a statement's `places`)."""

    name: str
    mention: Span
    precision: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    reason: str = ""
    country_claims: tuple[str, ...] = ()
