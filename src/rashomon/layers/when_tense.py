"""Where the verb points: past, future, flashback, and whether it is a verb of saying.

"The council will meet on Tuesday" is the Tuesday to come; "the army had left two days
earlier" steps back from the story; "the ministry said on Tuesday" dates words, not deeds.

Citation: Quirk et al. 1985, 4.2-4.24 (tense and aspect) and 4.41-4.48 (future).
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.when_match import token_at

CLIMB: Final = 12
FUTURE_WORDS: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "ll"})
OPEN_WORDS: Final = frozenset({"may", "might", "can", "could", "should", "must", "would"})
PLANS: Final = frozenset(
    "plan expect intend schedule hope aim due set prepare want agree vow promise pledge threaten "
    "decide propose refuse offer order ask urge call demand expected scheduled likely".split()
)
DUE: Final = frozenset("schedule slate postpone delay expect due plan".split())
SAYING: Final = frozenset(
    "say tell announce report state claim add warn declare confirm deny write insist note argue "
    "acknowledge admit accuse allege quote comment remark reply stress disclose reveal testify "
    "assert maintain explain".split()
)
SAYING_NOUNS: Final = frozenset(
    "statement article report interview speech briefing conference editorial column letter post "
    "tweet broadcast address communique bulletin dispatch".split()
)
TIMELESS: Final = frozenset({"npadvmod", "pobj", "advmod", "pcomp", "nmod", "compound", "poss"})


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


def read_tense(doc: Doc, start: int, end: int) -> Tense:
    """Read the tense around an expression.

    Args:
        doc: The parsed document.
        start: First character of the expression.
        end: First character after it.
    """
    if not doc.has_annotation("DEP"):
        return Tense()
    first, last = token_at(doc, start), token_at(doc, end - 1)
    span: Span = doc[first.i : last.i + 1]
    root = span.root
    verb, on_noun = _governor(root)
    if verb is None:
        return Tense(saying=on_noun)
    direct = _hangs_on(root, verb)
    direction, flashback = _direction(verb, direct=direct)
    if not direct and direction == "future" and not _is_in_subject(root, verb):
        direction = None
    if not flashback and _is_due(root, verb):
        direction = "future"
    saying = on_noun or (direct and verb.lemma_.lower() in SAYING and verb.dep_ != "acl")
    return Tense(direction=direction, firm=direct, flashback=flashback, saying=saying)


def _governor(token: Token) -> tuple[Token | None, bool]:
    """Climb to the verb; tell too whether a noun of saying stood on the way."""
    on_noun = False
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
            return token, on_noun
        if token.head == token:
            return None, on_noun
        if token.dep_ in ("nsubj", "dobj", "nsubjpass") and token.lemma_.lower() in SAYING_NOUNS:
            on_noun = True
        token = token.head
    return None, on_noun


def _hangs_on(root: Token, verb: Token) -> bool:
    """Tell whether the expression is an adverbial of this verb, not inside its subject."""
    token = root
    for _ in range(4):
        if token.head == verb:
            return token.dep_ in ("npadvmod", "prep", "advmod", "tmod", "dobj")
        token = token.head
    return False


def _is_in_subject(root: Token, verb: Token) -> bool:
    token = root
    for _ in range(CLIMB):
        if token.head == verb:
            return token.dep_ in ("nsubj", "nsubjpass")
        token = token.head
    return False


def _is_due(root: Token, verb: Token) -> bool:
    """"scheduled a hearing Thursday", "postponed until Tuesday", "by Tuesday"."""
    if root.dep_ == "pobj" and root.head.lower_ == "by" and verb.tag_ != "VBN":
        return True
    return verb.lemma_.lower() in DUE


def _direction(verb: Token, *, direct: bool = True) -> tuple[str | None, bool]:
    token = verb
    for _ in range(CLIMB):
        helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
        words = {c.lower_ for c in helpers}
        if words & FUTURE_WORDS:
            return "future", False
        if words & OPEN_WORDS:
            return ("past", True) if "have" in words else ("future", False)
        if "to" in words:
            return _of_infinitive(token, direct=direct)
        if any(c.lower_ in ("had", "'d") and c.tag_ == "VBD" for c in helpers):
            return "past", True
        if token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers):
            return "past", False
        if any(c.lemma_ == "have" for c in helpers):
            return "past", False
        if token.tag_ == "VBN" and token.dep_ == "acl":
            return "past", False
        if token.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") for c in helpers):
            going = token.lemma_ == "go" and any(c.dep_ == "xcomp" for c in token.children)
            return ("future" if going else "present"), False
        if token.head == token or token.dep_ == "ROOT":
            return ("past" if token.tag_ == "VBN" else None), False
        token = token.head
    return None, False


def _of_infinitive(token: Token, *, direct: bool) -> tuple[str | None, bool]:
    """"to meet" looks ahead, unless what governs it tells of something done: "began to"."""
    head = token.head
    if head == token or head.lemma_.lower() in PLANS or head.lower_ in PLANS:
        return "future", False
    if token.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in ("be", "go", "have", "need"):
            return "future", False
        return _direction(head)
    if direct or head.pos_ not in ("VERB", "AUX"):
        return "future", False
    return _direction(head)
