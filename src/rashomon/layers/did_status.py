"""Who the dead were: "*those killed* were fighters" tells of nobody killed anew.

The words say of victims told before what they were, civilians or fighters, armed or not: a
judgement, with the dead as those it is about and their status where the words give it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import HURTING
from rashomon.layers.did_deaths import DYING
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import said_status
from rashomon.model.actor import Participant
from rashomon.model.span import Span

STATUS: Final = "did.victims.status"
"""Rule of what says who the dead were."""
PREDICATES: Final = frozenset({"attr", "acomp"})
CARRYING: Final = frozenset({"acl", "relcl"})
TOLD: Final = frozenset({"agent", "prep", "npadvmod", "dobj", "advcl"})
"""What tells of a killing itself: by whom, where, when."""
POINTED: Final = frozenset({"those", "the", "these", "all"})


def victims_status(found: Iterable[Found]) -> list[Found]:
    """Make a judgement of a killing that is only named to say who the dead were.

    Args:
        found: All triggers, in text order; what only repeats the status is left out.
    """
    found = list(found)
    said: dict[int, Token] = {}
    for item in found:
        predicate = _said_of(item.token) if item.type in ("ASSAULT", "COERCE") else None
        if predicate is not None:
            said[item.token.i] = predicate
    lost = {p.i for p in said.values()}
    return [
        replace(item, kind="assessment", type=None, sense=None, rule=STATUS)
        if item.token.i in said
        else item
        for item in found
        if item.token.i not in lost
    ]


def _said_of(verb: Token) -> Token | None:
    """Give what is said of the dead: "those *killed* were *fighters*"."""
    known = verb.lemma_.lower() in HURTING | DYING
    if verb.dep_ not in CARRYING or not known or any(c.dep_ in TOLD for c in verb.children):
        return None
    noun = verb.head
    if verb.dep_ == "relcl" and not any(c.lower_ in ("who", "that") for c in verb.children):
        return None
    pointed = noun.lower_ in POINTED or any(c.lower_ in POINTED for c in noun.children)
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    copula = top.head
    counted = noun.pos_ == "NUM" or any(c.dep_ == "nummod" for c in noun.children)
    if top.dep_ != "nsubj" or copula.lemma_ != "be" or not pointed or counted:
        return None
    found = next((c for c in copula.children if c.dep_ in PREDICATES), None)
    named = found is not None and any(t.pos_ == "PROPN" for t in _named_by(found))
    return None if named else found


def _named_by(predicate: Token) -> list[Token]:
    """Give the words that may name the dead: "those killed were a judge, *Ivo Marsh*, and …"."""
    listed = clause.conjuncts(predicate)
    return listed + [c for t in listed for c in t.children if c.dep_ in ("appos", "compound")]


def take_victims(doc: Doc, item: Found, fields: dict[str, Any]) -> None:
    """Give such a judgement those it is about; changes `fields`."""
    predicate = _said_of(item.token)
    if item.rule != STATUS or predicate is None:
        return
    noun = item.token.head
    words = doc[noun.left_edge.i : item.token.i + 1]
    status = {said_status(t) for t in clause.conjuncts(predicate)}
    about = Participant(
        name=words.text,
        mention=Span(words.start_char, words.end_char, words.text),
        kind="person",
        status=status.pop() if len(status) == 1 else None,
        rule=STATUS,
    )
    fields |= {"agents": (), "_agents": [], "targets": (about,)}
