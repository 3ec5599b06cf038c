"""Odd characters: mojibake, ligatures, invisible controls, odd spaces and quotation marks.

``Selm\u200b Courier`` with a zero-width space is "Selm Courier"; ``Ã©`` is "é".
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

import ftfy

from rashomon.documents.alignment import Draft, Edit

FOLLOWING: Final = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
MOJIBAKE: Final = re.compile(
    f"(?:[\u00c2-\u00df]{FOLLOWING}|[\u00e0-\u00ef]{FOLLOWING}{{2}}|[\u00f0-\u00f4]{FOLLOWING}{{3}}){{1,12}}"
)
"""UTF-8 read as a Western single-byte code: a lead byte and exactly what must follow it."""
MOST_MOJIBAKE: Final = 20_000
"""Repairs in one text; more is no text that was once good."""

DROPPED: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+"
    "|\r(?=\n)"
)
"""Zero-width, bidirectional and soft-hyphen controls, and the first half of a line end."""

LIGATURE: Final = re.compile("[\ufb00-\ufb06\u0132\u0133]")
FOOTNOTE: Final = re.compile(r"(?<=[\w.,;:!?)”’\"'])(?:\[\d{1,3}\])+")
DOUBLED: Final = re.compile(r"``|(?<!')''(?!')")

SPACES: Final = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
LINES: Final = "\u0085\u2028\u2029\u000b\u000c\r"
ONE_FOR_ONE: Final = str.maketrans(
    {
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(LINES, "\n"),
        **dict.fromkeys("„‟«〝", "“"),
        **dict.fromkeys("»〞〟", "”"),
        **dict.fromkeys("‚‛‹", "‘"),
        **dict.fromkeys("›", "’"),
        **dict.fromkeys("´ʼ′", "'"),
        **dict.fromkeys("″", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),
        **{chr(c): " " for c in [*range(9), *range(14, 32), 127]},
    }
)


def repair_characters(draft: Draft) -> None:
    """Give every character its plain form, changing `draft`."""
    if draft.text.isascii() and not any(mark in draft.text for mark in ("\r", "``", "''", "[")):
        draft.recast(draft.text.translate(ONE_FOR_ONE))
        return
    draft.apply(_mojibake(draft.text))
    draft.apply(Edit(m.start(), m.end(), "") for m in DROPPED.finditer(draft.text))
    draft.apply(Edit(m.start(), m.end(), "") for m in FOOTNOTE.finditer(draft.text))
    draft.apply(_split_ligatures(draft.text))
    draft.apply(
        Edit(m.start(), m.end(), "“" if m[0] == "``" else "”") for m in DOUBLED.finditer(draft.text)
    )
    draft.recast(draft.text.translate(ONE_FOR_ONE))


@lru_cache(maxsize=4096)
def _fix(run: str) -> str:
    return ftfy.fix_encoding(run)


def _mojibake(text: str) -> Iterator[Edit]:
    for match in islice(MOJIBAKE.finditer(text), MOST_MOJIBAKE):
        fixed = _fix(match[0])
        if len(fixed) < len(match[0]):
            yield Edit(match.start(), match.end(), fixed, "shadow.mojibake")


def _split_ligatures(text: str) -> Iterator[Edit]:
    for match in LIGATURE.finditer(text):
        yield Edit(match.start(), match.end(), unicodedata.normalize("NFKC", match[0]))
