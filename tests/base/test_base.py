"""What goes in comes out, on both engines."""

import contextlib
from dataclasses import replace

import pytest
from synthetic import make_reading

from rashomon.base import Collection, Query, open_base
from rashomon.errors import BaseError, JudgementError, UnknownIdError
from rashomon.model.document import Failure


def test_a_reading_comes_back_whole(base, by_oslan):
    reading = make_reading(1)
    added = base.add_reading(reading, by_oslan)
    assert added.outcome == "added"
    assert added.statements == tuple(s.id for s in reading.statements)
    assert base.document(reading.document.id) == reading.document
    assert base.raw(reading.document.id) == reading.document.raw
    assert list(base.statements(documents=[reading.document.id])) == sorted(
        reading.statements, key=lambda s: s.id
    )
    assert base.layers(reading.document.id)["attributions"] == []


def test_adding_again_changes_nothing(base, by_oslan):
    base.add_reading(make_reading(1), by_oslan)
    before = (base.counts(), list(base.changes()), list(base.journal()))
    again = base.add_reading(make_reading(1), replace(by_oslan, at="2020-01-01T00:00:00Z"))
    assert again.outcome == "known"
    assert (base.counts(), list(base.changes()), list(base.journal())) == before


def test_other_text_under_a_known_key_is_a_new_version(base, by_oslan):
    old, new = make_reading(1), make_reading(1, edition=2)
    base.add_reading(old, by_oslan)
    added = base.add_reading(new, by_oslan)
    assert (added.outcome, added.previous) == ("version", old.document.id)
    assert base.document_by_key(old.document.key) == new.document
    assert base.versions(old.document.key) == [old.document.id, new.document.id]
    assert [d.id for d in base.documents()] == [new.document.id]
    assert {s.document for s in base.statements()} == {new.document.id}
    assert {s.document for s in base.statements(current=False)} == {
        old.document.id,
        new.document.id,
    }
    assert [f.statement.document for f in base.find(Query(kind="event"), limit=100)] == [
        new.document.id
    ] * 20


def test_other_bytes_with_the_same_text_are_kept_and_logged(base, by_oslan):
    reading = make_reading(1)
    base.add_reading(reading, by_oslan)
    other = replace(reading.document, sha256="ab" * 32, raw=b"<p>the page's other bytes</p>")
    assert base.add_reading(replace(reading, document=other), by_oslan).outcome == "recaptured"
    log = base.collection_log(reading.document.id)
    assert [entry.sha256 for entry in log] == [reading.document.sha256, "ab" * 32]
    assert base.counts()["documents"] == 1


def test_the_log_tells_when_by_whom_how_and_from_where(base):
    reading = make_reading(1)
    document = replace(reading.document, archive_url="https://archive.example/1")
    how = Collection(
        by="M. Oslan", how="feed", at="2019-04-01T08:00:00Z", address="https://selm.example/1"
    )
    base.add_reading(replace(reading, document=document), how)
    (entry,) = base.collection_log(document.id)
    assert (entry.at, entry.by, entry.how) == ("2019-04-01T08:00:00Z", "M. Oslan", "feed")
    assert entry.address == "https://selm.example/1"
    assert entry.archive_address == "https://archive.example/1"


def test_a_failure_is_one_row_until_the_document_is_read(base, by_oslan):
    failure = Failure(document_key="report-0000001.txt", stage="open", code="RSH-103", detail="…")
    base.add_failure(failure, by_oslan)
    base.add_failure(replace(failure, code="RSH-100"), by_oslan)
    assert [f.code for f in base.failures()] == ["RSH-100"]
    base.add_reading(make_reading(1), by_oslan)
    assert base.failures() == []


def test_content_does_not_depend_on_the_order_of_arrival(tmp_path, by_oslan):
    def content(name, numbers):
        with open_base(tmp_path / name) as base:
            for n in numbers:
                base.add_reading(make_reading(n), by_oslan)
            return list(base.documents()), list(base.statements())

    assert content("a", range(5)) == content("b", reversed(range(5)))


def test_a_grouped_change_is_kept_whole_or_not_at_all(base, by_oslan):
    def grouped():
        with base.transaction():
            base.add_reading(make_reading(1), by_oslan)
            base.put_keys("s1", ["a"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        grouped()
    assert base.counts()["documents"] == 0
    assert list(base.journal()) == []


def test_a_swallowed_failure_within_a_group_undoes_the_group(base, by_oslan):
    def inner():
        with base.transaction():
            raise ValueError

    def grouped():
        with base.transaction():
            base.add_reading(make_reading(1), by_oslan)
            with contextlib.suppress(ValueError):
                inner()

    with pytest.raises(BaseError, match="a part of a grouped change failed"):
        grouped()
    assert base.counts()["documents"] == 0


def test_hostile_texts_are_kept(base, by_oslan):
    reading = make_reading(1, statements=0)
    text = "NUL \x00 and \u202e and \ufffd 🙂"
    document = replace(reading.document, text=text, outlet="a\x00b", key="bad\udce9name.txt")
    base.add_reading(replace(reading, document=document), by_oslan)
    assert base.document(document.id) == document
    assert base.document_by_key(document.key) == document


def test_a_correction_is_applied_and_can_be_undone(base, by_oslan):
    base.add_reading(make_reading(1), by_oslan)
    one = next(base.statements())
    made = base.judge(
        "correct", [one.id], who="Oslan", why="misread", field="status", value='"threatened"'
    )
    assert next(base.statements_as_judged([one.id])).status == "threatened"
    assert base.statement(one.id) == one
    undone = base.undo(made.id, who="Brandt", why="was right")
    assert next(base.statements_as_judged([one.id])) == one
    assert [j.undone_by for j in base.judgements(one.id)] == [undone.id, None]
    assert base.judgements(standing=True) == []
    base.undo(undone.id, who="Oslan", why="no, misread")
    assert next(base.statements_as_judged([one.id])).status == "threatened"


def test_a_rejected_statement_is_left_out(base, by_oslan):
    base.add_reading(make_reading(1), by_oslan)
    one = next(base.statements())
    base.judge("reject", [one.id], who="Oslan", why="an example in a manual")
    assert list(base.statements_as_judged([one.id])) == []
    base.judge("accept", [one.id], who="Oslan", why="after all")
    assert list(base.statements_as_judged([one.id])) == [one]


@pytest.mark.parametrize(
    ("action", "field", "value", "problem"),
    [
        pytest.param("bless", None, None, "unknown action 'bless'", id="unknown-action"),
        pytest.param("correct", "colour", '"red"', "colour: Statement has no field", id="field"),
        pytest.param("correct", "status", "3", "status: not str but int", id="wrong-type"),
        pytest.param("correct", "status", "occurred", "the value is no JSON", id="no-json"),
        pytest.param("correct", "id", '"s1"', "id can't be corrected", id="fixed-field"),
        pytest.param("correct", None, None, "needs a field and a value", id="nothing-given"),
        pytest.param("merge", None, None, "merge needs 2 subjects", id="one-to-merge"),
    ],
)
def test_a_judgement_that_cannot_be_meant_is_refused(
    sqlite_base, by_oslan, action, field, value, problem
):
    sqlite_base.add_reading(make_reading(1), by_oslan)
    one = next(sqlite_base.statements()).id
    with pytest.raises(JudgementError, match=problem):
        sqlite_base.judge(action, [one], who="Oslan", why="", field=field, value=value)


def test_a_judgement_needs_a_subject_that_is_there(sqlite_base):
    with pytest.raises(UnknownIdError, match="s0ffffffffffffff: the base holds no such id"):
        sqlite_base.judge("reject", ["s0ffffffffffffff"], who="Oslan", why="")


def test_a_judgement_cannot_be_undone_twice(sqlite_base, by_oslan):
    sqlite_base.add_reading(make_reading(1), by_oslan)
    made = sqlite_base.judge("reject", [next(sqlite_base.statements()).id], who="Oslan", why="")
    sqlite_base.undo(made.id, who="Oslan", why="")
    with pytest.raises(JudgementError, match="is undone already"):
        sqlite_base.undo(made.id, who="Oslan", why="")


def test_an_id_is_found_by_its_beginning(base, by_oslan):
    added = base.add_reading(make_reading(1), by_oslan)
    one = added.statements[0]
    assert base.find_ids(one) == [("statement", one)]
    assert base.find_ids(one[:10]) == [("statement", one)]
    assert base.find_ids(added.document[:8]) == [("document", added.document)]
    assert base.find_ids("s%%") == base.find_ids("s_") == []
