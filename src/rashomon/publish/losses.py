"""What a format can't carry, counted: for each field, how many exported records have it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rashomon.model.statement import Statement
from rashomon.publish.export import Lost
from rashomon.publish.unit_view import UnitView


def _any(has: Callable[[Statement], bool]) -> Callable[[UnitView], bool]:
    return lambda view: any(has(s) for s in view.statements)


CARRIED: Final[Mapping[str, Callable[[UnitView], bool]]] = {
    "statements": lambda v: bool(v.statements),
    "speakers": _any(lambda s: bool(s.speakers)),
    "speakers.stance": _any(lambda s: any(x.stance != "asserts" for x in s.speakers)),
    "speakers.basis": _any(lambda s: any(x.basis for x in s.speakers)),
    "denials": lambda v: bool(v.denying),
    "agents.responsibility": _any(lambda s: any(a.responsibility for a in s.agents)),
    "agents beyond the second": lambda v: len(v.incident.agents) > 2,
    "agents beyond the first": lambda v: len(v.incident.agents) > 1,
    "targets beyond the first": lambda v: len(v.incident.targets) > 1,
    "targets.targeting": _any(lambda s: any(t.targeting for t in s.targets)),
    "instruments": _any(lambda s: bool(s.instruments)),
    "roles": _any(lambda s: bool(s.roles)),
    "places beyond the first": lambda v: len(v.incident.places) > 1,
    "places.country_claims": lambda v: any(p.country_claims for p in v.incident.places),
    "derived_time": lambda v: v.presumed_days is not None,
    "time of day": lambda v: "T" in (v.incident.time.start if v.incident.time else ""),
    "time interval": lambda v: (v.length_days or 1) > 1,
    "figures other than killed": lambda v: any(f.measure != "killed" for f in v.incident.figures),
    "figures": lambda v: bool(v.incident.figures),
    "figures.low and high": lambda v: any(f.low != f.high for f in v.incident.figures),
    "figures.accounts": lambda v: any(len(f.accounts) > 1 for f in v.incident.figures),
    "figures cumulative": lambda v: any(f.coverage != "event" for f in v.incident.figures),
    "violations": _any(lambda s: bool(s.violations)),
    "contexts": _any(lambda s: bool(s.contexts)),
    "status": lambda v: any(s.status != "occurred" for s in v.statements),
    "certainty": _any(lambda s: s.certainty < 1),
    "factuality": lambda v: bool(v.statements),
    "score": lambda v: bool(v.statements),
    "wording": _any(lambda s: s.wording is not None),
    "condition": _any(lambda s: s.condition is not None or s.horizon is not None),
    "links": _any(lambda s: bool(s.links)),
    "evidence spans": lambda v: bool(v.statements),
    "why": _any(lambda s: bool(s.why)),
    "origins": lambda v: bool(v.incident.origins),
    "independent_origins": lambda v: bool(v.incident.origins),
    "agreement": lambda v: any(a.verdict == "contradict" for a in v.incident.agreement),
    "grade": lambda v: bool(v.incident.grade or v.incident.suggested_grade),
    "derived_from": lambda v: any(d.derived_from for d in v.sources),
    "type": lambda v: v.incident.type is not None,
}
"""Fields by name, and how to see that an incident has them."""


def count_losses(loses: Mapping[str, str], views: Iterable[UnitView]) -> tuple[Lost, ...]:
    """Count, for each field that a format loses, the records that have it.

    Args:
        loses: Field, one of `CARRIED`, to why it is lost.
        views: The exported records.

    Returns:
        Only what at least one record has, in the order of `loses`.
    """
    several = list(views)
    found = []
    for field, why in loses.items():
        has = CARRIED[field]
        count = sum(has(view) for view in several)
        if count:
            found.append(Lost(field=field, why=why, count=count))
    return tuple(found)
