"""How real each event is: status, polarity, certainty, factuality.

Rules over the parse (lexicon ``realis.toml``) come first; where several or none speak, a small
learned model weighs them. Runs behind the event layer and completes ``doc._.events``.
"""

import dataclasses
from collections.abc import Callable
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.layers import clause, state
from rashomon.layers.clause_contrast import is_set_apart
from rashomon.layers.did_headline import headline_doer
from rashomon.layers.did_status import STATUS
from rashomon.layers.features import dense_rows, token_features
from rashomon.layers.howreal_ahead import SLIM, as_forecast, look_ahead
from rashomon.layers.howreal_asked import expects_yes, is_asked
from rashomon.layers.howreal_denied import NOT_SO, hear_denials
from rashomon.layers.howreal_rules import RealisReading, certainty_of, read_realis_of
from rashomon.layers.howreal_tellers import (
    CHECKED,
    RECEIVED,
    innermost,
    is_checked,
    is_hearsay,
    is_received,
    told_by,
    told_by_nobody,
)
from rashomon.layers.howreal_threats import is_threat
from rashomon.layers.linear import LinearModel, load_linear
from rashomon.lexicon.denials import load_denials
from rashomon.lexicon.realis import Realis, load_realis
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.span import Span
from rashomon.model.why import Why

FACTUALITY: Final = {
    "occurred": 3,
    "ongoing": 3,
    "planned": 0,
    "desired": 0,
    "demanded": 0,
    "threatened": 0,
    "attempted": -2,
    "prevented": -3,
    "predicted": 1,
    "conditional": 0,
    "possible": 1,
}
"""Factuality of a positive event from the speaker's side (scale of FactBank, Saurí and
Pustejovsky 2009: CT = 3, PR = 2, PS = 1, U = 0)."""
HELD: Final = frozenset({"occurred", "ongoing", "predicted", "conditional", "possible"})
"""Statuses of figures, states and assessments."""
SETTLED: Final = frozenset({"did.told", STATUS})
"""Rules of triggers whose construction decides their kind."""
UNREAL: Final = frozenset({"prevented", "threatened", "attempted", "desired", "conditional"})
WILLED: Final = frozenset({"planned", "predicted"})
AHEAD: Final = frozenset({"planned", "desired", "demanded", "threatened"})
"""What the learned model may not make of a finite verb in the past tense: "did not target"."""
CERTAIN: Final = 0.97
"""The same where the rule says that nothing happened: telling a foiled attack as one that took
place is worse than the reverse."""
UNOWNED: Final = frozenset({"said.noun", "said.clause", "said.question"})
"""Constructions of a denial that nobody is named for: "it is *denied* that", "*denials* that"."""
SURE: Final = 0.6
"""Share from which the learned model may overrule a rule; below it the rule stands."""

state.register()


@Language.factory("rashomon_howreal", default_config={"denied": True})
def create(nlp: Language, name: str, *, denied: bool = True) -> Callable[[Doc], Doc]:
    """Make the component.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        denied: Ask the learned model of denials where no rule hears one.
    """
    del nlp, name  # the factory's signature is spaCy's
    model = load_linear("denied") if denied else None
    return RealityReader(load_realis(), load_linear("howreal"), model)


class RealityReader:
    """The component: completes ``doc._.events``."""

    def __init__(self, realis: Realis, model: LinearModel, denied: LinearModel | None) -> None:
        self.realis = realis
        self.model = model
        self.denied = denied

    def __call__(self, doc: Doc) -> Doc:
        """Give every event its status, polarity, certainty and factuality."""
        events: tuple[EventMention, ...] = doc._.events
        if not events:
            return doc
        tokens = [doc[e.head] for e in events]
        readings = [read_realis_of(t, self.realis) for t in tokens]
        rows = [
            status_features(t, r, e.type) for t, r, e in zip(tokens, readings, events, strict=True)
        ]
        scores = self.model.score(rows, dense_rows(doc, [t.i for t in tokens]))
        tables = {
            head: [
                dict(zip(self.model.heads[head][0], share.tolist(), strict=True))
                for share in self.model.probabilities(scores, head)
            ]
            for head in ("status", "kind")
        }
        doc._.events = tuple(
            self._complete(doc, _rekind(event, kinds), reading, statuses)
            for event, reading, statuses, kinds in zip(
                events, readings, tables["status"], tables["kind"], strict=True
            )
        )
        if self.denied is not None:
            hear_denials(doc, self.denied)
        return doc

    def _status(
        self, doc: Doc, event: EventMention, reading: RealisReading, shares: dict[str, float]
    ) -> tuple[EventMention, str, str]:
        """Give the event, whose kind may change with it, its status, and what decided."""
        event = _own_future(doc, event, reading)
        status, rule = decide(reading, _possible_statuses(shares, event.kind), event, self.realis)
        ahead = reading.status == "future" or status in YET
        if is_threat(doc, event, ahead=ahead):
            return _threatened(event), "threatened", "real.threat"
        if event.kind in ("figure", "assessment") and status not in HELD:
            status = "occurred"
        event, status = _foretold(doc, event, status, reading, self.realis)
        event, status, changed = look_ahead(doc, event, status, reading, self.realis)
        return event, status, changed or rule

    def _complete(
        self, doc: Doc, event: EventMention, reading: RealisReading, shares: dict[str, float]
    ) -> EventMention:
        token = doc[event.head]
        event, status, rule = self._status(doc, event, reading, shares)
        slim = rule == SLIM
        if status in ("occurred", "ongoing") and is_asked(token):
            status, rule = "possible", "real.asked"
        if status in HEADED and headline_doer(token) is not None:
            status, rule = "planned", "real.headline"
        if is_set_apart(token) and not told_by(doc, event) and status in TOLD:
            status, rule = "possible", "real.set-apart"
        unsaid = told_by_nobody(doc, event)
        certainty, certain_rule = certainty_of(token, self.realis)
        why = [*event.why, Why("howreal", rule, f"status {status}")]
        if reading.polarity == "-" and not expects_yes(token):
            why.append(Why("howreal", "real.negation", "negated in its clause"))
        if certain_rule:
            why.append(Why("howreal", certain_rule, f"certainty {certainty}"))
        polarity = "-" if slim else reading.polarity
        polarity = "+" if polarity == "-" and expects_yes(token) else polarity
        called = _called_false(doc, event)
        left = _of_reports(doc, event, unsaid) if called is None and status in TOLD else None
        if left is not None:
            status = status if left.rule == RECEIVED else "possible"
            why.append(left)
        if called is not None and called.stance == "doubts" and called.rule != "said.no-proof":
            status = "possible" if status in TOLD else status
            why.append(Why("howreal", called.turned, "the author leaves it open"))
        elif called is not None:
            polarity = "+" if polarity == "-" else "-"
            why.append(Why("howreal", called.turned, "the author calls it false or unproven"))
        # FactBank: under a report the author is uncommitted (U)
        value = 0 if unsaid or told_by(doc, event) else FACTUALITY.get(status, 0)
        return dataclasses.replace(
            event,
            status=status,
            polarity=polarity,
            certainty=certainty,
            factuality=-value if polarity == "-" else value,
            condition=_span(doc, reading.condition),
            why=tuple(why),
        )


TOLD: Final = frozenset({"occurred", "ongoing"})
HEADED: Final = frozenset({"occurred", "ongoing", "desired", "possible", "predicted"})
"""What a headline's infinitive is never: "Front *to release* prisoners" tells of a plan."""
YET: Final = frozenset({"planned", "predicted", "conditional"})
"""Statuses of what has not happened and may."""


def _of_reports(doc: Doc, event: EventMention, unsaid: list[Attribution]) -> Why | None:
    """Say what somebody does about a report that nobody is named for, or None."""
    # "channels spread *rumours*": they are named, and tell no more than rumours
    spread = [a for a in told_by(doc, event) if a.rule == "said.noun"]
    if is_hearsay(doc, [*unsaid, *spread]):
        return Why("howreal", "real.hearsay", "told by nobody who could be named")
    if is_checked(doc, unsaid):
        return Why("howreal", CHECKED, "a report that somebody only checks")
    if is_received(doc, unsaid):
        return Why("howreal", RECEIVED, "a report that somebody passes on")
    return None


def _threatened(event: EventMention) -> EventMention:
    """Give what somebody threatens with as an event: it is no forecast of theirs."""
    if event.foretold is None:
        return event
    return dataclasses.replace(event, kind="event", type=event.foretold, foretold=None)


def _possible_statuses(shares: dict[str, float], kind: str) -> dict[str, float]:
    """Keep the statuses that a kind can have: a figure is not threatened."""
    if kind == "event" or kind == "forecast":
        return shares
    return {s: v for s, v in shares.items() if s in HELD}


def _own_future(doc: Doc, event: EventMention, reading: RealisReading) -> EventMention:
    """Read "we will", and a state's will in its own official's mouth, as its plan.

    What others "will" do is a forecast; the learned kind decides that.
    """
    if reading.status != "future" or event.kind != "forecast":
        return event
    token = doc[event.head]
    if any(t.lower_ in ("we", "i") for t in clause.subjects(token)):
        return dataclasses.replace(event, kind="event")
    return dataclasses.replace(event, kind="event") if _is_kin(doc, event) else event


def _foretold(
    doc: Doc, event: EventMention, status: str, reading: RealisReading, realis: Realis
) -> tuple[EventMention, str]:
    """Let what "will" be and nobody plans be a forecast, predicted; changes nothing else.

    Who says it of themselves plans it, and so does a state or body of whom the author tells it.

    Citation: the guideline of the reading yardstick: "will" of the agent itself is planned, of
    others a forecast.
    """
    if reading.status != "future" or event.kind not in ("event", "assessment", "forecast"):
        return event, status
    if event.kind == "forecast" and status == "planned":
        return event, "predicted"
    if event.kind == "event" and status == "planned" and _is_of_others(doc, event, realis):
        return dataclasses.replace(
            event, kind="forecast", type=None, foretold=event.type
        ), "predicted"
    if event.kind == "forecast" or status != "predicted":
        return event, status
    if event.kind == "event" and _is_own_plan(doc, event, realis):
        return event, "planned"
    return as_forecast(event), status


SCHEDULED: Final = frozenset({"CONSULT", "AID"})
"""Types that are on a calendar, whoever tells of them: "Varga will visit Selm, a paper said"."""


def _is_of_others(doc: Doc, event: EventMention, realis: Realis) -> bool:
    """Tell what a named speaker says that others will do: nobody's plan, a forecast."""
    token = doc[event.head]
    if token.pos_ not in clause.VERBAL or not event.agents or event.type in SCHEDULED:
        return False
    if any(t.lower_ in ("we", "i") for t in clause.subjects(token)):
        return False
    inner = innermost([a for a in told_by(doc, event) if a.tells])
    if inner is None or inner.identity != "named" or _is_own_plan(doc, event, realis):
        return False
    return not _is_kin(doc, event)


def _is_kin(doc: Doc, event: EventMention) -> bool:
    """Tell whether the one who tells it is of an agent's country."""
    state = _speaker_country(doc, event)
    return state is not None and any(a.country == state for a in event.agents)


def _is_own_plan(doc: Doc, event: EventMention, realis: Realis) -> bool:
    """Tell what agents say of themselves, or the author says of a state or body."""
    known = [a for a in event.agents if a.named] if event.type is not None else []
    inner = innermost(told_by(doc, event))
    if inner is None:
        return any(a.kind in ("state", "organization") for a in known)
    speaker = inner.speaker
    if known and set(inner.source[0].text.lower().split()) & realis.words["office"]:
        return True
    return speaker is not None and any(
        a.name == speaker.name or (a.id is not None and a.id == speaker.id) for a in event.agents
    )


def _called_false(doc: Doc, event: EventMention) -> Attribution | None:
    """Give the author's own words that call an event false, unlikely or unproven, if any.

    "The claim that marines had landed proved unfounded" has no speaker whose stance could keep
    the denial, so that the content's polarity must. Where somebody is named who claims it
    ("*Valdoria's* claim … is false"), the event stays as that speaker tells it.
    """
    around: tuple[Attribution, ...] = (*doc._.denials, *doc._.attributions)
    for attribution in around:
        if attribution.source or attribution.stance not in NOT_SO:
            continue
        if not attribution.turned and not _is_unowned(doc, attribution):
            continue
        content = next((c for c in attribution.content if c.covers(event.trigger)), None)
        if content is None:
            continue
        if attribution.rule in ("said.no-part", "said.innocent") and not event.agents:
            continue
        if attribution.rule == "said.label":
            return attribution
        inner = any(
            a.source
            and a.tells
            and a.identity == "named"
            and any(content.covers(c) and c.covers(event.trigger) for c in a.content)
            for a in doc._.attributions
        )
        return None if inner else attribution
    return None


def _is_unowned(doc: Doc, attribution: Attribution) -> bool:
    """Tell a denial that nobody is named for: "it is denied that he fired"."""
    if attribution.rule in UNOWNED:
        return True
    if attribution.rule != "said.object" or not attribution.cue:
        return False
    cue = doc.char_span(attribution.cue[0].start, attribution.cue[0].end, alignment_mode="expand")
    listed = load_denials().lists["unowned"]
    return cue is not None and any(t.lemma_.lower() in listed for t in cue)


def _speaker_country(doc: Doc, event: EventMention) -> str | None:
    for attribution in reversed(doc._.attributions):
        if attribution.speaker is None or not any(
            c.covers(event.trigger) for c in attribution.content
        ):
            continue
        for actor in doc._.actors:
            if actor.country and actor.name == attribution.speaker.name:
                return str(actor.country)
    return None


def _rekind(event: EventMention, shares: dict[str, float]) -> EventMention:
    """Tell events, forecasts and assessments apart, now that reality is known."""
    if event.kind in ("state", "figure") or any(w.rule in SETTLED for w in event.why):
        return event
    kinds = ("event", "forecast", "assessment")
    best = max(kinds, key=lambda k: (shares.get(k, 0.0), k))
    if best == event.kind:
        return event
    if best == "event":
        return dataclasses.replace(event, kind=best)
    return dataclasses.replace(event, kind=best, type=None, foretold=event.type)


def status_features(token: Token, reading: RealisReading, kind_of_act: str | None) -> list[str]:
    """Give the features of the status model, as in training."""
    subject = clause.subjects(token) if token.pos_ in clause.VERBAL else []
    who = subject[0].lower_ if subject and subject[0].pos_ == "PRON" else "-"
    rule = reading.rule or "none"
    governor = reading.governor.lemma_.lower() if reading.governor is not None else "-"
    return [
        *token_features(token),
        f"rule={rule}",
        f"rule={rule}|{token.pos_}",
        f"status={reading.status}",
        f"status={reading.status}|{who}",
        f"status={reading.status}|{kind_of_act}",
        f"status={reading.status}|{token.pos_}",
        f"who={who}|{token.dep_}",
        f"governor={governor}|{rule}",
        f"polarity={reading.polarity}",
        f"act={kind_of_act}",
    ]


def decide(
    reading: RealisReading, shares: dict[str, float], event: EventMention, realis: Realis
) -> tuple[str, str]:
    """Weigh the rule against the learned model.

    Returns:
        Status, and the id of what decided.
    """
    if reading.firm and reading.status is not None:
        return reading.status, reading.rule
    if reading.past:
        shares = {s: v for s, v in shares.items() if s not in AHEAD} or shares
    best = max(shares, key=lambda s: (shares[s], s))
    governor = reading.governor.lemma_.lower() if reading.governor is not None else ""
    weighed = reading.rule == "real.possible" and governor not in realis.words["alleged"]
    willed = reading.status in WILLED or weighed
    unreal = reading.status in UNREAL or (willed and best in ("occurred", "ongoing"))
    unreal = unreal or (reading.status == "ongoing" and best not in ("occurred", "ongoing"))
    unreal = unreal or reading.rule == "real.progressive"
    if reading.status in (None, "future") or shares[best] >= (CERTAIN if unreal else SURE):
        if reading.status == "future" and best in ("occurred", "ongoing"):
            return ("predicted" if event.kind == "forecast" else "planned"), reading.rule
        return best, reading.rule if best == reading.status else "real.model"
    return reading.status, reading.rule


def _span(doc: Doc, token: Token | None) -> Span | None:
    if token is None:
        return None
    start = doc[token.left_edge.i].idx
    last = doc[token.right_edge.i]
    end = last.idx + len(last)
    return Span(start, end, doc[token.left_edge.i : token.right_edge.i + 1].text)
