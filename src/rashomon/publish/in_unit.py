"""Incidents in the unit of a dataset: days and places apart, rival accounts together.

A dataset has one row for a day and a place. Accounts of one happening that name other actors, or
none, are rival or partial accounts of that row, not rows of their own: a strike that one side calls
the army's and the other nobody's is one strike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from rashomon.incidents.ledger import ledger
from rashomon.incidents.units import derive
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.incident import Incident, LedgerFigure
from rashomon.model.statement import Statement
from rashomon.publish.export import Export, LeftOut

Page = tuple[str, str | None, str, str | None]
VAGUE: Final = frozenset({"week", "month", "season", "year"})


def in_unit(data: Export, unit: str | None) -> tuple[list[Incident], tuple[LeftOut, ...]]:
    """Derive incidents in the unit of a dataset; those that are derived already stay.

    Returns:
        The incidents, and those that are no event in this unit.
    """
    given = list(data.incidents)
    waiting = [i for i in given if i.unit is None and not _is_vague(i)]
    if unit is None or not waiting:
        return given, ()
    made: list[Incident] = []
    gone = []
    for incident in waiting:
        derived = derive([incident], data.statements, data.documents, unit)
        if not derived:
            gone.append(incident.id)
        made += _together(derived, incident, data.statements, data.documents)
    kept = [i for i in given if i.unit is not None or _is_vague(i)]
    reason = f"no event in the unit of {unit}"
    return [*kept, *made], (LeftOut(reason=reason, ids=tuple(sorted(gone))),) if gone else ()


def _is_vague(incident: Incident) -> bool:
    """Tell whether a time is wide for want of knowledge: "in January" is no 31 events."""
    return incident.time is not None and incident.time.precision in VAGUE


def _together(
    derived: Sequence[Incident],
    whole: Incident,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
) -> list[Incident]:
    """Put those of one day and place together."""
    groups: dict[tuple[str, str], list[Incident]] = {}
    for event in derived:
        day = f"{event.time.start[:10]} {event.time.end[:10]}" if event.time else ""
        place = (event.places[0].id or event.places[0].name) if event.places else ""
        groups.setdefault((day, place), []).append(event)
    if len(groups) == len(derived):
        return list(derived)
    alone = len(groups) == 1
    return [_one(events, whole, statements, documents, alone=alone) for events in groups.values()]


def _one(
    events: Sequence[Incident],
    whole: Incident,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    *,
    alone: bool,
) -> Incident:
    """Make one event of several; shares of a divided total add up, the whole is undivided."""
    if len(events) == 1 and not alone:
        return events[0]
    ids = sorted({s for e in events for s in e.statements})
    told = [statements[i] for i in ids if i in statements]
    rule = events[0].unit or "ucdp"  # every unit has a rule of its own name
    figures = ledger(told, documents, whole.origins, rule=rule)
    return replace(
        events[0],
        statements=tuple(ids),
        document_keys=tuple(sorted({s.document_key for s in told})),
        type=whole.type,
        mode=whole.mode,
        agents=_each(p for e in events for p in e.agents),
        targets=_each(p for e in events for p in e.targets),
        figures=figures if alone else _with_shares(figures, events),
        agreement=whole.agreement,
    )


def _with_shares(
    figures: Sequence[LedgerFigure], events: Sequence[Incident]
) -> tuple[LedgerFigure, ...]:
    """Put the sum of the events' shares where a total was divided among days or places."""
    shares: dict[Page, list[LedgerFigure]] = {}
    for figure in (f for e in events for f in e.figures if f.allocated):
        shares.setdefault(_page(figure), []).append(figure)
    return tuple(
        replace(
            figure,
            low=_sum(f.low for f in parts),
            best=_sum(f.best for f in parts),
            high=_sum(f.high for f in parts),
            allocated=True,
        )
        if (parts := shares.get(_page(figure)))
        else figure
        for figure in figures
    )


def _page(figure: LedgerFigure) -> Page:
    return figure.measure, figure.of, figure.coverage, figure.unit


def _sum(bounds: Iterable[float | None]) -> float | None:
    known = list(bounds)
    return None if None in known else sum(b for b in known if b is not None)


def _each(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    found: dict[tuple[str, str | None], Participant] = {}
    for one in participants:
        found.setdefault((one.name, one.id), one)
    return tuple(found.values())
