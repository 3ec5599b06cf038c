"""Run every example of the cue lexicon. Add sentences to cues.toml, not tests."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.said import create
from rashomon.lexicon.cues import load_cues, read_marked
from rashomon.model.attribution import Attribution

LEXICON = load_cues()
RULES = LEXICON.constructions.values()
MATCH = [pytest.param(r.id, x, id=f"{r.id}-{i}") for r in RULES for i, x in enumerate(r.match)]
REJECT = [pytest.param(x, id=f"{r.id}-{i}") for r in RULES for i, x in enumerate(r.reject)]
CLASSES = [
    pytest.param(c.id, x, id=f"{c.id}-{i}")
    for c in LEXICON.classes.values()
    for i, x in enumerate(c.match)
]


def attributions(nlp: Language, text: str) -> tuple[Doc, tuple[Attribution, ...]]:
    doc = create(nlp, "said")(nlp(text))
    return doc, doc._.attributions


def marks(item: Attribution) -> dict[str, tuple[tuple[int, int], ...]]:
    roles = {"S": item.source, "Q": item.cue, "C": item.content}
    return {mark: tuple((s.start, s.end) for s in spans) for mark, spans in roles.items() if spans}


@pytest.mark.parametrize(("rule", "marked"), MATCH)
def test_match_example_gives_its_own_rule_and_the_marked_spans(
    nlp: Language, rule: str, marked: str
) -> None:
    text, spans = read_marked(marked)
    _, found = attributions(nlp, text)
    assert (rule, spans) in [(a.rule, marks(a)) for a in found]


@pytest.mark.parametrize("sentence", REJECT)
def test_reject_example_gives_nothing(nlp: Language, sentence: str) -> None:
    assert attributions(nlp, sentence)[1] == ()


@pytest.mark.parametrize(("family", "marked"), CLASSES)
def test_class_example_gives_the_class_and_its_stance(
    nlp: Language, family: str, marked: str
) -> None:
    text, spans = read_marked(marked)
    _, found = attributions(nlp, text)
    expected = LEXICON.classes[family]
    got = [(a.cue_class, a.stance, a.speech, marks(a)) for a in found]
    assert (family, expected.stance, expected.speech, spans) in got


def test_the_lexicon_has_the_breadth_that_it_promises() -> None:
    cues = [c for heads in LEXICON.cues.values() for group in heads.values() for c in group]
    assert len(cues) >= 1000
    assert {c.pos for c in cues} == {"verb", "noun", "adj", "adv", "prep"}
