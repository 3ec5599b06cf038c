"""ACLED-shaped rows: columns, types, actors, precision and the most conservative number."""

import csv
import io

import pytest

from rashomon.publish.acled import COLUMNS, MONTH_DAYS
from rashomon.publish.formats import export_as
from rashomon.publish.toll import toll
from rashomon.publish.unit_view import views

DICTIONARY = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, "
    "actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, "
    "civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude, "
    "longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
).split(", ")


def rows(export):
    made = export_as("acled", export)
    table = list(csv.reader(io.StringIO(made.content.decode())))
    assert table[0] == DICTIONARY == list(COLUMNS)
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]], made


def one(export):
    found, _ = rows(export)
    assert len(found) == 1
    return found[0]


def reasons(export):
    found, made = rows(export)
    assert not found
    return [left.reason for left in made.left_out]


def test_a_whole_row(cases):
    row = one(cases.export(cases.statement(figures=(cases.killed(3),))))
    assert row["event_date"] == "2019-03-11"
    assert (row["year"], row["time_precision"], row["geo_precision"]) == ("2019", "1", "1")
    assert row["event_type"] == "Explosions/Remote violence"
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert row["disorder_type"] == "Political violence"
    assert (row["actor1"], row["inter1"]) == ("Marennan army", "1")
    assert (row["actor2"], row["assoc_actor_2"], row["inter2"]) == (
        "Civilians (Iraq)",
        "villagers",
        "7",
    )
    assert (row["interaction"], row["civilian_targeting"]) == ("17", "Civilian targeting")
    assert (row["iso"], row["region"], row["country"]) == ("368", "Middle East", "Iraq")
    assert (row["latitude"], row["longitude"]) == ("36.34512", "43.13489")
    assert (row["fatalities"], row["timestamp"]) == ("3", "1552348800")
    assert row["notes"].startswith("According to Tomas Brandt (Selm Courier, 2019-03-12): “")


@pytest.mark.parametrize(
    ("type_", "mode", "target", "sub"),
    [
        pytest.param("ASSAULT", "aerial", "PEOPLE", "Air/drone strike", id="aerial"),
        pytest.param("ASSAULT", "drone", "FRONT", "Air/drone strike", id="drone"),
        pytest.param("ASSAULT", "suicide-attack", "PEOPLE", "Suicide bomb", id="suicide"),
        pytest.param("ASSAULT", "unconventional", "PEOPLE", "Chemical weapon", id="gas"),
        pytest.param("ASSAULT", "explosives", "PEOPLE", "Remote explosive/landmine/IED", id="mine"),
        pytest.param("ASSAULT", "sexual", "PEOPLE", "Sexual violence", id="sexual"),
        pytest.param("ASSAULT", "abduct", "PEOPLE", "Abduction/forced disappearance", id="abduct"),
        pytest.param("ASSAULT", "firearms", "PEOPLE", "Attack", id="shots-at-civilians"),
        pytest.param("ASSAULT", "firearms", "FRONT", "Armed clash", id="shots-at-fighters"),
        pytest.param("ASSAULT", "destroy", "PEOPLE", "Looting/property destruction", id="destroy"),
        pytest.param(
            "ASSAULT", "crowd-control", "PEOPLE", "Protest with intervention", id="gas-at"
        ),
        pytest.param("PROTEST", "demo", None, "Peaceful protest", id="demo"),
        pytest.param("PROTEST", "riot", None, "Violent demonstration", id="riot"),
        pytest.param("COERCE", "arrest", "PEOPLE", "Arrests", id="arrest"),
        pytest.param("RETREAT", "ceasefire", "FRONT", "Agreement", id="ceasefire"),
        pytest.param("RETREAT", "disarm", None, "Disrupted weapons use", id="disarm"),
        pytest.param("MOBILIZE", "troops", None, "Change to group/activity", id="troops"),
        pytest.param("CONTROL", "gain", None, "Government regains territory", id="control"),
        pytest.param("CONTROL", "transfer", None, "Non-violent transfer of territory", id="handed"),
    ],
)
def test_types_follow_who_stands_on_the_two_sides(cases, type_, mode, target, sub):
    targets = (getattr(cases, target),) if target else ()
    row = one(cases.export(cases.statement(type=type_, mode=mode, targets=targets)))
    assert row["sub_event_type"] == sub


def test_rebels_overtake_what_a_government_regains(cases):
    row = one(cases.export(cases.statement(type="CONTROL", mode="gain", agents=(cases.FRONT,))))
    assert row["sub_event_type"] == "Non-state actor overtakes territory"


def test_deaths_among_protesters_are_excessive_force(cases):
    statement = cases.statement(mode="crowd-control", figures=(cases.killed(2),))
    assert one(cases.export(statement))["sub_event_type"] == "Excessive force against protesters"


def test_swapping_the_sides_swaps_the_actors_and_nothing_else(cases):
    def told(agent, target):
        return cases.statement(mode="firearms", agents=(agent,), targets=(target,))

    first, second = (
        one(cases.export(told(*pair)))
        for pair in ((cases.ARMY, cases.FRONT), (cases.FRONT, cases.ARMY))
    )
    swapped = {"actor1": "actor2", "actor2": "actor1", "inter1": "inter2", "inter2": "inter1"}
    assert first == {key: second[swapped.get(key, key)] for key in second}


@pytest.mark.parametrize(
    ("time", "date", "precision"),
    [
        pytest.param(("2019-03-11",), "2019-03-11", "1", id="day"),
        pytest.param(("2019-03-11", "2019-03-17", "week"), "2019-03-14", "2", id="week"),
        pytest.param(("2019-03-01", "2019-03-31", "month"), "2019-03-16", "3", id="month"),
    ],
)
def test_a_wide_time_is_its_middle_day_with_a_precision(cases, time, date, precision):
    row = one(cases.export(cases.statement(time=cases.day(*time))))
    assert (row["event_date"], row["time_precision"]) == (date, precision)


@pytest.mark.parametrize(
    ("precision", "code"), [("exact", "1"), ("near", "2"), ("district", "2"), ("admin1", "3")]
)
def test_geo_precision(cases, precision, code):
    export = cases.export(cases.statement(places=(cases.place(precision=precision),)))
    assert one(export)["geo_precision"] == code


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"time": None}, "no account gives a day", id="no-time"),
        pytest.param({"places": ()}, "no place, or none finer than a country", id="no-place"),
        pytest.param({"status": "threatened"}, "not told as having happened (threatened)", id="no"),
        pytest.param({"polarity": "-"}, "only denied", id="negated"),
        pytest.param({"type": "CONSULT"}, "ACLED has no type for CONSULT", id="type"),
        pytest.param(
            {"mode": None, "targets": ()},
            "the accounts do not tell whether fighters or civilians were attacked",
            id="unknown-target",
        ),
    ],
)
def test_what_does_not_fit_is_left_out_with_its_reason(cases, changes, reason):
    assert reasons(cases.export(cases.statement(**changes))) == [reason]


def test_a_time_wider_than_a_month_is_left_out(cases):
    time = cases.day("2019-01-01", "2019-12-31", "year")
    assert MONTH_DAYS == 31
    assert reasons(cases.export(cases.statement(time=time))) == ["the time is wider than a month"]


def test_a_country_alone_is_no_location(cases):
    places = (cases.place("Iraq", precision="country"),)
    export = cases.export(cases.statement(places=places))
    assert reasons(export) == ["no place, or none finer than a country"]


def test_the_most_conservative_number_counts_and_the_dispute_is_noted(cases):
    other = cases.document(2, outlet="Harbour Review")
    export = cases.export(
        cases.statement(1, figures=(cases.killed(3),)),
        cases.statement(2, figures=(cases.killed(8),), speakers=()),
        documents=(cases.document(1), other),
    )
    row = one(export)
    assert row["fatalities"] == "3"
    assert "Reports of deaths differ (3, 8); counted: 3." in row["notes"]


def test_deaths_without_a_number_follow_the_convention_and_say_so(cases):
    row = one(cases.export(cases.statement(trigger="fired", evidence="fired", text="killed fired")))
    assert row["fatalities"] == "0"
    text = "killed villagers"
    row = one(cases.export(cases.statement(trigger="killed", evidence=text, text=text)))
    assert row["fatalities"] == "3"
    assert "Deaths are told without a number; 3 by convention." in row["notes"]


def test_labels_stand_for_numbers_where_asked_for(cases):
    row = one(cases.export(labels=True))
    assert (row["inter1"], row["inter2"]) == ("State forces", "Civilians")
    assert row["interaction"] == "State forces-Civilians"


def test_forces_of_another_state_are_external(cases):
    foreign = cases.changed(cases.ARMY, country="IRN")
    assert one(cases.export(cases.statement(agents=(foreign,))))["inter1"] == "8"


def test_nobody_known_is_an_unidentified_armed_group(cases):
    row = one(cases.export(cases.statement(agents=())))
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Iraq)", "3")


def test_a_denial_is_told_in_the_notes_and_makes_nobody_an_actor(cases):
    varga = cases.changed(cases.statement().speakers[0], name="Ilse Varga", stance="denies")
    export = cases.export(
        cases.statement(1, speakers=()),
        cases.statement(2, agents=(cases.FRONT,), speakers=(varga,)),
    )
    assert [a.name for a in next(views(export)).agents] == ["Marennan army"]
    export = cases.export(cases.statement(1), cases.statement(2, agents=(), speakers=(varga,)))
    row = one(export)
    assert row["actor1"] == "Marennan army"
    assert "Ilse Varga (Selm Courier, 2019-03-12) denies this: “" in row["notes"]


def test_what_is_lost_is_counted(cases):
    _, made = rows(cases.export(cases.statement(instruments=(cases.actor("mortar"),))))
    lost = {one.field: one.count for one in made.lost}
    assert lost["instruments"] == 1
    assert lost["speakers"] == 1
    assert "contexts" not in lost
    assert "not ACLED's own" in made.shape


def test_groups_of_one_account_add_up_and_rival_accounts_do_not(cases):
    both = (
        cases.killed(4, of="civilians", of_status="civilian"),
        cases.killed(2, of="soldiers", of_status="combatant"),
    )
    view = next(views(cases.export(cases.statement(1, figures=both))))
    assert toll(view).best == 6
    rivals = cases.export(
        cases.statement(1, figures=both[:1], speakers=()),
        cases.statement(2, figures=both[1:], speakers=()),
        documents=(cases.document(1, outlet="A"), cases.document(2, outlet="B")),
    )
    found = toll(next(views(rivals)))
    assert (found.low, found.best, found.high) == (2, 4, 6)


def test_a_sole_actor_has_a_zero_behind_its_number(cases):
    row = one(cases.export(cases.statement(targets=())))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("1", "", "10")


def test_of_rival_counts_of_different_groups_the_lowest_counts(cases):
    export = cases.export(
        cases.statement(1, figures=(cases.killed(4, of="civilians"),), speakers=()),
        cases.statement(2, figures=(cases.killed(2, of="soldiers"),), speakers=()),
        documents=(cases.document(1, outlet="A"), cases.document(2, outlet="B")),
    )
    assert one(export)["fatalities"] == "2"


def test_rival_accounts_of_one_day_and_place_are_one_event(cases):
    export = cases.export(
        cases.statement(1, agents=(cases.ARMY,)),
        cases.statement(2, agents=(cases.FRONT,), speakers=()),
        cases.statement(3, agents=(), speakers=()),
    )
    row = one(export)
    assert {row["actor1"], row["assoc_actor_1"]} == {"Marennan army", "Northmark Front"}
    assert row["notes"].count("According to") == 3


def test_days_and_places_are_events_of_their_own(cases):
    dovrin = cases.place("Dovrin", id="geonames:43")
    export = cases.export(
        cases.statement(1),
        cases.statement(2, time=cases.day("2019-03-12"), speakers=()),
        cases.statement(3, places=(dovrin,), speakers=()),
    )
    found, _ = rows(export)
    assert sorted((r["event_date"], r["location"]) for r in found) == [
        ("2019-03-11", "Dovrin"),
        ("2019-03-11", "Kestrel"),
        ("2019-03-12", "Kestrel"),
    ]


def test_a_month_is_no_thirty_one_events(cases):
    export = cases.export(cases.statement(time=cases.day("2019-03-01", "2019-03-31", "month")))
    assert one(export)["time_precision"] == "3"


def test_a_total_of_two_places_is_divided_and_adds_up(cases):
    both = (cases.place(), cases.place("Dovrin", id="geonames:43"))
    export = cases.export(
        cases.statement(1, places=both, figures=(cases.killed(5),)),
        cases.statement(2, places=both, agents=(cases.FRONT,), speakers=()),
    )
    found, _ = rows(export)
    assert len(found) == 2
    assert sum(int(r["fatalities"]) for r in found) == 5


def test_one_day_and_place_has_the_whole_total(cases):
    export = cases.export(
        cases.statement(1, agents=(), figures=(cases.killed(5),)),
        cases.statement(2, agents=(cases.FRONT,), speakers=()),
        cases.statement(3, agents=(cases.ARMY,), speakers=()),
    )
    assert one(export)["fatalities"] == "5"


def test_in_a_battle_fighters_stand_before_those_caught_up_in_it(cases):
    driver = cases.actor("drivers", kind="people", sector="CVL")
    statement = cases.statement(
        mode="firearms", agents=(driver, cases.ARMY), targets=(cases.FRONT,)
    )
    row = one(cases.export(statement))
    assert (row["actor1"], row["inter1"], row["assoc_actor_1"]) == ("Marennan army", "1", "drivers")


def test_an_actor_type_is_the_main_actors_own(cases):
    crew = cases.actor("the crew", kind="group")
    row = one(cases.export(cases.statement(agents=(crew,))))
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("the crew", "", "70")


def headline(cases, **options):
    document = cases.changed(cases.document(), text="Army shells Kestrel, killing three")
    undated = cases.changed(cases.statement(time=None), trigger=cases.span("shells", 5))
    return cases.export(undated, documents=[document], **options)


def test_days_are_presumed_only_where_asked_for_and_marked(cases):
    assert reasons(headline(cases)) == ["no account gives a day"]
    found, made = rows(headline(cases, derived_dates=True))
    assert [(r["event_date"], r["time_precision"]) for r in found] == [("2019-03-12", "2")]
    assert "No account gives a day; presumed by time.told-as-news: " in found[0]["notes"]
    assert ("derived_time", 1) in [(lost.field, lost.count) for lost in made.lost]


def test_a_day_that_an_account_gives_is_never_presumed_over(cases):
    assert one(cases.export(derived_dates=True)) == one(cases.export())


def test_what_had_only_happened_by_then_is_given_no_day(cases):
    told = cases.statement(time=None)
    assert reasons(cases.export(told, derived_dates=True)) == ["no account gives a day"]
