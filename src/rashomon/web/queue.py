"""The queue of what should be looked at: its words, and where an address stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from rashomon.base.queueing import LOW_SCORE, QUEUES, REASONS, QueueLine
from rashomon.model.statement import Statement

ORDERS: Final = {"doubt": "most doubtful first", "weight": "most important first"}
REASON_WORDS: Final = {
    "contradict": "accounts contradict",
    "low_score": f"reader unsure (score below {LOW_SCORE})",
    "nameless": "one nameless origin",
    "no_place": "no place",
    "no_date": "no date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How somebody goes through the queue.

    Attributes:
        by: One of `ORDERS`.
        reason: Only what is doubtful for this reason; "" is any.
    """

    by: str = "doubt"
    reason: str = ""

    @property
    def query(self) -> str:
        """The walk as the query of an address, with its question mark; "" where it says nothing."""
        return self.link()

    def link(self, **more: object) -> str:
        """Write the same with further values; empty ones are left out."""
        given = {"by": self.by if self.by != "doubt" else "", "reason": self.reason, **more}
        query = urlencode({k: v for k, v in given.items() if v})
        return f"?{query}" if query else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the queue with the statement that it is about."""

    line: QueueLine
    statement: Statement
    outlet: str
    published: str | None


def read_walk(query: Mapping[str, str]) -> Walk:
    """Read from an address how the queue is walked; anything unknown is the first of its kind."""
    by, reason = query.get("by", ""), query.get("reason", "")
    return Walk(by=by if by in QUEUES else QUEUES[0], reason=reason if reason in REASONS else "")
