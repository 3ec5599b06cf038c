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
SETS = ("denials", "strangers")
PINNED: dict[str, dict[str, Any]] = {
    name: tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")) for name in SETS
}
MEASURES = ("found", "status", "stance", "polarity", "speaker", "denial_of")

Halves = dict[str, list[Found]]


@pytest.fixture(scope="module")
def sets() -> dict[str, Halves]:
    reader = Reader()
    read: dict[str, Halves] = {name: {"odd": [], "even": []} for name in SETS}
    for name, halves in read.items():
        for marked in load_marked(HERE / f"{name}.jsonl"):
            half = "odd" if int(marked.document.key[-3:]) % 2 else "even"
            halves[half] += pair(marked, reader.read(marked.document).statements)
    return read


@pytest.mark.parametrize("name", SETS)
def test_the_passages_are_those_that_the_floors_were_measured_on(name: str) -> None:
    digest = hashlib.sha256((HERE / f"{name}.jsonl").read_bytes()).hexdigest()
    assert digest == PINNED[name]["sha256"], "pin the floors anew: tools/pin_denials.py"


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("half", ["odd", "even"])
@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_stays_above_its_floor(
    sets: dict[str, Halves], name: str, half: str, measure: str
) -> None:
    floor = PINNED[name]["floors"][half][measure]
    assert denial_scores(sets[name][half])[measure] >= floor


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("half", ["odd", "even"])
def test_denied_acts_do_not_come_out_as_asserted(
    sets: dict[str, Halves], name: str, half: str
) -> None:
    asserted = [f.key for f in sets[name][half] if is_asserted(f)]
    assert len(asserted) <= PINNED[name]["most_asserted"][half], asserted


@pytest.mark.parametrize("name", SETS)
def test_no_perpetrator_crosses_speakers(sets: dict[str, Halves], name: str) -> None:
    both = [f for found in sets[name].values() for f in found]
    assert [(f.key, crossed(f)) for f in both if crossed(f)] == []


@pytest.mark.parametrize("name", SETS)
def test_there_is_enough_to_measure(sets: dict[str, Halves], name: str) -> None:
    assert sum(len(found) for found in sets[name].values()) >= 300
    denied = [sum(bool(f.mark["denied"]) for f in found) for found in sets[name].values()]
    assert min(denied) >= 80
