"""Participants of a statement as fillers of a MUC-4 template: who fills which slot, in which words.

A template tells perpetrators as individuals and as organisations, so that "guerrillas of the
Northmark Front" fills both slots; a victim by name stands without a title; what armed sides take
from each other, parts of things and places are no targets; "weapons" are too general.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rashomon.lexicon.words import INCIDENTS, word_list
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.publish.muc_page import Page, head, is_pronoun

SOMEBODY: Final = word_list("muc.somebody", INCIDENTS)
PARTS: Final = word_list("muc.part", INCIDENTS)
MILITARY: Final = word_list("muc.military", INCIDENTS)
NO_WEAPONS: Final = word_list("muc.no-weapon", INCIDENTS)
EXPLOSIVES: Final = word_list("muc.explosive", INCIDENTS)
MATERIALS: Final = word_list("muc.material", INCIDENTS)

ORGANISATION: Final = "organization"
HUMANS: Final = frozenset({"person", "group", "people"})
BODIES: Final = frozenset({"organization", "group"})
THINGS: Final = frozenset(
    {"vehicle", "building", "infrastructure", "object", "place", "weapon", None}
)
VIOLENT: Final = frozenset({"REB", "CRM"})
FIGHTING: Final = frozenset({"REB", "CRM", "MIL"})
ARMED: Final = FIGHTING | {"COP", "SPY", "GOV", "JUD", "LEG"}
"""Sectors of whoever does violence for or against a state."""
GIVEN: Final = frozenset({"explosives", "primitive", "heavy-weapons", "firearms", "destroy"})
"""Modes whose target, where it is a weapon, is what the deed was done with."""
MEMBERS: Final = (
    r"(?:troops?|members?|soldiers?|personnel|forces|units?|elements?|officers?|patrols?|agents?|"
    r"guards?|men)"
)
CORPS: Final = (
    r"(?:army|armed forces|police|air force|navy|national guard|battalion|brigade|regiment|"
    r"marines|military detachment)"
)
CORPS_OF: Final = re.compile(
    rf"(.*?\b{CORPS})(?:'s)?\s+(?:\w+\s+)?{MEMBERS}|(?:\w+\s+)*?{MEMBERS}\s+(?:of|from)\s+"
    rf"(?:the\s+)?(.*?\b{CORPS})",
    re.IGNORECASE | re.DOTALL,
)
ATTACK_WITH: Final = re.compile(
    r"\b([\w-]+)\s+(?:attacks?|assaults?|fire|explosions?|blasts?)\b", re.IGNORECASE
)
MEASURED: Final = re.compile(
    r"\b(?:kg|kgs|kilos?|kilograms|sticks?|charges?|loads?|tons?|pounds?)\s+of\s+(\w+)",
    re.IGNORECASE,
)
GAP: Final = re.compile(
    r"\W{0,4}(?:(?:including|among them|identified as|such as|namely|especially|were|was)\s+)?"
    r"(?:(?:the|a|an)\s+)?(?:[\w'.&-]+\W{1,3}){0,5}",
    re.IGNORECASE,
)
NEXT_GAP: Final = re.compile(r"\W{0,4}(?:and\s+)?(?:[\w'.&-]+\W{1,3}){0,4}", re.IGNORECASE)
OTHER: Final = re.compile(
    r"\b(?:by|who|that|when|said|told|against|from|with|in|at|on|after|for|have|has|had|to)\b"
    r"|\n\s*\n|\. ",
    re.IGNORECASE,
)
WIDEST_GAP: Final = 70
LONGEST_BODY: Final = 200
AROUND: Final = 25


def in_slots(statement: Statement, page: Page) -> Statement:
    """Give a statement with the fillers of a template in place of its participants.

    Returns:
        Agents are individuals (kind ``person`` or ``group``) and organisations, targets are people
        and things, instruments are weapons; mentions are the strings of the slots.
    """
    agents = [f for p in statement.agents for f in _perpetrators(p, page)]
    targets = [f for p in statement.targets for f in _targets(p, page)]
    targets += [_thing(p, page) for p in statement.agents if p.kind == "building"]
    targets += [v for p in statement.targets for v in _named_behind(p, page)]
    if not any(a.kind == ORGANISATION for a in agents):
        agents += _body_beside(statement, page)
    return replace(
        statement,
        agents=tuple(a for a in agents if a.mention.start > page.first),
        targets=tuple(t for t in targets if t.mention.start > page.first),
        instruments=tuple(_weapons(statement, page)),
    )


def _perpetrators(one: Participant, page: Page) -> Iterator[Participant]:
    if one.kind in THINGS or not _may_be_perpetrator(one):
        return
    mention = one.mention
    if is_pronoun(mention.text):
        known = page.names.get(one.name)
        if known is None and not one.named:
            return
        mention = known or mention
    if one.kind == ORGANISATION or (one.kind == "group" and one.named):
        yield replace(one, mention=mention, kind=ORGANISATION)
        return
    mention = _whole(mention, page)
    mention = mention if one.named else page.counted(mention)
    mention = page.titled(mention) if one.kind == "person" else mention
    kind = "person" if one.kind == "person" else "group"
    yield replace(one, mention=mention, kind=kind, id=None)
    body = _body_within(one, mention, page)
    if body is not None:
        yield body


def _may_be_perpetrator(one: Participant) -> bool:
    if one.kind == "state" or (one.id or "").startswith("state:"):
        return False
    if one.sector is not None:
        return one.sector in FIGHTING or one.sector in ("COP", "SPY")
    return one.named or head(one.mention.text) in SOMEBODY or is_pronoun(one.mention.text)


def _whole(mention: Span, page: Page) -> Span:
    """Give a description that was cut within the name behind its "of" with the whole name."""
    if not page.fits(mention) or " of " not in f"{mention.text} ".lower():
        return mention
    for one in page.within(mention.start, mention.end + LONGEST_BODY):
        if one.span.start <= mention.end + 2 and one.span.end > mention.end and one.named:
            return page.span(mention.start, one.span.end)
    return mention


def _body_within(one: Participant, mention: Span, page: Page) -> Participant | None:
    """Give the organisation that a description of its members names: "FLN fighters"."""
    for other in page.within(mention.start, mention.end):
        shorter = other.span.end - other.span.start < mention.end - mention.start
        if other.named and other.kind in BODIES and shorter:
            return _body(other, one)
    if one.acts_for and (known := page.names.get(one.acts_for)):
        return replace(one, mention=known, name=one.acts_for, kind=ORGANISATION, id=None)
    match = CORPS_OF.fullmatch(mention.text[:LONGEST_BODY])
    if match is None:
        return None
    group = 1 if match[1] else 2
    start, end = (mention.start + match.start(group), mention.start + match.end(group))
    cut = Span(start, end, match[group])
    return replace(one, mention=cut, name=match[group], kind=ORGANISATION, id=None)


def _body(known: ActorMention, like: Participant) -> Participant:
    return replace(like, mention=known.span, name=known.name, kind=ORGANISATION, id=known.id)


def _body_beside(statement: Statement, page: Page) -> list[Participant]:
    """Give the violent organisation that the sentence names nearest to a deed of nobody's."""
    if not page.text or any(a.sector in ARMED - VIOLENT for a in statement.agents):
        return []
    at = statement.trigger.start
    suffering = {t.name for t in statement.targets}
    found = [
        one
        for one in page.within(*page.bounds(page.sentence(at)))
        if one.named
        and one.kind in BODIES
        and one.sector in VIOLENT
        and not is_pronoun(one.span.text)
        and one.name not in suffering
    ]
    nearest = min(found, key=lambda a: (abs(a.span.start - at), a.span.start), default=None)
    if nearest is None:
        return []
    made = Participant(name=nearest.name, mention=nearest.span, kind=ORGANISATION)
    return [replace(made, id=nearest.id, named=True, sector=nearest.sector)]


def _targets(one: Participant, page: Page) -> Iterator[Participant]:
    if one.kind in HUMANS:
        named = one.named and one.kind == "person"
        if named and one.sector in FIGHTING:
            return
        mention = one.mention
        if named:
            mention = page.full_name(page.names.get(one.name, mention))
        yield replace(one, mention=mention, named=named, id=one.id or f"name:{one.name}")
    elif _is_target(one):
        yield _thing(one, page)


def _is_target(one: Participant) -> bool:
    if one.kind in (None, "state", "weapon", "place"):
        return False
    if one.kind == ORGANISATION and one.sector in FIGHTING:
        return False
    words = re.findall(r"[\w-]+", one.mention.text.lower())
    return head(one.mention.text) not in PARTS and not MILITARY.intersection(words)


def _thing(one: Participant, page: Page) -> Participant:
    kind = "object" if one.kind in HUMANS else one.kind
    return replace(one, mention=page.owned(page.bare(one.mention)), kind=kind, id=None)


def _named_behind(one: Participant, page: Page) -> list[Participant]:
    """Give the persons named behind a description: "two teachers, Oskar Lind and Rena Sand"."""
    if one.kind not in HUMANS or one.named or not page.fits(one.mention):
        return []
    found: list[Participant] = []
    end = one.mention.end
    for other in page.within(end, end + LONGEST_BODY):
        if other.kind != "person" or not other.named or other.span.start < end:
            continue
        between = page.text[end : other.span.start]
        pattern = NEXT_GAP if found else GAP
        plain = between.replace("U.S.", "US").replace("u.s.", "us")
        if len(between) > WIDEST_GAP or not pattern.fullmatch(between) or OTHER.search(plain):
            break
        found.append(named_person(other, page))
        if one.kind == "person":
            break
        end = other.span.end
    return found


def named_person(one: ActorMention, page: Page) -> Participant:
    """Give a person as a victim by name, in the longest form that the text has."""
    return Participant(
        name=one.name,
        mention=page.full_name(page.names.get(one.name, one.span)),
        kind="person",
        id=one.id or f"name:{one.name}",
        named=True,
        country=one.country,
        sector=one.sector,
    )


def _weapons(statement: Statement, page: Page) -> Iterator[Participant]:
    told = [*statement.instruments, *(a for a in statement.agents if a.kind == "weapon")]
    if statement.mode in GIVEN:
        told += [t for t in statement.targets if t.kind == "weapon"]
    kept = [t for t in told if head(t.mention.text) not in NO_WEAPONS]
    for one in kept:
        yield replace(one, mention=page.bare(one.mention), kind="weapon", id=None)
    for cut in _weapon_words(statement, page, bool(kept)):
        yield Participant(name=cut.text, mention=cut, kind="weapon")


def _weapon_words(statement: Statement, page: Page, has_any: bool) -> Iterator[Span]:
    """Give weapons that no participant names: "a dynamite attack", "20 kg of dynamite"."""
    trigger, evidence = statement.trigger, statement.evidence
    start = max(0, trigger.start - AROUND)
    for match in ATTACK_WITH.finditer(page.text[start : trigger.end + 10]):
        at = start + match.start()
        touches = at <= trigger.end and start + match.end() >= trigger.start
        if touches and not has_any and match[1].lower() in EXPLOSIVES:
            yield page.span(at, start + match.end(1))
    for match in MEASURED.finditer(page.text[evidence.start : evidence.end]):
        if match[1].lower() in MATERIALS:
            yield page.span(evidence.start + match.start(1), evidence.start + match.end(1))
