"""Terms of office bound the day of writing."""

from datetime import date

import pytest

from rashomon.documents.terms import find_terms, load_terms, parse_terms
from rashomon.errors import RuleFileError

HEADER = "kind\ttitle\tholder\tfrom\tto\tcitation\n"
GOOD = "office\tPresident\tIlse Varga\t1990-01-03\t1994-01-03\tSelm almanac\n"


def test_an_office_bounds_from_its_first_day() -> None:
    term = next(t for t in load_terms() if t.title == "Foreign Secretary" and t.end)
    (fact,) = find_terms(f"The Foreign Secretary {term.holder} spoke on Monday.")
    assert (fact.not_before, fact.ends) == (term.start, term.end)


def test_a_former_holder_bounds_from_the_last_day() -> None:
    term = next(t for t in load_terms() if t.title == "Foreign Secretary" and t.end)
    (fact,) = find_terms(f"The former Foreign Secretary {term.holder} spoke on Monday.")
    assert (fact.not_before, fact.ends) == (term.end, None)


@pytest.mark.parametrize(
    "text", ["President Ilse Varga spoke.", "The President spoke.", "The president-elect came."]
)
def test_unknown_holders_bound_nothing(text: str) -> None:
    assert find_terms(text) == []


def test_a_name_bounds_from_its_first_day() -> None:
    term = next(t for t in load_terms() if t.kind == "name")
    assert [f.not_before for f in find_terms(f"They spoke of {term.holder} again.")] == [term.start]


def test_table_is_read() -> None:
    (term,) = parse_terms(HEADER + GOOD)
    assert (term.holder, term.start, term.end) == ("Ilse Varga", date(1990, 1, 3), date(1994, 1, 3))


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        pytest.param("kind\ttitle\n", "columns must be", id="header"),
        pytest.param(HEADER + GOOD.replace("office", "post"), "unknown kind", id="kind"),
        pytest.param(HEADER + GOOD.replace("1990-01-03", "1990"), "isoformat", id="date"),
        pytest.param(HEADER + GOOD + GOOD, "repeated", id="repeat"),
        pytest.param(HEADER + GOOD.replace("Selm almanac", ""), "no citation", id="citation"),
        pytest.param(HEADER + GOOD.replace("1994", "1989"), "ends too early", id="order"),
    ],
)
def test_bad_tables_are_refused(table: str, problem: str) -> None:
    with pytest.raises(RuleFileError, match=problem):
        parse_terms(table)
