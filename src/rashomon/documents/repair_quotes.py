"""Quotation marks: make them directed, and balance them paragraph by paragraph.

Whatever marks a text uses, the shadow has “ and ”, in pairs. A mark that is missing is put where
a reader would hear it: ``The town is ours,” Brandt said.`` opens at the start of the sentence.
Where each paragraph of a long quotation opens with a mark and only the last one closes, every
paragraph is closed.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from rashomon.documents.alignment import Draft, Edit
from rashomon.documents.repair_lists import load_lists

OPEN: Final = "“"
CLOSE: Final = "”"
MARK: Final = re.compile('["“”]')
PARAGRAPH: Final = re.compile(r"[^\n]+")
CSV_PAIR: Final = re.compile(r'""')
APOSTROPHE: Final = re.compile(r"(?<=\w)[‘’](?=\w)|[‘’](?=\d\ds?\b)|’(?=(?:em|til|twas|cause)\b)")
SINGLE_OPEN: Final = re.compile(r"(?<![\w’])‘(?=\S)|(?<![\w'’])'(?=[A-Z]\w* )")
SINGLE_CLOSE: Final = re.compile(r"(?<=\S)[’'](?!\w)")
SENTENCE_START: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z“(])")
LOOK_AHEAD: Final = 5
"""How many paragraphs on a quotation may run without a mark."""
MOST_INSERTED: Final = 400
"""More missing marks than this is no quotation but noise: the text is left alone."""
LONGEST_SINGLE: Final = 600


def repair_quotes(draft: Draft) -> None:
    """Make quotation marks directed and paired, changing `draft`."""
    if '""' in draft.text:
        draft.apply(_csv_marks(draft.text))
    if "'" in draft.text or "‘" in draft.text or "’" in draft.text:
        draft.recast(_single_marks(draft.text))
    if not MARK.search(draft.text):
        return
    paragraphs = [_Paragraph(m.start(), m[0]) for m in PARAGRAPH.finditer(draft.text)]
    text = list(draft.text)
    for paragraph in paragraphs:
        for place, mark in paragraph.directed():
            text[place] = mark
    draft.recast("".join(text))
    edits = sorted(set(_balance(paragraphs)), key=lambda e: (e.start, e.new == OPEN))
    if len(edits) <= MOST_INSERTED:
        draft.apply(edits)


def _csv_marks(text: str) -> Iterator[Edit]:
    """Undo the quoting of a table cell, line by line: the marks around it and the doubled ones."""
    for line in PARAGRAPH.finditer(text):
        pairs = [line.start() + m.start() for m in CSV_PAIR.finditer(line[0])]
        if not pairs:
            continue
        single = CSV_PAIR.sub("  ", line[0])
        first, last = line.start(), line.start() + len(single.rstrip()) - 1
        odd = single.count('"') % 2 == 1
        opens, closes = single.startswith('"'), single.rstrip().endswith('"')
        if opens and (closes or odd):
            yield Edit(first, first + 1, "", "shadow.quote.csv")
        for place in pairs:
            yield Edit(place, place + 2, '"', "shadow.quote.csv")
        if closes and (opens or odd) and last > first:
            yield Edit(last, last + 1, "", "shadow.quote.csv")


def _single_marks(text: str) -> str:
    """Turn single quotation marks into double ones, apostrophes into straight ones.

    Inside a paragraph that has double marks, single ones are quotations within quotations.
    """
    plain = list(APOSTROPHE.sub("'", text))
    joined = "".join(plain)
    for line in PARAGRAPH.finditer(joined):
        if MARK.search(line[0]):
            continue
        at = line.start()
        while opening := SINGLE_OPEN.search(joined, at, line.end()):
            at = opening.end()
            closing = _closing_single(joined, at)
            if closing is not None:
                plain[opening.start()], plain[closing] = OPEN, CLOSE
                at = closing + 1
    return "".join(plain).replace("‘", "'").replace("’", "'")


def _closing_single(text: str, start: int) -> int | None:
    stop = text.find("\n", start, start + LONGEST_SINGLE)
    stop = min(len(text), start + LONGEST_SINGLE) if stop < 0 else stop
    curly = text[start - 1] == "‘"
    first = None
    for match in SINGLE_CLOSE.finditer(text, start, stop):
        place = match.start()
        if curly and text[place] != "’":
            continue
        after_stop = text[place - 1] in ",.?!"
        if after_stop or (curly and text[place - 1] != "s"):
            return place
        if first is None and curly:
            first = place
        if SINGLE_OPEN.search(text, start, place):
            break
    return first


class _Paragraph:
    """One line of text with its quotation marks."""

    def __init__(self, start: int, text: str) -> None:
        self.start = start
        self.text = text
        self.marks = self._direct()

    def _direct(self) -> list[tuple[int, str]]:
        """Say of each mark whether it opens or closes."""
        marks = []
        inside = False
        for match in MARK.finditer(self.text):
            place = match.start()
            way = self._way(place, inside)
            if way:
                marks.append((place, way))
                inside = way == OPEN
        return marks

    def _way(self, place: int, inside: bool) -> str | None:
        before = self.text[place - 1] if place else " "
        after = self.text[place + 1] if place + 1 < len(self.text) else " "
        mark = self.text[place]
        can_open = (before.isspace() or before in "([{—–-/“=") and not after.isspace()
        can_close = not before.isspace() and not (after.isalnum() and mark == '"')
        if can_open and not (can_close and inside):
            return OPEN
        if can_close and not can_open:
            if mark == '"' and before.isdigit() and not inside:
                return None
            return CLOSE
        if mark != '"' and not before.isspace():
            return mark
        return CLOSE if inside else OPEN

    def directed(self) -> Iterator[tuple[int, str]]:
        """Give each mark's place in the document and its direction."""
        return ((self.start + place, mark) for place, mark in self.marks)

    def end(self) -> int:
        """Give the place after the last character that is no space."""
        return self.start + len(self.text.rstrip())

    def first(self) -> int:
        """Give the place of the first character that is no space."""
        return self.start + len(self.text) - len(self.text.lstrip())

    def opens_first(self) -> bool:
        """Tell whether the paragraph begins with an opening mark."""
        return bool(self.marks) and self.marks[0] == (self.first() - self.start, OPEN)


def _balance(paragraphs: list[_Paragraph]) -> Iterator[Edit]:
    carried_to = -1
    for number, paragraph in enumerate(paragraphs):
        edits, still_open = _walk(paragraph, number == carried_to)
        yield from edits
        if still_open is None:
            continue
        end = Edit(paragraph.end(), paragraph.end(), CLOSE, "shadow.quote.continued")
        ahead = paragraphs[number + 1 : number + 1 + LOOK_AHEAD]
        following = next((i for i, p in enumerate(ahead) if p.marks), None)
        if following is not None and ahead[following].marks[0][1] == CLOSE:
            yield end
            carried_to = number + 1 + following
            for quiet in ahead[:following]:
                yield Edit(quiet.first(), quiet.first(), OPEN, "shadow.quote.continued")
                yield Edit(quiet.end(), quiet.end(), CLOSE, "shadow.quote.continued")
        elif ahead and ahead[0].opens_first():
            yield end
        else:
            place = _closing_place(paragraph, still_open)
            yield Edit(place, place, CLOSE, "shadow.quote.unclosed")


def _walk(paragraph: _Paragraph, carried: bool) -> tuple[list[Edit], int | None]:
    """Pair the marks of one paragraph.

    Returns:
        Marks to insert, and the place in the paragraph of an opening mark that nothing closes.
    """
    edits: list[Edit] = []
    opened: list[int] = []
    last_end = 0
    if carried:
        edits.append(Edit(paragraph.first(), paragraph.first(), OPEN, "shadow.quote.continued"))
        opened.append(0)
    ways = [way for _, way in paragraph.marks]
    for index, (place, way) in enumerate(paragraph.marks):
        if way == OPEN:
            if opened and ways[index + 1 : index + 3] != [CLOSE, CLOSE]:
                at = paragraph.start + _before_mark(paragraph.text, opened[-1], place)
                edits.append(Edit(at, at, CLOSE, "shadow.quote.unclosed"))
                opened.clear()
            opened.append(place)
        else:
            if not opened:
                at = paragraph.start + _opening_place(paragraph.text, last_end, place)
                edits.append(Edit(at, at, OPEN, "shadow.quote.unopened"))
            else:
                opened.pop()
            last_end = place + 1
    return edits, (opened[-1] if opened else None)


def _before_mark(text: str, opened: int, place: int) -> int:
    """Where a quotation ends that another one follows: after its last sentence."""
    starts = [m.start() for m in SENTENCE_START.finditer(text, opened + 1, place + 1)]
    if starts:
        return starts[0]
    while place > opened + 1 and text[place - 1].isspace():
        place -= 1
    return place


@cache
def _saying() -> "re.Pattern[str]":
    words = sorted(load_lists("repair.toml")["saying"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b(?:\s+that\b)?[,:]?")


def _opening_place(text: str, after: int, close: int) -> int:
    """Where a quotation begins whose opening mark is lost.

    The earliest sentence after the last quotation or the last verb of saying; inside the
    sentence right after that verb where it stands in the same one.
    """
    begin = after + len(text[after:close]) - len(text[after:close].lstrip(" ,.;:"))
    said = max(_saying().finditer(text, begin, close), key=lambda m: m.start(), default=None)
    if said is None:
        starts = [m.end() for m in SENTENCE_START.finditer(text, begin, close)]
        return starts[0] if after and starts else min(begin, close)
    starts = [m.end() for m in SENTENCE_START.finditer(text, said.end(), close)]
    if starts:
        return starts[0]
    return said.end() + len(text[said.end() : close]) - len(text[said.end() : close].lstrip())


def _closing_place(paragraph: _Paragraph, opened: int) -> int:
    """Where a quotation ends whose closing mark is lost: before its cue, else the paragraph."""
    text = paragraph.text
    for said in _saying().finditer(text, opened):
        comma = text.rfind(",", opened, said.start())
        if comma > opened and "." not in text[comma : said.start()] and said.start() - comma < 60:
            return paragraph.start + comma + 1
    return paragraph.end()
