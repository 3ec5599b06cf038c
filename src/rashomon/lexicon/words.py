"""Closed lists of words that single questions ask for, read from files of ``en``.

``words.toml`` serves the layers, ``muc.toml`` what becomes a template.
"*Half* of the garrison fled": is "half" a part of something? A list answers; what follows from the
answer stands in the layer that asks, and each example of a list shows it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import check_lists, read_toml

PATH: Final = Path(__file__).parent / "en" / "words.toml"
INCIDENTS: Final = PATH.with_name("muc.toml")
KEYS: Final = frozenset({"id", "words", "why", "match", "reject"})
MARKED: Final = re.compile(r"\[[^\[\]\s]+\]")
ID: Final = re.compile(r"[a-z]+(\.[a-z]+(-[a-z]+)*)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words that one question asks for.

    Attributes:
        id: Stable id: the layer or module that asks, a dot, what is asked for.
        words: Lemmas or forms, as the head of the file's part says, in lower case.
        why: What the words have in common and what a layer does with them.
        match: Sentences; ``[..]`` is the word at which the layer's question has the answer yes.
        reject: Sentences in which the same question at ``[..]`` has the answer no.
    """

    id: str
    words: frozenset[str]
    why: str
    match: tuple[str, ...]
    reject: tuple[str, ...]


def word_list(list_id: str, path: Path = PATH) -> frozenset[str]:
    """Give the words of a list of a bundled English file.

    Args:
        list_id: Id of the list: ``"clause.will"``.
        path: The file.

    Raises:
        RuleFileError: There is no such list, or the file is broken.
    """
    found = load_words(path).get(list_id)
    if found is None:
        raise RuleFileError(path.name, list_id, "no such list")
    return found.words


def load_words(path: Path = PATH) -> dict[str, WordList]:
    """Load a bundled English file, by id, once per process."""
    return _loaded(path)


@lru_cache(maxsize=2)
def _loaded(path: Path) -> dict[str, WordList]:
    return read_words(path)


def read_words(path: Path) -> dict[str, WordList]:
    """Read and check one file.

    Returns:
        The lists by id, in the order of the file.

    Raises:
        RuleFileError: A key is missing or unknown, an id stands twice, a list is empty or says a
            word twice, a word is not in lower case, or an example does not mark one word.
    """
    data = read_toml(path)
    if wrong := sorted(data.keys() ^ {"schema", "language", "list"}):
        raise RuleFileError(path.name, None, f"unknown or missing {wrong}")
    found: dict[str, WordList] = {}
    for raw in data["list"]:
        one = _list(path.name, raw)
        if one.id in found:
            raise RuleFileError(path.name, one.id, "id used twice")
        found[one.id] = one
    return found


def _list(path: str, raw: dict[str, Any]) -> WordList:
    list_id = str(raw.get("id", "?"))
    if wrong := sorted(raw.keys() ^ KEYS):
        raise RuleFileError(path, list_id, f"unknown or missing {wrong}")
    if not ID.fullmatch(list_id):
        raise RuleFileError(path, list_id, "an id is lower-case words with a dot between")
    check_lists(path, list_id, raw, ("words", "match", "reject"))
    if wrong := [w for w in raw["words"] if w != w.casefold() or not w or " " in w]:
        raise RuleFileError(path, list_id, f"not one word in lower case: {wrong}")
    if not raw["why"].strip():
        raise RuleFileError(path, list_id, "says no why")
    if wrong := [e for e in (*raw["match"], *raw["reject"]) if len(MARKED.findall(e)) != 1]:
        raise RuleFileError(path, list_id, f"an example marks one word in [..]: {wrong}")
    return WordList(
        id=list_id,
        words=frozenset(raw["words"]),
        why=raw["why"],
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )
