"""How a name is compared: by pieces that spelling habits do not change.

"al-Nusra", "Al Nusra" and "an-Nusra" give the same pieces once the article is set aside;
"Sana'a" and "Sana’a", "U.N." and "UN" are one. Case is compared elsewhere.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

ARTICLES = frozenset(("al", "el", "as", "ash", "an", "ar", "ad", "at", "az", "ul"))
"""Arabic articles before assimilation to the next letter, as Latin script writes them."""
DROPPED = str.maketrans("", "", "'’‘ʼʿʾ`´.")
ACRONYM_LETTERS = 6


class Piece(NamedTuple):
    """One piece of a name.

    Attributes:
        text: Folded letters: no case, no accents, no apostrophes, no full stops.
        article: It may be an Arabic article, which spellings add and leave out.
        hyphenated: A hyphen joins it to the next piece.
        capital: It begins with a capital letter or a digit.
    """

    text: str
    article: bool
    hyphenated: bool
    capital: bool


@lru_cache(maxsize=50_000)
def name_pieces(text: str) -> tuple[Piece, ...]:
    """Cut a name, or one token of a text, into pieces.

    Args:
        text: A name ("Jabhat al-Nusra") or a token ("U.S.-backed").

    Returns:
        Its pieces in order; empty for punctuation.
    """
    bare = text.translate(DROPPED)
    pieces = []
    for match in re.finditer(r"\w+", bare):
        word = match.group()
        folded = fold(word)
        if folded:
            joined = bare[match.end() : match.end() + 1] in ("-", "‑", "–")
            first = word[0]
            pieces.append(Piece(folded, folded in ARTICLES, joined, not first.islower()))
    return tuple(pieces)


def fold(word: str) -> str:
    """Take case, accents and apostrophes off a word."""
    plain = word.translate(DROPPED)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.casefold()


def is_acronym(text: str) -> bool:
    """Tell whether a name is read by its letters ("US", "U.N.") and so needs its capitals."""
    letters = text.translate(DROPPED)
    return letters.isupper() and letters.isalpha() and len(letters) <= ACRONYM_LETTERS
