"""The words of quantity, read from ``en/figures.toml``."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

BOUNDS: Final = frozenset({"low", "high", "best", "best-high"})
_MODIFIER: Final = frozenset(
    {"id", "modifier", "bounds", "before", "after", "citation", "match", "reject"}
)
_MEASURE: Final = frozenset(
    {"id", "measure", "verbs", "intransitive", "nouns", "states", "citation", "match", "reject"}
)

_CURRENCIES: Final = frozenset({"id", "names", "citation", "match", "reject"})
_CASUALTIES: Final = frozenset({"id", "fatal", "wounds", "outlets", "citation", "match", "reject"})
_MAY_HAVE: Final = frozenset({"persons_only", "acts", "person_verbs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """An approximator: what it makes of an exact number."""

    id: str
    modifier: str
    bounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """The whole lexicon, indexed.

    Attributes:
        numbers: Value of each number word.
        scales: Value of each multiplier.
        fractions: What each word for a part divides by.
        vague: ``(low, high)`` of each word or phrase of vague quantity, as word tuples.
        vague_first: First words of these, at which alone the phrases are tried.
        before: Modifier by the words in front of a number, as word tuples.
        after: Modifier by the words behind it.
        verbs: Measure of what is the object of a verb, by lemma.
        intransitive: Measure of what is the subject of a verb, by lemma.
        nouns: Measure of a counted noun, by lemma.
        states: Measure by the participle or adjective behind a number.
        acts: Measure by a noun that has a victim: "the *murder* of Ilse Varga".
        person_verbs: Of `verbs`, those that measure persons only: one can *burn* a field.
        currencies: ISO 4217 code of each name of money, by noun or "adjective noun"; empty where
            several states have money of that name.
        fatal: Words beside which "casualties" are the dead.
        wounds: Words of wounds, from which "casualties" are then set apart as the dead.
        fatal_outlets: Outlets whose own usage calls the dead "casualties".
        examples: ``(rule id, matches, rejects)``, for the tests.
    """

    numbers: dict[str, int]
    scales: dict[str, int]
    fractions: dict[str, int]
    vague: dict[tuple[str, ...], tuple[int, int]]
    vague_first: frozenset[str]
    before: dict[tuple[str, ...], Modifier]
    after: dict[tuple[str, ...], Modifier]
    verbs: dict[str, str]
    intransitive: dict[str, str]
    nouns: dict[str, str]
    states: dict[str, str]
    acts: dict[str, str]
    person_verbs: frozenset[str]
    currencies: dict[str, str]
    fatal: frozenset[str]
    wounds: frozenset[str]
    fatal_outlets: frozenset[str]
    examples: tuple[tuple[str, tuple[dict[str, Any], ...], tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def load_figures() -> Quantities:
    """Load the bundled English file, once per process."""
    return read_figures(Path(__file__).parent / "en" / "figures.toml")


def read_figures(path: Path) -> Quantities:
    """Read and check one file.

    Raises:
        RuleFileError: A key is missing or unknown, an id repeats, a word has two meanings.
    """
    data = read_toml(path)
    seen: set[str] = set()
    before: dict[tuple[str, ...], Modifier] = {}
    after: dict[tuple[str, ...], Modifier] = {}
    examples = []
    vague: dict[tuple[str, ...], tuple[int, int]] = {}
    for raw in data["vague"]:
        examples.append(_examples(path.name, raw, seen))
        for words, (low, high) in (raw["words"] | raw["phrases"]).items():
            vague[tuple(words.split())] = (low, high)
    for raw in data["modifier"]:
        _check(path.name, raw, _MODIFIER, frozenset())
        examples.append(_examples(path.name, raw, seen))
        if raw["bounds"] not in BOUNDS:
            raise RuleFileError(path.name, raw["id"], f"unknown bounds {raw['bounds']!r}")
        entry = Modifier(id=raw["id"], modifier=raw["modifier"], bounds=raw["bounds"])
        _add(path.name, before, raw["before"], entry)
        _add(path.name, after, raw["after"], entry)
    tables: dict[str, dict[str, str]] = {
        k: {} for k in ("verbs", "intransitive", "nouns", "states", "acts")
    }
    person_verbs: set[str] = set()
    for raw in data["measure"]:
        _check(path.name, raw, _MEASURE, _MAY_HAVE)
        examples.append(_examples(path.name, raw, seen))
        for key, table in tables.items():
            for word in raw.get(key, ()):
                table.setdefault(word, raw["measure"])
        person_verbs |= set(raw.get("person_verbs", ()))
    currencies = data["currencies"]
    _check(path.name, currencies, _CURRENCIES, frozenset())
    examples.append(_examples(path.name, currencies, seen))
    casualties = data["casualties"]
    _check(path.name, casualties, _CASUALTIES, frozenset())
    examples.append(_examples(path.name, casualties, seen))
    return Quantities(
        numbers=data["numbers"],
        scales=data["scales"],
        fractions=data["fractions"],
        vague=vague,
        vague_first=frozenset(phrase[0] for phrase in vague),
        before=before,
        after=after,
        verbs=tables["verbs"],
        intransitive=tables["intransitive"],
        nouns=tables["nouns"],
        states=tables["states"],
        acts=tables["acts"],
        person_verbs=frozenset(person_verbs),
        currencies=currencies["names"],
        fatal=frozenset(casualties["fatal"]),
        wounds=frozenset(casualties["wounds"]),
        fatal_outlets=frozenset(casualties["outlets"]),
        examples=tuple(examples),
    )


def _check(path: str, raw: dict[str, Any], needed: frozenset[str], more: frozenset[str]) -> None:
    rule_id = str(raw.get("id", "?"))
    if missing := needed - raw.keys():
        raise RuleFileError(path, rule_id, f"missing {sorted(missing)}")
    if unknown := raw.keys() - needed - more:
        raise RuleFileError(path, rule_id, f"unknown {sorted(unknown)}")


def _examples(
    path: str, raw: dict[str, Any], seen: set[str]
) -> tuple[str, tuple[dict[str, Any], ...], tuple[str, ...]]:
    rule_id = str(raw.get("id", "?"))
    if rule_id in seen:
        raise RuleFileError(path, rule_id, "id used twice")
    seen.add(rule_id)
    if not raw.get("match") or not raw.get("reject"):
        raise RuleFileError(path, rule_id, "needs at least one match and one reject example")
    return rule_id, tuple(raw["match"]), tuple(raw["reject"])


def _add(
    path: str, table: dict[tuple[str, ...], Modifier], phrases: list[str], entry: Modifier
) -> None:
    for phrase in phrases:
        key = tuple(phrase.split())
        if key in table:
            raise RuleFileError(path, entry.id, f"{phrase!r} stands in two rules")
        table[key] = entry
