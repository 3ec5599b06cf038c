"""Dateline, byline, agency, and what a document relays."""

from datetime import date

from rashomon.documents import document_from_text
from rashomon.documents.relayed import find_relayed, plain_view

LATEST = date(2026, 6, 1)
OP_ED = (
    "The war is lost, it is said.\n\nIn an article in the Selm Courier on December 26, Tomas "
    "Brandt, a journalist and activist, writes about Kestrel. The army left on Wednesday, "
    "December 14th, as agreed in March 2015."
)


def test_an_article_that_relays_an_article() -> None:
    (relayed,) = document_from_text(OP_ED).derived_from
    assert (relayed.author, relayed.outlet) == ("Tomas Brandt", "Selm Courier")
    assert relayed.published == "2016-12-26"
    assert relayed.mention is not None
    assert OP_ED[relayed.mention.start : relayed.mention.end] == relayed.mention.text
    assert relayed.mention.text == (
        "In an article in the Selm Courier on December 26, Tomas Brandt"
    )


def test_a_relayed_day_lies_before_the_documents_own() -> None:
    text = "Writing in the Selm Courier on December 26, Tomas Brandt called it over."
    (relayed,) = find_relayed(text, plain_view(text), "2017-01-05", LATEST)
    assert relayed.published == "2016-12-26"


def test_wire_credit_is_the_outlet_where_none_is_given() -> None:
    text = "PORT SELM, 3 Jan 1990 (MNA) -- The army denied it."
    document = document_from_text(text)
    assert (document.outlet, document.dateline) == ("MNA", "PORT SELM, 3 Jan 1990")
    assert document.derived_from == ()


def test_wire_credit_is_relayed_where_another_outlet_is_given() -> None:
    text = "PORT SELM, 3 Jan 1990 (MNA) -- The army denied it."
    document = document_from_text(text, outlet="Selm Courier")
    assert document.outlet == "Selm Courier"
    (relayed,) = document.derived_from
    assert relayed.outlet == "MNA"
    assert relayed.mention is not None
    assert text[relayed.mention.start : relayed.mention.end] == "MNA"


def test_byline_gives_authors() -> None:
    text = "Roads are cut\nBy Ilse Varga and Tomas Brandt\n\nThe army denied it."
    assert document_from_text(text).authors == ("Ilse Varga", "Tomas Brandt")


def test_upper_case_wire_keeps_its_words_as_written() -> None:
    text = (
        "HARROW BAY (MARENNA), 3 JAN 90 (RADIO TAMSIN) -- [TEXT] THE ARMY DENIED ON WEDNESDAY THAT "
        "IT HAD LEFT KESTREL, ACCORDING TO THE SELM COURIER."
    )
    document = document_from_text(text)
    assert document.dateline == "HARROW BAY (MARENNA), 3 JAN 90"
    assert document.outlet == "RADIO TAMSIN"
    assert document.published == "1990-01-03"


def test_one_outlet_is_named_once() -> None:
    text = "Reuters reported it. Reuters reported that, too. According to Reuters it was so."
    assert [r.outlet for r in find_relayed(text, text, None, LATEST)] == ["Reuters"]
