"""Count, on texts of your own, how the words of different kinds of speakers fare in the reading.

For states, armed groups, organisations and residents: how many of the sayings that the text gives
them come out as statements (found) or as none (dropped), and how many of their statements are
hedged, denied or told in the writer's distancing words. Shares have their 95 % interval.

    python tools/neutrality.py TEXTS.jsonl[.gz] [--sample 60]
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from rashomon.documents.build import document_from_text
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.attribution import Attribution
from rashomon.model.statement import Statement
from rashomon.reading.reader import Reader, Reading

CLASSES: Final = ("state", "armed group", "organisation", "residents")
MEASURES: Final = ("dropped", "hedged", "denying", "claims")
ARMED: Final = frozenset({"REB", "UAF"})
OF_A_STATE: Final = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
PEOPLE: Final = frozenset({"CVL", "REF", "MED", "EDU", "LAB", "AGR"})
SEED: Final = 7
Z: Final = 1.96


def class_of(actor: ActorMention | Participant) -> str | None:
    """Give the class of an actor, by its sector first; None for all others."""
    if actor.sector in ARMED:
        return "armed group"
    if actor.sector in OF_A_STATE or actor.kind == "state":
        return "state"
    if actor.sector in PEOPLE or actor.kind == "people":
        return "residents"
    return "organisation" if actor.kind == "organization" else None


def class_of_source(attribution: Attribution, actors: Sequence[ActorMention]) -> str | None:
    """Give the class of whoever speaks: the actor in the source's words, else the one resolved."""
    if not attribution.source:
        return None
    source = attribution.source[0]
    inside = [a for a in actors if source.covers(a.span)]
    if not inside and attribution.speaker is not None:
        inside = [a for a in actors if a.name == attribution.speaker.name]
    classes = [c for a in inside if (c := class_of(a)) is not None]
    return classes[-1] if classes else None


def count(reading: Reading, totals: Counter[tuple[str, str]]) -> None:
    """Add one reading's sayings, statements and acts to the totals."""
    for attribution in reading.attributions:
        kind = class_of_source(attribution, reading.actors)
        if kind is None or not attribution.tells:
            continue
        said = [s for s in reading.statements if _stands_in(s, attribution)]
        totals[kind, "sayings"] += 1
        totals[kind, "dropped"] += not said
        totals[kind, "statements"] += len(said)
        totals[kind, "hedged"] += sum(s.status == "possible" or s.certainty < 1 for s in said)
        totals[kind, "denying"] += sum(attribution.stance in ("denies", "doubts") for _ in said)
        totals[kind, "claims"] += len(said) if attribution.cue_class == "claims" else 0
    for statement in reading.statements:
        for agent in statement.agents:
            acting = class_of(agent)
            if acting is None or agent.responsibility is None:
                continue
            totals[acting, "acts"] += 1
            totals[acting, "as fact"] += agent.responsibility.basis == "as_fact"
            totals[acting, "by the author"] += not statement.speakers


def _stands_in(statement: Statement, attribution: Attribution) -> bool:
    return any(c.covers(statement.trigger) for c in attribution.content)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share.

    Citation: Wilson 1927, Probable inference, the law of succession, and statistical inference.
    """
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return middle - half, middle + half


def table(totals: Counter[tuple[str, str]]) -> Iterator[str]:
    """Give the lines of a Markdown table, a class a row."""
    columns = [(m, "sayings" if m == "dropped" else "statements") for m in MEASURES]
    columns += [("as fact", "acts"), ("by the author", "acts")]
    yield "| | sayings | statements | acts | " + " | ".join(c for c, _ in columns) + " |"
    yield "|---|--:|--:|--:|" + "--:|" * len(columns)
    for kind in CLASSES:
        counts = [str(totals[kind, c]) for c in ("sayings", "statements", "acts")]
        cells = []
        for name, base in columns:
            hits, of = totals[kind, name], totals[kind, base]
            low, high = wilson(hits, of)
            cells.append(f"{hits / of:.2f} ({low:.2f}–{high:.2f})" if of else "–")
        yield f"| {kind} | " + " | ".join([*counts, *cells]) + " |"


def load(path: Path, sample: int) -> list[dict[str, Any]]:
    """Load JSON lines and draw a sample, the same every time."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    records = [json.loads(line) for line in text.split("\n") if line]
    return random.Random(SEED).sample(records, min(sample, len(records)))


def main(arguments: list[str]) -> int:
    """Read a sample and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--sample", type=int, default=60)
    options = parser.parse_args(arguments)
    reader = Reader()
    totals: Counter[tuple[str, str]] = Counter()
    for record in load(options.texts, options.sample):
        document = document_from_text(
            record["text"], key=record["id"], published=record.get("published")
        )
        count(reader.read(document), totals)
    sys.stdout.write("\n".join(table(totals)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
