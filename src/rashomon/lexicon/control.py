"""Verbs whose object does what their gerund tells, read from ``en/control.toml``.

"Accused Varga *of hiding* the report": Varga hides. A verb that is not listed leaves the act to
its own subject.

Citation: Huddleston and Pullum 2002, *The Cambridge Grammar of the English Language*, chapter 14
(non-finite clauses without a subject).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import check_lists, checked_id, read_toml

_KEYS: Final = frozenset({"id", "verbs", "prepositions", "charge", "match", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRule:
    """Verbs of one kind, and what leads from them to the act.

    Attributes:
        id: Stable id.
        verbs: Lemmas.
        prepositions: Words between the object and the gerund.
        charge: Whoever uses the verb says that the act was done.
        match: Sentences; ``[..]`` is the act, ``{..}`` who does it: the verb's object, in the
            passive its subject.
        reject: Sentences in which another verb leaves the act to its subject, in ``{..}``.
    """

    id: str
    verbs: frozenset[str]
    prepositions: frozenset[str]
    charge: bool
    match: tuple[str, ...]
    reject: tuple[str, ...]


@lru_cache(maxsize=1)
def load_control() -> dict[str, ControlRule]:
    """Load the bundled English file, by verb, once per process."""
    return read_control(Path(__file__).parent / "en" / "control.toml")


def read_control(path: Path) -> dict[str, ControlRule]:
    """Read and check one file.

    Returns:
        The rules by lemma of the verb.

    Raises:
        RuleFileError: A key is missing or unknown, an id or verb stands twice, a list is empty.
    """
    found: dict[str, ControlRule] = {}
    seen: set[str] = set()
    for raw in read_toml(path).get("rule", ()):
        rule = _rule(path.name, raw, seen)
        for verb in rule.verbs:
            if verb in found:
                raise RuleFileError(path.name, rule.id, f"{verb!r} has a rule already")
            found[verb] = rule
    return found


def _rule(path: str, raw: dict[str, Any], seen: set[str]) -> ControlRule:
    rule_id = checked_id(path, raw, _KEYS, seen)
    check_lists(path, rule_id, raw, ("verbs", "prepositions", "match", "reject"))
    return ControlRule(
        id=rule_id,
        verbs=frozenset(raw["verbs"]),
        prepositions=frozenset(raw["prepositions"]),
        charge=bool(raw["charge"]),
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )
