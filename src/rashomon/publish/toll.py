"""How many people, by a named rule: the figure of an incident that a dataset's column takes.

The ledger keeps every account; a column takes one number, or low, best and high. Where the ledger
followed another rule than the format's, the numbers are worked out from its accounts anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.model.incident import Account, LedgerFigure
from rashomon.publish.unit_view import UnitView, affirms

CIVILIAN: Final = frozenset({"civilian"})
NO_RULE: Final = "no figure"


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
class Sides:
    """Deaths by whose they are; their sum is `best`."""

    side_a: int = 0
    side_b: int = 0
    civilians: int = 0
    unknown: int = 0

    @property
    def best(self) -> int:
        """All of them."""
        return self.side_a + self.side_b + self.civilians + self.unknown


def toll(view: UnitView, rule: str, measure: str = "killed") -> Toll | None:
    """Give an incident's figure of one measure; None where no account counts it.

    Args:
        view: The incident.
        rule: ``acled`` takes the lowest of what is reported, ``ucdp`` the ledger's best figure.
        measure: ``killed`` ``injured`` …
    """
    figures = [f for f in view.incident.figures if f.measure == measure and f.coverage == "event"]
    if not figures:
        return None
    whole = [f for f in figures if f.of is None]
    parts = [by_rule(f, rule) for f in whole or _apart(figures, view)]
    found = [p for p in parts if p is not None]
    if not found:
        return None
    return Toll(
        low=sum(t.low for t in found),
        best=sum(t.best for t in found),
        high=sum(t.high for t in found),
        rule=found[0].rule,
        reported=tuple(sorted({n for t in found for n in t.reported})),
    )


def by_rule(figure: LedgerFigure, rule: str) -> Toll | None:
    """Give one ledger figure's numbers by a rule.

    Citation: ACLED's FAQ on fatalities: where reports differ, the most conservative; UCDP GED
    codebook: best, low and high estimates.
    """
    reported = sorted({n for a in figure.accounts if (n := _number(a)) is not None})
    if rule == "acled" and figure.rule != "acled" and reported:
        standing = sorted({n for a in _standing(figure.accounts) if (n := _number(a)) is not None})
        least = standing[0] if standing else reported[0]
        low, best, high = reported[0], least, reported[-1]
    else:
        given = [n for n in (figure.low, figure.best, figure.high) if n is not None]
        if not given:
            return None
        best = int(figure.best if figure.best is not None else given[0])
        low = int(figure.low if figure.low is not None else best)
        high = int(figure.high if figure.high is not None else max(given))
    return Toll(
        low=min(low, best),
        best=best,
        high=max(high, best),
        rule=rule if figure.rule == rule or reported else figure.rule,
        reported=tuple(reported),
    )


def sides(view: UnitView, total: int, names: tuple[Iterable[str], Iterable[str]]) -> Sides:
    """Divide a total by whose the dead are, as far as the accounts say; the rest is unknown.

    Args:
        view: The incident.
        total: All deaths; a sum of parts that is larger is cut down to it, largest part first.
        names: Names of side A and of side B.
    """
    counted = {"a": 0, "b": 0, "civilian": 0}
    for statement in (s for s in view.statements if affirms(s)):
        for figure in statement.figures:
            if figure.measure != "killed" or figure.modifier == "including":
                continue
            number = figure.best if figure.best is not None else figure.low
            kind = _whose(figure.of_status, f"{figure.of_side or ''} {figure.of or ''}", names)
            if number is not None and kind is not None:
                counted[kind] = max(counted[kind], int(number))
    while sum(counted.values()) > total:
        largest = max(counted, key=lambda k: (counted[k], k))
        counted[largest] -= sum(counted.values()) - total
        counted[largest] = max(counted[largest], 0)
    return Sides(
        side_a=counted["a"],
        side_b=counted["b"],
        civilians=counted["civilian"],
        unknown=total - sum(counted.values()),
    )


def _whose(
    status: str | None, words: str, names: tuple[Iterable[str], Iterable[str]]
) -> str | None:
    if status in CIVILIAN:
        return "civilian"
    said = words.casefold().strip()
    if not said:
        return None
    for kind, side in zip(("a", "b"), names, strict=True):
        if any(
            n and (n.casefold() in said or (len(said) > 3 and said in n.casefold())) for n in side
        ):
            return kind
    return None


def _apart(figures: Sequence[LedgerFigure], view: UnitView) -> list[LedgerFigure]:
    """Give the figures that may be added up: of different statuses; else the largest alone."""
    status: dict[str, str | None] = {}
    for statement in view.statements:
        for figure in statement.figures:
            if (
                figure.measure == figures[0].measure
                and figure.of
                and figure.modifier != "including"
            ):
                status.setdefault(figure.of, figure.of_status)
    best: dict[str | None, LedgerFigure] = {}
    for one in figures:
        kind = status.get(one.of or "")
        if kind not in best or _size(one) > _size(best[kind]):
            best[kind] = one
    known = [figure for kind, figure in best.items() if kind in ("civilian", "combatant")]
    return known if len(known) > 1 else [max(figures, key=_size)]


def _size(figure: LedgerFigure) -> float:
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), 0)


def _number(account: Account) -> int | None:
    given = (account.best, account.low, account.high)
    number = next((n for n in given if n is not None), None)
    return None if number is None else int(number)


def _standing(accounts: Sequence[Account]) -> list[Account]:
    """Leave out what the same speaker, or a later account that updates, has put right since."""
    updated = max((i for i, a in enumerate(accounts) if a.relation == "updates"), default=0)
    last: dict[str | None, Account] = {}
    for account in accounts[updated:]:
        key = account.speaker or account.document_key
        last[key] = account
    return list(last.values())
