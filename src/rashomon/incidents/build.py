"""One incident from its statements: every value with the statements that gave it.

Nothing is made up here: a value is chosen among those of the accounts, most specific first, then
by how many documents give it. Publication dates and datelines never stand in for a time or place;
what can be derived from publication stands in a field of its own (`dating`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rashomon.incidents.agreement import agreement
from rashomon.incidents.copies import Copy
from rashomon.incidents.dating import derived_time
from rashomon.incidents.decisions import incident_id
from rashomon.incidents.grade import suggested_grade
from rashomon.incidents.ledger import ledger
from rashomon.incidents.linking_slots import days_of, place_slot, places_of
from rashomon.incidents.origins import origins
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.judgement import Judgement
from rashomon.model.place import EventPlace
from rashomon.model.statement import Statement
from rashomon.model.time import EventTime
from rashomon.model.why import Why

FINENESS: Final = tuple("minute hour part-of-day day range week month season year".split())
VIOLENT: Final = ("ASSAULT", "COERCE", "PROTEST")
FINE_RANK: Final = 3
VAGUE_MODES: Final = frozenset({None, "targeted"})
"""Modes that say nothing about the means."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What linking knows of an incident.

    Attributes:
        why: Why its statements were joined.
        id: The id that a person pinned, or None.
    """

    why: tuple[Why, ...] = ()
    id: str | None = None


def build_incident(
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    copies: Sequence[Copy] = (),
    judgements: Sequence[Judgement] = (),
    *,
    rule: str = "ucdp",
    joined: "Joined | None" = None,
) -> Incident:
    """Add up statements that are of one happening.

    Args:
        statements: Its statements, in any order.
        documents: Their documents, by id.
        copies: Which of these copy each other.
        judgements: What people decided, of any kind.
        rule: Names the rule of the ledger: ``ucdp`` ``acled`` ``airwars``.
        joined: Why these statements stand together, and the id that a person pinned.
    """
    known = joined or Joined()
    id, why = known.id, known.why
    told = sorted(statements, key=lambda s: s.id)
    used = {s.document: documents[s.document] for s in told}
    found, bounds = origins(used, told, copies, judgements)
    figures = ledger(told, used, found, rule=rule)
    type_, mode, type_from = _type(told)
    time, time_from = _time(told)
    places, place_from = _places(told)
    made = Incident(
        id=id or incident_id(s.id for s in told),
        statements=tuple(s.id for s in told),
        document_keys=tuple(sorted({d.key for d in used.values()})),
        type=type_,
        mode=mode,
        time=time,
        places=places,
        agents=_participants(told, lambda s: s.agents),
        targets=_participants(told, lambda s: s.targets),
        figures=figures,
        origins=found,
        independent_origins=bounds,
        agreement=agreement(told, used),
        grade=_grade(told, judgements, id),
        known_from=min((d.published[:10] for d in used.values() if d.published), default=None),
        derived_time=derived_time(told, used) if time is None else None,
        field_statements=tuple(
            (name, value)
            for name, value in (("type", type_from), ("time", time_from), ("places", place_from))
            if value
        ),
        why=(*why, *_person_why(told, judgements, id)),
    )
    grade, reasons = suggested_grade(made, told, used)
    return replace(made, suggested_grade=grade, grade_why=reasons)


def _votes(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    """Count in how many documents each value stands."""
    return Counter(value for value, _ in set(pairs))


def _type(told: Sequence[Statement]) -> tuple[str | None, str | None, str | None]:
    votes = _votes((s.type, s.document) for s in told if s.type)
    if not votes:
        return None, None, None
    best = min(votes, key=lambda t: (t not in VIOLENT, -votes[t], t))
    mine = [s for s in told if s.type == best]
    modes = _votes((s.mode, s.document) for s in mine if s.mode)
    mode = min(modes, key=lambda m: (m in VAGUE_MODES, -modes[m], m), default=None)
    return best, mode, next(s.id for s in mine if s.mode == mode or mode is None)


def _time(told: Sequence[Statement]) -> tuple[EventTime | None, str | None]:
    """Give the finest time; among equals the one that most documents give."""
    timed = [s for s in told if s.time is not None]
    if not timed:
        return None, None
    votes = _votes((_span(s.time), s.document) for s in timed if s.time)
    best = min(timed, key=lambda s: (_fineness(s), -votes[_span(s.time)] if s.time else 0, s.id))
    return best.time, best.id


def _span(time: EventTime) -> str:
    return f"{time.start[:10]}/{time.end[:10]}"


def _fineness(statement: Statement) -> int:
    """Rank times: those of a day or less are equally fine; votes decide among them."""
    if statement.time is None:
        return len(FINENESS)
    precision = statement.time.precision
    rank = FINENESS.index(precision) if precision in FINENESS else len(FINENESS)
    if precision == "range":
        return FINENESS.index("range") if days_of(statement) else FINENESS.index("month")
    return max(rank, FINENESS.index("day"))


def _places(told: Sequence[Statement]) -> tuple[tuple[EventPlace, ...], str | None]:
    """Give each place once: towns and spots first, then by how many documents name them.

    A place that only names an agent comes last, and a town that gives its province its name
    behind the other towns of that province: "in Kestrel, Selm" is in Kestrel.
    """
    named = [(place, s) for s in told for place in s.places]
    votes = _votes((place_slot(p).key, s.document) for p, s in named)
    apart = {place_slot(p).key for s in told for p in places_of(s)}
    inner = Counter(
        place_slot(p).admin1 for p in {place_slot(p).key: p for p, _ in named}.values()
        if place_slot(p).rank >= FINE_RANK
    )  # fmt: skip
    kept: dict[str, tuple[EventPlace, str]] = {}
    for place, statement in named:
        kept.setdefault(place_slot(place).key, (place, statement.id))

    def order(pair: tuple[EventPlace, str]) -> tuple[bool, bool, int, bool, int, int, str]:
        slot = place_slot(pair[0])
        outer = slot.eponym and inner[slot.admin1] > 1
        level = min(slot.rank, FINE_RANK)
        return (
            slot.key not in apart, slot.lat is None, -level, outer, -votes[slot.key], -slot.rank,
            slot.key,
        )  # fmt: skip

    ordered = sorted(kept.values(), key=order)
    return tuple(p for p, _ in ordered), ordered[0][1] if ordered else None


def _participants(
    told: Sequence[Statement], of: Callable[[Statement], Sequence[Participant]]
) -> tuple[Participant, ...]:
    """Give each participant once, the one that most documents name first."""
    named = [(p, s) for s in told for p in of(s)]
    votes = _votes((_who(p), s.document) for p, s in named)
    kept: dict[str, Participant] = {}
    for participant, _ in named:
        old = kept.get(_who(participant))
        if old is None or _detail(participant) > _detail(old):
            kept[_who(participant)] = participant
    ordered = sorted(kept, key=lambda key: (-votes[key], -_detail(kept[key]), key))
    return tuple(kept[key] for key in ordered)


def _who(participant: Participant) -> str:
    return participant.id or participant.name.casefold()


def _detail(participant: Participant) -> int:
    fields = (participant.country, participant.code, participant.status, participant.acts_for)
    return sum(f is not None for f in fields)


def _grade(
    told: Sequence[Statement], judgements: Sequence[Judgement], id: str | None
) -> str | None:
    """Give the grade that a person set last on this incident or one of its statements."""
    mine = {incident_id(s.id for s in told), *(s.id for s in told), id}
    grade = None
    for judgement in judgements:
        stands = judgement.action == "grade" and judgement.undone_by is None
        if stands and judgement.value and mine & set(judgement.subjects):
            grade = judgement.value.strip('"')
    return grade


def _person_why(
    told: Sequence[Statement], judgements: Sequence[Judgement], id: str | None
) -> tuple[Why, ...]:
    mine = {incident_id(s.id for s in told), *(s.id for s in told), id}
    return tuple(
        Why("person", f"judgement.{j.action}", f"{j.who}: {j.why}".rstrip(": "))
        for j in judgements
        if j.undone_by is None and j.undoes is None and mine & set(j.subjects)
    )
