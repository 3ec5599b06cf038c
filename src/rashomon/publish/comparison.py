"""The accounts of one incident side by side: a row an account, grouped by who stands behind it.

A cell carries a sign: ✓ fits what others say, ✗ contradicts, no sign where nobody else speaks of
it. Colour repeats the sign and is never alone. A denial is the word DENIES.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.incidents.agreement import standing
from rashomon.model.document import Document
from rashomon.model.incident import Incident, LedgerFigure, Origin
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.publish.table import is_plain

COLUMNS: Final = (
    ("what", ("occurrence", "status")),
    ("who did it", ("agents",)),
    ("to whom", ("targets", "target_status")),
    ("when", ("time",)),
    ("where", ("place",)),
    ("how many", ("killed", "injured")),
)
"""Columns and the fields of the agreement that they show."""
SIGNS: Final = {"agree": ("✓", "+", "green"), "contradict": ("✗", "x", "bold red")}
NAMELESS: Final = "not named"
KEY: Final = "✓ fits the others   ✗ contradicts   no sign: nobody else speaks of it   – not said"


def comparison(
    incident: Incident,
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    console: Console,
) -> Group:
    """Lay out the accounts of an incident.

    Args:
        incident: With its origins, figures and agreement.
        statements: Its statements, as judged.
        documents: Their documents, by id.
        console: Tells width and encoding.
    """
    told = {s.id: s for s in statements}
    plain = is_plain(console)
    parts: list[RenderableType] = [_head(incident)]
    table = Table(
        box=box.ASCII if plain else box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        header_style="bold",
    )
    table.add_column("account", ratio=3, overflow="fold")
    for name, _ in COLUMNS:
        table.add_column(name, ratio=2, overflow="fold")
    for origin in incident.origins:
        rows = [told[s] for s in origin.statements if s in told]
        if rows:
            table.add_row(_origin_text(origin, rows), style="bold", end_section=False)
        for statement in _by_publication(rows, documents):
            table.add_row(*_row(statement, list(told.values()), documents, plain=plain))
        if rows:
            table.add_section()
    parts.append(table)
    parts.extend(_figures(incident.figures))
    parts.append(Text(f"  {_ascii(KEY) if plain else KEY}", style="dim"))
    return Group(*parts, Text(""))


def _head(incident: Incident) -> Text:
    kind = " ".join(part for part in (incident.type, incident.mode) if part) or "incident"
    where = words.place_words(incident.places)
    line = Text(f"{incident.id}  ", style="dim")
    line.append(kind, style="bold")
    known = (words.time_words(incident.time), where)
    line.append("".join(f" · {part}" for part in known if part))
    bounds = incident.independent_origins
    least, most = bounds.min, bounds.max
    count = str(least) if least == most else f"{least} to {most}"
    line.append(f"\n{len(incident.statements)} accounts in {len(incident.document_keys)} documents")
    line.append(f", {count} independent of each other")
    if incident.suggested_grade:
        line.append(f"\nsuggested grade of civilian harm: {incident.suggested_grade}")
        line.append(f" ({'; '.join(w.note for w in incident.grade_why)})", style="dim")
    return line


def _origin_text(origin: Origin, rows: Sequence[Statement]) -> Text:
    name = words.clean(origin.name) if origin.name else NAMELESS
    if origin.name is None and rows[0].speakers:
        name = f"{words.clean(rows[0].speakers[-1].name or NAMELESS)} ({NAMELESS})"
    return Text(name, style="italic" if origin.anonymous else "bold")


def _by_publication(
    rows: Sequence[Statement], documents: Mapping[str, Document]
) -> list[Statement]:
    return sorted(rows, key=lambda s: (_published(s, documents), s.id))


def _published(statement: Statement, documents: Mapping[str, Document]) -> str:
    document = documents.get(statement.document)
    return (document.published or "9")[:10] if document else "9"


def _row(
    statement: Statement,
    others: Sequence[Statement],
    documents: Mapping[str, Document],
    *,
    plain: bool,
) -> list[Text]:
    cells = [_account(statement, documents)]
    texts = _texts(statement)
    for name, fields in COLUMNS:
        verdicts = {standing(field, statement, others) for field in fields}
        cells.append(_cell(texts[name], verdicts, plain=plain))
    return [_plain(cell) for cell in cells] if plain else cells


def _account(statement: Statement, documents: Mapping[str, Document]) -> Text:
    document = documents.get(statement.document)
    outlet = (document.outlet if document else None) or statement.document_key
    day = _published(statement, documents)
    line = Text(f"  {words.clean(outlet)}", style="dim")
    line.append(f" {day}" if day != "9" else "", style="dim")
    if statement.speakers:
        chain = Text(f"\n  {words.chain_words(statement)}")
        chain.highlight_regex(r"DENIES", "bold red")
        line.append_text(chain)
    return line


def _texts(statement: Statement) -> dict[str, Text]:
    what = Text()
    if words.is_negated(statement):
        what.append(words.NOT, style="bold reverse red").append(" ")
    what.append(words.clean(statement.trigger.text), style="bold")
    if statement.status != "occurred":
        what.append(f" {statement.status}", style="dim")
    return {
        "what": what,
        "who did it": Text(words.names_of(statement.agents)),
        "to whom": Text(words.names_of(statement.targets)),
        "when": Text(words.time_words(statement.time)),
        "where": Text(words.place_words(statement.places)),
        "how many": Text(words.figures_words(statement.figures), style="bold"),
    }


def _cell(text: Text, verdicts: Set[str | None], *, plain: bool) -> Text:
    verdict = next((v for v in ("contradict", "agree") if v in verdicts), None)
    if verdict is None:
        return text or Text("–", style="dim")
    mark, ascii_mark, colour = SIGNS[verdict]
    sign = Text(f"{ascii_mark if plain else mark} ", style=colour)
    sign.append_text(text or Text("–", style="dim"))
    return sign


def _figures(figures: Sequence[LedgerFigure]) -> list[Text]:
    """Write what the rule makes of the accounts, one line a figure."""
    lines = []
    for figure in figures:
        who = f" {words.clean(figure.of)}" if figure.of else ""
        line = Text(f"  {figure.measure}{who}: ", style="bold")
        line.append(_range(figure))
        divided = ", divided from a total" if figure.allocated else ""
        accounts = len(figure.accounts)
        noun = "account" if accounts == 1 else "accounts"
        cover = "" if figure.coverage == "event" else f", {figure.coverage}"
        line.append(f"  by rule {figure.rule}, {accounts} {noun}{cover}{divided}", style="dim")
        lines.append(line)
    return lines


def _range(figure: LedgerFigure) -> str:
    low, best, high = (
        "?" if v is None else words.number_words(v) for v in (figure.low, figure.best, figure.high)
    )
    if low == best == high:
        return low
    told = f"{low} to {high}" if high != "?" else f"{low} or more"
    return f"{told}, best {best}" if figure.best is not None else told


def _plain(text: Text) -> Text:
    copy = text.copy()
    copy.plain = _ascii(text.plain)
    return copy


def _ascii(text: str) -> str:
    swaps = {"›": ">", "→": ">", "·": "-", "…": "~", "–": "-", "“": '"', "”": '"'}
    marks = {mark: ascii_mark for mark, ascii_mark, _ in SIGNS.values()}
    for sign, written in (swaps | marks).items():
        text = text.replace(sign, written)
    return text
