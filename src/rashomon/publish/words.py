"""A statement in words, the same in every format: who says it, what was done to whom, how real.

"Varga denied that her troops fired on the hospital" becomes the chain ``Ilse Varga denies`` and
the line ``Marennan troops · fired → hospital``. Nothing here adds to what was read: what the
text leaves open is left out, and a negation or a denial is always written out as a word.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import DerivedTime, EventTime

AUTHOR: Final = "the author"
"""Stands where the chain of speakers is empty: the document speaks in its own voice."""
NOBODY: Final = "nobody named"
NOT: Final = "NOT"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status is shown where colour may be missing.

    Attributes:
        mark: One character.
        plain: One ASCII character, where the terminal has no other.
        colour: Name of a terminal colour.
    """

    mark: str
    plain: str
    colour: str


SIGNS: Final = {
    "occurred": Sign("●", "*", "green"),
    "ongoing": Sign("◐", "~", "cyan"),
    "planned": Sign("◇", ">", "blue"),
    "desired": Sign("☆", "w", "magenta"),
    "demanded": Sign("!", "!", "magenta"),
    "threatened": Sign("▲", "^", "red"),
    "attempted": Sign("◔", "/", "yellow"),
    "prevented": Sign("⊘", "0", "yellow"),
    "predicted": Sign("»", "]", "blue"),
    "conditional": Sign("◌", "i", "yellow"),
    "possible": Sign("?", "?", "yellow"),
}
OTHER_SIGN: Final = Sign("·", ".", "white")

STANCES: Final = {
    "asserts": "",
    "denies": "DENIES",
    "doubts": "doubts",
    "asks": "asks",
    "hopes": "hopes",
    "fears": "fears",
}
MODIFIERS: Final = {
    "about": "about ",
    "nearly": "nearly ",
    "at least": "at least ",
    "at most": "at most ",
    "more than": "more than ",
    "fewer than": "fewer than ",
    "including": "including ",
}


def clean(text: str) -> str:
    """Give text that is safe on one line of a terminal: no control or direction characters.

    Escape sequences, tabs and line ends become spaces; invisible marks that turn the reading
    direction are dropped, so that a hostile name can't rewrite the line around it.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category == "Cf" and char not in "\u200c\u200d":
            continue
        elif category in ("Cs", "Co", "Cn"):
            kept.append("\ufffd")
        else:
            kept.append(char)
    return " ".join("".join(kept).split()) if " " in kept else "".join(kept)


def sign_of(status: str) -> Sign:
    """Give the sign of a status."""
    return SIGNS.get(status, OTHER_SIGN)


def speaker_words(speaker: Speaker) -> str:
    """Write one link of the chain: the names alone who assert, with the stance who do not.

    ``Karel Imhof``; ``Ilse Varga DENIES``; ``Council of Island States fears``.
    """
    names = clean(" and ".join([speaker.name or NOBODY, *speaker.also]))
    stance = STANCES.get(speaker.stance, speaker.stance)
    return f"{names} {stance}" if stance else names


def chain_words(statement: Statement) -> str:
    """Write the chain of speakers, outermost first, ``›`` between; `AUTHOR` where it is empty."""
    if not statement.speakers:
        return AUTHOR
    return " › ".join(speaker_words(speaker) for speaker in statement.speakers)


def excerpt(statement: Statement, most: int = 70) -> str:
    """Give the evidence around the trigger, cut to `most` characters at word ends."""
    text, trigger = statement.evidence.text, statement.trigger
    if len(text) <= most:
        return clean(text)
    middle = trigger.start - statement.evidence.start + len(trigger.text) // 2
    start = max(0, min(middle - most // 2, len(text) - most))
    end = min(len(text), start + most)
    if start and " " in text[start:middle]:
        start = text.index(" ", start) + 1
    if end < len(text) and " " in text[middle:end]:
        end = text.rindex(" ", middle, end)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{clean(text[start:end])}{after}"


def names_of(participants: Iterable[Participant]) -> str:
    """Write participants, each once, with commas."""
    return ", ".join(dict.fromkeys(clean(one.name) for one in participants))


def line_words(statement: Statement, *, negation: bool = True) -> str:
    """Write who did what to whom: ``agents · [NOT] trigger → targets``.

    Args:
        statement: What is said.
        negation: Write ``NOT``; leave it out only where it stands before the line already.
    """
    agents = names_of(statement.agents)
    targets = names_of(statement.targets)
    tools = names_of(statement.instruments)
    said = f"{NOT} {clean(statement.trigger.text)}" if negation and is_negated(statement) else ""
    words = f"{agents} · " if agents else ""
    words += said or clean(statement.trigger.text)
    words += f" → {targets}" if targets else ""
    return words + (f" with {tools}" if tools else "")


def is_negated(statement: Statement) -> bool:
    """Tell whether the content itself says that it is not so."""
    return statement.polarity == "-"


def is_denied(statement: Statement) -> bool:
    """Tell whether anybody in the chain denies it."""
    return any(speaker.stance == "denies" for speaker in statement.speakers)


def time_words(time: EventTime | None) -> str:
    """Write an interval: one day, a month, or first and last day with ``…`` between."""
    if time is None:
        return ""
    if time.precision in ("month", "season", "year") and time.start[5:] and time.end[5:]:
        if time.precision == "year" and time.start[:4] == time.end[:4]:
            return time.start[:4]
        if time.precision == "month" and time.start[:7] == time.end[:7]:
            return time.start[:7]
    start, end = time.start.replace("T", " "), time.end.replace("T", " ")
    if start == end:
        return start
    if start[:10] == end[:10] and len(start) > 10:
        return f"{start} … {end[11:]}"
    return f"{start} … {end}"


def derived_words(derived: DerivedTime) -> str:
    """Write days that publication lets one deduce (``by`` a day) or presume (with ``?``)."""
    if derived.start is None:
        return f"by {derived.end}"
    return f"{derived.start} … {derived.end}?"


def place_words(places: Iterable[EventPlace]) -> str:
    """Write places, most specific first, each once; ``?`` marks one without a point."""
    words = (clean(p.name) + ("" if p.lat is not None else "?") for p in places)
    return ", ".join(dict.fromkeys(words))


def number_words(value: float) -> str:
    """Write a number with commas: ``2,400``."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.3f}".rstrip("0")


def bounds_words(low: float | None, best: float | None, high: float | None) -> str:
    """Write the bounds of a ledger: ``12``; ``9 to 17, best 12``; ``9 or more, best 17``."""
    if low is None and high is None:
        return "" if best is None else number_words(best)
    if low is not None and low == high:
        return number_words(low)
    if low is None or high is None:
        known = low if low is not None else high
        told = f"{number_words(known or 0)} or {'more' if high is None else 'fewer'}"
    else:
        told = f"{number_words(low)} to {number_words(high)}"
    return told if best is None else f"{told}, best {number_words(best)}"


def figure_words(figure: Figure) -> str:
    """Write one figure: ``at least 31 killed``; an open range has ``…``."""
    what = figure.measure or figure.of or figure.unit or ""
    prefix = MODIFIERS.get(figure.modifier or "", "")
    bounds = [figure.low, figure.high]
    if figure.best is not None:
        number = number_words(figure.best)
    elif all(b is not None for b in bounds):
        number = "–".join(number_words(b) for b in bounds if b is not None)
        prefix = ""
    elif figure.low is not None:
        number, prefix = number_words(figure.low), prefix or "at least "
    elif figure.high is not None:
        number, prefix = number_words(figure.high), prefix or "at most "
    else:
        return clean(figure.mention.text)
    return f"{prefix}{number} {clean(what)}".strip()


def figures_words(figures: Iterable[Figure]) -> str:
    """Write all figures of a statement, semicolons between."""
    return "; ".join(figure_words(figure) for figure in figures)


def document_words(document: Document) -> list[str]:
    """Write what is known of a document: outlet, authors, date with its precision."""
    parts = [document.outlet or "", ", ".join(document.authors)]
    if document.published:
        date = document.published
        if document.published_precision not in (None, "day"):
            date += f" ({document.published_precision})"
        parts.append(f"published {date}")
    else:
        parts.append("no publication date")
    return [clean(part) for part in parts if part]


def relayed_words(document: Document) -> list[str]:
    """Write what the document itself says that it relays, one line each."""
    lines = []
    for relayed in document.derived_from:
        known = (relayed.author, relayed.title, relayed.outlet, relayed.published)
        words = [clean(part) for part in known if part]
        if not words and relayed.mention:
            words = [clean(relayed.mention.text)]
        if words:
            lines.append(", ".join(words))
    return lines


def short_ids(statements: Iterable[Statement], least: int = 6) -> dict[str, str]:
    """Give each id the shortest prefix, of `least` characters or more, that no other id shares."""
    ids = sorted({s.id for s in statements})
    short: dict[str, str] = {}
    for number, one in enumerate(ids):
        beside = ids[max(0, number - 1) : number] + ids[number + 1 : number + 2]
        size = least
        while size < len(one) and any(other[:size] == one[:size] for other in beside):
            size += 1
        short[one] = one[:size]
    return short
