"""schema.org claims as JSON-LD: who claims what, and where it appeared; never a rating.

A ``ClaimReview`` is a person's verdict. This program gives none, so it writes ``Claim`` alone.
"""

import json
from typing import Any, Final

from rashomon.model.document import Document
from rashomon.model.statement import Speaker, Statement
from rashomon.publish import words
from rashomon.publish.cells import brief, plain, safe_url
from rashomon.publish.export import Export, Exported, Refusals
from rashomon.publish.losses import count_losses
from rashomon.publish.privacy_names import looks_personal
from rashomon.publish.unit_view import day_of, views

CONTEXT: Final = "https://schema.org"
RULES: Final = "schema.org Claim, JSON-LD, context https://schema.org alone; no ClaimReview"
LOSES: Final = {
    "speakers.basis": "no property",
    "agents.responsibility": "no property",
    "instruments": "no property",
    "time of day": "kept as temporalCoverage without its precision",
    "figures": "only in the quoted words",
    "status": "as a keyword",
    "certainty": "no property",
    "score": "no property",
    "condition": "no property",
    "links": "no property",
    "evidence spans": "the quoted words without their offsets",
    "origins": "no property",
    "independent_origins": "no property",
    "agreement": "no property",
    "grade": "a grade of harm is no rating of a claim",
}


def export(data: Export) -> Exported:
    """Write every statement that is a claim of somebody as a schema.org Claim."""
    refused = Refusals()
    claims = []
    for statement in data.statements.values():
        document = data.documents.get(statement.document)
        if document is None:
            refused.add(statement.id, "its document is not at hand")
        else:
            claims.append(_claim(statement, document))
    graph = {"@context": CONTEXT, "@graph": claims}
    return Exported(
        format="claim",
        shape="schema.org Claim objects; no verdict on any",
        rules=RULES,
        files={"": json.dumps(graph, ensure_ascii=False, indent=1).encode()},
        rows=len(claims),
        lost=count_losses(LOSES, views(data)),
        left_out=refused.all(),
    )


def _claim(statement: Statement, document: Document) -> dict[str, Any]:
    where = _work(document)
    about = [_thing(p.name, "Place") for p in statement.places]
    about += [_thing(p.name, _actor_type(p.kind)) for p in (*statement.agents, *statement.targets)]
    claim: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"urn:rashomon:{statement.id}",
        "identifier": statement.id,
        "text": plain(statement.evidence.text),
        "author": _author(statement, document),
        "datePublished": _day(document.published),
        "appearance": where,
        "firstAppearance": where,
        "about": about,
        "keywords": _keywords(statement),
        "temporalCoverage": _interval(statement),
        "inLanguage": document.language,
    }
    return {key: value for key, value in claim.items() if value not in (None, "", [], {})}


def _author(statement: Statement, document: Document) -> dict[str, Any] | None:
    """Give the innermost speaker; where the author speaks, the byline or the outlet."""
    if statement.speakers:
        speaker = statement.speakers[-1]
        return _thing(speaker.name, _speaker_type(speaker)) if speaker.name else None
    if document.authors:
        return _thing(document.authors[0], "Person")
    return _thing(document.outlet, "Organization") if document.outlet else None


def _speaker_type(speaker: Speaker) -> str:
    if (speaker.id or "").startswith("person:"):
        return "Person"
    known = speaker.id is not None or speaker.identity in ("collective", "document")
    return "Organization" if known or not looks_personal(speaker.name or "") else "Person"


def _actor_type(kind: str | None) -> str:
    known = {"person": "Person", "organization": "Organization", "group": "Organization"}
    return known.get(kind or "", "Thing")


def _work(document: Document) -> dict[str, Any]:
    work: dict[str, Any] = {
        "@type": "CreativeWork",
        "@id": f"urn:rashomon:{document.id}",
        "name": brief(document.title or document.key),
        "url": safe_url(document.url),
        "datePublished": _day(document.published),
        "publisher": _thing(document.outlet, "Organization") if document.outlet else None,
    }
    return {key: value for key, value in work.items() if value}


def _thing(name: str | None, type_: str) -> dict[str, Any]:
    return {"@type": type_, "name": plain(name, 400)}


def _keywords(statement: Statement) -> list[str]:
    found = [statement.kind, statement.type, statement.mode, f"status: {statement.status}"]
    if statement.speakers and statement.speakers[-1].stance != "asserts":
        found.append(f"stance: {statement.speakers[-1].stance}")
    if words.is_negated(statement):
        found.append("negated")
    return [word for word in found if word]


def _interval(statement: Statement) -> str | None:
    time = statement.time
    if time is None:
        return None
    return time.start if time.start == time.end else f"{time.start}/{time.end}"


def _day(published: str | None) -> str | None:
    day = day_of(published)
    return day.isoformat() if day else None
