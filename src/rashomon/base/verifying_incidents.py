"""Check that what lists, maps and pages show of incidents is what their records say.

An incident is derived, so no journal entry holds it. That its record is what its accounts add up to
is another question, which only adding them up again answers (`rashomon.incidents.service`).
"""

from collections.abc import Iterator
from typing import Any

from rashomon.base.lines import incident_line
from rashomon.base.records import Fault
from rashomon.base.rows import incident_row, to_incident
from rashomon.model.decode import DecodeError
from rashomon.model.incident import Incident


def incident_faults(row: Any, record: str | None, members: list[str]) -> Iterator[Fault]:
    """Name what does not fit in one incident.

    Args:
        row: Its row, by column.
        record: Its record; None where there is none.
        members: The statements that are found under it, sorted.
    """
    problems = [*_problems(row, record, members)]
    yield from (Fault(kind="incident", subject=row["id"], problem=p) for p in problems)


def _problems(row: Any, record: str | None, members: list[str]) -> Iterator[str]:
    if record is None:
        yield "its record is missing"
        return
    try:
        incident: Incident = to_incident(record)
    except (DecodeError, ValueError) as error:
        yield f"its record can't be decoded ({error})"
        return
    if incident.id != row["id"]:
        yield "its record is that of another"
        return
    for name, value in (incident_row(incident) | incident_line(incident)).items():
        if row[name] != value:
            yield f"the column {name} is not what its record says"
    if list(incident.statements) != members:
        yield "the statements found under it are not what its record says"
