"""The text of one message as MUC-4's strings are cut from it: numbers, titles, full names, owners.

A template holds strings of the text: "two hooded men", "Colonel Lind", "offices of the Harbour
Party". Where the text itself is not at hand, as in an export that keeps names of private persons
out, mentions stay as they were read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from rashomon.documents.repair_lists import load_lower_words
from rashomon.lexicon.words import INCIDENTS, word_list
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.span import Span
from rashomon.model.statement import Statement

TITLES: Final = word_list("muc.title", INCIDENTS)
PREMISES: Final = word_list("muc.premises", INCIDENTS)
PRONOUNS: Final = frozenset(
    "he him his she her hers it its they them their theirs we us our ours i me my you your who "
    "whom whose which that this these those one ones some others himself itself themselves".split()
)
HEADING: Final = "[TEXT]"
"""Where the heading of a message of the Foreign Broadcast Information Service ends."""
SENTENCE: Final = re.compile(r"[.!?][\"')\]]*\s+|\n\s*\n")
SHORT: Final = re.compile(
    r"\b(?:u\.s|mr|mrs|dr|gen|col|no|st|lt|sgt|capt|msgr|maj)\.\s*$", re.IGNORECASE
)
NUMBER: Final = (
    r"(?:\d{1,3}(?!\d)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|"
    r"hundred)"
)
COUNTED: Final = re.compile(
    rf"(?<![\w-])((?:(?:approximately|about|some|more than|at least|several)\s+)?{NUMBER}\s+"
    r"(?:(?:or|to)\s+\d{1,3}\s+)?(?:\w+ly\s+)?|\w+ly\s+)$",
    re.IGNORECASE,
)
WORD_BEFORE: Final = re.compile(r"([^\W\d_][\w'-]*)\.?\s+$")
OWNER: Final = re.compile(
    r"\s+of\s+(?:the\s+|a\s+|an\s+)?((?:[\w'.&\"-]+\s+){0,6}?[\w'&\"-]+)"
    r"(?=\s*(?:[,;:.()\[\]]|--|\b(?:in|at|on|located|which|that|where|who|by|with|near|and|was|"
    r"were|has|have|as|after|during|before|when|while|for|from|to)\b|$))",
    re.IGNORECASE,
)
BEFORE_TAIL: Final = re.compile(r"\s(?:of|in|on|at|from|for|who|that|with)\s", re.IGNORECASE)
OWNED: Final = re.compile(r"(?:his|her|its|their|our|my|your|the|a|an)\s+", re.IGNORECASE)
LOOK_BACK: Final = 50
MOST_CASES: Final = 3000
MOST_CAPITALS: Final = 0.9
MOST_FORENAMES: Final = 3
SHORTEST_NAME: Final = 3
MOST_FORMS: Final = 20


def head(words: str) -> str:
    """Give the head of a noun phrase, in lower case: the last word before what follows it."""
    front = BEFORE_TAIL.split(" ".join(words.split()), maxsplit=1)[0]
    found = re.sub(r"\W+$", "", front.lower()).split()
    return found[-1] if found else ""


def is_pronoun(words: str) -> bool:
    """Tell whether a mention is a pronoun."""
    return words.lower() in PRONOUNS


class Page:
    """A message, with whom it names.

    Attributes:
        text: The text; empty where it is not at hand.
        actors: Everybody whom it names, in order: of the reading, or of its statements.
    """

    def __init__(
        self, text: str, statements: Sequence[Statement], actors: Sequence[ActorMention] = ()
    ) -> None:
        self.text = text
        told = actors or tuple(_named_in(statements))
        self.actors = tuple(sorted(told, key=lambda a: (a.span.start, a.span.end)))

    @cached_property
    def first(self) -> int:
        """Offset at which the heading ends; -1 without one."""
        return self.text.find(HEADING)

    @cached_property
    def names(self) -> dict[str, Span]:
        """By resolved name its first mention in the text, of persons the longest one."""
        found: dict[str, Span] = {}
        for one in self.actors:
            if is_pronoun(one.span.text):
                continue
            before = found.get(one.name)
            if before is None or (one.kind == "person" and _size(one.span) > _size(before)):
                found[one.name] = one.span
        return found

    @cached_property
    def sentences(self) -> list[int]:
        """Offsets at which sentences begin."""
        starts = [0]
        for match in SENTENCE.finditer(self.text):
            if not SHORT.search(self.text[max(0, match.start() - 5) : match.end()]):
                starts.append(match.end())
        return starts

    def sentence(self, offset: int) -> int:
        """Give the number of the sentence in which an offset lies."""
        return bisect_right(self.sentences, offset) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Give first and last offset of a sentence."""
        after = number + 1
        end = self.sentences[after] if after < len(self.sentences) else len(self.text)
        return self.sentences[number], end

    def within(self, start: int, end: int) -> Iterator[ActorMention]:
        """Give everybody named between two offsets."""
        for one in self.actors[bisect_right(self._starts, start - 1) :]:
            if one.span.start >= end:
                return
            if one.span.end <= end:
                yield one

    def span(self, start: int, end: int) -> Span:
        """Cut a piece of the text."""
        return Span(start, end, self.text[start:end])

    def fits(self, span: Span) -> bool:
        """Tell whether the text is at hand and has the span's words where the span says."""
        return bool(span.text) and self.text[span.start : span.end] == span.text

    def counted(self, span: Span) -> Span:
        """Take the number in front to a description: "two", "about twenty heavily"."""
        match = COUNTED.search(self._before(span)) if self.fits(span) else None
        return self.span(span.start - len(match[1]), span.end) if match else span

    def titled(self, span: Span) -> Span:
        """Take the titles in front to a name."""
        start = span.start
        while self.fits(span) and (match := WORD_BEFORE.search(self._before(span, start))):
            if match[1].lower() not in TITLES:
                break
            start -= len(match[0])
        return self.span(start, span.end) if start < span.start else span

    def owned(self, span: Span) -> Span:
        """Take the owner behind to premises: "offices of the Harbour Party"."""
        if not self.fits(span) or head(span.text) not in PREMISES or " of " in _flat(span.text):
            return span
        match = OWNER.match(self.text[span.end : span.end + 120])
        return self.span(span.start, span.end + match.end(1)) if match else span

    def bare(self, span: Span) -> Span:
        """Take an owner's pronoun or an article away: "his car"."""
        match = OWNED.match(span.text) if self.fits(span) else None
        return self.span(span.start + match.end(), span.end) if match else span

    def full_name(self, span: Span) -> Span:
        """Give the longest form in which the text has a short name."""
        if not self.fits(span) or len(span.text.split()) >= SHORTEST_NAME:
            return span
        form = r"\s+".join(map(re.escape, span.text.split()))
        best = span
        for number, match in enumerate(re.finditer(rf"\b{form}\b", self.text)):
            if number == MOST_FORMS:
                break
            one = self.span(self._forenames(match.start()), match.end())
            if len(one.text.split()) > len(best.text.split()):
                best = one
        return best

    @cached_property
    def _starts(self) -> list[int]:
        return [a.span.start for a in self.actors]

    @cached_property
    def _in_capitals(self) -> bool:
        letters = [c for c in self.text[:MOST_CASES] if c.isalpha()]
        return sum(c.isupper() for c in letters) > MOST_CAPITALS * max(1, len(letters))

    def _before(self, span: Span, start: int | None = None) -> str:
        at = span.start if start is None else start
        return self.text[max(0, at - LOOK_BACK) : at]

    def _forenames(self, start: int) -> int:
        for _ in range(MOST_FORENAMES):
            match = WORD_BEFORE.search(self.text[max(0, start - LOOK_BACK) : start])
            if match is None or not self._is_forename(match[1]):
                break
            start -= len(match[0])
        return start

    def _is_forename(self, word: str) -> bool:
        if len(word) < SHORTEST_NAME or word.lower() in load_lower_words():
            return False
        if word.lower() in TITLES:
            return False
        return word.isupper() if self._in_capitals else word.istitle()


def _named_in(statements: Iterable[Statement]) -> Iterator[ActorMention]:
    seen: set[tuple[int, int]] = set()
    for statement in statements:
        people: tuple[Participant, ...] = (
            *statement.agents,
            *statement.targets,
            *statement.roles,
        )
        for one in people:
            key = (one.mention.start, one.mention.end)
            if one.kind is not None and key not in seen:
                seen.add(key)
                yield ActorMention(
                    span=one.mention,
                    name=one.name,
                    kind=one.kind,
                    id=one.id,
                    sector=one.sector,
                    named=one.named,
                    acts_for=one.acts_for,
                )


def _size(span: Span) -> int:
    return span.end - span.start


def _flat(words: str) -> str:
    return " ".join(words.lower().split())
