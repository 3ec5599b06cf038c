"""What is dear to work out and asked for again and again: kept until the base changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from rashomon.base import Base

KEPT: Final = 256
Value = TypeVar("Value")
NEVER: Final = -1
"""Stamp of an answer that was never made."""


@dataclass(slots=True)
class _Slot:
    """One answer, its stamp, and the lock of those who wait for it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    stamp: int = NEVER
    value: Any = None


class Memo:
    """Answers that hold while the number of the last change stays.

    An answer that only documents, or documents and incidents, bear upon outlives what people
    decide elsewhere; every other is made anew after any change.
    """

    def __init__(self, base: Base, kept: int = KEPT) -> None:
        self._base = base
        self._most = kept
        self._lock = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value], *, of: str = "all") -> Value:
        """Give what was made for a key, or make it now; others who ask for it meanwhile wait.

        Args:
            key: Names the answer and all that it depends on but the base.
            make: Makes it.
            of: What it depends on, as `Base.last_change` names it.
        """
        now = self._base.last_change(of)
        slot = self._slot((key, of))
        with slot.lock:
            if slot.stamp != now:
                slot.value = make()
                slot.stamp = now
            value: Value = slot.value
            return value

    def _slot(self, key: Hashable) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self._most:
                self._slots.popitem(last=False)
            return slot
