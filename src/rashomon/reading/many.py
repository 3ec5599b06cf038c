"""Many documents in order, in this process or in several: the same readings either way.

A document that breaks the reader is one failure row, and the run goes on. With several
processes at most `AHEAD` documents a process are in flight, so memory does not grow with the
length of the input.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import Final

from rashomon.errors import WorkerError
from rashomon.model.document import Document, Failure
from rashomon.reading.own import Knowledge, compile_gazetteers
from rashomon.reading.reader import MODEL, Reader, Reading

AHEAD: Final = 3
BROKE: Final = "RSH-290"
"""Code of the failure row of a document that broke the reader."""
Item = Document | Failure
Outcome = Reading | Failure

_reader: Reader | None = None


def read_many(
    items: Iterable[Item],
    *,
    processes: int = 1,
    model: str = MODEL,
    knowledge: Knowledge | None = None,
    aims: bool = False,
) -> Iterator[Outcome]:
    """Read documents in order; failures pass through in their place.

    Args:
        items: What `rashomon.documents.read_documents` gives.
        processes: How many worker processes; 1 reads in this one. Each loads its own model.
        model: Name of an installed spaCy pipeline.
        knowledge: Actor tables and gazetteers of the user's own.
        aims: Find also what else acts and is reached (for the view of the layers).

    Returns:
        One reading or failure an item, the same for every number of processes.

    Raises:
        ModelError: The model is not installed.
        WorkerError: A worker process was killed.
    """
    make = partial(Reader, model, knowledge=knowledge, aims=aims)
    if processes > 1:
        compile_gazetteers((knowledge or Knowledge()).gazetteers)
        yield from _read_apart(items, processes, make)
        return
    reader: Reader | None = None
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        reader = reader or make()
        yield read_one(reader, item)


def read_one(reader: Reader, document: Document) -> Outcome:
    """Read one document; whatever breaks in it becomes its failure row."""
    try:
        return reader.read(document)
    except Exception as error:  # noqa: BLE001 - the one place where a document's failure turns into a row
        detail = f"The reader broke on this document ({type(error).__name__}: {error})."
        return Failure(document_key=document.key, stage="read", code=BROKE, detail=detail)


def _read_apart(
    items: Iterable[Item], processes: int, make: Callable[[], Reader]
) -> Iterator[Outcome]:
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_start_worker, initargs=(make,)
    )
    waiting: deque[Future[Outcome] | Failure] = deque()
    try:
        for item in items:
            waiting.append(
                item if isinstance(item, Failure) else pool.submit(_read_in_worker, item)
            )
            if len(waiting) >= processes * AHEAD:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())
    except BrokenProcessPool as error:
        raise WorkerError from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _outcome(item: "Future[Outcome] | Failure") -> Outcome:
    return item if isinstance(item, Failure) else item.result()


def _start_worker(make: Callable[[], Reader]) -> None:
    global _reader
    _reader = make()


def _read_in_worker(document: Document) -> Outcome:
    return read_one(_reader or Reader(), document)
