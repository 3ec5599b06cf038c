"""Fields of a statement that need its speakers: responsibility, targeting, scope, wording, horizon.

Nothing here looks beyond the clause and the chain of speakers, and no side is treated apart:
the words decide, whoever they are said of.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers.did_answer import SELF, governors, holders_of, is_mutual
from rashomon.layers.did_marks import Mark, find_marks, phrases
from rashomon.layers.did_people import actor_at
from rashomon.layers.howreal_asked import asks, is_asked, is_left_open
from rashomon.layers.windows import head_of, words_of
from rashomon.lexicon.fields import load_fields
from rashomon.model.actor import Participant, Responsibility
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.span import Span
from rashomon.model.time import EventTime
from rashomon.reading.sensitivity import sensitivity_of

MARKED: Final = ("responsibility", "targeting", "scope")
AHEAD: Final = frozenset(
    {"planned", "threatened", "demanded", "desired", "predicted", "conditional"}
)
WEEK: Final = 7
"""Days from which several happenings under one count are a summary."""
SEASON: Final = 60
"""Days from which a toll without any other word is a summary; "two men in December" is not one."""
LIMITS: Final = frozenset({"by", "until", "before", "within", "till"})
LONG: Final = frozenset({"cumulative", "period"})
HURT: Final = frozenset({"killed", "injured", "missing", "displaced", "detained", "abducted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event in the words of its speakers.

    Attributes:
        doc: The document.
        event: The event.
        chain: Its speakers, outermost first.
        marks: Marks of responsibility, targeting and scope in its clause.
    """

    doc: Doc
    event: EventMention
    chain: tuple[Attribution, ...]
    marks: tuple[Mark, ...]

    @property
    def speaker(self) -> str | None:
        """Name of the innermost speaker; None for the author's own voice."""
        return speaker_name(self.chain[-1]) if self.chain else None

    @property
    def token(self) -> Token | None:
        """The trigger's token, if the event comes from the layers."""
        head = self.event.head
        return self.doc[head] if 0 <= head < len(self.doc) else None


def speaker_name(attribution: Attribution) -> str | None:
    """Give the name of an attribution's speaker: resolved, else as the text has it."""
    if attribution.speaker is not None:
        return attribution.speaker.name
    return attribution.source[0].text if attribution.source else None


def marks_of(doc: Doc) -> dict[int, tuple[Mark, ...]]:
    """Give the marks of all events of a document, by the trigger's token."""
    heads = {e.head for e in doc._.events if 0 <= e.head < len(doc)}
    return find_marks(doc, heads, MARKED) if heads else {}


def statement_fields(told: Told) -> dict[str, Any]:
    """Give the fields of a statement that its speakers, clause and words decide."""
    event = told.event
    return {
        "agents": tuple(replace(a, responsibility=responsibility(told, a)) for a in event.agents),
        "targets": targets_of(told),
        "scope": scope_of(told),
        "wording": event.wording or wording_of(told),
        "horizon": event.horizon or horizon_of(told),
        "denial_of": denial_of(told),
        "sensitivity": sensitivity_of(told.doc, event, told.chain),
    }


# --- responsibility ---------------------------------------------------------------------------


def responsibility(told: Told, agent: Participant) -> Responsibility:
    """Say on what footing an agent is called responsible.

    The innermost wording decides: a denial first, then the word that accuses, claims or
    admits, then words of doubt beside the trigger or on the agent; else it is told as a fact.
    """
    by = told.speaker
    if told.chain and told.chain[-1].stance == "denies":
        return Responsibility(basis="denied", by=by)
    governed = _governed(told, agent)
    if governed is not None:
        return governed
    doubt = _doubt(told, agent)
    if doubt is not None:
        return Responsibility(basis=doubt, by=by)
    doubts = bool(told.chain) and told.chain[-1].stance == "doubts"
    if told.event.status == "possible" or doubts or _is_asked_of(told, agent):
        return Responsibility(basis="possible", by=by)
    return Responsibility(basis="as_fact", by=by)


def _is_asked_of(told: Told, agent: Participant) -> bool:
    """Tell who a question asks about: "Is *the Front* behind the kidnapping?".

    "Did Varga condemn *the army's* raid?" takes the army's deed for granted.
    """
    if told.token is None:
        return False
    if told.chain and told.chain[-1].stance == "asks" and is_left_open(told.token):
        return True
    if not asks(told.token):
        return False
    if is_asked(told.token):
        return True
    inside = {t.i for t in told.token.subtree}
    return not any(t.i in inside for t in words_of(told.doc, agent.mention))


def _governed(told: Told, agent: Participant) -> Responsibility | None:
    if told.token is None:
        return None
    deeds = [told.token, *_deed_of(told.doc, agent)]
    for governor, rule in (g for deed in deeds for g in governors(deed)):
        holders = holders_of(governor)
        others = [h for h in holders if not _is_actor(told.doc, h, agent)]
        if rule.value in SELF:
            if len(others) < len(holders):
                return Responsibility(basis=rule.value, by=agent.name)
        elif len(others) == len(holders) or is_mutual(governor):
            by = _name(told.doc, others[0]) if others else told.speaker
            return Responsibility(basis=rule.value, by=by)
    return None


def _deed_of(doc: Doc, agent: Participant) -> list[Token]:
    """Give the deed behind an agent of what it led to: "killed in *an attack* claimed by X"."""
    head = head_of(doc, agent.mention)
    if head is None or head.head.pos_ != "ADP":
        return []
    told = head.head.head
    return [told.head] if told.dep_ == "acl" and told.tag_ == "VBN" else []


def _name(doc: Doc, token: Token) -> str:
    actor = actor_at(doc, token)
    return actor.name if actor is not None else token.text


def _is_actor(doc: Doc, token: Token, agent: Participant) -> bool:
    if agent.mention.start <= token.idx < agent.mention.end:
        return True
    actor = actor_at(doc, token)
    if actor is None:
        return False
    return actor.name == agent.name or (actor.id is not None and actor.id == agent.id)


def _doubt(told: Told, agent: Participant) -> str | None:
    for mark in told.marks:
        is_month = mark.token.pos_ == "PROPN"  # "on 19 May" is no doubt
        if mark.rule.field == "responsibility" and "mark" in mark.rule.arcs and not is_month:
            return mark.rule.value
    index = load_fields().index["responsibility"]
    for token in words_of(told.doc, agent.mention):
        for word in (token, *token.lefts):
            for _, rule in index.get(word.lower_, ()):
                if "agent" in rule.arcs and word.dep_ in ("amod", "advmod"):
                    return rule.value
    return None


# --- targets, scope, wording ------------------------------------------------------------------


def targets_of(told: Told) -> tuple[Participant, ...]:
    """Give the targets, with whether they were aimed at where the clause says so."""
    said = [m.rule.value for m in told.marks if m.rule.field == "targeting"]
    if not said:
        return told.event.targets
    value = said[0]
    denied = told.token is not None and any(
        c.dep_ == "neg" for m in told.marks if m.rule.field == "targeting" for c in m.token.children
    )
    if denied:
        return told.event.targets
    return tuple(replace(t, targeting=t.targeting or value) for t in told.event.targets)


def scope_of(told: Told) -> str:
    """Tell one happening from a series and from a summary."""
    event = told.event
    said = {m.rule.value for m in told.marks if m.rule.field == "scope"}
    if "aggregate" in said or any(f.coverage in LONG for f in event.figures):
        return "aggregate"
    token = told.token
    counted = token is not None and any(c.dep_ == "nummod" for c in token.children)
    days = _days(event.time)
    if days >= WEEK and counted:
        return "aggregate"
    if days >= SEASON and any(f.measure in HURT for f in event.figures):
        return "aggregate"
    if "repeated" in said or (token is not None and _is_series(token)):
        return "repeated"
    return event.scope


def _days(time: EventTime | None) -> int:
    """Give how many days a time spans."""
    if time is None:
        return 0
    return (date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])).days


def _is_series(token: Token) -> bool:
    if token.tag_ != "NNS":
        return False
    listed = load_fields().index["scope"].get(token.lower_, ())
    return not any(rule.value == "single" for _, rule in listed)


def wording_of(told: Told) -> str | None:
    """Give the first loaded word of the trigger or of who takes part, as the text has it."""
    event = told.event
    spans = [event.trigger, *(p.mention for p in (*event.agents, *event.targets))]
    for span in spans:
        tokens = words_of(told.doc, span)
        if span is event.trigger:
            tokens = [t for t in (*_near(tokens), *tokens) if t.dep_ != "poss"]
        for token, rule in phrases(told.doc, "wording", tokens):
            if token.pos_ != "PROPN" and rule.value == "loaded":
                return token.text
    for actor in told.doc._.actors:
        if actor.wording and any(s.overlaps(actor.span) for s in spans[1:]):
            return str(actor.wording)
    return None


def _near(tokens: list[Token]) -> list[Token]:
    """Give the adjectives right in front of a trigger: "*ethnic* cleansing"."""
    return [c for t in tokens for c in t.lefts if c.dep_ in ("amod", "compound")]


# --- horizon and denial -----------------------------------------------------------------------


def horizon_of(told: Told) -> EventTime | None:
    """Give by when something announced, threatened or foreseen is to happen, where said."""
    event = told.event
    if event.kind != "forecast" and event.status not in AHEAD:
        return None
    for mention in told.doc._.times:
        if not event.evidence.covers(mention.span) or not (mention.start and mention.end):
            continue
        if mention.relation in LIMITS or _word_before(told.doc, mention.span) in LIMITS:
            return EventTime(
                start=mention.start,
                end=mention.end,
                precision=mention.precision or "range",
                mention=mention.span,
                reason=f"{mention.rule}: {mention.reason}",
            )
    return event.time if event.kind == "forecast" else None


def _word_before(doc: Doc, span: Span) -> str:
    tokens = words_of(doc, span)
    return doc[tokens[0].i - 1].lower_ if tokens and tokens[0].i else ""


def denial_of(told: Told) -> str | None:
    """Say what a speaker denies: what the cue says, else its own agency, else the occurrence."""
    for attribution in reversed(told.chain):
        if attribution.denial_of:
            return attribution.denial_of
    if not told.chain or told.chain[-1].stance != "denies":
        return None
    denier = told.chain[-1].speaker
    if denier is None:
        return "occurrence"
    own = any(
        a.name == denier.name or (a.id is not None and a.id == denier.id) for a in told.event.agents
    )
    return "agency" if own else "occurrence"
