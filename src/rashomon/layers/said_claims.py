"""What a claim claims, and which words of a sentence take a claim back.

"The *claim* that soldiers burned the mill is a lie": the noun's clause is what is denied, the
predicate denies it. Each function here looks at one word of ``lexicon/en/denials.toml``.
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import (
    MAX_STEPS,
    VERBAL,
    has_to,
    is_negated,
    is_passive,
)
from rashomon.layers.said_drafts import Range
from rashomon.layers.said_turns import is_withheld
from rashomon.lexicon.denials import Turn, load_denials
from rashomon.lexicon.words import word_list

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSAL: Final = frozenset({"csubj", "csubjpass", "ccomp", "advcl", "relcl", "acl"})
_TELLING: Final = word_list("said.telling")
_POINTING: Final = frozenset({"it", "this", "that", "these", "those", "they"})
_ABOUT: Final = ("of", "about", "on", "regarding", "concerning", "for", "over", "in", "against")
_HANDED: Final = word_list("said.handed")
"""Verbs of a relative clause behind a claim: "the claim *that he made*" says nothing of it."""
_TRIED: Final = word_list("said.tried")
"""Nouns that name the deed behind "for": "the conviction of the general *for* the massacre"."""
_SCANT: Final = word_list("said.scant")
_WHY: Final = frozenset({"why", "how", "when", "where", "who", "what", "which", "whose"})
"""Questions that take their answer's content for granted: "not clear *why* they fired"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A denial found.

    Attributes:
        content: Tokens of what is denied.
        verb: The verb whose subject denies it, if it is no copula.
    """

    content: Range
    verb: Token | None = None


def span_of(token: Token) -> Range:
    """Give the tokens of a word with all that hangs on it."""
    return token.left_edge.i, token.right_edge.i + 1


def noun_phrase(head: Token, ceiling: int) -> tuple[Range, int]:
    """Give the tokens of a noun phrase in front of a ceiling, and its head."""
    end = max((t.i + 1 for t in head.subtree if t.i < ceiling), default=head.i + 1)
    return (head.left_edge.i, max(end, head.i + 1)), head.i


def hit_on(content: Token | Range | None, verb: Token | None = None) -> Hit | None:
    """Make a hit, or none where there is no content."""
    if content is None:
        return None
    return Hit(content=span_of(content) if isinstance(content, Token) else content, verb=verb)


# --- what a noun of saying says ---------------------------------------------------------------


def content_of(noun: Token) -> Token | None:
    """Give the clause or event noun that a noun of saying takes: "claim [that …]".

    Also the words in front of it ("[torture] claims"), and what a picture shows.
    """
    clause = _clause_of(noun)
    if clause is not None:
        return clause
    if noun.lemma_.lower() in load_denials().lists["counts"]:
        return noun
    led = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in _ABOUT and c.i > noun.i]
    if noun.pos_ == "PROPN" or noun.ent_type_ in ("ORG", "GPE", "PERSON"):
        led = []
    if noun.lemma_.lower() in _TRIED:
        led.sort(key=lambda c: c.lower_ != "for")
    for child in led:
        inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        if inner:
            return next((c for c in inner if c.dep_ == "pcomp"), inner[0])
    if noun.lemma_.lower() in load_denials().lists["records"]:
        shown = (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.i > noun.i)
        found = next(shown, None)
        if found is not None:
            return found
    return next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"), None)


def _clause_of(noun: Token) -> Token | None:
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("acl", "ccomp", "relcl"):
            if is_that_clause(child) and not _is_relative(child):
                return child
            if child.dep_ == "acl" and has_to(child):
                return child
    return None


def _is_relative(verb: Token) -> bool:
    """Tell "the claim [that he made]" from "the claim [that he fled]"."""
    first = verb.left_edge
    led = first.i + 1 < len(verb.doc) and first.lower_ in ("that", "which") and first.tag_ != "IN"
    return led and verb.lemma_.lower() in _HANDED


def is_that_clause(verb: Token) -> bool:
    """Tell a clause with a subject of its own, or with its "that"."""
    kids = list(verb.children)
    marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in kids)
    return marked or any(
        c.dep_ in _SUBJECT and c.tag_[0] != "W" and c.lower_ != "that" for c in kids
    )


# --- called false -----------------------------------------------------------------------------


def false_claim(token: Token, rule: Turn) -> Hit | None:
    """Find the claim that a word calls false: "the claim … is a lie", "called the claim a lie"."""
    named = _lost_predicate(token, rule)
    if named is not None:
        return named
    verb = _predicating(token, rule.untrue)
    if verb is None:
        return None
    word = token.lemma_.lower()
    negated = is_negated(verb) or is_negated(token) or _is_far_from(token)
    if negated != (word in rule.untrue):
        return None
    found = _predicated(token, verb, rule)
    asks = rule.stance == "doubts" and found is not None
    if found is not None and asks and token.doc[found.content[0]].lower_ in _WHY:
        return None
    return found


def _is_far_from(token: Token) -> bool:
    """Tell "far from certain", "by no means clear", "anything but true"."""
    before = " ".join(t.lower_ for t in token.doc[max(0, token.i - 3) : token.i])
    return before.endswith(("far from", "by no means", "anything but", "not at all"))


def _predicated(token: Token, verb: Token, rule: Turn) -> Hit | None:
    """Find what a word of falsity, governed by a verb, is said of."""
    word = token.lemma_.lower()
    if verb.lemma_.lower() in rule.verbs:
        suffers = "nsubjpass" if is_passive(verb) else "dobj"
        target = next((c for c in verb.children if c.dep_ == suffers and c is not token), None)
        target = target or _small_subject(token)
        if target is not None and target.lower_ == "it":
            return hit_on(_told_clause(verb, token), verb)
        if target is None:
            return None
        found = content_of(target) or _content_of_subject(verb, token, word in rule.judged)
        return hit_on(found, verb)
    if word == "case":
        both = (*token.children, *verb.children)
        return hit_on(next((c for c in both if c.dep_ in _CLAUSAL and is_that_clause(c)), None))
    return hit_on(_content_of_subject(verb, token, word in rule.judged))


def _lost_predicate(token: Token, rule: Turn) -> Hit | None:
    """Read "called the claim that they burned the mill [a lie]", hung on the inner verb."""
    inner = token.head
    if token.dep_ not in ("dobj", "oprd", "appos", "npadvmod") or inner.dep_ not in (
        "acl",
        "ccomp",
    ):
        return None
    if token.lemma_.lower() in rule.untrue:
        return None  # "called the report that they burned the mill *accurate*"
    noun = inner.head
    verb = noun.head
    objects = [c for c in inner.children if c.dep_ in ("dobj", "dative", "oprd")]
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in rule.verbs or is_negated(verb):
        return None
    if len(objects) < 2 and token.dep_ == "dobj":
        return None
    start, end = span_of(inner)
    last, first = span_of(token)[::-1]
    return Hit(content=(start, first) if first > inner.i else (last, end), verb=verb)


def _predicating(token: Token, untrue: frozenset[str]) -> Token | None:
    """Give the verb that a word is the predicate of: "were *invented*", "proved *unfounded*"."""
    if token.pos_ in VERBAL and token.tag_ not in ("VBN", "VBG") and token.lemma_.lower() in untrue:
        return token
    if token.pos_ in VERBAL:
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
        return token if passive and token.tag_ == "VBN" else None
    current = token
    for _ in range(MAX_STEPS):
        if current.dep_ in ("acomp", "attr", "oprd", "dobj", "ccomp", "xcomp", "conj"):
            current = current.head
        elif current.dep_ in ("pobj", "amod") and current.head.lower_ in _THROUGH:
            current = current.head.head
        elif current.dep_ == "advmod" and current.lower_ == "far":
            current = current.head
        else:
            return None
        if current.pos_ in VERBAL:
            higher = current.dep_ == "xcomp" and current.head.lemma_ in ("turn", "prove", "appear")
            return current.head if higher else current
    return None


_THROUGH: Final = frozenset({"as", "of", "from", "but"})
"""Prepositions in front of a predicate: "nothing *but* slander", "dismissed *as* lies"."""


def _small_subject(token: Token) -> Token | None:
    """Give the subject of a small clause: "called [the claim] a lie"."""
    return next((c for c in token.children if c.dep_ in _SUBJECT), None)


def _content_of_subject(verb: Token, predicate: Token, judged: bool) -> Token | None:
    """Find what a predicate is said of: a claim's content, or a that-clause unless it judges."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ not in _POINTING:
            own = None if judged or child.pos_ != "NOUN" else child
            return content_of(child) or _topic(verb) or own
    told = _told_clause(verb, predicate)
    if told is not None:
        return told
    for owner in (verb, predicate):
        for child in owner.children:
            if child.dep_ in _CLAUSAL and is_that_clause(child) and not judged:
                return child
    pronoun = any(c.dep_ == "nsubj" and c.lower_ in _POINTING for c in verb.children)
    return _topic(verb) if pronoun else None


def _told_clause(verb: Token, predicate: Token) -> Token | None:
    """Find what it is absurd "to suggest *that they fired*"."""
    for owner in (verb, predicate):
        for child in owner.children:
            if child.dep_ in ("csubj", "xcomp", "ccomp", "advcl", "acl") and (
                child.lemma_ in _TELLING
            ):
                return next((c for c in child.children if c.dep_ == "ccomp"), None)
    return None


def _topic(verb: Token) -> Token | None:
    """Find what "this is a lie" is said of: "…, Brandt said of [reports that …]"."""
    saying = verb.head
    if verb.dep_ != "ccomp" or saying is verb:
        return None
    for child in saying.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "about", "on"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return content_of(inner)
    return None


# --- without truth, part, proof or guilt ------------------------------------------------------


def baseless(token: Token, rule: Turn) -> Hit | None:
    """Find the claim without truth: "no truth in the claim that …", "the claim has no basis"."""
    del rule
    if token.lemma_ == "truth" and (scrap := _scrap_of(token)) is not None:
        token = scrap
    verb = token.head
    if token.lemma_ == "question" and verb.lower_ == "of" and verb.head.lower_ == "out":
        return hit_on(next((c for c in token.children if is_that_clause(c)), None))
    without = token.dep_ == "pobj" and verb.lower_ == "without"
    if not (is_negated(token) or without or is_negated(verb) or verb.lemma_ == "lack"):
        return None
    scraps = token.head.children if token.lemma_.lower() in _SCRAPS else ()
    for child in (*token.children, *scraps):
        if child.dep_ != "prep":
            continue
        inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if token.lemma_ == "question":
            return hit_on(inner) if child.lower_ == "of" else None
        if child.lower_ in ("to", "in", "for", "behind"):
            return hit_on(content_of(inner)) if inner is not None else None
    verb = verb.head if without else verb
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return hit_on(content_of(subject)) if subject is not None else None


def _scrap_of(truth: Token) -> Token | None:
    """Give the noun of "not a *word* of truth", "no *grain* of truth"."""
    if truth.dep_ != "pobj" or truth.head.lower_ != "of":
        return None
    noun = truth.head.head
    first = noun.left_edge
    refused = first.lower_ == "no" or (first.i > 0 and first.nbor(-1).lower_ in ("not", "n't"))
    return noun if refused and noun.lemma_.lower() in _SCRAPS else None


_SCRAPS: Final = word_list("said.scraps")


def no_part(token: Token, rule: Turn) -> Hit | None:
    """Find what somebody took no part in: "had no role in", "nothing to do with", "not behind"."""
    word = token.lemma_.lower()
    if word == "nothing":
        do = next((c for c in token.children if c.lemma_ == "do"), None)
        return hit_on(object_of(do, ("with",))) if do is not None else None
    governor = token.head
    withheld = governor.pos_ in VERBAL and is_withheld(governor, load_denials())
    withheld = withheld or (token.pos_ in VERBAL and is_withheld(token, load_denials()))
    negated = is_negated(token) or withheld
    if word in rule.judged:
        return hit_on(_not_done_by(token)) if negated else None
    if governor.lemma_ == "claim" and not is_negated(token):
        return None  # who has *not claimed* responsibility has not denied it either
    if not negated or not {word, governor.lemma_.lower()} & rule.verbs:
        return None
    if word == "behind":
        inner = next((c for c in token.children if c.dep_ == "pobj"), None)
        return hit_on(inner) if governor.lemma_ == "be" else None
    ways = ("in", "for", "with", "to", "behind")
    target = object_of(token, ways)
    if target is None and governor.pos_ in VERBAL:
        target = object_of(governor, ways)
    return hit_on(target)


def _not_done_by(noun: Token) -> Token | None:
    """Find what is not one's doing: "the *blast* was not the work of the Front"."""
    copula = noun.head
    owned = any(c.dep_ == "poss" or c.lower_ == "of" for c in noun.children)
    if copula.lemma_ != "be" or not owned:
        return None
    subject = next((c for c in copula.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ not in _POINTING:
        return subject
    return object_of(copula.head, ("of", "about")) if copula.dep_ == "ccomp" else None


def innocent(token: Token, rule: Turn) -> Hit | None:
    """Find what somebody is innocent of, or knows nothing of.

    "Protested his innocence in the *massacre*", "pleaded not guilty to *murder*", "knew nothing
    about any *raid*".
    """
    word, governor = token.lemma_.lower(), token.head
    inner = object_of(token, ("of", "in", "to", "over", "about"))
    negated = is_negated(token) or (governor.pos_ in VERBAL and is_negated(governor))
    if token.i and token.nbor(-1).lower_ == "not":
        negated = True
    if inner is None and governor.pos_ in VERBAL:
        inner = object_of(governor, ("of", "to", "about"))
    if word == "nothing":
        known = governor.lemma_.lower() in rule.verbs
        return hit_on(inner, governor) if known and token.dep_ == "dobj" else None
    if negated != (word in rule.untrue):
        return None
    if word in rule.judged and (inner is None or not _is_open(inner)):
        return None
    predicated = governor.pos_ in VERBAL and governor.lemma_.lower() in ("be", "find", "plead")
    if word == "guilty" and not predicated and token.dep_ != "ROOT":
        return None
    speaks = governor.pos_ in VERBAL and governor.lemma_.lower() in rule.verbs
    return hit_on(inner, governor if speaks else None)


def invented(token: Token, rule: Turn) -> Hit | None:
    """Find the deed that somebody made up: "she had *invented* the abduction"."""
    del rule
    if token.pos_ != "VERB" or is_negated(token):
        return None
    deed = next((c for c in token.children if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
    return hit_on(None if deed is None else content_of(deed) or deed)


def unreal(token: Token, rule: Turn) -> Hit | None:
    """Find the deed of a noun that its adjective takes away: "an *imaginary* attack"."""
    del rule
    noun = token.head
    if token.dep_ != "amod" or noun.pos_ != "NOUN" or is_negated(noun):
        return None
    return Hit(content=(noun.i, noun.right_edge.i + 1))


def clean(token: Token, rule: Turn) -> Hit | None:
    """Find what hands are clean of: "their *hands* are clean", Brandt said of the *killings*."""
    verb = token.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lemma_.lower() not in rule.verbs or is_negated(verb):
        return None
    ways = ("of", "in", "over", "on")
    own = object_of(token, ways) or object_of(verb, ways)
    if own is not None or verb.dep_ != "ccomp":
        return hit_on(own)
    return hit_on(object_of(verb.head, ("of", "about", "on")), verb.head)


def _is_open(noun: Token) -> bool:
    """Tell "no information about *any arrests*" from "no information about *the raid*"."""
    kids = {c.lower_ for c in noun.children if c.dep_ in ("det", "poss", "amod")}
    return bool(kids & {"any", "such"}) or not any(c.dep_ in ("det", "poss") for c in noun.children)


def object_of(token: Token, ways: tuple[str, ...]) -> Token | None:
    """Give what stands behind one of the prepositions that hang on a word."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ways:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def no_proof(token: Token, rule: Turn) -> Hit | None:
    """Find what there is no proof of: "found no evidence that", "not a shred of proof"."""
    if token.lemma_.lower() in ("nothing", "little"):
        verb = next((c for c in token.children if c.lemma_.lower() in rule.verbs), None)
        told = [c for c in verb.children if c.dep_ in ("ccomp", "dobj")] if verb else []
        finder = token.head if token.dep_ == "dobj" and token.head.pos_ in VERBAL else None
        return hit_on(told[0], finder) if told else None
    measured = token
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
        measured = token.head.head
    verb = measured.head
    lacking = measured.lemma_.lower() in ("lack", "absence", "want") or verb.lemma_ == "lack"
    lacking = lacking or any(c.lower_ in _SCANT for c in token.children)
    negated = is_negated(token) or is_negated(measured) or lacking
    negated = negated or (verb.pos_ in VERBAL and is_withheld(verb, load_denials()))
    if not negated and not (measured.dep_ == "pobj" and verb.lower_ == "without"):
        return None
    target = content_of(token)
    if target is None:
        clause = (c for c in verb.children if c.dep_ in ("ccomp", "advcl") and c.i > token.i)
        target = next((c for c in clause if is_that_clause(c)), None)
    speaks = verb.pos_ in VERBAL and verb.lemma_.lower() not in ("be", "exist", "lack", "emerge")
    return hit_on(target, verb if speaks else None)
