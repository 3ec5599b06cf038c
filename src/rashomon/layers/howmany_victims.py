"""One killed or injured person each: "a *soldier* was killed", "*Ilse Varga's* murder".

Verbs, participles behind a noun (the order of headlines) and nouns of killing name a single
victim without any number. What is counted by a number is left to the numbers.
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.howmany_governors import (
    PEOPLE,
    PERSON_MEASURES,
    Measured,
    is_headline_passive,
    phrase_measure,
    state_verb,
)
from rashomon.layers.howmany_order import opens_setting
from rashomon.lexicon.events import load_events
from rashomon.lexicon.figures import Quantities
from rashomon.lexicon.words import word_list

NOT_ONE: Final = word_list("howmany.not-one")
NEGATIVE: Final = frozenset({"no", "any", "neither", "each", "every", "many", "which"})
NOT_PERSONS: Final = frozenset("GPE LOC NORP FAC DATE TIME EVENT LAW LANGUAGE".split())
OF_PERSONS: Final = word_list("howmany.of-persons")
"""Nouns of which any proper name is a person's, whatever the model takes it for."""
PLURAL: Final = frozenset({"NNS", "NNPS"})
LIFE_TAKERS: Final = word_list("howmany.life-takers")


def singular_victims(
    doc: Doc, quantities: Quantities, counted: set[int]
) -> Iterator[tuple[Token, Measured]]:
    """Yield single victims in the order of the words that name what happened to them.

    Args:
        doc: A parsed document.
        quantities: The lexicon.
        counted: Token indexes that a number counts already; grows.

    Yields:
        ``(victim, (measure, word that gives it))``.
    """
    people = _known_people(doc)
    for word in doc:
        measure, victims = _told(doc, word, quantities)
        if measure not in PERSON_MEASURES:
            continue
        for victim in victims:
            if victim.i in counted or not _is_one_person(victim, people, word):
                continue
            counted.add(victim.i)
            yield victim, (measure, word)


def _told(doc: Doc, word: Token, quantities: Quantities) -> tuple[str | None, list[Token]]:
    """Give what a word does to persons, and to whom."""
    if (measure := _state_in_order(doc, word, quantities)) is not None:
        before = doc[word.i - (2 if doc[word.i - 1].lower_ in ("was", "is") else 1)]
        if is_person_noun(before):
            return measure, [before, *_listed(before)]
    if word.pos_ == "VERB" and (measured := _of_verb(word, quantities)) is not None:
        victims = [v for t in measured[1] for v in (t, *_listed(t))]
        return measured[0], [*_within(word, victims), *_added(word)]
    if (measure := _act(word, quantities)) is not None:
        return measure, _of_act(word)
    return None, []


def _listed(token: Token) -> list[Token]:
    """Give the rest of a list that the parser hangs on its first item as an apposition."""
    return [
        t
        for c in token.children
        if c.dep_ == "appos" and any(g.dep_ == "conj" for g in c.children)
        for t in clause.conjuncts(c)
        if any(g.dep_ in ("det", "nummod") for g in t.children)
    ]


def _added(verb: Token) -> list[Token]:
    """Give whom "in addition to the *assailant*, three people were killed" adds."""
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.lower_ not in ("in", "besides"):
            continue
        down = prep
        for _ in range(3):
            below = [c for c in down.children if c.dep_ in ("pobj", "prep")]
            if not below or (
                down is prep and prep.lower_ == "in" and below[0].lower_ != "addition"
            ):
                break
            down = below[0]
            if down.dep_ == "pobj" and down.lower_ != "addition":
                return clause.conjuncts(down)
    return []


def _within(verb: Token, victims: list[Token]) -> list[Token]:
    """Leave out who stands behind a dash or colon, and all but the last of "X and a man *was*"."""
    if (
        len(victims) > 1
        and victims[-1].i < verb.i
        and any(
            c.dep_ in ("aux", "auxpass") and c.lower_ in ("is", "was", "has") for c in verb.children
        )
    ):
        return victims[-1:]
    doc = verb.doc
    return [
        v
        for v in victims
        if v.i < verb.i
        or not any(doc[i].text in (":", "-", "–", "—") for i in range(verb.i + 1, v.i))
    ]


def _known_people(doc: Doc) -> frozenset[int]:
    return frozenset(a.head for a in doc._.actors if a.kind == "person" and a.named)


def _of_verb(verb: Token, quantities: Quantities) -> tuple[str, list[Token]] | None:
    """Give what a verb does to persons, and to whom."""
    lemma = verb.lemma_.lower()
    direct = quantities.intransitive.get(lemma) or phrase_measure(verb, quantities)
    if direct is not None:
        return direct, clause.own_subjects(verb) or _relative(verb) or _shared(verb)
    measure = quantities.verbs.get(lemma)
    if measure is None and (state := state_verb(verb, quantities)) is not None:
        measure = state
    if measure is None:
        return None
    if clause.is_passive(verb) or is_headline_passive(verb):
        return measure, clause.subjects(verb) or ([verb.head] if verb.dep_ == "acl" else [])
    return measure, clause.own_objects(verb)


def _shared(verb: Token) -> list[Token]:
    """Give whom "a miller stepped on a mine and *died*" is about."""
    return clause.subjects(verb) if verb.dep_ == "conj" else []


def _relative(verb: Token) -> list[Token]:
    """Give whom "who died" is about."""
    return [verb.head] if verb.dep_ == "relcl" else []


def _state_in_order(doc: Doc, word: Token, quantities: Quantities) -> str | None:
    """Read the order of words where the parse fails: "Nurse *killed* in Dovrin - mayor"."""
    measure = quantities.states.get(word.lower_)
    if measure not in PERSON_MEASURES or not word.i or word.is_sent_start:
        return None
    return measure if opens_setting(doc, word) else None


def _act(word: Token, quantities: Quantities) -> str | None:
    if word.pos_ not in ("NOUN", "PROPN"):
        return None
    if word.lower_ == "life":
        is_taken = word.dep_ == "dobj" and word.head.lemma_ in LIFE_TAKERS
        return "killed" if is_taken else None
    return quantities.acts.get(word.lower_)


def _of_act(noun: Token) -> list[Token]:
    """Give whom a noun of killing is about: its "of", else its possessor or its modifier."""
    for prep in noun.children:
        if prep.lower_ == "of" and prep.dep_ == "prep":
            return [t for c in prep.children if c.dep_ == "pobj" for t in clause.conjuncts(c)]
    owners = [c for c in noun.children if c.dep_ in ("poss", "compound") and c.i < noun.i]
    return [c for c in owners if c.dep_ == "poss" or c.ent_type_ == "PERSON"][-1:]


def _is_one_person(token: Token, people: frozenset[int], word: Token) -> bool:
    if token.tag_ in PLURAL or any(c.lower_ in NEGATIVE for c in token.children if c.i < token.i):
        return False
    if token.lower_ == "one":
        return any(c.lower_ == "of" for c in token.children)
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "him", "her", "his")
    if is_person_noun(token):
        return token.tag_ in ("NN", "NNP", "JJ")
    if token.pos_ != "PROPN" or not token.is_alpha:
        return False
    if token.ent_type_ == "PERSON" or token.i in people:
        return True
    if word.pos_ != "NOUN" or token.ent_type_ in NOT_PERSONS:
        return False
    titles = [c for c in token.children if c.dep_ == "compound"]
    return word.lower_ in OF_PERSONS or any(is_person_noun(c) for c in titles)


def is_person_noun(token: Token) -> bool:
    """Tell a common noun for one person, also where a headline writes it with a capital."""
    if token.lower_ in PEOPLE or token.lower_ in NOT_ONE or token.lemma_.lower() in NOT_ONE:
        return False
    known = load_events().nouns.get(token.lower_)
    return known is not None and "person" in known.classes
