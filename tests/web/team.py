"""A small base about Marenna and the people of a team, each with a signed-in client."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from rashomon.base import Base, Collection, open_base
from rashomon.base.people import Session
from rashomon.incidents import service
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reading
from rashomon.web.accounts import COOKIE, digest_of
from rashomon.web.app import create_app
from rashomon.web.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from synthetic import make_reading

PEOPLE = {"rada": "reader", "cato": "coder", "cleo": "coder", "edda": "editor"}


def make_base(path: Path, *, documents: int = 3, statements: int = 4) -> Base:
    """Make a base of invented reports, linked."""
    base = open_base(path)
    readings = [make_reading(n, statements=statements) for n in range(documents)]
    service.add(base, readings, Collection(by="M. Oslan"))
    for name, role in PEOPLE.items():
        base.put_account(name, role=role, password="none")
        base.put_session(
            Session(digest=digest_of(name), user=name, csrf=f"form-{name}",
                    expires="2999-01-01T00:00:00Z")
        )  # fmt: skip
    return base


def changed(reading: Reading, **fields: Any) -> Reading:
    """Give a reading whose first statement has other values."""
    first, *rest = reading.statements
    return replace(reading, statements=(replace(first, **fields), *rest))


class Person:
    """Somebody of the team, with a browser."""

    def __init__(self, base: Base, name: str, **settings: Any) -> None:
        app = create_app(base, Settings(accounts=True, **settings))
        self.name = name
        self.web = TestClient(app, cookies={COOKIE: name}, follow_redirects=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.web.get(path, headers=headers)

    def post(self, path: str, **fields: Any) -> Any:
        return self.web.post(path, data={"csrf": f"form-{self.name}", **fields})

    def page(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.text)


def first_statement(base: Base) -> Statement:
    """Give the statement that stands first in the queue."""
    lines = base.queue_lines(limit=1)
    found = base.statement(lines[0].statement)
    assert found is not None
    return found
