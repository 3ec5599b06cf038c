"""What is exported and imported again has equal fields; bad rows become failures."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.incidents.build import build_incident
from rashomon.knowledge.exchange_codes import acled_types
from rashomon.model.document import Failure
from rashomon.model.encode import to_plain
from rashomon.publish.acled import COLUMNS as ACLED
from rashomon.publish.export import Export, ExportOptions
from rashomon.publish.formats import export_as
from rashomon.publish.import_acled import import_acled
from rashomon.publish.import_csv import import_csv
from rashomon.publish.import_ucdp import import_ucdp
from rashomon.publish.ucdp import COLUMNS as UCDP

LOST = {"event_id_cnty", "notes", "source", "id", "relid", "source_article", "source_headline"}
LOST |= {"source_office", "source_date", "where_description", "source_original"}


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def to_export(readings, **options):
    """Each imported record as an incident of its own."""
    statements = {s.id: s for r in readings for s in r.statements}
    documents = {r.document.id: r.document for r in readings}
    return Export(
        incidents=[build_incident(r.statements, documents) for r in readings],
        statements=statements,
        documents=documents,
        options=ExportOptions(**({"coarsen": False, "private": True} | options)),
    )


def again(name, importer, content, folder):
    path = folder / f"{name}.csv"
    path.write_bytes(content)
    readings = list(importer(path))
    assert not [r for r in readings if isinstance(r, Failure)]
    for reading in readings:
        check_spans(reading)
    return readings, export_as(name, to_export(readings)).content


def check_spans(reading):
    def walk(value):
        if isinstance(value, dict):
            if set(value) == {"start", "end", "text"}:
                assert reading.document.text[value["start"] : value["end"]] == value["text"]
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk([to_plain(s) for s in reading.statements])


def equal(first, second):
    (a,), (b,) = table(first), table(second)
    return {k: (a[k], b[k]) for k in a if k not in LOST and a[k] != b[k]}


@pytest.mark.parametrize("labels", [False, True])
def test_acled_rows_come_back_equal(cases, tmp_path, labels):
    statement = cases.statement(figures=(cases.killed(3),))
    first = export_as("acled", cases.export(statement, labels=labels)).content
    plain = export_as("acled", cases.export(statement)).content
    readings, second = again("acled", import_acled, first, tmp_path)
    assert equal(plain, second) == {}
    (one,) = readings[0].statements
    assert [s.name for s in one.speakers] == ["ACLED", "Selm Courier"]
    assert {s.identity for s in one.speakers} == {"document"}
    assert one.document_key.startswith("ACLED:")
    assert (one.type, one.mode) == ("ASSAULT", "heavy-weapons")


def acled_row(**changes):
    row = dict.fromkeys(ACLED, "") | {
        "event_id_cnty": "IRQ1",
        "event_date": "2019-03-11",
        "year": "2019",
        "time_precision": "1",
        "sub_event_type": "Armed clash",
        "actor1": "Marennan army",
        "inter1": "1",
        "actor2": "Northmark Front",
        "inter2": "2",
        "iso": "368",
        "country": "Iraq",
        "admin1": "Northmark",
        "location": "Kestrel",
        "latitude": "36.3",
        "longitude": "43.1",
        "geo_precision": "1",
        "fatalities": "4",
        "source": "Selm Courier; MNA",
        "notes": "Soldiers and rebels fought near Kestrel.",
        "timestamp": "1552348800",
    }
    return row | changes


def written(rows, folder, name="rows.csv", columns=ACLED):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("sub", sorted(acled_types()))
def test_every_sub_event_type_comes_back(tmp_path, sub):
    path = written([acled_row(sub_event_type=sub)], tmp_path)
    made = export_as("acled", to_export(list(import_acled(path))))
    assert [r["sub_event_type"] for r in table(made.content)] == [sub]


@pytest.mark.parametrize("code", range(1, 9))
def test_every_actor_type_comes_back(tmp_path, code):
    path = written([acled_row(inter1=str(code), inter2="")], tmp_path)
    made = export_as("acled", to_export(list(import_acled(path))))
    assert [r["inter1"] for r in table(made.content)] == [str(code)]


def test_forces_of_the_country_are_its_own_and_external_ones_are_not(tmp_path):
    path = written([acled_row(inter2="8")], tmp_path)
    (reading,) = import_acled(path)
    (one,) = reading.statements
    assert (one.agents[0].country, one.targets[0].country) == ("IRQ", None)


def test_dates_as_acled_writes_them(tmp_path):
    path = written([acled_row(event_date="11 March 2019")], tmp_path)
    (reading,) = import_acled(path)
    assert reading.statements[0].time.start == "2019-03-11"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
        ({"event_date": "soon"}, "event_date 'soon' is no date"),
        ({"event_date": "0025-03-11"}, "is in the year 25"),
        ({"sub_event_type": "Quarrel"}, "sub_event_type 'Quarrel' is none of ACLED's"),
        ({"time_precision": "9"}, "time_precision '9' is none of 1, 2, 3"),
        ({"geo_precision": "9"}, "geo_precision '9' is none of 1, 2, 3"),
        ({"latitude": "north"}, "are no degrees"),
        ({"latitude": "91"}, "lie on no globe"),
        ({"longitude": ""}, "are no degrees"),
        ({"fatalities": "-1"}, "is no count"),
        ({"fatalities": "many"}, "is no number"),
        ({"inter1": "ghosts"}, "none of ACLED's actor types"),
        ({"timestamp": "yesterday"}, "is no number of seconds"),
    ],
)
def test_a_bad_row_becomes_a_failure_and_the_others_come_in(tmp_path, changes, problem):
    path = written([acled_row(**changes), acled_row(event_id_cnty="IRQ2")], tmp_path)
    bad, good = import_acled(path)
    assert isinstance(bad, Failure)
    assert (bad.code, bad.stage) == ("RSH-501", "parse")
    assert "row 1: " in bad.detail
    assert problem in bad.detail
    assert good.document.key == "ACLED:IRQ2"


def test_an_id_that_comes_twice_is_a_failure(tmp_path):
    path = written([acled_row(), acled_row()], tmp_path)
    first, second = import_acled(path)
    assert first.document.key == "ACLED:IRQ1"
    assert "stands in an earlier row" in second.detail


def test_the_same_row_gives_the_same_ids(tmp_path):
    path = written([acled_row()], tmp_path)
    assert list(import_acled(path)) == list(import_acled(path))


def test_a_table_without_its_columns_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="has no column event_id_cnty"):
        list(import_acled(path))
    with pytest.raises(InputError, match="can't be read"):
        list(import_acled(tmp_path / "none.csv"))


def test_ucdp_rows_come_back_equal(cases, tmp_path):
    figures = (
        cases.killed(9),
        cases.killed(4, of="civilians", of_status="civilian", modifier="including"),
        cases.killed(3, of="soldiers", of_status="combatant", modifier="including"),
    )
    time = cases.day("2019-03-11", "2019-03-13", "week")
    statement = cases.statement(targets=(cases.FRONT,), figures=figures, time=time)
    first = export_as("ucdp", cases.export(statement)).content
    readings, second = again("ucdp", import_ucdp, first, tmp_path)
    assert equal(first, second) == {}
    (one,) = readings[0].statements
    assert one.speakers[0].name == "UCDP GED"
    assert [(f.measure, f.best) for f in one.figures] == [
        ("killed", 9),
        ("killed", 3),
        ("killed", 4),
    ]


def ucdp_row(**changes):
    row = dict.fromkeys(UCDP, "") | {
        "id": "77",
        "relid": "IRQ-2019-1-524-322",
        "type_of_violence": "2",
        "side_a": "Tamsin Lions",
        "side_b": "Northmark Front",
        "where_prec": "1",
        "where_coordinates": "Kestrel",
        "latitude": "36.3",
        "longitude": "43.1",
        "country": "Iraq",
        "date_prec": "1",
        "date_start": "2019-03-11 00:00:00.000",
        "date_end": "2019-03-11 00:00:00.000",
        "deaths_a": "1",
        "deaths_b": "2",
        "deaths_civilians": "0",
        "deaths_unknown": "4",
        "low": "5",
        "best": "7",
        "high": "9",
    }
    return row | changes


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from("123"),
    deaths=st.tuples(*[st.integers(0, 40)] * 3),
    around=st.tuples(st.integers(0, 5), st.integers(0, 5)),
    where=st.sampled_from("123456"),
    length=st.integers(1, 300),
)
def test_numbers_and_codes_of_ucdp_come_back(tmp_path, kind, deaths, around, where, length):
    a, civilians, unknown = deaths
    if kind == "3":
        unknown = 0
    best = max(1, a + civilians + unknown)
    unknown += best - (a + civilians + unknown)
    if kind == "3":
        civilians, unknown = civilians + unknown, 0
    end = date(2019, 3, 11) + timedelta(days=length - 1)
    row = ucdp_row(
        type_of_violence=kind,
        side_a="Government of Iraq" if kind == "1" else "Tamsin Lions",
        side_b="Civilians" if kind == "3" else "Northmark Front",
        deaths_a=a,
        deaths_b=0,
        deaths_civilians=civilians,
        deaths_unknown=unknown,
        low=max(0, best - around[0]),
        best=best,
        high=best + around[1],
        where_prec=where,
        date_end=end.isoformat(),
    )
    path = written([row], tmp_path, columns=UCDP)
    (found,) = table(export_as("ucdp", to_export(list(import_ucdp(path)))).content)
    same = ("type_of_violence", "side_a", "side_b", "where_prec", "best", "high", "low")
    assert {k: found[k] for k in same} == {k: str(row[k]) for k in same}
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert [int(found[k]) for k in parts] == [row[k] for k in parts]
    assert (found["date_start"], found["date_end"]) == ("2019-03-11", end.isoformat())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"type_of_violence": "4"}, "none of 1, 2, 3"),
        ({"date_end": "2019-03-01"}, "date_end lies before date_start"),
        ({"best": ""}, "best is empty"),
        ({"low": "8"}, "are out of order"),
        ({"side_a": ""}, "side_a is empty"),
        ({"where_prec": "8"}, "none of 1 to 7"),
    ],
)
def test_bad_rows_of_ucdp(tmp_path, changes, problem):
    (bad,) = import_ucdp(written([ucdp_row(**changes)], tmp_path, columns=UCDP))
    assert isinstance(bad, Failure)
    assert problem in bad.detail


def test_a_csv_of_ours_comes_back_equal(cases, tmp_path):
    statement = cases.statement(figures=(cases.killed(3),), contexts=("military",))
    data = cases.export(statement, hxl=True)
    first = export_as("csv", data).content
    path = tmp_path / "incidents.csv"
    path.write_bytes(first)
    (reading,) = import_csv(path)
    check_spans(reading)
    (one,) = reading.statements
    assert (one.type, one.mode, one.cameo, one.contexts) == (
        "ASSAULT",
        "heavy-weapons",
        "194",
        ("military",),
    )
    assert (one.time.start, one.time.precision) == ("2019-03-11", "day")
    place = one.places[0]
    assert (place.name, place.precision, place.lat, place.lon, place.country, place.admin1) == (
        "Kestrel",
        "city",
        36.34512,
        43.13489,
        "IRQ",
        "Northmark",
    )
    assert [a.name for a in one.agents] == ["Marennan army"]
    assert [t.name for t in one.targets] == ["villagers"]
    assert [(f.low, f.best, f.high) for f in one.figures] == [(3, 3, 3)]
    assert [s.name for s in one.speakers] == ["incidents", "Selm Courier"]
    assert reading.document.published == "2019-03-12"


def test_a_formula_that_was_neutralised_comes_back_as_it_was(cases, tmp_path):
    place = cases.place("=Kestrel")
    made = export_as("csv", cases.export(cases.statement(places=(place,))))
    assert b"'=Kestrel" in made.content
    path = tmp_path / "x.csv"
    path.write_bytes(made.content)
    (reading,) = import_csv(path)
    assert reading.statements[0].places[0].name == "=Kestrel"


def test_columns_of_a_table_of_ones_own(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("Nr;Town;Day;Dead\n1;Kestrel;11 March 2019;4\n2;Dovrin;;\n")
    columns = {"id": "Nr", "place": "Town", "time_start": "Day", "killed_best": "Dead"}
    first, second = import_csv(path, dataset="Town clerk", columns=columns)
    one = first.statements[0]
    assert (one.places[0].name, one.time.start, one.figures[0].best) == (
        "Kestrel",
        "2019-03-11",
        4,
    )
    assert first.document.key == "Town clerk:1"
    assert (second.statements[0].time, second.statements[0].figures) == (None, ())


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"town": "Town"}, "there is no field town"),
        ({"place": "City"}, "has no column city"),
    ],
)
def test_columns_that_are_not_there(tmp_path, columns, message):
    path = tmp_path / "mine.csv"
    path.write_text("id,Town\n1,Kestrel\n")
    with pytest.raises(InputError, match=message):
        list(import_csv(path, columns=columns))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1,QUARREL,,,,,", "no type of PLOVER"),
        ("1,ASSAULT,2019-03-11,2019-03-01,,,", "time_end lies before time_start"),
        ("1,ASSAULT,2019-03-11,,hourly,,", "time_precision 'hourly'"),
        ("1,ASSAULT,,,,9,3", "killed_low 9 is above killed_high 3"),
    ],
)
def test_bad_rows_of_a_csv(tmp_path, row, problem):
    header = "id,type,time_start,time_end,time_precision,killed_low,killed_high"
    path = tmp_path / "mine.csv"
    path.write_text(f"{header}\n{row}\n")
    (bad,) = import_csv(path)
    assert isinstance(bad, Failure)
    assert problem in bad.detail
