"""Tables behind the words of linking: what breaks their form is refused with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.errors import RuleFileError
from rashomon.incidents import words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the lexicon's."""
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "table", "load", "problem"),
    [
        pytest.param(
            "deeds.tsv", "mortar\tshell\nmortars\tair\n", words.load_deeds.__wrapped__,
            "deeds.tsv [3]: 'mortars' stands twice", id="one-word-two-readings",
        ),
        pytest.param(
            "deeds.tsv", "mortar\tthunder\n", words.load_deeds.__wrapped__,
            "deeds.tsv [2]: kinds must be among", id="unknown-kind",
        ),
        pytest.param(
            "deeds.tsv", "mortar shell\n", words.load_deeds.__wrapped__,
            "deeds.tsv [2]: kinds must be among", id="no-tab",
        ),
        pytest.param(
            "rarity.tsv", "ford\t1200\nford\t1300\n", words.load_rarity.__wrapped__,
            "rarity.tsv [3]: write stem TAB hundredths", id="a-stem-twice",
        ),
        pytest.param(
            "rarity.tsv", "ford\trare\n", words.load_rarity.__wrapped__,
            "rarity.tsv [2]: write stem TAB hundredths", id="no-number",
        ),
    ],
)  # fmt: skip
def test_a_bad_table_is_refused(
    folder: Path, name: str, table: str, load: Callable[[], object], problem: str
) -> None:
    (folder / name).write_text(f"stem\tvalue\n{table}", encoding="utf-8")
    with pytest.raises(RuleFileError) as refused:
        load()
    assert problem in str(refused.value)


def test_the_shipped_tables_hold() -> None:
    assert words.load_deeds()[words.stem("shelling")] == {"shell"}
    assert words.load_rarity()["market"] < words.load_rarity()["cemetery"]
    assert words.stem("killed") in words.load_plain()


def test_a_states_name_is_no_rare_word() -> None:
    assert words.weight(words.stem("valdorian")) == words.UNKNOWN
    assert words.weight(words.stem("icelandic")) == words.PLAIN
