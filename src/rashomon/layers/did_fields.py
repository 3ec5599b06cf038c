"""The fields of an event from what was chosen for it: participants, instruments, time, places."""

from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import Trigger
from rashomon.layers.did_candidates import Candidate
from rashomon.layers.did_guards import is_setting
from rashomon.layers.did_means import means_of, wholes
from rashomon.layers.did_named import listed
from rashomon.layers.did_people import (
    armed,
    as_person,
    is_inert,
    is_weapon,
    participant,
    sides,
)
from rashomon.layers.did_reach import is_party
from rashomon.layers.did_setting import event_place, event_time, is_subject_of
from rashomon.layers.windows import covering, is_town
from rashomon.model.actor import Participant
from rashomon.model.place import PlaceMention
from rashomon.model.time import TimeMention
from rashomon.model.why import Why

HARMS: Final = frozenset({"killed", "injured", "abducted"})
"""Measures of acts that only somebody can suffer."""
BESIDE: Final = frozenset("near outside around".split())


def _distinct(found: list[Participant | None]) -> tuple[Participant, ...]:
    """Keep the first of several mentions of one participant."""
    kept: dict[str, Participant] = {}
    for item in found:
        if item is not None:
            kept.setdefault(item.id or item.name.casefold(), item)
    return tuple(k for k in kept.values() if not any(_is_inside(k, o) for o in kept.values()))


def _is_inside(one: Participant, other: Participant) -> bool:
    """Tell a word of another's name, "*Prime Minister*-designate", or a title with the name."""
    if one is other or one.id is not None:
        return False
    names = other.named and one.mention.end == other.mention.end
    beside = other.named and not one.named and one.mention.end + 1 == other.mention.start
    covered = other.mention.covers(one.mention)
    return covered or beside or (names and one.mention.covers(other.mention))


def _receivers(doc: Doc, chosen: list[Candidate]) -> list[Candidate]:
    """Keep who gets it: not what is given, nor the town that somebody is brought to.

    "Provided *tents* to villagers", "flew the wounded to *Kestrel*".
    """
    getting = {
        c.token.i
        for c in chosen
        if clause.conj_root(c.token).dep_ == "pobj" and is_party(doc, c.token)
    }
    if any(c.token.i not in getting and is_party(doc, c.token) for c in chosen):
        return [c for c in chosen if c.token.i not in getting or not _is_reached(c.token)]
    return [c for c in chosen if c.token.i in getting] or chosen


def _is_beside(token: Token) -> bool:
    """Tell a place that the parser took for who acts: "*Near Ar Wendah*, jets hit"."""
    place = covering(token.doc._.places, token.idx)
    if place is None or place.demonym:
        return False
    span = token.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
    return span is not None and span.start > 0 and span[0].nbor(-1).lower_ in BESIDE


def _is_reached(token: Token) -> bool:
    """Tell a town behind "to" or "into"."""
    way = clause.conj_root(token).head.lower_
    return way in ("to", "into", "from", "onto") and is_town(token)


def _targets(doc: Doc, trigger: Trigger, chosen: list[Candidate]) -> list[Participant | None]:
    """Give who or what suffers; who is harmed is somebody, and may be told by name besides."""
    found = [(p, c.token) for c in chosen for p in sides(doc, c.token)]
    if trigger.sense is None or trigger.sense.measure not in HARMS:
        return [p for p, _ in found]
    named = [p for c in chosen for p in listed(doc, c.token)]
    return [*(as_person(p, head) for p, head in found), *named]


def fields_of(
    doc: Doc, trigger: Trigger, chosen: dict[str, list[Candidate]], roles: dict[int, str]
) -> dict[str, Any]:
    """Make the fields of an event; changes `chosen`.

    Args:
        doc: The document.
        trigger: The word that names the event.
        chosen: By role, what was chosen.
        roles: What parse and frame say of the noun phrases, by token index.

    Returns:
        Fields of `EventMention`; those with an underscore in front are for this layer only.
    """
    why: list[Why] = []
    if trigger.type in ("CONSULT", "AGREE") or (trigger.type is None and trigger.sense is None):
        settings = {c.token.i for c in chosen["place"] if is_setting(c.token, c.mention)}
        for role in ("agent", "target"):
            chosen[role] = [c for c in chosen[role] if c.token.i not in settings]
    means: list[Token] = []
    if trigger.type == "ASSAULT":
        chosen["target"] = wholes(chosen["target"])
        means = means_of(trigger.token, [c.token for c in chosen["target"]])
        chosen["target"] = [c for c in chosen["target"] if c.token not in means]
    chosen["agent"] = [c for c in chosen["agent"] if not is_inert(c.token)]
    if trigger.type == "AID":
        chosen["target"] = _receivers(doc, chosen["target"])
    if trigger.type == "ASSAULT":
        chosen["agent"] = [c for c in chosen["agent"] if not _is_beside(c.token)]
    agents = [
        p for c in chosen["agent"] if not is_weapon(armed(c.token)) for p in sides(doc, c.token)
    ]
    targets = _targets(doc, trigger, chosen["target"])
    suffers = trigger.token.dep_ == "acl" or clause.is_passive(trigger.token)
    if trigger.token.pos_ == "VERB" and suffers:
        suffering = {t.name for t in targets if t is not None and t.named}
        agents = [a for a in agents if a is None or a.name not in suffering]
    taken = {c.token.i for part in chosen.values() for c in part} | {t.i for t in means}
    means += [doc[i] for i, r in sorted(roles.items()) if r == "instrument" and i not in taken]
    means += [c.token for c in chosen["agent"] if is_weapon(armed(c.token))]
    instruments = [participant(doc, armed(t)) for t in means]
    time = event_time(
        [c.mention for c in chosen["time"] if isinstance(c.mention, TimeMention)], why
    )
    acting = {c.token.i for c in chosen["agent"] if is_subject_of(c.token, trigger.token)}
    places = tuple(
        place
        for c in chosen["place"]
        if c.token.i not in acting
        and isinstance(c.mention, PlaceMention)
        and (place := event_place(c.mention))
    )
    if not places:
        why.append(Why("did", "did.place.none", "the clause names no place"))
    return {
        "agents": _distinct(agents),
        "targets": _distinct(targets),
        "instruments": _distinct(instruments),
        "time": time,
        "places": places,
        "why": tuple(why),
        "_targets": [c.token for c in chosen["target"]],
        "_agents": [c.token for c in chosen["agent"]],
    }
