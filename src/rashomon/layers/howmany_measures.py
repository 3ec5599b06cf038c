"""What a number counts, and what happened to them: killed, wounded, missing, fled.

The counted noun comes from the parse ("12 *people*", "dozens of *civilians*"), the measure from
the verb above it, the noun itself, or the participle behind it.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.howmany_numbers import NumberExpression
from rashomon.lexicon.events import load_events
from rashomon.lexicon.figures import Quantities

AFTER_STATES = 3
PERSON_MEASURES = frozenset({"killed", "injured"})
REPORTING = frozenset("say report fear believe find confirm".split())
RISING = frozenset("rise climb stand put increase grow reach jump".split())
LEADING = frozenset("of to at including by as for".split())
"""Prepositions between a counted noun and the word that measures it: "a toll *of* 12"."""


Measured = tuple[str, Token]
"""A measure and the word that gives it."""


def measure_of(
    doc: Doc, number: NumberExpression, quantities: Quantities
) -> tuple[Token | None, Measured | None, bool]:
    """Give the counted noun, its measure, and whether the number is a share.

    Returns:
        ``(noun or None, (measure, word that gives it) or None, share)``.
    """
    share = _is_share(doc, number)
    if number.currency:
        return _counted(doc, number), ("money", number.anchor), False
    counted = _counted(doc, number)
    head = counted if counted is not None else number.anchor
    if counted is not None and _is_thing(counted):
        return counted, _own_measure(counted, quantities), share
    measure = (
        _behind(doc, number, counted, quantities)
        or _above(head, quantities)
        or _noun_measure(head, quantities)
        or _beside(doc, number, counted, quantities)
    )
    if measure is None:
        measure = _coordinated(head, quantities)
    if measure is None and counted is not None:
        measure = _own_measure(counted, quantities)
    return counted, measure, share


def _is_thing(counted: Token) -> bool:
    """Tell what can't be killed, wounded or abducted: 30 *houses*, two *trucks*."""
    known = load_events().nouns.get(counted.lemma_.lower())
    return known is not None and known.classes[0] in (
        "building",
        "infrastructure",
        "vehicle",
        "weapon",
        "ammunition",
        "place",
        "money",
        "aid",
    )


def _is_share(doc: Doc, number: NumberExpression) -> bool:
    behind = doc[number.last].lower_ if number.last < len(doc) else ""
    return behind in ("percent", "%", "per") or doc[number.number_first].lower_ in ("half", "third")


def _counted(doc: Doc, number: NumberExpression) -> Token | None:
    """Give the noun that is counted, or None: "82 were killed" counts nobody by name."""
    anchor = number.anchor
    if anchor.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod"):
        head = anchor.head
        for _ in range(3):
            if head.pos_ in ("NOUN", "PROPN") and head.i >= number.last:
                return head
            head = head.head
    if number.last < len(doc) and doc[number.last].lower_ == "of":
        for child in doc[number.last].children:
            if child.dep_ == "pobj":
                return child
    for at in range(number.last, min(number.last + 4, len(doc))):
        token = doc[at]
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod"):
            return token if anchor.head in (token, token.head) or anchor in token.children else None
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "PUNCT"):
            return None
    return None


def _behind(
    doc: Doc, number: NumberExpression, counted: Token | None, quantities: Quantities
) -> Measured | None:
    """Read the state right behind a number or its noun: "12 dead", "three soldiers wounded"."""
    start = (counted.i + 1) if counted is not None and counted.i >= number.last else number.last
    if counted is not None and (found := quantities.states.get(counted.lower_)):
        return found, counted
    for at in range(start, min(start + AFTER_STATES, len(doc))):
        token = doc[at]
        if (found := quantities.states.get(token.lower_)) is not None:
            return found, token
        if token.lower_ not in (
            "were",
            "was",
            "are",
            "is",
            "people",
            "others",
            "more",
            "shot",
            "been",
            "have",
            "left",
            "reported",
            "critically",
            "seriously",
            "also",
            "feared",
        ):
            break
    for child in counted.children if counted is not None else ():
        if (
            child.dep_ in ("amod", "acl", "relcl")
            and (
                found := quantities.states.get(child.lower_)
                or quantities.verbs.get(child.lemma_.lower())
            )
            and (child.dep_ != "relcl" or clause.is_passive(child))
        ):
            return (found, child) if child.tag_ in ("VBN", "JJ") else None
    return None


def _beside(
    doc: Doc, number: NumberExpression, counted: Token | None, quantities: Quantities
) -> Measured | None:
    """Read a headline by its order of words, where the parse fails: "Blast *kills* four"."""
    if counted is not None and not _is_person(counted):
        return None
    for at in (number.first - 1, number.first - 2):
        if at < 0 or (doc[at].is_sent_start and at != number.first - 1 and doc[at].is_punct):
            break
        word = doc[at].lower_
        for ending in ("s", "es", "ing", "ed", "d"):
            if word.endswith(ending) and (found := quantities.verbs.get(word[: -len(ending)])):
                return found, doc[at]
        if (found := quantities.verbs.get(doc[at].lemma_.lower())) is not None:
            return found, doc[at]
    return None


def _coordinated(head: Token, quantities: Quantities) -> Measured | None:
    """Read the state behind the last of a list: "3 rebels, 2 civilians *killed*"."""
    for item in clause.conjuncts(head)[1:] + [c for c in head.children if c.dep_ == "appos"]:
        for child in item.children:
            if (
                child.dep_ in ("acl", "amod")
                and child.i > item.i
                and (found := quantities.states.get(child.lower_)) is not None
            ):
                return found, child
        if (above := _above(item, quantities)) is not None and item.head.i != head.i:
            return above
    return None


def _is_person(token: Token) -> bool:
    known = load_events().nouns.get(token.lemma_.lower())
    return token.lower_ in _PEOPLE or bool(known and known.classes[0] in ("person", "group"))


_PEOPLE = frozenset({"people", "others", "more", "persons", "ones"})


def _above(head: Token, quantities: Quantities) -> Measured | None:
    """Read the measure off the verb that governs the counted noun."""
    top = clause.conj_root(head)
    for _ in range(4):
        if top.dep_ in clause.OBJECTS or top.dep_ in ("nsubjpass", "oprd"):
            return _done_to(top.head, quantities)
        if top.dep_ == "nsubj":
            return _done_by(top.head, quantities)
        if top.dep_ in ("appos", "conj"):
            top = clause.conj_root(top.head)
            continue
        if top.dep_ != "pobj" or top.head.lower_ not in LEADING:
            return None
        above = top.head.head
        if above.pos_ == "NOUN" and (found := quantities.nouns.get(above.lemma_.lower())):
            return found, above
        if above.pos_ == "VERB" and above.lemma_ in RISING:
            return _subject_measure(above, quantities)
        top = clause.conj_root(above)
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
    if (found := quantities.intransitive.get(verb.lemma_.lower())) is not None:
        return found, verb
    if clause.is_passive(verb) or is_headline_passive(verb):
        found = quantities.verbs.get(verb.lemma_.lower())
        return (found, verb) if found is not None else None
    return _predicate_state(verb, quantities)


def _shot_dead(verb: Token) -> Measured | None:
    if verb.lemma_ in ("sentence", "condemn"):
        return None
    if any(c.lower_ == "dead" for c in verb.children) or any(
        c.lower_ == "death" for p in verb.children if p.lower_ == "to" for c in p.children
    ):
        return "killed", verb
    return None


def _left_dead(verb: Token, quantities: Quantities) -> Measured | None:
    if verb.lemma_ not in ("leave", "find", "claim", "take", "cause", "cost", "report", "reach"):
        is_topped = verb.lemma_ in ("top", "exceed", "pass", "hit")
        return _subject_measure(verb, quantities) if is_topped else None
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
        if found is not None and found in PERSON_MEASURES:
            return found, subject
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


def _noun_measure(head: Token, quantities: Quantities) -> Measured | None:
    found = quantities.nouns.get(head.lemma_.lower())
    return None if found is None or found == "forces" else (found, head)


def _own_measure(counted: Token, quantities: Quantities) -> Measured | None:
    """Give what a count of the noun by itself means: soldiers are forces, tanks vehicles."""
    lemma = counted.lemma_.lower()
    known = load_events().nouns.get(lemma)
    own = quantities.nouns.get(lemma) or (known.unit_measure if known else None)
    return own or counted.lower_, counted


def singular_victims(
    doc: Doc, quantities: Quantities, counted: set[int]
) -> Iterator[tuple[Token, Measured]]:
    """Yield one killed or injured person each: "a *soldier* was killed", "killed *Ilse Varga*"."""
    for verb in doc:
        measure = quantities.verbs.get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
        direct = quantities.intransitive.get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
        if measure not in PERSON_MEASURES and direct not in PERSON_MEASURES:
            continue
        if direct is not None:
            victims = clause.own_subjects(verb)
        elif clause.is_passive(verb) or is_headline_passive(verb):
            victims = clause.subjects(verb)
        else:
            victims = clause.own_objects(verb)
        for victim in victims:
            if victim.i not in counted and _is_one_person(victim):
                counted.add(victim.i)
                yield victim, (measure or direct or "killed", verb)


def _is_one_person(token: Token) -> bool:
    if token.pos_ == "PROPN":
        return token.ent_type_ == "PERSON"
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "him", "her")
    if token.tag_ != "NN":
        return False
    return _is_person(token) and token.lower_ not in _PEOPLE
