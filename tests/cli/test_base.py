"""The commands on a base: find, show, changes, verify, erase, watch."""

import json
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from rashomon.base import Collection, open_base

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from synthetic import make_reading


@pytest.fixture
def where(tmp_path):
    path = tmp_path / "marenna.rashomon"
    with open_base(path) as base:
        for n in range(4):
            base.add_reading(make_reading(n, statements=4), Collection(by="M. Oslan"))
    return str(path)


def _rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_find_gives_statements_as_lines_of_json(run, where):
    status, out, _ = run("find", where, "killing", "--speaker", "varga", "--format", "jsonl")
    rows = _rows(out)
    assert status == 0
    assert rows
    assert {r["statement"]["speakers"][0]["name"] for r in rows} == {"Ilse Varga"}


def test_find_gives_a_table(run, where):
    _, out, _ = run("find", where, "--near", "41.2,7.9,30", "--limit", "3")
    assert "Lower Tamsin" in out or "Kestrel" in out
    _, out, _ = run("find", where, "ferryboat")
    assert out == "Nothing in the base answers to that.\n"


def test_find_knows_the_places_of_a_csv_gazetteer(run, where, tmp_path):
    places = tmp_path / "places.csv"
    places.write_text(
        "name,lat,lon,country\nKestrel Head,41.2,7.9,MRN\nFar Rock,-60.0,-120.0,MRN\n", "utf-8"
    )
    _, point, _ = run("find", where, "--near", "41.2,7.9,30", "--format", "jsonl")
    options = ("--gazetteer", str(places), "--format", "jsonl")
    status, named, _ = run("find", where, "--near", "Kestrel Head,30", *options)
    assert status == 0
    assert _rows(named) == _rows(point) != []
    _, far, _ = run("find", where, "--near", "Far Rock", *options)
    assert _rows(far) == []


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        pytest.param(["--near", "Nowhereville"], "no gazetteer has the name", id="place"),
        pytest.param(["--near", "95,7,3"], "degrees north", id="point"),
        pytest.param(["--since", "soon"], "give a day such as", id="day"),
    ],
)
def test_find_refuses_what_cannot_be_meant(run, where, options, problem):
    status, _, err = run("find", where, *options)
    assert status == 2
    assert problem in " ".join(err.replace("│", " ").split())


def test_show_takes_the_start_of_an_id(run, where):
    with open_base(where) as base:
        statement = next(base.statements())
    _, out, _ = run("show", where, statement.id[:8])
    assert statement.id in out
    assert "report-000" in out
    _, out, _ = run("show", where, statement.id, "--format", "json")
    assert json.loads(out)["id"] == statement.id


def test_show_tells_how_a_document_was_come_by(run, where):
    with open_base(where) as base:
        document = next(base.documents())
        judgement = base.judge("comment", [document.id], who="M. Oslan", why="a wire copy")
    _, out, _ = run("show", where, document.id)
    assert "by M. Oslan (file)" in out
    _, out, _ = run("show", where, document.id, "--format", "json")
    assert json.loads(out)["document"]["text"] == document.text
    _, out, _ = run("show", where, judgement.id)
    assert "a wire copy" in out


def test_show_names_what_is_ambiguous_or_unknown(run, where):
    status, _, err = run("show", where, "d00")
    assert (status, err[:7]) == (2, "RSH-310")


def test_changes_begin_after_a_number_or_at_an_instant(run, where):
    _, out, _ = run("changes", where, "--since", "2", "--format", "jsonl")
    assert [r["seq"] for r in _rows(out)] == [3, 4]
    _, out, _ = run("changes", where, "--since", "2999-01-01")
    assert out == ""
    assert run("changes", where, "--since", "soon")[0] == 2


def test_verify_says_clean_or_names_faults_with_status_5(run, where):
    status, out, _ = run("verify", where)
    assert (status, "clean. 4 documents, 16 statements" in out) == (0, True)
    with open_base(where) as base, base.engine.begin() as conn:
        conn.execute(text("UPDATE statements SET status = 'planned' WHERE n = 1"))
    status, out, _ = run("verify", where, "--format", "jsonl")
    assert status == 5
    assert [r["problem"] for r in _rows(out)] == ["the column status is not what its record says"]
    assert run("verify", where)[0] == 5


def test_erase_tells_what_it_did_and_the_base_verifies(run, where):
    with open_base(where) as base:
        document = next(base.documents()).id
    who = ["--who", "M. Oslan", "--why", "asked"]
    status, out, _ = run("erase", where, "--document", document, *who)
    assert (status, out.startswith("1 document taken out")) == (0, True)
    _, out, _ = run("erase", where, "--person", "Ilse Varga", *who, "--format", "json")
    assert json.loads(out)["kind"] == "person"
    assert run("verify", where)[0] == 0
    status, _, err = run("erase", where, "--person", "Ilse Varga")
    assert (status, err[:7]) == (2, "RSH-312")


def test_a_base_that_is_none_ends_in_one_line(run, tmp_path):
    for command in (["find"], ["verify"], ["changes"], ["show", "d000"]):
        status, out, err = run(command[0], str(tmp_path / "none"), *command[1:])
        assert (status, out) == (2, "")
        assert err.startswith("RSH-301 ")
        assert err.count("\n") == 1


def test_watch_adds_a_folder_once(run, tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text("The army shelled Kestrel on Monday, Tomas Brandt said.\n")
    (folder / "empty.txt").write_text("")
    where = str(tmp_path / "m.rashomon")
    status, out, err = run("watch", where, str(folder), "--once", "--by", "M. Oslan")
    assert (status, out) == (4, "1 added, 1 not read\n")
    assert "RSH-103" in err
    assert run("watch", where, str(folder), "--once")[:2] == (0, "nothing new\n")
    with open_base(where) as base:
        assert base.counts()["statements"] > 0


@pytest.mark.parametrize(
    "wrong",
    [("--type", "SHELLING"), ("--status", "happened"), ("--country", "Marenna")],
    ids=lambda pair: pair[0],
)
def test_a_word_that_no_statement_can_have_is_refused(run, tmp_path, wrong):
    open_base(tmp_path / "m.rashomon").close()
    status, _, err = run("find", str(tmp_path / "m.rashomon"), *wrong)
    assert status == 2
    assert wrong[1] in err
