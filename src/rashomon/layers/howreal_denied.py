"""Acts that somebody says no to in words that no rule knows: a learned model, behind the rules.

"Our guns were silent, the general said of the shelling" denies without a word of denying. The
rules of `rashomon.layers.said_denials` come first and stay what explains a reading; where they
hear no no, a linear model weighs the words around the act (`rashomon.layers.denied_features`).
It may only turn an assertion into a denial, never a denial into an assertion.

Citation: features after Saurí and Pustejovsky 2012, "Are You Sure That This Happened?"; the scope
of a speaker's no after Morante and Sporleder 2012, "Modality and Negation".
"""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from spacy.tokens import Doc, Token

from rashomon.layers.clause import is_negated
from rashomon.layers.clause_orders import is_order
from rashomon.layers.denied_features import Scene, Told, denied_features, is_doer, scene_of
from rashomon.layers.howreal_owned import owns_up
from rashomon.layers.howreal_tellers import CHECKED, RECEIVED
from rashomon.layers.linear import LinearModel
from rashomon.layers.said_agreed import speaks_of_doer
from rashomon.layers.windows import words_of
from rashomon.lexicon.words import word_list
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
SURE_OWN: Final = 0.65
"""Share from which a speaker is taken to deny what stands in his own words."""
SURE_AUTHOR: Final = 0.65
"""The same of the author, in whose voice most of a text stands."""
SURE_ANSWER: Final = 0.6
"""The same of a speaker near the words of another."""
LIKELY: Final = 0.35
"""The same where the words that tell the act say as much, that somebody else denies it; where they
do not, nobody else is asked, as in most of ordinary news."""
SURE_OTHER: Final = 0.8
LIKELY_OTHER: Final = 0.5
"""The same two of a speaker who is not told to have done it: in ordinary news he mostly speaks of
something else ("a blast killed four men; the mayor said two were his cousins")."""
SURE_OPEN: Final = 0.4
"""Share from which an act in a claim that nobody is named for is left open."""

NARRATING: Final = word_list("howreal.narrating")
CHANTING: Final = word_list("howreal.chanting")
Pair = tuple[EventMention, Told | None]


def hear_denials(doc: Doc, model: LinearModel) -> None:
    """Turn what the model takes for denied: completes ``denials``, ``retorts`` and ``events``.

    Args:
        doc: The document, with its attributions and with its events as the rules read them.
        model: Weights with a head ``denied`` of the classes ``no``, ``other`` and ``told``.
    """
    scene = scene_of(doc)
    heard = _Heard(scene=scene)
    acts = list(_acts(doc, scene))
    tellers = [(event, own) for event, own in acts if own is None or _asserts(own)]
    for pair, shares in zip(tellers, _ask(scene, model, tellers), strict=True):
        heard.of_teller(*pair, *shares)
    answers = [pair for event, own in acts for pair in _answers(doc, heard, event, own)]
    for pair, shares in zip(answers, _ask(scene, model, answers), strict=True):
        heard.of_answer(*pair, shares[0])
    doc._.denials = (*doc._.denials, *heard.own)
    doc._.retorts = (*doc._.retorts, *(a for _, a in heard.answers.values()))
    if heard.events:
        doc._.events = tuple(heard.events.get(e.head, e) for e in doc._.events)


def _ask(scene: Scene, model: LinearModel, pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """Give of each pair the shares of a no and of somebody else's no."""
    if not pairs:
        return []
    rows = (denied_features(scene, e.head, asked, e) for e, asked in pairs)
    scores = model.score(rows, np.zeros((len(pairs), 0), dtype=np.float32))
    classes = model.heads["denied"][0]
    shares = model.probabilities(scores, "denied")
    no, other = classes.index("no"), classes.index("other")
    return [(float(row[no]), float(row[other])) for row in shares]


@dataclass(slots=True, kw_only=True)
class _Heard:
    """What is heard in one document, act by act; whose words an act stands in is asked first.

    Attributes:
        scene: The document.
        own: Denials of what stands in the denier's own words.
        answers: The surest answer of each speaker near the words of another, by its attribution.
        events: Acts that the author says no to, or that he leaves open, as they are read now.
        doubted: Share of each act, by its token, by which somebody else is thought to deny it.
    """

    scene: Scene
    own: list[Attribution] = field(default_factory=list)
    answers: dict[str, tuple[float, Attribution]] = field(default_factory=dict)
    events: dict[int, EventMention] = field(default_factory=dict)
    doubted: dict[int, float] = field(default_factory=dict)

    def of_teller(self, event: EventMention, asked: Told | None, no: float, other: float) -> None:
        """Take in what the model makes of an act in the words of whoever tells it."""
        self.doubted[event.head] = other
        if asked is None:
            self._of_author(event, no, other)
        elif no >= SURE_OWN and not narrates(self.scene.doc, asked.attribution):
            self.own.append(_denial(asked.attribution, event, OWN, len(self.own)))
            self.events[event.head] = _explained(
                event, f"its teller says no to it (score {no:.2f})"
            )

    def _of_author(self, event: EventMention, no: float, other: float) -> None:
        if no >= SURE_AUTHOR:
            self.events[event.head] = _negated(event, no)
        elif no + other >= SURE_OPEN and self.scene.is_claimed(event):
            self.events[event.head] = _opened(event, no + other)

    def of_answer(self, event: EventMention, asked: Told | None, no: float) -> None:
        """Take in what the model makes of one who speaks near the words of another."""
        if asked is None:
            return
        own = is_doer(asked.attribution, event)
        sure, likely = (SURE_ANSWER, LIKELY) if own else (SURE_OTHER, LIKELY_OTHER)
        both = self.doubted.get(event.head, 0.0) >= likely and no >= likely
        if no < sure and not both:
            return
        key = asked.attribution.id
        best = self.answers.get(key)
        if best is None or no > best[0]:
            self.answers[key] = no, _denial(asked.attribution, event, ANSWER, len(self.answers))


def _asserts(told: Told) -> bool:
    return told.attribution.stance == "asserts"


def _acts(doc: Doc, scene: Scene) -> Iterator[Pair]:
    """Yield each act that is told as so far, with whoever tells it."""
    denials: tuple[Attribution, ...] = doc._.denials
    for event in doc._.events:
        if event.kind != "event" or event.head < 0 or event.type in SAYING:
            continue
        if event.polarity != "+" or event.status not in OPEN or _is_left_open(event):
            continue
        own = scene.own(event.head)
        over = [d for d in denials if any(c.covers(event.trigger) for c in d.content)]
        if not any(d.source or own is None for d in over):
            yield event, own


def _is_left_open(event: EventMention) -> bool:
    """Tell an act in a report that somebody checks or passes on: he says neither yes nor no."""
    return any(w.rule in (CHECKED, RECEIVED) for w in event.why)


def _answers(doc: Doc, heard: _Heard, event: EventMention, own: Told | None) -> Iterator[Pair]:
    """Yield who may answer an act, where the words that tell it leave a doubt.

    What stands under a condition ("*if* the Front holds its *fire*") is told by nobody, so that
    nobody answers it.
    """
    if event.status == "conditional":
        return
    if (own is None or _asserts(own)) and heard.doubted[event.head] < LIKELY:
        return
    retorts: tuple[Attribution, ...] = doc._.retorts
    answering = {r.cue for r in retorts if any(c.covers(event.trigger) for c in r.content)}
    for told in heard.scene.others(event.head):
        spent = told.attribution.cue in answering or _is_spent(told, doc._.events)
        if spent or chants(doc, told.attribution):
            continue
        if owns_up(doc, told.content) or _is_only_order(doc, told):
            continue
        if event.agents or not speaks_of_doer(_sentence_words(doc, told)):
            yield event, told


def _sentence_words(doc: Doc, told: Told) -> list[Token]:
    """Give the words of the sentence in which somebody speaks, and of what he says."""
    spoken = [doc[i] for start, end in told.content for i in range(start, end)]
    return spoken + [t for start, _ in told.cue for t in doc[start].sent]


def _is_only_order(doc: Doc, told: Told) -> bool:
    """Tell "“*Ask* the doctors,” Sand said", which says neither yes nor no."""
    words = [doc[i] for start, end in told.content for i in range(start, end)]
    first = next((t for t in words if t.is_alpha), None)
    return first is not None and is_order(first) and not any(is_negated(t) for t in words)


def narrates(doc: Doc, attribution: Attribution) -> bool:
    """Tell "*described* how soldiers had shot her", which tells it."""
    return _is_cued(doc, attribution, NARRATING)


def chants(doc: Doc, attribution: Attribution) -> bool:
    """Tell a crowd's "chanting “Murderers!”", which answers nobody."""
    return _is_cued(doc, attribution, CHANTING)


def _is_cued(doc: Doc, attribution: Attribution, listed: frozenset[str]) -> bool:
    return any(t.lemma_.lower() in listed for c in attribution.cue for t in words_of(doc, c))


def _is_spent(told: Told, events: Sequence[EventMention]) -> bool:
    """Tell a no that has an act of its own: "denied *burning the mill*"."""
    if told.attribution.stance not in NOT_SO:
        return False
    return any(e.type not in SAYING and told.covers(e.head) for e in events)


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


def _explained(event: EventMention, note: str) -> EventMention:
    return dataclasses.replace(event, why=(*event.why, Why("howreal", OWN, note)))


def _opened(event: EventMention, share: float) -> EventMention:
    note = f"told in a claim that somebody not named seems to deny (score {share:.2f})"
    return dataclasses.replace(_explained(event, note), status="possible", factuality=0)


def _negated(event: EventMention, share: float) -> EventMention:
    told = _explained(event, f"the author says no to it (score {share:.2f})")
    return dataclasses.replace(told, polarity="-", factuality=-abs(event.factuality or 0))
