"""What is dear and needed by everybody is made before somebody asks.

That is after the start, and again when documents have come or gone and no more come for a while.
Nobody has to wait for it: who asks before it is ready makes it, as if nothing were made ahead.
"""

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Final

from rashomon.base import Base
from rashomon.base.browse import ORDERS, Sieve
from rashomon.errors import RashomonError
from rashomon.knowledge.actors import load_actors
from rashomon.web.counted import (
    all_outlets,
    all_relays,
    all_ties,
    all_voices,
    forecasts_by_speaker,
)
from rashomon.web.listed import Listings
from rashomon.web.memo import Memo

LOOKS: Final = 15.0
"""Seconds between two looks at whether documents have come: those of two looks that agree count."""
EVERY: Final = Sieve()
log = logging.getLogger(__name__)


class Warmer:
    """A thread that makes what is dear, while the block lasts."""

    def __init__(self, base: Base, memo: Memo, listings: Listings, looks: float = LOOKS) -> None:
        self._base, self._memo, self._listings = base, memo, listings
        self._looks = looks
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warmer", daemon=True)

    def __enter__(self) -> "Warmer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        made = seen = -1
        while not self._over.is_set():
            try:
                now = self._base.last_change("documents")
                if now != made and (made < 0 or now == seen):
                    self.warm()
                    made = now
                seen = now
            except RashomonError as error:  # whoever asks meets it, too, and is told
                log.warning("nothing is made ahead: %s", error)
            self._over.wait(self._looks)

    def warm(self) -> None:
        """Make all of it, one thing after the other, unless it is over."""
        for make in self._makes():
            if self._over.is_set():
                return
            make()
        gc.collect()
        gc.freeze()  # what stays is not looked through for garbage again and again

    def _makes(self) -> Iterator[Callable[[], object]]:
        base, memo, listings = self._base, self._memo, self._listings
        yield lambda: listings.page(EVERY, ORDERS[0], limit=1, offset=0)
        yield listings.facets
        yield lambda: memo.get("latest", base.latest_day, of="documents")
        yield lambda: all_voices(base, memo)
        yield lambda: all_relays(base, memo, "")
        yield lambda: all_outlets(base, memo)
        yield lambda: all_ties(base, memo, EVERY)
        yield lambda: forecasts_by_speaker(base, memo)
        yield load_actors
