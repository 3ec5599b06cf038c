"""UCDP-shaped rows: columns, dyads, precision, and deaths that add up."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.publish.formats import export_as
from rashomon.publish.ucdp import COLUMNS, HXL, date_precision, priogrid

HEADER = (
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, "
    "conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, "
    "side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, "
    "source_article, source_office, source_date, source_headline, source_original, where_prec, "
    "where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, "
    "priogrid_gid, country, country_id, region, event_clarity, date_prec, date_start, date_end, "
    "deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
).split(", ")


def rows(export):
    made = export_as("ucdp", export)
    table = list(csv.reader(io.StringIO(made.content.decode())))
    assert table[0] == HEADER == list(COLUMNS)
    assert len(HEADER) == 49
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]], made


def one(export):
    found, made = rows(export)
    assert len(found) == 1, made.left_out
    return found[0]


def fight(cases, *figures, **changes):
    given = {"targets": (cases.FRONT,), "figures": figures or (cases.killed(5),)}
    return cases.statement(**(given | changes))


def test_a_whole_row(cases):
    row = one(cases.export(fight(cases)))
    assert (row["type_of_violence"], row["dyad_name"]) == ("1", "Marennan army - Northmark Front")
    assert (row["side_a"], row["side_b"]) == ("Marennan army", "Northmark Front")
    assert (row["gwnoa"], row["gwnob"], row["country_id"]) == ("645", "", "645")
    assert (row["country"], row["region"]) == ("Iraq", "Middle East")
    assert (row["date_start"], row["date_end"], row["date_prec"]) == (
        "2019-03-11",
        "2019-03-11",
        "1",
    )
    assert (row["where_prec"], row["where_coordinates"]) == ("1", "Kestrel")
    assert row["geom_wkt"] == "POINT (43.13489 36.34512)"
    assert row["priogrid_gid"] == "181887"
    assert (row["best"], row["low"], row["high"]) == ("5", "5", "5")
    assert row["number_of_sources"] == "1"
    assert row["source_office"] == "Selm Courier"
    assert row["source_original"] == "Tomas Brandt"
    assert row["id"].isdigit()


@pytest.mark.parametrize(
    ("agent", "target", "kind"),
    [
        pytest.param("ARMY", "FRONT", "1", id="state-based"),
        pytest.param("FRONT", "ARMY", "1", id="rebels-attack-a-state"),
        pytest.param("ARMY", "PEOPLE", "3", id="one-sided"),
    ],
)
def test_the_type_of_violence_is_who_stands_against_whom(cases, agent, target, kind):
    statement = fight(cases, agents=(getattr(cases, agent),), targets=(getattr(cases, target),))
    row = one(cases.export(statement))
    assert row["type_of_violence"] == kind
    if kind == "1":
        assert row["side_a"] == "Marennan army"


def test_a_side_is_no_side_against_itself(cases):
    rebels = cases.actor("rebels", named=False, sector="REB", country="IRQ")
    found, made = rows(cases.export(fight(cases, agents=(cases.FRONT,), targets=(rebels,))))
    assert not found
    assert made.left_out[0].reason == ("the accounts do not tell whether the other side was armed")


def test_two_groups_are_non_state(cases):
    other = cases.actor("Tamsin Lions", sector="REB", country="IRQ")
    assert one(cases.export(fight(cases, agents=(other,))))["type_of_violence"] == "2"


def test_deaths_are_divided_by_the_groups_that_the_accounts_count(cases):
    figures = (
        cases.killed(9),
        cases.killed(4, of="civilians", of_status="civilian", modifier="including"),
        cases.killed(3, of="soldiers", of_status="combatant", modifier="including"),
    )
    row = one(cases.export(fight(cases, *figures)))
    assert [row[c] for c in HEADER[40:47]] == ["3", "0", "4", "2", "9", "9", "9"]


def test_in_one_sided_violence_the_dead_are_civilians(cases):
    row = one(cases.export(fight(cases, targets=(cases.PEOPLE,))))
    assert (row["deaths_civilians"], row["deaths_unknown"]) == ("5", "0")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"figures": ()}, "no event in the unit of ucdp", id="no-deaths"),
        pytest.param({"time": None}, "no account gives a time", id="no-time"),
        pytest.param({"places": ()}, "no account gives a place", id="no-place"),
        pytest.param(
            {"agents": ()}, "the accounts do not tell who the organised attacker was", id="nobody"
        ),
        pytest.param(
            {"targets": ()},
            "the accounts do not tell whether the other side was armed",
            id="other-side",
        ),
        pytest.param({"status": "planned"}, "no event in the unit of ucdp", id="planned"),
    ],
)
def test_what_does_not_fit_is_left_out_with_its_reason(cases, changes, reason):
    found, made = rows(cases.export(fight(cases, **changes)))
    assert not found
    assert [left.reason for left in made.left_out] == [reason]


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)]
)
def test_date_precision(days, code):
    assert date_precision(days) == code


def test_wider_than_a_year_has_no_precision():
    assert date_precision(367) is None
    assert date_precision(None) is None


@pytest.mark.parametrize(
    ("precision", "code"),
    [("exact", "1"), ("near", "2"), ("district", "3"), ("admin1", "4"), ("region", "5")],
)
def test_where_precision(cases, precision, code):
    statement = fight(cases, places=(cases.place(precision=precision),))
    assert one(cases.export(statement))["where_prec"] == code


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90.0, -180.0, 1), (90.0, 180.0, 259200), (0.1, 0.1, 129961), (None, 3.0, "")],
)
def test_grid_cells_are_counted_from_the_south_west(lat, lon, cell):
    assert priogrid(lat, lon) == cell


def test_hxl_tags_stand_in_the_second_line(cases):
    found, _ = rows(cases.export(fight(cases), hxl=True))
    assert found[0]["best"] == "#affected+killed" == HXL["best"]
    assert found[1]["best"] == "5"


NUMBERS = st.lists(
    st.tuples(
        st.integers(0, 500),
        st.sampled_from([None, "civilians", "soldiers", "fighters", "children"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(numbers=NUMBERS)
def test_deaths_always_add_up_and_bounds_are_in_order(cases, numbers):
    figures = tuple(
        cases.killed(n, of=of, modifier="including" if part else None) for n, of, part in numbers
    )
    half = len(figures) // 2
    export = cases.export(fight(cases, *figures[half:]), fight(cases, *figures[:half], number=2))
    for row in rows(export)[0]:
        parts = [int(row[c]) for c in HEADER[40:44]]
        low, best, high = (int(row[c]) for c in ("low", "best", "high"))
        assert sum(parts) == best
        assert min(parts) >= 0
        assert best >= 1
        assert low <= best <= high


def test_days_are_presumed_only_where_asked_for(cases):
    document = cases.changed(cases.document(), text="Army shells Kestrel, killing five")
    told = cases.changed(fight(cases, time=None), trigger=cases.span("shells", 5))
    assert not rows(cases.export(told, documents=[document]))[0]
    found, made = rows(cases.export(told, documents=[document], derived_dates=True))
    assert [(r["date_start"], r["date_end"], r["date_prec"]) for r in found] == [
        ("2019-03-11", "2019-03-12", "2")
    ]
    assert ("derived_time", 1) in [(lost.field, lost.count) for lost in made.lost]
