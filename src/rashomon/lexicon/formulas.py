"""Formulas that deny without any word of denial, read from ``en/formulas.toml``.

"We were *nowhere near* Kestrel when the mill burned" denies by its words alone. A phrase is a row
of words: ``a|b`` takes either, a form or a lemma; ``...`` is a gap of some words; ``[...]`` is a
gap that holds what is denied.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.cues import EN, STANCES
from rashomon.lexicon.rule_file import check_lists, checked_id, read_toml, shared_lists

SIDES: Final = frozenset({"after", "before", "gap", "topic"})
GAP: Final = "..."
HOLD: Final = "[...]"
LISTS: Final = frozenset({"negators", "claims", "verdicts", "true", "false"})
_KEYS: Final = frozenset({"id", "side", "stance", "phrases", "citation", "match", "reject"})
_MORE: Final = frozenset({"unless", "gap", "denial", "always", "own", "said"})
Phrase = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One group of phrases that deny alike.

    Attributes:
        id: ``formula.elsewhere`` …
        side: What is denied: ``after`` the phrase, ``before`` it, in its ``gap``, or the ``topic``
            of who says it ("…, Brandt said of *the raid*").
        stance: The stance that the content has then.
        phrases: The phrases, each a row of alternatives; a gap is ``{"..."}`` or ``{"[...]"}``.
        unless: Words behind the phrase that keep the rule silent ("turned out to be *true*").
        gap: Tokens of a gap, at most.
        denial: What exactly is denied, or None.
        always: The phrase denies where it is negated itself, or inside somebody's denial.
        own: Whoever is subject of the phrase's first verb denies ("*Sand* continues to deny").
        said: It denies only in somebody's words: in the author's own, "nowhere near" is a place.
        match: Sentences in which it fires, words of the content in brackets.
        reject: Sentences in which it does not.
    """

    id: str
    side: str
    stance: str
    phrases: tuple[Phrase, ...]
    unless: frozenset[str]
    gap: int
    denial: str | None
    always: bool
    own: bool
    said: bool
    match: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulas:
    """All formulas.

    Attributes:
        rules: By id, in file order.
        starts: Per first word the rules and phrases that it opens, in file order.
        negators: Words in front of a phrase that take it back ("*not* framed for").
        claims: Labels of a claim that a check judges ("*Claim*: …").
        verdicts: Labels of what the check finds ("*Verdict*: …").
        true: Words of a verdict that leaves the claim standing.
        false: Words of a verdict that calls the claim false; any other leaves it in doubt.
    """

    rules: Mapping[str, Formula]
    starts: Mapping[str, tuple[tuple[Formula, Phrase], ...]]
    negators: frozenset[str]
    claims: frozenset[str]
    verdicts: frozenset[str]
    true: frozenset[str]
    false: frozenset[str]


@lru_cache(maxsize=1)
def load_formulas() -> Formulas:
    """Load the bundled English file, once per process."""
    return read_formulas(EN / "formulas.toml")


def read_formulas(path: Path) -> Formulas:
    """Read and check one file.

    Raises:
        RuleFileError: A key is missing or unknown, an id repeats, a phrase or an example is wrong.
    """
    data = read_toml(path)
    lists = shared_lists(path.name, data, LISTS)
    seen: set[str] = set()
    rules = [_rule(path.name, raw, seen) for raw in data.get("rule", ())]
    starts: dict[str, tuple[tuple[Formula, Phrase], ...]] = {}
    for rule in rules:
        for phrase in rule.phrases:
            for word in sorted(phrase[0]):
                starts[word] = (*starts.get(word, ()), (rule, phrase))
    return Formulas(rules={rule.id: rule for rule in rules}, starts=starts, **lists)


def _rule(name: str, raw: dict[str, Any], seen: set[str]) -> Formula:
    rule_id = checked_id(name, raw, _KEYS, seen, _MORE)
    check_lists(name, rule_id, raw, ("phrases", "match", "reject"))
    if raw["side"] not in SIDES:
        raise RuleFileError(name, rule_id, f"unknown side {raw['side']!r}")
    if raw["stance"] not in STANCES:
        raise RuleFileError(name, rule_id, f"unknown stance {raw['stance']!r}")
    phrases = tuple(_phrase(name, rule_id, raw["side"], text) for text in raw["phrases"])
    return Formula(
        id=rule_id,
        side=raw["side"],
        stance=raw["stance"],
        phrases=phrases,
        unless=frozenset(raw.get("unless", ())),
        gap=int(raw.get("gap", 4)),
        denial=raw.get("denial"),
        always=bool(raw.get("always", False)),
        own=bool(raw.get("own", False)),
        said=bool(raw.get("said", False)),
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )


def _phrase(name: str, rule_id: str, side: str, text: str) -> Phrase:
    words = text.split()
    holds = words.count(HOLD)
    if not words or words[0] in (GAP, HOLD) or words[-1] in (GAP, HOLD):
        raise RuleFileError(name, rule_id, f"a phrase begins and ends with a word: {text!r}")
    if holds != (side == "gap"):
        raise RuleFileError(name, rule_id, f"{holds} gaps that hold what is denied: {text!r}")
    return tuple(frozenset(word.split("|")) for word in words)
