"""Dates as news writes them."""

from datetime import date

import pytest

from rashomon.documents.dates import find_dates, parse_date

DATES = [
    pytest.param("Wednesday, December 14th", (14, 12, None, 2), id="weekday-month-day"),
    pytest.param("Monday 19 December", (19, 12, None, 0), id="weekday-day-month"),
    pytest.param("3 Jan 90", (3, 1, 1990, None), id="two-digit-year"),
    pytest.param("January 3, 1990", (3, 1, 1990, None), id="month-day-year"),
    pytest.param("1990-01-03", (3, 1, 1990, None), id="iso"),
    pytest.param("Thursday, Dec. 15", (15, 12, None, 3), id="short-month"),
    pytest.param("the 3rd of January 1990", None, id="article-is-no-part"),
    pytest.param("31 February 1990", None, id="no-such-day"),
    pytest.param("1990-13-03", None, id="no-such-month"),
]


@pytest.mark.parametrize(("text", "parts"), DATES)
def test_a_date_is_read(text: str, parts: tuple[int, int, int | None, int | None] | None) -> None:
    found = parse_date(text, latest_year=2026)
    read = None if found is None else (found.day, found.month, found.year, found.weekday)
    assert read == parts


def test_dates_are_found_in_order() -> None:
    text = "On Jan. 3 shells fell; by Thursday, 5 January 1990, 40 people had left in 1990."
    assert [d.text for d in find_dates(text)] == ["Jan. 3", "Thursday, 5 January 1990"]


@pytest.mark.parametrize(
    "text", ["in December", "on Wednesday", "40 marches", "Mayor 3", "2003 war"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_a_weekday_that_does_not_agree_fixes_nothing() -> None:
    found = parse_date("Monday, January 3, 1990")
    assert found is not None
    assert found.fixed() is None
    assert found.in_year(1994) == date(1994, 1, 3)
