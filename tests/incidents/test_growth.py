"""The benchmark of growth on a small sample: it runs, and what it joins is right."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from growth import exponent, measure


def test_a_sample_is_joined_as_it_was_made(tmp_path: Path) -> None:
    row, seconds = measure(600, tmp_path / "growth.rashomon")
    statements, documents, incidents, *_, joined = row
    assert int(str(statements)) >= 600
    assert int(str(documents)) > int(str(incidents)) > 100
    assert float(str(joined)) > 0.9
    assert seconds > 0


def test_the_exponent_of_growth() -> None:
    assert exponent((1000, 2.0), (10_000, 20.0)) == 1.0
    assert exponent((1000, 2.0), (10_000, 200.0)) == 2.0
