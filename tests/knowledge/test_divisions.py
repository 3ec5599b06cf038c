"""Names of divisions in English: the table and its form."""

import pytest

from rashomon.errors import RuleFileError
from rashomon.knowledge.divisions import english_division, parse_divisions

HEADER = "country\tname\tenglish\n"


def test_a_listed_division_has_its_english_name() -> None:
    assert english_division("EGY", "Shamāl Sīnā'") == "North Sinai"


def test_others_keep_theirs() -> None:
    assert english_division("XMR", "Northmark") == "Northmark"
    assert english_division("XMR", "") == ""


@pytest.mark.parametrize(
    "table",
    [
        "country\tname\nXMR\tSelm\n",
        HEADER + "XMR\tSelm\n",
        HEADER + "XMR\tSelm\t \n",
        HEADER + "xm\tSelm\tSelm Land\n",
        HEADER + "XMR\tSelm\tA\nXMR\tSelm\tB\n",
        HEADER + "XMR\tSe\u0301lm\tA\n",
    ],
    ids=["header", "cells", "empty", "code", "twice", "nfc"],
)
def test_refuses(table: str) -> None:
    with pytest.raises(RuleFileError):
        parse_divisions(table)
