"""Who takes upon himself, or is blamed for, a deed that stands in front.

"A bomb killed four people. Police *blamed the Front*" is the bomb as the police tell it, with the
Front behind it; nobody else says so, unless "the Front *claimed responsibility*". What names a deed
of its own ("blamed the Front *for the raid*") is read where that deed stands.

Citation: the codebooks of ACLED and UCDP, which code actors by claim and by accusation.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.clause_contrast import NOBODY
from rashomon.layers.said_agreed import DOING
from rashomon.layers.said_claims import noun_phrase
from rashomon.layers.said_drafts import Draft
from rashomon.lexicon.words import word_list
from rashomon.model.actor import Participant

CLAIMING: Final = word_list("said.taking-on")
OWNING: Final = frozenset({"responsibility", "credit"})
BLAMING: Final = word_list("said.blaming")
POINTING: Final = frozenset({"it", "this", "that"})
FACELESS: Final = word_list("said.faceless")
"""Doers who are nobody yet: "*gunmen* killed four; police blamed the Front"."""
BLAMED: Final = "said.retort.doer"


def blame_drafts(doc: Doc) -> Iterator[Draft]:
    """Find who takes a deed upon himself, or blames another, without naming the deed again.

    Args:
        doc: The parsed text.

    Yields:
        One draft for each such verb: whoever speaks is its source, the verb its content.
    """
    for token in doc:
        if token.pos_ != "VERB" or token.lemma_.lower() not in VERBS or clause.is_negated(token):
            continue
        who = speakers(token)
        if not who or not doers(token) or clause.is_negated(who[0]) or who[0].lower_ in NOBODY:
            continue
        source, head = noun_phrase(who[0], max(token.i, who[0].i + 1))
        yield Draft(
            head=token.i,
            cue=(token.i, token.i + 1),
            entry=None,
            rule=BLAMED,
            content=((token.i, token.i + 1),),
            source=(source,),
            source_head=head,
            stance="asserts",
        )


def speakers(verb: Token) -> list[Token]:
    """Give who blames or claims: the subject, or in a passive whoever stands behind "by"."""
    if clause.is_passive(verb):
        return [t for _, t in clause.prepositional(verb, "by")]
    return clause.subjects(verb)


def doers(verb: Token) -> list[Token]:
    """Give who did it by a verb of claiming or blaming; nobody where it names a deed of its own.

    Args:
        verb: "claimed", "blamed", "suspects", "held", "pointed".
    """
    lemma = verb.lemma_.lower()
    passive = clause.is_passive(verb)
    objects = clause.own_subjects(verb) if passive else clause.own_objects(verb)
    if lemma in CLAIMING:
        owned = [t for t in objects if t.lemma_.lower() in OWNING]
        return speakers(verb) if owned and _points([verb, *owned]) else []
    if lemma == "hold":
        near = [c for t in (verb, *objects) for c in t.children]
        held = [c for c in near if c.lower_ == "responsible"]
        found = [t for c in held for t in clause.own_subjects(c)] or (objects if held else [])
        return found if _points([verb, *held]) else []
    if lemma == "point":
        aimed = any(t.lower_ in ("finger", "fingers") for t in objects)
        return [t for _, t in clause.prepositional(verb, "at", "to") if aimed]
    if lemma in BLAMING and objects and _points([verb, *objects]):
        return [] if any(t.lower_ in POINTING for t in objects) else objects
    return []


def basis_of(verb: Token) -> str:
    """Give on what footing the verb puts a deed on its doer, as in `Responsibility`."""
    lemma = verb.lemma_.lower()
    if lemma in CLAIMING:
        return "claimed"
    return "suspected" if lemma == "suspect" else "accused"


def is_open(agents: Sequence[Participant]) -> bool:
    """Tell whether nobody who could be named does a deed so far."""
    return all(
        not a.named and a.id is None and (a.name or "").lower().rpartition(" ")[2] in FACELESS
        for a in agents
    )


def _points(words: Sequence[Token]) -> bool:
    """Tell words with nothing behind them that names the deed: "for it", "of being behind it"."""
    for word in words:
        for child in word.children:
            if child.dep_ in ("ccomp", "xcomp") and child.lower_ != "responsible":
                return False
            if child.dep_ != "prep" or child.lower_ not in ("for", "of", "over"):
                continue
            if not all(_points_back(c) for c in child.children):
                return False
    return True


def _points_back(word: Token) -> bool:
    """Tell "it", "being behind it", "carrying it out", "having done this"."""
    if word.dep_ != "pcomp":
        return word.lower_ in POINTING
    lemma = word.lemma_.lower()
    own = clause.own_objects(word)
    if lemma == "be":
        behind = [
            g for c in word.children if c.lower_ in ("behind", "responsible") for g in c.subtree
        ]
        return any(t.lower_ in POINTING for t in behind)
    return lemma in DOING and bool(own) and all(t.lower_ in POINTING for t in own)


VERBS: Final = CLAIMING | BLAMING | {"hold", "point"}
