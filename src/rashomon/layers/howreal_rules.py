"""What the words above and beside a trigger say of its reality, rule by rule.

"The Front *threatened to* [bomb] Kestrel": walk up from the trigger; at every step ask the
lexicon whether this governor, through this kind of arc, gives a status.
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.lexicon.realis import Realis, RealisRule

CLIMB: Final = 6
"""Governors looked at; farther ones belong to another clause."""
NOBODY: Final = frozenset({"nobody", "none", "neither", "nothing"})
STRONG: Final = frozenset({"planned", "threatened", "demanded", "desired", "predicted", "possible"})
"""An outer status of these beats an inner "ongoing": "vowed to continue bombing" is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisReading:
    """What the rules say of one trigger.

    Attributes:
        status: A status, ``future`` (who speaks decides), or None when no rule fired.
        polarity: ``+`` or ``-``.
        rule: Id of the rule behind the status.
        governor: Token of the word that gave the status, or None.
        condition: Head token of an "if" clause, or None.
    """

    status: str | None
    polarity: str
    rule: str
    governor: Token | None
    condition: Token | None


def read_realis_of(token: Token, realis: Realis) -> RealisReading:
    """Read status and polarity of one trigger off its parse."""
    status, rule, governor, flips = _read_governors(token, realis)
    if status is None or status == "ongoing":
        modal, modal_rule = _modal(token, realis)
        if modal is not None:
            status, rule = modal, modal_rule
    condition = _condition(token)
    if status is None and condition is not None:
        status, rule = "conditional", "real.conditional"
    if status is None and _is_progressive(token):
        status, rule = "ongoing", "real.progressive"
    return RealisReading(
        status=status,
        polarity="-" if _is_negative(token) != flips else "+",
        rule=rule,
        governor=governor,
        condition=condition,
    )


def _read_governors(token: Token, realis: Realis) -> tuple[str | None, str, Token | None, bool]:
    """Read what the words above a trigger say of it.

    Returns:
        Status or None, the rule's id, the word that gave it, and whether they turn the polarity.
    """
    status: str | None = None
    rule = ""
    governor: Token | None = None
    flips = False
    for current, above, arc in _climb(token, realis):
        found = _governing_rule(current, above, arc, realis)
        if found is not None and (
            status is None or (status == "ongoing" and found.status in STRONG)
        ):
            status, rule, governor = found.status, found.id, above
        if above.pos_ in clause.VERBAL and clause.is_negated(above) and _passes_negation(current):
            flips = not flips
        if found is not None and found.stops:
            break
        if above.pos_ in clause.VERBAL and status in (None, "ongoing") and arc != "that":
            modal, modal_rule = _modal(above, realis)
            if modal is not None:
                status, rule = modal, modal_rule
    return status, rule, governor, flips


def _governing_rule(current: Token, above: Token, arc: str, realis: Realis) -> RealisRule | None:
    """Give the rule of a governor; a bare gerund under "keep" or "stop" is no prevention."""
    lemma = above.lemma_.lower()
    if above.lower_.endswith("ed") and (above.lower_[:-1], arc) in realis.governors:
        lemma = above.lower_[:-1]
    found = realis.governors.get((lemma, arc))
    if found is not None and arc == "ing" and lemma in realis.bare_ing and current.dep_ != "pcomp":
        return realis.governors.get(("continue", "ing")) if lemma == "keep" else None
    return found


def _climb(token: Token, realis: Realis) -> list[tuple[Token, Token, str]]:
    """Give ``(child, governor, arc)`` up the tree while one clause's reality reaches another."""
    steps: list[tuple[Token, Token, str]] = []
    current = clause.conj_root(token) if token.dep_ == "conj" else token
    if current.pos_ in ("NOUN", "PROPN"):
        steps += [(current, c, "noun") for c in current.children if c.dep_ in ("amod", "compound")]
    for _ in range(CLIMB):
        above = current.head
        if above.i == current.i:
            break
        arc: str | None
        if above.dep_ == "prep" or current.dep_ in ("pobj", "pcomp"):
            arc = "ing" if current.dep_ == "pcomp" else "noun"
            above = above.head if above.pos_ in ("ADP", "SCONJ", "PART") else above
        else:
            arc = _arc(current) or _asked_for(current, realis)
        if arc is None:
            break
        steps.append((current, above, arc))
        if arc == "that":
            break
        current = clause.conj_root(above)
    return steps


def _asked_for(token: Token, realis: Realis) -> str | None:
    """Read "pressed the regime *to end*" as what is asked, where the parser saw a purpose."""
    verb = token.head
    if token.dep_ != "advcl" or not any(
        c.dep_ == "aux" and c.lower_ == "to" for c in token.children
    ):
        return None
    found = realis.governors.get((verb.lemma_.lower(), "to"))
    asked = found is not None and found.status == "demanded" and bool(clause.own_objects(verb))
    return "to" if asked else None


def _arc(token: Token) -> str | None:
    if token.dep_ in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        if token.dep_ == "advcl":
            return None
        if to:
            return "to"
        if token.tag_ == "VBG":
            return "ing"
        return "that" if token.dep_ == "ccomp" else ("to" if token.dep_ == "xcomp" else None)
    if token.dep_ in ("dobj", "attr", "oprd", "compound", "conj", "nmod"):
        return "noun" if token.pos_ != "VERB" else "ing"
    if token.dep_ in ("nsubj", "nsubjpass"):
        return "subj"
    return None


def _modal(verb: Token, realis: Realis) -> tuple[str | None, str]:
    """Give status and rule of a verb's modal, its own or that of the verb it is joined to."""
    verbs = [verb]
    has_aux = any(c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "conj" and not has_aux and not clause.own_subjects(verb):
        verbs.append(clause.conj_root(verb))
    for each in verbs:
        for word in clause.auxiliaries(each):
            if (found := realis.modals.get(word)) is not None:
                if word in ("could", "would") and "have" in clause.auxiliaries(each):
                    continue
                return found.status, found.id
        if (found_above := _modal_above(each)) is not None:
            return found_above
    return None, ""


def _modal_above(verb: Token) -> tuple[str, str] | None:
    """Read "is *going to* fire", "*has to* leave", "*is to* meet"."""
    has_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if not has_to or verb.dep_ != "xcomp":
        return None
    above = verb.head
    if above.lemma_ == "go" and above.tag_ == "VBG":
        return "future", "real.modal.will"
    if above.lemma_ == "have":
        return "demanded", "real.modal.demand"
    return ("planned", "real.modal.be-to") if above.lemma_ == "be" else None


def _is_negative(token: Token) -> bool:
    if clause.is_negated(token):
        return True
    for child in token.children:
        if child.dep_ in clause.SUBJECTS and (
            child.lower_ in NOBODY or any(c.lower_ in ("no", "neither") for c in child.children)
        ):
            return True
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "without":
        return True
    return (
        token.dep_ == "conj"
        and token.head.dep_ != "conj"
        and clause.is_negated(token.head)
        and (any(c.lower_ in ("or", "nor") for c in token.head.children))
    )


def _passes_negation(child: Token) -> bool:
    """Tell whether "not" on the governor negates the child: light verbs, "did not have to"."""
    return child.dep_ in ("dobj", "attr", "oprd") or child.dep_ == "xcomp"


def _condition(token: Token) -> Token | None:
    """Give the head of the condition that a trigger stands in or under, if any."""
    current = token
    for _ in range(CLIMB):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in current.children):
            return current
        for child in current.children:
            if child.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children
            ):
                return child
            if child.dep_ == "advcl" and any(
                c.dep_ == "aux"
                and c.lower_ in ("should", "were", "had")
                and c.i == child.left_edge.i
                for c in child.children
            ):
                return child
        if current.head.i == current.i or current.dep_ in ("ccomp", "relcl", "ROOT", "advcl"):
            return None
        current = current.head
    return None


def _is_progressive(token: Token) -> bool:
    if token.tag_ != "VBG":
        return False
    helpers = [c for c in clause.conj_root(token).children if c.dep_ == "aux"]
    return any(c.lemma_ == "be" and c.tag_ in ("VBZ", "VBP") for c in helpers)


def certainty_of(token: Token, realis: Realis) -> tuple[float, str]:
    """Give the speaker's expressed certainty of a trigger, and the rule behind it.

    Looks at the words of the trigger's clause from six before it to three after.

    Citation: Sherman Kent, "Words of Estimative Probability", Studies in Intelligence 8 (1964).
    """
    doc, sentence = token.doc, token.sent
    first, last = max(sentence.start, token.i - 6), min(sentence.end, token.i + 4)
    words = [t.lower_ for t in doc[first:last]]
    present = set(words)
    for wanted, value, rule in realis.certainty:
        if wanted[0] not in present:
            continue
        width = len(wanted)
        if any(tuple(words[n : n + width]) == wanted for n in range(len(words) - width + 1)):
            if (
                width == 1
                and wanted[0] == "may"
                and not any(c.lower_ == "may" and c.dep_ == "aux" for c in doc[first:last])
            ):
                continue
            return value, rule
    return 1.0, ""
