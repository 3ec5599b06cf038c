"""Whether anybody has committed anything to a base: what was read before holds until then.

SQLite counts commits of others for each connection (``PRAGMA data_version``). A connection that is
used for nothing but this question so sees those of everybody, this program included, and asking
costs a hundredth of any look-up. A server has no such count: there nothing is kept.
"""

import sqlite3
import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Final, TypeVar

MOST: Final = 1000
"""Answers that are kept; more are forgotten all at once."""
Value = TypeVar("Value")
Mark = tuple[int, int]
"""How often the connection was opened, and the count that it gives."""


class Watch:
    """Keeps answers until somebody commits to the file of a base."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._raw: sqlite3.Connection | None = None
        self._opened = 0
        self._mark: Mark = (0, 0)
        self._kept: dict[Hashable, object] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give an answer that is kept, or make it and keep it.

        Args:
            key: Names the answer and all that it depends on but the base.
            make: Reads it from the base.
        """
        with self._lock:
            mark = self._look()
            if mark is not None and key in self._kept:
                found: Value = self._kept[key]  # type: ignore[assignment]
                return found
        value = make()
        with self._lock:
            if self._mark == mark:  # else it may be older than what others have kept since
                if len(self._kept) >= MOST:
                    self._kept.clear()
                self._kept[key] = value
        return value

    def close(self) -> None:
        """Close the connection and forget everything; it is opened again when it is needed."""
        with self._lock:
            self._kept.clear()
            if self._raw is not None:
                self._raw.close()
                self._raw = None

    def _look(self) -> Mark | None:
        """Ask for the count, and forget everything where it is another; None if it can't be asked.

        What stands against it is told by whoever reads the base next.
        """
        try:
            if self._raw is None:
                where = f"{self._path.resolve().as_uri()}?mode=ro"
                self._raw = sqlite3.connect(where, uri=True, check_same_thread=False)
                self._opened += 1
            [(count,)] = self._raw.execute("PRAGMA data_version").fetchall()
        except sqlite3.Error:
            return None
        mark = (self._opened, int(count))
        if mark != self._mark:
            self._mark = mark
            self._kept.clear()
        return mark
