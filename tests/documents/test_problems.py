"""The page of errors lists every problem of an input, word for word."""

from pathlib import Path

import pytest

from rashomon.documents.problems import PROBLEMS, Problem
from rashomon.errors import InputError, ModelError, RashomonError, RuleFileError

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.code)
def test_page_lists_the_problem(problem: Problem) -> None:
    row = next(line for line in PAGE.read_text().splitlines() if f"| {problem.code} |" in line)
    assert f"| {problem.stage} |" in row
    assert problem.remedy in row


def test_codes_are_used_once() -> None:
    codes = [p.code for p in PROBLEMS]
    assert len(set(codes)) == len(codes)
    assert not {RuleFileError.code, ModelError.code} & set(codes)


@pytest.mark.parametrize("error", [RashomonError, RuleFileError, ModelError])
def test_page_lists_the_errors(error: type[RashomonError]) -> None:
    assert f"| {error.code} |" in PAGE.read_text()


def test_an_input_error_keeps_its_code_unless_it_is_given() -> None:
    assert InputError("k", "p", "r").code == "RSH-100"
    assert InputError("k", "p", "r", code="RSH-101").code == "RSH-101"
    assert InputError.code == "RSH-100"
