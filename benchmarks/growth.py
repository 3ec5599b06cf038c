"""How the cost of adding and linking grows with the base.

    python benchmarks/growth.py [--sizes 1000 10000 100000 1000000] [--folder FOLDER]

Adds invented statements to a new base for each size, links them, then adds one more document.
Prints seconds of processor time, the exponent of growth against the size before, the linking of
the one document in milliseconds, pairwise F1 against the known truth, and the peak of memory.
"""

import argparse
import math
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from invented import Happening, happening, reading_of, readings

from rashomon.base import Base, Collection, open_base
from rashomon.incidents.service import link_pending

BY = Collection(by="benchmark", how="made")


def main() -> None:
    """Measure each size and print one line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, default=None)
    args = parser.parse_args()
    head = ("statements", "documents", "incidents", "add s", "link s", "exponent", "one more ms")
    print(*(f"{h:>12}" for h in (*head, "pairs F1", "memory MB")))  # noqa: T201
    before: tuple[int, float] | None = None
    for size in args.sizes:
        with tempfile.TemporaryDirectory(dir=args.folder) as folder:
            row, total = measure(size, Path(folder) / "growth.rashomon")
        grown = "" if before is None else f"{exponent(before, (size, total)):.2f}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(*(f"{v:>12}" for v in (*row[:5], grown, *row[5:], memory)), flush=True)  # noqa: T201
        before = size, total


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Give e in cost ~ size**e between two measured sizes."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def measure(size: int, path: Path) -> tuple[tuple[object, ...], float]:
    """Fill one base and give its row, and the seconds of adding and linking together."""
    with open_base(path) as base:
        started = time.process_time()
        stored = 0
        with base.transaction():
            for reading in readings(size):
                base.add_reading(reading, BY)
                stored += 1
        added = time.process_time()
        link_pending(base)
        linked = time.process_time()
        one = max(one_more(base, happening(stored // 4 + n)) for n in range(5))
        counts = base.counts()
        row = (
            counts["statements"], counts["documents"], counts["incidents"],
            f"{added - started:.1f}", f"{linked - added:.1f}", f"{one:.0f}", f"{quality(base):.3f}",
        )  # fmt: skip
        return row, linked - started


def one_more(base: Base, truth: Happening) -> float:
    """Add one more report of a happening and give the milliseconds that its linking took."""
    base.add_reading(reading_of(truth, 9), BY)
    start = time.process_time()
    link_pending(base)
    return (time.process_time() - start) * 1000


def quality(base: Base) -> float:
    """Give the F1 of pairs of documents that an incident joins against the truth."""
    sizes: Counter[str] = Counter()
    both = ours = 0
    for document in base.documents():
        sizes[document.key[:-2]] += 1
    for incident in base.incidents():
        groups = Counter(key[:-2] for key in incident.document_keys)
        ours += math.comb(len(incident.document_keys), 2)
        both += sum(math.comb(n, 2) for n in groups.values())
    truth = sum(math.comb(n, 2) for n in sizes.values())
    return 2 * both / (ours + truth) if ours + truth else 1.0


if __name__ == "__main__":
    main()
