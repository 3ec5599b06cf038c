"""What was read before is given again until somebody commits, and no longer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from synthetic import make_reading

from rashomon.base import open_base
from rashomon.base.people import Session
from rashomon.base.watching import MOST, Watch


@pytest.fixture
def counted(base):
    """Reads the number of documents, and counts how often it is asked of the database."""
    asked = []

    def look():
        asked.append(1)
        return base.counts()["documents"]

    return asked, lambda: base._kept("documents", look)


def test_nothing_is_asked_again_until_somebody_commits(sqlite_base, tmp_path, by_oslan):
    asked = []

    def read():
        return sqlite_base._kept("n", lambda: asked.append(1) or sqlite_base.counts()["documents"])

    assert [read(), read()] == [0, 0]
    assert len(asked) == 1
    with open_base(tmp_path / "marenna.rashomon") as other:  # another program
        other.add_reading(make_reading(1), by_oslan)
    assert [read(), read()] == [1, 1]
    assert len(asked) == 2
    sqlite_base.add_reading(make_reading(2), by_oslan)  # this one, by another connection
    assert read() == 2


def test_who_writes_sees_what_is_written_before_others_do(base, by_oslan, counted):
    _, read = counted
    assert read() == 0
    with base.transaction(), ThreadPoolExecutor(1) as beside:
        base.add_reading(make_reading(1), by_oslan)
        assert read() == 1
        assert beside.submit(read).result() == 0
    assert read() == 1


def test_what_was_begun_before_a_commit_is_not_kept(sqlite_base, by_oslan):
    def slowly():
        found = sqlite_base.counts()["documents"]
        sqlite_base.add_reading(make_reading(1), by_oslan)
        sqlite_base._kept("other", lambda: None)  # notices the commit
        return found

    assert sqlite_base._kept("n", slowly) == 0
    assert sqlite_base._kept("n", lambda: sqlite_base.counts()["documents"]) == 1


def test_a_base_that_was_closed_can_be_asked_again(base, by_oslan, counted):
    _, read = counted
    assert read() == 0
    base.close()
    base.add_reading(make_reading(1), by_oslan)
    assert read() == 1


def test_a_file_that_cannot_be_asked_keeps_nothing(tmp_path):
    watch, made = Watch(tmp_path / "nowhere" / "m.rashomon"), []
    assert [watch.get("n", lambda: made.append(1) or len(made)) for _ in range(3)] == [1, 2, 3]


def test_answers_do_not_pile_up(sqlite_base):
    for n in range(MOST + 5):
        sqlite_base._kept(n, lambda: None)
    assert len(sqlite_base._watch._kept) <= MOST


def _session(expires="9999-01-01T00:00:00Z"):
    return Session(digest="d", user="edda", csrf="c", expires=expires)


@pytest.mark.parametrize("end", ["sign out", "shut", "new password"])
def test_a_session_ends_at_once(base, end):
    base.put_account("edda", role="coder", password="hash")
    base.put_session(_session())
    assert base.session("d")[1].role == "coder"
    if end == "sign out":
        base.end_session("d")
    elif end == "shut":
        base.disable("edda", disabled=True)
    else:
        base.put_account("edda", role="coder", password="another")
    assert base.session("d") is None


def test_a_session_ends_by_the_clock_alone(base, monkeypatch):
    base.put_account("edda", role="coder", password="hash")
    base.put_session(_session())
    assert base.session("d") is not None
    monkeypatch.setattr("rashomon.base.people.now", lambda: "9999-02-01T00:00:00Z")
    assert base.session("d") is None
