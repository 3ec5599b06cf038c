"""Denials, negations, threats and doubts of invented conflicts stay what they are.

Passages with an even number never guided a rule: they are the honest half. Floors are pinned by
``tools/pin_denials.py``: each is the measured value of the worse half less a margin.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from rashomon.evaluate.denials import Found, crossed, denial_scores, is_asserted, pair
from rashomon.evaluate.reading import load_marked
from rashomon.reading.reader import Reader

HERE = Path(__file__).parent
PINNED: dict[str, Any] = tomllib.loads((HERE / "denials.toml").read_text(encoding="utf-8"))
MEASURES = ("found", "status", "stance", "polarity", "speaker", "denial_of")


@pytest.fixture(scope="module")
def halves() -> dict[str, list[Found]]:
    reader = Reader()
    found: dict[str, list[Found]] = {"odd": [], "even": []}
    for marked in load_marked(HERE / "denials.jsonl"):
        half = "odd" if int(marked.document.key[-3:]) % 2 else "even"
        found[half] += pair(marked, reader.read(marked.document).statements)
    return found


def test_the_passages_are_those_that_the_floors_were_measured_on() -> None:
    digest = hashlib.sha256((HERE / "denials.jsonl").read_bytes()).hexdigest()
    assert digest == PINNED["sha256"], "pin the floors anew: tools/pin_denials.py"


@pytest.mark.parametrize("half", ["odd", "even"])
@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_stays_above_its_floor(
    halves: dict[str, list[Found]], half: str, measure: str
) -> None:
    assert denial_scores(halves[half])[measure] >= PINNED["floors"][half][measure]


@pytest.mark.parametrize("half", ["odd", "even"])
def test_denied_acts_do_not_come_out_as_asserted(halves: dict[str, list[Found]], half: str) -> None:
    asserted = [f.key for f in halves[half] if is_asserted(f)]
    assert len(asserted) <= PINNED["most_asserted"][half], asserted


def test_no_perpetrator_crosses_speakers(halves: dict[str, list[Found]]) -> None:
    assert [(f.key, crossed(f)) for both in halves.values() for f in both if crossed(f)] == []


def test_there_is_enough_to_measure(halves: dict[str, list[Found]]) -> None:
    assert sum(len(found) for found in halves.values()) >= 300
    assert all(sum(bool(f.mark["denied"]) for f in found) >= 80 for found in halves.values())
