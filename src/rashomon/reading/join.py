"""Join the layers of one document into statements: who says each thing that is told."""

import hashlib
from dataclasses import replace

from spacy.tokens import Doc

from rashomon.layers.did_marks import Mark
from rashomon.layers.granted import is_granted
from rashomon.layers.said_retorts import COUNTED, DOER
from rashomon.model.attribution import Attribution
from rashomon.model.document import Document
from rashomon.model.event import EventMention
from rashomon.model.statement import Statement
from rashomon.reading.deniers import deniers_of
from rashomon.reading.fields import Told, denial_of, marks_of, statement_fields
from rashomon.reading.hollow import hollow
from rashomon.reading.home import at_home
from rashomon.reading.links import link_statements
from rashomon.reading.retorts import (
    as_denied,
    counted_anew,
    done_by,
    in_own_voice,
    on_footing,
    retorts_of,
)
from rashomon.reading.since import until_told
from rashomon.reading.speakers import NOT_SO, speaker_chain, to_speaker


def join_statements(doc: Doc, document: Document) -> tuple[Statement, ...]:
    """Give every event mention its chain of speakers.

    Returns:
        Statements in text order; spans still count in the shadow text.
    """
    marks = marks_of(doc)
    pairs = [
        (event, _statement(doc, event, document, marks.get(event.head, ())))
        for event in (until_told(doc, at_home(doc, told), document) for told in doc._.events)
    ]
    linked = link_statements(doc, pairs)
    answers: dict[int, list[Statement]] = {}
    retorts = []
    for number, retort, chain in retorts_of(doc, pairs):
        event = pairs[number][0]
        if retort.rule == DOER:
            named = done_by(doc, event, retort)
            if named is None:
                continue
            event = named
        retorts.append((number, retort))
        denied = _statement(doc, event, document, marks.get(event.head, ()), chain)
        if retort.rule == DOER:
            denied = on_footing(doc, denied, retort)
        if retort.rule == COUNTED:
            fresh = counted_anew(doc, denied, retort)
            if fresh is None:
                continue
            denied = fresh
        if all(not _same_chain(denied, s) for s in answers.get(number, ())):
            answers.setdefault(number, []).append(as_denied(denied, linked[number], retort))
    linked = tuple(in_own_voice(told, linked, retorts) for told in linked)
    empty = hollow(doc, pairs, [retort for _, retort in retorts])
    kept = ((n, told) for n, told in enumerate(linked) if n not in empty)
    return tuple(s for n, told in kept for s in (told, *answers.get(n, ())))


def _reaching(doc: Doc, event: EventMention) -> list[Attribution]:
    """Leave out the denials that take an event for granted."""
    around: tuple[Attribution, ...] = (*doc._.attributions, *doc._.denials)
    if event.head < 0:
        return list(around)
    over = [a for a in around if any(c.covers(event.trigger) for c in a.content)]
    if all(a.stance not in NOT_SO for a in over):
        return over
    acts = frozenset(e.head for e in doc._.events)
    granted = [a for a in over if a.stance in NOT_SO and is_granted(doc, event.head, a, acts)]
    return [a for a in over if a not in granted]


def _same_chain(one: Statement, other: Statement) -> bool:
    return [(s.name, s.id) for s in one.speakers] == [(s.name, s.id) for s in other.speakers]


def _statement(
    doc: Doc,
    event: EventMention,
    document: Document,
    marks: tuple[Mark, ...],
    answer: tuple[Attribution, ...] = (),
) -> Statement:
    chain = answer or speaker_chain(event.trigger, _reaching(doc, event))
    told = Told(doc=doc, event=event, chain=tuple(chain), marks=marks)
    if chain and chain[-1].stance == "denies" and denial_of(told) == "agency":
        agents = deniers_of(doc, event, chain[-1])
        told = replace(told, event=replace(event, agents=event.agents or agents))
    fields = statement_fields(told)
    stamp = f"{document.id}|{event.trigger.start}|{event.trigger.end}|{event.kind}"
    stamp += f"|{answer[-1].cue[0].start}" if answer else ""
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
        instruments=event.instruments,
        roles=event.roles,
        time=event.time,
        places=event.places,
        figures=event.figures,
        status=event.status,
        polarity=event.polarity,
        condition=event.condition,
        links=(),
        certainty=event.certainty,
        factuality=event.factuality,
        score=event.score,
        why=event.why,
        **fields,
    )
