"""Passages with marked acts, as ``tools/training/denied/README.md`` describes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MARK: Final = re.compile(r"\{([DABO])\|([^|{}]+)\|([^|{}]+)(?:\|([^|{}]+))?\}")
AUTHOR: Final = "-"


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One marked act of a passage.

    Attributes:
        kind: ``D`` denied, ``A`` told, ``B`` told by one and denied by another, ``O`` open.
        start: Its first character in the passage without marks.
        end: The one behind its last.
        teller: Who tells it, or leaves it open; None where the passage names nobody who does.
        denier: Who denies it; None where nobody does. `AUTHOR` is the writer himself.
    """

    kind: str
    start: int
    end: int
    teller: str | None
    denier: str | None


def unmark(line: str) -> tuple[str, list[Marked]]:
    """Take the marks out of a passage.

    Returns:
        The passage as it reads, and its marks, in text order.
    """
    text, marks, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        kind, act, one, two = match.groups()
        teller, denier = (None, one) if kind == "D" else (one, two)
        start, end = len(text), len(text) + len(act)
        marks.append(Marked(kind=kind, start=start, end=end, teller=teller, denier=denier))
        text, last = text + act, match.end()
    return text + line[last:], marks
