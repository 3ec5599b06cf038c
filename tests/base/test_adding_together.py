"""Readings that go in together leave what they leave one by one, on both engines."""

from dataclasses import replace

import pytest
from synthetic import make_reading

from rashomon.base import Collection, open_base
from rashomon.errors import BaseError
from rashomon.model.document import Failure


def content(base):
    """Everything but salts, digests and instants."""
    return (
        list(base.documents(current=False)),
        list(base.statements(current=False)),
        [(e.seq, e.action, e.subject) for e in base.journal()],
        [(c.seq, c.kind, c.subject, c.detail) for c in base.changes()],
        base.queue_lines(limit=200),
        base.take_pending(),
        base.counts(),
        [len(base.collection_log(d.id)) for d in base.documents(current=False)],
        [base.raw(d.id) for d in base.documents(current=False)],
    )


TOGETHER = {
    "new ones": [make_reading(n, statements=3) for n in range(5)],
    "one twice": [make_reading(n, statements=3) for n in (0, 1, 0, 2)],
    "two versions": [make_reading(0, statements=3), make_reading(0, statements=3, edition=2)],
    "one without statements": [replace(make_reading(0), statements=()), make_reading(1)],
    "none": [],
}


@pytest.mark.parametrize("readings", TOGETHER.values(), ids=TOGETHER)
def test_together_is_one_by_one(base, tmp_path, by_oslan, readings):
    how = replace(by_oslan, at="2020-01-01T00:00:00Z")
    together = base.add_readings(readings, how)
    with open_base(tmp_path / "single.rashomon") as single:
        with single.transaction():
            one_by_one = [single.add_reading(reading, how) for reading in readings]
        assert together == one_by_one
        assert content(base) == content(single)
    assert base.verify() == []


def test_what_is_known_is_not_added_twice(base, by_oslan):
    base.add_reading(make_reading(1, statements=3), by_oslan)
    outcomes = base.add_readings([make_reading(n, statements=3) for n in (0, 1, 2)], by_oslan)
    assert [one.outcome for one in outcomes] == ["added", "known", "added"]


def test_a_failure_goes_when_its_document_can_be_read(base, by_oslan):
    reading = make_reading(1, statements=3)
    base.add_failure(
        Failure(document_key=reading.document.key, stage="open", code="RSH-1", detail="torn"),
        by_oslan,
    )
    base.add_readings([make_reading(0, statements=3), reading], by_oslan)
    assert base.failures() == []


def test_all_or_none_is_kept(base, by_oslan):
    good = make_reading(0, statements=3)
    bad = replace(make_reading(1, statements=3), statements=good.statements)
    with pytest.raises(BaseError):
        base.add_readings([good, bad], by_oslan)
    assert base.counts()["documents"] == 0
    assert list(base.journal()) == []
    base.add_readings([good], Collection(by="A. Lind"))
    assert base.counts()["documents"] == 1
