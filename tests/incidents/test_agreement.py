"""Where accounts agree and contradict, field by field; denials deny what they deny."""

import pytest

from rashomon.incidents.agreement import FIELDS, agreement, compare, standing
from rashomon.incidents.comparing import distance_km, same_days, same_place


def said(make, key, name="police", **changes):
    document = make.document("They were killed.", key)
    stance = changes.pop("stance", "asserts")
    speakers = [make.speaker(name, stance=stance)] if name else []
    return make.statement(document, f"s-{key}", speakers=speakers, **changes)


def verdict(field, *statements):
    return compare(field, statements).verdict


def values(field, *statements):
    return [(v.value, v.statements, v.denied) for v in compare(field, statements).values]


def test_every_field_is_there_and_silent_without_accounts():
    found = agreement([])
    assert tuple(f.field for f in found) == FIELDS
    assert {f.verdict for f in found} == {"silent"}


def test_one_voice_is_single_and_two_agree(make):
    one, other = said(make, "a"), said(make, "b", "hospital")
    assert verdict("occurrence", one) == "single"
    assert verdict("occurrence", one, other) == "agree"


def test_a_denial_of_agency_contradicts_on_agents_and_not_on_occurrence(make):
    army = make.actor("Marennan army")
    accuser = said(make, "a", "Front", agents=(army,))
    denier = said(make, "b", "army", agents=(army,), stance="denies", denial_of="agency")
    assert verdict("agents", accuser, denier) == "contradict"
    assert verdict("occurrence", accuser, denier) == "single"
    assert values("agents", accuser, denier) == [
        ("Marennan army", ("s-a",), False),
        ("Marennan army", ("s-b",), True),
    ]


def test_a_denial_of_the_whole_contradicts_on_occurrence_alone(make):
    army = make.actor("Marennan army")
    accuser = said(make, "a", "Front", agents=(army,))
    denier = said(make, "b", "army", agents=(army,), stance="denies", denial_of="occurrence")
    assert verdict("occurrence", accuser, denier) == "contradict"
    assert verdict("agents", accuser, denier) == "single"


def test_denying_that_it_did_not_happen_is_saying_that_it_did(make):
    one = said(make, "a", polarity="-", stance="denies", denial_of="occurrence")
    assert values("occurrence", one) == [("happened", ("s-a",), False)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"name": "Northmark Front"}, {"name": "the Northmark Front"}, "agree"),
        ({"name": "Northmark Front"}, {"name": "Marennan army"}, "contradict"),
        ({"name": "Marenna", "kind": "state", "country": "MRN"},
         {"name": "Marennan air wing", "sector": "MIL", "country": "MRN"}, "agree"),
        ({"name": "Ford Guard", "acts_for": "Valdoria"}, {"name": "Valdoria"}, "agree"),
        ({"name": "gunmen", "named": False}, {"name": "Northmark Front"}, "agree"),
        ({"name": "rebels", "named": False, "sector": "REB"},
         {"name": "Northmark Front", "sector": "REB"}, "agree"),
        ({"name": "rebels", "named": False, "sector": "REB"},
         {"name": "Marennan army", "sector": "MIL"}, "contradict"),
    ],
)  # fmt: skip
def test_agents(make, one, other, expected):
    a, b = (make.actor(**x) for x in (one, other))
    accounts = said(make, "a", agents=(a,)), said(make, "b", "hospital", agents=(b,))
    assert verdict("agents", *accounts) == expected
    assert verdict("agents", *accounts[::-1]) == expected


def test_who_names_two_agents_does_not_contradict_who_names_one(make):
    army, front = make.actor("Marennan army"), make.actor("Northmark Front")
    both = said(make, "a", agents=(army, front))
    assert verdict("agents", both, said(make, "b", "hospital", agents=(front,))) == "agree"


def test_targets_contradict_when_fighters_here_are_civilians_there(make):
    farmers = make.actor("farmers", named=False, status="civilian")
    fighters = make.actor("fighters", named=False, status="combatant")
    market = make.actor("market", named=False, kind="building")
    one, other = said(make, "a", targets=(farmers,)), said(make, "b", "army", targets=(fighters,))
    third = said(make, "c", "mayor", targets=(market,))
    assert verdict("targets", one, other) == "contradict"
    assert verdict("target_status", one, other) == "contradict"
    assert verdict("targets", one, third) == "agree"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"name": "Kestrel"}, {"name": "Kestrel"}, True),
        ({"name": "Kestrel", "admin1": "Northmark"},
         {"name": "Northmark", "precision": "admin1"}, True),
        ({"name": "Kestrel", "admin1": "Northmark", "country": "MRN"},
         {"name": "Selm", "precision": "admin1", "country": "MRN"}, False),
        ({"name": "Kestrel", "country": "MRN"},
         {"name": "Valdoria", "precision": "country", "country": "VAL"}, False),
        ({"name": "Kestrel", "country": "MRN"},
         {"name": "Marenna", "precision": "country", "country": "MRN"}, True),
        ({"name": "Kestrel", "lat": 10.0, "lon": 20.0}, {"name": "Mill", "lat": 10.05, "lon": 20.0},
         True),
        ({"name": "Kestrel", "lat": 10.0, "lon": 20.0},
         {"name": "Dovrin", "lat": 11.0, "lon": 20.0}, False),
        ({"name": "Kestrel"}, {"name": "Dovrin"}, False),
    ],
)  # fmt: skip
def test_places(make, one, other, expected):
    a, b = make.place(**one), make.place(**other)
    assert same_place(a, b) is expected
    assert same_place(b, a) is expected


def test_a_degree_of_latitude_is_111_km(make):
    one, other = (make.place(n, lat=lat, lon=20.0) for n, lat in (("A", 10.0), ("B", 11.0)))
    assert distance_km(one, other) == pytest.approx(111.2, abs=0.1)


def test_a_week_that_covers_the_day_agrees(make):
    day, week = make.day("2019-03-12"), make.day("2019-03-11", "2019-03-17", "week")
    assert same_days(day, week)
    assert not same_days(make.day("2019-03-18"), week)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"best": 12.0}, {"best": 12.0}, "agree"),
        ({"best": 12.0}, {"best": 9.0}, "contradict"),
        ({"best": None, "low": 10.0}, {"best": 12.0}, "agree"),
        ({"best": None, "high": 10.0}, {"best": 12.0}, "contradict"),
        (
            {"best": 12.0, "of": "people"},
            {"best": 3.0, "of": "children", "of_age": "child"},
            "agree",
        ),
    ],
)
def test_numbers(make, one, other, expected):
    a, b = (make.figure(**x) for x in (one, other))
    accounts = said(make, "a", figures=(a,)), said(make, "b", "hospital", figures=(b,))
    assert verdict("killed", *accounts) == expected


def test_part_of_a_figure_is_not_compared_with_the_whole(make):
    part = make.figure(3.0, modifier="including")
    assert verdict("killed", said(make, "a", figures=(part,))) == "silent"


def test_more_children_than_dead_contradict(make):
    whole = said(make, "a", figures=(make.figure(9.0),))
    part = make.figure(11.0, of="children", of_age="child")
    assert verdict("killed", whole, said(make, "b", "hospital", figures=(part,))) == "contradict"


def test_each_account_knows_how_it_stands_to_the_other_voices(make):
    one, two = (said(make, k, f"v{k}", figures=(make.figure(9.0),)) for k in "ab")
    other = said(make, "c", "hospital", figures=(make.figure(14.0),))
    assert standing("killed", one, [one, two]) == "agree"
    assert standing("killed", one, [one, two, other]) == "contradict"
    assert standing("killed", one, [one]) is None
    assert standing("place", one, [one, two]) is None


def test_any_place_that_two_accounts_share_is_enough(make):
    one = said(make, "a", places=(make.place("Kestrel"), make.place("Dovrin")))
    assert verdict("place", one, said(make, "b", "x", places=(make.place("Dovrin"),))) == "agree"


def test_the_value_that_most_give_comes_first(make):
    told = [said(make, k, f"v{k}", places=(make.place(p),)) for k, p in
            (("a", "Dovrin"), ("b", "Kestrel"), ("c", "Kestrel"))]  # fmt: skip
    assert [v[0] for v in values("place", *told)] == ["Kestrel", "Dovrin"]


def test_swapping_the_actors_swaps_them_and_changes_nothing_else(make):
    army, front = make.actor("Marennan army"), make.actor("Northmark Front")
    accounts = [said(make, "a", "x", agents=(army,)), said(make, "b", "y", agents=(front,))]
    swapped = [said(make, "a", "x", agents=(front,)), said(make, "b", "y", agents=(army,))]
    assert verdict("agents", *accounts) == verdict("agents", *swapped) == "contradict"
