"""Flat rows, one a statement: what a spreadsheet or a data frame can hold.

A statement with several agents keeps them in one cell, ``|`` between; the first place and the
first figure also get columns of their own. Nothing is aggregated and nothing is dropped but
nesting: `id` leads back to the full statement.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from rashomon.model.actor import Participant
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.reading.reader import Reading

BETWEEN: Final = " | "
FORMULA_STARTS: Final = "=+-@\t\r\n＝＋－＠"
"""First characters that make a spreadsheet run a cell as a formula, full-width forms too."""
Value = str | int | float | None


def _names(participants: Iterable[Participant]) -> str:
    return BETWEEN.join(one.name for one in participants)


def _known(participants: Iterable[Participant]) -> str:
    return BETWEEN.join(one.id or "" for one in participants)


STATEMENT_COLUMNS: Final[dict[str, Callable[[Statement], Value]]] = {
    "id": lambda s: s.id,
    "document_key": lambda s: s.document_key,
    "kind": lambda s: s.kind,
    "type": lambda s: s.type,
    "mode": lambda s: s.mode,
    "cameo": lambda s: s.cameo,
    "contexts": lambda s: BETWEEN.join(s.contexts),
    "violations": lambda s: BETWEEN.join(s.violations),
    "speakers": lambda s: BETWEEN.join(one.name or words.NOBODY for one in s.speakers),
    "stances": lambda s: BETWEEN.join(one.stance for one in s.speakers),
    "status": lambda s: s.status,
    "negated": lambda s: "yes" if words.is_negated(s) else "no",
    "denied": lambda s: "yes" if words.is_denied(s) else "no",
    "denial_of": lambda s: s.denial_of,
    "agents": lambda s: _names(s.agents),
    "agent_ids": lambda s: _known(s.agents),
    "trigger": lambda s: s.trigger.text,
    "targets": lambda s: _names(s.targets),
    "target_ids": lambda s: _known(s.targets),
    "instruments": lambda s: _names(s.instruments),
    "time_start": lambda s: s.time.start if s.time else None,
    "time_end": lambda s: s.time.end if s.time else None,
    "time_precision": lambda s: s.time.precision if s.time else None,
    "places": lambda s: BETWEEN.join(p.name for p in s.places),
    "place_id": lambda s: s.places[0].id if s.places else None,
    "place_precision": lambda s: s.places[0].precision if s.places else None,
    "lat": lambda s: s.places[0].lat if s.places else None,
    "lon": lambda s: s.places[0].lon if s.places else None,
    "country": lambda s: s.places[0].country if s.places else None,
    "figures": lambda s: BETWEEN.join(words.figure_words(f) for f in s.figures),
    "figure_measure": lambda s: s.figures[0].measure if s.figures else None,
    "figure_low": lambda s: s.figures[0].low if s.figures else None,
    "figure_best": lambda s: s.figures[0].best if s.figures else None,
    "figure_high": lambda s: s.figures[0].high if s.figures else None,
    "scope": lambda s: s.scope,
    "certainty": lambda s: s.certainty,
    "factuality": lambda s: s.factuality,
    "score": lambda s: s.score,
    "evidence": lambda s: s.evidence.text,
    "evidence_start": lambda s: s.evidence.start,
    "evidence_end": lambda s: s.evidence.end,
}
DOCUMENT_COLUMNS: Final = ("published", "outlet", "title", "url")
COLUMNS: Final = (*STATEMENT_COLUMNS, *DOCUMENT_COLUMNS)


def flat_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Value]]:
    """Give one flat row a statement, keys as in `COLUMNS`; what the text does not say is None."""
    for reading in readings:
        about: dict[str, Any] = {c: getattr(reading.document, c) for c in DOCUMENT_COLUMNS}
        for statement in reading.statements:
            row = {column: take(statement) for column, take in STATEMENT_COLUMNS.items()}
            yield {key: None if value == "" else value for key, value in row.items()} | about


def csv_header() -> str:
    """Give the first line of the CSV."""
    return _line(COLUMNS)


def csv_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """Give the CSV's lines (RFC 4180), each text cell safe to open in a spreadsheet."""
    for row in flat_rows(readings):
        yield _line([safe_cell(row[column]) for column in COLUMNS])


def safe_cell(value: Value) -> Value:
    """Put an apostrophe in front of text that a spreadsheet would run as a formula.

    ``=HYPERLINK(…)`` in a hostile title becomes ``'=HYPERLINK(…)``. Numbers stay numbers.
    """
    if isinstance(value, str) and value.lstrip(" ")[:1] in tuple(FORMULA_STARTS):
        return f"'{value}"
    return value


def _line(cells: Iterable[Value]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
