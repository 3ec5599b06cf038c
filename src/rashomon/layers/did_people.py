"""From the head of a noun phrase to a participant: who or what that is."""

import dataclasses
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import NAMED, noun_phrase
from rashomon.layers.did_self import FIRST_PERSON, first_person, speaker_itself
from rashomon.lexicon.events import load_events
from rashomon.lexicon.fields import load_fields
from rashomon.lexicon.words import word_list
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
KIND_OF_ENTITY: Final = {"PERSON": "person", "NORP": "people", "ORG": "organization"}
THINGLESS: Final = frozenset({"event", "time", "money", "agreement"})
PARTITIVE: Final = word_list("did.partitive")
CIVILIAN: Final = word_list("did.civilian")
COMBATANT: Final = word_list("did.combatant")
LOADS: Final = word_list("did.loads")


def participant(doc: Doc, head: Token) -> Participant | None:
    """Make a participant of the noun phrase with this head.

    An actor that the actor layer knows keeps its resolved name; a pronoun stands for its
    referent, its own words staying the mention; a pronoun without referent is nobody.
    """
    head = clause.antecedent(head)
    if head.lower_ in FIRST_PERSON and (speaker := first_person(doc, head)) is not None:
        return speaker
    actor = actor_at(doc, head)
    if actor is None and (speaker := speaker_itself(doc, head)) is not None:
        return speaker
    is_common = actor is None or not actor.named or head.pos_ == "NOUN"
    if is_common and (name := _name_beside(doc, head)) is not None:
        return participant(doc, name)
    if actor is not None:
        return _from_actor(actor, head)
    if head.lower_ in ANYBODY and head.pos_ in ("PRON", "NOUN"):
        return Participant(
            name=head.text,
            mention=Span(head.idx, head.idx + len(head), head.text),
            kind="person",
            rule="did.anybody",
        )
    if (whole := part_of(head)) is not None:
        return participant(doc, whole)
    if head.pos_ in ("PRON", "NUM") or head.is_punct or not head.text.strip():
        return None
    if head.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in head.lefts):
        return None
    if is_no_participant(head):
        owner = _owner(head)
        return participant(doc, owner) if owner is not None else None
    return _of_words(doc, head)


def part_of(head: Token) -> Token | None:
    """Give whose part a number is, or its name: "eleven of the *prisoners*", "one of them, *X*"."""
    if head.pos_ not in ("NUM", "PRON") or head.lower_ in FIRST_PERSON:
        return None
    behind = [t for _, t in clause.prepositional(head, "of") if t.pos_ != "PRON"]
    near = [head, *behind] if behind and head.lower_ == "one" else []
    named = (c for t in near for c in t.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    return next(iter((*named, *behind)), None)


def _of_words(doc: Doc, head: Token) -> Participant:
    """Make a participant of a noun phrase of which only its own words tell."""
    first, last = noun_phrase(doc, head)
    if head.ent_type_ == "PERSON" and head.pos_ == "PROPN":
        first = _behind_title(doc, first, head.i)
    span = doc[first:last]
    known = load_events().nouns.get(head.lemma_.lower())
    kind = KIND_OF_CLASS.get(known.classes[0]) if known else KIND_OF_ENTITY.get(head.ent_type_)
    if known is None and head.pos_ == "PROPN" and head.is_upper and len(head) in SHORT_FORM:
        kind = "organization"
    return Participant(
        name=span.text,
        mention=Span(span.start_char, span.end_char, span.text),
        kind=kind,
        named=head.pos_ == "PROPN",
        status=said_status(head),
        rule="did.noun-phrase",
    )


SHORT_FORM: Final = range(3, 7)
"""Letters of a name that is all capitals: "the *NLM* claimed it" is a body, never a person."""


def _behind_title(doc: Doc, first: int, head: int) -> int:
    """Give where a name begins behind what its bearer is: "opposition senator *Ilse Varga*"."""
    nouns = load_events().nouns
    start = first
    for at in range(first, head):
        known = nouns.get(doc[at].lower_)
        if doc[at].is_lower or (known is not None and known.classes[0] == "person"):
            start = at + 1
    return start


def struck(head: Token) -> Token:
    """Give what is struck where the words name a side of it: "in *front* of the mill", its front.

    Only what has sides: a building, a vehicle, a body with a name.
    """
    if head.lemma_.lower() not in SIDES or head.pos_ != "NOUN":
        return head
    for _, whole in clause.prepositional(head, "of"):
        known = load_events().nouns.get(whole.lemma_.lower())
        if whole.pos_ == "PROPN" or (known is not None and known.classes[0] in SIDED):
            return whole
    return head


SIDES: Final = word_list("did.sides")
SIDED: Final = frozenset({"building", "vehicle", "infrastructure"})


def _name_beside(doc: Doc, head: Token) -> Token | None:
    """Give the name that stands beside a role: "the mayor of Kestrel, *Ilse Varga*, said"."""
    if head.pos_ != "NOUN" or head.tag_ != "NN":
        return None
    known = load_events().nouns.get(head.lemma_.lower())
    if known is None or known.classes[0] != "person":
        return None
    for noun in (head, *(t for _, t in clause.prepositional(head, "of"))):
        for child in noun.children:
            named = actor_at(doc, child) if child.dep_ == "appos" and child.i > head.i else None
            if named is not None and named.named and named.kind == "person":
                return child
    return None


def sides(doc: Doc, head: Token) -> list[Participant | None]:
    """Give the participants of a noun phrase: one, or two where two names share its noun."""
    return [sharing(doc, head), participant(doc, head), *_further_parts(doc, head)]


def _further_parts(doc: Doc, head: Token) -> list[Participant | None]:
    """Give the others behind a partitive: "a number of ministers and *officers*"."""
    if head.lemma_.lower() not in PARTITIVE:
        return []
    others = [t for _, t in clause.prepositional(head, "of")][1:]
    return [participant(doc, t) for t in others]


def sharing(doc: Doc, head: Token) -> Participant | None:
    """Give the first of two sides that share a noun: "*Marennan* and Valdorian troops".

    Only names of states, peoples and organisations count, and only before a noun in the plural.
    """
    if head.tag_ != "NNS":
        return None
    for first in head.lefts:
        others = [c for c in first.children if c.dep_ == "conj" and c.i < head.i]
        joined = any(c.lower_ in ("and", "with") for c in first.children)
        if first.dep_ not in ("amod", "nmod", "compound") or not others or not joined:
            continue
        if first.ent_type_ not in ("NORP", "ORG", "GPE") and first.pos_ != "PROPN":
            continue
        mention = Span(first.idx, first.idx + len(first), first.text)
        whole = actor_at(doc, head)
        own = next((a for a in doc._.actors if a.span == mention), None)
        nation = next((p.country for p in doc._.places if p.demonym and p.span == mention), None)
        if whole is None or (own is None and nation is None and first.pos_ != "PROPN"):
            return None
        country = own.country if own is not None and own.country else nation
        sector = whole.sector
        return Participant(
            name=own.name if own is not None else f"{first.text} {head.text}",
            mention=mention,
            kind=own.kind if own is not None and own.kind != "people" else whole.kind,
            id=own.id if own is not None else None,
            named=own is not None and own.named,
            country=country,
            sector=sector,
            code=f"{country or UNKNOWN}{sector or ''}" if country or sector else None,
            rule="did.shared-noun",
        )
    return None


UNKNOWN: Final = "---"


def is_no_participant(head: Token) -> bool:
    """Tell a noun that can do or suffer nothing itself: a phase, a distance, a part."""
    if head.pos_ == "PROPN" or head.ent_type_ in ("GPE", "ORG", "NORP", "PERSON"):
        return False
    lemma = head.lemma_.lower()
    if lemma in PARTITIVE:
        return True
    known = load_events().nouns.get(lemma)
    return known is not None and known.classes[0] in THINGLESS


def is_weapon(head: Token, *, named: bool = False) -> bool:
    """Tell a weapon in agent's place: "a *bomb* killed" — an instrument, never a perpetrator.

    Args:
        head: Head of a noun phrase.
        named: True to look behind a statistical name, which weapons often get ("AK-47").
    """
    if not named and (head.pos_ == "PROPN" or head.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")):
        return False
    known = load_events().nouns.get(head.lemma_.lower())
    return known is not None and known.classes[0] in ("weapon", "ammunition")


def is_fired(head: Token, trigger: Token) -> bool:
    """Tell a weapon that is no target but the means: "fired *rockets*", "planted a *bomb*"."""
    launch = load_fields().index["mode"].get(trigger.lemma_.lower(), ())
    if not any(r.value == "launch" for _, r in launch) and not _is_set_off(trigger):
        return False
    return is_weapon(armed(head))


def _is_set_off(trigger: Token) -> bool:
    return trigger.lemma_.lower() == "set" and any(
        c.dep_ == "prt" and c.lower_ == "off" for c in trigger.children
    )


def armed(head: Token) -> Token:
    """Give the arms of which the words tell how much there is: "a load of *dynamite*"."""
    if head.lemma_.lower() in LOADS and head.pos_ == "NOUN":
        return next((t for _, t in clause.prepositional(head, "of") if is_weapon(t)), head)
    return head


def as_person(item: Participant | None, head: Token) -> Participant | None:
    """Call who is of unknown kind a person, or several a group: killed or abducted is somebody.

    Not so a beast, and not what the lexicon knows for a thing.
    """
    if item is not None and _is_mistaken(item, head):
        return dataclasses.replace(item, kind="person")
    if item is None or item.kind is not None:
        return item
    lemma = head.lemma_.lower()
    if not item.named and (lemma in BEASTS or load_events().nouns.get(lemma) is not None):
        return item
    is_many = not item.named and head.tag_ in ("NNS", "NNPS")
    return dataclasses.replace(item, kind="group" if is_many else "person")


def _is_mistaken(item: Participant, head: Token) -> bool:
    """Tell a name that was taken for a body's and is somebody's: "killed *Brandt*"."""
    is_body = item.kind == "organization" and item.named and item.id is None
    if not is_body or item.sector is not None or head.pos_ != "PROPN" or head.tag_ == "NNPS":
        return False
    if head.is_upper or any(c.dep_ == "det" for c in head.children):
        return False
    return load_events().nouns.get(head.lower_) is None and len(item.mention.text.split()) < 4


BEASTS: Final = word_list("did.beasts")


def _owner(head: Token) -> Token | None:
    """Give who stands behind an abstract noun: "Dovrin's pressure", "part of the army"."""
    for child in head.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and child.ent_type_ in NAMED:
            return child
    if head.lemma_.lower() in PARTITIVE:
        return next((t for _, t in clause.prepositional(head, "of")), None)
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
        _stand_for_named(doc, index)
        doc.user_data["rashomon_actor_heads"] = index
    return index.get(head.i)


def _stand_for_named(doc: Doc, index: dict[int, ActorMention]) -> None:
    """Let "organization" in "the *Northmark Front* organization" stand for the group that it is.

    So does "members" in "members of the Northmark Front". Changes `index`.
    """
    for actor in doc._.actors:
        span = doc.char_span(actor.span.start, actor.span.end, alignment_mode="expand")
        if span is None or actor.named or actor.id is not None or actor.code:
            continue
        head = span.root
        named = None
        if head.lemma_.lower() in BODIES:
            at = span.start - 1
            while at > 0 and doc[at].text in QUOTES:
                at -= 1
            named = index.get(at) if at >= 0 else None
        elif head.lemma_.lower() in MEMBERS and span.end == head.i + 1:
            named = _behind_of(doc, span.end, index)
        if named is not None and _is_band(named, head.lemma_.lower()):
            index[head.i] = named


def _is_band(actor: ActorMention, head: str) -> bool:
    if actor.kind not in ("group", "organization"):
        return False
    return actor.named or (head in MEMBERS and actor.code is not None)


def _behind_of(doc: Doc, at: int, index: dict[int, ActorMention]) -> ActorMention | None:
    """Give the actor behind "of", "from" or "of the ranks of"."""
    if at >= len(doc) or doc[at].lower_ not in ("of", "from"):
        return None
    for i in range(at + 1, min(at + 5, len(doc))):
        if i in index:
            return index[i]
        if doc[i].lower_ not in ("the", "ranks", "of") and doc[i].text not in QUOTES:
            return None
    return None


ANYBODY: Final = word_list("did.anybody")
BODIES: Final = word_list("did.bodies")
MEMBERS: Final = word_list("did.members")
QUOTES: Final = frozenset("\"'“”‘’`")


def from_actor(actor: ActorMention) -> Participant:
    """Make a participant of a mention as it stands."""
    return Participant(
        name=actor.name,
        mention=actor.span,
        kind=_kind_of(actor),
        id=actor.id,
        named=actor.named,
        country=actor.country,
        sector=actor.sector,
        code=actor.code,
        acts_for=actor.acts_for,
        rule=actor.rule or "did.actor",
    )


def _from_actor(actor: ActorMention, head: Token) -> Participant:
    inside = actor.span.start <= head.idx < actor.span.end
    return dataclasses.replace(
        from_actor(actor),
        mention=actor.span if inside else Span(head.idx, head.idx + len(head), head.text),
        status=said_status(head),
        mentions=() if inside or head.pos_ != "PRON" else (actor.span,),
    )


def _kind_of(actor: ActorMention) -> str:
    """Give an actor's kind; a group that goes by a name of its own is an organisation."""
    is_known = actor.named and actor.id is not None and actor.id.startswith("group:")
    return "organization" if is_known and actor.kind == "group" else actor.kind


def is_intangible(head: Token) -> bool:
    """Tell what can neither hit nor be hit: courage, a duty, a sum."""
    if head.pos_ == "PROPN" or head.ent_type_ in ("GPE", "ORG", "NORP", "PERSON"):
        return False
    lemma = head.lemma_.lower()
    known = load_events().nouns.get(lemma)
    if known is None:
        return lemma.endswith(ABSTRACT_ENDINGS) and actor_at(head.doc, head) is None
    return known.classes[0] in INTANGIBLE


def is_inert(head: Token) -> bool:
    """Tell what does nothing itself: aid, money, a quality."""
    if head.pos_ == "PROPN" or head.ent_type_ in ("GPE", "ORG", "NORP", "PERSON"):
        return False
    if head.lemma_.lower() in PARTITIVE:
        return False
    known = load_events().nouns.get(head.lemma_.lower())
    return known is not None and known.classes[0] in ("abstract", "money", "time", "aid")


INTANGIBLE: Final = frozenset({"abstract", "document", "agreement", "money", "time"})
ABSTRACT_ENDINGS: Final = ("tion", "sion", "ness", "ity", "ism", "ship", "ance", "ence", "dom")
"""Endings of nouns for qualities and doings; what else ends so (a nation) the lexicon lists."""


def said_status(head: Token) -> str | None:
    """Give ``civilian`` or ``combatant`` only where the words say so."""
    words = {head.lemma_.lower()} | {c.lemma_.lower() for c in head.children if c.dep_ == "amod"}
    if words & CIVILIAN:
        return "civilian"
    return "combatant" if words & COMBATANT else None
