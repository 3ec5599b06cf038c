"""Loads ``ledger.toml``: wording by which figures add, update, or stand for a codebook value."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

PATH: Final = Path(__file__).parent / "en" / "ledger.toml"
KINDS: Final = ("adds", "updates", "vague", "period", "chance")
NEEDED: Final = frozenset(("id", "kind", "pattern", "match", "reject"))
MORE: Final = frozenset(("value",))


@dataclass(frozen=True, slots=True)
class LedgerRule:
    """One rule with its examples; `value` is the number that vague words or odds stand for."""

    id: str
    kind: str
    pattern: "re.Pattern[str]"
    value: int | None
    match: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLexicon:
    """The rules, and the noun of each group of people that is a part of all."""

    rules: tuple[LedgerRule, ...]
    group_of: dict[str, str]

    def find(self, kind: str, text: str) -> "tuple[LedgerRule, re.Match[str]] | None":
        """Find the first rule of a kind that holds in a text."""
        for rule in self.rules:
            if rule.kind == kind and (found := rule.pattern.search(text)):
                return rule, found
        return None


@lru_cache(maxsize=2)
def load_ledger(path: Path = PATH) -> LedgerLexicon:
    """Read and check the lexicon.

    Raises:
        RuleFileError: An unknown or missing key, a repeated id or noun, an empty pattern, text
            that is not NFC, or no example.
    """
    data = read_toml(path)
    if unknown := sorted({"groups", "rule"} ^ set(data)):
        raise RuleFileError(path.name, None, f"unknown or missing {unknown}")
    group_of: dict[str, str] = {}
    for group, nouns in data["groups"].items():
        for noun in nouns:
            if noun in group_of:
                raise RuleFileError(path.name, group, f"{noun!r} is in two groups")
            group_of[noun] = group
    rules: dict[str, LedgerRule] = {}
    for row in data["rule"]:
        rule = _rule(path.name, row)
        if rule.id in rules:
            raise RuleFileError(path.name, rule.id, "the id is there twice")
        rules[rule.id] = rule
    return LedgerLexicon(rules=tuple(rules.values()), group_of=group_of)


def _rule(path: str, row: dict[str, Any]) -> LedgerRule:
    name = str(row.get("id"))
    if unknown := sorted((set(row) - NEEDED - MORE) | (NEEDED - set(row))):
        raise RuleFileError(path, name, f"unknown or missing {unknown}")
    if row["kind"] not in KINDS or not row["pattern"] or not row["match"] or not row["reject"]:
        raise RuleFileError(path, name, "unknown kind, empty pattern or no example")
    try:
        compiled = re.compile(row["pattern"], re.IGNORECASE)
    except re.error as error:
        raise RuleFileError(path, name, f"pattern: {error}") from error
    return LedgerRule(
        name, row["kind"], compiled, row.get("value"), tuple(row["match"]), tuple(row["reject"])
    )
