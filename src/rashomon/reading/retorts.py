"""One act, two tellings: what somebody tells and another denies is a statement of each.

"Varga said the Front shelled Kestrel. The Front denied it." gives the shelling as Varga asserts it
and, apart from it, the shelling as the Front denies it. The second has its act, parties, day and
place from the words that it answers, with the stance of whoever answers: nobody asserts by it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from spacy.tokens import Doc

from rashomon.layers import said_blamed
from rashomon.layers.did_people import participant
from rashomon.layers.said_agreed import doers
from rashomon.layers.said_blamed import is_open
from rashomon.layers.said_retorts import COUNTED, DOER
from rashomon.layers.windows import words_of
from rashomon.model.actor import Responsibility
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.span import Span
from rashomon.model.statement import Link, Statement
from rashomon.model.why import Why
from rashomon.reading.speakers import NOT_SO, same_speaker, speaker_chain

Pair = tuple[EventMention, Statement]
ANSWERS: Final = frozenset({"REJECT", "ACCUSE", "REQUEST", None})
"""Types of the acts of answering and asking themselves; what has no type is no act."""
TAKEN_UP: Final = "said.retort.noun"
"""Rule of an answer that names what it denies a claim, a charge, a part in it."""
CURT: Final = "deny.curt"
"""What turns a short answer: "not us", "they did no such thing"."""
LEARNED: Final = "denied.learned.answer"
"""Rule of an answer that the learned model heard, which chose the act that it denies."""
GRAVE: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of which a denier who did not do them may be taken to deny that they happened."""


def retorts_of(
    doc: Doc, pairs: Sequence[Pair]
) -> Iterator[tuple[int, Attribution, tuple[Attribution, ...]]]:
    """Find the statements that are denied by another speaker.

    Args:
        doc: The document.
        pairs: Its events and the statements made of them, in text order.

    Yields:
        The position of a statement, the answer, and whole the chain of who answers.
    """
    order = sorted(range(len(pairs)), key=lambda n: pairs[n][0].trigger.start)
    starts = [pairs[n][0].trigger.start for n in order]
    for _, group in groupby(doc._.retorts, key=lambda r: r.cue):
        places = []
        for retort in group:
            lies = (retort.content[0].start, retort.content[-1].end)
            near = order[bisect_left(starts, lies[0]) : bisect_left(starts, lies[1])]
            places.append((retort, [n for n in near if _may_be_denied(retort, *pairs[n])]))
        found = _denied(places, pairs)
        if found is None:
            continue
        retort, numbers = found
        outer = speaker_chain(retort.cue[0], doc._.attributions)
        outer = [a for a in outer if not same_speaker(a, retort)]
        for number in numbers:
            trigger = pairs[number][0].trigger
            over = [a for a in outer if not any(c.covers(trigger) for c in a.content)]
            yield number, retort, (*over, retort)


def _denied(
    places: Sequence[tuple[Attribution, list[int]]], pairs: Sequence[Pair]
) -> tuple[Attribution, list[int]] | None:
    """Choose the place of what is denied: the denier's own deeds first, then the nearest."""
    for retort, numbers in places:
        if retort.rule in (COUNTED, DOER):
            continue
        own = [n for n in numbers if _is_doer(retort, pairs[n][0])]
        if own:
            return retort, own
    for retort, numbers in places:
        if retort.denial_of == "figure" or retort.rule == COUNTED:
            numbers = [n for n in numbers if pairs[n][0].figures]
        taken_up = retort.rule == TAKEN_UP
        grave = [
            n
            for n in numbers
            if pairs[n][0].type in GRAVE
            or (taken_up and pairs[n][1].speakers)
            or retort.rule == LEARNED
            or (retort.stance not in NOT_SO and retort.rule != DOER)
        ]
        if grave:
            return retort, grave[:1]
    return _without_type(places, pairs)


def _without_type(
    places: Sequence[tuple[Attribution, list[int]]], pairs: Sequence[Pair]
) -> tuple[Attribution, list[int]] | None:
    """Choose a deed that the table of types does not know: "she said *they poisoned it*"."""
    for retort, numbers in places[:1]:
        if retort.turned != CURT:
            return None
        deeds = [n for n in numbers if pairs[n][0].type is None and pairs[n][0].polarity == "+"]
        if deeds and retort.denial_of != "figure":
            return retort, deeds[:1]
    return None


def _may_be_denied(retort: Attribution, event: EventMention, statement: Statement) -> bool:
    """Tell an act that stands in the place, and that the denier does not tell himself."""
    counted = retort.rule == COUNTED and event.kind == "figure"
    if (event.kind != "event" and not counted) or event.head < 0:
        return False
    if event.type in ANSWERS and not _is_told_deed(event, statement):
        return False
    if not any(c.covers(event.trigger) for c in retort.content):
        return False
    cues = retort.cue
    if any(c.overlaps(event.trigger) for c in cues):
        return False
    if any(s.stance in NOT_SO for s in statement.speakers):
        return retort.stance not in NOT_SO
    if retort.rule == DOER:
        return True  # who tells it may say only later who did it
    return not any(_is(retort, s.name, s.id) for s in statement.speakers)


def _is_told_deed(event: EventMention, statement: Statement) -> bool:
    """Tell a deed without a type that somebody tells of another: "she said *they poisoned it*"."""
    return event.type is None and bool(statement.speakers)


def _is(retort: Attribution, name: str | None, actor: str | None) -> bool:
    speaker = retort.speaker
    if speaker is None:
        return False
    if actor is not None and actor == speaker.id:
        return True
    return name is not None and name.casefold() == speaker.name.casefold()


def _is_doer(retort: Attribution, event: EventMention) -> bool:
    """Tell whether the denier, or one who acts for it, does the deed."""
    return any(_is(retort, a.name, a.id) or _is(retort, a.acts_for, None) for a in event.agents)


def as_denied(statement: Statement, other: Statement, retort: Attribution) -> Statement:
    """Link a denier's statement with the telling that it answers, and say where it is from.

    Args:
        statement: The statement, made of the same event with the denier's chain.
        other: The telling that is denied.
        retort: The answer.
    """
    teller = other.speakers[-1].name if other.speakers else None
    said = f"told by {teller}" if teller else "told by the author"
    note = (
        f"“{_text(retort.cue)}” answers what is {said}; act, parties, day and place are from there"
    )
    settled = statement.status == "possible" and retort.stance not in NOT_SO
    return replace(
        statement,
        status="occurred" if settled else statement.status,
        links=(Link(rel="same_event", statement=other.id),),
        why=(*statement.why, Why("said", retort.rule, note)),
    )


def counted_anew(doc: Doc, told: Statement, retort: Attribution) -> Statement | None:
    """Give a statement the number that an answer names in place of its own.

    Args:
        doc: The document.
        told: The statement made of the act for whoever answers.
        retort: The answer.

    Returns:
        The statement; None where no number of the answer can stand for one of the statement.
    """
    own = [c for a in doc._.attributions if a.cue == retort.cue for c in a.content]
    fresh = [f for f in doc._.figures if any(c.covers(f.number or f.mention) for c in own)]
    held = next((f for f in told.figures if f.modifier != "including"), None)
    if len(fresh) != 1 or held is None or fresh[0].measure not in (None, held.measure):
        return None
    figure = replace(fresh[0], measure=held.measure, unit=held.unit, of=held.of, via=held.via)
    return replace(told, figures=(figure,))


def done_by(doc: Doc, event: EventMention, retort: Attribution) -> EventMention | None:
    """Give an act those whom an answer names as its doers: "said *its men* had carried it out".

    Args:
        doc: The document.
        event: The act that is answered.
        retort: The answer.

    Returns:
        The act as the answer tells it, without the numbers of another; None where it names nobody.
    """
    own = [c for a in doc._.attributions if a.cue == retort.cue for c in a.content]
    words = [t for c in own for t in words_of(doc, c)]
    heads = doers(words)
    if not heads and is_open(event.agents):
        heads = [t for c in retort.cue for v in words_of(doc, c) for t in said_blamed.doers(v)]
    named = (participant(doc, t) for t in heads)
    agents = tuple(p for p in named if p is not None)
    return replace(event, agents=agents, figures=()) if agents else None


def on_footing(doc: Doc, statement: Statement, retort: Attribution) -> Statement:
    """Give the doers of an answer the footing that its verb puts them on: claimed, accused.

    Args:
        doc: The document.
        statement: The act as the answer tells it.
        retort: The answer.
    """
    verbs = [v for c in retort.cue for v in words_of(doc, c) if said_blamed.doers(v)]
    if not verbs:
        return statement
    basis, by = said_blamed.basis_of(verbs[0]), statement.speakers[-1].name
    footing = Responsibility(basis=basis, by=by)
    agents = tuple(replace(a, responsibility=footing) for a in statement.agents)
    return replace(statement, agents=agents)


def in_own_voice(
    statement: Statement, told: Sequence[Statement], answers: Iterable[tuple[int, Attribution]]
) -> Statement:
    """Take the act of denying out of the words of who is answered: nobody tells the no to himself.

    "Varga accused the army of shelling it, which it *denied*": that it denied is not Varga's.

    Args:
        statement: Any statement.
        told: All statements.
        answers: The position of each that is denied, with the answer.
    """
    if statement.type != "REJECT" or not statement.speakers:
        return statement
    teller = statement.speakers[-1]
    for number, answer in answers:
        answered = told[number].speakers[-1:]
        here = any(c.overlaps(statement.trigger) for c in answer.cue)
        if here and answered and answered[0].name == teller.name:
            footing = Responsibility(basis="as_fact", by=None)
            agents = tuple(replace(a, responsibility=footing) for a in statement.agents)
            return replace(statement, speakers=statement.speakers[:-1], agents=agents)
    return statement


def _text(cue: Sequence[Span]) -> str:
    return " ".join(span.text for span in cue)
