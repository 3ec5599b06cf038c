"""Run the examples of roles and marks, and see them arrive in events."""

import re

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.layers import clause
from rashomon.layers.did_marks import find_marks
from rashomon.layers.did_roles import _is_told_of, sentence_roles
from rashomon.lexicon.fields import FieldRule, load_fields

MARKS = ("targeting", "scope", "mode")


def examples(kind: str, *fields: str) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.id}-{n}")
        for rule in load_fields().rules
        if rule.field in fields
        for n, text in enumerate(getattr(rule, kind))
    ]


def read_example(nlp: Language, marked: str) -> tuple[Doc, Token, Token | None]:
    """Parse a marked example: the doc, the trigger in ``[..]``, the player in ``{..}``."""
    plain = re.sub(r"[\[\]{}]", "", marked)
    doc = nlp(plain)

    def token_at(opening: str, closing: str) -> Token | None:
        if opening not in marked:
            return None
        before, rest = marked.split(opening)[0], marked.split(opening)[1].split(closing)[0]
        start = len(re.sub(r"[\[\]{}]", "", before))
        span = doc.char_span(
            start, start + len(re.sub(r"[\[\]{}]", "", rest)), alignment_mode="expand"
        )
        assert span is not None
        return span.root

    trigger = token_at("[", "]") or doc[-1]
    return doc, trigger, token_at("{", "}")


def roles_of(nlp: Language, marked: str) -> tuple[set[tuple[int, str]], Token | None]:
    doc, trigger, player = read_example(nlp, marked)
    roles = [r for sentence in doc.sents for r in sentence_roles(sentence)]
    doers = {t.i for t in clause.subjects(trigger)}
    return {(r.player.i, r.rule.id) for r in roles if _is_told_of(r, trigger, doers)}, player


@pytest.mark.parametrize(("rule", "marked"), examples("match", "role"))
def test_role_goes_to_the_marked_player(nlp: Language, rule: FieldRule, marked: str) -> None:
    found, player = roles_of(nlp, marked)
    assert player is not None
    assert (player.i, rule.id) in found


@pytest.mark.parametrize(("rule", "marked"), examples("reject", "role"))
def test_no_role_in_a_reject_example(nlp: Language, rule: FieldRule, marked: str) -> None:
    assert rule.id not in {r for _, r in roles_of(nlp, marked)[0]}


def mark_ids(nlp: Language, rule: FieldRule, marked: str) -> set[str]:
    doc, trigger, _ = read_example(nlp, marked)
    return {m.rule.id for m in find_marks(doc, {trigger.i}, (rule.field,)).get(trigger.i, ())}


@pytest.mark.parametrize(("rule", "marked"), examples("match", *MARKS))
def test_mark_belongs_to_the_trigger(nlp: Language, rule: FieldRule, marked: str) -> None:
    assert rule.id in mark_ids(nlp, rule, marked)


@pytest.mark.parametrize(("rule", "marked"), examples("reject", *MARKS))
def test_no_mark_in_a_reject_example(nlp: Language, rule: FieldRule, marked: str) -> None:
    assert rule.id not in mark_ids(nlp, rule, marked)
