"""Who is a private person in which document: looked up once, kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rashomon.base import Base
from rashomon.model.actor import ActorMention
from rashomon.model.decode import from_plain
from rashomon.publish.privacy_names import Seen

KEPT: Final = 20_000
"""Documents of which the names stay in memory; their readings never change."""


class NameBook:
    """The names of every document that was looked at lately."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, Seen] = OrderedDict()

    def seen(self, documents: Iterable[str]) -> Seen:
        """Give all names of documents, those of statements and those that are only mentioned."""
        wanted = sorted(set(documents))
        with self._lock:
            missing = [id_ for id_ in wanted if id_ not in self._seen]
            found = self._look_up(missing)
            self._seen.update(found)
            whole = Seen()
            for id_ in wanted:
                whole.take(self._seen[id_])
                self._seen.move_to_end(id_)
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)
        return whole

    def _look_up(self, documents: list[str]) -> dict[str, Seen]:
        found = {id_: Seen() for id_ in documents}
        if not documents:
            return found
        told = list(self._base.statements(documents=documents, current=False))
        for statement in sorted(told, key=lambda s: (s.document, s.trigger.start, s.id)):
            found[statement.document].take_statement(statement)
        for id_ in documents:
            _take_layers(found[id_], self._base.layers(id_) or {})
        return found


def _take_layers(seen: Seen, layers: Mapping[str, Any]) -> None:
    """Take who is only mentioned; the words of a known place's name are no person's."""
    for place in layers.get("places", ()):
        if place.get("id"):
            name = place["name"].casefold()
            seen.taken_places.update((name, *name.split()))
    for actor in layers.get("actors", ()):
        seen.take_participant(from_plain(ActorMention, actor))
