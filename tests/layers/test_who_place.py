"""Unknown towns that the model takes for persons."""

import pytest
from spacy.language import Language

from rashomon.layers.who import create


def people(nlp: Language, text: str) -> list[str]:
    doc = create(nlp, "who", [])(nlp(text))
    return [m.span.text for m in doc._.actors if m.kind == "person"]


@pytest.mark.parametrize(
    "text",
    ["The clinic in Tal Nur was shelled.", "Near Ar Wendah, five strikes hit."],
    ids=["behind-in", "preposition-in-name"],
)
def test_an_unknown_place_is_no_person(nlp: Language, text: str) -> None:
    assert people(nlp, text) == []


def test_a_person_in_whom_one_trusts_stays_one(nlp: Language) -> None:
    assert people(nlp, "They have confidence in Ilse Varga.") == ["Ilse Varga"]
