"""When, where and how many of an event: from mentions to the event's own fields."""

from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import path_between
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace, PlaceMention
from rashomon.model.time import EventTime, TimeMention
from rashomon.model.why import Why

PRECISION_OF_KIND: Final = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "district",
    "district": "district",
    "city": "city",
    "town": "city",
    "village": "city",
    **dict.fromkeys(
        "base airport camp crossing plant prison hospital site dam port".split(), "exact"
    ),
}


def event_time(chosen: list[Any], why: list[Why]) -> EventTime | None:
    """Give the event's time: the finest dated one of its mentions.

    Where there is none, the reason is added to `why`, which changes.
    """
    dated = [
        c.mention
        for c in chosen
        if isinstance(c.mention, TimeMention) and c.mention.start and c.mention.end
    ]
    if not dated:
        undated = [c.mention for c in chosen if isinstance(c.mention, TimeMention)]
        note = undated[0].reason if undated else "the clause gives no time"
        why.append(Why("did", "did.time.none", note or "the expression has no interval"))
        return None
    best = min(dated, key=lambda m: (_length(m), m.span.start))
    return EventTime(
        start=best.start or "",
        end=best.end or "",
        precision=best.precision or "day",
        mention=best.span,
        reason=f"{best.rule}: {best.reason}" if best.rule else best.reason,
    )


def _length(mention: TimeMention) -> int:
    order = ("minute", "hour", "part-of-day", "day", "range", "week", "month", "season", "year")
    return order.index(mention.precision) if mention.precision in order else len(order)


def event_place(mention: PlaceMention) -> EventPlace:
    """Turn a place mention into the place of an event."""
    return EventPlace(
        name=mention.name,
        mention=mention.span,
        precision=PRECISION_OF_KIND.get(mention.kind or "", "region"),
        id=mention.id,
        lat=mention.lat,
        lon=mention.lon,
        country=mention.country,
        admin1=mention.admin1,
        reason=mention.reason,
        country_claims=mention.country_claims,
    )


def attach_figures(
    doc: Doc, sentence: Span, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> None:
    """Give each figure of a sentence to the event whose part it counts; changes `parts`."""
    for figure in doc._.figures:
        if not sentence.start_char <= figure.mention.start < sentence.end_char:
            continue
        owner = _owner(doc, figure, triggers, parts)
        if owner is not None:
            parts[owner]["figures"] = (*parts[owner].get("figures", ()), figure)


def _owner(
    doc: Doc, figure: Figure, triggers: list[Token], parts: dict[int, dict[str, Any]]
) -> int | None:
    indexes = {t.i for t in triggers}
    for own in (figure.via, figure.head):
        if own in indexes:
            return own
    if figure.head < 0:
        return None
    head = doc[figure.head]
    best: tuple[int, int] | None = None
    owner: int | None = None
    for trigger in triggers:
        if not any(head == t for t in parts[trigger.i]["_targets"] + parts[trigger.i]["_agents"]):
            continue
        path = path_between(trigger, head)
        if path is None:
            continue
        rank = (path.count("^") + path.count("_"), abs(trigger.i - head.i))
        if best is None or rank < best:
            best, owner = rank, trigger.i
    return owner if owner is not None else governing(head, indexes)


def governing(head: Token, indexes: set[int]) -> int | None:
    """Give the trigger that a counted noun hangs on directly: "gained 66 *seats*".

    Args:
        head: The counted noun.
        indexes: Token indexes of triggers.
    """
    top = clause.conj_root(head)
    above = top.head
    if top.dep_ == "pobj":
        above = above.head
    elif top.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr", "nummod", "compound"):
        return None
    if above.i in indexes and above.i != head.i:
        return above.i
    for child in above.children:
        if child.i in indexes and child.dep_ in ("dobj", "xcomp", "nsubj", "nsubjpass"):
            return child.i
    return None
