"""The words that turn a cue's stance, read from ``en/denials.toml``.

"The general did not *deny* that the mill had burned": the cue's class denies, its negation turns
that. ``load_denials().of("negated")`` gives the rules that say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.cues import EN, STANCES
from rashomon.lexicon.rule_file import checked_id, read_toml, shared_lists

KINDS: Final = frozenset(
    "negated paired object asks light false baseless no-part no-proof innocent dispelled noun "
    "answer label adverb beside clean headline invented unreal curt".split()
)
LISTS: Final = frozenset(
    {
        "nobody",
        "withheld",
        "claims",
        "records",
        "parts",
        "intensifiers",
        "counts",
        "answered",
        "proforms",
        "unowned",
        "speakers",
    }
)
_KEYS: Final = frozenset({"id", "on", "stance", "citation", "match", "reject"})
_MORE: Final = frozenset({"classes", "words", "verbs", "untrue", "unless", "judged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One rule that turns the stance of an attribution, or finds a denial without a cue.

    Attributes:
        id: ``deny.negated.admits`` …
        on: What it looks at, one of `KINDS`.
        stance: The stance that the content has then.
        classes: Ids of the classes of cue that it turns.
        words: Lemmas that it looks for.
        verbs: Lemmas of verbs that call a claim something ("branded it a lie").
        untrue: Lemmas that deny only where they are negated ("is not true").
        judged: Lemmas that deny as predicates of a claim, but not of a clause: "it is absurd that
            they left" takes the leaving for granted.
        unless: Lemmas of cues that it leaves alone: "did not know that" presupposes.
        match: Sentences in which it fires, words of the content in brackets.
        reject: Sentences in which it does not.
    """

    id: str
    on: str
    stance: str
    classes: frozenset[str]
    words: frozenset[str]
    verbs: frozenset[str]
    untrue: frozenset[str]
    judged: frozenset[str]
    unless: frozenset[str]
    match: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denials:
    """All rules of turned stances.

    Attributes:
        rules: By id, in file order.
        kinds: The same by kind.
        lists: Words that several rules share: ``nobody`` ``withheld`` ``claims`` (nouns of saying)
            ``records`` (what shows something: "video"), ``parts`` (what one has or has not in
            an act: "role"), ``intensifiers`` (words beside a label: "*utter* nonsense"),
            ``unowned`` (verbs that deny though nobody is named for them: "they were *cleared* of
            it", but not "violence is *rejected*"), ``speakers`` (whose "not say"
            leaves it open: "*I* would not say that"), ``counts`` (nouns that are denied with what
            they count: "the *toll* of 60 dead"), ``answered`` (nouns that take up what was told:
            "rejected the *accusation*"), ``proforms`` (words that point back: "denied having *done
            so*").
    """

    rules: Mapping[str, Turn]
    kinds: Mapping[str, tuple[Turn, ...]]
    lists: Mapping[str, frozenset[str]]

    def of(self, kind: str) -> tuple[Turn, ...]:
        """Give the rules of one kind, in file order."""
        return self.kinds.get(kind, ())


@lru_cache(maxsize=1)
def load_denials() -> Denials:
    """Load the bundled English file, once per process."""
    return read_denials(EN / "denials.toml")


def read_denials(path: Path) -> Denials:
    """Read and check one file.

    Raises:
        RuleFileError: A key is missing or unknown, an id repeats, an example or a word is lacking.
    """
    data = read_toml(path)
    lists = shared_lists(path.name, data, LISTS)
    seen: set[str] = set()
    rules = [_rule(path.name, raw, seen) for raw in data.get("rule", ())]
    kinds = {on: tuple(r for r in rules if r.on == on) for on in {r.on for r in rules}}
    return Denials(rules={rule.id: rule for rule in rules}, kinds=kinds, lists=lists)


def _rule(name: str, raw: dict[str, Any], seen: set[str]) -> Turn:
    rule_id = checked_id(name, raw, _KEYS, seen, _MORE)
    if raw["on"] not in KINDS:
        raise RuleFileError(name, rule_id, f"unknown kind {raw['on']!r}")
    if raw["stance"] not in STANCES:
        raise RuleFileError(name, rule_id, f"unknown stance {raw['stance']!r}")
    if not raw["match"] or not raw["reject"]:
        raise RuleFileError(name, rule_id, "needs at least one match and one reject example")
    if not raw.get("words") and not raw.get("classes"):
        raise RuleFileError(name, rule_id, "needs words or classes")
    return Turn(
        id=rule_id,
        on=raw["on"],
        stance=raw["stance"],
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
        **{key: frozenset(raw.get(key, ())) for key in sorted(_MORE)},
    )
