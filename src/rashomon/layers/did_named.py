"""Whom a list of names behind a plural tells: "three priests, *Varga*, *Brandt* and *Sand*"."""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.did_people import from_actor
from rashomon.layers.windows import between
from rashomon.model.actor import ActorMention, Participant

OPENERS: Final = frozenset((":", ",", "--", "-", "–", "—", "("))
TAIL: Final = 8
"""Words that may stand between the plural and its list: "members *of the town council*:"."""
LEAD: Final = 4
"""Words between the opening mark and the first name: ", *identified as* A", ", *Fathers* A"."""
GAP: Final = 9
"""Words from one name to the next: what each of them is."""


def listed(doc: Doc, head: Token) -> list[Participant]:
    """Give the people whom the names behind a plural tell, none where there is no list.

    Args:
        doc: The document.
        head: Head of a noun phrase in the plural.
    """
    if head.tag_ != "NNS":
        return []
    opener = _opener(doc, head)
    if opener < 0:
        return []
    end = head.sent.end
    people = [a for a in between(doc._.actors, doc[opener].idx, _end_of(doc, end)) if _is_one(a)]
    names, last = _run(doc, people, opener)
    if len(names) < 2 or len(names) > _count(head):
        return []
    if doc[opener].text != ":" and not _closes(doc, head, last, end):
        return []
    return [from_actor(a) for a in names]


def _opener(doc: Doc, head: Token) -> int:
    """Give the mark behind the noun phrase, or -1."""
    for at in range(head.i + 1, min(head.i + TAIL, head.sent.end)):
        if doc[at].text in OPENERS:
            return at
        if doc[at].pos_ in ("VERB", "AUX", "SCONJ") and doc[at].tag_ != "VBN":
            return -1
    return -1


def _end_of(doc: Doc, end: int) -> int:
    return doc[end - 1].idx + len(doc[end - 1])


def _is_one(actor: ActorMention) -> bool:
    return actor.named and actor.kind == "person" and actor.span.text.casefold() not in PRONOUNS


PRONOUNS: Final = frozenset(("he", "she", "him", "her", "his", "i", "me", "who", "they", "them"))


def _run(doc: Doc, people: list[ActorMention], opener: int) -> tuple[list[ActorMention], int]:
    """Give the names that follow one another without a verb, and the last one's last token."""
    names: list[ActorMention] = []
    last = opener
    for actor in people:
        span = doc.char_span(actor.span.start, actor.span.end, alignment_mode="expand")
        if span is None:
            continue
        between_them = doc[last + 1 : span.start]
        if len(between_them) > (GAP if names else LEAD):
            break
        if any(t.pos_ == "AUX" or t.tag_ in ("VBD", "VBZ", "VBP") for t in between_them):
            break
        names.append(actor)
        last = span.end - 1
    return names, last


def _count(head: Token) -> int:
    """Give how many the plural says they are; where it does not, any number."""
    for child in head.children:
        if child.dep_ == "nummod":
            word = child.lower_
            return NUMBERS.get(word, int(word) if word.isdecimal() and len(word) < 4 else MANY)
    return MANY


MANY: Final = 99
NUMBERS: Final = {
    w: n
    for n, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}


def _closes(doc: Doc, head: Token, last: int, end: int) -> bool:
    """Tell a list in commas from the start of a clause: it ends the sentence, or its verb follows.

    In "killed three soldiers, Varga and Brandt said" the next verb is not the soldiers' own.
    """
    for at in range(last + 1, min(last + 1 + GAP, end)):
        token = doc[at]
        if token.pos_ == "VERB" or token.pos_ == "AUX":
            verb = token.head if token.dep_ in ("aux", "auxpass") else token
            return head.dep_ in ("nsubj", "nsubjpass") and head.head.i == verb.i
        if token.text in (".", ";", ")"):
            return True
    return last + 1 >= end - 1
