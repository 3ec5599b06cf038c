"""Who is named only to be ruled out: "*not the army* but the Front", "it, and *not the army*".

What holds of the other does not hold of whom a "not" stands before, wherever the two stand as
subject, object or behind a preposition.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause_words import conjuncts
from rashomon.lexicon.words import word_list

NOT: Final = "not"
BESIDES: Final = frozenset({"only", "just", "merely", "simply", "alone"})
"""Words behind a "not" that takes nothing back: "not *only* the army"."""
NOT_ALL: Final = frozenset({"least", "even", "all", "every", "one", "a", "many"})
"""Words behind a "not" that is said of a number: "not *one* soldier"."""
EXCEPT: Final = frozenset({"but", "except", "save"})
NOBODY: Final = frozenset({"no", "none", "nobody", "neither"})


def is_ruled_out(noun: Token) -> bool:
    """Tell whether a noun is named beside another as the one that it was not."""
    return _is_refused(noun) and (_is_joined(_stands_in(noun)) or bool(rivals(noun)))


JOINED: Final = frozenset({"conj", "appos"})


def _is_joined(word: Token) -> bool:
    """Tell whether a word goes on a list, also where the parser makes it a second subject."""
    first = word.left_edge
    return word.dep_ in JOINED or (first.i > 1 and first.nbor(-1).lower_ == "and")


def rivals(noun: Token) -> list[Token]:
    """Give who it was instead of one who is ruled out: "not the army but *the Front*"."""
    word = _stands_in(noun)
    others = [c for c in word.children if c.dep_ == "conj" and c.i > noun.i]
    saved = [
        c for c in noun.children if c.lower_ in EXCEPT and any(p.dep_ == "pobj" for p in c.children)
    ]
    if saved and _is_nobody(noun):
        return [n for c in saved for p in c.children if p.dep_ == "pobj" for n in conjuncts(p)]
    if not _is_refused(noun) or not any(c.lower_ == "but" for c in word.children):
        return []
    if word.i == noun.i:
        return [t for t in conjuncts(noun)[1:] if not _is_refused(t)]
    return [n for c in others for p in c.children if p.dep_ == "pobj" for n in conjuncts(p)]


def _is_nobody(noun: Token) -> bool:
    return noun.lower_ in NOBODY or noun.left_edge.lower_ in NOBODY


def is_not_only(subject: Token) -> bool:
    """Tell "*not only* the army but also the Front", "*not thirty but* three rebels"."""
    first = subject.left_edge
    if first.lower_ != NOT:
        return False
    between = subject.doc[first.i + 1 : subject.i]
    counted = any(t.like_num for t in between) and any(t.lower_ == "but" for t in between)
    return counted or first.nbor(1).lower_ in BESIDES


def is_denied_of(noun: Token) -> bool:
    """Tell "*no civilians* were among the killed", "the killed were *not civilians*"."""
    copula = noun.head
    if copula.lemma_ != "be" or copula.dep_ in ("aux", "auxpass"):
        return False
    if noun.dep_ == "nsubj":
        return any(c.lower_ in NOBODY for c in (noun, *noun.children))
    if noun.dep_ != "attr" or (_is_refused(noun) and rivals(noun)):
        return False
    subject = next((c for c in copula.children if c.dep_ == "nsubj"), None)
    none = subject is not None and any(c.lower_ in NOBODY for c in (subject, *subject.children))
    return none or any(c.dep_ == "neg" for c in copula.children)


def set_apart_at(mark: Token) -> bool:
    """Tell the "not" of "the raid but *not* the killings", "to the raid, but *not* to looting"."""
    if mark.lower_ != NOT or mark.i < 2 or mark.i + 1 >= len(mark.doc):
        return False
    before, after = mark.nbor(-1), mark.nbor(1)
    if before.lower_ != "but" or after.lower_ in BESIDES | NOT_ALL:
        return False
    head = mark.head
    if head.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") or head.pos_ == "AUX":
        return False
    return head.i > mark.i and head.pos_ in ("NOUN", "PROPN", "ADP", "VERB", "PRON")


def is_set_apart(act: Token) -> bool:
    """Tell an act that a speaker sets apart from another: "admitted the raid but not the *rape*".

    Whether it happened is his to say; the "not" is of the verb in front.
    """
    marks = [c for c in act.children if c.dep_ == "neg" and set_apart_at(c)]
    if not marks or act.dep_ != "conj":
        return False
    root = act
    while root.dep_ == "conj":
        root = root.head
    verb = root.head.head if root.dep_ in ("pobj", "pcomp") else root.head
    return root.dep_ in ("dobj", "pobj", "pcomp", "xcomp") and verb.lemma_.lower() in PARTING


PARTING: Final = word_list("clause.setting-apart")


def _stands_in(noun: Token) -> Token:
    """Give the preposition that leads a noun, or the noun."""
    return noun.head if noun.dep_ == "pobj" and noun.head.pos_ == "ADP" else noun


def _is_refused(noun: Token) -> bool:
    first = _stands_in(noun).left_edge
    doc = noun.doc
    if _is_nobody(noun) and any(c.lower_ in EXCEPT for c in noun.children):
        return True
    at = first.i if first.lower_ == NOT else first.i - 1
    return at >= 0 and doc[at].lower_ == NOT and doc[at + 1].lower_ not in BESIDES | NOT_ALL
