"""Where a sentence must begin: behind a line break, a dateline, and the body of a headline.

The parser was trained on running text: it reads a headline and the paragraph below it as one
sentence, and "PORT SELM (MNA) -" as a subject; it takes the source that ends a headline for a
victim. All these ends are set before it runs.

So are the lemmas of plurals that the lemmatiser takes for other words: "corpses" are no corps.
"""

from collections.abc import Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.layers.breaks_labels import DASHES, labels_of
from rashomon.lexicon.cues import load_cues
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list

MAX_DATELINE: Final = 24
"""Tokens from the start of a paragraph within which a dateline ends."""
MIN_HEADLINE: Final = 5
MAX_HEADLINE: Final = 40
MAX_TAIL: Final = 7
"""Words of the source that ends a headline, at most."""
FULL_STOPS: Final = frozenset({".", "!", "?", "..."})
QUOTES: Final = frozenset("\"'\u2018\u2019\u201c\u201d")
INNER: Final = frozenset({"'s", "\u2019s", ".", "-", "&"})
ALERTS: Final = frozenset({"PHOTOS", "PHOTO", "VIDEO", "UPDATE", "LIVE", "WATCH"})
OPEN: Final = frozenset({"(", "["})
CLOSED: Final = frozenset({")", "]"})


ABBREVIATED: Final = word_list("breaks.abbreviated")
"""Words that a full stop shortens; small letters behind it go on with the sentence."""


def is_break(token: Token) -> bool:
    """Tell a token that holds a line break: a paragraph ends here."""
    return token.is_space and "\n" in token.text


def find_datelines(doc: Doc) -> frozenset[int]:
    """Find the dashes behind datelines: capitals, or an agency in brackets, then a dash.

    Returns:
        Token indexes of the dashes, and of the last words of labels (`breaks_labels`).
    """
    found = set(labels_of(doc))
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


def find_tail(doc: Doc) -> int | None:
    """Find the mark in front of the source that ends a headline: "Two shot dead - city hall".

    Returns:
        Token index of the dash or colon, or None: a source is short, and its last word is one of
        those who speak in headlines, or it holds an acronym.
    """
    end = next((t.i for t in doc if is_break(t)), len(doc))
    if not MIN_HEADLINE <= end <= MAX_HEADLINE or doc[end - 1].text in FULL_STOPS:
        return None
    for i in range(end - 2, max(2, end - MAX_TAIL - 2), -1):
        token = doc[i]
        spaced = bool(doc[i - 1].whitespace_) and bool(token.whitespace_)
        if not (token.text in DASHES and spaced) and token.text != ":":
            continue
        words = [t for t in doc[i + 1 : end] if t.text not in QUOTES]
        if not words or any(not t.is_alpha and t.text not in INNER for t in words):
            return None
        return i if _speaks(words) else None
    return None


def _speaks(words: Sequence[Token]) -> bool:
    speakers = load_cues().speakers["headline"].words
    last = words[-1].lower_
    forms = {last, last.removesuffix("s"), last.removesuffix("ies") + "y"}
    return bool(forms & speakers) or any(
        t.is_upper and t.is_alpha and len(t) > 1 and t.text not in ALERTS for t in words
    )


def find_handle(doc: Doc, start: int) -> int | None:
    """Find the end of the name that a post opens with: "RT @watch: …", "Via @watch …", "@watch: …".

    Args:
        doc: A text, tokenised.
        start: The first word of a line.

    Returns:
        Token index of the mark or handle in front of what is posted, or None.
    """
    at = start + (doc[start].lower_ in RELAYED)
    if at >= len(doc) or not doc[at].text.startswith("@") or len(doc[at]) == 1:
        return None
    marked = at + 1 < len(doc) and doc[at + 1].text == ":"
    if at == start and not marked:
        return None
    return at + marked


RELAYED: Final = frozenset({"rt", "via", "mt", "h/t", "ht"})
"""Words in front of the handle of whoever posted first."""


class Breaks:
    """Sets the sentence starts that the text itself shows; leaves all others to the parser."""

    def __init__(self) -> None:
        self.plurals = load_events().plurals

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first word behind every line break and dateline, and set lemmas of plurals."""
        datelines, labels = find_datelines(doc), labels_of(doc)
        for end, start in labels.items():
            doc[start].is_sent_start = True
            for token in doc[start + 1 : end + 1]:
                token.is_sent_start = False
        for dash in datelines - labels.keys():
            i = dash
            while i > 0 and not is_break(doc[i - 1]):
                doc[i].is_sent_start = False
                i -= 1
        tail = find_tail(doc)
        ends = datelines if tail is None else datelines | {tail}
        fresh, opens, stop = False, True, ""
        for token in doc:
            if (fresh or opens) and not token.is_space:
                if fresh:
                    token.is_sent_start = True
                handle = find_handle(doc, token.i) if opens else None
                ends = ends if handle is None else ends | {handle}
                fresh = opens = False
            opens = opens or is_break(token)
            fresh = fresh or is_break(token) or token.i in ends
            if (stop.endswith(".") and _goes_on(token)) or _is_counted(token):
                token.is_sent_start = False
            stop = token.text
            if (lemma := self.plurals.get(token.lower_)) is not None:
                token.lemma_ = lemma
        return doc


def _is_counted(token: Token) -> bool:
    """Tell "Kestrel - Five *villagers* were killed": the number opens the sentence."""
    if token.i == 0 or not token.is_lower:
        return False
    number = token.nbor(-1)
    return bool(number.like_num and number.is_sent_start)


def _goes_on(token: Token) -> bool:
    """Tell "in Tamsin *Obl.* on Monday": the stop ends a shortened word and no sentence."""
    if token.i < 2 or not token.is_lower or not token.is_alpha:
        return False
    stop, word = token.nbor(-1), token.nbor(-2)
    if stop.text == ".":
        return word.lower_ in ABBREVIATED and not word.whitespace_ and word.is_title
    return stop.text.endswith(".") and stop.lower_[:-1] in ABBREVIATED and stop.is_title
