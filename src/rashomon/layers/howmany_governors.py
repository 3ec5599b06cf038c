"""The measure of what is counted, read off the words that govern it in the parse.

"The blast *killed* 12", "12 *died*", "a death *toll* of 12", "raised the number of *martyrs* to
12": the verb, noun or total above a counted noun says what happened to those it counts.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.lexicon.events import load_events
from rashomon.lexicon.figures import Quantities
from rashomon.lexicon.words import word_list

PERSON_MEASURES: Final = frozenset({"killed", "injured"})
REPORTING: Final = word_list("howmany.reporting")
RISING: Final = word_list("howmany.rising")
LEAVING: Final = word_list("howmany.leaving")
TOPPING: Final = word_list("howmany.topping")
LEADING: Final = frozenset("of to at including by as for".split())
"""Prepositions between a counted noun and the word that measures it: "a toll *of* 12"."""
RESULTS: Final = frozenset({"oprd", "acomp", "xcomp", "ccomp", "amod"})
PEOPLE: Final = frozenset({"people", "others", "more", "persons", "ones"})
"""Words that stand for persons without saying who they are."""

Measured = tuple[str, Token]
"""A measure and the word that gives it."""


def governed_measure(head: Token, quantities: Quantities) -> Measured | None:
    """Read the measure off the verb that governs the counted noun."""
    top = _list_root(head)
    for _ in range(4):
        if (verb := _governor(top)) is not None:
            return _of_verb(top, verb, quantities) or _of_relative(head, quantities)
        if (equal := _equals(top, quantities)) is not None:
            return equal
        if top.dep_ in ("appos", "conj"):
            if top.head.pos_ == "VERB":
                return _done_to(top.head, quantities)
            top = clause.conj_root(top.head)
            continue
        if top.dep_ != "pobj" or not _leads(top):
            return None
        above = _past_from(top.head.head)
        if top.head.lower_ == "with" and above.pos_ == "VERB":
            return _done_by(above, quantities) or _done_to(above, quantities)
        if found := _noungoverned_measure(above, quantities):
            return found, above
        if above.pos_ == "VERB" and above.lemma_ in RISING:
            return _subject_measure(above, quantities) or _object_measure(above, quantities)
        top = _list_root(above)
    return None


def _past_from(above: Token) -> Token:
    """Give the verb of "*rose* from 9 to 12"."""
    return above.head if above.lower_ == "from" and above.dep_ == "prep" else above


def _governor(noun: Token) -> Token | None:
    """Give the verb that a noun is subject or object of, or None."""
    if noun.dep_ in clause.OBJECTS or noun.dep_ in ("nsubj", "nsubjpass", "oprd"):
        return noun.head
    return noun.head.head if _is_between(noun) else None


def _of_verb(noun: Token, verb: Token, quantities: Quantities) -> Measured | None:
    """Read what a verb says of its subject or object."""
    if noun.dep_ in ("nsubj", "pobj"):
        return _done_by(verb, quantities)
    said = noun.dep_ == "nsubjpass" and verb.lemma_ in REPORTING
    told = _done_by(verb, quantities) if said else None
    return told or _done_to(verb, quantities) or _moved_on(noun, quantities)


def _is_between(noun: Token) -> bool:
    """Tell the subject of "*Between two and five civilians* died", which hangs on "between"."""
    verb = noun.head.head
    is_range = noun.dep_ == "pobj" and noun.head.lower_ == "between" and noun.i < verb.i
    return is_range and verb.pos_ == "VERB" and not clause.own_subjects(verb)


def _equals(noun: Token, quantities: Quantities) -> Measured | None:
    """Read "the confirmed *deaths* are fourteen civilians", "among the dead were five"."""
    if noun.dep_ != "attr":
        return None
    if (among := _among(noun.head, quantities)) is not None:
        return among
    for subject in clause.own_subjects(noun.head) if noun.head.lemma_ == "be" else ():
        found = quantities.nouns.get(subject.lemma_.lower())
        if found in (*PERSON_MEASURES, "casualties", "missing", "displaced", "detained"):
            return found, subject
        if subject.lemma_.lower() in COUNTS:
            return _subject_measure(noun.head, quantities)  # "the *number* of dead was 34"
    return None


COUNTS: Final = frozenset({"toll", "number", "count"})


def _of_relative(head: Token, quantities: Quantities) -> Measured | None:
    """Read what those counted did or suffered: "five of those *who died*"."""
    if any(c.lower_ in quantities.states for c in head.children):
        return None  # "25 *wounded* people who left"
    for verb in head.children:
        if verb.dep_ != "relcl" or not any(
            t.tag_ in ("WP", "WDT") and t.dep_ in clause.SUBJECTS for t in verb.children
        ):
            continue
        if (found := _done_by(verb, quantities)) is not None:
            return found
    return None


def _moved_on(noun: Token, quantities: Quantities) -> Measured | None:
    """Read "*drove* 300 people from their homes", "*forced* 300 to flee", "*lost* four men"."""
    verb = noun.head
    if verb.lemma_ in DRIVING:
        behind = {t.lemma_.lower() for _, t in clause.prepositional(verb, "from", "out")}
        if behind & HOMES:
            return "displaced", verb
        for child in verb.children:
            found = quantities.intransitive.get(child.lemma_.lower())
            if child.dep_ in ("xcomp", "ccomp") and found in ("displaced", "evacuated"):
                return found, child
    if verb.lemma_ == "lose" and noun.dep_ == "dobj" and noun.lemma_.lower() in FALLEN:
        return "killed", verb
    return None


DRIVING: Final = word_list("howmany.driving")
HOMES: Final = word_list("howmany.homes")
FALLEN: Final = word_list("howmany.fallen")


def _list_root(token: Token) -> Token:
    """Give the first of a list; what hangs on a verb as its "conj" is that verb's object."""
    for _ in range(clause.MAX_STEPS):
        if token.dep_ != "conj" or token.head.pos_ == "VERB":
            break
        token = token.head
    return token


def _leads(token: Token) -> bool:
    """Tell a preposition that carries the measure on: "a toll *of* 12", "*with* her 4 children"."""
    if token.head.lower_ == "with":
        above = token.head.head
        is_near = is_person(above) or any(is_person(t) for t in clause.own_objects(above))
        return is_near and any(c.tag_ == "PRP$" for c in token.children)
    return token.head.lower_ in LEADING


def _noungoverned_measure(above: Token, quantities: Quantities) -> str | None:
    if above.pos_ == "NOUN" or above.tag_ == "VBG":
        found = quantities.nouns.get(above.lemma_.lower()) or quantities.acts.get(above.lower_)
        return None if found in ("forces", "population") and above.tag_ != "NN" else found
    return None


def _done_to(verb: Token, quantities: Quantities) -> Measured | None:
    """Read what a verb does to its counted object: "*killed* 12", "*left* 12 dead"."""
    found = quantities.verbs.get(verb.lemma_.lower())
    if found is not None:
        return found, verb
    return _shot_dead(verb) or _left_dead(verb, quantities)


def _done_by(verb: Token, quantities: Quantities) -> Measured | None:
    """Read what a verb says of its counted subject: "12 *died*", "12 were *killed*"."""
    if verb.lemma_ in REPORTING:
        states = (c for c in verb.children if c.lower_ in quantities.states)
        return next(((quantities.states[c.lower_], c) for c in states), None)
    if (among := _among(verb, quantities)) is not None:
        return among
    if (
        found := quantities.intransitive.get(verb.lemma_.lower())
        or phrase_measure(verb, quantities)
    ) is not None:
        return found, verb
    if clause.is_passive(verb) or is_headline_passive(verb):
        found = quantities.verbs.get(verb.lemma_.lower())
        return (found, verb) if found is not None else None
    return _predicate_state(verb, quantities)


def _among(verb: Token, quantities: Quantities) -> Measured | None:
    """Read "five policemen were *among the dead*"."""
    if verb.lemma_ != "be":
        return None
    for _, thing in clause.prepositional(verb, "among"):
        if (found := quantities.states.get(thing.lower_)) is not None:
            return found, thing
    return None


def phrase_measure(verb: Token, quantities: Quantities) -> str | None:
    """Read "passed away", "lost her life": what a verb and its particle or object say."""
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "dobj"):
            found = quantities.intransitive.get(f"{verb.lemma_.lower()} {child.lemma_.lower()}")
            if found is not None:
                return found
    return None


def _shot_dead(verb: Token) -> Measured | None:
    if verb.lemma_ in ("sentence", "condemn"):
        return None
    dead = [c for c in verb.children if c.lower_ == "dead"]
    if dead and verb.lemma_ in ("leave", "find"):
        return "killed", dead[0]
    if dead or any(
        c.lower_ == "death" for p in verb.children if p.lower_ == "to" for c in p.children
    ):
        return "killed", verb
    return None


def _left_dead(verb: Token, quantities: Quantities) -> Measured | None:
    if verb.lemma_ not in LEAVING:
        return _subject_measure(verb, quantities) if verb.lemma_ in TOPPING else None
    for child in verb.children:
        if (
            child.dep_ in ("oprd", "acomp", "xcomp", "ccomp", "amod")
            and (found := quantities.states.get(child.lower_)) is not None
        ):
            return found, child
    return _subject_measure(verb, quantities)


def _subject_measure(verb: Token, quantities: Quantities) -> Measured | None:
    for subject in clause.subjects(verb):
        words = [subject.lemma_.lower(), *(c.lemma_.lower() for c in subject.children)]
        if "toll" in words or "number" in words or "count" in words:
            for word in (*words, *(t.lemma_.lower() for t in subject.subtree)):
                if word != "toll" and (found := quantities.nouns.get(word)):
                    return found, subject
                if (found := quantities.states.get(word)) is not None:
                    return found, subject
            return ("killed", subject) if "toll" in words else None
        found = quantities.nouns.get(subject.lemma_.lower())
        if found is not None and found in (*PERSON_MEASURES, "casualties"):
            return found, subject
    return None


def _object_measure(verb: Token, quantities: Quantities) -> Measured | None:
    """Read what a verb raises: "raised the death *toll* to 6", "the number of *martyrs* to 8"."""
    for thing in clause.own_objects(verb):
        own = thing.lower_
        if thing.lemma_.lower() not in ("toll", "number", "count", "figure", "total", "tally"):
            if found := quantities.nouns.get(thing.lemma_.lower()) or quantities.states.get(own):
                return found, thing
            continue
        for word in thing.subtree:
            lemma = word.lemma_.lower()
            found = quantities.nouns.get(lemma) or quantities.states.get(word.lower_)
            if found is not None and lemma != "toll":
                return found, thing
        if thing.lemma_.lower() == "toll":
            return "killed", thing
        for subject in clause.own_subjects(verb):
            if (found := quantities.nouns.get(subject.lemma_.lower())) is not None:
                return found, thing
    return None


def state_verb(verb: Token, quantities: Quantities) -> str | None:
    """Give the state that a verb leaves someone in: "shot *dead*", "found *dead*"."""
    if _shot_dead(verb) is not None:
        return "killed"
    if verb.lemma_ in ("find", "leave"):
        states = (quantities.states.get(c.lower_) for c in verb.children if c.dep_ in RESULTS)
        return next((s for s in states if s is not None), None)
    return None


def is_headline_passive(verb: Token) -> bool:
    """Tell "Two soldiers *killed* in clash": a participle that the parser took for past tense."""
    return verb.tag_ in ("VBD", "VBN") and not any(
        c.dep_ in clause.OBJECTS or c.dep_ in ("aux", "ccomp", "xcomp") for c in verb.children
    )


def _predicate_state(verb: Token, quantities: Quantities) -> Measured | None:
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd") and child.lower_ in quantities.states:
            return quantities.states[child.lower_], child
    return None


def is_person(token: Token) -> bool:
    """Tell a noun for persons or for a group of them."""
    known = load_events().nouns.get(token.lemma_.lower())
    return token.lower_ in PEOPLE or bool(known and known.classes[0] in ("person", "group"))
