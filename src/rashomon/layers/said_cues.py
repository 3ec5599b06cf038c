"""Find cues in a parsed text: one look-up a token, longer cues first, traps refused.

"The mine claimed twelve lives" and "she reported to work" hold words of the lexicon but no cue.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.lexicon.cues import Cue, CueLexicon

VERB_TAGS: Final = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_OPEN_WORDS: Final = {
    "self": frozenset({"itself", "himself", "herself", "themselves", "ourselves", "myself"}),
    "own": frozenset({"its", "his", "her", "their", "our", "my"}),
}
"""What a word of the lexicon stands for: "distance *self* from", "wash *own* hands of"."""
_GROUP: Final = frozenset({"aux", "auxpass", "neg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CueHit:
    """A cue in the text: its head token, its lexicon entry, its range of tokens."""

    head: Token
    entry: Cue
    start: int
    end: int


def find_cues(doc: Doc, lexicon: CueLexicon) -> Iterator[CueHit]:
    """Yield every cue of a doc in text order, at most one for a head token."""
    verbs, nouns, adjectives = (lexicon.cues[pos] for pos in ("verb", "noun", "adj"))
    adverbs, prepositions = lexicon.cues["adv"], lexicon.cues["prep"]
    for token in doc:
        if token.tag_ in ("VBN", "VBD") and _is_adjective(token, adjectives):
            hit = _match(token, adjectives[token.lower_])
        elif token.tag_ in VERB_TAGS:
            hit = _match(token, _verb_entries(token, verbs))
            if hit is None and token.lower_ in prepositions:
                hit = _match(token, prepositions[token.lower_])
            if hit is None and token.tag_ in ("VBN", "VBD", "VBG"):
                hit = _match(token, adjectives.get(token.lower_, ()))
        elif token.pos_ in ("NOUN", "PROPN"):
            hit = _match(token, nouns.get(token.lemma_.lower(), ()))
        else:
            hit = _match(token, adjectives.get(token.lower_, ()))
            hit = hit or _match(token, adverbs.get(token.lower_, ()))
            hit = hit or _match(token, prepositions.get(token.lower_, ()))
        if hit is not None:
            yield hit


def _is_adjective(token: Token, adjectives: Mapping[str, tuple[Cue, ...]]) -> bool:
    """Tell "was worried that" and "the alleged raid" from verbs of the same form."""
    entries = adjectives.get(token.lower_, ())
    before_noun = any("attr" in e.frames for e in entries)
    if token.dep_ == "amod":
        return before_noun
    return token.tag_ == "VBN" and any("attr" not in e.frames for e in entries)


def _verb_entries(token: Token, verbs: Mapping[str, tuple[Cue, ...]]) -> tuple[Cue, ...]:
    """Look up a verb, also where the lemmatiser drops or adds an "e": "hoped" is no hop."""
    lemma, word = token.lemma_.lower(), token.lower_
    found = verbs.get(lemma)
    if found is not None or word == lemma:
        return found or ()
    if word[: len(lemma) + 1] != lemma + lemma[-1:]:
        found = verbs.get(lemma + "e")
    return found or (verbs.get(lemma[:-1], ()) if lemma.endswith("e") else ())


def _match(token: Token, entries: tuple[Cue, ...]) -> CueHit | None:
    for entry in entries:
        end = _end_of(token, entry)
        if end is not None and not _is_blocked(token, entry, end):
            return CueHit(head=token, entry=entry, start=token.i, end=end)
    return None


def _end_of(token: Token, entry: Cue) -> int | None:
    """Give one past the cue's last word, or None where its further words are not there."""
    rest = entry.words[1:]
    if not rest:
        return token.i + 1
    doc, position = token.doc, token.i + 1
    if len(rest) == 1 and entry.pos == "verb":
        for child in token.children:
            if child.dep_ == "prt" and child.lower_ == rest[0]:
                return child.i + 1 if child.i == token.i + 1 else token.i + 1
    for word in rest:
        if position < len(doc) and doc[position].lower_ in ("it", "them") and word != "it":
            position += 1
        if position < len(doc) and doc[position].lower_ in _OPEN_WORDS.get(word, ()):
            position += 1
            continue
        if position >= len(doc) or word not in (doc[position].lower_, doc[position].lemma_.lower()):
            return None
        position += 1
    return position


def _is_blocked(token: Token, entry: Cue, end: int) -> bool:
    """Tell whether one of the entry's traps holds: "claimed [lives]", "told [apart]"."""
    unless = entry.unless
    if not unless:
        return False
    after = token.doc[end].lower_ if end < len(token.doc) else ""
    if after in unless.get("next", ()):
        return True
    objects = unless.get("obj", frozenset())
    for child in token.children:
        if child.dep_ in ("dobj", "nsubjpass") and (
            child.lemma_.lower() in objects or ("PLACE" in objects and child.ent_type_ in _PLACES)
        ):
            return True
        if child.dep_ == "nsubj" and child.lemma_.lower() in unless.get("subj", ()):
            return True
        if child.dep_ == "prep" and child.i == end and child.lower_ in unless.get("prep", ()):
            return True
    return False


def group_range(hit: CueHit) -> tuple[int, int]:
    """Widen a verb cue to its whole group: auxiliaries, negation, adverbs beside it."""
    start, end, doc = hit.start, hit.end, hit.head.doc
    children = {c.i: c for c in hit.head.children}
    while start > 0 and (before := doc[start - 1]).i in children:
        if before.dep_ not in _GROUP and not (before.dep_ == "advmod" and before.tag_ == "RB"):
            break
        start -= 1
    while (
        start < hit.start and doc[start].dep_ == "advmod" and doc[start].lower_ in ("when", "how")
    ):
        start += 1
    return start, end


def with_preposition(doc: Doc, cue: tuple[int, int], content: int) -> tuple[int, int]:
    """Take the preposition between a cue and its content into the cue: "spoke about"."""
    start, end = cue
    if content == end + 1 and doc[end].dep_ == "prep" and doc[end].lower_ != "as":
        return start, content
    return cue
