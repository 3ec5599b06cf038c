"""A text with private names, protected sites and coordinates blotted out, as long as before.

Offsets into the text stay good, so that clauses and triggers can still be shown where they stand.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from rashomon.publish.privacy_names import NameRedactor, Names
from rashomon.publish.privacy_places import COORDINATES

MARK: Final = "▒"
"""Stands for one hidden character."""


def mask(text: str, names: Names, sites: Sequence[str] = ()) -> str:
    """Blot out what readers may not see.

    Args:
        text: Any text.
        names: Private persons.
        sites: Proper names of protected sites.

    Returns:
        The text with `MARK` for every hidden character that is no blank, of the same length.
    """
    plain, starts = _searchable(text)
    hidden = [(s, e) for s, e, _ in NameRedactor(names).spans(plain)]
    hidden += [(s, e) for s, e, _ in NameRedactor(Names(dict.fromkeys(sites, ""), {})).spans(plain)]
    hidden += [match.span() for match in COORDINATES.finditer(plain)]
    made = list(text)
    for start, end in hidden:
        for at in range(starts[start], starts[end]):
            if not made[at].isspace():
                made[at] = MARK
    return "".join(made) if hidden else text


def _searchable(text: str) -> tuple[str, Sequence[int]]:
    """Give the text without marks that could hide a name, composed, and where each letter was.

    The starts have one more entry, the end of the text.
    """
    if text.isascii():
        return text, range(len(text) + 1)
    letters: list[str] = []
    starts: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for letter in unicodedata.normalize("NFC", text[start:end]):
            if unicodedata.category(letter) != "Cf":
                letters.append(letter)
                starts.append(start)
        start = end
    return "".join(letters), [*starts, len(text)]
