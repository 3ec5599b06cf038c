"""Turns: how many pages one process works on at a time.

A Python process works on one page at a time, however many threads it has. Where twenty are begun
at once, each waits for all others, and a page that costs ten times as much as the rest is ready
last of all by far. So pages wait in line instead, and few are worked on together.
"""

import asyncio
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST: Final = 2
"""Pages that are worked on together: while one waits for the base another goes on."""
LONGEST: Final = 0.3
"""Seconds after which the next may begin although the page before it is not ready."""
IN_LINE: Final = frozenset({"GET", "HEAD"})
"""Who changes something never waits in line: it waits for whoever writes to the base already."""


class Turns:
    """Lets pages wait for their turn, first come, first served.

    A turn ends when the answer begins, so that nobody waits for a reader with a slow connection,
    and after `LONGEST`, so that nobody waits for what takes long.
    """

    def __init__(self, app: ASGIApp, most: int = MOST, longest: float = LONGEST) -> None:
        self.app = app
        self._most, self._longest = most, longest
        self._loop: asyncio.AbstractEventLoop | None = None
        self._line = asyncio.Semaphore(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, when it is the request's turn."""
        if scope["type"] != "http" or not _waits(scope):
            await self.app(scope, receive, send)
            return
        line = self._here()
        await line.acquire()
        turn = _Turn(line, self._longest)

        async def send_and_end(message: Message) -> None:
            turn.end()
            await send(message)

        try:
            await self.app(scope, receive, send_and_end)
        finally:
            turn.end()

    def _here(self) -> asyncio.Semaphore:
        """Give the line of the event loop that runs: a semaphore belongs to one."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._line = loop, asyncio.Semaphore(self._most)
        return self._line


class _Turn:
    """One turn; it ends once, however often it is told to."""

    def __init__(self, line: asyncio.Semaphore, longest: float) -> None:
        self._line: asyncio.Semaphore | None = line
        self._timer = asyncio.get_running_loop().call_later(longest, self.end)

    def end(self) -> None:
        """Let the next begin."""
        if self._line is not None:
            self._timer.cancel()
            self._line.release()
            self._line = None


def _waits(scope: Scope) -> bool:
    return scope["method"] in IN_LINE and not scope["path"].startswith("/static/")
