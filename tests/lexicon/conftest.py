"""Fixtures shared by the tests of rules and word lists."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Token

from rashomon.layers.said import create
from rashomon.lexicon.words import WordList
from rashomon.model.attribution import Attribution
from rashomon.reading.reader import Knowledge, load_pipeline

MARENNA = tuple(str(p) for p in (Path(__file__).parents[1] / "knowledge/marenna").glob("*.tsv"))
Turned = Callable[[str, str], list[Attribution]]
Question = Callable[[Token], bool]
Wrong = Callable[[WordList, Question], list[str]]


@pytest.fixture(scope="session")
def turned(nlp: Language) -> Turned:
    """Read an example and give what a rule, by its id, turned over the words in its brackets."""

    def read(marked: str, rule_id: str) -> list[Attribution]:
        start, end = marked.index("["), marked.index("]") - 1
        doc = create(nlp, "said")(nlp(marked.replace("[", "").replace("]", "")))
        return [
            a
            for a in (*doc._.attributions, *doc._.denials)
            if a.turned == rule_id and any(c.start <= start and end <= c.end for c in a.content)
        ]

    return read


@pytest.fixture(scope="session")
def layers() -> Language:
    """The layers up to the events, with the actors of an invented country."""
    return load_pipeline(upto="did", knowledge=Knowledge(actors=MARENNA))


def marked(nlp: Language, example: str) -> Token:
    """Give the word in the brackets of an example."""
    doc = nlp(re.sub(r"[\[\]]", "", example))
    return next(t for t in doc if t.idx == example.index("["))


def holders(one: WordList) -> list[tuple[object, str]]:
    """Give the modules of the layers that hold a list, and its name there."""
    modules = [m for name, m in sys.modules.items() if name.startswith("rashomon.layers.")]
    return [(m, name) for m in modules for name, v in vars(m).items() if v is one.words]


@pytest.fixture
def wrong(layers: Language) -> Wrong:
    """Give the examples of a list that its question answers wrongly."""

    def ask(one: WordList, question: Question) -> list[str]:
        missed = [e for e in one.match if not question(marked(layers, e))]
        return missed + [e for e in one.reject if question(marked(layers, e))]

    return ask


@pytest.fixture
def wrong_when_empty(layers: Language, monkeypatch: pytest.MonkeyPatch) -> Wrong:
    """Give the matches of a list that its question would still answer with yes were it empty."""

    def ask(one: WordList, question: Question) -> list[str]:
        assert holders(one), "no layer asks for it"
        for module, name in holders(one):
            monkeypatch.setattr(module, name, frozenset())
        return [e for e in one.match if question(marked(layers, e))]

    return ask
