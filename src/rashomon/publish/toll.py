"""How many people: the numbers of an incident that a dataset's columns take, from its ledger.

The ledger keeps every account and follows a named rule; a column takes one number, or low, best
and high. Before an export the ledger is worked out by the rule of the format, if it is another's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rashomon.incidents.entries import DENIED, DIVIDING
from rashomon.incidents.ledger import ledger
from rashomon.model.document import Document
from rashomon.model.incident import Account, Incident, LedgerFigure
from rashomon.model.statement import Statement
from rashomon.publish.unit_view import UnitView

STATE_GROUPS: Final = ("soldiers", "police")
CIVILIAN_GROUPS: Final = ("civilians", "children")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Numbers of one measure.

    Attributes:
        low: Lowest.
        best: The one that counts.
        high: Highest.
        rule: The rule behind them.
        reported: Every different number that an account gives, in order.
    """

    low: int
    best: int
    high: int
    rule: str
    reported: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of an event, as far as its dead are concerned.

    Attributes:
        name: Its name.
        is_state: Soldiers and police are a state's; fighters are not.
    """

    name: str
    is_state: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """Deaths by whose they are; their sum is the total that was divided."""

    side_a: int = 0
    side_b: int = 0
    civilians: int = 0
    unknown: int = 0


def by_rule(
    incident: Incident,
    rule: str,
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
) -> Incident:
    """Give an incident whose figures follow a rule; those that were allocated stay as they are."""
    if all(f.rule == rule or f.allocated for f in incident.figures):
        return incident
    told = [statements[i] for i in incident.statements if i in statements]
    known = [s for s in told if s.document in documents]
    figures = ledger(known, documents, incident.origins, rule=rule)
    return replace(incident, figures=figures) if figures else incident


def toll(view: UnitView, measure: str = "killed") -> Toll | None:
    """Give an incident's numbers of one measure; None where no account counts it.

    Where nobody counts everybody, the counts that one account gives of groups that share no person
    (civilians, soldiers, police, fighters) are added up, and accounts by different people are
    rivals: the lowest sum is `low`, all groups together are `high`, and `best` is the lowest by
    the rule ``acled``, else the largest sum.
    """
    figures = [f for f in view.incident.figures if f.measure == measure and f.coverage == "event"]
    whole = [t for f in figures if f.of is None and (t := _numbers(f)) is not None]
    if whole:
        return whole[0]
    parts = [f for f in figures if (f.of or "").partition(" of ")[0] in DIVIDING]
    if not parts:
        several = [t for f in figures if (t := _numbers(f)) is not None]
        return max(several, key=lambda t: t.best, default=None)
    return _of_parts(parts)


def _of_parts(parts: Sequence[LedgerFigure]) -> Toll | None:
    """Add the groups of each account, and set the sums of different accounts side by side."""
    numbers = {f.of: t for f in parts if (t := _numbers(f)) is not None}
    if not numbers:
        return None
    tellers: dict[str, dict[str | None, int]] = {}
    for figure in parts:
        for account in figure.accounts:
            number = _number(account)
            if number is not None:
                teller = account.origin or account.speaker or account.document_key
                tellers.setdefault(teller, {})[figure.of] = number
    sums = [sum(groups.values()) for groups in tellers.values()]
    sums = sums or [sum(t.best for t in numbers.values())]
    rule = parts[0].rule
    low, high = min(sums), sum(t.high for t in numbers.values())
    best = low if rule == "acled" else max(sums)
    return Toll(
        low=min(low, best),
        best=best,
        high=max(high, best),
        rule=rule,
        reported=tuple(sorted(set(sums))),
    )


def divide(view: UnitView, total: int, a: Side, b: Side | None) -> Divided:
    """Divide a total by whose the dead are, as far as the ledger's groups tell.

    Args:
        view: The incident.
        total: All deaths; parts that add up to more are cut down, the largest first.
        a: Side A.
        b: Side B; None where the other side are civilians.
    """
    counted = {"a": 0, "b": 0, "civilian": 0}
    for figure in view.incident.figures:
        numbers = _numbers(figure)
        if figure.measure != "killed" or figure.coverage != "event" or numbers is None:
            continue
        whose = _whose(figure.of, a, b)
        if whose is not None:
            counted[whose] = max(counted[whose], numbers.best)
    while (over := sum(counted.values()) - total) > 0:
        largest = max(counted, key=lambda k: (counted[k], k))
        counted[largest] = max(0, counted[largest] - over)
    return Divided(
        side_a=counted["a"],
        side_b=counted["b"],
        civilians=counted["civilian"],
        unknown=total - sum(counted.values()),
    )


def _whose(group: str | None, a: Side, b: Side | None) -> str | None:
    if group is None:
        return None
    kind, _, side = group.partition(" of ")
    if kind in CIVILIAN_GROUPS:
        return "civilian"
    sides = {"a": a} | ({"b": b} if b else {})
    if side:
        return _only(sides, lambda s: _same(s.name, side))
    if kind in STATE_GROUPS:
        return _only(sides, lambda s: s.is_state)
    if kind == "fighters":
        return _only(sides, lambda s: not s.is_state)
    return None


def _only(sides: Mapping[str, Side], fits: Callable[[Side], bool]) -> str | None:
    """Give the side that fits, if it is one alone."""
    found = [key for key, side in sides.items() if fits(side)]
    return found[0] if len(found) == 1 else None


def _same(name: str, said: str) -> bool:
    one, other = name.casefold(), said.casefold()
    return one in other or other in one


def _numbers(figure: LedgerFigure) -> Toll | None:
    given = [n for n in (figure.best, figure.low, figure.high) if n is not None]
    if not given:
        return None
    best = int(given[0])
    low = int(figure.low) if figure.low is not None else best
    high = int(figure.high) if figure.high is not None else best
    reported = {n for a in figure.accounts if (n := _number(a)) is not None}
    return Toll(
        low=min(low, best),
        best=best,
        high=max(high, best),
        rule=figure.rule,
        reported=tuple(sorted(reported)),
    )


def _number(account: Account) -> int | None:
    if account.modifier == DENIED:
        return None
    given = (account.best, account.low, account.high)
    number = next((n for n in given if n is not None), None)
    return None if number is None else int(number)
