"""From a base to an export: incidents with what stands behind them, as people have judged it."""

from collections.abc import Iterable
from dataclasses import replace

from rashomon.base import Base, Query
from rashomon.incidents.service import incidents_as_of
from rashomon.model.incident import Incident
from rashomon.publish.export import Export, ExportOptions


def gather(
    base: Base,
    options: ExportOptions,
    query: Query | None = None,
    *,
    as_of: str | None = None,
    texts: bool = True,
) -> Export:
    """Gather incidents, statements and documents for an export.

    Rejected statements are left out and corrected ones corrected. Recent events are counted from
    the latest publication in the whole base, whatever the query, unless the options name a day.

    Args:
        base: The evidence base.
        options: How to export.
        query: Only incidents of which a statement answers it, and the statements that do.
        as_of: Incidents as they stood by what was published up to this day (ISO).
        texts: Keep the documents' texts; only a ledger by another rule needs them.
    """
    incidents = list(_incidents(base, query, as_of))
    wanted = {i for incident in incidents for i in incident.statements}
    if query is not None:
        wanted |= {found.statement.id for found in base.find(query, limit=1_000_000)}
    judged = base.statements_as_judged(None if query is None and as_of is None else sorted(wanted))
    statements = {s.id: s for s in judged}
    used = {s.document for s in statements.values()}
    documents = {}
    latest: str | None = None
    for document in base.documents():
        if document.published and (latest is None or document.published > latest):
            latest = document.published
        if document.id in used or (query is None and as_of is None):
            documents[document.id] = document if texts else replace(document, text="")
    return Export(
        incidents=incidents,
        statements=statements,
        documents=documents,
        options=replace(options, reference=options.reference or latest),
    )


def gather_some(base: Base, options: ExportOptions, ids: Iterable[str]) -> Export:
    """Gather chosen incidents with what stands behind them, as people have judged it.

    Args:
        base: The evidence base.
        options: How to export.
        ids: Of the incidents, in the order of the output; those that are gone are passed over.
    """
    incidents = [found for id_ in ids if (found := base.incident(id_)) is not None]
    held = sorted({s for i in incidents for s in i.statements})
    statements = {s.id: s for s in base.statements_as_judged(held)}
    used = {s.document for s in statements.values()}
    return Export(
        incidents=incidents,
        statements=statements,
        documents={d.id: d for d in base.documents(used, current=False)},
        options=replace(options, reference=options.reference or base.latest_day()),
    )


def _incidents(base: Base, query: Query | None, as_of: str | None) -> Iterable[Incident]:
    if as_of is None:
        return base.incidents(query)
    if query is None:
        return incidents_as_of(base, as_of)
    kept = {i.id for i in base.incidents(query)}
    return (i for i in incidents_as_of(base, as_of) if i.id in kept)
