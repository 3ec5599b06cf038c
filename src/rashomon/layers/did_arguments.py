"""Who did it, to whom: score every noun phrase of the sentence as a part of the event.

The frame of the chosen sense and the parse give a first reading ("subject of an active verb is
the agent"); a linear model over that reading, the path between the two words and what kind of
thing each is, decides. See docs/model-card.md.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers import clause
from rashomon.layers.clause_turned import (
    at_hands_of,
    behind_cue,
    behind_quote,
    causers,
    fronted_object,
    joined_doers,
)
from rashomon.layers.did_senses import argument_classes
from rashomon.layers.table import ParseTable, table_of
from rashomon.layers.windows import covering
from rashomon.lexicon.event_rows import EventSense, LightVerb
from rashomon.lexicon.events import EventLexicon, load_events
from rashomon.lexicon.words import word_list
from rashomon.model.actor import ActorMention

NAMED: Final = frozenset({"GPE", "ORG", "NORP", "PERSON", "LOC", "FAC"})
MAX_PATH: Final = 7
MAX_ARGUMENTS: Final = 60
"""Noun phrases per sentence that are looked at; a longer sentence is a list or a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One word that names an event, with what the lexicon says of it.

    Attributes:
        is_guessed: The type is the learned score's alone; no word of the lexicon says it.
    """

    token: Token
    sense: EventSense | None
    light: Token | None = None
    light_entry: LightVerb | None = None
    type: str | None = None
    is_guessed: bool = False


def argument_heads(sentence: Span) -> list[Token]:
    """Give the head words of everything in a sentence that may take part in an event."""
    found = [t for t in sentence if _may_be_part(t) and not _is_no_part(t)]
    return found[:MAX_ARGUMENTS]


def _may_be_part(token: Token) -> bool:
    """Tell a noun, a pronoun, a number or an adjective that stands for somebody or something."""
    if token.pos_ in ("NOUN", "PROPN", "PRON"):
        if token.dep_ in ("compound", "nmod", "amod") and not _is_named_modifier(token):
            return False
        is_inside = token.dep_ == "compound" and token.head.ent_type_ and _same_entity(token)
        return not is_inside
    if token.pos_ == "NUM":
        return token.dep_ not in COUNTING
    if token.tag_ == "VB" and token.dep_ in ("dobj", "pobj"):
        return any(c.dep_ == "det" for c in token.children)
    if token.pos_ == "ADJ":
        return _is_named_modifier(token) or any(c.dep_ == "det" for c in token.children)
    return False


COUNTING: Final = frozenset({"nummod", "compound", "quantmod", "npadvmod", "pobj"})


def _is_no_part(token: Token) -> bool:
    """Tell a time or a share, and what a hyphen cuts a name into: "*co*-petitioners"."""
    if token.ent_type_ in ("DATE", "TIME", "PERCENT", "ORDINAL") or is_prefixed(token):
        return True
    if _is_one_of_kind(token):
        return True
    cut = token.lower_ in ("co", "ex", "non", "vice") and token.i + 1 < len(token.doc)
    return cut and token.nbor(1).text in HYPHENS


def _is_one_of_kind(token: Token) -> bool:
    """Tell "the last *one*", "this *one*": a thing of some kind told before, and no number."""
    return token.lower_ == "one" and any(
        c.dep_ in ("det", "amod") and c.lower_ not in ("any", "no") for c in token.children
    )


def is_prefixed(token: Token) -> bool:
    """Tell a name behind a prefix of what goes on within: "*intra*-Marennan talks"."""
    if token.i < token.sent.start + 2:
        return False
    return token.nbor(-1).text in HYPHENS and token.nbor(-2).lower_ in PREFIXES


HYPHENS: Final = frozenset("-‐‑–")
PREFIXES: Final = frozenset("intra inter pan trans".split())


def _is_named_modifier(token: Token) -> bool:
    return token.ent_type_ in NAMED and token.dep_ in ("compound", "amod", "nmod", "poss")


def _same_entity(token: Token) -> bool:
    return all(t.ent_iob_ == "I" for t in token.doc[token.i + 1 : token.head.i + 1])


def frame_roles(trigger: Trigger) -> dict[int, str]:
    """Read agent, target and instrument off the parse by the sense's frame.

    Returns:
        Token index of each argument's head to ``agent`` ``target`` ``instrument``.
    """
    token, sense = trigger.token, trigger.sense
    agents = sense.agent if sense else ("subj", "by", "of", "poss", "compound")
    targets = sense.target if sense else ("obj", "on", "against", "of")
    roles: dict[int, str] = {}
    if token.pos_ in ("VERB", "AUX"):
        _verb_roles(token, agents, targets, roles)
    else:
        _noun_roles(token, agents, targets, roles)
        if sense is not None and sense.measure in SUFFERED:
            _suffering_owners(token, roles)
        if trigger.light is not None:
            _light_roles(trigger, roles)
    _owner_roles(trigger, roles)
    for preposition in sense.instrument if sense else ("with",):
        for _, found in clause.prepositional(token, preposition):
            roles.setdefault(found.i, "instrument")
    return roles


def _suffering_owners(noun: Token, roles: dict[int, str]) -> None:
    """Let a person suffer what a noun of harm says is theirs: "*Varga's* murder", "*her* arrest".

    An army's or a state's killings are its own deeds, and so is anybody's "killing *of*" another.
    Changes `roles`.
    """
    if any(True for _ in clause.prepositional(noun, "of")):
        return
    for child in noun.children:
        if child.dep_ not in ("poss", "compound", "nmod"):
            continue
        known = load_events().nouns.get(child.lemma_.lower())
        is_one = child.ent_type_ == "PERSON" or child.lower_ in ("his", "her")
        is_noun = child.pos_ == "NOUN" and known is not None and known.classes == ("person",)
        if is_one or is_noun or _is_owned_harm(noun, child):
            roles[child.i] = "target"


def _is_owned_harm(noun: Token, owner: Token) -> bool:
    """Tell "the *monks'* murders" and "*Lind's* murder" from "the *Front's* murders".

    Clerics, pupils, workers do not murder as such; a name that no table knows, before one murder,
    is the name of somebody murdered.
    """
    if owner.dep_ != "poss":
        return False
    actor: ActorMention | None = covering(owner.doc._.actors, owner.idx)
    if actor is None or actor.kind in ("state", "people"):
        return False
    if actor.sector in PEACEFUL:
        return True
    is_unknown = actor.named and actor.id is None and actor.sector is None
    return (
        is_unknown
        and noun.tag_ in ("NN", "NNP")
        and not any(c.dep_ == "det" for c in owner.children)
    )


PEACEFUL: Final = frozenset({"REL", "EDU", "JRN", "LAB", "MED", "CVL", "AGR", "NGO"})
"""Sectors of people who suffer violence and have no arms."""
SUFFERED: Final = frozenset({"killed", "injured", "abducted", "detained", "displaced"})
"""Measures of what happens to people: a noun of such an act is owned by who suffers it."""


def _owner_roles(trigger: Trigger, roles: dict[int, str]) -> None:
    """Let an act or a weapon in agent's place stand for its owner: "a *Valdorian* strike hit".

    Changes `roles`.
    """
    doc = trigger.token.doc
    nouns = load_events().nouns
    for index in [i for i, role in roles.items() if role == "agent"]:
        known = nouns.get(doc[index].lemma_.lower())
        if known is None or known.classes[0] not in ("event", "weapon", "vehicle", "aid"):
            continue
        for child in doc[index].children:
            if child.dep_ in ("compound", "amod", "nmod", "poss") and child.ent_type_ in NAMED:
                roles.setdefault(child.i, "agent")


def _verb_roles(
    verb: Token, agents: tuple[str, ...], targets: tuple[str, ...], roles: dict[int, str]
) -> None:
    """Read the roles around a verb; changes `roles`."""
    passive = clause.is_passive(verb) or is_gapped(verb) or is_suffered_alone(verb)
    subject_role = "agent" if "subj" in agents else ("target" if "subj" in targets else "agent")
    object_role = "target" if "obj" in targets or "obj" not in agents else "agent"
    subjects = clause.subjects(verb)
    if passive and verb.lemma_.lower() in _STATIVE and not _behind(verb, "by"):
        object_role = subject_role
    _fill(roles, subjects, object_role if passive else subject_role)
    if not passive and subject_role == "agent":
        _fill(roles, _who_fires(subjects), "agent")
    if passive:
        doers = _behind(verb, "by") or joined_doers(verb) or behind_quote(verb)
        _fill(roles, [*doers, *behind_cue(verb), *causers(verb)], subject_role)
    _fill(roles, at_hands_of(verb), "agent")
    objects = [clause.antecedent(t) for t in clause.own_objects(verb)]
    _fill(roles, [*objects, *fronted_object(verb)], object_role)
    for child in verb.children:
        if child.dep_ == "ccomp" and (child.tag_ == "VB" or child.pos_ == "ADJ"):
            _fill(roles, _judged(child), "target")
    hit = any(_is_hit(t) for t in clause.own_objects(verb))
    for slot in (s for s in targets if not (s == "on" and hit)):
        _fill(roles, _behind(verb, slot), "target")
    for slot in agents:
        if slot not in ("by", "of"):
            _fill(roles, _behind(verb, slot), "agent")
    _suffering_pronouns(verb, roles)


def _suffering_pronouns(verb: Token, roles: dict[int, str]) -> None:
    """Let the pronoun of "Valdoria, *which* was accused", suffer with whom it stands for.

    Changes `roles`.
    """
    for child in verb.children:
        if child.tag_ in ("WDT", "WP") and roles.get(clause.antecedent(child).i) == "target":
            roles.setdefault(child.i, "target")


def _judged(predicate: Token) -> list[Token]:
    """Give of whom something is said: "found *Varga* guilty", parsed as a modifier."""
    named = [c for c in predicate.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
    return clause.own_subjects(predicate) or (named if predicate.pos_ == "ADJ" else [])


def _who_fires(things: list[Token]) -> list[Token]:
    """Give who fires what then destroys: "*jets* dropped bombs destroying the mill"."""
    return [t for thing in things if _is_fired(thing) for t in clause.subjects(thing.head)]


def _is_hit(token: Token) -> bool:
    """Tell who or what is hit from what it is hit with: "ambushed a *patrol* on the road"."""
    known = load_events().nouns.get(token.lemma_.lower())
    return known is not None and known.classes[0] in ("person", "group", "vehicle", "building")


def _is_fired(token: Token) -> bool:
    """Tell what somebody fires: in "jets dropped *bombs* destroying the mill", the bombs."""
    known = load_events().nouns.get(token.lemma_.lower())
    return (
        token.dep_ in clause.OBJECTS
        and known is not None
        and known.classes[0] in ("weapon", "ammunition")
    )


def is_gapped(verb: Token) -> bool:
    """Tell a passive without its auxiliary: "two were killed and four others *wounded*".

    Also where nothing passive stands beside it: "team hit by a mine, two medics *wounded*".
    """
    lemma = verb.lemma_.lower()
    if verb.tag_ not in ("VBN", "VBD", "VB") or lemma not in HURTING:
        return False
    if not own_subject_is_counted(verb) or clause.own_objects(verb) or clause.auxiliaries(verb):
        return False
    if verb.dep_ == "conj" and clause.is_passive(verb.head):
        return True
    return verb.dep_ != "relcl" and lemma in _NEEDS_OBJECT


HURTING: Final = word_list("did.hurting")
_PARTS: Final = word_list("did.parts")
_NEEDS_OBJECT: Final = word_list("did.needs-object")
_STATIVE: Final = word_list("did.stative")
_SUFFERED_ALONE: Final = word_list("did.suffered-alone")


def is_suffered_alone(verb: Token) -> bool:
    """Tell "eight policemen *choked* to death" from "officers *choked* a driver"."""
    if verb.lemma_.lower() not in _SUFFERED_ALONE or verb.pos_ != "VERB":
        return False
    return not clause.own_objects(verb)


def own_subject_is_counted(verb: Token) -> bool:
    """Tell "*four others* wounded" and "*dozens* hurt" from "the army fired"."""
    return any(
        t.pos_ == "NUM"
        or t.lower_ in _PARTS
        or any(c.dep_ in ("nummod", "quantmod") for c in t.children)
        for t in clause.own_subjects(verb)
    )


def _fill(roles: dict[int, str], tokens: list[Token], role: str) -> None:
    """Give a role to those that have none yet; changes `roles`."""
    for token in tokens:
        roles.setdefault(token.i, role)


def _behind(token: Token, preposition: str) -> list[Token]:
    return [t for _, t in clause.prepositional(token, preposition)]


def _noun_roles(
    noun: Token, agents: tuple[str, ...], targets: tuple[str, ...], roles: dict[int, str]
) -> None:
    """Read the roles around an event noun; changes `roles`."""
    _fill(roles, at_hands_of(noun), "agent")
    if _behind(noun, "by") and not _behind(noun, "of") and "of" in targets:
        _fill(roles, _slot(noun, "poss"), "target")
    if _slot(noun, "poss") and "poss" in agents and "of" in targets:
        _fill(roles, _behind(noun, "of"), "target")  # "*his* arrest of two deputies"
    for role, slots in (("agent", agents), ("target", targets)):
        for slot in slots:
            _fill(roles, _slot(noun, slot), role)
    if noun.dep_ == "conj":
        first = clause.conj_root(noun)
        for slot in (s for s in agents if s in ("poss", "compound")):
            _fill(roles, _slot(first, slot), "agent")
    for child in noun.children:
        if child.dep_ == "relcl" and child.lemma_ in _HITTING:
            _fill(roles, clause.own_objects(child), "target")
        if child.dep_ in ("acl", "relcl") and clause.is_passive(child):
            _fill(roles, _behind(child, "by"), "agent")


_HITTING: Final = word_list("did.hitting")


def _slot(noun: Token, slot: str) -> list[Token]:
    if slot == "poss":
        return [t for c in noun.children if c.dep_ == "poss" for t in clause.conjuncts(c)]
    if slot == "compound":
        return [
            c
            for c in noun.children
            if c.dep_ in ("compound", "amod", "nmod") and c.ent_type_ and not c.text.islower()
        ]
    if slot in ("subj", "obj"):
        return []
    return _behind(noun, slot)


def _light_roles(trigger: Trigger, roles: dict[int, str]) -> None:
    light, entry = trigger.light, trigger.light_entry
    if light is None:
        return
    passive = clause.is_passive(light)
    agent_slots = entry.agent if entry else ("subj",)
    target_slots = entry.target if entry else ()
    for slots, role in ((agent_slots, "agent"), (target_slots, "target")):
        for slot in slots:
            if slot == "subj":
                found = _behind(light, "by") if passive else clause.subjects(light)
            elif slot == "obj":
                found = clause.own_objects(light)
            else:
                found = _behind(light, slot)
            _fill(roles, [t for t in found if t.i != trigger.token.i], role)
    for preposition in ("against", "on"):
        _fill(roles, _behind(light, preposition), "target")


def path_between(first: Token, second: Token) -> str | None:
    """Give the way through the parse from one word to another, or None if it is long.

    Example: ``^conj^xcomp_nsubj`` goes up two arcs and down to a subject.
    """
    table = table_of(first.doc)
    heads, current = table.heads, first.i
    ups = [current]
    while heads[current] != current and len(ups) <= MAX_PATH:
        current = heads[current]
        ups.append(current)
    downs: list[int] = []
    current = second.i
    while current not in ups:
        downs.append(current)
        if heads[current] == current or len(downs) > MAX_PATH:
            return None
        current = heads[current]
    climbed = ups[: ups.index(current)]
    if len(climbed) + len(downs) > MAX_PATH:
        return None
    up = [f"^{_arc(table, at)}" for at in climbed]
    return "".join(up + [f"_{_arc(table, at)}" for at in reversed(downs)])


def _arc(table: ParseTable, at: int) -> str:
    dep = table.deps[at]
    return f"{dep}:{table.lowers[at]}" if dep in ("prep", "agent") else dep


def pair_features(
    trigger: Trigger, candidate: Token, roles: dict[int, str], lexicon: EventLexicon
) -> list[str]:
    """Give the features of one trigger and one noun phrase."""
    token, table = trigger.token, table_of(candidate.doc)
    role = roles.get(candidate.i, "-")
    path = path_between(token, candidate) or "far"
    kind = trigger.type or "none"
    voice = "pass" if token.pos_ == "VERB" and clause.is_passive(token) else token.pos_
    classed = _classed(argument_classes(candidate, lexicon))
    gap = candidate.i - token.i
    dep, entity = table.deps[candidate.i], candidate.ent_type_
    lemma = table.lemmas[token.i]
    return [
        f"role={role}",
        f"role={role}|{kind}",
        f"role={role}|{classed}",
        f"role={role}|{entity}",
        f"role={role}|{voice}",
        f"path={path}",
        f"path={path}|{voice}",
        f"path={path}|{kind}",
        f"path={path}|{classed}",
        f"kind={kind}|{dep}",
        f"cl={classed}|{dep}",
        f"cl={classed}|{kind}",
        f"ent={entity}|{dep}",
        f"pos={candidate.pos_}|{dep}",
        f"hd={table.lemmas[table.heads[candidate.i]]}|{dep}",
        f"lem={table.lemmas[candidate.i]}",
        f"trig={lemma}|{path}",
        f"tl={lemma}|{role}",
        f"gap={'after' if gap > 0 else 'before'}{min(abs(gap) // 3, 6)}",
        f"tdep={table.deps[token.i]}|{dep}",
        f"light={trigger.light is not None}|{role}",
    ]


@lru_cache(maxsize=1024)
def _classed(classes: frozenset[str]) -> str:
    """Name what a noun phrase may be, as in training; sets of classes are few."""
    return "any" if len(classes) > 8 else "+".join(sorted(classes))[:40]


def noun_phrase(doc: Doc, head: Token) -> tuple[int, int]:
    """Cut the noun phrase of a head as a reader would.

    Keeps adjectives, compounds and an "of" phrase with a name or, behind a weapon, with what it
    is made of ("a charge *of dynamite*"); leaves out articles,
    numbers, titles in front of names, relative clauses, appositions and coordination.

    Returns:
        First and one-past-last token index.
    """
    left = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ in ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod"):
            is_loose = child.lower_ in _LOOSE or clause.is_day_before(child, head)
            if is_loose or child.dep_ in ("nummod", "quantmod", "advmod"):
                break
            left = child.left_edge.i
        elif child.dep_ == "punct" and child.text in "-–":
            continue
        else:
            break
    while left < head.i and (
        doc[left].dep_ == "det" or doc[left].is_punct or doc[left].pos_ == "DET"
    ):
        left += 1
    right = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == right:
            inside = [c for c in child.children if c.dep_ == "pobj"]
            if inside and (
                inside[0].ent_type_ in NAMED
                or inside[0].pos_ == "PROPN"
                or (is_armed(head) and is_armed(inside[0]))
            ):
                right = max(noun_phrase(doc, inside[0])[1], inside[0].i + 1)
        break
    return left, right


def is_armed(noun: Token) -> bool:
    """Tell a noun for a weapon or for what it is filled with."""
    known = load_events().nouns.get(noun.lemma_.lower())
    return known is not None and known.classes[0] in ("weapon", "ammunition")


_LOOSE: Final = frozenset(
    "other several many some such same more most few own new first second third last next "
    "additional various certain numerous all both these those this that any".split()
)
