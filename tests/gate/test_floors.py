"""The reader stays above its floors on documents that it was never made for.

Floors are pinned by ``tools/pin_floors.py``, each the measured value less its noise over documents.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from rashomon.evaluate.reading import MEASURES, Counts, count, load_marked, scores
from rashomon.reading.reader import Reader

HERE = Path(__file__).parent
PINNED: dict[str, Any] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def counts() -> list[Counts]:
    reader = Reader()
    return [
        count(marked, reader.read(marked.document).statements)
        for marked in load_marked(HERE / "reading.jsonl")
    ]


def test_the_documents_are_those_that_the_floors_were_measured_on() -> None:
    digest = hashlib.sha256((HERE / "reading.jsonl").read_bytes()).hexdigest()
    assert digest == PINNED["sha256"], "pin the floors anew: tools/pin_floors.py"


@pytest.mark.parametrize("measure", MEASURES)
def test_the_reader_stays_above_its_floor(counts: list[Counts], measure: str) -> None:
    assert scores(counts)[measure] >= PINNED["floors"][measure]


@pytest.mark.parametrize("measure", MEASURES)
def test_a_floor_is_the_measured_value_less_its_noise(measure: str) -> None:
    measured, error = PINNED["measured"][measure], PINNED["noise"][measure]
    assert 0 < error < 0.15
    assert PINNED["floors"][measure] == pytest.approx(measured - error, abs=0.002)


def test_every_document_is_scored(counts: list[Counts]) -> None:
    assert len(counts) >= 8
    assert all(c.marked for c in counts)
