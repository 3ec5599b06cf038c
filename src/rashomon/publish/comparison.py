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
        accounts = _accounts([told[s] for s in origin.statements if s in told], documents)
        if not accounts:
            continue
        table.add_row(_origin_text(origin, accounts[0]), end_section=False)
        for account in accounts:
            table.add_row(*_row(account, list(told.values()), documents, plain=plain))
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


def _origin_text(origin: Origin, account: Sequence[Statement]) -> Text:
    name = words.clean(origin.name) if origin.name else NAMELESS
    if origin.name is None and account[0].speakers:
        name = f"{words.clean(account[0].speakers[-1].name or NAMELESS)} ({NAMELESS})"
    return Text(name, style="italic" if origin.anonymous else "bold")


def _accounts(
    rows: Sequence[Statement], documents: Mapping[str, Document]
) -> list[list[Statement]]:
    """Gather what one document has by one chain of speakers, in the order of publication."""
    held: dict[tuple[str, str, str], list[Statement]] = {}
    for row in rows:
        key = (_published(row, documents), row.document, words.chain_words(row))
        held.setdefault(key, []).append(row)
    return [sorted(held[key], key=lambda s: s.evidence.start) for key in sorted(held)]


def _published(statement: Statement, documents: Mapping[str, Document]) -> str:
    document = documents.get(statement.document)
    return (document.published or "9")[:10] if document else "9"


def _row(
    account: Sequence[Statement],
    others: Sequence[Statement],
    documents: Mapping[str, Document],
    *,
    plain: bool,
) -> list[Text]:
    cells = [_account(account[0], documents)]
    texts = _texts(account)
    for name, fields in COLUMNS:
        verdicts = {standing(field, told, others) for field in fields for told in account}
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


def _texts(account: Sequence[Statement]) -> dict[str, Text]:
    """Write each column once, however many statements of the account give it."""
    return {
        "what": Text(", ").join(_unique(_what(s) for s in account)),
        "who did it": _joined(words.names_of(s.agents) for s in account),
        "to whom": _joined(words.names_of(s.targets) for s in account),
        "when": _joined(words.time_words(s.time) for s in account),
        "where": _joined(words.place_words(s.places) for s in account),
        "how many": _joined((words.figures_words(s.figures) for s in account), style="bold"),
    }


def _what(statement: Statement) -> Text:
    what = Text()
    if words.is_negated(statement):
        what.append(words.NOT, style="bold reverse red").append(" ")
    what.append(words.clean(statement.trigger.text), style="bold")
    if statement.status != "occurred":
        what.append(f" {statement.status}", style="dim")
    return what


def _unique(texts: Iterable[Text]) -> list[Text]:
    return list({text.plain: text for text in texts}.values())


def _joined(parts: Iterable[str], style: str = "") -> Text:
    return Text("; ".join(dict.fromkeys(part for part in parts if part)), style=style)


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
        line.append(words.bounds_words(figure.low, figure.best, figure.high) or "?")
        divided = ", divided from a total" if figure.allocated else ""
        accounts = len(figure.accounts)
        noun = "account" if accounts == 1 else "accounts"
        cover = "" if figure.coverage == "event" else f", {figure.coverage}"
        line.append(f"  by rule {figure.rule}, {accounts} {noun}{cover}{divided}", style="dim")
        lines.append(line)
    return lines


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
