"""The closed lists behind the repairs, checked as they are loaded.

The lists live in ``lexicon/en/repair.toml``, ``casing.toml`` and ``lower_words.txt``.
"""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

from rashomon.errors import RuleFileError

KEYS: Final = {
    "repair.toml": ("sentence_openers", "saying", "editor_marks"),
    "casing.toml": (
        "acronyms",
        "titles",
        "short_titles",
        "short_lower",
        "name_tails",
        "particles",
        "heads",
        "capitals",
        "months_or_words",
        "small",
        "phrases",
    ),
}


@cache
def load_lists(name: str) -> dict[str, frozenset[str]]:
    """Load one list file of the English lexicon.

    Args:
        name: ``repair.toml`` or ``casing.toml``.

    Raises:
        RuleFileError: A list is missing, unknown or empty, or a word is not NFC.
    """
    text = files("rashomon.lexicon").joinpath("en", name).read_text(encoding="utf-8")
    return check_lists(name, tomllib.loads(text))


def check_lists(name: str, table: dict[str, object]) -> dict[str, frozenset[str]]:
    """Refuse a table that is not exactly the lists that its file must hold.

    Raises:
        RuleFileError: With the first thing that is wrong.
    """
    wanted = KEYS[name]
    odd = sorted(set(table) ^ set(wanted))
    if odd:
        raise RuleFileError(name, None, f"unknown or missing {odd}")
    lists = {}
    for key in wanted:
        words = table[key]
        if not isinstance(words, list) or not words or not all(words):
            raise RuleFileError(name, key, "must be a list of words, not empty")
        bad = [w for w in words if not isinstance(w, str) or unicodedata.normalize("NFC", w) != w]
        if bad:
            raise RuleFileError(name, key, f"not text in NFC: {bad}")
        lists[key] = frozenset(words)
    return lists


@cache
def load_lower_words() -> frozenset[str]:
    """Load the words that running English writes in lower case."""
    path = files("rashomon.lexicon").joinpath("en", "lower_words.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
