"""What the text puts in one province is no namesake in another."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from rashomon.layers.where import Where
from rashomon.model.place import PlaceMention

Reader = Callable[[str], dict[str, PlaceMention]]


@pytest.fixture(scope="module")
def read(nlp: Language, places_layer: Where) -> Reader:
    return lambda text: {p.span.text: p for p in places_layer(nlp(text))._.places}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels burned huts in Kestrel village in Selm province.",
        "An ambush near Kestrel township, Selm province, killed two.",
        "An ambush near Kestrel, Selm province, killed two.",
    ],
    ids=["in", "class-comma", "comma"],
)
def test_a_namesake_elsewhere_is_not_taken(read: Reader, text: str) -> None:
    assert read(text)["Kestrel"].id is None


@pytest.mark.parametrize(
    "text",
    [
        "An ambush near Kestrel township, Northmark province, killed two.",
        "Rebels burned huts in Kestrel and in Selm province.",
    ],
    ids=["within", "list"],
)
def test_it_is_where_nothing_puts_it_elsewhere(read: Reader, text: str) -> None:
    assert read(text)["Kestrel"].id == "user:mrn-kestrel"


def test_a_division_has_its_english_name(read: Reader) -> None:
    assert read("The bridge at El-Arish, North Sinai, fell.")["El-Arish"].admin1 == "North Sinai"
