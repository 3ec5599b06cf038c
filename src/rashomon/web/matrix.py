"""The accounts of one incident side by side: rows who says, columns what, and how they agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.model.document import Document
from rashomon.model.incident import Incident, Origin
from rashomon.model.statement import Statement
from rashomon.publish import words

COLUMNS: Final = (
    ("agents", "Who"),
    ("occurrence", "What"),
    ("targets", "To whom"),
    ("time", "When"),
    ("place", "Where"),
    ("figures", "How many"),
    ("status", "How real"),
)
FIGURE_FIELDS: Final = frozenset(
    {"killed", "injured", "missing", "detained", "abducted", "displaced"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value of one account.

    Attributes:
        text: The value in words; empty where the account does not say.
        verdict: ``agree`` or ``contradict`` with other accounts, or empty.
    """

    text: str
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account: a statement, with who says it and where.

    Attributes:
        statement: The statement.
        document: Its document, or None where it was taken out.
        speaker: The chain of speakers in words.
        cells: One for each of `COLUMNS`.
        is_denied: Its innermost speaker denies it.
    """

    statement: Statement
    document: Document | None
    speaker: str
    cells: tuple[Cell, ...]
    is_denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The accounts that stand on one origin."""

    origin: Origin | None
    rows: tuple[Row, ...]


def matrix(
    incident: Incident, statements: Sequence[Statement], documents: Mapping[str, Document]
) -> list[Group]:
    """Lay out the accounts of an incident by origin.

    Args:
        incident: The incident.
        statements: Its statements.
        documents: Their documents by id.

    Returns:
        Groups in the order of the incident's origins; accounts without one at the end.
    """
    by_id = {s.id: s for s in statements}
    verdicts = _verdicts(incident)
    groups: list[Group] = []
    seen: set[str] = set()
    for origin in incident.origins:
        mine = [by_id[i] for i in origin.statements if i in by_id and i not in seen]
        seen.update(s.id for s in mine)
        if mine:
            groups.append(Group(origin=origin, rows=_rows(mine, documents, verdicts)))
    rest = [s for s in statements if s.id not in seen]
    if rest:
        groups.append(Group(origin=None, rows=_rows(rest, documents, verdicts)))
    return groups


def _rows(
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    verdicts: Mapping[tuple[str, str], str],
) -> tuple[Row, ...]:
    made = [_row(s, documents.get(s.document), verdicts) for s in statements]
    return tuple(sorted(made, key=lambda r: (_published(r), r.statement.id)))


def _published(row: Row) -> str:
    return (row.document.published if row.document else None) or "9"


def _row(
    statement: Statement, document: Document | None, verdicts: Mapping[tuple[str, str], str]
) -> Row:
    texts = {
        "agents": words.names_of(statement.agents),
        "occurrence": statement.trigger.text,
        "targets": words.names_of(statement.targets),
        "time": words.time_words(statement.time),
        "place": words.place_words(statement.places),
        "figures": words.figures_words(statement.figures),
        "status": statement.status,
    }
    cells = tuple(
        Cell(
            text=texts[name], verdict=verdicts.get((name, statement.id), "") if texts[name] else ""
        )
        for name, _ in COLUMNS
    )
    return Row(
        statement=statement,
        document=document,
        speaker=words.chain_words(statement),
        cells=cells,
        is_denied=words.is_denied(statement),
    )


def _verdicts(incident: Incident) -> dict[tuple[str, str], str]:
    """By column and statement: whether the statement's value agrees with others or contradicts."""
    found: dict[tuple[str, str], str] = {}
    for one in incident.agreement:
        if one.verdict not in ("agree", "contradict"):
            continue
        column = "figures" if one.field in FIGURE_FIELDS else one.field
        for value in one.values:
            for statement in value.statements:
                if found.get((column, statement)) != "contradict":
                    found[column, statement] = one.verdict
    return found
