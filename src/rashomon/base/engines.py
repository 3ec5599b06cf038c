"""What differs between SQLite and PostgreSQL: opening, locking, and the words of an error."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from rashomon.errors import (
    BaseDamagedError,
    BaseError,
    BaseLockedError,
    BaseOpenError,
    BaseReachError,
    ExtraMissingError,
)

MAGIC: Final = b"SQLite format 3\x00"
APPLICATION: Final = 0x52534D4E
"""Marks the file as ours in its header ("RSMN")."""
LOCK_NUMBER: Final = 7_272_374_331
"""Number of the advisory lock that writers of one PostgreSQL database take."""
CONNECT_SECONDS: Final = 10
WRITES: Final = "rashomon_writes"
"""Execution option of connections that are going to write."""
PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
)


def is_server(where: str) -> bool:
    """Tell whether a base is a database server's, not a file."""
    return where.startswith(("postgresql:", "postgres:", "postgresql+"))


def make_engine(where: str, *, create: bool, wait_seconds: float) -> tuple[Engine, str]:
    """Make the engine for a base.

    Returns:
        The engine, and how the base is named in messages: never with a password.

    Raises:
        BaseOpenError: The path or URL can't be a base.
        ExtraMissingError: PostgreSQL without its driver.
    """
    if is_server(where):
        return _postgresql(where, wait_seconds)
    if re.match(r"[a-z][a-z0-9+.]+://", where):
        remedy = "Give the path of a file, or postgresql://USER:PASSWORD@HOST/DATABASE"
        raise BaseOpenError(where.split("://")[0] + "://…", "no such kind of base", remedy)
    return _sqlite(where, create=create, wait_seconds=wait_seconds), where


def _sqlite(where: str, *, create: bool, wait_seconds: float) -> Engine:
    path = Path(where)
    check_file(path, create=create)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": wait_seconds, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        for pragma in PRAGMAS:
            raw.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        writes = conn.get_execution_options().get(WRITES, False)
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def check_file(path: Path, *, create: bool) -> None:
    """Refuse a path that can't be, or become, a base.

    Raises:
        BaseOpenError: Saying what is there instead.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise BaseOpenError(name, "it is a folder", "Name a file in it")
        if path.exists():
            with path.open("rb") as file:
                start = file.read(len(MAGIC))
            if start and start != MAGIC:
                raise BaseOpenError(name, "it is no evidence base", "Name another file")
            return
        if not path.parent.is_dir():
            remedy = "Create the folder first, or check the path"
            raise BaseOpenError(name, f"there is no folder {path.parent}", remedy)
    except OSError as error:
        problem = f"it can't be read ({error.strerror})"
        raise BaseOpenError(name, problem, "Ask for access, or name another file") from error
    if not create:
        remedy = "Check the path, or make one with: rashomon add BASE INPUT"
        raise BaseOpenError(name, "there is no such base", remedy)


def _postgresql(where: str, wait_seconds: float) -> tuple[Engine, str]:
    remedy = "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise BaseOpenError("postgresql://…", "the URL is malformed", remedy) from error
    shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    name = shown.render_as_string(hide_password=True)
    if not url.database:
        raise BaseOpenError(name, "the URL names no database", remedy)
    wait = f"-c lock_timeout={int(wait_seconds * 1000)}"
    arguments = {"connect_timeout": CONNECT_SECONDS, "options": wait}
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), connect_args=arguments, hide_parameters=True
        )
    except ModuleNotFoundError as error:
        raise ExtraMissingError("psycopg", "postgresql") from error

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        if conn.get_execution_options().get(WRITES, False):
            conn.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK_NUMBER})

    return engine, name


def explain(error: DBAPIError, where: str) -> BaseError:
    """Turn a database's error into ours: what is wrong with which base, and what to do."""
    said = str(error.orig)
    low = said.lower()
    for words, make in EXPLAINED.items():
        if any(word in low for word in words):
            return make(where)
    state = getattr(error.orig, "sqlstate", None)
    if state is None and not isinstance(error.orig, sqlite3.Error):
        return _unreachable(where)
    first = re.sub(r"\s+", " ", said).strip()[:200]
    problem = f"the database refuses ({first})"
    return BaseError(where, problem, "Please report it if the base is not at fault")


def _locked(where: str) -> BaseError:
    problem = "another program is writing to it"
    return BaseLockedError(where, problem, "Wait until it has finished, then try again")


def _damaged(where: str) -> BaseError:
    problem = "the file is damaged"
    return BaseDamagedError(
        where, problem, "Restore it from a backup; what was read is still there"
    )


def _not_a_base(where: str) -> BaseError:
    return BaseOpenError(where, "it is no evidence base", "Name another file")


def _refused(where: str) -> BaseError:
    problem = "the server refuses the login"
    return BaseReachError(where, problem, "Check user, password and pg_hba.conf")


def _no_database(where: str) -> BaseError:
    problem = "the server has no such database"
    return BaseOpenError(where, problem, "Create it first: createdb NAME")


def _unreachable(where: str) -> BaseError:
    problem = "the server can't be reached"
    return BaseReachError(where, problem, "Check host and port, and that the server is running")


def _no_right(where: str) -> BaseError:
    problem = "writing to it is not permitted"
    return BaseOpenError(where, problem, "Ask for write access to it and its folder")


def _full(where: str) -> BaseError:
    return BaseError(where, "the disk is full", "Make room; nothing of what was there is lost")


EXPLAINED: Final[dict[tuple[str, ...], Callable[[str], BaseError]]] = {
    ("database is locked", "lock timeout", "database table is locked"): _locked,
    ("malformed", "disk image", "invalid page"): _damaged,
    ("not a database",): _not_a_base,
    ("password authentication failed", "no password supplied", "authentication failed"): _refused,
    ("no pg_hba.conf entry", 'role "'): _refused,
    ('" does not exist\n', "unknown database", 'fatal:  database "'): _no_database,
    ("could not translate", "failed to resolve", "connection refused"): _unreachable,
    ("timeout expired", "connection timeout", "server closed"): _unreachable,
    ("readonly database", "permission denied", "unable to open"): _no_right,
    ("disk is full", "no space left"): _full,
}
"""Words of an error, and what they mean; the first that fits holds."""
