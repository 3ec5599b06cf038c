"""The page of errors lists every error of a base with its exit status."""

from pathlib import Path

import pytest

from rashomon import errors
from rashomon.scale.watching import REFUSED

PAGE = (Path(__file__).parents[2] / "docs" / "errors.md").read_text(encoding="utf-8")
MINE = [
    one
    for one in vars(errors).values()
    if isinstance(one, type) and getattr(one, "code", "").startswith("RSH-3")
]


def test_all_errors_of_a_base_are_met():
    assert len(MINE) >= 9


@pytest.mark.parametrize("error", MINE, ids=lambda e: e.code)
def test_the_page_lists_code_class_and_exit_status(error):
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {error.code} |"))
    assert f"| `{error.__name__}` |" in row
    assert row.endswith(f"| {error.exit_status} |")


def test_the_page_lists_feeds_that_fail_and_faults():
    assert f"| {REFUSED} | open |" in PAGE
    assert "| 5 | `verify`:" in PAGE
