"""What a base holds, laid out for a terminal: what was found, a document, incident or judgement."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.base.records import Change, CollectionEntry, Fault, Found
from rashomon.model.document import Document
from rashomon.model.incident import Incident, LedgerFigure
from rashomon.model.judgement import Judgement
from rashomon.model.statement import Statement
from rashomon.model.time import DerivedTime
from rashomon.publish import words
from rashomon.publish.table import header, statements_table, summary

OPENING = 600
"""Characters of a document's text that are shown."""
BETWEEN_BOUNDS = "–"


def found_block(
    found: Sequence[Found], documents: Mapping[str, Document], console: Console
) -> Group:
    """Lay out what was found, best fit first: one table, then the documents by number.

    Args:
        found: What `find` gave.
        documents: Its documents by id.
        console: Tells width and encoding.
    """
    if not found:
        return Group(Text("Nothing in the base answers to that.", style="dim"))
    statements = [one.statement for one in found]
    keys = dict.fromkeys(s.document for s in statements)
    lines = []
    for id_ in keys:
        ids = words.short_ids(statements)
        mine = ", ".join(ids[s.id] for s in statements if s.document == id_)
        about = " · ".join(words.document_words(documents[id_])) if id_ in documents else ""
        key = words.clean(documents[id_].key) if id_ in documents else id_
        lines.append(Text(f"  {mine}: {key}  {about}", style="dim"))
    return Group(statements_table(statements, console), *lines, Text(f"  {summary(statements)}"))


def document_block(
    document: Document, statements: Sequence[Statement], log: Iterable[CollectionEntry],
    console: Console,
) -> Group:  # fmt: skip
    """Lay out a document: where it comes from, how it was come by, its opening, its statements."""
    opening = document.text[:OPENING]
    more = "…" if len(document.text) > OPENING else ""
    parts: list[RenderableType] = [
        header(document),
        Text(f"id {document.id}  SHA-256 {document.sha256}", style="dim"),
        *(_log_line(entry) for entry in log),
        Text(""),
        Text("\n".join(words.clean(line) for line in opening.splitlines()) + more),
        Text(""),
    ]
    if statements:
        parts += [statements_table(statements, console), Text(f"  {summary(statements)}")]
    return Group(*parts)


def version_line(id: str, versions: Sequence[str]) -> Text:
    """Write which version of its key a document is, with the ids of the others."""
    number = versions.index(id) + 1
    if len(versions) == 1:
        return Text("  the only version under its key", style="dim")
    others = ", ".join(f"{n} is {v}" for n, v in enumerate(versions, 1) if v != id)
    counts = "counts" if number == len(versions) else "was replaced, and no longer counts"
    return Text(f"  version {number} of {len(versions)}: it {counts}; {others}", style="bold")


def _log_line(entry: CollectionEntry) -> Text:
    line = f"collected {entry.at} by {words.clean(entry.by)} ({words.clean(entry.how)})"
    if entry.address:
        line += f" from {words.clean(entry.address)}"
    if entry.archive_address:
        line += f", archived at {words.clean(entry.archive_address)}"
    return Text(line, style="dim")


def incident_block(incident: Incident, statements: Sequence[Statement], console: Console) -> Group:
    """Lay out an incident: its fields, what its accounts say of each figure, and its statements."""
    kind = " ".join(part for part in (incident.type, incident.mode) if part) or "incident"
    bounds = incident.independent_origins
    head = Text(f"{kind}  ", style="bold").append(incident.id, style="dim")
    rows = [
        ("when", words.time_words(incident.time)),
        *(_derived(incident.derived_time) if incident.derived_time else ()),
        ("where", words.place_words(incident.places)),
        ("who", words.names_of(incident.agents)),
        ("to whom", words.names_of(incident.targets)),
        ("origins", f"{_bounds(bounds.min, bounds.max)} independent of {len(incident.origins)}"),
        ("grade", incident.grade or ""),
        ("suggested grade", incident.suggested_grade or ""),
        *((f"{f.measure}", _figure(f)) for f in incident.figures),
        *((a.field, a.verdict) for a in incident.agreement if a.verdict == "contradict"),
    ]
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for name, value in rows:
        if value:
            table.add_row(Text(name, style="dim"), Text(words.clean(value)))
    shown = [statements_table(statements, console)] if statements else []
    return Group(head, table, Text(""), *shown)


def _derived(derived: DerivedTime) -> list[tuple[str, str]]:
    reason = f"{derived.reason} ({derived.rule})"
    return [("no account says when", f"{words.derived_words(derived)}: {reason}")]


def _figure(figure: LedgerFigure) -> str:
    low, high = (None if v is None else words.number_words(v) for v in (figure.low, figure.high))
    best = "" if figure.best is None else f"{words.number_words(figure.best)} "
    counted = f" {figure.of}" if figure.of else ""
    of = f"by rule {figure.rule}, {len(figure.accounts)} accounts"
    return f"{best}({low or '…'}{BETWEEN_BOUNDS}{high or '…'}){counted} {of}"


def _bounds(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}{BETWEEN_BOUNDS}{high}"


def judgement_block(judgement: Judgement) -> Group:
    """Lay out a judgement: who decided what, when and why, and whether it stands."""
    standing = f"undone by {judgement.undone_by}" if judgement.undone_by else "stands"
    lines = [f"{judgement.action}  {judgement.id}  {standing}"]
    lines.append(f"by {words.clean(judgement.who)} at {judgement.at}")
    lines.append(f"about {', '.join(judgement.subjects)}")
    if judgement.undoes:
        lines.append(f"undoes {judgement.undoes}")
    if judgement.field:
        lines.append(f"{judgement.field} = {words.clean(judgement.value or '')}")
    lines.append(f"why: {words.clean(judgement.why)}")
    return Group(*(Text(line) for line in lines))


def faults_block(faults: Sequence[Fault]) -> Group:
    """Lay out what does not fit."""
    lines = [Text(f"{f.kind} {words.clean(f.subject)}: {f.problem}") for f in faults]
    return Group(Text(f"{len(faults)} faults:", style="bold red"), *lines)


def change_line(change: Change) -> str:
    """Write a change as one line."""
    detail = " ".join(f"{name}={value}" for name, value in change.detail.items())
    return f"{change.seq}  {change.at}  {change.kind}  {change.subject}  {detail}".rstrip()
