"""Who would have done what a speaker denies any part in: "denied *responsibility* for a raid".

The deed names nobody; the denial does: whoever denies a part denies that the deed was theirs,
unless the part has another owner ("denied the *army's* involvement").
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_arguments import noun_phrase
from rashomon.layers.did_people import actor_at, participant
from rashomon.layers.did_self import SPOKESMEN
from rashomon.layers.windows import words_of
from rashomon.lexicon.denials import load_denials
from rashomon.model.actor import Participant
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention
from rashomon.model.span import Span

CLIMB: Final = 8
"""Steps from a deed up to the word that denies a part in it."""
ANSWER: Final = "said.retort"
"""Rules of a denial that stands apart from what it denies."""
OWNING: Final = frozenset({"poss", "compound", "amod", "nmod"})
DEEDS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
"""Types of deeds that somebody may have a part in; what else is denied names its own parties."""


def deniers_of(doc: Doc, event: EventMention, denial: Attribution) -> tuple[Participant, ...]:
    """Give who is denied to have done a deed that names nobody.

    Args:
        doc: The document.
        event: A deed without agents, that somebody denies a part in.
        denial: The words that deny.

    Returns:
        The owner of the part that is denied, or else whoever denies; nobody where the words tell
        neither.
    """
    if event.agents or event.kind != "event" or event.type not in DEEDS:
        return ()
    cues = {t.i for span in denial.cue for t in words_of(doc, span)}
    apart = event.head < 0 or denial.rule.startswith(ANSWER)
    path = None if apart else _path(doc[event.head], cues)
    between = path if path is not None else _parts_denied(doc, cues)
    owners = next((heads for t in between if (heads := _owners(doc, t))), None)
    if owners is None:
        found = _who_denies(doc, denial)
    else:
        found = [p for t in owners if (p := participant(doc, t)) is not None]
    suffering = {t.name for t in event.targets}
    return tuple(p for p in found if p.name not in suffering)


def _who_denies(doc: Doc, denial: Attribution) -> list[Participant]:
    """Give who denies; of a spokesman, whom he speaks for."""
    sources = [t for span in denial.source[:1] for t in words_of(doc, span)]
    head = next((t for t in sources if t.head not in sources), None)
    if head is None:
        return []
    speakers = (head, *(c for c in head.children if c.dep_ == "appos"))
    spokesman = next((t for t in speakers if t.lemma_.lower() in SPOKESMEN), None)
    if spokesman is not None and (own := _spoken_for(doc, spokesman)) is not None:
        return [own]
    return [p for t in clause.conjuncts(head) if (p := participant(doc, t)) is not None]


def _spoken_for(doc: Doc, spokesman: Token) -> Participant | None:
    """Give whom a spokesman speaks for: "*the army's* spokesman denied any role"."""
    near = [c for c in spokesman.children if c.dep_ in OWNING]
    near += [t for _, t in clause.prepositional(spokesman, "for", "of")]
    owner = next((t for t in near if t.pos_ in ("NOUN", "PROPN")), None)
    if owner is None:
        return None
    actor = actor_at(doc, owner)
    if actor is not None and not actor.span.start <= spokesman.idx < actor.span.end:
        return participant(doc, owner)
    first, last = noun_phrase(doc, owner)
    words = doc[first:last]
    return Participant(
        name=words.text,
        mention=Span(words.start_char, words.end_char, words.text),
        kind="organization",
        named=owner.pos_ == "PROPN",
        rule="did.spoken-for",
    )


def _path(trigger: Token, cues: set[int]) -> list[Token] | None:
    """Give the words between a deed and the verb that denies a part in it; None if it is none."""
    path: list[Token] = []
    current = trigger
    for _ in range(CLIMB):
        above = current.head
        if above.i == current.i:
            return None
        if above.i in cues:
            return path
        path.append(above)
        current = above
    return None


def _parts_denied(doc: Doc, cues: set[int]) -> list[Token]:
    """Give the part that an answer denies: "the army denied *any Valdorian role*"."""
    return [t for i in sorted(cues) for t in clause.own_objects(doc[i]) if _is_part(t)]


def _is_part(token: Token) -> bool:
    return token.lemma_.lower() in load_denials().lists["parts"] and token.pos_ == "NOUN"


def _owners(doc: Doc, token: Token) -> list[Token]:
    """Give whose part it is, or the subject of a clause in between."""
    if token.pos_ in clause.VERBAL:
        lost = token.head.children if token.dep_ == "ccomp" else ()
        named = [c for c in lost if c.dep_ == "dobj" and c.i < token.i]
        return clause.own_subjects(token) or named  # "denied *Valdoria* was responsible"
    return list(_owners_of_part(doc, token)) if _is_part(token) else []


def _owners_of_part(doc: Doc, part: Token) -> Iterator[Token]:
    for child in part.children:
        if child.dep_ in OWNING and (child.dep_ == "poss" or actor_at(doc, child) is not None):
            yield from clause.conjuncts(child)
    yield from (t for _, t in clause.prepositional(part, "by", "of") if actor_at(doc, t))
