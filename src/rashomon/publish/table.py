"""The terminal table: one block a document, one row a statement, as wide as the terminal is.

Colour is never alone: the status is a sign and a word, a negation is the word NOT, a denial is
the word DENIES. In a narrow terminal date, place and figures move under the statement.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.model.document import Document, Failure
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.reading.reader import Reading

WIDE: Final = 116
"""From this width on, date, place and figures have columns of their own."""
STATUS_WIDTH: Final = 13
"""Room for the longest sign and word."""


def is_plain(console: Console) -> bool:
    """Tell whether only ASCII signs can be written, as the terminal's encoding has no others."""
    return not console.encoding.lower().replace("-", "").startswith("utf")


def reading_block(reading: Reading, console: Console) -> Group:
    """Lay out one document: header, statements, and a count below.

    Args:
        reading: What was read.
        console: Tells width and encoding.
    """
    parts: list[RenderableType] = [header(reading.document)]
    if reading.statements:
        parts.append(statements_table(reading.statements, console))
        parts.append(Text(f"  {summary(reading.statements)}", style="dim"))
    else:
        parts.append(Text("  It says nothing about the conflict that could be read.", style="dim"))
    return Group(*parts, Text(""))


def header(document: Document) -> Group:
    """Lay out title, outlet, authors, date, and what the document relays."""
    title = words.clean(document.title or document.key)
    lines = [Text(title, style="bold")]
    known = words.document_words(document)
    if document.title:
        known.append(words.clean(document.key))
    lines.append(Text(" · ".join(known), style="dim"))
    for line in words.relayed_words(document):
        lines.append(Text(f"derived from: {line}", style="italic dim"))
    return Group(*lines)


def statements_table(statements: Sequence[Statement], console: Console) -> Table:
    """Lay out the statements of one document."""
    wide = console.width >= WIDE
    plain = is_plain(console)
    table = Table(
        box=box.ASCII if plain else box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        padding=(0, 1),
        header_style="bold",
        show_lines=False,
    )
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("status", no_wrap=True, min_width=STATUS_WIDTH)
    table.add_column("who says", ratio=3, overflow="fold")
    table.add_column("what: who → whom", ratio=5, overflow="fold")
    if wide:
        table.add_column("when", ratio=2, overflow="fold")
        table.add_column("where", ratio=2, overflow="fold")
        table.add_column("how many", ratio=2, overflow="fold")
    ids = words.short_ids(statements)
    for statement in statements:
        cells = [Text(ids[statement.id]), status_text(statement, plain), chain_text(statement)]
        cells += _told(statement, wide=wide)
        table.add_row(*([_ascii(cell) for cell in cells] if plain else cells))
    return table


def _told(statement: Statement, *, wide: bool) -> list[Text]:
    when = Text(words.time_words(statement.time))
    where = Text(words.place_words(statement.places))
    many = Text(words.figures_words(statement.figures), style="bold")
    line = line_text(statement)
    if wide:
        return [line, when, where, many]
    extras = [part for part in (when, where, many) if part]
    if extras:
        line.append("\n")
        line.append_text(Text(" · ", style="dim").join(extras))
    return [line]


def status_text(statement: Statement, plain: bool = False) -> Text:
    """Write the status as sign and word, coloured."""
    sign = words.sign_of(statement.status)
    mark = sign.plain if plain else sign.mark
    return Text(f"{mark} {statement.status}", style=sign.colour)


def chain_text(statement: Statement) -> Text:
    """Write the chain of speakers; the author's own voice is dim, a denial red."""
    if not statement.speakers:
        return Text(words.AUTHOR, style="dim italic")
    parts = []
    for speaker in statement.speakers:
        part = Text(words.speaker_words(speaker))
        part.highlight_regex(r"DENIES$", "bold red")
        parts.append(part)
    return Text(" › ", style="dim").join(parts)


def line_text(statement: Statement) -> Text:
    """Write who did what to whom, the predicate bold; a negation stands out."""
    line = Text()
    agents = words.names_of(statement.agents)
    if agents:
        line.append(f"{agents} ").append("· ", style="dim")
    if words.is_negated(statement):
        line.append(words.NOT, style="bold reverse red").append(" ")
    line.append(words.clean(statement.trigger.text), style="bold")
    targets = words.names_of(statement.targets)
    if targets:
        line.append(" → ", style="dim").append(targets)
    tools = words.names_of(statement.instruments)
    if tools:
        line.append(f" with {tools}")
    if not agents and not targets:
        line.append(f" “{words.excerpt(statement)}”", style="italic dim")
    kind = " ".join(part for part in (statement.type, statement.mode) if part)
    line.append(f"  {kind or statement.kind}", style="dim")
    return line


def summary(statements: Sequence[Statement]) -> str:
    """Count statements, voices, denials and negations of one document."""
    voices = {words.chain_words(s) for s in statements}
    denied = sum(words.is_denied(s) for s in statements)
    negated = sum(words.is_negated(s) for s in statements)
    dated = sum(s.time is not None for s in statements)
    placed = sum(bool(s.places) for s in statements)
    counts = [
        _count(len(statements), "statement"),
        f"by {_count(len(voices), 'voice')}",
        f"{denied} denied",
        f"{negated} negated",
        f"{dated} dated",
        f"{placed} placed",
    ]
    return ", ".join(counts)


def failures_block(failures: Iterable[Failure]) -> Group:
    """Lay out what could not be read, with the reason and the code that the docs list."""
    rows = list(failures)
    lines = [Text(f"{_count(len(rows), 'document')} could not be read:", style="bold red")]
    for failure in rows:
        line = Text(f"✗ {words.clean(failure.document_key)}", style="red")
        line.append(f"  {failure.code} at {failure.stage}", style="dim")
        lines.append(line)
        lines.append(Text(f"  {words.clean(failure.detail)}"))
    return Group(*lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _ascii(text: Text) -> Text:
    """Write the signs of this table in ASCII; letters of names are left to the encoding."""
    swaps = str.maketrans({"›": ">", "→": ">", "·": "-", "…": "~", "–": "-", "“": '"', "”": '"'})
    copy = text.copy()
    copy.plain = text.plain.translate(swaps)
    return copy
