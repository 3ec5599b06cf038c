"""A linear model over named and dense features: small, explainable, the same on every machine.

Trained by the scripts in ``tools/`` (see docs/model-card.md); only scored here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rashomon.errors import ModelError

DATA: Final = Path(__file__).parent / "weights"
BLOCK: Final = 1024
"""Items whose weights are summed in one call: bounds the memory that a long text takes."""
DENSE_BLOCK: Final = 16
"""Items in one matrix product: so few that no library starts threads, which cost more than it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """Several classifiers ("heads") that share their features.

    Attributes:
        vocabulary: Row of each symbolic feature.
        rows: Weights of symbolic features, one column a class over all heads.
        dense: Weights of the standardised dense features.
        mean: Mean of each dense feature in training.
        scale: What a dense feature is multiplied with after the mean is taken off.
        bias: Intercepts.
        heads: Name of each head, its classes, and its first column.
    """

    vocabulary: dict[str, int]
    rows: NDArray[np.float32]
    dense: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    heads: dict[str, tuple[tuple[str, ...], int]]

    def score(
        self, features: Iterable[Sequence[str]], dense: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Give raw scores, one row an item, one column a class of every head.

        Args:
            features: Symbolic features of each item; looked at once, one after another.
            dense: Dense features, one row an item (of no columns where the model has none).
        """
        scores: NDArray[Any] = np.tile(self.bias, (len(dense), 1))
        if self.dense.shape[0]:
            scaled = (dense - self.mean) * self.scale
            for first in range(0, len(scaled), DENSE_BLOCK):
                block = slice(first, first + DENSE_BLOCK)
                scores[block] += scaled[block] @ self.dense
        find = self.vocabulary.get
        items: list[int] = []
        starts: list[int] = []
        rows: list[int] = []
        for item, names in enumerate(features):
            known: set[Any] = set(map(find, names))
            known.discard(None)
            if known:
                items.append(item)
                starts.append(len(rows))
                rows += sorted(known)
            if len(items) == BLOCK:
                scores[items] += np.add.reduceat(self.rows[rows], starts, axis=0)
                items, starts, rows = [], [], []
        if items:
            scores[items] += np.add.reduceat(self.rows[rows], starts, axis=0)
        return scores

    def probabilities(self, scores: NDArray[np.float32], head: str) -> NDArray[np.float32]:
        """Turn the columns of one head into shares that sum to 1 (sigmoid for one column)."""
        classes, first = self.heads[head]
        if len(classes) == 2:
            positive = 1 / (1 + np.exp(-scores[:, first]))
            pair: NDArray[np.float32] = np.stack([1 - positive, positive], axis=1)
            return pair
        block = scores[:, first : first + len(classes)]
        powers = np.exp(block - block.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
        return shares


@lru_cache(maxsize=8)
def load_linear(name: str) -> LinearModel:
    """Load ``weights/NAME.npz``.

    Raises:
        ModelError: The file is missing or not of this form.
    """
    path = DATA / f"{name}.npz"
    if not path.exists():
        raise ModelError(name, f"no weights at {path}", "run tools/train_did.py")
    with np.load(path, allow_pickle=False) as stored:
        try:
            names = str(stored["vocabulary"]).split("\n")
            heads = {}
            for line in str(stored["heads"]).split("\n"):
                head, first, *classes = line.split("\t")
                heads[head] = (tuple(classes), int(first))
            return LinearModel(
                vocabulary={n: i for i, n in enumerate(names)},
                rows=stored["rows"].astype(np.float32),
                dense=stored["dense"].astype(np.float32),
                mean=stored["mean"].astype(np.float32),
                scale=stored["scale"].astype(np.float32),
                bias=stored["bias"].astype(np.float32),
                heads=heads,
            )
        except (KeyError, ValueError) as error:
            raise ModelError(name, f"{path} is damaged", "run tools/train_did.py") from error
