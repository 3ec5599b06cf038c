"""What else a text has act, or has an act fall on: things, acts, places, parties deeper in.

"A *bomb* killed nine", "condemned the *raid*", "withdrew from *Kestrel*", "agreed to release the
*crew*". A reader wants perpetrators and victims, a coder of dyads whatever stands in either
place. What is found here is shown in the view of the layers, after the agents and targets, each
with its kind; the reading takes none of it for a perpetrator or a victim.

Citation: CAMEO codebook 1.1b3, ch. 1: a target may be an institution, a group or a place; PLOVER
manual 0.8, "targets".
"""

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import NAMED, noun_phrase
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import actor_at, is_no_participant, is_weapon, participant
from rashomon.layers.did_reach import MUTUAL
from rashomon.layers.did_sides import is_paper
from rashomon.layers.windows import between, head_of
from rashomon.lexicon.event_rows import MODES
from rashomon.lexicon.events import load_events
from rashomon.lexicon.reach import load_reach
from rashomon.lexicon.words import word_list
from rashomon.model.actor import Participant
from rashomon.model.event import EventMention
from rashomon.model.place import EventPlace
from rashomon.model.span import Span

FEET: Final = frozenset({"xcomp", "ccomp", "advcl"})
"""Clauses below a verb in which what it aims at may stand: "agreed to release the *crew*"."""
PURPOSE: Final = "advcl"
BEHIND: Final = frozenset({"relcl", "acl"})
BEFORE: Final = frozenset({"compound", "nmod", "amod", "poss"})
AMOUNTS: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL"})
UNNAMED: Final = frozenset({"VERB", "AUX", "ADP", "DET", "PUNCT"})
PARTIES: Final = frozenset({"person", "organization", "state", "group", "people"})
"""Kinds of participants that can answer for an act; all else is a thing."""
SHARED: Final = MUTUAL | {"SUPPORT"}
"""Types of which several agents and no target are one another's: "the two sides clashed"."""
STRUCK: Final = frozenset("in inside at on near outside into over against under across".split())
"""What leads to where a bomb goes off, and so to what it hits."""
BURSTING: Final = frozenset(
    {"explosives", "suicide-attack", "heavy-weapons", "aerial", "drone", "destroy"}
)
"""Modes of violence that hit whatever is where they come down."""
FIRED_AT: Final = frozenset({"at", "on", "against"})
GROUND: Final = frozenset({"place", "building", "infrastructure"})
STANDING: Final = frozenset({"building", "infrastructure", "vehicle"})
VIOLENCE: Final = "ASSAULT"
"""Has its victims alone for targets: whoever else stands in its sentence tells or does it."""
LANDING: Final = "AID"
"""Falls on the place where it happens beside the people there."""
MOVING: Final = frozenset({"MOBILIZE", "RETREAT", "AID", "AGREE", "REJECT"})
"""Types of acts that may only move people: "refused to send *troops* to Valdoria"."""
DEPTH: Final = 3
"""Phrases and clauses on the way down at most."""
THINGS: Final = 3
"""Things that one event is said to reach at most."""

Way = tuple[Token, bool]
"""A word below an event, and whether a clause of purpose stands between."""


def aims_of(doc: Doc, item: Found, fields: dict[str, Any]) -> dict[str, tuple[Participant, ...]]:
    """Give what else acts and what else is reached in an event.

    Args:
        doc: The document.
        item: The trigger.
        fields: The fields of the event as the layer decided them.

    Returns:
        ``acting`` and ``reached`` of `EventMention`; empty for what is no PLOVER event.
    """
    if item.type not in MODES:
        return {}
    agents, targets = fields["agents"], fields["targets"]
    acting = tuple(_joined(doc, agents) if agents else _acting(doc, item, fields))
    shared = len(agents) > 1 and not targets and item.type in SHARED and not _has_object(item)
    if shared:
        return {"acting": acting}
    if item.type == VIOLENCE:
        return {"acting": acting, "reached": _ground(doc, item, fields | {"acting": acting})}
    return {"acting": acting, "reached": _reached(doc, item, fields | {"acting": acting})}


def _ground(doc: Doc, item: Found, fields: dict[str, Any]) -> tuple[Participant, ...]:
    """Give what a bomb goes off in: "exploded in a *pub*", and where an attack on nobody is.

    A town only where a noun tells of the attack: "an attack by soldiers *in Kestrel*".
    """
    taken = [p.mention for p in (*fields["agents"], *fields["acting"])]
    if not taken or fields["targets"]:
        return ()
    verb = item.token
    if verb.pos_ not in clause.VERBAL:
        places = fields["places"][:1] if fields["agents"] else ()
        return tuple(_free((_place(p) for p in places), taken))
    if towns := _struck(doc, verb, taken):
        return towns
    bursts = item.sense is not None and item.sense.mode in BURSTING
    if not bursts or len(fields["agents"]) > 1:
        return ()  # two sides that fight hit each other
    near = [] if clause.is_passive(verb) else clause.own_objects(verb)
    near += [t for p, t in clause.prepositional(verb) if p.lower_ in STRUCK]
    taken += [p.mention for p in fields["places"]]
    found = (p for p, _ in _made(doc, ((t, False) for t in near), taken) if p.kind in STANDING)
    return tuple(islice(found, THINGS))


def _struck(doc: Doc, verb: Token, taken: list[Span]) -> tuple[Participant, ...]:
    """Give the places that are attacked themselves: "shelled the town of *Kestrel*"."""
    near = clause.subjects(verb) if clause.is_passive(verb) else clause.own_objects(verb)
    near += [t for p, t in clause.prepositional(verb) if p.lower_ in FIRED_AT]
    found = (p for p, _ in _made(doc, ((t, False) for t in near), list(taken)))
    return tuple(islice((p for p in found if p.kind in GROUND), THINGS))


def _has_object(item: Found) -> bool:
    """Tell "both rejected the *plan*" from "both postponed *their* meeting" and "both clashed"."""
    if item.type != "REJECT" or item.token.pos_ not in clause.VERBAL:
        return False
    things = [] if clause.is_passive(item.token) else clause.own_objects(item.token)
    return any(all(c.lower_ != "their" for c in t.children) for t in things)


def with_aims(event: EventMention) -> EventMention:
    """Give an event as the view of the layers shows it: with all that acts and is reached.

    A forecast keeps the type of what it foretells.
    """
    return dataclasses.replace(
        event,
        type=event.type or event.foretold,
        agents=(*map(_of_some_kind, event.agents), *event.acting),
        targets=(*event.targets, *event.reached),
    )


def _of_some_kind(agent: Participant) -> Participant:
    """Call an agent that no table knows for anybody a thing: "*fruit* damaged her jaw"."""
    if agent.kind is not None or agent.named or agent.name.lower().endswith(DOERS):
        return agent
    return dataclasses.replace(agent, kind="object")


DOERS: Final = tuple("er or ist ian eer man ers ors ists ians eers men others some many".split())
"""Endings of words for whoever does something."""


def _reached(doc: Doc, item: Found, fields: dict[str, Any]) -> tuple[Participant, ...]:
    """Choose what is reached: the first party, if no target is one; things, if there is none."""
    targets: tuple[Participant, ...] = fields["targets"]
    places: tuple[EventPlace, ...] = fields["places"]
    words: list[Span] = fields.get("_words", [])
    taken = [p.mention for p in (*fields["agents"], *targets)] + words + fields.get("_apart", [])
    ways = (way for way in _ways(item) if way[0].i != item.token.i)
    own = {a.id or a.name for a in (*fields["agents"], *fields["acting"])}
    found = [(p, purpose) for p, purpose in _made(doc, ways, taken) if (p.id or p.name) not in own]
    of_event = list(_free((_place(p) for p in places), taken))
    if targets:
        is_thing = not any(_is_party(t) for t in targets) or _moves(item, fields)
        if _are_own_offices(doc, targets):
            where = [p for p, _ in found if p.kind == "place" or p.named]
            return tuple((where or of_event)[:1])
        near = [p for p, purpose in found if _is_party(p) and not purpose]
        if not near and item.type in MOVING:
            near = [p for p, _ in found if (p.kind == "place" and p.named) or p.kind in STANDING]
        at = [*of_event, *_homes(doc, targets, found)] if item.type == LANDING else []
        return (*(near[:1] if is_thing else []), *at)
    parties = [p for p, _ in found if _is_party(p)]
    things = [p for p, _ in found if not _is_party(p)]
    if (words and parties) or not (fields["agents"] or fields["acting"]):
        return tuple(parties[:1])  # nobody and nothing acts on a thing
    return (*parties[:1], *islice(chain(things, of_event), THINGS))


def _homes(
    doc: Doc, targets: Iterable[Participant], found: Iterable[tuple[Participant, bool]]
) -> Iterator[Participant]:
    """Yield where those live whom aid goes to: "tents for nine families in *Kestrel*"."""
    given = [t for t in (head_of(doc, target.mention) for target in targets) if t is not None]
    for one, _ in found:
        head = head_of(doc, one.mention)
        places = between(doc._.places, one.mention.start, one.mention.end)
        if head is None or head.dep_ != "pobj" or all(p.demonym for p in places):
            continue
        if any(t.is_ancestor(head) for t in given):
            yield dataclasses.replace(one, kind="place")


def _are_own_offices(doc: Doc, targets: Iterable[Participant]) -> bool:
    """Tell what a state has in another: "closed *its embassy* in Valdoria" is aimed at that one."""
    heads = [head_of(doc, t.mention) for t in targets]
    return all(
        t is not None
        and t.lemma_.lower() in OFFICES
        and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in t.children)
        for t in heads
    )


OFFICES: Final = word_list("did.offices")


def _moves(item: Found, fields: dict[str, Any]) -> bool:
    """Tell forces that are only moved: "mobilised the *army* against Valdoria"."""
    moved = load_reach().moved
    doc = item.token.doc
    heads = [head_of(doc, t.mention) for t in fields["targets"]]
    return item.type in MOVING and all(t is not None and t.lemma_.lower() in moved for t in heads)


def _acting(doc: Doc, item: Found, fields: dict[str, Any]) -> Iterator[Participant]:
    """Yield what stands where an agent stands: a weapon, a vehicle, an act, a town."""
    taken = [p.mention for p in fields["targets"]]
    doers = (t for t in _doers(item) if t.i != item.token.i)
    yield from (p for p, _ in _made(doc, ((t, False) for t in doers), taken))
    yield from _free(fields["instruments"], taken)


def _joined(doc: Doc, agents: Iterable[Participant]) -> Iterator[Participant]:
    """Yield who acts by the same noun: "*Marenna* and Valdoria's armies", "of X and *Y*"."""
    agents = list(agents)
    taken = [a.mention for a in agents]
    for head in (head_of(doc, a.mention) for a in agents):
        for owners in _owners(head) if head is not None else ():
            ways = ((t, False) for t in owners)
            yield from (p for p, _ in _made(doc, ways, taken) if _is_party(p))


def _owners(head: Token) -> Iterator[list[Token]]:
    """Yield coordinated names of whose people a noun tells, and the name it is joined to."""
    names = [c for c in head.children if c.dep_ in BEFORE and c.ent_type_ in NAMED]
    if head.tag_ in ("NNS", "NNPS"):
        names += [t for p, t in clause.prepositional(head, "of") if t.ent_type_ in NAMED]
    for first in names:
        listed = clause.conjuncts(clause.conj_root(first))
        if len(listed) > 1 and head not in listed:
            yield listed
    top = clause.conj_root(head)
    if top.tag_ == "JJ" and top.ent_type_ in NAMED:
        yield [top]


def _doers(item: Found) -> Iterator[Token]:
    for verb in _verbs(item):
        if verb.pos_ not in clause.VERBAL:
            yield from (c for c in verb.children if c.dep_ in BEFORE and _is_nominal(c))
        elif clause.is_passive(verb):
            yield from (t for _, t in clause.prepositional(verb, "by"))
        else:
            yield from clause.subjects(verb)


def _is_nominal(token: Token) -> bool:
    return is_weapon(token) or token.ent_type_ in NAMED or actor_at(token.doc, token) is not None


def _verbs(item: Found) -> list[Token]:
    """Give the trigger and the light verb that carries it."""
    carried = item.light[0] if item.light is not None else None
    return [item.token] if carried is None else [item.token, carried]


def _ways(item: Found) -> Iterator[Way]:
    """Yield what stands below the trigger and its light verb, the nearest first."""
    for verb in _verbs(item):
        if verb.pos_ in clause.VERBAL:
            passive = clause.is_passive(verb)
            yield from _below(clause.subjects(verb) if passive else clause.own_objects(verb))
        behind = ((p.lower_, t) for p, t in clause.prepositional(verb))
        yield from _below(t for p, t in behind if p != "by" and not (p == "in" and is_paper(t)))
        if verb.pos_ not in clause.VERBAL:
            yield from ((t, False) for t in _inside(verb, 0))
        yield from _of_clauses(verb, 0, False)


def _below(nouns: Iterable[Token]) -> Iterator[Way]:
    """Yield nouns themselves, then what stands inside them."""
    nouns = list(nouns)
    yield from ((t, False) for t in nouns)
    yield from ((t, False) for noun in nouns for t in _inside(noun, 0))


def _of_clauses(verb: Token, depth: int, purpose: bool) -> Iterator[Way]:
    """Yield what stands in the clauses that a verb takes: "agreed to let *monitors* in"."""
    if depth >= DEPTH:
        return
    for child in verb.children:
        if child.dep_ not in FEET or child.pos_ not in clause.VERBAL:
            continue
        loose = purpose or child.dep_ == PURPOSE
        nouns = [*clause.own_subjects(child), *clause.own_objects(child)]
        nouns += [t for _, t in clause.prepositional(child)]
        yield from ((t, loose) for t, _ in _below(nouns))
        yield from _of_clauses(child, depth + 1, loose)


def _inside(noun: Token, depth: int) -> Iterator[Token]:
    """Yield what stands inside a noun phrase: a name before the noun, a phrase behind it."""
    if depth >= DEPTH:
        return
    for child in noun.children:
        if child.dep_ == "appos" or (child.dep_ in BEFORE and _names_owner(child)):
            yield child
        elif child.dep_ in BEHIND:
            yield from clause.own_objects(child)
            yield from (t for _, t in clause.prepositional(child))
        elif child.dep_ == "prep":
            told = (c for c in child.children if c.dep_ == "pcomp")
            yield from (t for verb in told for t in clause.own_subjects(verb))
    for _, inner in clause.prepositional(noun):
        yield inner
        yield from _inside(inner, depth + 1)


def _names_owner(token: Token) -> bool:
    return token.dep_ == "poss" or token.ent_type_ in NAMED


def _made(doc: Doc, ways: Iterable[Way], taken: list[Span]) -> Iterator[tuple[Participant, bool]]:
    """Make participants of words, each stretch of text once; changes `taken`."""
    for token, purpose in ways:
        made = _participant(doc, token)
        for free in _free([made] if made is not None else [], taken):
            yield free, purpose


def _free(items: Iterable[Participant], taken: list[Span]) -> Iterator[Participant]:
    """Yield what covers no words that are taken; changes `taken`."""
    for item in items:
        mention = item.mention
        if not any(mention.start < t.end and t.start < mention.end for t in taken):
            taken.append(mention)
            yield item


def _participant(doc: Doc, token: Token) -> Participant | None:
    """Make a participant of any noun phrase; an act or a paper stands for itself, not its owner."""
    if token.ent_type_ in AMOUNTS or token.pos_ in UNNAMED:
        return None
    if is_no_participant(token) and (known := load_events().nouns.get(token.lemma_.lower())):
        if known.classes[0] not in ACTS:
            return None
        first, last = noun_phrase(doc, token)
        span = doc[first:last]
        mention = Span(span.start_char, span.end_char, span.text)
        return Participant(name=span.text, mention=mention, kind=known.classes[0], rule=RULE)
    found = participant(doc, token)
    if found is None:
        return None
    kind = found.kind if found.kind is not None or found.named else "object"
    return dataclasses.replace(found, kind=kind, rule=found.rule or RULE)


def _is_party(one: Participant) -> bool:
    """Tell who can answer for an act; of a name that is not known, that is presumed."""
    return one.kind in PARTIES or (one.kind is None and one.named)


ACTS: Final = frozenset({"event", "agreement"})
"""Classes of nouns for what is done or signed, which can be condemned or kept."""
RULE: Final = "did.aim"


def _place(place: EventPlace) -> Participant:
    """Make a participant of the place where it happens."""
    return Participant(
        name=place.name or place.mention.text,
        mention=place.mention,
        kind="place",
        id=place.id,
        named=True,
        country=place.country,
        rule=RULE,
    )
