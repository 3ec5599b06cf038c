"""Who is a private person, and what is a protected site, in which document: kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rashomon.base import Base
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.decode import from_plain
from rashomon.model.place import EventPlace
from rashomon.model.statement import Speaker
from rashomon.publish.privacy_names import NameRedactor, Seen
from rashomon.publish.privacy_places import site_names, touches_protected_site

KEPT: Final = 20_000
"""Documents of which the names stay in memory; their readings never change."""


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of a statement that say whom and where it is about; see `Statement`."""

    agents: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    roles: tuple[Participant, ...]
    instruments: tuple[Participant, ...]
    speakers: tuple[Speaker, ...]
    places: tuple[EventPlace, ...]
    sensitivity: str | None


@dataclass(slots=True)
class Known:
    """What is known of one document.

    Attributes:
        seen: Its names, and what makes them public.
        sites: Proper names of protected sites.
        touching: Ids of the statements about a protected place.
        ends: Last day of each statement's time, by statement id.
    """

    seen: Seen = field(default_factory=Seen)
    sites: tuple[str, ...] = ()
    touching: frozenset[str] = frozenset()
    ends: Mapping[str, str | None] = field(default_factory=dict)
    _redactor: NameRedactor | None = None

    def hides(self, words: str) -> bool:
        """Tell whether words hold the name of one of its private persons."""
        if self._redactor is None:
            self._redactor = NameRedactor(self.seen.names())
        return self._redactor.hides(words)


class NameBook:
    """The names of every document that was looked at lately."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Known] = OrderedDict()

    def seen(self, documents: Iterable[str]) -> Seen:
        """Give all names of documents, those of statements and those that are only mentioned."""
        wanted = sorted(set(documents))
        found, whole = self.known(wanted), Seen()
        for id_ in wanted:
            whole.take(found[id_].seen)
        return whole

    def known(self, documents: Iterable[str]) -> dict[str, Known]:
        """Give what is known of documents, by their ids."""
        wanted = sorted(set(documents))
        with self._lock:
            found = {id_: self._known[id_] for id_ in wanted if id_ in self._known}
        more = self._look_up([id_ for id_ in wanted if id_ not in found])
        with self._lock:
            self._known.update(more)
            for id_ in found:
                if id_ in self._known:
                    self._known.move_to_end(id_)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found | more

    def _look_up(self, documents: list[str]) -> dict[str, Known]:
        found = {id_: Known() for id_ in documents}
        told: dict[str, dict[str, Mapping[str, Any]]] = {id_: {} for id_ in documents}
        for plain in self._base.plain_statements(documents) if documents else ():
            told[plain["document"]][plain["id"]] = plain
        layers = self._base.layers_of(documents)
        for id_, known in found.items():
            _take_statements(known, told[id_])
            _take_layers(known.seen, layers.get(id_, {}))
        return found


def _take_statements(known: Known, plain: Mapping[str, Mapping[str, Any]]) -> None:
    order = sorted(plain, key=lambda id_: (plain[id_]["trigger"]["start"], id_))
    told = {id_: _told(plain[id_]) for id_ in order}
    for one in told.values():
        known.seen.take_statement(one)
    known.sites = site_names(told.values())
    known.touching = frozenset(id_ for id_, one in told.items() if touches_protected_site(one))
    known.ends = {id_: (one.get("time") or {}).get("end") for id_, one in plain.items()}


def _told(plain: Mapping[str, Any]) -> Told:
    def of(name: str, kind: Any) -> tuple[Any, ...]:
        return tuple(from_plain(kind, one) for one in plain.get(name, ()))

    return Told(
        agents=of("agents", Participant),
        targets=of("targets", Participant),
        roles=of("roles", Participant),
        instruments=of("instruments", Participant),
        speakers=of("speakers", Speaker),
        places=of("places", EventPlace),
        sensitivity=plain.get("sensitivity"),
    )


def _take_layers(seen: Seen, layers: Mapping[str, Any]) -> None:
    """Take who is only mentioned; the words of a known place's name are no person's."""
    for place in layers.get("places", ()):
        if place.get("id"):
            name = place["name"].casefold()
            seen.taken_places.update((name, *name.split()))
    for actor in layers.get("actors", ()):
        seen.take_participant(from_plain(ActorMention, actor))
