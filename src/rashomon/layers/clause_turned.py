"""Who acts and who suffers where the order of words is turned around.

"*The governor* had him arrested", "it was *Dovrin* that they shelled", "the *man* they shot", "died
at the hands of *the Front*", "shelled, Brandt said, by *the army*".

Citation: Quirk et al. 1985, 3.66 (causatives), 17.13 (zero relatives), 18.25 (cleft sentences).
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.lexicon.words import word_list

CAUSING: Final = frozenset({"have", "get"})
BEFALLING: Final = word_list("clause.befalling")
"""Verbs of what befalls one's own: who "had nine men killed" lost them."""
SENDING: Final = word_list("clause.sending")
"""Verbs of how a weapon comes to where it kills: "a shell *fired* by the army"."""


def causers(verb: Token) -> list[Token]:
    """Give who has it done: "*the governor* had the journalist arrested"."""
    above = verb.head
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ not in ("ccomp", "xcomp", "oprd"):
        return []
    if above.lemma_ not in CAUSING or above.pos_ not in clause.VERBAL or above.i > verb.i:
        return []
    suffering = clause.own_subjects(verb)
    if not suffering or (verb.lemma_.lower() in BEFALLING and _are_own(suffering[0])):
        return []
    return clause.subjects(above)


def _are_own(noun: Token) -> bool:
    """Tell "had *its ships* sunk" and "had *nine men* killed" from "had the journalist killed"."""
    return any(
        c.dep_ in ("nummod", "quantmod") or (c.dep_ == "poss" and c.tag_ == "PRP$")
        for c in noun.children
    )


def behind_cue(verb: Token) -> list[Token]:
    """Give who does it behind a cue between commas: "shelled, Brandt said, by *the army*"."""
    found: list[Token] = []
    for cue in verb.children:
        if cue.dep_ not in ("parataxis", "conj", "ccomp") or cue.i < verb.i:
            continue
        for preposition, noun in clause.prepositional(cue, "by"):
            if preposition.i > cue.i and preposition.nbor(-1).text == ",":
                found.append(noun)
    return found


def behind_quote(verb: Token) -> list[Token]:
    """Give who does it behind a quotation: 'hailed as "a rare act" by *the union*'."""
    if not clause.is_passive(verb):
        return []
    for token in verb.doc[verb.i + 1 : verb.i + LONGEST]:
        is_by = token.lower_ == "by" and token.dep_ in ("prep", "agent")
        if is_by and token.nbor(-1).text in CLOSING and verb.is_ancestor(token.head):
            return [t for t in token.children if t.dep_ == "pobj"]
    return []


def joined_doers(verb: Token) -> list[Token]:
    """Give who did both of two passives: "was attacked and burned by *rebels*"."""
    for child in verb.rights:
        joined = child.dep_ == "conj" and child.tag_ == "VBN" and not clause.own_subjects(child)
        between = {t.lower_ for t in verb.doc[verb.i + 1 : child.i]}
        if joined and clause.is_passive(verb) and between <= LISTING:
            return [t for _, t in clause.prepositional(child, "by")] or joined_doers(child)
    return []


LISTING: Final = frozenset({"and", "or", ","})
"""What may stand between two passives of one doer, unlike "arrested and *later* killed by him"."""


LONGEST: Final = 30
"""Words from a passive to who does it behind a quotation, at most."""
CLOSING: Final = frozenset("\"”’'»")


def at_hands_of(token: Token) -> list[Token]:
    """Give whose deed it is: "died at the *hands* of the Front"."""
    return [
        who
        for _, hand in clause.prepositional(token, "at")
        if hand.lemma_.lower() == "hand"
        for _, who in clause.prepositional(hand, "of")
    ]


def fronted_object(verb: Token) -> list[Token]:
    """Give what stands before its verb: "it was *Dovrin* that they hit", "the *man* they shot"."""
    if verb.dep_ not in ("relcl", "ccomp"):
        return []
    own = clause.own_subjects(verb)
    if not own or clause.own_objects(verb) or clause.is_passive(verb):
        return []
    if own[0].tag_[:1] == "W" or own[0].lower_ == "that":
        return []
    above = verb.head
    if verb.dep_ == "relcl":
        bare = verb.left_edge.tag_[:1] != "W"
        return [above] if bare and above.pos_ in clause.NOMINAL else []
    if above.lemma_ != "be":
        return []
    if not any(c.lower_ == "it" and c.dep_ in clause.SUBJECTS for c in above.children):
        return []
    marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children)
    between = [c for c in above.children if c.dep_ == "attr" and c.i < verb.i]
    return between if marked else []


def senders(weapon: Token) -> list[Token]:
    """Give who sent what killed: "a shell fired by *the Front*", "the bomb was planted by *X*"."""
    ways = [c for c in weapon.children if c.dep_ in ("acl", "relcl")]
    if weapon.dep_ == "nsubjpass":
        ways.append(weapon.head)
    return [
        who
        for way in ways
        if way.lemma_.lower() in SENDING and clause.is_passive(way)
        for _, who in clause.prepositional(way, "by")
    ]
