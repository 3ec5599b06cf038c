"""The code tables: sizes, codes that are known, and files that break their form."""

import pytest

from rashomon.errors import RuleFileError
from rashomon.knowledge import exchange_codes
from rashomon.knowledge.exchange_codes import (
    acled_type,
    acled_types,
    country,
    country_named,
    country_numbered,
    plover_score,
)


@pytest.mark.parametrize(
    ("iso3", "number", "acled", "ucdp", "gw"),
    [
        ("IRQ", "368", "Middle East", "Middle East", "645"),
        ("AFG", "4", "Caucasus and Central Asia", "Asia", "700"),
        ("EGY", "818", "Northern Africa", "Middle East", "651"),
        ("DEU", "276", "Europe", "Europe", "260"),
        ("MEX", "484", "North America", "Americas", "70"),
        ("SDN", "729", "Northern Africa", "Africa", "625"),
    ],
)
def test_countries(iso3, number, acled, ucdp, gw):
    found = country(iso3)
    assert (found.number, found.acled_region, found.ucdp_region, found.gw) == (
        number,
        acled,
        ucdp,
        gw,
    )
    assert country_numbered(number) is found
    assert country_named(found.name) is found


def test_an_unknown_country_is_none():
    assert country("MRN") is country(None) is country_named("Marenna") is None


@pytest.mark.parametrize(
    ("type_", "mode", "quad", "score"),
    [
        ("AID", None, 2, 10),
        ("ASSAULT", "drone", 4, -9.5),
        ("REQUEST", "assist", 3, 0.5),
        ("PROTEST", "vandalize", 4, -5),
        ("ASSAULT", "unheard-of", 4, -9),
    ],
)
def test_scores(type_, mode, quad, score):
    found = plover_score(type_, mode)
    assert (found.quad, found.score) == (quad, score)


def test_a_state_has_no_score():
    assert plover_score("CONTROL", "gain") is None


def test_acled_has_twenty_five_sub_event_types_of_six_kinds():
    assert len(acled_types()) == 25
    assert len({t.event_type for t in acled_types().values()}) == 6
    assert acled_type("Excessive force against protesters").disorder_type == (
        "Political violence; Demonstrations"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("type\tmode\tquad\tscore\nAID\t\t2\n", "wrong cells"),
        ("type\tmode\tquad\tscore\nAID\t\t2\t1\nAID\t\t2\t3\n", "stands in two rows"),
    ],
)
def test_a_table_that_breaks_its_form_is_refused(tmp_path, monkeypatch, text, problem):
    (tmp_path / "plover_scores.tsv").write_text(text)
    monkeypatch.setattr(exchange_codes, "DATA", tmp_path)
    exchange_codes._scores.cache_clear()
    try:
        with pytest.raises(RuleFileError, match=problem):
            plover_score("AID", None)
    finally:
        exchange_codes._scores.cache_clear()
