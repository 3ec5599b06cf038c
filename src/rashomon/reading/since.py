"""What holds since a day: "nine killed in Kestrel since Monday" is no matter of that Monday alone.

The expression names where the time begins; what is told as having happened lies between then and
publication, both included.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from spacy.tokens import Doc

from rashomon.model.document import Document
from rashomon.model.event import EventMention

TOLD: Final = frozenset({"occurred", "ongoing"})
TOO_WIDE: Final = frozenset({"month", "year"})
DAY: Final = 10


def until_told(doc: Doc, event: EventMention, document: Document) -> EventMention:
    """Give an event that is told of "since" a time the whole time from then to publication.

    Args:
        doc: The document with its layers.
        event: One of its events.
        document: Says when it was published.

    Returns:
        The event, the same where its time does not begin so, or publication is unknown.
    """
    time = event.time
    if time is None or event.status not in TOLD or event.kind == "forecast":
        return event
    begins = any(m.relation == "since" and m.span == time.mention for m in doc._.times)
    last = _published(document)
    if not begins or last is None or last <= time.end[:DAY]:
        return event
    longer = replace(
        time,
        start=time.start[:DAY],
        end=last,
        precision="range",
        reason=f"{time.reason}; since then, until publication, {last}",
    )
    return replace(event, time=longer)


def _published(document: Document) -> str | None:
    """Give the day of publication; None where it is unknown or wider than a day."""
    if document.published_precision in TOO_WIDE:
        return None
    try:
        return date.fromisoformat((document.published or "")[:DAY]).isoformat()
    except ValueError:
        return None
