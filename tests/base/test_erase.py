"""What is taken out is gone from every place, and the base still verifies."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from synthetic import make_reading

from rashomon.base import Query, open_base
from rashomon.errors import ErasureError, UnknownIdError
from rashomon.model.actor import ActorMention
from rashomon.model.span import Span


def _bytes_of(base, where):
    """All bytes that the engine keeps on disk of this base."""
    if not base.is_postgresql:
        return b"".join(p.read_bytes() for p in Path(where).parent.iterdir())
    with base.engine.connect() as conn:
        folder = conn.execute(text("SHOW data_directory")).scalar()
        number = conn.execute(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        ).scalar()
        conn.rollback()
        conn.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
    files = (Path(folder) / "base" / str(number)).iterdir()
    return b"".join(p.read_bytes() for p in files if not p.name.startswith("pg_"))


def _fill(base, by_oslan):
    for n in range(4):
        base.add_reading(make_reading(n, statements=6), by_oslan)


def test_an_erased_document_is_gone_from_the_file(base, where, by_oslan):
    _fill(base, by_oslan)
    reading = make_reading(9, statements=4)
    words = "Quillfeather ferry"
    document = replace(reading.document, text=reading.document.text + words, title=words)
    document = replace(document, raw=document.text.encode(), key="quillfeather.txt")
    speaker = replace(reading.statements[0].speakers[0], name="Quillfeather")
    one = replace(reading.statements[0], speakers=(speaker,), document_key=document.key)
    base.add_reading(replace(reading, document=document, statements=(one,)), by_oslan)
    base.judge("comment", [one.id], who="Oslan", why="the Quillfeather ferry is a ferry")
    assert b"illfeath" in _bytes_of(base, where)
    tombstone = base.erase(document=document.id, who="M. Oslan", why="asked for by the author")
    assert tombstone.subjects == (document.id,)
    assert base.document(document.id) is None
    assert base.find(Query(words="quillfeather")) == []
    assert b"illfeath" not in _bytes_of(base, where)
    assert document.raw.split(b".")[0] not in _bytes_of(base, where)
    assert base.verify() == []
    assert base.counts()["documents"] == 4
    assert [c.subject for c in base.changes() if c.kind == "document.erased"] == [document.id]


def test_all_versions_of_an_erased_document_go_and_stay_out(base, by_oslan):
    _fill(base, by_oslan)
    base.add_reading(make_reading(1, edition=2), by_oslan)
    old = make_reading(1, statements=6)
    assert len(base.erase(document=old.document.id, who="O", why="y").subjects) == 2
    assert base.add_reading(old, by_oslan).outcome == "erased"
    assert base.versions(old.document.key) == []
    assert base.verify() == []


def _person_reading():
    """A report on Brandt: whole, alone, in capitals, across a line, and a namesake."""
    reading = make_reading(7, statements=3)
    told = reading.document.text
    more = (
        "\nTomas Brandt spoke. BRANDT'S aide left; Brandt stayed. Klara Brandt wept."
        "\nTomas\nBrandt wrote. Tomás  K. Brandt signed."
    )
    text_ = told + more
    namesake = text_.index("Klara Brandt")
    mention = ActorMention(
        span=Span(namesake, namesake + 12, "Klara Brandt"), name="Klara Brandt", kind="person"
    )
    document = replace(
        reading.document,
        text=text_,
        url="https://selm.example/tomas-brandt-speaks",
        authors=("Tomas Brandt",),
        raw=text_.encode(),
    )
    return replace(reading, document=document, actors=(mention,))


def test_a_person_is_masked_everywhere(base, where, by_oslan):
    _fill(base, by_oslan)
    reading = _person_reading()
    base.add_reading(reading, by_oslan)
    said = [s for s in base.statements() if any(p.name == "Tomas Brandt" for p in s.speakers)]
    base.judge("comment", [said[0].id], who="Oslan", why="Brandt denied it; Tomas Brandt, again")
    base.put_edges([(said[0].id, said[1].id, 0.5, "both by Tomas Brandt")])
    before = {d.key: d for d in base.documents()}
    tombstone = base.erase(person="Tomas Brandt", who="M. Oslan", why="a court's order")
    held = _bytes_of(base, where)
    assert not re.search(rb"(?i)tomas.{1,6}brandt", held)
    assert "Klara Brandt" in held.decode("utf-8", "replace")
    assert tombstone.places > 5
    assert base.verify() == []
    for document in base.documents():
        assert len(document.text) == len(before[document.key].text)
        for s in base.statements(documents=[document.id]):
            assert document.text[s.evidence.start : s.evidence.end] == s.evidence.text
    after = base.document_by_key(reading.document.key)
    assert after.text.count("Brandt") == 1
    assert "Brandt" not in base.judgements()[0].why
    assert base.raw(after.id) is None
    assert not base.find(Query(speaker="Brandt"))


def test_ids_and_sums_of_masked_documents_tell_nothing(base, where, by_oslan):
    reading = _person_reading()
    base.add_reading(reading, by_oslan)
    old = [reading.document.id, reading.document.sha256, *(s.id for s in reading.statements)]
    base.erase(person="Tomas Brandt", who="O", why="y")
    held = _bytes_of(base, where).decode("utf-8", "replace")
    assert [one for one in old if one in held] == []
    assert base.add_reading(reading, by_oslan).outcome == "erased"


def test_versions_and_earlier_tombstones_survive_a_mask(base, by_oslan):
    _fill(base, by_oslan)
    base.add_reading(make_reading(1, edition=2), by_oslan)
    key = make_reading(1).document.key
    base.erase(document=make_reading(0, statements=6).document.id, who="Tomas Brandt", why="mine")
    base.erase(person="Tomas Brandt", who="Oslan", why="asked by Tomas Brandt")
    base.erase(person="Ilse Varga", who="Oslan", why="asked")
    assert base.verify() == []
    assert len(base.versions(key)) == 2
    assert not any("Brandt" in e.who + e.why for e in base.tombstones())
    assert [e.kind for e in base.tombstones()] == ["document", "person", "person"]


def test_a_name_in_the_bytes_alone_is_dropped_with_them(base, where, by_oslan):
    reading = make_reading(3, statements=2)
    raw = b"<p>Ada Quillfeather</p>" + reading.document.raw
    document = replace(reading.document, raw=raw, sha256=hashlib.sha256(raw).hexdigest())
    base.add_reading(replace(reading, document=document), by_oslan)
    base.erase(person="Ada Quillfeather", who="O", why="y")
    assert [base.raw(d.id) for d in base.documents()] == [None]
    assert b"illfeath" not in _bytes_of(base, where)
    assert base.verify() == []


def test_an_erasure_that_was_killed_is_finished_when_the_base_is_opened(tmp_path, by_oslan):
    where = tmp_path / "marenna.rashomon"
    with open_base(where) as base:
        _fill(base, by_oslan)
        with base.transaction():
            base.erase(person="Tomas Brandt", who="O", why="y")
        assert base.needs_cleaning()
    with open_base(where) as base:
        assert not base.needs_cleaning()
        assert base.verify() == []
    assert b"omas Brandt" not in where.read_bytes()


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        pytest.param({"who": "O", "why": "y"}, "one thing", id="nothing"),
        pytest.param({"person": "A B", "document": "d", "who": "O", "why": "y"}, "one", id="both"),
        pytest.param({"person": "A B", "who": " ", "why": "y"}, "who and why", id="nobody"),
        pytest.param({"person": "…", "who": "O", "why": "y"}, "the name is empty", id="no-name"),
    ],
)
def test_an_erasure_says_what_who_and_why(sqlite_base, what, problem):
    with pytest.raises(ErasureError, match=problem):
        sqlite_base.erase(**what)


def test_an_unknown_document_is_refused(sqlite_base):
    with pytest.raises(UnknownIdError):
        sqlite_base.erase(document="d0", who="O", why="y")
