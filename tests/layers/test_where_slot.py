"""Names that no gazetteer has, where only a place can stand."""

import pytest
from spacy.language import Language
from spacy.tokens import Span as Entity

from rashomon.layers.where import Where
from rashomon.model.place import PlaceMention


def read(nlp: Language, text: str, name: str, label: str) -> dict[str, PlaceMention]:
    """Read a text in which the recogniser calls one stretch something."""
    doc = nlp(text)
    start = text.index(name)
    span = doc.char_span(start, start + len(name), alignment_mode="expand")
    assert span is not None
    others = [e for e in doc.ents if e.end <= span.start or e.start >= span.end]
    own = [Entity(doc, span.start, span.end, label=label)] if label else []
    doc.ents = [*others, *own]
    return {p.span.text: p for p in Where()(doc)._.places}


@pytest.mark.parametrize(
    ("text", "name", "label", "place"),
    [
        ("The clinic in Tal Wendur was shelled.", "Tal Wendur", "PERSON", "Tal Wendur"),
        ("They shot 340 villagers at Zelmo.", "Zelmo", "", "Zelmo"),
        (
            "In Wadi Hemra the Reform Battalions took boys.",
            "Wadi Hemra the Reform Battalions",
            "ORG",
            "Wadi Hemra",
        ),
        ("Near Wendur, strikes hit a convoy.", "Near Wendur", "PERSON", "Wendur"),
        ("Rebels attacked the post at Ostrel Market.", "Ostrel Market", "ORG", "Ostrel Market"),
        ("He fled the rebel stronghold of Mirovel.", "Mirovel", "PERSON", "Mirovel"),
    ],
    ids=["person", "bare", "too-far", "preposition", "site", "stronghold"],
)
def test_an_unknown_name_in_a_place_slot_is_a_place(
    nlp: Language, text: str, name: str, label: str, place: str
) -> None:
    found = read(nlp, text, name, label)
    assert place in found
    assert found[place].lat is None
    assert found[place].reason.startswith("unresolved")


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They lost faith in Wendur after the raid.", "Wendur", "PERSON"),
        ("Tomas Wendur spoke. There was anger in Wendur too.", "Tomas Wendur", "PERSON"),
        ("He wrote about it in Selm Review.", "Selm Review", "ORG"),
        ("He works at Wendur Holdings.", "Wendur Holdings", "ORG"),
        ("They joined in Exercise Wendur.", "Exercise Wendur", "PRODUCT"),
        ("It happened in Wendur's house.", "Wendur", "PERSON"),
        ("A step away from the Wendur regime.", "Wendur", "PERSON"),
    ],
    ids=["trust", "person-of-text", "paper", "firm", "exercise", "owner", "article"],
)
def test_what_is_no_place_is_left_alone(nlp: Language, text: str, name: str, label: str) -> None:
    assert not [one for one in read(nlp, text, name, label) if "Wendur" in one or "Selm" in one]
