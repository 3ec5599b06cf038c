"""CSV, Parquet, GeoJSON, KML and JSON lines, read back by readers that are not ours."""

import csv
import importlib
import io
import json

import pyarrow.parquet
import pytest
from lxml import etree

from rashomon.errors import ExportError, ExtraMissingError
from rashomon.model.encode import to_plain
from rashomon.publish.formats import FORMATS, export_as, losses_json
from rashomon.publish.incident_rows import INCIDENT_COLUMNS

KML = "{http://www.opengis.net/kml/2.2}"


def csv_rows(export):
    made = export_as("csv", export)
    assert made.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))


def test_a_csv_row_of_an_incident(cases):
    (row,) = csv_rows(cases.export(cases.statement(figures=(cases.killed(3),))))
    assert list(row) == list(INCIDENT_COLUMNS)
    assert (row["type"], row["mode"]) == ("ASSAULT", "heavy-weapons")
    assert (row["lat"], row["lon"], row["country"]) == ("36.34512", "43.13489", "IRQ")
    assert (row["agents"], row["targets"]) == ("Marennan army", "villagers")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("3", "3", "3")
    assert row["injured_best"] == ""


def test_rows_may_be_statements(cases):
    (row,) = csv_rows(cases.export(rows="statements"))
    assert row["speakers"] == "Tomas Brandt"
    assert row["outlet"] == "Selm Courier"


def test_hxl_tags_stand_in_the_second_line_and_are_no_comments(cases):
    tags, row = csv_rows(cases.export(hxl=True))
    assert tags["killed_best"] == "#affected+killed"
    assert all(tag == "" or tag.startswith("#") for tag in tags.values())
    assert row["type"] == "ASSAULT"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\u00a0=", "\u202e=", "＝", "|", "%"]
)
def test_formulas_are_neutralised(cases, start):
    document = cases.document(1, outlet=f"{start}HYPERLINK(1)")
    (row,) = csv_rows(cases.export(documents=(document,)))
    assert row["outlets"].startswith("'")


def test_a_point_in_the_south_is_no_formula(cases):
    places = (cases.place(lat=-3.5, lon=-60.25, precision="exact"),)
    export = cases.export(cases.statement(places=places))
    (row,) = csv_rows(export)
    assert (row["lat"], row["lon"]) == ("-3.5", "-60.25")
    made = export_as("atlos", export)
    (row,) = csv.DictReader(io.StringIO(made.content.decode()))
    assert row["geolocation"] == "-3.5, -60.25"


def test_parquet_has_typed_columns(cases):
    made = export_as("parquet", cases.export(cases.statement(figures=(cases.killed(3),))))
    table = pyarrow.parquet.read_table(io.BytesIO(made.content))
    assert table.column_names == list(INCIDENT_COLUMNS)
    assert str(table.schema.field("killed_best").type) == "int64"
    assert str(table.schema.field("lat").type) == "double"
    (row,) = table.to_pylist()
    assert (row["killed_best"], row["lat"], row["time_start"]) == (3, 36.34512, "2019-03-11")
    assert row["injured_best"] is None


def test_parquet_of_statements(cases):
    made = export_as("parquet", cases.export(rows="statements"))
    (row,) = pyarrow.parquet.read_table(io.BytesIO(made.content)).to_pylist()
    assert (row["evidence_start"], row["score"]) == (47, 0.9)


def test_without_pyarrow_the_extra_is_named(cases, monkeypatch):
    real = importlib.import_module

    def missing(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ExtraMissingError, match=r"pip install 'rashomon\[parquet\]'"):
        export_as("parquet", cases.export())


def features(export):
    found = json.loads(export_as("geojson", export).content)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    return found["features"]


def test_a_feature_has_longitude_first_and_its_precision(cases):
    (feature,) = features(cases.export())
    assert set(feature) == {"type", "id", "geometry", "properties"}
    assert feature["geometry"] == {"type": "Point", "coordinates": [43.13489, 36.34512]}
    assert feature["properties"]["place_precision"] == "city"


def test_a_country_has_no_point_unless_asked_for(cases):
    statement = cases.statement(places=(cases.place("Iraq", precision="country"),))
    assert features(cases.export(statement))[0]["geometry"] is None
    (feature,) = features(cases.export(statement, country_points=True))
    assert feature["geometry"]["coordinates"] == [43.13489, 36.34512]


def test_no_point_is_a_null_geometry(cases):
    assert features(cases.export(cases.statement(places=())))[0]["geometry"] is None


def test_kml_is_read_by_another_parser(cases):
    made = export_as("kml", cases.export())
    (mark,) = etree.fromstring(made.content).iter(f"{KML}Placemark")
    order = [etree.QName(child).localname for child in mark]
    assert order == ["name", "description", "TimeSpan", "ExtendedData", "Point"]
    assert mark.find(f"{KML}Point/{KML}coordinates").text == "43.13489,36.34512"
    assert mark.find(f"{KML}TimeSpan/{KML}begin").text == "2019-03-11"


def test_kml_renders_no_markup_and_fills_in_nothing(cases):
    text = "<script>alert(1)</script> $[name] & shelled"
    statement = cases.statement(text=text, trigger="shelled", evidence=text)
    (mark,) = etree.fromstring(export_as("kml", cases.export(statement)).content).iter(
        f"{KML}Placemark"
    )
    shown = mark.find(f"{KML}description").text
    assert "<" not in shown
    assert "&lt;script&gt;" in shown
    assert "$[" not in shown


def test_jsonl_loses_nothing(cases):
    data = cases.export()
    made = export_as("jsonl", data)
    assert json.loads(made.content) == to_plain(data.incidents[0])
    assert json.loads(made.files[".statements"]) == to_plain(data.statements["s1"])
    assert not made.lost


def test_the_list_of_losses_is_json_with_shape_and_rules(cases):
    made = export_as("ucdp", cases.export())
    told = json.loads(losses_json(made))
    assert set(told) == {
        "format",
        "shape",
        "rules",
        "written_by",
        "rows",
        "lost",
        "left_out",
        "changed_for_safety",
    }
    assert told["left_out"][0]["records"] == 1


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("xml", {}, "there is no format xml"),
        ("csv", {"rule": "mine"}, "there is no rule mine"),
        ("csv", {"rows": "words"}, "there are no rows of words"),
        ("csv", {"unit": "mine"}, "there is no unit mine"),
        ("acled", {"rows": "statements"}, "acled has no rows of statements"),
    ],
)
def test_what_cannot_be_asked_for_is_said(cases, name, options, message):
    with pytest.raises(ExportError, match=message):
        export_as(name, cases.export(**options))


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_base_gives_an_empty_file_of_each_format(cases, name):
    data = cases.changed(cases.export(), incidents=(), statements={}, documents={})
    assert export_as(name, data).rows in (0, 1 if name == "prov" else 0)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_export_gives_the_same_bytes(cases, name):
    assert export_as(name, cases.export()).files == export_as(name, cases.export()).files


@pytest.mark.parametrize(("rule", "best"), [(None, "8"), ("acled", "3"), ("airwars", "3")], ids=str)
def test_figures_follow_the_rule_that_is_asked_for(cases, rule, best):
    export = cases.export(
        cases.statement(1, figures=(cases.killed(3),), speakers=()),
        cases.statement(2, figures=(cases.killed(8),), speakers=()),
        documents=(
            cases.document(1, outlet="A"),
            cases.document(2, outlet="B", published="2019-03-14"),
        ),
        rule=rule,
    )
    (row,) = csv_rows(export)
    assert (row["killed_best"], row["figures_rule"]) == (best, rule or "ucdp")
