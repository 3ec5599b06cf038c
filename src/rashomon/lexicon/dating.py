"""Loads ``dating.toml``: by which words a headline looks back, or names a time itself."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

PATH: Final = Path(__file__).parent / "en" / "dating.toml"
KEYS: Final = frozenset(("id", "pattern", "match", "reject"))


@dataclass(frozen=True, slots=True)
class BackRule:
    """One way of looking back or of dating, with its examples."""

    id: str
    pattern: "re.Pattern[str]"
    match: tuple[str, ...]
    reject: tuple[str, ...]


@lru_cache(maxsize=2)
def load_dating(path: Path = PATH) -> tuple[BackRule, ...]:
    """Read and check the rules, in the order of the file.

    Raises:
        RuleFileError: An unknown or missing key, a repeated id, an empty or broken pattern, text
            that is not NFC, or no example.
    """
    data = read_toml(path)
    if unknown := sorted({"rule"} ^ set(data)):
        raise RuleFileError(path.name, None, f"unknown or missing {unknown}")
    rules: dict[str, BackRule] = {}
    for row in data["rule"]:
        rule = _rule(path.name, row)
        if rule.id in rules:
            raise RuleFileError(path.name, rule.id, "the id is there twice")
        rules[rule.id] = rule
    return tuple(rules.values())


def looks_back(text: str) -> str | None:
    """Give the id of the first rule by which a text looks back or is dated, or None."""
    return next((rule.id for rule in load_dating() if rule.pattern.search(text)), None)


def _rule(path: str, row: dict[str, Any]) -> BackRule:
    name = str(row.get("id"))
    if unknown := sorted(KEYS ^ set(row)):
        raise RuleFileError(path, name, f"unknown or missing {unknown}")
    if not row["pattern"] or not row["match"] or not row["reject"]:
        raise RuleFileError(path, name, "empty pattern or no example")
    try:
        compiled = re.compile(row["pattern"], re.IGNORECASE)
    except re.error as error:
        raise RuleFileError(path, name, f"pattern: {error}") from error
    return BackRule(name, compiled, tuple(row["match"]), tuple(row["reject"]))
