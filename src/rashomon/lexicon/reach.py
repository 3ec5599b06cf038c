"""Where a political act's target stands when it is not in its frame's own place.

Read from ``en/reach.toml``: by type of event, the prepositions and ways down from an object to
the party, best first. See `rashomon.layers.did_reach`.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.event_rows import MODES
from rashomon.lexicon.events import SLOTS
from rashomon.lexicon.rule_file import checked_id, read_toml

WAYS: Final = SLOTS | {"mod", "clause", "to-inf"}
"""Ways down from a noun: prepositions, ``poss``, and those that are no slot of a frame."""
CONTENT: Final = frozenset({"subject", "object"})
_LISTS: Final = ("types", "verb", "inside", "content", "match", "reject")
_KEYS: Final = frozenset({"id", "yields", *_LISTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRule:
    """Where to look for the target of some types of event.

    Attributes:
        id: Stable id.
        types: PLOVER types that the rule is for; each type has one rule.
        verb: Prepositions behind the verb, best first.
        inside: Ways down from the object or the event noun, best first.
        content: Whether a clause that the verb takes is searched for its subject or its object.
        yields: What is nobody ("ties") is no target beside a party that is found.
        match: Sentences; ``[..]`` is the trigger, ``{..}`` a target that is reached.
        reject: Sentences where the rule reaches nobody.
    """

    id: str
    types: tuple[str, ...]
    verb: tuple[str, ...]
    inside: tuple[str, ...]
    content: tuple[str, ...]
    yields: bool
    match: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The whole file.

    Attributes:
        rules: By type.
        movers: Verbs that take people along who are no target.
        moved: Whom they take along.
    """

    rules: dict[str, ReachRule]
    movers: frozenset[str]
    moved: frozenset[str]


@lru_cache(maxsize=1)
def load_reach() -> Reach:
    """Load the bundled English file, once per process."""
    return read_reach(Path(__file__).parent / "en" / "reach.toml")


def read_reach(path: Path) -> Reach:
    """Read and check one file.

    Raises:
        RuleFileError: A key is missing or unknown, an id or type stands twice, a way or
            preposition is unknown, an example is lacking.
    """
    found: dict[str, ReachRule] = {}
    seen: set[str] = set()
    raw_file = read_toml(path)
    for raw in raw_file.get("rule", ()):
        rule = _rule(path.name, raw, seen)
        for kind in rule.types:
            if kind in found:
                raise RuleFileError(path.name, rule.id, f"{kind} has a rule already")
            found[kind] = rule
    moved = raw_file.get("moved", {})
    if moved.keys() != {"verbs", "nouns"} or not all((*moved["verbs"], *moved["nouns"])):
        raise RuleFileError(path.name, "moved", "needs verbs and nouns, none of them empty")
    return Reach(rules=found, movers=frozenset(moved["verbs"]), moved=frozenset(moved["nouns"]))


def _rule(path: str, raw: dict[str, Any], seen: set[str]) -> ReachRule:
    rule_id = checked_id(path, raw, _KEYS, seen)
    unknown = (
        set(raw["types"]) - MODES.keys()
        | set(raw["verb"]) - SLOTS
        | set(raw["inside"]) - WAYS
        | set(raw["content"]) - CONTENT
    )
    if unknown:
        raise RuleFileError(path, rule_id, f"unknown {sorted(unknown)}")
    if not raw["types"] or not raw["match"] or not raw["reject"]:
        raise RuleFileError(path, rule_id, "needs types, a match and a reject example")
    if not isinstance(raw["yields"], bool):
        raise RuleFileError(path, rule_id, "yields is true or false")
    lists = {key: tuple(raw[key]) for key in _LISTS}
    return ReachRule(id=rule_id, yields=raw["yields"], **lists)
