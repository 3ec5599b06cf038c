"""Bases on both engines; PostgreSQL in a throw-away cluster of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rashomon.base import Base, Collection, open_base

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
PORT = 54000 + os.getpid() % 1000


def _missing(reason: str) -> None:
    if os.environ.get("RASHOMON_REQUIRE_ALL") == "1":
        pytest.fail(f"RASHOMON_REQUIRE_ALL=1: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """URL of a server, without a database's name; started in a temporary folder."""
    given = os.environ.get("RASHOMON_TEST_POSTGRESQL")
    if given:
        yield given.rstrip("/")
        return
    if not BINARIES or (os.geteuid() == 0 and not shutil.which("runuser")):
        _missing("PostgreSQL's server is not installed (or nobody but root may run it)")
    folder = Path(tempfile.mkdtemp(prefix="rashomon-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    binaries, data = BINARIES[-1], folder / "data"
    run = {"check": True, "capture_output": True, "cwd": "/"}
    password = folder / "password"
    password.write_text("tamsin")
    password.chmod(0o644)
    initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "varga", "-A", "scram-sha-256"]
    subprocess.run([*as_user, *initdb, f"--pwfile={password}", "-E", "UTF8"], **run)
    options = f"-p {PORT} -k {folder} -c fsync=off -c listen_addresses=127.0.0.1"
    control = [*as_user, str(binaries / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **run)
    try:
        yield f"postgresql://varga:tamsin@127.0.0.1:{PORT}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """URL of an empty database of its own."""
    name = f"marenna_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name}")
    yield f"{postgresql_server}/{name}"
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as conn:
        conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a base, on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "marenna.rashomon")
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def base(where: str) -> Iterator[Base]:
    """An empty base, on each engine."""
    with open_base(where) as made:
        yield made


@pytest.fixture
def sqlite_base(tmp_path: Path) -> Iterator[Base]:
    """An empty base in a file."""
    with open_base(tmp_path / "marenna.rashomon") as made:
        yield made


@pytest.fixture
def by_oslan() -> Collection:
    """How documents came in: by a named person, at a known instant."""
    return Collection(by="M. Oslan", how="file", at="2019-04-01T08:00:00Z")
