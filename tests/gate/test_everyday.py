"""Everyday news in which nothing political happens: no more events get a type than were measured.

300 sentences of sport, markets, kitchens and gardens, by an author who never saw a rule; each may
use the words of war. Lines with an even number were not looked at while words were blocked.
"""

from pathlib import Path

import pytest

from rashomon.documents.build import document_from_text
from rashomon.lexicon.event_rows import MODES
from rashomon.reading.reader import Reader

SENTENCES = (Path(__file__).parent / "everyday.txt").read_text(encoding="utf-8").splitlines()
MOST = {"odd": 65, "even": 73}
"""Sentences, of 150 a half, in which an event has a type; before the idioms of the odd half were
blocked 83 and 73. Far too many: see docs/why/known-errors.md."""


@pytest.fixture(scope="module")
def typed() -> dict[str, int]:
    reader, found = Reader(), {"odd": 0, "even": 0}
    for number, text in enumerate(SENTENCES):
        statements = reader.read(document_from_text(text, key=f"line-{number}")).statements
        found["odd" if number % 2 else "even"] += any(s.type in MODES for s in statements)
    return found


@pytest.mark.parametrize("half", ["odd", "even"])
def test_no_more_sentences_have_a_typed_event(typed: dict[str, int], half: str) -> None:
    assert typed[half] <= MOST[half]
