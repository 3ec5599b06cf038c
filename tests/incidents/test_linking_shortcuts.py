"""What spares work in linking decides nothing: it says what the long way says."""

import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from dailies import papers
from invented import readings

from rashomon.incidents.happenings import happenings
from rashomon.incidents.linking import THRESHOLD, Days, link, may_be_one, weigh
from rashomon.incidents.linking_clusters import Node, clusters
from rashomon.incidents.linking_keys import around, keys, near_keys
from rashomon.incidents.linking_slots import Linkable

SOURCES = [*readings(120, towns=6), *(p.reading for p in papers(700))]
TOLD = [unit for r in SOURCES for unit in happenings(r.statements, r.document)]
PAIRS = [p for p in combinations(TOLD, 2) if p[0].document != p[1].document]


def by_all_slots(a: Linkable, b: Linkable) -> float | None:
    """Give the sum of all slots where it joins."""
    total = sum(weigh(a, b).values())
    return round(total, 3) if total >= THRESHOLD else None


def days(told: Linkable) -> Days:
    return Days(told.published, told.since, told.until)


def test_a_pair_is_given_up_only_where_no_slot_could_save_it() -> None:
    found = [(edge.weight if (edge := link(a, b)) else None) for a, b in PAIRS]
    assert found == [by_all_slots(a, b) for a, b in PAIRS]
    assert sum(f is not None for f in found) > 100


def test_days_rule_out_only_what_is_not_joined() -> None:
    apart = [(a, b) for a, b in PAIRS if not may_be_one(days(a), days(b))]
    assert len(apart) > 1000
    assert all(link(a, b) is None for a, b in apart)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        (Days(10, None, None), Days(14, None, None), True),
        (Days(10, None, None), Days(15, None, None), False),
        (Days(10, 3, 9), Days(None, 10, 10), True),
        (Days(10, 3, 9), Days(10, 11, 11), False),
        (Days(10, 3, 9), Days(13, None, None), True),
        (Days(10, 3, 9), Days(14, None, None), False),
        (Days(None, None, None), Days(14, None, None), True),
    ],
)
def test_days_that_allow_a_pair(one: Days, other: Days, may: bool) -> None:
    assert may_be_one(one, other) is may
    assert may_be_one(other, one) is may


def test_near_keys_are_those_around_one() -> None:
    every = sorted({key for told in TOLD for key in keys(told)})
    assert all(near_keys(key) == around([key]) for key in every)
    assert near_keys("*|x") == ("*|x",)
    assert near_keys("-1|x") == ("-1|x", "-2|x", "0|x")


def test_clusters_of_many_small_parts_are_those_of_each_part() -> None:
    parts = [[Node(f"s{n}{i}", (f"s{n}{i}",)) for i in range(n % 4 + 1)] for n in range(12)]
    by_id = {t.id: t for t in TOLD}
    assert len(by_id) == len(TOLD)
    edges = [e for a, b in PAIRS if (e := link(a, b)) is not None]
    nodes = [Node(t.id, t.statements) for t in TOLD]
    alone = [Node(x.id, x.statements) for part in parts for x in part]
    both = clusters([*nodes, *alone], edges)
    assert both == sorted([*clusters(nodes, edges), *((x.id,) for x in alone)])
    assert all(a < b for a, b in pairwise(both))
