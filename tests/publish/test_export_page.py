"""The page on exports tells of every format, and no list of losses names an unknown field."""

from pathlib import Path

import pytest

from rashomon.publish import (
    acled,
    atlos,
    bayanat,
    cameo,
    csv_,
    followthemoney,
    muc,
    plover,
    prov,
    schema_claim,
    ucdp,
)
from rashomon.publish.formats import FORMATS
from rashomon.publish.losses import CARRIED

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "export.md"
LISTS = {
    "acled": acled.LOSES,
    "ucdp": ucdp.LOSES,
    "plover": plover.LOSES,
    "cameo": cameo.LOSES,
    "muc": muc.LOSES,
    "csv": csv_.LOSES,
    "csv-statements": csv_.STATEMENT_LOSES,
    "followthemoney": followthemoney.LOSES,
    "atlos": atlos.LOSES,
    "bayanat": bayanat.LOSES,
    "claim": schema_claim.LOSES,
    "prov": prov.LOSES,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_section(name):
    heads = [line for line in PAGE.read_text().splitlines() if line.startswith("### ")]
    assert any(name in head.split() for head in heads)


@pytest.mark.parametrize("name", LISTS)
def test_losses_are_of_fields_that_can_be_counted(name):
    assert set(LISTS[name]) <= set(CARRIED)
    assert all(LISTS[name].values())


def test_the_page_names_no_option_that_is_not_there():
    words = set(PAGE.read_text().replace("`", " ").split())
    options = {w for w in words if w.startswith("--") and w != "---"}
    known = {
        "--as",
        "--out",
        "--rows",
        "--rule",
        "--unit",
        "--labels",
        "--hxl",
        "--derived-dates",
        "--private",
        "--format",
    }
    known |= {"--exact", "--country-points", "--since", "--country", "--dataset", "--column"}
    assert options <= known
