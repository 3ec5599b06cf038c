"""The tables of known actors: what is refused, and how a name finds its owner."""

from pathlib import Path

import pytest

from rashomon.errors import RuleFileError
from rashomon.knowledge.actor_rows import COLUMNS
from rashomon.knowledge.actors import Actors, load_actors
from rashomon.knowledge.names import name_pieces

MARENNA = sorted((Path(__file__).parent / "marenna").glob("*.tsv"))


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load_actors(tuple(MARENNA))


def write(path: Path, table: str, *rows: dict[str, str]) -> Path:
    lines = ["\t".join(COLUMNS[table])]
    lines += ["\t".join(row.get(column, "") for column in COLUMNS[table]) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


GROUP = {"id": "group:reef", "name": "Reef Guard", "kind": "group"}
LEADER = {"id": "person:ada-lund", "name": "Ada Lund", "iso3": "MRN", "sex": "f"}


@pytest.mark.parametrize(
    ("table", "rows", "problem"),
    [
        pytest.param(
            "groups", [GROUP | {"id": "reef"}], "the id is not of the form kind:name", id="id-form"
        ),
        pytest.param("groups", [GROUP | {"name": ""}], "it has no name", id="no-name"),
        pytest.param(
            "groups",
            [GROUP | {"from": "12"}],
            "from and to are years or ISO dates",
            id="two-digit-year",
        ),
        pytest.param(
            "groups",
            [GROUP | {"from": "2012", "to": "2010"}],
            "it ends before it begins",
            id="ends-before-it-begins",
        ),
        pytest.param(
            "groups",
            [GROUP | {"kind": "club"}],
            "kind is none of group, organization, people, person, state",
            id="unknown-kind",
        ),
        pytest.param(
            "groups",
            [GROUP | {"country": "Marenna"}],
            "a country is three capital letters",
            id="country-in-words",
        ),
        pytest.param(
            "groups",
            [GROUP | {"code": "MRNRE"}],
            "a code is made of triples of capital letters",
            id="code-of-five-letters",
        ),
        pytest.param(
            "groups",
            [GROUP | {"aliases": "Reef||Guard"}],
            "aliases holds an empty value between |",
            id="empty-value",
        ),
        pytest.param(
            "groups",
            [GROUP | {"aliases": "Reef|Reef"}],
            "aliases says a value twice",
            id="value-twice",
        ),
        pytest.param(
            "groups",
            [GROUP | {"name": "Re\u0301cif"}],
            "name is not in Unicode form NFC",
            id="not-nfc",
        ),
        pytest.param(
            "groups",
            [GROUP | {"name": "Reef\u200bGuard"}],
            "name holds an invisible character",
            id="invisible",
        ),
        pytest.param(
            "groups",
            [GROUP | {"parent": "group:nobody"}],
            "no entry has its parent group:nobody",
            id="dangling-parent",
        ),
        pytest.param("groups", [GROUP, GROUP], "the id is there twice", id="id-twice"),
        pytest.param(
            "leaders", [LEADER | {"sex": "female"}], "sex is f, m or empty", id="sex-in-words"
        ),
        pytest.param(
            "leaders",
            [LEADER, LEADER | {"name": "Ada Lindt"}],
            "its rows differ in name or sex",
            id="two-persons-under-one-id",
        ),
    ],
)
def test_a_bad_table_is_refused(
    tmp_path: Path, table: str, rows: list[dict[str, str]], problem: str
) -> None:
    path = write(tmp_path / f"{table}.tsv", table, *rows)
    with pytest.raises(RuleFileError) as caught:
        load_actors([path])
    assert str(caught.value) == f"{path} [{rows[0]['id']}]: {problem}"


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "groups.tsv"
    path.write_text("id\tname\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match="no actor table has the columns"):
        load_actors([path])


def test_a_row_with_a_cell_too_few_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "groups.tsv"
    path.write_text("\t".join(COLUMNS["groups"]) + "\ngroup:reef\tReef Guard\n", encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        load_actors([path])
    assert caught.value.problem == "line 2: 2 cells, 14 columns"


def test_the_shipped_tables_load_and_every_state_has_its_country() -> None:
    shipped = load_actors()
    states = [e for e in shipped.entries.values() if e.kind == "state" and e.id[:6] == "state:"]
    assert len(states) > 190
    assert all(shipped.find(e.name) for e in states)


@pytest.mark.parametrize(
    ("written", "owner"),
    [
        pytest.param("Northmark Front", "group:northmark-front", id="as-in-the-table"),
        pytest.param("northmark front", "group:northmark-front", id="case-is-not-compared-here"),
        pytest.param("Jabhat al-Tide", "group:tide", id="article-with-hyphen"),
        pytest.param("Jabhat Al Tide", "group:tide", id="article-apart"),
        pytest.param("Jabhat Tide", "group:tide", id="article-left-out"),
        pytest.param("Tide Brigade", "group:tide", id="apostrophe-left-out"),
        pytest.param("T’ide Brigade", "group:tide", id="curly-apostrophe"),
        pytest.param("K.V.", "state:VLD", id="full-stops"),
        pytest.param("Kingdom of Valdoria", "state:VLD", id="official-name"),
    ],
)
def test_a_name_finds_its_owner(actors: Actors, written: str, owner: str) -> None:
    assert [a.entry.id for a in actors.find(written)] == [owner]


def test_a_name_that_two_own_is_kept_by_both(actors: Actors) -> None:
    owners = {a.entry.id for a in actors.find("Varga")}
    assert owners == {"person:ilse-varga", "person:edda-varga"}


def test_an_unknown_name_finds_nobody(actors: Actors) -> None:
    assert actors.find("Front of Nobody") == ()


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        pytest.param("2013-12-31", False, id="day-before-the-first-year"),
        pytest.param("2014-01-01", True, id="first-day"),
        pytest.param("2022-12-31", True, id="last-year-is-included"),
        pytest.param("2023", False, id="year-after"),
        pytest.param(None, True, id="no-day-contradicts-nothing"),
    ],
)
def test_an_office_holds_from_its_first_to_its_last_year(
    actors: Actors, day: str | None, holds: bool
) -> None:
    assert actors.entries["person:ilse-varga"].holds_at(day) is holds


def test_offices_of_one_person_are_terms_and_tell_the_sector_of_a_day(tmp_path: Path) -> None:
    early = LEADER | {"office": "rebel commander", "sector": "REB", "from": "1990", "to": "1999"}
    late = LEADER | {"office": "president", "sector": "GOV", "from": "2003"}
    entry = load_actors([write(tmp_path / "leaders.tsv", "leaders", early, late)]).entries[
        LEADER["id"]
    ]
    assert [t.office for t in entry.terms] == ["rebel commander", "president"]
    assert (entry.start, entry.end) == ("1990", None)
    assert [entry.sector_at(d) for d in ("1995-05-05", "2010", "2001", None)] == [
        "REB",
        "GOV",
        "GOV",
        "GOV",
    ]
    assert not entry.holds_at("2001")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("al-Tide", ["al", "tide"], id="hyphen-cuts"),
        pytest.param("U.N.", ["un"], id="full-stops-go"),
        pytest.param("Sé’lm", ["selm"], id="accents-and-apostrophes-go"),
        pytest.param("—", [], id="punctuation-has-none"),
    ],
)
def test_pieces_of_a_name(text: str, pieces: list[str]) -> None:
    assert [p.text for p in name_pieces(text)] == pieces
