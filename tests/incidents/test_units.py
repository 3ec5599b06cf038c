"""The units of three datasets, derived from an incident."""

import pytest

from rashomon.incidents.build import build_incident
from rashomon.incidents.units import derive, divided

ARMY, FRONT = "Marennan army", "Northmark Front"


def said(make, key, **changes):
    document = make.document("They were killed.", key, outlet=f"Outlet {key}")
    given = {
        "agents": (make.actor(ARMY),), "targets": (make.actor(FRONT),), "mode": "aerial",
        "time": make.day("2019-03-11"), "places": (make.place("Kestrel"),),
    } | changes  # fmt: skip
    return document, make.statement(document, f"s-{key}", **given)


def derived(unit, *pairs):
    documents = {d.id: d for d, _ in pairs}
    told = [s for _, s in pairs]
    incident = build_incident(told, documents)
    return derive(incident, {s.id: s for s in told}, documents, unit)


def shape(events):
    return [(e.time.start if e.time else None, e.places[0].name if e.places else None, e.mode)
            for e in events]  # fmt: skip


def killed(event):
    return next((f.best, f.allocated) for f in event.figures if f.measure == "killed")


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="none of acled, ucdp, airwars"):
        derive([], {}, {}, "muc")


def test_acled_counts_each_day_and_place(make):
    events = derived(
        "acled",
        said(make, "a"),
        said(make, "b", time=make.day("2019-03-12")),
        said(make, "c", places=(make.place("Dovrin"),)),
        said(make, "d"),
    )
    assert shape(events) == [
        ("2019-03-11", "Dovrin", "aerial"),
        ("2019-03-11", "Kestrel", "aerial"),
        ("2019-03-12", "Kestrel", "aerial"),
    ]
    assert {e.unit for e in events} == {"acled"}
    assert len({e.id for e in events}) == 3


def test_acled_counts_each_sub_event_and_pair(make):
    other = said(make, "b", mode="firearms", agents=(make.actor("Coast Guard"),))
    assert len(derived("acled", said(make, "a"), other)) == 2


def test_a_vague_account_joins_the_cells_that_it_fits(make):
    vague = said(make, "b", time=None, places=(), mode=None, agents=(), targets=())
    events = derived("acled", said(make, "a"), vague)
    assert [e.statements for e in events] == [("s-a", "s-b")]


def test_a_town_and_its_province_are_one_place(make):
    towns = (make.place("Kestrel", admin1="Northmark"), make.place("Northmark", precision="admin1"))
    assert len(derived("acled", said(make, "a", places=towns))) == 1


def test_a_total_over_three_days_is_divided_and_says_so(make):
    days = make.day("2019-03-11", "2019-03-13", "range")
    events = derived("acled", said(make, "a", time=days, figures=(make.figure(10.0),)))
    assert [killed(e) for e in events] == [(4.0, True), (3.0, True), (3.0, True)]


def test_a_count_of_one_day_is_not_divided(make):
    events = derived("acled", said(make, "a", figures=(make.figure(10.0),)),
                     said(make, "b", time=make.day("2019-03-12")))  # fmt: skip
    assert killed(events[0]) == (10.0, False)


def test_ucdp_needs_a_possible_death_and_ignores_the_means(make):
    dead = said(make, "a", figures=(make.figure(10.0),))
    shot = said(make, "b", mode="firearms", figures=(make.figure(10.0),))
    assert len(derived("ucdp", dead, shot)) == 1
    assert derived("ucdp", said(make, "a", figures=(make.figure(0.0),))) == []
    wounded = said(make, "a", trigger="They", figures=(make.figure(3.0, "injured"),))
    assert derived("ucdp", wounded) == []


def test_airwars_takes_an_incident_whole_where_civilians_are_harmed(make):
    civilians = make.figure(10.0, of="civilians", of_status="civilian")
    days = make.day("2019-03-11", "2019-03-13", "range")
    events = derived("airwars", said(make, "a", time=days, figures=(civilians,)))
    assert [(e.unit, e.figures[0].rule) for e in events] == [("airwars", "airwars")]
    assert derived("airwars", said(make, "a", figures=(make.figure(10.0),))) == []


@pytest.mark.parametrize("share", [1, 2, 3, 7])
def test_the_parts_of_a_total_add_up(share):
    assert sum(divided(10.0, share, n) or 0 for n in range(share)) == 10.0
    assert divided(None, share, 0) is None


def test_order_of_arrival_changes_nothing(make):
    pairs = [said(make, "a"), said(make, "b", time=make.day("2019-03-12")), said(make, "c")]
    assert derived("acled", *pairs) == derived("acled", *pairs[::-1])
