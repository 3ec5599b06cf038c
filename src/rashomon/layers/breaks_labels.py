"""Labels in front of the entries of a bulletin: "• Kestrel – two killed", "12:40 Explosion heard".

A parser takes the place of an entry for who acts and its hour for a number. Where lines open with
a bullet, or several of them with the like label, the entry is a sentence by itself.

Citation: OCHA 2012, Situation Report Guidelines: entries by place, bulleted.
"""

import re
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.state import whole_text

BULLETS: Final = frozenset({"•", "*", "·", "▪", "‣", "◦", "-", "–", "—", "+", "→", "»"})
DASHES: Final = frozenset({"-", "—", "–", "--"})
CLOCK: Final = re.compile(r"^(?:[01]?\d|2[0-3])[:h.][0-5]\d$")
HINT: Final = re.compile(
    r"(?:^|\n|[.!?]\s)\s*\d{1,2}[:h.]\d\d\b"  # an hour
    r"|(?:^|\n)\s*[•*·▪‣◦+→»–—-]\s"  # a bullet
    r"|(?:^|\n)\s*\S[^\n]{0,60}\s(?:[–—-]|--)\s"  # a dash
)
"""A text without these has no labels: most have none, and are not looked through word by word."""
JOINING: Final = frozenset({"al", "el", "of", "and", "the", "de", "'s", "-", "/", ","})
MOST: Final = 6
"""Tokens of a label, at most."""
LEAST: Final = 2
"""Lines that open with a label, where none has a bullet, at least."""


KEPT: Final = "rashomon_labels"


def labels_of(doc: Doc) -> dict[int, int]:
    """Give the labels of entries, by the last token of each the first; looked for once."""
    found: dict[int, int] | None = doc.user_data.get(KEPT)
    if found is None:
        found = doc.user_data[KEPT] = find_labels(doc) if HINT.search(whole_text(doc)) else {}
    return found


def find_labels(doc: Doc) -> dict[int, int]:
    """Find the labels of entries.

    Args:
        doc: A text, tokenised.

    Returns:
        By the last token of each label, the first.
    """
    found: dict[int, int] = {}
    plain: dict[int, int] = {}
    opened, before = True, ""
    for token in doc:
        if token.is_space:
            opened = opened or "\n" in token.text
            continue
        if CLOCK.match(token.text) and (opened or before in (".", "!", "?")):
            found |= _of_clock(doc, token.i)
        elif opened:
            bullet = token.text in BULLETS and token.i + 1 < len(doc)
            end = _named(doc, token.i + bullet)
            (found if bullet else plain).update({} if end is None else {end: token.i})
        opened, before = False, token.text
    return found | (plain if len(plain) >= LEAST else {})


def _of_clock(doc: Doc, at: int) -> dict[int, int]:
    """Give the label of an hour: not that of "12:55 on Tuesday" or "10.30 tonnes"."""
    end = at + (at + 1 < len(doc) and doc[at + 1].text in DASHES | {":"})
    following = doc[end + 1] if end + 1 < len(doc) else None
    opens = following is not None and following.text[:1].isupper() and following.is_alpha
    return {end: at} if opens else {}


def _named(doc: Doc, start: int) -> int | None:
    """Give the dash behind a name of capitals: "Kestrel –", "Port Selm -"."""
    for i in range(start, min(len(doc), start + MOST + 1)):
        token = doc[i]
        parted = i > start and bool(doc[i - 1].whitespace_) and bool(token.whitespace_)
        if token.text in DASHES and parted:
            return i
        if not (token.text[:1].isupper() or (i > start and token.lower_ in JOINING)):
            return None
    return None
