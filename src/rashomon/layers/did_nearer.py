"""Leave each party to the event that it stands nearest to.

In "an agreement to evacuate *Kestrel*" the town is what is evacuated, and no party of the
agreement; in "vital aid to *villagers* was destroyed" it is the aid that is destroyed. Runs when
all events of a sentence are filled, and touches nobody whom parse and frame give to the event.
"""

from typing import Any, Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_people import part_of
from rashomon.lexicon.reach import load_reach
from rashomon.lexicon.words import word_list
from rashomon.model.actor import Participant
from rashomon.model.why import Why

DEEPEST = 14
"""Steps down the parse from one trigger to another at most."""


def leave_to_nearer(
    doc: Doc,
    events: list[tuple[Token, str | None, dict[int, str]]],
    parts: dict[int, dict[str, Any]],
) -> None:
    """Take off an event whom a nearer event, or another of its targets, has; changes `parts`.

    Args:
        doc: The document.
        events: Trigger, type and framed roles of each event of one sentence.
        parts: By token index, the fields of each event.
    """
    for trigger, kind, roles in events:
        nearer = [
            (other, framed)
            for other, _, framed in events
            if other.i != trigger.i and _is_above(trigger, other)
        ]
        fields = parts[trigger.i]
        for role in ("agents", "targets"):
            tokens: list[Token] = fields[f"_{role}"]
            gone = {
                t.i
                for t in tokens
                if t.i not in roles and any(t.i in f and _is_above(o, t) for o, f in nearer)
            }
            if role == "agents" and kind == "ASSAULT":
                gone |= {t.i for t in tokens if t.i not in roles and _suffers(t, trigger, events)}
            if role == "targets":
                if kind in load_reach().rules and len(gone) == len(tokens):
                    gone = set()
                gone |= {t.i for t in tokens if t.i not in roles and _is_within(t, tokens)}
            if gone:
                _take_off(doc, fields, role, gone)


def _suffers(
    token: Token, trigger: Token, events: list[tuple[Token, str | None, dict[int, str]]]
) -> bool:
    """Tell a victim: in "*people* killed in the shelling" they shell nobody."""
    return any(
        framed.get(token.i) == "target" and other.i != trigger.i
        for other, _, framed in events
        if other.pos_ == "VERB" and other.lemma_.lower() in HURTING
    )


HURTING: Final = word_list("did.harming-people")


def _is_above(top: Token, token: Token) -> bool:
    current = token
    for _ in range(DEEPEST):
        if current.head.i == current.i:
            return False
        current = current.head
        if current.i == top.i:
            return True
    return False


def _is_within(token: Token, others: list[Token]) -> bool:
    """Tell whether a noun stands behind a preposition inside another target's phrase."""
    top = clause.conj_root(token)
    return top.dep_ == "pobj" and any(
        o.i == top.head.head.i and top.head.dep_ == "prep" and part_of(o) is None
        for o in others
        if o.i != token.i
    )


def _take_off(doc: Doc, fields: dict[str, Any], role: str, gone: set[int]) -> None:
    fields[f"_{role}"] = [t for t in fields[f"_{role}"] if t.i not in gone]
    offsets = [doc[i].idx for i in gone]
    kept: list[Participant] = []
    left: list[Participant] = []
    for one in fields[role]:
        inside = any(one.mention.start <= o < one.mention.end for o in offsets)
        (left if inside else kept).append(one)
    fields[role] = tuple(kept)
    why = [Why("did", "did.nearer", f"{p.name}: of an event or a thing nearer by") for p in left]
    fields["why"] = (*fields["why"], *why)
