"""Threats: what somebody says that they will do to others, and what comes of disobeying them.

"Free our men *or we burn* the depot", "leave by dusk *or be shot*", "two days to withdraw, *failing
which* it would bomb the camps", "*anyone who* crosses will be shot", "*one more* rocket and we
flatten the village", "*reserved the right* to strike". None of it has happened.

Citation: PLOVER manual, THREATEN; contract: a threat gives the act and what is threatened.
"""

from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.clause_orders import is_order
from rashomon.layers.howreal_tellers import innermost, told_by
from rashomon.layers.windows import head_of
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution
from rashomon.model.event import EventMention

HOSTILE: Final = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
SELVES: Final = frozenset("i we it they he she".split())
OWNERS: Final = frozenset("my our its their his her".split())
WARNING: Final = frozenset({"warns", "threatens"})
"""Classes of cues whose own future is a threat."""
AHEAD: Final = frozenset({"will", "shall", "'ll", "ll", "would", "'d"})
WHOEVER: Final = frozenset("anyone anybody whoever whosoever everyone everybody".split())
EACH: Final = frozenset("any every each all those".split())
FACED: Final = frozenset({"see", "have", "face", "risk", "get"})
"""Verbs of what one lives to suffer: "or *see* them bombed", "or *face* arrest"."""
STEPS: Final = 3
CALLERS: Final = word_list("howreal.callers")
"""Who calls or writes in order to frighten."""
DEADLINES: Final = word_list("howreal.deadlines")
OPTIONS: Final = word_list("howreal.options")
"""Nouns of what one may yet do: "reserved the *right* to strike"."""


def is_threat(doc: Doc, event: EventMention, *, ahead: bool) -> bool:
    """Tell whether an event is what somebody threatens with.

    Args:
        doc: The document.
        event: The event.
        ahead: Its clause stands in the future.
    """
    token = doc[event.head]
    if (event.type or event.foretold) not in HOSTILE or _is_past(token):
        return False
    if is_alternative(token) or _is_one_more(token) or is_reserved(token):
        return True
    if not ahead:
        return False
    if is_lapse(token) or _is_penalty(token):
        return True
    tellers = told_by(doc, event)
    return any(frightens(doc, a) for a in tellers) or _is_own(token, innermost(tellers))


def _is_past(verb: Token) -> bool:
    """Tell "we *were shelled*", which happened, from "we shell the port"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.tag_ == "MD" or c.lower_ == "to" for c in helpers):
        return False
    first = helpers[0] if helpers else verb
    faced = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in FACED
    return first.tag_ == "VBD" and not faced


def is_alternative(token: Token) -> bool:
    """Tell the second half of "leave by dusk *or be [shot]*", "withdraw or we [shell] the port".

    Who acts or suffers in it is another than who is told to obey: "kill or [capture] them" is one
    order.
    """
    verb, faced = token, False
    for _ in range(STEPS):
        above = verb.head
        if not (above.pos_ in clause.VERBAL and above.lemma_.lower() in FACED and above.i < verb.i):
            break
        verb, faced = above, True
    first = verb.left_edge
    before = first if first.lower_ == "or" else _behind(first)
    if before is None or before.lower_ != "or":
        return False
    other = faced or clause.is_passive(verb) or bool(clause.own_subjects(verb))
    return other and _is_demand_before(verb, before)


def _behind(first: Token) -> Token | None:
    """Give the word in front of a clause, its marks skipped; "else" is part of "or else"."""
    for i in range(first.i - 1, first.sent.start - 1, -1):
        token = first.doc[i]
        if token.lower_ == "else" or token.is_punct or token.is_space or token.dep_ == "punct":
            continue
        return token
    return None


def _is_demand_before(verb: Token, conjunction: Token) -> bool:
    """Tell whether what "or" joins a clause to is told to be done.

    Where it is spoken in two pieces ("Free them", he said, "or we fire"), that is what was spoken
    first.
    """
    joined = verb.head
    spoken = [c for c in joined.children if c.dep_ in ("ccomp", "advcl") and c.i < joined.i]
    for demand in (joined, *spoken):
        if demand.pos_ not in clause.VERBAL or demand.i > conjunction.i:
            continue
        if is_order(demand) or clause.has_to(demand) or demand.lower_ == "let":
            return True
        if {"must", "should"} & set(clause.auxiliaries(demand)):
            return True
    return False


def _is_one_more(token: Token) -> bool:
    """Tell "*one more* rocket and we [flatten] the village"."""
    if not clause.own_subjects(token):
        return False
    before = _behind(token.left_edge)
    if before is None or before.lower_ != "and":
        return False
    opening = [t for t in token.doc[token.sent.start : before.i] if t.is_alpha]
    if len(opening) > 8 or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in opening):
        return False
    words = {t.lower_ for t in opening}
    return bool(words & {"more", "another", "further"})


def is_reserved(token: Token) -> bool:
    """Tell "reserved the *right* to [strike]", "left itself the *option* of striking"."""
    noun = token.head
    noun = noun.head if token.dep_ == "pcomp" else noun
    return noun.lemma_.lower() in OPTIONS and noun.head.lemma_.lower() in ("reserve", "retain")


def is_due(token: Token) -> bool:
    """Tell what somebody has until a day to do: "gave the port *two days* to [open]"."""
    if not clause.has_to(token) or token.dep_ not in ("xcomp", "advcl", "acl", "relcl"):
        return False
    giver = token.head.head if token.head.pos_ == "NOUN" else token.head
    if giver.lemma_.lower() not in ("give", "have", "grant"):
        return False
    spans = [c for c in giver.children if c.dep_ in ("dobj", "npadvmod") and c.i < token.i]
    until = any(c.dep_ == "prep" and c.lower_ in ("until", "till") for c in giver.children)
    return until or (
        giver.lemma_.lower() != "have" and any(c.lemma_.lower() in DEADLINES for c in spans)
    )


def is_lapse(token: Token) -> bool:
    """Tell what follows a deadline: "*failing which* it would bomb", "*otherwise* we will bomb".

    "After which" is one only behind a deadline.
    """
    verb = token
    for _ in range(STEPS):
        opening = [t.lower_ for t in verb.doc[max(verb.sent.start, verb.left_edge.i - 2) : verb.i]]
        if "otherwise" in opening or _has(opening, ("failing", "which")):
            return True
        if _has(opening, ("after", "which")):
            span = verb.doc[verb.sent.start : verb.i]
            return any(t.lemma_.lower() in DEADLINES for t in span)
        if verb.dep_ not in ("ccomp", "conj", "xcomp") or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _has(words: list[str], pair: tuple[str, str]) -> bool:
    return pair in pairwise(words)


def _is_penalty(token: Token) -> bool:
    """Tell what befalls "*anyone who* crosses", "*any vessel that* enters", "*whoever* hides"."""
    for subject in clause.own_subjects(token):
        edge = subject.left_edge.lower_
        if edge in WHOEVER or subject.lower_ in WHOEVER:
            return True
        own = any(c.dep_ in ("relcl", "acl") for c in subject.children)
        if own and (edge in EACH or subject.lower_ in EACH):
            return True
    return False


def frightens(doc: Doc, attribution: Attribution) -> bool:
    """Tell "a *caller* said", "*leaflets* said", whose future frightens."""
    heads = (head_of(doc, s) for s in attribution.source)
    return any(h is not None and h.lemma_.lower() in CALLERS for h in heads)


def _is_own(token: Token, inner: Attribution | None) -> bool:
    """Tell "warned that *it* would fire", which threatens, from "warned that *floods* would come".

    "*Her navy* would sink it" is the warner's own, too.
    """
    if inner is None or inner.cue_class not in WARNING:
        return False
    return any(
        s.lower_ in SELVES or any(c.dep_ == "poss" and c.lower_ in OWNERS for c in s.children)
        for s in clause.subjects(token)[:1]
    )
