"""Denials without any word of denial: "nowhere near Kestrel", "show me one body", "Claim: …".

The phrases stand in ``lexicon/en/formulas.toml``. What is denied stands behind the phrase, in front
of it, in its gap, or is what somebody was asked about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.clause import subjects
from rashomon.layers.said_answers import accused_of
from rashomon.layers.said_claims import noun_phrase
from rashomon.layers.said_drafts import NOT_SO, Draft, Page, Range, stance_of, trimmed
from rashomon.layers.said_echo import MARKS
from rashomon.layers.table import ParseTable, table_of
from rashomon.lexicon.denials import Denials
from rashomon.lexicon.formulas import GAP, HOLD, Formula, Formulas, Phrase, load_formulas

_TOPIC: Final = ("of", "about", "on", "over", "whether", "if", "with")
_CHECKED: Final = 80
"""Tokens between a claim and the verdict on it, at most."""
_VERDICT: Final = 6
"""Tokens of a verdict, at most."""
_ENDS: Final = frozenset({";", ":"})
GAPS: Final = frozenset({GAP, HOLD})
"""Words of a phrase that stand for any others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    start: int
    end: int
    held: Range | None


def formulas(
    page: Page, drafts: Sequence[Draft], owners: Sequence[int], denials: Denials
) -> Iterator[Draft]:
    """Find what is denied by a formula.

    Args:
        page: The doc and its quotations.
        drafts: The attributions so far.
        owners: Per token the number of the smallest draft that tells it, or -1.
        denials: The rules of turned stances, for what is asked.
    """
    listed, table = load_formulas(), table_of(page.doc)
    for index, (form, lemma) in enumerate(zip(table.lowers, table.lemmas, strict=True)):
        for key in (form,) if form == lemma else sorted((form, lemma)):
            for rule, phrase in listed.starts.get(key, ()):
                if _ends_at_once(table, index, phrase):
                    continue
                token = page.doc[index]
                found = _match(token, phrase, rule.gap)
                if found is None or _is_taken_back(page.doc, found, rule, listed):
                    continue
                owner = drafts[owners[token.i]] if owners[token.i] >= 0 else None
                if rule.said and owner is None:
                    continue
                if owner is not None and not rule.always and stance_of(owner) in NOT_SO:
                    continue
                content = _content(page.doc, found, rule, owner, denials)
                if content is not None:
                    yield _draft(page.doc, found, rule, owner, content)


def _ends_at_once(table: ParseTable, index: int, phrase: Phrase) -> bool:
    """Tell a phrase whose second word is not there, which needs no walk: most are such."""
    after = index + 1
    if len(phrase) < 2 or after >= len(table.lowers) or not GAPS.isdisjoint(phrase[1]):
        return False
    word = table.lowers[after]
    return not (word in MARKS or word in phrase[1] or table.lemmas[after] in phrase[1])


def _match(token: Token, phrase: Phrase, gap: int) -> _Match | None:
    """Follow a phrase from its first word, inside one sentence or quotation."""
    doc, at, held = token.doc, token.i, None
    limit = min(len(doc), token.i + len(phrase) + 2 * gap + 4)
    number = 0
    while number < len(phrase):
        words = phrase[number]
        if not GAPS.isdisjoint(words):
            start = at
            following = phrase[number + 1]
            while at < limit and not _is(doc[at], following):
                if at - start >= gap or doc[at].text in _ENDS or doc[at].is_space:
                    return None
                at += 1
            if at >= limit:
                return None
            held = (start, at) if HOLD in words else held
        else:
            while number and at < limit and doc[at].text in MARKS:
                at += 1
            if at >= limit or not _is(doc[at], words):
                return None
            at += 1
        number += 1
    return _Match(start=token.i, end=at, held=held)


def _is(token: Token, words: frozenset[str]) -> bool:
    return token.lower_ in words or token.lemma_.lower() in words


def _is_taken_back(doc: Doc, found: _Match, rule: Formula, listed: Formulas) -> bool:
    """Tell "was *not* framed for", and "turned out to be *true*"."""
    behind = [t.lower_ for t in doc[found.end : found.end + 3]]
    if rule.unless & set(behind):
        return True
    before = doc[max(0, found.start - 2) : found.start]
    return not rule.always and any(t.lower_ in listed.negators for t in before)


def _content(
    doc: Doc, found: _Match, rule: Formula, owner: Draft | None, denials: Denials
) -> Range | None:
    sentence = doc[found.start].sent
    if rule.side == "gap":
        pieces = trimmed(doc, [found.held]) if found.held and found.held[0] < found.held[1] else ()
        return pieces[0] if pieces else None
    if rule.side == "topic":
        return _asked(doc, found, owner, denials)
    if rule.side == "before":
        start = max([sentence.start, *(t.i + 1 for t in sentence[:-1] if _cuts(t, found.start))])
        return (start, found.start) if start < found.start else None
    end = next((t.i for t in doc[found.end : sentence.end] if _parts(t)), sentence.end)
    return (found.end, end) if found.end < end else None


def _cuts(token: Token, ceiling: int) -> bool:
    return token.i < ceiling and token.text in _ENDS


def _parts(token: Token) -> bool:
    """Tell where a content ends: at ";", or at a comma before "and", "but", "while"."""
    if token.text in _ENDS:
        return True
    doc, after = token.doc, token.i + 1
    return token.text == "," and after < len(doc) and doc[after].lower_ in ("and", "but", "while")


def _asked(doc: Doc, found: _Match, owner: Draft | None, denials: Denials) -> Range | None:
    """Find what an answer is about: "…, Brandt said *of the raid*", "Asked about *the raid*, …"."""
    if owner is None or not owner.source:
        return None
    sentence = doc[owner.head].sent
    behind = max(owner.cue[1], max(e for _, e in owner.source))
    for token in doc[behind : sentence.end]:
        if token.text in (";", ".", "!", "?") or token.text in MARKS or _parts(token):
            break
        inner = any(s <= token.i < e for s, e in owner.content)
        if inner or token.lower_ not in _TOPIC or token.i + 1 >= sentence.end:
            continue
        end = next((t.i for t in doc[token.i : sentence.end] if t.text in ";."), sentence.end)
        return (token.i + 1, end) if token.i + 1 < end else None
    floor = min(found.start, owner.cue[0], *(s for s, _ in owner.source))
    return accused_of(doc, (sentence.start, max(sentence.start, floor)), denials)


def _draft(doc: Doc, found: _Match, rule: Formula, owner: Draft | None, content: Range) -> Draft:
    made = Draft(
        head=found.start,
        cue=(found.start, found.end),
        entry=None,
        rule="said.formula",
        content=(content,),
        within=owner.head if owner is not None else -1,
        stance=rule.stance,
        turned=rule.id,
        denial=rule.denial,
    )
    if rule.side == "topic" and owner is not None:
        return replace(made, source=owner.source, source_head=owner.source_head, within=-1)
    if rule.own:
        verb = next((t for t in doc[found.start : found.end] if t.pos_ in ("VERB", "AUX")), None)
        who = None if verb is None else next(iter(subjects(verb)), None)
        if who is not None and who.i < found.start and who.pos_ in ("NOUN", "PROPN", "PRON"):
            source, head = noun_phrase(who, found.start)
            return replace(made, source=(source,), source_head=head, within=-1)
    return made


def checked(page: Page) -> Iterator[Draft]:
    """Find the claims that a check of facts gives with its verdict: "Claim: … Verdict: Unproven".

    Args:
        page: The doc.
    """
    doc, listed = page.doc, load_formulas()
    for token in doc[:-1]:
        if token.lower_ not in listed.claims or doc[token.i + 1].text != ":":
            continue
        reach = doc[token.i + 2 : token.i + 2 + _CHECKED]
        verdict = next((t for t in reach if _is_label(t, listed.verdicts)), None)
        if verdict is None or verdict.i <= token.i + 2:
            continue
        start = verdict.i
        while start > token.i + 2 and doc[start - 1].lower_ in ("our", "the"):
            start -= 1
        stance = _verdict(doc[verdict.i + 2 : verdict.i + 2 + _VERDICT], listed)
        if stance is not None:
            yield _judged(token, (token.i + 2, start), stance)
    for token in doc[:-1]:
        if not _is_label(token, listed.verdicts) or token.i > token.sent.start:
            continue
        sentence = token.sent
        stance = _verdict(doc[token.i + 2 : min(sentence.end, token.i + 2 + _VERDICT)], listed)
        ends = sentence.end <= token.i + 2 + _VERDICT
        if stance is None or not ends or sentence.end >= len(doc):
            continue
        follows = doc[sentence.end].sent
        if not any(t.lower_ in listed.claims for t in doc[max(0, token.i - _CHECKED) : token.i]):
            yield _judged(token, (follows.start, follows.end), stance)


def _is_label(token: Token, words: frozenset[str]) -> bool:
    doc = token.doc
    return token.lower_ in words and token.i + 1 < len(doc) and doc[token.i + 1].text == ":"


def _verdict(words: Span, listed: Formulas) -> str | None:
    """Give the stance of a verdict: what is neither true nor false is in doubt."""
    plain: list[str] = []
    for token in words:
        if token.text in (".", "!") and plain:
            break
        plain.append(token.lower_)
    if not plain:
        return None
    if any(w in listed.false for w in plain):
        return "denies"
    negated = any(w in listed.negators for w in plain)
    if any(w in listed.true for w in plain):
        return "doubts" if negated else None
    return "doubts"


def _judged(label: Token, content: Range, stance: str) -> Draft:
    return Draft(
        head=label.i,
        cue=(label.i, label.i + 1),
        entry=None,
        rule="said.label",
        content=(content,),
        stance=stance,
        turned="formula.checked",
    )
