"""A small base of statements made without reading."""

import sys
from pathlib import Path

import pytest

from rashomon.base import Collection, open_base

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from synthetic import make_reading


@pytest.fixture
def small_base(tmp_path: Path) -> Path:
    """The path of a base of three documents."""
    path = tmp_path / "small.rashomon"
    with open_base(path) as base:
        for number in range(3):
            base.add_reading(make_reading(number, statements=4), Collection(by="M. Oslan"))
    return path
