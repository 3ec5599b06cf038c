"""Verbs of will: "agreed to *withdraw*", "vowed to *bomb*", "refused to *meet*".

What is willed decides what the act is: see `rashomon.lexicon.acts`.
"""

import dataclasses
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_found import Found
from rashomon.lexicon.acts import load_acts
from rashomon.lexicon.cues import load_cues
from rashomon.lexicon.realis import load_realis
from rashomon.lexicon.words import word_list

ASKED_SCORE: Final = 0.5
"""Score of a demand that only "must" tells; not calibrated."""
SELVES: Final = frozenset("i we it there he she".split())
"""Subjects of "must" that make no demand on another: "said it must leave"."""

UNDONE: Final = frozenset({"attempted", "prevented", "desired", "threatened"})
"""Statuses of what has not come about, or need not have."""


def willed_of(token: Token) -> Token | None:
    """Give the verb that a verb of will governs, or None where it governs none."""
    if token.lemma_.lower() not in load_acts():
        return None
    for child in token.children:
        if (
            child.dep_ in ("xcomp", "ccomp", "advcl")
            and child.tag_ == "VB"
            and clause.has_to(child)
        ):
            return child
    return None


def is_act(cue: Token) -> bool:
    """Tell a cue that is an act of its own: "agreed *to* leave", "agreed *on* a truce"."""
    if willed_of(cue) is not None:
        return True
    return cue.lemma_.lower() in load_acts() and any(
        p.lower_ in ("on", "to") for p, _ in clause.prepositional(cue)
    )


def is_order(cue: Token) -> bool:
    """Tell an order for a deed, which is an act of its own: "*ordered* the killings"."""
    ordering = load_cues().speakers["ordering-deed"].words
    return cue.lemma_.lower() in ordering and any(t.pos_ == "NOUN" for t in clause.own_objects(cue))


def is_undone(verb: Token) -> bool:
    """Tell what is refused, tried or stopped short of: "refused to *hand* them over"."""
    above, arc = verb.head, "to" if clause.has_to(verb) else "ing"
    if verb.dep_ == "pcomp":
        above = above.head if above.head.pos_ in clause.VERBAL else above.head.head
    elif verb.dep_ not in ("xcomp", "acl"):
        return False
    lemma, governors = above.lemma_.lower(), load_realis().governors
    after = above.nbor(1).lower_ if above.i + 1 < len(above.doc) else ""
    rule = governors.get((f"{lemma} {after}", arc)) or governors.get((lemma, arc))
    return rule is not None and (rule.negates or rule.status in UNDONE)


def with_acts(found: list[Found]) -> list[Found]:
    """Give verbs of will the type that follows from what is willed."""
    types = {f.token.i: f.type for f in found if f.sense is not None}
    acts = load_acts()
    mended = []
    for item in found:
        willed = willed_of(item.token)
        if willed is not None:
            rule = acts[item.token.lemma_.lower()]
            kind = rule.type_for(_type_below(willed, types))
            if kind is not None and (kind != item.type or item.sense is None):
                item = dataclasses.replace(item, type=kind, kind="event", rule=rule.id)
        if item.type == "REQUEST" and _compels(item.token, types):
            item = dataclasses.replace(item, type="COERCE", rule=COMPELLING)
        elif item.type == "REQUEST" and _frees(item.token):
            item = dataclasses.replace(item, type="RETREAT", rule=FREEING)
        elif item.type in ("MOBILIZE", "CONSULT") and _keeps_peace(item.token):
            item = dataclasses.replace(item, type="AID", rule=KEEPING)
        mended.append(item)
    return mended


COMPELLING: Final = "act.compelling"
"""Rule of an order that is the measure itself: CAMEO 172, "impose administrative sanctions"."""
FREEING: Final = "act.freeing"
"""Rule of an order to let somebody go: CAMEO 0841, "return, release persons"."""
KEEPING: Final = "act.peacekeeping"
"""Rule of forces sent to keep the peace: CAMEO 074, "provide for peacekeeping"."""
MEASURES: Final = frozenset({"COERCE", "SANCTION"})


def _compels(order: Token, types: dict[int, str | None]) -> bool:
    """Tell an order that takes effect by itself: "ordered the *arrest* of", "ordered it *closed*".

    An order to shoot or to leave only asks; who obeys does it.
    """
    if order.lemma_.lower() not in load_cues().speakers["ordering-deed"].words:
        return False
    below = [c for c in order.children if c.dep_ in ("dobj", "xcomp", "ccomp", "nsubjpass")]
    return any(types.get(t.i) in MEASURES for t in below)


def _frees(order: Token) -> bool:
    """Tell "ordered the *release* of", which takes effect by itself."""
    ordering = load_cues().speakers["ordering-deed"].words
    things = clause.own_objects(order) if order.lemma_.lower() in ordering else []
    return any(t.lemma_.lower() == "release" for t in things)


def _keeps_peace(verb: Token) -> bool:
    """Tell forces that keep the peace from others: "sent troops to a *peacekeeping* mission"."""
    if verb.pos_ != "VERB":
        return False
    near = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
    near += [t for _, t in clause.prepositional(verb)]
    near += [t for noun in near for _, t in clause.prepositional(noun)]
    words = (w for noun in near for w in (noun, *noun.lefts))
    return any(w.lemma_.lower() in KEEPERS for w in words)


KEEPERS: Final = word_list("did.peacekeeping")


def _type_below(verb: Token, types: dict[int, str | None]) -> str | None:
    """Give the type of what is willed: of the verb, of its object, or of what it goes on with."""
    if types.get(verb.i):
        return types[verb.i]
    for child in verb.children:
        if child.dep_ in ("dobj", "xcomp", "prep") and types.get(child.i):
            return types[child.i]
        if child.dep_ == "prep":
            for below in child.children:
                if types.get(below.i):
                    return types[below.i]
    return None


def asking_cues(doc: Doc, found: list[Found]) -> list[Found]:
    """Give the verbs of saying that ask: "Varga *said* that Valdoria must leave".

    The content's subject is asked, whoever says it; the author's own "must" is no event.
    """
    known = {f.token.i for f in found}
    more = []
    for attribution in doc._.attributions:
        if not attribution.speech or attribution.form == "direct" or not attribution.source:
            continue
        for piece in attribution.cue:
            span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
            token = None if span is None else span.root
            if token is not None and token.i not in known and _asks(token):
                known.add(token.i)
                more.append(
                    Found(
                        token=token,
                        score=ASKED_SCORE,
                        kind="event",
                        type="REQUEST",
                        sense=None,
                        light=None,
                        rule="act.must",
                    )
                )
    return more


def _asks(cue: Token) -> bool:
    modals = load_realis().modals
    for child in cue.children:
        if child.dep_ != "ccomp" or child.pos_ not in clause.VERBAL:
            continue
        words = clause.auxiliaries(child)
        is_asked = any(w in modals and modals[w].status == "demanded" for w in words)
        subjects = clause.own_subjects(child)
        if is_asked and subjects and subjects[0].lower_ not in SELVES and "have" not in words:
            return True
    return False
