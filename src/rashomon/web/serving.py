"""One workbench by several processes: each Python process works on one page at a time.

All take connections at one address. They share nothing but the base, which tells each what has
changed, and the counts of `rashomon.web.limits`.
"""

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from rashomon.base import open_base
from rashomon.errors import FormError, InputError, WorkerError
from rashomon.web.app import create_app
from rashomon.web.limits import Limits, shared_limits
from rashomon.web.settings import Settings
from rashomon.web.warming import Warmer

WAITING: Final = 2048
"""Connections that wait to be taken."""
MOST_BY_ITSELF: Final = 4
"""Processes that nobody asked for; each keeps lists in memory of its own."""
GIVE_UP: Final = 5
"""After so many processes that broke down the whole ends."""
SWITCHES: Final = 0.001
"""Seconds after which a thread that works lets another go on. Python's own five milliseconds are
long beside a page: each answer of the base, row by row, would wait so long for whoever works."""
GARBAGE: Final = (10_000, 10, 50)
"""When Python looks for garbage: seldom through all that is kept, for that stops every page."""
CAN_FORK: Final = hasattr(os, "fork") and sys.platform != "darwin"
"""On macOS a process that is split off can't safely use the libraries of the system."""
Make = Callable[[], AbstractContextManager[FastAPI]]
"""Opens the base and makes the workbench over it, while the block lasts."""


def default_processes(*, many: bool) -> int:
    """Give the number of processes that suits: one for one person, else one a processor.

    Args:
        many: A team works with it.
    """
    return min(MOST_BY_ITSELF, os.cpu_count() or 1) if many and CAN_FORK else 1


def listen_at(host: str, port: int) -> socket.socket:
    """Take an address.

    Raises:
        InputError: It can't be listened at.
    """
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or answers are sent with a delay: only then asyncio turns Nagle's rule off.
    made = socket.socket(kind, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        made.close()
        problem = f"can't be listened at ({(error.strerror or str(error)).lower()})"
        raise InputError(f"{host}:{port}", problem, "Choose another with --port") from error
    return made


def serve(where: str, settings: Settings, listening: socket.socket, processes: int) -> None:
    """Serve a base until told to stop; Ctrl+C ends it with `KeyboardInterrupt`.

    Args:
        where: Path or URL of the base; it is open nowhere in this process.
        settings: How it runs.
        listening: Where to listen.
        processes: How many processes.

    Raises:
        FormError: This system can't split processes off.
        WorkerError: Too many processes broke down.
    """
    if processes == 1:
        serve_alone(partial(_made, where, settings), listening)
        return
    if not CAN_FORK:
        raise FormError("processes: this system can't have several", "Leave --processes out")
    limits = shared_limits(settings.requests_per_minute)
    serve_by(partial(_made, where, settings, limits), listening, processes)


@contextlib.contextmanager
def _made(where: str, settings: Settings, limits: Limits | None = None) -> Iterator[FastAPI]:
    with open_base(where, create=False) as base:
        app = create_app(base, settings, limits)
        with Warmer(base, app.state.memo, app.state.listings):
            yield app


class _Server(uvicorn.Server):
    """Takes one connection at a time, so that all processes get some, and ends with its parent."""

    parent: int | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(WAITING)

    async def on_tick(self, counter: int) -> bool:
        is_left = self.parent is not None and os.getppid() != self.parent
        return is_left or await super().on_tick(counter)


def serve_alone(make: Make, listening: socket.socket, *, parent: int | None = None) -> None:
    """Serve by this process until it is told to stop; Ctrl+C ends it with `KeyboardInterrupt`.

    Args:
        make: Opens the base and makes the workbench.
        listening: Where to listen.
        parent: The process with which this one ends.
    """
    sys.setswitchinterval(SWITCHES)
    gc.set_threshold(*GARBAGE)
    with make() as app:
        made = _Server(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",  # it alone refuses endless headers
                log_level="warning",
                server_header=False,
                backlog=1,
            )
        )
        made.parent = parent
        made.run(sockets=[listening])


def serve_by(make: Make, listening: socket.socket, processes: int) -> None:
    """Serve by several processes until this one is told to stop; one that breaks down is replaced.

    Args:
        make: Opens the base and makes the workbench, in each of them; nothing may be open before.
        listening: Where to listen.
        processes: How many.

    Raises:
        KeyboardInterrupt: By Ctrl+C, when all have ended.
        WorkerError: Too many broke down.
    """
    listening.listen(WAITING)
    told: list[int] = []
    working: dict[int, BaseProcess] = {}
    begin = multiprocessing.get_context("fork").Process

    def stop(number: int, _frame: FrameType | None = None) -> None:
        told.append(number)
        for one in working.values():
            one.terminate()

    broken = 0
    with _on_signals(stop):
        while broken < GIVE_UP and not told:
            while len(working) < processes and not told:
                new = begin(target=_work, args=(make, listening, os.getpid()), daemon=True)
                new.start()
                working[new.sentinel] = new
            for sentinel in multiprocessing.connection.wait([*working], timeout=1):
                working.pop(int(str(sentinel))).join()
                broken += not told
        is_told = bool(told)
        stop(signal.SIGTERM)
        for one in working.values():
            one.join()
    if not is_told:
        raise WorkerError
    if told[0] == signal.SIGINT:
        raise KeyboardInterrupt


def _work(make: Make, listening: socket.socket, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent passes it on
    signal.signal(signal.SIGTERM, _leave)
    serve_alone(make, listening, parent=parent)


def _leave(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: the base is being closed
    sys.exit(0)


@contextlib.contextmanager
def _on_signals(stop: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
