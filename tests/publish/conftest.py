"""Incidents about Marenna to export: what the accounts say is set by each test."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from rashomon.incidents.build import build_incident
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.model.time import EventTime
from rashomon.publish.export import Export, ExportOptions
from rashomon.publish.muc_incidents import Message as Told
from rashomon.publish.muc_incidents import read_message

TEXT = "The army shelled Kestrel on Monday, killing three people, Tomas Brandt said."


def span(words: str, start: int = 0) -> Span:
    return Span(start, start + len(words), words)


def actor(name: str, **about: Any) -> Participant:
    given = {"kind": "group", "named": True, "mention": span(name)} | about
    return Participant(name=name, **given)


ARMY = actor("Marennan army", kind="organization", country="IRQ", sector="MIL", code="IRQMIL")
FRONT = actor(
    "Northmark Front", id="group:northmark-front", country="IRQ", sector="REB", code="IRQREB"
)
PEOPLE = actor("villagers", kind="people", named=False, sector="CVL", status="civilian")


def place(name: str = "Kestrel", **about: Any) -> EventPlace:
    given: dict[str, Any] = {
        "precision": "city",
        "lat": 36.34512,
        "lon": 43.13489,
        "country": "IRQ",
        "admin1": "Northmark",
        "id": "geonames:42",
        "mention": span(name),
    }
    return EventPlace(name=name, **(given | about))


def day(start: str = "2019-03-11", end: str | None = None, precision: str = "day") -> EventTime:
    return EventTime(
        start=start, end=end or start, precision=precision, mention=span("Monday"), reason="weekday"
    )


def killed(number: float | None, **about: Any) -> Figure:
    given: dict[str, Any] = {"low": number, "best": number, "high": number, "unit": "persons"}
    return Figure(mention=span("dead"), measure="killed", coverage="event", **(given | about))


class Cases:
    """What tests build their records with."""

    ARMY, FRONT, PEOPLE = ARMY, FRONT, PEOPLE
    span, actor, place, day, killed = (
        staticmethod(span),
        staticmethod(actor),
        staticmethod(place),
        staticmethod(day),
        staticmethod(killed),
    )

    def __init__(self, make: Callable[..., Statement]) -> None:
        self._make = make

    def statement(self, number: int = 1, **changes: Any) -> Statement:
        """An account of document `number`: the army shelled villagers in Kestrel on a day."""
        given: dict[str, Any] = {
            "id": f"s{number}",
            "document": f"d{number}",
            "document_key": f"{number}.txt",
            "agents": (ARMY,),
            "targets": (PEOPLE,),
            "places": (place(),),
            "time": day(),
            "cameo": "194",
        }
        return self._make(**(given | changes))

    def document(self, number: int = 1, **about: Any) -> Document:
        given: dict[str, Any] = {
            "id": f"d{number}",
            "key": f"{number}.txt",
            "sha256": "0" * 64,
            "text": TEXT + " " * 200,
            "outlet": "Selm Courier",
            "title": "Shells on Kestrel",
            "published": "2019-03-12",
            "url": "https://courier.example/shells",
            "language": "en",
        }
        return Document(**(given | about))

    def export(
        self,
        *statements: Statement,
        documents: Sequence[Document] = (),
        apart: bool = False,
        **options: Any,
    ) -> Export:
        """One incident of all statements, or one of each."""
        given = {"coarsen": False} | options
        told = statements or (self.statement(),)
        known = {d.id: d for d in documents}
        for one in told:
            known.setdefault(one.document, self.document(int(one.document[1:])))
        groups = [[s] for s in told] if apart else [list(told)]
        incidents = [build_incident(group, known) for group in groups]
        return Export(
            incidents=incidents,
            statements={s.id: s for s in told},
            documents=known,
            options=ExportOptions(**given),
        )

    @staticmethod
    def changed(value: Any, **changes: Any) -> Any:
        return replace(value, **changes)


@pytest.fixture
def cases(make_statement: Callable[..., Statement]) -> Cases:
    """The means to build records."""
    return Cases(make_statement)


class Message:
    """A text, and the means to say what is read in it, by words."""

    def __init__(
        self,
        make: Callable[..., Statement],
        text: str,
        published: str | None = "2019-03-12",
    ) -> None:
        self._make = make
        self.text = text
        self.document = Document(
            id="d1", key="wire.txt", sha256="0" * 64, text=text, published=published
        )
        self.statements: list[Statement] = []
        self.actors: list[ActorMention] = []

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words), words)

    def one(
        self, words: str, kind: str | None, name: str | None = None, **about: Any
    ) -> Participant:
        """A participant by its words."""
        return Participant(name=name or words, mention=self.span(words), kind=kind, **about)

    def told(self, trigger: str, **changes: Any) -> "Message":
        """Add a statement; a deed unless told otherwise."""
        given: dict[str, Any] = {
            "type": "ASSAULT",
            "agents": (),
            "targets": (),
            "places": (),
            "time": None,
            "id": f"s{len(self.statements)}",
            "speakers": (),
        }
        made = self._make(text=self.text, trigger=trigger, evidence=self.text, **(given | changes))
        self.statements.append(made)
        return self

    def names(
        self, words: str, kind: str = "person", name: str | None = None, **about: Any
    ) -> "Message":
        """Add somebody whom the text names."""
        about = {"named": True} | about
        one = ActorMention(span=self.span(words), name=name or words, kind=kind, **about)
        self.actors.append(one)
        return self

    def read(self) -> Told:
        return read_message(self.document, self.statements, self.actors)

    def fillers(self, role: str) -> list[tuple[str | None, str]]:
        """Kind and words of the fillers of a role, in order."""
        found = [p for d in self.read().deeds for p in getattr(d, role)]
        return [(p.kind, p.mention.text) for p in found]


@pytest.fixture
def message(make_statement: Callable[..., Statement]) -> Callable[..., Message]:
    """The means to write a message and to say what is read in it."""
    return lambda text, **about: Message(make_statement, text, **about)
