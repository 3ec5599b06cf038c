"""The ledger of an incident: every account of every figure, and low, best, high by a named rule.

Accounts stay, whatever the rule. Figures of one event and totals over a time stand on different
pages, and so do everybody and a part of them ("10 killed, including 3 children").
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rashomon.incidents.entries import DENIED, Entry, find_entries
from rashomon.model.document import Document
from rashomon.model.incident import Account, LedgerFigure, Origin
from rashomon.model.statement import Statement

Numbers = tuple[float | None, float | None, float | None]
DAY: Final = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: what it does, and who wrote it down."""

    name: str
    does: str
    citation: str
    derive: Callable[[Sequence[Entry], frozenset[str]], Numbers]


def ledger(
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    origins: Sequence[Origin] = (),
    rule: str = "ucdp",
) -> tuple[LedgerFigure, ...]:
    """Derive an incident's figures.

    Args:
        statements: The statements of one incident.
        documents: By id.
        origins: The incident's origins; with them accounts of one origin update each other, and
            those of named origins come before those of nameless ones.
        rule: ``ucdp`` ``acled`` ``airwars``; see `RULES`.

    Returns:
        One figure for each measure, group, coverage and unit, everybody first.

    Raises:
        KeyError: There is no such rule.
    """
    chosen = RULES[rule]
    origin_of = {s: o.id for o in reversed(origins) for s in o.statements}
    named = frozenset(o.id for o in origins if not o.anonymous)
    pages: dict[tuple[str, str | None, str, str | None], list[Entry]] = {}
    for entry in find_entries(statements, documents, origin_of):
        key = (entry.measure, entry.of, entry.coverage, entry.unit)
        pages.setdefault(key, []).append(entry)
    order = sorted(pages, key=lambda k: (k[2] != "event", k[0], k[1] or "", k[3] or ""))
    return tuple(_page(key, pages[key], chosen, named) for key in order)


def _page(
    key: tuple[str, str | None, str, str | None],
    entries: Sequence[Entry],
    rule: Rule,
    named: frozenset[str],
) -> LedgerFigure:
    related = relate(entries)
    counted = [e for e in related if e.account.modifier != DENIED]
    low, best, high = rule.derive(counted, named) if counted else (None, None, None)
    return LedgerFigure(
        measure=key[0],
        of=key[1],
        low=low,
        best=best,
        high=high,
        rule=rule.name,
        coverage=key[2],
        unit=key[3],
        accounts=tuple(e.account for e in related),
    )


def relate(entries: Sequence[Entry]) -> list[Entry]:
    """Say how each account stands to those before it.

    ``agrees``: its number fits one given before. ``updates``: the words say so, or the same
    origin gives another number later. ``adds``: the first, or one that the words add.
    ``contradicts``: any other number, and every denial.
    """
    found: list[Entry] = []
    for entry in entries:
        before = [e for e in found if e.account.modifier != DENIED]
        relation = _relation(entry, before)
        found.append(replace(entry, account=replace(entry.account, relation=relation)))
    return found


def _relation(entry: Entry, before: Sequence[Entry]) -> str:
    account = entry.account
    if account.modifier == DENIED:
        return "contradicts"
    if not before or entry.wording == "adds":
        return "adds"
    own = [e.account for e in before if e.account.origin and e.account.origin == account.origin]
    if own and not agree(own[-1], account) and _later(account, own[-1]):
        return "updates"
    if any(agree(e.account, account) for e in before):
        return "agrees"
    return "updates" if entry.wording == "updates" else "contradicts"


def _later(one: Account, other: Account) -> bool:
    return (one.published or "")[:DAY] >= (other.published or "")[:DAY]


def agree(one: Account, other: Account) -> bool:
    """Tell whether two accounts can both be right: their bounds share a number."""
    lows = [a.low if a.low is not None else 0.0 for a in (one, other)]
    highs = [a.high if a.high is not None else float("inf") for a in (one, other)]
    return max(lows) <= min(highs)


def _superseded(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out what its own origin has since put another number in the place of.

    Two numbers of one day and no word that the one updates the other both stand: nobody knows
    which came first.
    """
    last: dict[str, Entry] = {}
    for entry in entries:
        if entry.account.relation == "updates" and entry.account.origin:
            last[entry.account.origin] = entry
    return [e for e in entries if not _replaced(e, last.get(e.account.origin or ""))]


def _replaced(entry: Entry, last: Entry | None) -> bool:
    if last is None or entry.order >= last.order:
        return False
    return last.wording == "updates" or _day(entry) < _day(last)


def _day(entry: Entry) -> str:
    return (entry.account.published or "")[:DAY]


def _point(entry: Entry) -> float | None:
    """The one number of an account; of an open or vague one the least that it says."""
    account = entry.account
    return account.best if account.best is not None else account.low


def _outer(entries: Sequence[Entry]) -> tuple[float | None, float | None]:
    """Least low and greatest high; an unbounded account leaves its side open."""
    lows = [e.account.low for e in entries]
    highs = [e.account.high for e in entries]
    low = min((v for v in lows if v is not None), default=None)
    high = None if None in highs else max((v for v in highs if v is not None), default=None)
    return low, high


def _ucdp(entries: Sequence[Entry], named: frozenset[str]) -> Numbers:
    """Low and high over the accounts that still stand; best is the latest of a named origin.

    Of several on that day: a number before an open one ("at least 5"), each origin's last, the
    number that most origins give, then the greater one, as tolls of one event grow. (Greater or
    lower moves 2 of the 81 tolls of a development sample of November 2026.)
    """
    first = [e for e in entries if not (e.account.relation == "adds" and e.wording == "adds")]
    standing = _superseded(first or entries)
    low, high = _outer(standing)
    added = sum(_point(e) or 0.0 for e in entries if e not in first and first)
    known = [e for e in standing if e.account.origin in named] or standing
    pointed = [(e, p) for e in known if (p := _point(e)) is not None]
    if not pointed:
        return low, None, high
    day = max(_day(e) for e, _ in pointed)
    latest = [(e, p) for e, p in pointed if _day(e) == day]
    exact = [(e, p) for e, p in latest if e.account.best is not None] or latest
    last = {e.account.origin or e.account.statement: p for e, p in exact}
    backing = Counter(last.values())
    best = min(backing, key=lambda p: (-backing[p], -p))
    return low, best, None if high is None else high + added


def _acled(entries: Sequence[Entry], _named: frozenset[str]) -> Numbers:
    """One number: the most conservative; tens are 10, dozens 12, hundreds 100."""
    first = [e for e in entries if e.wording != "adds"] or entries
    standing = _superseded(first)
    values = [float(e.vague) if e.vague is not None else _point(e) for e in standing]
    least = min((v for v in values if v is not None), default=None)
    return least, least, least


def _airwars(entries: Sequence[Entry], _named: frozenset[str]) -> Numbers:
    """The least and the most that anybody says; no best number."""
    low, high = _outer(entries)
    return low, None, high


RULES: Final = {
    rule.name: rule
    for rule in (
        Rule(
            "ucdp",
            "best is the latest number of a named origin; low and high span the accounts",
            "Sundberg & Melander 2013, Journal of Peace Research 50(4); UCDP GED Codebook",
            _ucdp,
        ),
        Rule(
            "acled",
            "the most conservative number; tens = 10, dozens = 12, hundreds = 100",
            "ACLED, Frequently asked questions on fatalities, 2024",
            _acled,
        ),
        Rule(
            "airwars",
            "minimum and maximum over all accounts, no best number",
            "Airwars, Methodology note on civilian harm",
            _airwars,
        ),
    )
}
"""The rules by name."""
