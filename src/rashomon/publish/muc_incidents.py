"""The incidents of one message: its deeds in slots, and which of them are one incident.

Two deeds are one where their types agree, days and places do not clash, and they hit the same, or
stand close together and at most one says whom it hits. A template's location begins with a
country: where no deed of an incident tells one, it is the country that the message is about.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rashomon.knowledge.exchange_codes import country
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.document import Document
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.publish.muc_beside import told_beside
from rashomon.publish.muc_deeds import unfit
from rashomon.publish.muc_fillers import in_slots
from rashomon.publish.muc_page import Page, head

NEAR: Final = 300
"""Characters between two deeds of one incident that share no target."""
MOST_COMPARED: Final = 60
"""Deeds before a deed with which it is compared."""
BOMBING: Final = frozenset({"explosives", "suicide-attack"})
VAGUE: Final = frozenset({"country", "region"})
PRESUMED: Final = "no place is told; most places and parties of the message are of this country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a message tells in MUC-4's terms.

    Attributes:
        deeds: Statements with the fillers of slots as participants, in the order of the text.
        incidents: Positions in `deeds`, a tuple an incident, in the order of the text.
    """

    deeds: tuple[Statement, ...]
    incidents: tuple[tuple[int, ...], ...]


def read_message(
    document: Document, statements: Sequence[Statement], actors: Sequence[ActorMention] = ()
) -> Message:
    """Find the incidents that one message tells.

    Args:
        document: The message.
        statements: All its statements.
        actors: Everybody whom it names; without them only participants are known.
    """
    page = Page(document.text, statements, actors)
    kept = [s for s in statements if s.type == "ASSAULT" and unfit(s, document) is None]
    deeds = [in_slots(s, page) for s in kept] + told_beside(statements, kept, page)
    deeds.sort(key=lambda s: (s.trigger.start, s.id))
    incidents = grouped(deeds)
    home = _home(statements, page.actors)
    for group in incidents:
        if home is not None and not any(
            p.country for number in group for p in deeds[number].places
        ):
            first = deeds[group[0]]
            deeds[group[0]] = replace(first, places=(*first.places, home))
    return Message(deeds=tuple(deeds), incidents=tuple(incidents))


def grouped(deeds: Sequence[Statement]) -> list[tuple[int, ...]]:
    """Give the positions of the deeds of each incident, in order."""
    parents = list(range(len(deeds)))

    def root(number: int) -> int:
        while parents[number] != number:
            number = parents[number]
        return number

    for later, deed in enumerate(deeds):
        for earlier in range(max(0, later - MOST_COMPARED), later):
            if are_one(deeds[earlier], deed):
                parents[root(later)] = root(earlier)
    groups: dict[int, list[int]] = {}
    for number in range(len(deeds)):
        groups.setdefault(root(number), []).append(number)
    return [tuple(group) for group in groups.values()]


def are_one(first: Statement, second: Statement) -> bool:
    """Tell whether two deeds of a message are one incident."""
    if not _agree(first, second) or _clash(first, second):
        return False
    near = abs(first.trigger.start - second.trigger.start) <= NEAR
    if not first.targets or not second.targets:
        return near
    return _share(first.targets, second.targets, near=near)


def _home(statements: Sequence[Statement], actors: Sequence[ActorMention]) -> EventPlace | None:
    """Give the country of which a message names most places and parties; None without any."""
    told = list(_countries(statements, actors))
    if not told:
        return None
    counts = Counter(code for code, _ in told)
    code = min(counts, key=lambda c: (-counts[c], c))
    mention = min((m for c, m in told if c == code), key=lambda m: (m.start, m.end))
    known = country(code)
    return EventPlace(
        name=known.name if known else code,
        mention=mention,
        country=code,
        precision="country",
        reason=PRESUMED,
    )


def _countries(
    statements: Sequence[Statement], actors: Sequence[ActorMention]
) -> Iterator[tuple[str, Span]]:
    for statement in statements:
        for place in statement.places:
            if place.country:
                yield place.country, place.mention
        for one in (*statement.agents, *statement.targets, *statement.roles):
            if one.country:
                yield one.country, one.mention
    for actor in actors:
        if actor.country:
            yield actor.country, actor.span


def _share(some: Iterable[Participant], others: Sequence[Participant], *, near: bool) -> bool:
    ids = {t.id for t in others if t.id}
    keys = {_key(t) for t in others}
    heads = {head(t.mention.text) for t in others}
    return any(
        t.id in ids or _key(t) in keys or (near and head(t.mention.text) in heads) for t in some
    )


def _key(one: Participant) -> str:
    return " ".join(one.mention.text.casefold().split())


def _agree(first: Statement, second: Statement) -> bool:
    kinds = (_kind(first), _kind(second))
    return None in kinds or kinds[0] == kinds[1]


def _kind(deed: Statement) -> str | None:
    """Give what an incident is more narrowly; None is a mere attack, which fits any."""
    if deed.mode == "abduct":
        return "abduct"
    if deed.mode in BOMBING:
        return "bomb"
    return None


def _clash(first: Statement, second: Statement) -> bool:
    days = [_day(first), _day(second)]
    if None not in days and days[0] != days[1]:
        return True
    one, other = _places(first), _places(second)
    return bool(one and other and not one & other)


def _day(deed: Statement) -> str | None:
    time = deed.time
    if time is None or time.start[:10] != time.end[:10]:
        return None
    return time.start[:10]


def _places(deed: Statement) -> set[str]:
    return {p.name.casefold() for p in deed.places if p.precision not in VAGUE}
