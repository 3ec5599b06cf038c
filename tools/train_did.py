"""Train the learned parts of the event layer on annotated documents.

    python tools/train_did.py ANNOTATED.jsonl[.gz]... [--docs DOCS] [--without FILE]...

A line of ANNOTATED is a document ``{"id", "text", "published", "gold": {"statements": [...],
"ignore": [...]}}``, as described in docs/how-to/annotate.md. A file whose lines have no ``text``
stands off: its texts are looked up by id in DOCS (see open_text.py). Documents whose text stands in
a ``--without`` file are left out, so that what is measured is never trained on. Writes ``did.npz``,
``did_parts.npz`` and ``howreal.npz`` to ``src/rashomon/layers/weights``. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from fit import Head, fit
from open_text import load
from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.layers.did_arguments import Trigger, frame_roles, noun_phrase, path_between
from rashomon.layers.did_candidates import Candidate, candidate_pair_features, sentence_candidates
from rashomon.layers.did_guards import light_of
from rashomon.layers.did_people import participant
from rashomon.layers.did_senses import choose_sense, relaxed_sense
from rashomon.layers.did_triggers import candidate_features, candidates
from rashomon.layers.features import dense_rows
from rashomon.layers.howreal import status_features
from rashomon.layers.howreal_rules import read_realis_of
from rashomon.layers.linear import DATA
from rashomon.lexicon.events import load_events
from rashomon.lexicon.realis import load_realis
from rashomon.model.document import Document
from rashomon.model.place import PlaceMention
from rashomon.model.time import TimeMention
from rashomon.reading.reader import load_pipeline, parse

Json = dict[str, Any]
ToShadow = Callable[[int], int]
Labels = list[str | None]
"""What each candidate is to an event; None where it may be anything and is not trained on."""


def words(name: str) -> frozenset[str]:
    """Give the words of a name that count, for comparing a gold name with a mention."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'s", "").replace("’s", "")
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    small = {"the", "a", "an", "of", "and", "s", "al", "el"}
    return frozenset(
        w[:-1] if len(w) > 3 and w.endswith("s") else w for w in kept.split() if w not in small
    )


def is_like(gold: str, names: list[str]) -> bool:
    """Tell whether one of a mention's names is the gold name, by words."""
    for alternative in gold.lstrip("?").split("|"):
        wanted = words(alternative)
        for name in names:
            have = words(name)
            if wanted and have and (wanted <= have or have <= wanted):
                return True
    return False


def first(value: str | None) -> str:
    """Give the first of ``"A|B"``; ``none`` for nothing."""
    return (value or "none").split("|")[0]


def root(doc: Doc, offsets: Json, to_shadow: ToShadow) -> Token | None:
    """Give the head token of an annotated span."""
    start, end = to_shadow(offsets["start"]), to_shadow(offsets["end"])
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


class Trainer:
    """Collects rows from documents."""

    def __init__(self) -> None:
        self.lexicon = load_events()
        self.trigger = Head("trigger", strength=0.3)
        self.kind = Head("kind", strength=0.3)
        self.type = Head("type", strength=1.0)
        self.status = Head("status", strength=0.5)
        self.rekind = Head("kind", strength=0.5)
        self.realis = load_realis()
        self.role = Head("role", strength=0.3)

    def add(self, doc: Doc, gold: Json, to_shadow: ToShadow) -> None:
        """Add the rows of one document."""
        named: dict[int, Json] = {}
        neutral: set[int] = set()
        for statement in gold["statements"]:
            token = root(doc, statement["trigger"], to_shadow)
            if token is not None:
                named[token.i] = statement
            for other in statement.get("alternates") or []:
                if (token := root(doc, other, to_shadow)) is not None:
                    neutral.add(token.i)
        for passage in gold["ignore"]:
            start, end = to_shadow(passage["start"]), to_shadow(passage["end"])
            neutral |= {t.i for t in doc if start <= t.idx < end}
        self._tokens(doc, named, neutral)
        for index, statement in named.items():
            self._parts(doc, doc[index], statement)

    def _tokens(self, doc: Doc, named: dict[int, Json], neutral: set[int]) -> None:
        tokens = [t for t in candidates(doc) if t.i in named or t.i not in neutral]
        if not tokens:
            return
        dense = dense_rows(doc, [t.i for t in tokens])
        for token, vector in zip(tokens, dense, strict=True):
            features = candidate_features(token, choose_sense(token, self.lexicon))
            statement = named.get(token.i)
            self.trigger.add(features, vector, "no" if statement is None else "yes")
            if statement is None:
                continue
            left_out = statement.get("unscored") or []
            if "kind" not in left_out:
                self.kind.add(features, vector, first(statement["kind"]))
            if first(statement["kind"]) in ("event", "state") and "type" not in left_out:
                self.type.add(features, vector, first(statement["type"]))
            reading = read_realis_of(token, self.realis)
            act = first(statement["type"])
            row = status_features(token, reading, None if act == "none" else act)
            if "status" not in left_out:
                self.status.add(row, vector, first(statement["status"]))
            if "kind" not in left_out:
                self.rekind.add(row, vector, first(statement["kind"]))

    def add_examples(self, nlp: Language) -> None:
        """Add the lexicon's own examples as rows of the type head."""
        senses = [s for found in self.lexicon.senses.values() for s in found]
        plain = [s.match.replace("[", "").replace("]", "") for s in senses]
        for doc, sense in zip(nlp.pipe(plain), senses, strict=True):
            start, end = sense.match.index("["), sense.match.index("]") - 1
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            token = next((t for t in span if t.lemma_.lower() == sense.head), span.root)
            features = candidate_features(token, choose_sense(token, self.lexicon))
            self.type.add(features, dense_rows(doc, [token.i])[0], sense.type)

    def _parts(self, doc: Doc, token: Token, statement: Json) -> None:
        kind = first(statement["type"])
        sense = choose_sense(token, self.lexicon) or relaxed_sense(token, self.lexicon)
        carried = light_of(token, sense.type if sense else None, self.lexicon)
        trigger = Trigger(
            token=token,
            sense=sense,
            light=carried[0] if carried else None,
            light_entry=carried[1] if carried else None,
            type=None if kind == "none" else kind,
        )
        roles = frame_roles(trigger)
        pool = [c for c in sentence_candidates(doc, token.sent) if c.token.i != token.i]
        labels = _labels(doc, token, statement, pool, roles)
        for candidate, label in zip(pool, labels, strict=True):
            if label is not None:
                features = candidate_pair_features(trigger, candidate, roles, self.lexicon)
                self.role.add(features, np.zeros(0, dtype=np.float32), label)


def _labels(
    doc: Doc, token: Token, statement: Json, pool: list[Candidate], roles: dict[int, str]
) -> Labels:
    """Say what each candidate of a sentence is to one annotated event."""
    left_out = set(statement.get("unscored") or [])
    names = [_names(doc, c) for c in pool]
    labels: Labels = [
        None if _is_open(c, own, left_out) else "none" for c, own in zip(pool, names, strict=True)
    ]
    for role, key in (("agent", "agents"), ("target", "targets"), ("place", "places")):
        what = "place" if role == "place" else "actor"
        for gold in () if key in left_out else statement[key]:
            hits = [n for n, c in enumerate(pool) if c.what == what and is_like(gold, names[n])]
            if not hits:
                continue
            ranked = (
                (roles.get(pool[n].token.i) != role, _distance(token, pool[n]), n) for n in hits
            )
            *_, best = min(ranked)
            for n in hits:
                labels[n] = None if labels[n] == "none" else labels[n]
            labels[best] = None if gold.startswith("?") else role
    if statement["date"] and "date" not in left_out:
        _mark_time(statement["date"], token, pool, labels)
    return labels


def _is_open(candidate: Candidate, names: list[str], left_out: set[str]) -> bool:
    """Tell a candidate that may be anything: its field is unscored, or nobody knows who it is."""
    if candidate.what == "actor" and candidate.token.pos_ == "PRON" and not names:
        return True
    keys = {"time": {"date"}, "place": {"places"}}.get(candidate.what, {"agents", "targets"})
    return bool(keys & left_out)


def _distance(token: Token, candidate: Candidate) -> int:
    return len(path_between(token, candidate.token) or "x" * 99)


def _mark_time(date: list[str], token: Token, pool: list[Candidate], labels: Labels) -> None:
    """Label the nearest mention of the annotated days; changes `labels`."""
    hits = [
        n
        for n, c in enumerate(pool)
        if isinstance(c.mention, TimeMention)
        and c.mention.start
        and [c.mention.start[:10], (c.mention.end or "")[:10]] == list(date)
    ]
    for n in hits:
        labels[n] = None
    if hits:
        labels[min(hits, key=lambda n: _distance(token, pool[n]))] = "time"


def _names(doc: Doc, candidate: Candidate) -> list[str]:
    if isinstance(candidate.mention, PlaceMention):
        return [candidate.mention.name, candidate.mention.span.text]
    if candidate.what == "time":
        return []
    found = participant(doc, candidate.token)
    if found is None:
        return []
    start, end = noun_phrase(doc, candidate.token)
    own = [] if candidate.token.pos_ == "PRON" else [doc[start:end].text]
    return (
        [found.name, found.mention.text, *own] if candidate.token.pos_ != "PRON" else [found.name]
    )


def read(path: Path, docs: Path | None = None) -> list[Json]:
    """Read a file of annotated documents.

    Args:
        path: JSON lines, plain or gzip.
        docs: Where the texts are, if the file stands off.

    Raises:
        SystemExit: The file has no texts, and `docs` was not given.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    if all("text" in record for record in records):
        return records
    if docs is None:
        raise SystemExit(f"{path}: has no texts; say where they are with --docs DOCS.jsonl.gz")
    return load(path, docs)


def records_to_train_on(about: str | None) -> list[Json]:
    """Read the annotated documents that the command line names, without those that are measured.

    Args:
        about: What the script says of itself.
    """
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="*", type=Path)
    parser.add_argument("--docs", type=Path, help="texts of annotations that stand off")
    parser.add_argument("--without", action="append", default=[], type=Path)
    options = parser.parse_args()
    measured = {d["text"] for p in options.without for d in read(p, options.docs)}
    records = [record for path in options.data for record in read(path, options.docs)]
    return [record for record in records if record["text"] not in measured]


def main() -> None:
    """Train and write the weights."""
    records = records_to_train_on(__doc__)
    if not records:
        raise SystemExit("say what to train on")
    nlp = load_pipeline(upto="said")
    trainer = Trainer()
    trainer.add_examples(nlp)
    used = 0
    for record in records:
        document = Document(
            id=record["id"],
            key=record["id"],
            sha256="",
            text=record["text"],
            published=record.get("published"),
            published_precision="day" if record.get("published") else None,
        )
        doc, shadow = parse(nlp, document)
        trainer.add(doc, record["gold"], partial(bisect_left, list(shadow.offsets)))
        used += 1
    fit([trainer.trigger, trainer.kind, trainer.type], DATA / "did.npz")
    fit([trainer.status, trainer.rekind], DATA / "howreal.npz")
    fit([trainer.role], DATA / "did_parts.npz")
    sys.stderr.write(
        f"{used} documents, {len(trainer.trigger.labels)} candidates, "
        f"{len(trainer.role.labels)} pairs\n"
    )


if __name__ == "__main__":
    main()
