"""A real Chromium. Tests are skipped with the reason named where there is none.

``RASHOMON_REQUIRE_ALL=1`` turns the skip into a failure, so that no check is passed over unseen.
"""

import os
import shutil
from pathlib import Path

import pytest

WANTED = ("chromium", "chromium-browser", "google-chrome")


def _give_up(reason):
    if os.environ.get("RASHOMON_REQUIRE_ALL") == "1":
        pytest.fail(f"RASHOMON_REQUIRE_ALL=1 and {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium for the whole session."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional
    except ImportError:
        _give_up("playwright is not installed (pip install 'rashomon[test]')")
    path = next((found for name in WANTED if (found := shutil.which(name))), None)
    if path is None:
        _give_up("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Open HTML in a fresh page; `page.requests` and `page.errors` list what happened."""
    contexts = []

    def _open(html, width=1280, scheme="light", **options):
        path = Path(tmp_path) / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.requests, page.errors = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
        page.on("dialog", lambda dialog: page.errors.append(f"dialog {dialog.message}"))
        page.goto(path.as_uri())
        return page

    yield _open
    for context in contexts:
        context.close()
