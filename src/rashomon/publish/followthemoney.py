"""FollowTheMoney entities, one a line: events, those involved, documents, and mentions apart.

What a document mentions is kept as `Mention`, apart from the entity that it is taken for, so that
a machine's finds do not flood a list that people keep. Nobody is made an organiser: who is said to
have done a thing is involved in it, like those to whom it was done.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from rashomon.knowledge.exchange_codes import country
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.publish.cells import brief, joined, plain, safe_url
from rashomon.publish.export import Export, Exported, Refusals
from rashomon.publish.losses import count_losses
from rashomon.publish.sentences import headline, notes
from rashomon.publish.unit_view import UnitView, day_of, views

RULES: Final = "FollowTheMoney 4: Event, Mention, Document, Person, Organization, PublicBody"
SCHEMATA: Final = {
    "person": "Person",
    "organization": "Organization",
    "group": "Organization",
    "state": "PublicBody",
}
LANGUAGES: Final = {"en": "eng"}
LOSES: Final = {
    "speakers": "only told in the summary",
    "speakers.stance": "only told in the summary",
    "denials": "only told in the summary",
    "agents.responsibility": "agents and targets alike are involved",
    "targets.targeting": "no property",
    "instruments": "no property",
    "figures": "only told in the summary",
    "violations": "as keywords",
    "status": "only told in the summary",
    "certainty": "no property",
    "score": "no property",
    "condition": "no property",
    "links": "no property",
    "evidence spans": "no property",
    "origins": "no property",
    "independent_origins": "no property",
    "agreement": "no property",
    "grade": "no property",
}


def export(data: Export) -> Exported:
    """Write entities as JSON lines; each entity stands in one line."""
    refused = Refusals()
    kept: list[UnitView] = []
    entities: dict[str, dict[str, Any]] = {}
    for view in views(data):
        if not view.statements:
            refused.add(view.incident.id, "none of its statements is at hand")
            continue
        kept.append(view)
        for entity in _of_view(view):
            entities.setdefault(entity["id"], entity)
    lines = "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entities.values())
    return Exported(
        format="followthemoney",
        shape="FollowTheMoney entities; machine readings, none resolved by a person",
        rules=RULES,
        files={"": lines.encode()},
        rows=len(entities),
        lost=count_losses(LOSES, kept),
        left_out=refused.all(),
    )


def _of_view(view: UnitView) -> Iterator[dict[str, Any]]:
    for document in view.sources:
        yield _document(document)
    involved = []
    for one in (*view.incident.agents, *view.incident.targets):
        if one.named and one.kind in SCHEMATA:
            entity = _actor(one)
            involved.append(entity["id"])
            yield entity
    for statement in view.statements:
        for one in (*statement.agents, *statement.targets):
            if one.named and one.kind in SCHEMATA and statement.document in view.documents:
                yield _mention(one, statement.document)
    yield _event(view, involved)


def _event(view: UnitView, involved: Sequence[str]) -> dict[str, Any]:
    incident = view.incident
    days = [d.isoformat() for d in view.days] if view.days else []
    single = view.length_days == 1
    code = country(view.place.country) if view.place else None
    keywords = [incident.type, incident.mode, *view.contexts]
    keywords += [v for s in view.statements for v in s.violations]
    return _entity(
        f"rashomon-{incident.id}",
        "Event",
        {
            "name": [headline(view)],
            "summary": [plain(notes(view))],
            "date": days[:1] if single else [],
            "startDate": [] if single else days[:1],
            "endDate": [] if single else days[1:],
            "location": [_address(view)],
            "country": [code.iso2.lower() if code else ""],
            "involved": list(involved),
            "proof": [f"rashomon-{d.id}" for d in view.sources],
            "keywords": [plain(k).replace("_", " ") for k in keywords if k],
            "recordId": [incident.id],
            "sourceUrl": [safe_url(d.url) or "" for d in view.sources],
            "publisher": [brief(d.outlet) for d in view.sources],
        },
    )


def _address(view: UnitView) -> str:
    place = view.place
    if place is None:
        return ""
    known = country(place.country)
    return joined([brief(place.name), brief(place.admin1), known.name if known else ""], ", ")


def _actor(one: Participant) -> dict[str, Any]:
    code = country(one.country)
    return _entity(
        _actor_id(one),
        SCHEMATA[one.kind or ""],
        {
            "name": [brief(one.name)],
            "country": [code.iso2.lower() if code else ""],
            "keywords": [one.sector or ""],
        },
    )


def _actor_id(one: Participant) -> str:
    stamp = one.id or f"{one.kind}|{brief(one.name).casefold()}"
    return f"rashomon-actor-{hashlib.sha1(stamp.encode(), usedforsecurity=False).hexdigest()}"


def _mention(one: Participant, document: str) -> dict[str, Any]:
    stamp = f"{document}|{_actor_id(one)}|{one.mention.text.casefold()}"
    code = country(one.country)
    return _entity(
        f"rashomon-mention-{hashlib.sha1(stamp.encode(), usedforsecurity=False).hexdigest()}",
        "Mention",
        {
            "document": [f"rashomon-{document}"],
            "resolved": [_actor_id(one)],
            "name": [brief(one.mention.text)],
            "detectedSchema": [SCHEMATA[one.kind or ""]],
            "contextCountry": [code.iso2.lower() if code else ""],
        },
    )


def _document(document: Document) -> dict[str, Any]:
    published = day_of(document.published)
    retrieved = day_of(document.retrieved_at)
    return _entity(
        f"rashomon-{document.id}",
        "Document",
        {
            "title": [brief(document.title or document.key)],
            "fileName": [brief(document.key)],
            "author": [plain(a, 400) for a in document.authors],
            "publishedAt": [published.isoformat() if published else ""],
            "retrievedAt": [retrieved.isoformat() if retrieved else ""],
            "publisher": [brief(document.outlet)],
            "sourceUrl": [safe_url(document.url) or ""],
            "language": [LANGUAGES.get(document.language or "", "")],
            "mimeType": [document.media_type or ""],
        },
    )


def _entity(identity: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    """Make an entity; empty values and properties without one are left out, as FtM wants it."""
    kept = {
        name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()
    }
    return {
        "id": identity,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }
