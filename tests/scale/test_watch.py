"""Watching folders and feeds, against a server of our own."""

import hashlib
import http.server
import os
import socket
import threading
import time
from dataclasses import dataclass, field

import pytest

from rashomon.base import open_base
from rashomon.layers.state import FIELDS
from rashomon.reading.reader import Reading
from rashomon.scale.fetching import (
    FetchRefused,
    Validators,
    fetch,
    is_inside,
    is_inside_name,
    wait_of,
)
from rashomon.scale.watching import Watcher, WatchOptions

ENTRY = (
    "<item><title>{title}</title><link>https://selm.example/{title}</link><description>{text}"
    "</description></item>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Selm Courier</title>{}</channel></rss>'
)
KESTREL = ("kestrel", "The army shelled Kestrel on Monday and the people of the town left it.")
DOVRIN = ("dovrin", "The rebels left Dovrin on Tuesday after a week of talks with the army.")


def rss(*entries):
    made = "".join(ENTRY.format(title=title, text=text) for title, text in entries)
    return FEED.format(made).encode()


@dataclass
class Site:
    """What the server answers, and what it was asked."""

    content: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    address: str = ""


@pytest.fixture
def site():
    made = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            made.asked.append((self.path, dict(self.headers)))
            same = made.headers.get("ETag")
            unchanged = same is not None and self.headers.get("If-None-Match") == same
            self.send_response(304 if unchanged else made.status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not unchanged:
                self.wfile.write(made.content)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}/feed"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def base(tmp_path):
    with open_base(tmp_path / "marenna.rashomon") as made:
        yield made


def bare(document):
    """Read nothing in a document."""
    return Reading(document=document, statements=(), **dict.fromkeys(FIELDS, ()))


def watcher(base, *places, **more):
    options = WatchOptions(by="M. Oslan", **{"waits_for_writers": False, **more})
    return Watcher(base, places, options, read=bare)


def test_new_entries_of_a_feed_are_added_wherever_they_stand(base, site):
    site.content = rss(KESTREL)
    watching = watcher(base, site.address)
    assert watching.look().outcomes == {"added": 1}
    site.content = rss(DOVRIN, KESTREL)
    assert watching.look().outcomes == {"added": 1}
    assert {d.key for d in base.documents()} == {
        "https://selm.example/kestrel",
        "https://selm.example/dovrin",
    }
    (entry,) = base.collection_log(base.document_by_key("https://selm.example/dovrin").id)
    assert (entry.by, entry.how) == ("M. Oslan", "entry of a feed")
    assert base.verify() == []


def test_a_changed_entry_is_a_new_version(base, site):
    site.content = rss(KESTREL)
    watching = watcher(base, site.address)
    watching.look()
    site.content = rss((KESTREL[0], KESTREL[1] + " Corrected."))
    assert watching.look().outcomes == {"version": 1}
    assert len(base.versions("https://selm.example/kestrel")) == 2


def test_a_feed_is_asked_conditionally_even_by_another_run(base, site):
    site.content, site.headers = rss(KESTREL), {"ETag": '"1"', "Last-Modified": "Mon"}
    watcher(base, site.address).look()
    assert watcher(base, site.address).look().outcomes == {}
    (_, first), (_, second) = site.asked
    assert "If-None-Match" not in first
    assert (second["If-None-Match"], second["If-Modified-Since"]) == ('"1"', "Mon")


def test_a_feed_that_fails_is_a_row_and_is_left_alone_for_a_while(base, site):
    site.status = 503
    watching = watcher(base, site.address, interval_seconds=100)
    (failure,) = watching.look().failures
    assert (failure.code, failure.document_key) == ("RSH-320", site.address)
    assert failure.detail.startswith("The server answers 503.")
    assert watching.look().failures == []
    assert len(site.asked) == 1
    key = f"watch:feed:{hashlib.sha256(site.address.encode()).hexdigest()[:16]}"
    assert 150 < base.state(key)["not_before"] - time.time() < 250
    base.put_state(key, {**base.state(key), "not_before": 0})
    site.status, site.content = 200, rss(KESTREL)
    assert watching.look().outcomes == {"added": 1}
    assert base.failures() == []


@pytest.mark.parametrize(
    ("failures", "asked", "wait"),
    [
        pytest.param(1, None, 200, id="first"),
        pytest.param(3, None, 800, id="third"),
        pytest.param(1, 900.0, 900, id="as-the-server-asks"),
        pytest.param(30, None, 86400, id="a-day-at-most"),
    ],
)
def test_each_failure_doubles_the_wait(base, failures, asked, wait):
    assert watcher(base, interval_seconds=100)._wait(failures, asked) == wait


def test_redirects_stay_on_the_host(site):
    site.status, site.headers = 302, {"Location": "http://localhost:1/secret"}
    with pytest.raises(FetchRefused, match="it is moved to localhost; watch that instead"):
        fetch(site.address)
    site.headers = {"Location": "/feed"}
    with pytest.raises(FetchRefused, match="again and again"):
        fetch(site.address)
    site.headers = {"Location": "file:///etc/hostname"}
    with pytest.raises(FetchRefused, match="another kind of address"):
        fetch(site.address)


def test_a_public_name_that_leads_inside_is_refused(monkeypatch, site):
    port = site.address.split(":")[2].split("/")[0]
    answer = [(2, 1, 6, "", ("127.0.0.1", 0))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(FetchRefused, match=r"leads to 127\.0\.0\.1, which lies in the own network"):
        fetch(f"http://feeds.selm.example:{port}/feed")
    assert site.asked == []


def test_too_much_is_refused(site):
    site.content = b"x" * 5000
    with pytest.raises(FetchRefused, match="larger than 4,000 bytes"):
        fetch(site.address, most_bytes=4000)
    assert len(fetch(site.address, most_bytes=5000).content) == 5000


def test_a_silent_server_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(FetchRefused, match="asking failed"):
            fetch(f"http://127.0.0.1:{port}/", seconds=0.2)


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        pytest.param("127.0.0.1", True, id="loopback"),
        pytest.param("10.1.2.3", True, id="private"),
        pytest.param("169.254.169.254", True, id="link-local"),
        pytest.param("::1", True, id="loopback-6"),
        pytest.param("::ffff:10.0.0.1", True, id="mapped"),
        pytest.param("fe80::1%eth0", True, id="zone"),
        pytest.param("localhost", True, id="localhost"),
        pytest.param("printer.local", True, id="local-name"),
        pytest.param("8.8.8.8", False, id="public"),
        pytest.param("feeds.selm.example", False, id="public-name"),
    ],
)
def test_what_lies_inside(host, inside):
    assert is_inside_name(host) is inside
    assert not is_inside("feeds.selm.example")


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("Mon, 01 Apr 2019 08:05:00 GMT", 300.0, id="instant"),
        pytest.param("soon", None, id="nonsense"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(header, wait):
    assert wait_of(header, "Mon, 01 Apr 2019 08:00:00 GMT") == wait


def test_new_and_changed_files_of_a_folder_are_added(base, tmp_path):
    folder = tmp_path / "in"
    (folder / "a").mkdir(parents=True)
    (folder / "b").mkdir()
    (folder / "a" / "one.txt").write_text(KESTREL[1])
    (folder / "b" / "one.txt").write_text(DOVRIN[1])
    watching = watcher(base, str(folder))
    assert watching.look().outcomes == {"added": 2}
    assert {d.key for d in base.documents()} == {"a/one.txt", "b/one.txt"}
    assert watching.look().outcomes == {}
    (folder / "a" / "one.txt").write_text(KESTREL[1] + " They came back on Friday.")
    assert watcher(base, str(folder)).look().outcomes == {"version": 1}


def test_a_file_that_is_still_written_waits(base, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(KESTREL[1])
    watching = watcher(base, str(folder), waits_for_writers=True)
    assert watching.look().outcomes == {}
    os.utime(folder / "one.txt", (1, 1))
    assert watching.look().outcomes == {"added": 1}


def test_a_folder_that_is_gone_is_a_row(base, tmp_path):
    (failure,) = watcher(base, str(tmp_path / "nothing")).look().failures
    assert failure.code == "RSH-101"


def test_validators_are_kept_when_nothing_changed(site):
    site.headers = {"ETag": '"1"'}
    known = Validators(etag='"1"')
    assert fetch(site.address, validators=known).validators == known
