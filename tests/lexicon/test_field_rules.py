"""Run the examples of the field lexicon that need no event; refuse bad files."""

import re
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.errors import RuleFileError
from rashomon.layers.did_answer import governors
from rashomon.layers.did_marks import find_marks, phrases
from rashomon.lexicon.fields import VALUES, FieldRule, load_fields, read_fields

WORDS = ("wording", "sensitivity", "link")


def examples(kind: str, *fields: str) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.id}-{n}")
        for rule in load_fields().rules
        if rule.field in fields
        for n, text in enumerate(getattr(rule, kind))
    ]


def parse(nlp: Language, marked: str) -> tuple[Doc, Token | None]:
    """Parse an example; the token is the head of what stands in ``[..]``."""
    doc = nlp(re.sub(r"[\[\]{}]", "", marked))
    found = re.search(r"\[(.+?)\]", marked)
    if found is None:
        return doc, None
    start = len(re.sub(r"[\[\]{}]", "", marked[: found.start()]))
    span = doc.char_span(start, start + len(found[1]))
    assert span is not None
    return doc, span.root


def answering(doc: Doc, trigger: Token) -> set[str]:
    """Give the ids of the rules that say on what footing a trigger's agent is responsible."""
    above = {rule.id for _, rule in governors(trigger)}
    marks = find_marks(doc, {trigger.i}, ("responsibility",)).get(trigger.i, ())
    return above | {m.rule.id for m in marks if m.rule.arcs & {"mark", "agent"}}


@pytest.mark.parametrize(("rule", "marked"), examples("match", "responsibility"))
def test_responsibility_fires(nlp: Language, rule: FieldRule, marked: str) -> None:
    doc, trigger = parse(nlp, marked)
    assert trigger is not None
    assert rule.id in answering(doc, trigger)


@pytest.mark.parametrize(("rule", "marked"), examples("reject", "responsibility"))
def test_responsibility_stays_silent(nlp: Language, rule: FieldRule, marked: str) -> None:
    doc, trigger = parse(nlp, marked)
    assert trigger is not None
    assert rule.id not in answering(doc, trigger)


@pytest.mark.parametrize(("rule", "marked"), examples("match", *WORDS))
def test_word_is_found(nlp: Language, rule: FieldRule, marked: str) -> None:
    doc, token = parse(nlp, marked)
    assert token is not None
    assert (token.i, rule.id) in {(t.i, r.id) for t, r in phrases(doc, rule.field, list(doc))}


@pytest.mark.parametrize(("rule", "marked"), examples("reject", *WORDS))
def test_word_is_not_found(nlp: Language, rule: FieldRule, marked: str) -> None:
    doc, _ = parse(nlp, marked)
    assert rule.id not in {r.id for _, r in phrases(doc, rule.field, list(doc))}


GOOD = """[[rule]]
id = "a"
field = "scope"
value = "repeated"
words = ["daily"]
match = ["The army [shelled] Kestrel daily."]
reject = ["The army [shelled] Kestrel."]
"""
BAD = {
    "unknown key": GOOD + 'colour = "red"\n',
    "missing key": GOOD.replace('words = ["daily"]\n', ""),
    "id twice": GOOD + GOOD,
    "unknown value": GOOD.replace("repeated", "sometimes"),
    "unknown field": GOOD.replace('"scope"', '"mood"'),
    "empty pattern": GOOD.replace('"daily"', '" "'),
    "word twice": GOOD.replace('"daily"', '"daily", "daily"'),
    "no example": GOOD.replace('"The army [shelled] Kestrel."', ""),
    "arcs that the field lacks": GOOD + 'arcs = ["by"]\n',
    "decomposed letters": GOOD.replace("daily", "e\u0301"),
}


def test_a_good_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "fields.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert [r.id for r in read_fields(file).rules] == ["a"]


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "fields.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_fields(file)


def test_every_field_has_rules() -> None:
    assert {r.field for r in load_fields().rules} == set(VALUES)
