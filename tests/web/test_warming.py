"""What everybody needs is made before somebody asks, and parts of pages are kept meanwhile."""

import gc
import importlib
import threading
import time

import pytest

from rashomon.base import Collection
from rashomon.errors import BaseLockedError
from rashomon.incidents import service
from rashomon.web import pages
from rashomon.web.listed import Listings
from rashomon.web.memo import Memo
from rashomon.web.warming import Warmer

DEAR = ("voices", "relays", "outlets", "dyads", "foretelling", "incident_rows")


@pytest.fixture
def asked(base, monkeypatch):
    """Names of what is dear, as it is asked of the base."""
    found = []

    def watch(name):
        whole = getattr(type(base), name)

        def call(self, *args, **kwargs):
            found.append(name)
            return whole(self, *args, **kwargs)

        monkeypatch.setattr(type(base), name, call)

    for name in DEAR:
        watch(name)
    return found


def _until(condition, seconds=20):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.01)


def test_what_was_made_ahead_is_not_made_again_by_who_asks(sign_in, base, asked):
    client = sign_in("reader")
    state = client.app.state
    Warmer(base, state.memo, state.listings).warm()
    assert set(asked) == set(DEAR)
    asked.clear()
    for path in ("/", "/network", "/speakers", "/forecasts"):
        assert client.get(path).status_code == 200
    assert asked == []


def test_it_is_made_after_the_start_and_after_new_documents(base, asked, tools):
    with Warmer(base, Memo(base), Listings(base), looks=0.02):
        _until(lambda: asked.count("foretelling") == 1)
        time.sleep(0.2)
        assert asked.count("foretelling") == 1
        new = tools.report("new.txt", [tools.Told(text="The Marennan army shelled Dovrin.")])
        base.add_reading(new, Collection(by="M. Oslan"))
        _until(lambda: asked.count("foretelling") == 2)
    assert not any(one.name == "warmer" for one in threading.enumerate())


def test_a_base_that_cannot_be_read_stops_nothing(base, asked, monkeypatch):
    calls = []

    def refuse(_, of="all"):
        calls.append(of)
        raise BaseLockedError("m.rashomon", "another program is writing to it", "Wait")

    with monkeypatch.context() as broken:
        broken.setattr(type(base), "last_change", refuse)
        warmer = Warmer(base, Memo(base), Listings(base), looks=0.02)
        with warmer:
            _until(lambda: len(calls) > 2)
            assert asked == []
            broken.undo()
            _until(lambda: "foretelling" in asked)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/network", "network_ties.html"),
        ("/speakers", "speakers_body.html"),
        ("/documents", "documents_rows.html"),
        ("/review", "review_rows.html"),
    ],
)
def test_a_part_is_written_once_until_it_may_have_changed(
    sign_in, base, tools, monkeypatch, path, template
):
    written = []
    whole = pages.part
    for module in ("circles", "documents", "review"):
        monkeypatch.setattr(
            importlib.import_module(f"rashomon.web.routes.{module}"),
            "part",
            lambda name, **values: written.append(name) or whole(name, **values),
        )
    client = sign_in("reader")
    first = client.get(path).text
    assert "<h1>" in first
    assert client.get(path).text == first
    assert written.count(template) == 1
    new = tools.report(
        "new.txt", [tools.Told(text="The army shelled Dovrin.", speaker="Ilse Varga")]
    )
    service.add(base, [new], Collection(by="M. Oslan"))
    now = client.get(path).text
    assert written.count(template) == 2
    assert now != first


def test_a_decision_is_seen_in_the_queue_and_the_list_at_once(sign_in, base, ids):
    client = sign_in("coder")
    assert ids.statement in client.get("/review").text
    base.judge("accept", [ids.statement], who="edda", why="")
    service.link_pending(base)
    assert ids.statement not in client.get("/review").text
    assert ids.statement in client.get("/review?decided=1").text


def test_what_stays_is_not_searched_for_garbage(base):
    before = gc.get_freeze_count()
    try:
        Warmer(base, Memo(base), Listings(base)).warm()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
