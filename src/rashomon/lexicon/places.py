"""Loading the word lists that tell about places (``lexicon/en/places.toml``)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

RULES = Path(__file__).parent / "en" / "places.toml"
NEEDED = frozenset(("id", "kind", "words", "citation", "match", "reject"))
OPTIONAL = frozenset(("result", "note"))
KINDS = frozenset(
    (
        "locative",
        "struck",
        "scene",
        "scene_after",
        "after",
        "introduces",
        "class",
        "direction",
        "near",
        "public_body",
        "state_body",
        "named_body",
        "title",
        "person_verb",
        "common_word",
        "institution",
        "street",
        "eponym",
        "church",
        "city_body",
        "ethnic",
        "site_end",
        "trusted",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule:
    """One list of words with one sense; `result` is a kind of place where the sense is one."""

    id: str
    kind: str
    words: frozenset[str]
    match: tuple[str, ...]
    reject: tuple[str, ...]
    result: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """All rules, with the words of each kind together.

    Attributes:
        rules: In the order of the file.
        words: Kind to words.
        classes: Class noun ("town") to kind of place ("city").
    """

    rules: tuple[WordRule, ...]
    words: Mapping[str, frozenset[str]]
    classes: Mapping[str, str]


@lru_cache(maxsize=2)
def load_place_rules(path: Path = RULES) -> PlaceRules:
    """Read and check the rules.

    Raises:
        RuleFileError: A key is unknown or missing, an id comes twice, a word is empty, not in
            NFC or not in lower case, or an example is malformed.
    """
    entries = read_toml(path).get("rule", [])
    rules: list[WordRule] = []
    for entry in entries:
        problem = _problem(entry, {rule.id for rule in rules})
        if problem:
            raise RuleFileError(path.name, str(entry.get("id")), problem)
        values = {key: entry[key] for key in ("id", "kind")}
        rules.append(
            WordRule(
                **values,
                words=frozenset(entry["words"]),
                match=tuple(entry["match"]),
                reject=tuple(entry["reject"]),
                result=entry.get("result"),
            )
        )
    words = {
        kind: frozenset(word for rule in rules if rule.kind == kind for word in rule.words)
        for kind in KINDS
    }
    classes = {
        word: rule.result or "" for rule in rules if rule.kind == "class" for word in rule.words
    }
    return PlaceRules(tuple(rules), words, classes)


def _problem(entry: Mapping[str, Any], seen: set[str]) -> str | None:
    missing = sorted(NEEDED - set(entry))
    unknown = sorted(set(entry) - NEEDED - OPTIONAL)
    if missing or unknown:
        return f"missing {missing}, unknown {unknown}"
    if entry["id"] in seen:
        return "the id is there twice"
    if entry["kind"] not in KINDS:
        return f"unknown kind {entry['kind']!r}"
    if (entry["kind"] == "class") != ("result" in entry):
        return "a class, and nothing else, has a result"
    words = entry["words"]
    if not words or any(not word or word != word.strip().casefold() for word in words):
        return "the words must be lower case and not empty"
    if any(unicodedata.normalize("NFC", word) != word for word in words):
        return "a word is not in Unicode form NFC"
    if not entry["match"] or not entry["reject"]:
        return "at least one match and one reject example are needed"
    if any("[" not in text for text in entry["match"]):
        return "a match example marks its place with [ ]"
    if any("{" not in text for text in entry["reject"]):
        return "a reject example marks what is no place with { }"
    return None
