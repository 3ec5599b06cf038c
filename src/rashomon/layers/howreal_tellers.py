"""In whose words an event stands: what is threatened, planned or foretold hangs on who tells it."""

from spacy.tokens import Doc

from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention


def told_by(doc: Doc, event: EventMention) -> list[Attribution]:
    """Give the attributions with a source in whose content an event stands."""
    return [
        a
        for a in doc._.attributions
        if a.source and any(c.covers(event.trigger) for c in a.content)
    ]


def innermost(around: list[Attribution]) -> Attribution | None:
    """Give the attribution with the shortest content, or None where there is none."""
    return min(around, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
