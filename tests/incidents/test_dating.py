"""Days that publication lets one derive where no account gives one, and where it does not."""

from typing import Any

import pytest

from rashomon.incidents.build import build_incident
from rashomon.incidents.dating import derived_time

HEADLINE = "Shells kill four at market in Kestrel"


def derive(make: Any, *given: tuple[str, dict[str, Any], dict[str, Any]]) -> Any:
    """Derive from (text, about the document, about the statement), one a document."""
    documents = [make.document(text, str(n), **about) for n, (text, about, _) in enumerate(given)]
    told = [
        make.statement(d, f"s{n}", **({"trigger": "kill"} | given[n][2]))
        for n, d in enumerate(documents)
    ]
    return derived_time(told, {d.id: d for d in documents})


def test_an_undated_headline_is_presumed_to_tell_of_its_day_or_the_day_before(make: Any) -> None:
    found = derive(make, (HEADLINE, {"published": "2019-03-06T08:15:00Z"}, {}))
    assert (found.start, found.end) == ("2019-03-05", "2019-03-06")
    assert (found.rule, found.strength) == ("time.told-as-news", "presumed")
    assert found.statements == ("s0",)
    assert "2019-03-06" in found.reason
    assert "names no time" in found.reason


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        pytest.param("Shells killed four at the market in Kestrel.", {}, id="a-sentence"),
        pytest.param("Kestrel\n\nShells kill four at market", {}, id="below-the-headline"),
        pytest.param("Kestrel remembers shells that kill", {}, id="memory"),
        pytest.param("Two years after truce, shells kill four", {}, id="years-after"),
        pytest.param("Colonel on trial over order to kill four", {}, id="court"),
        pytest.param("Shells kill four in Kestrel on Tuesday", {}, id="names-a-day-unread"),
        pytest.param(HEADLINE, {"scope": "aggregate"}, id="a-sum"),
        pytest.param("shells kill four " * 20, {}, id="a-paragraph"),
    ],
)
def test_what_is_no_fresh_headline_had_happened_by_then(
    make: Any, text: str, changes: dict[str, Any]
) -> None:
    found = derive(make, (text, {"published": "2019-03-06"}, changes))
    assert (found.start, found.end) == (None, "2019-03-06")
    assert (found.rule, found.strength) == ("time.told-by-then", "deduced")


@pytest.mark.parametrize(
    ("about", "changes"),
    [
        pytest.param({"published": None}, {}, id="unpublished"),
        pytest.param(
            {"published": "2019-01-01", "published_precision": "year"}, {}, id="only-a-year"
        ),
        pytest.param({"published": "2019-03"}, {}, id="no-day"),
        pytest.param({}, {"status": "threatened"}, id="only-threatened"),
        pytest.param({}, {"polarity": "-"}, id="said-not-to-be-so"),
    ],
)
def test_nothing_is_derived(make: Any, about: dict[str, Any], changes: dict[str, Any]) -> None:
    assert derive(make, (HEADLINE, about, changes)) is None


def test_a_denial_dates_nothing(make: Any) -> None:
    denier = make.speaker("the army", "Shells", stance="denies")
    assert derive(make, (HEADLINE, {}, {"speakers": (denier,)})) is None


def test_the_first_account_bounds_the_later_ones(make: Any) -> None:
    later = (HEADLINE, {"published": "2019-03-08"}, {})
    first = ("Shells killed four at the market.", {"published": "2019-03-06"}, {})
    found = derive(make, later, first)
    assert (found.start, found.end, found.statements) == (None, "2019-03-06", ("s1",))
    assert derive(make, first, later) != found
    assert derive(make, first, later).end == "2019-03-06"


def test_an_incident_that_an_account_dates_needs_no_derived_days(make: Any) -> None:
    documents = [make.document(HEADLINE, key) for key in "ab"]
    known = {d.id: d for d in documents}
    undated = make.statement(documents[0], "s1", trigger="kill")
    dated = make.statement(documents[1], "s2", trigger="kill", time=make.day("2019-03-11"))
    alone = build_incident([undated], known)
    assert alone.time is None
    assert alone.derived_time is not None
    together = build_incident([undated, dated], known)
    assert together.time == dated.time
    assert together.derived_time is None
