"""Fill an event: participants, time, places and figures, each from its own sentence and speaker.

Every noun phrase, time and place of the sentence is scored against every trigger; what stands
outside the words of the trigger's speaker is never looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import numpy as np
from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.did_answer import add_answerable
from rashomon.layers.did_apart import is_origin, leave_out
from rashomon.layers.did_arguments import Trigger, frame_roles
from rashomon.layers.did_beside import add_beside
from rashomon.layers.did_candidates import (
    Candidate,
    candidate_pair_features,
    sentence_candidates,
)
from rashomon.layers.did_deaths import MISHAP, NATURAL
from rashomon.layers.did_doers import add_attackers, add_doers
from rashomon.layers.did_fields import fields_of
from rashomon.layers.did_found import Found
from rashomon.layers.did_fronted import add_fronted
from rashomon.layers.did_guards import (
    ends_anothers,
    is_barred,
    is_included,
    is_mere_word,
    is_of_number,
    is_what_is_hit,
    names_party,
    stands_apart,
)
from rashomon.layers.did_headline import date_headline, may_share, stretch_of, stretches
from rashomon.layers.did_identity import settle_identity
from rashomon.layers.did_instead import settle_parties
from rashomon.layers.did_labels import place_entries
from rashomon.layers.did_lists import complete_lists
from rashomon.layers.did_lost_times import add_lost_times
from rashomon.layers.did_nearer import leave_to_nearer
from rashomon.layers.did_parties import add_parties, place_lost
from rashomon.layers.did_people import (
    actor_at,
    is_intangible,
)
from rashomon.layers.did_places import add_in_clause, add_joined, add_reached
from rashomon.layers.did_reach import Search, is_abstract, is_moved, is_party
from rashomon.layers.did_reference import drop_references
from rashomon.layers.did_roles import add_roles
from rashomon.layers.did_setting import (
    add_happening,
    add_places,
    attach_figures,
    is_subject_of,
    makes_rounds,
)
from rashomon.layers.did_spared import spare
from rashomon.layers.did_status import take_victims
from rashomon.layers.did_things import drop_things
from rashomon.layers.did_trials import part_trials
from rashomon.layers.did_triggers import is_finding, is_toll_verb
from rashomon.layers.linear import LinearModel
from rashomon.lexicon.events import EventLexicon
from rashomon.lexicon.reach import load_reach
from rashomon.model.actor import Participant
from rashomon.model.place import PlaceMention
from rashomon.model.why import Why

MOST_NONE: Final = {"agent": 0.6, "target": 0.6, "time": 0.7, "place": 0.7}
"""Share of "no part of it" up to which a part is still taken, by role.

Swept 0.5–0.8 on the development documents of the reading yardstick: F1 of each role moves by
less than 0.02 around these values; recall of times and places needs the higher ones.
"""


FRAMED: Final = 0.65
"""The same where parse and frame agree with the learned role."""


def content_pieces(doc: Doc) -> list[tuple[int, int, int]]:
    """Give ``(start, end, number)`` of every piece of content, so that speakers stay apart."""
    return [
        (piece.start, piece.end, number)
        for number, attribution in enumerate(doc._.attributions)
        for piece in attribution.content
    ]


def speakers_at(pieces: list[tuple[int, int, int]], offset: int) -> frozenset[int]:
    """Give the attributions in whose content a character stands."""
    return frozenset(n for start, end, n in pieces if start <= offset < end)


def is_allowed(
    trigger: Token, candidate: Token, roles: dict[int, str], pieces: list[tuple[int, int, int]]
) -> bool:
    """Tell whether a candidate stands in the words of the trigger's own speakers.

    The understood subject of "threatened *to strike*", of "admitted *having struck*" and of
    "announced a *boycott*" is the speaker itself and is allowed.
    """
    said = speakers_at(pieces, trigger.idx) if pieces else frozenset()
    return (
        not said
        or said <= speakers_at(pieces, candidate.idx)
        or (
            roles.get(candidate.i) == "agent"
            and (
                trigger.tag_ in ("VB", "VBG")
                or (trigger.tag_ == "VBN" and "having" in clause.auxiliaries(trigger))
                or (trigger.pos_ == "NOUN" and trigger.dep_ in ("dobj", "oprd"))
            )
        )
    )


def find_parts(
    doc: Doc, found: list[Found], lexicon: EventLexicon, model: LinearModel
) -> dict[int, dict[str, Any]]:
    """Fill every event of a document.

    Returns:
        By the trigger's token index: the fields of `EventMention` that were decided.
    """
    parts: dict[int, dict[str, Any]] = {}
    pieces = content_pieces(doc)
    by_sentence: dict[int, list[Found]] = {}
    for item in found:
        by_sentence.setdefault(item.token.sent.start, []).append(item)
    asked: dict[int, list[Asked]] = {}
    apart: dict[int, list[range]] = {}
    for start, items in by_sentence.items():
        sentence = items[0].token.sent
        pool = sentence_candidates(doc, sentence)
        near = [p for p in pieces if p[0] < sentence.end_char and p[1] > sentence.start_char]
        apart[start] = stretches(doc, sentence, _violent(items))
        asked[start] = [_ask(item, _within(apart[start], item, pool), near) for item in items]
    shares = _shares([a for several in asked.values() for a in several], lexicon, model)
    classes = model.heads["role"][0]
    for start, items in by_sentence.items():
        sentence = items[0].token.sent
        for each in asked[start]:
            parts[each.item.token.i] = _fill(doc, each, shares, classes)
            if len(apart[start]) > 1:
                parts[each.item.token.i]["_stretch"] = stretch_of(apart[start], each.item.token)
        leave_to_nearer(doc, [(a.item.token, a.item.type, a.roles) for a in asked[start]], parts)
        _date_from_subjects([i.token for i in items], parts)
        for part in apart[start]:
            violent = [t for t in _violent(items) if t.i in part]
            add_places(doc, doc[part.start : part.stop], violent, parts)
        add_reached(doc, sentence, [i.token for i in items if i.type == "RETREAT"], parts)
        add_in_clause(doc, sentence, [(i.token, i.type) for i in items], parts)
        for item in items:
            place_lost(doc, item.token, parts[item.token.i])
        add_happening(doc, [i.token for i in items], parts)
        _find_lost_times(doc, sentence, items, parts)
        add_fronted(doc, sentence, [i.token for i in items], parts)
        add_joined(doc, sentence, [parts[i.token.i] for i in items])
        date_headline(doc, sentence, parts, items)
        attach_figures(doc, sentence, [i.token for i in items], parts)
        _nobodys_deeds(items, parts)
        add_answerable(doc, [i.token for i in items], parts)
        drop_things(doc, items, parts)
        add_doers(doc, items, parts)
        add_parties(doc, items, parts)
        add_roles(doc, sentence, [i.token for i in items], parts)
        _finish(doc, sentence, items, parts, apart[start])
    drop_references(doc, parts)
    place_entries(doc, parts)
    return parts


def _finish(
    doc: Doc,
    sentence: Span,
    items: list[Found],
    parts: dict[int, dict[str, Any]],
    apart: list[range],
) -> None:
    """Find who takes part by what stands beside an event, and whom a judgement is about.

    Changes `parts`.
    """
    add_attackers(items, parts)
    add_beside(doc, sentence, items, parts, apart)
    for item in items:
        take_victims(doc, item, parts[item.token.i])
    settle_parties(doc, items, parts)
    settle_identity(doc, items, parts)


def _find_lost_times(
    doc: Doc, sentence: Span, items: list[Found], parts: dict[int, dict[str, Any]]
) -> None:
    """Find the days that the parse loses, and leave to each deed its own; changes `parts`."""
    add_lost_times(doc, sentence, [i.token for i in items], parts)
    part_trials(doc, sentence, items, parts)


def _violent(items: list[Found]) -> list[Token]:
    return [i.token for i in items if i.type in (None, "ASSAULT") or makes_rounds(i.token)]


def _within(apart: list[range], item: Found, pool: list[Candidate]) -> list[Candidate]:
    """Keep what an event of a headline can have a part in: its own stretch, and who acts on."""
    if len(apart) == 1:
        return pool
    part = stretch_of(apart, item.token)
    return [
        c
        for c in pool
        if c.what == "time"
        or c.token.i in part
        or (c.what == "actor" and may_share(part, item.token, c.token))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A trigger and what may take part in its event, before any of it is scored.

    Attributes:
        roles: What parse and frame say of the noun phrases, by token index.
        pieces: The content that reaches into the sentence, see `content_pieces`.
    """

    item: Found
    trigger: Trigger
    roles: dict[int, str]
    usable: list[Candidate]
    pieces: list[tuple[int, int, int]]


def _ask(item: Found, pool: list[Candidate], pieces: list[tuple[int, int, int]]) -> Asked:
    carried, entry = item.light if item.light is not None else (None, None)
    if carried is not None and ends_anothers(item.token, carried, item.type):
        carried, entry = None, None
    trigger = Trigger(
        token=item.token,
        sense=item.sense,
        light=carried,
        light_entry=entry,
        type=item.type,
        is_guessed=item.sense is None and item.rule == "did.trigger",
    )
    roles = frame_roles(trigger)
    takes_part = entry is None or "subj" in (*entry.agent, *entry.target)
    carrier = carried if takes_part else None
    usable = [
        c
        for c in pool
        if c.token.i != item.token.i
        and is_allowed(item.token, c.token, roles, pieces)
        and not (c.what == "actor" and _cannot(c.token, item, roles, carrier))
        and not (c.token.head.i == item.token.i and _is_whose(c))
    ]
    return Asked(item=item, trigger=trigger, roles=roles, usable=usable, pieces=pieces)


def _shares(
    asked: list[Asked], lexicon: EventLexicon, model: LinearModel
) -> Iterator[tuple[float, int]]:
    """Score all pairs of a document at once.

    Returns:
        For each candidate of each trigger, in order: the share of "no part of it", and which
        class is the likeliest of the rest.
    """
    pairs = (
        candidate_pair_features(a.trigger, c, a.roles, lexicon) for a in asked for c in a.usable
    )
    count = sum(len(a.usable) for a in asked)
    scores = model.score(pairs, np.zeros((count, 0), dtype=np.float32))
    shares = model.probabilities(scores, "role")
    none = model.heads["role"][0].index("none")
    most = shares[:, none].tolist()
    shares[:, none] = 0
    return iter(zip(most, shares.argmax(axis=1).tolist(), strict=True))


def _fill(
    doc: Doc, asked: Asked, shares: Iterator[tuple[float, int]], classes: tuple[str, ...]
) -> dict[str, Any]:
    """Choose the parts of one event; takes its candidates' shares off the front of `shares`."""
    item, trigger, roles, usable = asked.item, asked.trigger, asked.roles, asked.usable
    chosen: dict[str, list[Candidate]] = {"agent": [], "target": [], "time": [], "place": []}
    if usable:
        has_agent = item.token.pos_ == "VERB" and any(
            roles.get(c.token.i) == "agent" for c in usable
        )
        for candidate, (most, best) in zip(usable, islice(shares, len(usable)), strict=True):
            framed = roles.get(candidate.token.i)
            role = _role_of(candidate, classes[best], asked, has_agent=has_agent)
            limit = FRAMED if framed == role else MOST_NONE.get(role, 0.0)
            if role in chosen and most < limit and _fits(role, candidate):
                chosen[role].append(candidate)
        complete_lists(usable, chosen)
        spare(item.token, chosen)
        for role in ("time", "place"):
            chosen[role] = leave_out(item.token, chosen[role])
    _reach(doc, trigger, (usable, asked.pieces), chosen, roles)
    return fields_of(doc, trigger, chosen, roles)


def _role_of(candidate: Candidate, role: str, asked: Asked, *, has_agent: bool) -> str:
    """Weigh the learned role of a candidate against parse and frame; empty for no part at all."""
    item, roles, token = asked.item, asked.roles, candidate.token
    framed = roles.get(token.i)
    if role == "agent" and has_agent and framed != "agent":
        if framed != "target" or candidate.what != "actor":
            return ""
        role = "target"
    if role == "agent" and framed == "target" and _is_done_to(item):
        role = "target"
    if role == "target" and framed == "agent" and (_is_its_own(token, roles) or _acts(token, item)):
        role = "agent"
    if framed and role in ROLES and role != framed and _frame_tells(item):
        role = framed if candidate.what == "actor" else role
    if role == "agent" and framed is None and clause.foils(token, item.token):
        return ""
    return "" if _is_out(candidate, role, roles) else role


ROLES: Final = frozenset({"agent", "target", "time", "place"})


def _is_out(candidate: Candidate, role: str, roles: dict[int, str]) -> bool:
    """Tell who stands where nobody has this role."""
    token = candidate.token
    if role == "target" and _is_whose_doer(token, roles):
        return True
    if role == "agent" and token.i not in roles and is_what_is_hit(token):
        return True
    if token.i not in roles and candidate.what == "actor" and stands_apart(token, role):
        return True
    if role == "place" and is_origin(token):
        return True
    return is_of_number(token, role, roles) or (role == "place" and names_party(token))


def _reach(
    doc: Doc,
    trigger: Trigger,
    allowed: tuple[list[Candidate], list[tuple[int, int, int]]],
    chosen: dict[str, list[Candidate]],
    roles: dict[int, str],
) -> None:
    """Find the parties of a political act where the score found none; changes `chosen`.

    What is nobody ("ties", "an offer") gives way to the party behind it.
    """
    rule = load_reach().rules.get(trigger.type or "")
    if rule is None or trigger.is_guessed:
        return
    usable, pieces = allowed
    actors = {c.token.i: c for c in usable if c.what == "actor"}
    by_role = {
        role: [doc[i] for i, r in sorted(roles.items()) if r == role and i in actors]
        for role in ("agent", "target")
    }
    if not chosen["agent"]:
        taken = {c.token.i for c in chosen["target"]}
        framed = Search(doc, rule, []).usable(by_role["agent"])
        chosen["agent"] += [actors[t.i] for t in framed if t.i not in taken]
    if not any(is_party(doc, c.token) and not is_moved(c.token) for c in chosen["target"]):
        search = Search(doc, rule, [c.token for c in chosen["agent"]], trigger.type or "")
        found = search.usable(by_role["target"])
        found = found or search.targets(trigger.token, trigger.light)
        chosen["target"] += [
            Candidate(token=t, what="actor")
            for t in found
            if is_allowed(trigger.token, t, roles, pieces)
        ]
    if any(is_party(doc, c.token) and not is_moved(c.token) for c in chosen["target"]):
        chosen["target"] = [
            c
            for c in chosen["target"]
            if not (rule.yields and is_abstract(doc, c.token)) and not is_moved(c.token)
        ]
        chosen["target"].sort(key=lambda c: c.token.i)


def _nobodys_deeds(items: list[Found], parts: dict[int, dict[str, Any]]) -> None:
    """Take the agents off what only counts or finds the dead; changes `parts`."""
    for item in items:
        fields = parts[item.token.i]
        counts = is_toll_verb(item.token, fields.get("figures", ()))
        if item.kind == "figure" or counts or is_finding(item.token) or item.token.lower_ == "dead":
            fields |= {"agents": (), "_agents": []}
        if item.rule == MISHAP:
            sufferers = {t.i for t in clause.subjects(item.token)}
            sufferers |= {t.i for t in clause.own_objects(item.token)}
            kept = [t for t in fields["_targets"] if t.i in sufferers]
            targets = [t for t in fields["targets"] if _is_of(t, kept)]
            fields |= {"agents": (), "_agents": [], "targets": tuple(targets)}
        if item.rule == NATURAL:
            counted = tuple(f for f in fields.get("figures", ()) if f.number is not None)
            fields |= {"agents": (), "figures": counted}


def _is_of(target: Participant, heads: list[Token]) -> bool:
    """Tell whether a target is that of one of some nouns."""
    return any(target.mention.start <= t.idx < target.mention.end for t in heads)


def _date_from_subjects(triggers: list[Token], parts: dict[int, dict[str, Any]]) -> None:
    """Let a verb happen when its subject does: "*strikes* on Monday *killed* nine".

    Changes `parts`. Only an event that the verb's own clause has for its subject counts; places
    are not handed on: on the development documents that invented one for each that it found.
    """
    for token in triggers:
        own = parts[token.i]
        if token.pos_ != "VERB" or own["time"] is not None:
            continue
        for subject in clause.subjects(token):
            told = parts.get(subject.i)
            if told is not None and subject.i != token.i and told["time"] is not None:
                own["time"] = told["time"]
                own["why"] = (*own["why"], Why("did", "did.time.subject", "as its subject"))
                break


def _is_whose(candidate: Candidate) -> bool:
    """Tell "*U.S.* strikes", "a *Northmark* militia": the name says whose they are, not where."""
    mention = candidate.mention
    modifies = candidate.token.dep_ in ("amod", "compound", "nmod", "poss")
    if not modifies or not isinstance(mention, PlaceMention):
        return False
    owned = actor_at(candidate.token.doc, candidate.token.head)
    is_force = owned is not None and owned.sector in ("REB", "MIL") and not owned.named
    return mention.kind == "country" or is_force


def _is_done_to(item: Found) -> bool:
    """Tell a passive of violence: in "one serviceman *killed*" he killed nobody."""
    return item.type == "ASSAULT" and item.token.pos_ == "VERB" and clause.is_passive(item.token)


def _is_whose_doer(token: Token, roles: dict[int, str]) -> bool:
    """Tell whose man it is that acts, whom he does nothing to: "the *general's* lawyer sued"."""
    return token.dep_ == "poss" and roles.get(token.head.i) == "agent"


def _is_its_own(token: Token, roles: dict[int, str]) -> bool:
    """Tell whose act it is before the noun where whom it hits stands behind: "*their* fight"."""
    return token.dep_ == "poss" and "target" in roles.values()


def _acts(token: Token, item: Found) -> bool:
    """Tell the subject of a verb that has an object: "*rebels* had killed three men"."""
    verb = item.token
    if item.type is None or verb.pos_ != "VERB" or clause.is_passive(verb):
        return False
    return bool(clause.own_objects(verb)) and is_subject_of(token, verb)


def _frame_tells(item: Found) -> bool:
    """Tell a noun whose own frame says who is who: "the *resignation* of the premier".

    "The blockade of Kestrel" and "of the navy" it leaves to the learned role.
    """
    sense = item.sense
    if item.token.pos_ != "NOUN" or sense is None or sense.weight < SURE:
        return False
    return not ("of" in sense.agent and "of" in sense.target)


SURE: Final = 0.6
"""Weight of a noun's sense from which its frame stands against the learned role."""


def _cannot(token: Token, item: Found, roles: dict[int, str], carried: Token | None) -> bool:
    framed = token.i in roles
    if not framed and is_mere_word(token):
        return True
    if item.type == "ASSAULT" and roles.get(token.i) != "target" and is_intangible(token):
        return True
    return is_included(token) or is_barred(item.token, token, framed=framed, carried=carried)


def _fits(role: str, candidate: Candidate) -> bool:
    return role == candidate.what or (role in ("agent", "target") and candidate.what == "actor")
