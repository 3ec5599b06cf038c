"""The lines of a list of incidents as readers and coders may see them, each veiled once.

A line is veiled by what stands behind its own incident alone, so that it is the same on every
list; it is made anew when the incident has changed, or when "recent" is counted from a later day.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rashomon.base import Base
from rashomon.base.browse import IncidentLine
from rashomon.base.lines import first_place, names_of, radius_km
from rashomon.base.rows import fold
from rashomon.model.actor import Participant
from rashomon.model.decode import from_plain
from rashomon.model.place import EventPlace
from rashomon.publish.privacy import TextGuard
from rashomon.publish.privacy_names import Seen
from rashomon.publish.privacy_places import coarse_place, is_recent
from rashomon.publish.unit_view import day_of
from rashomon.web.namebook import Known, NameBook

KEPT: Final = 20_000
"""Lines that stay in memory."""
HIDDEN: Final = "[private person]"
NUMBERED: Final = re.compile(r"\[private person \d+\]")
"""A pseudonym of one incident; beside another incident's its number would mislead."""


Stamp = tuple[int, int, str | None]
"""Last change of the incident, last erasure in the base, and the day that recent counts from."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One veiled line, and the words of the names in it, for who asks by name."""

    stamp: Stamp
    line: IncidentLine
    words: str


class LineVeil:
    """Veils lines and remembers them."""

    def __init__(self, base: Base, book: NameBook) -> None:
        self._base, self._book = base, book
        self._lock = threading.Lock()
        self._shown: OrderedDict[str, Shown] = OrderedDict()

    def show(self, lines: Sequence[IncidentLine], latest: str | None) -> list[Shown]:
        """Veil lines, in their order.

        Args:
            lines: As the base gives them.
            latest: The day that recent events are counted from.
        """
        changed = self._base.last_changes(line.id for line in lines)
        erased = self._base.last_change("erasures")
        stamps = {line.id: (changed.get(line.id, 0), erased, latest) for line in lines}
        with self._lock:
            found = {
                id_: self._shown[id_]
                for id_, stamp in stamps.items()
                if id_ in self._shown and self._shown[id_].stamp == stamp
            }
        more = self._make([line for line in lines if line.id not in found], stamps)
        with self._lock:
            self._shown.update(more)
            while len(self._shown) > KEPT:
                self._shown.popitem(last=False)
        found |= more
        return [found[line.id] for line in lines if line.id in found]

    def _make(self, lines: Sequence[IncidentLine], stamps: Mapping[str, Stamp]) -> dict[str, Shown]:
        if not lines:
            return {}
        plain = self._base.plain_incidents(line.id for line in lines)
        members = {s for one in plain.values() for s in one.get("statements", ())}
        document_of = self._base.documents_of(members, current=False)
        known = self._book.known(document_of.values())
        case = _Behind(document_of, known)
        return {
            line.id: _show(line, plain[line.id], case, stamps[line.id])
            for line in lines
            if line.id in plain
        }


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind incidents: statements' documents, and what is known of those."""

    document_of: Mapping[str, str]
    known: Mapping[str, Known]

    def of(self, statements: Iterable[str]) -> dict[str, Known]:
        ids = {self.document_of[s] for s in statements if s in self.document_of}
        return {id_: self.known[id_] for id_ in sorted(ids)}

    def is_coarse(self, statement: str, latest: str | None) -> bool:
        """Tell whether a statement is about a protected place, or about the last days."""
        document = self.document_of.get(statement)
        if document is None:
            return True
        known = self.known[document]
        end = known.ends.get(statement)
        return statement in known.touching or is_recent(end, known.published, day_of(latest))


def _show(line: IncidentLine, plain: Mapping[str, Any], case: _Behind, stamp: Stamp) -> Shown:
    statements, latest = plain.get("statements", ()), stamp[2]
    behind = case.of(statements)
    seen = Seen()
    for one in behind.values():
        seen.take(one.seen)
    agents, targets = (
        [from_plain(Participant, one) for one in plain.get(side, ())]
        for side in ("agents", "targets")
    )
    for actor in (*agents, *targets):
        seen.take_participant(actor)
    places = tuple(from_plain(EventPlace, one) for one in plain.get("places", ()))
    end = (plain.get("time") or {}).get("end")
    recent = is_recent(end, plain.get("known_from"), day_of(latest))
    if recent or any(case.is_coarse(s, latest) for s in statements):
        places = tuple(coarse_place(place) for place in places)
    sites = tuple(dict.fromkeys(site for one in behind.values() for site in one.sites))
    veil = TextGuard(seen.names(), sites)
    agents, targets = [veil(one) for one in agents], [veil(one) for one in targets]
    places = tuple(veil(place) for place in places)
    place, point = first_place(places), next((p for p in places if p.lat is not None), None)
    whole = fold(" | ".join(one.name for one in (*agents, *targets))) or ""
    shown = replace(
        line,
        agents=_unnumbered(agents),
        targets=_unnumbered(targets),
        place=NUMBERED.sub(HIDDEN, place.name) if place else None,
        km=radius_km(place),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
    )
    return Shown(stamp, shown, whole)


def _unnumbered(actors: Iterable[Participant]) -> str | None:
    return names_of([replace(one, name=NUMBERED.sub(HIDDEN, one.name)) for one in actors])
