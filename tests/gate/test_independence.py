"""Pairs of invented reports: does one origin stand behind both? Read by the real reader.

``independence.jsonl`` was labelled before the rules were tuned, and split into two halves; errors
were looked at in the half ``tune`` alone. "Same" must be right and found nine times in ten in
each half.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from rashomon.documents.build import document_from_text
from rashomon.incidents.copies import find_copies
from rashomon.incidents.origins import origins, verdict
from rashomon.reading.reader import Reader

PAIRS = Path(__file__).with_name("independence.jsonl")
HALVES = ("tune", "held-out")
FLOOR = 0.90
UNCLEAR_FLOOR = 0.85
HARM = {"killed", "injured", "abducted", "missing"}


def load_pairs():
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def of_the_event(statements):
    """Leave out what a short report tells beside its event."""
    counted = [s for s in statements if any(f.measure in HARM for f in s.figures)]
    return counted or [s for s in statements if s.type == "ASSAULT"] or list(statements)


def judge(reader, pair):
    documents = [
        document_from_text(
            pair[side]["text"], key=f"{pair['id']}-{side}", outlet=pair[side]["outlet"],
            published="2021-05-14",
        )
        for side in "ab"
    ]  # fmt: skip
    told = [of_the_event(reader.read(document).statements) for document in documents]
    found, _ = origins(
        {d.id: d for d in documents}, [s for side in told for s in side], find_copies(documents)
    )
    return verdict(*([s.id for s in side] for side in told), found)


@pytest.fixture(scope="module")
def tables():
    reader = Reader()
    found = {half: Counter() for half in HALVES}
    for pair in load_pairs():
        found[pair["half"]][pair["verdict"], judge(reader, pair)] += 1
    return found


def rates(table, verdict="same"):
    """Precision and recall of one verdict."""
    right = table[verdict, verdict]
    given = sum(n for (_, told), n in table.items() if told == verdict)
    asked = sum(n for (gold, _), n in table.items() if gold == verdict)
    return right / given, right / asked


def test_the_pairs_are_many_varied_and_split():
    pairs = load_pairs()
    assert len(pairs) >= 160
    assert len({p["id"] for p in pairs}) == len(pairs)
    by_verdict = Counter((p["half"], p["verdict"]) for p in pairs)
    assert min(by_verdict.values()) >= 15
    assert len({p["kind"] for p in pairs}) >= 60


@pytest.mark.parametrize("half", HALVES)
def test_one_origin_is_found_and_not_made_up(tables, half):
    precision, recall = rates(tables[half])
    assert precision >= FLOOR, tables[half]
    assert recall >= FLOOR, tables[half]


@pytest.mark.parametrize("half", HALVES)
def test_nameless_voices_are_left_open(tables, half):
    precision, recall = rates(tables[half], "unclear")
    assert precision >= UNCLEAR_FLOOR, tables[half]
    assert recall >= UNCLEAR_FLOOR, tables[half]
