"""The ledger: accounts, relations, parts and wholes, coverage, and the three rules."""

import pytest

from rashomon.incidents.entries import find_entries, group_of
from rashomon.incidents.ledger import RULES, ledger
from rashomon.model.incident import Origin


def toll(make, key, figures, day="2019-03-12", text=None, **more):
    """One statement of one document published on a day."""
    document = make.document(text or "They were killed.", key, published=day)
    said = [make.speaker(n) for n in more.pop("speakers", ())]
    return document, make.statement(
        document, f"s-{key}", figures=tuple(figures), speakers=said, **more
    )


def page(pairs, measure="killed", of=None, rule="ucdp", origins=(), coverage="event"):
    figures = ledger([s for _, s in pairs], {d.id: d for d, _ in pairs}, origins, rule)
    found = [f for f in figures if (f.measure, f.of, f.coverage) == (measure, of, coverage)]
    assert len(found) == 1
    return found[0]


def numbers(figure):
    return figure.low, figure.best, figure.high


def relations(figure):
    return [a.relation for a in figure.accounts]


def of_one(*keys, name="police", anonymous=False, id="o1"):
    return Origin(id=id, name=name, statements=tuple(f"s-{k}" for k in keys), anonymous=anonymous)


@pytest.mark.parametrize(
    ("of", "more", "group"),
    [
        ("people", {}, None),
        ("farmers", {}, None),
        ("passengers", {}, None),
        ("civilians", {"of_status": "civilian"}, "civilians"),
        ("children", {"of_age": "child"}, "children"),
        ("women", {"of_sex": "female"}, "women"),
        ("government soldiers", {"of_status": "combatant"}, "soldiers"),
        ("soldiers", {"of_side": "Marenna"}, "soldiers of Marenna"),
        ("rebels", {"of_status": "combatant"}, "fighters"),
        ("policemen", {}, "police"),
    ],
)
def test_who_is_a_part_and_who_is_everybody(make, of, more, group):
    assert group_of(make.figure(9.0, of=of, **more)) == group


def test_children_among_the_dead_are_a_page_of_their_own_and_never_added(make):
    pair = toll(make, "a", [
        make.figure(10.0, of="people"),
        make.figure(3.0, of="children", of_age="child", modifier="including"),
    ])  # fmt: skip
    assert numbers(page([pair])) == (10.0, 10.0, 10.0)
    assert numbers(page([pair], of="children")) == (3.0, 3.0, 3.0)


def test_any_part_has_a_page_of_its_own_whatever_it_counts(make):
    parts = [make.figure(3.0, of="tourists", modifier="including"),
             make.figure(2.0, of="them", modifier="including")]  # fmt: skip
    pair = toll(make, "a", [make.figure(10.0, of="people"), *parts])
    assert page([pair]).best == 10.0
    assert page([pair], of="tourists").best == 3.0
    assert page([pair], of="some of them").best == 2.0


def test_groups_that_exclude_each_other_are_summed_where_there_is_no_total(make):
    pair = toll(make, "a", [
        make.figure(3.0, of="soldiers", of_status="combatant"),
        make.figure(5.0, of="rebels", of_status="combatant"),
    ])  # fmt: skip
    assert numbers(page([pair])) == (8.0, 8.0, 8.0)
    assert page([pair]).accounts[0].modifier == "sum of parts"
    civil = toll(make, "b", [
        make.figure(3.0, of="civilians", of_status="civilian"),
        make.figure(2.0, of="children", of_age="child"),
    ])  # fmt: skip
    with pytest.raises(AssertionError):
        page([civil])


def test_totals_over_a_time_stand_apart_from_the_event(make):
    event = toll(make, "a", [make.figure(4.0)])
    since = toll(make, "b", [make.figure(300.0, coverage="cumulative")])
    assert numbers(page([event, since])) == (4.0, 4.0, 4.0)
    assert numbers(page([event, since], coverage="cumulative")) == (300.0, 300.0, 300.0)


def test_a_toll_that_grows_is_the_events_and_a_war_total_is_not(make):
    grows = toll(make, "a", [make.figure(14.0, coverage="cumulative")], scope="aggregate",
                 text="The death toll has risen to 14, many killed.")  # fmt: skip
    war = toll(make, "b", [make.figure(300.0, coverage="cumulative")], scope="aggregate",
               text="The toll since January has risen to 300 killed.")  # fmt: skip
    assert page([grows]).coverage == "event"
    assert page([war], coverage="cumulative").best == 300.0


def test_a_side_has_one_name(make):
    adjective, noun = (make.figure(1.0, of="soldiers", of_side=s) for s in ("Belgian", "Belgium"))
    assert group_of(adjective) == group_of(noun) == "soldiers of Belgium"


@pytest.mark.parametrize(
    "change",
    [{"status": "predicted"}, {"status": "threatened"}, {"status": "possible"}],
    ids=lambda c: c["status"],
)
def test_what_is_not_told_as_real_is_no_account(make, change):
    document, statement = toll(make, "a", [make.figure(9.0)], **change)
    assert find_entries([statement], {document.id: document}, {}) == []


def test_relations_by_publication(make):
    pairs = [
        toll(make, "a", [make.figure(9.0)], "2019-03-12"),
        toll(make, "b", [make.figure(9.0)], "2019-03-12"),
        toll(make, "c", [make.figure(12.0)], "2019-03-13"),
        toll(make, "d", [make.figure(20.0)], "2019-03-13"),
        toll(make, "e", [make.figure(21.0)], "2019-03-14",
             text="The toll has risen to 21 killed."),
        toll(make, "f", [make.figure(2.0, words="two more")], "2019-03-15",
             text="Two more people were killed by wounds."),
    ]  # fmt: skip
    figure = page(pairs[::-1], origins=[of_one("a", "c")])
    assert relations(figure) == ["adds", "agrees", "updates", "contradicts", "updates", "adds"]


def test_at_least_ten_agrees_with_twelve(make):
    pairs = [
        toll(make, "a", [make.figure(None, low=10.0, modifier="at least")]),
        toll(make, "b", [make.figure(12.0)], "2019-03-13"),
    ]
    figure = page(pairs)
    assert relations(figure) == ["adds", "agrees"]
    assert numbers(figure) == (10.0, 12.0, None)


def test_a_denied_number_stays_as_an_account_and_moves_nothing(make):
    denied = toll(make, "b", [make.figure(9.0)], "2019-03-13")
    speaker = make.speaker("army", stance="denies")
    document, statement = denied
    denied = (
        document,
        make.statement(
            document, "s-b", figures=statement.figures, speakers=[speaker], denial_of="occurrence"
        ),
    )
    figure = page([toll(make, "a", [make.figure(9.0)]), denied])
    assert numbers(figure) == (9.0, 9.0, 9.0)
    assert relations(figure) == ["adds", "contradicts"]


def test_ucdp_takes_the_latest_of_a_named_origin_and_keeps_the_range(make):
    pairs = [
        toll(make, "a", [make.figure(9.0)], "2019-03-12"),
        toll(make, "b", [make.figure(15.0)], "2019-03-13"),
        toll(make, "c", [make.figure(40.0)], "2019-03-14"),
    ]
    origins = [
        of_one("a", id="o1"),
        of_one("b", name="hospital", id="o2"),
        of_one("c", name=None, anonymous=True, id="o3"),
    ]
    assert numbers(page(pairs, origins=origins)) == (9.0, 15.0, 40.0)


def test_two_numbers_of_one_day_both_stand_and_the_greater_is_taken_for_the_later(make):
    pairs = [toll(make, k, [make.figure(n)]) for k, n in (("a", 59.0), ("b", 46.0))]
    figure = page(pairs, origins=[of_one("a", "b")])
    assert [a.best for a in figure.accounts] == [46.0, 59.0]
    assert numbers(figure) == (46.0, 59.0, 59.0)


def test_ucdp_prefers_a_number_to_an_open_one_and_what_more_origins_give(make):
    open_one = toll(make, "a", [make.figure(None, low=1.0, modifier="at least")])
    five, six, again = (toll(make, k, [make.figure(n)]) for k, n in
                        (("b", 5.0), ("c", 6.0), ("d", 5.0)))  # fmt: skip
    origins = [of_one(k, name=k, id=f"o{k}") for k in "abcd"]
    assert page([open_one, five], origins=origins).best == 5.0
    assert page([five, six, again], origins=origins).best == 5.0
    assert page([five, six], origins=origins).best == 6.0


def test_ucdp_drops_what_its_own_origin_has_replaced(make):
    pairs = [
        toll(make, "a", [make.figure(9.0)], "2019-03-12"),
        toll(make, "b", [make.figure(12.0)], "2019-03-13"),
    ]
    assert numbers(page(pairs, origins=[of_one("a", "b")])) == (12.0, 12.0, 12.0)


def test_acled_takes_the_most_conservative_and_the_codebooks_words(make):
    pairs = [
        toll(make, "a", [make.figure(None, low=24.0, high=100.0, words="Dozens of people")]),
        toll(make, "b", [make.figure(30.0)], "2019-03-13"),
    ]
    assert numbers(page(pairs, rule="acled")) == (12.0, 12.0, 12.0)


@pytest.mark.parametrize(
    ("words", "value"),
    [("tens of people", 10.0), ("dozens", 12.0), ("hundreds of men", 100.0)],
)
def test_acleds_vague_words(make, words, value):
    pair = toll(make, "a", [make.figure(None, low=5.0, high=1000.0, words=words)])
    assert page([pair], rule="acled").best == value


def test_airwars_gives_least_and_most_and_no_best(make):
    pairs = [toll(make, k, [make.figure(n)]) for k, n in (("a", 9.0), ("b", 15.0))]
    assert numbers(page(pairs, rule="airwars")) == (9.0, None, 15.0)


def test_more_dead_raise_the_upper_bound_alone(make):
    pairs = [
        toll(make, "a", [make.figure(9.0)]),
        toll(make, "b", [make.figure(2.0, words="two more")], "2019-03-13",
             text="Two more people were killed."),
    ]  # fmt: skip
    assert numbers(page(pairs)) == (9.0, 9.0, 11.0)


def test_every_rule_says_what_it_does_and_who_wrote_it_down():
    assert set(RULES) == {"ucdp", "acled", "airwars"}
    assert all(r.does and r.citation for r in RULES.values())


def test_order_of_arrival_changes_nothing(make):
    pairs = [
        toll(make, k, [make.figure(n)], d)
        for k, n, d in (("a", 9.0, "2019-03-12"), ("b", 12.0, "2019-03-12"), ("c", 7.0, None))
    ]
    assert page(pairs) == page(pairs[::-1])


@pytest.mark.parametrize(
    ("rule", "everybody"),
    [("ucdp", (11.0, 12.0, None)), ("acled", (11.0, 11.0, 11.0)), ("airwars", (9.0, None, None))],
)
def test_the_example_of_the_page_on_the_ledger(make, rule, everybody):
    children = make.figure(2.0, of="children", of_age="child", modifier="including")
    pairs = [
        toll(make, "a", [make.figure(9.0)], "2019-03-11"),
        toll(make, "b", [make.figure(None, low=11.0, modifier="at least")], "2019-03-12"),
        toll(make, "c", [make.figure(12.0), children], "2019-03-12"),
    ]
    origins = [of_one("a", "c"), of_one("b", name="Kestrel hospital", id="o2")]
    assert numbers(page(pairs, rule=rule, origins=origins)) == everybody
    assert page(pairs, of="children", rule=rule, origins=origins).low == 2.0
