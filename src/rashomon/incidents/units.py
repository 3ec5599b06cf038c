"""Incidents in the unit of a dataset: ACLED's event, UCDP's event, Airwars' harm incident.

An incident here is what people call one happening: a raid of three days on two towns. ACLED
counts it by day, location, pair of actors and sub-event; UCDP by dyad, day and place, where
somebody can have died; Airwars takes it whole, where a civilian was harmed by any account.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from rashomon.incidents.agreement import agreement
from rashomon.incidents.entries import REAL
from rashomon.incidents.grade import harms_civilians
from rashomon.incidents.ledger import ledger
from rashomon.incidents.party import plain
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.incident import Incident, LedgerFigure, Origin
from rashomon.model.statement import Statement
from rashomon.model.why import Why

UNITS: Final = ("acled", "ucdp", "airwars")
DAY: Final = 10
MOST_DAYS: Final = 31
"""A time of more days than this is not divided into days: nobody says on which it happened."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where a statement falls in a dataset's grid; an empty part is not told."""

    day: str
    place: str
    actors: tuple[str, ...]
    kind: str

    def holds(self, other: "Cell") -> bool:
        """Tell whether every part that the other tells is this one's."""
        pairs = ((self.day, other.day), (self.place, other.place), (self.kind, other.kind))
        return all(not b or a == b for a, b in pairs) and (
            not other.actors or set(other.actors) <= set(self.actors)
        )

    def told(self) -> int:
        """Count the parts that are told."""
        return sum(map(bool, (self.day, self.place, self.actors, self.kind)))


def derive(
    incidents: Incident | Iterable[Incident],
    statements: Mapping[str, Statement] | Sequence[Statement],
    documents: Mapping[str, Document],
    unit: str = "acled",
) -> list[Incident]:
    """Derive incidents in the unit of a dataset.

    Args:
        incidents: Incidents as they were built.
        statements: Their statements, by id or in a row.
        documents: Their documents, by id.
        unit: ``acled`` ``ucdp`` ``airwars``.

    Returns:
        New incidents with `unit` set and figures by that dataset's rule, in a fixed order. Where
        a total over days or places was divided, the figure says `allocated`.

    Raises:
        ValueError: There is no such unit.
    """
    if unit not in UNITS:
        raise ValueError(f"unit {unit!r} is none of {', '.join(UNITS)}")
    by_id = dict(statements) if isinstance(statements, Mapping) else {s.id: s for s in statements}
    given = [incidents] if isinstance(incidents, Incident) else list(incidents)
    found: list[Incident] = []
    for incident in sorted(given, key=lambda i: i.id):
        told = [by_id[s] for s in incident.statements if s in by_id]
        found.extend(_DERIVE[unit](incident, told, documents))
    return found


def _airwars(
    incident: Incident, told: Sequence[Statement], documents: Mapping[str, Document]
) -> list[Incident]:
    if not any(harms_civilians(s) for s in told):
        return []
    figures = ledger(told, documents, incident.origins, rule="airwars")
    return [replace(incident, unit="airwars", figures=figures)]


def _acled(
    incident: Incident, told: Sequence[Statement], documents: Mapping[str, Document]
) -> list[Incident]:
    return _split(incident, told, documents, "acled")


def _ucdp(
    incident: Incident, told: Sequence[Statement], documents: Mapping[str, Document]
) -> list[Incident]:
    events = _split(incident, told, documents, "ucdp")
    return [e for e in events if _can_have_killed(e)]


def _can_have_killed(incident: Incident) -> bool:
    """Tell whether one death is possible: a count that allows it, or a killing without a count."""
    counts = [f for f in incident.figures if f.measure == "killed" and f.coverage == "event"]
    if counts:
        return any(f.high is None or f.high >= 1 for f in counts)
    return any(w.rule == "unit.killing" for w in incident.why)


def cell_of(statement: Statement, incident: Incident, unit: str) -> list[Cell]:
    """Give the cells of a statement: several where it tells of several days or places."""
    days: list[str] = [""]
    if statement.time is not None:
        days = _days(statement.time.start, statement.time.end) or [""]
    places = [p.id or plain(p.name) for p in statement.places if p.precision != "country"] or [""]
    if len(statement.places) > 1 and _nested(statement):
        places = places[:1]
    actors = _pair(statement)
    kind = (statement.mode or "") if unit == "acled" and statement.type == incident.type else ""
    return [Cell(day, place, actors, kind) for day in days for place in places]


def _days(start: str, end: str) -> list[str]:
    first, last = date.fromisoformat(start[:DAY]), date.fromisoformat(end[:DAY])
    count = (last - first).days + 1
    if not 0 < count <= MOST_DAYS:
        return []
    return [(first + timedelta(days=n)).isoformat() for n in range(count)]


def _nested(statement: Statement) -> bool:
    """Tell whether the places are one place and what it lies in."""
    first, *others = statement.places
    around = {plain(first.admin1 or ""), plain(first.country or "")}
    larger = ("admin1", "country", "region", "district")
    return all(p.precision in larger or plain(p.name) in around for p in others)


def _pair(statement: Statement) -> tuple[str, ...]:
    """Give who takes part, without direction, as both datasets do."""
    named = [p for p in (*statement.agents, *statement.targets) if p.named or p.id]
    return tuple(sorted({p.id or plain(p.name) for p in named}))


def _split(
    incident: Incident, told: Sequence[Statement], documents: Mapping[str, Document], unit: str
) -> list[Incident]:
    cells = {s.id: cell_of(s, incident, unit) for s in told}
    grid = _grid([c for found in cells.values() for c in found])
    members: dict[Cell, list[Statement]] = {cell: [] for cell in grid}
    shared: dict[str, list[Cell]] = {}
    for statement in told:
        homes = [g for g in grid if any(g.holds(c) for c in cells[statement.id])]
        shared[statement.id] = homes
        for home in homes:
            members[home].append(statement)
    whole = ledger(told, documents, incident.origins, rule=unit)
    made = []
    for number, cell in enumerate(grid):
        if members[cell]:
            made.append(_event(incident, cell, members[cell], documents, (unit, number)))
    return [_allocated(event, whole, shared, grid, n) for n, event in enumerate(made)]


def _grid(cells: Sequence[Cell]) -> list[Cell]:
    """Keep the cells that tell most; one that another holds is no cell of its own."""
    kept: list[Cell] = []
    for cell in sorted(set(cells), key=lambda c: (-c.told(), c)):
        if not any(k.holds(cell) for k in kept):
            kept.append(cell)
    return sorted(kept)


def _event(
    incident: Incident,
    cell: Cell,
    told: Sequence[Statement],
    documents: Mapping[str, Document],
    unit: tuple[str, int],
) -> Incident:
    ids = {s.id for s in told}
    found = tuple(_narrowed(o, ids) for o in incident.origins if ids & set(o.statements))
    times = [s.time for s in told if s.time is not None]
    exact = next((t for t in times if t.start[:DAY] == cell.day == t.end[:DAY]), None)
    time = exact or (
        replace(times[0], start=cell.day, end=cell.day) if times and cell.day else None
    )
    places = [p for s in told for p in s.places if (p.id or plain(p.name)) == cell.place]
    kills = any("kill" in s.trigger.text.casefold() and s.status in REAL for s in told)
    note = f"{unit[0]}: {cell.day or 'day not told'}, {cell.place or 'place not told'}"
    reasons = [Why("units", f"unit.{unit[0]}", note)]
    if kills:
        reasons.append(Why("units", "unit.killing", "somebody was killed, by an account"))
    return replace(
        incident,
        id=incident.id if unit[1] == 0 else f"{incident.id}-{unit[1] + 1}",
        unit=unit[0],
        statements=tuple(sorted(ids)),
        document_keys=tuple(sorted({s.document_key for s in told})),
        time=time if time is not None else incident.time,
        places=tuple(dict.fromkeys(places)) or incident.places,
        agents=_unique(p for s in told for p in s.agents),
        targets=_unique(p for s in told for p in s.targets),
        mode=cell.kind or incident.mode,
        origins=found,
        figures=ledger(told, documents, found, rule=unit[0]),
        agreement=agreement(told, documents),
        why=(*incident.why, *reasons),
    )


def _unique(actors: Iterable[Participant]) -> tuple[Participant, ...]:
    kept: dict[str, Participant] = {}
    for actor in actors:
        kept.setdefault(actor.id or plain(actor.name), actor)
    return tuple(kept.values())


def _narrowed(origin: Origin, ids: set[str]) -> Origin:
    return replace(origin, statements=tuple(s for s in origin.statements if s in ids))


def _allocated(
    event: Incident,
    whole: Sequence[LedgerFigure],
    shared: Mapping[str, Sequence[Cell]],
    grid: Sequence[Cell],
    number: int,
) -> Incident:
    """Divide a figure whose every account covers several cells, and say so.

    The remainder goes to the first cells, so that the parts add up to the total.
    """
    figures = []
    for figure in event.figures:
        spread = [len(shared[a.statement]) for a in figure.accounts]
        share = min(spread, default=1)
        if share < 2 or len(grid) < 2:
            figures.append(figure)
            continue
        total = next((w for w in whole if _one_page(w, figure)), figure)
        place = sorted(shared[figure.accounts[0].statement]).index(grid[number])
        figures.append(
            replace(
                figure,
                low=divided(total.low, share, place),
                best=divided(total.best, share, place),
                high=divided(total.high, share, place),
                allocated=True,
            )
        )
    return replace(event, figures=tuple(figures))


def _one_page(one: LedgerFigure, other: LedgerFigure) -> bool:
    mine = (one.measure, one.of, one.coverage, one.unit)
    return mine == (other.measure, other.of, other.coverage, other.unit)


def divided(total: float | None, share: int, place: int) -> float | None:
    """Give one of `share` whole parts of a total; the first parts take the remainder."""
    if total is None:
        return None
    part, rest = divmod(int(total), share)
    return float(part + (place < rest))


_DERIVE: Final[
    dict[str, Callable[[Incident, Sequence[Statement], Mapping[str, Document]], list[Incident]]]
] = {"acled": _acled, "ucdp": _ucdp, "airwars": _airwars}
