"""When a document was published."""

from datetime import date

import pytest

from rashomon.documents.published import find_published, parse_published
from rashomon.documents.relayed import plain_view

LATEST = date(2026, 6, 1)

METADATA = [
    pytest.param("1990-01-03", "1990-01-03", "day", id="iso-day"),
    pytest.param("1990-01-03T10:00:00Z", "1990-01-03T10:00:00+00:00", "minute", id="instant"),
    pytest.param("1990-01-03 10:00", "1990-01-03T10:00:00", "minute", id="instant-with-space"),
    pytest.param(
        "Wed, 03 Jan 1990 10:00:00 +0100", "1990-01-03T10:00:00+01:00", "minute", id="mail"
    ),
    pytest.param("3 January 1990", "1990-01-03", "day", id="words"),
    pytest.param("January 3, 1990, 10:15 AM", "1990-01-03", "day", id="words-with-time"),
    pytest.param("January 1990", "1990-01", "month", id="month"),
    pytest.param("1990", "1990", "year", id="year"),
    pytest.param("19900103", "1990-01-03", "day", id="compact"),
    pytest.param("23/01/1990", "1990-01-23", "day", id="slashes-that-can-only-mean-one-day"),
    pytest.param("03/04/1990", None, None, id="slashes-that-may-mean-two-days"),
    pytest.param("yesterday", None, None, id="no-date"),
    pytest.param("1990-02-31", None, None, id="no-such-day"),
]


@pytest.mark.parametrize(("given", "value", "precision"), METADATA)
def test_metadata_are_normalised(given: str, value: str | None, precision: str | None) -> None:
    found = parse_published(given)
    assert (found.value, found.precision) == (value, precision)
    assert found.reason


TEXTS = [
    pytest.param(
        "PORT SELM, 3 JAN 90 (MNA) -- [TEXT] THE ARMY DENIED IT.", "1990-01-03", "day", id="wire"
    ),
    pytest.param(
        "Roads cut\n\nWednesday, January 3, 1990\n\nThe army left.", "1990-01-03", "day", id="line"
    ),
    pytest.param(
        "The army left.\n\nPublished: 3 January 1990", "1990-01-03", "day", id="label-at-end"
    ),
    pytest.param("On 3 January 1990 the army left Kestrel.", None, None, id="date-of-an-event"),
    pytest.param("PORT SELM, NO DATE (MNA) -- The army left.", None, None, id="no-date-given"),
    pytest.param("PORT SELM, 25 Jan (MNA) -- It came in 1949.", None, None, id="year-left-out"),
    pytest.param("Published: 3 January 2090\nThe army left.", None, None, id="day-that-is-to-come"),
    pytest.param(
        "The council met today (23 December). On Monday 19 December, after the talks of May 2016, "
        "the army left.",
        "2016-12-23",
        "day",
        id="today-with-the-year-of-a-weekday",
    ),
    pytest.param(
        "The army left on Wednesday, December 14th, as agreed in March 2015.",
        "2016",
        "year",
        id="weekday-and-a-past-year",
    ),
    pytest.param(
        "The army left on Wednesday, December 14th.", None, None, id="nothing-bounds-the-year"
    ),
    pytest.param(
        "The army left on Wednesday, December 14th. The war began in 1990.",
        None,
        None,
        id="bound-too-far-back",
    ),
    pytest.param(
        "The army left on Wednesday, December 14th. Elections are planned in 2020.",
        None,
        None,
        id="year-of-a-plan-is-no-bound",
    ),
    pytest.param(
        "On Wednesday, December 14th and on Friday, December 14th, as in May 2015, shells fell.",
        None,
        None,
        id="weekdays-that-contradict",
    ),
    pytest.param(
        "On Friday, Dec. 30 and on Monday, Jan. 2 shells fell, as in May 2016.",
        "2017",
        "year",
        id="over-the-new-year",
    ),
]


@pytest.mark.parametrize(("text", "value", "precision"), TEXTS)
def test_text_says_when(text: str, value: str | None, precision: str | None) -> None:
    found = find_published(plain_view(text), latest=LATEST)
    assert (found.value, found.precision) == (value, precision)
    assert found.reason


def test_reason_names_the_words_and_the_bound() -> None:
    text = "The army left on Wednesday, December 14th, as agreed in March 2015."
    reason = find_published(text, latest=LATEST).reason
    assert reason == (
        "'Wednesday, December 14th' falls on that weekday in 2016, the first such year from 2015 on"
    )
