"""Join the layers of one document into statements: who says each thing that is told."""

import hashlib

from spacy.tokens import Doc

from rashomon.model.document import Document
from rashomon.model.event import EventMention
from rashomon.model.statement import Statement
from rashomon.reading.speakers import speaker_chain, to_speaker


def join_statements(doc: Doc, document: Document) -> tuple[Statement, ...]:
    """Give every event mention its chain of speakers.

    Returns:
        Statements in text order; spans still count in the shadow text.
    """
    return tuple(_statement(doc, event, document) for event in doc._.events)


def _statement(doc: Doc, event: EventMention, document: Document) -> Statement:
    chain = speaker_chain(event.trigger, doc._.attributions)
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
        speakers=tuple(to_speaker(a) for a in chain),
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
