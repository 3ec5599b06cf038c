"""Invented press for the workbench's benchmark: longer reports, with speakers, bodies and people.

The happenings are those of `invented`; each report tells of one in four statements: what was done,
the toll, what somebody said of it, and what somebody expects or threatens. Statements differ in
type, status, speakers, agents and targets as those of a real base do, and some of the people in
them are private. The same numbers give the same readings. Nothing in them is real.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from invented import MEANS, OUTLETS, SIDES, Happening, happening, statement, town_of

from rashomon.layers.state import FIELDS
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import EventTime
from rashomon.reading.reader import Reading

PLACES: Final = "Harrow Bay,Kestrel,Dovrin,Lower Tamsin,Ostry Ford,Northmark,Selm,Tamsin".split(",")
KINDS: Final = "council,dockers' union,farmers' league,police,garrison,relief fund,port office"
BODIES: Final = tuple(f"{p} {k}" for p in PLACES for k in KINDS.split(","))
FIRST: Final = (
    "Ada Bran Cleo Dorin Edda Falk Gisa Hanno Ilka Joren Kaia Lorn Mira Nils Orla".split()
)
LAST: Final = tuple(
    a + b
    for a in "Bral Cor Dun Esk Far Gren Hol Ive Jan Kel Lun Mor Nev Ost Pir".split()
    for b in "ic en strand mark ova wyn ard ell is ow".split()
)
OFFICES: Final = ("Defence Minister", "police commander", "army spokesman", "Governor")
TYPES: Final = ("ASSAULT",) * 6 + tuple(
    "PROTEST COERCE AID CONSULT MOBILIZE ACCUSE COOPERATE RETREAT SUPPORT REQUEST".split()
)
SAID: Final = ("occurred",) * 7 + ("ongoing", "possible", "prevented", "attempted", "occurred")
COMES: Final = ("planned", "threatened", "demanded", "conditional", "desired") * 2 + ("predicted",)
FILLERS: Final = (
    "Rain had closed the coast road since the morning, and few lorries came through.",
    "Shops in the lower town opened late, a resident wrote in the parish letter.",
    "The ferry to Port Selm ran with half its usual passengers.",
    "Nobody could say how long the power would stay off in the eastern quarter.",
    "Market prices for grain and lamp oil had risen twice within the month.",
    "The harbour master read the list of berths aloud, as is done every week.",
    "A school choir that was to sing that evening put its concert off.",
    "Older people remembered the flood of their youth and compared the two.",
)


def readings(statements: int) -> Iterator[Reading]:
    """Make readings until they hold so many statements, about in the order of publication."""
    made = number = 0
    while made < statements:
        rng = random.Random(f"press/{number}")
        for report in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
            yield reading_of(happening(number), report)
            made += 4
        number += 1


class _Text:
    """A text that grows sentence by sentence, and the spans in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, sentence: str) -> int:
        """Append a sentence; gives where it begins."""
        start = self.length
        self.parts.append(sentence)
        self.length += len(sentence) + 1
        return start

    @property
    def whole(self) -> str:
        return " ".join(self.parts)


def reading_of(truth: Happening, report: int) -> Reading:
    """Make one outlet's report of a happening."""
    rng = random.Random(f"press/{truth.number}/{report}")
    own = random.Random(f"press/{truth.number}")
    (town, lat, lon), (noun, mode) = town_of(truth.town), MEANS[truth.means]
    type_ = own.choice(TYPES)
    killed = truth.killed if rng.random() < 0.7 else max(1, truth.killed + rng.choice((-1, 2)))
    body, other = own.choice(BODIES), own.choice(BODIES)
    victim, chief, guest = (person(own) for _ in range(3))
    witness, office, text = person(rng), own.choice(OFFICES), _Text()
    s1 = f"{noun} on a {truth.building} in {town} killed {killed} people on Monday."
    s2 = f"{office} {chief} said the {body} had detained {victim} near {town}."
    s3 = f"{witness} feared that {truth.side} would march on {town} within weeks."
    at1 = text.add(s1)
    text.add(" ".join(rng.choices(FILLERS, k=14)))
    at2 = text.add(s2)
    text.add(" ".join(rng.choices(FILLERS, k=14)))
    at3 = text.add(s3)
    text.add(f"{guest} of the {other} looked on.")
    document = _document(truth, report, text.whole, rng)
    whole = document.text

    def span(words: str, after: int) -> Span:
        at = whole.index(words, after)
        return Span(at, at + len(words), words)

    def place(after: int) -> EventPlace:
        return EventPlace(name=town, mention=span(town, after), precision="city",
                          id=f"own:{truth.town}", lat=lat, lon=lon, country="XMR",
                          admin1=f"Province {truth.town // 60}")  # fmt: skip

    def body_of(name: str, after: int) -> Participant:
        return Participant(name=name, mention=span(name, after), kind="organization", named=True)

    side = Participant(name=truth.side, mention=span(truth.side, at3), kind="group",
                       id=SIDES[truth.side], named=True)  # fmt: skip
    harmed = Participant(name=victim, mention=span(victim, at2), kind="person", named=True)
    figure = Figure(mention=span(f"{killed} people", at1), measure="killed", low=killed,
                    best=killed, high=killed, unit="persons", coverage="event",
                    modifier="exact")  # fmt: skip
    speaker = Speaker(name=chief, mention=span(f"{office} {chief}", at2), cue=span("said", at2),
                      identity="named")  # fmt: skip
    fearer = Speaker(name=witness, mention=span(witness, at3), cue=span("feared", at3),
                     identity="named", stance="fears")  # fmt: skip
    when = None
    if rng.random() < 0.4:
        day = truth.day.isoformat()
        when = EventTime(start=day, end=day, precision="day", mention=span("Monday", at1),
                         reason="the Monday before publication")  # fmt: skip
    status, comes = rng.choice(SAID), own.choice(COMES)
    first: dict[str, Any] = {"evidence": Span(at1, at1 + len(s1), s1), "time": when,
                             "places": (place(at1),), "type": type_}  # fmt: skip
    told: tuple[Statement, ...] = (
        statement(document, span(noun, at1), mode=mode, agents=(side,),
                  targets=(body_of(body, at2),), score=round(0.4 + 0.6 * rng.random(), 3),
                  **first),
        statement(document, span("killed", at1), figures=(figure,), targets=(harmed,), **first),
        statement(document, span("detained", at2), evidence=Span(at2, at2 + len(s2), s2),
                  type=type_, status=status, agents=(body_of(body, at2),), targets=(harmed,),
                  speakers=(speaker,), places=(place(at2),)),
        statement(document, span("march", at3), evidence=Span(at3, at3 + len(s3), s3),
                  type="THREATEN", status=comes, agents=(side,), speakers=(fearer,),
                  targets=(body_of(other, at3),), places=(place(at3),), factuality=0,
                  kind="forecast" if rng.random() < 0.05 else "event"),
    )  # fmt: skip
    empty: dict[str, Any] = dict.fromkeys(FIELDS, ())
    empty["actors"] = (ActorMention(span=span(guest, at3), name=guest, kind="person"),)
    return Reading(document=document, statements=told, **empty)


def _document(truth: Happening, report: int, text: str, rng: random.Random) -> Document:
    published = truth.day + timedelta(days=rng.choice((0, 0, 1, 2)))
    key = f"press-{truth.number:07}-{report}"
    return Document(
        id="d" + hashlib.sha256(f"{key}\0{text}".encode()).hexdigest()[:15],
        key=key,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title=text.split(".", 1)[0][:120],
        outlet=OUTLETS[(truth.number + report) % len(OUTLETS)],
        published=published.isoformat(),
        published_precision="day",
        language="en",
        raw=text.encode(),
    )


def person(rng: random.Random) -> str:
    """Give an invented person's name."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"
