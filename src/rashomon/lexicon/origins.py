"""Loads ``origins.toml``: credits, citations, offices that speak for a body, nameless voices."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

PATH: Final = Path(__file__).parent / "en" / "origins.toml"
KINDS: Final = ("credit", "nameless", "citing", "told", "self", "hearsay")
LISTS: Final = frozenset(
    "generic same organs domains offices seats former before_name body_last command".split()
)
KEYS: Final = frozenset(("id", "kind", "pattern", "match", "reject"))
VAGUE_KEYS: Final = frozenset(("id", "words", "may_be", "within"))
WITHIN: Final = frozenset(("person", "body", "organ", "outlet"))

NAME: Final = (
    r"[A-Z][\w'’&-]*(?:\.[A-Za-z]+)*"
    r"(?:\s(?:of\s(?:the\s)?|for\s|de\s|al-)?[A-Z][\w'’&-]*){0,5}"
)
BODY: Final = (
    rf"(?:(?:the|a|an|its|local|state|unnamed|several|two|three)\s+)?"
    rf"(?:{NAME}(?:\s+(?:ministry|army|police|radio|television|officials?|sources?))?"
    rf"|(?:[a-z][a-z'’-]+\s){{0,3}}(?:ministry|army|police|navy|government|hospital|activists?|"
    rf"witness(?:es)?|residents|officials?|sources?|authorities|presidency|doctors|medics|"
    rf"rebels|monitors|reports|media|agency|council|spokesman|spokeswoman)"
    rf"(?:\s+(?:of|for|in)\s+(?:the\s+)?(?:{NAME}|[a-z]+))?)"
)


@dataclass(frozen=True, slots=True)
class OriginRule:
    """One rule with its examples; the group ``who`` names somebody."""

    id: str
    kind: str
    pattern: "re.Pattern[str]"
    match: tuple[tuple[str, str], ...]
    reject: tuple[str, ...]

    def find(self, text: str) -> "re.Match[str] | None":
        """Find the first place where the rule holds."""
        return self.pattern.search(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """One class of those who are not named.

    Attributes:
        id: ``people`` ``officials`` …
        words: Nouns, lower case, singular; with more words first.
        may_be: Classes whose members it may be.
        within: Kinds of named origins that it may belong to.
    """

    id: str
    words: tuple[str, ...]
    may_be: frozenset[str]
    within: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLexicon:
    """The whole file."""

    rules: tuple[OriginRule, ...]
    vague: dict[str, Vague]
    vague_words: dict[str, str]
    lists: dict[str, frozenset[str]]
    same: dict[str, str]

    def of_kind(self, kind: str) -> tuple[OriginRule, ...]:
        """Give the rules of one kind, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.kind == kind)


@lru_cache(maxsize=2)
def load_origins(path: Path = PATH) -> OriginLexicon:
    """Read and check the lexicon.

    Raises:
        RuleFileError: An unknown or missing key, a repeated id or word, an empty pattern or list,
            a class that is not there, text that is not NFC, or no example.
    """
    data = read_toml(path)
    if unknown := sorted({"lists", "vague", "rule"} ^ set(data)):
        raise RuleFileError(path.name, None, f"unknown or missing {unknown}")
    lists = data["lists"]
    if unknown := sorted(set(lists) ^ LISTS):
        raise RuleFileError(path.name, "lists", f"unknown or missing {unknown}")
    for key, words in lists.items():
        if not words or len(set(words)) != len(words):
            raise RuleFileError(path.name, key, "empty list or repeated word")
    rules: dict[str, OriginRule] = {}
    for row in data["rule"]:
        rule = _rule(path.name, row)
        if rule.id in rules:
            raise RuleFileError(path.name, rule.id, "the id is there twice")
        rules[rule.id] = rule
    vague = _vague(path.name, data["vague"])
    return OriginLexicon(
        rules=tuple(rules.values()),
        vague=vague,
        vague_words={w: v.id for v in reversed(vague.values()) for w in v.words},
        lists={key: frozenset(words) for key, words in lists.items() if key != "same"},
        same=_same(path.name, lists["same"]),
    )


def _same(path: str, pairs: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        word, sign, meaning = pair.partition("=")
        if not word or not sign or word in found:
            raise RuleFileError(path, "same", f"{pair!r} is no word=word, or its word repeats")
        found[word] = meaning
    return found


def _rule(path: str, row: dict[str, Any]) -> OriginRule:
    name = str(row.get("id"))
    if unknown := sorted(KEYS ^ set(row)):
        raise RuleFileError(path, name, f"unknown or missing {unknown}")
    if row["kind"] not in KINDS or not row["pattern"] or not row["match"] or not row["reject"]:
        raise RuleFileError(path, name, "unknown kind, empty pattern or no example")
    pattern = row["pattern"].replace("{name}", NAME).replace("{body}", BODY)
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise RuleFileError(path, name, f"pattern: {error}") from error
    match = tuple((example["text"], example["gives"]) for example in row["match"])
    return OriginRule(name, row["kind"], compiled, match, tuple(row["reject"]))


def _vague(path: str, rows: list[dict[str, Any]]) -> dict[str, Vague]:
    found: dict[str, Vague] = {}
    for row in rows:
        name = str(row.get("id"))
        if unknown := sorted(VAGUE_KEYS ^ set(row)):
            raise RuleFileError(path, name, f"unknown or missing {unknown}")
        if name in found or not row["words"] or set(row["within"]) - WITHIN:
            raise RuleFileError(path, name, "repeated, without words, or within an unknown kind")
        words = tuple(sorted(row["words"], key=lambda w: -len(w.split())))
        found[name] = Vague(
            id=name,
            words=words,
            may_be=frozenset(row["may_be"]),
            within=frozenset(row["within"]),
        )
    for vague in found.values():
        if dangling := sorted(vague.may_be - found.keys()):
            raise RuleFileError(path, vague.id, f"may be {dangling}, which are not there")
    return found
