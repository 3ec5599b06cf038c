"""Words of a report, and how much each tells: from tables made once, never from the base itself.

Rarity must not depend on what else is in the base, or the order of arrival would decide which
reports are joined. So it comes from a table of general usage; a word that the table lacks is
mostly a name, and tells most.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from rashomon.errors import RuleFileError
from rashomon.knowledge.gazetteer_states import load_state_names

FOLDER: Final = Path(__file__).parent.parent / "lexicon" / "en"
KINDS: Final = frozenset(
    "air shell blast gun knife execute abduct clash gas fire protest arrest".split()
)
UNKNOWN: Final = 3.0
"""Weight of a word that general usage lacks: most are names."""
PLAIN: Final = 0.25
"""Weight of a word that all reports on conflicts share."""
DEED: Final = 0.5
"""Weight of a word that names a means or a deed; the slot of means weighs those too."""
WORD: Final = re.compile(r"[^\W\d_]{2,}")
MARKS: Final = re.compile(r"[\u2018\u2019\u02bb\u02bc\u02bf'`]")
ENDINGS: Final = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("s", ""))
NOISE: Final = frozenset(
    "a an the of in on at to by for from and or with as is are was were be been has have had it "
    "its their his her he she they we you that this these those which who whom not no but than "
    "into near over out up off via per al el ad ar as ash az un also only so such there".split()
)
NUMBER_WORDS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER: Final = re.compile(
    r"(?<![\w.,:/-])(?:\d{1,3}(?:,\d{3})+|\d{1,6}|" + "|".join(NUMBER_WORDS) + r")(?![\w:/-])"
)
_COMMON: Final = 8.0
_SPREAD: Final = 2.2
"""Natural log of usage: at 1 in e^8 a word starts to tell something; 2.2 more doubles it."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Give a word without plural and verb endings: enough to tell equal words, no more."""
    for end, other in ENDINGS:
        if word.endswith(end) and len(word) > len(end) + 2 and not word.endswith(("ss", "us")):
            word = word[: -len(end)] + other
            break
    for end in ("ing", "ed"):
        if word.endswith(end) and len(word) > len(end) + 3:
            word = word[: -len(end)]
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            return word
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def fold(text: str) -> str:
    """Give text in lower case, without accents and apostrophes."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    plain = unicodedata.normalize("NFKD", MARKS.sub("", text)).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def stems(text: str) -> Iterator[str]:
    """Give the stems of a text's words, in order, without the smallest words."""
    for word in WORD.findall(fold(text)):
        if word not in NOISE:
            yield stem(word)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Give what stays of a name however it is spelt in Latin letters: Kestrel, Kestril."""
    letters = word.replace("kh", "h").replace("ph", "f").replace("q", "k").replace("c", "k")
    first = "a" if letters[0] in "aeiouyj" else letters[0]
    kept = first + re.sub("[aeiouywjh]", "", letters[1:])
    return re.sub(r"(.)\1+", r"\1", kept)


@lru_cache(maxsize=1)
def load_rarity() -> dict[str, float]:
    """Read how much each word of general usage tells, by stem.

    Raises:
        RuleFileError: A line of the table is malformed.
    """
    path = FOLDER / "rarity.tsv"
    table: dict[str, float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        word, tab, value = line.partition("\t")
        if not tab or not value.isdigit() or word in table:
            raise RuleFileError(str(path), str(number), "write stem TAB hundredths, each stem once")
        table[word] = int(value) / 100
    return table


@lru_cache(maxsize=1)
def load_deeds() -> dict[str, frozenset[str]]:
    """Read which means or deeds a word may stand for, by stem.

    Raises:
        RuleFileError: A line is malformed, names an unknown kind or repeats a word.
    """
    path = FOLDER / "deeds.tsv"
    table: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        words, tab, given = line.partition("\t")
        kinds = frozenset(given.split())
        key = " ".join(stem(w) for w in words.split())
        if not tab or not kinds or kinds - KINDS:
            raise RuleFileError(str(path), str(number), f"kinds must be among {sorted(KINDS)}")
        if table.get(key, kinds) != kinds:
            raise RuleFileError(str(path), str(number), f"{words!r} stands twice")
        table[key] = kinds
    return table


@lru_cache(maxsize=1)
def load_plain() -> frozenset[str]:
    """Read the stems that tell little in any report on a conflict."""
    lines = (FOLDER / "plain_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(stem(w) for line in lines if not line.startswith("#") for w in line.split())


@lru_cache(maxsize=1)
def load_countries() -> dict[str, frozenset[str]]:
    """Give ISO codes by the stem of a state's name or demonym, of one word each."""
    names = load_state_names()
    found: dict[str, set[str]] = {}
    for table in (names.names, names.demonyms):
        for name, codes in table.items():
            if " " not in name and len(name) > 3:
                found.setdefault(stem(fold(name)), set()).update(codes)
    return {word: frozenset(codes) for word, codes in found.items()}


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """Say how much a stem tells, 0 to `UNKNOWN`."""
    if word in load_plain() or word in load_countries():
        return PLAIN
    if word in load_deeds():
        return DEED
    known = load_rarity().get(word)
    if known is None:
        return UNKNOWN
    return round(max(0.0, min(UNKNOWN, (known - _COMMON) / _SPREAD)), 3)


def deeds_of(words: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the means and deeds that stems stand for: clear ones, and those only possible."""
    table = load_deeds()
    clear: set[str] = set()
    possible: set[str] = set()
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    for word in (*words, *pairs):
        kinds = table.get(word, frozenset())
        (clear if len(kinds) == 1 else possible).update(kinds)
    return frozenset(clear), frozenset(possible - clear)


def numbers_of(text: str) -> frozenset[int]:
    """Give the numbers that a text writes, in digits or words; years and times are left out."""
    found = set()
    for match in NUMBER.finditer(fold(text)):
        value = match.group()
        number = NUMBER_WORDS.get(value)
        if number is None:
            number = int(value.replace(",", ""))
        if number < 1900 or number > 2100:
            found.add(number)
    return frozenset(found)
