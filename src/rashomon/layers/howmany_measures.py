"""What a number counts, and what happened to them: killed, wounded, missing, fled.

The counted noun comes from the parse ("12 *people*", "dozens of *civilians*"), the measure from
the verb above it, the noun itself, or the participle behind it.
"""

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.howmany_governors import (
    PEOPLE,
    PERSON_MEASURES,
    Measured,
    governed_measure,
    is_person,
)
from rashomon.layers.howmany_numbers import NumberExpression
from rashomon.layers.howmany_order import counted_in_order
from rashomon.lexicon.events import load_events
from rashomon.lexicon.figures import Quantities, load_figures
from rashomon.lexicon.words import word_list

AFTER_STATES = 3
PASSED_OVER = frozenset(
    "were was are is people others more shot been have left reported critically seriously also "
    "feared".split()
)
"""Words between a counted noun and its state: "three people *were also* wounded"."""


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
    if counted is not None and currency_of(counted, quantities) is not None:
        return counted, ("money", counted), False
    head = counted if counted is not None else number.anchor
    if _is_of_several(doc, number):
        return counted, _whole_measure(counted, quantities), share
    found = _some_of(doc, number, quantities)
    if found is None and (ordered := counted_in_order(doc, number, quantities)) is not None:
        return *ordered, share
    if counted is not None and (_is_thing(counted) or _is_happening(counted, quantities)):
        return counted, _own_measure(counted, quantities), share
    measure = (
        found
        or _harm_noun(head, quantities)
        or _behind(doc, number, counted, quantities)
        or governed_measure(head, quantities)
        or _noun_measure(head, quantities)
        or _modified(counted, quantities)
        or _beside(doc, number, counted, quantities)
    )
    if measure is None:
        measure = _coordinated(head, quantities)
    if measure is not None and counted is not None and not _may_suffer(counted, measure[1]):
        measure = None
    if counted is not None and counted.lemma_.lower() in GROUPS and counted.i >= number.last:
        measure = (counted.lower_, counted)
    if measure is None and counted is not None:
        measure = _own_measure(counted, quantities)
    return counted, measure, share


def currency_of(counted: Token, quantities: Quantities) -> str | None:
    """Give the ISO 4217 code of a name of money; empty where the name alone does not tell it.

    Returns:
        None for what is no money.
    """
    noun = counted.lemma_.lower()
    before = counted.doc[counted.i - 1].lower_ if counted.i else ""
    for name in (f"{before} {noun}", f"{noun} {_word(counted.doc, counted.i + 1)}", noun):
        if name in quantities.currencies:
            return quantities.currencies[name]
    return None


def _word(doc: Doc, at: int) -> str:
    return doc[at].lower_ if at < len(doc) else ""


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


def _is_of_several(doc: Doc, number: NumberExpression) -> bool:
    """Tell the whole of "one of the *three leaders* was killed", which counts no dead."""
    before = doc[max(0, number.first - 3) : number.first]
    return len(before) == len(OF_THE) + 1 and (
        before[0].like_num and tuple(t.lower_ for t in before[1:]) == OF_THE
    )


OF_THE = ("of", "the")


def _whole_measure(counted: Token | None, quantities: Quantities) -> Measured | None:
    if counted is None:
        return None
    return _modified(counted, quantities) or _own_measure(counted, quantities)


def _some_of(doc: Doc, number: NumberExpression, quantities: Quantities) -> Measured | None:
    """Read "*two* of the wounded *died*": what the verb says is said of the two."""
    after = number.last < len(doc) and doc[number.last].lower_ == "of"
    if not after or number.anchor.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return None
    return governed_measure(number.anchor, quantities)


def _is_happening(counted: Token, quantities: Quantities) -> bool:
    """Tell what happens and is done to nobody: "53 *clashes*, 37 rebels killed"."""
    lemma = counted.lemma_.lower()
    if lemma in quantities.nouns:
        return False
    lexicon = load_events()
    known = lexicon.nouns.get(lemma)
    if known is not None:
        return known.classes[0] == "event"
    return any(sense.pos == "NOUN" for sense in lexicon.senses.get(lemma, ()))


def _may_suffer(counted: Token, via: Token) -> bool:
    """Tell whether there is someone for a verb that kills persons: *burned* "patches" are not."""
    if via.lemma_.lower() not in load_figures().person_verbs:
        return True
    return is_person(counted) or counted.ent_type_ == "NORP" or counted.lower_ in PEOPLE


def _is_share(doc: Doc, number: NumberExpression) -> bool:
    behind = doc[number.last].lower_ if number.last < len(doc) else ""
    if behind in ("percent", "%", "per"):
        return True
    known = [v for v in (number.low, number.best, number.high) if v is not None]
    end = doc[number.last - 1]
    return bool(known) and 0 < max(known) < 1 and (end.is_alpha or end.text == "%")


def _counted(doc: Doc, number: NumberExpression) -> Token | None:
    """Give the noun that is counted, or None: "82 were killed" counts nobody by name."""
    anchor = number.anchor
    if number.last < len(doc) and doc[number.last].lower_ in ("the", "its", "their"):
        return anchor.head if anchor.dep_ in ("predet", "nmod", "amod") else None
    if number.last < len(doc) and _parts(doc[number.last]):
        return None
    if _is_family_of(anchor):
        return anchor.head.head
    if (head := _modified_noun(anchor, number.last)) is not None:
        return head
    if number.last < len(doc) and doc[number.last].lower_ == "of":
        for child in doc[number.last].children:
            if child.dep_ == "pobj":
                return child
    return _noun_behind(doc, number)


def _noun_behind(doc: Doc, number: NumberExpression) -> Token | None:
    """Give the noun that follows a number and hangs together with it in the parse."""
    anchor = number.anchor
    for at in range(number.last, min(number.last + 4, len(doc))):
        token = doc[at]
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod"):
            return token if anchor.head in (token, token.head) or anchor in token.children else None
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "PUNCT"):
            return None
    return None


def _modified_noun(anchor: Token, after: int) -> Token | None:
    """Climb from a number that modifies a noun behind it to that noun."""
    if anchor.dep_ not in ("nummod", "quantmod", "compound", "amod", "nmod"):
        return None
    head = anchor.head
    for _ in range(3):
        if head.pos_ in ("NOUN", "PROPN") and head.i >= after:
            return head
        head = head.head
    return None


def _parts(token: Token) -> bool:
    """Tell a comma or a free dash, behind which another clause begins: "killed 3, wounded 10"."""
    return token.text == "," or (token.text in ("-", "–", "—") and bool(token.whitespace_))


def _is_family_of(anchor: Token) -> bool:
    """Tell "a family of *six*", whose members are counted."""
    of = anchor.head
    return anchor.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in GROUPS


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
            return None if _is_done_by(token, counted) else (found, token)
        if token.lower_ not in PASSED_OVER:
            break
    return None


def _is_done_by(verb: Token, counted: Token | None) -> bool:
    """Tell "twelve *gunmen* killed five people", who did it, from "twelve gunmen killed"."""
    if counted is None or verb.pos_ != "VERB" or clause.is_passive(verb):
        return False
    acting = any(t.i == counted.i for t in clause.subjects(verb))
    return acting and bool(clause.own_objects(verb))


def _modified(counted: Token | None, quantities: Quantities) -> Measured | None:
    """Read the participle or relative clause of a noun: "people *killed* by mines"."""
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
    if counted is not None and not is_person(counted):
        return None
    for at in (number.first - 1, number.first - 2):
        if at < 0 or (doc[at].is_sent_start and at != number.first - 1 and doc[at].is_punct):
            break
        word = doc[at].lower_
        if word == "by":  # "killed *by* 12 gunmen"
            break
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
        if (above := governed_measure(item, quantities)) is not None and item.head.i != head.i:
            return above
    return None


GROUPS = word_list("howmany.groups")
"""What is counted whole, not by its members: "three *families* were killed"."""


def _harm_noun(head: Token, quantities: Quantities) -> Measured | None:
    """Read a noun that is harm itself, whatever governs it: "12 *deaths*", "30 *injuries*"."""
    found = quantities.nouns.get(head.lemma_.lower())
    is_harm = (
        found in PERSON_MEASURES and not is_person(head) and head.lemma_ not in ("body", "life")
    )
    return (found, head) if found is not None and is_harm else None


def _noun_measure(head: Token, quantities: Quantities) -> Measured | None:
    found = quantities.nouns.get(head.lemma_.lower())
    return None if found is None or found == "forces" else (found, head)


def _own_measure(counted: Token, quantities: Quantities) -> Measured | None:
    """Give what a count of the noun by itself means: soldiers are forces, tanks vehicles."""
    lemma = counted.lemma_.lower()
    known = load_events().nouns.get(lemma)
    own = quantities.nouns.get(lemma) or (known.unit_measure if known else None)
    return own or counted.lower_, counted
