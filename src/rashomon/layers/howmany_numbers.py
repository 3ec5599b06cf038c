"""Find number expressions in a parsed text and their bounds: "at least two dozen", "10 to 15".

Reads tokens from left to right, once. Ordinals, dates, ages, calibres, designations ("Resolution
2328") and clock times are not counts and are left alone.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.table import table_of
from rashomon.lexicon.events import load_events
from rashomon.lexicon.figures import Modifier, Quantities
from rashomon.lexicon.words import word_list

DIGITS: Final = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^\d+(?:[.,]\d+)?$")
GLUED: Final = re.compile(r"^(\d+(?:\.\d+)?)(k|m|bn|mln)$", re.IGNORECASE)
RANGE_WORDS: Final = frozenset({"to", "-", "–", "—", "or"})
DESIGNATED: Final = word_list("howmany.designated")
CHANGING: Final = word_list("howmany.rising")
UNITS: Final = word_list("howmany.units")
OLDEST: Final = 110
SMALL: Final = 100
LARGEST: Final = 1e13


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberExpression:
    """One number of a text.

    Attributes:
        first: First token, with modifier.
        number_first: First token of the number words alone.
        last: One past the last token.
        low: Lower bound or None.
        best: The number, or None for a range.
        high: Upper bound or None.
        modifier: As in the contract.
        rule: Id of the rule.
        currency: True behind a currency sign.
        vague: True for "dozens", "hundreds".
        anchor: Token that stands for the number in the parse.
    """

    first: int
    number_first: int
    last: int
    low: float | None
    best: float | None
    high: float | None
    modifier: str | None
    rule: str
    currency: bool
    vague: bool
    anchor: Token


def find_numbers(doc: Doc, quantities: Quantities, taken: frozenset[int]) -> list[NumberExpression]:
    """Find the counts of a document, in text order.

    Args:
        doc: A parsed document.
        quantities: The lexicon.
        taken: Token indexes inside time expressions and names, which hold no counts.
    """
    found: list[NumberExpression] = []
    words = table_of(doc).lowers
    opening = OPENING.union(quantities.vague_first, quantities.numbers, quantities.fractions)
    at = 0
    while at < len(doc):
        plain = words[at].isalpha() and words[at] not in opening
        hit = None if plain or at in taken else _read(doc, at, quantities)
        if hit is None or not _is_count(doc, hit[1], hit[2], quantities):
            at += 1
            continue
        number = _express(doc, hit, quantities)
        joined = _joined(doc, found[-1], number) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(number)
        at = max(hit[2], at + 1)
    return found


def _joined(doc: Doc, least: NumberExpression, most: NumberExpression) -> NumberExpression | None:
    """Join "*at least 12* and *as many as 20* people" to one range."""
    between = [t.lower_ for t in doc[least.last : most.first]]
    if least.modifier != "at least" or most.modifier != "at most" or least.low is None:
        return None
    if most.high is None or most.high < least.low or not set(between) <= JOINTS:
        return None
    hangs = most.anchor.head.i == least.anchor.i
    anchor = least.anchor if hangs else most.anchor
    return replace(
        most,
        first=least.first,
        number_first=least.number_first,
        low=least.low,
        modifier=None,
        anchor=anchor,
    )


JOINTS: Final = frozenset({"and", "but", "or", ",", "perhaps", "possibly", "maybe", "–", "—"})
OPENING: Final = frozenset("a an half quarter dozen hundred thousand million".split())
"""Words that may open a number, beside those of the lexicon: others are not looked at."""
_ONE_AS_COUNT: Final = frozenset({"nummod", "nsubj", "nsubjpass", "dobj", "ROOT", "compound"})
Hit = tuple[tuple[float | None, float | None, float | None], int, int, bool]


def _read(doc: Doc, at: int, quantities: Quantities) -> Hit | None:
    """Give ``((low, best, high), first, last, vague)`` of the number at a token."""
    is_vague = doc[at].lower_ in quantities.vague_first
    if is_vague and (vague := _read_vague(doc, at, quantities)) is not None:
        return vague
    value, last = _value(doc, at, quantities)
    if (part := _read_percent(doc, at, value, last)) is not None:
        return part
    if (part := _read_fraction(doc, at, quantities)) is not None:
        return part
    if value is None:
        return None
    return _read_range(doc, at, last, value, quantities) or ((value, value, value), at, last, False)


def _read_vague(doc: Doc, at: int, quantities: Quantities) -> Hit | None:
    """Read "dozens of", the longer phrase before the word alone."""
    for phrase, (low, high) in quantities.vague.items():
        if not _follows(doc, at, phrase):
            continue
        if len(phrase) == 1 and any(
            len(p) > 1 and p[0] == phrase[0] and _follows(doc, at, p) for p in quantities.vague
        ):
            continue
        return (low, None, high), at, at + len(phrase), True
    return None


def _read_fraction(doc: Doc, at: int, quantities: Quantities) -> Hit | None:
    """Read a part of a whole: "half of", "half the", "two thirds of"."""
    count, word = 1, at
    if doc[at].lower_ in ("a", "one", "two", "three", "four") and at + 1 < len(doc):
        count, word = quantities.numbers.get(doc[at].lower_, 1), at + 1
    parts = quantities.fractions.get(doc[word].lower_)
    if parts is None or count >= parts or (word == at) != (parts == HALVES):
        return None
    if at and doc[at - 1].lower_ in ("first", "second", "last", "other"):
        return None
    behind = doc[word + 1].lower_ if word + 1 < len(doc) else ""
    if behind != "of" and not (parts == HALVES and behind in ("the", "its", "their")):
        return None
    value = count / parts
    return (value, value, value), at, word + 1, False


def _read_percent(doc: Doc, at: int, value: float | None, last: int) -> Hit | None:
    """Read on from a number to "percent of"."""
    if value is None or not 0 < value < SMALL:
        return None
    for words in (("percent", "of"), ("%", "of"), ("per", "cent", "of")):
        if _follows(doc, last, words):
            part = value / SMALL
            return (part, part, part), at, last + len(words) - 1, False
    return None


HALVES: Final = 2


def _read_range(doc: Doc, at: int, last: int, value: float, quantities: Quantities) -> Hit | None:
    """Read on from the first number of a range: "10 to 15", "four or five", "between 10 and 15"."""
    is_update = at and doc[at - 1].lower_ in ("update", "wrapup")
    if is_update:
        return None
    if is_earlier(doc, at):
        return None
    if last < len(doc) - 1 and doc[last].lower_ in RANGE_WORDS and not doc[last].is_sent_start:
        other, end = _value(doc, last + 1, quantities)
        if other is not None and other > value and doc[last].lower_ != "or":
            if value < SMALL and other >= 1000 and end - last > 1:
                value *= _scale_of(other)
            return (value, None, other), at, end, False
        if other is not None and doc[last].lower_ == "or" and 0 < other - value <= value + 5:
            return (value, None, other), at, end, False
    if at and doc[at - 1].lower_ == "between" and last < len(doc) - 1 and doc[last].lower_ == "and":
        other, end = _value(doc, last + 1, quantities)
        if other is not None and other > value:
            return (value, None, other), at, end, False
    return None


def is_earlier(doc: Doc, at: int) -> bool:
    """Tell "the toll rose *from nine* to twelve", whose first number holds no longer."""
    way = doc[at - 1] if at else None
    return way is not None and way.lower_ == "from" and way.head.lemma_.lower() in CHANGING


def _scale_of(value: float) -> float:
    for scale in (1e9, 1e6, 1e3):
        if value >= scale:
            return scale
    return 1


def _follows(doc: Doc, at: int, words: tuple[str, ...]) -> bool:
    return at + len(words) <= len(doc) and all(
        doc[at + n].lower_ == word for n, word in enumerate(words)
    )


def _value(doc: Doc, at: int, quantities: Quantities) -> tuple[float | None, int]:
    """Read one number in digits or words; give it and one past its last token."""
    if at >= len(doc):
        return None, at
    text = doc[at].lower_
    if (glued := GLUED.match(text)) and text[-1] != "m":
        return float(glued[1]) * quantities.scales[glued[2].lower()], at + 1
    if text[:1] == "+" and DIGITS.match(text[1:]):
        return _digits(text[1:]), at + 1
    if DIGITS.match(text):
        return _with_scales(doc, at + 1, _digits(text), quantities)
    if text in ("half", "quarter") and _follows(doc, at + 1, ("a", "million")):
        return (500_000.0 if text == "half" else 250_000.0), at + 3
    if text in ("a", "an") and at + 1 < len(doc) and doc[at + 1].lower_ in quantities.scales:
        if doc[at + 1].lower_ in ("score", "m", "k"):
            return None, at
        return _words(doc, at + 1, quantities)
    if text in quantities.numbers or (text in ("dozen", "hundred", "thousand", "million")):
        return _words(doc, at, quantities)
    return None, at


def _digits(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", text):
        return float(re.sub(r"[,.]", "", text))
    return float(text.replace(",", "."))


def _with_scales(doc: Doc, at: int, value: float, quantities: Quantities) -> tuple[float, int]:
    while at < len(doc) and (scale := quantities.scales.get(doc[at].lower_)) is not None:
        if doc[at].lower_ in ("m", "k", "score") or value * scale > LARGEST:
            break
        value *= scale
        at += 1
    return value, at


def _words(doc: Doc, at: int, quantities: Quantities) -> tuple[float | None, int]:
    """Read a number in words: "two hundred and six", "twenty-four", "three million"."""
    total, current, seen = 0.0, 0.0, False
    while at < len(doc):
        word = doc[at].lower_
        if word in quantities.numbers:
            if (
                seen
                and doc[at - 1].lower_ in quantities.numbers
                and (quantities.numbers[doc[at - 1].lower_] < 20 or quantities.numbers[word] > 9)
            ):
                break
            current += quantities.numbers[word]
        elif word in quantities.scales and word not in ("m", "k", "score"):
            scale = quantities.scales[word]
            if scale <= 100:
                current = (current or 1) * scale
            else:
                total += (current or 1) * scale
                current = 0
        elif seen and word in ("and", "-") and at + 1 < len(doc):
            if doc[at + 1].lower_ not in quantities.numbers or (
                word == "and" and doc[at - 1].lower_ not in quantities.scales
            ):
                break
        else:
            break
        seen = True
        at += 1
    return (total + current if seen else None), at


def _is_count(doc: Doc, first: int, last: int, quantities: Quantities) -> bool:
    """Tell a count from a designation, an age, a measure of length or a clock time."""
    token = doc[first]
    if token.tag_ == "CD" and first and doc[first - 1].lower_.rstrip(".") in DESIGNATED:
        return False
    if _is_age(doc, first, last) or _is_age_of(doc, first, last):
        return False
    if not _is_update(doc, first) and (
        first > 1
        and doc[first - 1].text in ("-", ":", "/", "#", "№")
        and not doc[first - 1].whitespace_
        and not doc[first - 2].whitespace_
        and doc[first - 2].text[-1:].isalnum()
    ):
        return False
    if last < len(doc) and _is_measured(doc, last):
        return False
    if token.lower_ == "one" and not _is_one_counted(doc, first, last, quantities):
        return False
    return not (first and doc[first - 1].lower_ in ("aged", "age"))


def _is_one_counted(doc: Doc, first: int, last: int, quantities: Quantities) -> bool:
    """Tell "one killed" from "no one", "one of them" and "one that"."""
    if first and doc[first - 1].lower_ == "no":
        return False
    if any(c.dep_ == "det" or (c.dep_ == "amod" and c.i < first) for c in doc[first].children):
        return False  # "the last one", "this one"
    after = doc[last].lower_ if last < len(doc) else ""
    if doc[first].dep_ not in _ONE_AS_COUNT:
        return after in quantities.states
    return after not in ("of", "another", "that")


def _is_measured(doc: Doc, last: int) -> bool:
    """Tell what stands right behind a length, a clock time, or half a compound."""
    after, is_glued = doc[last], not doc[last - 1].whitespace_
    if after.lower_ in UNITS:
        return True
    if after.text in (":", "/") and is_glued and not after.whitespace_:
        return True
    return after.text == "-" and is_glued and last + 1 < len(doc)


def _is_age(doc: Doc, first: int, last: int) -> bool:
    """Tell "Ilse Varga, *45*, was": a number between commas behind a name."""
    return (
        first > 1
        and last == first + 1
        and doc[first].text.isdigit()
        and doc[first - 1].text == ","
        and doc[first - 2].pos_ in ("PROPN", "NOUN")
        and doc[first - 2].tag_ not in ("NNS", "NNPS")
        and (last == len(doc) or doc[last].text in (",", ".", ")", ";"))
        and int(doc[first].text) <= OLDEST
    )


def _is_age_of(doc: Doc, first: int, last: int) -> bool:
    """Tell "a girl *of nine*", who is nine, from "a family of nine"."""
    if first < 2 or last != first + 1 or doc[first - 1].lower_ != "of":
        return False
    whose, after = doc[first - 2], doc[last] if last < len(doc) else None
    one = whose.tag_ == "NN" and any(c.lower_ in ("a", "an", "another") for c in whose.lefts)
    known = load_events().nouns.get(whose.lemma_.lower())
    person = known is not None and known.classes == ("person",)
    return one and person and (after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ"))


def _is_update(doc: Doc, first: int) -> bool:
    """Tell an agency's mark of a new version: "UPDATE 2-Six soldiers killed"."""
    return first > 2 and doc[first - 3].lower_ in ("update", "wrapup")


def _express(doc: Doc, hit: Hit, quantities: Quantities) -> NumberExpression:
    (low, best, high), first, last, vague = hit
    start, modifier = _before(doc, first, quantities)
    end = last
    if modifier is None:
        end, modifier = _after(doc, last, quantities)
    if modifier is None and doc[first].text[0] == "+":
        modifier = quantities.before[("at", "least")]
    name, rule = ("exact" if best is not None else None), "figure.number"
    if vague:
        name, rule = None, "figure.vague"
    if modifier is not None:
        name, rule = modifier.modifier, modifier.id
        low, best, high = _bounded(low, best, high, modifier.bounds)
    before = doc[first - 1] if first > 0 else None
    sign = before is not None and (before.is_currency or before.text[-1:] in "$€£")
    currency = sign or doc[first].text[0] in "$€£"
    return NumberExpression(
        first=start - (1 if currency and start == first else 0),
        number_first=first,
        last=end,
        low=low,
        best=best,
        high=high,
        modifier=name,
        rule=rule,
        currency=currency,
        vague=vague,
        anchor=doc[first:last].root,
    )


def _bounded(
    low: float | None, best: float | None, high: float | None, bounds: str
) -> tuple[float | None, float | None, float | None]:
    if bounds == "low":
        return low, None, None
    if bounds == "high":
        return None, None, high
    if bounds == "best":
        return (None, best, None) if best is not None else (low, None, high)
    return None, best, high


def _before(doc: Doc, first: int, quantities: Quantities) -> tuple[int, Modifier | None]:
    at = (
        first - 1
        if first and (doc[first - 1].is_currency or doc[first - 1].lower_ == "the")
        else first
    )
    for width in (4, 3, 2, 1):
        if at - width < 0:
            continue
        key = tuple(t.lower_ for t in doc[at - width : at])
        if (entry := quantities.before.get(key)) is not None:
            if key == ("over",) and doc[at - 1].dep_ == "prep" and doc[at - 1].head.pos_ == "NOUN":
                continue
            return at - width, entry
    return first, None


def _after(doc: Doc, last: int, quantities: Quantities) -> tuple[int, Modifier | None]:
    for width in (2, 1):
        key = tuple(t.lower_ for t in doc[last : last + width])
        if (entry := quantities.after.get(key)) is not None:
            return last + width, entry
    return last, None
