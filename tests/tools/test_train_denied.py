"""Passages with marked acts: what a mark says, and whom the training asks about it."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PASSAGES = sorted((ROOT / "tools" / "training" / "denied").glob("*.txt"))
LINE = "Shopkeepers say police {B|looted|Shopkeepers|police} the bank; they never {D|left|-} it."


@pytest.fixture(scope="module")
def marks(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("denied_marks")


def test_marks_are_taken_out_and_keep_their_places(marks: ModuleType) -> None:
    text, found = marks.unmark(LINE)
    assert text == "Shopkeepers say police looted the bank; they never left it."
    assert [text[m.start : m.end] for m in found] == ["looted", "left"]
    assert [(m.kind, m.teller, m.denier) for m in found] == [
        ("B", "Shopkeepers", "police"),
        ("D", None, "-"),
    ]


@pytest.mark.parametrize("path", PASSAGES, ids=lambda p: p.stem)
def test_every_passage_is_marked_and_names_who_stands_in_it(marks: ModuleType, path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        text, found = marks.unmark(line)
        assert found, line
        assert not set("{}") & set(text), line
        for name in (n for m in found for n in (m.teller, m.denier) if n not in (None, "-")):
            assert name in text, (name, line)


def test_passages_of_the_gate_are_not_trained_on(marks: ModuleType) -> None:
    trained = {marks.unmark(x)[0] for p in PASSAGES for x in p.read_text("utf-8").splitlines()}
    gate = "\n".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "tests" / "gate").glob("*.jsonl")
    )
    assert len(trained) > 5000
    assert not [t for t in trained if t in gate]
