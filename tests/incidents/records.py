"""Small builders of records about the invented republic of Marenna."""

from typing import Any

from rashomon.model.actor import Participant
from rashomon.model.document import Document
from rashomon.model.figure import Figure
from rashomon.model.judgement import Judgement
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Speaker, Statement
from rashomon.model.time import EventTime

EMPTY: dict[str, Any] = dict.fromkeys("contexts violations instruments roles links why".split(), ())
NOTHING: dict[str, Any] = dict.fromkeys(
    "denial_of condition horizon wording sensitivity cameo mode".split()
)


def span(words: str, text: str | None = None) -> Span:
    start = text.index(words) if text is not None else 0
    return Span(start, start + len(words), words)


def document(text: str, key: str = "a", **about: Any) -> Document:
    given: dict[str, Any] = {"published": "2019-03-12", "language": "en"} | about
    return Document(id=f"d-{key}", key=key, sha256="0" * 64, text=text, **given)


def figure(best: float | None = None, measure: str = "killed", **more: Any) -> Figure:
    words = more.pop("words", f"{best or ''} {more.get('of', '')}".strip() or "some")
    given: dict[str, Any] = {
        "low": best, "best": best, "high": best, "modifier": "exact", "coverage": "event",
        "unit": "persons",
    } | more  # fmt: skip
    return Figure(mention=span(words), measure=measure, **given)


def speaker(name: str, mention: str | None = None, **more: Any) -> Speaker:
    return Speaker(name=name, mention=span(mention or name), **more)


def actor(name: str, **more: Any) -> Participant:
    return Participant(name=name, mention=span(name), **({"named": name[:1].isupper()} | more))


def place(name: str, **more: Any) -> EventPlace:
    given: dict[str, Any] = {"precision": "city", "id": f"place:{name.lower()}"} | more
    return EventPlace(name=name, mention=span(name), **given)


def day(start: str, end: str | None = None, precision: str = "day") -> EventTime:
    return EventTime(
        start=start, end=end or start, precision=precision, mention=span(start), reason="test"
    )


def statement(about: Document, key: str, **changes: Any) -> Statement:
    """A killing that the author tells of, unless told otherwise; evidence is the whole text."""
    text = about.text
    evidence = changes.pop("evidence", text)
    trigger = changes.pop("trigger", "killed")
    start = text.index(evidence)
    where = max(text.find(trigger), 0)
    speakers = tuple(_placed(s, text) for s in changes.pop("speakers", ()))
    given: dict[str, Any] = {
        **EMPTY, **NOTHING, "kind": "event", "type": "ASSAULT", "agents": (), "targets": (),
        "time": None, "places": (), "figures": (), "scope": "single", "status": "occurred",
        "polarity": "+", "certainty": 1.0, "factuality": 3, "score": 0.9,
    } | changes  # fmt: skip
    return Statement(
        id=key,
        document=about.id,
        document_key=about.key,
        evidence=Span(start, start + len(evidence), evidence),
        trigger=Span(where, where + len(trigger), trigger),
        speakers=speakers,
        **given,
    )


def _placed(given: Speaker, text: str) -> Speaker:
    words = given.mention.text if given.mention else ""
    at = text.find(words)
    mention = Span(at, at + len(words), words) if at >= 0 else given.mention
    return Speaker(
        name=given.name, id=given.id, mention=mention, stance=given.stance, also=given.also
    )


def judgement(action: str, *subjects: str, **more: Any) -> Judgement:
    given: dict[str, Any] = {
        "id": f"j-{action}", "at": "2019-04-01T00:00:00Z", "who": "Ola", "why": "I asked them",
    } | more  # fmt: skip
    return Judgement(action=action, subjects=subjects, **given)
