"""Hostile names and titles come out inert, in every format."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from rashomon.publish.cells import LONGEST, cell, plain, safe_url, uncell
from rashomon.publish.formats import FORMATS, export_as

ATTACKS = (
    '=HYPERLINK("http://evil.example","click")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "\t=1",
    "\r\n=1",
    "<script>alert(1)</script>",
    "]]><x/>",
    "&xxe; <!DOCTYPE x>",
    "$[name]",
    "\u202egnp.exe",
    "\u2066a\u2069",
    "a\x00b\x1b[31mred",
    "\ufffe\uffff\ue000",
    '"; DROP TABLE incidents; --',
    "x" * 50_000,
    "e\u0301" * 50,
    "12. HUM TGT: NAME    nobody",
)
PRINTED = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
WORDS = st.one_of(st.sampled_from(ATTACKS), PRINTED)
TABLES = {"acled": ",", "ucdp": ",", "polecat": "\t", "cameo": "\t", "csv": ",", "atlos": ","}
SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def hostile(cases, words, **options):
    """Put the words wherever a text may stand."""
    army = cases.changed(cases.ARMY, name=words, mention=cases.span(words))
    one = cases.place(words, admin1=words, precision="city")
    speaker = cases.changed(cases.statement().speakers[0], name=words)
    statement = cases.statement(
        agents=(army,),
        places=(one,),
        speakers=(speaker,),
        figures=(cases.killed(3, of=words),),
        contexts=(words,),
        violations=(words,),
        document_key=words,
        text=f"{words} shelled",
        trigger="shelled",
        evidence=f"{words} shelled",
    )
    document = cases.document(1, key=words, title=words, outlet=words, url=words, authors=(words,))
    return cases.export(statement, documents=(document,), **options)


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def texts(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def is_inert(text):
    kinds = {unicodedata.category(c) for c in text} - {"Cf"}
    marks = {c for c in text if unicodedata.category(c) == "Cf"} - {"\u200c", "\u200d"}
    return not kinds & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} and not marks and len(text) <= LONGEST


@pytest.mark.parametrize("name", sorted(TABLES))
@SETTINGS
@given(words=WORDS)
def test_tables_stay_tables_and_run_nothing(cases, name, words):
    made = export_as(name, hostile(cases, words))
    text = made.content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=TABLES[name]))
    assert len(table) == made.rows + 1
    for row in table:
        assert len(row) == len(table[0])
        for value in row:
            assert is_inert(value)
            assert value[:1] not in set("=+-@|%\t\r＝＋－＠") or is_number(value)


@pytest.mark.parametrize("name", ["plover", "followthemoney"])
@SETTINGS
@given(words=WORDS)
def test_json_lines_stay_one_object_a_line(cases, name, words):
    made = export_as(name, hostile(cases, words))
    lines = made.content.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == made.rows
    for line in lines:
        assert all(is_inert(text) for text in texts(json.loads(line)))


@pytest.mark.parametrize("name", ["geojson", "claim", "prov"])
@SETTINGS
@given(words=WORDS)
def test_json_documents_are_valid_and_inert(cases, name, words):
    found = json.loads(export_as(name, hostile(cases, words)).content.decode())
    for text in texts(found):
        assert is_inert(text)
        assert not text.lower().startswith("javascript:")


@SETTINGS
@given(words=WORDS)
def test_kml_stays_well_formed_and_shows_no_markup(cases, words):
    made = export_as("kml", hostile(cases, words))
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    root = etree.fromstring(made.content, parser)
    for element in root.iter():
        assert element.tag.startswith("{http://www.opengis.net/kml/2.2}")
        assert "<" not in (element.text or "")
        assert "$[" not in (element.text or "")


@SETTINGS
@given(words=WORDS)
def test_muc_templates_keep_their_slots(cases, words):
    made = export_as("muc", hostile(cases, words))
    text = made.content.decode()
    numbered = [line for line in text.splitlines() if line[:1].isdigit()]
    assert len(numbered) == 25 * made.rows
    assert all(is_inert(line) for line in text.splitlines())


@pytest.mark.parametrize(
    ("name", "rows"),
    [(name, "incidents") for name in FORMATS]
    + [(name, "statements") for name in FORMATS if FORMATS[name].either],
)
def test_a_megabyte_of_words_makes_no_megabyte_of_output(cases, name, rows):
    made = export_as(name, hostile(cases, "y" * 1_000_000, rows=rows))
    if name != "jsonl":
        assert sum(map(len, made.files.values())) < 400_000


def test_half_a_character_is_no_text():
    assert plain("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize("words", ATTACKS, ids=range(len(ATTACKS)))
def test_cells_of_numbers_and_words(words):
    once = cell(words)
    assert cell(once) == once
    assert uncell(str(once)) in (plain(words), str(once))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://a b",
        "https://",
        "ftp://x.example",
        "//x.example",
        'https://x.example/"onload=',
        "https://x.example/<script>",
        "http://[::1",
        "https://x.example/" + "a" * 3000,
        "",
        None,
    ],
)
def test_only_plain_web_addresses_pass(url):
    assert safe_url(url) is None


def test_a_web_address_passes():
    assert safe_url("https://x.example/a?b=c#d") == "https://x.example/a?b=c#d"
