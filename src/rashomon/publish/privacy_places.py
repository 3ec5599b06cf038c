"""Where an export must not point at: hospitals and shelters, and what happened days ago.

A point becomes the middle of a cell of a grid, a site's own name becomes "[protected site]", and
coordinates that stand in a quotation are taken out.
"""

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rashomon.lexicon.fields import load_fields
from rashomon.model.document import Document
from rashomon.model.place import EventPlace
from rashomon.model.statement import Statement
from rashomon.publish.privacy_names import About
from rashomon.publish.unit_view import day_of

RECENT_DAYS: Final = 30
FINE: Final = frozenset({"exact", "near"})
"""Precisions finer than a town or quarter: the point becomes that of a half-degree cell."""
GRID_FINE: Final = 0.5
GRID_TOWN: Final = 0.1
SITE: Final = "[protected site]"
COORDINATES: Final = re.compile(
    r"[-+−]?\d{1,3}\.\d{3,}\s*°?\s*[NSns]?\s*[,;/\s]\s*[-+−]?\d{1,3}\.\d{3,}(?:\s*°)?(?:\s*[EWew]\b)?"
    r"|\d{1,3}\s*°\s*\d{1,2}(?:\.\d+)?\s*['′’](?:\s*\d{1,2}(?:\.\d+)?\s*(?:\"|″|”|''))?\s*[NSEWnsew]\b"
    r"|\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{4,5}\s?\d{4,5}\b"
)
"""Decimal degrees, degrees and minutes, and military grid references."""
DIGIT: Final = re.compile(r"\d")


def without_coordinates(text: str) -> str:
    """Take coordinates out of a text."""
    return COORDINATES.sub("[coordinates]", text) if DIGIT.search(text) else text


def reference_day(documents: Iterable[Document], reference: str | None) -> datetime.date | None:
    """Give the day from which recent events are counted: as asked, else the latest publication."""
    if reference is not None:
        return day_of(reference)
    days = [day for d in documents if (day := day_of(d.published)) is not None]
    return max(days, default=None)


def is_recent(end: str | None, published: str | None, reference: datetime.date | None) -> bool:
    """Tell whether something that ended then is `RECENT_DAYS` old or younger.

    What has no time of its own is as young as the document that tells of it; where that has no
    date either it is not known to be old, and counts as recent.
    """
    day = day_of(end) or day_of(published)
    return reference is None or day is None or (reference - day).days <= RECENT_DAYS


@lru_cache(maxsize=50_000)
def names_protected_site(text: str) -> bool:
    """Tell whether words name a hospital, a school, a shelter or another protected place."""
    words = re.findall(r"\w+", text.casefold())
    singular = [w.removesuffix("s") for w in words]
    return any(_site_at(words, i) or _site_at(singular, i) for i in range(len(words)))


def touches_protected_site(statement: About) -> bool:
    """Tell whether a statement is about a protected place, whatever else makes it sensitive."""
    if statement.sensitivity == "protected_site":
        return True
    named = [t.mention.text for t in (*statement.targets, *statement.agents)]
    named += [t.name for t in statement.targets] + [p.name for p in statement.places]
    return any(map(touches_site, named))


def touches_site(words: str) -> bool:
    """Tell whether words that somebody or a place is called by name a protected place."""
    return names_protected_site(words[:400])


def site_names(statements: Iterable[About]) -> tuple[str, ...]:
    """Give the proper names of protected sites: "Saint Orla Clinic", never "the clinic"."""
    named: list[tuple[str, str | None]] = []
    for statement in statements:
        named += [(t.name, None) for t in statement.targets if t.named and t.kind != "person"]
        named += [(place.name, place.precision) for place in statement.places]
    return sites_among(named)


def sites_among(named: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    """Give the proper names of protected sites among names of targets and places.

    Args:
        named: A name, and the precision where it is a place's; towns and larger areas are no site.
    """
    found = {
        name: None
        for name, precision in named
        if (precision is None or precision in FINE) and names_protected_site(name)
    }
    return tuple(name for name in found if len(name.split()) > 1)


def coarse_place(place: EventPlace) -> EventPlace:
    """Make one place coarse: finer than a town, it becomes its province; a town stays a town."""
    if place.lat is None or place.lon is None or place.precision in ("country", "region"):
        return place
    size = GRID_FINE if place.precision in FINE else GRID_TOWN
    lat, lon = _middle(place.lat, size, 90.0), _middle(place.lon, size, 180.0)
    reason = f"made coarse for safety: cell of {size} degrees"
    if place.precision in FINE:
        area = place.admin1 or place.country or "[withheld]"
        precision = "admin1" if place.admin1 else "region"
        return replace(
            place, name=area, id=None, lat=lat, lon=lon, precision=precision, reason=reason
        )
    return replace(place, lat=lat, lon=lon, id=None, reason=reason)


@dataclass(frozen=True, slots=True)
class Coarse:
    """Which statements need coarse places.

    Attributes:
        statements: Their ids.
        reference: The day that recent events were counted from.
    """

    statements: frozenset[str]
    reference: datetime.date | None


def coarse_statements(
    statements: Mapping[str, Statement], documents: Mapping[str, Document], reference: str | None
) -> Coarse:
    """Find the statements about protected sites or recent events."""
    day = reference_day(documents.values(), reference)
    published = {id_: document.published for id_, document in documents.items()}
    return coarse_among(statements, published, day.isoformat() if day else None)


def coarse_among(
    statements: Mapping[str, Statement], published: Mapping[str, str | None], reference: str | None
) -> Coarse:
    """Find the same by the days of publication alone, with the day that recent counts from."""
    day = day_of(reference)
    found = {
        s.id
        for s in statements.values()
        if touches_protected_site(s)
        or is_recent(s.time.end if s.time else None, published.get(s.document), day)
    }
    return Coarse(frozenset(found), day)


def _middle(degrees: float, size: float, most: float) -> float:
    cells = math.floor(degrees / size)
    return round(max(-most, min(most, (cells + 0.5) * size)), 3)


def _site_at(words: list[str], index: int) -> bool:
    return any(
        tuple(words[index : index + len(phrase)]) == phrase
        for phrase in _site_phrases().get(words[index], ())
    )


@lru_cache(maxsize=1)
def _site_phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load_site_words():
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


def load_site_words() -> tuple[tuple[str, ...], ...]:
    """Give the words of the lexicon's rule for protected sites."""
    entries = load_fields().index["sensitivity"].values()
    return tuple(w for found in entries for w, rule in found if rule.value == "protected_site")
