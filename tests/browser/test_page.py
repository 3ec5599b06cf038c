"""The HTML page in a real browser: inert, complete, linked both ways, readable at any width."""

import pytest

from rashomon.model.actor import Participant
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker
from rashomon.model.time import EventTime
from rashomon.publish.html import render_page

NOWHERE = Span(0, 0, "")
HOSTILE = (
    '"><script>document.title="owned";fetch("http://evil.example/a")</script>'
    '<img src="http://evil.example/b" onerror="document.title=1">'
    '<iframe src="http://evil.example/c"></iframe><svg onload="alert(1)">'
)


@pytest.fixture
def readings(make_reading, make_statement):
    """Two documents; the first has three statements, dated and placed, in three voices."""
    place = EventPlace(
        name="Kestrel", mention=NOWHERE, precision="city", id="user:kestrel", lat=39.0, lon=-43.2
    )
    lost = EventPlace(
        name="Old Mill", mention=NOWHERE, precision="city", reason="not in a gazetteer"
    )
    day = EventTime(
        start="2019-03-11", end="2019-03-11", precision="day", mention=NOWHERE, reason="monday"
    )
    shelled = make_statement(id="s1", time=day, places=(place, lost))
    fled = make_statement(
        id="s2",
        trigger="fled",
        evidence="that the rebels fled Dovrin",
        speakers=(Speaker(name="Ilse Varga", stance="denies"),),
        status="planned",
    )
    bombed = make_statement(
        id="s3",
        trigger="bomb",
        evidence="It did not bomb Port Selm",
        speakers=(),
        polarity="-",
    )
    return [make_reading(fled, shelled, bombed), make_reading(title="The second one", key="b.txt")]


def _lit(page):
    pieces = page.locator(".text .lit, .text .named")
    return "".join(pieces.all_text_contents())


def test_no_request_leaves_the_page(open_page, readings):
    page = open_page(render_page(readings))
    page.hover("#c1-1")
    page.click("#t1-2")
    page.wait_for_timeout(200)
    assert [url for url in page.requests if not url.startswith("file:")] == []
    assert len(page.requests) == 1
    assert page.errors == []


def test_a_hostile_document_stays_inert(open_page, make_reading, make_statement):
    name = Participant(name=HOSTILE, mention=NOWHERE)
    text = f"{HOSTILE}\nThe army shelled Kestrel on Monday. {HOSTILE}"
    hostile = make_statement(
        text=text, speakers=(Speaker(name=HOSTILE),), agents=(name,), targets=(name,)
    )
    reading = make_reading(
        hostile, text=text, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)"
    )
    page = open_page(render_page([reading], notice=HOSTILE))
    page.click("#t1-0")
    page.wait_for_timeout(200)
    assert "owned" not in page.title().split("·")[-1]
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, [onload], [onerror]').length") == 0
    )
    assert len(page.requests) == 1
    assert page.errors == []
    assert page.text_content(".text") == text


def test_the_policy_stops_a_script_that_got_in_all_the_same(open_page, readings):
    page = open_page(render_page(readings))
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.got = 1';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.got") is None


def test_a_statement_lights_up_its_clause(open_page, readings):
    page = open_page(render_page(readings))
    page.hover("#c1-1")
    assert _lit(page) == "The army shelled Kestrel on Monday"
    assert page.text_content(".text .named") == "shelled"


def test_a_clause_lights_up_its_statement(open_page, readings):
    page = open_page(render_page(readings))
    page.hover("#t1-0")
    assert page.get_attribute(".card.on", "id") == "c1-0"
    page.click("#t1-2")
    assert page.evaluate("document.activeElement.id") == "c1-2"


def test_the_keyboard_reaches_and_moves_between_statements(open_page, readings):
    page = open_page(render_page(readings))
    page.focus("#t1-0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "c1-0"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "c1-1"
    page.focus("#c1-1 .back")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "t1-1"


def test_a_voice_and_a_status_show_only_their_statements(open_page, readings):
    page = open_page(render_page(readings))
    page.click('#d1 button[data-voice="0"]')
    assert page.locator("#d1 .card:visible").count() == 1
    assert page.text_content("#d1 [data-total]") == "1 of 3"
    page.click("#d1 [data-all]")
    page.click('#d1 button[data-status="planned"]')
    shown = page.locator("#d1 .card:visible")
    assert (shown.count(), shown.first.get_attribute("id")) == (1, "c1-0")


def test_denial_and_negation_are_words(open_page, readings):
    page = open_page(render_page(readings))
    assert page.text_content("#c1-0 .stance") == "denies"
    assert page.text_content("#c1-2 .not") == "NOT"


def test_the_switch_shows_one_document_at_a_time(open_page, readings):
    page = open_page(render_page(readings))
    assert page.locator("article:visible").count() == 1
    page.select_option("#document", "2")
    assert page.text_content("article:visible h1") == "The second one"


def test_timeline_and_map_link_to_their_statements(open_page, readings):
    page = open_page(render_page(readings))
    page.click("#d1 .timeline a .label")
    assert page.evaluate("document.activeElement.id") == "c1-1"
    page.click("#d1 .places ol a")
    assert page.evaluate("document.activeElement.id") == "c1-1"
    assert page.text_content("#d1 .map .name") == "Kestrel"
    assert "not in a gazetteer" in page.text_content("#d1 .places ul")


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_is_wider_than_the_window(open_page, readings, width):
    page = open_page(render_page(readings), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92
    : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!e.checkVisibility() || e.closest('svg, .sr, script, style')) continue;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [luminance(parse(getComputedStyle(e).color)), luminance(behind(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_letter_has_enough_contrast(open_page, make_reading, make_statement, scheme):
    statuses = "occurred ongoing planned desired demanded threatened attempted prevented"
    more = "predicted conditional possible"
    denied = Speaker(name="Varga", stance="denies")
    cards = [make_statement(id=s, status=s) for s in f"{statuses} {more}".split()]
    cards.append(make_statement(id="x", polarity="-", speakers=(denied,), denial_of="agency"))
    page = open_page(render_page([make_reading(*cards)]), scheme=scheme)
    page.click("summary >> nth=0")
    assert page.evaluate(CONTRAST) == []


def test_a_reader_of_screens_hears_names(open_page, readings):
    page = open_page(render_page(readings))
    nameless = page.evaluate(
        "[...document.querySelectorAll('button, a, select, summary, [role]')].filter("
        "e => e.checkVisibility() && !e.getAttribute('aria-label') && !e.textContent.trim()"
        ").map(e => e.outerHTML.slice(0, 80))"
    )
    assert nameless == []
    assert page.get_by_role("region", name="Text of the document").count() == 1
    assert page.get_by_role("img", name="Map of 1 places").count() == 1


def test_no_motion_where_none_is_wanted(open_page, readings):
    page = open_page(render_page(readings), reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_page_is_whole_without_scripts(open_page, readings):
    page = open_page(render_page(readings), java_script_enabled=False)
    assert page.locator("article:visible").count() == 2
    assert page.locator(".card:visible").count() == 3
