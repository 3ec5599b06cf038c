"""A no, or a yes, to what is told: "Varga said the Front shelled it. *The Front denied it.*".

Two speakers, one act: Varga's words stay hers, and the answer is a telling of its own, by whoever
denies or confirms. What is answered stands in front of the answer; where several sentences may
hold it, each is handed on, the nearest first, and the reading takes the first that tells an act.

Citation: Bach and Harnish 1979, ch. 3: dissentives answer what a hearer has heard; Asher and
Lascarides 2003, "Correction".
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from spacy.tokens import Doc, Span, Token

from rashomon.layers.clause import is_negated
from rashomon.layers.said_agreed import (
    disowns,
    is_named,
    may_settle,
    names_doer,
    names_it,
    points_to_it,
)
from rashomon.layers.said_answers import accused_of
from rashomon.layers.said_blamed import BLAMED, blame_drafts
from rashomon.layers.said_blamed import doers as blamed
from rashomon.layers.said_build import build, spans
from rashomon.layers.said_claims import content_of, noun_phrase
from rashomon.layers.said_curt import curt_answers
from rashomon.layers.said_drafts import NOT_SO, Draft, Page, Range, stance_of
from rashomon.layers.said_echo import (
    ECHO,
    FIRST,
    MARKS,
    POINTING,
    is_verdict,
    says_nothing_of_it,
    verdict_of,
)
from rashomon.layers.said_reversed import contraries, is_reversal
from rashomon.layers.said_status import denies_status
from rashomon.layers.said_tolls import counts_anew
from rashomon.lexicon.denials import Denials, load_denials
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution

ANSWERED: Final = "said.retort"
"""Rule of an answer to what somebody else tells or asks."""
COUNTED: Final = "said.retort.count"
"""The same of one who names another number."""
DOER: Final = BLAMED
"""The same of one who says who did it."""
NEAR: Final = 1
"""Sentences back to what "it" or "that" answers."""
FAR: Final = 4
"""Sentences back to what "the accusation" or "any part" answers."""
MOST: Final = 8
"""Words of an object that only points back, at most."""
CURT: Final = 8
"""Tokens of a verdict without a cue in front, its comma and its marks included, at most."""
PASSING: Final = ("advcl",)
BEHIND: Final = ("relcl", "ccomp", "advcl")
REPLYING: Final = word_list("said.replying")
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never"})
BARE: Final = frozenset({"det", "amod", "poss", "case", "punct", "predet", "neg", "advmod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _No:
    """A no that points back, or a yes.

    Attributes:
        reach: Sentences back to what it answers, at most.
        denial: What exactly is denied, where the words tell.
        teller: Who told it, where the words tell: "*Varga*'s account".
        stance: Of whoever answers.
        rule: Of the construction, where it is one of its own.
    """

    reach: int
    denial: str | None = None
    teller: Token | None = None
    stance: str = "denies"
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """Who tells what in a text.

    Attributes:
        doc: The text.
        drafts: All attributions in the making, in the order of their cues.
        starts: The first token of each cue, to look up what is told in a stretch.
    """

    doc: Doc
    drafts: Sequence[Draft]
    starts: Sequence[int]

    def between(self, start: int, end: int) -> Sequence[Draft]:
        """Give the attributions whose cue stands in a stretch of tokens."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self.drafts[first:last]


def retorts(
    page: Page, drafts: Sequence[Draft], built: Sequence[Attribution], denials: Denials
) -> tuple[Attribution, ...]:
    """Find the answers that deny what another tells.

    Args:
        page: The doc and its quotations.
        drafts: The attributions in the making, in the order of their cues.
        built: What was made of them, in the same order.
        denials: The rules of turned stances.

    Returns:
        One attribution for each place that may hold what is denied, with that place as content;
        those of one answer stand together and share their cue, the nearest place first.
    """
    if not page.doc.has_annotation("SENT_START"):
        return ()
    talk = _Talk(doc=page.doc, drafts=drafts, starts=[d.cue[0] for d in drafts])
    found: list[Attribution] = []
    answering = [(draft, own, _no(page.doc, draft, denials)) for draft, own in _open(drafts, built)]
    answering = [
        (draft, own, no or _reversal(talk, draft, denials) or _yes(talk.doc, draft, denials))
        for draft, own, no in answering
    ]
    answering += _beside(page, drafts, denials)
    for draft, own, no in answering:
        if no is None or (no.stance == "asserts" and not is_named(own)):
            continue
        for content in _answered(talk, draft, no, denials):
            retort = replace(
                own,
                id=f"r{len(found) + 1}",
                content=spans(page.doc, (content,)),
                stance=no.stance,
                denial_of=no.denial,
                rule=no.rule or (ANSWERED if no.reach == NEAR else "said.retort.noun"),
            )
            found.append(retort)
    for draft, places in curt_answers(page, drafts, denials):
        for content in places:
            own = replace(build(page, [draft])[0], id=f"r{len(found) + 1}", rule=ANSWERED)
            found.append(replace(own, content=spans(page.doc, (content,))))
    return tuple(found)


def _open(
    drafts: Sequence[Draft], built: Sequence[Attribution]
) -> Iterator[tuple[Draft, Attribution]]:
    for draft, own in zip(drafts, built, strict=True):
        if draft.source and draft.source_head >= 0 and draft.tells is not False and draft.content:
            yield draft, own


def _beside(
    page: Page, drafts: Sequence[Draft], denials: Denials
) -> list[tuple[Draft, Attribution, _No | None]]:
    """Read "…, *a charge the Front denied*", "…, *which Valdoria denies*", "*Not true*, said Lind".

    No attribution stands on these words: what they deny is told by somebody else.
    """
    known = {d.head for d in drafts}
    more: list[tuple[Draft, _No | None]] = [(d, _No(reach=NEAR)) for d in _relatives(page)]
    more += [(d, _No(reach=NEAR)) for d in _curt(page, denials) if d.head not in known]
    more += [(d, _called(page.doc, d, denials)) for d in _callers(page, denials)]
    blame = _No(reach=NEAR, stance="asserts", rule=DOER)
    more += [(_as_read(d, drafts), blame) for d in blame_drafts(page.doc)]
    found = [_short(verb, source, head) for verb, source, head in contraries(page)]
    more += [(d, _No(reach=NEAR)) for d in found]
    return [(d, build(page, [d])[0], no) for d, no in more if no is not None]


def _as_read(blame: Draft, drafts: Sequence[Draft]) -> Draft:
    """Take the source of a verb of blaming from the draft that already stands on it."""
    known = next((d for d in drafts if d.head == blame.head and d.source), None)
    if known is None:
        return blame
    return replace(blame, source=known.source, source_head=known.source_head)


def _reversal(talk: _Talk, draft: Draft, denials: Denials) -> _No | None:
    """Read "they *shelled themselves*", "she left *of her own accord*", "they *were rebels*"."""
    if stance_of(draft) != "asserts":
        return None
    floor = talk.doc[draft.head].sent.start
    before = talk.doc[max(0, floor - 1)].sent.start
    edge = min(draft.cue[0], draft.content[0][0])
    others = [d for d in talk.between(before, draft.cue[0]) if d.content[-1][1] <= edge]
    told = [r for d in others for r in d.content] or [(before, floor)]
    if denies_status(talk.doc, draft, told):
        return _No(reach=NEAR, denial="target_status")
    turned = bool(others) and is_reversal(talk.doc, draft, others, denials)
    return _No(reach=NEAR) if turned else None


def _yes(doc: Doc, draft: Draft, denials: Denials) -> _No | None:
    """Read "confirmed *it*", "acknowledged *the report*", "found *that they had*"."""
    if blamed(doc[draft.head]):
        return None  # "claimed responsibility for it" names its doer: `blame_drafts`
    if counts_anew(doc, draft, denials):
        return _No(reach=NEAR, stance="asserts", rule=COUNTED)
    if names_doer(doc, draft):
        return _No(reach=NEAR, stance="asserts", rule=DOER)
    if points_to_it(doc, draft):
        return _No(reach=NEAR, stance="asserts")
    return _No(reach=FAR, stance="asserts") if names_it(doc, draft, denials) else None


def _callers(page: Page, denials: Denials) -> Iterator[Draft]:
    """Find who calls something something in passing: "…, *calling the charge* untrue"."""
    verbs = denials.of("false")[0].verbs
    for token in _hung(page.doc, PASSING):
        if token.tag_ != "VBG" or token.lemma_.lower() not in verbs:
            continue
        who = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        end = token.right_edge.i + 1
        if who is not None and who.i < token.i and token.i + 1 < end:
            source, head = noun_phrase(who, token.head.i)
            yield replace(_short(token, source, head), content=((token.i + 1, end),))


def _relatives(page: Page) -> Iterator[Draft]:
    """Find who denies, in a relative clause behind it, what stands in front."""
    for token in _hung(page.doc, BEHIND):
        if token.pos_ != "VERB":
            continue
        cues = page.lexicon.cues["verb"].get(token.lemma_.lower(), ())
        if is_negated(token) or not any(c.family.stance == "denies" for c in cues):
            continue
        who = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
        if who is None or who.tag_[0] == "W" or who.lower_ == "that" or not _takes_up(who):
            continue
        source, head = noun_phrase(who, token.i)
        yield _short(token, source, head)


def _hung(doc: Doc, arcs: Sequence[str]) -> Iterator[Token]:
    """Yield the words that hang on others by one of some arcs; the others are not looked at."""
    wanted = np.array([doc.vocab.strings[arc] for arc in arcs], dtype=np.uint64)
    yield from (doc[int(i)] for i in np.flatnonzero(np.isin(doc.to_array("DEP"), wanted)))


def _takes_up(who: Token) -> bool:
    """Tell ", *which* Valdoria denies" and "*a charge* Valdoria denies" by the words in front."""
    before = who.left_edge.i - 1
    if before <= who.sent.start:
        return False
    word = who.doc[before]
    if word.lower_ == "which" and word.i > who.sent.start:
        word = who.doc[before - 1]
        if word.text in (",", "—", "–", "-", "("):
            return True
    answered = load_denials().lists["answered"]
    if word.lemma_.lower() not in answered or word.pos_ != "NOUN":
        return False
    told = content_of(word)
    return told is None or told.i == who.head.i


def _curt(page: Page, denials: Denials) -> Iterator[Draft]:
    """Find a verdict whose speaker stands behind it without marks: "*Lies*, says Brandt"."""
    for sentence in page.doc.sents:
        words = [t for t in sentence[:CURT] if t.text not in MARKS and not t.is_space]
        comma = next((n for n, t in enumerate(words) if t.text == ","), 0)
        if not comma or not _is_curt(words[:comma], denials):
            continue
        rest = page.doc[words[comma].i + 1 : sentence.end]
        verb = next((t for t in rest if t.lemma_ in REPLYING), None)
        who = None if verb is None else next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if verb is not None and who is not None:
            source = (who.left_edge.i, who.right_edge.i + 1)
            yield _short(verb, source, who.i)


def _is_curt(words: Sequence[Token], denials: Denials) -> bool:
    text = " ".join(t.lower_ for t in words)
    listed = denials.of("label")[0]
    return text in listed.words | listed.untrue or verdict_of(words, denials)


def _short(verb: Token, source: Range, head: int) -> Draft:
    return Draft(
        head=verb.i,
        cue=(verb.i, verb.i + 1),
        entry=None,
        rule="said.retort",
        content=((verb.i, verb.i + 1),),
        source=(source,),
        source_head=head,
        stance="denies",
        turned="deny.answer",
    )


# --- what says no ------------------------------------------------------------------------------


def _no(doc: Doc, draft: Draft, denials: Denials) -> _No | None:
    """Tell a no that has nothing of its own to deny."""
    if stance_of(draft) == "denies":
        return _of_object(doc, draft, denials) or _of_words(doc, draft, denials)
    if stance_of(draft) != "asserts" or (draft.entry and not draft.entry.family.tells):
        return None
    called = _called(doc, draft, denials)
    if called is None and disowns(doc, draft):
        return _No(reach=NEAR, denial="agency")
    return called or _of_words(doc, draft, denials)


def _of_object(doc: Doc, draft: Draft, denials: Denials) -> _No | None:
    """Read "denied *it*", "rejects *the accusation* as slander", "denied *any part*"."""
    start, end = draft.content[0]
    cut = next((t.i for t in doc[start:end] if t.text in (":", ";")), end)
    words = [t for t in doc[start:cut] if t.text not in MARKS and not t.is_space]
    if not words or len(draft.content) > 1:
        return None
    if all(t.lower_ in denials.lists["proforms"] or t.is_punct for t in words[:MOST]):
        return _No(reach=NEAR) if len(words) <= MOST else None
    head = doc[words[0].i : words[-1].i + 1].root
    return _pointing(head, draft, denials)


def _pointing(head: Token, draft: Draft, denials: Denials) -> _No | None:
    """Tell a noun that only takes up what was told: "the charge", "any such claim", "any part"."""
    lemma = head.lemma_.lower()
    if lemma in denials.lists["counts"]:
        return _No(reach=NEAR, denial="figure") if _is_bare(head, draft) else None
    if lemma in denials.lists["parts"] and _is_bare(head, draft):
        return _No(reach=FAR, denial="agency")
    if lemma not in denials.lists["answered"] or head.pos_ != "NOUN":
        return None
    if content_of(head) is not None or not _is_bare(head, draft):
        return None
    owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
    return _No(reach=FAR, teller=owner)


def _is_bare(head: Token, draft: Draft) -> bool:
    """Tell a noun with nothing but a determiner, an owner, "as slander", "against them"."""
    end = draft.content[-1][1]
    for child in head.children:
        if child.i >= end or child.dep_ in BARE:
            continue
        if child.dep_ == "prep" and child.lower_ in ("as", "by", "from", "against"):
            continue
        if child.dep_ in ("cc", "conj", "advcl", "relcl", "acl") and child.i > head.i + 1:
            continue
        return False
    return True


def _called(doc: Doc, draft: Draft, denials: Denials) -> _No | None:
    """Read "called *the claim a lie*", "described it as untrue"."""
    false = denials.of("false")[0]
    verb = doc[draft.head]
    if verb.lemma_.lower() not in false.verbs or is_negated(verb):
        return None
    start, end = draft.content[0][0], draft.content[-1][1]
    words = [t for t in doc[start:end] if t.text not in MARKS and not t.is_space]
    listed = false.words | false.judged
    negated = [t.lemma_.lower() for t in words if is_negated(t)]
    hit = any(_is_listed(t, listed) and not is_negated(t) for t in words[1:])
    if not hit and not set(negated) & false.untrue:
        return None
    noun = next((t for t in words if t.pos_ in ("NOUN", "PRON")), None)
    if noun is None:
        return None
    if noun.lower_ in POINTING:
        return _No(reach=NEAR)
    if noun.lemma_.lower() in listed:
        return None
    return _pointing(noun, replace(draft, content=((start, noun.i + 1),)), denials)


def _is_listed(token: Token, listed: frozenset[str]) -> bool:
    """Tell a listed word, or two: "fairy *tale*"."""
    before = token.nbor(-1).lower_ if token.i else ""
    forms = {token.lower_, token.lemma_.lower(), f"{before} {token.lemma_.lower()}"}
    return bool(forms & listed)


def _of_words(doc: Doc, draft: Draft, denials: Denials) -> _No | None:
    """Read "“*It is a lie*”", "it *did nothing of the kind*", "*the report was false*"."""
    start, end = draft.content[0]
    first = [t for t in doc[start:end] if t.text not in MARKS and not t.is_space]
    stop = next((n for n, t in enumerate(first) if t.text in (".", "!", "?", ";")), len(first))
    words = [t for t in first[:stop] if not t.is_punct]
    if not words or len(words) > ECHO or (stop < len(first) and first[stop].text == "?"):
        return None
    if is_verdict(words, denials) or says_nothing_of_it(words, denials):
        return _No(reach=NEAR)
    small = denials.lists["proforms"] | FIRST | NEGATIONS
    lower = [t.lower_ for t in words]
    if set(lower) & NEGATIONS and set(lower) & POINTING and all(w in small for w in lower):
        return _No(reach=NEAR, denial="agency" if set(lower) & FIRST else None)
    verb = next((t for t in words if t.lemma_ == "be"), None)
    subject = next((t for t in words if t.dep_ in ("nsubj", "nsubjpass")), None)
    if verb is None or subject is None or subject.lemma_.lower() not in denials.lists["answered"]:
        return None
    false = denials.of("false")[0]
    listed = false.untrue if is_negated(verb) else false.words | false.judged
    if any(t.i > verb.i and _is_listed(t, listed) for t in words):
        return _pointing(subject, draft, denials)
    return None


# --- what it answers ---------------------------------------------------------------------------


def _answered(talk: _Talk, draft: Draft, no: _No, denials: Denials) -> Iterator[Range]:
    """Give the places that may hold what is denied, the nearest first; hardly ever behind it."""
    doc = talk.doc
    shared = () if no.stance == "asserts" else draft.source  # "denied it, but *admitted* it later"
    floor = min(s for s, _ in (*shared, draft.cue, *draft.content))
    sentence: Span | None = doc[floor].sent
    where = (sentence.start, floor) if sentence is not None else (0, 0)
    for back in range(no.reach + 1):
        yield from _told(talk, draft, no, where)
        if no.teller is None and _may_lie_in(talk, draft, no, where, back):
            accused = accused_of(doc, where, denials)
            yield from [] if accused is None else [accused]
            yield where
        before = where[0] - 1 if back else doc[floor].sent.start - 1
        if back == 0:
            yield from _ahead(talk, draft, no)
        if before < 0:
            return
        earlier = doc[before].sent
        where = (earlier.start, earlier.end)


def _may_lie_in(talk: _Talk, draft: Draft, no: _No, where: Range, back: int) -> bool:
    """Tell whether an answer may be to what a whole stretch tells, whoever tells it."""
    if no.stance == "denies":
        return back == 1
    open_to_yes = may_settle(draft) or no.rule in (COUNTED, DOER)
    denied = any(stance_of(d) in NOT_SO for d in talk.between(*where))
    return back <= 1 and (open_to_yes or not denied)


def _ahead(talk: _Talk, draft: Draft, no: _No) -> Iterator[Range]:
    """Give what stands behind an answer that comes first.

    "Though the army *denies it*, farmers say that …"; "“It never happened,” Brandt said. Farmers
    had told …" at the very beginning of a text.
    """
    doc = talk.doc
    sentence, end = doc[draft.head].sent, max(e for _, e in (*draft.content, draft.cue))
    clause = doc[draft.head].dep_ == "advcl" and doc[draft.head].i < doc[draft.head].head.i
    if clause:
        yield from _told(talk, draft, no, (end, sentence.end))
    if not any(t.is_alpha for t in doc[: sentence.start]) and sentence.end < len(doc):
        follows = doc[sentence.end].sent
        yield from _told(talk, draft, no, (follows.start, follows.end))


def _told(talk: _Talk, draft: Draft, no: _No, where: Range) -> Iterator[Range]:
    """Give what others tell within a stretch, the longest telling first."""
    told = [
        (start, min(end, where[1]))
        for other in talk.between(*where)
        if _vouches(talk.doc, draft, other, no)
        for start, end in other.content
        if start < where[1] and end > where[0]
    ]
    yield from sorted(set(told), key=lambda r: (r[0] - r[1], r))


def _vouches(doc: Doc, draft: Draft, other: Draft, no: _No) -> bool:
    """Tell somebody else who stands behind what he tells, or who accuses."""
    if other is draft or other.tells is False or not other.source:
        return False
    if stance_of(other) in NOT_SO:  # what is denied may be admitted; nobody denies a no
        return no.stance == "asserts" and may_settle(draft)
    family = other.entry.family if other.entry else None
    if family is not None and not family.tells and family.id != "accuses":
        return False
    if family is not None and family.id == "asks":
        return False
    mine, theirs = doc[draft.source_head], doc[other.source_head]
    if mine.lower_ == theirs.lower_:
        return False
    return no.teller is None or no.teller.lower_ in {t.lower_ for t in theirs.subtree}
