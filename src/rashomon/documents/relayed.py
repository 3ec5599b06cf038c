"""What a document says of its own making: dateline, agency, byline, and whom it relays.

"In an article in the Selm Courier on January 3, Tomas Brandt writes …": the document relays an
article by Tomas Brandt in the Selm Courier.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from rashomon.documents.dates import MONTHS, WEEKDAYS, parse_date
from rashomon.documents.recase import is_loud, recase_text
from rashomon.documents.rules import Rule, is_outlet, rules_of
from rashomon.model.document import Relayed
from rashomon.model.span import Span

MOST_RELAYED: Final = 20
VIEWED: Final = 60_000
"""Characters from the start of a text in which it is looked for what the text says of itself."""
PLAIN: Final = str.maketrans(
    {**dict.fromkeys("\u00a0\u2009\u202f\t", " "), **dict.fromkeys("‘’", "'"), "\r": " "}
)
AUTHORS: Final = re.compile(r",\s+and\s+|\s+and\s+|\s+AND\s+|,\s+", re.IGNORECASE)
NO_NAME: Final = frozenset((*MONTHS, *WEEKDAYS, "the"))


@dataclass(frozen=True, slots=True)
class Opening:
    """Dateline and agency as the text has them, and the authors of a byline."""

    dateline: str | None = None
    agency: str | None = None
    agency_span: Span | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None


def plain_view(text: str) -> str:
    """Give the start of a text with plain spaces and in normal case; offsets are kept."""
    view = text[:VIEWED].translate(PLAIN)
    if is_loud(view):
        return "\n".join(recase_text(line) for line in view.split("\n"))
    return view


def find_opening(text: str, view: str) -> Opening:
    """Find dateline and byline.

    Args:
        text: The document's text, for the words as written.
        view: Its `plain_view`, in which the rules are matched.
    """
    dateline = agency = span = None
    loud = is_loud(text[:VIEWED])
    for rule in rules_of("dateline"):
        found = next(rule.find(text.translate(PLAIN) if not loud else view), None)
        if found:
            dateline = " ".join(text[found.start("dateline") : found.end("dateline")].split())
            if found.groupdict().get("agency"):
                start, end = found.span("agency")
                agency = " ".join(text[start:end].split())
                span = Span(start, end, text[start:end])
            break
    authors, outlet = _byline(view)
    return Opening(dateline, agency, span, authors, outlet)


def _byline(view: str) -> tuple[tuple[str, ...], str | None]:
    for rule in rules_of("byline"):
        for found in rule.find(view):
            names = tuple(n for n in AUTHORS.split(found["authors"]) if n)
            outlet = found["outlet"]
            if len(names) > 1 and not outlet and is_outlet(names[-1]):
                names, outlet = names[:-1], names[-1]
            if any(word.lower() in NO_NAME for name in names for word in name.split()):
                continue
            return names, outlet
    return (), None


def find_relayed(text: str, view: str, published: str | None, latest: date) -> tuple[Relayed, ...]:
    """Find what the document itself says that it relays, in text order.

    Args:
        text: The document's text.
        view: Its `plain_view`.
        published: The document's own date (ISO, or a year alone), which gives a relayed date its
            year.
        latest: Last day that counts.
    """
    found: list[tuple[int, Relayed]] = []
    taken: list[tuple[int, int]] = []
    for rule in rules_of("relayed"):
        for match in rule.find(view):
            if len(found) >= MOST_RELAYED:
                break
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            relayed = read_relayed(rule, match, text, (published, latest))
            if relayed is not None:
                found.append((match.start(), relayed))
                taken.append(match.span())
    found.sort(key=lambda pair: pair[0])
    kept: dict[tuple[str | None, str | None], Relayed] = {}
    for _, relayed in found:
        kept.setdefault((relayed.author, relayed.outlet), relayed)
    return tuple(kept.values())


def read_relayed(
    rule: Rule, match: "re.Match[str]", text: str, dating: tuple[str | None, date]
) -> Relayed | None:
    """Turn one match into a record; None where its name is no name.

    Args:
        rule: The rule that matched.
        match: The match, offsets in `text`.
        text: The document's text.
        dating: The document's own date and the last day that counts.
    """
    groups = match.groupdict()
    outlet = groups.get("outlet") or groups.get("outlet2")
    if outlet and outlet.split()[0].lower() in NO_NAME and rule.id != "relayed.reported":
        return None
    outlet = re.sub(r"^(?:The|A|An)\s+", "", outlet) if outlet else None
    written = groups.get("date")
    start, end = match.span()
    return Relayed(
        author=groups.get("author"),
        outlet=outlet,
        published=_relayed_date(written, *dating) if written else None,
        mention=Span(start, end, text[start:end]),
    )


def _relayed_date(written: str, published: str | None, latest: date) -> str | None:
    day = parse_date(written, latest_year=latest.year)
    if day is None:
        return None
    if day.year is not None:
        fixed = day.fixed()
        return fixed.isoformat() if fixed else None
    if not published:
        return None
    year = int(published[:4])
    this, last = day.in_year(year), day.in_year(year - 1)
    if len(published) >= 10 and (this is None or this.isoformat() > published[:10]):
        this = last
    return this.isoformat() if this else None
