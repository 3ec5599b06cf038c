"""From the head of a noun phrase to a participant: who or what that is."""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.did_arguments import NAMED, noun_phrase
from rashomon.lexicon.events import load_events
from rashomon.model.actor import ActorMention, Participant
from rashomon.model.span import Span

KIND_OF_CLASS: Final = {
    "person": "person",
    "group": "group",
    "building": "building",
    "infrastructure": "infrastructure",
    "vehicle": "vehicle",
    "weapon": "weapon",
    "ammunition": "weapon",
    "place": "place",
}
THINGLESS: Final = frozenset({"abstract", "event", "time", "money", "agreement", "aid", "document"})
PARTITIVE: Final = frozenset(
    "part number series group half rest majority handful dozen hundred thousand million score "
    "some most portion bulk lot range variety pair member members".split()
) - {"group", "member", "members"}
CIVILIAN: Final = frozenset("civilian noncombatant bystander".split())
COMBATANT: Final = frozenset("combatant fighter militant soldier rebel insurgent".split())


def participant(doc: Doc, head: Token) -> Participant | None:
    """Make a participant of the noun phrase with this head.

    An actor that the actor layer knows keeps its resolved name; a pronoun stands for its
    referent, its own words staying the mention; a pronoun without referent is nobody.
    """
    actor = actor_at(doc, head)
    if actor is not None:
        return _from_actor(doc, actor, head)
    if head.pos_ in ("PRON", "NUM") or head.is_punct or not head.text.strip():
        return None
    if is_no_participant(head):
        owner = _owner(head)
        return participant(doc, owner) if owner is not None else None
    first, last = noun_phrase(doc, head)
    span = doc[first:last]
    known = load_events().nouns.get(head.lemma_.lower())
    kind = KIND_OF_CLASS.get(known.classes[0]) if known else None
    return Participant(
        name=span.text,
        mention=Span(span.start_char, span.end_char, span.text),
        kind=kind,
        named=head.pos_ == "PROPN",
        status=said_status(head),
        rule="did.noun-phrase",
    )


def is_no_participant(head: Token) -> bool:
    """Tell a noun that can do or suffer nothing itself: a phase, a distance, a part of something."""
    if head.pos_ == "PROPN" or head.ent_type_ in ("GPE", "ORG", "NORP", "PERSON"):
        return False
    lemma = head.lemma_.lower()
    if lemma in PARTITIVE:
        return True
    known = load_events().nouns.get(lemma)
    return known is not None and not set(known.classes) - THINGLESS


def _owner(head: Token) -> Token | None:
    """Give who stands behind an abstract noun: "Moscow's pressure", "U.S. aid", "part of the army"."""
    for child in head.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and child.ent_type_ in NAMED:
            return child
    if head.lemma_.lower() in PARTITIVE:
        for child in head.children:
            if child.lower_ == "of":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def actor_at(doc: Doc, head: Token) -> ActorMention | None:
    """Give the actor that a token's noun phrase names or stands for, if the layer knows."""
    referents: dict[int, ActorMention] = doc._.referents
    if head.i in referents:
        return referents[head.i]
    index: dict[int, ActorMention] | None = doc.user_data.get("rashomon_actor_heads")
    if index is None:
        index = {}
        for actor in doc._.actors:
            span = doc.char_span(actor.span.start, actor.span.end, alignment_mode="expand")
            if span is not None:
                for token in span:
                    index.setdefault(token.i, actor)
                index[span.root.i] = actor
        doc.user_data["rashomon_actor_heads"] = index
    return index.get(head.i)


def _from_actor(doc: Doc, actor: ActorMention, head: Token) -> Participant:
    inside = actor.span.start <= head.idx < actor.span.end
    mention = actor.span if inside else Span(head.idx, head.idx + len(head), head.text)
    return Participant(
        name=actor.name,
        mention=mention,
        kind=actor.kind,
        id=actor.id,
        named=actor.named,
        country=actor.country,
        sector=actor.sector,
        code=actor.code,
        acts_for=actor.acts_for,
        status=said_status(head),
        rule=actor.rule or "did.actor",
    )


def said_status(head: Token) -> str | None:
    """Give ``civilian`` or ``combatant`` only where the words say so."""
    words = {head.lemma_.lower()} | {c.lemma_.lower() for c in head.children if c.dep_ == "amod"}
    if words & CIVILIAN:
        return "civilian"
    return "combatant" if words & COMBATANT else None
