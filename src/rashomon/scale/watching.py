"""Watch folders and feeds: what is new or changed in them goes into a base, again and again.

What was seen is kept in the base. It is noted after the documents are in, so that a run that is
killed sees them again, and adding them again changes nothing.
"""

import hashlib
import io
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from rashomon.base import Base, Collection
from rashomon.base.canonical import now
from rashomon.documents import ReadOptions
from rashomon.documents.build import build
from rashomon.documents.formats.feed import read_feed
from rashomon.documents.inputs import Found, find_inputs
from rashomon.documents.parts import Part
from rashomon.documents.problems import DocumentError
from rashomon.documents.read import read_found
from rashomon.incidents.service import AddReport, add
from rashomon.model.document import Document, Failure
from rashomon.reading.many import read_one
from rashomon.reading.own import Knowledge
from rashomon.reading.reader import Reader, Reading
from rashomon.scale.fetching import Fetched, FetchRefused, Validators, fetch, is_url

REFUSED: Final = "RSH-320"
"""Code of the failure row of a feed that could not be fetched."""
SETTLED_SECONDS: Final = 2.0
"""A file that changed later than this before now may still be written."""
LONGEST_WAIT: Final = 24 * 3600.0
Item = Document | Failure
Outcome = Reading | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """How to watch.

    Attributes:
        by: On whose behalf; stands in the collection log.
        interval_seconds: From one round to the next; a feed that fails waits twice as long each
            time, a day at most.
        read: How to read files.
        knowledge: Actor tables and gazetteers of the user's own.
        proxy: URL of a proxy for feeds.
        waits_for_writers: Pass over files that changed just now.
    """

    by: str
    interval_seconds: float = 900.0
    read: ReadOptions = field(default_factory=ReadOptions)
    knowledge: Knowledge = field(default_factory=Knowledge)
    proxy: str | None = None
    waits_for_writers: bool = True


class Watcher:
    """Watches places for one base. The language model is loaded when the first document comes."""

    def __init__(
        self,
        base: Base,
        places: Sequence[str],
        options: WatchOptions,
        *,
        read: Callable[[Document], Outcome] | None = None,
    ) -> None:
        """Watch these places.

        Args:
            base: Takes what is found, and keeps what was seen.
            places: Folders, files, patterns, http and https addresses of feeds.
            options: How.
            read: Reads one document, instead of the language model.
        """
        self.base = base
        self.places = places
        self.options = options
        self._read = read
        self._reader: Reader | None = None

    def rounds(self) -> Iterator[AddReport]:
        """Look again and again; gives what each round added, then waits."""
        while True:
            started = time.monotonic()
            yield self.look()
            passed = time.monotonic() - started
            time.sleep(max(1.0, self.options.interval_seconds - passed))

    def look(self) -> AddReport:
        """Look once at every place."""
        total = AddReport()
        for place in self.places:
            found = self._feed(place) if is_url(place) else self._folder(place)
            for report in found:
                for outcome, count in report.outcomes.items():
                    total.outcomes[outcome] = total.outcomes.get(outcome, 0) + count
                total.failures += report.failures
        return total

    def _folder(self, place: str) -> Iterator[AddReport]:
        for found in find_inputs(place):
            if isinstance(found, Failure):
                yield self._add([found], "folder", place)
                continue
            mark = self._mark(found)
            key = f"watch:file:{_sum(str(found.path))}"
            if mark is None or self.base.state(key) == mark:
                continue
            items = read_found(found, options=self.options.read)
            yield self._add(items, "folder", str(found.path))
            self.base.put_state(key, mark)

    def _mark(self, found: Found) -> list[int] | None:
        """Give size and instant of a file, zeros where it is gone; None if it may be unfinished."""
        if found.path is None:
            return None
        try:
            about = os.stat(found.path)  # noqa: PTH116 - its fields, whatever the path is
        except OSError:
            return [0, 0]
        if self.options.waits_for_writers and time.time() - about.st_mtime < SETTLED_SECONDS:
            return None
        return [about.st_size, about.st_mtime_ns]

    def _feed(self, address: str) -> Iterator[AddReport]:
        key = f"watch:feed:{_sum(address)}"
        state = self.base.state(key) or {}
        if state.get("not_before", 0) > time.time():
            return
        known = Validators(etag=state.get("etag"), modified=state.get("modified"))
        try:
            fetched = fetch(address, validators=known, proxy=self.options.proxy)
        except FetchRefused as error:
            failures = int(state.get("failures", 0)) + 1
            wait = self._wait(failures, error.wait_seconds)
            late = {"failures": failures, "not_before": time.time() + wait}
            yield self._add([_refused(address, error)], "feed", address)
            self.base.put_state(key, {**state, **late})
            return
        if fetched.content is not None:
            yield self._add(feed_documents(address, fetched, self.options), "feed", address)
        if state.get("failures"):
            self.base.drop_failure(address)
        made = {"etag": fetched.validators.etag, "modified": fetched.validators.modified}
        self.base.put_state(key, {"address": address, **made})

    def _wait(self, failures: int, asked: float | None) -> float:
        """Twice as long each time; never shorter than the server asks, a day at most."""
        doubled = self.options.interval_seconds * 2.0 ** min(failures, 20)
        return min(LONGEST_WAIT, max(doubled, asked or 0.0))

    def _add(self, items: Iterable[Item], how: str, address: str) -> AddReport:
        collection = Collection(by=self.options.by, how=how, at=now(), address=address)
        fresh = (i for i in items if isinstance(i, Failure) or not self.base.knows(i))
        return add(self.base, (self._outcome(item) for item in fresh), collection)

    def _outcome(self, item: Item) -> Outcome:
        if isinstance(item, Failure):
            return item
        if self._read is not None:
            return self._read(item)
        self._reader = self._reader or Reader(knowledge=self.options.knowledge)
        return read_one(self._reader, item)


def feed_documents(address: str, fetched: Fetched, options: WatchOptions) -> Iterator[Item]:
    """Read a feed's entries as documents; each one's key is its own link, wherever it stands.

    An entry without a link goes by its text, under the feed's address.
    """
    raw: Any = io.BytesIO(fetched.content or b"")
    stream: Any = io.BufferedReader(raw)
    try:
        for part in read_feed(stream, address, options.read):
            yield part if isinstance(part, Failure) else _entry(address, part, options.read)
    except DocumentError as error:
        yield error.failure()


def _entry(address: str, part: Part, options: ReadOptions) -> Item:
    key = part.given.url or f"{address}#{_sum(part.text)}"
    return build(replace(part, key=key, given=replace(part.given, retrieved_at=now())), options)


def _refused(address: str, error: FetchRefused) -> Failure:
    detail = (
        f"{str(error)[:1].upper()}{str(error)[1:]}. It is tried again later, less and less often."
    )
    return Failure(document_key=address, stage="open", code=REFUSED, detail=detail)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def absolute(place: str) -> str:
    """Give a place by its whole path, so that what was seen is known from any folder."""
    return place if is_url(place) else str(Path(place).absolute())
