"""What a role may not see: private persons' names, and where protected sites are.

Editors and admins see what is in the base; readers and coders see what an export would give to
strangers. Nothing is changed in the base, so an editor can always look behind it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fastapi import Request

from rashomon.base import Base
from rashomon.base.browse import IncidentLine
from rashomon.base.circles import Relay, Voice
from rashomon.base.lines import incident_line
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.statement import Statement
from rashomon.publish.export import Export, ExportOptions
from rashomon.publish.privacy import guard
from rashomon.publish.privacy_names import looks_personal
from rashomon.web.network import Tie
from rashomon.web.settings import Settings
from rashomon.web.users import user_of

HIDDEN: Final = "[private person]"


class Veil:
    """Shows one person what their role may see."""

    def __init__(self, request: Request) -> None:
        settings: Settings = request.app.state.settings
        self.base: Base = request.app.state.base
        self.is_open = not settings.redact or user_of(request).may("editor")

    def lines(self, lines: Sequence[IncidentLine]) -> list[IncidentLine]:
        """Veil the lines of a list of incidents."""
        if self.is_open:
            return list(lines)
        found = {i.id: i for line in lines if (i := self.base.incident(line.id)) is not None}
        shown = {i.id: i for i in self.incidents(list(found.values()))}
        return [_line(line, shown[line.id]) if line.id in shown else line for line in lines]

    def incident(self, incident: Incident) -> Incident:
        """Veil one incident."""
        return incident if self.is_open else self.incidents([incident])[0]

    def incidents(self, incidents: Sequence[Incident]) -> list[Incident]:
        """Veil incidents, with the statements and documents behind them in view."""
        if self.is_open:
            return list(incidents)
        told = list(
            self.base.statements({s for i in incidents for s in i.statements}, current=False)
        )
        return list(self._guarded(incidents, told)[0].incidents)

    def statements(self, statements: Sequence[Statement]) -> list[Statement]:
        """Veil statements."""
        if self.is_open or not statements:
            return list(statements)
        shown = self._guarded((), statements)[0].statements
        return [shown[s.id] for s in statements]

    def document(self, document: Document) -> Document:
        """Veil a document's text, title and authors."""
        if self.is_open:
            return document
        told = list(self.base.statements(documents=[document.id], current=False))
        return self._guarded((), told, document)[0].documents[document.id]

    def ties(self, ties: Sequence[Tie]) -> list[Tie]:
        """Veil the names at both ends of ties."""
        return [replace(t, agent=self.name(t.agent), target=self.name(t.target)) for t in ties]

    def voices(self, voices: Sequence[Voice]) -> list[Voice]:
        """Veil the names of speakers."""
        return [v if v.id else replace(v, name=self.name(v.name)) for v in voices]

    def relays(self, relays: Sequence[Relay]) -> list[Relay]:
        """Veil the names of who relays whom."""
        return [
            replace(r, by=r.by if r.is_outlet else self.name(r.by), of=self.name(r.of))
            for r in relays
        ]

    def name(self, name: str) -> str:
        """Veil a name that stands by itself: one that looks like a private person's."""
        return HIDDEN if not self.is_open and looks_personal(name) else name

    def _guarded(
        self,
        incidents: Sequence[Incident],
        statements: Sequence[Statement],
        document: Document | None = None,
    ) -> tuple[Export, object]:
        ids = {s.document for s in statements}
        documents = {d.id: d for d in self.base.documents(ids, current=False)}
        if document is not None:
            documents[document.id] = document
        return guard(
            Export(
                incidents=incidents,
                statements={s.id: s for s in statements},
                documents=documents,
                options=ExportOptions(),
            )
        )


def _line(line: IncidentLine, shown: Incident) -> IncidentLine:
    made = incident_line(shown)
    point = next((p for p in shown.places if p.lat is not None), None)
    return replace(
        line,
        agents=made["agents"],
        targets=made["targets"],
        place=made["place"],
        km=made["km"],
        lat=point.lat if point else None,
        lon=point.lon if point else None,
    )
