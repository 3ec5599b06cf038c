"""Add invented statements in bulk: time, memory and size as the base grows.

python benchmarks/bulk.py marenna.rashomon --statements 1000000
"""

import argparse
import resource
import sys
import time

from synthetic import make_reading

from rashomon.base import Collection, Query, open_base

PER_DOCUMENT = 20
TOGETHER = 500
"""Documents kept in one transaction."""
HOW = Collection(by="M. Oslan", how="file", at="2019-04-01T08:00:00Z")


def main() -> None:
    """Add, and print a line every tenth of the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("where", help="path of a new file, or URL of an empty database")
    parser.add_argument("--statements", type=int, default=100_000)
    chosen = parser.parse_args()
    documents = chosen.statements // PER_DOCUMENT
    step = max(TOGETHER, documents // 10 // TOGETHER * TOGETHER)
    with open_base(chosen.where) as base:
        started, cpu = time.monotonic(), time.process_time()
        for first in range(0, documents, TOGETHER):
            with base.transaction():
                for number in range(first, min(first + TOGETHER, documents)):
                    base.add_reading(make_reading(number, statements=PER_DOCUMENT), HOW)
            if (first + TOGETHER) % step == 0:
                done = (first + TOGETHER) * PER_DOCUMENT
                seconds, used = time.monotonic() - started, time.process_time() - cpu
                started, cpu = time.monotonic(), time.process_time()
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                sys.stdout.write(
                    f"{done:>9,} statements: the last part took {seconds:.0f} s "
                    f"({used:.0f} s of this process), peak memory {peak} MiB\n"
                )
                sys.stdout.flush()
        for query in (
            Query(words="shelling kestrel", speaker="Varga"),
            Query(near=(41.2, 7.9, 5.0), since="2019-03-12", until="2019-03-12"),
        ):
            started = time.monotonic()
            found = base.find(query, limit=20)
            seconds = time.monotonic() - started
            sys.stdout.write(f"{len(found)} found in {seconds:.2f} s: {query}\n")


if __name__ == "__main__":
    main()
