"""Fit linear heads over shared features and store them for ``rashomon.layers.linear``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

DENSE_WEIGHT = 0.15
"""Scale of standardised dense features beside 0/1 ones; 0.05–0.3 moves detection F1 by < 0.005."""


@dataclass
class Head:
    """Training rows of one classifier."""

    name: str
    features: list[list[str]] = field(default_factory=list)
    dense: list[np.ndarray] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    strength: float = 0.3

    def add(self, features: list[str], dense: np.ndarray, label: str) -> None:
        """Add one row."""
        self.features.append(features)
        self.dense.append(dense)
        self.labels.append(label)


def fit(heads: list[Head], path: Path, *, least: int = 2) -> None:
    """Fit every head and write one file.

    Args:
        heads: With their rows; all rows have the same dense width.
        path: Where the ``.npz`` goes.
        least: Features seen less often than this are left out.
    """
    counts = Counter(f for h in heads for row in h.features for f in set(row))
    names = sorted(f for f, n in counts.items() if n >= least and "\n" not in f)
    index = {f: i for i, f in enumerate(names)}
    all_dense = np.array([d for h in heads for d in h.dense], dtype=np.float32)
    mean, scale = all_dense.mean(axis=0), DENSE_WEIGHT / (all_dense.std(axis=0) + 1e-6)
    rows, dense, bias, lines, first = [], [], [], [], 0
    for head in heads:
        classes = sorted(set(head.labels))
        model = LogisticRegression(C=head.strength, max_iter=600)
        model.fit(_matrix(head, index, mean, scale), head.labels)
        rows.append(model.coef_[:, : len(names)].T)
        dense.append(model.coef_[:, len(names) :].T)
        bias.append(model.intercept_)
        lines.append("\t".join([head.name, str(first), *classes]))
        first += model.coef_.shape[0]
    np.savez_compressed(
        path,
        vocabulary=np.array("\n".join(names)),
        rows=np.hstack(rows).astype(np.float16),
        dense=np.hstack(dense).astype(np.float32),
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        bias=np.concatenate(bias).astype(np.float32),
        heads=np.array("\n".join(lines)),
    )


def _matrix(head: Head, index: dict[str, int], mean: np.ndarray, scale: np.ndarray) -> csr_matrix:
    columns, pointers = [], [0]
    for row in head.features:
        columns += sorted({index[f] for f in row if f in index})
        pointers.append(len(columns))
    sparse = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, pointers),
        shape=(len(head.features), len(index)),
    )
    dense = (np.array(head.dense, dtype=np.float32) - mean) * scale
    return hstack([sparse, csr_matrix(dense)]).tocsr()
