"""Short answers that say no: "Navy on sinking of ferry: *not our torpedo*", "*not us*, say rebels".

Headlines, telegrams and quick replies name the act in front and leave out the verb. So the no is
sought first, by its words, and from there who gives it and what it answers: a topic in front of a
colon, what somebody was asked, or what somebody else tells in the sentence before. The words stand
in ``lexicon/en/denials.toml``.

Citation: Merchant 2004, "Fragments and ellipsis": a fragment answers the question in front of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.breaks import is_break
from rashomon.layers.clause import subjects
from rashomon.layers.said_answers import accused_of, topic_of
from rashomon.layers.said_claims import noun_phrase
from rashomon.layers.said_drafts import NOT_SO, Draft, Page, Range, stance_of, trimmed
from rashomon.layers.said_echo import AUXILIARIES, CUT, FIRST, MARKS, POINTING, is_no_deed
from rashomon.layers.said_inline import speaks
from rashomon.layers.table import table_of
from rashomon.lexicon.denials import Denials, load_denials
from rashomon.lexicon.words import word_list

SAYING: Final = word_list("said.curt-saying")
"""Verbs beside a short answer: "not us, *say* rebels"."""
ANSWERS: Final = word_list("said.answer-nouns")
"""Nouns of answering whose owner speaks: "the colonel's *answer*: no"."""
TOPIC: Final = frozenset({"on", "about", "over", "of"})
NEAR: Final = 2
"""Sentences back to what a short answer answers."""
SPEAKER: Final = 8
"""Tokens of who speaks, at most."""
TAIL: Final = 5
"""Tokens of the noun that a no may end in: "not our *coastal guns*"."""
OURS: Final = frozenset({"us", "ours", "mine", "theirs", "its", "his", "hers"})
GAP: Final = "..."
BACK: Final = 60
"""Tokens looked back over for the beginning of a line."""
FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})
ENDS: Final = CUT | {"(", ")", "/"}
OPEN: Final = frozenset({"if", "whoever", "whatever", "whichever"})
HANDED_ON: Final = frozenset({"ask"})
"""Words that hand a question on, which say no only to what is left open: "whoever did, *ask* …"."""
ANYONE: Final = frozenset({"anyone", "anybody", "someone", "somebody", "any", "anything"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Curt:
    """A no in few words.

    Attributes:
        start: Its first token.
        end: One past its last.
        floor: First token of the answer that it belongs to, a lead ("it was") included.
        agency: It only says that the speaker did not do it.
    """

    start: int
    end: int
    floor: int
    agency: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """Who gives an answer, and what stands in front of it as its topic.

    Attributes:
        source: Range of who speaks.
        head: Its head.
        cue: Where he is said to speak.
        topic: What it is about, where the words tell.
    """

    source: Range
    head: int
    cue: Range
    topic: Range | None = None


def curt_answers(
    page: Page, drafts: Sequence[Draft], denials: Denials
) -> list[tuple[Draft, tuple[Range, ...]]]:
    """Find the short answers, each with the places that may hold what is denied.

    Args:
        page: The doc and its quotations.
        drafts: The attributions in the making.
        denials: The rules of turned stances.

    Returns:
        A draft of each answer; its content is the topic where the words name it, and then there
        are no places.
    """
    found: list[tuple[Draft, tuple[Range, ...]]] = []
    for no in find_curt(page.doc):
        voice = _voice(page, no, drafts)
        if voice is None:
            continue
        topic = _left_open(page.doc, no) or voice.topic
        if page.doc[no.start].lower_ in HANDED_ON and (topic is None or topic == voice.topic):
            continue
        places = () if topic is not None else tuple(_places(page.doc, no, voice, drafts))
        named = _named(page.doc, no)
        if named is not None:
            places = tuple(p for p in (_told_of(page.doc, named, p) for p in places) if p)
        if topic is None and not places:
            continue
        found.append((_draft(no, voice, topic or (no.start, no.end), denials), places))
    return found


def topics(
    answers: Sequence[tuple[Draft, tuple[Range, ...]]], known: Sequence[Draft]
) -> Iterator[Draft]:
    """Give the answers whose topic is named in the same breath, and not denied already."""
    denied = [c for d in known if d.source and stance_of(d) in NOT_SO for c in d.content]
    for draft, places in answers:
        start, end = draft.content[0]
        if not places and not any(s < end and start < e for s, e in denied):
            yield draft


def _draft(no: Curt, voice: _Voice, topic: Range, denials: Denials) -> Draft:
    return Draft(
        head=no.start,
        cue=(no.start, no.end),
        entry=None,
        rule="said.curt",
        content=(topic,),
        source=(voice.source,),
        source_head=voice.head,
        stance="denies",
        turned=denials.of("curt")[0].id,
        denial="agency" if no.agency else None,
    )


# --- the no itself -----------------------------------------------------------------------------


NOES: Final = "rashomon_curt"
"""Where a document keeps its short noes: headlines and retorts both ask for them."""


def find_curt(doc: Doc) -> tuple[Curt, ...]:
    """Find the noes that are all there is between two marks."""
    found: tuple[Curt, ...] | None = doc.user_data.get(NOES)
    if found is None:
        found = doc.user_data[NOES] = tuple(_curt(doc))
    return found


def _curt(doc: Doc) -> Iterator[Curt]:
    table, starts = table_of(doc), _starts()
    for index, word in enumerate(table.lowers):
        for phrase in starts.get(word, ()):
            end = _match(doc, index, phrase)
            floor = None if end is None else _floor(doc, index)
            if floor is None and end is not None and doc[end - 1].lower_ in OURS:
                line = _line(doc, Curt(start=index, end=end, floor=index, agency=True))
                sure = _is_title(doc, line, index) or _subject(doc, index) is not None
                floor = index if sure else None
            if end is not None and floor is not None:
                words = {t.lower_ for t in doc[floor:end]}
                yield Curt(start=index, end=end, floor=floor, agency=bool(words & FIRST))
                break


@lru_cache(maxsize=1)
def _starts() -> Mapping[str, tuple[tuple[frozenset[str], ...], ...]]:
    """Index the phrases by the words that they may begin with, the longest first."""
    found: dict[str, list[tuple[frozenset[str], ...]]] = {}
    rule = load_denials().of("curt")[0]
    for phrase in sorted(rule.words, key=lambda p: (-len(p.split()), p)):
        parsed = tuple(frozenset(slot.split("|")) for slot in phrase.split())
        for word in sorted(parsed[0]):
            found.setdefault(word, []).append(parsed)
    return {word: tuple(phrases) for word, phrases in found.items()}


def _match(doc: Doc, index: int, phrase: Sequence[frozenset[str]]) -> int | None:
    """Follow a phrase to the mark behind it; a gap takes the noun that ends the answer."""
    at = index
    for number, slot in enumerate(phrase):
        if GAP in slot:
            start, follows = at, phrase[number + 1] if number + 1 < len(phrase) else frozenset()
            while at < len(doc) and not _ends(doc[at]) and doc[at].lower_ not in follows:
                at += 1
            held = doc[start:at]
            if not 0 < at - start <= TAIL or any(is_no_deed(t) for t in held):
                return None
            continue
        if at >= len(doc) or doc[at].lower_ not in slot:
            return None
        at += 1
    if len(phrase) == 1 and not _closes(doc, at):
        return None
    return at if at >= len(doc) or _ends(doc[at]) or _ends(doc[at - 1]) else None


def _closes(doc: Doc, at: int) -> bool:
    """Tell "*no*." and "“*no*,” said Lind" from "*no*, we shall rebuild it"."""
    if at >= len(doc) or doc[at].text in (".", "!", "?", "…") or doc[at].text in MARKS:
        return True
    if doc[at].text != ",":
        return is_break(doc[at])
    rest = doc[at + 1 : at + 4]
    return any(t.text in MARKS or t.lower_ in SAYING or t.lemma_ in SAYING for t in rest)


def _ends(token: Token) -> bool:
    return token.text in ENDS or token.is_space or token.text in MARKS


def _floor(doc: Doc, index: int) -> int | None:
    """Give where an answer begins: behind a mark, a verb of saying, or a lead ("it was")."""
    at = index
    while at > 0 and doc[at - 1].lower_ in AUXILIARIES | {"so"}:
        at -= 1
    while at > 0 and at < index + 1 and doc[at - 1].lower_ in POINTING | {"we", "i", "well"}:
        at -= 1
    if at == 0:
        return at
    before = doc[at - 1]
    if _ends(before) or before.lemma_.lower() in SAYING or before.lower_ in SAYING:
        return at
    return None


def _is_title(doc: Doc, line: Range, index: int) -> bool:
    """Tell "*Attack on convoy* not ours", which has no verb, from "we left our guns, not ours"."""
    words = doc[line[0] : index]
    return 0 < len(words) <= SPEAKER and all(
        t.pos_ not in ("AUX", "VERB", "PRON", "PUNCT") and not t.is_space for t in words
    )


# --- who gives it ------------------------------------------------------------------------------


def _voice(page: Page, no: Curt, drafts: Sequence[Draft]) -> _Voice | None:
    line = _line(page.doc, no)
    colon = next((i for i in range(no.floor - 1, line[0], -1) if page.doc[i].text == ":"), None)
    ahead = _left(page, no, line, colon)
    if ahead is not None and _can_speak(page, ahead):
        return ahead
    topic = _named_topic(page.doc, (line[0], no.floor if colon is None else colon))
    if colon is None and (topic is None or not _is_title(page.doc, topic, topic[1])):
        topic = None
    told = [
        d
        for d in drafts
        if d.source
        and d.source_head >= 0
        and any(s <= no.start < e for s, e in d.content)
        and not any(s < no.end and no.start < e for s, e in d.source)
        and d.tells is not False
        and (d.entry is None or d.entry.family.id != "asks")
        and stance_of(d) not in NOT_SO
    ]
    if told:
        own = min(told, key=lambda d: sum(e - s for s, e in d.content))
        topic = topic or topic_of(page.doc, own, load_denials())
        return _Voice(source=own.source[0], head=own.source_head, cue=own.cue, topic=topic)
    behind = _right(page.doc, no, line)
    return ahead if behind is None else replace(behind, topic=topic)


def _line(doc: Doc, no: Curt) -> Range:
    """Give the line that an answer stands in: between breaks and semicolons, or its sentence."""
    start = no.floor
    while start > max(0, no.floor - BACK) and not (
        is_break(doc[start - 1])
        or doc[start - 1].text in (";", "?")
        or (doc[start - 1].text in (".", "!") and doc[start].is_sent_start)
    ):
        start -= 1
    end = no.end
    while end < len(doc) and not (is_break(doc[end]) or doc[end].text in (";", ".", "!", "?")):
        end += 1
    return start, end


def _left(page: Page, no: Curt, line: Range, colon: int | None) -> _Voice | None:
    """Read who speaks in front: "*Navy* on sinking:", "*Front* says", "*Orsk*, when asked …:"."""
    doc = page.doc
    before = no.floor - 1
    while before > line[0] and (doc[before].text in MARKS or doc[before].is_space):
        before -= 1
    led = before if doc[before].text != ":" else before - 1
    led = led - 1 if led > line[0] and doc[led].pos_ == "ADV" else led
    if led < line[0]:
        return None
    owned = any(c.dep_ == "poss" for c in doc[led].children)  # "the colonel's answer"
    if led > line[0] and not owned and {doc[led].lower_, doc[led].lemma_.lower()} & SAYING:
        floor = line[0] if colon is None or colon == before else colon + 1
        floor = max([floor, *(t.i + 1 for t in doc[floor:led] if t.text == ",")])
        who = _speaker(doc, (floor, led))
        if who is None:
            return None
        topic = accused_of(doc, (line[0], floor), load_denials())
        if topic is None and colon is not None and colon != before:
            topic = _named_topic(doc, (line[0], colon))
        before = led
        return _Voice(source=who[0], head=who[1], cue=(before, before + 1), topic=topic)
    if colon is None or colon != before:
        return None
    return _before_colon(page, (line[0], colon))


def _before_colon(page: Page, left: Range) -> _Voice | None:
    doc, cue = page.doc, (left[1], left[1] + 1)
    owner = next((t for t in doc[left[0] : left[1]] if t.lemma_.lower() in ANSWERS), None)
    if owner is not None:
        return _owner(owner, cue)
    asked = accused_of(doc, left, load_denials())
    for at in range(left[0] + 1, left[1]):
        if doc[at].text == "," or (doc[at].lower_ in TOPIC and asked is None):
            who = _speaker(doc, (left[0], at))
            topic = (at + 1, left[1]) if doc[at].text != "," else asked
            if who is None or topic is None:
                return None
            return _Voice(source=who[0], head=who[1], cue=cue, topic=topic)
    who = _speaker(doc, left)
    found = None if who is None else _Voice(source=who[0], head=who[1], cue=cue)
    return found if found is not None and _can_speak(page, found) else None


def _owner(answer: Token, cue: Range) -> _Voice | None:
    """Read "*the colonel's* answer", "the answer from *the colonel*"."""
    led = (t for c in answer.children if c.lower_ in ("from", "of") for t in c.children)
    who = next((c for c in answer.children if c.dep_ == "poss"), None) or next(led, None)
    if who is None:
        return None
    end = answer.i if who.i < answer.i else cue[0]
    return _Voice(source=noun_phrase(who, end)[0], head=who.i, cue=cue)


def _can_speak(page: Page, who: _Voice) -> bool:
    """Tell "*Front*: not us" from "*Mill fire*: not us"."""
    head = page.doc[who.head]
    return speaks(page, head) or head.ent_type_ in ("PERSON", "ORG", "NORP")


def _speaker(doc: Doc, where: Range) -> tuple[Range, int] | None:
    """Take a stretch for who speaks: a short noun phrase without a verb."""
    found = trimmed(doc, [where])
    if not found or found[0][1] - found[0][0] > SPEAKER:
        return None
    words = doc[found[0][0] : found[0][1]]
    if any(t.pos_ == "AUX" or t.text in (",", ":") for t in words):
        return None
    root = words.root
    named = root.pos_ in ("NOUN", "PROPN", "PRON")
    return found[0], (root if named else words[-1]).i


def _right(doc: Doc, no: Curt, line: Range) -> _Voice | None:
    """Read who speaks behind it: "not us, *say* rebels", "not us, *guards* insist"."""
    rest = [t for t in doc[no.end : line[1]] if t.text not in MARKS and not t.is_space]
    if len(rest) < 3 or rest[0].text not in (",", "—", "–"):
        return None
    words = rest[1:]
    verb = next((t for t in words if t.lower_ in SAYING or t.lemma_.lower() in SAYING), None)
    if verb is None:
        return None
    if verb is words[0]:
        end = next((t.i for t in words[1:] if t.text in ENDS), words[-1].i + 1)
        return _at(doc, (verb.i + 1, end), verb)
    subject = next((s for s in subjects(verb) if s.i >= words[0].i), None)
    if subject is None:
        return _at(doc, (words[0].i, verb.i), verb)
    source, head = noun_phrase(subject, verb.i)
    return _Voice(source=source, head=head, cue=(verb.i, verb.i + 1))


def _at(doc: Doc, where: Range, verb: Token) -> _Voice | None:
    who = _speaker(doc, where)
    return None if who is None else _Voice(source=who[0], head=who[1], cue=(verb.i, verb.i + 1))


# --- what it answers ---------------------------------------------------------------------------


def _named_topic(doc: Doc, left: Range) -> Range | None:
    """Take what stands in front of a colon for the topic: "*Raid on mill*: not us, says Front"."""
    found = trimmed(doc, [left])
    if not found or any(t.tag_ in FINITE for t in doc[found[0][0] : found[0][1]]):
        return None
    return found[0]


def _left_open(doc: Doc, no: Curt) -> Range | None:
    """Read "*whoever cut the cable*, it wasn't us", "*if anyone shelled it*, not us"."""
    sentence: Span = doc[no.start].sent
    words = [t for t in sentence if t.text not in MARKS and not t.is_space and t.i < no.floor]
    if len(words) < 3 or words[0].lower_ not in OPEN:
        return None
    if words[0].lower_ == "if" and not any(t.lower_ in ANYONE for t in words[1:3]):
        return None
    comma = next((t.i for t in words if t.text in (",", ":")), no.floor)
    if words[0].lower_ == "if" and words[0].head.pos_ == "VERB":
        return words[0].head.i, words[0].head.i + 1
    return words[0].i, comma


def _subject(doc: Doc, index: int) -> Token | None:
    """Give what an answer says it of: "*the postmaster* was not us"."""
    verb = doc[index].head
    if verb.lemma_ != "be" or verb.i >= index:
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)


def _named(doc: Doc, no: Curt) -> Token | None:
    """Give the noun whose act is denied: "*the postmaster* was not us", "*not the clerk*"."""
    words = doc[no.start : no.end]
    if len(words) > 2 and words[1].lower_ == "the":
        return words[2:].root
    return _subject(doc, no.start)


def _told_of(doc: Doc, named: Token, place: Range) -> Range | None:
    """Give the part of a place that tells of somebody: "… and *murdered the postmaster*"."""
    for token in doc[place[0] : place[1]]:
        if token.lemma_.lower() != named.lemma_.lower():
            continue
        verb = token
        while verb.pos_ != "VERB" and verb.head is not verb and verb.head.i >= place[0]:
            verb = verb.head
        return (min(verb.i, token.i), min(place[1], max(verb.i, token.i) + 1))
    return None


def _places(doc: Doc, no: Curt, voice: _Voice, drafts: Sequence[Draft]) -> Iterator[Range]:
    """Give what was asked or told right in front, the nearest first."""
    edge = min(no.floor, voice.source[0])
    floor = doc[edge].sent.start
    for _ in range(NEAR):
        floor = doc[max(0, floor - 1)].sent.start
    near = [
        (start, min(end, edge))
        for d in drafts
        if d.source and d.source_head >= 0 and d.tells is not False and stance_of(d) not in NOT_SO
        for start, end in d.content
        if floor <= start < edge and doc[d.source_head].lower_ != doc[voice.head].lower_
    ]
    yield from sorted(set(near), key=lambda r: (-r[1], r[0]))
    if any(t.is_alpha for t in doc[doc[edge].sent.start : edge]):
        yield doc[edge].sent.start, edge
    before = doc[edge].sent.start
    asked = next((i for i in range(before - 1, floor, -1) if doc[i].text == "?"), None)
    if asked is not None:
        yield doc[asked].sent.start, asked
