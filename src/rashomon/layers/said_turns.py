"""What turns an attribution: negation, refusal, falsehood.

"The general did not deny that the mill had burned" concedes it; "Brandt called the claim that it
had burned a lie" denies it without a verb of denial; "the army said it had no part in the raid"
denies its agency. The rules live in ``lexicon/en/denials.toml``.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import MAX_STEPS, VERBAL, conj_root, is_negated
from rashomon.layers.said_drafts import Draft, Page
from rashomon.lexicon.denials import Denials, Turn

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_GOVERNED: Final = frozenset({"xcomp", "ccomp", "acl"})
_CLAUSAL: Final = frozenset({"csubj", "csubjpass", "ccomp", "advcl", "relcl", "acl"})
_TELLING: Final = frozenset({"say", "claim", "suggest", "assert", "allege", "believe", "think"})
_POINTING: Final = frozenset({"it", "this", "that", "these", "those", "they"})
_QUESTION: Final = frozenset(
    {"if", "whether", "who", "what", "why", "how", "where", "when", "which"}
)
_OPEN_QUESTION: Final = frozenset({"if", "whether"})


def turn_stances(page: Page, drafts: Sequence[Draft], denials: Denials) -> list[Draft]:
    """Turn the stance of every draft whose cue is negated, refused, paired or an act.

    Args:
        page: The doc and its quotations.
        drafts: Attributions in the making; those without a lexicon's cue stay as they are.
        denials: The rules.
    """
    return [_turned(page, draft, denials) for draft in drafts]


def _turned(page: Page, draft: Draft, denials: Denials) -> Draft:
    if draft.entry is None:
        return draft
    for kind, holds in _TURNS.items():
        for rule in denials.of(kind):
            if holds(page, draft, rule, denials):
                return replace(draft, stance=rule.stance, turned=rule.id, tells=_TELLS.get(kind))
    return draft


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
    quoted = draft.direct or draft.rule == "said.block"
    if _family(draft) not in rule.classes or left_alone or quoted or _presupposes(page, draft):
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


_TURNS: Final = {
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
    return root.dep_ in _GOVERNED and (
        above.lemma_.lower() in denials.lists["withheld"]
        or any(c.lower_ == "yet" for c in above.children if above.lemma_ == "have")
    )


def _is_negative(verb: Token, denials: Denials) -> bool:
    if is_negated(verb):
        return True
    for child in verb.children:
        if child.dep_ not in ("nsubj", "nsubjpass"):
            continue
        if child.lower_ in denials.lists["nobody"] or is_negated(child):
            return True
    return False


def new_denials(page: Page, drafts: Sequence[Draft], denials: Denials) -> list[Draft]:
    """Find denials without a cue of denial: a claim called false, no part taken, no proof found.

    Returns:
        New drafts. Where a verb of calling has a subject it is their source; else they have none,
        and belong to the speaker of the draft that they stand `within`, or to the author.
    """
    words = _index(denials)
    turned = {d.head for d in drafts if d.turned and d.source}
    found: list[Draft] = []
    owners: list[int] | None = None
    for token in page.doc:
        for rule in words.get(token.lemma_.lower(), ()):
            hit = _HITS[rule.on](token, rule)
            if hit is None or token.i in turned:
                continue
            if owners is None:
                owners = _owners(page, drafts)
            found += _draft(drafts, owners, token, rule, hit)
    return found


def _index(denials: Denials) -> dict[str, tuple[Turn, ...]]:
    table: dict[str, tuple[Turn, ...]] = {}
    for kind in ("false", "baseless", "no-part", "no-proof"):
        for rule in denials.of(kind):
            for word in rule.words | rule.untrue | rule.judged:
                table[word] = (*table.get(word, ()), rule)
    return table


def _owners(page: Page, drafts: Sequence[Draft]) -> list[int]:
    """Give per token the number of the smallest draft in whose content it stands, or -1."""
    owners = [-1] * len(page.doc)
    sizes = [sum(e - s for s, e in d.content) for d in drafts]
    for number in sorted(range(len(drafts)), key=lambda n: -sizes[n]):
        if drafts[number].source:
            for start, end in drafts[number].content:
                owners[start:end] = [number] * (end - start)
    return owners


# --- what each kind looks at ------------------------------------------------------------------

Hit = tuple[Token, Token | None]
"""Head of the denied content, and the verb whose subject denies it, if it is no copula."""


def _false(token: Token, rule: Turn) -> Hit | None:
    """Find the claim that a word calls false: "the claim … is a lie", "called the claim a lie"."""
    named = _lost_predicate(token, rule)
    if named is not None:
        return named
    verb = _predicating(token, rule.untrue)
    if verb is None:
        return None
    word = token.lemma_.lower()
    negated = is_negated(verb) or is_negated(token)
    if negated != (word in rule.untrue):
        return None
    if verb.lemma_.lower() in rule.verbs:
        target = next((c for c in verb.children if c.dep_ == "dobj" and c is not token), None)
        target = target or _small_subject(token)
        if target is None:
            return None
        found = _content_of(target) or _content_of_subject(verb, token, word in rule.judged)
        return _with_verb(found, verb)
    return _with_verb(_content_of_subject(verb, token, word in rule.judged), None)


def _lost_predicate(token: Token, rule: Turn) -> Hit | None:
    """Read "called the claim that they burned the mill [a lie]", hung on the inner verb."""
    inner = token.head
    if token.dep_ not in ("dobj", "oprd", "appos", "npadvmod") or inner.dep_ not in (
        "acl",
        "ccomp",
    ):
        return None
    noun = inner.head
    verb = noun.head
    objects = [c for c in inner.children if c.dep_ in ("dobj", "dative", "oprd")]
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in rule.verbs or is_negated(verb):
        return None
    return (inner, verb) if len(objects) > 1 or token.dep_ != "dobj" else None


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
        elif current.dep_ == "pobj" and current.head.lower_ == "as":
            current = current.head.head
        else:
            return None
        if current.pos_ in VERBAL:
            higher = current.dep_ == "xcomp" and current.head.lemma_ in ("turn", "prove", "appear")
            return current.head if higher else current
    return None


def _small_subject(token: Token) -> Token | None:
    """Give the subject of a small clause: "called [the claim] a lie"."""
    return next((c for c in token.children if c.dep_ in _SUBJECT), None)


def _content_of_subject(verb: Token, predicate: Token, judged: bool) -> Token | None:
    """Find what a predicate is said of: a claim's content, or a that-clause unless it judges."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ not in _POINTING:
            return _content_of(child) or _topic(verb)
    for owner in (verb, predicate):
        for child in owner.children:
            if child.dep_ in _CLAUSAL and _is_that_clause(child) and not judged:
                return child
            if child.dep_ in ("xcomp", "ccomp", "advcl", "acl") and child.lemma_ in _TELLING:
                told = (c for c in child.children if c.dep_ == "ccomp")
                return next(told, None)
    pronoun = any(c.dep_ == "nsubj" and c.lower_ in _POINTING for c in verb.children)
    return _topic(verb) if pronoun else None


def _topic(verb: Token) -> Token | None:
    """Find what "this is a lie" is said of: "…, Brandt said of [reports that …]"."""
    saying = verb.head
    if verb.dep_ != "ccomp" or saying is verb:
        return None
    for child in saying.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "about", "on"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return _content_of(inner)
    return None


def _content_of(noun: Token) -> Token | None:
    """Give the clause or event noun that a noun of saying takes: "claim [that …]"."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("acl", "ccomp", "relcl") and _is_that_clause(child):
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "about") and child.i > noun.i:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def _is_that_clause(verb: Token) -> bool:
    kids = list(verb.children)
    marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in kids)
    return marked or any(
        c.dep_ in _SUBJECT and c.tag_[0] != "W" and c.lower_ != "that" for c in kids
    )


def _baseless(token: Token, rule: Turn) -> Hit | None:
    """Find the claim without truth: "no truth in the claim that …", "the claim has no basis"."""
    del rule
    verb = token.head
    without = token.dep_ == "pobj" and verb.lower_ == "without"
    if not (is_negated(token) or without or is_negated(verb) or verb.lemma_ == "lack"):
        return None
    for child in token.children:
        if child.dep_ != "prep":
            continue
        inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if token.lemma_ == "question":
            return _with_verb(inner, None) if child.lower_ == "of" else None
        if child.lower_ in ("to", "in", "for", "behind"):
            return _with_verb(_content_of(inner), None) if inner is not None else None
    verb = verb.head if without else verb
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return _with_verb(_content_of(subject), None) if subject is not None else None


def _no_part(token: Token, rule: Turn) -> Hit | None:
    """Find what somebody took no part in: "had no role in", "nothing to do with", "not behind"."""
    word = token.lemma_.lower()
    if word == "nothing":
        do = next((c for c in token.children if c.lemma_ == "do"), None)
        return _with_verb(_object_of(do, ("with",)), None) if do is not None else None
    governor = token.head
    negated = is_negated(token) or (governor.pos_ in VERBAL and is_negated(governor))
    if not negated or not {word, governor.lemma_.lower()} & rule.verbs:
        return None
    if word == "behind":
        inner = next((c for c in token.children if c.dep_ == "pobj"), None)
        return _with_verb(inner, None) if governor.lemma_ == "be" else None
    ways = ("in", "for", "with", "to", "behind")
    target = _object_of(token, ways)
    if target is None and governor.pos_ in VERBAL:
        target = _object_of(governor, ways)
    return _with_verb(target, None)


def _object_of(token: Token, ways: tuple[str, ...]) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ways:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def _no_proof(token: Token, rule: Turn) -> Hit | None:
    """Find what there is no proof of: "found no evidence that", "no sign of"."""
    del rule
    verb = token.head
    if not (is_negated(token) or (verb.pos_ in VERBAL and is_negated(verb))):
        return None
    target = _content_of(token)
    if target is None:
        clause = (c for c in verb.children if c.dep_ in ("ccomp", "advcl") and c.i > token.i)
        target = next((c for c in clause if _is_that_clause(c)), None)
    found = verb if verb.lemma_.lower() not in ("be", "exist") else None
    return _with_verb(target, found if found is not None and found.pos_ in VERBAL else None)


def _with_verb(content: Token | None, verb: Token | None) -> Hit | None:
    return None if content is None else (content, verb)


_HITS: Final = {"false": _false, "baseless": _baseless, "no-part": _no_part, "no-proof": _no_proof}


def _draft(
    drafts: Sequence[Draft],
    owners: list[int],
    token: Token,
    rule: Turn,
    hit: Hit,
) -> list[Draft]:
    """Make the draft of a hit: whose words it is, and what it denies."""
    content, verb = hit
    own = _own_speaker(verb)
    number = owners[token.i] if own is None else -1
    if rule.on == "no-part" and own is None and number < 0:
        return []
    start, end = content.left_edge.i, content.right_edge.i + 1
    if start <= token.i < end:
        start, end = (start, token.i) if content.i < token.i else (token.i + 1, end)
    if end <= start:
        return []
    return [
        Draft(
            head=token.i,
            cue=(token.i, token.i + 1),
            entry=None,
            rule=f"said.{rule.on}",
            content=((start, end),),
            source=() if own is None else (own[0],),
            source_head=-1 if own is None else own[1],
            within=drafts[number].head if number >= 0 else -1,
            stance=rule.stance,
            turned=rule.id,
            denial="agency" if rule.on == "no-part" else None,
        )
    ]


def _own_speaker(verb: Token | None) -> tuple[tuple[int, int], int] | None:
    """Give range and head of the subject that denies: "[Brandt] called the claim a lie"."""
    if verb is None:
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
    if subject is not None and subject.dep_ == "agent":
        subject = next((c for c in subject.children if c.dep_ == "pobj"), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    end = max((t.i + 1 for t in subject.subtree if t.i < verb.i), default=subject.i + 1)
    return (subject.left_edge.i, max(end, subject.i + 1)), subject.i
