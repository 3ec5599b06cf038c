"""The net of actors for one page: who deals with whom, and whether more by force or by help."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.base.circles import Dyad
from rashomon.knowledge.exchange_codes import plover_score

MOST_ACTORS: Final = 40
COOPERATION: Final = frozenset({1, 2})
"""Quad classes of cooperation, in words and in deeds; 3 and 4 are of conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one is said to do to another.

    Attributes:
        agent: Who acts.
        target: Who is acted on.
        conflict: Statements of conflict.
        cooperation: Statements of cooperation.
        types: Types with their counts, the most frequent first.
        months: ``2019-03`` with the counts of conflict and of cooperation.
    """

    agent: str
    target: str
    conflict: int
    cooperation: int
    types: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int, int], ...]

    @property
    def count(self) -> int:
        """All statements."""
        return self.conflict + self.cooperation

    @property
    def balance(self) -> float:
        """From -1, only conflict, to 1, only cooperation."""
        return round((self.cooperation - self.conflict) / self.count, 2)


def ties(dyads: Sequence[Dyad]) -> list[Tie]:
    """Add dyads up to ties between the `MOST_ACTORS` actors that most is said of.

    Returns:
        Ties in the order of their names, so that nobody is ranked.
    """
    weight: dict[str, int] = defaultdict(int)
    for one in dyads:
        weight[one.agent] += one.count
        weight[one.target] += one.count
    kept = set(sorted(weight, key=lambda name: (-weight[name], name))[:MOST_ACTORS])
    grouped: dict[tuple[str, str], list[Dyad]] = defaultdict(list)
    for one in dyads:
        if one.agent in kept and one.target in kept:
            grouped[one.agent, one.target].append(one)
    return [_tie(pair, grouped[pair]) for pair in sorted(grouped)]


def _tie(pair: tuple[str, str], dyads: Sequence[Dyad]) -> Tie:
    types: dict[str, int] = defaultdict(int)
    months: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in dyads:
        helps = is_cooperation(one.type)
        types[one.type] += one.count
        months[one.month][1 if helps else 0] += one.count
    return Tie(
        agent=pair[0],
        target=pair[1],
        conflict=sum(v[0] for v in months.values()),
        cooperation=sum(v[1] for v in months.values()),
        types=tuple(sorted(types.items(), key=lambda x: (-x[1], x[0]))),
        months=tuple((m, v[0], v[1]) for m, v in sorted(months.items())),
    )


def is_cooperation(type_: str) -> bool:
    """Tell whether PLOVER counts a type as cooperation; an alliance is, a state of control not."""
    score = plover_score(type_, None)
    return type_ == "ALLIANCE" if score is None else score.quad in COOPERATION


def allies(found: Sequence[Tie]) -> list[tuple[str, str]]:
    """Give the pairs between whom only cooperation is told of, both ways where both act."""
    by_pair: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for one in found:
        by_pair[min(one.agent, one.target), max(one.agent, one.target)].append(one)
    return sorted(
        pair
        for pair, all_ in by_pair.items()
        if sum(t.cooperation for t in all_) >= 2 and not any(t.conflict for t in all_)
    )
