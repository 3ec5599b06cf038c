"""The event lexicon: verbs, nouns and expressions that name what people do to each other.

``load_events()`` reads ``en/events/*.tsv`` and the tables beside them once. "The army shelled
Kestrel": look up ``senses["shell"]``, take the first sense whose part of speech, words,
`Needs` and `blocks` fit; it says ASSAULT, heavy-weapons, agent at the subject, target at the
object. Frames are active; the reader turns passives round. A word of the lexicon is a lemma or
a form, so look up both: the model reads the noun of "Shelling resumed" as a form of "shell".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rashomon.errors import RuleFileError
from rashomon.lexicon.event_rows import (
    ASPECTS,
    CLASSES,
    CONTEXTS,
    MEASURES,
    MODES,
    NOUN_CLASSES,
    POS,
    VIOLATIONS,
    EventSense,
    LightVerb,
    Needs,
    NounClass,
    Pattern,
    word_set,
)
from rashomon.lexicon.rule_file import read_text

SENSE_COLUMNS = [
    "lemma",
    "pos",
    "head",
    "type",
    "mode",
    "cameo",
    "agent",
    "target",
    "instrument",
    "content",
    "measure",
    "needs",
    "blocks",
    "context",
    "violation",
    "weight",
    "match",
    "reject",
]
LIGHT_COLUMNS = ["lemma", "noun", "agent", "target", "aspect", "only", "match", "reject"]
PATTERN_COLUMNS = ["phrase", "anchor", "class", "scope", "match", "reject"]
LEMMA_COLUMNS = ["form", "lemma"]
CLASS_COLUMNS = ["lemma", "class", "unit_measure"]
SPECIAL = frozenset({"light.tsv", "blocking.tsv", "nonevents.tsv"})
SLOTS = word_set(
    "subj obj by of poss compound between among with against on at to in into from for over "
    "upon about towards toward inside around under through alongside near onto across behind using "
    "via within outside off after along amid"
)
CONTENTS = word_set("that to-inf for ing of to on over against by from with in into about as if")
SCOPES = frozenset({"word", "noun", "clause", "sentence"})
NEED_KEYS = ("obj", "subj", "prep", "pobj")
_NO_SET: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """Everything that the event layer needs to know about words.

    Attributes:
        senses: By lemma of the head; longer expressions first, then more demanding senses.
        light: Light verbs by lemma of the verb.
        blocking: Traps by anchor lemma.
        nonevents: Cues of exercises, films, anniversaries … by anchor lemma.
        nouns: Classes by noun lemma.
        lemmas: Form to lemma where the model's lemmatiser errs ("raped" is not "rap").
        plurals: The same for plurals that are no other word's form ("corpses" are no "corps");
            they are set in the text before it is parsed.
    """

    senses: dict[str, tuple[EventSense, ...]]
    light: dict[str, tuple[LightVerb, ...]]
    blocking: dict[str, tuple[Pattern, ...]]
    nonevents: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, NounClass]
    lemmas: dict[str, str]
    plurals: dict[str, str]


@lru_cache(maxsize=1)
def load_events() -> EventLexicon:
    """Load the bundled English lexicon, once per process."""
    return read_events(Path(__file__).parent / "en")


def read_events(folder: Path) -> EventLexicon:
    """Read and check a language folder.

    Args:
        folder: Holds ``classes.tsv`` and ``events/*.tsv``.

    Returns:
        The lexicon, indexed by head lemma.

    Raises:
        RuleFileError: A row breaks the format, or two rows claim the same sense.
    """
    events = folder / "events"
    paths = sorted(p for p in events.glob("*.tsv") if p.name not in SPECIAL)
    return EventLexicon(
        senses=_read_senses(paths),
        light=_read_light(events / "light.tsv"),
        blocking=_read_patterns(events / "blocking.tsv"),
        nonevents=_read_patterns(events / "nonevents.tsv"),
        nouns=_read_nouns(folder / "classes.tsv"),
        lemmas=_read_lemmas(folder / "lemmas.tsv"),
        plurals=_read_lemmas(folder / "plurals.tsv"),
    )


def _rows(path: Path, columns: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield ("file:line", cells) of each row below the header; ``#`` lines are comments."""
    text = read_text(path)
    lines = ((n, line) for n, line in enumerate(text.split("\n"), 1) if line and line[0] != "#")
    header = next(lines, (0, ""))[1].split("\t")
    if header != columns:
        raise RuleFileError(str(path), None, f"header is {header}, expected {columns}")
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise RuleFileError(
                f"{path}:{number}", cells[0], f"{len(cells)} columns, expected {len(columns)}"
            )
        if line != line.strip(" ") or " \t" in line or "\t " in line:
            raise RuleFileError(f"{path}:{number}", cells[0], "space around a cell")
        yield f"{path}:{number}", cells


@lru_cache(maxsize=4096)
def _parts(value: str, allowed: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a comma-separated cell; give the parts and those that are not allowed."""
    parts = tuple(value.split(",")) if value else ()
    return parts, tuple(part for part in parts if part not in allowed)


def _split(where: str, key: str, value: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """Split a comma-separated cell and refuse what is not allowed."""
    parts, unknown = _parts(value, allowed)
    if unknown:
        raise RuleFileError(where, key, f"unknown {list(unknown)}")
    return parts


@lru_cache(maxsize=4096)
def _needs(value: str) -> Needs | str:
    """Read a condition, or say what is wrong with it."""
    found: dict[str, frozenset[str]] = {}
    no_obj = False
    for part in value.split("&") if value else ():
        key, _, names = part.partition(":")
        if part == "no-obj":
            no_obj = True
        elif key in NEED_KEYS and names and key not in found:
            found[key] = frozenset(names.split("/"))
        else:
            return f"bad condition {part!r}"
    if "pobj" in found and "prep" not in found:
        return "pobj without prep"
    if any("" in names for names in found.values()):
        return "empty alternative"
    return Needs(**{key: found.get(key, _NO_SET) for key in NEED_KEYS}, no_obj=no_obj)


def parse_needs(where: str, lemma: str, value: str) -> Needs:
    """Read a condition such as ``obj:place/building&prep:with``.

    Args:
        where: File and line, for the message.
        lemma: The row's lemma, for the message.
        value: Parts joined by ``&``: ``no-obj``, or ``obj`` ``subj`` ``prep`` ``pobj``
            followed by ``:`` and alternatives joined by ``/``.

    Raises:
        RuleFileError: The condition is not in this vocabulary.
    """
    needs = _needs(value)
    if isinstance(needs, str):
        raise RuleFileError(where, lemma, needs)
    return needs


def split_words(lemma: str) -> tuple[str, ...]:
    """Split an expression as the tokeniser does: "counter-offensive" is three tokens.

    >>> split_words("sit-in protest")
    ('sit', '-', 'in', 'protest')
    """
    return tuple(lemma.replace("-", " - ").split())


def _check_sense(where: str, row: dict[str, str]) -> None:
    """Refuse a row whose fields do not fit each other."""
    lemma, words = row["lemma"], split_words(row["lemma"])
    problem: str | None
    if not lemma or lemma != lemma.lower() or "  " in lemma:
        problem = "lemma is empty, not lower case or has double spaces"
    elif row["pos"] not in POS:
        problem = f"unknown pos {row['pos']!r}"
    elif (len(words) > 1) != bool(row["head"]):
        problem = "an expression needs its head, a single word has none"
    elif row["head"] and row["head"] not in words:
        problem = f"head {row['head']!r} is not in the expression"
    elif row["type"] not in MODES:
        problem = f"unknown type {row['type']!r}"
    elif row["mode"] and row["mode"] not in MODES[row["type"]]:
        problem = f"{row['type']} has no mode {row['mode']!r}"
    elif row["cameo"] and not (row["cameo"].isdigit() and 2 <= len(row["cameo"]) <= 4):
        problem = f"bad CAMEO code {row['cameo']!r}"
    elif row["measure"] and row["measure"] not in MEASURES:
        problem = f"unknown measure {row['measure']!r}"
    else:
        problem = _example_problem(row["match"], row["reject"])
    if problem is not None:
        raise RuleFileError(where, lemma, problem)


def _example_problem(match: str, reject: str) -> str | None:
    """Say what is wrong with a pair of examples, if anything."""
    if match.count("[") < 1 or match.count("[") != match.count("]"):
        return "match has no bracketed trigger"
    if "[" in reject or "]" in reject:
        return "reject has brackets"
    return None


def _weight(where: str, lemma: str, value: str) -> float:
    """Read a weight between 0 and 1."""
    try:
        weight = float(value)
    except ValueError as error:
        raise RuleFileError(where, lemma, f"bad weight {value!r}") from error
    if not 0 <= weight <= 1:
        raise RuleFileError(where, lemma, f"weight {value} is not in 0..1")
    return weight


def _sense(where: str, row: dict[str, str], rule: str) -> EventSense:
    """Make a sense of a checked row."""
    lemma = row["lemma"]
    words = split_words(lemma)
    head = row["head"] or lemma
    return EventSense(
        lemma=lemma,
        words=words,
        pos=row["pos"],
        head=head,
        head_index=words.index(head),
        type=row["type"],
        mode=row["mode"] or None,
        cameo=row["cameo"] or None,
        agent=_split(where, lemma, row["agent"], SLOTS),
        target=_split(where, lemma, row["target"], SLOTS),
        instrument=_split(where, lemma, row["instrument"], SLOTS),
        content=_split(where, lemma, row["content"], CONTENTS),
        measure=row["measure"] or None,
        needs=parse_needs(where, lemma, row["needs"]),
        blocks=tuple(row["blocks"].split("/")) if row["blocks"] else (),
        contexts=_split(where, lemma, row["context"], CONTEXTS),
        violations=_split(where, lemma, row["violation"], VIOLATIONS),
        weight=_weight(where, lemma, row["weight"]),
        match=row["match"],
        reject=row["reject"],
        rule=rule,
    )


def _specificity(sense: EventSense) -> tuple[int, int, int, int, float]:
    """Order senses of one head: long before short, demanding before plain, likely first.

    Among demanding ones those that name their objects word by word come first.
    """
    needs = sense.needs
    parts = (needs.obj, needs.subj, needs.prep, needs.pobj, needs.no_obj)
    lemmas = (needs.obj | needs.pobj) - CLASSES
    named = bool(needs.obj) and not needs.obj & CLASSES
    return (-len(sense.words), -named, -bool(lemmas), -sum(map(bool, parts)), -sense.weight)


def _read_senses(paths: list[Path]) -> dict[str, tuple[EventSense, ...]]:
    """Read the tables of all types; the same lemma, pos and needs may stand only once."""
    seen: dict[tuple[str, str, str], str] = {}
    rules: dict[str, int] = {}
    index: dict[str, list[EventSense]] = {}
    for path in paths:
        for where, cells in _rows(path, SENSE_COLUMNS):
            row = dict(zip(SENSE_COLUMNS, cells, strict=True))
            _check_sense(where, row)
            key = (row["lemma"], row["pos"], row["needs"])
            if key in seen:
                raise RuleFileError(where, row["lemma"], f"same sense as {seen[key]}")
            seen[key] = where
            stem = f"event.{row['type']}.{row['lemma'].replace(' ', '-')}.{row['pos']}".lower()
            rules[stem] = rules.get(stem, 0) + 1
            rule = stem if rules[stem] == 1 else f"{stem}.{rules[stem]}"
            sense = _sense(where, row, rule)
            index.setdefault(sense.head, []).append(sense)
    return {head: tuple(sorted(found, key=_specificity)) for head, found in index.items()}


def _read_light(path: Path) -> dict[str, tuple[LightVerb, ...]]:
    """Read the light verbs; the same verb with its noun in the same place may stand only once."""
    seen: set[tuple[str, str, str]] = set()
    index: dict[str, list[LightVerb]] = {}
    for where, (lemma, noun, agent, target, aspect, only, match, reject) in _rows(
        path, LIGHT_COLUMNS
    ):
        problem = _example_problem(match, reject)
        if noun not in SLOTS:
            problem = f"unknown place {noun!r} of the noun"
        elif aspect not in ASPECTS:
            problem = f"unknown aspect {aspect!r}"
        elif (lemma, noun, only) in seen:
            problem = "repeated"
        if problem is not None:
            raise RuleFileError(where, lemma, problem)
        seen.add((lemma, noun, only))
        words = split_words(lemma)
        verb = LightVerb(
            words=words,
            noun=noun,
            agent=_split(where, lemma, agent, SLOTS),
            target=_split(where, lemma, target, SLOTS),
            aspect=aspect,
            only=frozenset(only.split("/")) if only else _NO_SET,
            match=match,
            reject=reject,
        )
        index.setdefault(words[0], []).append(verb)
    return {lemma: tuple(sorted(found, key=_light_order)) for lemma, found in index.items()}


def _light_order(verb: LightVerb) -> tuple[int, int]:
    """Order light verbs: with particle first, those for certain nouns first."""
    return (-len(verb.words), -bool(verb.only))


def _read_patterns(path: Path) -> dict[str, tuple[Pattern, ...]]:
    """Read a table of lemma patterns, indexed by anchor."""
    seen: set[str] = set()
    index: dict[str, list[Pattern]] = {}
    for where, (phrase, anchor, kind, scope, match, reject) in _rows(path, PATTERN_COLUMNS):
        words = tuple(frozenset(word.split("/")) for word in split_words(phrase))
        problem = _example_problem(match, reject)
        if phrase in seen:
            problem = "repeated"
        elif frozenset({anchor}) not in words:
            problem = f"anchor {anchor!r} is not a word of the phrase"
        elif scope not in SCOPES:
            problem = f"unknown scope {scope!r}"
        elif not kind or any("" in word for word in words):
            problem = "empty class or alternative"
        if problem is not None:
            raise RuleFileError(where, phrase, problem)
        seen.add(phrase)
        pattern = Pattern(
            words=words, anchor=anchor, kind=kind, scope=scope, match=match, reject=reject
        )
        index.setdefault(anchor, []).append(pattern)
    by_length: Callable[[Pattern], int] = lambda pattern: -len(pattern.words)  # noqa: E731
    return {anchor: tuple(sorted(found, key=by_length)) for anchor, found in index.items()}


def _read_nouns(path: Path) -> dict[str, NounClass]:
    """Read the classes of nouns."""
    nouns: dict[str, NounClass] = {}
    for where, (lemma, kinds, unit_measure) in _rows(path, CLASS_COLUMNS):
        if lemma in nouns:
            raise RuleFileError(where, lemma, "repeated")
        classes = _split(where, lemma, kinds, NOUN_CLASSES)
        if not classes:
            raise RuleFileError(where, lemma, "no class")
        nouns[lemma] = NounClass(classes=classes, unit_measure=unit_measure or None)
    return nouns


def _read_lemmas(path: Path) -> dict[str, str]:
    """Read the mended lemmas."""
    lemmas: dict[str, str] = {}
    for where, (form, lemma) in _rows(path, LEMMA_COLUMNS):
        if form in lemmas:
            raise RuleFileError(where, form, "repeated")
        lemmas[form] = lemma
    return lemmas
