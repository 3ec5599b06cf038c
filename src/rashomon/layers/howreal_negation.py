"""Which words beside a trigger say that it was not so: "never", "instead of", "has yet to".

"The army did *not* shell it", "*no* army shelled it", "it was *not the army that* shelled it".
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.clause_contrast import is_not_only, is_ruled_out, is_set_apart, rivals
from rashomon.layers.clause_resumed import headed
from rashomon.lexicon.realis import Realis

NOBODY: Final = frozenset({"nobody", "none", "neither", "nothing"})


def is_negative(token: Token, realis: Realis) -> bool:
    """Tell whether a trigger is negated where it stands."""
    if clause.is_negated(token):
        return not (is_only_late(token) or is_set_apart(token))
    if _takes_nothing(token, realis):
        return True
    for child in token.children:
        if _is_never(child, realis):
            return True
        if child.dep_ in clause.SUBJECTS and _is_no_subject(child, realis):
            return True
    if token.dep_ == "acl" and headed(token.head.head) is not None:
        return _is_no_subject(token.head, realis)  # "*No villagers* killed in raid, army says"
    if token.dep_ in ("pcomp", "pobj") and token.head.lower_ == "without":
        return True
    if token.dep_ in ("pobj", "dobj") and _is_without(token):
        return True
    verb = _verb_of(token)
    if verb is not None and (_is_never_before(verb, realis) or is_yet_to(verb)):
        return True
    return _is_turned_around(token, realis) or _is_denied_beside(token)


def _verb_of(token: Token) -> Token | None:
    """Give the verb; of "at no point *did* they open fire" that is "did" to the parser."""
    if token.dep_ == "dobj" and token.head.lemma_ == "do":
        return token.head
    return token if token.pos_ in clause.VERBAL else None


def _is_no_subject(subject: Token, realis: Realis) -> bool:
    """Tell a subject that says that nobody did it: "*no soldier* fired", "*not the army*"."""
    return not (rivals(subject) or is_ruled_out(subject)) and (
        subject.lower_ in NOBODY
        or any(c.lower_ in realis.words["none"] and not _is_bound(c) for c in subject.children)
        or (subject.left_edge.lower_ == "not" and not is_not_only(subject))
        or _is_scarcely_any(subject)
        or _is_not_one(subject)
    )


def is_only_late(verb: Token) -> bool:
    """Tell "did *not* come *until* Monday": it came then."""
    if not {"did", "was", "were", "had"} & set(clause.auxiliaries(verb)):
        return False
    own = [c for c in verb.children if c.i > verb.i]
    marks = [g for c in own if c.dep_ == "advcl" for g in c.children if g.dep_ == "mark"]
    ways = [c for c in own if c.dep_ == "prep"]
    return any(t.lower_ in ("until", "till") for t in (*marks, *ways))


def _is_scarcely_any(subject: Token) -> bool:
    """Tell "*hardly any* soldier fired"."""
    first = subject.left_edge
    return first.lower_ in SCARCELY and first.i < subject.i and first.nbor(1).lower_ == "any"


def _is_not_one(subject: Token) -> bool:
    """Tell "*not one* roof was mended", "*not a single* shell fell"."""
    first = subject.left_edge
    return first.i > 0 and first.nbor(-1).lower_ == "not" and first.lower_ in ("one", "a")


def _is_denied_beside(token: Token) -> bool:
    """Tell "is not, and never was, *arming* them", "did not shell or *bomb* it"."""
    if token.tag_ == "VBG" and token.dep_ in ("advcl", "xcomp", "acomp"):
        above = token.head
        if above.lemma_ == "be" and clause.is_negated(above):
            return True
    return (
        token.dep_ == "conj"
        and token.head.dep_ != "conj"
        and clause.is_negated(token.head)
        and (any(c.lower_ in ("or", "nor") for c in token.head.children))
    )


def _is_bound(word: Token) -> bool:
    """Tell the "no" of "no fewer than forty", "no other than"."""
    after = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    return after in ("fewer", "less", "more", "other") or after[:1].isdigit() or after == "."


def is_yet_to(verb: Token) -> bool:
    """Tell "has *yet to* withdraw"."""
    to = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    return to is not None and to.i > 0 and to.nbor(-1).lower_ == "yet"


def _is_never_before(verb: Token, realis: Realis) -> bool:
    """Tell "*at no point* during the war had they fired", however it is parsed."""
    first = verb.sent.start
    for i in range(verb.i - 1, max(first, verb.i - FAR), -1):
        word = verb.doc[i]
        if word.lower_ == "that" or (word.tag_ in ("VBD", "VBZ", "VBP") and word.pos_ == "VERB"):
            return False
        if word.lower_ == "no" and verb.doc[i - 1].lower_ in ("at", "in", "under", "on", "by"):
            return verb.doc[i + 1].lemma_.lower() in realis.words["adverbial"]
    return False


FAR: Final = 20
"""Tokens between "at no time" and the verb, at most."""


OPENERS: Final = frozenset({"rather", "instead", "far"})
"""First words of "rather than", which the parser hangs on the verb."""
SCARCELY: Final = frozenset({"hardly", "scarcely", "barely"})


def _is_fronted_no(verb: Token, realis: Realis) -> bool:
    """Tell "*Never had* the army shelled it", where the parser takes "had" for the main verb."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.lemma_ not in ("have", "do", "be") or above.i > verb.i:
        return False
    if any(c.dep_ in clause.SUBJECTS for c in above.children):
        return False
    own = [c for c in verb.children if c.dep_ in clause.SUBJECTS and above.i < c.i]
    opening = above.sent[0]
    if above.nbor(-1).lower_ == "sooner":
        return False
    return bool(own) and opening.i < above.i and opening.lower_ in realis.words["opening"]


def _is_replaced(token: Token, realis: Realis) -> bool:
    """Tell "*instead of* shooting them", "*far from* ending it", "*rather than* attack"."""
    doc, first = token.doc, token.left_edge.i
    helpers = [
        c.i
        for c in token.children
        if c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.lower_ not in OPENERS
    ]
    start = min([token.i, *helpers]) if token.pos_ in clause.VERBAL else first
    before = " ".join(t.lower_ for t in doc[max(0, start - 2) : start])
    return before in realis.words["replacing"]


def _is_cleft(verb: Token, realis: Realis) -> bool:
    """Tell "it was *not the rebels who* shelled it", "they were *not the ones who* did"."""
    who = next((c for c in verb.children if c.dep_ in clause.SUBJECTS), None)
    if verb.dep_ == "ccomp" and verb.head.lemma_ == "be":
        noun = next((c for c in verb.head.children if c.dep_ == "attr" and c.i < verb.i), verb)
        if not any(c.lower_ == "it" for c in verb.head.children):
            return False
    elif verb.dep_ in ("relcl", "acl"):
        noun = verb.head
    else:
        return False
    copula = noun.head
    if who is None or (who.tag_[0] != "W" and who.lower_ != "that"):
        return False
    if noun.dep_ != "attr" or copula.lemma_ != "be" or not clause.is_negated(copula):
        return False
    between = noun.doc[copula.i : noun.i]
    return not any(t.lower_ in realis.words["sole"] for t in between)


def _is_turned_around(token: Token, realis: Realis) -> bool:
    """Tell what the words around a trigger turn: replaced, cleft, as if, inverted."""
    by_order = _is_inverted_no(token, realis) or _is_not_even(token, realis)
    by_order = by_order or _is_fronted_no(token, realis)
    by_clause = _is_replaced(token, realis) or _is_cleft(token, realis) or _is_none_of(token)
    return by_order or by_clause or _is_as_if(token, realis)


def _is_as_if(verb: Token, realis: Realis) -> bool:
    """Tell "behaved *as if* it had won"; "it looks as if they won" leaves it open."""
    marks = [c for c in verb.children if c.dep_ in ("mark", "advmod")]
    led = any(c.lower_ in ("if", "though") and c.i and c.nbor(-1).lower_ == "as" for c in marks)
    return led and verb.head.lemma_.lower() not in realis.words["seeming"]


def _is_inverted_no(verb: Token, realis: Realis) -> bool:
    """Tell "*Not once* did they fire", "*nowhere* had they fled", by the order of the words."""
    if verb.pos_ not in clause.VERBAL:
        return False
    subject = next((c for c in verb.children if c.dep_ in clause.SUBJECTS), None)
    helper = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), None)
    if subject is None or helper is None or not helper.i < subject.i < verb.i:
        return False
    opening = verb.doc[verb.left_edge.i : helper.i]
    words = [t.lower_ for t in opening]
    if not words or set(words) & realis.words["only"] or "sooner" in words:
        return False
    return words[0] in realis.words["opening"]


def _is_not_even(verb: Token, realis: Realis) -> bool:
    """Tell "did *not so much as* warn them", "did *not even* fire"."""
    helper = next((c for c in verb.children if c.dep_ == "aux"), None)
    if helper is None or helper.i + 2 >= verb.i or verb.pos_ not in clause.VERBAL:
        return False
    after = [t.lower_ for t in verb.doc[helper.i + 1 : helper.i + 3]]
    return after[0] in ("not", "n't", "n’t") and after[1] not in realis.words["only"]


def _is_none_of(verb: Token) -> bool:
    """Tell "*no* civilians killed", "there were *no* homes burned": nothing suffered it.

    Not where the noun is the subject of another verb: "no soldier killed there was buried".
    """
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD"):
        return False
    noun = verb.head
    none = any(c.lower_ == "no" and c.dep_ == "det" and not _is_bound(c) for c in noun.children)
    if any(c.dep_ in (*clause.SUBJECTS, "mark") for c in verb.children):
        return False
    return none and (noun.dep_ not in clause.SUBJECTS or noun.head.pos_ not in clause.VERBAL)


def _is_never(child: Token, realis: Realis) -> bool:
    """Tell "at no time", "in no way", also hung on the auxiliary in front of the subject."""
    preps = [child] if child.dep_ == "prep" else list(child.lefts) if child.dep_ == "aux" else []
    return any(
        c.lemma_.lower() in realis.words["adverbial"] and clause.is_negated(c)
        for p in preps
        if p.dep_ == "prep"
        for c in p.children
    )


def _takes_nothing(verb: Token, realis: Realis) -> bool:
    """Tell "attacked *nothing*", "fired on *nobody*", "made *no* arrests"."""
    if verb.pos_ not in clause.VERBAL:
        return False
    objects = clause.own_objects(verb) + [t for _, t in clause.prepositional(verb, "on", "at")]
    return any(
        t.lower_ in realis.words["nothing"]
        or any(c.lower_ == "no" and c.dep_ == "det" and not _is_bound(c) for c in t.children)
        for t in objects
    )


def _is_without(noun: Token) -> bool:
    """Tell "left *without* coming under attack"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"
