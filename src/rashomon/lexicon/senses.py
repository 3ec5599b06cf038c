"""Loads ``metonymy.toml``: when a country or a capital is the state that acts."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

PATH = Path(__file__).parent / "en" / "metonymy.toml"
NAMES = frozenset(("country", "capital", "seat", "adjective", "polity", "unknown"))
RELATIONS = frozenset(
    ("subject", "passive", "object", "prep", "possessor", "modifier", "attribute", "by")
)
RESULTS = frozenset(("actor", "place"))
REQUIRED = frozenset(("id", "names", "relation", "result", "match", "reject"))
OPTIONAL = frozenset(("prepositions", "governors", "unless"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseRule:
    """One rule; see the head of ``metonymy.toml``."""

    id: str
    names: frozenset[str]
    relation: str
    result: str
    prepositions: frozenset[str] = frozenset()
    governors: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()

    def fits(self, preposition: str, governor: str) -> bool:
        """Tell whether the rule holds for a governor, and a preposition where it asks for one."""
        if self.prepositions and preposition not in self.prepositions:
            return False
        if governor in self.unless:
            return False
        return not self.governors or governor in self.governors


@dataclass(frozen=True, slots=True)
class Senses:
    """The rules in file order, the same by what is named and how it stands, and nouns of deeds."""

    rules: tuple[SenseRule, ...]
    index: dict[tuple[str, str], tuple[SenseRule, ...]]
    deeds: frozenset[str] = frozenset()

    def decide(
        self, named: str, relation: str, preposition: str, governor: str
    ) -> SenseRule | None:
        """Find the first rule that fits; None means that the name is no actor here.

        Args:
            named: ``country`` ``capital`` ``seat`` ``adjective`` ``polity`` ``town``.
            relation: How the name stands in the clause.
            preposition: Lower case; "" without one.
            governor: Lemma of the word that the name depends on, lower case.
        """
        for rule in self.index.get((named, relation), ()):
            if rule.fits(preposition, governor):
                return rule
        return None


@lru_cache(maxsize=4)
def load_senses(path: Path = PATH) -> Senses:
    """Read and check the rules.

    Raises:
        RuleFileError: An unknown or missing key, a repeated id, an empty or dangling list.
    """
    data = read_toml(path)
    if unknown := sorted(set(data) ^ {"words", "sense"}):
        raise RuleFileError(str(path), None, f"unknown or missing {unknown}")
    rules: list[SenseRule] = []
    for item in data["sense"]:
        rule = _rule(path, item, data["words"])
        if any(r.id == rule.id for r in rules):
            raise RuleFileError(str(path), rule.id, "the id is there twice")
        rules.append(rule)
    index: dict[tuple[str, str], list[SenseRule]] = {}
    for rule in rules:
        for name in sorted(rule.names):
            index.setdefault((name, rule.relation), []).append(rule)
    by_standing = {key: tuple(value) for key, value in index.items()}
    return Senses(tuple(rules), by_standing, frozenset(data["words"]["deeds"]))


def _rule(path: Path, item: dict[str, Any], words: dict[str, list[str]]) -> SenseRule:
    name = str(item.get("id"))
    if missing := sorted(REQUIRED - set(item)):
        raise RuleFileError(str(path), name, f"missing {missing}")
    if unknown := sorted(set(item) - REQUIRED - OPTIONAL):
        raise RuleFileError(str(path), name, f"unknown {unknown}")
    if not set(item["names"]) <= NAMES or not item["names"]:
        raise RuleFileError(str(path), name, f"names are some of {sorted(NAMES)}")
    if item["relation"] not in RELATIONS or item["result"] not in RESULTS:
        raise RuleFileError(str(path), name, "relation or result is none of those there are")
    if not item["match"] or not item["reject"]:
        raise RuleFileError(str(path), name, "needs a match and a reject example")
    lists = {
        key: frozenset(_expand(path, name, item[key], words)) for key in OPTIONAL if key in item
    }
    return SenseRule(
        id=name,
        names=frozenset(item["names"]),
        relation=item["relation"],
        result=item["result"],
        match=tuple(item["match"]),
        reject=tuple(item["reject"]),
        **lists,
    )


def _expand(path: Path, rule: str, values: list[str], words: dict[str, list[str]]) -> list[str]:
    if not values:
        raise RuleFileError(str(path), rule, "an empty list of words")
    found: list[str] = []
    for value in values:
        if value.startswith("@"):
            if value[1:] not in words:
                raise RuleFileError(str(path), rule, f"there is no list {value}")
            found += words[value[1:]]
        else:
            found.append(value)
    return found
