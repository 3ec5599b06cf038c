"""Invented readings in any number, without a language model: for measuring the base.

The same number gives the same reading, byte for byte. Nothing in them is real.
"""

import hashlib
import random
from typing import Any, Final

from rashomon.layers.state import FIELDS
from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import EventTime
from rashomon.model.why import Why
from rashomon.reading.reader import Reading

TOWNS: Final = {
    "Kestrel": (41.2, 7.9),
    "Dovrin": (41.6, 8.3),
    "Harrow Bay": (40.8, 7.1),
    "Ostry Ford": (41.9, 8.8),
    "Lower Tamsin": (41.0, 8.0),
    "Port Selm": (40.5, 7.5),
}
SIDES: Final = ("The Marennan army", "The Northmark Front", "The Coast Guard")
SPEAKERS: Final = ("Ilse Varga", "Tomas Brandt", "Mira Oslan", "the Selm Courier")
VERBS: Final = {"shelled": "ASSAULT", "left": "RETREAT", "threatened": "THREATEN"}


def make_reading(number: int, *, statements: int = 20, edition: int = 1) -> Reading:
    """Make the reading of one invented report; another edition has other text, the same key."""
    rng = random.Random(f"{number}/{edition}")
    key = f"report-{number:07}.txt"
    told = [_told(rng) for _ in range(statements)]
    text = "\n".join(sentence for sentence, _ in told) or "Nothing was reported."
    raw = text.encode()
    id_ = "d" + hashlib.sha256(f"{key}\0{text}".encode()).hexdigest()[:15]
    document = Document(
        id=id_,
        key=key,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        outlet="Selm Courier",
        published=f"2019-{1 + number % 12:02}-{1 + number % 28:02}",
        published_precision="day",
        language="en",
        raw=raw,
    )
    made, start = [], 0
    for sentence, facts in told:
        made.append(_statement(document, start, sentence, facts))
        start += len(sentence) + 1
    empty: dict[str, Any] = dict.fromkeys(FIELDS, ())
    return Reading(document=document, statements=tuple(made), **empty)


def _told(rng: random.Random) -> tuple[str, dict[str, Any]]:
    town, side = rng.choice(sorted(TOWNS)), rng.choice(SIDES)
    verb, speaker = rng.choice(sorted(VERBS)), rng.choice(SPEAKERS)
    killed, day = rng.randint(1, 90), rng.randint(1, 28)
    sentence = f"{side} {verb} {town} on {day} March, killing {killed} people, {speaker} said."
    facts = {"town": town, "side": side, "verb": verb, "speaker": speaker}
    return sentence, {**facts, "killed": killed, "day": day}


def _statement(document: Document, start: int, sentence: str, facts: dict[str, Any]) -> Statement:
    def span(words: str) -> Span:
        at = start + sentence.index(words)
        return Span(at, at + len(words), words)

    trigger = span(facts["verb"])
    stamp = f"{document.id}|{trigger.start}|{trigger.end}|event"
    lat, lon = TOWNS[facts["town"]]
    day = f"2019-03-{facts['day']:02}"
    town = Participant(name=facts["town"], mention=span(facts["town"]), kind="infrastructure")
    place = EventPlace(
        name=facts["town"], mention=span(facts["town"]), precision="city", lat=lat, lon=lon
    )
    when = span(f"{facts['day']} March")
    figure = Figure(
        mention=span(f"{facts['killed']} people"), measure="killed", best=facts["killed"]
    )
    nothing: dict[str, Any] = dict.fromkeys(
        ("cameo", "mode", "denial_of", "condition", "horizon", "wording", "sensitivity")
    )
    empty: dict[str, Any] = dict.fromkeys(
        ("contexts", "violations", "instruments", "roles", "links"), ()
    )
    return Statement(
        id="s" + hashlib.sha256(stamp.encode()).hexdigest()[:15],
        document=document.id,
        document_key=document.key,
        kind="event",
        evidence=Span(start, start + len(sentence), sentence),
        trigger=trigger,
        type=VERBS[facts["verb"]],
        speakers=(Speaker(name=facts["speaker"], mention=span(facts["speaker"])),),
        agents=(Participant(name=facts["side"], mention=span(facts["side"]), kind="organization"),),
        targets=(town,),
        time=EventTime(start=day, end=day, precision="day", mention=when, reason="in the text"),
        places=(place,),
        figures=(figure,),
        scope="single",
        status="occurred",
        polarity="+",
        certainty=1.0,
        factuality=3,
        score=0.8,
        why=(Why("did", "did.sense", facts["verb"]),),
        **empty,
        **nothing,
    )
