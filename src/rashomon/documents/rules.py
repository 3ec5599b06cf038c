"""The rules by which a text says of itself when, where and by whom it was published.

They live in ``lexicon/en/documents.toml`` with examples that run as tests.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Final

from rashomon.documents.dates import DATE
from rashomon.errors import RuleFileError

FILE: Final = "documents.toml"
KINDS: Final = ("dateline", "published", "byline", "relayed")
SCOPES: Final = ("head", "ends", "all")
LISTS: Final = ("media_words", "outlets", "media_kinds", "future_words")
KEYS: Final = {"id", "kind", "scope", "pattern", "match", "reject"}

HEAD_LINES: Final = 5
HEAD_CHARACTERS: Final = 1500
TAIL_CHARACTERS: Final = 500
ALL_CHARACTERS: Final = 40_000
"""A text says of itself what it is early on; later passages are about other things."""

NAME: Final = r"[A-Z][\w'’-]*(?:\.[A-Z]\.?)*(?:\s(?:of\s|de\s|al-|el-)?[A-Z][\w'’-]*){0,4}"
PERSON: Final = r"[A-Z][\w'’-]+(?:\s(?:al-|el-|bin\s|de\s|van\s|von\s)?[A-Z][\w'’-]*\.?){1,3}"
REPORT_VERB: Final = (
    r"(?:reported|reports|said\s+in\s+(?:a|an|its)\s+(?:report|article|story)|wrote|writes|quoted|"
    r"quotes|cited|cites|published|carried|broadcast|revealed)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its examples."""

    id: str
    kind: str
    scope: str
    pattern: "re.Pattern[str]"
    match: tuple[tuple[str, str], ...]
    reject: tuple[str, ...]

    def find(self, text: str) -> "Iterator[re.Match[str]]":
        """Find the places where the rule holds, within its scope; offsets count in `text`."""
        if self.scope == "all":
            yield from self.pattern.finditer(text, 0, ALL_CHARACTERS)
        elif self.scope == "ends":
            yield from self.pattern.finditer(text, 0, HEAD_CHARACTERS)
            tail = max(HEAD_CHARACTERS, len(text) - TAIL_CHARACTERS)
            yield from self.pattern.finditer(text, tail)
        else:
            for start in line_starts(text):
                found = self.pattern.match(text, start, start + HEAD_CHARACTERS)
                if found:
                    yield found


def line_starts(text: str) -> Iterator[int]:
    """Give where the first lines that are not blank begin, after their indentation."""
    lines = re.finditer(r"(?m)^[^\S\n]*(?=\S)", text[:HEAD_CHARACTERS])
    for match in islice(lines, HEAD_LINES):
        yield match.end()


@cache
def _table() -> dict[str, Any]:
    path = files("rashomon.lexicon").joinpath("en", FILE)
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def load_rules() -> tuple[Rule, ...]:
    """Load the rules of the English lexicon.

    Raises:
        RuleFileError: The file breaks the schema.
    """
    return parse_rules(_table())


@cache
def load_words() -> dict[str, tuple[str, ...]]:
    """Load the word lists of the same file, checked with its rules."""
    load_rules()
    return {key: tuple(words) for key, words in _table()["lists"].items()}


@cache
def _outlet() -> "re.Pattern[str]":
    return re.compile(_shared(_table()["lists"])["{outlet}"])


def is_outlet(name: str) -> bool:
    """Tell whether a name is a known outlet's, or ends as names of outlets do."""
    return _outlet().fullmatch(name) is not None


def rules_of(kind: str) -> tuple[Rule, ...]:
    """Give the rules of one kind, in the order of the file."""
    return tuple(rule for rule in load_rules() if rule.kind == kind)


def parse_rules(table: dict[str, Any]) -> tuple[Rule, ...]:
    """Check a table and compile its rules.

    Raises:
        RuleFileError: A key is unknown or missing, an id repeats, a list or pattern is empty, a
            text is not NFC, or a rule lacks a ``match`` or ``reject`` example.
    """
    if set(table) != {"lists", "rule"}:
        raise RuleFileError(
            FILE, None, f"unknown or missing {sorted({'lists', 'rule'} ^ set(table))}"
        )
    shared = _shared(table["lists"])
    rules: dict[str, Rule] = {}
    for row in table["rule"]:
        rule_id = row.get("id")
        if set(row) != KEYS:
            raise RuleFileError(FILE, rule_id, f"unknown or missing {sorted(KEYS ^ set(row))}")
        if rule_id in rules:
            raise RuleFileError(FILE, rule_id, "id is repeated")
        rules[rule_id] = _rule(row, shared)
    return tuple(rules.values())


def _shared(lists: dict[str, list[str]]) -> dict[str, str]:
    if set(lists) != set(LISTS):
        raise RuleFileError(FILE, "lists", f"unknown or missing {sorted(set(LISTS) ^ set(lists))}")
    for key, words in lists.items():
        if not words or len(set(words)) != len(words) or not all(words):
            raise RuleFileError(FILE, key, "empty list, empty word or repeated word")
        if any(unicodedata.normalize("NFC", word) != word for word in words):
            raise RuleFileError(FILE, key, "a word is not in NFC")
    media = _alternation(lists["media_words"])
    known = _alternation(lists["outlets"])
    outlet = rf"(?:{known}|[A-Z][\w'’-]*(?:\s(?:of\s)?[A-Z][\w'’-]*){{0,3}}\s(?:{media}))(?![\w-])"
    return {
        "{date}": DATE,
        "{name}": NAME,
        "{person}": PERSON,
        "{outlet}": outlet,
        "{media_kind}": _alternation(lists["media_kinds"]),
        "{report_verb}": REPORT_VERB,
    }


def _alternation(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _rule(row: dict[str, Any], shared: dict[str, str]) -> Rule:
    rule_id, pattern = row["id"], row["pattern"]
    if row["kind"] not in KINDS or row["scope"] not in SCOPES:
        raise RuleFileError(FILE, rule_id, "unknown kind or scope")
    if not pattern or not row["match"] or not row["reject"]:
        raise RuleFileError(FILE, rule_id, "needs a pattern, a match and a reject example")
    if unicodedata.normalize("NFC", pattern) != pattern:
        raise RuleFileError(FILE, rule_id, "pattern is not in NFC")
    for name, piece in shared.items():
        pattern = pattern.replace(name, piece)
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise RuleFileError(FILE, rule_id, f"pattern: {error}") from error
    match = tuple((example["text"], example["gives"]) for example in row["match"])
    return Rule(rule_id, row["kind"], row["scope"], compiled, match, tuple(row["reject"]))
