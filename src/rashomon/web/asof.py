"""What one incident was on a day: built again of the statements that were published by then."""

from rashomon.base import Base
from rashomon.incidents.build import Joined, build_incident
from rashomon.incidents.copies import find_copies
from rashomon.incidents.linker import about
from rashomon.model.incident import Incident


def incident_as_of(base: Base, incident: Incident, day: str) -> Incident | None:
    """Build an incident of those of its statements that were known by a day.

    Args:
        base: The base.
        incident: The incident as it is now.
        day: ISO day, included.

    Returns:
        The incident as of that day under its present id; None where nothing was known.
    """
    told = list(base.statements_as_judged(incident.statements))
    texts = {d.id: d for d in base.documents({s.document for s in told}, current=False)}
    known = {
        id_: d for id_, d in texts.items() if (d.published or d.retrieved_at or "9")[:10] <= day
    }
    told = [s for s in told if s.document in known]
    if not told:
        return None
    judgements = base.judgements(standing=True)
    return build_incident(
        told,
        known,
        find_copies(known.values(), judgements=judgements),
        about(judgements, told, known),
        joined=Joined(incident.why, incident.id),
    )
