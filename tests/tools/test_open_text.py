"""The loader of annotations whose texts are kept elsewhere."""

import gzip
import hashlib
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
TEXT = "KESTREL – The Northmark Front attacked Dovrin. It denied the raid.\nRead more"


@pytest.fixture(scope="module")
def open_text(tool: Callable[[str], ModuleType]) -> ModuleType:
    return tool("open_text")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    trigger = {"start": 20, "end": 28}
    gold = {"published": "2019-05-02", "statements": [{"trigger": trigger, "date": None}]}
    item = {"id": "a", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "start": 10, "end": 66}
    annotations, docs = tmp_path / "annotations.jsonl", tmp_path / "docs.jsonl.gz"
    annotations.write_text(json.dumps({**item, "gold": gold}) + "\n", encoding="utf-8")
    with gzip.open(docs, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "b", "text": "x"}) + "\n")
        file.write(json.dumps({"id": "a", "text": TEXT, "published": "2019-05-02"}) + "\n")
    return annotations, docs


def test_spans_get_their_words_from_the_annotated_stretch(
    open_text: ModuleType, files: tuple[Path, Path]
) -> None:
    (document,) = open_text.load(*files)
    assert document["text"] == "The Northmark Front attacked Dovrin. It denied the raid."
    assert document["published"] == "2019-05-02"
    trigger = document["gold"]["statements"][0]["trigger"]
    assert trigger == {"start": 20, "end": 28, "text": "attacked"}


def test_a_changed_text_is_refused(open_text: ModuleType, files: tuple[Path, Path]) -> None:
    annotations, docs = files
    with gzip.open(docs, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "a", "text": TEXT + "."}) + "\n")
    with pytest.raises(open_text.OpenTextError, match="a: the text in"):
        open_text.load(annotations, docs)


def test_a_missing_text_is_refused(open_text: ModuleType, files: tuple[Path, Path]) -> None:
    annotations, docs = files
    with gzip.open(docs, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "b", "text": TEXT}) + "\n")
    with pytest.raises(open_text.OpenTextError, match="a: no such document"):
        open_text.load(annotations, docs)


@pytest.mark.parametrize("path", ["tools/training/invented.jsonl", "tests/gate/reading.jsonl"])
def test_every_span_of_the_invented_texts_fits(path: str) -> None:
    for line in (TOOLS.parent / path).read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        gold, text = document["gold"], document["text"]
        attributions = [s for a in gold["attributions"] for r in ("source", "cue") for s in a[r]]
        contents = [s for a in gold["attributions"] for s in a["content"]]
        triggers = [s["trigger"] for s in gold["statements"]]
        for span in [*triggers, *attributions, *contents, *gold["ignore"]]:
            assert text[span["start"] : span["end"]] == span["text"] != ""
        ends = [(t["start"], t["end"]) for t in sorted(triggers, key=lambda t: t["start"])]
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends)), document["id"]


def test_no_gate_text_is_trained_on() -> None:
    def texts(path: str) -> set[str]:
        lines = (TOOLS.parent / path).read_text(encoding="utf-8").splitlines()
        return {json.loads(line)["text"] for line in lines}

    gate, trained = texts("tests/gate/reading.jsonl"), texts("tools/training/invented.jsonl")
    assert gate
    assert trained
    assert not gate & trained
