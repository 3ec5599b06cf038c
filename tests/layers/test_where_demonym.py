"""Which demonyms of the layer `where` have a point, and which namesakes and communities none."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from rashomon.layers.where import Where
from rashomon.model.place import PlaceMention

Reader = Callable[[str], dict[str, PlaceMention]]


@pytest.fixture(scope="module")
def read(nlp: Language, places_layer: Where) -> Reader:
    return lambda text: {place.span.text: place for place in places_layer(nlp(text))._.places}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Syrian forces left Kestrel.", "Syrian", id="forces"),
        pytest.param("The Syrian government closed the port.", "Syrian", id="government"),
        pytest.param("Two Syrian soldiers were seen in Kestrel.", "Syrian", id="soldiers"),
        pytest.param("A Syrian refugee camp burned.", "Syrian", id="camp"),
        pytest.param("They crossed the Syrian border.", "Syrian", id="border"),
        pytest.param("The Syrian Foreign Ministry closed.", "Syrian", id="ministry"),
    ],
)
def test_what_stands_for_a_state_has_its_point(read: Reader, text: str, name: str) -> None:
    assert read(text)[name].lat == pytest.approx(35, abs=1)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        pytest.param("Two Syrian women sang in Kestrel.", "Syrian", "SYR", id="persons"),
        pytest.param("Many Syrians live in Kestrel.", "Syrians", "SYR", id="people"),
        pytest.param("Many Iraqis live in Kestrel.", "Iraqis", "IRQ", id="people-in-s"),
        pytest.param("The Syrian Heart Society met in Kestrel.", "Syrian", "SYR", id="body"),
        pytest.param("European officials met in Kestrel.", "European", None, id="continent"),
    ],
)
def test_what_tells_origin_alone_keeps_its_id_and_has_no_point(
    read: Reader, text: str, name: str, place: str | None
) -> None:
    found = read(text)[name]
    assert (found.demonym, found.country, found.lat, found.lon) == (True, place, None, None)
    assert found.id
    assert found.reason.startswith("no point: ")


def test_one_of_many_like_named_towns_needs_more_than_the_odds(read: Reader) -> None:
    place = read("They met in Peoria in the United States.")["Peoria"]
    assert (place.lat, place.rule) == (None, "place.ambiguous")
    assert read("They met in Peoria, Illinois.")["Peoria"].lat is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Egypt's elders met in Cairo; the wish of Ismaili hurt Egypt.",
            "Ismaili",
            id="community",
        ),
        pytest.param("Envoys spoke of euro-Atlantic unity.", "Atlantic", id="across-an-ocean"),
        pytest.param("It was built between 250 and 100 B.C. by traders.", "B.C.", id="era"),
        pytest.param(
            "Virginia closed. They say the Reston ebolavirus is mild.", "Reston", id="virus"
        ),
    ],
)
def test_names_of_other_things_are_no_places(read: Reader, text: str, name: str) -> None:
    assert getattr(read(text).get(name), "lat", None) is None
