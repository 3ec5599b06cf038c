"""Every example of the event lexicon runs. Add rows, not tests."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.lexicon.event_rows import MODES, EventSense, Needs
from rashomon.lexicon.events import load_events, split_words

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


# A plain reading of conditions, blocks and traps over the parse: what the lexicon promises to a
# reader that keeps to its documentation.
ENTITIES = {
    "PERSON": {"person", "actor"},
    "NORP": {"group", "person", "actor"},
    "ORG": {"group", "actor", "place"},
    "GPE": {"place", "actor", "group"},
    "LOC": {"place"},
    "FAC": {"building", "place", "infrastructure"},
}
QUANTITIES = {"dozen", "score", "hundred", "thousand", "number"}
ANYBODY = {"person", "group", "actor"}


def _kinds(token: Token) -> set[str]:
    """What a noun may count as: itself, its classes, the kind of its name."""
    forms = _forms(token)
    kinds = set(forms)
    for form in forms:
        kinds |= set(LEXICON.nouns[form].classes) if form in LEXICON.nouns else set()
    if token.pos_ == "PROPN":
        kinds |= ANYBODY | {"place"}
    if token.pos_ in ("PRON", "NUM"):
        kinds |= ANYBODY
    kinds |= ENTITIES.get(token.ent_type_, set())
    return kinds | ({"actor"} if kinds & {"person", "group"} else set())


def _prepositional(token: Token) -> Iterator[tuple[str, list[Token]]]:
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt"):
            yield child.lower_, list(child.children)


def _arguments(token: Token, pos: str) -> tuple[list[Token], list[Token]]:
    """Objects and subjects of a trigger; of a noun what stands for them."""
    children = list(token.children)
    objects = [c for c in children if c.dep_ in ("dobj", "attr", "dative", "oprd", "nsubjpass")]
    subjects = [c for c in children if c.dep_ == "nsubj"]
    by = [t for word, found in _prepositional(token) if word == "by" for t in found]
    if pos == "NOUN":
        of = [t for word, found in _prepositional(token) if word == "of" for t in found]
        modifiers = [c for c in children if c.dep_ in ("compound", "amod")]
        possessors = [c for c in children if c.dep_ == "poss"]
        return objects + of + modifiers, subjects + by + modifiers + possessors
    if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN"):
        objects.append(token.head)
    return objects, subjects + by


def _any_of(tokens: list[Token], wanted: frozenset[str]) -> bool:
    """Tell whether one of the arguments fits; "scores of villagers" are villagers."""
    counted = [
        t
        for token in tokens
        if _forms(token) & QUANTITIES
        for word, found in _prepositional(token)
        if word == "of"
        for t in found
    ]
    return any(_kinds(token) & wanted for token in tokens + counted)


def _holds(needs: Needs, token: Token, pos: str, tokens: list[Token]) -> bool:
    objects, subjects = _arguments(token, pos)
    preps = list(_prepositional(token))
    for other in tokens:
        if other is not token:
            preps += [(other.lower_, list(other.children)), *_prepositional(other)]
            objects += [c for c in other.children if c.dep_ in ("dobj", "pobj")]
    if needs.no_obj and any(c.dep_ == "dobj" for c in objects):
        return False
    if needs.obj and not _any_of(objects, needs.obj):
        return False
    if needs.subj and subjects and not _any_of(subjects, needs.subj):
        return False
    fitting = [found for word, found in preps if word in needs.prep]
    if needs.prep and not fitting:
        return False
    return not needs.pobj or _any_of([t for found in fitting for t in found], needs.pobj)


def _is_blocked(sense: EventSense, token: Token) -> bool:
    objects, _ = _arguments(token, sense.pos)
    near = {form for t in objects for part in t.subtree for form in _forms(part)}
    near |= {form for _, found in _prepositional(token) for t in found for form in _forms(t)}
    if token.i + 1 < len(token.doc):
        near |= _forms(token.nbor(1))
    if sense.pos == "NOUN" and token.i:
        near |= _forms(token.nbor(-1))
    if near & set(sense.blocks):
        return True
    traps = LEXICON.blocking.get(sense.head, ())
    return any(token in _places(trap.words, token.doc) for trap in traps)


def _fires(sense: EventSense, doc: Doc) -> bool:
    """Tell whether a sense would be read anywhere in an example that it must not match."""
    words = {form for token in doc for form in _forms(token)}
    if not set(sense.words) <= words:
        return False
    heads = [t for t in doc if sense.head in _forms(t) and t.pos_ in TAGS[sense.pos]]
    return any(
        _holds(sense.needs, token, sense.pos, []) and not _is_blocked(sense, token)
        for token in heads
    )


def test_conditions_hold_of_every_match_example(nlp: Language) -> None:
    wrong = []
    for sense, (_, tokens) in zip(SENSES, _parse(nlp, [s.match for s in SENSES]), strict=True):
        if not _fits(sense, tokens):
            continue
        head = tokens[sense.head_index]
        if not _holds(sense.needs, head, sense.pos, tokens) or _is_blocked(sense, head):
            wrong.append((sense.rule, sense.match))
    assert wrong == []


def test_conditions_blocks_and_traps_keep_every_reject_example_out(nlp: Language) -> None:
    senses = [sense for sense in SENSES if sense.reject]
    wrong = []
    for sense, (doc, _) in zip(senses, _parse(nlp, [s.reject for s in senses]), strict=True):
        if _fires(sense, doc):
            wrong.append((sense.rule, sense.reject))
    assert wrong == []


def test_every_type_and_every_mode_has_a_word() -> None:
    found = {(sense.type, sense.mode) for sense in SENSES}
    assert {t for t, _ in found} == set(MODES)
    assert {(t, m) for t, modes in MODES.items() for m in modes} - found == set()


def test_a_longer_expression_and_a_narrower_sense_come_first() -> None:
    lengths = [len(sense.words) for sense in LEXICON.senses["fire"]]
    assert lengths == sorted(lengths, reverse=True)
    assert max(lengths) > 1
    single = [s for s in LEXICON.senses["fall"] if s.pos == "VERB" and len(s.words) == 1]
    asked = [bool(sense.needs.obj or sense.needs.subj) for sense in single]
    assert asked == sorted(asked, reverse=True)


def test_hyphens_are_words_of_their_own_as_in_the_parse(nlp: Language) -> None:
    assert split_words("hunger-strike march") == ("hunger", "-", "strike", "march")
    assert [token.text for token in nlp.make_doc("sit-in")] == list(split_words("sit-in"))
