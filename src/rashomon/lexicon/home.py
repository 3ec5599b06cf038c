"""Whose a thing is by its words alone, read from ``en/home.toml``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

PATH: Final = Path(__file__).parent / "en" / "home.toml"
KEYS: Final = frozenset({"id", "sector", "nation", "words", "heads", "match", "reject"})
SECTORS: Final = frozenset({"COP", "MIL", "GOV", "CVL"})
WORD: Final = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRule:
    """Words that tell who owns a thing; the fields are those of the head of ``home.toml``."""

    id: str
    sector: str
    words: tuple[str, ...]
    heads: tuple[str, ...]
    nation: bool
    match: tuple[str, ...]
    reject: tuple[str, ...]

    def fits(self, phrase: str) -> bool:
        """Tell whether a noun phrase names such an owner."""
        text = f" {' '.join(WORD.findall(phrase.casefold()))} "
        return any(f" {w} " in text for w in self.words) or any(
            text.endswith((f" {h} ", f"-{h} ")) for h in self.heads
        )


def load_owners() -> tuple[OwnerRule, ...]:
    """Give the bundled rules of owners; the file is read once per process."""
    return _bundled()[0]


def load_dwellers() -> frozenset[str]:
    """Give the bundled words for those who are where they live: "residents"."""
    return _bundled()[1]


@lru_cache(maxsize=1)
def _bundled() -> tuple[tuple[OwnerRule, ...], frozenset[str]]:
    return read_home(PATH)


def read_home(path: Path) -> tuple[tuple[OwnerRule, ...], frozenset[str]]:
    """Read and check one file.

    Returns:
        The rules of owners, and the words for those who live at a place.

    Raises:
        RuleFileError: An unknown or missing key, a repeated id, a rule without words or examples,
            an unknown sector, words that are not in lower case, text that is not NFC.
    """
    data = read_toml(path)
    if wrong := sorted(set(data) ^ {"owner", "dwellers"}):
        raise RuleFileError(str(path), None, f"unknown or missing {wrong}")
    dwellers = frozenset(data["dwellers"])
    if not dwellers or any(w != w.casefold() or not w.strip() for w in dwellers):
        raise RuleFileError(str(path), "dwellers", "a word is empty or not in lower case")
    rules = tuple(_rule(path, item) for item in data["owner"])
    ids = [rule.id for rule in rules]
    if len(set(ids)) < len(ids):
        raise RuleFileError(str(path), None, "an id is there twice")
    return rules, dwellers


def _rule(path: Path, item: dict[str, Any]) -> OwnerRule:
    name = str(item.get("id"))
    if wrong := sorted((set(item) | {"nation"}) ^ KEYS):
        raise RuleFileError(str(path), name, f"unknown or missing {wrong}")
    if item["sector"] not in SECTORS:
        raise RuleFileError(str(path), name, f"unknown sector {item['sector']!r}")
    words = [*item["words"], *item["heads"]]
    if not words or not item["match"] or not item["reject"]:
        raise RuleFileError(str(path), name, "needs words, a match and a reject example")
    if any(word != word.casefold() or not word.strip() for word in words):
        raise RuleFileError(str(path), name, "a word is empty or not in lower case")
    lists = {k: tuple(item[k]) for k in ("words", "heads", "match", "reject")}
    return OwnerRule(
        id=name, sector=item["sector"], nation=bool(item.get("nation", False)), **lists
    )
