"""Run every example of realis.toml, and refuse broken files. Add sentences there, not here."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Token

from rashomon.errors import RuleFileError
from rashomon.layers.howreal_rules import certainty_of, read_realis_of
from rashomon.lexicon.realis import RealisRule, load_realis, read_realis

REALIS = load_realis()
MATCH = [pytest.param(r, x, id=f"{r.id}-{i}") for r in REALIS.rules for i, x in enumerate(r.match)]
REJECT = [
    pytest.param(r.id, x, id=f"{r.id}-{i}") for r in REALIS.rules for i, x in enumerate(r.reject)
]
RULE = """
[[rule]]
id = "real.wished"
status = "desired"
lemmas = ["wish"]
arcs = ["to"]
citation = "none"
match = ["They wish to [leave]."]
reject = ["They [left]."]
"""


def trigger_of(nlp: Language, marked: str) -> Token:
    """Parse an example and give the token in its brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    doc = nlp(marked.replace("[", "").replace("]", ""))
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    return span.root


def fired(token: Token) -> set[str]:
    return {read_realis_of(token, REALIS).rule, certainty_of(token, REALIS)[1]}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "realis.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("rule", "marked"), MATCH)
def test_match_example_fires_its_own_rule(nlp: Language, rule: RealisRule, marked: str) -> None:
    token = trigger_of(nlp, marked)
    assert rule.id in fired(token)
    if not rule.id.startswith("real.certain"):
        assert read_realis_of(token, REALIS).status == rule.status


@pytest.mark.parametrize(("rule", "marked"), REJECT)
def test_reject_example_leaves_the_rule_silent(nlp: Language, rule: str, marked: str) -> None:
    assert rule not in fired(trigger_of(nlp, marked))


def test_longer_words_of_certainty_are_asked_first() -> None:
    widths = [len(words) for words, _, _ in REALIS.certainty]
    assert widths == sorted(widths, reverse=True)


def test_values_of_certainty_are_shares() -> None:
    assert all(0 < value < 1 for _, value, _ in REALIS.certainty)


def test_an_excepted_pair_of_lemma_and_arc_is_left_out() -> None:
    assert ("tell", "that") not in REALIS.governors
    assert ("demand", "that") in REALIS.governors


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        pytest.param(RULE.replace("citation", "cited"), "missing ['citation']", id="missing-key"),
        pytest.param(RULE + 'colour = "red"\n', "unknown ['colour']", id="unknown-key"),
        pytest.param(RULE + RULE, "id used twice", id="repeated-id"),
        pytest.param(
            RULE.replace('["They [left]."]', "[]"),
            "needs at least one match and one reject example",
            id="no-reject",
        ),
        pytest.param(RULE.replace('"desired"', '"hoped"'), "unknown status 'hoped'", id="status"),
        pytest.param(RULE.replace('["to"]', '["into"]'), "unknown arc 'into'", id="arc"),
        pytest.param(
            RULE.replace("none", "cafe\u0301"), "text is not in Unicode normal form C", id="not-nfc"
        ),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, broken: str, problem: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        read_realis(written(tmp_path, broken))
    assert problem in str(caught.value)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    realis = read_realis(written(tmp_path, RULE))
    assert realis.governors[("wish", "to")].status == "desired"
