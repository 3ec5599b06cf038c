"""Whose act a noun tells when nothing else says it, read from ``en/doers.toml``."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

PERFORMING: Final = "doer.performing"
MODIFIER: Final = "doer.modifier"
ARMS: Final = "doer.arms"
_OWN: Final = {PERFORMING: "verbs", MODIFIER: "parties", ARMS: None}
"""The rules of the file, and the list that each of them has besides its examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoerRule:
    """One way from a noun to whose act it is.

    Attributes:
        id: Stable id.
        words: Verbs whose subject does what their object tells, or sectors and nouns of who may
            stand right before the noun.
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
    for raw in read_toml(path).get("rule", ()):
        rule = _rule(path.name, raw)
        if rule.id in found:
            raise RuleFileError(path.name, rule.id, "id used twice")
        found[rule.id] = rule
    if found.keys() != _OWN.keys():
        raise RuleFileError(path.name, None, f"rules differ: {sorted(found.keys() ^ _OWN.keys())}")
    return found


def _rule(path: str, raw: dict[str, Any]) -> DoerRule:
    rule_id = str(raw.get("id", "?"))
    own = _OWN.get(rule_id)
    keys = {"id", "match", "reject", *([own] if own else [])}
    if raw.keys() != keys:
        raise RuleFileError(path, rule_id, f"keys differ: {sorted(raw.keys() ^ keys)}")
    for key in keys - {"id"}:
        if not raw[key] or len(set(raw[key])) != len(raw[key]):
            raise RuleFileError(path, rule_id, f"{key} is empty or says something twice")
    return DoerRule(
        id=rule_id,
        words=frozenset(raw[own]) if own else frozenset(),
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )
