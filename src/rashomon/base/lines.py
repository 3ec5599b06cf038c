"""What a list of incidents shows of each: the columns that it is sorted and filtered by."""

from collections.abc import Sequence
from typing import Any, Final

from rashomon.base.canonical import storable
from rashomon.base.rows import DAY, fold
from rashomon.model.actor import Participant
from rashomon.model.incident import Incident, LedgerFigure
from rashomon.model.place import EventPlace

KM: Final = {
    "exact": 1.0,
    "near": 10.0,
    "city": 8.0,
    "district": 30.0,
    "admin1": 120.0,
    "region": 200.0,
    "country": 400.0,
}
"""Radius of the area that a place of this precision stands for, in kilometres."""
SHOWN: Final = 4
"""Names given of each side."""


def incident_line(incident: Incident) -> dict[str, Any]:
    """Give the columns of an incident that lists, maps and filters work on, but its statuses."""
    place = first_place(incident.places)
    killed = whole_figure(incident.figures, "killed")
    injured = whole_figure(incident.figures, "injured")
    return {
        "place": storable(place.name) if place else None,
        "km": radius_km(place),
        "agents": names_of(incident.agents),
        "targets": names_of(incident.targets),
        "killed_low": killed.low if killed else None,
        "killed_best": killed.best if killed else None,
        "killed_high": killed.high if killed else None,
        "injured": injured.best if injured else None,
        "verdict": overall_verdict(incident),
        "suggested": incident.suggested_grade,
        "document_count": len(incident.document_keys),
        "actor_words": fold(" | ".join(a.name for a in (*incident.agents, *incident.targets))),
        "place_words": fold(" | ".join(p.name for p in incident.places)),
        "nameless": is_nameless(incident),
        **_days(incident),
        "toll": None if killed is None else killed.low if killed.best is None else killed.best,
    }


def _days(incident: Incident) -> dict[str, Any]:
    time, known = incident.time, (incident.known_from or "")[:DAY] or None
    return {
        "dated": time is not None,
        "day": time.start[:DAY] if time else known,
        "last_day": time.end[:DAY] if time else known,
    }


def first_place(places: Sequence[EventPlace]) -> EventPlace | None:
    """Give the most specific place that has a point, else the most specific; None without any."""
    return next((p for p in places if p.lat is not None), None) or next(iter(places), None)


def whole_figure(figures: Sequence[LedgerFigure], measure: str) -> LedgerFigure | None:
    """Give the figure of everyone for a measure, or that of the first part; None without any."""
    found = [f for f in figures if f.measure == measure and f.coverage == "event"]
    return next((f for f in found if f.of is None), found[0] if found else None)


def overall_verdict(incident: Incident) -> str:
    """Say how the accounts stand to each other: ``contradict`` ``agree`` ``single``."""
    verdicts = {one.verdict for one in incident.agreement}
    return next((v for v in ("contradict", "agree") if v in verdicts), "single")


def is_nameless(incident: Incident) -> bool:
    """Tell whether all that is told goes back to one source whom nobody names."""
    return incident.independent_origins.max == 1 and all(o.anonymous for o in incident.origins)


def radius_km(place: EventPlace | None) -> float | None:
    """Give the radius of the area that a place stands for, in kilometres."""
    return None if place is None else KM.get(place.precision, KM["region"])


def names_of(actors: Sequence[Participant]) -> str | None:
    """Write the first names of a side."""
    names = list(dict.fromkeys(a.name for a in actors))
    shown = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if names[SHOWN:] else "")
    return storable(shown) or None
