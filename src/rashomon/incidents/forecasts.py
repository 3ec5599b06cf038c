"""Forecasts, and what was said afterwards that bears on them.

A forecast is kept with its horizon and its condition. What later statements tell of the same kind
of event, actors and places within the time is linked to it; the state follows by rule, and a
person's decision wins over it. Nobody is ranked: not people, not outlets.

* ``borne_out``: a later statement, dated within the time, tells that it happened, and none denies.
* ``failed``: the time is over, and a later statement says that it did not happen.
* ``unresolvable``: nothing in it can be checked; or accounts contradict; or the time is over by
  more than `GRACE_DAYS` days and nobody tells; or its condition is told of by nobody by then.
* ``open``: all else.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rashomon.incidents.comparing import same_place
from rashomon.incidents.entries import REAL
from rashomon.incidents.follow import sentence_around
from rashomon.incidents.party import body_of, plain, same_body
from rashomon.lexicon.ledger import load_ledger
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.judgement import Judgement
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.model.time import EventTime
from rashomon.model.why import Why

STATES: Final = ("open", "borne_out", "failed", "unresolvable")
GRACE_DAYS: Final = 30
"""So long after the horizon somebody may still tell; then silence decides nothing more."""
DAY: Final = 10
SMALL: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
LAYER: Final = "forecasts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One forecast and how it stands.

    Attributes:
        statement: Id of the statement that forecasts.
        state: One of `STATES`.
        horizon: Until when, where the text says.
        condition: On what condition, in the text's words.
        bearing: Ids of later statements that bear on it, by publication.
        probability: 0..1 where the speaker gives one in words or numbers ("a 70 percent chance");
            a scale of certainty ("likely") is none.
        brier: Squared distance of the probability and what came; None without either.
        why: The rule behind the state, or the person who decided.
        speaker: Who forecasts; None is the author.
        published: When it was published.
    """

    statement: str
    state: str
    horizon: EventTime | None = None
    condition: Span | None = None
    bearing: tuple[str, ...] = ()
    probability: float | None = None
    brier: float | None = None
    why: tuple[Why, ...] = ()
    speaker: str | None = None
    published: str | None = None


def forecasts(
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    judgements: Iterable[Judgement] = (),
) -> list[Forecast]:
    """Find the forecasts among statements, and how each stands.

    Args:
        statements: Of the whole base, in any order.
        documents: By id.
        judgements: ``resolve_forecast`` with a state as JSON text in `value` decides.

    Returns:
        By publication, then id. The newest document's day counts as today.
    """
    told = sorted(statements, key=lambda s: (_published(s, documents), s.id))
    today = max((_published(s, documents) for s in told), default="")
    decided = _decided(judgements)
    real = _index([s for s in told if s.status in REAL and s.kind in ("event", "state", "figure")])
    found = []
    for statement in told:
        if is_forecast(statement):
            found.append(_forecast(statement, documents, real, (today, decided)))
    return found


def counts(found: Iterable[Forecast]) -> dict[str, int]:
    """Count forecasts by state, every state named."""
    seen = Counter(f.state for f in found)
    return {state: seen[state] for state in STATES}


def is_forecast(statement: Statement) -> bool:
    """Tell whether a statement says what will come, and can later be checked."""
    return statement.kind == "forecast" or statement.status == "predicted"


Index = Mapping[str, Sequence[Statement]]


def _index(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    held: dict[str, list[Statement]] = {}
    for statement in statements:
        for key in _keys(statement):
            held.setdefault(key, []).append(statement)
    return held


def _keys(statement: Statement) -> set[str]:
    """Give what two statements of one event must share one of: who, or where."""
    who = {a.id or plain(a.name) for a in (*statement.agents, *statement.targets)}
    return who | {p.id or plain(p.name) for p in statement.places}


def _published(statement: Statement, documents: Mapping[str, Document]) -> str:
    document = documents.get(statement.document)
    return (document.published or "")[:DAY] if document else ""


def _decided(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    standing = [
        j
        for j in judgements
        if j.action == "resolve_forecast" and j.undone_by is None and j.undoes is None
    ]
    return {s: j for j in sorted(standing, key=lambda j: (j.at, j.id)) for s in j.subjects}


def _forecast(
    statement: Statement,
    documents: Mapping[str, Document],
    real: Index,
    known: tuple[str, Mapping[str, Judgement]],
) -> Forecast:
    today, decided = known
    made = _published(statement, documents)
    near = {s.id: s for key in sorted(_keys(statement)) for s in real.get(key, ())}
    bearing = [
        s
        for s in sorted(near.values(), key=lambda s: (_published(s, documents), s.id))
        if bears(statement, s, made, _published(s, documents))
    ]
    state, why = _state(statement, bearing, made, today)
    judgement = decided.get(statement.id)
    if judgement is not None and (chosen := _value(judgement)) in STATES:
        state = str(chosen)
        why = Why("person", "judgement.resolve_forecast", f"{judgement.who}: {judgement.why}")
    probability = probability_of(statement, documents.get(statement.document))
    return Forecast(
        statement=statement.id,
        state=state,
        horizon=statement.horizon or _future(statement, made),
        condition=statement.condition,
        bearing=tuple(s.id for s in bearing),
        probability=probability,
        brier=_brier(probability, state),
        why=(why,),
        speaker=statement.speakers[-1].name if statement.speakers else None,
        published=made or None,
    )


def _value(judgement: Judgement) -> object:
    try:
        return json.loads(judgement.value or "null")
    except json.JSONDecodeError:
        return judgement.value


def _future(statement: Statement, made: str) -> EventTime | None:
    """Take the time of what is forecast as the horizon where the text gives no other."""
    time = statement.time
    return time if time is not None and time.end[:DAY] >= made else None


def bears(forecast: Statement, later: Statement, made: str, published: str) -> bool:
    """Tell whether a later statement tells of what was forecast, or that it did not come.

    One type; a shared actor or place; no actor, place or time that rules it out.

    Args:
        forecast: The forecast.
        later: A statement of something real.
        made: Day on which the forecast was published.
        published: Day on which the later one was.
    """
    if later.document == forecast.document or not made or published <= made:
        return False
    if not _same_kind(forecast, later):
        return False
    if later.time is not None and later.time.end[:DAY] < made:
        return False
    fits = (
        _actors_fit(forecast.agents, later.agents),
        _actors_fit(forecast.targets, later.targets),
        _places_fit(forecast, later),
    )
    return False not in fits and True in fits


def _same_kind(forecast: Statement, later: Statement) -> bool:
    if forecast.type and later.type:
        modes = {forecast.mode, later.mode} - {None}
        return forecast.type == later.type and (len(modes) < 2 or forecast.type != "CONTROL")
    one, other = (plain(s.trigger.text)[:4] for s in (forecast, later))
    return one == other


def _actors_fit(mine: Sequence[Participant], theirs: Sequence[Participant]) -> bool | None:
    if not mine or not theirs:
        return None
    return any(
        (a.id and a.id == b.id) or same_body(body_of(a.name), body_of(b.name))
        or plain(a.name) == plain(b.name)
        for a in mine
        for b in theirs
    )  # fmt: skip


def _places_fit(forecast: Statement, later: Statement) -> bool | None:
    if not forecast.places or not later.places:
        return None
    return any(same_place(a, b) for a in forecast.places for b in later.places)


def _state(
    statement: Statement, bearing: Sequence[Statement], made: str, today: str
) -> tuple[str, Why]:
    if not made:
        return "unresolvable", Why(LAYER, "forecast.undated", "nobody knows when it was made")
    if not (statement.agents or statement.targets or statement.places):
        return "unresolvable", Why(LAYER, "forecast.vague", "it names no actor and no place")
    horizon = statement.horizon or _future(statement, made)
    until = horizon.end[:DAY] if horizon else None
    within = [s for s in bearing if _in_time(s, made, until)]
    came = [s for s in within if _asserts(s) != (statement.polarity == "-")]
    not_come = [s for s in bearing if _asserts(s) == (statement.polarity == "-")]
    if came and not_come:
        return "unresolvable", Why(LAYER, "forecast.disputed", "later accounts contradict")
    if came:
        return "borne_out", Why(LAYER, "forecast.told", f"told by {came[0].id}")
    if until is None or today <= until:
        return "open", Why(LAYER, "forecast.open", "its time is not over" if until else "no time")
    if not_come:
        return "failed", Why(LAYER, "forecast.told-not", f"{not_come[0].id} says it did not come")
    if statement.condition is not None:
        note = "its time is over, and nobody tells whether its condition held"
        return "unresolvable", Why(LAYER, "forecast.condition", note)
    if today > _plus(until, GRACE_DAYS):
        note = f"its time is over by more than {GRACE_DAYS} days, and nobody tells"
        return "unresolvable", Why(LAYER, "forecast.silence", note)
    return "open", Why(LAYER, "forecast.waiting", "its time is over; somebody may still tell")


def _plus(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return "9999-12-31"


def _in_time(later: Statement, made: str, until: str | None) -> bool:
    """Tell whether what is told happened after the forecast and before its end; undated is not."""
    if later.time is None:
        return False
    return later.time.start[:DAY] >= made and (until is None or later.time.start[:DAY] <= until)


def _asserts(later: Statement) -> bool:
    denied = bool(later.speakers) and later.speakers[-1].stance == "denies"
    whole = denied and later.denial_of in (None, "occurrence")
    return (later.polarity == "+") != whole


def probability_of(statement: Statement, document: Document | None) -> float | None:
    """Read a probability that the speaker gives in numbers; "likely" is none.

    Returns:
        0..1, or None.
    """
    if document is None:
        return None
    span = statement.evidence
    sentence = sentence_around(document.text, span.start, span.end)
    found = load_ledger().find("chance", sentence)
    if found is None:
        return None
    rule, match = found
    groups = match.groupdict()
    percent = groups.get("percent") or groups.get("after")
    if percent:
        value = float(percent) / 100
    elif groups.get("whole"):
        whole = _small(groups["whole"])
        value = _small(groups["part"]) / whole if whole else -1.0
    else:
        value = (rule.value or 0) / 100
    return value if 0 <= value <= 1 else None


def _small(word: str) -> int:
    low = word.casefold()
    return SMALL.get(low) or int(low)


def _brier(probability: float | None, state: str) -> float | None:
    """Squared distance of the probability and what came (Brier 1950)."""
    outcome = {"borne_out": 1.0, "failed": 0.0}.get(state)
    if probability is None or outcome is None:
        return None
    return (probability - outcome) ** 2
