"""What the form of a predicate says of its reality: tense, modal, "there are", "the first to".

Beside `howreal_rules`, which reads the words above a trigger.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.howreal_negation import is_yet_to
from rashomon.lexicon.realis import Realis
from rashomon.lexicon.words import word_list

TAKING_PLACE: Final = word_list("howreal.taking-place")


def holder_of(noun: Token) -> Token | None:
    """Give the verb of a clause behind a noun that says it happens: "talks that *will be held*"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    for child in noun.children:
        if child.dep_ == "relcl" and child.lemma_ in TAKING_PLACE:
            own = clause.own_subjects(child)
            if own and own[0].tag_ in ("WDT", "WP"):
                return child
    return None


def is_told(verb: Token) -> bool:
    """Tell "shelled", "has shelled", "does not shell" from what is yet to come."""
    if verb.pos_ not in clause.VERBAL:
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.tag_ == "MD" or c.lower_ == "to" for c in helpers):
        return False
    finite = {c.lower_ for c in helpers if c.tag_ in ("VBD", "VBZ", "VBP")}
    past = verb.tag_ == "VBD" and verb.dep_ not in ("acl", "amod")
    return past or bool(finite & {"did", "do", "does", "has", "have", "had", "was", "were"})


def is_counterfactual(verb: Token) -> bool:
    """Tell "without it they *would have* stormed the town", which they did not."""
    return {"would", "have"} <= set(clause.auxiliaries(verb))


def is_regretted(verb: Token) -> bool:
    """Tell "*should never have* happened", which happened, of a verb or of its subject's."""
    above = verb.head if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in clause.SUBJECTS else verb
    words = set(clause.auxiliaries(above))
    return "have" in words and bool(words & {"should", "ought"}) and clause.is_negated(above)


def is_subject_of_would_have(noun: Token, realis: Realis) -> bool:
    """Tell "a *raid* would have followed", "the *raid* would have been carried out"."""
    verb = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ not in clause.SUBJECTS:
        return False
    words = realis.words["done"] if clause.is_passive(verb) else realis.words["happen"]
    return is_counterfactual(verb) and verb.lemma_.lower() in words | {"go"}


def is_still_to_prevent(noun: Token) -> bool:
    """Tell "the attack *could have* been prevented", which was not."""
    words = set(clause.auxiliaries(noun.head))
    return "have" in words and bool(words & {"could", "might", "should", "would"})


def is_would(token: Token, rule: str) -> bool:
    """Tell "would leave if", which hangs on its condition, from "will leave if"."""
    return rule == "real.modal.would" and "would" in clause.auxiliaries(token)


def modal_of(verb: Token, realis: Realis) -> tuple[str | None, str]:
    """Give status and rule of a verb's modal, its own or that of the verb it is joined to."""
    verbs = [verb]
    has_aux = any(c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "conj" and not has_aux and not clause.own_subjects(verb):
        verbs.append(clause.conj_root(verb))
    for each in verbs:
        for word in clause.auxiliaries(each):
            if (found := realis.modals.get(word)) is not None:
                if word in ("would", "must") and "have" in clause.auxiliaries(each):
                    continue
                return found.status, found.id
        if (found_above := _modal_above(each)) is not None:
            return found_above
    return None, ""


def _modal_above(verb: Token) -> tuple[str, str] | None:
    """Read "is *going to* fire", "*has to* leave", "*is to* meet"."""
    if not clause.has_to(verb) or verb.dep_ != "xcomp":
        return None
    above = verb.head
    if is_yet_to(verb):
        return None
    if above.lemma_ == "go" and above.tag_ == "VBG":
        return "future", "real.modal.will"
    if above.lemma_ == "have":
        return "demanded", "real.modal.demand"
    return ("planned", "real.modal.be-to") if above.lemma_ == "be" else None


def is_in_question(noun: Token) -> bool:
    """Tell "whether a *strike* caused the fire is unclear"."""
    verb = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ not in clause.SUBJECTS or verb.pos_ not in clause.VERBAL:
        return False
    asked = verb.dep_ in ("csubj", "csubjpass", "ccomp", "pcomp")
    return asked and any(c.lower_ == "whether" for c in verb.children)


def is_one_of_doers(verb: Token) -> bool:
    """Tell "was *among the areas to vote* against it", "the *first to fire*": they did."""
    noun = verb.head
    if not clause.has_to(verb):
        return False
    if verb.dep_ == "xcomp" and noun.lemma_ == "be" and noun.tag_ == "VBD":
        return any(c.lower_ in ("among", "amongst") for c in noun.children)
    if verb.dep_ not in ("acl", "relcl"):
        return False
    among = noun.dep_ == "pobj" and noun.head.lower_ in ("among", "amongst")
    above = noun.head.head if among else noun.head
    ranked = any(c.lower_ in ("first", "last", "only", "latest") for c in noun.children)
    is_told = above.lemma_ == "be" and above.tag_ == "VBD"
    return is_told and (among or ranked or noun.lower_ in ("first", "last"))


def is_there(noun: Token) -> bool:
    """Tell "there *are talks*", which go on."""
    verb = noun.head
    return (
        noun.pos_ == "NOUN"
        and noun.dep_ == "attr"
        and verb.tag_ in ("VBZ", "VBP")
        and any(c.dep_ == "expl" for c in verb.children)
        and not any(c.lower_ in ("no", "many", "some") for c in noun.children)
    )


def is_progressive(token: Token) -> bool:
    """Tell "is studying", and "was studying" in what somebody said, from "was studying" told."""
    if token.tag_ != "VBG":
        return False
    first = clause.conj_root(token)
    helpers = [c for c in first.children if c.dep_ == "aux"]
    if first.dep_ == "ccomp" and first.head.tag_ in ("VBD", "VBN") and first.head.i < first.i:
        return any(c.lemma_ == "be" and c.tag_ == "VBD" for c in helpers)
    return any(c.lemma_ == "be" and c.tag_ in ("VBZ", "VBP") for c in helpers)
