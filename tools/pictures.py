"""Write ``docs/pictures/workbench-*.png`` from the invented example, with Chromium.

    python tools/pictures.py [BASE]

Reads the example's documents into a base (or takes one that is there), serves it, and takes the
pictures that docs/how-to/workbench.md shows. Each is below `MOST` bytes.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from rashomon import examples
from rashomon.base import Base, Collection, open_base
from rashomon.base.browse import Sieve
from rashomon.documents import read_documents
from rashomon.incidents import service
from rashomon.reading.many import read_many
from rashomon.reading.own import Knowledge
from rashomon.web.app import create_app
from rashomon.web.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOST = 200_000
NOTICE = "Invented example: Marenna does not exist."
WIDE, HIGH = 1280, 820


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marenna.rashomon"
        if len(sys.argv) > 1:
            shutil.copy(sys.argv[1], path)
        with open_base(path) as base:
            if not base.counts()["documents"]:
                fill(base)
            with served(base) as address, sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium(), args=["--no-sandbox"]
                )
                for name, scheme, wide, act in plan(base):
                    page = browser.new_page(
                        viewport={"width": wide, "height": HIGH}, color_scheme=scheme
                    )
                    page.goto(address)
                    page.wait_for_load_state("networkidle")
                    act(page, address)
                    page.wait_for_load_state("networkidle")
                    page.wait_for_timeout(700)
                    keep(page, FOLDER / f"workbench-{name}.png")
                    page.close()
                browser.close()


def fill(base: Base) -> None:
    """Read the example's documents into a base."""
    known = Knowledge(actors=examples.actors(), gazetteers=(examples.gazetteer(),))
    read = read_many(read_documents(examples.documents()), knowledge=known)
    service.add(base, read, Collection(by="example"))


@contextmanager
def served(base: Base) -> Iterator[str]:
    """Serve a base in a thread while the block lasts."""
    settings = Settings(notice=NOTICE, outline=Path(examples.outline()).read_text(encoding="utf-8"))
    server = uvicorn.Server(uvicorn.Config(create_app(base, settings), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def plan(base: Base) -> Iterator[tuple[str, str, int, Callable[[Any, str], None]]]:
    """Give each picture's name, colours, width, and what is done before it is taken."""
    lines = base.incident_lines(Sieve(verdict="contradict"), order="toll")
    line = next(a for a in lines if any(b.place == a.place for b in base.look_alikes(a)))
    whole = base.incident(line.id)
    told = [] if whole is None else list(base.statements(whole.statements))
    named = max(told, key=lambda s: max((len(a.name) for a in s.targets), default=0))
    document = named.document

    def go(path: str) -> Callable[[Any, str], None]:
        return lambda page, address: page.goto(address + path)

    def light_up(page: Any, address: str) -> None:
        page.goto(f"{address}/documents/{document}")
        page.locator(".card").nth(1).hover()

    yield "incidents", "light", WIDE, lambda page, _: page.wait_for_timeout(800)
    yield "incident", "light", WIDE, go(f"/incidents/{line.id}")
    yield "document", "light", WIDE, light_up
    yield (
        "review",
        "light",
        WIDE,
        lambda page, address: correct(page, f"{address}/review/{named.id}"),
    )
    yield (
        "merged",
        "light",
        WIDE,
        lambda page, address: merge(page, f"{address}/incidents/{line.id}"),
    )
    yield "export", "light", WIDE, go("/export?as=acled")
    yield "network", "dark", WIDE, go("/network")
    yield "narrow", "dark", 390, lambda page, _: page.wait_for_timeout(800)


def correct(page: Any, address: str) -> None:
    """Open the form of a field, with the text above it in view."""
    page.set_viewport_size({"width": WIDE, "height": 1000})
    page.goto(f"{address}?edit=targets")
    page.wait_for_load_state("networkidle")
    page.locator("#edit").evaluate("one => one.scrollIntoView({block: 'end'})")


def merge(page: Any, address: str) -> None:
    """Merge an incident with the one that looks alike, and show the decision."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    page.get_by_role("button", name="They are one: merge").first.click()
    page.wait_for_selector("td:has-text('looks like the same happening')")
    page.locator("#decide-h").evaluate("one => one.scrollIntoView()")


def keep(page: Any, path: Path) -> None:
    """Write a picture.

    Raises:
        SystemExit: It is too large for the docs.
    """
    page.screenshot(path=path, scale="css")
    if path.stat().st_size > MOST:
        raise SystemExit(f"{path.name} is larger than {MOST} bytes")
    sys.stdout.write(f"{path.name}: {path.stat().st_size // 1000} kB\n")


def chromium() -> str:
    """Find a Chromium.

    Raises:
        SystemExit: There is none.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise SystemExit("Chromium is not installed")
    return found


if __name__ == "__main__":
    main()
