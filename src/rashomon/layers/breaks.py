"""Where a sentence must begin: behind a line break, and behind a dateline.

The parser was trained on running text: it reads a headline and the paragraph below it as one
sentence, and "PORT SELM (MNA) -" as a subject. Both ends are set before it runs.
"""

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

MAX_DATELINE: Final = 24
"""Tokens from the start of a paragraph within which a dateline ends."""
DASHES: Final = frozenset({"-", "—", "–", "--"})
OPEN: Final = frozenset({"(", "["})
CLOSED: Final = frozenset({")", "]"})


def is_break(token: Token) -> bool:
    """Tell a token that holds a line break: a paragraph ends here."""
    return token.is_space and "\n" in token.text


def find_datelines(doc: Doc) -> frozenset[int]:
    """Find the dashes behind datelines: capitals, or an agency in brackets, then a dash.

    Returns:
        Token indexes of the dashes.
    """
    found = set()
    opened = True
    for token in doc:
        if opened and not token.is_space:
            dash = _dash(doc, token.i)
            if dash is not None:
                found.add(dash)
        opened = is_break(token) or (opened and token.is_space)
    return frozenset(found)


def _dash(doc: Doc, start: int) -> int | None:
    if not doc[start].is_upper and not doc[start].is_title:
        return None
    inside = False
    for i in range(start + 1, min(len(doc), start + MAX_DATELINE)):
        token = doc[i]
        if token.text in DASHES and not inside:
            spaced = bool(doc[i - 1].whitespace_)
            sure = (doc[start].is_upper and doc[start].is_alpha) or doc[i - 1].text in CLOSED
            return i if spaced and sure else None
        inside = token.text in OPEN or (inside and token.text not in CLOSED)
        if is_break(token) or (token.is_lower and token.is_alpha and not inside):
            return None
    return None


@Language.factory("rashomon_breaks")
def create(nlp: Language, name: str) -> "Breaks":  # noqa: ARG001 - the signature that spaCy calls
    """Make the component; it belongs in front of the parser."""
    return Breaks()


class Breaks:
    """Sets the sentence starts that the text itself shows; leaves all others to the parser."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first word behind every line break and dateline."""
        datelines = find_datelines(doc)
        for dash in datelines:
            i = dash
            while i > 0 and not is_break(doc[i - 1]):
                doc[i].is_sent_start = False
                i -= 1
        fresh = False
        for token in doc:
            if fresh and not token.is_space:
                token.is_sent_start = True
                fresh = False
            fresh = fresh or is_break(token) or token.i in datelines
        return doc
