"""Statements that say nothing beside the deed that they deny: "“That never *happened*,” he said".

The deed is told, with whoever denies it; a word that only points back to it, or that names a part
in it, would be a second statement without content.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from rashomon.layers.did_denied import points_back
from rashomon.layers.said_retorts import DOER
from rashomon.lexicon.denials import load_denials
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.span import Span
from rashomon.model.statement import Statement
from rashomon.reading.deniers import CLIMB, DEEDS
from rashomon.reading.speakers import NOT_SO


def hollow(
    doc: Doc, pairs: Sequence[tuple[EventMention, Statement]], answers: Iterable[Attribution]
) -> frozenset[int]:
    """Give the statements that only say no to, or name a part in, what is told beside them.

    Args:
        doc: The document.
        pairs: Its events and the statements made of them.
        answers: The answers by which a deed is told as denied.

    Returns:
        Their positions.
    """
    answers = tuple(answers)
    cues = {a.cue for a in answers}
    done = {a.cue for a in answers if a.rule == DOER}
    doing = [c for a in doc._.attributions if a.cue in done for c in a.content]
    yes = [c for a in answers if a.stance not in NOT_SO for c in a.cue]
    own = [c for a in doc._.attributions if a.cue in cues for c in a.content]
    denied = _parts_in_denied(doc, pairs)
    noes = {_whose(doc, *pair) for pair in pairs if _is_denied(*pair)}
    return frozenset(
        number
        for number, (event, told) in enumerate(pairs)
        if event.type is None
        and event.kind in ("event", "assessment")
        and not event.figures
        and (
            event.head in denied
            or any(c.overlaps(event.trigger) for c in yes)
            or any(c.covers(event.trigger) for c in doing)
            or _points_back(doc, event, own, beside=_whose(doc, event, told) in noes)
        )
    )


def _points_back(doc: Doc, event: EventMention, own: Sequence[Span], *, beside: bool) -> bool:
    """Tell "it is a *lie*", "we *did* nothing of the kind" in, or beside, words that deny."""
    if event.head < 0 or not points_back(doc[event.head]):
        return False
    return beside or any(c.covers(event.trigger) for c in own)


def _whose(doc: Doc, event: EventMention, statement: Statement) -> tuple[int, str | None]:
    """Give the sentence of a statement and its innermost speaker."""
    speaker = statement.speakers[-1].name if statement.speakers else None
    return (doc[event.head].sent.start if event.head >= 0 else -1), speaker


def _is_denied(event: EventMention, statement: Statement) -> bool:
    denies = bool(statement.speakers) and statement.speakers[-1].stance in NOT_SO
    return denies and event.type in DEEDS and event.head >= 0


def _parts_in_denied(doc: Doc, pairs: Sequence[tuple[EventMention, Statement]]) -> set[int]:
    """Give the words of a part above a deed that is denied: "denied *involvement* in the raid"."""
    parts = load_denials().lists["parts"]
    found: set[int] = set()
    for event, statement in pairs:
        if _is_denied(event, statement):
            found |= {t.i for t in _above(doc[event.head]) if t.lemma_.lower() in parts}
    return found


def _above(token: Token) -> list[Token]:
    """Give the nouns and prepositions that a deed hangs on."""
    found: list[Token] = []
    while len(found) < CLIMB and token.head.pos_ in ("NOUN", "ADP") and token.head.i != token.i:
        token = token.head
        found.append(token)
    return found
