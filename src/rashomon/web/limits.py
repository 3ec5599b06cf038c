"""How often an address may ask: counted in memory that all processes of one workbench share."""

import hashlib
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
COUNT: Final = struct.Struct("ddd")
"""Minute, requests in it, and requests in the one before."""
MINUTE: Final = 60.0


class Limiter:
    """Counts requests by address over the last minute.

    Of the minute before the present one so much counts as still lies within sixty seconds, as if
    its requests had come evenly.
    """

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
        minute, within = divmod(moment, MINUTE)
        at = self._place(address)
        with self._lock:
            last, count, before = COUNT.unpack_from(self._counts, at)
            if last != minute:
                before, count = (count if last == minute - 1 else 0.0), 0.0
            if count + before * (1 - within / MINUTE) >= self.per_minute:
                raise TooManyError(self._wait(count, before, within))
            COUNT.pack_into(self._counts, at, minute, count + 1, before)

    def _wait(self, count: float, before: float, within: float) -> int:
        """Give the seconds after which the next request is let by."""
        if count < self.per_minute:
            until = MINUTE * (1 - (self.per_minute - count) / before)
            return max(1, int(until - within) + 1)
        until = MINUTE * (1 - self.per_minute / count)
        return max(1, int(MINUTE - within + until) + 1)

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
