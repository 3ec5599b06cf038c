"""Whose act a noun tells when nothing else says it, read from ``en/doers.toml``."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import check_lists, checked_id, read_toml

PERFORMING: Final = "doer.performing"
MODIFIER: Final = "doer.modifier"
ARMS: Final = "doer.arms"
BEHIND: Final = "doer.exchange"
JOINED: Final = "doer.joined"
SUFFERED: Final = "doer.suffered"
COURSE: Final = "doer.course"
_OWN: Final = {
    PERFORMING: "verbs",
    MODIFIER: "parties",
    ARMS: None,
    BEHIND: "nouns",
    JOINED: "verbs",
    SUFFERED: "nouns",
    COURSE: "nouns",
}
"""The rules of the file, and the list that each of them has besides its examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoerRule:
    """One way from a noun to whose act it is.

    Attributes:
        id: Stable id.
        words: Verbs whose subject does what their object tells, sectors and nouns of who may
            stand right before the noun, nouns of an exchange, or verbs of doing something together.
        match: Sentences; ``[..]`` is the event, ``{..}`` whose act it is.
        reject: Sentences in which the rule finds nobody.
    """

    id: str
    words: frozenset[str]
    match: tuple[str, ...]
    reject: tuple[str, ...]


@lru_cache(maxsize=1)
def load_doers() -> dict[str, DoerRule]:
    """Load the bundled English file, by id, once per process."""
    return read_doers(Path(__file__).parent / "en" / "doers.toml")


def read_doers(path: Path) -> dict[str, DoerRule]:
    """Read and check one file.

    Raises:
        RuleFileError: A rule is missing, unknown or stands twice, a key is missing or unknown, a
            list is empty or says something twice.
    """
    found: dict[str, DoerRule] = {}
    seen: set[str] = set()
    for raw in read_toml(path).get("rule", ()):
        rule = _rule(path.name, raw, seen)
        found[rule.id] = rule
    if found.keys() != _OWN.keys():
        raise RuleFileError(path.name, None, f"rules differ: {sorted(found.keys() ^ _OWN.keys())}")
    return found


def _rule(path: str, raw: dict[str, Any], seen: set[str]) -> DoerRule:
    own = _OWN.get(str(raw.get("id")))
    lists = {"match", "reject", *([own] if own else [])}
    rule_id = checked_id(path, raw, {"id", *lists}, seen)
    check_lists(path, rule_id, raw, sorted(lists))
    return DoerRule(
        id=rule_id,
        words=frozenset(raw[own]) if own else frozenset(),
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )
