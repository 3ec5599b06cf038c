"""The shipped tables of states and leaders, and how a leader's several terms are joined."""

from itertools import groupby

import pytest

from rashomon.knowledge.actor_rows import Row, read_table
from rashomon.knowledge.actors import DATA, load_actors

UN_MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN
BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA
DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND
HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU
LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER
NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO
TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""


@pytest.fixture(scope="module", name="states")
def _states() -> list[Row]:
    return read_table(DATA / "states.tsv")


@pytest.fixture(scope="module", name="leaders")
def _leaders() -> list[Row]:
    return read_table(DATA / "leaders.tsv")


def test_every_un_member_and_observer_is_there(states: list[Row]) -> None:
    ids = {row.id for row in states}
    assert len(UN_MEMBERS.split()) == 193
    assert [c for c in (*UN_MEMBERS.split(), "VAT", "PSE") if f"state:{c}" not in ids] == []


def test_every_claimant_is_a_known_state(states: list[Row]) -> None:
    ids = {row.id for row in states}
    dangling = [(r.id, c) for r in states for c in r.many("claims") if f"state:{c}" not in ids]
    assert dangling == []


@pytest.mark.parametrize(
    ("territory", "claimants"),
    [
        pytest.param("state:XCR", ("UKR", "RUS"), id="crimea"),
        pytest.param("state:FLK", ("GBR", "ARG"), id="falklands-malvinas"),
        pytest.param("state:XKA", ("IND", "PAK", "CHN"), id="kashmir"),
        pytest.param("state:XSP", ("CHN", "TWN", "VNM", "PHL", "MYS", "BRN"), id="spratly"),
    ],
)
def test_a_disputed_territory_lists_every_claimant_and_usage(
    states: list[Row], territory: str, claimants: tuple[str, ...]
) -> None:
    row = next(r for r in states if r.id == territory)
    assert set(row.many("claims")) == set(claimants)
    assert row.one("used_by") or row.one("note")


def test_a_leader_has_one_name_one_sex_and_the_same_aliases_in_all_rows(
    leaders: list[Row],
) -> None:
    by_id = groupby(sorted(leaders, key=lambda r: r.id), key=lambda r: r.id)
    said = {k: {(r.one("name"), r.one("aliases"), r.one("sex")) for r in rs} for k, rs in by_id}
    assert {k: v for k, v in said.items() if len(v) > 1} == {}


def test_no_term_ends_before_it_begins(leaders: list[Row]) -> None:
    assert [
        (r.id, r.one("office")) for r in leaders if r.one("to") and r.one("to") < r.one("from")
    ] == []


def test_every_office_has_a_known_country_or_none(states: list[Row], leaders: list[Row]) -> None:
    countries = {row.one("iso3") for row in states} | {""}
    assert [r.id for r in leaders if r.one("iso3") not in countries] == []


def test_a_regnal_number_is_no_surname() -> None:
    assert [a.text for a in load_actors().find("VI")] == []
