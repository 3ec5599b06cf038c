"""The cue lexicon: words that hand what follows to a speaker ("said", "according to").

``load_cues()`` reads ``en/cues.toml`` (classes, constructions, lists about speakers) and
``en/cues.tsv`` (the cues) once. "The Coast Guard denied that a boat had sunk": look up
``verbs["deny"]``; its class says stance ``denies``, its frames say that a that-clause is content.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rashomon.errors import RuleFileError
from rashomon.lexicon.rule_file import read_text, read_toml

EN: Final = Path(__file__).parent / "en"
COLUMNS: Final = ["cue", "pos", "class", "frames", "unless"]
POS: Final = frozenset({"verb", "noun", "adj", "adv", "prep"})
STANCES: Final = frozenset({"asserts", "denies", "doubts", "asks", "hopes", "fears"})
FRAMES: Final = frozenset(
    {"that", "wh", "to", "obj-to", "obj-that", "ing", "np", "doc-np", "said-np", "np-of"}
    | {"as", "pred", "quote", "adv", "attr"}
)
BLOCKS: Final = frozenset({"obj", "next", "prep", "subj"})
CLASS_KEYS: Final = frozenset({"id", "stance", "speech", "tells", "match"})
RULE_KEYS: Final = frozenset({"id", "citation", "note", "match", "reject"})
_MARK: Final = re.compile(r"\[([^\]]+)\]([SQC])")
SPEAKER_KEYS: Final = frozenset({"id", "words", "phrases"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CueClass:
    """What a family of cues does.

    Attributes:
        id: ``says`` ``claims`` ``admits`` …
        stance: How the speaker stands to the content.
        speech: False for attitudes ("believes"), which are no act of saying.
        tells: False where the cue is an act of its own (orders, demands, wants): who performs it
            is no witness to the content.
        match: Sentences that must give this class, spans marked.
    """

    id: str
    stance: str
    speech: bool
    tells: bool
    match: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue and the constructions in which it takes content.

    Attributes:
        words: Lemma of the head first, then the words that must follow ("point", "out").
        pos: ``verb`` ``noun`` ``adj`` ``adv`` ``prep``.
        family: Its class.
        frames: ``that`` ``wh`` ``to`` ``obj-to`` ``obj-that`` ``ing`` ``np`` ``as`` ``pred``
            ``quote``, ``doc-np`` (an object, if a document is the subject), ``said-np`` (an object
            that is a claim), ``np-of`` (an object and what it is cleared of), or ``p.`` and a
            preposition.
        unless: Lemmas that block it: as object, next word, preposition or subject.
    """

    words: tuple[str, ...]
    pos: str
    family: CueClass
    frames: frozenset[str]
    unless: Mapping[str, frozenset[str]]

    @property
    def text(self) -> str:
        """The cue as the lexicon writes it."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Construction:
    """A named way to attribute, with sentences that prove it.

    Attributes:
        id: What `Attribution.rule` carries: ``said.clause``.
        citation: Why the rule is believed.
        match: Sentences in which it fires, spans marked.
        reject: Sentences in which nothing is attributed.
    """

    id: str
    citation: str
    match: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerList:
    """Words that tell something about a speaker or a denial.

    Attributes:
        words: Lemmas of a head noun.
        phrases: Lower-case stretches of text, whole words.
    """

    words: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLexicon:
    """Everything that the attribution layer knows about words.

    Attributes:
        cues: By part of speech, then by lemma of the head word; longer cues first.
        classes: By id, in file order.
        constructions: By id, in file order.
        speakers: Lists by id: ``document``, ``collective``, ``basis.video``, ``denial.agency`` …
    """

    cues: Mapping[str, Mapping[str, tuple[Cue, ...]]]
    classes: Mapping[str, CueClass]
    constructions: Mapping[str, Construction]
    speakers: Mapping[str, SpeakerList]


def read_marked(marked: str) -> tuple[str, dict[str, tuple[tuple[int, int], ...]]]:
    """Strip the marks of an example and give the spans that they stood for.

    Args:
        marked: ``"[Rebels]S [claimed]Q [they hold it]C."``; several marks of one letter are the
            pieces of one discontinuous whole.

    Returns:
        The plain text, and by mark the ``(start, end)`` pairs in its code points, end exclusive.
    """
    plain, last = "", 0
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for found in _MARK.finditer(marked):
        plain += marked[last : found.start()]
        piece = len(plain), len(plain) + len(found[1])
        spans[found[2]] = (*spans.get(found[2], ()), piece)
        plain += found[1]
        last = found.end()
    return plain + marked[last:], spans


@lru_cache(maxsize=1)
def load_cues() -> CueLexicon:
    """Load the English cue lexicon, once.

    Raises:
        RuleFileError: A file breaks the schema.
    """
    return read_cues(EN / "cues.toml", EN / "cues.tsv")


def read_cues(rules: Path, table: Path) -> CueLexicon:
    """Read and check a pair of files.

    Args:
        rules: TOML file with classes, constructions and speaker lists.
        table: TSV file with one cue a line.

    Raises:
        RuleFileError: Unknown or missing key, repeated id, non-NFC text, dangling reference.
    """
    data = read_toml(rules)
    if unknown := data.keys() - {"schema", "language", "class", "rule", "speaker"}:
        raise RuleFileError(rules.name, None, f"unknown {sorted(unknown)}")
    classes = {raw["id"]: _class(raw, rules.name) for raw in _unique(data, "class", rules.name)}
    constructions = {
        raw["id"]: _construction(raw, rules.name) for raw in _unique(data, "rule", rules.name)
    }
    speakers = {
        raw["id"]: _speaker_list(raw, rules.name) for raw in _unique(data, "speaker", rules.name)
    }
    return CueLexicon(
        cues=_read_table(table, classes),
        classes=classes,
        constructions=constructions,
        speakers=speakers,
    )


def _unique(data: Mapping[str, Any], key: str, name: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for raw in data.get(key, []):
        rule_id = str(raw.get("id", "?"))
        if "id" not in raw:
            raise RuleFileError(name, rule_id, "missing ['id']")
        if rule_id in found:
            raise RuleFileError(name, rule_id, "id used twice")
        found[rule_id] = raw
    return list(found.values())


def _check_keys(
    raw: Mapping[str, Any], name: str, required: frozenset[str], optional: frozenset[str]
) -> None:
    rule_id = str(raw["id"])
    if missing := required - raw.keys():
        raise RuleFileError(name, rule_id, f"missing {sorted(missing)}")
    if unknown := raw.keys() - required - optional:
        raise RuleFileError(name, rule_id, f"unknown {sorted(unknown)}")


def _class(raw: Mapping[str, Any], name: str) -> CueClass:
    _check_keys(raw, name, CLASS_KEYS, frozenset())
    if raw["stance"] not in STANCES:
        problem = f"stance {raw['stance']!r} not in {sorted(STANCES)}"
        raise RuleFileError(name, raw["id"], problem)
    if not raw["match"]:
        raise RuleFileError(name, raw["id"], "needs at least one match example")
    return CueClass(
        id=raw["id"],
        stance=raw["stance"],
        speech=bool(raw["speech"]),
        tells=bool(raw["tells"]),
        match=tuple(raw["match"]),
    )


def _construction(raw: Mapping[str, Any], name: str) -> Construction:
    _check_keys(raw, name, RULE_KEYS - {"note"}, frozenset({"note"}))
    if not raw["match"] or not raw["reject"]:
        raise RuleFileError(name, raw["id"], "needs at least one match and one reject example")
    return Construction(
        id=raw["id"],
        citation=raw["citation"],
        match=tuple(raw["match"]),
        reject=tuple(raw["reject"]),
    )


def _speaker_list(raw: Mapping[str, Any], name: str) -> SpeakerList:
    _check_keys(raw, name, frozenset({"id"}), SPEAKER_KEYS - {"id"})
    words = [*raw.get("words", []), *raw.get("phrases", [])]
    if not words or not all(words):
        raise RuleFileError(name, raw["id"], "empty list or empty word")
    if len(set(words)) != len(words):
        raise RuleFileError(name, raw["id"], "a word is there twice")
    return SpeakerList(words=frozenset(raw.get("words", ())), phrases=tuple(raw.get("phrases", ())))


def _read_table(
    path: Path, classes: Mapping[str, CueClass]
) -> dict[str, dict[str, tuple[Cue, ...]]]:
    reader = csv.DictReader(read_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if reader.fieldnames != COLUMNS:
        raise RuleFileError(path.name, None, f"columns are {reader.fieldnames}, not {COLUMNS}")
    seen: set[tuple[str, str]] = set()
    found: dict[str, dict[str, list[Cue]]] = {pos: {} for pos in POS}
    for row in reader:
        key = row["cue"], row["pos"]
        if None in row.values() or None in row:
            raise RuleFileError(path.name, row["cue"], f"needs {len(COLUMNS)} columns")
        if key in seen:
            raise RuleFileError(path.name, row["cue"], f"{row['pos']} is there twice")
        seen.add(key)
        cue = _cue(row, classes, path.name)
        found[cue.pos].setdefault(cue.words[0], []).append(cue)
    return {
        pos: {
            head: tuple(sorted(cues, key=lambda c: (-len(c.words), c.words)))
            for head, cues in heads.items()
        }
        for pos, heads in found.items()
    }


def _cue(row: Mapping[str, str], classes: Mapping[str, CueClass], name: str) -> Cue:
    words = tuple(row["cue"].split())
    if not words or row["cue"] != " ".join(words):
        raise RuleFileError(name, row["cue"], "empty cue or stray space")
    if row["pos"] not in POS:
        raise RuleFileError(name, row["cue"], f"pos {row['pos']!r} not in {sorted(POS)}")
    if row["class"] not in classes:
        raise RuleFileError(name, row["cue"], f"class {row['class']!r} is not defined")
    frames = frozenset(row["frames"].split())
    if bad := {f for f in frames if f not in FRAMES and not (f[:2] == "p." and f[2:].isalpha())}:
        raise RuleFileError(name, row["cue"], f"unknown frames {sorted(bad)}")
    if not frames:
        raise RuleFileError(name, row["cue"], "no frame")
    unless: dict[str, set[str]] = {}
    for block in row["unless"].split():
        kind, _, word = block.partition(":")
        if kind not in BLOCKS or not word:
            raise RuleFileError(name, row["cue"], f"unknown block {block!r}")
        unless.setdefault(kind, set()).add(word)
    return Cue(
        words=words,
        pos=row["pos"],
        family=classes[row["class"]],
        frames=frames,
        unless={kind: frozenset(blocked) for kind, blocked in unless.items()},
    )
