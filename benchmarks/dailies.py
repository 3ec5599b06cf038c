"""Invented papers of about ten statements on several incidents each, for measuring growth.

A day sees a dozen incidents. One to six papers tell of each (three in the mean), and a paper tells
of one to five (three in the mean) in three statements each: what was done, the killed, the
injured, and half the time by whom; a threat follows at its end. So a million statements are about
114,000 papers on 95,000 incidents of 22 years, told 295,000 times, in 900 towns of one state. Which
telling is of which incident is known. The same day gives the same papers, byte for byte. Nothing
in them is real.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from invented import A_DAY, MEANS, OUTLETS, SIDES, Happening, happening, statement, town_of

from rashomon.layers.state import FIELDS
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.model.time import EventTime
from rashomon.reading.reader import Reading

PAPERS: Final = (1, 1, 2, 2, 3, 4, 5, 6)
"""How many papers tell of an incident, each as likely."""
INCIDENTS: Final = (1, 2, 2, 3, 3, 3, 4, 5)
"""How many incidents a paper tells of, each as likely."""
NAMED: Final = 0.5
"""Share of the tellings that say who did it."""
SIDES_BY_NAME: Final = sorted(SIDES)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, and the incident that each of its tellings is of.

    Attributes:
        reading: What a base takes.
        truth: The first statement of each telling, and the number of its incident.
    """

    reading: Reading
    truth: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """One telling: its sentence, where it starts, and how many it counts."""

    of: Happening
    sentence: str
    start: int
    killed: int
    injured: int
    names_side: bool


def papers(statements: int) -> Iterator[Paper]:
    """Make papers until they hold so many statements, day by day."""
    made = day = 0
    while made < statements:
        for paper in papers_of(day):
            yield paper
            made += len(paper.reading.statements)
            if made >= statements:
                return
        day += 1


def papers_of(day: int) -> Iterator[Paper]:
    """Make the papers on the incidents of one day."""
    rng = random.Random(f"day/{day}")
    left = {n: rng.choice(PAPERS) for n in range(day * A_DAY, (day + 1) * A_DAY)}
    number = 0
    while left:
        chosen = rng.sample(sorted(left), min(len(left), rng.choice(INCIDENTS)))
        yield paper_on([happening(n) for n in chosen], f"paper-{day:05}-{number:03}")
        left = {n: count - (n in chosen) for n, count in left.items() if count > (n in chosen)}
        number += 1


def paper_on(truths: Sequence[Happening], key: str) -> Paper:
    """Make one paper on some incidents; the key decides what it gets wrong."""
    rng = random.Random(key)
    told, text = [], ""
    for truth in truths:
        told.append(_tell(truth, rng, len(text)))
        text += told[-1].sentence + " "
    side = SIDES_BY_NAME[rng.randrange(len(SIDES_BY_NAME))]
    end = f"{side} threatened more attacks."
    text += end
    published = max(t.day for t in truths) + timedelta(days=rng.choice((0, 0, 1, 2)))
    document = Document(
        id="d" + hashlib.sha256(f"{key}\0{text}".encode()).hexdigest()[:15],
        key=key,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        outlet=OUTLETS[rng.randrange(len(OUTLETS))],
        published=published.isoformat(),
        published_precision="day",
        language="en",
        raw=text.encode(),
    )
    made = [_statements(document, one, is_dated=rng.random() < 0.2) for one in told]
    threat = replace(
        statement(document, _span(document, "threatened", len(text) - len(end))),
        agents=(_actor(document, side, len(text) - len(end)),),
        status="threatened",
    )
    empty: dict[str, Any] = dict.fromkeys(FIELDS, ())
    every = (*(s for some in made for s in some), threat)
    reading = Reading(document=document, statements=every, **empty)
    of = tuple((some[0].id, one.of.number) for some, one in zip(made, told, strict=True))
    return Paper(reading, of)


def _tell(truth: Happening, rng: random.Random, start: int) -> _Told:
    """Word one telling; three in ten give another count of the killed."""
    killed = truth.killed if rng.random() < 0.7 else max(1, truth.killed + rng.choice((-1, 1, 2)))
    injured = 2 * killed + truth.number % 5
    spot = f" on a {truth.building}" if rng.random() < 0.6 else ""
    by = f" by {truth.side}" if rng.random() < NAMED else ""
    what = f"{MEANS[truth.means][0]}{spot} in {town_of(truth.town)[0]}{by}"
    sentence = f"{what} killed {killed} people and injured {injured} residents."
    return _Told(truth, sentence, start, killed, injured, bool(by))


def _statements(document: Document, told: _Told, *, is_dated: bool) -> tuple[Statement, ...]:
    """Make the three statements of a telling."""
    truth, start = told.of, told.start
    noun, mode = MEANS[truth.means]
    name, lat, lon = town_of(truth.town)
    place = EventPlace(
        name=name, mention=_span(document, name, start), precision="city", id=f"own:{truth.town}",
        lat=lat, lon=lon, country="XMR", admin1=f"Province {truth.town // 60}",
    )  # fmt: skip
    day = truth.day.isoformat()
    dated = EventTime(
        start=day, end=day, precision="day", mention=_span(document, noun, start), reason="made"
    )
    agents = (_actor(document, truth.side, start),) if told.names_side else ()
    common: dict[str, Any] = {
        "evidence": Span(start, start + len(told.sentence), told.sentence),
        "places": (place,),
        "time": dated if is_dated else None,
    }
    killed = _figure(document, "killed", told.killed, f"{told.killed} people", start)
    injured = _figure(document, "injured", told.injured, f"{told.injured} residents", start)
    return (
        statement(
            document, _span(document, noun, start), mode=mode, agents=agents, **common
        ),
        statement(
            document, _span(document, "killed", start), agents=agents, figures=(killed,), **common
        ),
        statement(document, _span(document, "injured", start), figures=(injured,), **common),
    )  # fmt: skip


def _figure(document: Document, measure: str, count: int, words: str, start: int) -> Figure:
    return Figure(
        mention=_span(document, words, start), measure=measure, low=count, best=count, high=count,
        unit="persons", coverage="event", modifier="exact",
    )  # fmt: skip


def _actor(document: Document, name: str, start: int) -> Participant:
    return Participant(
        name=name, mention=_span(document, name, start), kind="group", id=SIDES[name], named=True
    )


def _span(document: Document, words: str, start: int) -> Span:
    at = document.text.index(words, start)
    return Span(at, at + len(words), words)
