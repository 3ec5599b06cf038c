"""The layer `where`, on invented places and on plain facts of geography."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from rashomon.layers.where import Where
from rashomon.layers.where_context import find_datelines
from rashomon.model.actor import ActorMention
from rashomon.model.document import Document
from rashomon.model.place import PlaceMention
from rashomon.model.span import Span

Reader = Callable[..., dict[str, PlaceMention]]


@pytest.fixture(scope="module")
def read(nlp: Language, places_layer: Where) -> Reader:
    def read_places(text: str, outlet: str | None = None) -> dict[str, PlaceMention]:
        doc = nlp(text)
        doc._.document = Document(id="d", key="d", sha256="", text=text, outlet=outlet)
        return {place.span.text: place for place in places_layer(doc)._.places}

    return read_places


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        pytest.param(
            "Shells hit Kestrel on Monday in Marenna.", "Kestrel", "user:mrn-kestrel", id="own"
        ),
        pytest.param(
            "Rebels left Harrow Bay, Valdoria.",
            "Harrow Bay",
            "user:vld-harrow-bay",
            id="comma-country",
        ),
        pytest.param(
            "Rebels left Harrow Bay, a town in the province of Northmark.",
            "Harrow Bay",
            "user:mrn-harrow-bay",
            id="town-in-province",
        ),
        pytest.param(
            "Northmark's Harrow Bay was quiet.",
            "Harrow Bay",
            "user:mrn-harrow-bay",
            id="possessive",
        ),
        pytest.param("Troops reached Aleppo.", "Aleppo", "geonames:170063", id="city"),
        pytest.param("Fighting spread in Syria.", "Syria", "geonames:163843", id="country"),
        pytest.param("He was born in Paris, Texas.", "Paris", "geonames:4717560", id="paris-texas"),
        pytest.param(
            "He was born in Paris, France.", "Paris", "geonames:2988507", id="paris-france"
        ),
        pytest.param(
            "It lies near Huntsville, Ala.", "Ala.", "geonames:4829764", id="abbreviation"
        ),
        pytest.param(
            "They met in Washington, D.C., on Friday.", "D.C.", "geonames:4138106", id="dc"
        ),
        pytest.param(
            "He lives in Washington, Pa.", "Washington", "geonames:5218069", id="town-like-state"
        ),
        pytest.param("Rain fell in Texas and Ohio.", "Ohio", "geonames:5165418", id="state"),
        pytest.param(
            "Police in Harris County, Texas, agreed.",
            "Harris County",
            "geonames:4696376",
            id="county",
        ),
        pytest.param("Snow fell across Manitoba.", "Manitoba", "geonames:6065171", id="province"),
        pytest.param("Aid was sent to Africa.", "Africa", "geonames:6255146", id="continent"),
    ],
)
def test_a_name_is_resolved_by_what_stands_around_it(
    text: str, name: str, place: str, read: Reader
) -> None:
    assert read(text)[name].id == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Jordan Smith met Paris Hilton.", "Jordan", id="first-name"),
        pytest.param("Jordan Smith met Paris Hilton.", "Paris", id="celebrity"),
        pytest.param("The Boston Globe reported it.", "Boston", id="paper"),
        pytest.param("She studied at the University of Texas.", "Texas", id="university"),
        pytest.param("They broke the Geneva Conventions.", "Geneva", id="treaty"),
        pytest.param("General Kestrel resigned.", "Kestrel", id="title"),
        pytest.param("He speaks English and reads a lot.", "English", id="language"),
        pytest.param("The SWAT team of the EU left.", "SWAT", id="acronym"),
        pytest.param("Fisher's boat sank.", "Fisher's", id="possessive-of-a-person"),
    ],
)
def test_a_name_inside_another_name_is_left_alone(text: str, name: str, read: Reader) -> None:
    assert name not in read(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("They crossed the Euphrates.", "Euphrates", id="no-article"),
        pytest.param("Syria's army left.", "Syria", id="no-possessive"),
        pytest.param("They fled Deir al-Qasim.", "Deir al-Qasim", id="article-inside"),
    ],
)
def test_spans_leave_out_article_and_possessive(text: str, span: str, read: Reader) -> None:
    assert span in read(text)


def test_a_demonym_is_marked_and_points_to_its_country(read: Reader) -> None:
    place = read("Syrian forces withdrew.")["Syrian"]
    assert (place.demonym, place.country, place.id) == (True, "SYR", "geonames:163843")


def test_a_people_that_the_actor_layer_knows_points_to_the_users_country(
    nlp: Language, places_layer: Where
) -> None:
    doc = nlp("Marennan troops left.")
    span = Span(0, 8, "Marennan")
    doc._.actors = (
        ActorMention(span=span, name="Marenna", id="state:MRN", kind="state", country="MRN"),
    )
    (place,) = places_layer(doc)._.places
    assert (place.span, place.demonym, place.country, place.lat) == (span, True, "MRN", 38.55)


def test_a_known_group_keeps_the_place_in_its_name(nlp: Language, places_layer: Where) -> None:
    text = "The Northmark Front attacked near Dovrin."
    doc = nlp(text)
    front = Span(4, 19, "Northmark Front")
    doc._.actors = (ActorMention(span=front, name="Northmark Front", id="group:nf", kind="group"),)
    assert [place.span.text for place in places_layer(doc)._.places] == ["Dovrin"]


def test_a_dateline_is_marked_and_other_mentions_are_not(
    nlp: Language, places_layer: Where
) -> None:
    doc = nlp("PORT SELM, Marenna (MNA) - Shells fell on Kestrel.\nTroops left Port Selm.")
    places_layer(doc)
    marks = [(place.span.text, place.dateline) for place in doc._.places]
    assert marks == [
        ("PORT SELM", True),
        ("Marenna", True),
        ("Kestrel", False),
        ("Port Selm", False),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("KESTREL, 3 May (MNA): Troops left", "KESTREL", id="day-month"),
        pytest.param(
            "He said so. KESTREL, April 5 (MNA): Troops", "KESTREL", id="inside-a-paragraph"
        ),
        pytest.param("Lower Tamsin (AFP) Troops left", "Lower Tamsin", id="agency"),
    ],
)
def test_forms_of_datelines(text: str, place: str) -> None:
    assert place in [text[start:end] for start, end in find_datelines(text, None)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The war in Kestrel - a long story", id="sentence-with-a-dash"),
        pytest.param("Kestrel is quiet.", id="plain"),
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find_datelines(text, None) == []


def test_the_places_around_a_place_are_named(read: Reader) -> None:
    place = read("Shells hit Harrow Bay, a town in Northmark province.")["Harrow Bay"]
    assert (place.within, place.rule) == (("user:mrn-northmark",), "place.contained")


def test_a_disputed_place_lists_every_claimant(read: Reader) -> None:
    assert read("Rockets were fired at the Golan Heights.")["Golan Heights"].country_claims == (
        "ISR",
        "SYR",
    )


def test_ten_kilometres_north_of_a_town_is_near_it(read: Reader) -> None:
    place = read("The convoy stopped 10 km north of Kestrel in Marenna.")["Kestrel"]
    assert (place.rule, place.lat) == ("place.near", 39.3)


def test_an_ambiguous_name_stays_without_a_point_and_says_why(read: Reader) -> None:
    place = read("The mayor of Springfield spoke.")["Springfield"]
    assert (place.lat, place.lon, place.id) == (None, None, None)
    assert place.reason.startswith(
        "unresolved: Springfield, Missouri or Springfield, Massachusetts"
    )


def test_the_papers_home_decides_between_namesakes(read: Reader) -> None:
    place = read("The mayor of Athens spoke.", "onlineathens.com")["Athens"]
    assert (place.country, place.admin1) == ("USA", "Georgia")


def test_an_unknown_name_that_the_text_calls_a_village_has_a_kind_but_no_point(
    read: Reader,
) -> None:
    place = read("Shells hit the village of Upper Wendle in Northmark province.")["Upper Wendle"]
    assert (place.kind, place.lat, place.rule) == ("city", None, "place.introduced")
    assert place.within == ("user:mrn-northmark",)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        pytest.param("Jets bombed Kestrel overnight", "Kestrel", "user:mrn-kestrel", id="object"),
        pytest.param("Shelling of Dovrin kills two", "Dovrin", "user:mrn-dovrin", id="shelling-of"),
        pytest.param("Raids on Dovrin kill two", "Dovrin", "user:mrn-dovrin", id="raids-on"),
        pytest.param("Dovrin massacre claims 12 lives", "Dovrin", "user:mrn-dovrin", id="massacre"),
        pytest.param("Army targets Dovrin city", "Dovrin", "user:mrn-dovrin", id="city-behind"),
        pytest.param(
            "Two killed in Kestrel, Northmark Prov", "Kestrel", "user:mrn-kestrel", id="shortened"
        ),
    ],
)
def test_what_an_attack_is_on_is_a_place(text: str, name: str, place: str, read: Reader) -> None:
    assert read(text)[name].id == place


@pytest.mark.parametrize(
    ("text", "outlet", "names"),
    [
        pytest.param("Clashes around Qameshly", None, {"Qameshly"}, id="noted"),
        pytest.param("Clashes in Menbej", "Syria Direct", {"Menbej"}, id="papers-country"),
        pytest.param("Clashes in Menbej", None, set(), id="nothing-speaks-for-it"),
        pytest.param("They met at Ostry Hall", "Syria Direct", set(), id="longer-name"),
    ],
)
def test_another_romanisation_is_taken_where_a_place_must_stand(
    text: str, outlet: str | None, names: set[str], read: Reader
) -> None:
    found = read(text, outlet)
    assert {name for name, place in found.items() if place.lat is not None} == names


def test_a_place_put_into_a_province_without_its_like_stays_open(read: Reader) -> None:
    place = read("Shells fell near Dovrin in Northmark.")["Dovrin"]
    assert place.lat is None
    assert "elsewhere" in place.reason


def test_a_surname_of_the_text_is_no_town(read: Reader) -> None:
    found = read(
        "Police shot Anton Kestrel, 51, in Dovrin. The fight between Kestrel and him ended."
    )
    assert set(found) == {"Dovrin"}


def test_a_seat_of_government_is_a_place_only_behind_a_locative(read: Reader) -> None:
    assert not read("The Kremlin denied it.")
    assert "Kremlin" in read("Crowds gathered outside the Kremlin.")


def test_one_sense_holds_for_all_mentions_of_a_name(nlp: Language, places_layer: Where) -> None:
    doc = nlp("He left Paris, Texas, at noon. Paris was quiet. He liked Paris.")
    places_layer(doc)
    assert {place.id for place in doc._.places if place.span.text == "Paris"} == {
        "geonames:4717560"
    }


def test_swapping_two_towns_swaps_them_in_the_output(read: Reader) -> None:
    text = "Shells fired from Kestrel fell on Dovrin in Marenna."
    swapped = text.replace("Kestrel", "#").replace("Dovrin", "Kestrel").replace("#", "Dovrin")
    assert {p.id for p in read(text).values()} == {p.id for p in read(swapped).values()}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.sampled_from("Aa ,.'’-–\n(\u00a0PéKestrel:\"0"), max_size=120))
def test_any_text_is_read_and_spans_hold(nlp: Language, places_layer: Where, text: str) -> None:
    doc = places_layer(nlp(text))
    again = places_layer(nlp(text))
    assert all(text[p.span.start : p.span.end] == p.span.text for p in doc._.places)
    assert doc._.places == again._.places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kestrel " * 20_000, id="one-endless-name"),
        pytest.param("the village of Kestrel and " * 8_000, id="endless-introductions"),
        pytest.param("Paris, Texas, " * 10_000, id="endless-containers"),
        pytest.param("\nA" * 40_000, id="endless-lines"),
    ],
)
def test_work_grows_with_the_text_and_not_with_its_square(
    text: str,
    nlp: Language,
    places_layer: Where,
    growth: Callable[[Callable[[], object], Callable[[], object]], float],
) -> None:
    small, large = (nlp.make_doc(text[:size]) for size in (len(text) // 4, len(text)))
    assert growth(lambda: places_layer(small), lambda: places_layer(large)) < 10
