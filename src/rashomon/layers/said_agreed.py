"""A yes to what is told: "the army *confirmed it*", "the Front says *it did*".

Whoever agrees tells the act too: his telling is one of its own, beside the one that he answers.

Citation: Bach and Harnish 1979, ch. 3: assentives answer what a hearer has heard.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.layers.clause import conjuncts, has_to, is_negated, own_objects, prepositional
from rashomon.layers.said_drafts import Draft, stance_of
from rashomon.layers.said_echo import MARKS
from rashomon.lexicon.denials import Denials
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution

DOING: Final = word_list("said.doing")
BLAMING: Final = word_list("denied.blaming")
WORKS: Final = word_list("said.works")
CONFIRMING: Final = word_list("said.confirming")
AGREEING: Final = frozenset({"admits", "agrees"})
"""Classes of cues whose bare object is what another told."""
BARE: Final = frozenset({"it", "this", "that", "these", "those", "them", "so", "as", "much", "all"})
WHO: Final = frozenset({"it", "they", "he", "she", "we", "i", "you"})
AUXILIARIES: Final = frozenset("did had has have was were is are do does".split())
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
    told = draft.rule in ("said.clause", "said.around") and stance_of(draft) == "asserts"
    return told and len(_words(doc, draft)) <= DOER and bool(doers(_words(doc, draft)))


def disowns(doc: Doc, draft: Draft) -> bool:
    """Tell "said *it was not behind it*": who speaks did not do it."""
    words = _words(doc, draft) if draft.rule in ("said.clause", "said.around") else []
    named = doers(words, negated=True) if len(words) <= DOER else []
    return any(t.lower_ in WHO for t in named)


def doers(words: Sequence[Token], *, negated: bool = False) -> list[Token]:
    """Give those who did it by a clause that tells nothing else.

    "*Soldiers* had done it", "*the Front* was behind it", "*the Front* was responsible", "*the
    Front* was to blame", "it was the work of *the Front*".

    Args:
        words: The words of the clause.
        negated: Give those who did *not* do it instead.
    """
    for word in words:
        lemma = word.lemma_.lower()
        above = word.head
        if lemma in DOING and _points(own_objects(word)) and is_negated(word) == negated:
            return _subjects(word)
        if above.lemma_ != "be" or is_negated(above) != negated:
            continue
        if lemma == "blame" and has_to(word) and not own_objects(word):
            return _subjects(above)
        own = [c for c in word.children if c.dep_ == "pobj"]
        if lemma == "behind" and _points(own):
            return _subjects(above)
        if lemma == "responsible" and all(_points(t) for t in _answered_for(word)):
            return _subjects(above)
        if word.dep_ == "attr" and lemma in WORKS and _points(_subjects(above)):
            owners = [t for _, t in prepositional(word, "of")]
            return owners + [c for c in word.children if c.dep_ == "poss"]
    return []


def _points(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and all(t.lower_ in ("it", "this", "that") for t in tokens)


def _answered_for(word: Token) -> list[list[Token]]:
    """Give what somebody is responsible for, preposition by preposition."""
    return [[t] for _, t in prepositional(word, "for")]


def _subjects(verb: Token) -> list[Token]:
    return [t for c in verb.children if c.dep_ == "nsubj" for t in conjuncts(c)]


def speaks_of_doer(words: Iterable[Token]) -> bool:
    """Tell words that say or ask who did it: they do not say that it was not done."""
    return any(
        t.lemma_.lower() in BLAMING and not (is_negated(t) or is_negated(t.head)) for t in words
    )


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
    return [t for t in doc[start:end] if t.text not in MARKS | {","} and not t.is_space]


def _is_bare(words: list[Token]) -> bool:
    """Tell "it", "this on Friday", "as much"."""
    front = [t.lower_ for t in words]
    cut = next((n for n, t in enumerate(words) if t.dep_ == "prep" and n), len(front))
    return 0 < cut <= LONGEST and all(w in BARE for w in front[:cut])


def _is_echo(words: list[Token]) -> bool:
    """Tell "that they had", "it did", "it had indeed"."""
    lower = [t.lower_ for t in words if t.lower_ not in SURE]
    return len(lower) == ECHO and lower[0] in WHO and lower[1] in AUXILIARIES
