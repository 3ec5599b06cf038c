"""The form of the file of closed word lists."""

import re
from pathlib import Path

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.words import WordList, read_words, word_list

GOOD = """schema = 1
language = "en"
[[list]]
id = "did.rounds"
words = ["round", "wave"]
why = "They count events."
match = ["A [round] of talks."]
reject = ["A [house] of stone."]
"""


def read(tmp_path: Path, text: str) -> dict[str, WordList]:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    return read_words(path)


def test_a_good_file_loads(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD)["did.rounds"].words == {"round", "wave"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("why", "because", "unknown or missing ['because', 'why']"),
        ('language = "en"', "", "unknown or missing ['language']"),
        ('["round", "wave"]', "[]", "words is empty or says something twice"),
        ('"wave"]', '"round"]', "words is empty or says something twice"),
        ('"wave"]', '"Wave"]', "not one word in lower case: ['Wave']"),
        ('"wave"]', '"big wave"]', "not one word in lower case: ['big wave']"),
        ('"They count events."', '" "', "says no why"),
        ('"did.rounds"', '"Rounds"', "an id is lower-case words with a dot between"),
        ('["A [round] of talks."]', "[]", "match is empty or says something twice"),
        ('["A [house] of stone."]', "[]", "reject is empty or says something twice"),
        ("A [round] of", "A round of", "an example marks one word in [..]"),
        ("A [round] of", "A [round] [of]", "an example marks one word in [..]"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(RuleFileError, match=re.escape(problem)):
        read(tmp_path, GOOD.replace(old, new, 1))


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="id used twice"):
        read(tmp_path, GOOD + GOOD.split('"en"\n')[1])


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RuleFileError, match=r"words\.toml \[did\.none\]: no such list"):
        word_list("did.none")
