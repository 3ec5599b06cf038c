"""Count how often a no is lost, and how often one is heard that nobody gave, in plain reporting.

Passages with acts marked as told or denied, without the rest of a statement: they show whether
the one comes out as the other. Half of them hold no denial at all, as most of the news does.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rashomon.documents.build import document_from_text
from rashomon.evaluate.denials import NOT_SO, UNDONE
from rashomon.model.document import Document
from rashomon.model.statement import Statement

DENIED: Final = frozenset({"D", "B"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One marked act.

    Attributes:
        kind: ``D`` denied, ``A`` told, ``B`` told by one and denied by another, ``O`` open, ``N``
            nothing came of it.
        start: Its first character.
        end: The one behind its last.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage with its marked acts."""

    document: Document
    acts: tuple[Act, ...]


def load_acts(path: Path) -> list[Passage]:
    """Load passages with marked acts, one JSON object a line: ``id``, ``text``, ``acts``.

    Raises:
        OSError: The file cannot be read.
    """
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Passage(
            document=document_from_text(row["text"], key=row["id"]),
            acts=tuple(Act(kind=a["kind"], start=a["start"], end=a["end"]) for a in row["acts"]),
        )
        for row in rows
    ]


def count_acts(passage: Passage, statements: Sequence[Statement]) -> Counter[str]:
    """Count one passage.

    Returns:
        ``denied`` and ``told``: marked acts of these kinds that were found; ``asserted``: the
        denied ones that come out as asserted by everybody; ``refused``: the told ones that come
        out as denied by everybody; ``unasked``: 1 where somebody denies, in a passage in which
        nobody does.
    """
    found: Counter[str] = Counter()
    for act in passage.acts:
        here = [s for s in statements if s.trigger.start < act.end and act.start < s.trigger.end]
        if not here or act.kind not in ("A", "D"):
            continue
        noes = [_says_no(s) for s in here]
        found["denied" if act.kind == "D" else "told"] += 1
        found["asserted"] += act.kind == "D" and not any(noes)
        found["refused"] += act.kind == "A" and all(noes)
    if not any(a.kind in DENIED for a in passage.acts):
        found["unasked"] += _anybody_denies(statements)
    return found


def _says_no(statement: Statement) -> bool:
    if statement.polarity == "-" or statement.status in UNDONE:
        return True
    return any(s.stance in NOT_SO for s in statement.speakers)


def _anybody_denies(statements: Iterable[Statement]) -> bool:
    return any(s.speakers[-1].stance == "denies" for s in statements if s.speakers)
