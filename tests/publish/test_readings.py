"""`rashomon.read`: texts and files in, typed readings out."""

from pathlib import Path

import pytest

import rashomon
from rashomon.errors import InputError
from rashomon.examples import FOLDER

TEXT = "Rebels shelled Kestrel on Monday, Ilse Varga said."


def test_a_string_with_spaces_is_a_text():
    readings = rashomon.read(TEXT, published="2019-03-14", outlet="Selm Courier")
    assert len(readings) == 1
    document = readings[0].document
    assert (document.text, document.published, document.outlet) == (
        TEXT,
        "2019-03-14",
        "Selm Courier",
    )
    statement = readings.statements[0]
    assert isinstance(statement, rashomon.Statement)
    assert [s.name for s in statement.speakers] == ["Ilse Varga"]


def test_a_path_and_a_string_that_names_a_file_are_read_from_disk(tmp_path):
    path = tmp_path / "a b.txt"
    path.write_text(TEXT)
    keys = [r.document.key for r in rashomon.read([path, str(path)])]
    assert keys == ["a b.txt", "a b.txt"]


def test_a_string_without_a_space_that_names_nothing_is_refused():
    with pytest.raises(InputError, match="no such file, and no text either"):
        rashomon.read("report.txt")


def test_what_cannot_be_read_is_a_failure_beside_the_readings(tmp_path):
    readings = rashomon.read([tmp_path / "nothing.txt", TEXT])
    assert [f.code for f in readings.failures] == ["RSH-101"]
    assert len(readings) == 1


def test_a_reading_shows_itself_in_a_notebook():
    readings = rashomon.read(TEXT)
    assert readings._repr_html_().startswith("<iframe")
    assert readings[0]._repr_html_().startswith("<iframe")


def test_a_slice_of_readings_is_readings():
    readings = rashomon.read([TEXT, TEXT])
    assert isinstance(readings[:1], rashomon.Readings)
    assert len(readings[:1]) == 1


def test_own_knowledge_wins():
    knowledge = rashomon.Knowledge(
        actors=(str(FOLDER / "states.tsv"),), gazetteers=(str(FOLDER / "gazetteer.csv"),)
    )
    reading = rashomon.read("Troops shelled Dovrin on Monday.", knowledge=knowledge)[0]
    assert [p.id for p in reading.places] == ["user:mrn-dovrin"]


def test_readings_become_tables():
    pytest.importorskip("pandas")
    frame = rashomon.read(TEXT).to_pandas()
    assert list(frame["speakers"]) == ["Ilse Varga"]


def test_the_reports_of_the_example_are_read_without_failure():
    readings = rashomon.read(Path(FOLDER) / "reports")
    assert readings.failures == ()
    assert len(readings) == 14
    assert all(len(r.statements) >= 4 for r in readings)
