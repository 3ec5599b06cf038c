"""What a program that has just opened a base knows of days before it reads: never too little."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from invented import happening, reading_of

from rashomon.base import Base, Collection, open_base
from rashomon.incidents.linker import Linker
from rashomon.incidents.service import link_pending
from rashomon.model.encode import to_plain
from rashomon.model.time import EventTime
from rashomon.reading.reader import Reading

BY = Collection(by="M. Oslan", at="2019-04-01T08:00:00Z")
TRUTH = happening(7)


def reading(report: int, *, days: int) -> Reading:
    """One report without a date, published so many days after the first."""
    made = reading_of(TRUTH, report)
    published = (TRUTH.day + timedelta(days=days)).isoformat()
    document = replace(made.document, published=published, outlet=f"Outlet {report}")
    told = tuple(replace(s, time=None) for s in made.statements)
    return replace(made, document=document, statements=told)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    """An empty base in a file."""
    with open_base(tmp_path / "marenna.rashomon") as made:
        yield made


def test_reports_of_one_day_are_joined_by_a_program_that_just_opened_the_base(base: Base) -> None:
    base.add_readings([reading(0, days=0)], BY)
    link_pending(base)
    base.add_readings([reading(1, days=1)], BY)
    link_pending(base)
    assert len(list(base.incidents())) == 1


def test_reports_of_other_months_are_not_read(base: Base) -> None:
    base.add_readings([reading(0, days=0)], BY)
    link_pending(base)
    base.add_readings([reading(1, days=40)], BY)
    linker = Linker(base)
    link_pending(base, linker=linker)
    assert len(list(base.incidents())) == 2
    assert linker.done.compared == 0


def test_a_time_that_a_person_corrected_is_the_one_that_counts(base: Base) -> None:
    first, late = reading(0, days=0), reading(1, days=40)
    base.add_readings([first], BY)
    day = (TRUTH.day + timedelta(days=39)).isoformat()
    for told in first.statements:
        time = EventTime(start=day, end=day, precision="day", mention=told.trigger, reason="seen")
        value = json.dumps(to_plain(time))
        base.judge("correct", [told.id], who="I. Varga", why="misread", field="time", value=value)
    link_pending(base)
    base.add_readings([late], BY)
    link_pending(base)
    assert len(list(base.incidents())) == 1
