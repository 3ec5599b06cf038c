"""Fixtures shared by the tests of rules and word lists."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from rashomon.layers.said import create
from rashomon.model.attribution import Attribution

Turned = Callable[[str, str], list[Attribution]]


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
