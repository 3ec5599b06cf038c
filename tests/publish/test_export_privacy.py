"""Names of private persons and points at people in danger stay out of every format."""

import pytest

from rashomon.model.statement import Speaker
from rashomon.publish.formats import FORMATS, export_as
from rashomon.publish.privacy import guard
from rashomon.publish.privacy_names import NameRedactor, Names, looks_personal
from rashomon.publish.privacy_places import (
    coarse_place,
    is_recent,
    names_protected_site,
    without_coordinates,
)
from rashomon.publish.unit_view import day_of

SECRET = "Anna Prosk"
TEXT = "Anna Prosk, a nurse, died when the army shelled Kestrel; Prosk's sister saw it."


def told(cases, **changes):
    nurse = cases.actor(SECRET, kind="person", sector="MED")
    sister = Speaker(
        name="Mara Prosk", identity="named", mention=cases.span("her sister Mara Prosk")
    )
    return cases.statement(
        **(
            {
                "text": TEXT,
                "trigger": "shelled",
                "evidence": TEXT,
                "targets": (nurse,),
                "speakers": (sister,),
                "sensitivity": "victim",
                "figures": (cases.killed(1, of="Anna Prosk"),),
            }
            | changes
        )
    )


def with_secrets(cases, **options):
    document = cases.document(
        1,
        key="reports/anna-prosk.txt",
        title="ANNA PROSK killed",
        url="https://courier.example/2019/anna-prosk-killed",
    )
    statement = told(cases, document_key="reports/anna-prosk.txt")
    return cases.export(statement, documents=(document,), **options)


def everything(made):
    return b"\n".join(made.files.values())


@pytest.mark.parametrize("name", FORMATS)
def test_a_private_name_is_in_no_format(cases, name):
    made = export_as(name, with_secrets(cases))
    assert b"prosk" not in everything(made).lower()
    assert made.guarded["private persons with a pseudonym"] == 2


@pytest.mark.parametrize("name", ["csv", "acled", "jsonl", "followthemoney"])
def test_names_stay_where_they_are_asked_for(cases, name):
    made = export_as(name, with_secrets(cases, private=True))
    assert SECRET.encode() in everything(made)
    assert not made.guarded


def test_one_person_has_one_pseudonym_in_every_cell(cases):
    safe, _ = guard(with_secrets(cases))
    statement = safe.statements["s1"]
    assert statement.targets[0].name == "[private person 1]"
    assert statement.speakers[0].name == "[private person 2]"
    assert statement.evidence.text.startswith("[private person 1], a nurse, died")
    assert safe.documents["d1"].title == "[private person 1] killed"
    assert safe.documents["d1"].url == "https://courier.example/"


def test_a_surname_that_two_persons_share_names_neither(cases):
    safe, _ = guard(with_secrets(cases))
    assert "; [private person]'s sister" in safe.statements["s1"].evidence.text
    alone, _ = guard(cases.export(told(cases, speakers=())))
    assert "; [private person 1]'s sister" in alone.statements["s1"].evidence.text


@pytest.mark.parametrize(
    "public",
    [
        pytest.param({"id": "person:anna-prosk"}, id="known"),
        pytest.param({"sector": "GOV"}, id="office"),
        pytest.param({"kind": "organization"}, id="organisation"),
    ],
)
def test_public_actors_keep_their_names(cases, public):
    one = cases.changed(told(cases).targets[0], **public)
    safe, _ = guard(cases.export(told(cases, targets=(one,), speakers=())))
    assert safe.statements["s1"].targets[0].name == SECRET


@pytest.mark.parametrize(
    ("mention", "private"),
    [
        pytest.param("Defence Minister Mara Prosk", False, id="minister"),
        pytest.param("rebel commander Mara Prosk", False, id="commander"),
        pytest.param("the reporter Mara Prosk", False, id="reporter"),
        pytest.param("Mara Prosk, a nurse", True, id="nurse"),
        pytest.param("Mara Prosk", True, id="nothing"),
    ],
)
def test_an_office_in_the_text_makes_a_speaker_public(cases, mention, private):
    speaker = Speaker(name="Mara Prosk", identity="named", mention=cases.span(mention))
    safe, _ = guard(cases.export(cases.statement(speakers=(speaker,))))
    assert (safe.statements["s1"].speakers[0].name == "[private person 1]") is private


@pytest.mark.parametrize(
    ("name", "personal"),
    [
        ("Mara Prosk", True),
        ("Prosk", True),
        ("Abu al-Hakim", True),
        ("Tamsin Relief Network", False),
        ("the rebels", False),
        ("Staff", False),
        ("two officials", False),
        ("MNA", False),
        ("", False),
    ],
)
def test_what_looks_like_a_personal_name(name, personal):
    assert looks_personal(name) is personal


@pytest.mark.parametrize(
    "text",
    [
        "ANNA PROSK",
        "anna  prosk",
        "Anna\nProsk",
        "An\u200bna Pro\u00adsk",
        "Anna\u202e Prosk",
        "Anna-Prosk",
        "anna_prosk",
        "AnnaProsk",
        "annaprosk",
    ],
)
def test_spellings_that_would_hide_a_name_do_not(cases, text):
    document = cases.document(1, title=text)
    safe, _ = guard(cases.export(told(cases, speakers=()), documents=(document,)))
    assert safe.documents["d1"].title == "[private person 1]"


@pytest.mark.parametrize(
    "key", ["2019/anna_prosk.txt", "prosk.txt", "a%20prosk.html", "annaprosk.txt"]
)
def test_keys_and_addresses_carry_no_name(cases, key):
    document = cases.document(1, key=key, url=f"https://courier.example/{key}")
    statement = told(cases, speakers=(), document_key=key)
    safe, _ = guard(cases.export(statement, documents=(document,)))
    for text in (
        safe.documents["d1"].key,
        safe.documents["d1"].url,
        safe.statements["s1"].document_key,
        *safe.incidents[0].document_keys,
    ):
        assert "prosk" not in text.lower()


def test_common_words_stay_where_they_are():
    names = Names({"Ann Stone": "[private person 1]"}, {"stone": "[private person 1]"})
    redact = NameRedactor(names)
    assert redact("Stone threw a stone at Ann Stone") == (
        "[private person 1] threw a stone at [private person 1]"
    )
    assert redact("Annstones stood on stones") == "Annstones stood on stones"


def test_numbers_of_pseudonyms_do_not_change_when_later_documents_come(cases):
    first, later = told(cases), told(cases, id="s2", document="d2", speakers=())
    other = cases.changed(later, targets=(cases.actor("Bert Abel", kind="person"),))
    documents = (cases.document(1), cases.document(2, published="2019-04-01"))
    before, _ = guard(cases.export(first, documents=documents[:1]))
    after, _ = guard(cases.export(first, other, documents=documents))
    assert after.statements["s1"] == before.statements["s1"]
    assert after.statements["s2"].targets[0].name == "[private person 3]"


def hospital(cases, **changes):
    clinic = cases.actor("Saint Orla Clinic", kind="building")
    given = {
        "targets": (clinic,),
        "sensitivity": "protected_site",
        "time": cases.day("2018-01-01"),
        "evidence": "The army shelled Kestrel on Monday",
    }
    return cases.statement(**(given | changes))


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_points_at_a_hospital(cases, name):
    places = (cases.place("Saint Orla Clinic", precision="exact"),)
    made = export_as(name, cases.export(hospital(cases, places=places), coarsen=True))
    told_all = everything(made)
    for secret in (b"36.345", b"43.134", b"Saint Orla", b"geonames:42"):
        assert secret not in told_all


@pytest.mark.parametrize("sensitivity", ["protected_site", "minor", "victim", None])
def test_a_hospital_is_protected_whatever_else_is_sensitive(cases, sensitivity):
    data = cases.export(hospital(cases, sensitivity=sensitivity), coarsen=True)
    safe, _ = guard(data)
    assert safe.incidents[0].places[0].lat == 36.35
    assert safe.statements["s1"].places[0].lat == 36.35


def test_exact_points_stay_where_they_are_asked_for(cases):
    safe, changed = guard(cases.export(hospital(cases)))
    assert safe.incidents[0].places[0].lat == 36.34512
    assert not changed


@pytest.mark.parametrize(
    ("day", "published", "lat"),
    [
        pytest.param("2019-03-11", "2019-03-12", 36.35, id="recent"),
        pytest.param("2019-02-10", "2019-03-12", 36.35, id="thirty-days"),
        pytest.param("2019-02-09", "2019-03-12", 36.34512, id="thirty-one-days"),
    ],
)
def test_recent_events_are_counted_from_the_latest_publication(cases, day, published, lat):
    statement = cases.statement(time=cases.day(day))
    document = cases.document(1, published=published)
    safe, _ = guard(cases.export(statement, documents=(document,), coarsen=True))
    assert safe.incidents[0].places[0].lat == lat


def test_the_reference_day_may_be_given(cases):
    safe, _ = guard(cases.export(coarsen=True, reference="2026-01-01"))
    assert safe.incidents[0].places[0].lat == 36.34512


def test_without_a_time_an_event_is_as_young_as_its_document():
    reference = day_of("2019-03-12")
    assert is_recent(None, "2019-03-01", reference)
    assert not is_recent(None, "2018-03-01", reference)
    assert is_recent(None, None, reference)
    assert is_recent("2019-01-01", None, None)


@pytest.mark.parametrize(
    ("precision", "name", "lat", "lon"),
    [
        ("exact", "Northmark", 36.25, 43.25),
        ("near", "Northmark", 36.25, 43.25),
        ("district", "Mill Street", 36.35, 43.15),
        ("city", "Mill Street", 36.35, 43.15),
        ("country", "Mill Street", 36.34512, 43.13489),
    ],
)
def test_how_coarse_a_place_becomes(cases, precision, name, lat, lon):
    found = coarse_place(cases.place("Mill Street", precision=precision))
    assert (found.name, found.lat, found.lon) == (name, lat, lon)


def test_a_coarse_point_stays_on_the_globe(cases):
    found = coarse_place(cases.place(lat=90.0, lon=180.0, precision="exact"))
    assert -90 <= found.lat <= 90
    assert -180 <= found.lon <= 180


@pytest.mark.parametrize(
    "text",
    [
        "hit at 36.34512, 43.13489 at dawn",
        "hit at 36.345 N 43.134 E at dawn",
        "hit at 36°20'42\"N 43°08'05\"E at dawn",
        "hit at 38S KF 12345 67890 at dawn",
    ],
)
def test_coordinates_in_quotations_are_taken_out(text):
    found = without_coordinates(text)
    assert "[coordinates]" in found
    assert not any(char.isdigit() for char in found)
    assert found.startswith("hit at ")
    assert found.endswith(" at dawn")


@pytest.mark.parametrize(
    "text", ["between 3.5 and 4.25 million", "on 11.03.2019, 12 people", "in 2019, 36 died"]
)
def test_other_numbers_stay(text):
    assert without_coordinates(text) == text


@pytest.mark.parametrize(
    ("words", "protected"),
    [
        ("the hospitals of Kestrel", True),
        ("Saint Orla Clinic", True),
        ("a refugee camp", True),
        ("the barracks", False),
        ("hospitality", False),
    ],
)
def test_protected_sites_are_told_by_the_lexicon(words, protected):
    assert names_protected_site(words) is protected
