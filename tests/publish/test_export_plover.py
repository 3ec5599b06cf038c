"""PLOVER's JSON, POLECAT's table, CAMEO's table and MUC-4's templates, read back independently."""

import csv
import io
import json

import pytest

from rashomon.model.actor import Responsibility
from rashomon.publish.formats import export_as
from rashomon.publish.muc import SLOTS

ENTITY = {
    "code",
    "sector",
    "entity_text",
    "identifier_id",
    "identifier_text",
    "religion",
    "ethnicity",
    "office",
    "gender",
    "age",
}
EVENT = {
    "id",
    "date",
    "actor",
    "event",
    "has_event",
    "time",
    "enddate",
    "endtime",
    "recipient",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
    "cite_info",
    "coder",
    "coded_date",
    "coded_time",
    "comment",
    "size",
}
LOCATION = {
    "extracted_place",
    "resolved_place",
    "geonameid",
    "lat",
    "lon",
    "city",
    "district",
    "province",
    "country",
    "country_code",
    "feature_class",
    "feature_code",
    "resolution",
}
POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, "
    "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, "
    "Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, "
    "Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, "
    "Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, "
    "Story Organizations, Story Locations, Language, Version"
).split(", ")


def events(export):
    made = export_as("plover", export)
    return [json.loads(line) for line in made.content.decode().splitlines()], made


def table(name, export):
    made = export_as(name, export)
    return list(csv.reader(io.StringIO(made.content.decode()), delimiter="\t")), made


def test_a_whole_plover_event(cases):
    statement = cases.statement(figures=(cases.killed(3),), contexts=("military",))
    (event,), _ = events(cases.export(statement))
    assert set(event) <= EVENT
    assert {"id", "date", "actor", "event"} <= set(event)
    assert (event["date"], event["event"], event["mode"]) == (
        "2019-03-11",
        ["ASSAULT"],
        ["heavy-weapons"],
    )
    assert (event["quad_code"], event["event_scale"]) == (4, -9.5)
    assert event["context"] == ["military"]
    assert event["size"] == {"dead": 3}
    assert [a["code"] for a in event["actor"]] == ["IRQMIL"]
    assert all(set(e) <= ENTITY for e in event["actor"] + event["recipient"])
    assert set(event["event_loc"]) <= LOCATION
    assert event["event_loc"]["geonameid"] == "42"
    assert event["event_loc"]["resolution"] == 4
    assert "text" not in event


@pytest.mark.parametrize(
    ("changes", "type_", "modes"),
    [
        pytest.param(
            {"status": "threatened"}, "ASSAULT", ["heavy-weapons", "hypothetical"], id="threat"
        ),
        pytest.param({"status": "planned"}, "ASSAULT", ["heavy-weapons", "future"], id="plan"),
        pytest.param({"polarity": "-"}, "ASSAULT", ["heavy-weapons", "negation"], id="negated"),
        pytest.param(
            {"type": "AID", "mode": None, "status": "planned"}, "AGREE", ["future"], id="promise"
        ),
        pytest.param(
            {"type": "RETREAT", "mode": "withdraw", "status": "planned"},
            "CONCEDE",
            ["future"],
            id="withdrawal",
        ),
    ],
)
def test_what_is_not_real_has_an_auxiliary_mode(cases, changes, type_, modes):
    (event,), _ = events(cases.export(cases.statement(**changes)))
    assert (event["event"], event["mode"]) == ([type_], modes)


@pytest.mark.parametrize("type_", ["AID", "COOPERATE", "SANCTION"])
def test_some_types_need_a_recipient(cases, type_):
    found, made = events(cases.export(cases.statement(type=type_, mode=None, targets=())))
    assert not found
    assert made.left_out[0].reason == f"{type_} needs a recipient, and no account names one"


def test_a_state_is_no_type_of_plover(cases):
    found, made = events(cases.export(cases.statement(type="CONTROL", mode="gain")))
    assert not found
    assert made.left_out[0].reason == "CONTROL is no type of PLOVER"


def test_polecat_has_forty_columns(cases):
    (header, row), made = table("polecat", cases.export())
    assert header == POLECAT
    assert len(header) == 40 == len(row)
    found = dict(zip(header, row, strict=True))
    assert (found["Event Type"], found["Event Mode"]) == ("ASSAULT", "heavy-weapons")
    assert (found["Intensity"], found["Quad Code"]) == ("-9.5", "4")
    assert (found["Country"], found["City"], found["GeoNames ID"]) == ("IRQ", "Kestrel", "42")
    assert found["Story Organizations"] == "Marennan army"
    assert made.rows == 1


def test_cameo_has_codes_and_a_quad_class(cases):
    (header, row), made = table("cameo", cases.export())
    found = dict(zip(header, row, strict=True))
    assert (found["source"], found["source_root"], found["source_agent"]) == (
        "IRQMIL",
        "IRQ",
        "MIL",
    )
    assert (found["target"], found["target_root"], found["target_agent"]) == ("CVL", "", "CVL")
    assert (found["code"], found["root_code"], found["quad_class"]) == ("194", "19", "4")
    assert (found["date"], found["goldstein"]) == ("20190311", "-9.5")
    assert "not coded by PETRARCH or GDELT" in made.shape


@pytest.mark.parametrize(
    ("code", "quad"),
    [
        ("010", 1),
        ("057", 1),
        ("060", 2),
        ("087", 2),
        ("100", 3),
        ("138", 3),
        ("141", 4),
        ("2042", 4),
    ],
)
def test_quad_classes(cases, code, quad):
    (header, row), _ = table("cameo", cases.export(cases.statement(cameo=code)))
    assert int(row[header.index("quad_class")]) == quad


def test_several_agents_are_several_cameo_rows(cases):
    export = cases.export(cases.statement(agents=(cases.ARMY, cases.FRONT)))
    rows, _ = table("cameo", export)
    assert {row[5] for row in rows[1:]} == {"IRQMIL", "IRQREB"}
    assert len({row[0] for row in rows[1:]}) == 2


def test_cameo_without_a_first_side_is_left_out(cases):
    rows, made = table("cameo", cases.export(cases.statement(agents=())))
    assert len(rows) == 1
    assert made.left_out[0].reason == "no account tells who did it; CAMEO needs a first side"


def slots(text):
    """Read a template: the label stands in the first 34 columns, further fills beneath."""
    found = {}
    last = None
    for line in text.splitlines():
        label, value = line[:34].strip(), line[34:]
        if label:
            number, name = label.split(". ", 1)
            last = int(number)
            assert SLOTS[last] == name
            found[last] = [value]
        else:
            found[last].append(value)
    return found


def templates(export):
    made = export_as("muc", export)
    return [slots(t) for t in made.content.decode().strip().split("\n\n") if t], made


def test_a_template_has_twenty_five_slots(cases):
    hospital = cases.actor("hospital", kind="building", named=False)
    statement = cases.statement(
        targets=(hospital, cases.PEOPLE), figures=(cases.killed(3),), mode="explosives"
    )
    (found,), made = templates(cases.export(statement))
    assert sorted(found) == list(range(25))
    assert len(SLOTS) == 25
    assert found[0] == ["1.txt"]
    assert found[2] == ["11 MAR 19"]
    assert found[3] == ["IRAQ: NORTHMARK (DEPARTMENT): KESTREL (CITY)"]
    assert (found[4], found[5]) == (["BOMBING"], ["ACCOMPLISHED"])
    assert found[8] == ["STATE-SPONSORED VIOLENCE"]
    assert found[10] == ['"Marennan army"']
    assert found[12] == ['"hospital"']
    assert found[19] == ['"villagers"']
    assert (found[20], found[21], found[23]) == (["CIVILIAN"], ["3"], ["DEATH"])
    assert made.rows == 1


@pytest.mark.parametrize(
    ("basis", "by", "slot"),
    [
        pytest.param("as_fact", None, "REPORTED AS FACT", id="fact"),
        pytest.param("admitted", "Marennan army", "CLAIMED OR ADMITTED", id="admitted"),
        pytest.param("accused", "Ada Quill", "SUSPECTED OR ACCUSED", id="accused"),
        pytest.param(
            "accused", "defence ministry", "SUSPECTED OR ACCUSED BY AUTHORITIES", id="authorities"
        ),
        pytest.param("possible", None, "POSSIBLE", id="possible"),
    ],
)
def test_the_footing_of_the_perpetrator_is_kept(cases, basis, by, slot):
    held = Responsibility(basis=basis, by=by)
    agent = cases.changed(cases.ARMY, responsibility=held)
    (found,), _ = templates(cases.export(cases.statement(agents=(agent,))))
    assert found[11] == [slot]


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"status": "attempted"}, "ATTEMPTED"),
        ({"status": "threatened"}, "THREATENED"),
        ({"type": "THREATEN", "mode": "violence"}, "THREATENED"),
    ],
)
def test_stages_of_execution(cases, changes, stage):
    (found,), _ = templates(cases.export(cases.statement(**changes)))
    assert found[5] == [stage]


def test_each_document_has_its_own_template(cases):
    other = cases.statement(2, agents=(), figures=(cases.killed(8),))
    export = cases.export(cases.statement(1, figures=(cases.killed(3),)), other)
    first, second = templates(export)[0]
    assert (first[0], first[21]) == (["1.txt"], ["3"])
    assert (second[0], second[21], second[10]) == (["2.txt"], ["8"], ["-"])


def test_a_denied_deed_has_no_template(cases):
    varga = cases.changed(cases.statement().speakers[0], stance="denies")
    found, made = templates(cases.export(cases.statement(speakers=(varga,))))
    assert not found
    assert made.left_out[0].reason == "no account tells it as done, tried or threatened"
