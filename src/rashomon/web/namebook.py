"""Who is a private person, and what is a protected site, in which document: kept in memory."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from rashomon.base import Base
from rashomon.publish.privacy_names import NameRedactor, Seen
from rashomon.publish.privacy_places import sites_among, touches_site

KEPT: Final = 20_000
"""Documents of which the names stay in memory; their readings never change."""


@dataclass(slots=True)
class Known:
    """What is known of one document.

    Attributes:
        seen: Its names, and what makes them public.
        published: The day of its publication, ISO.
        sites: Proper names of protected sites.
        touching: Ids of the statements about a protected place.
        ends: Last day of each statement's time, by statement id.
    """

    seen: Seen = field(default_factory=Seen)
    published: str | None = None
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
        named = self._base.named_in(documents) if documents else {}
        return found | {id_: _known(published, plain) for id_, (published, plain) in named.items()}


def _known(published: str | None, plain: Mapping[str, Any]) -> Known:
    """Work out who is private, and what is protected, of what a document names."""
    seen = Seen()
    for kind, *about in plain["people"]:
        take = seen.take_named if kind == "p" else seen.take_voice
        take(*about)
    seen.taken_places.update(name.casefold() for name in plain["places"])
    for name in map(str.casefold, plain["known"]):  # no word of a known place is a person's
        seen.taken_places.update((name, *name.split()))
    touching = list(map(touches_site, plain["texts"]))
    return Known(
        seen=seen,
        published=published,
        sites=sites_among((name, precision) for name, precision in plain["sites"]),
        touching=frozenset(
            id_
            for id_, _, sensitivity, texts in plain["told"]
            if sensitivity == "protected_site" or any(touching[n] for n in texts)
        ),
        ends={id_: end for id_, end, _, _ in plain["told"]},
    )
