"""ACLED-shaped rows: one event of political violence or protest a row, 31 columns.

The shape is ACLED's, the coding is not: no row of this file was made or checked by ACLED.
"""

import datetime
from collections.abc import Sequence
from typing import Final

from rashomon.knowledge.exchange_codes import acled_types, country
from rashomon.model.actor import Participant
from rashomon.model.statement import Statement
from rashomon.publish import acled_coding as coding
from rashomon.publish.cells import Cell, brief, csv_text, joined, plain
from rashomon.publish.export import Export, Exported
from rashomon.publish.losses import count_losses
from rashomon.publish.sentences import notes
from rashomon.publish.toll import Toll, toll
from rashomon.publish.unit_view import (
    UnitView,
    fitting,
    not_occurred,
)

COLUMNS: Final = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
    "notes fatalities tags timestamp"
).split()
RULES: Final = "ACLED columns since 2023-03-20 (31), fatalities by the most conservative report"
SHAPE: Final = "ACLED-shaped; not ACLED's own coding"
GEO: Final = {"exact": 1, "city": 1, "near": 2, "district": 2, "admin1": 3, "region": 3}
MONTH_DAYS: Final = 31
WEEK_DAYS: Final = 7
UNKNOWN_DEATHS: Final = 3
"""ACLED's convention where deaths are certain and no number is told, outside intense war zones."""
KILLING: Final = ("kill", "massacre", "execut", "murder", "assassinat", "slaughter", "behead")
SOLE: Final = frozenset({"Peaceful protest", "Violent demonstration"})
LOSES: Final = {
    "speakers": "only named in notes and source; a row has one version",
    "denials": "only told in notes",
    "agents.responsibility": "actor1 and actor2 carry neither direction nor who accuses whom",
    "places beyond the first": "a row has one location",
    "time of day": "a row has a day",
    "derived_time": "only told in notes; time_precision is 2",
    "time interval": "event_date is the middle day; time_precision tells that it is one",
    "figures other than killed": "ACLED counts deaths alone",
    "figures.low and high": "one number, the most conservative",
    "figures.accounts": "one number, the most conservative",
    "figures cumulative": "totals over time belong to no single event",
    "instruments": "only as far as the sub-event type says them",
    "violations": "no column",
    "contexts": "no column",
    "status": "only what is told as having happened is in",
    "certainty": "no column",
    "score": "no column",
    "wording": "neutral types only",
    "evidence spans": "no column; a quotation stands in notes",
    "origins": "no column",
    "independent_origins": "source lists outlets, whatever they rest on",
    "agreement": "only told in notes",
    "grade": "no column",
}


def export(data: Export) -> Exported:
    """Write incidents as ACLED-shaped CSV."""
    kept, rows, refused = fitting(data, lambda view: _row(view, data))
    return Exported(
        format="acled",
        shape=SHAPE,
        rules=RULES,
        files={"": csv_text(COLUMNS, rows).encode()},
        rows=len(rows),
        lost=count_losses(LOSES, kept),
        left_out=refused.all(),
    )


def _row(view: UnitView, data: Export) -> tuple[list[Cell] | None, str]:
    dated, reason = _date(view)
    if dated is None:
        return None, reason
    if view.place is None or view.place.precision not in GEO:
        return None, "no place, or none finer than a country"
    if view.place.lat is None or view.place.lon is None:
        return None, "the place has no point"
    deaths = toll(view)
    number, remark = fatalities(view, deaths)
    sub, reason = coding.sub_event(view, number)
    if sub is None:
        return None, reason
    values: dict[str, Cell] = {"event_id_cnty": view.incident.id, "fatalities": number}
    values |= dated
    values |= _types(sub)
    values |= _actors(view, sub, labels=data.options.labels)
    values |= _where(view)
    values |= _sources(view, " ".join(filter(None, (_presumed(view), remark))), number)
    return [values[column] for column in COLUMNS], ""


def _date(view: UnitView) -> tuple[dict[str, Cell] | None, str]:
    reason = not_occurred(view)
    if reason:
        return None, reason
    days, length = view.coded_days, view.coded_length
    if days is None or length is None:
        return None, "no account gives a day"
    if length > MONTH_DAYS:
        return None, "the time is wider than a month"
    middle = days[1] if view.presumed_days else days[0] + datetime.timedelta(days=(length - 1) // 2)
    precision = 1 if length == 1 else 2 if length <= WEEK_DAYS else 3
    return {
        "event_date": middle.isoformat(),
        "year": middle.year,
        "time_precision": precision,
    }, ""


def _presumed(view: UnitView) -> str:
    """Say that the day is presumed, and by which rule; "" where an account gives it."""
    derived = view.incident.derived_time
    if view.presumed_days is None or derived is None:
        return ""
    return f"No account gives a day; presumed by {derived.rule}: {brief(derived.reason)}."


def _types(sub: str) -> dict[str, Cell]:
    kind = acled_types()[sub]
    return {
        "disorder_type": kind.disorder_type,
        "event_type": kind.event_type,
        "sub_event_type": sub,
    }


def _actors(view: UnitView, sub: str, *, labels: bool) -> dict[str, Cell]:
    place = view.place.country if view.place else None
    first, second = _two_sides(view, sub)
    codes = [_code(first, place, sub, 0), _code(second, place, sub, 1)]
    kind = acled_types()[sub]
    if not first and kind.event_type in (
        "Battles",
        "Explosions/Remote violence",
        "Violence against civilians",
    ):
        codes[0] = 3
    civilian = 7 in codes and kind.disorder_type.startswith("Political violence")
    if labels:
        written: list[Cell] = [coding.INTER[c] if c else "" for c in codes]
        joint: Cell = coding.interaction_label(*codes)
    else:
        written = list(codes)
        joint = coding.interaction(*codes)
    actors = _named(first, codes[0], view), _named(second, codes[1], view) if second else ""
    return {
        "actor1": actors[0],
        "assoc_actor_1": _associated(first, actors[0]),
        "inter1": written[0],
        "actor2": actors[1],
        "assoc_actor_2": _associated(second, actors[1]),
        "inter2": written[1],
        "interaction": joint,
        "civilian_targeting": "Civilian targeting" if civilian else "",
    }


def _two_sides(view: UnitView, sub: str) -> tuple[list[Participant], list[Participant]]:
    """Give those who act and those who are acted on; two who clash with each other are two."""
    first = coding.actors(view.agents)
    names = {p.name.casefold() for p in first}
    second = [p for p in coding.actors(view.targets) if p.name.casefold() not in names]
    if not second and len(first) > 1 and sub in ("Armed clash", "Agreement"):
        first, second = first[:1], first[1:]
    if acled_types()[sub].event_type == "Battles":  # who fights stands before who is caught up
        first, second = (sorted(s, key=_is_civilian) for s in (first, second))
    return first, ([] if sub in SOLE else second)


def _is_civilian(one: Participant) -> bool:
    return coding.inter_code(one, None) == 7


def _code(side: Sequence[Participant], place: str | None, sub: str, number: int) -> int | None:
    kind = acled_types()[sub].event_type
    if number == 0 and kind == "Protests" and sub == "Peaceful protest":
        return 6
    if number == 0 and sub == "Violent demonstration":
        return 5
    if number == 1 and kind == "Protests":
        return 6
    known = coding.inter_code(side[0], place) if side else None
    return 7 if known is None and number == 1 and kind == "Violence against civilians" else known


def _named(side: Sequence[Participant], code: int | None, view: UnitView) -> str:
    if code == 7:
        return f"Civilians ({_country_name(view)})"
    if code in (5, 6):
        return f"{coding.INTER[code]} ({_country_name(view)})"
    if not side:
        return f"Unidentified Armed Group ({_country_name(view)})" if code == 3 else ""
    return brief(side[0].name)


def _associated(side: Sequence[Participant], actor: str) -> str:
    return joined(name for p in side if (name := brief(p.name)) != actor)


def _country_name(view: UnitView) -> str:
    code = view.place.country if view.place else None
    known = country(code)
    return known.name if known else code or "unknown"


def _where(view: UnitView) -> dict[str, Cell]:
    place = view.place
    if place is None:
        return {}
    known = country(place.country)
    return {
        "iso": int(known.number) if known and known.number else "",
        "region": known.acled_region if known else "",
        "country": _country_name(view),
        "admin1": brief(place.admin1),
        "admin2": "",
        "admin3": "",
        "location": brief(place.name),
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO[place.precision],
    }


def _sources(view: UnitView, remark: str, number: int) -> dict[str, Cell]:
    outlets = joined(brief(d.outlet or d.title or d.key) for d in view.sources)
    women = any(f.of_sex == "female" for s in view.affirming for f in s.figures)
    days = [d.retrieved_at or d.published for d in view.sources]
    return {
        "source": outlets,
        "source_scale": "",
        "notes": plain(notes(view, remark)),
        "tags": "women targeted" if women and number else "",
        "timestamp": _stamp(max((d for d in days if d), default=None)),
    }


def _stamp(published: str | None) -> Cell:
    """Give the seconds since 1970 of the newest document, in UTC; "" where none has a date."""
    if published is None:
        return ""
    try:
        moment = datetime.datetime.fromisoformat(published)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return int(moment.timestamp())


def fatalities(view: UnitView, deaths: Toll | None) -> tuple[int, str]:
    """Give ACLED's number of deaths, and a remark where it needs one.

    Returns:
        The most conservative number reported; 0 where no death is reported; `UNKNOWN_DEATHS`
        where deaths are told without a number.
    """
    if deaths is not None:
        if len(deaths.reported) > 1:
            told = ", ".join(str(n) for n in deaths.reported)
            return deaths.best, f"Reports of deaths differ ({told}); counted: {deaths.best}."
        return deaths.best, ""
    killings = [s for s in view.affirming if _kills(s)]
    if not killings:
        return 0, ""
    people = {t.name for s in killings for t in s.targets if t.kind == "person"}
    groups = any(t.kind != "person" for s in killings for t in s.targets)
    if people and not groups:
        return len(people), ""
    remark = f"Deaths are told without a number; {UNKNOWN_DEATHS} by convention."
    return UNKNOWN_DEATHS, remark


def _kills(statement: Statement) -> bool:
    """Tell whether a statement's own words tell of a death of somebody."""
    if statement.type != "ASSAULT" or not statement.targets:
        return False
    after = statement.evidence.text[statement.trigger.end - statement.evidence.start :]
    words = f"{statement.trigger.text} {after[:6]}".lower()
    return words.startswith(KILLING) or words.endswith(" dead") or " dead " in words
