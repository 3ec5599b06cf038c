"""How the cost of adding and linking grows with the base.

    python benchmarks/growth.py [--sizes 1000 10000 100000 1000000] [--folder FOLDER]

One base grows with invented papers (see `dailies`), a thousand in one transaction, each thousand
linked before the next. At each size a line is printed: seconds of processor time of adding and of
linking since the start (making the papers and the checks at a size are left out), the exponent of
growth against the size before, the linking of one document that comes later, in milliseconds, by a
program that has just opened the base (median and dearest of nine), pairwise F1 against the known
truth, the peak of memory and the size of the file in MB, and seconds of the clock since the start.
The documents that come later tell of random incidents of any year. What is loaded once (lexicons)
is loaded before the clock starts.
"""

import argparse
import math
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from dailies import Paper, paper_on, papers
from invented import happening

from rashomon.base import Base, Collection, open_base
from rashomon.incidents.linker import Linker
from rashomon.incidents.service import link_pending

BY = Collection(by="benchmark", how="made")
PAGE = 1000
"""Documents in one transaction."""
HEAD = ("statements", "documents", "incidents", "add s", "link s", "exponent", "one more ms",
        "dearest ms", "pairs F1", "memory MB", "file MB", "clock s")  # fmt: skip


@dataclass(slots=True)
class Spent:
    """What was spent so far, in seconds, and what is true of what was added."""

    adding: float = 0.0
    linking: float = 0.0
    truth: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    statements: int = 0


def main() -> None:
    """Grow a base and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, default=None)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        warm_up(Path(folder) / "warm.rashomon")
        path = Path(folder) / "growth.rashomon"
        started = time.monotonic()
        before: tuple[int, float] | None = None
        print(*(f"{h:>14}" for h in HEAD), flush=True)  # noqa: T201
        with open_base(path) as base:
            for size, spent in grow(base, sorted(args.sizes)):
                total = spent.adding + spent.linking
                grown = "" if before is None else f"{exponent(before, (size, total)):.2f}"
                before = size, total
                row = (*line(base, spent, grown), megabytes(path), time.monotonic() - started)
                print(*(f"{shown(v):>14}" for v in row), flush=True)  # noqa: T201


def shown(value: object) -> str:
    """Write a value of a line."""
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def warm_up(path: Path) -> None:
    """Load what a program loads once."""
    with open_base(path) as base:
        base.add_readings([p.reading for p in papers(200)], BY)
        link_pending(base)


def grow(base: Base, sizes: list[int]) -> Iterator[tuple[int, Spent]]:
    """Add and link until the base holds each size, and give what was spent."""
    spent, linker = Spent(), Linker(base)
    source = papers(sizes[-1])
    for size in sizes:
        while spent.statements < size:
            page = list(up_to(islice(source, PAGE), size - spent.statements))
            if not page:
                break
            add_page(base, page, spent)
            started = time.process_time()
            link_pending(base, linker=linker)
            spent.linking += time.process_time() - started
        yield size, spent


def up_to(some: Iterable[Paper], statements: int) -> Iterator[Paper]:
    """Give papers until they hold so many statements."""
    for paper in some:
        yield paper
        statements -= len(paper.reading.statements)
        if statements <= 0:
            return


def add_page(base: Base, page: list[Paper], spent: Spent) -> None:
    """Add papers in one transaction."""
    readings = [paper.reading for paper in page]
    started = time.process_time()
    base.add_readings(readings, BY)
    spent.adding += time.process_time() - started
    spent.documents += len(page)
    spent.statements += sum(len(r.statements) for r in readings)
    spent.truth.update(pair for paper in page for pair in paper.truth)


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Give e in cost ~ size**e between two measured sizes."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def line(base: Base, spent: Spent, grown: str) -> tuple[object, ...]:
    """Give one line of the table but for the file and the clock."""
    counts = base.counts()
    quality = f"{pairs_f1(base, spent.truth):.3f}"
    usual, dearest = one_more(base, spent)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        counts["statements"], counts["documents"], counts["incidents"],
        f"{spent.adding:.1f}", f"{spent.linking:.1f}", grown, usual, dearest, quality, memory,
    )  # fmt: skip


def one_more(base: Base, spent: Spent) -> tuple[float, float]:
    """Give the milliseconds that linking one late document takes: the median, and at most."""
    numbers = sorted(set(spent.truth.values()))
    rng = random.Random(len(numbers))
    taken = []
    for n in range(9):
        truth = happening(rng.choice(numbers))
        base.add_readings([paper_on([truth], f"late-{len(numbers):07}-{n}").reading], BY)
        started = time.process_time()
        link_pending(base)
        taken.append((time.process_time() - started) * 1000)
    return median(taken), max(taken)


def pairs_f1(base: Base, truth: dict[str, int]) -> float:
    """Give the F1 of pairs of tellings that an incident joins against the truth."""
    held = base.held_by(truth)
    ours = Counter(held.values())
    both = Counter((incident, truth[s]) for s, incident in held.items())
    theirs = Counter(truth.values())
    total = pairs_in(ours) + pairs_in(theirs)
    return 2 * pairs_in(both) / total if total else 1.0


def pairs_in(groups: Counter[str] | Counter[int] | Counter[tuple[str, int]]) -> int:
    """Count the pairs within groups of these sizes."""
    return sum(math.comb(n, 2) for n in groups.values())


def megabytes(path: Path) -> int:
    """Give the size of a base's file."""
    return path.stat().st_size // 1_000_000


if __name__ == "__main__":
    main()
