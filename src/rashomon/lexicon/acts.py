"""Verbs of will and refusal whose type follows from what is willed, read from ``en/acts.toml``."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.event_rows import MODES
from rashomon.lexicon.rule_file import checked_id, read_toml

HOSTILE: Final = frozenset({"PROTEST", "SANCTION", "COERCE", "ASSAULT"})
"""PLOVER's fourth quad class, material conflict; troops may be promised to a friend."""
_KEYS: Final = frozenset(
    {"id", "lemmas", "peaceful", "hostile", "unknown", "citation", "match", "reject"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRule:
    """Verbs that make an act of what they govern.

    Attributes:
        id: Stable id.
        lemmas: Verbs and adjectives.
        peaceful: Type where cooperation or words are willed.
        hostile: Type where material conflict is willed.
        unknown: Type where nothing is known of what is willed; empty: none.
        citation: Where the codebook says so.
        match: Sentences with the trigger in brackets.
        reject: Sentences in which the bracketed word is no such act.
    """

    id: str
    lemmas: tuple[str, ...]
    peaceful: str
    hostile: str
    unknown: str
    citation: str
    match: tuple[str, ...]
    reject: tuple[str, ...]

    def type_for(self, willed: str | None) -> str | None:
        """Give the type of the act from the type of what is willed."""
        if willed is None:
            return self.unknown or None
        return self.hostile if willed in HOSTILE else self.peaceful


@lru_cache(maxsize=1)
def load_acts() -> dict[str, ActRule]:
    """Load the bundled English file, by lemma, once per process."""
    return read_acts(Path(__file__).parent / "en" / "acts.toml")


def read_acts(path: Path) -> dict[str, ActRule]:
    """Read and check one file.

    Raises:
        RuleFileError: A key is missing or unknown, an id or lemma stands twice, a type is
            unknown, an example is lacking.
    """
    found: dict[str, ActRule] = {}
    seen: set[str] = set()
    for raw in read_toml(path).get("rule", ()):
        rule = _rule(path.name, raw, seen)
        for lemma in rule.lemmas:
            if lemma in found:
                raise RuleFileError(path.name, rule.id, f"{lemma!r} has a rule already")
            found[lemma] = rule
    return found


def _rule(path: str, raw: dict[str, Any], seen: set[str]) -> ActRule:
    rule_id = checked_id(path, raw, _KEYS, seen)
    for key in ("peaceful", "hostile", "unknown"):
        if raw[key] not in MODES and (raw[key] or key != "unknown"):
            raise RuleFileError(path, rule_id, f"unknown type {raw[key]!r}")
    if not all(raw["lemmas"]) or not raw["lemmas"] or not raw["match"] or not raw["reject"]:
        raise RuleFileError(path, rule_id, "needs lemmas, a match and a reject example")
    return ActRule(
        id=rule_id,
        lemmas=tuple(raw["lemmas"]),
        peaceful=raw["peaceful"],
        hostile=raw["hostile"],
        unknown=raw["unknown"],
        citation=raw["citation"],
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )
