"""Noes that are lost, and noes that nobody gave, are counted as such."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from rashomon.evaluate.acts import Passage, count_acts, load_acts
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader

TEXT = "The army denied that soldiers burned the mill. Guards shot a nurse."


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> tuple[Statement, ...]:
    passage = _load(tmp_path_factory.mktemp("acts"), "D", "A")
    return Reader().read(passage.document).statements


def _load(folder: Path, first: str, second: str) -> Passage:
    burned, shot = TEXT.index("burned"), TEXT.index("shot")
    acts = [
        {"kind": first, "start": burned, "end": burned + 6},
        {"kind": second, "start": shot, "end": shot + 4},
    ]
    path = folder / "acts.jsonl"
    path.write_text(json.dumps({"id": "plain-001", "text": TEXT, "acts": acts}), encoding="utf-8")
    (passage,) = load_acts(path)
    return passage


# what a passage marks; the reading denies the first act and tells the second
COUNTS = {
    "DA": {"denied": 1, "told": 1, "asserted": 0, "refused": 0},
    "AD": {"denied": 1, "told": 1, "asserted": 1, "refused": 1, "unasked": 0},
    "AA": {"denied": 0, "told": 2, "refused": 1, "unasked": 1},
    "OO": {"denied": 0, "told": 0, "unasked": 1},
}


@pytest.mark.parametrize(("kinds", "wanted"), COUNTS.items())
def test_counts(
    statements: Sequence[Statement], tmp_path: Path, kinds: str, wanted: dict[str, int]
) -> None:
    found = count_acts(_load(tmp_path, *kinds), statements)
    assert {name: found[name] for name in wanted} == wanted


def test_an_act_that_is_not_found_counts_nowhere(tmp_path: Path) -> None:
    found = count_acts(_load(tmp_path, "D", "A"), ())
    assert sum(found.values()) == 0
