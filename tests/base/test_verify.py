"""Whatever is changed behind the base's back is named."""

import re

import pytest
from sqlalchemy import text
from synthetic import make_reading

from rashomon.incidents.service import link_pending

ZEROS = "0" * 64
TAMPERED = [
    pytest.param("UPDATE blobs SET data = {bytes}", "blob", "its bytes are damaged", id="blob"),
    pytest.param("DELETE FROM blobs", "blob", "the bytes of d[0-9a-f]+ are missing", id="no-blob"),
    pytest.param(
        "UPDATE documents SET record = replace(record, 'Kestrel', 'Dovrin__')",
        "document",
        "its record is another",
        id="text",
    ),
    pytest.param(
        "UPDATE documents SET outlet = 'MNA'", "document", "the column outlet", id="document-column"
    ),
    pytest.param("UPDATE documents SET layers = {bytes}", "layers", "are damaged", id="layers"),
    pytest.param("UPDATE documents SET title = 'Calm'", "document", "the column title", id="title"),
    pytest.param("DELETE FROM documents", "statement", "its document is missing", id="no-document"),
    pytest.param(
        "UPDATE documents SET current = (1 = 0)", "document", "is the newest", id="not-current"
    ),
    pytest.param(
        "UPDATE statements SET record = replace(record, 'occurred', 'planned')",
        "statement",
        "its record is another",
        id="statement",
    ),
    pytest.param(
        "UPDATE statements SET status = 'planned'", "statement", "the column status", id="column"
    ),
    pytest.param(
        "UPDATE statements SET words = 'nothing'", "statement", "the column words", id="words"
    ),
    pytest.param(
        "DELETE FROM statements WHERE n = 3",
        "document",
        "5 statements came in, 4 are there",
        id="no-statement",
    ),
    pytest.param(
        "UPDATE speakers SET name = 'Nobody'", "statement", "the table speakers", id="speaker"
    ),
    pytest.param("DELETE FROM actors", "statement", "the table actors", id="actor"),
    pytest.param(
        "UPDATE names SET record = replace(record, 'army', 'navy')",
        "document",
        "the names kept beside it",
        id="names",
    ),
    pytest.param("DELETE FROM names", "document", "the names kept beside it", id="no-names"),
    pytest.param(
        "UPDATE collection SET record = replace(record, 'Oslan', 'Brandt')",
        "collection",
        "it does not fit the journal's entry 2",
        id="log",
    ),
    pytest.param("DELETE FROM collection", "journal", "the content of d[0-9a-f]+ is", id="no-log"),
    pytest.param(
        "UPDATE judgements SET record = replace(record, 'misread', 'correct')",
        "judgement",
        "it does not fit the journal's entry 3",
        id="judgement",
    ),
    pytest.param(
        "UPDATE judgements SET undone_by = 'j1'", "judgement", "whether it stands", id="undone"
    ),
    pytest.param("DELETE FROM judgement_subjects", "judgement", "its subjects", id="subjects"),
    pytest.param(
        "UPDATE journal SET at = '2018' WHERE seq = 2", "journal", "its hash does not fit", id="at"
    ),
    pytest.param(
        f"UPDATE journal SET digest = '{ZEROS}' WHERE seq = 1", "document", "entry 1", id="digest"
    ),
    pytest.param(
        "UPDATE journal SET subject = 'd0' WHERE seq = 1", "document", "entry 1", id="subject"
    ),
    pytest.param(
        "DELETE FROM journal WHERE seq = 2", "journal", "entries 2 to 2 are missing", id="entry"
    ),
    pytest.param(
        "DELETE FROM journal WHERE seq = 3", "journal", "entry 3 is missing", id="last-entry"
    ),
]


@pytest.fixture
def filled(base, by_oslan):
    base.add_reading(make_reading(1, statements=5), by_oslan)
    one = next(base.statements())
    base.judge("reject", [one.id], who="Oslan", why="misread")
    return base


def test_an_untouched_base_is_clean(filled, by_oslan):
    filled.add_reading(make_reading(1, edition=2), by_oslan)
    undone = filled.undo(filled.judgements()[0].id, who="Oslan", why="")
    filled.undo(undone.id, who="Oslan", why="")
    assert filled.verify() == []


@pytest.mark.parametrize(("command", "kind", "problem"), TAMPERED)
def test_what_was_tampered_with_is_named(filled, command, kind, problem):
    some = "decode('00', 'hex')" if filled.is_postgresql else "x'00'"
    with filled.engine.begin() as conn:
        conn.execute(text(command.replace("{bytes}", some)))
    faults = filled.verify()
    assert [f for f in faults if f.kind == kind and re.search(problem, f.problem)]


def test_an_index_that_forgot_a_statement_is_named(sqlite_base, by_oslan):
    sqlite_base.add_reading(make_reading(1, statements=5), by_oslan)
    with sqlite_base.engine.begin() as conn:
        conn.execute(text("INSERT INTO statement_words(statement_words) VALUES('delete-all')"))
    assert [f.kind for f in sqlite_base.verify()] == ["index"]


INCIDENTS = [
    pytest.param(
        "UPDATE incident_records SET record = replace(record, 'RETREAT', 'AID')",
        "the column type is not",
        id="record",
    ),
    pytest.param("UPDATE incidents SET place = 'Dovrin__'", "the column place is not", id="row"),
    pytest.param("UPDATE incidents SET killed_best = 900", "the column killed_best", id="toll"),
    pytest.param("DELETE FROM incident_records", "its record is missing", id="no-record"),
    pytest.param("DELETE FROM incidents", "its row is missing", id="no-row"),
    pytest.param("UPDATE incident_records SET record = '{'", "can't be decoded", id="broken"),
    pytest.param("DELETE FROM incident_statements", "the statements found under", id="members"),
]


@pytest.mark.parametrize(("command", "problem"), INCIDENTS)
def test_an_incident_that_shows_what_its_record_does_not_say_is_named(filled, command, problem):
    link_pending(filled)
    assert filled.verify() == []
    with filled.engine.begin() as conn:
        conn.execute(text(command))
    faults = filled.verify()
    assert {f.kind for f in faults} == {"incident"}
    assert [f for f in faults if re.search(problem, f.problem)]
