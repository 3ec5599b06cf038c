"""Pages wait for their turn; what takes long, changes something or is sent slowly holds up none."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from rashomon.web.app import Identify, create_app
from rashomon.web.turns import Turns

LONG = 30.0
"""Seconds: longer than any test."""


class Desk:
    """An application that notes who has begun, and answers whom it is told to."""

    def __init__(self):
        self.begun = []
        self._told = {}

    def _event(self, path):
        return self._told.setdefault(path, asyncio.Event())

    def answer(self, path):
        self._event(path).set()

    async def __call__(self, scope, _receive, send):
        path = scope["path"]
        self.begun.append(path)
        await self._event(path).wait()
        if path == "/broken":
            raise ValueError(path)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def _send(_message):
    """Take a message as a reader with a good connection does."""


async def _send_slowly(_message):
    await asyncio.sleep(LONG)


def _ask(turns, path, method="GET", send=_send):
    scope = {"type": "http", "method": method, "path": path}
    return asyncio.create_task(turns(scope, None, send))


async def _settle():
    for _ in range(20):
        await asyncio.sleep(0)


def _run_apart(coroutine):
    """Run it in a thread of its own: a browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, coroutine).result()


def _run(play, *, most=1, longest=LONG):
    async def whole():
        desk = Desk()
        await play(desk, Turns(desk, most, longest))
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    _run_apart(whole())


def test_pages_are_worked_on_in_the_order_in_which_they_were_asked_for():
    async def play(desk, turns):
        for path in ("/a", "/b", "/c", "/d"):
            _ask(turns, path)
        await _settle()
        assert desk.begun == ["/a", "/b"]
        desk.answer("/b")
        await _settle()
        assert desk.begun == ["/a", "/b", "/c"]
        _ask(turns, "/e")
        desk.answer("/a")
        await _settle()
        assert desk.begun == ["/a", "/b", "/c", "/d"]

    _run(play, most=2)


@pytest.mark.parametrize(
    ("path", "method"), [("/decide", "POST"), ("/token", "DELETE"), ("/static/map.js", "GET")]
)
def test_what_does_not_wait_in_line(path, method):
    async def play(desk, turns):
        _ask(turns, "/a")
        _ask(turns, path, method)
        await _settle()
        assert desk.begun == ["/a", path]

    _run(play)


def test_what_takes_long_lets_the_next_begin_and_is_answered_all_the_same():
    async def play(desk, turns):
        slow = _ask(turns, "/slow")
        _ask(turns, "/b")
        _ask(turns, "/c")
        await asyncio.sleep(0.15)
        assert desk.begun == ["/slow", "/b"]
        desk.answer("/slow")
        await slow
        await _settle()
        assert desk.begun == ["/slow", "/b"]  # its turn had ended: it frees none again

    _run(play, longest=0.1)


def test_a_slow_connection_holds_up_nobody():
    async def play(desk, turns):
        _ask(turns, "/a", send=_send_slowly)
        _ask(turns, "/b")
        desk.answer("/a")
        await _settle()
        assert desk.begun == ["/a", "/b"]

    _run(play)


def test_a_page_that_breaks_lets_the_next_begin():
    async def play(desk, turns):
        broken = _ask(turns, "/broken")
        _ask(turns, "/b")
        desk.answer("/broken")
        with pytest.raises(ValueError, match="/broken"):
            await broken
        await _settle()
        assert desk.begun == ["/broken", "/b"]

    _run(play)


def test_who_leaves_the_line_takes_no_turn():
    async def play(desk, turns):
        _ask(turns, "/a")
        gone = _ask(turns, "/gone")
        _ask(turns, "/b")
        await _settle()
        gone.cancel()
        await _settle()
        desk.answer("/a")
        await _settle()
        assert desk.begun == ["/a", "/b"]

    _run(play)


def test_every_event_loop_has_a_line_of_its_own():
    desk = Desk()
    turns = Turns(desk, 1, LONG)

    async def play(path):
        first, second = _ask(turns, path), _ask(turns, path)
        await _settle()
        desk.answer(path)
        await asyncio.gather(first, second)

    for path in ("/a", "/b"):
        _run_apart(play(path))
    assert desk.begun == ["/a", "/a", "/b", "/b"]


def test_who_may_not_pass_does_not_stand_in_line(base):
    outermost_first = [one.cls for one in create_app(base).user_middleware]
    assert outermost_first.index(Identify) < outermost_first.index(Turns)
