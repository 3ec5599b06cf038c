"""On what the accounts of an incident agree, and on what they contradict each other.

Values that can both be right agree: a town and its province, a day and its week, "at least ten"
and twelve. A denial contradicts what is denied and nothing else: who denies the agency does not
deny that it happened. Nothing is decided for anybody.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Final

from rashomon.incidents.comparing import (
    same_actor,
    same_days,
    same_number,
    same_place,
    same_target,
    specific_first,
)
from rashomon.incidents.entries import REAL, group_of
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.incident import FieldAgreement, FieldValue
from rashomon.model.statement import Statement
from rashomon.model.time import EventTime

FIELDS: Final = (
    "occurrence",
    "agents",
    "targets",
    "place",
    "time",
    "killed",
    "injured",
    "status",
    "target_status",
)
HAPPENED: Final = "happened"
PLACING: Final = frozenset(("mention", "number", "reason", "rule", "head", "via"))
"""Fields that say where a value stands in a text, or why, and not what it is."""
UNREAL: Final = frozenset(("planned", "desired", "demanded", "threatened", "predicted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One value of one field in one account.

    Attributes:
        statement: Who gives it.
        value: In words.
        raw: What is compared.
        denied: The account denies it.
        detail: The greater, the more it says.
        token: What of the value is compared, without where it stands in the text.
    """

    statement: Statement
    value: str
    raw: object
    denied: bool = False
    detail: float = 0.0
    token: Hashable = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "token", (self.denied, _bare(self.raw)))


Compare = Callable[[object, object], bool]


def agreement(
    statements: Sequence[Statement],
    documents: Mapping[str, Document] | None = None,  # noqa: ARG001
) -> tuple[FieldAgreement, ...]:
    """Compare the accounts of one incident field by field.

    Args:
        statements: Of one incident.
        documents: By id; not needed, taken as the other rooms give it.

    Returns:
        One item a field, in the order of `FIELDS`. ``single``: one voice gives it; ``silent``:
        nobody does.
    """
    told = sorted(statements, key=lambda s: s.id)
    return tuple(compare(field, told) for field in FIELDS)


def compare(field: str, statements: Sequence[Statement]) -> FieldAgreement:
    """Compare the accounts of one field."""
    reader, same = READERS[field]
    given = [g for s in statements for g in reader(s)]
    if not given:
        return FieldAgreement(field=field, verdict="silent")
    groups = _grouped(given, same)
    values = tuple(_value(group) for group in groups)
    values = tuple(sorted(values, key=lambda v: (-len(v.statements), v.denied, v.value)))
    return FieldAgreement(field=field, verdict=_verdict(given, same), values=values)


def _grouped(given: Sequence[Given], same: Compare) -> list[list[Given]]:
    """Put what fits together; what says most comes first and names the group."""
    groups: list[_Group] = []
    for item in sorted(given, key=lambda g: (-g.detail, g.statement.id)):
        for group in groups:
            if group.fits(item, same):
                group.add(item)
                break
        else:
            groups.append(_Group(item))
    return [group.items for group in groups]


class _Group:
    """Values that fit each other, each different one compared once."""

    def __init__(self, first: Given) -> None:
        self.items = [first]
        self.different = {first.token: first}

    def fits(self, item: Given, same: Compare) -> bool:
        if self.items[0].denied != item.denied:
            return False
        return item.token in self.different or all(
            same(item.raw, other.raw) for other in self.different.values()
        )

    def add(self, item: Given) -> None:
        self.items.append(item)
        self.different.setdefault(item.token, item)


def _bare(raw: object) -> Hashable:
    if isinstance(raw, tuple):
        return tuple(_bare(part) for part in raw)
    kind: Any = type(raw)
    named = _compared(kind)
    return tuple([str(getattr(raw, name)) for name in named]) if named else str(raw)


@cache
def _compared(kind: Any) -> tuple[str, ...]:
    """Name the fields of a record that are compared; none where it is no record."""
    if not is_dataclass(kind):
        return ()
    return tuple(f.name for f in fields(kind) if f.name not in PLACING)


def _verdict(given: Sequence[Given], same: Compare) -> str:
    """Two accounts contradict where none of their values fit, or one denies what the other says.

    Who names two agents does not contradict who names one of them.
    """
    held: dict[str, list[Given]] = {}
    for item in given:
        held.setdefault(item.statement.id, []).append(item)
    accounts = list({frozenset([g.token for g in a]): a for a in held.values()}.values())
    for number, one in enumerate(accounts):
        for other in accounts[number + 1 :]:
            if _contradict(one, other, same):
                return "contradict"
    voices = {(g.statement.document, _speaker(g.statement)) for g in given}
    return "single" if len(voices) == 1 else "agree"


def _contradict(one: Sequence[Given], other: Sequence[Given], same: Compare) -> bool:
    asserted = [[g for g in side if not g.denied] for side in (one, other)]
    denied = [[g for g in side if g.denied] for side in (one, other)]
    for mine, theirs in ((denied[0], asserted[1]), (denied[1], asserted[0])):
        if any(same(a.raw, b.raw) for a in mine for b in theirs):
            return True
    if not asserted[0] or not asserted[1]:
        return False
    return not any(same(a.raw, b.raw) for a in asserted[0] for b in asserted[1])


def standing(field: str, statement: Statement, others: Sequence[Statement]) -> str | None:
    """Say how one account stands to those of other voices on a field.

    Returns:
        ``contradict`` where it contradicts any of them, ``agree`` where it fits one, None where it
        says nothing of the field, or nobody else does.
    """
    reader, same = READERS[field]
    mine = reader(statement)
    found: str | None = None
    seen: set[Hashable] = set()
    for other in others if mine else ():
        voice = (other.document, _speaker(other))
        theirs = reader(other)
        told = frozenset([g.token for g in theirs])
        if not theirs or told in seen or voice == (statement.document, _speaker(statement)):
            continue
        seen.add(told)
        if _contradict(mine, theirs, same):
            return "contradict"
        found = "agree"
    return found


def _value(group: Sequence[Given]) -> FieldValue:
    statements = tuple(dict.fromkeys(g.statement.id for g in group))
    speakers = tuple(dict.fromkeys(_speaker(g.statement) for g in group))
    return FieldValue(
        value=group[0].value, statements=statements, speakers=speakers, denied=group[0].denied
    )


def _speaker(statement: Statement) -> str | None:
    return statement.speakers[-1].name if statement.speakers else None


def denies(statement: Statement, *what: str | None) -> bool:
    """Tell whether the innermost speaker denies, and denies just that."""
    denied = bool(statement.speakers) and statement.speakers[-1].stance == "denies"
    return denied and statement.denial_of in what


def _occurrence(statement: Statement) -> list[Given]:
    if statement.kind not in ("event", "state") or statement.status in UNREAL:
        return []
    if statement.speakers and statement.speakers[-1].stance in ("asks", "hopes", "fears"):
        return []
    if denies(statement, "agency", "target_status", "figure", "intent"):
        return []
    denied = denies(statement, None, "occurrence") != (statement.polarity == "-")
    if not denied and statement.status not in REAL:
        return []
    return [Given(statement=statement, value=HAPPENED, raw=HAPPENED, denied=denied)]


def _agents(statement: Statement) -> list[Given]:
    if denies(statement, None, "occurrence") or statement.polarity == "-":
        return []
    denied = denies(statement, "agency")
    return [
        _actor(statement, a, denied or _disowned(a))
        for a in statement.agents
        if a.kind not in ("vehicle", "weapon", "object")
    ]


def _disowned(agent: Participant) -> bool:
    return agent.responsibility is not None and agent.responsibility.basis == "denied"


def _targets(statement: Statement) -> list[Given]:
    if denies(statement, None, "occurrence") or statement.polarity == "-":
        return []
    return [_actor(statement, target, False) for target in statement.targets]


def _actor(statement: Statement, actor: Participant, denied: bool) -> Given:
    detail = 2.0 * bool(actor.id) + actor.named + 0.1 * min(len(actor.name.split()), 5)
    return Given(statement=statement, value=actor.name, raw=actor, denied=denied, detail=detail)


def _place(statement: Statement) -> list[Given]:
    return [
        Given(statement=statement, value=place.name, raw=place, detail=specific_first(place))
        for place in statement.places
    ]


def _time(statement: Statement) -> list[Given]:
    time: EventTime | None = statement.time
    if time is None:
        return []
    first, last = time.start[:10], time.end[:10]
    words = first if first == last else f"{first} to {last}"
    return [Given(statement=statement, value=words, raw=time, detail=-len(words))]


def _figures(measure: str) -> Callable[[Statement], list[Given]]:
    def read(statement: Statement) -> list[Given]:
        if statement.status not in REAL or statement.polarity == "-":
            return []
        denied = denies(statement, "figure")
        return [
            Given(
                statement=statement,
                value=figure.mention.text,
                raw=(group_of(figure), figure),
                denied=denied,
                detail=1.0 if figure.best is not None else 0.0,
            )
            for figure in statement.figures
            if figure.measure == measure
            and figure.coverage in (None, "event")
            and figure.modifier != "including"
        ]

    return read


def _status(statement: Statement) -> list[Given]:
    if statement.kind not in ("event", "state"):
        return []
    real = statement.status in REAL
    return [Given(statement=statement, value="occurred" if real else statement.status, raw=real)]


def _target_status(statement: Statement) -> list[Given]:
    denied = denies(statement, "target_status")
    found = {t.status for t in statement.targets if t.status}
    found |= {f.of_status for f in statement.figures if f.of_status}
    if not found:
        return []
    status = next(iter(found)) if len(found) == 1 else "mixed"
    return [Given(statement=statement, value=status or "", raw=status, denied=denied)]


def _number(one: object, other: object) -> bool:
    a, b = one, other
    if not (isinstance(a, tuple) and isinstance(b, tuple)):
        return False
    (group, figure), (other_group, other_figure) = a, b
    if group == other_group:
        return same_number(figure, other_figure)
    if None not in (group, other_group):
        return True
    part, whole = (figure, other_figure) if other_group is None else (other_figure, figure)
    return not _exceeds(part, whole)


def _exceeds(part: Figure, whole: Figure) -> bool:
    """Tell whether a part is greater than the whole can be."""
    return part.low is not None and whole.high is not None and part.low > whole.high


def _equal(one: object, other: object) -> bool:
    return one == other


READERS: Final[dict[str, tuple[Callable[[Statement], list[Given]], Compare]]] = {
    "occurrence": (_occurrence, _equal),
    "agents": (_agents, same_actor),
    "targets": (_targets, same_target),
    "place": (_place, same_place),
    "time": (_time, same_days),
    "killed": (_figures("killed"), _number),
    "injured": (_figures("injured"), _number),
    "status": (_status, _equal),
    "target_status": (_target_status, _equal),
}
"""How each field is read from a statement, and when two of its values can both be right."""
