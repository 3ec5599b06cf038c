"""The words behind a statement's smaller fields, read from ``en/fields.toml``."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

VALUES: Final = {
    "role": frozenset("host mediator guarantor commander sponsor beneficiary".split()),
    "responsibility": frozenset(
        "claimed admitted accused suspected possible denied as_fact".split()
    ),
    "targeting": frozenset({"intended", "incidental"}),
    "scope": frozenset({"repeated", "aggregate", "single"}),
    "mode": frozenset(
        "unconventional suicide-attack drone aerial heavy-weapons explosives firearms "
        "primitive launch".split()
    ),
    "wording": frozenset({"loaded"}),
    "sensitivity": frozenset({"minor", "protected_site", "person"}),
    "link": frozenset({"updates", "breaches", "agreement", "harm"}),
}
"""Fields, and what a rule may give them."""
ARCS: Final = {
    "role": frozenset({"by", "subj", "name", "as", "under", "hyphen"}),
    "responsibility": frozenset(
        "mark agent for of on to with behind obj that inf ing".split(),
    ),
}
"""How the words of a rule hang together with what they tell of, for the fields that ask."""
_NEEDED: Final = frozenset({"id", "field", "value", "words", "match", "reject"})
_MORE: Final = frozenset({"arcs", "note", "citation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Words that give a field a value.

    Attributes:
        id: Stable id.
        field: ``role`` ``responsibility`` ``targeting`` ``scope`` ``mode`` ``wording``
            ``sensitivity`` ``link``.
        value: What the words say.
        arcs: How they hang on what they tell of; empty where any way does.
        note: What a person should know: for loaded words, why the type does not keep them.
        rank: Position in the file; of two modes the earlier rule decides.
        match: Sentences where it fires; ``[..]`` is the trigger or word, ``{..}`` who has the role.
        reject: Sentences where it does not.
    """

    id: str
    field: str
    value: str
    arcs: frozenset[str]
    note: str
    rank: int
    match: tuple[str, ...]
    reject: tuple[str, ...]


Entries = tuple[tuple[tuple[str, ...], FieldRule], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLexicon:
    """The whole lexicon, indexed.

    Attributes:
        index: By field, then by first word: ``(words, rule)``, longest first.
        rules: All rules with their examples, for the tests.
    """

    index: dict[str, dict[str, Entries]]
    rules: tuple[FieldRule, ...]


@lru_cache(maxsize=1)
def load_fields() -> FieldLexicon:
    """Load the bundled English file, once per process."""
    return read_fields(Path(__file__).parent / "en" / "fields.toml")


def read_fields(path: Path) -> FieldLexicon:
    """Read and check one file.

    Raises:
        RuleFileError: A key is missing or unknown, an id or word repeats, a value is none of the
            field's, a pattern is empty, an example is lacking.
    """
    index: dict[str, dict[str, Entries]] = {field: {} for field in VALUES}
    rules: list[FieldRule] = []
    seen: set[str] = set()
    for raw in read_toml(path).get("rule", ()):
        rule = _rule(path.name, raw, seen, len(rules))
        rules.append(rule)
        for phrase in raw["words"]:
            _add(path.name, index[rule.field], tuple(phrase.split()), rule)
    return FieldLexicon(index=index, rules=tuple(rules))


def _add(path: str, index: dict[str, Entries], words: tuple[str, ...], rule: FieldRule) -> None:
    if not words:
        raise RuleFileError(path, rule.id, "empty pattern")
    there = index.get(words[0], ())
    if any(w == words and r.id == rule.id for w, r in there):
        raise RuleFileError(path, rule.id, f"{' '.join(words)!r} given twice")
    index[words[0]] = tuple(sorted((*there, (words, rule)), key=lambda e: (-len(e[0]), e[1].rank)))


def _rule(path: str, raw: dict[str, Any], seen: set[str], rank: int) -> FieldRule:
    rule_id = str(raw.get("id", "?"))
    if missing := _NEEDED - raw.keys():
        raise RuleFileError(path, rule_id, f"missing {sorted(missing)}")
    if unknown := raw.keys() - _NEEDED - _MORE:
        raise RuleFileError(path, rule_id, f"unknown {sorted(unknown)}")
    if rule_id in seen:
        raise RuleFileError(path, rule_id, "id used twice")
    field = raw["field"]
    if field not in VALUES or raw["value"] not in VALUES[field]:
        raise RuleFileError(path, rule_id, f"unknown {field!r} value {raw['value']!r}")
    arcs = frozenset(raw.get("arcs", ()))
    if arcs - ARCS.get(field, frozenset()) or (field in ARCS and not arcs):
        raise RuleFileError(path, rule_id, f"arcs {sorted(arcs)} do not fit {field!r}")
    if not raw["match"] or not raw["reject"]:
        raise RuleFileError(path, rule_id, "needs at least one match and one reject example")
    seen.add(rule_id)
    return FieldRule(
        id=rule_id,
        field=field,
        value=raw["value"],
        arcs=arcs,
        note=raw.get("note", ""),
        rank=rank,
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )
