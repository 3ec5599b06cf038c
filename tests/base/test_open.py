"""Opening: a new base, an old one, a newer one, and everything that is none."""

import sqlite3
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import make_url
from synthetic import make_reading

from rashomon.base import open_base
from rashomon.base.engines import APPLICATION
from rashomon.base.migrate import config, newest
from rashomon.base.tables import metadata
from rashomon.errors import (
    BaseDamagedError,
    BaseError,
    BaseLockedError,
    BaseOpenError,
    BaseReachError,
    BaseVersionError,
    ExtraMissingError,
)


def test_a_new_base_is_made_and_found_again(where, by_oslan):
    with open_base(where) as base:
        base.add_reading(make_reading(1), by_oslan)
    with open_base(where, create=False) as base:
        assert base.counts()["documents"] == 1


def test_migrations_make_what_the_tables_say(base):
    with base.engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(thing, name, kind, *_):
    of = name if kind == "table" else getattr(getattr(thing, "table", None), "name", "")
    return not of.startswith("statement_words") and name not in ("words_index", "statements_words")


def test_the_newest_migration_is_the_one_that_is_expected():
    assert ScriptDirectory.from_config(config()).get_current_head() == newest()


def test_a_file_says_whose_it_is(tmp_path):
    with open_base(tmp_path / "m.rashomon") as base, base.engine.connect() as conn:
        assert conn.execute(text("PRAGMA application_id")).scalar() == APPLICATION
        assert conn.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def _folder(path):
    path.mkdir()


def _text(path):
    path.write_text("not a database at all")


def _other_database(path):
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE songs (title)")


def _nothing(path):
    pass


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        pytest.param(_folder, "it is a folder. Name a file in it", id="folder"),
        pytest.param(_text, "it is no evidence base. Name another file", id="text"),
        pytest.param(_other_database, "it is no evidence base. Name another", id="other-database"),
        pytest.param(_nothing, "there is no such base. Check the path, or make", id="nothing"),
    ],
)
def test_what_is_no_base_is_named(tmp_path, make, problem):
    path = tmp_path / "thing"
    make(path)
    with pytest.raises(BaseOpenError, match=problem) as caught:
        open_base(path, create=False)
    assert caught.value.code == "RSH-301"
    assert str(caught.value).startswith(str(path))


def test_another_programs_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "songs.db"
    _other_database(path)
    with pytest.raises(BaseOpenError):
        open_base(path)
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(BaseOpenError, match=r"there is no folder .*nowhere\. Create the folder"):
        open_base(tmp_path / "nowhere" / "m.rashomon")


def test_a_newer_base_is_refused(where):
    with open_base(where) as base, base.engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BaseVersionError, match="a newer version of the program wrote it") as caught:
        open_base(where)
    assert "pip install -U rashomon" in str(caught.value)


def test_a_base_that_another_program_writes_to_says_so(where, by_oslan):
    with open_base(where) as base, open_base(where, wait_seconds=0.2) as other:
        with base.transaction(), pytest.raises(BaseLockedError, match="another program is writing"):
            other.add_reading(make_reading(1), by_oslan)
        assert other.add_reading(make_reading(1), by_oslan).outcome == "added"


def test_reading_goes_on_while_another_program_writes(where, by_oslan):
    with open_base(where) as base, open_base(where) as other:
        base.add_reading(make_reading(1), by_oslan)
        with base.transaction():
            base.add_reading(make_reading(2), by_oslan)
            assert other.counts()["documents"] == 1
        assert other.counts()["documents"] == 2


def test_two_threads_that_write_wait_for_each_other(where, by_oslan):
    with open_base(where) as base:
        numbers = [range(0, 10), range(10, 20)]
        threads = [
            threading.Thread(
                target=lambda some: [base.add_reading(make_reading(n), by_oslan) for n in some],
                args=(some,),
            )
            for some in numbers
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert base.counts()["documents"] == 20
        assert base.verify() == []


def test_a_damaged_file_says_so(tmp_path, by_oslan):
    path = tmp_path / "m.rashomon"
    with open_base(path) as base:
        for n in range(20):
            base.add_reading(make_reading(n), by_oslan)
    content = bytearray(path.read_bytes())
    content[40 * 4096 :] = b"\xff" * (len(content) - 40 * 4096)
    path.write_bytes(content)
    with pytest.raises(BaseDamagedError, match="Restore it from a backup"):
        list(open_base(path).statements())


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        pytest.param("mysql://varga:tamsin@localhost/m", "no such kind of base", id="mysql"),
        pytest.param("postgresql://varga:tamsin@h:port/m", "the URL is malformed", id="port"),
        pytest.param("postgresql://varga:tamsin@localhost", "names no database", id="no-database"),
    ],
)
def test_a_url_that_cannot_be_meant_is_refused_without_its_password(where, problem):
    with pytest.raises(BaseOpenError, match=problem) as caught:
        open_base(where)
    assert "tamsin" not in str(caught.value)


def test_a_server_that_is_not_there_is_named_without_the_password():
    with pytest.raises(BaseReachError, match="the server can't be reached") as caught:
        open_base("postgresql://varga:tamsin@127.0.0.1:9/marenna")
    assert str(caught.value).startswith("postgresql://varga@127.0.0.1:9/marenna: ")
    assert "tamsin" not in str(caught.value)


def test_a_wrong_password_is_told_without_it(postgresql_url):
    wrong = make_url(postgresql_url).set(password="dovrin").render_as_string(hide_password=False)
    with pytest.raises(BaseReachError, match="the server refuses the login") as caught:
        open_base(wrong)
    assert "dovrin" not in str(caught.value)


def test_a_database_that_is_not_there_is_named(postgresql_url):
    with pytest.raises(BaseOpenError, match=r"the server has no such database\. Create it first"):
        open_base(postgresql_url + "_missing")


def test_postgresql_without_its_driver_names_the_extra(monkeypatch):
    def missing(*_, **__):
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr("rashomon.base.engines.create_engine", missing)
    with pytest.raises(ExtraMissingError, match=r"pip install 'rashomon\[postgresql\]'"):
        open_base("postgresql://varga@localhost/marenna")


def test_a_file_that_may_not_be_written_says_so(tmp_path):
    path = tmp_path / "m.rashomon"
    open_base(path).close()
    with open_base(path) as base:
        with base.engine.connect() as conn:
            conn.execute(text("PRAGMA query_only=ON"))
            conn.rollback()
        with pytest.raises(BaseError, match="writing to it is not permitted"):
            base.put_state("a", 1)
