"""Numbers inside time expressions: "twenty-four", "2 1/2", "a dozen", "several".

Vague amounts ("a few") have no number: TIMEX3 writes an X for them.
"""

import re
from typing import Final

from rashomon.lexicon.time_rules import load_time_rules

SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1000}
SMALL: Final = {"a": 1.0, "an": 1.0, "another": 1.0, "couple": 2.0, "half": 0.5}
_HALF = re.compile(r"1/2|\band a half\b|\bhalf an?\b")
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|½|1/2|[a-z]+")


def _small(word: str) -> int | None:
    """The number below a hundred that one word names."""
    lists = load_time_rules().lists
    found = lists["ones"].get(word) or lists["tens"].get(word)
    return int(found) if found else None


def read_number(text: str) -> float | None:
    """Read a lower-case amount.

    Returns:
        The number, e.g. 24.0 for "twenty-four"; None for a vague one ("several").
    """
    total, current, seen = 0.0, 0.0, False
    for word in _WORD.findall(_HALF.sub("½", text)):
        if word == "½":
            current += 0.5
        elif word[0].isdigit():
            current += float(word.replace(",", ""))
        elif word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if word == "thousand":
                total, current = total + current, 0.0
        elif (small := _small(word)) is not None:
            current += small
        elif word in SMALL:
            current = max(SMALL[word], current)
            if word == "half":
                current = 0.5 if not seen else current
        else:
            continue
        seen = True
    return total + current if seen and not is_vague(text) else None


def is_vague(text: str) -> bool:
    """Tell whether a lower-case amount gives no number: "a few", "several", "dozens of"."""
    return bool(re.search(r"\b(?:few|several|many|some|dozens|hundreds|tens|thousands)\b", text))


def read_ordinal(text: str) -> int | None:
    """Read "14th", "14", "eighth" or "twenty-first"; None for anything else."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    *tens, last = re.split(r"[\s-]+", text.strip())
    number = load_time_rules().lists["ordinal"].get(last)
    if number is None or len(tens) > 1:
        return None
    return int(number) + ((_small(tens[0]) or 0) if tens else 0)


def read_spoken_year(text: str) -> int | None:
    """Read a year in words: "nineteen ninety-seven", "two thousand and three"."""
    words = [w for w in re.split(r"[\s-]+", text) if w != "and"]
    if any(w in SCALES for w in words):
        return int(read_number(text) or 0) or None
    numbers = [n for w in words if (n := _small(w)) is not None]
    if len(numbers) < max(len(words), 2):
        return None
    return numbers[0] * 100 + sum(numbers[1:])


def to_amount(number: float) -> str:
    """Write a number as TIMEX3 has it: no needless decimals."""
    return str(int(number)) if number == int(number) else str(number)


LETTERS: Final = {
    "second": ("PT", "S"),
    "minute": ("PT", "M"),
    "hour": ("PT", "H"),
    "day": ("P", "D"),
    "night": ("P", "D"),
    "week": ("P", "W"),
    "weekend": ("P", "WE"),
    "month": ("P", "M"),
    "quarter": ("P", "Q"),
    "year": ("P", "Y"),
    "decade": ("P", "DE"),
    "century": ("P", "CE"),
}
TIMES_TEN: Final = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2)}
HALVES: Final = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}


def to_duration(number: float | None, unit: str) -> str:
    """TIMEX3 value of an amount of time; None is an amount that is not told.

    >>> to_duration(3, "year"), to_duration(1.5, "hour"), to_duration(None, "week")
    ('P3Y', 'PT1H30M', 'PXW')
    """
    if unit in TIMES_TEN and number is not None:
        unit, factor = TIMES_TEN[unit]
        number *= factor
    prefix, letter = LETTERS.get(unit, ("P", "D"))
    if number is None:
        return f"{prefix}X{letter}"
    if number % 1 == 0.5 and unit in HALVES:
        return (
            f"{prefix}{int(number)}{letter}{HALVES[unit]}"
            if number > 1
            else f"{prefix}{HALVES[unit]}"
        )
    return f"{prefix}{to_amount(number)}{letter}"
