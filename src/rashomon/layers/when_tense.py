"""Where the verb points: past, future, flashback, and whether it is a verb of saying.

"The council will meet on Tuesday" is the Tuesday to come; "the army had left two days
earlier" steps back from the story; "the ministry said on Tuesday" dates words, not deeds.

Citation: Quirk et al. 1985, 4.2-4.24 (tense and aspect) and 4.41-4.48 (future).
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.when_match import token_at
from rashomon.lexicon.time_rules import load_time_rules

CLIMB: Final = 12
PIECES: Final = 3
"""Words of one expression that hang on each other at most: "9 a.m. EST Tuesday"."""
NOUN_PLACES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tense:
    """What the governing verb tells.

    Attributes:
        direction: ``past`` ``present`` ``future``, or None where no verb governs.
        firm: The expression is an adverbial of that very verb.
        flashback: Past perfect.
        saying: The expression hangs on a verb or noun of saying.
    """

    direction: str | None = None
    firm: bool = False
    flashback: bool = False
    saying: bool = False


def _words(name: str) -> frozenset[str]:
    return load_time_rules().words[name]


def read_tense(doc: Doc, start: int, end: int) -> Tense:
    """Read the tense around an expression.

    Args:
        doc: The parsed document.
        start: First character of the expression.
        end: First character after it.
    """
    first, last = token_at(doc, start), token_at(doc, end - 1)
    span: Span = doc[first.i : last.i + 1]
    root = _whole(span.root)
    verb, on_noun = _governor(root)
    if verb is None:
        return Tense(saying=on_noun)
    direct = _hangs_on(root, verb)
    direction, flashback = _direction(verb, direct=direct)
    if not direct and direction == "future" and not _is_in_subject(root, verb):
        direction = None
    if not flashback and _is_prepared(root):
        return Tense(direction="future", firm=True)
    if not flashback and _is_due(root, verb):
        direction = "future"
    saying = on_noun or (
        direct and verb.lemma_.lower() in _words("saying_verb") and verb.dep_ != "acl"
    )
    return Tense(direction=direction, firm=direct, flashback=flashback, saying=saying)


def _whole(root: Token) -> Token:
    """Give the head of the whole expression: "Thursday" in "on Thursday *morning*"."""
    for _ in range(PIECES):
        if root.dep_ not in ("compound", "appos", "npadvmod", "nummod"):
            break
        if root.head.ent_type_ not in ("DATE", "TIME") or root.head.pos_ == "VERB":
            break
        root = root.head
    return root


def _governor(token: Token) -> tuple[Token | None, bool]:
    """Climb to the verb; tell too whether a noun of saying stood on the way."""
    on_noun = False
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
            return token, on_noun
        if token.head == token:
            return None, on_noun
        if token.dep_ in NOUN_PLACES and token.lemma_.lower() in _words("saying_noun"):
            on_noun = True
        token = token.head
    return None, on_noun


def _hangs_on(root: Token, verb: Token) -> bool:
    """Tell whether the expression is an adverbial of this verb, not inside a noun phrase."""
    if root.head == verb:
        return root.dep_ in ("npadvmod", "advmod", "tmod", "dobj", "prep")
    prep = root.head
    return root.dep_ in ("pobj", "pcomp") and prep.dep_ == "prep" and prep.head == verb


def _is_in_subject(root: Token, verb: Token) -> bool:
    """Read "Friday's vote will": what is planned may lie ahead, a clash does not."""
    token = root
    for _ in range(CLIMB):
        if token.head == verb:
            planned = token.lemma_.lower() in _words("scheduled_noun")
            return planned and token.dep_ in ("nsubj", "nsubjpass")
        token = token.head
    return False


def _is_prepared(root: Token) -> bool:
    """Read "chosen for a mission in December", "invited to a ceremony on May 3"."""
    prep = root.head
    noun = prep.head
    if root.dep_ != "pobj" or noun.lemma_.lower() not in _words("scheduled_noun"):
        return False
    return noun.dep_ == "pobj" and noun.head.lower_ in ("for", "to", "before")


def _is_due(root: Token, verb: Token) -> bool:
    """Read "scheduled a hearing Thursday", "postponed until Tuesday", "set for Tuesday"."""
    if root.dep_ == "pobj" and root.head.lower_ == "by" and verb.tag_ != "VBN":
        return True
    if root.dep_ == "pobj" and root.head.lower_ in ("until", "till", "through"):
        return verb.lemma_.lower() in _words("term_verb")
    if verb.tag_ == "VBN" and verb.lemma_ == "set":
        return any(c.lower_ == "for" for c in verb.children)
    return verb.lemma_.lower() in _words("due_verb")


def _direction(verb: Token, *, direct: bool = True, depth: int = 0) -> tuple[str | None, bool]:
    """Direction and flashback of a verb, or of the next verb above it that shows a tense."""
    token = verb
    for _ in range(CLIMB):
        helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
        if any(c.lower_ == "to" for c in helpers):
            return _of_infinitive(token, direct=direct, depth=depth)
        shown = _by_helpers(helpers) or _by_form(token, helpers)
        if shown is not None:
            return shown
        if token.head == token or token.dep_ == "ROOT":
            return ("past" if token.tag_ == "VBN" else None), False
        token = token.head
    return None, False


def _by_helpers(helpers: list[Token]) -> tuple[str | None, bool] | None:
    """Read "will", "may", "had"; None where the helpers show nothing."""
    words = {c.lower_ for c in helpers}
    if words & _words("future_word"):
        return "future", False
    if words & _words("open_word"):
        return ("past", True) if "have" in words else ("future", False)
    if any(c.lower_ in ("had", "'d") and c.tag_ == "VBD" for c in helpers):
        return "past", True
    return None


def _by_form(token: Token, helpers: list[Token]) -> tuple[str | None, bool] | None:
    """Read "shelled", "has shelled", "shells", "is going to"; None where nothing shows."""
    tags = {token.tag_, *(c.tag_ for c in helpers)}
    if "VBD" in tags or any(c.lemma_ == "have" for c in helpers):
        return "past", False
    if token.tag_ == "VBN" and not helpers:
        return "past", False
    if tags & {"VBZ", "VBP"}:
        going = token.lemma_ == "go" and any(c.dep_ == "xcomp" for c in token.children)
        return ("future" if going else "present"), False
    return None


def _is_over(plan: Token) -> bool:
    """Read "had been due to expire Friday": the plan was one of the past."""
    verb = plan.head if plan.dep_ == "acomp" else plan
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ == "had" for c in verb.children)


def _is_ranked(noun: Token) -> bool:
    """Read "the first state to join on Friday was": what ranks first, last or alone did it.

    Citation: Huddleston & Pullum 2002, 14.4.4 (infinitival relatives licensed by a modifier).
    """
    marks = (noun, *noun.children)
    return any(t.tag_ == "JJS" or t.lower_ in _words("ranking_word") for t in marks)


def _of_infinitive(token: Token, *, direct: bool, depth: int) -> tuple[str | None, bool]:
    """Read "to meet": it looks ahead, unless what governs it tells of something done."""
    head = token.head
    if head == token or {head.lemma_.lower(), head.lower_} & _words("plan_verb"):
        return ("past", True) if _is_over(head) else ("future", False)
    if depth > CLIMB:
        return None, False
    if token.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in ("be", "go", "have", "need"):
            return "future", False
        return _direction(head, depth=depth + 1)
    if token.dep_ in ("relcl", "acl") and depth <= CLIMB and _is_ranked(head):
        return _direction(head, depth=depth + 1)
    if token.dep_ == "advcl":
        above = _direction(head, depth=depth + 1)
        if above[0] == "past":
            return above
    return ("future", False) if direct else _direction(head, depth=depth + 1)
