"""The HTML page: escaping, policy, structure; what is drawn is tested in tests/browser."""

import re

from rashomon.model.actor import Participant
from rashomon.model.document import Failure
from rashomon.model.span import Span
from rashomon.model.statement import Speaker
from rashomon.publish.html import render_page
from rashomon.publish.notebook import frame

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_every_hostile_text_is_escaped(make_reading, make_statement):
    name = Participant(name=HOSTILE, mention=Span(0, 0, ""))
    statement = make_statement(speakers=(Speaker(name=HOSTILE),), agents=(name,), targets=(name,))
    text = f"{HOSTILE} The army shelled Kestrel on Monday"
    hostile = make_statement(text=text, agents=(name,))
    failure = Failure(document_key=HOSTILE, stage="open", code="RSH-100", detail=HOSTILE)
    readings = [
        make_reading(statement, title=HOSTILE, outlet=HOSTILE, authors=(HOSTILE,)),
        make_reading(hostile, text=text, key=HOSTILE, title=None),
    ]
    page = render_page(readings, [failure], notice=HOSTILE)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert page.count("&lt;script&gt;") > 10


def test_policy_names_the_hash_of_the_one_script_and_allows_nothing_else(make_reading):
    page = render_page([make_reading()])
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r'\s(?:style|on\w+)="', page)


def test_a_link_leads_to_the_web_only(make_reading):
    assert 'href="https://selm.example/1"' in render_page(
        [make_reading(url="https://selm.example/1")]
    )
    assert "javascript:" not in render_page([make_reading(url="javascript:alert(1)")])


def test_pieces_of_the_text_make_the_text_again(make_reading, make_statement):
    reading = make_reading(make_statement())
    page = render_page([reading])
    shown = re.search(r'aria-label="Text of the document">(.*?)</div>', page, re.DOTALL)
    assert shown is not None
    assert re.sub(r"<[^>]+>", "", shown[1]) == reading.document.text


def test_same_readings_give_the_same_bytes(make_reading, make_statement):
    reading = make_reading(make_statement())
    assert render_page([reading]) == render_page([reading])


def test_page_without_documents_and_with_failures_only():
    failure = Failure(document_key="a.pdf", stage="open", code="RSH-103", detail="it is empty.")
    assert "RSH-103" in render_page([], [failure])


def test_notebook_frame_keeps_the_page_shut_in():
    shown = frame('<p title="x">')
    assert 'sandbox="allow-scripts"' in shown
    assert "&lt;p title=&#34;x&#34;&gt;" in shown
