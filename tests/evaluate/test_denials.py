"""The scorer of denials: what counts as a no that became a yes, what crosses, what is right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rashomon.evaluate.denials import Found, crossed, denial_scores, is_asserted, macro_f1, pair
from rashomon.evaluate.marks import Mark
from rashomon.evaluate.reading import Marked
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement

TEXT = "The army denied that it shelled Kestrel, Tomas Brandt said."
SHELLED = {"start": 24, "end": 31, "text": "shelled"}
Make = Callable[..., Statement]


def mark(**changes: Any) -> Mark:
    base = {
        "trigger": SHELLED,
        "kind": "event",
        "type": "ASSAULT",
        "speakers": ["army"],
        "stances": ["denies"],
        "agents": ["army"],
        "status": "occurred",
        "polarity": "+",
        "denial_of": "agency",
        "denied": True,
        "unscored": [],
    }
    return base | changes


def named(name: str) -> Participant:
    return Participant(name=name, mention=Span(0, len(name), name))


@pytest.fixture
def denied(make_statement: Make) -> Statement:
    """The statement that fits the mark in every field."""
    statement = make_statement(text=TEXT, trigger="shelled", evidence="it shelled Kestrel")
    return replace(
        statement,
        agents=(named("army"),),
        speakers=(Speaker(name="army", stance="denies"),),
        denial_of="agency",
    )


def found(statement: Statement | None, *others: Mark, **changes: Any) -> Found:
    return Found(key="d", mark=mark(**changes), statement=statement, others=others)


@pytest.mark.parametrize(
    ("read", "wanted", "asserted"),
    [
        pytest.param({}, {}, False, id="denial-kept"),
        pytest.param({"stance": "doubts"}, {}, False, id="doubted"),
        pytest.param({"stance": "asserts"}, {}, True, id="denier-asserts"),
        pytest.param({"stance": "asserts", "polarity": "-"}, {}, True, id="negated-is-no-denial"),
        pytest.param(
            {"stance": "asserts"}, {"stances": ["asserts"], "polarity": "-"}, True, id="not-lost"
        ),
        pytest.param(
            {"stance": "asserts", "polarity": "-"},
            {"stances": ["asserts"], "polarity": "-"},
            False,
            id="not-kept",
        ),
        pytest.param(
            {"stance": "asserts", "status": "prevented"},
            {"stances": ["asserts"], "polarity": "-"},
            False,
            id="prevented",
        ),
        pytest.param(
            {"stance": "asserts", "status": "possible"},
            {"stances": ["asserts"], "polarity": "-"},
            True,
            id="left-open-where-negated",
        ),
        pytest.param(
            {"stance": "asserts", "status": "possible"},
            {"stances": ["asserts"], "polarity": "-|+"},
            False,
            id="left-open",
        ),
        pytest.param({"stance": "asserts"}, {"denied": False}, False, id="nothing-denied"),
    ],
)
def test_a_no_that_became_a_yes(
    denied: Statement, read: dict[str, str], wanted: Mark, asserted: bool
) -> None:
    stance = read.pop("stance", "denies")
    changes: dict[str, Any] = dict(read)
    told = replace(denied, speakers=(Speaker(name="army", stance=stance),), **changes)
    assert is_asserted(found(told, **wanted)) is asserted


def test_what_was_not_found_is_not_asserted() -> None:
    assert is_asserted(found(None)) is False


def test_an_agent_of_another_speakers_words_crosses(denied: Statement) -> None:
    told = replace(denied, agents=(named("army"), named("Front")))
    other = mark(speakers=["Varga"], agents=["Front"])
    assert crossed(found(told, other)) == ("Front",)
    assert crossed(found(told, mark(agents=["Front"]))) == ()
    assert crossed(found(told, other, unscored=["agents"])) == ()


def test_f1_is_the_mean_over_the_classes_that_are_right_somewhere() -> None:
    assert macro_f1([("a", "a"), ("a", "a"), ("b", "a")]) == pytest.approx((0.8 + 0.0) / 2)
    assert macro_f1([("a", "missed")]) == 0
    assert macro_f1([]) == 0


def test_all_measures_of_a_statement_that_fits_are_full(denied: Statement) -> None:
    document = Document(id="d", key="d", sha256="0" * 64, text=TEXT)
    marked = Marked(document=document, statements=(mark(),), set_aside=())
    scores = denial_scores(pair(marked, [denied]))
    assert scores.pop("asserted") == scores.pop("crossings") == 0
    assert set(scores.values()) == {1.0}


def test_a_missed_statement_lowers_the_measures(denied: Statement) -> None:
    scores = denial_scores([found(denied), found(None)])
    assert scores["found"] == 0.5
    assert scores["polarity"] == pytest.approx(2 / 3)
    assert scores["speaker"] == scores["denial_of"] == 0.5


def test_either_of_two_right_values_is_right(denied: Statement) -> None:
    assert denial_scores([found(denied, status="planned|occurred")])["status"] == 1
    assert denial_scores([found(denied, unscored=["status"], status="planned")])["status"] == 0
