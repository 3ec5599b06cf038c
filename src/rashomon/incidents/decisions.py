"""What people decided about which statements belong together, in the form that clustering uses."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model.judgement import Judgement

Pair = frozenset[str]


def incident_id(statements: Iterable[str]) -> str:
    """Give the id of an incident: from its first statement by id."""
    return "i" + hashlib.sha256(min(statements).encode()).hexdigest()[:15]


@dataclass(frozen=True, slots=True)
class Order:
    """One standing decision.

    Attributes:
        action: ``merge`` ``split`` ``pin``.
        inside: Statements that belong together.
        outside: For a split: those they are apart from; None is everything else.
        incident: For a pin: the incident's id.
    """

    action: str
    inside: frozenset[str]
    outside: frozenset[str] | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """All standing decisions on grouping, oldest first; a later one prevails."""

    orders: tuple[Order, ...] = ()

    @property
    def pins(self) -> dict[str, frozenset[str]]:
        """Statements of each pinned incident, by its id; the last pin of a statement holds."""
        held: dict[str, frozenset[str]] = {}
        for order in self.orders:
            if order.action == "pin" and order.incident:
                held = {i: s - order.inside for i, s in held.items()}
                held[order.incident] = order.inside
        return {i: s for i, s in held.items() if s}

    def partners(self) -> dict[str, set[str]]:
        """Give the statements that each statement is decided together with."""
        found: dict[str, set[str]] = {}
        for order in self.orders:
            if len(order.inside) > 1:
                for statement in order.inside:
                    found.setdefault(statement, set()).update(order.inside)
        return found


def read_decisions(judgements: Sequence[Judgement]) -> Decisions:
    """Read the decisions on grouping; incidents among the subjects stand for their statements.

    The statements that an incident had when it was decided about stand in the judgement's value
    (`service.merge`, `service.split` and `service.pin` put them there): ids of incidents change
    with what is added, those of statements don't.
    """
    orders = []
    for judgement in judgements:
        if judgement.undone_by or judgement.action not in ("merge", "split", "pin"):
            continue
        value = _value(judgement.value)
        statements = frozenset(s for s in judgement.subjects if s.startswith("s"))
        statements |= frozenset(value.get("statements", ()))
        if not statements:
            continue
        outside = frozenset(value["apart_from"]) if "apart_from" in value else None
        pinned = [s for s in judgement.subjects if s.startswith("i")]
        incident = (pinned or [incident_id(statements)])[0] if judgement.action == "pin" else None
        orders.append(Order(judgement.action, statements, outside, incident))
    return Decisions(tuple(orders))


def _value(text: str | None) -> dict[str, list[str]]:
    found = json.loads(text) if text else {}
    if isinstance(found, list):
        return {"statements": found}
    return found if isinstance(found, dict) else {}
