"""Find where a rule matches: one pass over the words, rules tried only at their anchor words.

"early this month" is found from its anchor "month": the words before it that can belong to a
time expression are the places where the rules indexed under "month" are tried.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.state import whole_text
from rashomon.lexicon.time_rules import TimeLexicon, TimeRule
from rashomon.lexicon.words import word_list

REACH: Final = 9
"""How many words before its anchor an expression can begin."""

YEARS: Final = frozenset({"fiscal", "calendar"})
"""Words behind which a number is a year whatever noun follows: "fiscal 1990 sales"."""

_WORD: Final = re.compile(r"\d+[a-z]*|[a-z]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_GAP: Final = re.compile(r"[\s.,'/:()-]{0,5}")
_PLAIN: Final = str.maketrans({c: "-" for c in "‐‑‒–—−"} | {c: "'" for c in "’‘ʼ"})
_YEAR: Final = re.compile(r"1\d{3}|20\d{2}")
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d")
_HOUR: Final = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s{0,2}(?:a\.?m|p\.?m)|\d{1,2} in the ")
_CLOCK: Final = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4} ?(?:hours|hrs|gmt|utc|local|z\b)")
_ORDINAL: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)$")
_DECADE: Final = re.compile(r"(?:1[5-9]|20)?\d0s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One rule's match: offsets into the text, and its groups in plain lower case."""

    rule: TimeRule
    start: int
    end: int
    groups: dict[str, str]
    low: str = ""

    @property
    def words(self) -> str:
        """The matched words."""
        return self.low[self.start : self.end]

    @property
    def text_before(self) -> str:
        """A few characters before the match."""
        return self.low[max(0, self.start - 24) : self.start]

    def get(self, *names: str) -> str:
        """Give the first of these groups that took part, or an empty text."""
        return next((self.groups[n] for n in names if self.groups.get(n)), "")


def flatten(text: str) -> str:
    """Lower case, plain dashes and apostrophes; every character keeps its place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed document with its text, taken from spaCy once: each taking costs its length."""

    doc: Doc
    text: str
    low: str


def make_page(doc: Doc) -> Page:
    """Take the text of a document and flatten it."""
    text = whole_text(doc)
    return Page(doc, text, flatten(text))


def find_matches(page: Page, lexicon: TimeLexicon) -> list[Match]:
    """Find the expressions of a document: the longest matches that do not overlap.

    Args:
        page: The parsed document.
        lexicon: The rules.

    Returns:
        Matches in text order; blocking rules are gone, and what they covered too.
    """
    found = list(_find_all(page, lexicon))
    found.sort(key=lambda m: (m.start - m.end, m.rule.order, m.start))
    kept: list[Match] = []
    taken: list[tuple[int, int]] = []
    for match in found:
        at = bisect_left(taken, (match.start, match.end))
        clear = (at == 0 or taken[at - 1][1] <= match.start) and (
            at == len(taken) or match.end <= taken[at][0]
        )
        if clear:
            taken.insert(at, (match.start, match.end))
            kept.append(match)
    found = [m for m in kept if m.rule.build != "block" and not _is_title(page, m)]
    return sorted(found, key=lambda m: m.start)


def _find_all(page: Page, lexicon: TimeLexicon) -> Iterator[Match]:
    low = page.low
    by_anchor, vocabulary = lexicon.by_anchor, lexicon.vocabulary
    run: list[int] = []
    last_end = 0
    for word in _WORD.finditer(low):
        text, start = word.group(), word.start()
        digit = text[0] <= "9"
        if not digit and text not in vocabulary:
            run = []
            continue
        if run and not _GAP.fullmatch(low, last_end, start):
            run = []
        run = [*run[-REACH:], start]
        last_end = word.end()
        for key in _number_keys(low, start, text) if digit else (text,):
            for rule in by_anchor.get(key, ()):
                match = _try(page, rule, run)
                if match is not None:
                    yield match


def _number_keys(low: str, start: int, text: str) -> Iterator[str]:
    if len(text) == 4 and _YEAR.fullmatch(text):
        yield "#year"
    if _DATE.match(low, start):
        yield "#date"
    if _HOUR.match(low, start):
        yield "#hour"
    if _CLOCK.match(low, start):
        yield "#clock"
    if _ORDINAL.match(text):
        yield "#ordinal"
        yield text
    if _DECADE.match(text):
        yield "#decade"


def _try(page: Page, rule: TimeRule, run: list[int]) -> Match | None:
    anchor = run[-1]
    for start in run:
        found = rule.pattern.match(page.low, start)
        if found is not None and found.end() > anchor:
            if not _fits(page, rule, anchor) or (
                rule.not_counting and _counts(page.doc, start, found.end())
            ):
                return None
            groups = {k: v for k, v in found.groupdict().items() if v}
            return Match(rule=rule, start=start, end=found.end(), groups=groups, low=page.low)
    return None


def _fits(page: Page, rule: TimeRule, anchor: int) -> bool:
    if rule.capital and not page.text[anchor].isupper():
        return False
    if not (rule.pos or rule.not_pos or rule.not_modifier):
        return True
    token = token_at(page.doc, anchor)
    if rule.not_modifier and _is_in_name(token):
        return False
    return token.pos_ not in rule.not_pos and (not rule.pos or token.pos_ in rule.pos)


def _is_title(page: Page, match: Match) -> bool:
    """Tell whether an expression is the name of a work: 'on "This Week"', "Selm Tonight".

    Weekdays, months and feasts have their capitals anyway, and so has a headline; elsewhere
    two capitals inside a sentence are a name's.
    """
    if is_named_after(page.text, match.end):
        return True
    words = _LETTERS.findall(page.text[match.start : match.end])
    if match.rule.capital or not words or not all(word[0].isupper() for word in words):
        return False
    first, last = token_at(page.doc, match.start), token_at(page.doc, match.end - 1)
    if len(words) == 1 and first == last:
        before = first.nbor(-1) if first.i else first
        named = before.pos_ == "PROPN" and before.ent_type_ not in ("DATE", "TIME")
        if not named or first.is_sent_start or not _LETTERS.fullmatch(before.text):
            return False
    elif len(words) == 1 and last.ent_type_ != "WORK_OF_ART":
        return False
    sentence = first.sent if page.doc.has_annotation("SENT_START") else page.doc
    return any(t.is_lower and t.pos_ in PLAIN_WORDS for t in sentence[:LONGEST_LOOK])


def is_named_after(text: str, end: int) -> bool:
    """Tell whether what follows a day is named after it: "the Third of May *Movement*".

    Args:
        text: The text.
        end: One past the day's last character.
    """
    if text[end : end + 1] not in (" ", "-"):
        return False
    found = _LETTERS.match(text, end + 1)
    if found is None or not found.group()[0].isupper():
        return False
    word = found.group().lower()
    return word in NAMED_AFTER_DAYS or word.removesuffix("s") in NAMED_AFTER_DAYS


NAMED_AFTER_DAYS: Final = word_list("when.named-after-days")
PLAIN_WORDS: Final = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "PRON"})
LONGEST_LOOK: Final = 60
"""Tokens of a sentence that are looked at for a word without a capital."""


def _is_in_name(token: Token) -> bool:
    """Tell whether a word modifies the name after it, or is part of a person's name."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    if token.ent_type_ == "PERSON":
        return after.ent_type_ == "PERSON" and after.pos_ == "PROPN"
    free = token.i == 0 or token.nbor(-1).pos_ not in ("ADP", "ADJ", "DET")
    if free and token.lower_.isalpha() and after.pos_ == "PROPN" and after.is_title:
        return True
    ordinal = token.lower_[:1].isdigit()
    return (
        ordinal
        and after.head.i >= after.i
        and token.dep_ in ("amod", "compound", "nummod")
        and (after.pos_ in ("NOUN", "PROPN", "ADJ"))
    )


def _counts(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the parse reads a number as counting a plural noun: "1990 houses"."""
    first, last = token_at(doc, start), token_at(doc, end - 1)
    if first.lower_ in YEARS:
        return False
    if last.dep_ != "nummod" or last.head.i <= last.i or last.head.tag_ not in ("NNS", "NNPS"):
        return False
    return first.i == 0 or first.nbor(-1).dep_ not in ("det", "poss", "case")


def token_at(doc: Doc, offset: int) -> Token:
    """The token that a character stands in."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= offset:
            low = middle
        else:
            high = middle - 1
    return doc[low]
