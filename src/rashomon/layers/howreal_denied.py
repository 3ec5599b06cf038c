"""Acts that somebody says no to in words that no rule knows: a learned model, behind the rules.

"Our guns were silent, the general said of the shelling" denies without a word of denying. The
rules of `rashomon.layers.said_denials` come first and stay what explains a reading; where they
hear no no, a linear model weighs the words around the act (`rashomon.layers.denied_features`).
It may only turn an assertion into a denial, never a denial into an assertion.

Citation: features after Saurí and Pustejovsky 2012, "Are You Sure That This Happened?"; the scope
of a speaker's no after Morante and Sporleder 2012, "Modality and Negation".
"""

import dataclasses
from collections.abc import Iterator
from typing import Final

import numpy as np
from spacy.tokens import Doc

from rashomon.layers.denied_features import Scene, Told, denied_features, scene_of
from rashomon.layers.linear import LinearModel
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.why import Why

OWN: Final = "denied.learned"
"""Rule of a no that a speaker says to what stands in his own words."""
ANSWER: Final = "denied.learned.answer"
"""Rule of a no to what another tells."""
NOT_SO: Final = frozenset({"denies", "doubts"})
OPEN: Final = frozenset({"occurred", "ongoing", "possible", "conditional"})
"""Statuses under which a no makes a difference: what is only planned has not happened anyway."""
SAYING: Final = frozenset({"REJECT", "ACCUSE", "REQUEST", None})
"""Types of the acts of answering and asking themselves; what has no type is not asked about."""
SURE_OWN: Final = 0.5
"""Share from which a speaker is taken to deny what stands in his own words."""
SURE_AUTHOR: Final = 0.6
"""The same of the author, in whose voice most of a text stands."""
SURE_ANSWER: Final = 0.6
"""The same of a speaker near the words of another."""

Pair = tuple[EventMention, Told | None]


def hear_denials(doc: Doc, model: LinearModel) -> None:
    """Turn what the model takes for denied: completes ``denials``, ``retorts`` and ``events``.

    Args:
        doc: The document, with its attributions and with its events as the rules read them.
        model: Weights with a head ``denied`` of the classes ``no``, ``other`` and ``told``.
    """
    scene = scene_of(doc)
    pairs = list(_pairs(doc, scene))
    if not pairs:
        return
    rows = (denied_features(scene, e.head, asked, e) for e, asked in pairs)
    scores = model.score(rows, np.zeros((len(pairs), 0), dtype=np.float32))
    column = model.heads["denied"][0].index("no")
    shares = model.probabilities(scores, "denied")[:, column].tolist()
    own: list[Attribution] = []
    authors: dict[int, float] = {}
    answers: dict[str, tuple[float, Attribution]] = {}
    for (event, asked), share in zip(pairs, shares, strict=True):
        if asked is None:
            if share >= SURE_AUTHOR:
                authors[event.head] = share
        elif asked.covers(event.head):
            if share >= SURE_OWN:
                own.append(_denial(asked.attribution, event, OWN, len(own)))
        elif share >= SURE_ANSWER:
            key = asked.attribution.id
            best = answers.get(key)
            if best is None or share > best[0]:
                answers[key] = share, _denial(asked.attribution, event, ANSWER, len(answers))
    doc._.denials = (*doc._.denials, *own)
    doc._.retorts = (*doc._.retorts, *(a for _, a in answers.values()))
    if authors:
        doc._.events = tuple(
            _negated(e, authors[e.head]) if e.head in authors else e for e in doc._.events
        )


def _pairs(doc: Doc, scene: Scene) -> Iterator[Pair]:
    """Yield each act that is told as so far, with everybody who may say no to it."""
    denials: tuple[Attribution, ...] = doc._.denials
    retorts: tuple[Attribution, ...] = doc._.retorts
    for event in doc._.events:
        if event.kind != "event" or event.head < 0 or event.type in SAYING:
            continue
        if event.polarity != "+" or event.status not in OPEN:
            continue
        own = scene.own(event.head)
        over = [d for d in denials if any(c.covers(event.trigger) for c in d.content)]
        if any(d.source or own is None for d in over):
            continue
        if own is None or own.attribution.stance == "asserts":
            yield event, own
        answering = {r.cue for r in retorts if any(c.covers(event.trigger) for c in r.content)}
        for told in scene.others(event.head):
            if told.attribution.cue not in answering:
                yield event, told


def _denial(attribution: Attribution, event: EventMention, rule: str, number: int) -> Attribution:
    return dataclasses.replace(
        attribution,
        id=f"n{number + 1}{rule[-1]}",
        content=(event.trigger,),
        stance="denies",
        denial_of=None,
        rule=rule,
        turned=rule,
    )


def _negated(event: EventMention, share: float) -> EventMention:
    why = Why("howreal", OWN, f"the author says no to it (score {share:.2f})")
    return dataclasses.replace(
        event, polarity="-", factuality=-abs(event.factuality or 0), why=(*event.why, why)
    )
