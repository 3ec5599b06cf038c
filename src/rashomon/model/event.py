"""Events as one clause tells them, linked to participants, time, places and figures."""

from dataclasses import dataclass

from rashomon.model.actor import Participant
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.time import EventTime
from rashomon.model.why import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One predicate that tells of an event, a state, a forecast or an assessment.

    Attributes:
        id: ``e1``, ``e2`` … in text order.
        trigger: The word(s) that name it.
        evidence: The clause that carries it.
        kind: ``event`` ``state`` ``figure`` ``forecast`` ``assessment``.
        type: PLOVER type, a state's type, or None.
        mode: PLOVER mode or None.
        contexts: PLOVER contexts.
        cameo: CAMEO code or None.
        agents: Who did it.
        targets: To whom or what.
        instruments: With what.
        acting: What else the text has act: a weapon, a vehicle, an act (layers view only).
        reached: What else it falls on: a thing, an act, a place (layers view only).
        foretold: Type of what a forecast foretells (layers view only).
        roles: Host, mediator, guarantor, commander, sponsor, beneficiary.
        time: When, or None.
        places: Where, most specific first.
        figures: How many.
        status: How real the innermost speaker says it is.
        polarity: ``+`` or ``-``, of the content itself.
        certainty: 0..1, the speaker's own expressed certainty.
        factuality: -3…3 from the document author's point of view.
        score: 0..1.
        head: Token index of the trigger (within the layers only).
        why: Reasons, one a field decided.
    """

    id: str
    trigger: Span
    evidence: Span
    kind: str = "event"
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    violations: tuple[str, ...] = ()
    agents: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    instruments: tuple[Participant, ...] = ()
    acting: tuple[Participant, ...] = ()
    reached: tuple[Participant, ...] = ()
    foretold: str | None = None
    roles: tuple[Participant, ...] = ()
    time: EventTime | None = None
    places: tuple[EventPlace, ...] = ()
    figures: tuple[Figure, ...] = ()
    scope: str = "single"
    status: str = "occurred"
    polarity: str = "+"
    condition: Span | None = None
    horizon: EventTime | None = None
    certainty: float = 1.0
    factuality: int = 3
    wording: str | None = None
    score: float = 0.5
    head: int = -1
    why: tuple[Why, ...] = ()
