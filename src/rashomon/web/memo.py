"""What is dear to work out and asked for again and again: kept until the base changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from rashomon.base import Base

KEPT: Final = 64
Value = TypeVar("Value")


class Memo:
    """Answers that hold while the number of the last change stays."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._lock = threading.RLock()
        self._known: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give what was made for a key, or make it now; others who ask meanwhile wait for it."""
        now = self._base.last_change()
        with self._lock:
            kept = self._known.get(key)
            if kept is not None and kept[0] == now:
                self._known.move_to_end(key)
                value: Value = kept[1]
                return value
            value = make()
            self._known[key] = (now, value)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            return value
