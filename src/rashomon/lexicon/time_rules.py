"""The rules for time expressions: which words name a time, and how its value is worked out.

``load_time_rules()`` reads ``en/time.toml`` once. A rule such as `time.date.day-month` has a
pattern composed of named fragments, the name of the builder that turns its groups into a value,
and examples that run as tests. In patterns ``{month}`` puts a fragment in a group of its name,
``{month:until}`` in a group of another name, ``{=month}`` in no group; a space stands for any
short stretch of white space.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

RULE_KEYS: Final = frozenset(
    {"id", "anchors", "pattern", "build", "with", "citation", "match", "reject"}
    | {"note", "not_pos", "pos", "capital", "not_counting", "not_modifier"}
)
REQUIRED: Final = ("id", "anchors", "pattern", "build", "citation", "match", "reject")
EXAMPLE_KEYS: Final = frozenset(
    {"text", "published", "value", "type", "mod", "start", "end", "precision"}
)
FILE_KEYS: Final = frozenset({"words", "lists", "fragments", "rule"})
SPECIAL_ANCHORS: Final = frozenset({"#year", "#ordinal", "#decade", "#date", "#clock", "#hour"})
_REFERENCE = re.compile(r"\{(=?)([a-z_]\w*)(?::(\w+))?\}")
_MARKED = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExample:
    """One example of a rule.

    Attributes:
        text: The sentence, without marks.
        expression: The marked words; "" in a reject.
        published: ISO date of publication, or None.
        expected: Field of the mention → what it must be.
    """

    text: str
    expression: str
    published: str | None
    expected: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One rule.

    Attributes:
        id: Stored with every result: ``time.weekday``.
        order: Place in the file; of two matches of equal length the earlier rule wins.
        anchors: Words (or ``#year`` …) one of which must stand near for the rule to be tried.
        pattern: Compiled; matched on lower-case text with plain dashes and apostrophes.
        build: Name of the builder, or ``block`` for a rule that only keeps others away.
        options: What the rule tells its builder.
        pos: Parts of speech that the first anchor word must have; empty for any.
        not_pos: Parts of speech that the first anchor word must not have.
        capital: The first anchor word must be written with a capital.
        not_modifier: The first anchor word must not be part of a name ("April Varga", "the 14th
            Brigade").
        not_counting: The expression must not count the noun after it ("1990 houses").
    """

    id: str
    order: int
    anchors: frozenset[str]
    pattern: re.Pattern[str]
    build: str
    options: dict[str, str]
    citation: str
    pos: frozenset[str]
    not_pos: frozenset[str]
    capital: bool
    not_counting: bool
    not_modifier: bool
    match: tuple[TimeExample, ...]
    reject: tuple[TimeExample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLexicon:
    """All rules of a language, with the indexes that finding needs.

    Attributes:
        rules: In file order.
        words: Name → words that the reading of tense looks for.
        lists: List name → word → its value.
        by_anchor: Anchor word → rules to try.
        vocabulary: Every word that can stand inside an expression.
    """

    rules: tuple[TimeRule, ...]
    words: dict[str, frozenset[str]]
    lists: dict[str, dict[str, str]]
    by_anchor: dict[str, tuple[TimeRule, ...]]
    vocabulary: frozenset[str] = field(repr=False)


@lru_cache(maxsize=1)
def load_time_rules() -> TimeLexicon:
    """Load the bundled English rules, once per process."""
    return read_time_rules(Path(__file__).parent / "en" / "time.toml")


def read_time_rules(path: Path) -> TimeLexicon:
    """Read and check a rule file.

    Raises:
        RuleFileError: A key is unknown or missing, an id comes twice, a pattern is empty or
            refers to nothing, an example is missing, or the text is not in normal form C.
    """
    data = read_toml(path)
    _refuse_keys(str(path), None, data, FILE_KEYS, tuple(FILE_KEYS))
    lists = _read_lists(str(path), data["lists"])
    fragments = _read_fragments(str(path), data["fragments"], lists)
    rules: list[TimeRule] = []
    seen: set[str] = set()
    for raw in data["rule"]:
        rule = _read_rule(str(path), raw, len(rules), lists, fragments)
        if rule.id in seen:
            raise RuleFileError(str(path), rule.id, "id comes twice")
        seen.add(rule.id)
        rules.append(rule)
    return _index(rules, lists, _read_words(str(path), data["words"]))


def _read_words(path: str, raw: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    for name, words in raw.items():
        if not words or len(set(words)) != len(words):
            raise RuleFileError(path, None, f"words {name}: empty, or a word comes twice")
    return {name: frozenset(words) for name, words in raw.items()}


def _index(
    rules: list[TimeRule], lists: dict[str, dict[str, str]], words: dict[str, frozenset[str]]
) -> TimeLexicon:
    by_anchor: dict[str, list[TimeRule]] = {}
    for rule in rules:
        for anchor in sorted(rule.anchors):
            by_anchor.setdefault(anchor, []).append(rule)
    return TimeLexicon(
        rules=tuple(rules),
        words=words,
        lists=lists,
        by_anchor={anchor: tuple(found) for anchor, found in by_anchor.items()},
        vocabulary=frozenset(by_anchor).union(*(_words_of(r.pattern.pattern) for r in rules)),
    )


def _words_of(pattern: str) -> Iterable[str]:
    """Every word that a pattern spells out; "days?" gives both forms."""
    plain = re.sub(r"\(\?P<\w+>|\\[a-zA-Z]|\[[^\]]*\]", " ", pattern)
    for word, mark in re.findall(r"([a-z]+)(\??)", plain):
        yield word
        if mark:
            yield word[:-1]


def _refuse_keys(
    path: str, rule: str | None, raw: dict[str, Any], known: frozenset[str], needed: tuple[str, ...]
) -> None:
    unknown = sorted(set(raw) - known)
    missing = sorted(set(needed) - set(raw))
    if unknown or missing:
        problem = f"unknown {unknown}" if unknown else f"missing {missing}"
        raise RuleFileError(path, rule, problem)


def _read_lists(path: str, raw: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    for name, words in raw.items():
        if not words or not all(isinstance(v, str) and w == w.lower() for w, v in words.items()):
            raise RuleFileError(path, None, f"list {name}: empty, or not lower-case word = text")
    return raw


def _read_fragments(
    path: str, raw: dict[str, str], lists: dict[str, dict[str, str]]
) -> dict[str, str]:
    """Resolve fragments in file order, so that each may use those above it."""
    done = {name: _alternation(words) for name, words in lists.items()}
    for name, pattern in raw.items():
        if name in done:
            raise RuleFileError(path, None, f"fragment {name}: name is taken")
        done[name] = f"(?:{_compose(path, None, pattern, done)})"
    return done


def _alternation(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(re.escape(w).replace(chr(92) + ' ', ' ') for w in ordered)})"


def _compose(path: str, rule: str | None, pattern: str, fragments: dict[str, str]) -> str:
    if not pattern.strip() or re.search(r"\|\||\(\||\(\?:\)|\|\)", pattern):
        raise RuleFileError(path, rule, "empty pattern or empty alternative")

    def replace(found: re.Match[str]) -> str:
        plain, name, alias = found.groups()
        if name not in fragments:
            raise RuleFileError(path, rule, f"no fragment {name!r}")
        return fragments[name] if plain else f"(?P<{alias or name}>{fragments[name]})"

    return _REFERENCE.sub(replace, pattern)


def _space(pattern: str) -> str:
    """Let a space stand for any short stretch of white space, in a look-behind for one."""
    behind = re.sub(
        r"\(\?<[=!][^)]*\)",
        lambda m: m.group().replace("[ ]", r"\s").replace(" ", r"\s"),
        pattern,
    )
    pieces = re.split(r"(\[[^\]]*\])", behind)
    return "".join(
        p if p.startswith("[") else p.replace(" ?", r"\s{0,4}").replace(" ", r"\s{1,4}")
        for p in pieces
    )


def _read_rule(
    path: str,
    raw: dict[str, Any],
    order: int,
    lists: dict[str, dict[str, str]],
    fragments: dict[str, str],
) -> TimeRule:
    name = raw.get("id")
    _refuse_keys(path, name, raw, RULE_KEYS, REQUIRED)
    composed = _compose(path, name, raw["pattern"], fragments)
    try:
        pattern = re.compile(_space(composed) + r"(?!\w)")
    except re.error as error:
        raise RuleFileError(path, name, f"pattern does not compile: {error}") from error
    if not raw["match"] or not raw["reject"]:
        raise RuleFileError(path, name, "needs at least one match and one reject")
    if not raw["citation"].strip():
        raise RuleFileError(path, name, "citation is empty")
    return TimeRule(
        id=raw["id"],
        order=order,
        anchors=_read_anchors(path, raw, lists),
        pattern=pattern,
        build=raw["build"],
        options={k: str(v) for k, v in raw.get("with", {}).items()},
        citation=raw["citation"],
        pos=frozenset(raw.get("pos", ())),
        not_pos=frozenset(raw.get("not_pos", ())),
        capital=bool(raw.get("capital", False)),
        not_counting=bool(raw.get("not_counting", False)),
        not_modifier=bool(raw.get("not_modifier", False)),
        match=tuple(_read_example(path, raw, e, marked=True) for e in raw["match"]),
        reject=tuple(_read_example(path, raw, e, marked=False) for e in raw["reject"]),
    )


def _read_anchors(
    path: str, raw: dict[str, Any], lists: dict[str, dict[str, str]]
) -> frozenset[str]:
    """Anchors are words, ``#classes``, or ``@list`` for all the words of a list."""
    found: set[str] = set()
    for anchor in raw["anchors"]:
        if anchor.startswith("@"):
            if anchor[1:] not in lists:
                raise RuleFileError(path, raw["id"], f"no list {anchor[1:]!r}")
            found |= {re.split(r"[\s'-]", word)[0] for word in lists[anchor[1:]]}
        elif anchor in SPECIAL_ANCHORS or anchor.isalpha():
            found.add(anchor)
        else:
            raise RuleFileError(path, raw["id"], f"no anchor {anchor!r}")
    if not found:
        raise RuleFileError(path, raw["id"], "has no anchors")
    return frozenset(found)


def _read_example(path: str, rule: dict[str, Any], raw: Any, *, marked: bool) -> TimeExample:
    example = {"text": raw} if isinstance(raw, str) else raw
    _refuse_keys(path, rule["id"], example, EXAMPLE_KEYS, ("text",))
    marks = _MARKED.findall(example["text"])
    if len(marks) != int(marked):
        raise RuleFileError(path, rule["id"], f"example needs {int(marked)} mark: {raw}")
    expected = {k: v for k, v in example.items() if k not in ("text", "published")}
    if marked and rule["build"] != "block" and "value" not in expected:
        raise RuleFileError(path, rule["id"], f"example has no value: {raw}")
    return TimeExample(
        text=_MARKED.sub(r"\1", example["text"]),
        expression=marks[0] if marks else "",
        published=example.get("published"),
        expected=expected,
    )
