"""What turns an attribution: negation, refusal, falsehood.

"The general did not deny that the mill had burned" concedes it; "Brandt called the claim that it
had burned a lie" denies it without a verb of denial; "the army said it had no part in the raid"
denies its agency. The rules live in ``lexicon/en/denials.toml``.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import VERBAL, conj_root, is_negated
from rashomon.layers.clause_contrast import NOBODY
from rashomon.layers.clause_resumed import headed
from rashomon.layers.said_drafts import Draft, Page
from rashomon.lexicon.denials import Denials, Turn
from rashomon.lexicon.words import word_list

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_GOVERNED: Final = frozenset({"xcomp", "ccomp", "acl", "relcl", "advcl"})
_QUESTION: Final = frozenset(
    {"if", "whether", "who", "what", "why", "how", "where", "when", "which"}
)
_OPEN: Final = word_list("said.open")
"""Cues that leave the matter open where nobody is named for them: "whether … is disputed"."""
_ABLE: Final = word_list("said.able")
_UNABLE: Final = word_list("said.unable")
_OPEN_QUESTION: Final = frozenset({"if", "whether"})


def turn_stances(page: Page, drafts: Sequence[Draft], denials: Denials) -> list[Draft]:
    """Turn the stance of every draft whose cue is negated, refused, paired or an act.

    Args:
        page: The doc and its quotations.
        drafts: Attributions in the making; those without a lexicon's cue stay as they are.
        denials: The rules.
    """
    return [
        replace(d, source=(), source_head=-1, tells=False)
        if _claims_nothing(page, d) or _says_nothing(page, d, denials)
        else _turned(page, d, denials)
        for d in drafts
    ]


def _claims_nothing(page: Page, draft: Draft) -> bool:
    """Tell "*no group* has claimed responsibility", which tells nobody's claim."""
    if draft.entry is None or not _is_of_responsibility(page, draft):
        return False
    who = page.doc[draft.source_head] if draft.source_head >= 0 else None
    return is_negated(page.doc[draft.head]) or (
        who is not None and (is_negated(who) or who.lower_ in NOBODY)
    )


def _says_nothing(page: Page, draft: Draft, denials: Denials) -> bool:
    """Tell "*declined to comment on* reports that …", which tells nothing of them."""
    head = page.doc[draft.head]
    silent = head.lemma_.lower() == "comment" and draft.rule == "said.preposition"
    return silent and is_withheld(head, denials)


def _is_of_responsibility(page: Page, draft: Draft) -> bool:
    """Tell "claim responsibility for it" and "a claim of responsibility for it"."""
    if draft.entry is not None and "responsibility" in draft.entry.words:
        return True
    start = draft.content[0][0] if draft.content else 0
    return draft.rule == "said.noun" and page.doc[start].lower_ == "responsibility"


def _turned(page: Page, draft: Draft, denials: Denials) -> Draft:
    if draft.entry is None:
        return draft
    if not draft.source and page.doc[draft.head].lemma_ in _OPEN:
        draft = replace(draft, stance="doubts")
    for kind, holds in _TURNS.items():
        for rule in denials.of(kind):
            if holds(page, draft, rule, denials):
                turned = replace(draft, stance=rule.stance, turned=rule.id, tells=_TELLS.get(kind))
                return _authors(page, turned, denials)
    asked = draft.rule == "said.question" and draft.source_head >= 0
    if asked and _is_nobody(page.doc[draft.source_head], denials):
        return replace(draft, source=(), source_head=-1)
    return draft


def _authors(page: Page, draft: Draft, denials: Denials) -> Draft:
    """Leave to the author what nobody says: "*nothing* suggests that", "*few* believe that"."""
    if draft.stance != "doubts" or not draft.source or draft.source_head < 0:
        return draft
    who = page.doc[draft.source_head]
    if not _is_nobody(who, denials):
        return draft
    denied = who.lower_ in ("nobody", "none", "nothing") and draft.rule != "said.question"
    stance = "denies" if denied else draft.stance
    return replace(draft, source=(), source_head=-1, stance=stance)


def _is_nobody(who: Token, denials: Denials) -> bool:
    return who.lower_ in denials.lists["nobody"] or (who.lower_ == "one" and is_negated(who))


def _is_paired_cue(page: Page, draft: Draft, rule: Turn, denials: Denials) -> bool:
    del denials
    return _family(draft) in rule.classes and _is_paired(page.doc[draft.head], rule)


def _is_offer(page: Page, draft: Draft, rule: Turn, denials: Denials) -> bool:
    """Tell "rejected a [truce]" from "rejected the [charge]"."""
    del denials
    if draft.rule != "said.object" or _family(draft) not in rule.classes:
        return False
    start, end = draft.content[0]
    offered = page.doc[start:end].root.lemma_.lower() in rule.words
    return offered and page.doc[draft.head].lemma_.lower() not in rule.unless


def _is_withheld_cue(page: Page, draft: Draft, rule: Turn, denials: Denials) -> bool:
    """Tell a cue that is negated or refused, where its content is not taken for granted."""
    head = page.doc[draft.head]
    asked = page.doc[draft.content[0][0]].lower_ in _OPEN_QUESTION
    left_alone = head.lemma_.lower() in rule.unless and not asked
    who = page.doc[draft.source_head].lower_ if draft.source_head >= 0 else ""
    left_alone = left_alone and not (head.lemma_ == "say" and who in denials.lists["speakers"])
    quoted = draft.direct or draft.rule == "said.block"
    if _family(draft) not in rule.classes or left_alone or quoted or _presupposes(page, draft):
        return False
    if draft.entry is not None and "responsibility" in draft.entry.words:
        return False
    return is_withheld(head, denials)


def _family(draft: Draft) -> str:
    return draft.entry.family.id if draft.entry is not None else ""


def _wants_to_know(page: Page, draft: Draft, rule: Turn, denials: Denials) -> bool:
    """Tell "[to know whether they left]" from "[to know the road]"."""
    del denials
    start, end = draft.content[0]
    if _family(draft) not in rule.classes or draft.rule != "said.infinitive" or end - start < 4:
        return False
    wanted = page.doc[start + 1].lemma_.lower() in rule.words
    return wanted and any(t.lower_ in _QUESTION for t in page.doc[start + 2 : start + 4])


def _is_light_for(page: Page, draft: Draft, rule: Turn, denials: Denials) -> bool:
    """Tell a cue that holds a verb of denial: "[takes note of, and denies, the statement] that"."""
    del denials
    if draft.rule != "said.noun":
        return False
    verbs = page.lexicon.cues["verb"]
    return any(
        c.family.id in rule.classes
        for t in page.doc[draft.cue[0] : draft.cue[1]]
        if t.pos_ == "VERB" and t.dep_ == "conj"
        for c in verbs.get(t.lemma_.lower(), ())
    )


def _is_beside(page: Page, draft: Draft, rule: Turn, denials: Denials) -> bool:
    """Tell "three were held, police [corrected]", which tells, from "corrected the report"."""
    del denials
    tells = draft.direct or draft.rule in ("said.around", "said.as")
    return tells and page.doc[draft.head].lemma_.lower() in rule.words


_TURNS: Final = {
    "beside": _is_beside,
    "paired": _is_paired_cue,
    "object": _is_offer,
    "asks": _wants_to_know,
    "light": _is_light_for,
    "negated": _is_withheld_cue,
}
"""What each kind of rule looks at, in the order in which they are asked."""
_TELLS: Final = {"object": False, "asks": True}


def _presupposes(page: Page, draft: Draft) -> bool:
    """Tell "did not say *why* they had left", which takes the leaving for granted."""
    first = page.doc[draft.content[0][0]].lower_
    return draft.rule == "said.question" and first not in _OPEN_QUESTION


def _is_paired(head: Token, rule: Turn) -> bool:
    """Tell "neither confirm nor deny", "confirm or deny"; "confirmed … but denied" is no pair."""
    others = [head.head] if head.dep_ == "conj" else []
    others += [c for c in head.children if c.dep_ == "conj"]
    joined = {
        c.lower_ for t in (head, *others) for c in t.children if c.dep_ in ("cc", "preconj", "neg")
    } | ({"nor"} if head.i and head.nbor(-1).lower_ == "nor" else set())
    return bool(joined & {"or", "nor"}) and any(t.lemma_.lower() in rule.words for t in others)


def is_withheld(head: Token, denials: Denials) -> bool:
    """Tell a cue that is negated, has nobody for its subject, or is refused: "declined to say"."""
    verb = head.head if head.pos_ == "ADJ" and head.dep_ in ("acomp", "oprd") else head
    if _is_negative(verb, denials) or (verb is not head and is_negated(head)):
        return True
    if head.pos_ not in VERBAL:
        return False
    root = conj_root(head)
    if root is not head and not any(c.dep_ in _SUBJECT for c in head.children):
        shared = not any(c.dep_ in ("aux", "auxpass") for c in head.children)
        if shared and any(c.lower_ in ("or", "nor") for c in head.head.children):
            return _is_negative(root, denials)
    above = root.head
    if root.dep_ == "pcomp" and above.i and "short" in (above.head.lower_, above.nbor(-1).lower_):
        return True
    if root.dep_ == "xcomp" and _is_unable(above):
        return True
    if root.dep_ in ("acl", "relcl") and root.tag_ == "VB" and is_negated(above):
        return True  # "had no reason to doubt"
    return root.dep_ in _GOVERNED and (
        above.lemma_.lower() in denials.lists["withheld"]
        or any(c.lower_ == "yet" for c in above.children if above.lemma_ == "have")
    )


def _is_unable(above: Token) -> bool:
    """Tell "was *not able* to say", "it is *too early* to say"."""
    word = next((c for c in above.children if c.dep_ == "acomp"), above)
    if word.lemma_.lower() in _UNABLE:
        return True
    return word.pos_ == "ADJ" and is_negated(word.head) and word.lemma_.lower() in _ABLE


def _is_not_but(word: Token) -> bool:
    """Tell "could *not but* admit it", which admits it."""
    doc = word.doc
    return word.lower_ == "not" and word.i + 1 < len(doc) and doc[word.i + 1].lower_ == "but"


def _is_negative(verb: Token, denials: Denials) -> bool:
    if is_negated(verb):
        return not any(_is_not_but(c) for c in verb.children)
    told = headed(verb)  # "*No villagers* killed in raid, army insists"
    for child in verb.children:
        if child.dep_ not in ("nsubj", "nsubjpass") or (told and child.i == told[0].i):
            continue
        if child.lower_ in denials.lists["nobody"] or is_negated(child):
            return True
    return False
