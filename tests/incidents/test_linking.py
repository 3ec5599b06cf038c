"""Linking: slots and weights of a pair, happenings of a document, clusters."""

import itertools
from typing import Any

import pytest

from rashomon.incidents.decisions import Decisions, Order, read_decisions
from rashomon.incidents.happenings import happenings
from rashomon.incidents.linking import Edge, link, weigh
from rashomon.incidents.linking_clusters import Node, clusters
from rashomon.incidents.linking_keys import around, keys
from rashomon.incidents.linking_slots import Linkable
from rashomon.incidents.words import deeds_of, numbers_of, skeleton, stem, stems, weight
from rashomon.model.document import Document
from rashomon.model.judgement import Judgement

POINTS = {"Kestrel": (41.2, 7.9), "Dovrin": (41.6, 8.3), "Harrow Bay": (40.8, 7.1)}


@pytest.fixture
def tell(make: Any) -> Any:
    """Make the one happening of a headline: text, place, killed and so on."""

    def told(text: str, key: str, town: str | None = None, **about: Any) -> Linkable:
        published = about.pop("published", "2019-03-12")
        document = make.document(text, key, published=published, outlet=about.pop("outlet", key))
        places = ()
        if town is not None:
            lat, lon = POINTS[town]
            places = (make.place(town, lat=lat, lon=lon, country="XMR", admin1="Northmark"),)
        killed = about.pop("killed", None)
        figures = (make.figure(killed),) if killed is not None else ()
        changes = {"places": places, "figures": figures, "kind": "event", "type": "ASSAULT"}
        [found] = happenings([make.statement(document, key, **(changes | about))], document)
        return found

    return told


def test_two_outlets_tell_of_one_shelling(tell: Any) -> None:
    one = tell("Shells kill 12 in market of Kestrel", "a", "Kestrel", killed=12)
    other = tell("Twelve dead as mortar fire hits Kestrel market", "b", "Kestrel", killed=12)
    edge = link(one, other)
    assert edge is not None
    assert edge == link(other, one)
    assert {part.split()[0] for part in edge.why.split(", ")} >= {"time", "place", "count", "means"}


@pytest.mark.parametrize(
    "about",
    [
        pytest.param({"town": "Dovrin"}, id="another-town"),
        pytest.param({"published": "2019-03-20"}, id="another-week"),
        pytest.param({"killed": 2}, id="another-count"),
        pytest.param({"type": "CONSULT", "killed": None, "text": "Talks in Kestrel"}, id="talks"),
    ],
)
def test_what_differs_in_a_slot_is_another_happening(tell: Any, about: dict[str, Any]) -> None:
    given = {"text": "Gunmen fire on bus", "town": "Kestrel", "killed": 12} | about
    one = tell("Shells kill 12 in market", "a", "Kestrel", killed=12)
    assert link(one, tell(given.pop("text"), "b", given.pop("town"), **given)) is None


def test_the_day_that_the_text_gives_goes_before_the_day_of_report(make: Any, tell: Any) -> None:
    text = "Shells kill 12 in market of Kestrel"
    day = tell(text, "a", "Kestrel", killed=12, time=make.day("2019-03-08"), published="2019-03-12")
    late = tell(text, "b", "Kestrel", killed=12, published="2019-03-09")
    other = tell(text, "c", "Kestrel", killed=12, time=make.day("2019-03-12"))
    assert link(day, late) is not None
    assert link(day, other) is None


def test_a_vague_count_fits_what_lies_within_it(make: Any, tell: Any) -> None:
    vague = make.figure(None, low=24, high=100, words="dozens")
    one = tell("Dozens die", "a", "Kestrel", figures=(vague,))
    weights = [weigh(one, tell("Die", "b", "Kestrel", killed=n))["count"] for n in (40, 4)]
    assert weights[0] > 0 > weights[1]


def test_plans_and_denied_contents_are_no_accounts(make: Any) -> None:
    document = make.document("The Front will shell Kestrel.")
    for change in ({"status": "planned"}, {"polarity": "-"}, {"kind": "assessment"}):
        statement = make.statement(document, "a", **({"kind": "event", "type": "ASSAULT"} | change))
        assert happenings([statement], document) == []


def test_a_denial_is_an_account_of_what_it_denies(make: Any) -> None:
    document = make.document("Varga denied that the army shelled Kestrel.")
    speaker = make.speaker("Ilse Varga", stance="denies")
    statement = make.statement(document, "a", kind="event", type="ASSAULT", speakers=(speaker,))
    assert len(happenings([statement], document)) == 1


def test_one_sentence_on_two_towns_is_two_happenings(make: Any) -> None:
    document = make.document("Shells hit Kestrel and a bomb killed two in Dovrin.")
    one = make.statement(
        document, "a", kind="event", type="ASSAULT", trigger="hit",
        places=(make.place("Kestrel", lat=41.2, lon=7.9),),
    )  # fmt: skip
    other = make.statement(
        document, "b", kind="event", type="ASSAULT", trigger="killed",
        places=(make.place("Dovrin", lat=41.6, lon=8.3),), figures=(make.figure(2),),
    )  # fmt: skip
    third = make.statement(document, "c", kind="event", type="ASSAULT", trigger="bomb")
    found = happenings([other, one, third], document)
    assert [len(h.statements) for h in found] == [1, 2]
    assert found == happenings([third, one, other], document)


def test_swapping_the_sides_changes_no_weight(make: Any, tell: Any) -> None:
    army = make.actor("The army", id="org:army", country="XMR", code="XMRMIL")
    front = make.actor("The Front", id="group:front", country="XMR", code="XMRREB")
    for first, second in ((army, front), (front, army)):
        one = tell("Clash in Kestrel", "a", "Kestrel", agents=(first,), targets=(second,))
        other = tell("Fighting near Kestrel", "b", "Kestrel", agents=(first,), targets=())
        assert weigh(one, other)["sides"] == 0.8


# --- blocking ------------------------------------------------------------------------------


def test_what_is_linked_shares_a_key(tell: Any) -> None:
    one = tell("Shells kill 12 in market of Kestrel", "a", "Kestrel", killed=12)
    other = tell("Twelve dead in Kestrel", "b", "Kestrel", killed=12, published="2019-03-16")
    assert set(keys(one)) & set(around(keys(other)))
    assert set(keys(other)) & set(around(keys(one)))


def test_another_month_and_town_share_no_key(tell: Any) -> None:
    one = tell("Shells kill 12 in market of Kestrel", "a", "Kestrel", killed=12)
    assert keys(one) == tuple(sorted(set(keys(one))))
    assert not set(keys(one)) & set(
        keys(tell("Bomb in Dovrin", "b", "Dovrin", published="2019-05-12"))
    )


# --- clusters ------------------------------------------------------------------------------


def nodes(*ids: str) -> list[Node]:
    return [Node(i, (i,)) for i in ids]


def test_a_chain_falls_apart_where_its_ends_do_not_fit() -> None:
    chain = [Edge(a, b, 2.3, "") for a, b in itertools.pairwise(("s1", "s2", "s3", "s4"))]
    assert clusters(nodes("s1", "s2", "s3", "s4"), chain) == [("s1", "s2"), ("s3", "s4")]


def test_clusters_are_the_same_for_any_order() -> None:
    ids = ("s1", "s2", "s3", "s4")
    edges = [
        Edge("s1", "s2", 4.0, ""), Edge("s2", "s3", 4.0, ""), Edge("s1", "s3", 2.1, ""),
        Edge("s3", "s4", 3.0, ""),
    ]  # fmt: skip
    wanted = clusters(nodes(*ids), edges)
    for order in itertools.permutations(ids):
        for some in itertools.permutations(edges):
            assert clusters(nodes(*order), some) == wanted


def order(action: str, *inside: str, outside: tuple[str, ...] | None = None) -> Order:
    apart = None if outside is None else frozenset(outside)
    return Order(action, frozenset(inside), apart, "i1" if action == "pin" else None)


@pytest.mark.parametrize(
    ("orders", "wanted"),
    [
        pytest.param([], [("s1", "s2"), ("s3",)], id="nobody-decided"),
        pytest.param([order("merge", "s1", "s3")], [("s1", "s2", "s3")], id="merge"),
        pytest.param(
            [order("split", "s2", outside=("s1",))], [("s1",), ("s2",), ("s3",)], id="split"
        ),
        pytest.param(
            [order("merge", "s1", "s3"), order("split", "s3", outside=("s1", "s2"))],
            [("s1", "s2"), ("s3",)],
            id="the-later-decision-prevails",
        ),
        pytest.param(
            [order("split", "s3", outside=("s1", "s2")), order("merge", "s1", "s3")],
            [("s1", "s3"), ("s2",)],
            id="a-merge-keeps-the-rest-of-a-split",
        ),
        pytest.param([order("pin", "s1")], [("s1",), ("s2",), ("s3",)], id="pin"),
    ],
)
def test_people_decide_over_the_machine(orders: list[Order], wanted: list[tuple[str, ...]]) -> None:
    edges = [Edge("s1", "s2", 9.0, "")]
    assert clusters(nodes("s1", "s2", "s3"), edges, Decisions(tuple(orders))) == wanted


def test_a_split_may_cut_one_telling() -> None:
    whole = [Node("s1", ("s1", "s2"))]
    decisions = Decisions((order("split", "s2", outside=("s1",)),))
    assert clusters(whole, [], decisions) == [("s1",), ("s2",)]


def test_decisions_are_read_with_what_they_were_about() -> None:
    made = Judgement(
        id="j1", at="", who="M. Oslan", action="split", subjects=("s1",),
        value='{"statements": ["s1"], "apart_from": ["s2"]}',
    )  # fmt: skip
    undone = Judgement(
        id="j2", at="", who="M. Oslan", action="merge", subjects=("s1", "s9"), undone_by="j3"
    )
    assert read_decisions([made, undone]).orders == (
        Order("split", frozenset({"s1"}), frozenset({"s2"}), None),
    )


# --- words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [("shelling", "shells"), ("bombing", "bombs"), ("clashes", "clash"), ("cities", "city")],
)
def test_stems_of_one_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_names_are_told_by_their_consonants() -> None:
    assert skeleton("kestrel") == skeleton("kestril")
    assert skeleton("dovrin") != skeleton("dovrel")


def test_what_all_reports_say_tells_little() -> None:
    assert (
        weight(stem("killed")) < weight(stem("shells")) < weight("cemetery") < weight("ostryford")
    )


def test_clear_words_for_means_stand_apart_from_unclear_ones() -> None:
    clear, possible = deeds_of(list(stems("Warplanes raid Dovrin with missiles")))
    assert clear == {"air"}
    assert "shell" in possible


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Twelve dead, 1,200 flee", {12, 1200}),
        ("in 2019 at 10:30 on 3/4", set()),
        ("T-72 and forty men", {40}),
    ],
)
def test_numbers_without_years_and_times(text: str, wanted: set[int]) -> None:
    assert numbers_of(text) == wanted


def test_a_document_without_statements_has_no_happenings() -> None:
    assert happenings([], Document(id="d", key="d", sha256="", text="")) == []
