"""``rashomon decide``, ``relink``, ``verify --incidents``, and documents named by their keys."""

import json
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from rashomon.base import Collection, open_base
from rashomon.incidents.service import add

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from synthetic import make_reading

BY = ("--who", "Ola", "--why", "I asked them")


@pytest.fixture
def where(tmp_path):
    path = tmp_path / "marenna.rashomon"
    with open_base(path) as base:
        readings = [make_reading(n, statements=4) for n in range(3)]
        add(base, [*readings, make_reading(1, statements=4, edition=2)], Collection(by="Oslan"))
    return str(path)


def incidents(where):
    with open_base(where) as base:
        return {i.id: set(i.statements) for i in base.incidents()}


def decision(out):
    return out.splitlines()[0].split()[2]


def test_a_merge_is_told_and_undone(run, where):
    before = incidents(where)
    one, other = sorted(before)[:2]
    status, out, _ = run("decide", where, "merge", one, other, *BY)
    assert status == 0
    assert before[one] | before[other] in incidents(where).values()
    assert "  now i" in out
    status, _, _ = run("relink", where)
    assert status == 0
    assert before[one] | before[other] in incidents(where).values()
    status, out, _ = run("decide", where, "undo", decision(out), *BY)
    assert status == 0
    assert incidents(where) == before
    assert "to take it back" not in out


def test_a_split_and_a_pin_survive_relinking(run, where):
    whole = max(incidents(where).values(), key=len)
    apart = min(whole)
    run("decide", where, "split", apart, *BY)
    split = incidents(where)
    assert {apart} in split.values()
    pinned = next(id_ for id_, statements in split.items() if apart in statements)
    status, _, _ = run("decide", where, "pin", pinned, *BY)
    run("relink", where)
    assert status == 0
    assert incidents(where)[pinned] == {apart}


def test_a_grade_is_a_persons(run, where):
    one = min(incidents(where))
    status, _, _ = run("decide", where, "grade", one, "--grade", "weak", *BY)
    assert status == 0
    with open_base(where) as base:
        assert base.incident(one).grade == "weak"


@pytest.mark.parametrize(
    ("action", "count", "problem"),
    [
        pytest.param("merge", 1, "merge takes 2 or more ids, not 1", id="merge"),
        pytest.param("pin", 2, "pin takes 1 id, not 2", id="pin"),
        pytest.param("same-origin", 1, "same-origin takes 2 ids, not 1", id="origin"),
        pytest.param("grade", 1, "--grade: give one of confirmed", id="grade"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(run, where, action, count, problem):
    status, _, err = run("decide", where, action, *sorted(incidents(where))[:count], *BY)
    assert status == 2
    assert problem in " ".join(err.replace("│", " ").split())


def test_an_altered_incident_is_named_and_put_right(run, where):
    assert run("verify", where, "--incidents")[0] == 0
    with open_base(where) as base, base.engine.begin() as conn:
        changed = "UPDATE incident_records SET record = replace(record, 'speaker.person', 'x')"
        conn.execute(text(changed))
    assert run("verify", where)[0] == 0
    status, out, _ = run("verify", where, "--incidents")
    assert status == 5
    assert "it is not what its accounts add up to" in out
    assert run("verify", where, "--incidents")[1] == out, "looking changed something"
    run("relink", where)
    assert run("verify", where, "--incidents")[0] == 0


def test_a_document_is_found_by_its_key_with_its_versions(run, where):
    with open_base(where) as base:
        key = next(d.key for d in base.documents(current=False) if len(base.versions(d.key)) > 1)
        first, second = base.versions(key)
    status, out, _ = run("show", where, key)
    assert status == 0
    assert f"version 2 of 2: it counts; 1 is {first}" in out
    _, out, _ = run("show", where, first)
    assert f"version 1 of 2: it was replaced, and no longer counts; 2 is {second}" in out
    _, out, _ = run("show", where, key, "--format", "json")
    assert json.loads(out)["versions"] == [first, second]
    status, out, _ = run("erase", where, "--document", key, *BY)
    assert status == 0
    assert "2 documents taken out" in out
    assert run("verify", where, "--incidents")[0] == 0
