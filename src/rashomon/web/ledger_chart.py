"""The toll of one incident over report dates, drawn as SVG on the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rashomon.model.incident import Account, LedgerFigure

WIDTH: Final = 720
HEIGHT: Final = 230
LEFT, RIGHT, TOP, BOTTOM = 46, 16, 14, 34
OPEN: Final = 1.15
"""An account without an upper bound is drawn so far up, with an arrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One account on the chart, in pixels."""

    x: float
    low: float
    high: float
    best: float | None
    is_open: bool
    relation: str
    label: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that the template draws of one measure."""

    measure: str
    of: str | None
    rule: str
    coverage: str
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]
    band: tuple[float, float] | None
    best: float | None
    undated: int
    width: int = WIDTH
    height: int = HEIGHT


def draw(figure: LedgerFigure) -> Chart:
    """Lay out one measure of a ledger."""
    dated = [a for a in figure.accounts if a.published]
    most = max([_top(a) for a in figure.accounts] + [figure.high or 0, figure.best or 0, 1.0])
    days = sorted({a.published[:10] for a in dated if a.published})
    xs = _scale_days(days)
    return Chart(
        measure=figure.measure,
        of=figure.of,
        rule=figure.rule,
        coverage=figure.coverage,
        marks=tuple(_marks(dated, xs, most)),
        ticks=tuple((_y(v, most), f"{v:,.0f}") for v in _ticks(most)),
        days=tuple((xs[d], d) for d in _shown(days)),
        band=None
        if figure.low is None or figure.high is None
        else (_y(figure.high, most), _y(figure.low, most)),
        best=None if figure.best is None else _y(figure.best, most),
        undated=len(figure.accounts) - len(dated),
    )


def _top(account: Account) -> float:
    known = [v for v in (account.high, account.best, account.low) if v is not None]
    return max(known, default=0.0) * (OPEN if account.high is None else 1.0)


def _marks(accounts: Sequence[Account], xs: dict[str, float], most: float) -> list[Mark]:
    made: list[Mark] = []
    beside: dict[str, int] = {}
    for account in accounts:
        day = (account.published or "")[:10]
        n = beside.get(day, 0)
        beside[day] = n + 1
        low = account.low if account.low is not None else 0.0
        high = account.high if account.high is not None else _top(account)
        best = account.best if account.best is not None else account.low
        value = "" if best is None else f"{best:,.0f}"
        made.append(
            Mark(
                x=round(xs[day] + n * 11, 1),
                low=_y(low, most),
                high=_y(high, most),
                best=None if best is None else _y(best, most),
                is_open=account.high is None,
                relation=account.relation,
                label=f"{day}: {account.speaker or 'the author'}: {account.modifier or ''} {value}",
                statement=account.statement,
            )
        )
    return made


def _scale_days(days: Sequence[str]) -> dict[str, float]:
    if not days:
        return {}
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    span = max(1, (last - first).days)
    inner = WIDTH - LEFT - RIGHT - 60
    return {
        d: round(LEFT + 20 + inner * (date.fromisoformat(d) - first).days / span, 1) for d in days
    }


def _shown(days: Sequence[str], most: int = 7) -> list[str]:
    if len(days) <= most:
        return list(days)
    step = (len(days) - 1) / (most - 1)
    return [days[round(i * step)] for i in range(most)]


def _ticks(most: float) -> list[float]:
    step = 1.0
    while most / step > 5:
        step *= 2 if str(step)[0] in "15" else 2.5
    return [i * step for i in range(int(most / step) + 1)]


def _y(value: float, most: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most, 1)
