"""The loader of word lists refuses what it can't mean."""

import pytest

from rashomon.documents.repair_lists import KEYS, check_lists, load_lists, load_lower_words
from rashomon.errors import RuleFileError

GOOD: dict[str, object] = {
    "sentence_openers": ["The"],
    "saying": ["said"],
    "editor_marks": ["text"],
}


@pytest.mark.parametrize("name", sorted(KEYS))
def test_shipped_lists_load(name: str) -> None:
    assert all(load_lists(name).values())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"colour": ["red"]}, r"unknown or missing \['colour'\]", id="unknown-list"),
        pytest.param({"saying": []}, "not empty", id="empty-list"),
        pytest.param({"saying": [""]}, "not empty", id="empty-word"),
        pytest.param({"saying": ["cafe\u0301"]}, "not text in NFC", id="not-nfc"),
        pytest.param({"saying": [1]}, "not text in NFC", id="not-text"),
    ],
)
def test_bad_lists_are_refused(change: dict[str, object], problem: str) -> None:
    with pytest.raises(RuleFileError, match=problem):
        check_lists("repair.toml", GOOD | change)


def test_lower_words_hold_words_and_no_names() -> None:
    words = load_lower_words()
    assert {"army", "shelled", "guerrillas", "the"} <= words
    assert not {"monday", "salvador", "bush"} & words
    assert all(word == word.lower() for word in words)
