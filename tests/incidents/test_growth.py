"""The benchmark of growth on a small sample: it runs, and what it joins is right."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from dailies import papers
from growth import exponent, grow, line

from rashomon.base import open_base


def test_a_sample_is_joined_as_it_was_made(tmp_path: Path) -> None:
    with open_base(tmp_path / "growth.rashomon") as base:
        rows = [line(base, spent, "") for _, spent in grow(base, [200, 600])]
    statements, documents, incidents = (int(str(value)) for value in rows[-1][:3])
    assert 600 <= statements < 660
    assert documents < statements / 6
    assert incidents > 50
    assert float(str(rows[-1][8])) > 0.9
    assert int(str(rows[0][0])) < statements


def test_papers_are_of_about_ten_statements_on_several_incidents() -> None:
    made = list(papers(3000))
    assert 8 < sum(len(p.reading.statements) for p in made) / len(made) < 12
    assert 2 < sum(len(p.truth) for p in made) / len(made) < 4
    assert [p.reading for p in made[:20]] == [p.reading for p in list(papers(200))[:20]]


def test_the_exponent_of_growth() -> None:
    assert exponent((1000, 2.0), (10_000, 20.0)) == 1.0
    assert exponent((1000, 2.0), (10_000, 200.0)) == 2.0
