"""Invented incidents and the reports on them, made without a language model.

Each incident has a day, a town, a means, a count and, for some, a building with a rare name; one
to four outlets report it, a day or two apart, some with another count. The true grouping is
known. The same numbers give the same readings, byte for byte. Nothing in them is real.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rashomon.layers.state import FIELDS
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.model.time import EventTime
from rashomon.reading.reader import Reading

FIRST: Final = date(2001, 1, 1)
A_DAY: Final = 12
"""Incidents a day: the more statements, the more days."""
TOWNS: Final = 900
HEADS: Final = "Kes Dov Har Ost Tam Sel Mar Bren Fal Gor Lin Pel Rus Tor Vem Wes Yar Zel".split()
TAILS: Final = "trel rin row mere ford by wick stead holm gate moor ness combe hurst ley".split()
OUTLETS: Final = ("MNA", "Selm Courier", "Northmark Radio", "Tamsin Post", "Harrow Bay Herald")
SIDES: Final = {
    "The Marennan army": "org:marenna-army",
    "The Northmark Front": "group:northmark-front",
    "The Coast Guard": "org:marenna-coast-guard",
}
MEANS: Final = {
    "shelling": ("Shelling", "heavy-weapons"),
    "air strike": ("An air strike", "aerial"),
    "car bomb": ("A car bomb", "explosives"),
    "ambush": ("An ambush", "firearms"),
}
BUILDINGS: Final = "market bridge mill school chapel station bakery warehouse clinic depot".split()


@dataclass(frozen=True, slots=True)
class Happening:
    """What truly happened in one invented incident."""

    number: int
    day: date
    town: int
    means: str
    side: str
    killed: int
    building: str


def town_of(number: int) -> tuple[str, float, float]:
    """Give name, latitude and longitude of an invented town; all lie apart from each other."""
    name = HEADS[number % len(HEADS)] + TAILS[number // len(HEADS) % len(TAILS)]
    part = number // (len(HEADS) * len(TAILS))
    name += ("", " Upper", " Lower", " Old")[part % 4]
    return name, round(40 + number % 30 * 0.5, 3), round(5 + number // 30 * 0.5, 3)


def happening(number: int, towns: int = TOWNS) -> Happening:
    """Make the truth behind the reports of one number."""
    rng = random.Random(f"happening/{number}")
    return Happening(
        number=number,
        day=FIRST + timedelta(days=number // A_DAY),
        town=rng.randrange(towns),
        means=rng.choice(sorted(MEANS)),
        side=rng.choice(sorted(SIDES)),
        killed=min(60, 1 + int(rng.expovariate(0.15))),
        building=rng.choice(BUILDINGS),
    )


def readings(statements: int, *, towns: int = TOWNS) -> Iterator[Reading]:
    """Make readings until they hold so many statements, about in the order of publication."""
    made = number = 0
    while made < statements:
        rng = random.Random(f"reports/{number}")
        for report in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
            reading = reading_of(happening(number, towns), report)
            yield reading
            made += len(reading.statements)
        number += 1


def reading_of(truth: Happening, report: int) -> Reading:
    """Make one outlet's report of a happening: two statements, what was done and the toll."""
    rng = random.Random(f"report/{truth.number}/{report}")
    name, lat, lon = town_of(truth.town)
    killed = truth.killed if rng.random() < 0.7 else max(1, truth.killed + rng.choice((-1, 1, 2)))
    noun, mode = MEANS[truth.means]
    spot = f" on a {truth.building}" if rng.random() < 0.6 else ""
    first = f"{noun}{spot} in {name} killed {killed} people."
    text = f"{first} {truth.side} did not comment."
    published = truth.day + timedelta(days=rng.choice((0, 0, 1, 2)))
    key = f"report-{truth.number:07}-{report}"
    id_ = "d" + hashlib.sha256(f"{key}\0{text}".encode()).hexdigest()[:15]
    document = Document(
        id=id_,
        key=key,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        outlet=OUTLETS[(truth.number + report) % len(OUTLETS)],
        published=published.isoformat(),
        published_precision="day",
        language="en",
        raw=text.encode(),
    )

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words), words)

    evidence = Span(0, len(first), first)
    place = EventPlace(
        name=name, mention=span(name), precision="city", id=f"own:{truth.town}", lat=lat, lon=lon,
        country="XMR", admin1=f"Province {truth.town // 60}",
    )  # fmt: skip
    agent = Participant(
        name=truth.side, mention=span(truth.side), kind="group", id=SIDES[truth.side], named=True
    )
    figure = Figure(
        mention=span(f"{killed} people"), measure="killed", low=killed, best=killed, high=killed,
        unit="persons", coverage="event", modifier="exact",
    )  # fmt: skip
    when = None
    if rng.random() < 0.2:
        day = truth.day.isoformat()
        when = EventTime(start=day, end=day, precision="day", mention=span(noun), reason="made")
    common: dict[str, Any] = {"evidence": evidence, "places": (place,), "time": when}
    told = (
        statement(document, span(noun), mode=mode, agents=(agent,), **common),
        statement(document, span("killed"), figures=(figure,), **common),
    )
    empty: dict[str, Any] = dict.fromkeys(FIELDS, ())
    return Reading(document=document, statements=told, **empty)


def statement(document: Document, trigger: Span, **given: Any) -> Statement:
    """Make a statement of a document; whatever is not given is empty."""
    kind = given.get("kind", "event")
    stamp = f"{document.id}|{trigger.start}|{trigger.end}|{kind}"
    fields: dict[str, Any] = {
        **dict.fromkeys(("mode", "cameo", "denial_of", "condition", "horizon", "wording")),
        **dict.fromkeys(("time", "sensitivity")),
        **dict.fromkeys(("contexts", "violations", "speakers", "agents", "targets"), ()),
        **dict.fromkeys(("instruments", "roles", "places", "figures", "links", "why"), ()),
        "id": "s" + hashlib.sha256(stamp.encode()).hexdigest()[:15],
        "document": document.id,
        "document_key": document.key,
        "kind": kind,
        "evidence": trigger,
        "trigger": trigger,
        "type": "ASSAULT",
        "scope": "single",
        "status": "occurred",
        "polarity": "+",
        "certainty": 1.0,
        "factuality": 3,
        "score": 0.8,
    }
    return Statement(**{**fields, **given})
