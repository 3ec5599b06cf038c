"""A yes to what is told: "the army *confirmed it*", "the Front says *it did*".

Whoever agrees tells the act too: his telling is one of its own, beside the one that he answers.

Citation: Bach and Harnish 1979, ch. 3: assentives answer what a hearer has heard.
"""

from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import is_negated, own_objects
from rashomon.layers.said_drafts import Draft, stance_of
from rashomon.lexicon.denials import Denials
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution

DOING: Final = word_list("said.doing")
CONFIRMING: Final = word_list("said.confirming")
AGREEING: Final = frozenset({"admits", "agrees"})
"""Classes of cues whose bare object is what another told."""
BARE: Final = frozenset({"it", "this", "that", "these", "those", "them", "so", "as", "much", "all"})
WHO: Final = frozenset({"it", "they", "he", "she", "we", "i", "you"})
AUXILIARIES: Final = frozenset("did had has have was were is are do does".split())
MARKS: Final = frozenset("\"'“”‘’«»,")
LONGEST: Final = 5
"""Words of an echo, at most: "that it had indeed"."""
DOER: Final = 12
"""Words of a clause that says who did it, at most."""
ECHO: Final = 2
"""Words of an echo without what makes it sure: "it did"."""
SURE: Final = frozenset({"indeed", "that", "in", "fact", "so"})


def points_to_it(doc: Doc, draft: Draft) -> bool:
    """Tell a yes that has nothing of its own to tell but "it", "this", "so", "that they had"."""
    if stance_of(draft) != "asserts" or draft.entry is None or not draft.content:
        return False
    if draft.rule == "said.clause":
        return _is_echo(_words(doc, draft))
    return _agrees(doc, draft) and _is_bare(_words(doc, draft))


def names_it(doc: Doc, draft: Draft, denials: Denials) -> bool:
    """Tell a yes to a noun that only takes up what another told: "confirmed *the report*"."""
    if stance_of(draft) != "asserts" or draft.entry is None or not _agrees(doc, draft):
        return False
    words = [t for t in _words(doc, draft) if t.dep_ not in ("det", "amod", "poss", "case")]
    lone = words[:1] if len(words) == 1 or (len(words) > 1 and words[1].dep_ == "prep") else []
    return any(t.pos_ == "NOUN" and t.lemma_.lower() in denials.lists["answered"] for t in lone)


def names_doer(doc: Doc, draft: Draft) -> bool:
    """Tell "said *its men had carried it out*", which says who did what another tells."""
    if draft.rule != "said.clause" or stance_of(draft) != "asserts":
        return False
    words = _words(doc, draft)
    verb = next((t for t in words if t.lemma_.lower() in DOING), None)
    if verb is None or len(words) > DOER or is_negated(verb):
        return False
    pointed = [t for t in own_objects(verb) if t.lower_ in ("it", "this", "that")]
    return bool(pointed) and any(c.dep_ == "nsubj" for c in verb.children)


def may_settle(draft: Draft) -> bool:
    """Tell a yes to what was denied, "admitted it", from a yes to the denial, "confirmed it"."""
    family = draft.entry.family.id if draft.entry is not None else ""
    return family == "admits" or draft.rule == "said.clause"


def is_named(attribution: Attribution) -> bool:
    """Tell whether it is known who says yes: not where a pronoun stands for nobody in sight."""
    speaker = attribution.speaker
    return speaker is not None and speaker.name.lower() not in WHO


def _agrees(doc: Doc, draft: Draft) -> bool:
    family = draft.entry.family.id if draft.entry is not None else ""
    return family in AGREEING or doc[draft.head].lemma_.lower() in CONFIRMING


def _words(doc: Doc, draft: Draft) -> list[Token]:
    start, end = draft.content[0]
    return [t for t in doc[start:end] if t.text not in MARKS and not t.is_space]


def _is_bare(words: list[Token]) -> bool:
    """Tell "it", "this on Friday", "as much"."""
    front = [t.lower_ for t in words]
    cut = next((n for n, t in enumerate(words) if t.dep_ == "prep" and n), len(front))
    return 0 < cut <= LONGEST and all(w in BARE for w in front[:cut])


def _is_echo(words: list[Token]) -> bool:
    """Tell "that they had", "it did", "it had indeed"."""
    lower = [t.lower_ for t in words if t.lower_ not in SURE]
    return len(lower) == ECHO and lower[0] in WHO and lower[1] in AUXILIARIES
