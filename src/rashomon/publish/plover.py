"""PLOVER events: JSON lines by the manual's draft 2.0, and POLECAT's table of 40 columns.

PLOVER can hold what ACLED and UCDP can't: what is only threatened, planned or denied, marked by
the auxiliary modes ``hypothetical`` ``future`` ``negation`` ``historical``.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from rashomon.knowledge.exchange_codes import PloverScore, country, plover_score
from rashomon.model.actor import Participant
from rashomon.model.place import EventPlace
from rashomon.publish.acled_coding import ACTORS, actors
from rashomon.publish.cells import Cell, brief, csv_text, joined, safe_url
from rashomon.publish.export import Export, Exported
from rashomon.publish.losses import count_losses
from rashomon.publish.sentences import headline
from rashomon.publish.toll import toll
from rashomon.publish.unit_view import (
    Made,
    UnitView,
    denies,
    fitting,
)

RULES: Final = "PLOVER manual, draft 2.0"
SHAPE: Final = "PLOVER events; coded by rules, not by a PLOVER coder"
POLECAT_SHAPE: Final = "POLECAT-shaped; not POLECAT's own coding"
POLECAT_COLUMNS: Final = (
    "Event ID;Event Date;Event Type;Event Mode;Intensity;Quad Code;Contexts;Actor Name;"
    "Actor Country;Actor COW;Primary Actor Sector;Actor Sectors;Actor Title;Actor Name Raw;"
    "Wikipedia Actor ID;Recipient Name;Recipient Country;Recipient COW;Primary Recipient Sector;"
    "Recipient Sectors;Recipient Title;Recipient Name Raw;Wikipedia Recipient ID;Placename;City;"
    "District;Province;Country;Latitude;Longitude;GeoNames ID;Raw Placename;Feature Type;Source;"
    "Publication Date;Story People;Story Organizations;Story Locations;Language;Version"
).split(";")
POLECAT_VERSION: Final = "rashomon-plover-2.0"
NEEDS_RECIPIENT: Final = frozenset({"COOPERATE", "AID", "SANCTION"})
RESOLUTION: Final = {"exact": 5, "near": 4, "city": 4, "district": 3, "admin1": 2, "country": 1}
FUTURE: Final = frozenset({"planned", "predicted"})
HYPOTHETICAL: Final = frozenset(
    {"desired", "demanded", "threatened", "conditional", "possible", "attempted", "prevented"}
)
PROMISES: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
KEPT: Final = frozenset({"id", "date", "actor", "event"})
"""Fields that PLOVER wants on every event, empty or not."""
LOSES: Final = {
    "speakers": "PLOVER keeps the text's citation, not who says it within the text",
    "speakers.stance": "a denial becomes the mode negation; whose denial it is goes lost",
    "agents.responsibility": "no field",
    "instruments": "only as far as the mode says them",
    "places beyond the first": "an event has one location",
    "figures other than killed": "only dead, injured and arrested have a size",
    "figures.low and high": "a size is one number",
    "figures.accounts": "a size is one number",
    "violations": "no field",
    "certainty": "no field",
    "score": "no field",
    "wording": "no field",
    "condition": "the mode hypothetical alone",
    "evidence spans": "text needs rights to the text and is left out",
    "independent_origins": "no field",
    "agreement": "no field",
    "grade": "no field",
}


def export(data: Export) -> Exported:
    """Write incidents as PLOVER JSON lines."""
    kept, events, refused = fitting(data, lambda view: _made(view, _event))
    lines = [json.dumps(event, ensure_ascii=False) for event in events]
    return Exported(
        format="plover",
        shape=SHAPE,
        rules=RULES,
        files={"": "".join(line + "\n" for line in lines).encode()},
        rows=len(lines),
        lost=count_losses(LOSES, kept),
        left_out=refused.all(),
    )


def export_polecat(data: Export) -> Exported:
    """Write incidents as a POLECAT-shaped table, tabs between."""
    kept, rows, refused = fitting(data, lambda view: _made(view, _polecat))
    return Exported(
        format="polecat",
        shape=POLECAT_SHAPE,
        rules="POLECAT, 40 columns, tabs between; types and scores of PLOVER draft 2.0",
        files={"": csv_text(POLECAT_COLUMNS, rows, delimiter="\t").encode()},
        rows=len(rows),
        lost=count_losses(LOSES | {"figures": "no column"}, kept),
        left_out=refused.all(),
    )


def _made(view: UnitView, make: Callable[[UnitView], Made]) -> tuple[Made | None, str]:
    reason = _unfit(view)
    return (None, reason) if reason else (make(view), "")


def _unfit(view: UnitView) -> str | None:
    type_, _ = coded(view)
    if not view.statements:
        return "none of its statements is at hand"
    if plover_score(type_, None) is None:
        return f"{type_ or 'what has no type'} is no type of PLOVER"
    if view.days is None:
        return "no account gives a day"
    if type_ in NEEDS_RECIPIENT and not actors(view.targets):
        return f"{type_} needs a recipient, and no account names one"
    return None


def coded(view: UnitView) -> tuple[str | None, str | None]:
    """Give PLOVER's type and mode: cooperation that is only promised is agreement.

    Citation: PLOVER manual, draft 2.0: future CONSULT, SUPPORT, COOPERATE and AID are AGREE; an
    announced withdrawal is CONCEDE.
    """
    type_, mode = view.incident.type, view.incident.mode
    if not view.affirming and any(s.status in FUTURE for s in view.statements):
        if type_ in PROMISES:
            return "AGREE", None
        if type_ == "RETREAT" and mode == "withdraw":
            return "CONCEDE", None
    return type_, mode


def auxiliary(view: UnitView) -> list[str]:
    """Give the auxiliary modes: what the accounts say of how real it is."""
    statuses = {s.status for s in view.statements}
    modes = []
    if not view.affirming:
        if statuses & FUTURE:
            modes.append("future")
        if statuses & HYPOTHETICAL:
            modes.append("hypothetical")
        if any(denies(s) for s in view.statements):
            modes.append("negation")
    return modes


def _event(view: UnitView) -> dict[str, Any]:
    type_, mode = coded(view)
    score = plover_score(type_, mode) or PloverScore(quad=0, score=None)
    first, last = view.days or (None, None)
    event: dict[str, Any] = {
        "id": view.incident.id,
        "date": first.isoformat() if first else "",
        "enddate": last.isoformat() if last and last != first else None,
        "time": _clock(view.incident.time.start if view.incident.time else ""),
        "actor": [_entity(p) for p in actors(view.agents)],
        "recipient": [_entity(p) for p in actors(view.targets)],
        "event": [type_],
        "mode": [m for m in (mode, *auxiliary(view)) if m],
        "context": [brief(context) for context in view.contexts],
        "quad_code": score.quad,
        "event_scale": score.score,
        "event_loc": _location(view.place),
        "size": _size(view) or None,
        "cite_info": _citation(view),
        "comment": headline(view),
    }
    return {
        key: value for key, value in event.items() if value not in (None, [], {}) or key in KEPT
    }


def _entity(one: Participant) -> dict[str, str]:
    found = {
        "code": one.code or one.country or "",
        "sector": one.sector or "UNK",
        "entity_text": brief(one.mention.text),
        "identifier_id": one.id or "",
        "identifier_text": brief(one.name),
    }
    return {key: value for key, value in found.items() if value}


def _location(place: EventPlace | None) -> dict[str, Any]:
    if place is None:
        return {}
    known = country(place.country)
    found: dict[str, Any] = {
        "extracted_place": brief(place.mention.text),
        "resolved_place": brief(place.name) if place.lat is not None else "",
        "geonameid": geonames_id(place),
        "lat": place.lat,
        "lon": place.lon,
        "city": brief(place.name) if place.precision == "city" else "",
        "district": brief(place.name) if place.precision == "district" else "",
        "province": brief(place.admin1),
        "country": known.name if known else "",
        "country_code": place.country or "",
        "resolution": RESOLUTION.get(place.precision),
    }
    return {key: value for key, value in found.items() if value not in (None, "")}


def geonames_id(place: EventPlace) -> str:
    """Give the GeoNames number of a place; "" where its id is another gazetteer's."""
    scheme, _, number = (place.id or "").partition(":")
    return number if scheme == "geonames" else ""


def _size(view: UnitView) -> dict[str, int]:
    measures = {"dead": "killed", "injured": "injured", "arrested": "detained"}
    found = {name: toll(view, measure) for name, measure in measures.items()}
    return {name: figure.best for name, figure in found.items() if figure is not None}


def _citation(view: UnitView) -> dict[str, str]:
    documents = view.sources
    if not documents:
        return {}
    first = documents[0]
    found = {
        "citation": joined(brief(d.outlet or d.key) for d in documents),
        "url": safe_url(first.url) or "",
        "title": brief(first.title),
        "language": first.language or "",
        "publication": (first.published or "")[:10],
        "coder": "rashomon",
        "codebook": "PLOVER",
        "version": "2.0",
    }
    return {key: value for key, value in found.items() if value}


def _clock(start: str) -> str | None:
    return start[11:16] if len(start) > 11 else None


def _polecat(view: UnitView) -> Sequence[Cell]:
    type_, mode = coded(view)
    score = plover_score(type_, mode) or PloverScore(quad=0, score=None)
    place, days = view.place, view.days
    known = country(place.country) if place else None
    row: list[Cell] = [view.incident.id, days[0].isoformat() if days else "", type_]
    row += [joined((mode, *auxiliary(view))), score.score, score.quad, joined(view.contexts, ";")]
    row += _side(actors(view.agents)) + _side(actors(view.targets))
    if place is None:
        row += [""] * 10
    else:
        at = place.precision
        row += [brief(place.name), brief(place.name) if at == "city" else ""]
        row += [brief(place.name) if at == "district" else "", brief(place.admin1)]
        row += [known.iso3 if known else place.country, place.lat, place.lon, geonames_id(place)]
        row += [brief(place.mention.text), at]
    return row + _story(view)


def _side(side: Sequence[Participant]) -> list[Cell]:
    several = list(side)
    sectors = [p.sector for p in several]
    return [
        joined((brief(p.name) for p in several), "; "),
        joined(p.country for p in several),
        "",
        next((s for s in sectors if s), ""),
        joined(sectors),
        "",
        joined(brief(p.mention.text) for p in several),
        "",
    ]


def _story(view: UnitView) -> list[Cell]:
    everyone = [*view.agents, *view.targets]
    documents = view.sources
    return [
        joined(brief(d.outlet or d.key) for d in documents),
        (documents[0].published or "")[:10] if documents else "",
        joined(brief(p.name) for p in everyone if p.kind == "person" and p.named),
        joined(brief(p.name) for p in everyone if p.kind in ACTORS - {"person"} and p.named),
        joined(brief(p.name) for p in view.incident.places),
        joined(d.language for d in documents),
        POLECAT_VERSION,
    ]
