"""How often an address may ask: counted in memory that all processes of one workbench share."""

import hashlib
import math
import mmap
import multiprocessing
import secrets
import struct
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final

from rashomon.errors import TooManyError

SIGN_INS: Final = 10
"""Passwords that one address may try in a minute."""
PLACES: Final = 65_536
"""Counts that are kept; two addresses that fall on one place share its count."""
MINUTE: Final = 60
"""Seconds that a limit is about."""
SECONDS: Final = MINUTE + 1
"""Seconds that are counted: the one that runs, and as many before it as make a whole minute."""
COUNT: Final = struct.Struct(f"q{SECONDS}H")
"""The second of the last request, and the requests in each second, by its remainder."""
MOST: Final = 0xFFFF
"""Requests in one second that are told apart."""


class Limiter:
    """Counts requests by address: never more than its limit in any sixty seconds."""

    def __init__(self, per_minute: int, *, is_shared: bool = False) -> None:
        """Begin to count.

        Args:
            per_minute: How many an address may send.
            is_shared: Processes that are split off from this one count together with it.
        """
        self.per_minute = per_minute
        self._counts = mmap.mmap(-1, PLACES * COUNT.size)
        self._key = secrets.token_bytes(16)  # nobody can choose an address with another's place
        lock: AbstractContextManager[object] = (
            multiprocessing.Lock() if is_shared else threading.Lock()
        )
        self._lock = lock

    def check(self, address: str, now: float | None = None) -> None:
        """Count a request.

        Raises:
            TooManyError: The address has used up its minute.
        """
        moment = time.monotonic() if now is None else now
        second, at = int(moment), self._place(address)
        with self._lock:
            last, *counts = COUNT.unpack_from(self._counts, at)
            for passed in range(max(last, second - SECONDS) + 1, second + 1):
                counts[passed % SECONDS] = 0
            if sum(counts) >= self.per_minute:
                raise TooManyError(self._wait(counts, moment))
            counts[second % SECONDS] = min(counts[second % SECONDS] + 1, MOST)
            COUNT.pack_into(self._counts, at, second, *counts)

    def _wait(self, counts: list[int], moment: float) -> int:
        """Give the seconds after which the next request is let by."""
        left, second = sum(counts), int(moment)
        for old in range(second - MINUTE, second + 1):
            left -= counts[old % SECONDS]
            if left < self.per_minute:
                return math.ceil(old + SECONDS - moment)
        return SECONDS

    def _place(self, address: str) -> int:
        made = hashlib.blake2b(address.encode(), digest_size=4, key=self._key).digest()
        return int.from_bytes(made) % PLACES * COUNT.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is counted of each address.

    Attributes:
        requests: Pages and API together.
        sign_ins: Passwords tried.
    """

    requests: Limiter
    sign_ins: Limiter = field(default_factory=lambda: Limiter(SIGN_INS))


def shared_limits(requests_per_minute: int) -> Limits:
    """Make the limits of a workbench of several processes; before they are split off."""
    return Limits(
        requests=Limiter(requests_per_minute, is_shared=True),
        sign_ins=Limiter(SIGN_INS, is_shared=True),
    )
