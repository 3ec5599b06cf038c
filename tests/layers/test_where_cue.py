"""Names that must be places by what stands around them, whatever the recogniser calls them."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Span as Entity

from rashomon.layers.where import Where
from rashomon.model.place import PlaceMention

Reader = Callable[[str, str, str], dict[str, PlaceMention]]


@pytest.fixture(scope="module")
def read(nlp: Language, places_layer: Where) -> Reader:
    """Read a text in which one name has a label that misleads."""

    def places(text: str, name: str, label: str) -> dict[str, PlaceMention]:
        doc = nlp(text)
        start = text.index(name)
        span = doc.char_span(start, start + len(name), alignment_mode="expand")
        assert span is not None
        others = [e for e in doc.ents if e.end <= span.start or e.start >= span.end]
        doc.ents = [*others, Entity(doc, span.start, span.end, label=label)]
        return {p.span.text: p for p in places_layer(doc)._.places if p.lat is not None}

    return places


@pytest.mark.parametrize("label", ["PERSON", "NORP", "PRODUCT", "CARDINAL", "ORDINAL", "LANGUAGE"])
@pytest.mark.parametrize(
    "text",
    [
        "Clashes in the countryside of Dovrin kill two.",
        "More dead in the massacre of Dovrin.",
        "Shelling by the army on Dovrin kills two.",
        "Clashes broke out in eastern Dovrin.",
    ],
    ids=["countryside", "massacre", "on", "direction"],
)
def test_a_scene_asks_for_a_place(read: Reader, text: str, label: str) -> None:
    assert "Dovrin" in read(text, "Dovrin", label)


def test_a_person_stays_a_person(read: Reader) -> None:
    text = "The massacre of General Dovrin and his men was condemned."
    assert "Dovrin" not in read(text, "Dovrin", "PERSON")


def test_a_dash_behind_a_name_is_not_of_it(read: Reader) -> None:
    found = read("Two civilians killed near Dovrin - army staff", "Dovrin -", "ORG")
    assert "Dovrin" in found


def test_a_hyphen_goes_on_to_another_name(nlp: Language) -> None:
    found = Where()(nlp("Clashes around Der-Ozzar farm went on."))._.places
    assert "Der" not in {p.span.text for p in found}


def test_a_village_in_a_place_of_another_country_is_left_open(nlp: Language) -> None:
    text = "A raid on the village of Zara in Hama killed two civilians."
    found = {p.span.text: p for p in Where()(nlp(text))._.places}
    assert found["Hama"].country == "SYR"
    assert found.get("Zara") is None or found["Zara"].country != "TUR"


@pytest.mark.parametrize("alert", ["URGENT", "BREAKING"])
def test_an_alert_is_no_part_of_the_name_behind_it(read: Reader, alert: str) -> None:
    text = f"{alert} Lower Tamsin shelled, eight dead"
    assert "Lower Tamsin" in read(text, f"{alert} Lower Tamsin", "PERSON")
