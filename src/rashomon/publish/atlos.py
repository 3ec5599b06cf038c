"""Atlos import CSV: one incident a row, waiting for a person's review.

A place known from text is written as "Reported Near"; Atlos keeps its geolocation for what was
confirmed by eye, and only a place that the text pins down exactly gets one, as a locality.
"""

from collections.abc import Iterable
from typing import Final

from rashomon.publish.cells import Cell, brief, csv_text, joined, plain
from rashomon.publish.export import Export, Exported
from rashomon.publish.incident_rows import MEASURES
from rashomon.publish.losses import count_losses
from rashomon.publish.sentences import headline, notes
from rashomon.publish.toll import toll
from rashomon.publish.unit_view import (
    UnitView,
    fitting,
)

COLUMNS: Final = (
    "status description sensitive date time type impact equipment general_location geolocation "
    "geolocation_resolution tags more_info"
).split()
RULES: Final = "Atlos bulk import: lower-case headers, lists parted by commas in one cell"
STATUS: Final = "Ready for Review"
SHORTEST: Final = 8
LONGEST: Final = 240
LONGEST_INFO: Final = 3000
VIOLENT: Final = "Graphic Violence"
PERSONAL: Final = "Personal Information Visible"
NONE: Final = "Not Sensitive"
LOSES: Final = {
    "speakers": "only named in more_info",
    "denials": "only told in more_info",
    "agents.responsibility": "only told in more_info",
    "targets.targeting": "no attribute",
    "places beyond the first": "an incident has one place",
    "time interval": "an incident has one day; without one the date stays empty",
    "figures.low and high": "only the best figure, as an impact",
    "figures.accounts": "no attribute",
    "violations": "no attribute",
    "certainty": "no attribute",
    "score": "no attribute",
    "evidence spans": "a quotation stands in more_info",
    "links": "no attribute",
    "origins": "no attribute",
    "independent_origins": "no attribute",
    "agreement": "no attribute",
    "grade": "no attribute",
}


def export(data: Export) -> Exported:
    """Write one row an incident, for Atlos's bulk import."""
    kept, made, refused = fitting(
        data,
        lambda view: (
            (_row(view), "") if view.statements else (None, "none of its statements is at hand")
        ),
    )
    rows = [[row[column] for column in COLUMNS] for row in made]
    return Exported(
        format="atlos",
        shape="Atlos bulk import; incidents to be reviewed, none verified",
        rules=RULES,
        files={"": csv_text(COLUMNS, rows).encode()},
        rows=len(rows),
        lost=count_losses(LOSES, kept),
        left_out=refused.all(),
    )


def _row(view: UnitView) -> dict[str, Cell]:
    incident, place = view.incident, view.place
    start = incident.time.start if incident.time else ""
    figures = {m: toll(view, m) for m in MEASURES}
    tools = (i.name for s in view.statements for i in s.instruments)
    exact = place is not None and place.precision == "exact" and place.lat is not None
    return {
        "status": STATUS,
        "description": _description(view),
        "sensitive": _sensitive(view),
        "date": view.days[0].isoformat() if view.days and view.length_days == 1 else "",
        "time": start[11:16] if len(start) > 11 else "",
        "type": _list([incident.type, incident.mode]),
        "impact": _list(f"{f.best} {m}" for m, f in figures.items() if f is not None),
        "equipment": _list(tools),
        "general_location": _near(view),
        "geolocation": f"{place.lat}, {place.lon}" if place and exact else "",
        "geolocation_resolution": "Locality" if exact else "",
        "tags": _list(["rashomon", *view.contexts]),
        "more_info": plain(f"{incident.id}. {notes(view)}", LONGEST_INFO),
    }


def _description(view: UnitView) -> str:
    text = plain(headline(view), LONGEST)
    return text if len(text) >= SHORTEST else f"Incident: {text}"


def _sensitive(view: UnitView) -> str:
    """Give Atlos's marks: never "Not Sensitive" where people were hurt or could be recognised."""
    marks = []
    kinds = {s.sensitivity for s in view.statements if s.sensitivity}
    if kinds - {"protected_site"}:
        marks.append(PERSONAL)
    if view.incident.type == "ASSAULT" or any(f.measure == "killed" for f in view.incident.figures):
        marks.append(VIOLENT)
    return ",".join(marks or [NONE])


def _near(view: UnitView) -> str:
    place = view.place
    return joined([brief(place.name), brief(place.admin1), place.country], ", ") if place else ""


def _list(values: Iterable[str | None]) -> str:
    return joined((plain(v).replace(",", " ") for v in values if v), ",")
