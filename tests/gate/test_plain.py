"""Plain reporting: no denial is lost in it, and none is heard that nobody gave.

Passages with an even number were not looked at while rules were made.
"""

import hashlib
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rashomon.evaluate.acts import count_acts, load_acts
from rashomon.reading.reader import Reader

HERE = Path(__file__).parent
PASSAGES = HERE / "plain.jsonl"
PINNED: dict[str, Any] = tomllib.loads((HERE / "plain.toml").read_text(encoding="utf-8"))
SETS = [name for name in PINNED if name != "sha256"]


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[str]]:
    reader, found = Reader(), {name: Counter[str]() for name in SETS}
    for passage in load_acts(PASSAGES):
        name, number = passage.document.key.split("-")
        half = "odd" if int(number) % 2 else "even"
        read = reader.read(passage.document).statements
        found[f"{name}_{half}"].update(count_acts(passage, read))
    return found


def test_the_passages_are_those_that_were_measured() -> None:
    digest = hashlib.sha256(PASSAGES.read_bytes()).hexdigest()
    assert digest == PINNED["sha256"], "pin the numbers anew: tools/pin_denials.py"


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("measure", ["asserted", "refused", "unasked"])
def test_no_more_noes_are_lost_or_invented(
    counts: dict[str, Counter[str]], name: str, measure: str
) -> None:
    assert counts[name][measure] <= PINNED[name][measure]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("measure", ["denied", "told"])
def test_as_many_acts_are_found(counts: dict[str, Counter[str]], name: str, measure: str) -> None:
    assert counts[name][measure] >= PINNED[name][measure]
