"""A no that points back: answers, echoes, relative clauses, and labels such as "FAKE:".

"Asked if his men had looted the mill, Brandt replied: *Certainly not*", "accused of burning it,
the Front said *it had done nothing of the kind*", "charges that *he denies*". What is denied
stands in front, in the same sentence or in the question before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.breaks import is_break
from rashomon.layers.clause import SUBJECTS, is_negated, subjects
from rashomon.layers.said_claims import content_of
from rashomon.layers.said_drafts import Draft, Page, Range, trimmed
from rashomon.layers.said_echo import ECHO, MARKS, bare_word, is_elliptical
from rashomon.lexicon.denials import Denials, Turn
from rashomon.lexicon.words import word_list

_LABEL_END: Final = frozenset({":", "!", ".", "—", "–", "-", ",", "|"})
_GAP: Final = 3
_ASKER: Final = 9
"""Tokens of "…, the judge asked him." behind a question, at most."""
_BACK: Final = 80
"""Tokens looked back over for what somebody is accused of."""


def answers(page: Page, drafts: Sequence[Draft], denials: Denials) -> Iterator[Draft]:
    """Find the denials whose content stands in front of them."""
    told = [d.content for d in drafts if d.source and d.tells is not False and _tells(d)]
    for draft in drafts:
        if not draft.source or not _says_no(page, draft, denials):
            continue
        content = _asked_before(page.doc, draft, denials) or topic_of(page.doc, draft, denials)
        if content is not None and not _inside(content, told):
            yield _answer(draft, content, "said.answer", "deny.answer")
    for token in page.doc:
        if token.pos_ != "VERB":
            continue
        yield from _said_no(page, token, denials)
        found = _relative(page, token, denials)
        if found is not None and not _inside(found[0], told):
            content, source = found
            yield Draft(
                head=token.i,
                cue=(token.i, token.i + 1),
                entry=None,
                rule="said.relative",
                content=(content,),
                source=(source[0],),
                source_head=source[1],
                stance="denies",
                turned="deny.relative",
            )


def _said_no(page: Page, token: Token, denials: Denials) -> Iterator[Draft]:
    """Read "asked if they had fired, Brandt *said no*", "*shook his head*"."""
    if token.lemma_ not in _REPLIES and token.lemma_ != "shake":
        return
    doc, rest = page.doc, page.doc[token.i + 1 : token.i + 4]
    words = [t.lower_ for t in rest]
    no = token.lemma_ in _REPLIES and words[:1] == ["no"] and _closes(rest[1:])
    no = no or (token.lemma_ in _REPLIES and words == ["in", "the", "negative"])
    no = no or (token.lemma_ in _REPLIES and _in_a_word(token, denials))
    if not no and not (token.lemma_ == "shake" and words[1:2] == ["head"]):
        return
    who = next((t for t in subjects(token) if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    found = None if who is None else accused_of(doc, (token.sent.start, token.i), denials)
    if who is not None and found is None and token.lemma_ == "shake":
        found = accused_of(doc, (token.i, token.sent.end), denials)
    mark = _question_mark(doc, token.sent.start - 1) if found is None else None
    found = found if mark is None else (doc[mark].sent.start, mark)
    if who is None or found is None:
        return
    draft = _label(token, found, denials.of("answer")[0].id)
    source = ((who.left_edge.i, who.i + 1),)
    yield replace(draft, rule="said.answer", source=source, source_head=who.i)


def _in_a_word(token: Token, denials: Denials) -> bool:
    """Tell "answered with one word: *no*", "replied with a curt *never*"."""
    words = list(token.doc[token.i + 1 : min(token.sent.end, token.i + ECHO)])
    if not words or words[0].lower_ not in ("with", "in", ":"):
        return False
    last = next((t for t in reversed(words) if not t.is_punct and not t.is_space), words[0])
    return last.lower_ in denials.of("answer")[0].words and last.i + 2 >= token.sent.end - 1


def _closes(rest: Span) -> bool:
    return not len(rest) or rest[0].is_punct or rest[0].is_space or rest[0].dep_ == "cc"


_REPLIES: Final = word_list("said.replying")


def _tells(draft: Draft) -> bool:
    """Tell a draft whose speaker vouches for the content: to ask is not to tell."""
    return draft.entry is None or (draft.entry.family.tells and draft.entry.family.id != "asks")


def _inside(content: Range, told: list[tuple[Range, ...]]) -> bool:
    return any(s <= content[0] < e for pieces in told for s, e in pieces)


def _answer(draft: Draft, content: Range, rule: str, turned: str) -> Draft:
    return Draft(
        head=draft.head,
        cue=draft.cue,
        entry=None,
        rule=rule,
        content=(content,),
        source=draft.source,
        source_head=draft.source_head,
        stance="denies",
        turned=turned,
    )


def _says_no(page: Page, draft: Draft, denials: Denials) -> bool:
    """Tell an answer that is no more than a no, or a denial of "it"."""
    if not draft.content:
        return False
    words = [
        t
        for start, end in draft.content
        for t in page.doc[start:end]
        if t.text not in MARKS and not t.is_space
    ]
    if not words or (len(words) > ECHO and not _opens_with_no(words, denials)):
        return False
    stance = draft.stance or (draft.entry.family.stance if draft.entry else "asserts")
    if stance == "denies":
        listed = denials.of("answer")[0].untrue
        return all(t.lemma_.lower() in listed or t.is_punct or t.is_stop for t in words)
    stop = next((n for n, t in enumerate(words) if t.text in (".", "!", ";")), len(words))
    short = is_elliptical(words[:stop], denials)
    return stance == "asserts" and (_opens_with_no(words, denials) or short)


def _opens_with_no(words: Sequence[Token], denials: Denials) -> bool:
    phrases = _noes(denials.of("answer")[0].words).get(words[0].lower_, ()) if words else ()
    text = " ".join(t.lower_ for t in words[:ECHO])
    for phrase in phrases:
        if text == phrase or text.startswith((f"{phrase} ,", f"{phrase} .", f"{phrase} !")):
            return True
    return False


@lru_cache(maxsize=4)
def _noes(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Index the phrases by the word that they begin with."""
    firsts = {p.split()[0] for p in phrases}
    return {w: tuple(sorted(p for p in phrases if p.split()[0] == w)) for w in firsts}


def _asked_before(doc: Doc, draft: Draft, denials: Denials) -> Range | None:
    """Find what was asked or accused: in a participle in front, or in the question before."""
    sentence = doc[draft.head].sent
    floor = min(s for s, _ in (*draft.source, draft.cue, *draft.content))
    end = max(floor, draft.cue[0])
    found = accused_of(doc, (sentence.start, max(sentence.start, end)), denials)
    if found is not None:
        return found
    behind = max(e for _, e in (*draft.source, draft.cue, *draft.content))
    if behind < sentence.end:
        found = accused_of(doc, (behind, sentence.end), denials)
        if found is not None:
            return found
    if sentence.start and doc[draft.source_head].pos_ == "PRON":
        earlier = doc[sentence.start - 1].sent
        found = accused_of(doc, (earlier.start, earlier.end), denials)
        if found is not None:
            return found
    first = min(sentence.start, floor)
    before = first - 1
    while before >= 0 and (doc[before].is_space or doc[before].text in MARKS):
        if is_break(doc[before]) and doc[before].text.count("\n") > 1:
            return None
        before -= 1
    mark = _question_mark(doc, before)
    return None if mark is None else (doc[mark].sent.start, mark)


def _question_mark(doc: Doc, before: int) -> int | None:
    """Find the end of a question, in front of "the judge asked." at most."""
    if before < 0:
        return None
    if doc[before].text == "?":
        return before
    asked = any(t.lemma_ == "ask" for t in doc[max(0, before - _ASKER) : before])
    for i in range(before, max(-1, before - _ASKER), -1):
        if asked and doc[i].text == "?":
            return i
    return None


def accused_of(doc: Doc, where: Range, denials: Denials) -> Range | None:
    """Find what somebody is accused of or asked about: "blamed for *the raid*"."""
    accusing = denials.of("answer")[0].classes
    for token in doc[max(where[0], where[1] - _BACK) : where[1]]:
        if token.tag_ not in ("VBN", "VBD") or token.lemma_.lower() not in accusing:
            continue
        active = any(c.dep_ in SUBJECTS and c.dep_ != "nsubjpass" for c in token.children)
        passive = any(c.dep_ == "auxpass" for c in token.children)
        if active and not passive:
            continue
        end = token.i + 1
        while end < where[1] and doc[end].text not in (",", ";") and doc[end].lower_ != "but":
            end += 1
        found = trimmed(doc, [(token.i + 1, end)])
        return found[0] if found else None
    return None


def topic_of(doc: Doc, draft: Draft, denials: Denials) -> Range | None:
    """Find what an answer is about: "“Lies!” said Brandt of [reports that …]"."""
    if not draft.direct:
        return None
    for owner in (doc[draft.head], doc[draft.source_head]):
        for child in owner.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "about", "on", "to"):
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                if noun is None:
                    continue
                claimed = noun.lemma_.lower() in denials.lists["claims"]
                found = content_of(noun) if claimed else noun
                if found is not None and (claimed or child.lower_ in ("of", "about")):
                    return found.left_edge.i, found.right_edge.i + 1
    return None


def _relative(page: Page, token: Token, denials: Denials) -> tuple[Range, tuple[Range, int]] | None:
    """Read "a charge he *denies*", "charges, which he *denies*, of killing a nurse"."""
    if token.dep_ != "relcl" or token.pos_ != "VERB" or is_negated(token):
        return None
    cues = page.lexicon.cues["verb"].get(token.lemma_.lower(), ())
    if not any(c.family.stance == "denies" for c in cues):
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
    if subject is None or subject.tag_[0] == "W" or subject.lower_ == "that":
        return None
    noun = token.head
    if noun.lemma_.lower() not in denials.lists["claims"]:
        return None
    source = (subject.left_edge.i, subject.i + 1), subject.i
    content = content_of(noun)
    if content is not None and content.i > noun.i and content.i != token.i:
        return (content.left_edge.i, content.right_edge.i + 1), source
    behind = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > token.i]
    if behind:
        return (behind[0].i + 1, behind[0].right_edge.i + 1), source
    verb = noun.head
    accused = denials.of("answer")[0].classes
    if verb.i < noun.i and verb.lemma_.lower() in accused and verb.tag_ == "VBN":
        start, end = verb.i + 1, noun.left_edge.i
        pieces = trimmed(page.doc, [(start, end)])
        return (pieces[0], source) if pieces else None
    return None


def labels(page: Page, denials: Denials) -> Iterator[Draft]:
    """Find what is called false by a label in front, behind a dash, or in the sentence after it."""
    doc = page.doc
    rule = denials.of("label")[0]
    listed = rule.words | rule.untrue
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space and not _is_sign(t)]
        if not words:
            continue
        length = _label_length(words, listed)
        if length and length + 1 < len(words) and words[length + 1].pos_ == "VERB":
            yield from _spoken(words, length)
            continue
        if not length:
            yield from _appended(sentence.start, words, rule.words)
            continue
        rest = words[length + 1 :]
        label = words[0]
        if len(rest) >= _GAP and words[length].text == ":":
            yield _label(label, (rest[0].i, sentence.end))
        elif words[min(length, len(words) - 1)].text == ":" and sentence.end < len(doc):
            follows = doc[sentence.end].sent
            yield _label(label, (follows.start, follows.end))


def misreported(drafts: Sequence[Draft], page: Page, denials: Denials) -> Iterator[Draft]:
    """Find what the author says was *wrongly* reported, or what somebody lies about."""
    listed = denials.of("adverb")[0]
    for draft in drafts:
        if draft.entry is None or not draft.content or draft.content[-1][0] < draft.cue[0]:
            continue
        head = page.doc[draft.head]
        if draft.entry.family.stance == "denies" or draft.rule == "said.preposition":
            continue  # "lied about the raid" takes the raid for granted
        wrong = any(c.lower_ in listed.words for c in head.children)
        outer = head.head if head.dep_ == "advcl" else head
        outer = head.head.head if head.dep_ == "pcomp" else outer
        lied = draft.source_head >= 0 and _is_liar(page.doc[draft.source_head], listed)
        if lied or wrong or (outer.lemma_.lower() in listed.verbs and not is_negated(outer)):
            yield _label(head, (draft.cue[0], draft.content[-1][1]), listed.id)


def _is_liar(who: Token, listed: Turn) -> bool:
    """Tell "anyone *who* says so is a *liar*"."""
    if who.tag_[0] != "W" or who.head.dep_ != "relcl":
        return False
    verb = who.head.head.head
    return verb.lemma_ == "be" and any(
        c.dep_ == "attr" and c.lemma_.lower() in listed.judged for c in verb.children
    )


def replies(page: Page, drafts: Sequence[Draft], denials: Denials) -> Iterator[Draft]:
    """Find a no to the question in front of it that nobody named gives: "“Did he fire?” “No.”"."""
    doc = page.doc
    given = {i for d in drafts if d.source for start, end in d.content for i in range(start, end)}
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space and t.text not in MARKS]
        words = words[2:] if len(words) > 2 and words[1].text == ":" else words
        if not words or words[0].i in given or not _opens_with_no(words, denials):
            continue
        before = sentence.start - 1
        while before > 0 and (doc[before].is_space or doc[before].text in MARKS):
            before -= 1
        if before > 0 and doc[before].text == "?":
            yield replace(
                _label(words[0], (doc[before].sent.start, before)),
                rule="said.answer",
                turned="deny.answer",
            )


def _spoken(words: Sequence[Token], length: int) -> Iterator[Draft]:
    """Read "*Nonsense*, says Brandt *about the alleged retreat*"."""
    verb = words[length + 1]
    topic = next((t for t in words if t.i > verb.i and t.lower_ in ("about", "of")), None)
    who = next((t for t in words if t.i > verb.i and t.dep_ == "nsubj"), None)
    if topic is None or who is None or who.i > topic.i:
        return
    inner = next((c for c in topic.children if c.dep_ in ("pobj", "pcomp")), None)
    if inner is None:
        return
    found = content_of(inner) or inner
    draft = _label(words[0], (found.left_edge.i, found.right_edge.i + 1), "deny.answer")
    yield replace(
        draft,
        rule="said.answer",
        source=((who.left_edge.i, max(who.i + 1, min(topic.i, who.right_edge.i + 1))),),
        source_head=who.i,
    )


def passives(page: Page, denials: Denials) -> Iterator[Draft]:
    """Read "*That* its men burned the mill *is denied* by the army", however it is parsed."""
    doc = page.doc
    for sentence in doc.sents:
        first = next((t for t in sentence if t.is_alpha), None)
        if first is None or first.lower_ != "that" or first.tag_ not in ("IN", "WDT"):
            continue
        verb = next((t for t in sentence[2:] if _is_denied_verb(page, t)), None)
        helpers = [] if verb is None else [c.i for c in verb.children if c.dep_ == "auxpass"]
        if verb is None or not helpers:
            continue
        by = (t for c in verb.children if c.dep_ == "agent" for t in c.children)
        who = next((t for t in by if t.dep_ == "pobj"), None)
        draft = _label(verb, (first.i, min(helpers)), denials.of("answer")[1].id)
        source = () if who is None else ((who.left_edge.i, who.right_edge.i + 1),)
        yield replace(
            draft, rule="said.passive", source=source, source_head=-1 if who is None else who.i
        )


def _is_denied_verb(page: Page, token: Token) -> bool:
    cues = page.lexicon.cues["verb"].get(token.lemma_.lower(), ())
    return token.tag_ == "VBN" and any(c.family.stance == "denies" for c in cues)


def _is_sign(token: Token) -> bool:
    """Tell emoji, bullets and the like in front of a label."""
    if token.is_alpha or token.text in _LABEL_END:
        return False
    return not any(c.isalnum() for c in token.text)


def _label_length(words: Sequence[Token], listed: frozenset[str]) -> int:
    """Give the number of words of a label that is closed by a mark; 0 where there is none."""
    for length in (3, 2, 1):
        if len(words) < length:
            continue
        text = " ".join(bare_word(t) for t in words[:length])
        closed = len(words) == length or words[length].text in _LABEL_END
        if text in listed and closed:
            return length
    return 0


def _appended(start: int, words: Sequence[Token], listed: frozenset[str]) -> Iterator[Draft]:
    """Read "…, which is a lie", "… — a lie, as always"."""
    for number, token in enumerate(words):
        if token.text not in (",", "—", "–", "-", "--", "("):
            continue
        rest = [bare_word(t) for t in words[number + 1 : number + 6]]
        if rest[:2] in (["which", "is"], ["which", "was"], ["this", "is"], ["that", "is"]):
            rest = rest[2:]
        elif token.text == ",":
            continue
        rest = [w for w in rest if w not in ("a", "an", "the", "all", "of", "course", "simply")]
        hit = any(" ".join(rest[:n]) in listed for n in (1, 2))
        if hit and token.i > start + 1:
            yield _label(words[number + 1], (start, token.i))
            return


def _label(word: Token, content: Range, turned: str = "deny.label") -> Draft:
    return Draft(
        head=word.i,
        cue=(word.i, word.i + 1),
        entry=None,
        rule="said.label",
        content=(content,),
        stance="denies",
        turned=turned,
    )
