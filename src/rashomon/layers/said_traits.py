"""What a text tells of a speaker: how named, how they know, what they deny, when they said it."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from rashomon.layers.said_drafts import Draft
from rashomon.lexicon.cues import CueLexicon, SpeakerList
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import SpeakerName
from rashomon.model.time import TimeMention

_BASES: Final = (
    "satellite",
    "intercept",
    "victim",
    "eyewitness",
    "medical",
    "video",
    "photo",
    "monitor",
    "official_record",
    "hearsay",
    "inference",
)
_DENIALS: Final = ("intent", "target_status", "figure", "agency", "occurrence")
_OWN: Final = frozenset({"he", "she", "it", "they", "i", "we", "him", "her", "them"})
_POSSESSIVE: Final = frozenset({"its", "his", "her", "their", "our", "my"})
_MASS: Final = word_list("said.mass")
_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LEAD: Final = 12
"""Tokens at the start of a denied content in which "role", "involvement" must stand."""


def identity_of(
    doc: Doc, draft: Draft, speaker: SpeakerName | None, lexicon: CueLexicon
) -> str | None:
    """Tell how far the text lets one know the speaker, or None where it does not say.

    Args:
        doc: The parsed text.
        draft: The attribution.
        speaker: Its resolved speaker.
        lexicon: Lists of documents, crowds and phrases of anonymity.

    Returns:
        ``named`` ``anonymous`` ``pseudonymous`` ``collective`` ``document`` or None.
    """
    if draft.source_head < 0:
        return None
    token, text = doc[draft.source_head], _source_text(doc, draft)
    for hidden in ("anonymous", "pseudonymous"):
        if _holds(lexicon.speakers[hidden], text):
            return hidden
    if token.pos_ == "PROPN" or token.ent_type_ in _NAMES:
        return "named"
    lemma = token.lemma_.lower()
    if lemma in lexicon.speakers["document"].words:
        return "document"
    crowd = lemma in lexicon.speakers["collective"].words
    if crowd and (token.tag_ != "NN" or lemma in _MASS):
        return "collective"
    if speaker is not None and any(p[:1].isupper() for p in speaker.name.split()):
        return "named"
    return _plain_identity(token)


def _plain_identity(token: Token) -> str | None:
    children = list(token.children)
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in children):
        return "named"
    if token.tag_ == "NNS":
        return "collective"
    articles = ("a", "an", "one", "another")
    indefinite = any(c.dep_ in ("det", "nummod") and c.lower_ in articles for c in children)
    return "anonymous" if indefinite else None


def basis_of(doc: Doc, draft: Draft, lexicon: CueLexicon) -> str | None:
    """Tell how the speaker knows, as far as the source's own words say it."""
    if draft.source_head < 0:
        return "hearsay" if draft.entry and draft.entry.family.id == "hears" else None
    lemma = doc[draft.source_head].lemma_.lower()
    text = _source_text(doc, draft)
    for basis in _BASES:
        listed = lexicon.speakers[f"basis.{basis}"]
        if lemma in listed.words or _holds(listed, text):
            return basis
    return "hearsay" if draft.entry and draft.entry.family.id == "hears" else None


def denial_of(doc: Doc, draft: Draft, lexicon: CueLexicon) -> str | None:
    """Tell what a denial denies: that it happened, who did it, to whom, how many, or on purpose."""
    if draft.denial is not None:
        return draft.denial
    stance = draft.stance or (draft.entry.family.stance if draft.entry else "asserts")
    if stance != "denies" or not draft.content:
        return None
    words = doc[draft.content[0][0] : draft.content[0][1]]
    listed = _listed_denial(words, lexicon)
    if listed is not None:
        return listed
    if words[0].tag_ == "VBG" or draft.rule in ("said.gerund", "said.infinitive"):
        passive = any(c.dep_ == "auxpass" for c in words.root.children)
        return "occurrence" if passive else "agency"
    if draft.rule != "said.clause" or draft.source_head < 0:
        return None
    subject = next((c for c in words.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    if subject.dep_ == "nsubjpass":
        counted = any(c.dep_ == "nummod" for c in subject.children)
        return "figure" if counted else "occurrence"
    owned = any(c.dep_ == "poss" and c.lower_ in _POSSESSIVE for c in subject.children)
    return "agency" if owned or subject.lower_ in _OWN else "occurrence"


def _listed_denial(words: Span, lexicon: CueLexicon) -> str | None:
    text = words.text.lower()
    lead = {t.lemma_.lower() for t in words[:_LEAD]}
    for kind in _DENIALS:
        listed = lexicon.speakers[f"denial.{kind}"]
        if kind == "target_status":
            if _holds(listed, text) or _is_called(words.root, listed):
                return kind
            continue
        head = {words.root.lemma_.lower()} | (lead if kind == "agency" else set())
        if head & listed.words or _holds(listed, text):
            return kind
    return None


def _is_called(root: Token, listed: SpeakerList) -> bool:
    """Tell "the dead were *civilians*", "*civilians* had been harmed" from other contents."""
    for child in root.children:
        named = child.dep_ in ("attr", "acomp") or (
            child.dep_ == "nsubjpass" and child.lemma_.lower() == "civilian"
        )
        if named and child.lemma_.lower() in listed.words:
            return True
    return False


def said_at(doc: Doc, draft: Draft) -> str | None:
    """Give the day on which it was said: a time in the cue's own clause, outside the content."""
    if not doc._.times:
        return None
    low = min(r[0] for r in (draft.cue, *draft.source)) - 4
    high = max(r[1] for r in (draft.cue, *draft.source)) + 6
    left, right = doc[max(0, low)].idx, doc[min(len(doc), high) - 1].idx
    times = doc._.times
    for number in range(bisect_left(times, left, key=_start), len(times)):
        time = times[number]
        if time.span.start > right:
            break
        if time.start is None or time.type not in ("DATE", "TIME"):
            continue
        span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is None or any(
            s < span.end and span.start < e for s, e in (*draft.content, *draft.source)
        ):
            continue
        if draft.head in _heads(span.root):
            return str(time.start)
    return None


def _start(time: TimeMention) -> int:
    return time.span.start


def _heads(token: Token) -> set[int]:
    found = set()
    for _ in range(4):
        token = token.head
        found.add(token.i)
    return found


def _source_text(doc: Doc, draft: Draft) -> str:
    return " ".join(doc[s:e].text.lower() for s, e in draft.source)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")\b")


def _holds(listed: SpeakerList, text: str) -> bool:
    return bool(listed.phrases) and _pattern(listed.phrases).search(text) is not None
