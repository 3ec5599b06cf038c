"""Incidents as they are asked for: filtered, as of a day, by another rule, in a dataset's unit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from rashomon.base.base import Base
from rashomon.base.records import Query
from rashomon.incidents.ledger import ledger
from rashomon.incidents.service import incidents_as_of
from rashomon.incidents.units import derive
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.statement import Statement

KEPT_RULE: Final = "ucdp"
"""The rule by which the figures of stored incidents are worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How to see a base's incidents.

    Attributes:
        query: Only incidents that answer it; all without one.
        as_of: As they stood by what was published up to this day (ISO).
        rule: Rule of the figures: ``ucdp`` ``acled`` ``airwars``.
        unit: Unit of a dataset, ``acled`` ``ucdp`` ``airwars``, or None.
    """

    query: Query | None = None
    as_of: str | None = None
    rule: str = KEPT_RULE
    unit: str | None = None


def view_incidents(base: Base, view: View) -> Iterator[Incident]:
    """Give the incidents of a base in the order of their ids, one in memory at a time."""
    for incident in _chosen(base, view):
        if view.unit is None and view.rule == KEPT_RULE:
            yield incident
            continue
        statements = list(base.statements_as_judged(incident.statements))
        documents = {d.id: d for d in base.documents({s.document for s in statements})}
        yield from _seen(incident, statements, documents, view)


def _seen(
    incident: Incident, statements: list[Statement], documents: dict[str, Document], view: View
) -> Iterator[Incident]:
    if view.rule != KEPT_RULE:
        figures = ledger(statements, documents, incident.origins, rule=view.rule)
        incident = replace(incident, figures=figures)
    if view.unit is None:
        yield incident
    else:
        yield from derive(incident, statements, documents, view.unit)


def _chosen(base: Base, view: View) -> Iterator[Incident]:
    if view.as_of is None:
        yield from base.incidents(view.query)
        return
    wanted = None if view.query is None else view.query
    known = None
    if wanted is not None:
        known = {s for incident in base.incidents(wanted) for s in incident.statements}
    for incident in incidents_as_of(base, view.as_of):
        if known is None or not known.isdisjoint(incident.statements):
            yield incident
