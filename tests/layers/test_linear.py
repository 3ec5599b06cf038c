"""The linear model: scores, shares, and weights that are refused."""

from pathlib import Path

import numpy as np
import pytest

from rashomon.errors import ModelError
from rashomon.layers import linear
from rashomon.layers.linear import LinearModel, load_linear

WEIGHTS = ("did", "did_parts", "howreal", "denied")


@pytest.fixture
def model() -> LinearModel:
    """Two features, two heads: one of two classes (one column), one of three."""
    return LinearModel(
        vocabulary={"a": 0, "b": 1},
        rows=np.array([[1, 0, 2, 0], [0, 3, 0, 1]], dtype=np.float32),
        dense=np.array([[10, 0, 0, 0]], dtype=np.float32),
        mean=np.array([1], dtype=np.float32),
        scale=np.array([0.5], dtype=np.float32),
        bias=np.array([0.5, 0, 0, 0], dtype=np.float32),
        heads={"yes": (("no", "yes"), 0), "kind": (("x", "y", "z"), 1)},
    )


def dense(*values: float) -> np.ndarray:
    return np.array([[v] for v in values], dtype=np.float32)


def test_known_features_are_added_once_and_unknown_ones_never(model: LinearModel) -> None:
    scores = model.score([["a", "a", "?"], ["b"], []], dense(1, 1, 1))
    assert scores.tolist() == [[1.5, 0, 2, 0], [0.5, 3, 0, 1], [0.5, 0, 0, 0]]


def test_dense_features_are_standardised(model: LinearModel) -> None:
    assert model.score([[]], dense(3))[0, 0] == pytest.approx(0.5 + 10 * (3 - 1) * 0.5)


def test_shares_of_a_head_sum_to_one(model: LinearModel) -> None:
    scores = model.score([["a"], ["b"]], dense(1, 1))
    for head in model.heads:
        shares = model.probabilities(scores, head)
        assert shares.shape == (2, len(model.heads[head][0]))
        assert shares.sum(axis=1) == pytest.approx([1, 1])


def test_a_head_of_two_classes_is_a_sigmoid_of_its_one_column(model: LinearModel) -> None:
    shares = model.probabilities(np.array([[0, 0, 0, 0]], dtype=np.float32), "yes")
    assert shares.tolist() == [[0.5, 0.5]]


def test_the_best_score_has_the_biggest_share(model: LinearModel) -> None:
    shares = model.probabilities(model.score([["b"]], dense(1)), "kind")
    assert shares[0].argmax() == 0


def test_the_order_and_company_of_items_change_nothing(model: LinearModel) -> None:
    alone = model.score([["b", "a"]], dense(2))
    beside = model.score([["b"], ["a", "b"]], dense(7, 2))
    assert alone[0].tobytes() == beside[1].tobytes()


@pytest.mark.parametrize("name", WEIGHTS)
def test_bundled_weights_fit_together(name: str) -> None:
    model = load_linear(name)
    columns = model.rows.shape[1]
    widest = max(
        first + (1 if len(classes) == 2 else len(classes))
        for classes, first in model.heads.values()
    )
    assert len(model.vocabulary) == model.rows.shape[0]
    assert widest == columns == len(model.bias) == model.dense.shape[1]
    assert model.dense.shape[0] == len(model.mean) == len(model.scale)
    assert np.isfinite(model.rows).all()


def test_missing_weights_are_told_with_a_remedy() -> None:
    with pytest.raises(ModelError, match="no weights at"):
        load_linear("no-such-layer")


def test_damaged_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    np.savez(tmp_path / "broken.npz", vocabulary="a")
    monkeypatch.setattr(linear, "DATA", tmp_path)
    with pytest.raises(ModelError, match="is damaged"):
        load_linear("broken")
