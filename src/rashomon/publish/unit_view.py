"""One incident seen from an exporter: its accounts in order, who affirms it, who denies it.

What a dataset of events may take in is what at least one account tells as having happened. An
incident that everybody only threatens, plans or denies is none of its events.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.incident import Incident
from rashomon.model.place import EventPlace
from rashomon.model.statement import Speaker, Statement
from rashomon.publish.export import Export, Refusals

Made = TypeVar("Made")
HAPPENED: Final = frozenset({"occurred", "ongoing"})
PRECISIONS: Final = ("exact", "near", "city", "district", "admin1", "region", "country")


@dataclass(frozen=True)
class UnitView:
    """An incident with the statements and documents behind it.

    Attributes:
        incident: The incident.
        statements: Its statements, by publication and id; unknown ids are passed over.
        documents: Documents of those statements by id.
        derived_dates: Take days that publication lets one presume where no account gives one.
    """

    incident: Incident
    statements: tuple[Statement, ...]
    documents: dict[str, Document]
    derived_dates: bool = False

    @cached_property
    def affirming(self) -> tuple[Statement, ...]:
        """Statements that tell it as having happened, by whoever speaks in them."""
        return tuple(s for s in self.statements if affirms(s))

    @cached_property
    def denying(self) -> tuple[Statement, ...]:
        """Statements that deny the happening or a part of it, or say that it is not so."""
        return tuple(s for s in self.statements if denies(s))

    @cached_property
    def sources(self) -> tuple[Document, ...]:
        """Documents by publication, each once."""
        ids = dict.fromkeys(s.document for s in self.statements)
        return tuple(self.documents[i] for i in ids if i in self.documents)

    @cached_property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day included; None where no account tells a time."""
        time = self.incident.time
        if time is None:
            return None
        first, last = day_of(time.start), day_of(time.end)
        return (first, max(first, last)) if first and last else None

    @cached_property
    def coded_days(self) -> tuple[datetime.date, datetime.date] | None:
        """Days for a table that needs one: an account's, else presumed ones where asked for."""
        return self.presumed_days if self.days is None else self.days

    @cached_property
    def presumed_days(self) -> tuple[datetime.date, datetime.date] | None:
        """Days presumed from publication; None where an account gives days, or unasked."""
        derived = self.incident.derived_time
        if not self.derived_dates or derived is None or self.incident.time is not None:
            return None
        first, last = day_of(derived.start), day_of(derived.end)
        return (first, last) if first and last else None

    @cached_property
    def length_days(self) -> int | None:
        """Number of days of the accounts' interval, 1 for a single day."""
        return _length(self.days)

    @cached_property
    def coded_length(self) -> int | None:
        """Number of the coded days."""
        return _length(self.coded_days)

    @cached_property
    def place(self) -> EventPlace | None:
        """The most specific place."""
        order = {name: number for number, name in enumerate(PRECISIONS)}
        places = self.incident.places
        return min(places, key=lambda p: order.get(p.precision, 9)) if places else None

    @cached_property
    def agents(self) -> tuple[Participant, ...]:
        """Agents of the deed itself, those whom most affirming accounts name first.

        Who is named only in another deed of the incident (those who fled from it) is none. Of two
        named equally often the one to whom no target belongs comes first: who shells fighters of
        the Front is sooner the army than the Front.
        """
        return _ranked(self, self.incident.agents, self.incident.targets, "agents")

    @cached_property
    def targets(self) -> tuple[Participant, ...]:
        """Targets of the deed itself, those whom most affirming accounts name first."""
        return _ranked(self, self.incident.targets, (), "targets")

    @property
    def contexts(self) -> tuple[str, ...]:
        """Contexts of all accounts, each once."""
        return tuple(dict.fromkeys(c for s in self.statements for c in s.contexts))

    @property
    def cameo(self) -> str | None:
        """CAMEO code of the first account that has one, those of the incident's type first."""
        ranked = sorted(self.affirming, key=lambda s: s.type != self.incident.type)
        return next((s.cameo for s in ranked if s.cameo), None)

    @property
    def triggers(self) -> tuple[str, ...]:
        """Words that name the happening, lower case."""
        return tuple(dict.fromkeys(s.trigger.text.lower() for s in self.affirming))

    def document_of(self, statement: Statement) -> Document | None:
        """Give the document of one of its statements."""
        return self.documents.get(statement.document)


def fitting(
    export: Export, make: Callable[[UnitView], tuple[Made | None, str]]
) -> tuple[list[UnitView], list[Made], Refusals]:
    """Make one thing of every incident that a format can take in.

    Args:
        export: What is exported.
        make: Gives what is made of an incident, or None and the reason why it is left out.

    Returns:
        The incidents that are in, what was made of each, and the reasons for the others.
    """
    kept: list[UnitView] = []
    made: list[Made] = []
    refused = Refusals()
    for view in views(export):
        one, reason = make(view)
        if one is None:
            refused.add(view.incident.id, reason)
        else:
            kept.append(view)
            made.append(one)
    return kept, made, refused


def views(export: Export) -> Iterator[UnitView]:
    """Give a view of every incident, in order."""
    documents = dict(export.documents)
    for incident in export.incidents:
        found = [export.statements[i] for i in incident.statements if i in export.statements]
        found.sort(key=lambda s: (_published(documents.get(s.document)), s.id))
        yield UnitView(incident, tuple(found), documents, export.options.derived_dates)


def affirms(statement: Statement) -> bool:
    """Tell whether a statement tells its content as having happened.

    The stance counts: who denies, doubts, asks, hopes or fears it does not affirm it.
    """
    return (
        statement.status in HAPPENED
        and statement.polarity != "-"
        and all(speaker.stance == "asserts" for speaker in statement.speakers)
    )


def denies(statement: Statement) -> bool:
    """Tell whether a statement denies its content, by a speaker's stance or by its own words."""
    stances = {speaker.stance for speaker in statement.speakers}
    return "denies" in stances or statement.polarity == "-"


def not_occurred(view: UnitView) -> str | None:
    """Say why an incident is no event that took place; None where an account affirms it."""
    if not view.statements:
        return "none of its statements is at hand"
    if view.affirming:
        return None
    if all(denies(s) for s in view.statements):
        return "only denied"
    open_ones = sorted({s.status for s in view.statements if s.status not in HAPPENED})
    if open_ones:
        return f"not told as having happened ({', '.join(open_ones)})"
    return "no account affirms it"


def innermost(statement: Statement) -> Speaker | None:
    """Give the speaker whose words it is; None where the author speaks."""
    return statement.speakers[-1] if statement.speakers else None


def day_of(text: str | None) -> datetime.date | None:
    """Read the day of an ISO date or instant; None where there is none."""
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _ranked(
    view: UnitView, given: Sequence[Participant], others: Sequence[Participant], role: str
) -> tuple[Participant, ...]:
    counts: dict[str, set[str]] = {}
    for statement in view.affirming or view.statements:
        if statement.type == view.incident.type:
            for one in getattr(statement, role):
                if one.responsibility is None or one.responsibility.basis != "denied":
                    counts.setdefault(one.name, set()).add(statement.id)
    belongs = " | ".join(f"{o.name} {o.mention.text}" for o in others).casefold()
    order = {one.name: number for number, one in reversed(list(enumerate(given)))}

    def rank(one: Participant) -> tuple[int, bool, int]:
        return -len(counts[one.name]), one.name.casefold() in belongs, order[one.name]

    return tuple(sorted((p for p in given if p.name in counts), key=rank))


def _length(days: tuple[datetime.date, datetime.date] | None) -> int | None:
    return None if days is None else (days[1] - days[0]).days + 1


def _published(document: Document | None) -> str:
    return (document.published if document else None) or "9999"
