"""Denials that no cue of saying carries: a claim called false, no part taken, no proof found.

"Reports that marines had landed *proved unfounded*" denies the landing without a verb of denial.
What each word looks at stands in `rashomon.layers.said_claims`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import is_negated, subjects
from rashomon.layers.said_answers import answers, labels, misreported, passives, replies
from rashomon.layers.said_claims import (
    Hit,
    baseless,
    clean,
    false_claim,
    innocent,
    invented,
    no_part,
    no_proof,
    noun_phrase,
    unreal,
)
from rashomon.layers.said_cues import CueHit
from rashomon.layers.said_curt import curt_answers, topics
from rashomon.layers.said_drafts import NOT_SO, Draft, Page, Range, stance_of
from rashomon.layers.said_echo import echoes
from rashomon.layers.said_formulas import checked, formulas
from rashomon.layers.said_line import LINE, ends_headline, headline_ends, headline_nots
from rashomon.layers.said_reversed import struck, unreal_ifs, yes_and_no
from rashomon.layers.said_source import MAX_SOURCE
from rashomon.layers.said_taken_back import denying_noun, dispelled
from rashomon.layers.said_turns import is_withheld
from rashomon.layers.said_verdicts import fronted, judged_passive
from rashomon.lexicon.denials import Denials, Turn, load_denials

_FINDERS: Final[dict[str, Callable[[Token, Turn], Hit | None]]] = {
    "false": false_claim,
    "baseless": baseless,
    "no-part": no_part,
    "no-proof": no_proof,
    "innocent": innocent,
    "clean": clean,
    "invented": invented,
    "unreal": unreal,
    "dispelled": dispelled,
    "noun": denying_noun,
}
AGENCY: Final = frozenset({"no-part", "innocent", "clean"})
"""Kinds that deny a person's part and say nothing of whether it happened."""


def new_denials(
    page: Page, drafts: Sequence[Draft], denials: Denials, hits: Sequence[CueHit]
) -> list[Draft]:
    """Find denials without a cue of denial.

    Args:
        page: The doc and its quotations.
        drafts: The attributions so far.
        denials: The rules of turned stances.
        hits: The cues of the doc.

    Returns:
        New drafts. Where a verb of calling has a subject it is their source; else they have none,
        and belong to the speaker of the draft that they stand `within`, or to the author.
    """
    if not page.doc.has_annotation("SENT_START"):
        return []
    words = _index()
    turned = {d.head for d in drafts if d.turned and d.source}
    denied = [d.content for d in drafts if d.source and stance_of(d) in NOT_SO]
    found: list[Draft] = []
    owners: list[int] | None = None
    for token in page.doc:
        for rule in words.get(token.lemma_.lower(), ()):
            if not _is_listed(token, rule):
                continue
            hit = _FINDERS[rule.on](token, rule)
            if hit is None or token.i in turned or _is_denied(hit, denied):
                continue
            if owners is None:
                owners = _owners(page, drafts)
            found += _draft(drafts, owners, token, rule, hit)
    found += answers(page, drafts, denials)
    found += echoes(page, drafts, denials)
    found += labels(page, denials)
    found += misreported(drafts, page, denials)
    found += passives(page, denials)
    found += replies(page, drafts, denials)
    found += _called_false(page, drafts, found, denials)
    found += _far_clauses(page, drafts, hits)
    found += headline_ends(page, drafts, hits)
    owners = owners or _owners(page, drafts)
    found += _unsaid([*checked(page), *formulas(page, drafts, owners, denials)], (*drafts, *found))
    found += headline_nots(page, hits, denials)
    found += [*unreal_ifs(page, drafts, denials), *yes_and_no(page, drafts, denials)]
    found += struck(page, denials)
    return found + list(topics(curt_answers(page, drafts, denials), (*drafts, *found)))


def _unsaid(formulaic: Iterable[Draft], known: Sequence[Draft]) -> list[Draft]:
    """Leave out the formulas whose content is denied already: a no is told once."""
    kept: list[Draft] = []
    denied = [c for d in known if stance_of(d) in NOT_SO for c in d.content]
    for draft in sorted(formulaic, key=lambda d: not d.source):
        start, end = draft.content[0]
        if not any(s < end and start < e for s, e in denied):
            kept.append(draft)
            denied.append((start, end))
    return kept


def _called_false(
    page: Page, drafts: Sequence[Draft], found: Sequence[Draft], denials: Denials
) -> list[Draft]:
    """Find claims called false by their order in the sentence, where the parse went astray.

    "The video that shows soldiers *burning the mill* is fake": a noun of saying or showing, what it
    says, a form of "be", a word of falsity.
    """
    rule, unlikely = denials.of("false")[:2]
    baseless_words = denials.of("baseless")[0].words
    false = rule.words | rule.judged | rule.untrue | unlikely.words
    known = {d.head for d in found}
    more: list[Draft] = []
    owners: list[int] | None = None
    for token in page.doc:
        word = token.lemma_.lower()
        lacking = word in baseless_words and token.i and token.nbor(-1).lower_ in _LACKING
        if token.i in known or not (lacking or word in false):
            continue
        start = token.sent.start
        owners = owners or _owners(page, drafts)
        named = _branded(page, token, rule, denials)
        if named is not None:
            made = _made(drafts, owners, token, rule, named[0])
            more.append(replace(made, source=(named[1][0],), source_head=named[1][1], within=-1))
            continue
        by = unlikely if word in unlikely.words else rule
        judged = None
        if word not in rule.untrue:
            judged = judged_passive(page, token, by, denials) or fronted(page, token, denials)
        if judged is not None:
            made = _made(drafts, owners, token, by, judged[0])
            more.append(replace(made, source=(judged[1],), source_head=judged[2], within=-1))
            continue
        called = None if word in rule.untrue else _called(page, token, by, denials)
        if called is not None:
            made = _made(drafts, owners, token, by, called[0])
            more.append(replace(made, source=(called[1][0],), source_head=called[1][1], within=-1))
            continue
        if by is unlikely:
            continue
        verb = _copula(page, token, start, negated=word in rule.untrue)
        if verb is None and word in rule.words and ends_headline(token):
            verb = token.i
        noun = None if verb is None else _noun_before(page, verb, start, denials)
        if verb is None or noun is None:
            continue
        more.append(_made(drafts, owners, token, rule, (noun + 1, verb)))
    return more


def _branded(
    page: Page, token: Token, rule: Turn, denials: Denials
) -> tuple[Range, tuple[Range, int]] | None:
    """Read "described as “baseless” media *reports that its staff had fled*"."""
    doc, start = page.doc, token.sent.start
    led = [i for i in range(max(start, token.i - _REACH - 1), token.i) if doc[i].lower_ == "as"]
    verb = doc[led[-1]].head if led else token
    if not led or verb.lemma_.lower() not in rule.verbs or verb.i > led[-1] or is_negated(verb):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    for i in range(token.i + 1, min(token.sent.end - 1, token.i + _REACH + 2)):
        lemma = doc[i].lower_.removesuffix("s")
        if subject is not None and lemma in denials.lists["claims"]:
            return (i + 1, token.sent.end), noun_phrase(subject, verb.i)
    return None


def _called(
    page: Page, token: Token, rule: Turn, denials: Denials
) -> tuple[Range, tuple[Range, int]] | None:
    """Read "branded the story *of a massacre* a fabrication", however it is parsed."""
    doc, start = page.doc, token.sent.start
    first = token.i
    while first > start and doc[first - 1].pos_ in ("DET", "ADJ", "ADV"):
        first -= 1
    closes = token.pos_ == "ADJ" and token.i + 1 < len(doc) and doc[token.i + 1].is_punct
    quoted = first > start and doc[first - 1].text in _OPENS
    if doc[first].lower_ not in ("a", "an", "another", "nothing", "the") and not quoted:
        first = token.i if closes else -1
    elif closes:
        first = token.i
    if first < 0:
        return None
    for i in range(first - 1, max(start, first - MAX_SOURCE) - 1, -1):
        verb = doc[i]
        if verb.text in (";", ":") or (verb.pos_ == "AUX" and not quoted):
            return None
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in rule.verbs or is_negated(verb):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < i), None)
        noun = next(
            (t.i for t in doc[i + 1 : first] if t.lemma_.lower() in denials.lists["claims"]), first
        )
        ends = first - quoted
        if subject is None or noun + 1 >= ends:
            return None
        return (noun + 1, ends), noun_phrase(subject, i)
    return None


_OPENS: Final = frozenset("“\"'‘«")
_LACKING: Final = frozenset({"without", "no", "lacks", "lacked"})


def _far_clauses(page: Page, drafts: Sequence[Draft], hits: Sequence[CueHit]) -> list[Draft]:
    """Find the clause of a denial that the parser lost: "deny for a second time *that* it sank"."""
    known = {d.head for d in drafts if d.content}
    found = []
    for hit in hits:
        verb = hit.head
        sure = hit.entry.family.stance == "denies" and "that" in hit.entry.frames
        sure = sure and verb.pos_ == "VERB" and not is_negated(verb)
        doubts = hit.entry.family.id == "believes" and verb.dep_ == "acomp"
        doubts = doubts and is_withheld(verb, load_denials())
        if verb.i in known or not (sure or doubts):
            continue
        that = _far_that(page, hit)
        if that is None:
            continue
        who = next(iter(subjects(verb if sure else verb.head)), None)
        named = who is not None and who.i < verb.i and who.pos_ in ("NOUN", "PROPN", "PRON")
        source = noun_phrase(who, verb.i) if who is not None and named else None
        found.append(
            Draft(
                head=verb.i,
                cue=(hit.start, hit.end),
                entry=hit.entry,
                rule="said.clause",
                content=((that, verb.sent.end),),
                source=() if source is None else (source[0],),
                source_head=-1 if source is None else source[1],
                stance="denies" if sure else "doubts",
                turned="" if sure else "deny.negated.doubts",
            )
        )
    return found


def _far_that(page: Page, hit: CueHit) -> int | None:
    """Find the "that" that opens what is denied, not the one of "took back the *bridge that*"."""
    doc, sent = page.doc, hit.head.sent
    claims = page.lexicon.speakers["said-noun"].words
    for i in range(hit.end, min(sent.end - 2, hit.end + LINE)):
        that = doc[i]
        if that.lower_ != "that" or that.head.i <= i:
            continue
        own = that.dep_ not in RELATIVE or that.head.dep_ != "relcl"
        told = any(t.lemma_.lower() in claims for t in doc[hit.end : i])
        return i if told or (own and "said-np" not in hit.entry.frames) else None
    return None


RELATIVE: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def _copula(page: Page, token: Token, start: int, *, negated: bool) -> int | None:
    """Give the form of "be" in front of a predicate, negated or not as it must be."""
    words = [t.lower_ for t in page.doc[max(start, token.i - _REACH) : token.i]]
    if negated != any(w in ("not", "n't", "n’t", "never") for w in words):
        return None
    for i in range(token.i - 1, max(start, token.i - _REACH) - 1, -1):
        if page.doc[i].tag_ == "VBN" and page.doc[i].lemma_ not in _COPULAS:
            return None
        if page.doc[i].text in (",", ";", ":") or page.doc[i].lower_ in ("that", "who", "which"):
            return None
        if page.doc[i].lemma_ in _COPULAS and page.doc[i].pos_ in ("AUX", "VERB"):
            return i
    return None


def _noun_before(page: Page, verb: int, start: int, denials: Denials) -> int | None:
    """Give the noun of saying or showing whose words stand between it and a verb."""
    listed = denials.lists["claims"] | denials.lists["records"]
    for i in range(verb - _LEAST, max(start, verb - MAX_SOURCE) - 1, -1):
        token = page.doc[i]
        if token.text in (";", ":") or token.text in '"“”':
            return None
        word = token.lemma_.lower()
        named = word in listed and (token.pos_ == "NOUN" or token.lower_ == f"{word}s")
        if named and page.doc[i + 1].lower_ in ("that", "of", "about", "the", "showing", "which"):
            return i
    return None


_COPULAS: Final = frozenset({"be", "prove", "turn", "do"})
_REACH: Final = 5
"""Tokens between a form of "be" and the predicate, at most."""
_LEAST: Final = 3
"""Tokens of a claim, at least: "that it fired"."""


def _tells(draft: Draft) -> bool:
    if draft.tells is not None:
        return draft.tells
    return draft.entry is None or draft.entry.family.tells


def _is_denied(hit: Hit, denied: list[tuple[Range, ...]]) -> bool:
    """Tell whether somebody named denies the same words already, with a cue of denial."""
    start, end = hit.content
    if hit.verb is None:
        return False
    return any(s <= start and end <= e for content in denied for s, e in content)


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Turn, ...]]:
    denials = load_denials()
    table: dict[str, tuple[Turn, ...]] = {}
    for kind in _FINDERS:
        for rule in denials.of(kind):
            for word in rule.words | (rule.untrue | rule.judged if kind in WORDED else set()):
                keys = {word.split()[0], word.split()[-1]} if kind in PHRASED else {word}
                for key in sorted(keys):
                    if rule not in table.get(key, ()):
                        table[key] = (*table.get(key, ()), rule)
    return table


def _is_listed(token: Token, rule: Turn) -> bool:
    """Tell whether a rule lists a word, by itself or with the one in front: "fairy *tale*"."""
    word = token.lemma_.lower()
    if rule.on not in PHRASED or any(word in s for s in (rule.words, rule.untrue, rule.judged)):
        return True
    before = token.nbor(-1).lower_ if token.i else ""
    phrases = {f"{before} {word}", *(f"{word} {c.lower_}" for c in token.children)}
    phrases |= {f"{word} {t.lower_}" for t in token.subtree if t.dep_ == "pobj"}
    return not (phrases.isdisjoint(rule.words) and phrases.isdisjoint(rule.judged))


WORDED: Final = frozenset({"false", "innocent", "no-part"})
PHRASED: Final = frozenset({"false", "invented"})
"""Kinds whose negated and judging words are looked up like their words."""


def _owners(page: Page, drafts: Sequence[Draft]) -> list[int]:
    """Give per token the number of the smallest draft in whose content it stands, or -1."""
    owners = [-1] * len(page.doc)
    sizes = [sum(e - s for s, e in d.content) for d in drafts]
    for number in sorted(range(len(drafts)), key=lambda n: -sizes[n]):
        if drafts[number].source and _tells(drafts[number]):
            for start, end in drafts[number].content:
                owners[start:end] = [number] * (end - start)
    return owners


def _draft(
    drafts: Sequence[Draft],
    owners: list[int],
    token: Token,
    rule: Turn,
    hit: Hit,
) -> list[Draft]:
    """Make the draft of a hit: whose words it is, and what it denies."""
    owned = rule.on == "noun" and not rule.judged
    own = _own_speaker(hit.verb, rule) or (_owner(token) if owned else None)
    start, end = hit.content
    if start <= token.i < end:
        start, end = (start, token.i) if start < token.i else (token.i + 1, end)
    if end <= start:
        return []
    made = _made(drafts, owners, token, rule, (start, end))
    if own is not None:
        made = replace(made, source=(own[0],), source_head=own[1], within=-1)
    return [made]


def _made(
    drafts: Sequence[Draft], owners: list[int], token: Token, rule: Turn, content: Range
) -> Draft:
    """Make a draft in the words of whoever speaks around it."""
    number = owners[token.i]
    return Draft(
        head=token.i,
        cue=(token.i, token.i + 1),
        entry=None,
        rule=f"said.{rule.on}",
        content=(content,),
        within=drafts[number].head if number >= 0 else -1,
        stance=rule.stance,
        turned=rule.id,
        denial="agency" if rule.on in AGENCY else None,
    )


def _own_speaker(verb: Token | None, rule: Turn) -> tuple[Range, int] | None:
    """Give range and head of the subject that denies: "[Brandt] called the claim a lie"."""
    if verb is None:
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
    if subject is not None and subject.dep_ == "agent":
        subject = next((c for c in subject.children if c.dep_ == "pobj"), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if subject.lemma_.lower() in rule.unless:
        return None
    return noun_phrase(subject, verb.i)


def _owner(noun: Token) -> tuple[Range, int] | None:
    """Give who denies: "[the army's] denial", "a denial by [the army]", "from [the army]"."""
    for child in noun.children:
        if child.dep_ == "poss":
            end = next((c.i for c in child.children if c.dep_ == "case"), child.right_edge.i + 1)
            return (child.left_edge.i, max(end, child.i + 1)), child.i
        given = child.dep_ == "acl" and child.tag_ == "VBN"
        ways = list(child.children) if given else [child]
        for way in ways:
            inner = next((c for c in way.children if c.dep_ == "pobj"), None)
            if way.lower_ in ("by", "from") and inner is not None:
                return noun_phrase(inner, inner.right_edge.i + 1)
    return None
