"""The scorer of readings: what matches, what counts, and how noisy a measure is."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rashomon.errors import InputError
from rashomon.evaluate.marks import Mark, compare, is_named, same_figure, words_of
from rashomon.evaluate.reading import Counts, Marked, count, load_marked, noise, scores
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import EventTime

TEXT = "The army shelled Kestrel on Monday, Tomas Brandt said."
SHELLED = {"start": 9, "end": 16, "text": "shelled"}
Make = Callable[..., Statement]


def mark(**changes: Any) -> Mark:
    base = {
        "trigger": SHELLED,
        "kind": "event",
        "type": "ASSAULT",
        "speakers": ["Tomas Brandt|Brandt"],
        "agents": ["army"],
        "targets": ["Kestrel"],
        "date": None,
        "places": [],
        "figures": [],
        "status": "occurred",
        "polarity": "+",
    }
    return base | changes


@pytest.fixture
def told(make_statement: Make) -> Statement:
    """The statement that fits the mark in every field."""
    statement = make_statement(text=TEXT, trigger="shelled", evidence="The army shelled Kestrel")
    return replace(statement, agents=(named("Marennan army"),), targets=(named("Kestrel"),))


def named(name: str) -> Participant:
    return Participant(name=name, mention=Span(0, len(name), name))


def marked(*marks: Mark, aside: tuple[tuple[int, int], ...] = ()) -> Marked:
    document = Document(id="d", key="d", sha256="0" * 64, text=TEXT)
    return Marked(document=document, statements=marks, set_aside=aside)


def test_a_statement_that_fits_is_right_in_every_field(told: Statement) -> None:
    assert all(compare(mark(), told).values())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"kind": "state"}, "kind", id="kind"),
        pytest.param({"type": "COERCE"}, "type", id="type"),
        pytest.param({"speakers": ["Sand"]}, "speaker", id="speaker"),
        pytest.param({"speakers": ["Varga", "Brandt"]}, "chain", id="chain"),
        pytest.param({"speakers": []}, "speaker", id="author"),
        pytest.param({"agents": ["Front"]}, "agents", id="agent"),
        pytest.param({"agents": []}, "agents", id="agent-too-many"),
        pytest.param({"targets": ["Kestrel", "Dovrin"]}, "targets", id="target-missing"),
        pytest.param({"status": "planned"}, "status", id="status"),
        pytest.param({"polarity": "-"}, "polarity", id="polarity"),
        pytest.param({"date": ["2019-03-11", "2019-03-11"]}, "date", id="date-missing"),
        pytest.param({"places": ["Kestrel"]}, "place", id="place-missing"),
        pytest.param({"figures": [{"low": 9, "best": 9, "high": 9}]}, "figures", id="figure"),
    ],
)
def test_each_field_can_be_wrong(told: Statement, change: Mark, field: str) -> None:
    assert compare(mark(**change), told)[field] is False


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": "state|event"}, id="either-kind"),
        pytest.param({"agents": ["army", "?Front"]}, id="optional-agent"),
        pytest.param({"agents": ["Front"], "unscored": ["agents"]}, id="unscored"),
        pytest.param({"speakers": [], "unscored": ["speakers"]}, id="unscored-speakers"),
        pytest.param({"status": "planned|occurred"}, id="either-status"),
        pytest.param({"figures": [{"best": 9, "optional": True}]}, id="optional-figure"),
    ],
)
def test_what_readers_would_differ_on_is_right_either_way(told: Statement, change: Mark) -> None:
    assert all(compare(mark(**change), told).values())


def test_an_invented_date_and_an_invented_figure_are_wrong(told: Statement) -> None:
    when = EventTime(
        start="2019-03-11", end="2019-03-11", precision="day", mention=Span(0, 3, "The"), reason=""
    )
    nine = Figure(mention=Span(0, 3, "The"), low=9, best=9, high=9)
    verdicts = compare(mark(), replace(told, time=when, figures=(nine,)))
    assert (verdicts["date"], verdicts["figures"]) == (False, False)


def test_parties_to_talks_are_one_set(told: Statement) -> None:
    talks = mark(type="CONSULT", agents=["army", "Kestrel"], targets=[])
    assert compare(talks, replace(told, type="CONSULT"))["agents"] is True


def test_a_chain_is_compared_in_order(told: Statement) -> None:
    said = replace(told, speakers=(Speaker(name="Varga"), Speaker(name="Tomas Brandt")))
    assert compare(mark(speakers=["Varga", "Brandt"]), said)["chain"] is True
    assert compare(mark(speakers=["Brandt", "Varga"]), said)["chain"] is False


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("The rebels of Ostry", {"rebel", "ostry"}, id="articles-and-plural"),
        pytest.param("Reik\u2019s envoys", {"reik", "envoy"}, id="possessive"),
        pytest.param("S\u00e3o Vito", {"sao", "vito"}, id="accents"),
    ],
)
def test_names_are_compared_by_their_words(name: str, words: set[str]) -> None:
    assert words_of(name) == words


def test_a_name_matches_where_one_holds_the_other() -> None:
    assert is_named("army", named("the Marennan army"))
    assert not is_named("navy", named("the Marennan army"))
    assert not is_named("of the", named("the Marennan army"))


def test_open_bounds_are_compared_where_no_number_is_best() -> None:
    least = Figure(mention=Span(0, 3, "The"), low=30)
    assert same_figure({"low": 30, "best": None, "high": None}, least)
    assert not same_figure({"low": 20, "best": None, "high": None}, least)
    assert not same_figure({"low": None, "best": None, "high": None}, least)


def test_a_match_by_its_trigger_counts_once(told: Statement) -> None:
    found = count(marked(mark()), [told, told])
    assert (found.marked, found.given, found.matched, found.whole) == (1, 2, 1, 1)


def test_another_word_of_the_mark_matches_too(told: Statement) -> None:
    army = {"start": 4, "end": 8, "text": "army"}
    found = count(marked(mark(trigger=army, alternates=[SHELLED])), [told])
    assert found.matched == 1


def test_the_marks_own_trigger_comes_before_its_other_words(
    told: Statement, make_statement: Make
) -> None:
    other = make_statement(text=TEXT, trigger="army", evidence="The army shelled Kestrel")
    army = {"start": 4, "end": 8, "text": "army"}
    found = count(marked(mark(alternates=[army])), [other, told])
    assert found.whole == 1


def test_what_touches_a_passage_set_aside_counts_neither_way(told: Statement) -> None:
    assert count(marked(), [told]).given == 1
    assert count(marked(aside=((9, 16),)), [told]).given == 0


def test_scores_are_shares_of_what_was_found() -> None:
    rows = [
        Counts(marked=4, given=4, matched=2, whole=1, fields={"speaker": (1, 2), "status": (2, 2)})
    ]
    assert scores(rows) == {"detection": 0.5, "speaker": 0.5, "status": 1.0, "whole": 0.25}
    assert scores([]) == {"detection": 0, "speaker": 0, "status": 0, "whole": 0}


def test_documents_that_are_alike_have_no_noise() -> None:
    row = Counts(marked=4, given=4, matched=2, whole=1, fields={"speaker": (1, 2)})
    other = replace(row, matched=4)
    assert noise([row, row])["detection"] == 0
    assert noise([row, other])["detection"] == noise([row, other])["detection"] > 0.1


def test_a_mark_that_does_not_fit_its_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "marked.jsonl"
    wrong = mark(trigger=SHELLED | {"text": "bombed"})
    path.write_text(json.dumps({"id": "d", "text": TEXT, "gold": {"statements": [wrong]}}))
    with pytest.raises(InputError, match="a mark says 'bombed'"):
        load_marked(path, lambda r: Document(id="d", key="d", sha256="", text=r["text"]))
