"""The event lexicon refuses what breaks its format, and says why."""

import re
from pathlib import Path

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.events import (
    CLASS_COLUMNS,
    LEMMA_COLUMNS,
    LIGHT_COLUMNS,
    PATTERN_COLUMNS,
    SENSE_COLUMNS,
    read_events,
)

HEADS = {
    "assault.tsv": SENSE_COLUMNS,
    "light.tsv": LIGHT_COLUMNS,
    "blocking.tsv": PATTERN_COLUMNS,
    "nonevents.tsv": PATTERN_COLUMNS,
}
GOOD = {
    "lemma": "shell",
    "pos": "VERB",
    "type": "ASSAULT",
    "mode": "heavy-weapons",
    "cameo": "194",
    "agent": "subj",
    "target": "obj",
    "needs": "obj:place",
    "weight": "0.9",
    "match": "They [shelled] Dovrin.",
    "reject": "They shelled peas.",
}
LIGHT_GOOD = ["carry out", "obj", "subj", "", "do", "", "They [carried out] a raid.", ""]
TRAP_GOOD = ["price war", "war", "metaphor", "word", "A [price war] began.", ""]


def _folder(tmp_path: Path, rows: dict[str, list[list[str]]]) -> Path:
    """Write a small lexicon: only the given rows below the right headers."""
    (tmp_path / "events").mkdir()
    for name, columns in HEADS.items():
        lines = ["\t".join(row) for row in [columns, *rows.get(name, [])]]
        (tmp_path / "events" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    tables = {"classes.tsv": CLASS_COLUMNS, "lemmas.tsv": LEMMA_COLUMNS}
    for name, columns in (tables | {"plurals.tsv": LEMMA_COLUMNS}).items():
        lines = ["\t".join(row) for row in [columns, *rows.get(name, [])]]
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def _sense_row(**changes: str) -> list[str]:
    return [(GOOD | changes).get(column, "") for column in SENSE_COLUMNS]


def test_a_good_row_loads_with_everything_that_it_says(tmp_path: Path) -> None:
    lexicon = read_events(_folder(tmp_path, {"assault.tsv": [_sense_row()]}))
    (sense,) = lexicon.senses["shell"]
    assert (sense.type, sense.mode, sense.cameo) == ("ASSAULT", "heavy-weapons", "194")
    assert (sense.agent, sense.target, sense.needs.obj) == (
        ("subj",),
        ("obj",),
        frozenset({"place"}),
    )
    assert (sense.rule, sense.weight) == ("event.assault.shell.verb", 0.9)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"lemma": "Shell"}, "lemma is empty, not lower case", id="capital"),
        pytest.param({"pos": "ADV"}, "unknown pos 'ADV'", id="pos"),
        pytest.param({"head": "shell"}, "an expression needs its head", id="head-of-one-word"),
        pytest.param({"lemma": "open fire"}, "an expression needs its head", id="no-head"),
        pytest.param(
            {"lemma": "open fire", "head": "shut"}, "head 'shut' is not in", id="foreign-head"
        ),
        pytest.param({"type": "ATTACK"}, "unknown type 'ATTACK'", id="type"),
        pytest.param({"mode": "visit"}, "ASSAULT has no mode 'visit'", id="mode-of-another-type"),
        pytest.param({"cameo": "19x"}, "bad CAMEO code '19x'", id="cameo"),
        pytest.param({"agent": "subject"}, "unknown ['subject']", id="slot"),
        pytest.param({"content": "whether"}, "unknown ['whether']", id="content"),
        pytest.param({"needs": "object:place"}, "bad condition 'object:place'", id="condition"),
        pytest.param({"needs": "pobj:place"}, "pobj without prep", id="pobj-alone"),
        pytest.param({"needs": "obj:place//group"}, "empty alternative", id="empty-alternative"),
        pytest.param({"context": "war"}, "unknown ['war']", id="context"),
        pytest.param({"violation": "crime"}, "unknown ['crime']", id="violation"),
        pytest.param({"measure": "sad"}, "unknown measure 'sad'", id="measure"),
        pytest.param({"weight": "high"}, "bad weight 'high'", id="weight-is-a-word"),
        pytest.param({"weight": "2"}, "weight 2 is not in 0..1", id="weight-above-one"),
        pytest.param({"match": "They shelled it."}, "match has no bracketed", id="no-brackets"),
        pytest.param({"reject": "[Shelled] peas."}, "reject has brackets", id="reject-brackets"),
        pytest.param({"match": " They [shelled] it."}, "space around a cell", id="space"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(
    tmp_path: Path, changes: dict[str, str], problem: str
) -> None:
    folder = _folder(tmp_path, {"assault.tsv": [_sense_row(**changes)]})
    with pytest.raises(RuleFileError, match=re.escape(problem)):
        read_events(folder)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param({"assault.tsv": [_sense_row()] * 2}, "same sense as", id="same-sense"),
        pytest.param({"light.tsv": [LIGHT_GOOD] * 2}, "repeated", id="same-light-verb"),
        pytest.param({"light.tsv": [["go", "x", *LIGHT_GOOD[2:]]]}, "unknown place", id="place"),
        pytest.param(
            {"light.tsv": [[*LIGHT_GOOD[:4], "stop", *LIGHT_GOOD[5:]]]},
            "unknown aspect 'stop'",
            id="aspect",
        ),
        pytest.param({"blocking.tsv": [TRAP_GOOD] * 2}, "repeated", id="same-trap"),
        pytest.param(
            {"blocking.tsv": [["price war", "peace", *TRAP_GOOD[2:]]]},
            "anchor 'peace'",
            id="anchor",
        ),
        pytest.param(
            {"nonevents.tsv": [[*TRAP_GOOD[:3], "page", *TRAP_GOOD[4:]]]},
            "unknown scope 'page'",
            id="scope",
        ),
        pytest.param({"classes.tsv": [["tank", "weapon", ""]] * 2}, "repeated", id="same-noun"),
        pytest.param({"classes.tsv": [["tank", "toy", ""]]}, "unknown ['toy']", id="class"),
        pytest.param({"classes.tsv": [["tank", "", ""]]}, "no class", id="no-class"),
        pytest.param({"lemmas.tsv": [["raped", "rape"]] * 2}, "repeated", id="same-form"),
        pytest.param({"plurals.tsv": [["bases", "base"]] * 2}, "repeated", id="same-plural"),
        pytest.param({"lemmas.tsv": [["raped"]]}, "1 columns, expected 2", id="columns"),
        pytest.param({"lemmas.tsv": [["cafe\u0301", "cafe"]]}, "normal form C", id="not-nfc"),
    ],
)
def test_a_bad_table_is_refused_with_its_reason(
    tmp_path: Path, rows: dict[str, list[list[str]]], problem: str
) -> None:
    with pytest.raises(RuleFileError, match=re.escape(problem)):
        read_events(_folder(tmp_path, rows))
