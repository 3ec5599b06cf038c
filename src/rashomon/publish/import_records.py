"""Coded records of other datasets as documents with one statement each, said by that dataset.

A row that somebody coded is no fact either: it is what the dataset says, most often of what its
sources say. So each becomes a document whose text is made of the row (its notes first, then each
coded field by name, so that every value has a span), and one statement with the dataset as speaker.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rashomon.layers.state import FIELDS
from rashomon.model.actor import Participant
from rashomon.model.document import Document, Failure
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import EventTime
from rashomon.model.why import Why
from rashomon.publish.cells import plain, safe_url
from rashomon.reading.reader import Reading

ID_DIGITS: Final = 15
BAD_ROW: Final = "RSH-501"
HAPPENED: Final = "occurred"


class RowError(ValueError):
    """One row can't be imported; it becomes a failure row and the import goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedActor:
    """One actor of a row.

    Attributes:
        name: As the row has it.
        sector: PLOVER sector, where the row's code tells one.
        kind: Kind of participant.
        status: ``civilian`` ``combatant`` or None.
        rule: Which code of the dataset it had: ``import.acled.inter.4``.
        country: ISO 3166 alpha-3 or None.
        id: Knowledge id or None.
    """

    name: str
    sector: str | None = None
    kind: str = "group"
    status: str | None = None
    rule: str = ""
    country: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPlace:
    """The place of a row; `precision` as in `EventPlace`."""

    name: str
    precision: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedFigure:
    """A number of a row: how many, of whom, and whether it is a part of another number."""

    measure: str
    low: float | None
    best: float | None
    high: float | None
    of: str | None = None
    of_status: str | None = None
    of_side: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One row of a dataset, in our terms.

    Attributes:
        id: The row's own id.
        label: The dataset's own name of what happened; the statement's trigger.
        notes: The row's text, or "".
        type: PLOVER type or None.
        mode: PLOVER mode or None.
        cameo: CAMEO code or None.
        kind: Kind of statement.
        start: First day or instant, ISO; None where the row has none.
        end: Last one.
        precision: Of the time.
        place: Where; None where the row has none.
        agents: Who did it, or the first side.
        targets: To whom, or the second side.
        figures: Numbers.
        sources: Names of the row's own sources.
        published: When the dataset published the row, ISO, or None.
        url: Address of the row's source, or None.
        title: Of the document, or None.
        contexts: PLOVER contexts.
        scope: ``single`` or ``aggregate``.
        status: How real.
        polarity: ``+`` or ``-``.
        stance: Of the dataset, or of the last of its sources.
    """

    id: str
    label: str
    notes: str = ""
    type: str | None = None
    mode: str | None = None
    cameo: str | None = None
    kind: str = "event"
    start: str | None = None
    end: str | None = None
    precision: str = "day"
    place: CodedPlace | None = None
    agents: Sequence[CodedActor] = ()
    targets: Sequence[CodedActor] = ()
    figures: Sequence[CodedFigure] = ()
    sources: Sequence[str] = ()
    published: str | None = None
    url: str | None = None
    title: str | None = None
    contexts: Sequence[str] = ()
    scope: str = "single"
    status: str = HAPPENED
    polarity: str = "+"
    stance: str = "asserts"


@dataclass(slots=True)
class _Text:
    """The text of the document, as it grows."""

    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, text: str) -> Span:
        span = Span(self.size, self.size + len(text), text)
        self.pieces.append(text)
        self.size += len(text)
        return span

    def line(self, label: str, value: str) -> Span:
        self.add(f"\n{label}: ")
        return self.add(value)


def make_reading(coded: Coded, dataset: str, *, source: str) -> Reading:
    """Make the document and the statement of one row.

    Args:
        coded: The row.
        dataset: Name of the dataset, who is the statement's first speaker.
        source: Name of the file, for the document's provenance.

    Returns:
        A reading without layers: nothing was read, all of it was coded.
    """
    text = _Text()
    trigger = text.add(coded.label)
    if coded.notes:
        text.add(f": {plain(coded.notes)}")
    evidence = Span(0, text.size, "".join(text.pieces))
    fields = _fields(text, coded, dataset)
    whole = "".join(text.pieces) + "\n"
    document = _document(coded, dataset, source, whole)
    stamp = f"{document.id}|{trigger.start}|{trigger.end}|{coded.kind}"
    statement = Statement(
        id="s" + hashlib.sha256(stamp.encode()).hexdigest()[:ID_DIGITS],
        document=document.id,
        document_key=document.key,
        kind=coded.kind,
        evidence=evidence,
        trigger=trigger,
        type=coded.type,
        mode=coded.mode,
        cameo=coded.cameo,
        contexts=tuple(coded.contexts),
        violations=(),
        instruments=(),
        roles=(),
        scope=coded.scope,
        status=coded.status,
        polarity=coded.polarity,
        denial_of=None,
        condition=None,
        horizon=None,
        links=(),
        certainty=1.0,
        factuality=3 if coded.polarity == "+" else -3,
        wording=None,
        score=1.0,
        sensitivity=None,
        why=(Why("import", "import.coded", f"coded by {dataset}, not read"),),
        **fields,
    )
    empty: dict[str, Any] = dict.fromkeys(FIELDS, ())
    return Reading(document=document, statements=(statement,), **empty)


def bad_row(dataset: str, identity: str, number: int, problem: str) -> Failure:
    """Give the failure of one row.

    Args:
        dataset: Name of the dataset.
        identity: The row's own id, or "".
        number: Of the row, counted from 1 without the header.
        problem: What is wrong with it.
    """
    key = f"{dataset}:{identity}" if identity else f"{dataset}#{number}"
    detail = f"row {number}: {problem}. Put the row right and import it again."
    return Failure(document_key=plain(key, 400), stage="parse", code=BAD_ROW, detail=detail)


def _document(coded: Coded, dataset: str, source: str, text: str) -> Document:
    raw = text.encode("utf-8", "replace")
    key = f"{dataset}:{coded.id}"
    digest = hashlib.sha256(f"{key}\0{text}".encode("utf-8", "replace")).hexdigest()
    return Document(
        id="d" + digest[:ID_DIGITS],
        key=key,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        outlet=dataset,
        url=safe_url(coded.url),
        title=coded.title,
        published=coded.published,
        published_precision=("minute" if "T" in coded.published else "day")
        if coded.published
        else None,
        published_reason="the record's own time stamp"
        if coded.published
        else "the record has none",
        language="en",
        method=f"imported from {source}",
        media_type="text/plain",
        raw=raw,
    )


def _fields(text: _Text, coded: Coded, dataset: str) -> dict[str, Any]:
    agents = tuple(_participant(text, "Actor", a) for a in coded.agents)
    targets = tuple(_participant(text, "Against", t) for t in coded.targets)
    time = None
    if coded.start is not None:
        end = coded.end or coded.start
        said = coded.start if coded.start == end else f"{coded.start} to {end}"
        mention = text.line("When", said)
        reason = f"coded by {dataset}"
        time = EventTime(
            start=coded.start, end=end, precision=coded.precision, mention=mention, reason=reason
        )
    place = _place(text, coded.place, dataset) if coded.place else None
    figures = tuple(_figure(text, f) for f in coded.figures)
    return {
        "agents": agents,
        "targets": targets,
        "time": time,
        "places": (place,) if place else (),
        "figures": figures,
        "speakers": _speakers(text, coded, dataset),
    }


def _participant(text: _Text, label: str, one: CodedActor) -> Participant:
    return Participant(
        name=one.name,
        mention=text.line(label, one.name),
        kind=one.kind,
        id=one.id,
        named=one.status != "civilian",
        country=one.country,
        sector=one.sector,
        status=one.status,
        rule=one.rule or "import.coded",
    )


def _place(text: _Text, place: CodedPlace, dataset: str) -> EventPlace:
    mention = text.line("Where", place.name)
    return EventPlace(
        name=place.name,
        mention=mention,
        precision=place.precision,
        id=place.id,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        reason=f"coded by {dataset}",
    )


def _figure(text: _Text, one: CodedFigure) -> Figure:
    number = one.best if one.best is not None else one.low if one.low is not None else one.high
    said = f"{number:g}" if number is not None else ""
    what = f"{one.measure} {one.of}" if one.of else one.measure
    mention = text.line(what.capitalize(), said)
    return Figure(
        mention=mention,
        measure=one.measure,
        low=one.low,
        best=one.best,
        high=one.high,
        unit="persons",
        of=one.of,
        modifier="including" if one.part else None,
        coverage="event",
        of_status=one.of_status,
        of_side=one.of_side,
        number=mention,
        rule="import.coded",
    )


def _speakers(text: _Text, coded: Coded, dataset: str) -> tuple[Speaker, ...]:
    sources = list(dict.fromkeys(s for s in (plain(x, 400) for x in coded.sources) if s))
    first = Speaker(
        name=dataset,
        mention=text.line("Dataset", dataset),
        identity="document",
        stance="asserts" if sources else coded.stance,
    )
    if not sources:
        return (first,)
    mention = text.line("Sources", sources[0])
    for name in sources[1:]:
        text.add(f"; {name}")
    return (
        first,
        Speaker(
            name=sources[0],
            mention=mention,
            also=tuple(sources[1:]),
            identity="document",
            stance=coded.stance,
        ),
    )
