"""How long the workbench takes to answer, with many readers at once, and how smooth the map is.

    python benchmarks/workbench.py [--base FILE] [--statements 100000] [--readers 20] [--frames]

Makes a base of invented reports whose incidents are known (or takes one that is there), serves it
by a process of its own, and lets readers ask for every kind of page at once. Printed are, for each
kind, the number of answers and their median and 95th percentile in milliseconds as a reader sees
them, waiting included; ``alone`` is the median with one reader. With ``--frames`` the map is
panned in Chromium and the times between frames are printed.
"""

import argparse
import itertools
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import httpx
from press import readings

from rashomon.base import Base, Collection, open_base
from rashomon.incidents.build import Joined, build_incident
from rashomon.model.statement import Statement

BY = Collection(by="benchmark", how="made")
TOGETHER = 400
"""Happenings in one transaction."""
SAMPLE = 400
"""Ids of each kind that readers ask for."""
Pages = dict[str, list[str]]


def main() -> None:
    """Make, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--frames", action="store_true")
    parser.add_argument("--serve", type=int, default=None, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve is not None:
        serve(args.base, args.serve)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = args.base or Path(folder) / "workbench.rashomon"
        if not path.exists():
            make_base(path, args.statements)
        with open_base(path, create=False) as base:
            asked = pages(base)
            print(base.counts())  # noqa: T201
        with running(path) as address:
            report(
                measure(address, asked, 1, 1), measure(address, asked, args.readers, args.rounds)
            )
            if args.frames:
                print(frames(address))  # noqa: T201


def make_base(path: Path, statements: int) -> None:
    """Fill a base; statements of one happening stand in one incident, as the truth has it."""
    with open_base(path) as base:
        told = itertools.groupby(
            readings(statements), key=lambda r: r.document.key.rsplit("-", 1)[0]
        )
        while page := [list(group) for _, group in itertools.islice(told, TOGETHER)]:
            base.add_readings([reading for group in page for reading in group], BY)
            made = []
            for group in page:
                documents = {r.document.id: r.document for r in group}
                held: dict[str | None, list[Statement]] = defaultdict(list)
                for one in (s for reading in group for s in reading.statements):
                    held[one.type].append(one)
                made += [
                    build_incident(some, documents, (), (), joined=Joined())
                    for some in held.values()
                ]
            base.replace_incidents((), made)
            base.mark_linked([s for incident in made for s in incident.statements])


def pages(base: Base) -> Pages:
    """Give the addresses of every kind of page that readers ask for."""
    rng = random.Random("workbench")
    incidents = [i.id for i in itertools.islice(base.incidents(), SAMPLE * 4)]
    chosen = rng.sample(incidents, min(SAMPLE, len(incidents)))
    told = [next(iter(i.statements)) for id_ in chosen if (i := base.incident(id_))]
    held = [s for s in base.statements(told)]
    towns = sorted({s.places[0].name for s in held})
    return {
        "incidents": ["/"],
        "incidents, page": [f"/?page={n}" for n in range(2, 40)],
        "incidents, filtered": [f"/?place={t}&order=toll" for t in towns[:60]],
        "incidents, status": ["/?status=occurred&order=doubt"],
        "points of the map": ["/points.json"],
        "incident": [f"/incidents/{i}" for i in chosen],
        "incident as of": [f"/incidents/{i}?as_of=2019-06-01" for i in chosen],
        "documents": ["/documents"],
        "document": [f"/documents/{s.document}" for s in held],
        "why": [f"/statements/{s.id}/why" for s in held],
        "find": [f"/find?words={t}" for t in towns[:60]],
        "review": ["/review"],
        "review of one": [f"/review/{s.id}" for s in held],
        "network": ["/network"],
        "speakers": ["/speakers"],
        "forecasts": ["/forecasts"],
        "API incidents": ["/api/v1/incidents"],
        "API incident": [f"/api/v1/incidents/{i}" for i in chosen],
        "export of one": [f"/export/file?as=csv&id={i}" for i in chosen],
    }


def serve(path: Path, port: int) -> None:
    """Serve the base, without a limit on requests, as a reader of a team would see it."""
    import uvicorn  # noqa: PLC0415 - only the process that serves needs it

    from rashomon.web.app import create_app  # noqa: PLC0415
    from rashomon.web.settings import Settings  # noqa: PLC0415

    with open_base(path, create=False) as base:
        settings = Settings(requests_per_minute=10_000_000)
        uvicorn.run(create_app(base, settings), port=port, log_level="error")


class running:
    """A process that serves a copy of a base while the block lasts."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._folder = tempfile.TemporaryDirectory()
        copy = Path(self._folder.name) / "base.rashomon"
        shutil.copy(self._path, copy)
        command = [sys.executable, __file__, "--base", str(copy), "--serve", str(port)]
        self._process = subprocess.Popen(command)
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                httpx.get(f"{address}/help")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        return address

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()


def measure(address: str, asked: Pages, readers: int, rounds: int) -> dict[str, list[float]]:
    """Let readers ask for every kind of page, each in an order of their own.

    Returns:
        Milliseconds of every answer by kind.
    """
    taken: dict[str, list[float]] = defaultdict(list)
    lock = threading.Lock()

    def read(number: int) -> None:
        rng = random.Random(number)
        with httpx.Client(base_url=address, timeout=120) as client:
            for _ in range(rounds):
                kinds = list(asked)
                rng.shuffle(kinds)
                for kind in kinds:
                    path = rng.choice(asked[kind])
                    started = time.perf_counter()
                    answer = client.get(path)
                    spent = (time.perf_counter() - started) * 1000
                    answer.raise_for_status()
                    with lock:
                        taken[kind].append(spent)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(taken)


def report(alone: dict[str, list[float]], together: dict[str, list[float]]) -> None:
    """Print a line a kind, the slowest first."""
    print(f"{'page':<22}{'answers':>9}{'alone ms':>10}{'median ms':>11}{'p95 ms':>9}")  # noqa: T201
    for kind, times in sorted(together.items(), key=lambda p: -statistics.median(p[1])):
        line = f"{kind:<22}{len(times):>9}{statistics.median(alone[kind]):>10.0f}"
        print(f"{line}{statistics.median(times):>11.0f}{percentile(times, 0.95):>9.0f}")  # noqa: T201


def percentile(values: list[float], share: float) -> float:
    """Give the value below which so large a share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def frames(address: str) -> str:
    """Pan the map for three seconds and tell the times between frames."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1000)
        times = list(_pan(page))
        browser.close()
    middle, late = statistics.median(times), percentile(times, 0.95)
    return f"map: {len(times)} frames while panning, median {middle:.1f} ms, p95 {late:.1f} ms"


def _pan(page: object) -> Iterator[float]:
    box = page.locator("#map").bounding_box()  # type: ignore[attr-defined]
    page.evaluate(  # type: ignore[attr-defined]
        "() => { window.seen = []; let last = performance.now();"
        " const tick = (t) => { window.seen.push(t - last); last = t;"
        " window.more = requestAnimationFrame(tick); }; requestAnimationFrame(tick); }"
    )
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = page.mouse  # type: ignore[attr-defined]
    mouse.move(x, y)
    mouse.down()
    ends = time.monotonic() + 3
    for step in itertools.count():
        if time.monotonic() > ends:
            break
        mouse.move(x + 120 * ((step % 40) - 20) / 20, y + 60 * ((step % 20) - 10) / 10)
    mouse.up()
    yield from page.evaluate("() => { cancelAnimationFrame(window.more); return window.seen; }")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
