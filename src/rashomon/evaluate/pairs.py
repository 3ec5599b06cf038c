"""Count how often the relation of a pair is read right: the type of what one does to the other.

Sentences of news in which one source and one target are marked, with the PLOVER types that are
right for what the first does to the second.

Citation: Hu et al. 2024, "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot
Political Relation Classification": the task, and its table of what a future or a negated act is.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rashomon.documents.build import document_from_text
from rashomon.layers.did_aims import with_aims
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.event import EventMention

REAL: Final = frozenset({"occurred", "ongoing", "attempted", "prevented"})
WORDS: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
"""Cooperation in words."""
DEEDS: Final = frozenset({"COOPERATE", "AID", "RETREAT"})
"""Cooperation in deeds."""
QUARRELS: Final = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Conflict in words."""
YIELDING: Final = frozenset({"CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence with a marked pair.

    Attributes:
        source: First character of who acts, and the one behind the last.
        target: The same of to whom it is done.
        types: PLOVER types that are right.
    """

    document: Document
    source: tuple[int, int]
    target: tuple[int, int]
    types: frozenset[str]


def load_pairs(path: Path) -> list[Pair]:
    """Load marked pairs, one JSON object a line: ``id`` ``text`` ``source`` ``target`` ``types``.

    Raises:
        OSError: The file cannot be read.
    """
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Pair(
            document=document_from_text(row["text"], key=row["id"]),
            source=(row["source"][0], row["source"][1]),
            target=(row["target"][0], row["target"][1]),
            types=frozenset(row["types"]),
        )
        for row in rows
    ]


def count_pair(pair: Pair, events: Sequence[EventMention]) -> Counter[str]:
    """Count one sentence.

    Args:
        pair: The marked pair.
        events: The events of the sentence, with their aims (`Reader` with ``aims``).

    Returns:
        ``answered``: 1 where an event has the pair for its parties; ``right``: 1 where the first
        such event, what is real before what is not, has a right type.
    """
    known = [e for e in map(with_aims, events) if e.type is not None]
    known.sort(key=lambda e: (e.status not in REAL, -e.score))
    straight = [e for e in known if _has(e.agents, pair.source) and _has(e.targets, pair.target)]
    turned = [
        e
        for e in known
        if (_has(e.agents, pair.target) and _has(e.targets, pair.source))
        or (_has(e.agents, pair.source) and _has(e.agents, pair.target))
    ]
    found = next(iter(straight or turned), None)
    if found is None:
        return Counter()
    return Counter(answered=1, right=int(folded(found) in pair.types))


def count_halves(
    pairs: Iterable[Pair], read: Callable[[Document], Sequence[EventMention]]
) -> dict[str, Counter[str]]:
    """Count a set in halves: sentences with an odd number, which were looked at, and the others.

    Args:
        pairs: The marked pairs; their keys end in a number of three digits.
        read: Gives the events of a document, with their aims.

    Returns:
        ``odd`` and ``even``, each as `count_pair` counts.
    """
    halves = {"odd": Counter[str](), "even": Counter[str]()}
    for pair in pairs:
        half = "odd" if int(pair.document.key[-3:]) % 2 else "even"
        halves[half].update(count_pair(pair, read(pair.document)))
    return halves


def _has(parties: Iterable[Participant], marked: tuple[int, int]) -> bool:
    start, end = marked
    return any(p.mention.start < end and start < p.mention.end for p in parties)


def folded(event: EventMention) -> str | None:
    """Give the one type of an event in a scheme without future and negation (Hu et al. 2024)."""
    kind, real = event.type, event.status in REAL
    if kind is None or (real and event.polarity == "+"):
        return kind
    if event.polarity == "+":
        if kind in YIELDING:
            return "CONCEDE"
        return "AGREE" if kind in WORDS | DEEDS else kind if kind in QUARRELS else "THREATEN"
    if kind in WORDS | DEEDS:
        return "SANCTION" if real and kind in DEEDS else "REJECT"
    return "RETREAT" if real and kind not in QUARRELS else "AGREE"
