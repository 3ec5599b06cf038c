"""The workbench in a real browser: its main paths, for everyone, and nothing from elsewhere."""

import importlib.util
import re
import shutil
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn

from rashomon.base import open_base
from rashomon.incidents import service
from rashomon.web.app import create_app
from rashomon.web.settings import Settings

WEB = Path(__file__).parents[1] / "web" / "conftest.py"
SCHEMES = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]
BLOCKED = re.compile("serious|critical")


def _records():
    spec = importlib.util.spec_from_file_location("web_records", WEB)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Served:
    """A workbench at an address of this machine, in a thread."""

    def __init__(self, base, settings):
        config = uvicorn.Config(create_app(base, settings), port=0, log_level="error")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.base, self.address = base, f"http://127.0.0.1:{port}"

    def stop(self):
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A base about Marenna, made once."""
    records = _records()
    path = tmp_path_factory.mktemp("workbench") / "base.rashomon"
    records.fill(path, records.marenna())
    return path


@pytest.fixture
def serve(made, tmp_path):
    """Serve a copy of the base; with accounts where asked for."""
    running = []

    def start(**settings):
        path = tmp_path / f"base{len(running)}.rashomon"
        shutil.copy(made, path)
        base = open_base(path)
        running.append(Served(base, Settings(requests_per_minute=100_000, **settings)))
        return running[-1]

    yield start
    for one in running:
        one.stop()
        one.base.close()


@pytest.fixture
def workbench(serve):
    return serve()


@pytest.fixture
def visit(browser):
    """Open a page; whatever goes wrong in it or leaves the machine fails the test."""
    contexts, wrong = [], []

    def _visit(address, width=1280, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: _note_host(r.url))
        page.goto(address)
        return page

    def _note_host(url):
        if urlsplit(url).hostname not in ("127.0.0.1", None):
            wrong.append(url)

    yield _visit
    for context in contexts:
        context.close()
    assert wrong == []


def _total(page):
    return page.locator("#total").inner_text()


def _until(page, where, text):
    pytest.importorskip("playwright.sync_api").expect(page.locator(where)).to_have_text(text)


def _count(base):
    return len(list(base.incidents()))


def _biggest(base):
    return max(base.incidents(), key=lambda i: len(i.statements))


def test_filters_change_the_list_and_the_address(workbench, visit):
    page = visit(workbench.address)
    assert _total(page) == "2"
    page.get_by_label("Accounts").select_option("contradict")
    _until(page, "#total", "1")
    assert "verdict=contradict" in page.url
    page.get_by_role("link", name="Clear").click()
    _until(page, "#total", "2")


def test_only_what_is_in_view_of_the_map_is_listed(workbench, visit):
    page = visit(workbench.address)
    page.wait_for_timeout(500)
    page.locator("#map").focus()
    page.get_by_role("button", name="Only what is in view").click()
    assert _total(page) == "2"
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    page.locator("#map").focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    _until(page, "#total", "0")
    assert "box=" in page.url
    page.get_by_role("button", name="Fit").click()
    _until(page, "#total", "2")


def test_dragging_over_the_time_line_chooses_days(workbench, visit):
    page = visit(workbench.address)
    page.wait_for_selector("#days .selection", state="attached")
    page.locator("#days").scroll_into_view_if_needed()
    box = page.locator("#days").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 40, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, y, steps=5)
    page.mouse.up()
    _until(page, "#total", "1")
    assert page.locator("[name=since]").input_value().startswith("2019-0")
    assert "since=2019" in page.url
    page.wait_for_selector("#map[data-loaded='1']")
    assert page.locator("#days rect.day").count() == 2, "the days that are not chosen stay in view"
    assert page.locator("#days .selection").bounding_box()["width"] > 20
    page.mouse.click(box["x"] + box["width"] - 12, y)
    _until(page, "#total", "2")
    assert page.locator("[name=since]").input_value() == ""


def test_the_network_goes_through_the_months(workbench, visit):
    page = visit(workbench.address + "/network")
    page.wait_for_selector(".actor")
    every = page.locator(".actor").count()
    assert page.locator("#balance rect").count() > 0
    page.locator("#net-month").focus()
    page.keyboard.press("Home")
    assert page.locator("#net-when").inner_text() == "2019-03"
    assert 0 < page.locator(".actor").count() < every


def test_labels_of_the_network_stay_inside(workbench, visit):
    page = visit(workbench.address + "/network", width=390)
    page.wait_for_selector(".actor")
    frame = page.locator("#net").bounding_box()
    for label in page.locator(".actor text").all():
        box = label.bounding_box()
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_an_incident_opens_and_goes_back_in_time(workbench, visit):
    page = visit(workbench.address)
    page.locator(".line a").last.click()
    page.wait_for_selector("#accounts-h")
    accounts = page.locator("#body tbody input[type=checkbox]")
    assert accounts.count() == 4
    assert page.get_by_text("contradicts").count() > 0
    page.locator("#as-of-slide").focus()
    page.keyboard.press("Home")
    page.wait_for_selector("text=As of 2019-03-12")
    assert accounts.count() == 2
    page.keyboard.press("End")
    page.wait_for_selector("#body [role=status]", state="detached")
    assert accounts.count() == 4


def test_split_merge_and_undo(workbench, visit):
    whole = _biggest(workbench.base)
    page = visit(f"{workbench.address}/incidents/{whole.id}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#body input[type=checkbox]").first.check()
    page.get_by_label("Why").fill("another shelling")
    page.get_by_role("button", name="Split off the marked").click()
    page.wait_for_selector("td:has-text('another shelling')")
    apart = _count(workbench.base)
    assert apart > 2
    page.get_by_role("button", name="They are one: merge").first.click()
    page.wait_for_selector("td:has-text('looks like the same happening')")
    assert _count(workbench.base) == apart - 1
    page.get_by_role("button", name="Undo merge").click()
    page.wait_for_selector("text=(undone)")
    assert _count(workbench.base) == apart


def test_a_newcomer_corrects_merges_and_exports_by_the_screen_alone(workbench, visit):
    """Every step is a link, button or field with its words on the screen; no address, no key."""
    whole = _biggest(workbench.base)
    told = workbench.base.statements(whole.statements)
    apart = next(one.id for one in told if not one.figures)
    service.split(workbench.base, [apart], who="oslan", why="to be merged again")
    before = _count(workbench.base)
    page = visit(workbench.address)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Help", exact=True).click()
    page.get_by_role("link", name="Incidents whose accounts contradict").click()
    page.locator(".lines > li > a").first.click()
    page.locator(".matrix").get_by_role("link", name="review").first.click()
    page.get_by_role("row", name="who did it").get_by_text("Correct").click()
    form = page.locator("#edit form")
    form.get_by_label("Name").first.fill("Northmark Front")
    form.get_by_label("Why").fill("the town says so")
    form.get_by_role("button", name="Save correction").click()
    page.wait_for_selector("text=Corrected.")
    page.get_by_role("link", name="Incident i").click()
    page.get_by_role("button", name="They are one: merge").first.click()
    page.wait_for_selector(".done:has-text('Merged')")
    assert _count(workbench.base) == before - 1
    page.get_by_role("link", name="Export").click()
    page.get_by_role("button", name="Show what it holds and loses").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the file").click()
    assert b"Northmark Front" in Path(saved.value.path()).read_bytes()
    page.go_back()
    page.go_back()
    page.get_by_role("button", name="Undo", exact=False).first.click()
    page.wait_for_selector("text=(undone)")
    assert _count(workbench.base) == before


def test_the_address_of_a_list_names_only_what_was_chosen(workbench, visit):
    page = visit(workbench.address)
    page.get_by_label("Order").select_option("toll")
    page.wait_for_url("**/?order=toll")


def test_a_decision_by_key_asks_for_its_reason(workbench, visit):
    whole = _biggest(workbench.base)
    page = visit(f"{workbench.address}/incidents/{whole.id}")
    page.locator("h1").click()
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.name") == "why"
    assert workbench.base.judgements() == []


def test_text_and_statements_light_each_other_up(workbench, visit):
    document = next(d for d in workbench.base.documents() if d.key == "courier.txt")
    page = visit(f"{workbench.address}/documents/{document.id}")
    piece = page.locator(".text [data-statement]").first
    piece.hover()
    assert page.locator(".card.lit").count() == 1
    page.locator(".card").nth(1).hover()
    lit = "".join(page.locator(".text .lit").all_text_contents())
    assert lit == "The Marennan army shelled Anna Prosk in Kestrel."
    piece.click()
    assert page.evaluate("document.activeElement.className").startswith("card")


def test_why_opens_under_the_statement(workbench, visit):
    document = next(d for d in workbench.base.documents() if d.key == "courier.txt")
    page = visit(f"{workbench.address}/documents/{document.id}")
    page.get_by_text("Why", exact=True).first.click()
    page.wait_for_selector(".why table")
    assert page.locator(".why tbody tr").count() > 8


def test_words_are_found_from_every_page(workbench, visit):
    page = visit(f"{workbench.address}/speakers")
    page.keyboard.press("/")
    page.keyboard.type("northmark")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?words=northmark")
    assert _total(page) == "1"
    page.locator(".card a").click()
    page.wait_for_selector(".card:target")


def test_review_by_keys_alone(workbench, visit):
    page = visit(f"{workbench.address}/review")
    before = int(_total(page))
    page.get_by_role("link", name="Start here").click()
    page.wait_for_url("**/review/s*")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_selector("text=Accepted.")
    page.locator("h1").click()
    page.keyboard.press("u")
    page.wait_for_selector("text=(undone)")
    assert workbench.base.judgements()[0].action == "accept"
    page.goto(f"{workbench.address}/review")
    assert int(_total(page)) == before


def test_an_export_shows_its_losses_and_saves_a_file(workbench, visit):
    page = visit(workbench.address)
    page.get_by_role("link", name="Export these").click()
    page.locator("[name=as]").select_option("acled")
    page.get_by_role("button", name="Show what it holds and loses").click()
    page.wait_for_selector("#made-h")
    assert page.get_by_role("region", name="What the format can't carry").count() == 1
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the file").click()
    assert saved.value.suggested_filename == "rashomon-acled.csv"
    assert b"event_id_cnty" in Path(saved.value.path()).read_bytes()


def test_signing_in_and_out(serve, visit):
    workbench = serve(accounts=True)
    page = visit(f"{workbench.address}/documents")
    page.get_by_label("Name").fill("coder")
    page.get_by_label("Password").fill(_records().PASSWORDS["coder"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/documents")
    assert page.get_by_text("Oren Dask").count() == 0
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/login")
    page.goto(workbench.address)
    assert "/login" in page.url


def _every_page(base):
    whole = _biggest(base)
    statement = base.statement(whole.statements[0])
    base.judge("comment", [whole.id], who="local", why="a first look")
    base.draw_sample(2, start="s0", who="local", kind="event")
    unit = base.sample().ids[0]
    return [
        "/", "/documents", f"/documents/{statement.document}", f"/incidents/{whole.id}",
        "/review", f"/review/{statement.id}", f"/review/{statement.id}?edit=figures",
        f"/statements/{statement.id}/why", "/find?words=army", "/network", "/forecasts",
        "/speakers", "/codebook", "/codebook/edit", "/codebook/difference?old=0&new=0", "/coding",
        f"/coding/units/{unit}", "/coding/agreement", "/export?as=acled", "/help", "/api",
        "/admin", "/login", "/incidents/none",
    ]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), SCHEMES)
def test_every_page_can_be_used_by_everyone(workbench, visit, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    paths = _every_page(workbench.base)
    page = visit(workbench.address, width, scheme)
    found = []
    for path in paths[:-1]:
        page.goto(workbench.address + path)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append((path, "wide", wide))
        for one in axe.run(page).response["violations"]:
            if BLOCKED.match(one["impact"] or ""):
                found.append((path, one["id"], [n["html"][:160] for n in one["nodes"]][:3]))
    assert found == []


def test_hostile_content_runs_nothing(visit, tmp_path):
    records = _records()
    attack = '"><img src=x onerror="alert(1)"><script>alert(2)</script>'
    told = records.Told(
        text=f"{attack} shelled {attack}, killing 9, {attack} said.",
        agent=attack,
        target=attack,
        speaker=attack,
        killed=9,
    )
    path = tmp_path / "hostile.rashomon"
    records.fill(path, [records.report(attack, [told], title=attack, outlet=attack)])
    with open_base(path) as base:
        served = Served(base, Settings(requests_per_minute=100_000))
        try:
            page = visit(served.address)
            dialogs = []
            page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
            for path in _every_page(base)[:-1]:
                page.goto(served.address + path)
                page.wait_for_load_state("networkidle")
                assert page.locator("img, iframe").count() == 0, path
            assert dialogs == []
        finally:
            served.stop()
