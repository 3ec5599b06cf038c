"""A no that is a sentence of its own: "They say we fired. *We did not.*", "*That is a lie*" say no.

What is denied stands in the sentence in front. The no belongs to whoever speaks both sentences:
"“They say we fired. We did not,” Sand said" is Sand's, without a speaker it is the author's.
Where somebody else says it ("That is a lie, says the army") it turns nobody's words but his own.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.breaks import is_break
from rashomon.layers.said_drafts import Draft, Page, Range
from rashomon.lexicon.denials import Denials, load_denials

MARKS: Final = frozenset("\"'“”‘’«»")
ECHO: Final = 9
"""Tokens at most of an elliptical no: "it had done nothing of the kind"."""
AUXILIARIES: Final = frozenset(
    "had have has did do does was were is are be been would could can ca wo".split()
)
POINTING: Final = frozenset({"that", "this", "it", "these", "those", "they"})
FIRST: Final = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine"})
"""Words of the first person: "*we* did not" answers only what was said of us."""
NOT_OURS: Final = 3
"""Words behind the "not" of "not our men", at most."""
CUT: Final = frozenset({",", ";", ":", "—", "–", "--", ".", "!", "?", "…"})


def echoes(page: Page, drafts: Sequence[Draft], denials: Denials) -> Iterator[Draft]:
    """Find the sentences that say no to the one in front of them.

    Args:
        page: The doc and its quotations.
        drafts: The attributions so far.
        denials: The rules.
    """
    if not page.doc.has_annotation("SENT_START"):
        return
    spoken = _spoken_by(page.doc, drafts)
    before: Span | None = None
    for sentence in page.doc.sents:
        if before is not None and before.end == sentence.start:
            yield from _echo(page, (before, sentence), drafts, spoken, denials)
        before = sentence if any(not t.is_space for t in sentence) else before


def _echo(
    page: Page,
    both: tuple[Span, Span],
    drafts: Sequence[Draft],
    spoken: Sequence[int],
    denials: Denials,
) -> Iterator[Draft]:
    before, sentence = both
    words = first_words(sentence, spoken)
    if not words or _is_parted(page, before, words[0]):
        return
    owner = spoken[words[0].i]
    last = _last_word(before)
    if last is None or spoken[last.i] != owner or last.text == "?":
        return
    if any(d.source and words[0].i <= d.cue[0] <= words[-1].i for d in drafts):
        return
    verdict = is_verdict(words, denials)
    if not verdict and not _answers(words, before, drafts, spoken, denials):
        return
    content = _own_part(before, spoken, owner)
    if content is None or not any(page.doc[i].pos_ in ("VERB", "AUX") for i in range(*content)):
        return
    rule = denials.of("label" if verdict else "answer")[0]
    yield Draft(
        head=words[0].i,
        cue=(words[0].i, words[-1].i + 1),
        entry=None,
        rule="said.label" if verdict else "said.echo",
        content=(content,),
        within=drafts[owner].head if owner >= 0 else -1,
        stance="denies",
        turned=rule.id,
    )


def first_words(sentence: Span, spoken: Sequence[int]) -> list[Token]:
    """Give the words of a sentence that the speaker of its first one says, up to a mark."""
    found: list[Token] = []
    for token in sentence:
        if token.is_space or token.text in MARKS:
            continue
        if found and (spoken[token.i] != spoken[found[0].i] or token.text in CUT):
            if token.text == ":" and len(found) == 1:
                continue
            break
        if token.is_punct and not found:
            continue
        found.append(token)
    return found if len(found) <= ECHO else []


def is_elliptical(words: Sequence[Token], denials: Denials) -> bool:
    """Tell "it had not", "it had done nothing of the kind", "it was not them"."""
    body = [t for t in words if not t.is_punct]
    text = " ".join(t.lower_ for t in body)
    if any(phrase in text for phrase in denials.of("answer")[0].verbs):
        return True
    if len(body) < 2:
        return False
    if _is_not_ours(body):
        return True
    last, previous = body[-1].lower_, body[-2].lower_
    if last in ("not", "n't", "n’t") and previous in AUXILIARIES:
        return True
    pointing = last in ("them", "us", "him", "her", "me", "so", "ours", "theirs", "his", "hers")
    return pointing and any(t.lower_ in ("not", "n't", "n’t") for t in body[-4:-1])


def _answers(
    words: Sequence[Token],
    before: Span,
    drafts: Sequence[Draft],
    spoken: Sequence[int],
    denials: Denials,
) -> bool:
    """Tell an elliptical no to what the sentence in front tells as somebody's claim."""
    if not is_elliptical(words, denials) or _goes_on(words[-1]):
        return False
    if any(t.lower_ in FIRST for t in words) and not any(t.lower_ in FIRST for t in before):
        return False
    owner = spoken[words[0].i]
    return any(
        before.start <= d.cue[0] < before.end
        and spoken[d.cue[0]] == owner
        and d.content
        and (d.entry is None or (d.entry.family.tells and d.entry.family.stance == "asserts"))
        and not any(t.tag_ == "MD" for t in _head_words(before.doc, d.content[0]))
        for d in drafts
    )


def _is_not_ours(body: Sequence[Token]) -> bool:
    """Tell "*not us*", "*it was not our men*", "*not our torpedo*"."""
    opened = next((n for n, t in enumerate(body) if t.lower_ in ("not", "n't", "n’t")), -1)
    front = [t.lower_ for t in body[: max(0, opened)]]
    led = opened == 0 or (len(front) > 1 and front[0] in POINTING and front[-1] in AUXILIARIES)
    rest = [t.lower_ for t in body[opened + 1 :]]
    owned = 0 < len(rest) <= NOT_OURS and rest[0] in FIRST - {"i", "we", "me"}
    return led and owned and not any(is_no_deed(t) for t in body[opened + 2 :])


def is_no_deed(token: Token) -> bool:
    """Tell "not our *last* mine", "not our *finest* hour" from "not our mine"."""
    listed = token.lower_ in load_denials().of("curt")[0].unless
    return listed or token.tag_ in ("JJS", "RBS") or token.pos_ in ("VERB", "AUX")


def says_nothing_of_it(words: Sequence[Token], denials: Denials) -> bool:
    """Tell an answer that is an ellipsis of no, or opens with one: "no, *we did not*"."""
    if is_elliptical(words, denials) and not _goes_on(words[-1]):
        return True
    text = " ".join(t.lower_ for t in words)
    return text in denials.of("answer")[0].words


def _goes_on(word: Token) -> bool:
    """Tell "it did not, however, fire", which is no ellipsis, from "it did not, and …"."""
    doc, after = word.doc, word.i + 1
    if after + 1 >= len(doc) or doc[after].text != ",":
        return False
    return doc[after + 1].dep_ != "cc" and doc[after + 1].text not in MARKS


def _head_words(doc: Doc, content: Range) -> Iterator[Token]:
    root = doc[content[0] : content[1]].root
    yield root
    yield from root.children


def is_verdict(words: Sequence[Token], denials: Denials) -> bool:
    """Tell "*Lies.*", "*That was incorrect*", "*None of this is true*".

    Args:
        words: The words of a short sentence, without marks.
        denials: The rules of turned stances.
    """
    if verdict_of(words, denials):
        return True
    first = words[0].lower_
    none = first in ("none", "nothing") and len(words) > 1 and words[1].lower_ == "of"
    if (first not in POINTING and not none) or len(words) < 3:
        return False
    verb = next((t for t in words[1:5] if t.lemma_ in ("be", "happen", "occur")), None)
    if verb is None:
        return False
    negated = none or any(t.lower_ in ("not", "n't", "n’t", "never") for t in words)
    if verb.lemma_ != "be":
        return negated
    false = denials.of("false")[0]
    listed = false.untrue if negated else false.words | false.judged
    return any(t.lemma_.lower() in listed for t in words if t.i > verb.i)


def verdict_of(words: Sequence[Token], denials: Denials) -> bool:
    """Tell words that are no more than a label of falsity: "utter *nonsense*", "*lies*"."""
    plain = [bare_word(t) for t in words]
    plain = plain[1:] if plain[0] in denials.of("label")[0].verbs else plain
    stripped = [w for w in plain if w and w not in denials.lists["intensifiers"]]
    listed = denials.of("label")[0].words
    return bool(stripped) and (" ".join(stripped) in listed or " ".join(plain) in listed)


def bare_word(token: Token) -> str:
    """Give a word without the signs that the tokenizer left on it."""
    return "".join(c for c in token.lower_ if c.isalnum() or c in "'- ")


def _is_parted(page: Page, before: Span, word: Token) -> bool:
    """Tell a no that opens a new paragraph."""
    gap = page.doc[before.end - 1 : word.i]
    return any(is_break(t) for t in gap)


def _last_word(sentence: Span) -> Token | None:
    return next((t for t in reversed(sentence) if not t.is_space and t.text not in MARKS), None)


def _own_part(sentence: Span, spoken: Sequence[int], owner: int) -> Range | None:
    """Give the stretch of a sentence that one speaker says."""
    own = [t.i for t in sentence if spoken[t.i] == owner and not t.is_space]
    return (own[0], own[-1] + 1) if own else None


def _spoken_by(doc: Doc, drafts: Sequence[Draft]) -> list[int]:
    """Give per token the number of the largest draft whose speaker says it, or -1.

    Only quotations and what stands in front of its cue count: in "They say we fired. We did not."
    both sentences are the author's.
    """
    spoken = [-1] * len(doc)
    for number, draft in enumerate(drafts):
        if not draft.source or draft.source_head < 0 or draft.tells is False:
            continue
        first, end = draft.content[0][0], draft.content[-1][1]
        wide = draft.direct or doc[first].sent.start != doc[max(first, end - 1)].sent.start
        before = first < draft.cue[0]
        if wide or before:
            for s, e in draft.content:
                spoken[s:e] = [number] * (e - s)
    return spoken
