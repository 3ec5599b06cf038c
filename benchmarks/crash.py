"""Kill a program that adds documents, at random moments, and see that nothing is lost or doubled.

    python benchmarks/crash.py marenna.rashomon --kills 100
    python benchmarks/crash.py postgresql://USER:PASSWORD@HOST/EMPTY_DATABASE --kills 100

Each killed run is followed by another one that starts from the beginning, as a person would. In
the end the base must verify, and must hold what an undisturbed run (into a file) holds.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from synthetic import make_reading

from rashomon.base import Base, Collection, open_base
from rashomon.incidents.service import add
from rashomon.reading.reader import Reading

STATEMENTS = 4
FIXED = Collection(by="M. Oslan", how="file", at="2019-04-01T08:00:00Z")
PART = 10
"""Documents added and linked at a time."""


def readings(documents: int) -> Iterator[Reading]:
    """Give invented readings; every fifth document comes in a second edition, too."""
    for number in range(documents):
        yield make_reading(number, statements=STATEMENTS)
        if number % 5 == 4:
            yield make_reading(number - 2, statements=STATEMENTS, edition=2)


def fill(where: str, documents: int) -> None:
    """Add and link all documents; what is there already changes nothing."""
    with open_base(where) as base:
        waiting: list[Reading] = []
        for reading in readings(documents):
            waiting.append(reading)
            if len(waiting) == PART:
                add(base, waiting, FIXED)
                waiting = []
        add(base, waiting, FIXED)


def fill_in_child(where: str, documents: int) -> int:
    """Start a child that fills the base.

    Returns:
        Its process id.
    """
    child = os.fork()
    if child:
        return child
    try:
        fill(where, documents)
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - a forked child must end here, whatever happens
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        os._exit(1)


def content(base: Base) -> dict[str, object]:
    """Give all that two runs must agree on."""
    counts = base.counts()
    return {
        "documents": [d for d in base.documents(current=False)],
        "statements": [s for s in base.statements(current=False)],
        "log": [
            (e.document, e.at, e.by, e.sha256)
            for d in base.documents(current=False)
            for e in base.collection_log(d.id)
        ],
        "incidents": list(base.incidents()),
        "counts": counts,
    }


def kill_often(where: str, kills: int, documents: int, rng: random.Random) -> tuple[int, int]:
    """Kill until enough kills met a run at work, then let one run end.

    Returns:
        Kills that met a run at work, and runs in all.
    """
    done, runs, longest = 0, 0, 0.2
    while done < kills:
        runs += 1
        child = fill_in_child(where, documents)
        time.sleep(rng.uniform(0.0, longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            done += 1
            longest = min(longest * 1.05, 3.0)
        elif os.WEXITSTATUS(status):
            raise SystemExit("a run failed by itself")
        else:
            longest *= 0.7
    child = fill_in_child(where, documents)
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("the last run failed")
    return done, runs + 1


def main() -> int:
    """Run it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("where", help="path of a new file, or URL of an empty database")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--seed", type=int, default=20190312)
    chosen = parser.parse_args()
    started = time.monotonic()
    rng = random.Random(chosen.seed)
    kills, runs = kill_often(chosen.where, chosen.kills, chosen.documents, rng)
    with tempfile.TemporaryDirectory() as folder:
        calm = str(Path(folder) / "calm.rashomon")
        fill(calm, chosen.documents)
        with open_base(chosen.where) as base, open_base(calm) as other:
            faults = base.verify()
            mine, theirs = content(base), content(other)
            unequal = [name for name in mine if mine[name] != theirs[name]]
            size = base.counts()
    seconds = time.monotonic() - started
    lines = [
        f"{kills} kills in {runs} runs, {seconds:.0f} s; {size}",
        f"verify: {len(faults)} faults; unlike an undisturbed run: {unequal or 'nothing'}",
        *(f"  {fault}" for fault in faults[:10]),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if faults or unequal else 0


if __name__ == "__main__":
    raise SystemExit(main())
