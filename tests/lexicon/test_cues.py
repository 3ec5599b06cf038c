"""The cue loader refuses a bad file, and names the file, the entry and the fault."""

from pathlib import Path

import pytest
from spacy.language import Language

from rashomon.errors import RuleFileError
from rashomon.layers.said import create
from rashomon.lexicon.cues import load_cues, read_cues, read_marked

CLASS = '[[class]]\nid = "says"\nstance = "asserts"\nspeech = true\ntells = true\nmatch = ["m"]\n'
RULE = '[[rule]]\nid = "said.x"\ncitation = "c"\nmatch = ["m"]\nreject = ["r"]\n'
SPEAKER = '[[speaker]]\nid = "document"\nwords = ["report"]\n'
HEAD = "cue\tpos\tclass\tframes\tunless\n"
SAY = "say\tverb\tsays\tthat quote\t\n"


def write(folder: Path, rules: str, table: str) -> tuple[Path, Path]:
    paths = folder / "cues.toml", folder / "cues.tsv"
    for path, text in zip(paths, (rules, table), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_a_good_pair_of_files_loads(tmp_path: Path) -> None:
    lexicon = read_cues(*write(tmp_path, CLASS + RULE + SPEAKER, HEAD + SAY))
    cue = lexicon.cues["verb"]["say"][0]
    assert (cue.text, cue.family.stance, cue.frames) == ("say", "asserts", {"that", "quote"})


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        pytest.param('[[colour]]\nid = "x"\n', "unknown ['colour']", id="unknown-table"),
        pytest.param(CLASS + CLASS, "[says]: id used twice", id="repeated-class"),
        pytest.param(
            CLASS.replace("asserts", "maybe"), "[says]: stance 'maybe' not in", id="unknown-stance"
        ),
        pytest.param(CLASS.replace("speech = true\n", ""), "missing ['speech']", id="missing-key"),
        pytest.param(
            CLASS.replace('["m"]', "[]"), "needs at least one match example", id="class-unproved"
        ),
        pytest.param(
            CLASS + RULE.replace('["r"]', "[]"), "one match and one reject", id="no-reject-example"
        ),
        pytest.param(CLASS + RULE + 'colour = "red"\n', "unknown ['colour']", id="unknown-key"),
        pytest.param(CLASS + SPEAKER + SPEAKER, "id used twice", id="repeated-list"),
        pytest.param(
            CLASS + SPEAKER.replace('["report"]', '["a", "a"]'), "there twice", id="repeated-word"
        ),
        pytest.param(CLASS + SPEAKER.replace('"report"', '""'), "empty word", id="empty-word"),
        pytest.param(CLASS.replace('"m"', '"e\u0301"'), "normal form C", id="not-nfc"),
        pytest.param(CLASS + '[[rule]]\ncitation = "c"\n', "missing ['id']", id="no-id"),
    ],
)
def test_bad_rules_are_refused(tmp_path: Path, rules: str, problem: str) -> None:
    with pytest.raises(RuleFileError, match=r"cues\.toml") as caught:
        read_cues(*write(tmp_path, rules, HEAD + SAY))
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        pytest.param("cue\tpos\n", "columns are ['cue', 'pos']", id="columns"),
        pytest.param(HEAD + SAY + SAY, "[say]: verb is there twice", id="repeated-cue"),
        pytest.param(HEAD + "say\tverb\n", "[say]: needs 5 columns", id="short-row"),
        pytest.param(HEAD + SAY.replace("verb", "word"), "pos 'word' not in", id="unknown-pos"),
        pytest.param(
            HEAD + SAY.replace("says", "sings"), "class 'sings' is not defined", id="dangling-class"
        ),
        pytest.param(HEAD + SAY.replace("quote", "quot"), "frames ['quot']", id="unknown-frame"),
        pytest.param(HEAD + SAY.replace("that quote", ""), "no frame", id="no-frame"),
        pytest.param(HEAD + SAY[:-1] + "colour:red\n", "unknown block 'colour:red'", id="block"),
        pytest.param(HEAD + SAY.replace("say\t", "say  so\t"), "stray space", id="stray-space"),
    ],
)
def test_bad_tables_are_refused(tmp_path: Path, table: str, problem: str) -> None:
    with pytest.raises(RuleFileError, match=r"cues\.tsv") as caught:
        read_cues(*write(tmp_path, CLASS, table))
    assert problem in str(caught.value)


def test_marks_of_one_letter_are_pieces_of_one_whole() -> None:
    text, spans = read_marked("[A]C, [B]S [said]Q, [C]C.")
    assert text == "A, B said, C."
    assert spans == {"C": ((0, 1), (11, 12)), "S": ((3, 4),), "Q": ((5, 9),)}


FRAMES = {
    "that": "Officials will {} that the old bridge has fallen.",
    "to": "Officials will {} to open the old bridge.",
    "np": "Officials will {} the attack on the bridge.",
}
FLOOR = {"that": 0.97, "to": 0.94, "np": 0.95}
"""Share of the verbs found in the plainest sentence of a frame; the rest the tagger mistakes."""


@pytest.mark.parametrize("frame", FRAMES)
def test_nearly_every_verb_fills_its_frames(nlp: Language, frame: str) -> None:
    said = create(nlp, "said")
    cues = [c for group in load_cues().cues["verb"].values() for c in group if frame in c.frames]
    texts = [FRAMES[frame].format(c.text) for c in cues]
    found = [bool(said(doc)._.attributions) for doc in nlp.pipe(texts)]
    missed = [c.text for c, hit in zip(cues, found, strict=True) if not hit]
    assert sum(found) / len(found) >= FLOOR[frame], missed


def blocked() -> list[tuple[str, str]]:
    cues = [c for group in load_cues().cues["verb"].values() for c in group if len(c.words) == 1]
    return [
        (c.text, noun)
        for c in cues
        for noun in sorted(c.unless.get("obj", ()))
        if noun.islower() and "np" in c.frames
    ]


def test_a_trap_is_no_cue(nlp: Language) -> None:
    said = create(nlp, "said")
    pairs = blocked()
    docs = nlp.pipe(f"The crew will {verb} the {noun}." for verb, noun in pairs)
    sprung = [pair for pair, doc in zip(pairs, docs, strict=True) if said(doc)._.attributions]
    assert len(pairs) > 200
    assert len(sprung) / len(pairs) < 0.03, sprung
