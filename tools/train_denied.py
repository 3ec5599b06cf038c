"""Train the model that tells an act which a speaker denies from one that he tells.

    python tools/train_denied.py [ANNOTATED …] [--docs DOCS.jsonl.gz] [--without DEV.jsonl]

Passages with marked acts stand in ``tools/training/denied/`` (how they are marked: README.md
there). Annotated documents may be given besides: what their statements tell is told there, which
keeps the model from hearing a no in every "not" of ordinary news.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from denied_marks import AUTHOR, Marked, unmark
from fit import Head, fit
from spacy.tokens import Doc
from train_did import records_to_train_on, root

from rashomon.documents.build import document_from_text
from rashomon.documents.shadow import Shadow
from rashomon.layers.denied_features import Told, denied_features, scene_of
from rashomon.layers.linear import DATA
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.reading.reader import load_pipeline, parse

PASSAGES: Final = Path(__file__).parent / "training" / "denied"
SMALL: Final = frozenset("the a an of 's ’s its his her their to in and".split())
NO_DENSE: Final = np.zeros(0, dtype=np.float32)


def rows(doc: Doc, shadow: Shadow, marks: Iterable[Marked]) -> Iterator[tuple[list[str], str]]:
    """Give the features and the answer of every pair of a marked act and who may deny it."""
    scene = scene_of(doc)
    to_shadow = partial(bisect_left, list(shadow.offsets))
    for mark in marks:
        start, end = to_shadow(mark.start), to_shadow(mark.end)
        event = next(
            (e for e in doc._.events if e.trigger.start < end and start < e.trigger.end), None
        )
        if event is None or event.head < 0:
            continue
        own = scene.own(event.head)
        others = list(scene.others(event.head))
        for asked, answer in _answers(mark, own, others):
            yield denied_features(scene, event.head, asked, event), answer


def _answers(
    mark: Marked, own: Told | None, others: list[Told]
) -> Iterator[tuple[Told | None, str]]:
    """Say of everybody who speaks near an act whether he denies it."""
    denier = mark.denier
    deniers = [t for t in others if denier and is_called(t.attribution, denier)]
    owns = own is not None and denier is not None and is_called(own.attribution, denier)
    if denier is None:
        yield own, "told"
    elif owns or (own is None and denier == AUTHOR):
        yield own, "no"
        deniers = []
    elif mark.kind == "B" or deniers or own is None:
        yield own, "other"
    for told in others:
        yield told, "no" if told in deniers else "told"


def is_called(attribution: Attribution, name: str) -> bool:
    """Tell whether an attribution's source is called so: the words of one are among the other's."""
    wanted = _words(name)
    names = [s.text for s in attribution.source]
    if attribution.speaker is not None:
        names.append(attribution.speaker.name)
    return any((w := _words(n)) and (w <= wanted or wanted <= w) for n in names)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[\w’'-]+", name.casefold())) - SMALL


def plain_rows(doc: Doc, shadow: Shadow, gold: dict[str, list[dict]]) -> Iterator[list[str]]:
    """Give the features of acts that an annotated document tells, where no rule hears a no."""
    scene = scene_of(doc)
    to_shadow = partial(bisect_left, list(shadow.offsets))
    events: dict[int, EventMention] = {e.head: e for e in doc._.events}
    for statement in gold["statements"]:
        token = root(doc, statement["trigger"], to_shadow)
        event = None if token is None else events.get(token.i)
        if event is None or statement["polarity"] != "+" or event.polarity == "-":
            continue
        own = scene.own(event.head)
        if own is not None and own.attribution.stance in ("denies", "doubts"):
            continue
        yield denied_features(scene, event.head, own, event)
        for told in scene.others(event.head):
            if told.attribution.stance not in ("denies", "doubts"):
                yield denied_features(scene, event.head, told, event)


def main() -> None:
    """Train and write the weights."""
    records = records_to_train_on(__doc__)
    nlp = load_pipeline(denied=False)
    head = Head("denied", strength=0.1)
    for path in sorted(PASSAGES.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            text, marks = unmark(line)
            doc, shadow = parse(nlp, document_from_text(text, key=f"{path.stem}-{number}"))
            for features, answer in rows(doc, shadow, marks):
                head.add(features, NO_DENSE, answer)
    marked = len(head.labels)
    for record in records:
        doc, shadow = parse(nlp, document_from_text(record["text"], key=record["id"]))
        for features in plain_rows(doc, shadow, record["gold"]):
            head.add(features, NO_DENSE, "told")
    fit([head], DATA / "denied.npz")
    sys.stderr.write(f"{marked} pairs of passages, {len(head.labels) - marked} of documents\n")


if __name__ == "__main__":
    main()
