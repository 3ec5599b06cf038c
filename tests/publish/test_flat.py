"""Flat rows, CSV and data frames."""

import csv
import io
import sys

import pytest

from rashomon.errors import ExtraMissingError
from rashomon.publish import frames
from rashomon.publish.flat import COLUMNS, csv_header, csv_lines, flat_rows, safe_cell


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("+SUM(A1)", "'+SUM(A1)", id="plus"),
        pytest.param("-2+3", "'-2+3", id="minus"),
        pytest.param("@cmd", "'@cmd", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("  =1", "'  =1", id="behind-spaces"),
        pytest.param("＝1", "'＝1", id="full-width"),
        pytest.param("Kestrel", "Kestrel", id="plain-text-stays"),
        pytest.param(-43.2, -43.2, id="negative-numbers-stay"),
        pytest.param(None, None, id="nothing-stays-nothing"),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_quoted(cell, safe):
    assert safe_cell(cell) == safe


def test_csv_reads_back_with_hostile_title_neutralised(make_reading, make_statement):
    reading = make_reading(make_statement(), title='=HYPERLINK("http://x","y")\n2nd line')
    rows = list(csv.DictReader(io.StringIO(csv_header() + "".join(csv_lines([reading])))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["title"] == '\'=HYPERLINK("http://x","y")\n2nd line'
    assert rows[0]["agents"] == "Marennan army"
    assert rows[0]["negated"] == "no"


def test_what_the_text_does_not_say_is_none(make_reading, make_statement):
    row = next(flat_rows([make_reading(make_statement())]))
    assert row["time_start"] is None
    assert row["places"] is None


@pytest.mark.parametrize("convert", [frames.to_pandas, frames.to_polars])
def test_frames_have_one_row_a_statement(make_reading, make_statement, convert):
    pytest.importorskip(convert.__name__.removeprefix("to_"))
    frame = convert([make_reading(make_statement(id="s1"), make_statement(id="s2"))])
    assert frame.shape == (2, len(COLUMNS))
    assert list(frame["id"]) == ["s1", "s2"]


@pytest.mark.parametrize("convert", [frames.to_pandas, frames.to_polars])
def test_a_missing_library_is_named_with_its_extra(monkeypatch, convert):
    library = convert.__name__.removeprefix("to_")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExtraMissingError) as caught:
        convert([])
    expected = f"{library} is not installed. Install it with: pip install 'rashomon[tables]'"
    assert str(caught.value) == expected
