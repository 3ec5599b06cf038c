"""``rashomon audit BASE``: how often the base is right, by a person's marks on a drawn sample."""

import getpass
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rashomon.base import Base, open_base
from rashomon.cli.bases import Where
from rashomon.cli.run import Output
from rashomon.cli.write import make_console
from rashomon.errors import InputError
from rashomon.evaluate.audit import (
    FIELDS,
    MISSED,
    Mark,
    Report,
    Share,
    append_marks,
    draw,
    load_marks,
    report,
    stratum_of,
)
from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.publish.explain import evidence_text, explain_rows
from rashomon.publish.shown import document_block

ASKED: Final = (
    "All fields right (Enter), or the numbers of the wrong ones (e.g. 3 5), then ? and those "
    "that you are unsure of; s skips, q ends"
)


def audit(
    base: Where,
    sample: Annotated[int, typer.Option(min=1, max=10_000, help="Statements to mark.")] = 100,
    missed: Annotated[
        int, typer.Option(min=0, max=1000, help="Whole documents to look through for misses.")
    ] = 0,
    marks: Annotated[
        Path | None, typer.Option(help="File of the marks; BASE.marks.jsonl without it.")
    ] = None,
    by: Annotated[str, typer.Option(help="Who marks; you, without it.")] = "",
    seed: Annotated[int, typer.Option(help="Another seed draws another sample.")] = 0,
    only_report: Annotated[
        bool, typer.Option("--report", help="Print the errors of the marks so far, ask nothing.")
    ] = False,
) -> None:
    """Draw a sample, take right or wrong for every field, and print the errors with intervals."""
    with open_base(base, create=False) as opened:
        file = marks or _beside(base)
        known = load_marks(file)
        who = by or getpass.getuser()
        strata = strata_of(opened)
        console = make_console(Output(None))
        if not only_report:
            _mark(opened, draw(strata, sample, seed), known, (file, who), console)
            _look_through(opened, missed, seed, known, (file, who), console)
            known = load_marks(file)
        found = {m.subject: _count(opened, m.subject) for m in known if m.field == MISSED}
        sizes = {name: len(ids) for name, ids in strata.items()}
        console.print(report_table(report(known, sizes, found)))


def _beside(base: str) -> Path:
    if "://" in base:
        raise InputError(base, "is on a server", "Name a file for the marks with --marks")
    return Path(base + ".marks.jsonl")


def strata_of(base: Base) -> dict[str, list[str]]:
    """Give the ids of all statements by stratum."""
    strata: dict[str, list[str]] = defaultdict(list)
    for statement in base.statements():
        strata[stratum_of(statement)].append(statement.id)
    return strata


def _mark(
    base: Base,
    drawn: Sequence[tuple[str, str]],
    known: Sequence[Mark],
    to: tuple[Path, str],
    console: Console,
) -> None:
    file, who = to
    done = {m.subject for m in known if m.by == who}
    for number, (stratum, id_) in enumerate(drawn, start=1):
        statement = base.statement(id_)
        if id_ in done or statement is None:
            continue
        document = base.document(statement.document)
        console.rule(f"{number} of {len(drawn)} · {stratum}")
        _show(statement, document, console)
        answer = _ask(console)
        if answer == "q":
            return
        if answer != "s":
            append_marks(file, _marks(statement, stratum, who, answer))


def _show(statement: Statement, document: Document | None, console: Console) -> None:
    """Show a statement as a sheet of numbered fields, under the text that it comes from."""
    if document is not None:
        console.print(evidence_text(document.text, statement))
    values = field_values(statement)
    table = Table(box=None, show_header=False, pad_edge=False)
    for number, field in enumerate(FIELDS, start=1):
        table.add_row(str(number), field, words.clean(values[field]) or "(nothing)")
    console.print(table)


def field_values(statement: Statement) -> dict[str, str]:
    """Write every marked field of a statement in words."""
    rows = {row.field: row.value for row in explain_rows(statement)}
    return {
        "real": words.line_words(statement),
        "type": rows.get("type", "") or f"{statement.type or 'no type'} {statement.mode or ''}",
        "speakers": words.chain_words(statement),
        "agents": words.names_of(statement.agents),
        "targets": words.names_of(statement.targets),
        "time": words.time_words(statement.time),
        "places": words.place_words(statement.places),
        "figures": words.figures_words(statement.figures),
        "status": statement.status,
        "polarity": "it is so" if statement.polarity == "+" else "it is NOT so",
    }


def _ask(console: Console) -> str:
    while True:
        try:
            answer = console.input(f"[dim]{ASKED}:[/dim] ").strip().lower()
        except EOFError:
            return "q"
        if answer in ("q", "s") or parse_answer(answer) is not None:
            return answer
        console.print(f"Numbers from 1 to {len(FIELDS)}, please.")


def parse_answer(answer: str) -> dict[str, str] | None:
    """Read an answer: the wrong fields' numbers, then ``?`` and the unsure ones'.

    Returns:
        A mark for every field; None where it is no such answer.
    """
    wrong, _, unsure = answer.partition("?")
    found = dict.fromkeys(FIELDS, "right")
    for part, mark in ((wrong, "wrong"), (unsure, "unsure")):
        for word in part.replace(",", " ").split():
            if not (word.isascii() and word.isdigit() and 1 <= int(word) <= len(FIELDS)):
                return None
            found[FIELDS[int(word) - 1]] = mark
    return found


def _marks(statement: Statement, stratum: str, who: str, answer: str) -> Iterator[Mark]:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for field, mark in (parse_answer(answer) or {}).items():
        yield Mark(subject=statement.id, field=field, mark=mark, by=who, at=at, stratum=stratum)


def _look_through(
    base: Base,
    count: int,
    seed: int,
    known: Sequence[Mark],
    to: tuple[Path, str],
    console: Console,
) -> None:
    """Show whole documents with what was found in them, and take what a person finds lacking."""
    file, who = to
    done = {m.subject for m in known if m.by == who and m.field == MISSED}
    ids = [d.id for d in base.documents()] if count else []
    for _, id_ in draw({"": ids}, count, seed):
        document = base.document(id_)
        if document is None or id_ in done:
            continue
        found = sorted(base.statements(documents=[id_]), key=lambda s: (s.trigger.start, s.id))
        console.rule(document.title or document.key)
        for line in document.text.splitlines():
            console.print(Text(words.clean(line)))
        console.print(document_block(document, found, (), console))
        answer = _ask_number(console)
        if answer is None:
            return
        at = datetime.now(UTC).isoformat(timespec="seconds")
        append_marks(file, [Mark(subject=id_, field=MISSED, mark=answer, by=who, at=at)])


def _ask_number(console: Console) -> str | None:
    while True:
        try:
            answer = console.input("[dim]How many statements are lacking? (q ends):[/dim] ").strip()
        except EOFError:
            return None
        if answer.lower() == "q":
            return None
        if answer.isascii() and answer.isdigit():
            return str(int(answer))
        console.print("A number, please.")


def _count(base: Base, document: str) -> int:
    return sum(1 for _ in base.statements(documents=[document]))


def report_table(found: Report) -> Table:
    """Write a report as a table: the share that is wrong, with its 95% interval."""
    table = Table(box=None, pad_edge=False)
    table.caption = (
        f"{found.statements} statements and {found.documents} documents marked, "
        f"{found.unsure} marks unsure"
    )
    for name in ("field", "wrong", "95% interval", "of"):
        table.add_column(name, justify="left" if name == "field" else "right")
    for field, share in found.fields.items():
        table.add_row(field, *_error(share))
    table.add_section()
    table.add_row("whole record", *_error(found.whole), style="bold")
    for name, share in found.strata.items():
        table.add_row(f"  {name}", *_error(share), style="dim")
    if found.weighted is not None:
        table.add_row("whole record, strata by size", f"{1 - found.weighted:.3f}", "", "")
    if found.found is not None:
        table.add_section()
        table.add_row("missed (statements lacking)", *_error(found.found))
    return table


def _error(share: Share) -> tuple[str, str, str]:
    if share.value is None:
        return "–", "", "0"
    return f"{1 - share.value:.3f}", f"{1 - share.high:.3f}–{1 - share.low:.3f}", str(share.whole)
