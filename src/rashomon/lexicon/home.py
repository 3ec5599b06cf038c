"""Whose a thing is and which place a noun takes up, by words alone: ``en/home.toml``."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRule:
    """Nouns that take up a place told before; the fields are those of ``home.toml``."""

    id: str
    words: tuple[str, ...]
    kinds: frozenset[str]
    named: bool
    match: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The whole file.

    Attributes:
        owners: Rules of owners, in the order of the file.
        dwellers: Words for those who are where they live.
        scenes: Rules of places taken up, by noun.
        others: Words that set a place apart from those told before.
    """

    owners: tuple[OwnerRule, ...]
    dwellers: frozenset[str]
    scenes: dict[str, SceneRule]
    others: frozenset[str]


@lru_cache(maxsize=1)
def load_home() -> Home:
    """Give the bundled file, read once per process."""
    return read_home(PATH)


def read_home(path: Path) -> Home:
    """Read and check one file.

    Raises:
        RuleFileError: An unknown or missing key, a repeated id, a rule without words or examples,
            an unknown sector, a word that is not in lower case or stands in two rules.
    """
    data = read_toml(path)
    if wrong := sorted(set(data) ^ {"owner", "dwellers", "scenes"}):
        raise RuleFileError(str(path), None, f"unknown or missing {wrong}")
    scenes = data["scenes"]
    if wrong := sorted(set(scenes) ^ {"others", "take"}):
        raise RuleFileError(str(path), "scenes", f"unknown or missing {wrong}")
    for name, words in (("dwellers", data["dwellers"]), ("scenes", scenes["others"])):
        if not words or any(w != w.casefold() or not w.strip() for w in words):
            raise RuleFileError(str(path), name, "a word is empty or not in lower case")
    rules = tuple(_rule(path, item) for item in data["owner"])
    takes = tuple(_scene(path, item) for item in scenes["take"])
    ids = [rule.id for rule in rules] + [take.id for take in takes]
    if len(set(ids)) < len(ids):
        raise RuleFileError(str(path), None, "an id is there twice")
    by_noun: dict[str, SceneRule] = {}
    for take in takes:
        for word in take.words:
            if word in by_noun:
                raise RuleFileError(str(path), take.id, f"{word!r} stands in two rules")
            by_noun[word] = take
    return Home(
        owners=rules,
        dwellers=frozenset(data["dwellers"]),
        scenes=by_noun,
        others=frozenset(scenes["others"]),
    )


def _scene(path: Path, item: dict[str, Any]) -> SceneRule:
    name = str(item.get("id"))
    if wrong := sorted(set(item) ^ {"id", "words", "kinds", "named", "match", "reject"}):
        raise RuleFileError(str(path), name, f"unknown or missing {wrong}")
    if not item["words"] or not item["match"] or not item["reject"]:
        raise RuleFileError(str(path), name, "needs words, a match and a reject example")
    if not item["kinds"] and not item["named"]:
        raise RuleFileError(str(path), name, "takes up nothing: no kinds, and not by name")
    if any(word != word.casefold() or not word.strip() for word in item["words"]):
        raise RuleFileError(str(path), name, "a word is empty or not in lower case")
    return SceneRule(
        id=name,
        words=tuple(item["words"]),
        kinds=frozenset(item["kinds"]),
        named=bool(item["named"]),
        match=tuple(item["match"]),
        reject=tuple(item["reject"]),
    )


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
