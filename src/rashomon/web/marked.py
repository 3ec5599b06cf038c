"""A document's text cut at every clause and trigger, each piece with the statements it carries."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rashomon.model.statement import Statement
from rashomon.publish.words import clean

MOST: Final = 200_000
"""Code points of a document that one page shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text between two cuts.

    Attributes:
        text: Its characters, made inert.
        statements: Ids of the statements whose clause covers it, the one that it is the trigger of
            first.
        status: Status of the statement that it is the trigger of; None for all else.
    """

    text: str
    statements: str
    status: str | None = None


def cut(text: str, statements: Sequence[Statement]) -> tuple[list[Piece], bool]:
    """Cut a text at the ends of all clauses and triggers.

    Returns:
        The pieces, and whether the text was longer than `MOST` and is shown in part.
    """
    shown = text[:MOST]
    inside = [s for s in statements if s.evidence.end <= len(shown)]
    cuts = {0, len(shown)}
    for one in inside:
        cuts.update((one.evidence.start, one.evidence.end, one.trigger.start, one.trigger.end))
    opens: dict[int, list[Statement]] = {}
    closes: dict[int, list[Statement]] = {}
    for one in inside:
        opens.setdefault(one.evidence.start, []).append(one)
        closes.setdefault(one.evidence.end, []).append(one)
    live: dict[str, Statement] = {}
    pieces: list[Piece] = []
    for start, end in itertools.pairwise(sorted(cuts)):
        for gone in closes.get(start, ()):
            live.pop(gone.id, None)
        for new in opens.get(start, ()):
            live[new.id] = new
        named = [s for s in live.values() if s.trigger.start <= start and end <= s.trigger.end]
        ids = [s.id for s in named] + [i for i in live if all(i != s.id for s in named)]
        status = named[0].status if named else None
        pieces.append(Piece(_inert(shown[start:end]), " ".join(ids), status))
    return pieces, len(text) > MOST


def _inert(text: str) -> str:
    """Take control and direction characters out, but keep line ends and outer blanks."""
    if text.isascii() and text.isprintable():
        return text
    lines = []
    for line in text.split("\n"):
        bare = line.strip(" ")
        before = line[: len(line) - len(line.lstrip(" "))] if bare else line
        after = line[len(line.rstrip(" ")) :] if bare else ""
        lines.append(f"{before}{clean(bare)}{after}")
    return "\n".join(lines)
