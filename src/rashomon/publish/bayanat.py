"""Bayanat import: a table of bulletins and a table of incidents that joins them.

A bulletin is a closed universe: it records what one document says and nothing else. So each
document becomes one bulletin with its own statements, and what several documents add up to stands
in the incidents alone. Labels are the source's allegations and go to `labels`; `verified_labels`
stays empty, for nobody has verified anything.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.publish.acled_coding import ACTORS
from rashomon.publish.cells import Cell, brief, csv_text, joined, plain, safe_url
from rashomon.publish.export import Export, Exported
from rashomon.publish.losses import count_losses
from rashomon.publish.sentences import headline, notes
from rashomon.publish.ucdp import stable_number
from rashomon.publish.unit_view import UnitView, views

BULLETIN: Final = (
    "id title title_ar origin_id source_link sjac_title sjac_title_ar description publish_date "
    "documentation_date labels verified_labels sources locations geo_locations media events "
    "related_bulletins related_actors related_incidents"
).split()
INCIDENT: Final = (
    "id title title_ar description labels locations potential_violations claimed_violations events "
    "related_actors related_bulletins related_incidents comments status"
).split()
RULES: Final = "Bayanat 4.0, columns of the bulletin export, incident fields of the model"
MOST_LINES: Final = 60
HARMS: Final = frozenset({"ASSAULT", "COERCE"})
PERPETRATOR: Final = "Alleged Perpetrator"
INJURED: Final = "Injured Party"
PARTICIPANT: Final = "Participant"
LOSES: Final = {
    "speakers": "only told in the bulletin's description",
    "agents.responsibility": "every agent of a harm is an Alleged Perpetrator",
    "targets.targeting": "no field",
    "instruments": "no field",
    "figures.low and high": "only told in words",
    "figures.accounts": "only told in words",
    "certainty": "no field",
    "score": "no field",
    "status": "only told in words",
    "condition": "no field",
    "evidence spans": "quotations without their offsets",
    "links": "no field",
    "origins": "no field",
    "independent_origins": "no field",
    "agreement": "no field",
    "grade": "no field",
}


def export(data: Export) -> Exported:
    """Write bulletins to the main file and incidents to a second one, ``.incidents``."""
    several = list(views(data))
    belongs: dict[str, list[UnitView]] = {}
    for view in several:
        for document in view.sources:
            belongs.setdefault(document.id, []).append(view)
    told: dict[str, list[Statement]] = {}
    for statement in data.statements.values():
        told.setdefault(statement.document, []).append(statement)
    bulletins = [
        _bulletin(document, told.get(document.id, []), belongs.get(document.id, []))
        for document in data.documents.values()
    ]
    incidents = [_incident(view) for view in several]
    return Exported(
        format="bayanat",
        shape="Bayanat import: bulletins, and incidents beside them; nothing verified",
        rules=RULES,
        files={
            "": csv_text(BULLETIN, bulletins).encode(),
            ".incidents": csv_text(INCIDENT, incidents).encode(),
        },
        rows=len(bulletins),
        lost=count_losses(LOSES, several),
    )


def _bulletin(
    document: Document, statements: Sequence[Statement], incidents: Sequence[UnitView]
) -> list[Cell]:
    ordered = sorted(statements, key=lambda s: s.trigger.start)
    title = document.title or document.key
    values: dict[str, Cell] = dict.fromkeys(BULLETIN, "")
    values |= {
        "id": stable_number(document.id),
        "title": plain(title, 255),
        "origin_id": document.id,
        "source_link": safe_url(document.url),
        "description": _description(ordered),
        "publish_date": (document.published or "")[:10],
        "documentation_date": (document.retrieved_at or "")[:10],
        "labels": joined((plain(v) for s in ordered for v in s.violations), ", "),
        "sources": brief(document.outlet),
        "locations": joined((brief(p.name) for s in ordered for p in s.places), ", "),
        "geo_locations": _points(ordered),
        "events": joined((_event(s) for s in ordered if s.kind == "event"), " | "),
        "related_actors": _actors(ordered),
        "related_incidents": joined((str(stable_number(v.incident.id)) for v in incidents), ", "),
    }
    return [values[column] for column in BULLETIN]


def _incident(view: UnitView) -> list[Cell]:
    values: dict[str, Cell] = dict.fromkeys(INCIDENT, "")
    values |= {
        "id": stable_number(view.incident.id),
        "title": headline(view),
        "description": plain(notes(view)),
        "locations": joined((brief(p.name) for p in view.incident.places), ", "),
        "claimed_violations": joined(
            (plain(v) for s in view.statements for v in s.violations), ", "
        ),
        "events": joined((_event(s) for s in view.affirming), " | "),
        "related_actors": _actors(view.statements),
        "related_bulletins": joined((str(stable_number(d.id)) for d in view.sources), ", "),
        "comments": f"Read by rules; incident {view.incident.id}",
        "status": "Machine Created",
    }
    return [values[column] for column in INCIDENT]


def _description(statements: Sequence[Statement]) -> str:
    lines = []
    for statement in statements[:MOST_LINES]:
        quote = plain(words.excerpt(statement, 200), 200)
        lines.append(f"{plain(words.chain_words(statement))}: “{quote}” ({statement.status})")
    if len(statements) > MOST_LINES:
        lines.append(f"Further statements: {len(statements) - MOST_LINES}")
    return "; ".join(lines)


def _points(statements: Iterable[Statement]) -> str:
    points = (
        f"{brief(p.name)} ({p.lat}, {p.lon})"
        for s in statements
        for p in s.places
        if p.lat is not None and p.lon is not None
    )
    return joined(points, "; ")


def _event(statement: Statement) -> str:
    kind = joined((statement.type, statement.mode), " ") or statement.kind
    when = words.time_words(statement.time)
    where = statement.places[0].name if statement.places else ""
    return joined((plain(kind), when, plain(where)), ", ")


def _actors(statements: Iterable[Statement]) -> str:
    several = list(statements)
    found: list[str] = []
    for statement in several:
        harm = statement.type in HARMS or bool(statement.violations)
        people = [p for p in statement.targets if p.kind in ACTORS]
        found += [
            f"{brief(p.name)} ({PERPETRATOR if harm else PARTICIPANT})" for p in statement.agents
        ]
        found += [f"{brief(p.name)} ({INJURED if harm else PARTICIPANT})" for p in people]
    return joined(found)
