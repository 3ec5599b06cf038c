"""The table of news agencies and monitors."""

import pytest

from rashomon.errors import RuleFileError
from rashomon.knowledge.agencies import COLUMNS, load_agencies, parse_agencies

HEAD = "\t".join(COLUMNS)
MNA = "agency:mna\tMarennan News Agency\tMNA\t\twire\tstate"


def test_the_table_holds_the_worlds_agencies():
    entries = load_agencies().entries
    assert sum(a.kind == "wire" for a in entries) >= 120
    assert sum(a.kind == "monitor" for a in entries) >= 20


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("AFP", "agency:afp"),
        ("the Associated Press", "agency:ap"),
        ("ITAR-TASS", "agency:tass"),
        ("Xinhua", "agency:xinhua"),
        ("ap", None),
        ("Selm Courier", None),
    ],
)
def test_names_and_acronyms_in_their_capitals(name, id):
    found = load_agencies().find(name)
    assert (found.id if found else None) == id


def test_a_users_own_table_adds_to_it(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEAD}\n{MNA}\n", encoding="utf-8")
    found = load_agencies([path]).find("MNA")
    assert found is not None
    assert found.control == "state"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (MNA.replace("agency:mna", "agency:afp"), "the id is there twice"),
        (MNA.replace("MNA", "AFP"), "has two owners"),
        (MNA.replace("wire", "gossip"), "is none of those allowed"),
        (MNA.replace("\tstate", ""), "has 5 cells"),
        ("", "has 1 cells"),
    ],
)
def test_a_broken_table_does_not_load(tmp_path, rows, problem):
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEAD}\n{rows}\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match=problem):
        load_agencies([path])


def test_a_wrong_header_is_refused():
    with pytest.raises(RuleFileError, match="columns must be"):
        parse_agencies("id\tname\n")
