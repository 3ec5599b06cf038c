"""Words that only carry another statement: it is told by what they govern.

"*Sought* to raze the town", "was *forced* to yield", "*resulted* in a truce", "holds large
*swathes* of it", "the inquiry is *underway*": one predicate, one statement.
"""

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.did_found import Found
from rashomon.layers.did_guards import is_so_called
from rashomon.layers.did_setting import HAPPENING
from rashomon.lexicon.words import word_list

TRYING: Final = word_list("did.trying")
RESULTING: Final = word_list("did.resulting")
STAGED: Final = word_list("did.staged")
PARTS: Final = word_list("did.partitives")
REFUSING: Final = word_list("did.refusing")
FORCED: Final = frozenset({"force", "compel", "oblige"})
YIELDING: Final = frozenset({"CONCEDE", "RETREAT"})
"""What somebody who is forced to it does: the yielding tells that they were."""


def drop_carriers(found: Iterable[Found]) -> list[Found]:
    """Leave out what only carries another trigger.

    Args:
        found: All triggers of a document.
    """
    found = list(found)
    known = {f.token.i: f for f in found}
    return [f for f in found if not _only_carries(f.token, known)]


def _only_carries(token: Token, known: dict[int, Found]) -> bool:
    if token.pos_ == "VERB":
        carries = _governs_deed(token, known) or _results(token, known) or _happens(token, known)
        called = is_so_called(token) and any(c.i in known for c in token.children)
        return carries or called or _is_aim_of_talks(token, known)
    if token.dep_ in ("acomp", "attr") and token.lemma_.lower() in STAGED:
        return any(s.i in known for s in clause.own_subjects(token.head))
    if token.dep_ == "dobj" and _is_refused(token, known):
        return True
    if token.dep_ == "compound":
        return _is_of_agreement(token, known)
    if token.pos_ == "NOUN" and token.lemma_.lower() in PARTS:
        return token.head.i in known and any(True for _ in clause.prepositional(token, "of"))
    return False


def _governs_deed(verb: Token, known: dict[int, Found]) -> bool:
    """Tell a verb of trying or forcing whose infinitive is a trigger."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        below = known.get(child.i)
        if below is None or child.dep_ != "xcomp" or child.pos_ != "VERB":
            continue
        if lemma in TRYING:
            return True
        if lemma in FORCED and clause.is_passive(verb) and below.type in YIELDING:
            return True
    return False


def _results(verb: Token, known: dict[int, Found]) -> bool:
    """Tell "talks *resulted in* a truce"."""
    if verb.lemma_.lower() not in RESULTING or clause.own_objects(verb):
        return False
    return any(t.i in known for _, t in clause.prepositional(verb, "in", "to"))


def _happens(verb: Token, known: dict[int, Found]) -> bool:
    """Tell "the massacre never *happened*", "what *happened* was a massacre"."""
    if known[verb.i].type is not None or verb.lemma_.lower() not in HAPPENING:
        return False
    called = verb.head.children if verb.dep_ == "csubj" else ()
    return any(t.i in known for t in (*clause.own_subjects(verb), *called) if t.i != verb.i)


def _is_aim_of_talks(verb: Token, known: dict[int, Found]) -> bool:
    """Tell what people meet for: "met Brandt *to discuss* the port", "held talks *to agree*"."""
    if known[verb.i].type != "CONSULT" or verb.dep_ not in AIMS or not clause.has_to(verb):
        return False
    above = verb.head
    near = (above, *above.children)
    return any(t.i in known and known[t.i].type == "CONSULT" for t in near if t.i != verb.i)


AIMS: Final = frozenset(("advcl", "xcomp", "acl", "relcl"))


def _is_refused(noun: Token, known: dict[int, Found]) -> bool:
    """Tell the talks of "broke off the *talks*" and "cancelled a *visit*": one act, a refusal."""
    verb = known.get(noun.head.i)
    if verb is None or verb.type != "REJECT" or noun.head.lemma_.lower() not in REFUSING:
        return False
    return known[noun.i].type == "CONSULT"


def _is_of_agreement(noun: Token, known: dict[int, Found]) -> bool:
    """Tell the "ceasefire" of "a *ceasefire* agreement": the agreement tells what it is on."""
    own, head = known[noun.i], known.get(noun.head.i)
    if head is None or own.type not in YIELDING:
        return False
    return head.type in ("AGREE", "CONSULT") or head.type == own.type
