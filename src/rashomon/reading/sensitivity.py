"""Whom a statement could endanger, so that a copy for others can leave them out.

The strongest reason stands: a child before a victim, a victim before a witness, a witness before a
private person, a person before a protected place. A toll names nobody and is not sensitive.
"""

from typing import Final

from spacy.tokens import Doc

from rashomon.layers.did_marks import phrases
from rashomon.layers.windows import words_of
from rashomon.model.actor import Participant
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention

HARMS: Final = frozenset({"ASSAULT", "COERCE"})
HARM_MEASURES: Final = frozenset({"killed", "injured"})
SAW: Final = frozenset({"eyewitness", "victim"})
SITES: Final = frozenset({"building", "infrastructure", "vehicle", "place", "organization", None})
BODIES: Final = frozenset({"organization", "state", "group"})


def sensitivity_of(doc: Doc, event: EventMention, chain: tuple[Attribution, ...]) -> str | None:
    """Give the strongest reason to take something out of a shared copy, or None."""
    people = (*event.targets, *event.agents)
    if any(_has(doc, p, "minor") for p in people) or any(
        f.of_age == "child" for f in event.figures
    ):
        return "minor"
    if _harms(event) and any(_is_individual(doc, t) for t in event.targets):
        return "victim"
    if any(a.basis in SAW for a in chain):
        return "witness"
    if any(is_private(doc, p) for p in people) or _private_speaker(doc, chain):
        return "private_person"
    if event.type == "ASSAULT" and any(
        t.kind in SITES and _has(doc, t, "protected_site") for t in event.targets
    ):
        return "protected_site"
    return None


def _harms(event: EventMention) -> bool:
    return event.type in HARMS or any(f.measure in HARM_MEASURES for f in event.figures)


def _has(doc: Doc, part: Participant, value: str) -> bool:
    if part.named and part.kind in BODIES and value != "protected_site":
        return False
    return any(
        rule.value == value for _, rule in phrases(doc, "sensitivity", words_of(doc, part.mention))
    )


def _is_individual(doc: Doc, part: Participant) -> bool:
    """Tell a person whom the text names or singles out: "a nurse", not "82 people"."""
    if part.kind in BODIES or part.kind == "people" or _is_place(doc, part):
        return False
    tokens = words_of(doc, part.mention)
    if part.kind == "person" and (part.named or (tokens[-1:] and tokens[-1].tag_ == "NN")):
        return True
    return any(
        rule.value == "person" and token.tag_ == "NN"
        for token, rule in phrases(doc, "sensitivity", tokens)
    )


def _is_place(doc: Doc, part: Participant) -> bool:
    return any(p.span.overlaps(part.mention) for p in doc._.places if not p.demonym)


def is_private(doc: Doc, part: Participant) -> bool:
    """Tell a named person who is no known public actor and whom the text gives no office."""
    if part.kind != "person" or not part.named or _is_place(doc, part):
        return False
    return not _is_public(part.id, part.sector, part.code)


def _is_public(identity: str | None, sector: str | None, code: str | None) -> bool:
    return bool(identity or sector or code)


def _private_speaker(doc: Doc, chain: tuple[Attribution, ...]) -> bool:
    names = {a.speaker.name for a in chain if a.speaker is not None and a.speaker.id is None}
    if not names:
        return False
    known = [a for a in doc._.actors if a.name in names and a.kind == "person" and a.named]
    return any(
        all(not _is_public(a.id, a.sector, a.code) for a in known if a.name == name)
        for name in {a.name for a in known}
    )
