"""Put annotations of openly licensed texts together with the texts, which are kept elsewhere.

A line of the annotations is ``{"id", "sha256", "start", "end", "gold"}``: SHA-256 of the whole
original text (UTF-8), the annotated stretch ``[start, end)`` of it, and annotations whose spans are
``{"start", "end"}`` relative to that stretch. Offsets are Unicode code points, end exclusive.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class TextDiffersError(ValueError):
    """The text of a document is missing or is not the one that was annotated."""

    def __init__(self, key: str, problem: str) -> None:
        self.key = key
        super().__init__(f"{key}: {problem}. Fetch the documents that were annotated")


def read_lines(path: Path) -> Iterator[Json]:
    """Read JSON objects, one a line, from a file that may be gzipped."""
    open_text = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def fill_spans(value: Any, text: str) -> Any:
    """Give a copy of `value` in which each span has its words again."""
    if isinstance(value, list):
        return [fill_spans(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {name: fill_spans(item, text) for name, item in value.items()}
    if copy.keys() == {"start", "end"}:
        copy["text"] = text[copy["start"] : copy["end"]]
    return copy


def load(annotations: Path, docs: Path) -> list[Json]:
    """Rebuild the annotated documents.

    Args:
        annotations: The annotations, such as tools/training/open_text.jsonl.
        docs: JSONL (may be gzipped) of ``{"id", "text"}`` with the whole texts.

    Returns:
        ``{"id", "text", "published", "gold"}`` in the order of the annotations; ``text`` is the
        annotated stretch, every span of ``gold`` has its ``text``.

    Raises:
        TextDiffersError: A text is missing, or its SHA-256 is not the annotated one's.
    """
    wanted = list(read_lines(annotations))
    keys = {item["id"] for item in wanted}
    texts = {d["id"]: d["text"] for d in read_lines(docs) if d["id"] in keys}
    loaded = []
    for item in wanted:
        key = item["id"]
        if key not in texts:
            raise TextDiffersError(key, "no such document")
        if hashlib.sha256(texts[key].encode()).hexdigest() != item["sha256"]:
            raise TextDiffersError(key, "the text is not the one that was annotated")
        text = texts[key][item["start"] : item["end"]]
        gold = fill_spans(item["gold"], text)
        loaded.append({"id": key, "text": text, "published": gold["published"], "gold": gold})
    return loaded
