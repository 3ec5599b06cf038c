"""The words that say how real an event is, read from ``en/realis.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_toml

STATUSES: Final = frozenset(
    "occurred ongoing planned desired demanded threatened attempted prevented predicted "
    "conditional possible".split()
)
ARCS: Final = frozenset({"to", "that", "ing", "noun", "subj"})
_RULE: Final = frozenset({"id", "status", "lemmas", "arcs", "citation", "match", "reject"})
_RULE_MORE: Final = frozenset(
    "unless_lemma_arc unless_arc_ing_bare stops negates firm direct bare over".split()
)
WORDS: Final = frozenset(
    "opaque settled nothing condition asking perhaps happen done futile adverbial aside replacing "
    "sole plan vain once alleged perceive beside "
    "none only opening seeming itself outlook performative slim office".split()
)
_MODAL: Final = frozenset({"id", "words", "status", "match", "reject"})
_CERTAIN: Final = frozenset({"id", "words", "value", "match", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisRule:
    """Governors that give what they govern a status.

    Attributes:
        stops: True when nothing above may change it: an attack that is to *end* goes on.
        negates: True when what is governed is not so: "refused to *leave*".
        firm: True when the learned model may not overrule it.
        direct: True when it reaches only what it governs itself: "rejected a *truce*", but not
            "rejected the charge of *torture*".
        bare: Lemmas that take a bare form: "insisted that they *leave*", not "that they left".
        over: True when it reaches only what stands under a noun of intent: "dropped a plan to
            *attack*", but not "dropped the *attack*".
    """

    id: str
    status: str
    match: tuple[str, ...]
    reject: tuple[str, ...]
    stops: bool = False
    negates: bool = False
    firm: bool = False
    direct: bool = False
    bare: frozenset[str] = frozenset()
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Realis:
    """The whole lexicon, indexed.

    Attributes:
        governors: By ``(lemma, arc)``.
        modals: By auxiliary; the status ``future`` is decided by who speaks.
        certainty: ``(words, value, rule)``, longest first.
        rules: All rules of all three kinds with their examples, for the tests.
        bare_ing: Lemmas whose bare gerund is continuation, not prevention ("kept beating").
        words: Lists that the rules over the parse use: ``opaque`` (verbs whose negation stays with
            them: "never denied arming"), ``settled`` (verbs whose object has happened: "vowed to
            *avenge* the killing"), ``adverbial`` (nouns of "at no time"), ``aside``
            (prepositions that only set the scene: "called off after the *bombing*"), ``nothing``
            (objects that negate), ``condition`` (marks of a condition), ``asking`` (verbs whose
            "if" is a question), ``perhaps`` (adverbs of possibility), ``happen`` (verbs whose
            negation negates their subject), ``done`` (the same for passives: "was not *carried*
            out"), ``futile`` (what undoes a prevention: "*failed* to prevent"), ``replacing``
            ("*instead of* firing"), ``sole`` ("not the *only* town that was shelled"), ``plan``
            (nouns of intent that can be dropped), ``vain`` (adverbs of failure), ``once`` (marks of
            a condition before a present tense: "*once* they disarm"), ``alleged`` (words of
            hearsay, which leave open whether it is more than possible), ``perceive`` (verbs whose
            negation reaches a bare verb: "did not see them *fire*"), ``beside`` (prepositions whose
            gerund stands apart: "broke it up without *firing*"), ``none`` (determiners of nothing),
            ``opening`` (negative words that turn subject and auxiliary: "*nowhere* did they"),
            ``only`` (what makes such a turn positive: "not *only* did they"), ``seeming`` (verbs
            whose "as if" leaves it open), ``itself`` (verbs that an event does not suffer but does:
            "the deal *fell* through"; of others, the active subject is what prevents), ``outlook``
            (words of what may come: "a *chance* of peace"), ``performative`` (verbs that do what
            they say of a noun: "*announced* her resignation"), ``slim`` (what makes an outlook
            a no: "*little* chance of peace"), ``office`` (who speaks for the state or body
            that they tell of: "an *official* said that Valdoria would leave").
    """

    governors: dict[tuple[str, str], RealisRule]
    modals: dict[str, RealisRule]
    certainty: tuple[tuple[tuple[str, ...], float, str], ...]
    rules: tuple[RealisRule, ...]
    bare_ing: frozenset[str]
    words: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_realis() -> Realis:
    """Load the bundled English file, once per process."""
    return read_realis(Path(__file__).parent / "en" / "realis.toml")


def read_realis(path: Path) -> Realis:
    """Read and check one file.

    Raises:
        RuleFileError: A key is missing or unknown, an id repeats, an example is lacking.
    """
    data = read_toml(path)
    seen: set[str] = set()
    governors: dict[tuple[str, str], RealisRule] = {}
    modals: dict[str, RealisRule] = {}
    certainty: list[tuple[tuple[str, ...], float, str]] = []
    rules: list[RealisRule] = []
    bare: set[str] = set()
    for raw in data.get("rule", ()):
        rule = _rule(path.name, raw, seen, _RULE, _RULE_MORE)
        rules.append(rule)
        bare |= set(raw.get("unless_arc_ing_bare", ()))
        skipped = set(raw.get("unless_lemma_arc", ()))
        for arc in raw["arcs"]:
            if arc not in ARCS:
                raise RuleFileError(path.name, rule.id, f"unknown arc {arc!r}")
            for lemma in raw["lemmas"]:
                if f"{lemma} {arc}" not in skipped:
                    governors.setdefault((lemma, arc), rule)
    for raw in data.get("modal", ()):
        rule = _rule(path.name, raw, seen, _MODAL, frozenset())
        rules.append(rule)
        for word in raw["words"]:
            modals[word] = rule
    for raw in data.get("certainty", ()):
        rule = _rule(
            path.name, {**raw, "status": "possible"}, seen, _CERTAIN | {"status"}, frozenset()
        )
        certainty += [(tuple(w.split()), float(raw["value"]), rule.id) for w in raw["words"]]
    certainty.sort(key=lambda item: -len(item[0]))
    return Realis(
        governors=governors,
        modals=modals,
        certainty=tuple(certainty),
        rules=tuple(rules),
        bare_ing=frozenset(bare),
        words=_words(path.name, data.get("words", {})),
    )


def _words(name: str, raw: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    if unknown := raw.keys() - WORDS:
        raise RuleFileError(name, "words", f"unknown {sorted(unknown)}")
    return {key: frozenset(raw.get(key, ())) for key in sorted(WORDS)}


def _rule(
    path: str, raw: dict[str, Any], seen: set[str], needed: frozenset[str], more: frozenset[str]
) -> RealisRule:
    rule_id = str(raw.get("id", "?"))
    if missing := needed - raw.keys():
        raise RuleFileError(path, rule_id, f"missing {sorted(missing)}")
    if unknown := raw.keys() - needed - more:
        raise RuleFileError(path, rule_id, f"unknown {sorted(unknown)}")
    if rule_id in seen:
        raise RuleFileError(path, rule_id, "id used twice")
    if not raw["match"] or not raw["reject"]:
        raise RuleFileError(path, rule_id, "needs at least one match and one reject example")
    if raw["status"] not in STATUSES | {"future"}:
        raise RuleFileError(path, rule_id, f"unknown status {raw['status']!r}")
    seen.add(rule_id)
    return RealisRule(
        id=rule_id,
        status=raw["status"],
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
        stops=bool(raw.get("stops", False)),
        negates=bool(raw.get("negates", False)),
        firm=bool(raw.get("firm", False)),
        direct=bool(raw.get("direct", False)),
        bare=frozenset(raw.get("bare", ())),
        over=bool(raw.get("over", False)),
    )
