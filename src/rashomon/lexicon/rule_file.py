"""Reading a file of rules: UTF-8, one normal form, TOML; what is wrong is said with its file."""

import tomllib
import unicodedata
from collections.abc import Iterable, Set
from pathlib import Path
from typing import Any

from rashomon.errors import RuleFileError


def read_text(path: Path) -> str:
    """Read a file of rules as text.

    Raises:
        RuleFileError: It can't be read, or is not UTF-8 in Unicode normal form C.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(path.name, None, f"can't be read ({error})") from error
    if not unicodedata.is_normalized("NFC", text):
        raise RuleFileError(path.name, None, "text is not in Unicode normal form C")
    return text


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file of rules.

    Raises:
        RuleFileError: As `read_text`; or it is no TOML, with the place.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(path.name, None, f"not TOML: {error}") from error


def checked_id(
    path: str,
    raw: dict[str, Any],
    keys: Set[str],
    seen: set[str],
    optional: Set[str] = frozenset(),
) -> str:
    """Give the id of a rule whose keys are these and no others.

    Args:
        path: Name of the file, for errors.
        raw: The rule as it was read.
        keys: The keys that it must have.
        seen: Ids of the rules before it; grows.
        optional: The keys that it may have besides.

    Raises:
        RuleFileError: Keys are missing or unknown, or the id stands twice.
    """
    rule_id = str(raw.get("id", "?"))
    if wrong := (keys - raw.keys()) | (raw.keys() - keys - optional):
        raise RuleFileError(path, rule_id, f"keys differ: {sorted(wrong)}")
    if rule_id in seen:
        raise RuleFileError(path, rule_id, "id used twice")
    seen.add(rule_id)
    return rule_id


def check_lists(path: str, rule_id: str, raw: dict[str, Any], keys: Iterable[str]) -> None:
    """Refuse lists of a rule that are empty, hold something empty or say something twice.

    Raises:
        RuleFileError: With the key of the first such list.
    """
    for key in keys:
        if not raw[key] or not all(raw[key]) or len(set(raw[key])) != len(raw[key]):
            raise RuleFileError(path, rule_id, f"{key} is empty or says something twice")


def shared_lists(path: str, data: dict[str, Any], names: Set[str]) -> dict[str, frozenset[str]]:
    """Give the lists of words that the rules of a file share, and refuse any other table.

    Args:
        path: Name of the file, for errors.
        data: The file as it was read.
        names: The lists that it must have, each with a word in it.

    Raises:
        RuleFileError: A table is unknown, or a list is missing, unknown or empty.
    """
    if unknown := data.keys() - {"schema", "language", "lists", "rule"}:
        raise RuleFileError(path, None, f"unknown {sorted(unknown)}")
    lists = data.get("lists", {})
    if lists.keys() != names or not all(lists.values()):
        raise RuleFileError(path, None, f"lists are {sorted(lists)}, not {sorted(names)}")
    return {name: frozenset(words) for name, words in lists.items()}
