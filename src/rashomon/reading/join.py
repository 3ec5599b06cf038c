"""Join the layers of one document into statements: who says each thing that is told."""

import hashlib

from spacy.tokens import Doc

from rashomon.model.attribution import Attribution
from rashomon.model.document import Document
from rashomon.model.event import EventMention
from rashomon.model.statement import Speaker, Statement


def join_statements(doc: Doc, document: Document) -> tuple[Statement, ...]:
    """Give every event mention its chain of speakers.

    Returns:
        Statements in text order; spans still count in the shadow text.
    """
    return tuple(_statement(doc, event, document) for event in doc._.events)


def _statement(doc: Doc, event: EventMention, document: Document) -> Statement:
    chain = _chain(event, doc._.attributions)
    stamp = f"{document.id}|{event.trigger.start}|{event.trigger.end}|{event.kind}"
    return Statement(
        id="s" + hashlib.sha256(stamp.encode()).hexdigest()[:15],
        document=document.id,
        document_key=document.key,
        kind=event.kind,
        evidence=event.evidence,
        trigger=event.trigger,
        type=event.type,
        mode=event.mode,
        cameo=event.cameo,
        contexts=event.contexts,
        violations=event.violations,
        speakers=tuple(_speaker(a) for a in chain),
        agents=event.agents,
        targets=event.targets,
        instruments=event.instruments,
        roles=event.roles,
        time=event.time,
        places=event.places,
        figures=event.figures,
        scope=event.scope,
        status=event.status,
        polarity=event.polarity,
        denial_of=next((a.denial_of for a in reversed(chain) if a.denial_of), None),
        condition=event.condition,
        horizon=event.horizon,
        links=(),
        certainty=event.certainty,
        factuality=event.factuality,
        wording=event.wording,
        score=event.score,
        sensitivity=None,
        why=event.why,
    )


def _chain(event: EventMention, attributions: tuple[Attribution, ...]) -> list[Attribution]:
    covering = [a for a in attributions if any(c.covers(event.trigger) for c in a.content)]
    return sorted(covering, key=lambda a: -sum(c.end - c.start for c in a.content))


def _speaker(attribution: Attribution) -> Speaker:
    source = attribution.source[0] if attribution.source else None
    name = attribution.speaker.name if attribution.speaker else (source.text if source else None)
    return Speaker(
        name=name,
        id=attribution.speaker.id if attribution.speaker else None,
        mention=source,
        cue=attribution.cue[0] if attribution.cue else None,
        form=attribution.form,
        stance=attribution.stance,
        also=attribution.also,
        identity=attribution.identity,
        basis=attribution.basis,
        said_at=attribution.said_at,
    )
