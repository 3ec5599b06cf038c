"""CAMEO events in a table of the Phoenix kind: tabs between, one row a pair of sides.

The columns are those of Phoenix, with a header; GDELT's 61 are not made: they need FIPS codes of
places and batch times that only GDELT has. The column ``goldstein`` holds PLOVER's score of the
type and mode, which stands on the same scale from -10 to 10 but is not Goldstein's own value.
"""

from collections.abc import Sequence
from typing import Final

from rashomon.knowledge.exchange_codes import plover_score
from rashomon.model.actor import Participant
from rashomon.publish.cells import Cell, brief, csv_text, joined, safe_url
from rashomon.publish.export import Export, Exported
from rashomon.publish.losses import count_losses
from rashomon.publish.unit_view import (
    UnitView,
    fitting,
    not_occurred,
)

COLUMNS: Final = (
    "eventid date year month day source source_root source_agent target target_root target_agent "
    "code root_code quad_class goldstein issues lat lon placename state country ids urls sources"
).split()
RULES: Final = "CAMEO codes; columns as in Phoenix, with a header, tabs between"
SHAPE: Final = "CAMEO events, Phoenix-shaped; not coded by PETRARCH or GDELT"
QUADS: Final = ((5, 1), (8, 2), (13, 3), (20, 4))
"""Highest root code, and quad class: verbal and material cooperation, verbal and material conflict.

Roots 14 and above are material conflict, as in GDELT's and Phoenix's documentation.
"""
UNKNOWN: Final = ""
LOSES: Final = {
    "speakers": "no column",
    "denials": "no column; only what an account affirms is in",
    "agents beyond the first": "one row a pair; names give way to codes",
    "agents.responsibility": "no column",
    "instruments": "only as far as the code says them",
    "places beyond the first": "a row has one place",
    "time of day": "a row has a day",
    "time interval": "a row has one day, the first",
    "figures": "no column",
    "violations": "no column",
    "status": "only what is told as having happened is in",
    "certainty": "no column",
    "score": "no column",
    "wording": "no column",
    "evidence spans": "no column",
    "independent_origins": "no column",
    "agreement": "no column",
    "grade": "no column",
}


def export(data: Export) -> Exported:
    """Write incidents as Phoenix-shaped CAMEO rows; without a code an incident has no row."""
    kept, found, refused = fitting(data, _made)
    rows = [row for some in found for row in some]
    return Exported(
        format="cameo",
        shape=SHAPE,
        rules=RULES,
        files={"": csv_text(COLUMNS, rows, delimiter="\t").encode()},
        rows=len(rows),
        lost=count_losses(LOSES, kept),
        left_out=refused.all(),
    )


def _made(view: UnitView) -> tuple[list[Sequence[Cell]] | None, str]:
    reason = _unfit(view)
    return (None, reason) if reason else (list(_rows(view)), "")


def _unfit(view: UnitView) -> str | None:
    reason = not_occurred(view)
    if reason:
        return reason
    if view.days is None:
        return "no account gives a day"
    if view.cameo is None:
        return "no CAMEO code"
    if not view.agents:
        return "no account tells who did it; CAMEO needs a first side"
    return None


def quad_class(code: str) -> int:
    """Give the quad class, 1 to 4, of a CAMEO code."""
    root = int(code[:2])
    return next(quad for highest, quad in QUADS if root <= highest)


def actor_code(one: Participant | None) -> tuple[str, str, str]:
    """Give an actor's code, its country or group, and its role: ``RUSMIL`` ``RUS`` ``MIL``."""
    if one is None:
        return UNKNOWN, UNKNOWN, ""
    whole = one.code or f"{one.country or '---'}{one.sector or ''}"
    root, role = whole[:3].strip("-"), whole[3:6]
    return f"{root}{whole[3:]}" or UNKNOWN, root, role


def _rows(view: UnitView) -> list[list[Cell]]:
    targets: Sequence[Participant | None] = [
        t for t in view.targets if t.code or t.country or t.sector
    ] or [None]
    pairs: dict[tuple[str, str], tuple[Participant, Participant | None]] = {}
    for agent in view.agents:
        for target in targets:
            pairs.setdefault((actor_code(agent)[0], actor_code(target)[0]), (agent, target))
    several = len(pairs) > 1
    return [
        _row(view, agent, target, f"-{number}" if several else "")
        for number, (agent, target) in enumerate(pairs.values(), 1)
    ]


def _row(view: UnitView, agent: Participant, target: Participant | None, suffix: str) -> list[Cell]:
    code = view.cameo or ""
    score = plover_score(view.incident.type, view.incident.mode)
    day = view.days[0] if view.days else None
    place = view.place
    row: list[Cell] = [f"{view.incident.id}{suffix}", f"{day:%Y%m%d}" if day else ""]
    row += [day.year, day.month, day.day] if day else ["", "", ""]
    row += [*actor_code(agent), *actor_code(target)]
    row += [code, code[:2], quad_class(code), score.score if score else None]
    row += [joined(view.contexts, ";")]
    row += [place.lat, place.lon] if place else ["", ""]
    row += [brief(place.name), brief(place.admin1), place.country] if place else ["", "", ""]
    row += [joined((d.id for d in view.sources), ";")]
    row += [joined((safe_url(d.url) for d in view.sources), ";")]
    return [*row, joined((brief(d.outlet or d.key) for d in view.sources), ";")]
