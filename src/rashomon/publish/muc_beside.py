"""What a message tells of its incidents beside the deeds: who is accused, identified, released.

These are statements of other kinds, read as deeds: the accused as perpetrators, who is identified
as a victim as victim, who is released by a violent group as taken by it, who is threatened as the
target of what is threatened. They count only where the message tells of an incident at all.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rashomon.lexicon.words import INCIDENTS, word_list
from rashomon.model.actor import Participant
from rashomon.model.statement import Statement
from rashomon.publish.muc_fillers import VIOLENT, in_slots, named_person
from rashomon.publish.muc_page import Page

DEEDS: Final = word_list("muc.deed", INCIDENTS)
DOING: Final = word_list("muc.doing", INCIDENTS)
VICTIMS: Final = word_list("muc.victim", INCIDENTS)
CULPRITS: Final = word_list("muc.culprit", INCIDENTS)
IDENTIFIED: Final = re.compile(
    r"\b(?:identified|named|listed|lists?)\b[^.]{0,60}?\bas\b", re.IGNORECASE
)
OTHERS: Final = re.compile(r"\b(?:who|by|said|that|when|after|against)\b", re.IGNORECASE)
NEAR: Final = 3
"""Sentences behind a deed within which somebody is identified as its victim."""
TAKING: Final = "abduct"


def told_beside(
    statements: Sequence[Statement], kept: Sequence[Statement], page: Page
) -> list[Statement]:
    """Give the deeds that a message tells beside its incidents, in slots.

    Args:
        statements: All statements of the message, as they were read.
        kept: Those that tell of an incident; nothing is told beside none, but threats are.
        page: The message's text and whom it names.
    """
    ids = {s.id for s in kept}
    free = [s for s in statements if s.id not in ids and s.polarity != "-" and _asserted(s)]
    made = [m for s in free for m in _threatened(s, page)]
    if not kept:
        return made
    held = any(s.mode == TAKING for s in kept)
    made += [m for s in free for m in _blamed(s, page)]
    made += [m for s in free if held for m in _released(s, page)]
    made += _identified(kept, page)
    return made


def _asserted(statement: Statement) -> bool:
    return all(speaker.stance == "asserts" for speaker in statement.speakers)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.lower()))


def _deed(statement: Statement, page: Page, **changes: object) -> Iterator[Statement]:
    bare: dict[str, object] = {
        "type": "ASSAULT",
        "mode": None,
        "cameo": None,
        "agents": (),
        "targets": (),
        "instruments": (),
        "figures": (),
    }
    read = in_slots(replace(statement, **(bare | changes)), page)  # type: ignore[arg-type]
    if read.agents or read.targets:
        yield read


def _blamed(statement: Statement, page: Page) -> Iterator[Statement]:
    """Read who is accused of a deed, or said to have had a hand in one, as its perpetrator."""
    if not DEEDS & _words(statement.evidence.text):
        return
    doers: tuple[Participant, ...] = ()
    if statement.type == "ACCUSE":
        doers = statement.targets
    elif statement.type is None and DOING & _words(statement.trigger.text):
        doers = statement.agents
    if doers:
        changes: dict[str, object] = {"status": "occurred", "places": (), "time": None}
        for made in _deed(statement, page, agents=doers, **changes):
            if made.agents:
                yield replace(made, targets=(), instruments=())


def _released(statement: Statement, page: Page) -> Iterator[Statement]:
    """Read who is released, or held by a violent group, as taken."""
    violent = tuple(a for a in statement.agents if a.sector in VIOLENT)
    freed = statement.type == "RETREAT" and statement.mode == "release"
    held = statement.type == "COERCE" and statement.mode == "arrest"
    if not freed and not (held and violent and len(violent) == len(statement.agents)):
        return
    people = tuple(t for t in statement.targets if t.named and t.kind == "person")
    if people or violent:
        yield from _deed(
            statement, page, mode=TAKING, agents=violent, targets=people, status="occurred"
        )


def _threatened(statement: Statement, page: Page) -> Iterator[Statement]:
    """Read whom somebody threatens with violence as the target of a threatened deed."""
    if statement.type != "THREATEN" or statement.mode not in ("violence", None):
        return
    people = tuple(t for t in statement.targets if t.named and t.kind == "person")
    if people and statement.status == "occurred":
        yield from _deed(
            statement, page, agents=statement.agents, targets=people, status="threatened"
        )


def _identified(kept: Sequence[Statement], page: Page) -> Iterator[Statement]:
    """Read who is identified soon after a deed against people as one of them."""
    if not page.text:
        return
    human = ("person", "group", "people")
    told = [s for s in kept if any(t.kind in human for t in s.targets)]
    order = sorted(told, key=lambda s: s.trigger.start)
    numbers = [page.sentence(s.trigger.start) for s in order]
    for match in IDENTIFIED.finditer(page.text):
        number = page.sentence(match.start())
        start, end = page.bounds(number)
        before = _words(page.text[start : match.start()])
        at = bisect_left(numbers, number + 1) - 1
        if at < 0 or number - numbers[at] > NEAR or CULPRITS & before or not VICTIMS & before:
            continue
        victims = tuple(_persons(page, match.end(), end))
        if victims:
            bare = replace(order[at], agents=(), instruments=(), figures=(), targets=victims)
            yield replace(bare, id=f"{order[at].id}:{number}")


def _persons(page: Page, start: int, end: int) -> Iterator[Participant]:
    before: int | None = None
    for one in page.within(start, end):
        if one.kind != "person" or not one.named:
            continue
        if before is not None and OTHERS.search(page.text[before : one.span.start]):
            return
        yield named_person(one, page)
        before = one.span.end
