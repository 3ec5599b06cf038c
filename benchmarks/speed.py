"""Time the whole reading against bare spaCy, in one run over the bundled reports.

    python benchmarks/speed.py [--words 30000] [--rounds 5]

Prints process time a word of bare spaCy and of each step of the reading, the share of each step in
bare spaCy's time, and the ratio of the whole reading to it. The least of the rounds counts, for the
ratio document by document: whatever else the machine does only adds time. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import cycle
from pathlib import Path
from time import process_time

from spacy.tokens import Doc

from rashomon import examples
from rashomon.documents.build import document_from_text
from rashomon.documents.options import ReadOptions
from rashomon.documents.read import read_documents
from rashomon.documents.shadow import make_shadow
from rashomon.model.document import Document
from rashomon.reading.join import join_statements
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import Reader

REPORTS = Path(examples.__file__).parent / "marenna" / "reports"
Times = dict[str, float]


def bundled_documents(words: int) -> list[Document]:
    """Repeat the bundled reports until they hold so many words."""
    reports = [
        item
        for item in read_documents([REPORTS], options=ReadOptions(check_language=False))
        if isinstance(item, Document)
    ]
    found: list[Document] = []
    for number, report in enumerate(cycle(reports)):
        if words <= 0:
            break
        words -= len(report.text.split())
        found.append(
            document_from_text(report.text, key=f"{report.key}#{number}", published="2019-03-14")
        )
    return found


def time_round(reader: Reader, documents: Iterable[Document]) -> Times:
    """Read all documents once, step by step, as the reader does; seconds by step."""
    spent: Times = defaultdict(float)

    def timed(step: str, call: Callable[[], Doc]) -> Doc:
        start = process_time()
        result = call()
        spent[step] += process_time() - start
        return result

    for document in documents:
        start = process_time()
        text = make_shadow(document.text).text
        spent["repair"] += process_time() - start
        doc = timed("spacy", lambda text=text: reader.nlp.make_doc(text))  # type: ignore[misc]
        doc._.document = document
        for name, component in reader.nlp.pipeline:
            step = name.removeprefix("rashomon_") if name.startswith("rashomon_") else "spacy"
            doc = timed(step, lambda c=component, d=doc: c(d))  # type: ignore[misc]
        start = process_time()
        join_statements(doc, document)
        spent["join"] += process_time() - start
    return spent


def time_both(reader: Reader, document: Document) -> tuple[float, float]:
    """Parse one text with bare spaCy, then read it whole; seconds of each.

    One right after the other, so that both meet the same machine.
    """
    layers = [name for name in reader.nlp.pipe_names if name.startswith("rashomon_")]
    with reader.nlp.select_pipes(disable=layers):
        start = process_time()
        reader.nlp(document.text)
        bare = process_time() - start
    start = process_time()
    reader.read(document)
    return bare, process_time() - start


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    documents = bundled_documents(options.words)
    words = sum(len(d.text.split()) for d in documents)
    reader = Reader(knowledge=Knowledge(actors=examples.actors()))
    reader.read(documents[0])

    times, rounds = [], []
    for _ in range(options.rounds):
        times.append([time_both(reader, document) for document in documents])
        rounds.append(time_round(reader, documents))
    least = [[min(t) for t in zip(*pairs, strict=True)] for pairs in zip(*times, strict=True)]
    base, total = (sum(spent) for spent in zip(*least, strict=True))
    write = sys.stdout.write
    write(f"{len(documents)} documents, {words:,} words, least of {options.rounds} rounds\n\n")
    write(f"{'step':16}{'µs a word':>10}{'of bare spaCy':>15}\n")
    write(f"{'bare spaCy':16}{base / words * 1e6:10.1f}{'100.0 %':>15}\n")
    for step in rounds[0]:
        spent = min(r[step] for r in rounds)
        write(f"{step:16}{spent / words * 1e6:10.1f}{f'{spent / base:.1%}':>15}\n")
    write(f"{'whole reading':16}{total / words * 1e6:10.1f}{f'{total / base:.1%}':>15}\n")
    write(f"\nratio {total / base:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
