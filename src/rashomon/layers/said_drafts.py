"""Drafts: what the rules of attribution hand to each other before spans are cut.

Ranges are half-open pairs of token indexes. "Officials said the dam held" is a draft with
source (0, 1), cue (1, 2), content (2, 5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.breaks import find_datelines, is_break
from rashomon.layers.said_quotes import Quotation
from rashomon.lexicon.cues import Cue, CueLexicon

Range = tuple[int, int]
SENTENCE_END: Final = frozenset({".", "?", "!", "…", "...", "?!", "!!"})
MAX_SENTENCE: Final = 400
"""Tokens: longer stretches without a full stop are no sentence; walks end there."""
STOPS: Final = frozenset({"while", "when", "as", "after", "before", "during", "until", "since"})
"""Words behind a cue or a content with which the reporter's own words go on."""
LOOSE: Final = frozenset({",", ";", ":", "–", "—", "--", "-", ".", "…", "...", "(", "[", "/"})
NOT_SO: Final = frozenset({"denies", "doubts"})
"""Stances in which somebody does not stand behind what is told."""
LOOSE_END: Final = LOOSE | {"?", "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One attribution in the making.

    Attributes:
        head: Token index of the cue's head word.
        cue: Range of the cue.
        entry: The lexicon's cue, None for a colon.
        rule: Id of the construction.
        source: Ranges of the source, empty where nobody is named.
        source_head: Token index of the source's head noun, -1 where there is none.
        content: Ranges of the content.
        direct: The content was found by its quotation marks.
        stance: The stance that the words around the cue turn its own into, or None.
        turned: Id of the rule that did so.
        denial: What exactly is denied, where the rule knows.
        within: Head of the draft in whose content a denial without a speaker of its own stands.
        under: Head of the draft whose speaker names this one as a source, or -1.
        tells: False where the words around the cue make it an act that tells of nothing.
    """

    head: int
    cue: Range
    entry: Cue | None
    rule: str
    content: tuple[Range, ...]
    source: tuple[Range, ...] = ()
    source_head: int = -1
    direct: bool = False
    stance: str | None = None
    turned: str = ""
    denial: str | None = None
    within: int = -1
    under: int = -1
    tells: bool | None = None


def stance_of(draft: Draft) -> str:
    """Give the stance that the words around a cue give it, or else the cue's own."""
    return draft.stance or (draft.entry.family.stance if draft.entry else "asserts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A doc with its quotations, and for each token the number of the quotation that it is in.

    Attributes:
        doc: The parsed text.
        quotations: In text order, disjoint.
        inside: Per token, index into `quotations`, or -1.
        datelines: Indexes of the dashes that end a dateline: "PORT SELM (MNA) - ".
        lexicon: The cue lexicon.
    """

    doc: Doc
    quotations: tuple[Quotation, ...]
    inside: tuple[int, ...]
    datelines: frozenset[int]
    lexicon: CueLexicon


def make_page(doc: Doc, quotations: tuple[Quotation, ...], lexicon: CueLexicon) -> Page:
    """Index the quotations of a doc by token."""
    inside = [-1] * len(doc)
    for number, quotation in enumerate(quotations):
        inside[quotation.start : quotation.end] = [number] * (quotation.end - quotation.start)
    return Page(
        doc=doc,
        quotations=quotations,
        inside=tuple(inside),
        datelines=find_datelines(doc),
        lexicon=lexicon,
    )


def trim(doc: Doc, start: int, end: int, *, full_stop: bool = False) -> Range | None:
    """Cut loose punctuation and white space off both ends of a range.

    Args:
        doc: The parsed text.
        start: First token.
        end: One past the last token.
        full_stop: Keep a closing full stop, question or exclamation mark (quoted content).

    Returns:
        What is left, or None.
    """
    tail = frozenset({","}) if full_stop else LOOSE_END
    while start < end and (doc[start].is_space or doc[start].text in LOOSE):
        start += 1
    while end > start and (
        doc[end - 1].is_space or doc[end - 1].text in tail or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    if end - start > 1 and doc[end - 1].text == ")" and not _has(doc, "(", start, end):
        end -= 1
    return (start, end) if end > start else None


def _has(doc: Doc, mark: str, start: int, end: int) -> bool:
    return any(doc[i].text == mark for i in range(start, end))


def ends_sentence(doc: Doc, index: int) -> bool:
    """Tell a mark that ends a sentence from the point of an abbreviation ("Col. Brandt")."""
    token = doc[index]
    if token.text not in SENTENCE_END:
        return False
    if token.text != "." or index == 0 or index + 1 >= len(doc) or doc[index + 1].is_sent_start:
        return True
    before = doc[index - 1]
    return not (before.text.istitle() and len(before) < 5 and not before.whitespace_)


def without(ranges: Iterable[Range], gap: Range) -> list[Range]:
    """Take one range out of others."""
    left: list[Range] = []
    for start, end in ranges:
        if gap[1] <= start or end <= gap[0]:
            left.append((start, end))
            continue
        if start < gap[0]:
            left.append((start, gap[0]))
        if gap[1] < end:
            left.append((gap[1], end))
    return left


def trimmed(doc: Doc, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Trim every range and drop those of which nothing but marks is left."""
    found = [trim(doc, start, end) for start, end in ranges]
    return tuple(
        r for r in found if r and any(not t.is_punct and not t.is_space for t in doc[r[0] : r[1]])
    )


def sentence_stop(page: Page, start: int) -> int:
    """Walk to the end of a sentence that starts outside quotation marks.

    Args:
        page: The doc and its quotations.
        start: First token to look at.

    Returns:
        One past the last word, closing marks of a quotation that ends the sentence included.
    """
    doc, i = page.doc, start
    limit = min(len(doc), start + MAX_SENTENCE)
    while i < limit and not is_break(doc[i]) and doc[i].text != ";":
        number = page.inside[i]
        if number < 0 and ends_sentence(doc, i):
            break
        closes = number >= 0 and page.quotations[number].end == i + 1
        if closes and i > start and doc[i - 1].text in SENTENCE_END:
            return i + 1
        i += 1
    return i


def sentence_floor(page: Page, position: int) -> int:
    """Walk back to the start of the sentence, not into an earlier quotation or paragraph."""
    doc = page.doc
    home = page.inside[position]
    i = position
    while i > max(0, position - MAX_SENTENCE):
        token = doc[i - 1]
        if is_break(token) or token.text == ";" or i - 1 in page.datelines:
            break
        if (
            token.text in SENTENCE_END
            and page.inside[i - 1] == home
            and doc[i].is_sent_start is not False
        ):
            break
        if token.is_sent_end and token.text in SENTENCE_END:
            break
        i -= 1
    return i
