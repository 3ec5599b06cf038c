"""Bases about Marenna without the language model, accounts of every role, and signed-in clients."""

import dataclasses
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rashomon.base import Base, Collection, open_base
from rashomon.base.people import Session
from rashomon.incidents import service
from rashomon.layers.state import FIELDS
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import EventTime
from rashomon.reading.reader import Reading
from rashomon.web import accounts
from rashomon.web.app import create_app
from rashomon.web.settings import Settings
from rashomon.web.users import ROLES

sys.path.insert(0, str(Path(__file__).parent))  # for the helpers beside the tests

PASSWORDS = {role: f"a long password of the {role}" for role in ROLES}
PLACES = {
    "Kestrel": (41.21234, 7.91234, "exact"),
    "Dovrin": (41.6, 8.3, "city"),
    "Harrow Bay": (40.8, 7.1, "city"),
}
EMPTY: dict[str, Any] = dict.fromkeys("contexts violations instruments roles links why".split(), ())
NOTHING: dict[str, Any] = dict.fromkeys(
    "cameo denial_of condition horizon wording sensitivity".split()
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One sentence of a report, and what it says."""

    text: str
    agent: str = "The Marennan army"
    verb: str = "shelled"
    target: str = "villagers"
    target_kind: str = "people"
    place: str = "Kestrel"
    day: str = "2019-03-11"
    killed: int | None = None
    speaker: str | None = None
    changes: tuple[tuple[str, Any], ...] = ()


def report(key: str, told: Sequence[Told], mentions: Sequence[str] = (), **about: Any) -> Reading:
    """Make the reading of one report."""
    text = "\n".join(one.text for one in told)
    raw = text.encode()
    id_ = "d" + hashlib.sha256(f"{key}\0{text}".encode()).hexdigest()[:15]
    given: dict[str, Any] = {
        "title": "Report from the valley",
        "outlet": "Selm Courier",
        "published": "2019-03-12",
        "published_precision": "day",
        "language": "en",
    }
    sha = hashlib.sha256(raw).hexdigest()
    document = Document(id=id_, key=key, sha256=sha, text=text, raw=raw, **(given | about))
    made, start = [], 0
    for one in told:
        made.append(_statement(document, start, one))
        start += len(one.text) + 1
    actors = tuple(
        ActorMention(span=span(text, name), name=name, kind="person") for name in mentions
    )
    fields: dict[str, Any] = dict.fromkeys(FIELDS, ()) | {"actors": actors}
    return Reading(document=document, statements=tuple(made), **fields)


def span(text: str, words: str, start: int = 0) -> Span:
    at = start + text.index(words)
    return Span(at, at + len(words), words)


def _place(name: str, mention: Span) -> EventPlace:
    lat, lon, precision = PLACES.get(name, (None, None, "city"))
    return EventPlace(
        name=name,
        mention=mention,
        precision=precision,
        lat=lat,
        lon=lon,
        country="MRN",
        admin1="Tamsin Valley",
        id=f"user:{name}",
    )


def _statement(document: Document, start: int, told: Told) -> Statement:
    def at(words: str) -> Span:
        return span(told.text, words, start) if words in told.text else Span(start, start, "")

    figures = []
    if told.killed is not None:
        n = float(told.killed)
        figures = [
            Figure(mention=at(str(told.killed)), measure="killed", low=n, best=n, high=n,
                   coverage="event", unit="persons", modifier="exact")
        ]  # fmt: skip
    trigger = at(told.verb)
    made = Statement(
        id="s" + hashlib.sha256(f"{document.id}|{trigger.start}".encode()).hexdigest()[:15],
        document=document.id,
        document_key=document.key,
        kind="event",
        evidence=Span(start, start + len(told.text), told.text),
        trigger=trigger,
        type="ASSAULT",
        mode="heavy-weapons",
        speakers=()
        if told.speaker is None
        else (
            Speaker(name=told.speaker, mention=at(told.speaker), stance="states", identity="named"),
        ),
        agents=(
            Participant(name=told.agent, mention=at(told.agent), kind="organization", named=True),
        ),
        targets=(
            Participant(
                name=told.target,
                mention=at(told.target),
                kind=told.target_kind,
                named=told.target[:1].isupper(),
            ),
        ),
        time=EventTime(
            start=told.day, end=told.day, precision="day", mention=at(told.day), reason="text"
        ),
        places=(_place(told.place, at(told.place)),),
        figures=tuple(figures),
        scope="single",
        status="occurred",
        polarity="+",
        certainty=1.0,
        factuality=3,
        score=0.8,
        **EMPTY,
        **NOTHING,
    )
    return replace(made, **dict(told.changes))


def marenna() -> list[Reading]:
    """Three reports of one shelling, whose figures differ, and one of another day and town."""
    end = ", Ilse Varga said."
    return [
        report(
            "courier.txt",
            [
                Told(
                    text=f"The Marennan army shelled villagers in Kestrel, killing 9{end}",
                    killed=9,
                    speaker="Ilse Varga",
                ),
                Told(
                    text="The Marennan army shelled Anna Prosk in Kestrel.",
                    target="Anna Prosk",
                    target_kind="person",
                ),
            ],
        ),
        report(
            "front.txt",
            [
                Told(
                    text="The army shelled villagers in Kestrel, killing 17, the Front said.",
                    killed=17,
                    speaker="the Front",
                )
            ],
            outlet="Northmark Voice",
            published="2019-03-13",
        ),
        report(
            "mna.txt",
            [
                Told(
                    text="The army shelled villagers in Kestrel, killing 9 near Oren Dask.",
                    killed=9,
                )
            ],
            mentions=["Oren Dask"],
            outlet="MNA",
            published="2019-03-14",
            title="Oren Dask saw the shells",
        ),
        report(
            "dovrin.txt",
            [
                Told(
                    text="The Northmark Front shelled soldiers in Dovrin.",
                    agent="The Northmark Front",
                    target="soldiers",
                    place="Dovrin",
                    day="2019-05-02",
                )
            ],
            published="2019-05-03",
        ),
    ]


def fill(path: Path, readings: Sequence[Reading]) -> None:
    """Make a base of readings, linked, with an account of every role."""
    with open_base(path) as base:
        service.add(base, readings, Collection(by="M. Oslan", at="2019-06-01T08:00:00Z"))
        for role in ROLES:
            accounts.make_account(base, role, role, PASSWORDS[role])


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base about Marenna, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("web") / "marenna.rashomon"
    fill(path, marenna())
    return path


@pytest.fixture
def base(filled: Path, tmp_path: Path) -> Iterator[Base]:
    """A copy of the base about Marenna."""
    path = tmp_path / "marenna.rashomon"
    shutil.copy(filled, path)
    with open_base(path) as opened:
        yield opened


@pytest.fixture
def sign_in(base: Base) -> Iterator[Callable[..., TestClient]]:
    """Give a client signed in as a role, or as nobody; `client.csrf` is its form token."""
    settings = Settings(accounts=True, requests_per_minute=100_000)
    opened: list[TestClient] = []

    def make(role: str | None, **changes: Any) -> TestClient:
        app = create_app(base, dataclasses.replace(settings, **changes))
        client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)
        opened.append(client)
        client.csrf = ""  # type: ignore[attr-defined]
        if role is not None:
            client.csrf = _begin_session(base, client, role)  # type: ignore[attr-defined]
        return client

    yield make
    for client in opened:
        client.close()


def sign_in_together(
    sign_in: Callable[..., TestClient], roles: Sequence[str]
) -> dict[str, TestClient]:
    """Give clients of one application, signed in as different roles."""
    made = {role: sign_in(role) for role in roles}
    first = made[roles[0]]
    for one in made.values():
        one.app = first.app
        one._transport.app = first._transport.app  # type: ignore[attr-defined]
    return made


@pytest.fixture
def local(base: Base) -> Iterator[TestClient]:
    """A client of the workbench for one person without accounts."""
    app = create_app(base, Settings(requests_per_minute=100_000))
    with TestClient(app, follow_redirects=False) as client:
        client.csrf = accounts.LOCAL_CSRF  # type: ignore[attr-defined]
        yield client


def _begin_session(base: Base, client: TestClient, role: str) -> str:
    """Begin a session without the slow hash of a password."""
    secret, csrf = f"secret of {role} {id(client)}", f"token of {role} {id(client)}"
    digest = accounts.digest_of(secret)
    base.put_session(Session(digest=digest, user=role, csrf=csrf, expires="2999-01-01T00:00:00Z"))
    client.cookies.set(accounts.COOKIE, secret)
    return csrf


def csrf_of(base: Base, client: TestClient) -> str:
    found = base.session(accounts.digest_of(client.cookies[accounts.COOKIE]))
    assert found is not None
    return found[0].csrf


@pytest.fixture(scope="session")
def tools() -> SimpleNamespace:
    """What tests build their own reports and bases with."""
    return SimpleNamespace(
        report=report,
        Told=Told,
        fill=fill,
        csrf_of=csrf_of,
        PASSWORDS=PASSWORDS,
        marenna=marenna,
        sign_in_together=sign_in_together,
    )


@pytest.fixture
def ids(base: Base) -> SimpleNamespace:
    """Ids of one of each thing: the incident with most statements, and what stands in it."""
    incident = max(base.incidents(), key=lambda i: len(i.statements))
    statement = base.statement(incident.statements[0])
    assert statement is not None
    return SimpleNamespace(
        incident=incident.id, statement=statement.id, document=statement.document, whole=incident
    )
