"""How long the workbench takes to answer, with many readers at once, and how smooth the map is.

    python benchmarks/workbench.py [--base FILE] [--statements 100000] [--readers 20] [--frames]

Makes a base of invented reports whose incidents are known (or takes one that is there), serves a
copy of it by processes of its own with accounts on, and lets readers ask for every kind of page,
each in an order of their own. A third of them each are readers, coders (who see no private names:
their pages cost most) and editors. Meanwhile one more coder decides a statement every five seconds,
so that what is kept in memory has to be made anew. Printed are, for each kind of page, the number
of answers and their milliseconds as a reader sees them, waiting included:

* ``CPU``: what the server's processes worked for an answer, with one reader, the median (Linux);
* ``alone``: one reader, the median;
* ``reading``: all readers, who look at a page for one to three seconds before the next: the median
  and the 95th percentile;
* ``at once``: all readers, who ask for the next page as soon as they have one: the same.

With ``--frames`` the map is panned in Chromium and the times between frames are printed.
"""

import argparse
import itertools
import json
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
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import httpx
from press import readings

from rashomon.base import Base, Collection, open_base
from rashomon.base.people import Session
from rashomon.incidents.build import Joined, build_incident
from rashomon.model.statement import Statement
from rashomon.web.accounts import COOKIE, digest_of
from rashomon.web.serving import default_processes

BY = Collection(by="benchmark", how="made")
TOGETHER = 400
"""Happenings in one transaction."""
SAMPLE = 400
"""Ids of each kind that readers ask for."""
ROLES = ("reader", "coder", "editor")
THINKS = (1.0, 3.0)
"""Seconds for which a reader looks at a page, at least and at most."""
DECIDES = 5.0
"""Seconds between two decisions of the coder who works meanwhile."""
Pages = dict[str, list[str]]
Times = dict[str, list[float]]


def main() -> None:
    """Make, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--processes", type=int, default=default_processes(many=True))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--frames", action="store_true")
    parser.add_argument("--serve", type=int, default=None, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve is not None:
        serve(args.base, args.serve, args.processes)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = args.base or Path(folder) / "workbench.rashomon"
        if not path.exists():
            make_base(path, args.statements)
        with open_base(path, create=False) as base:
            asked = pages(base)
            print(base.counts())  # noqa: T201
        with running(path, args.processes) as served:
            address = served.address
            cpu, alone = measure_alone(served, asked)
            reading = measure(address, asked, args.readers, args.rounds, THINKS)
            at_once = measure(address, asked, args.readers, args.rounds)
            report(cpu, alone, reading, at_once)
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
        "incidents, status": [
            f"/?status={s}&order=doubt" for s in ("occurred", "planned", "possible", "attempted")
        ],
        "points of the map": ["/points.json"],
        "incident": [f"/incidents/{i}" for i in chosen],
        "incident as of": [f"/incidents/{i}?as_of=2019-06-01" for i in chosen],
        "documents": ["/documents"],
        "document": [f"/documents/{s.document}" for s in held],
        "why": [f"/statements/{s.id}/why" for s in held],
        "find": [f"/find?words={t}" for t in towns[:60]],
        "review": ["/review", "/review?by=weight", "/review?reason=contradict"],
        "review of one": [f"/review/{s.id}" for s in held],
        "network": ["/network"],
        "speakers": ["/speakers", "/speakers?page=2"],
        "agreement of coders": ["/coding/agreement"],
        "codebook": ["/codebook"],
        "forecasts": ["/forecasts"],
        "API incidents": ["/api/v1/incidents"],
        "API statements": [f"/api/v1/statements?words={t}" for t in towns[:60]],
        "API incident": [f"/api/v1/incidents/{i}" for i in chosen],
        "export of one": [f"/export/file?as=csv&id={i}" for i in chosen],
    }


def serve(path: Path, port: int, processes: int) -> None:
    """Serve the base, without a limit on requests, as a reader of a team would see it."""
    from rashomon.web import serving  # noqa: PLC0415 - only the process that serves needs it
    from rashomon.web.settings import Settings  # noqa: PLC0415

    settings = Settings(requests_per_minute=10_000_000, accounts=True)
    serving.serve(str(path), settings, serving.listen_at("127.0.0.1", port), processes)


class running:
    """Processes that serve a copy of a base while the block lasts."""

    def __init__(self, path: Path, processes: int) -> None:
        self._path, self._processes = path, processes

    def __enter__(self) -> "running":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._folder = tempfile.TemporaryDirectory()
        copy = Path(self._folder.name) / "base.rashomon"
        shutil.copy(self._path, copy)
        with open_base(copy) as base:
            for role in ROLES:
                base.put_account(role, role=role, password="no one signs in")
                base.put_session(
                    Session(
                        digest=digest_of(role), user=role, csrf=role, expires="9999-01-01T00:00:00Z"
                    )
                )
        command = [sys.executable, __file__, "--base", str(copy), "--serve", str(port)]
        command += ["--processes", str(self._processes)]
        self._process = subprocess.Popen(command)
        self.address = address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                httpx.get(f"{address}/login")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        return self

    def worked(self) -> float | None:
        """Give the milliseconds that they have worked; None where that can't be known."""
        task = Path(f"/proc/{self._process.pid}/task")
        children = task / str(self._process.pid) / "children"
        ids = [self._process.pid, *(children.read_text().split() if children.exists() else ())]
        found = [p for id_ in ids for p in Path(f"/proc/{id_}/task").glob("*/schedstat")]
        return sum(int(p.read_text().split()[0]) for p in found) / 1e6 if found else None

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()


def measure_alone(served: running, asked: Pages) -> tuple[Times, Times]:
    """Ask for every kind of page, one after the other: what each takes of the processor."""
    cpu: Times = defaultdict(list)
    alone: Times = defaultdict(list)
    rng, lock = random.Random("alone"), threading.Lock()
    for role in ROLES:
        with client_of(served.address, role) as client:
            for kind in [*asked] * 3:
                path, before = rng.choice(asked[kind]), served.worked()
                _timed(alone, lock, kind, lambda p=path, c=client: c.get(p))
                after = served.worked()
                if before is not None and after is not None:
                    cpu[kind].append(after - before)
    return dict(cpu), dict(alone)


def measure(
    address: str,
    asked: Pages,
    readers: int,
    rounds: int,
    thinks: tuple[float, float] | None = None,
) -> Times:
    """Let readers ask for every kind of page, each in an order of their own.

    Args:
        address: Where the workbench is.
        asked: Addresses by kind of page.
        readers: How many.
        rounds: How often each asks for every kind.
        thinks: Seconds between an answer and the next question, at least and at most.

    Returns:
        Milliseconds of every answer by kind.
    """
    taken: Times = defaultdict(list)
    lock, over = threading.Lock(), threading.Event()

    def read(number: int) -> None:
        rng = random.Random(number)
        with client_of(address, ROLES[number % len(ROLES)]) as client:
            for _ in range(rounds):
                kinds = list(asked)
                rng.shuffle(kinds)
                for kind in kinds:
                    if thinks:
                        time.sleep(rng.uniform(*thinks))
                    _timed(taken, lock, kind, lambda k=kind: client.get(rng.choice(asked[k])))

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    coder = threading.Thread(target=decide, args=(address, taken, lock, over))
    for thread in (*threads, coder):
        thread.start()
    for thread in threads:
        thread.join()
    over.set()
    coder.join()
    return dict(taken)


def decide(address: str, taken: Times, lock: threading.Lock, over: threading.Event) -> None:
    """Accept one statement of the queue after another until it is over."""
    with client_of(address, "coder") as client:
        listed = json.loads(client.get("/api/v1/queue?per_page=200").text)["items"]
        for one in listed:
            if over.wait(DECIDES):
                return
            where = f"/review/{one['statement']}/decide"
            given = {"action": "accept", "csrf": "coder"}
            _timed(taken, lock, "(a decision)", lambda w=where, g=given: client.post(w, data=g))


def client_of(address: str, role: str) -> httpx.Client:
    """Give a client that is signed in."""
    return httpx.Client(base_url=address, timeout=120, cookies={COOKIE: role})


def _timed(
    taken: Times, lock: threading.Lock, kind: str, ask: Callable[[], httpx.Response]
) -> None:
    started = time.perf_counter()
    answer = ask()
    spent = (time.perf_counter() - started) * 1000
    if answer.status_code >= 400:
        answer.raise_for_status()
    with lock:
        taken[kind].append(spent)


def report(cpu: Times, alone: Times, reading: Times, at_once: Times) -> None:
    """Print a line a kind, the slowest first, and one for all pages together."""
    head = f"{'':<22}{'':>9}{'CPU':>8}{'alone':>8}{'reading':>9}{'':>8}{'at once':>9}{'':>8}"
    print(head)  # noqa: T201
    head = f"{'page':<22}{'answers':>9}{'median':>8}{'median':>8}"
    head += f"{'median':>9}{'p95':>8}{'median':>9}{'p95':>8}"
    print(head)  # noqa: T201
    order = sorted(at_once, key=lambda kind: -statistics.median(at_once[kind]))
    for kind in order:
        parts = [cpu.get(kind, []), alone.get(kind, []), reading[kind], at_once[kind]]
        _line(kind, *parts)
    _line("every page", *([t for k, some in d.items() if k in alone for t in some]
                          for d in (cpu, alone, reading, at_once)))  # fmt: skip


def _line(kind: str, *times: list[float]) -> None:
    cpu, alone, reading, at_once = times
    first = "".join(f"{statistics.median(t):>8.0f}" if t else f"{'':>8}" for t in (cpu, alone))
    print(  # noqa: T201
        f"{kind:<22}{len(reading) + len(at_once):>9}{first}"
        f"{statistics.median(reading):>9.0f}{percentile(reading, 0.95):>8.0f}"
        f"{statistics.median(at_once):>9.0f}{percentile(at_once, 0.95):>8.0f}"
    )


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
        page.context.add_cookies([{"name": COOKIE, "value": "editor", "url": address}])
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
