"""Flat rows of incidents and of statements: what a spreadsheet, a map or a data frame can hold.

Each measure of the ledger has columns of its own; lists of names stand in one cell, ``|`` between.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rashomon.model.place import EventPlace
from rashomon.model.time import DerivedTime
from rashomon.publish import words
from rashomon.publish.cells import Cell, brief, joined, plain, safe_url
from rashomon.publish.export import Export
from rashomon.publish.flat import BETWEEN, STATEMENT_COLUMNS
from rashomon.publish.sentences import headline, notes
from rashomon.publish.toll import toll
from rashomon.publish.unit_view import UnitView, views

MEASURES: Final = ("killed", "injured", "missing", "detained", "abducted", "displaced")
Take = Callable[[UnitView], Cell]


def _bound(measure: str, bound: str) -> Take:
    def take(view: UnitView) -> Cell:
        figure = toll(view, measure)
        return None if figure is None else int(getattr(figure, bound))

    return take


def _of_place(take: Callable[[EventPlace], Cell]) -> Take:
    return lambda view: take(view.place) if view.place else None


def _of_derived(take: Callable[[DerivedTime], Cell]) -> Take:
    return lambda view: take(view.incident.derived_time) if view.incident.derived_time else None


INCIDENT_COLUMNS: Final[Mapping[str, Take]] = {
    "id": lambda v: v.incident.id,
    "title": lambda v: headline(v),
    "type": lambda v: v.incident.type,
    "mode": lambda v: v.incident.mode,
    "cameo": lambda v: v.cameo,
    "contexts": lambda v: joined(v.contexts, BETWEEN),
    "violations": lambda v: joined((x for s in v.statements for x in s.violations), BETWEEN),
    "status": lambda v: joined((s.status for s in v.statements), BETWEEN),
    "affirmed_by": lambda v: len(v.affirming),
    "denied_by": lambda v: len(v.denying),
    "time_start": lambda v: v.incident.time.start if v.incident.time else None,
    "time_end": lambda v: v.incident.time.end if v.incident.time else None,
    "time_precision": lambda v: v.incident.time.precision if v.incident.time else None,
    "derived_start": _of_derived(lambda d: d.start),
    "derived_end": _of_derived(lambda d: d.end),
    "derived_by": _of_derived(lambda d: d.rule),
    "place": _of_place(lambda p: brief(p.name)),
    "place_id": _of_place(lambda p: p.id),
    "place_precision": _of_place(lambda p: p.precision),
    "lat": _of_place(lambda p: p.lat),
    "lon": _of_place(lambda p: p.lon),
    "country": _of_place(lambda p: p.country),
    "admin1": _of_place(lambda p: brief(p.admin1)),
    "places": lambda v: joined((brief(p.name) for p in v.incident.places), BETWEEN),
    "agents": lambda v: joined((brief(p.name) for p in v.incident.agents), BETWEEN),
    "agent_ids": lambda v: joined((p.id for p in v.incident.agents), BETWEEN),
    "targets": lambda v: joined((brief(p.name) for p in v.incident.targets), BETWEEN),
    "target_ids": lambda v: joined((p.id for p in v.incident.targets), BETWEEN),
    **{f"{m}_{b}": _bound(m, b) for m in MEASURES for b in ("low", "best", "high")},
    "figures_rule": lambda v: joined((f.rule for f in v.incident.figures), BETWEEN),
    "origins": lambda v: joined((brief(o.name) for o in v.incident.origins), BETWEEN),
    "independent_origins_min": lambda v: v.incident.independent_origins.min,
    "independent_origins_max": lambda v: v.incident.independent_origins.max,
    "contradicted": lambda v: joined(
        (a.field for a in v.incident.agreement if a.verdict == "contradict"), BETWEEN
    ),
    "suggested_grade": lambda v: v.incident.suggested_grade,
    "grade": lambda v: v.incident.grade,
    "outlets": lambda v: joined((brief(d.outlet or d.key) for d in v.sources), BETWEEN),
    "urls": lambda v: joined((safe_url(d.url) for d in v.sources), BETWEEN),
    "first_published": lambda v: v.incident.known_from,
    "statements": lambda v: joined((s.id for s in v.statements), BETWEEN),
    "notes": lambda v: plain(notes(v)),
}
STATEMENT_MORE: Final = ("published", "outlet", "title", "url")
INCIDENT_HXL: Final = {
    "id": "#event+id",
    "type": "#event+type",
    "mode": "#event+mode",
    "time_start": "#date+start",
    "time_end": "#date+end",
    "place": "#loc+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "country": "#country+code",
    "admin1": "#adm1+name",
    "agents": "#group+name+first",
    "targets": "#group+name+second",
    "killed_best": "#affected+killed",
    "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max",
    "injured_best": "#affected+injured",
    "missing_best": "#affected+missing",
    "detained_best": "#affected+detained",
    "abducted_best": "#affected+abducted",
    "displaced_best": "#affected+displaced",
    "outlets": "#meta+source",
    "urls": "#meta+url",
    "notes": "#description",
}
STATEMENT_HXL: Final = {
    "id": "#event+id",
    "type": "#event+type",
    "mode": "#event+mode",
    "speakers": "#meta+speaker",
    "time_start": "#date+start",
    "time_end": "#date+end",
    "places": "#loc+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "country": "#country+code",
    "agents": "#group+name+first",
    "targets": "#group+name+second",
    "outlet": "#meta+source",
    "url": "#meta+url",
    "evidence": "#description",
}


def columns(data: Export) -> tuple[str, ...]:
    """Give the columns of the rows that the options ask for."""
    if data.options.rows == "statements":
        return (*STATEMENT_COLUMNS, *STATEMENT_MORE)
    return tuple(INCIDENT_COLUMNS)


def hxl_tags(data: Export) -> tuple[str, ...]:
    """Give the HXL tag of each column; "" where it has none.

    Citation: Humanitarian Exchange Language 1.1, hashtags and attributes.
    """
    tags = STATEMENT_HXL if data.options.rows == "statements" else INCIDENT_HXL
    return tuple(tags.get(column, "") for column in columns(data))


def rows(data: Export) -> Iterator[dict[str, Cell]]:
    """Give one flat row an incident or a statement; what no account says is None."""
    if data.options.rows == "statements":
        yield from _statement_rows(data)
        return
    for view in views(data):
        row = {column: take(view) for column, take in INCIDENT_COLUMNS.items()}
        yield _inert(row)


def _statement_rows(data: Export) -> Iterator[dict[str, Cell]]:
    for statement in data.statements.values():
        row: dict[str, Cell] = {c: take(statement) for c, take in STATEMENT_COLUMNS.items()}
        document = data.documents.get(statement.document)
        row["published"] = document.published if document else None
        row["outlet"] = document.outlet if document else None
        row["title"] = document.title if document else None
        row["url"] = safe_url(document.url) if document else None
        yield _inert(row)


def _inert(row: Mapping[str, Cell]) -> dict[str, Cell]:
    safe = {key: plain(value) if isinstance(value, str) else value for key, value in row.items()}
    return {key: None if value == "" else value for key, value in safe.items()}


def title_of(row: Mapping[str, Cell]) -> str:
    """Give a short title for a row on a map."""
    if row.get("title") and "evidence" not in row:
        return str(row["title"])
    parts = (row.get("type"), row.get("mode"), row.get("places"), row.get("time_start"))
    return words.clean(", ".join(str(p) for p in parts if p))[:200]
