"""Krippendorff's alpha: how far coders agree beyond chance, with a bootstrap interval.

1 is perfect agreement, 0 what chance would give; below 0 they disagree systematically. Units that
fewer than two coders coded count for nothing. Both differences used here, nominal and interval,
can be summed from each unit's own counts, so that a bootstrap over units costs one product.

Citation: Krippendorff, K. (2011), "Computing Krippendorff's Alpha-Reliability".
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SAMPLES: Final = 1000
"""Resamples of the bootstrap."""
SEED: Final = 20110125
LEVEL: Final = 0.95
ROUNDING: Final = 1e-12
"""A difference below this share of what it is taken from is none but an error of rounding."""
PART: Final = 100
"""Resamples that are drawn at a time, so that memory stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Agreement of coders on one field.

    Attributes:
        value: Alpha; None where it is not defined: nothing was coded twice, or all values are
            the same, so that chance can't be told from agreement.
        low: Lower end of the 95% interval; None where too few resamples vary.
        high: Upper end.
        units: Units with two values or more.
        values: Values in them.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    values: int


def nominal(units: Sequence[Sequence[Hashable]], *, seed: int = SEED) -> Alpha:
    """Compute alpha for values that are the same or different.

    Args:
        units: The values of each unit, one a coder who gave one.
        seed: Of the bootstrap.
    """
    coded = [unit for unit in units if len(unit) > 1]
    names = {value: n for n, value in enumerate(dict.fromkeys(v for u in coded for v in u))}
    counts = np.zeros((len(coded), len(names)))
    for row, unit in enumerate(coded):
        for value, count in Counter(unit).items():
            counts[row, names[value]] = count
    size = counts.sum(axis=1)
    observed = (size**2 - (counts**2).sum(axis=1)) / np.maximum(size - 1, 1)

    def expected(weights: NDArray[Any]) -> NDArray[Any]:
        total = weights @ counts
        by_chance: NDArray[Any] = total.sum(axis=1) ** 2 - (total**2).sum(axis=1)
        return by_chance

    return _alpha(size, observed, expected, seed)


def interval(units: Sequence[Sequence[float]], *, seed: int = SEED) -> Alpha:
    """Compute alpha for numbers whose differences count, squared.

    Args:
        units: The values of each unit, one a coder who gave one.
        seed: Of the bootstrap.
    """
    coded = [unit for unit in units if len(unit) > 1]
    flat = [value for unit in coded for value in unit]
    middle = flat[0] if len(set(flat)) < 2 and flat else sum(flat) / max(len(flat), 1)
    shifted = [[value - middle for value in unit] for unit in coded]
    size = np.array([len(unit) for unit in shifted], dtype=float)
    sums = np.array([sum(unit) for unit in shifted], dtype=float)
    squares = np.array([sum(v * v for v in unit) for unit in shifted], dtype=float)
    observed = 2 * (size * squares - sums**2) / np.maximum(size - 1, 1)

    def expected(weights: NDArray[Any]) -> NDArray[Any]:
        whole = (weights @ size) * (weights @ squares)
        by_chance: NDArray[Any] = 2 * (whole - (weights @ sums) ** 2)
        by_chance[by_chance < ROUNDING * whole] = 0.0
        return by_chance

    return _alpha(size, observed, expected, seed)


def _alpha(size: NDArray[Any], observed: NDArray[Any], expected: Any, seed: int) -> Alpha:
    """Put the parts together: alpha = 1 - (n - 1) * observed / expected."""
    count, values = len(size), int(size.sum())
    if not count:
        return Alpha(value=None, low=None, high=None, units=0, values=0)

    def of(weights: NDArray[Any]) -> NDArray[Any]:
        by_chance = expected(weights)
        found = np.full(len(weights), np.nan)
        varied = by_chance > 0
        disagreement = (weights @ size - 1) * (weights @ observed)
        found[varied] = 1 - disagreement[varied] / by_chance[varied]
        return found

    value = float(of(np.ones((1, count)))[0])
    if np.isnan(value):
        return Alpha(value=None, low=None, high=None, units=count, values=values)
    rng = np.random.default_rng(seed)
    chances = np.full(count, 1 / count)
    drawn = [of(rng.multinomial(count, chances, size=PART)) for _ in range(SAMPLES // PART)]
    found = np.concatenate(drawn)
    found = found[~np.isnan(found)]
    if len(found) < SAMPLES // 2:
        return Alpha(value=value, low=None, high=None, units=count, values=values)
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Alpha(value=value, low=float(low), high=float(high), units=count, values=values)
