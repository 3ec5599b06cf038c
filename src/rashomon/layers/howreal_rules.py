"""What the words above and beside a trigger say of its reality, rule by rule.

"The Front *threatened to* [bomb] Kestrel": walk up from the trigger; at every step ask the
lexicon whether this governor, through this kind of arc, gives a status.
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.howreal_asked import is_whether
from rashomon.layers.howreal_conditions import CLIMB, find_condition, is_inverted
from rashomon.layers.howreal_forms import (
    holder_of,
    is_counterfactual,
    is_in_question,
    is_one_of_doers,
    is_progressive,
    is_regretted,
    is_still_to_prevent,
    is_subject_of_would_have,
    is_there,
    is_told,
    is_would,
    modal_of,
)
from rashomon.layers.howreal_negation import NOBODY, is_negative, is_only_late
from rashomon.lexicon.realis import Realis, RealisRule

WILLED: Final = frozenset({"planned", "threatened", "demanded", "desired", "predicted"})
"""Statuses that no clause in a past tense of its own has: "expects that they *fled*"."""
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
        firm: The learned model may not overrule the status.
        past: The trigger is a finite verb that tells what was or is: "did not target".
    """

    status: str | None
    polarity: str
    rule: str
    governor: Token | None
    condition: Token | None
    firm: bool = False
    past: bool = False


@dataclass(slots=True)
class Climbed:
    """What the words above a trigger say of it, in the making.

    Attributes:
        status: A status, or None when no rule fired.
        rule: The rule's id.
        governor: The word that gave the status.
        flips: They turn the polarity.
        firm: The learned model may not overrule the status.
    """

    status: str | None = None
    rule: str = ""
    governor: Token | None = None
    flips: bool = False
    firm: bool = False


def read_realis_of(token: Token, realis: Realis) -> RealisReading:
    """Read status and polarity of one trigger off its parse."""
    above = _read_governors(token, realis)
    did = above.status is None and is_one_of_doers(token)
    status, rule = _by_modal(token, above.status, above.rule, realis)
    status, rule = ("occurred", "real.among-doers") if did else (status, rule)
    condition = find_condition(token, realis)
    if condition is not None and status == "ongoing" and token.head.i == condition.i:
        status = None
    if condition is not None and status == "demanded" and is_inverted(token):
        status, rule = None, ""
    unknown = status is None and is_whether(token)
    if status is None and (is_in_question(token) or unknown):
        status, rule = "possible", "real.whether"
    firm = (above.firm or did or unknown) or (
        condition is not None and bool({"would", "could", "might"} & set(clause.auxiliaries(token)))
    )
    if condition is not None and (status is None or is_would(token, rule)):
        status, rule, firm = "conditional", "real.conditional", firm or status == "future"
    if status is None and any(
        c.lower_ in realis.words["perhaps"] and c.dep_ == "advmod" for c in token.children
    ):
        status, rule, firm = "possible", "real.perhaps", True
    if regretted := is_regretted(token):
        status, rule, firm = "occurred", "real.regretted", True
    if status is None and is_there(token):
        status, rule = "ongoing", "real.there-is"
    if status is None and is_progressive(token):
        status, rule = "ongoing", "real.progressive"
    return RealisReading(
        status=status,
        polarity="-" if is_negative(token, realis) != above.flips and not regretted else "+",
        rule=rule,
        governor=above.governor,
        condition=condition,
        firm=firm,
        past=status is None and is_told(token),
    )


def _by_modal(
    token: Token, status: str | None, rule: str, realis: Realis
) -> tuple[str | None, str]:
    """Read the modal of a predicate, of what its purpose serves, of the verb that holds it."""
    if status is None or status == "ongoing":
        modal, modal_rule = modal_of(token, realis)
        if modal is not None:
            return modal, modal_rule
    above: list[Token | None] = []
    if token.dep_ == "advcl" and clause.has_to(token):
        above.append(token.head)
    above.append(holder_of(token))
    for verb in above:
        if status is None and verb is not None:
            modal, modal_rule = modal_of(verb, realis)
            status, rule = (modal, modal_rule) if modal is not None else (status, rule)
    if status is None and (is_counterfactual(token) or is_subject_of_would_have(token, realis)):
        return "conditional", "real.would-have"
    return status, rule


def _read_governors(token: Token, realis: Realis) -> Climbed:
    """Read what the words above a trigger say of it."""
    read = Climbed()
    for step, (current, above, arc) in enumerate(_climb(token, realis)):
        if arc == "noun" and above.lemma_.lower() in realis.words["settled"]:
            break  # "vowed to *avenge* the killing", which has happened
        found = _governing_rule(current, above, arc, realis)
        if found is not None and found.direct and step:
            found = None
        missed = arc == "subj" and is_still_to_prevent(current)
        if (
            found is not None
            and found.status == "prevented"
            and (missed or _is_futile(above, realis))
        ):
            read.status = read.status or "occurred"
            read.rule, read.governor, read.firm = read.rule or "real.unprevented", above, True
            break
        if found is not None and _yields(read.status, found):
            read.status, read.rule, read.governor = found.status, found.id, above
            read.firm = found.firm
            if found.status == "planned" and _is_in_vain(above, realis):
                read.status, read.rule, read.firm = "attempted", "real.in-vain", True
            read.flips = read.flips != found.negates
        if _turns(current, above, arc, realis) or _is_too(current, above, arc):
            read.flips = not read.flips
        if found is not None and found.stops:
            break
        _read_modal_above(read, (current, above), arc, realis)
    return read


def _yields(inner: str | None, found: RealisRule) -> bool:
    """Tell whether what is read so far yields to a governor farther out."""
    if inner is None or (inner == "ongoing" and found.status in STRONG):
        return True
    willed = inner in ("demanded", "threatened", "desired") and found.over
    return (inner in ("planned", "attempted") or willed) and found.status == "prevented"


def _read_modal_above(read: Climbed, step: tuple[Token, Token], arc: str, realis: Realis) -> None:
    """Change what is read by the modal of a governor: "the raid *may* be carried out".

    A clause with a tense of its own keeps it: "would not say whether they *had fled*".
    """
    current, above = step
    if arc == "that" and _is_it_may_be(above) and read.status is None:
        read.status, read.rule, read.firm = "possible", "real.modal.may", True
    there = arc == "subj" and above.lemma_ == "be" and "have" in clause.auxiliaries(above)
    if above.pos_ not in clause.VERBAL or arc == "that" or there:
        return
    if arc == "noun" and above.lemma_.lower() in realis.words["opaque"]:
        return
    if is_told(current):
        return
    if read.status in (None, "ongoing", "attempted"):
        modal, modal_rule = modal_of(above, realis)
        if modal is not None and (read.status != "attempted" or modal == "future"):
            read.status, read.rule = modal, modal_rule


def _is_it_may_be(verb: Token) -> bool:
    """Tell "it *may be* that they left"."""
    may = {"may", "might", "could"} & set(clause.auxiliaries(verb))
    return verb.lemma_ == "be" and bool(may) and any(c.lower_ == "it" for c in verb.children)


def _turns(current: Token, above: Token, arc: str, realis: Realis) -> bool:
    """Tell whether a negated governor negates what it governs."""
    if is_only_late(above):
        return False
    if not clause.is_negated(above) and not any(
        c.dep_ in clause.SUBJECTS
        and c.i != current.i
        and (c.lower_ in NOBODY or clause.is_negated(c))
        for c in above.children
    ):
        return False
    if above.lemma_.lower() in realis.words["perceive"] and current.tag_ in ("VB", "VBG"):
        return True
    if above.pos_ in ("NOUN", "PROPN"):
        return arc in ("to", "ing") and any(c.dep_ == "det" for c in above.children)
    if above.pos_ not in clause.VERBAL:
        return False
    lemma = above.lemma_.lower()
    if arc == "subj":
        return lemma in realis.words["happen"] or (
            lemma in realis.words["done"] and clause.is_passive(above)
        )
    return lemma not in realis.words["opaque"] and _passes_negation(current)


def _is_in_vain(above: Token, realis: Realis) -> bool:
    """Tell "sought *in vain* to leave", "*unsuccessfully* offered", "tried and *failed*"."""
    vain = realis.words["vain"]
    failed = (c for c in above.children if c.dep_ == "conj" and c.lemma_.lower() == "fail")
    if any(not any(o.dep_ in ("xcomp", "dobj") for o in c.children) for c in failed):
        return True
    return any(
        c.lower_ in vain or any(g.lower_ in vain for g in c.children) for c in above.children
    )


def _is_too(current: Token, above: Token, arc: str) -> bool:
    """Tell "*too* weak to attack", "*not* strong *enough* to attack"."""
    kids = {c.lower_ for c in above.children}
    own = any(c.dep_ in clause.SUBJECTS for c in current.children)
    if arc != "to" or above.pos_ not in ("ADJ", "ADV") or own:
        return False
    return "too" in kids or ("enough" in kids and clause.is_negated(above.head))


def _is_futile(above: Token, realis: Realis) -> bool:
    """Tell "failed to prevent", "could not stop", "nothing stopped": it came about."""
    if clause.is_negated(above) or any(
        c.dep_ in clause.SUBJECTS and (c.lower_ in NOBODY or clause.is_negated(c))
        for c in above.children
    ):
        return True
    governor = above.head
    return above.dep_ in ("xcomp", "acl", "ccomp", "advcl") and (
        governor.lemma_.lower() in realis.words["futile"] | realis.words["nothing"]
        or any(c.lemma_.lower() in realis.words["futile"] for c in governor.children)
        or any(c.dep_ == "dobj" and c.lower_ in realis.words["nothing"] for c in governor.children)
    )


def _governing_rule(current: Token, above: Token, arc: str, realis: Realis) -> RealisRule | None:
    """Give the rule of a governor; a bare gerund under "keep" or "stop" is no prevention."""
    lemma = above.lemma_.lower()
    for phrase in _phrases(above, lemma):
        if (longer := realis.governors.get((phrase, arc))) is not None:
            return longer
    if above.lower_.endswith("ed") and (above.lower_[:-1], arc) in realis.governors:
        lemma = above.lower_[:-1]
    found = _found_rule(current, above, (lemma, arc), realis)
    if found is None:
        return None
    if arc == "ing" and lemma in realis.bare_ing and current.dep_ != "pcomp":
        if lemma == "stop" and above.tag_ == "VB":
            return realis.governors.get(("cease", "ing"))
        return realis.governors.get(("continue", "ing")) if lemma == "keep" else None
    if arc == "noun" and lemma == "stop" and above.tag_ == "VB":
        managed = above.head.lemma_.lower() in ("manage", "help") and above.dep_ == "xcomp"
        return found if managed else realis.governors.get(("cease", "noun"))
    if lemma in found.bare and not _is_bare(current):
        return None
    if (found.over and not _is_plan(current, realis)) or (found.negates and _is_undone(above)):
        return None
    return None if _is_shut_out(current, above, found, arc, realis) else found


def _found_rule(
    current: Token, above: Token, key: tuple[str, str], realis: Realis
) -> RealisRule | None:
    """Look a governor up by lemma, by form ("the *alleged* raid"), or by its noun.

    Who says that something is so ("they *alleged* that") tells it as done.
    """
    arc = key[1]
    found = realis.governors.get(key)
    told = arc == "that" and above.pos_ == "VERB" and bool(clause.own_subjects(above))
    if found is None and not told:
        found = realis.governors.get((above.lower_, arc))
    if found is None and arc == "that":
        held = (c for c in above.children if c.dep_ == "dobj" and c.i < current.i)
        nouns = (realis.governors.get((c.lemma_.lower(), arc)) for c in held)
        found = next((n for n in nouns if n is not None), None)
    return found


def _is_shut_out(current: Token, above: Token, found: RealisRule, arc: str, realis: Realis) -> bool:
    """Tell where a governor governs not: "the *raid* foiled it", "announced her *resignation*"."""
    if arc == "subj":
        return found.status == "prevented" and _prevents(above, realis)
    if arc == "noun" and above.pos_ in clause.VERBAL and above.dep_ != "amod":
        return above.lemma_.lower() in realis.words["performative"]
    if arc != "that":
        return False
    return _is_question(current) or (found.status in WILLED and is_told(current))


def _prevents(verb: Token, realis: Realis) -> bool:
    """Tell "the *raid* foiled a plot" from "the raid was foiled"."""
    active = verb.pos_ in clause.VERBAL and not clause.is_passive(verb)
    return active and verb.lemma_.lower() not in realis.words["itself"]


def _is_question(verb: Token) -> bool:
    """Tell "asked *whether* they had left" from "asked that they leave"."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in verb.children)


def _is_plan(noun: Token, realis: Realis) -> bool:
    """Tell "dropped a *plan* to attack" from "dropped an attack"."""
    return noun.lemma_.lower() in realis.words["plan"]


def _phrases(above: Token, lemma: str) -> list[str]:
    """Give a verb with the word right behind it, and with its negation: "call off"."""
    doc = above.doc
    after = doc[above.i + 1].lower_ if above.i + 1 < len(doc) else ""
    particles = [c.lower_ for c in above.children if c.dep_ == "prt" or c.lower_ in ("out", "from")]
    phrases = [f"{lemma} {word}" for word in dict.fromkeys([*particles, after]) if word]
    if _is_undone(above):
        return [f"not {p}" for p in (*phrases, lemma)]
    return phrases


def _is_undone(verb: Token) -> bool:
    """Tell "did not rule out", "refused to rule out"."""
    refused = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("refuse", "decline", "fail")
    return refused or clause.is_negated(verb)


def _is_bare(verb: Token) -> bool:
    """Tell the subjunctive of "insisted that they leave", and the bare noun of "escaped arrest"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.pos_ == "NOUN":
        return not any(c.dep_ in ("det", "poss") for c in verb.children)
    return verb.tag_ in ("VB", "VBN") and all(c.tag_ == "VB" for c in helpers)


def _climb(token: Token, realis: Realis) -> list[tuple[Token, Token, str]]:
    """Give ``(child, governor, arc)`` up the tree while one clause's reality reaches another."""
    steps: list[tuple[Token, Token, str]] = []
    current = clause.conj_root(token) if token.dep_ == "conj" else token
    current = clause.same_level(token) or current
    if current.pos_ in ("NOUN", "PROPN"):
        steps += [(current, c, "noun") for c in current.children if c.dep_ in ("amod", "compound")]
    for _ in range(CLIMB):
        above = current.head
        if above.i == current.i:
            break
        arc: str | None
        if _stands_apart(current, realis):
            break
        if above.dep_ == "prep" or current.dep_ in ("pobj", "pcomp"):
            arc = "ing" if current.dep_ == "pcomp" else "noun"
            for _ in range(2):
                above = above.head if above.pos_ in ("ADP", "SCONJ", "PART") else above
            above = above.head if above.dep_ == "advmod" and above.pos_ == "ADV" else above
        else:
            arc = _arc(current) or _asked_for(current, realis)
        if arc is None:
            break
        steps.append((current, above, arc))
        if arc in ("subj", "that") and above.lemma_ == "be":
            steps += [(current, c, arc) for c in above.children if c.dep_ == "acomp"]
        if arc == "that":
            break
        current = clause.conj_root(above)
    return steps


def _stands_apart(current: Token, realis: Realis) -> bool:
    """Tell "called off after the *bombing*", "broken up without *firing*": scene, no content."""
    way = current.head.lower_
    if current.dep_ == "pcomp":
        return way in realis.words["beside"]
    if current.dep_ == "pobj" and way in ("at", "on", "upon") and current.lemma_.lower() in BEHESTS:
        return True
    return current.dep_ == "pobj" and way in realis.words["aside"]


BEHESTS: Final = frozenset("request invitation behest urging insistence instruction order".split())
"""Nouns of asking, which comes before what is done: "at *the request* of X, a team will go"."""


def _asked_for(token: Token, realis: Realis) -> str | None:
    """Read "pressed the regime *to end*" as what is asked, where the parser saw a purpose."""
    verb = token.head
    if token.dep_ != "advcl" or not clause.has_to(token):
        return None
    found = realis.governors.get((verb.lemma_.lower(), "to"))
    if found is None:
        return None
    asked = found.status == "demanded" and bool(clause.own_objects(verb))
    tried = found.status == "attempted" or _is_in_vain(verb, realis)
    return "to" if asked or tried else None


def _arc(token: Token) -> str | None:
    if token.dep_ in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
        if token.dep_ == "advcl":
            own = any(c.dep_ == "mark" and c.lower_ == "for" for c in token.children)
            return "to" if own and clause.has_to(token) else None
        if token.dep_ == "ccomp" and _is_outcome(token):
            return "ing"
        if clause.has_to(token):
            return "to"
        if token.tag_ == "VBG" or "being" in clause.auxiliaries(token):
            return "ing"
        told = token.dep_ == "acl" and any(
            c.dep_ == "mark" and c.lower_ == "that" for c in token.children
        )
        if token.dep_ == "ccomp" or told:
            return "that"
        return "to" if token.dep_ == "xcomp" else None
    if token.dep_ in ("dobj", "attr", "oprd", "compound", "conj", "nmod"):
        return "noun" if token.pos_ != "VERB" else "ing"
    if token.dep_ in ("nsubj", "nsubjpass"):
        return "subj"
    return None


def _is_outcome(verb: Token) -> bool:
    """Tell what is wanted as an outcome: "would like to see the border *reopened*"."""
    helpers = any(c.dep_ in ("aux", "auxpass", "mark") for c in verb.children)
    above = verb.head
    return (
        verb.tag_ in ("VBN", "VBD")
        and not helpers
        and above.tag_ == "VB"
        and above.lemma_ in ("see", "have", "get")
    )


def _passes_negation(child: Token) -> bool:
    """Tell whether "not" on the governor negates the child: light verbs, "did not have to"."""
    return child.dep_ in ("dobj", "attr", "oprd") or child.dep_ == "xcomp"


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
