"""Provenance as JSON-LD: who says which event, in whose words, from which document.

Three vocabularies together say "source S says event E": PROV-O for where a thing comes from, SEM
for events seen through views, GAF for the words that denote them. Each statement is a `sem:View`
of its own, so that two accounts that contradict each other stand side by side.
"""

import json
from typing import Any, Final
from urllib.parse import quote

from rashomon import __version__
from rashomon.model.document import Document
from rashomon.model.statement import Speaker, Statement
from rashomon.publish.cells import brief, plain, safe_url
from rashomon.publish.export import Export, Exported
from rashomon.publish.losses import count_losses
from rashomon.publish.unit_view import views

RULES: Final = (
    "PROV-O (2013), Simple Event Model (2009), Grounded Annotation Framework, JSON-LD 1.1"
)
BASE: Final = "urn:rashomon:"
CONTEXT: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "rsh": BASE,
}
ACTIVITY: Final = f"{BASE}reading"
LOSES: Final = {
    "agents.responsibility": "no property",
    "targets.targeting": "no property",
    "figures": "only in the denoting words",
    "certainty": "no property",
    "score": "no property",
    "condition": "no property",
    "independent_origins": "a count is no node of the graph",
    "agreement": "views stand side by side; the comparison is left to the reader",
    "grade": "no property",
}


def export(data: Export) -> Exported:
    """Write the graph of documents, statements, speakers and incidents."""
    nodes: dict[str, dict[str, Any]] = {ACTIVITY: _activity()}
    for document in data.documents.values():
        nodes[_iri(document.id)] = _document(document)
    for statement in data.statements.values():
        for node in _statement(statement):
            nodes.setdefault(node["@id"], node)
    for incident in data.incidents:
        nodes[_iri(incident.id)] = {
            "@id": _iri(incident.id),
            "@type": ["sem:Event", "prov:Entity"],
            "sem:eventType": _literal(_joined(incident.type, incident.mode)),
            "prov:wasDerivedFrom": [
                {"@id": _iri(i)} for i in incident.statements if i in data.statements
            ],
        }
    graph = {"@context": CONTEXT, "@graph": [_kept(node) for node in nodes.values()]}
    return Exported(
        format="prov",
        shape="PROV-O, SEM and GAF graph, one view a statement",
        rules=RULES,
        files={"": json.dumps(graph, ensure_ascii=False, indent=1).encode()},
        rows=len(nodes),
        lost=count_losses(LOSES, views(data)),
    )


def _activity() -> dict[str, Any]:
    return {
        "@id": ACTIVITY,
        "@type": "prov:Activity",
        "rdfs:label": f"reading by rashomon {__version__}",
    }


def _document(document: Document) -> dict[str, Any]:
    url = safe_url(document.url)
    return {
        "@id": _iri(document.id),
        "@type": "prov:Entity",
        "dcterms:title": brief(document.title or document.key),
        "dcterms:publisher": brief(document.outlet),
        "dcterms:issued": _when(document.published),
        "dcterms:source": {"@id": url} if url else None,
        "prov:hadPrimarySource": [
            {"@type": "prov:Entity", "rdfs:label": label}
            for r in document.derived_from
            if (label := plain(", ".join(p for p in (r.author, r.title, r.outlet) if p), 400))
        ],
        "rsh:sha256": document.sha256,
    }


def _statement(statement: Statement) -> list[dict[str, Any]]:
    event, view, words = (_iri(f"{statement.id}{part}") for part in ("", "/view", "/words"))
    agents = [_agent(s) for s in statement.speakers]
    nodes: list[dict[str, Any]] = [*agents]
    nodes.append(
        {
            "@id": event,
            "@type": ["sem:Event", "prov:Entity"],
            "sem:eventType": _literal(_joined(statement.type or statement.kind, statement.mode)),
            "sem:hasActor": [_actor(p.name) for p in (*statement.agents, *statement.targets)],
            "sem:hasPlace": [
                {
                    "@type": "sem:Place",
                    "rdfs:label": brief(p.name),
                    "geo:lat": p.lat,
                    "geo:long": p.lon,
                }
                for p in statement.places
            ],
            "sem:hasBeginTimeStamp": _when(statement.time.start if statement.time else None),
            "sem:hasEndTimeStamp": _when(statement.time.end if statement.time else None),
            "sem:accordingTo": {"@id": view},
            "gaf:denotedBy": {"@id": words},
            "prov:wasGeneratedBy": {"@id": ACTIVITY},
            "prov:wasAttributedTo": [{"@id": a["@id"]} for a in agents],
            "rsh:status": statement.status,
            "rsh:polarity": statement.polarity,
        }
    )
    nodes.append(
        {
            "@id": view,
            "@type": "sem:View",
            "rdfs:label": " › ".join(brief(s.name) or "nobody named" for s in statement.speakers)
            or "the author",
            "rsh:stance": [s.stance for s in statement.speakers] or ["asserts"],
        }
    )
    nodes.append(
        {
            "@id": words,
            "@type": ["nif:String", "prov:Entity"],
            "nif:anchorOf": plain(statement.evidence.text),
            "nif:beginIndex": statement.evidence.start,
            "nif:endIndex": statement.evidence.end,
            "prov:wasQuotedFrom": {"@id": _iri(statement.document)},
        }
    )
    return nodes


def _agent(speaker: Speaker) -> dict[str, Any]:
    named = speaker.id or speaker.name or "nobody-named"
    return {
        "@id": _iri(f"agent/{quote(plain(named, 200), safe='')}"),
        "@type": "prov:Agent",
        "rdfs:label": brief(speaker.name) or "nobody named",
    }


def _actor(name: str) -> dict[str, Any]:
    return {"@type": "sem:Actor", "rdfs:label": plain(name, 400)}


def _iri(identity: str) -> str:
    return BASE + quote(identity, safe="/%:")


def _when(text: str | None) -> dict[str, str] | None:
    if not text:
        return None
    kind = "xsd:date" if len(text) == 10 else "xsd:dateTime" if "T" in text else "xsd:gYearMonth"
    whole = f"{text}:00" if kind == "xsd:dateTime" and len(text) == 16 else text
    return {"@type": kind, "@value": whole}


def _joined(*parts: str | None) -> str:
    return " ".join(p for p in parts if p)


def _literal(text: str) -> str | None:
    return plain(text) or None


def _kept(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not there, in nodes within nodes as well."""
    found = {}
    for key, value in node.items():
        if isinstance(value, list):
            value = [_kept(v) if isinstance(v, dict) else v for v in value]
        if value not in (None, "", [], {}):
            found[key] = value
    return found
