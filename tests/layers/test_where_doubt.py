"""Which names of the layer `where` get no point, or another one, by what stands around them."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from rashomon.layers.where import Where
from rashomon.layers.where_named import initialled
from rashomon.layers.where_sight import read_words
from rashomon.model.document import Document
from rashomon.model.place import PlaceMention

Reader = Callable[[str], dict[str, PlaceMention]]
NEW_YORK_STATE = "geonames:5128638"
WASHINGTON_STATE = "geonames:5815135"


@pytest.fixture(scope="module")
def read(nlp: Language, places_layer: Where) -> Reader:
    def read_places(text: str) -> dict[str, PlaceMention]:
        doc = nlp(text)
        doc._.document = Document(id="d", key="d", sha256="", text=text)
        return {place.span.text: place for place in places_layer(doc)._.places}

    return read_places


def test_a_small_town_far_from_all_that_is_told_has_no_point(read: Reader) -> None:
    place = read("He spoke of the United States and met friends in Skaneateles.")["Skaneateles"]
    assert (place.lat, place.rule) == (None, "place.unsupported.town")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("They met in Skaneateles, New York.", "Skaneateles", id="container"),
        pytest.param("They left Syracuse, New York, for Skaneateles.", "Skaneateles", id="near"),
        pytest.param(
            "They met in Winterswijk, in the east of the Netherlands.", "Winterswijk", id="country"
        ),
        pytest.param("They met in Chicago.", "Chicago", id="large"),
        pytest.param("They met in Kestrel.", "Kestrel", id="the-user's-own"),
    ],
)
def test_a_town_with_some_support_has_a_point(read: Reader, text: str, name: str) -> None:
    assert read(text)[name].lat is not None


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        pytest.param(
            "Storms hit Missouri, New York, North Carolina and Virginia.",
            "New York",
            NEW_YORK_STATE,
            id="list-of-states",
        ),
        pytest.param(
            "Cases were found in Washington, Oregon and California.",
            "Washington",
            WASHINGTON_STATE,
            id="list-with-a-capital",
        ),
        pytest.param(
            "The firm is based in Albany, New York.", "New York", NEW_YORK_STATE, id="container"
        ),
        pytest.param(
            "Roads were shut in Washington and Orange counties in Vermont.",
            "Washington",
            "geonames:5242529",
            id="counties",
        ),
    ],
)
def test_a_list_tells_what_its_members_are(read: Reader, text: str, name: str, place: str) -> None:
    assert read(text)[name].id == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("A lorry hit a wall in Kestrel Road.", "Kestrel", id="street"),
        pytest.param("They fell ill with Kestrel fever.", "Kestrel", id="disease"),
        pytest.param("The leaflet was printed in Danish.", "Danish", id="language"),
        pytest.param("Native Americans live on the coast.", "Americans", id="people"),
    ],
)
def test_a_name_of_another_thing_is_no_place(read: Reader, text: str, name: str) -> None:
    assert name not in read(text)


def test_an_initial_gives_a_surname_away(nlp: Language) -> None:
    words = read_words(nlp.make_doc("The trial of Jonas R. Kestrel opened in Port Selm."))
    assert initialled(words) == {"kestrel"}


def test_the_council_of_a_city_names_the_city(read: Reader) -> None:
    assert "Alexandria" in read("The Alexandria City Council met in Virginia.")


def test_a_river_is_not_the_county_called_after_it(read: Reader) -> None:
    found = read("The Red River rose in Texas.").get("Red River")
    assert found is None or found.kind != "admin2"
