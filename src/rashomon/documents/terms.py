"""Terms of office, and names that exist since a known day: what dates a text without a date.

A text that calls somebody by an office was written no earlier than the office was taken; one
that calls somebody "former" no earlier than it was left. The table is ``knowledge/data/terms.tsv``.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from rashomon.errors import RuleFileError

FILE: Final = "terms.tsv"
COLUMNS: Final = ("kind", "title", "holder", "from", "to", "citation")
FORMER: Final = r"(?P<former>\b(?i:former|ex-|late|then-?|one-time)\s?)?"


@dataclass(frozen=True, slots=True)
class Term:
    """One row: an office held from a day to a day, or a name in use since a day."""

    kind: str
    title: str
    holder: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class TermFact:
    """What a mention says about the day of writing.

    Attributes:
        not_before: First day on which the words could have been written.
        ends: Last day of the office that the words call current, or None.
        words: The mention as written.
    """

    not_before: date
    ends: date | None
    words: str


@cache
def load_terms() -> tuple[Term, ...]:
    """Load the table.

    Raises:
        RuleFileError: A row breaks the form.
    """
    path = files("rashomon.knowledge").joinpath("data", FILE)
    return parse_terms(path.read_text(encoding="utf-8"))


def parse_terms(table: str) -> tuple[Term, ...]:
    """Check and read a table with a header, tab-separated.

    Raises:
        RuleFileError: Wrong header, number of cells, kind, date, order of dates, or a repeat.
    """
    header, *lines = table.splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise RuleFileError(FILE, None, f"columns must be {' '.join(COLUMNS)}")
    terms: dict[tuple[str, str, str], Term] = {}
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or cells[0] not in ("office", "name") or not cells[5]:
            raise RuleFileError(FILE, f"line {number}", "wrong cells, unknown kind or no citation")
        kind, title, holder, start, end, _ = cells
        try:
            term = Term(
                kind,
                title,
                holder,
                date.fromisoformat(start),
                date.fromisoformat(end) if end else None,
            )
        except ValueError as error:
            raise RuleFileError(FILE, f"line {number}", str(error)) from error
        key = (title, holder, start)
        if (
            key in terms
            or (term.end and term.end <= term.start)
            or (kind == "office") != bool(title)
        ):
            raise RuleFileError(
                FILE, f"line {number}", "repeated, without title, or ends too early"
            )
        terms[key] = term
    return tuple(terms.values())


def find_terms(text: str) -> list[TermFact]:
    """Find the mentions of a text that say when it can have been written, in order.

    Args:
        text: Text in normal case; offices count only next to the holder's name.
    """
    facts = []
    for match in _offices().finditer(text):
        term = _held(match["title"], match["name"])
        if term is None:
            continue
        if match["former"]:
            if term.end:
                facts.append(TermFact(term.end, None, match[0]))
        else:
            facts.append(TermFact(term.start, term.end, match[0]))
    names = {t.holder: t for t in load_terms() if t.kind == "name"}
    for match in _names().finditer(text):
        facts.append(TermFact(names[match[0]].start, None, match[0]))
    return facts


def _held(title: str, name: str) -> Term | None:
    """Find whose term is meant by a title and what follows it, full name or surname."""
    held = [t for t in load_terms() if t.kind == "office" and t.title.lower() == title.lower()]
    full = [t for t in held if name == t.holder or name.startswith(t.holder + " ")]
    if full:
        return max(full, key=lambda t: len(t.holder))
    short = [t for t in held if name.split()[0] == t.holder.split()[-1]]
    return short[0] if len({t.holder for t in short}) == 1 else None


@cache
def _offices() -> "re.Pattern[str]":
    titles = sorted({t.title for t in load_terms() if t.title}, key=len, reverse=True)
    name = r"[A-Z][\w’'-]+(?:\s(?:al-|de\s)?[A-Z][\w’'.-]*){0,3}"
    return re.compile(rf"{FORMER}\b(?P<title>{'|'.join(titles)})\s(?P<name>(?:al-)?{name})")


@cache
def _names() -> "re.Pattern[str]":
    names = sorted((t.holder for t in load_terms() if t.kind == "name"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
