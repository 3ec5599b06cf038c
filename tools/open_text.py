"""Put annotations of open texts together with the texts, which are kept elsewhere.

An annotation file stands off: a JSON line names a document by id and by the SHA-256 of its whole
text, cuts a stretch ``start``–``end`` out of it, and gives every span as offsets within that
stretch, without its words. The texts come from a second file of JSON lines (``id``, ``text``,
``published``), plain or ``.gz``, whose path the caller gives.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class OpenTextError(ValueError):
    """An annotation does not fit the texts that were given."""


def load(annotations: Path, docs: Path) -> list[dict[str, Any]]:
    """Read annotations and fill the words of their spans in again.

    Args:
        annotations: Lines of ``{"id", "sha256", "start", "end", "gold"}``; offsets in code points.
        docs: Lines of ``{"id", "text", "published", …}``, plain or gzip.

    Returns:
        In the order of the annotations, ``{"id", "text", "published", "gold"}``: ``text`` is the
        stretch, ``published`` the document's, and every span of ``gold`` has its ``text``.

    Raises:
        OpenTextError: If a document is missing, its text has another SHA-256, or a stretch or a
            span lies outside its text.
    """
    entries = list(_lines(annotations))
    wanted = {entry["id"] for entry in entries}
    found = {doc["id"]: doc for doc in _lines(docs) if doc["id"] in wanted}
    return [_join(entry, found.get(entry["id"]), docs) for entry in entries]


def _join(entry: dict[str, Any], doc: dict[str, Any] | None, docs: Path) -> dict[str, Any]:
    key = entry["id"]
    if doc is None:
        raise OpenTextError(f"{key}: no such document in {docs}")
    digest = hashlib.sha256(doc["text"].encode("utf-8")).hexdigest()
    if digest != entry["sha256"]:
        raise OpenTextError(
            f"{key}: the text in {docs} has SHA-256 {digest}, "
            f"the annotation was made on {entry['sha256']}; use the original text"
        )
    start, end = entry["start"], entry["end"]
    if not 0 <= start < end <= len(doc["text"]):
        raise OpenTextError(f"{key}: stretch {start}–{end} lies outside the text")
    text = doc["text"][start:end]
    gold = _filled(entry["gold"], text, key)
    return {"id": key, "text": text, "published": doc.get("published"), "gold": gold}


def _filled(value: Any, text: str, key: str) -> Any:
    """Copy a value of ``gold`` with the words of every span in it."""
    if isinstance(value, list):
        return [_filled(item, text, key) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() != {"start", "end"}:
        return {name: _filled(item, text, key) for name, item in value.items()}
    start, end = value["start"], value["end"]
    if not 0 <= start < end <= len(text):
        raise OpenTextError(f"{key}: span {start}–{end} lies outside the stretch")
    return {"start": start, "end": end, "text": text[start:end]}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
