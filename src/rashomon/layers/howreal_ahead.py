"""What is yet to be: clauses of time under a "will", outlooks, orders, and fates.

"They will weep when the mountain *is empty*", "there is a *chance* of peace", "*Hold* the bridge",
"he will be *fired*". Each is told as if it were so, and none of it is.

Citation: the guideline of the reading yardstick, rule 10 ("will" of others is a forecast), and
FactBank, Saurí and Pustejovsky 2009: temporal subordinates of an unreal clause are unreal.
"""

import dataclasses
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.clause_orders import is_order
from rashomon.layers.howreal_nearly import near_miss
from rashomon.layers.howreal_rules import RealisReading
from rashomon.layers.howreal_threats import is_due
from rashomon.lexicon.realis import Realis
from rashomon.lexicon.words import word_list
from rashomon.model.event import EventMention

FUTURE: Final = frozenset({"will", "shall", "'ll", "wo", "would", "'d", "ll"})
MARKS: Final = frozenset({"when", "after", "once", "until", "till", "before", "as", "while"})
PRESENT: Final = frozenset({"VBZ", "VBP"})
UNDONE: Final = frozenset({"attempted", "prevented"})
PREDICATES: Final = frozenset({"acomp", "attr", "oprd"})
SLIM: Final = "real.outlook.slim"
"""Rule of "*little* chance of peace", which says that there will be none."""
Settled = tuple[EventMention, str, str]
"""An event, its status, and the rule that decided it, empty where none of these did."""


def look_ahead(
    doc: Doc, event: EventMention, status: str, reading: RealisReading, realis: Realis
) -> Settled:
    """Give an event what it is where it is told of things to come.

    Args:
        doc: The document.
        event: The event; only its kind may change.
        status: What rules and model said so far.
        reading: What the words around the trigger say.
        realis: The lexicon, for its words of outlook.

    Returns:
        The event, its status and the rule's id; an empty id where nothing changed.
    """
    token = doc[event.head]
    if event.kind not in ("event", "assessment", "forecast"):
        return event, status, ""
    if status not in UNDONE and (missed := near_miss(token)) is not None:
        return event, missed, "real.nearly"
    if (told := _by_construction(token, event, status, reading, realis)) is not None:
        return told
    if is_order(token) and event.kind == "event":
        return event, "demanded", "real.imperative"
    if _is_under_future(token):
        return as_forecast(event), "conditional", "real.time-clause"
    if event.kind == "event" and not clause.is_ranked(token):
        if _is_fate(event, token, reading) and status == "planned":
            return as_forecast(event), "predicted", "real.fate"
        return event, status, ""
    return _outlook(token, event, status, realis)


def _outlook(token: Token, event: EventMention, status: str, realis: Realis) -> Settled:
    """Tell judgements of what may come: "would become *useless*", "a *chance* of peace"."""
    if event.kind == "assessment" and status == "predicted":
        return as_forecast(event), status, "real.modal.will"
    above = token.head
    if clause.is_ranked(token) and FUTURE & set(clause.auxiliaries(above.head)):
        return as_forecast(event), "predicted", "real.modal.will"
    if token.dep_ in PREDICATES and FUTURE & set(clause.auxiliaries(above)):
        held = status in ("occurred", "ongoing")
        return as_forecast(event), "predicted" if held else status, "real.modal.will"
    opens = token.pos_ in ("NOUN", "ADJ") and token.lemma_.lower() in realis.words["outlook"]
    if opens and event.kind == "assessment" and status in ("occurred", "ongoing"):
        if any(c.lower_ in realis.words["slim"] for c in token.children):
            return as_forecast(event), "predicted", SLIM
        return as_forecast(event), "possible", "real.outlook"
    return event, status, ""


def _by_construction(
    token: Token, event: EventMention, status: str, reading: RealisReading, realis: Realis
) -> Settled | None:
    """Tell what is made ready for, wished, able to be, a chance, or to come of something."""
    if event.kind == "event" and status in ("occurred", "ongoing"):
        if is_due(token):
            return event, "demanded", "real.deadline"
        if clause.is_prepared(token):
            return event, "planned", "real.prepared"
        if event.type in (None, "REQUEST") and is_wish(token):
            return event, "desired", "real.wish"
    if is_able(token):
        return event, "possible", "real.able"
    if (chance := chance_of(token, realis)) is not None and status in ("possible", "predicted"):
        return as_forecast(event), "predicted" if is_likely(chance) else status, "real.outlook.of"
    if _is_to_come_of(event, status, reading):
        return event, "conditional", "real.outlook.if"
    return None


def is_able(token: Token) -> bool:
    """Tell the noun of "has the *capability* to strike"."""
    return clause.is_modal_noun(token) and token.lemma_.lower() in ABLE


def is_wish(token: Token) -> bool:
    """Tell "islanders *hoped* for a truce"."""
    return token.pos_ == "VERB" and token.lower_ in WISHING


def chance_of(token: Token, realis: Realis) -> Token | None:
    """Give the noun of "a *chance* that he will leave", "the *possibility* of them leaving"."""
    if token.pos_ not in clause.VERBAL:
        return None
    above = token.head
    if token.dep_ == "pcomp" and above.lower_ == "of":
        above = above.head
    elif token.dep_ not in ("acl", "relcl", "ccomp"):
        return None
    is_told = token.tag_ == "VBG" or bool(FUTURE & set(clause.auxiliaries(token)))
    is_one = above.pos_ == "NOUN" and above.lemma_.lower() in realis.words["outlook"]
    return above if is_told and is_one and bool(clause.own_subjects(token)) else None


def is_likely(chance: Token) -> bool:
    """Tell "a *real* chance" from "a chance"."""
    return any(c.dep_ == "amod" and c.lower_ in STRONG for c in chance.children)


def _is_to_come_of(event: EventMention, status: str, reading: RealisReading) -> bool:
    """Tell what is foretold for the case of something else: "should it fail, war will go on"."""
    return event.kind == "forecast" and status == "predicted" and reading.condition is not None


ABLE: Final = word_list("howreal.able")
WISHING: Final = word_list("howreal.wishing")
STRONG: Final = word_list("howreal.strong")


def as_forecast(event: EventMention) -> EventMention:
    """Make a forecast of an event; what it foretells is kept for the view of the layers."""
    return dataclasses.replace(event, kind="forecast", type=None, foretold=event.type)


def _is_under_future(token: Token) -> bool:
    """Tell the clause of time under a "will": "until Kato *guarantees* it"."""
    verb = token
    if token.pos_ not in clause.VERBAL:
        verb = token.head if token.dep_ in PREDICATES else token
    if verb.dep_ != "advcl" or verb.pos_ not in clause.VERBAL:
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    finite = helpers[0].tag_ if helpers else verb.tag_
    if finite not in PRESENT:
        return False
    marked = any(c.lower_ in MARKS and c.dep_ in ("mark", "advmod") for c in verb.children)
    return marked and bool(FUTURE & set(clause.auxiliaries(verb.head)))


def _is_fate(event: EventMention, token: Token, reading: RealisReading) -> bool:
    """Tell "he will be *fired*", which nobody is said to plan, from "aid will be delivered"."""
    if reading.status != "future" or event.agents or not clause.is_passive(token):
        return False
    suffering = clause.own_subjects(token)
    if len(suffering) != 1:
        return False
    at = suffering[0].idx
    named = (t for t in event.targets if t.named and t.kind != "state")
    return suffering[0].lower_ in ("he", "she") or any(
        t.mention.start <= at < t.mention.end for t in named
    )
