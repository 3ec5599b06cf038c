"""Hostile names, titles, keys and quotes stand inert on every page and in every export."""

import re
import shutil
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from rashomon.base import open_base
from rashomon.publish.formats import FORMATS
from rashomon.web.app import create_app
from rashomon.web.settings import Settings

SCRIPT = '"><script>alert(1)</script>'
MARKUP = "'><img src=x onerror=alert(1)><iframe src=//evil.example>"
BIDI = "\u202egnp.exe\u202c \u2066a\u2069"
CELL = '=HYPERLINK("http://evil.example","click")'
TEMPLATE = "{{ 7*7 }}{% raw %}${7*7}"
NULLS = "a\x00b\x1b[31mred\x07"
LONG = "Wort" * 250_000
ATTACKS = (SCRIPT, MARKUP, BIDI, CELL, TEMPLATE, NULLS, "javascript:alert(1)", "]]><x/>&amp;")
PAGES = (
    "/",
    "/points.json",
    "/documents",
    "/documents/{document}",
    "/incidents/{incident}",
    "/incidents/{incident}?as_of=2019-03-12",
    "/review",
    "/review/{statement}",
    "/review/{statement}?edit=targets",
    "/coding",
    "/coding/units/{unit}",
    "/coding/agreement",
    "/statements/{statement}/why",
    "/find?words=shelled",
    "/network",
    "/network.json",
    "/speakers",
    "/forecasts",
    "/admin",
    "/export?as=csv&id={incident}",
)
MOST = 2_000_000


class _Tags(HTMLParser):
    """Collects the tags of a page, as a browser would see them."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(
            (name, (value or "")[:40]) for name, value in attrs if name.startswith("on")
        )
        for name, value in attrs:
            if name in ("href", "src", "action") and not (value or "").startswith(("/", "#")):
                self.attributes.add((name, value[:60]))


def hostile(tools):
    """Reports that carry an attack wherever words of others may stand."""
    made = []
    for number, words in enumerate(ATTACKS):
        told = tools.Told(
            text=f"{words} shelled {words} in {words}, killing 9, {words} said.",
            agent=words,
            target=words,
            place=words,
            speaker=words,
            killed=9,
        )
        reading = tools.report(f"{words}-{number}", [told], title=words, outlet=words)
        document = replace(reading.document, authors=(words,), url=words, published_reason=words)
        made.append(replace(reading, document=document))
    long = tools.Told(text=f"{LONG} shelled villagers.", agent=LONG, target=LONG, speaker=LONG)
    return [*made, tools.report("long", [long], title=LONG, outlet=LONG)]


@pytest.fixture(scope="module")
def attacked(tools, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "base.rashomon"
    tools.fill(path, hostile(tools))
    with open_base(path) as base:
        for statement in list(base.statements()):
            base.judge("comment", [statement.id], who=SCRIPT, why=MARKUP + BIDI)
        base.note_access(SCRIPT, MARKUP, BIDI)
        base.draw_sample(3, start="s0", who=SCRIPT, kind="event")
    return path


@pytest.fixture(scope="module")
def hostile_client(attacked, tmp_path_factory):
    path = tmp_path_factory.mktemp("copy") / "base.rashomon"
    shutil.copy(attacked, path)
    with open_base(path) as base:
        settings = Settings(notice=SCRIPT, person=SCRIPT, requests_per_minute=100_000)
        with TestClient(create_app(base, settings), follow_redirects=False) as client:
            yield client


def _addresses(client, pages):
    base = client.app.state.base
    units = base.sample().ids
    for statement in base.statements():
        incident = base.incident_of(statement.id)
        for page in pages:
            yield page.format(
                document=statement.document,
                statement=statement.id,
                incident=incident.id,
                unit=units[0],
            )


def test_every_page_is_inert_and_not_endless(hostile_client):
    for path in sorted(set(_addresses(hostile_client, PAGES))):
        answer = hostile_client.get(path)
        assert answer.status_code == 200, path
        assert len(answer.content) < MOST, (path, len(answer.content))
        text = answer.text
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        tags = _Tags()
        tags.feed(text)
        assert not tags.tags & {"img", "iframe", "x", "object", "embed"}, path
        assert tags.attributes <= {("href", "?")}, path
        assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", text), path
        assert "49" not in re.findall(r">(\d+)[$]", text)
        bad = {
            hex(ord(c))
            for c in text
            if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\t\r"
        }
        assert bad <= {hex(0x200C), hex(0x200D)}, (path, bad)


def test_what_was_asked_for_comes_back_inert(hostile_client):
    for words in ATTACKS:
        for path in ("/", "/find", "/documents", "/speakers", "/network", "/export", "/login"):
            names = ("words", "actor", "place", "outlet", "name", "to", "since", "id", "as", "box")
            for name in names:
                answer = hostile_client.get(path, params={name: words})
                assert answer.status_code in (200, 422), (path, name)
                tags = _Tags()
                tags.feed(answer.text)
                assert not tags.tags & {"img", "iframe", "x"}, (path, name)
                assert "<script>" not in answer.text, (path, name)
                assert "\u202e" not in answer.text, (path, name)


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_every_export_is_answered_and_inert(hostile_client, format_):
    answer = hostile_client.get(f"/export/file?as={format_}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.headers["content-type"].startswith("text/csv"):
        assert "\n=HYPERLINK" not in answer.text
        assert ",=HYPERLINK" not in answer.text


def test_a_header_can_not_be_split(hostile_client):
    for words in ("x\r\nSet-Cookie: a=b", "x\nY: z"):
        for path in ("/login", "/export/file", "/incidents/x"):
            answer = hostile_client.get(path, params={"to": words, "as": words, "id": words})
            assert "set-cookie" not in answer.headers
            assert "y" not in answer.headers
