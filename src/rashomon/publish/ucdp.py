"""UCDP-GED-shaped rows: one event of organised violence with at least one death, 49 columns.

The shape is that of GED 23.1 and later. Ids of conflicts, dyads and sides are UCDP's own and stay
empty: nobody but UCDP gives them.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from rashomon.knowledge.exchange_codes import country
from rashomon.model.actor import Participant
from rashomon.model.place import EventPlace
from rashomon.publish.acled_coding import ARMED, actors, inter_code
from rashomon.publish.cells import Cell, brief, csv_text, joined, plain, safe_url
from rashomon.publish.export import Export, Exported
from rashomon.publish.losses import count_losses
from rashomon.publish.toll import Side, Toll, divide, toll
from rashomon.publish.unit_view import (
    UnitView,
    fitting,
    innermost,
    not_occurred,
)

COLUMNS: Final = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a "
    "side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low "
    "gwnoa gwnob"
).split()
HXL: Final = {
    "side_a": "#group+name+first",
    "side_b": "#group+name+second",
    "source_article": "#meta+source",
    "source_headline": "#description",
    "where_coordinates": "#loc+name",
    "adm_1": "#adm1+name",
    "adm_2": "#adm2+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "country": "#country+name",
    "region": "#region+name",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "best": "#affected+killed",
}
RULES: Final = "UCDP GED 23.1 to 26.1 (49 columns); best is the sum of the four kinds of deaths"
SHAPE: Final = "UCDP-GED-shaped; not UCDP's own coding"
WHERE: Final = {
    "exact": 1,
    "city": 1,
    "near": 2,
    "district": 3,
    "admin1": 4,
    "region": 5,
    "country": 6,
}
DAYS: Final = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
"""Longest interval in days, and date_prec."""
LARGEST_ID: Final = 2**53
CIVILIANS: Final = "Civilians"
LOSES: Final = {
    "speakers": "source_original names those who speak; a row has one version",
    "denials": "no column; only affirming accounts count",
    "agents.responsibility": "side_a and side_b do not say who accuses whom",
    "places beyond the first": "a row has one place",
    "derived_time": "no column tells that no account gives the days; date_prec is 2",
    "time of day": "a row has days",
    "figures other than killed": "UCDP counts direct deaths alone",
    "figures.accounts": "low, best and high are kept; who said which is lost",
    "figures cumulative": "totals over time belong to no single event",
    "instruments": "no column",
    "violations": "no column",
    "contexts": "no column",
    "status": "only what is told as having happened is in",
    "certainty": "no column",
    "score": "no column",
    "wording": "no column",
    "evidence spans": "no column",
    "independent_origins": "number_of_sources counts documents, whatever they rest on",
    "agreement": "no column",
    "grade": "no column",
    "type": "type_of_violence says who stands on the two sides, not what was done",
}


def export(data: Export) -> Exported:
    """Write incidents as UCDP-GED-shaped CSV, with a row of HXL tags where asked for."""
    kept, rows, refused = fitting(data, _row)
    tags = [[HXL.get(column, "") for column in COLUMNS]] if data.options.hxl else []
    return Exported(
        format="ucdp",
        shape=SHAPE,
        rules=RULES,
        files={"": csv_text(COLUMNS, [*tags, *rows]).encode()},
        rows=len(kept),
        lost=count_losses(LOSES, kept),
        left_out=refused.all(),
    )


def _row(view: UnitView) -> tuple[list[Cell] | None, str]:
    reason = not_occurred(view)
    if reason:
        return None, reason
    deaths = toll(view)
    if deaths is None or deaths.best < 1:
        return None, "no account counts a death"
    days, precision = view.coded_days, date_precision(view.coded_length)
    if days is None or precision is None:
        return None, "no account gives a time" if days is None else "wider than a year"
    if view.place is None:
        return None, "no account gives a place"
    if view.place.lat is None or view.place.lon is None:
        return None, "the place has no point"
    parties, reason = two_sides(view)
    if parties is None:
        return None, reason
    values: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    values |= _identity(view, parties)
    values |= _deaths(view, parties, deaths)
    values |= _sources(view)
    values |= _where(view.place)
    values |= {
        "year": days[0].year,
        "active_year": "",
        "code_status": "",
        "date_prec": precision,
        "date_start": days[0].isoformat(),
        "date_end": days[1].isoformat(),
        "event_clarity": 2 if any(s.scope == "aggregate" for s in view.affirming) else 1,
    }
    return [values[column] for column in COLUMNS], ""


def date_precision(days: int | None) -> int | None:
    """Give UCDP's date_prec of an interval of so many days; None where it is too wide."""
    if days is None:
        return None
    return next((code for longest, code in DAYS if days <= longest), None)


class Parties:
    """The two sides of an event and the type of violence between them.

    Attributes:
        type: 1 state-based, 2 non-state, 3 one-sided.
        a: Side A: the government in a state-based conflict, the attacker of civilians.
        b: Side B; None stands for civilians.
    """

    def __init__(self, type_: int, a: Participant, b: Participant | None) -> None:
        self.type = type_
        self.a = a
        self.b = b

    @property
    def names(self) -> tuple[str, str]:
        """Names of the two sides."""
        return side_name(self.a), side_name(self.b) if self.b else CIVILIANS


def two_sides(view: UnitView) -> tuple[Parties | None, str]:
    """Find the dyad of an incident, or the reason why it has none."""
    agents, targets = actors(view.agents), actors(view.targets)
    armed = [p for p in (*agents, *targets) if _armed(p)]
    several = _distinct(armed)
    attacker = next((p for p in agents if _armed(p)), None)
    if len(several) < 2:
        if attacker is None:
            return None, "the accounts do not tell who the organised attacker was"
        if _civilians_hit(view, targets) and not any(_armed(p) for p in targets):
            return Parties(3, attacker, None), ""
        return None, "the accounts do not tell whether the other side was armed"
    first, second = _order(several)
    state = inter_code(first, first.country) == 1
    return Parties(1 if state else 2, first, second), ""


def _distinct(armed: Sequence[Participant]) -> list[Participant]:
    """Give each side once: "rebels" and "fighters of the Front" are the Front, if it is named."""
    known = {p.sector for p in armed if p.named or p.acts_for}
    kept = [p for p in armed if p.named or p.acts_for or p.sector not in known]
    return list({side_name(p).casefold(): p for p in kept}.values())


def side_name(one: Participant) -> str:
    """Name the side that a participant stands on: whose unit it is, where the text tells it."""
    return brief(one.acts_for if one.acts_for and not one.named else one.name)


def _order(several: Sequence[Participant]) -> tuple[Participant, Participant]:
    """Put a state's forces first; of two states or two groups the first named."""
    states = [p for p in several if inter_code(p, p.country) == 1]
    first = states[0] if states else several[0]
    return first, next(p for p in several if p is not first)


def _armed(one: Participant) -> bool:
    """Tell whether a participant is an organised armed actor."""
    if one.status == "civilian":
        return False
    code = inter_code(one, one.country)
    return one.kind != "people" and code in ARMED


def _civilians_hit(view: UnitView, targets: Sequence[Participant]) -> bool:
    counted = any(f.of_status == "civilian" for s in view.affirming for f in s.figures)
    return counted or any(inter_code(t, None) == 7 for t in targets)


def _identity(view: UnitView, parties: Parties) -> dict[str, Cell]:
    a, b = parties.names
    return {
        "id": stable_number(view.incident.id),
        "relid": view.incident.id,
        "type_of_violence": parties.type,
        "dyad_name": f"{a} - {b}",
        "side_a": a,
        "side_b": b,
        "gwnoa": _gw(parties.a),
        "gwnob": _gw(parties.b),
    }


def stable_number(identity: str) -> int:
    """Give a number that stands for an id wherever a format takes numbers alone."""
    return int(hashlib.sha256(identity.encode()).hexdigest()[:16], 16) % LARGEST_ID


def _gw(one: Participant | None) -> Cell:
    if one is None or inter_code(one, one.country) != 1:
        return ""
    known = country(one.country)
    return int(known.gw) if known and known.gw else ""


def _deaths(view: UnitView, parties: Parties, deaths: Toll) -> dict[str, Cell]:
    divided = divide(view, deaths.best, _side(parties.a), _side(parties.b) if parties.b else None)
    civilians, unknown = divided.civilians, divided.unknown
    if parties.type == 3:
        civilians, unknown = civilians + unknown, 0
    return {
        "deaths_a": divided.side_a,
        "deaths_b": divided.side_b,
        "deaths_civilians": civilians,
        "deaths_unknown": unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
    }


def _side(one: Participant) -> Side:
    return Side(name=side_name(one), is_state=inter_code(one, one.country) == 1)


def _sources(view: UnitView) -> dict[str, Cell]:
    documents = view.sources
    articles = [
        ",".join(
            f'"{plain(part, 400)}"'
            for part in (
                d.outlet or d.key,
                (d.published or "")[:10],
                d.title or "",
                safe_url(d.url),
            )
            if part
        )
        for d in documents
    ]
    speakers = [innermost(s) for s in view.affirming]
    return {
        "number_of_sources": len(documents) or -1,
        "source_article": joined(articles, ";"),
        "source_office": joined(brief(d.outlet or d.key) for d in documents),
        "source_date": joined((d.published or "")[:10] for d in documents),
        "source_headline": joined(brief(d.title) for d in documents),
        "source_original": joined(brief(s.name) for s in speakers if s is not None),
    }


def _where(place: EventPlace) -> dict[str, Cell]:
    known = country(place.country)
    has_point = place.lat is not None and place.lon is not None
    return {
        "where_prec": WHERE.get(place.precision, 5),
        "where_coordinates": brief(place.name),
        "where_description": brief(place.mention.text),
        "adm_1": brief(place.admin1),
        "adm_2": "",
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if has_point else "",
        "priogrid_gid": priogrid(place.lat, place.lon),
        "country": known.name if known else plain(place.country),
        "country_id": int(known.gw) if known and known.gw else "",
        "region": known.ucdp_region if known else "",
    }


def priogrid(lat: float | None, lon: float | None) -> int | str:
    """Give the number of the half-degree PRIO-GRID cell of a point; "" without one.

    Citation: Tollefsen, Strand and Buhaug (2012), PRIO-GRID: 720 columns, counted from 1 at 90° S,
    180° W, eastward and then northward.
    """
    if lat is None or lon is None:
        return ""
    row = min(int((lat + 90) * 2), 359)
    column = min(int((lon + 180) * 2), 719)
    return row * 720 + column + 1
