"""Building an incident: every value comes from a statement, the finest and most told first."""

from typing import Any

import pytest

from rashomon.incidents.build import Joined, build_incident
from rashomon.incidents.decisions import incident_id
from rashomon.model.why import Why


@pytest.fixture
def accounts(make: Any) -> tuple[Any, Any]:
    """Three documents on one shelling, and a statement of each."""
    documents = [
        make.document("Shells killed four in Kestrel, Varga said.", "a", published="2019-03-13"),
        make.document("Four killed in Northmark on Tuesday.", "b", published="2019-03-12"),
        make.document("Shelling killed five in Kestrel and Dovrin.", "c", published="2019-03-14"),
    ]
    kestrel = make.place("Kestrel", lat=41.2, lon=7.9, country="XMR", admin1="Northmark")
    province = make.place("Northmark", precision="admin1", country="XMR", admin1="Northmark")
    dovrin = make.place("Dovrin", lat=41.6, lon=8.3, country="XMR", admin1="Northmark")
    statements = [
        make.statement(
            documents[0], "s2", places=(province, kestrel), figures=(make.figure(4),),
            speakers=(make.speaker("Ilse Varga", "Varga"),), mode="heavy-weapons",
        ),
        make.statement(
            documents[1], "s1", places=(province,), figures=(make.figure(4),),
            time=make.day("2019-03-12"),
        ),
        make.statement(
            documents[2], "s3", places=(dovrin, kestrel), figures=(make.figure(5),),
            time=make.day("2019-03-01", "2019-03-31", "month"),
        ),
    ]  # fmt: skip
    return statements, {d.id: d for d in documents}


def test_an_incident_adds_up_its_accounts(accounts: Any) -> None:
    statements, documents = accounts
    made = build_incident(statements, documents)
    assert made.id == incident_id(["s1", "s2", "s3"])
    assert made.statements == ("s1", "s2", "s3")
    assert made.document_keys == ("a", "b", "c")
    assert (made.type, made.mode) == ("ASSAULT", "heavy-weapons")
    assert made.known_from == "2019-03-12"
    assert made.suggested_grade is None or made.grade is None
    assert {a.statement for f in made.figures for a in f.accounts} == {"s1", "s2", "s3"}


def test_the_order_of_the_statements_does_not_matter(accounts: Any) -> None:
    statements, documents = accounts
    assert build_incident(statements[::-1], documents) == build_incident(statements, documents)


def test_towns_come_before_provinces_and_the_most_told_first(accounts: Any) -> None:
    statements, documents = accounts
    made = build_incident(statements, documents)
    assert [p.name for p in made.places] == ["Kestrel", "Dovrin", "Northmark"]


def test_the_day_comes_before_the_month_and_says_who_gave_it(accounts: Any) -> None:
    statements, documents = accounts
    made = build_incident(statements, documents)
    assert made.time is not None
    assert (made.time.start, made.time.end) == ("2019-03-12", "2019-03-12")
    assert dict(made.field_statements)["time"] == "s1"


def test_no_publication_date_stands_in_for_a_time(accounts: Any) -> None:
    statements, documents = accounts
    made = build_incident([statements[0]], documents)
    assert made.time is None
    assert made.known_from == "2019-03-13"


def test_a_town_that_names_its_province_stands_behind_the_others(make: Any) -> None:
    document = make.document("A bomb killed two in Tamsin, in Harrow, of the Harrow province.")
    eponym = make.place("Harrow", lat=41.0, lon=7.0, country="XMR", admin1="Harrow")
    inner = make.place("Tamsin", lat=41.3, lon=7.4, country="XMR", admin1="Harrow")
    statement = make.statement(document, "s1", places=(eponym, inner))
    made = build_incident([statement], {document.id: document})
    assert [p.name for p in made.places] == ["Tamsin", "Harrow"]


def test_a_place_that_only_names_the_agent_comes_last(make: Any) -> None:
    text = "Selm troops killed two in Dovrin."
    document = make.document(text)
    agent = make.actor("Selm troops", kind="group")
    selm = make.place("Selm", lat=41.0, lon=7.0, country="XMR")
    dovrin = make.place("Dovrin", precision="admin1", lat=41.6, lon=8.3, country="XMR")
    dovrin = type(dovrin)(
        name="Dovrin", mention=make.span("Dovrin", text), precision="admin1", id="place:dovrin",
        lat=41.6, lon=8.3, country="XMR",
    )  # fmt: skip
    statement = make.statement(document, "s1", agents=(agent,), places=(selm, dovrin))
    made = build_incident([statement], {document.id: document})
    assert [p.name for p in made.places] == ["Dovrin", "Selm"]


def test_a_person_grades(make: Any, accounts: Any) -> None:
    statements, documents = accounts
    decided = make.judgement("grade", incident_id(["s1", "s2", "s3"]), value='"confirmed"')
    made = build_incident(statements, documents, (), [decided])
    assert made.grade == "confirmed"
    assert made.why[-1] == Why("person", "judgement.grade", "Ola: I asked them")


def test_why_and_a_pinned_id_are_kept(accounts: Any) -> None:
    statements, documents = accounts
    why = (Why("linking", "linking.pair", "s1 and s2: place +2.0"),)
    made = build_incident(statements, documents, joined=Joined(why, "i-pinned"))
    assert (made.id, made.why) == ("i-pinned", why)
