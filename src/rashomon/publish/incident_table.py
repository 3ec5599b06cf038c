"""The terminal table of incidents: one row an incident, what the accounts add up to.

Disagreement is never hidden behind one value: a range shows the ledger's bounds, and a field on
which accounts contradict each other is named in words.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.model.incident import Incident, LedgerFigure
from rashomon.publish import words
from rashomon.publish.table import WIDE, is_plain

MOST_NAMES: Final = 3
SHORT_ID: Final = 8
DERIVED: Final = "  by …, …?: no account says when; from the day of publication (`show` tells why)"
SHOWN: Final = ("killed", "injured", "detained", "abducted", "displaced", "missing")


def incidents_block(incidents: Sequence[Incident], console: Console) -> RenderableType:
    """Lay out incidents, the latest first; undated ones last."""
    if not incidents:
        return Text(
            "No such incidents. Widen the filters, or add documents: rashomon add BASE INPUT…",
            style="dim",
        )
    plain, wide = is_plain(console), console.width >= WIDE
    table = Table(
        box=box.ASCII if plain else box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        padding=(0, 1),
        header_style="bold",
    )
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("when", ratio=2, overflow="fold")
    table.add_column("where", ratio=3, overflow="fold")
    table.add_column("what: who → whom" if not plain else "what: who > whom", ratio=6)
    table.add_column("how many", ratio=3, overflow="fold")
    if wide:
        table.add_column("who stands behind it", ratio=4, overflow="fold")
    for incident in sorted(incidents, key=_latest_first):
        table.add_row(*_cells(incident, wide=wide, plain=plain))
    count = f"  {len(incidents)} incident{'s' if len(incidents) != 1 else ''}"
    joined = sum(len(i.document_keys) > 1 for i in incidents)
    lines = [Text(f"{count}, {joined} told by more than one document", style="dim")]
    if any(i.time is None and i.derived_time for i in incidents):
        lines.append(Text(DERIVED, style="dim italic"))
    return Group(table, *lines)


def _latest_first(incident: Incident) -> tuple[bool, int, str]:
    day = (incident.time.start if incident.time else incident.known_from) or ""
    number = int(day[:10].replace("-", "") or 0)
    return number == 0, -number, incident.id


def _cells(incident: Incident, *, wide: bool, plain: bool) -> list[Text]:
    cells = [
        Text(incident.id[:SHORT_ID]),
        _when(incident),
        Text(words.place_words(incident.places[:MOST_NAMES])),
        _what(incident, "->" if plain else "→"),
        Text("; ".join(_figures(incident.figures)), style="bold"),
    ]
    behind = _behind(incident)
    if wide:
        cells.append(behind)
    else:
        cells[3].append("\n").append_text(behind)
    if plain:
        return [Text(c.plain.encode("ascii", "replace").decode()) for c in cells]
    return cells


def _when(incident: Incident) -> Text:
    if incident.time is not None:
        return Text(words.time_words(incident.time))
    if incident.derived_time is not None:
        return Text(words.derived_words(incident.derived_time), style="dim italic")
    if incident.known_from is not None:
        return Text(f"told {incident.known_from}", style="dim italic")
    return Text("no day given", style="dim italic")


def _what(incident: Incident, arrow: str) -> Text:
    line = Text()
    agents = words.names_of(incident.agents[:MOST_NAMES])
    if agents:
        line.append(f"{agents} ").append("· ", style="dim")
    line.append((incident.type or "event").lower().replace("_", " "), style="bold")
    if incident.mode:
        line.append(f" ({incident.mode})")
    targets = words.names_of(incident.targets[:MOST_NAMES])
    if targets:
        line.append(f" {arrow} ", style="dim").append(targets)
    return line


def _figures(figures: Iterable[LedgerFigure]) -> list[str]:
    """Write the whole-incident figures of harm: "killed: 9 to 15, best 12"."""
    shown = []
    for figure in figures:
        if figure.of is not None or figure.measure not in SHOWN or figure.coverage != "event":
            continue
        text = words.bounds_words(figure.low, figure.best, figure.high) or "?"
        shown.append(f"{figure.measure}: {text}")
    return shown


def _behind(incident: Incident) -> Text:
    """Write the origins and how many are independent, and on what accounts contradict."""
    names = [words.clean(o.name) if o.name else words.NOBODY for o in incident.origins]
    shown = ", ".join(dict.fromkeys(names[:MOST_NAMES]))
    more = f" +{len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else ""
    bounds = incident.independent_origins
    count = f"{bounds.min}" if bounds.min == bounds.max else f"{bounds.min}–{bounds.max}"
    text = Text(f"{shown}{more}")
    documents = _counted(str(len(incident.document_keys)), "document")
    text.append(f" [{documents}, {_counted(count, 'origin')}]", style="dim")
    fields = [a.field for a in incident.agreement if a.verdict == "contradict"]
    if fields:
        text.append(" disagree on " + ", ".join(fields), style="yellow")
    if incident.grade or incident.suggested_grade:
        grade = incident.grade or f"suggested: {incident.suggested_grade}"
        text.append(f" {grade}", style="dim italic")
    return text


def _counted(count: str, noun: str) -> str:
    return f"{count} {noun}" if count == "1" else f"{count} {noun}s"
