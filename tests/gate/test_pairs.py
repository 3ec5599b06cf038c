"""Political acts between a marked pair: as many are found and read right as were measured.

Sentences with an even number were not looked at while rules and words were made.
"""

import hashlib
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rashomon.evaluate.pairs import count_halves, load_pairs
from rashomon.reading.reader import Reader

HERE = Path(__file__).parent
SENTENCES = HERE / "pairs.jsonl"
PINNED: dict[str, Any] = tomllib.loads((HERE / "pairs.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[str]]:
    reader = Reader(aims=True)
    return count_halves(load_pairs(SENTENCES), lambda document: reader.read(document).events)


def test_the_sentences_are_those_that_were_measured() -> None:
    digest = hashlib.sha256(SENTENCES.read_bytes()).hexdigest()
    assert digest == PINNED["sha256"], "pin the numbers anew: tools/pin_denials.py"


@pytest.mark.parametrize("half", ["odd", "even"])
@pytest.mark.parametrize("measure", ["answered", "right"])
def test_as_many_pairs_are_read(counts: dict[str, Counter[str]], half: str, measure: str) -> None:
    assert counts[half][measure] >= PINNED[half][measure]
