"""Relations of marked pairs: which event answers, and what a future or denied act counts as."""

import json
from pathlib import Path

import pytest

from rashomon.evaluate.pairs import Pair, count_halves, count_pair, folded, load_pairs
from rashomon.model.actor import Participant
from rashomon.model.event import EventMention
from rashomon.model.span import Span

TEXT = "Valdoria condemned the Front and met the union."


def party(words: str) -> Participant:
    at = TEXT.index(words)
    return Participant(name=words, mention=Span(at, at + len(words), words))


def event(word: str, kind: str | None, status: str = "occurred", **fields: object) -> EventMention:
    at = TEXT.index(word)
    span = Span(at, at + len(word), word)
    return EventMention(
        id=word,
        trigger=span,
        evidence=span,
        type=kind,
        status=status,
        **fields,  # type: ignore[arg-type]
    )


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    at = TEXT.index("Front")
    row = {"id": "pair-001", "text": TEXT, "source": [0, 8], "target": [at, at + 5]}
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(row | {"types": ["ACCUSE"]}) + "\n", encoding="utf-8")
    (found,) = load_pairs(path)
    return found


def test_the_event_of_the_pair_answers(pair: Pair) -> None:
    own = event("condemned", "ACCUSE", agents=(party("Valdoria"),), targets=(party("Front"),))
    other = event("met", "CONSULT", agents=(party("Valdoria"),), targets=(party("union"),))
    assert count_pair(pair, [other, own]) == {"answered": 1, "right": 1}


def test_a_wrong_type_answers_and_is_not_right(pair: Pair) -> None:
    wrong = event("condemned", "SUPPORT", agents=(party("Valdoria"),), targets=(party("Front"),))
    assert count_pair(pair, [wrong]) == {"answered": 1, "right": 0}


def test_what_is_real_answers_before_what_is_not(pair: Pair) -> None:
    ends = {"agents": (party("Valdoria"),), "targets": (party("Front"),)}
    planned = event("met", "CONSULT", "planned", score=0.9, **ends)
    real = event("condemned", "ACCUSE", score=0.5, **ends)
    assert count_pair(pair, [planned, real])["right"] == 1


def test_no_event_of_the_pair_and_no_type_is_no_answer(pair: Pair) -> None:
    untyped = event("condemned", None, agents=(party("Valdoria"),), targets=(party("Front"),))
    apart = event("met", "ACCUSE", agents=(party("union"),), targets=(party("Front"),))
    assert not count_pair(pair, [untyped, apart])


def test_halves_go_by_the_number(pair: Pair) -> None:
    own = event("condemned", "ACCUSE", agents=(party("Valdoria"),), targets=(party("Front"),))
    counted = count_halves([pair], lambda _: [own])
    assert counted == {"odd": {"answered": 1, "right": 1}, "even": {}}


@pytest.mark.parametrize(
    ("kind", "status", "polarity", "wanted"),
    [
        ("AID", "occurred", "+", "AID"),
        ("AID", "planned", "+", "AGREE"),
        ("RETREAT", "planned", "+", "CONCEDE"),
        ("ASSAULT", "threatened", "+", "THREATEN"),
        ("ACCUSE", "planned", "+", "ACCUSE"),
        ("AID", "occurred", "-", "SANCTION"),
        ("CONSULT", "occurred", "-", "REJECT"),
        ("AID", "planned", "-", "REJECT"),
        ("ASSAULT", "occurred", "-", "RETREAT"),
        ("ACCUSE", "occurred", "-", "AGREE"),
        (None, "occurred", "+", None),
    ],
)
def test_future_and_negated_acts(kind: str, status: str, polarity: str, wanted: str) -> None:
    assert folded(event("condemned", kind, status, polarity=polarity)) == wanted
