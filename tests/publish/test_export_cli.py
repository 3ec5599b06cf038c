"""``rashomon export`` and ``rashomon import`` on a base of a few documents."""

import csv
import json

import pytest
from typer.testing import CliRunner

from rashomon.base import Collection, open_base
from rashomon.cli.main import app
from rashomon.incidents import service
from rashomon.publish.acled import COLUMNS
from rashomon.publish.export import ExportOptions
from rashomon.publish.gather import gather


@pytest.fixture
def base(cases, make_reading, tmp_path):
    """A base with two documents: one old, one a day before the latest."""
    old = cases.statement(1, document="d1", document_key="1.txt", time=cases.day("2018-01-02"))
    new = cases.statement(2, figures=(cases.killed(3),))
    where = tmp_path / "marenna.rashomon"
    with open_base(where) as opened:
        outcomes = [
            make_reading(
                s,
                id=s.document,
                key=s.document_key,
                text=cases.document(1).text,
                published=published,
            )
            for s, published in ((old, "2018-01-03"), (new, "2019-03-12"))
        ]
        service.add(opened, outcomes, Collection(by="test"))
    return where


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_a_file_and_its_losses_are_written(base, tmp_path):
    out = tmp_path / "events.csv"
    done = run("export", base, "--as", "acled", "--out", out)
    assert done.exit_code == 0, done.output
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == list(COLUMNS)
    assert sorted(r["event_date"] for r in rows) == ["2018-01-02", "2019-03-11"]
    told = json.loads((tmp_path / "events.csv.lost.json").read_text())
    assert told["rows"] == 2
    assert told["changed_for_safety"]["places made coarse"] > 0
    assert "not ACLED's own coding" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".events")) == []


def test_standard_output_carries_the_file_alone(base):
    done = run("export", base, "--as", "geojson")
    assert json.loads(done.stdout)["type"] == "FeatureCollection"
    assert "records" in done.stderr


def test_points_are_coarse_for_recent_events_alone(base):
    def latitudes(*more):
        found = json.loads(run("export", base, "--as", "geojson", *more).stdout)["features"]
        return {f["properties"]["time_start"]: f["geometry"]["coordinates"][1] for f in found}

    assert latitudes() == {"2018-01-02": 36.34512, "2019-03-11": 36.35}
    assert latitudes("--until", "2018-12-31") == {"2018-01-02": 36.34512}
    assert latitudes("--exact") == {"2018-01-02": 36.34512, "2019-03-11": 36.34512}


def test_incidents_may_be_chosen(base):
    found = json.loads(run("export", base, "--as", "geojson", "--since", "2019-01-01").stdout)
    assert [f["properties"]["time_start"] for f in found["features"]] == ["2019-03-11"]
    assert run("export", base, "--as", "geojson", "--country", "FRA").stdout.count("Point") == 0


def test_a_second_file_has_a_word_before_its_ending(base, tmp_path):
    run("export", base, "--as", "bayanat", "--out", tmp_path / "b.csv")
    assert (tmp_path / "b.incidents.csv").exists()


def test_a_folder_that_is_not_there_is_said(base, tmp_path):
    done = run("export", base, "--as", "csv", "--out", tmp_path / "no" / "x.csv")
    assert done.exit_code != 0
    assert "can't be written" in str(done.exception)


def test_export_and_import_into_another_base(base, tmp_path):
    table = tmp_path / "events.csv"
    run("export", base, "--as", "acled", "--exact", "--out", table)
    other = tmp_path / "other.rashomon"
    done = run("import", other, table, "--as", "acled", "--dataset", "Marenna Watch")
    assert done.exit_code == 0, done.output
    assert "records: 2 added; rows that failed: 0" in done.stderr
    with open_base(other, create=False) as opened:
        assert opened.counts()["documents"] == 2
        assert {s.speakers[0].name for s in opened.statements()} == {"Marenna Watch"}
        assert opened.verify() == []
        assert len(gather(opened, ExportOptions()).incidents) == 2
    again = run("import", other, table, "--as", "acled", "--dataset", "Marenna Watch")
    assert "2 known" in again.stderr


def test_an_imported_record_is_linked_with_reports_of_the_same_event(base, tmp_path):
    table = tmp_path / "events.csv"
    run("export", base, "--as", "acled", "--exact", "--out", table)
    run("import", base, table, "--as", "acled")
    with open_base(base, create=False) as opened:
        sizes = sorted(len(i.document_keys) for i in opened.incidents())
    assert sizes == [2, 2]


def test_bad_rows_end_with_their_status_and_the_rest_is_in(base, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("id,type\n1,ASSAULT\n2,QUARREL\n")
    done = run("import", base, table, "--as", "csv")
    assert done.exit_code == 4
    assert "rows that failed: 1" in done.stderr
    with open_base(base, create=False) as opened:
        assert [f.document_key for f in opened.failures()] == ["mine#2"]


def test_columns_go_with_csv_alone(base, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("id\n1\n")
    done = run("import", base, table, "--as", "acled", "--column", "place=town")
    assert done.exit_code == 2
