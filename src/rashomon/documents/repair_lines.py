"""Lines: join the lines of wrapped wire text, squeeze runs of spaces, blank out front matter.

A wire line ends after about seventy characters, in the middle of a sentence; a blank line or an
indented one begins a paragraph. Lines that are paragraphs themselves stay as they are.
"""

import re
from collections.abc import Iterator
from typing import Final

from rashomon.documents.alignment import Draft, Edit
from rashomon.documents.recase import is_loud
from rashomon.documents.repair_lists import load_lists, load_lower_words

FRONT_MATTER: Final = re.compile(r"\A---[ ]*\n(?:[\w-]+:.*\n|[ -].*\n)*?---[ ]*\n")
SPACES: Final = re.compile(r"(?<=\S) {2,}(?=\S)|^ +(?=\S)", re.MULTILINE)
TRAILING: Final = re.compile(r"(?<! ) ++(?=\n)")
HYPHEN_BREAK: Final = re.compile(r"([a-z]{2,15})-\n([a-z]{2,15})")
EDITOR_MARK: Final = re.compile(r"\[([A-Za-z][A-Za-z\s]{1,40})\] ?")
GLOSS: Final = re.compile(r"\[(?=[A-Za-z0-9])([^\[\]\n]{1,120})\]")

LONGEST_WRAPPED: Final = 110
SHORTEST_WRAPPED: Final = 40
WRAPPED_SHARE: Final = 0.6
"""Share of lines inside paragraphs that must be full for a text to count as wrapped."""
RUNS_ON_SHARE: Final = 0.2
"""Share of full lines after which a small letter shows that the sentence runs on."""
FEWEST_LOUD: Final = 3
"""Full lines that make a text in capitals, which shows no small letters, count as wrapped."""
NEW_PARAGRAPH: Final = re.compile(r" {2,}\S|[-*•·>#|]|\d{1,3}[.)] |[A-Z]\. ")


def repair_lines(draft: Draft) -> None:
    """Turn soft line ends into spaces and leave paragraph ends, changing `draft`."""
    head = FRONT_MATTER.match(draft.text)
    if head:
        blank = re.sub(r"[^\n]", " ", head[0])
        draft.recast(blank + draft.text[head.end() :])
    if "\n" in draft.text:
        draft.apply(_hyphens(draft.text))
        draft.recast(_join_wrapped(draft.text))
    if "[" in draft.text:
        draft.apply(_editor_marks(draft.text))
        draft.recast(GLOSS.sub(r"(\1)", draft.text))
    draft.apply(Edit(m.start(), m.end(), "") for m in TRAILING.finditer(draft.text))
    draft.apply(_squeeze(draft.text))


def _squeeze(text: str) -> Iterator[Edit]:
    for match in SPACES.finditer(text):
        at_line_start = match.start() == 0 or text[match.start() - 1] == "\n"
        yield Edit(match.start(), match.end(), "" if at_line_start else " ")


def _editor_marks(text: str) -> Iterator[Edit]:
    marks = load_lists("repair.toml")["editor_marks"]
    for match in EDITOR_MARK.finditer(text):
        if " ".join(match[1].lower().split()) in marks:
            yield Edit(match.start(), match.end(), "", "shadow.editor-mark")


def _hyphens(text: str) -> Iterator[Edit]:
    words = load_lower_words()
    for match in HYPHEN_BREAK.finditer(text):
        if match[1] + match[2] in words:
            end = match.end(1)
            yield Edit(end, end + 2, "", "shadow.hyphen")


def _join_wrapped(text: str) -> str:
    lines = text.split("\n")
    inner = [i for i in range(len(lines) - 1) if lines[i].strip() and lines[i + 1].strip()]
    full = [i for i in inner if SHORTEST_WRAPPED <= len(lines[i].rstrip()) <= LONGEST_WRAPPED]
    if not inner or len(full) < WRAPPED_SHARE * len(inner):
        return text
    if sum(len(line) > LONGEST_WRAPPED for line in lines) > len(full) // 10:
        return text
    small = sum(lines[i + 1][0].islower() for i in full)
    if small < RUNS_ON_SHARE * len(full) and not (len(full) >= FEWEST_LOUD and is_loud(text)):
        return text
    soft = {i for i in full if not NEW_PARAGRAPH.match(lines[i + 1])}
    return "".join(
        line + (" " if i in soft else "\n" if i < len(lines) - 1 else "")
        for i, line in enumerate(lines)
    )
