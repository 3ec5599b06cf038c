"""The queue of what people should look at: weighed anew whenever something changes."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.base import Collection
from rashomon.base.queueing import REASONS
from rashomon.incidents import service

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from synthetic import make_reading


def add(base, *readings):
    service.add(base, readings, Collection(by="M. Oslan"))


def with_first(reading, **fields):
    first, *rest = reading.statements
    return replace(reading, statements=(replace(first, **fields), *rest))


def test_every_current_statement_stands_in_the_queue_once(base):
    add(base, make_reading(1, statements=5), make_reading(2, statements=5))
    lines, total = base.queue_lines(limit=200), base.queue_count()
    assert total == 10
    assert {line.statement for line in lines} == {s.id for s in base.statements()}
    assert [line.doubt for line in lines] == sorted((line.doubt for line in lines), reverse=True)


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        pytest.param({"score": 0.3}, {"low_score"}, id="unsure"),
        pytest.param({"places": ()}, {"no_place"}, id="no-place"),
        pytest.param({"time": None}, {"no_date"}, id="no-date"),
        pytest.param({"kind": "state", "places": (), "time": None}, set(), id="a-state-needs-none"),
    ],
)
def test_what_makes_a_statement_doubtful(base, fields, reasons):
    reading = with_first(make_reading(1, statements=1), **fields)
    add(base, reading)
    line = base.queue_line(reading.statements[0].id)
    assert set(line.reasons) & {"low_score", "no_place", "no_date"} == reasons
    assert line.doubt >= sum(REASONS[one][1] for one in reasons)


def test_contradiction_and_toll_come_from_the_incident(base):
    reading = make_reading(1, statements=1)
    add(base, reading)
    (incident,) = base.incidents()
    id_ = reading.statements[0].id
    killed = reading.statements[0].figures[0].best
    assert base.queue_line(id_).weight // 1000 == killed
    assert "contradict" not in base.queue_line(id_).reasons
    disputed = replace(
        incident, agreement=tuple(replace(a, verdict="contradict") for a in incident.agreement)
    )
    base.replace_incidents([], [disputed])
    assert "contradict" in base.queue_line(id_).reasons


def test_one_nameless_origin_is_doubtful(base):
    reading = make_reading(1, statements=1)
    add(base, reading)
    (incident,) = base.incidents()
    nameless = tuple(replace(o, anonymous=True, name=None) for o in incident.origins)
    base.replace_incidents([], [replace(incident, origins=nameless)])
    assert "nameless" in base.queue_line(reading.statements[0].id).reasons


def test_walking_down_and_up_gives_the_same_order_as_the_pages(base):
    add(base, *(make_reading(n, statements=4) for n in range(3)))
    for by in ("doubt", "weight"):
        lines = base.queue_lines(by=by, limit=200)
        order = [line.statement for line in lines]
        pages = [base.queue_lines(by=by, limit=5, offset=n) for n in range(0, 12, 5)]
        assert [line.statement for page in pages for line in page] == order
        for at, line in enumerate(lines):
            before, after = base.queue_beside(line, by=by)
            assert before == (order[at - 1] if at else None)
            assert after == (order[at + 1] if at + 1 < len(order) else None)


def test_a_verdict_takes_off_the_queue_and_undoing_puts_back(base):
    add(base, make_reading(1, statements=3))
    id_ = base.queue_lines()[0].statement
    made = base.judge("reject", [id_], who="edda", why="not said")
    assert base.queue_line(id_).decided
    assert base.queue_count() == 2
    assert [line.statement for line in base.queue_lines(decided=True)] == [id_]
    service.link_pending(base)
    assert base.queue_line(id_).decided
    undone = base.undo(made.id, who="edda", why="too quick")
    assert not base.queue_line(id_).decided
    base.undo(undone.id, who="edda", why="it was right")
    assert base.queue_line(id_).decided


def test_a_correction_or_comment_alone_stays_on_the_queue(base):
    add(base, make_reading(1, statements=1))
    id_ = base.queue_lines()[0].statement
    base.judge("correct", [id_], who="edda", why="x", field="status", value='"planned"')
    base.judge("comment", [id_], who="edda", why="x")
    assert not base.queue_line(id_).decided


def test_only_one_reason_can_be_asked_for(base):
    add(base, with_first(make_reading(1, statements=4), score=0.2))
    lines, total = base.queue_lines(reason="low_score"), base.queue_count("low_score")
    assert (len(lines), total) == (1, 1)
    assert base.queue_beside(lines[0], reason="low_score") == (None, None)


def test_what_is_replaced_or_taken_out_leaves_the_queue(base):
    old = make_reading(1, statements=3)
    add(base, old)
    new = make_reading(1, statements=2, edition=2)
    add(base, new)
    assert {line.statement for line in base.queue_lines()} == {s.id for s in new.statements}
    assert base.queue_line(old.statements[0].id) is None
    base.erase(document=new.document.id, who="edda", why="asked to")
    assert (base.queue_lines(), base.queue_count()) == ([], 0)


def test_masking_a_person_keeps_the_queue(base):
    reading = make_reading(1, statements=3)
    add(base, reading)
    base.erase(person="Ilse Varga", who="edda", why="asked to")
    service.link_pending(base)
    now = {s.id for s in base.statements()}
    assert {line.statement for line in base.queue_lines()} == now
