"""Every example of ``roles.toml`` and ``metonymy.toml``, read by the layer `who`.

Add examples to the rule files, not here.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.who import create
from rashomon.layers.who_frame import standing_of
from rashomon.lexicon.roles import load_roles
from rashomon.lexicon.senses import load_senses

MARENNA = sorted(str(p) for p in (Path(__file__).parents[1] / "knowledge/marenna").glob("*.tsv"))
KINDS_OF_NAME = {"Port Selm": "capital", "Admiralty House": "seat", "Ordmark": "unknown"}
BRACKETS = re.compile(r"\[([^\]]+)\]")


@pytest.fixture(scope="module")
def read(nlp: Language) -> Callable[[str], Doc]:
    who = create(nlp, "who", MARENNA)
    return lambda text: who(nlp(text))


def cases(rules: list[object], which: str) -> list[object]:
    return [
        pytest.param(rule.id, example, id=f"{rule.id}-{which}-{number}")  # type: ignore[attr-defined]
        for rule in rules
        for number, example in enumerate(getattr(rule, which), 1)
    ]


def found_by(doc: Doc, rule_id: str) -> list[tuple[int, int, str]]:
    return [(m.span.start, m.span.end, m.span.text) for m in doc._.actors if m.rule == rule_id]


def marked(example: str) -> tuple[str, list[tuple[int, int, str]]]:
    plain, spans, at = "", [], 0
    for match in BRACKETS.finditer(example):
        plain += example[at : match.start()]
        spans.append((len(plain), len(plain) + len(match[1]), match[1]))
        plain += match[1]
        at = match.end()
    return plain + example[at:], spans


@pytest.mark.parametrize(("rule_id", "example"), cases(list(load_roles().blocks.values()), "match"))
def test_a_role_noun_is_found_with_its_span(
    read: Callable[[str], Doc], rule_id: str, example: str
) -> None:
    text, spans = marked(example)
    if rule_id == "role.partitive":
        doc = read(text)
        assert spans == [(m.span.start, m.span.end, m.span.text) for m in doc._.referents.values()]
        return
    assert found_by(read(text), rule_id) == spans


@pytest.mark.parametrize(
    ("rule_id", "example"), cases(list(load_roles().blocks.values()), "reject")
)
def test_a_role_noun_is_not_found_elsewhere(
    read: Callable[[str], Doc], rule_id: str, example: str
) -> None:
    assert found_by(read(example), rule_id) == []


@pytest.mark.parametrize(
    ("rule_id", "example"), cases([r for r in load_senses().rules if r.result == "actor"], "match")
)
def test_a_name_acts_by_the_rule_that_says_so(
    read: Callable[[str], Doc], rule_id: str, example: str
) -> None:
    text, spans = marked(example)
    assert found_by(read(text), rule_id) == spans


@pytest.mark.parametrize(
    ("rule_id", "example"), cases([r for r in load_senses().rules if r.result == "place"], "match")
)
def test_a_name_is_a_place_by_the_rule_that_says_so(
    read: Callable[[str], Doc], rule_id: str, example: str
) -> None:
    text, spans = marked(example)
    doc = read(text)
    for start, end, name in spans:
        assert name not in {m.span.text for m in doc._.actors}
        token = doc.char_span(start, end).root
        standing = standing_of(token)
        named = KINDS_OF_NAME.get(name, "country")
        rule = load_senses().decide(
            named, standing.relation, standing.preposition, standing.governor
        )
        assert rule is not None
        assert rule.id == rule_id


@pytest.mark.parametrize(("rule_id", "example"), cases(list(load_senses().rules), "reject"))
def test_a_sense_rule_does_not_decide_elsewhere(
    read: Callable[[str], Doc], rule_id: str, example: str
) -> None:
    text, spans = marked(example)
    assert not set(found_by(read(text), rule_id)) & set(spans)
