"""Every example of the event lexicon runs. Add rows, not tests."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.errors import RuleFileError
from rashomon.lexicon.event_rows import MODES, EventSense, LightVerb, Pattern
from rashomon.lexicon.events import (
    LIGHT_COLUMNS,
    PATTERN_COLUMNS,
    SENSE_COLUMNS,
    load_events,
    read_events,
    split_words,
)

LEXICON = load_events()
SENSES = [sense for found in LEXICON.senses.values() for sense in found]
LIGHT = [verb for found in LEXICON.light.values() for verb in found]
PATTERNS = [
    pattern
    for table in (LEXICON.blocking, LEXICON.nonevents)
    for found in table.values()
    for pattern in found
]
TAGS = {"VERB": {"VERB", "AUX"}, "NOUN": {"NOUN", "PROPN"}, "ADJ": {"ADJ", "VERB"}}
ARTICLES = {"a", "an", "the"}


def _marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the brackets out of an example; give the text and what stood between them."""
    text, spans, start = "", [], 0
    for part in re.split(r"([\[\]])", example):
        if part == "[":
            start = len(text)
        elif part == "]":
            spans.append((start, len(text)))
        else:
            text += part
    return text, spans


def _bracketed(doc: Doc, spans: list[tuple[int, int]]) -> list[Token]:
    return [
        token
        for token in doc
        if any(start <= token.idx < end for start, end in spans) and token.lower_ not in ARTICLES
    ]


def _parse(nlp: Language, examples: list[str]) -> Iterator[tuple[Doc, list[Token]]]:
    marked = [_marked(example) for example in examples]
    docs = nlp.pipe([text for text, _ in marked], batch_size=256)
    for doc, (_, spans) in zip(docs, marked, strict=True):
        yield doc, _bracketed(doc, spans)


def _forms(token: Token) -> set[str]:
    """What a word of the lexicon may be of a token: its lemma, mended where need be, or itself."""
    return {LEXICON.lemmas.get(token.lower_, token.lemma_.lower()), token.lower_}


def _fits(sense: EventSense, tokens: list[Token]) -> bool:
    if len(tokens) != len(sense.words):
        return False
    if any(word not in _forms(token) for word, token in zip(sense.words, tokens, strict=True)):
        return False
    head = tokens[sense.head_index]
    loose = sense.pos == "NOUN" and (head.tag_ == "VBG" or "-" in sense.words)
    return loose or head.pos_ in TAGS[sense.pos]


def test_match_examples_of_senses_show_the_word_in_its_part_of_speech(nlp: Language) -> None:
    wrong = []
    for sense, (_, tokens) in zip(SENSES, _parse(nlp, [s.match for s in SENSES]), strict=True):
        if not _fits(sense, tokens):
            wrong.append((sense.rule, [(t.lemma_, t.pos_) for t in tokens]))
    assert wrong == []


def test_reject_examples_of_senses_hold_the_word(nlp: Language) -> None:
    senses = [sense for sense in SENSES if sense.reject]
    wrong = []
    for sense, (doc, _) in zip(senses, _parse(nlp, [s.reject for s in senses]), strict=True):
        if not any(sense.head in _forms(token) for token in doc):
            wrong.append((sense.rule, sense.reject))
    assert wrong == []


def _places(words: tuple[frozenset[str], ...], doc: Doc) -> list[Token]:
    """Find a pattern in a text: its words in order, at most two others between each pair."""
    for first in doc:
        found: list[Token] = []
        at = first.i
        for word in words:
            window = doc[at : at + (3 if found else 1)]
            hit = next((token for token in window if word & _forms(token)), None)
            if hit is None:
                break
            found.append(hit)
            at = hit.i + 1
        if len(found) == len(words):
            return found
    return []


def test_match_examples_of_patterns_hold_them_within_the_brackets(nlp: Language) -> None:
    wrong = []
    for pattern, (doc, tokens) in zip(
        PATTERNS, _parse(nlp, [p.match for p in PATTERNS]), strict=True
    ):
        inside = {token.i for token in tokens}
        found = _places(pattern.words, doc)
        if not found or any(token.i not in inside for token in found):
            wrong.append((pattern.match, [(token.lemma_, token.pos_) for token in tokens]))
    assert wrong == []


def test_reject_examples_of_patterns_hold_the_anchor_alone(nlp: Language) -> None:
    patterns = [pattern for pattern in PATTERNS if pattern.reject]
    wrong = []
    for pattern, (doc, _) in zip(patterns, _parse(nlp, [p.reject for p in patterns]), strict=True):
        has_anchor = any(pattern.anchor in _forms(token) for token in doc)
        if not has_anchor or _places(pattern.words, doc):
            wrong.append(pattern.reject)
    assert wrong == []


def test_match_examples_of_light_verbs_show_the_verb(nlp: Language) -> None:
    wrong = []
    for verb, (_, tokens) in zip(LIGHT, _parse(nlp, [v.match for v in LIGHT]), strict=True):
        fits = len(tokens) == len(verb.words) and all(
            word in _forms(token) for word, token in zip(verb.words, tokens, strict=True)
        )
        if not fits:
            wrong.append((verb.match, [token.lemma_ for token in tokens]))
    assert wrong == []


def test_reject_examples_of_light_verbs_hold_the_verb(nlp: Language) -> None:
    verbs = [verb for verb in LIGHT if verb.reject]
    wrong = []
    for verb, (doc, _) in zip(verbs, _parse(nlp, [v.reject for v in verbs]), strict=True):
        if not any(verb.words[0] in _forms(token) for token in doc):
            wrong.append(verb.reject)
    assert wrong == []
