"""Verbs of will: the file's form, and its examples in whole sentences."""

import re
from pathlib import Path

import pytest
from spacy.language import Language

from rashomon.errors import RuleFileError
from rashomon.layers.did_acts import is_act, willed_of
from rashomon.lexicon.acts import ActRule, load_acts, read_acts

RULES = {rule.id: rule for rule in load_acts().values()}
GOOD = """schema = 1
[[rule]]
id = "r"
lemmas = ["agree"]
peaceful = "AGREE"
hostile = "THREATEN"
unknown = ""
citation = "c"
match = ["They [agreed] to go."]
reject = ["They [agreed]."]
"""


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_examples(nlp: Language, rule: ActRule) -> None:
    for examples, wanted in ((rule.match, True), (rule.reject, False)):
        for example in examples:
            doc = nlp(re.sub(r"[\[\]]", "", example))
            token = next(t for t in doc if t.idx == example.index("["))
            assert (willed_of(token) is not None) is wanted, example


@pytest.mark.parametrize(
    ("willed", "kind"),
    [("RETREAT", "AGREE"), ("ASSAULT", "THREATEN"), ("MOBILIZE", "AGREE"), (None, "AGREE")],
)
def test_what_is_willed_decides(willed: str | None, kind: str) -> None:
    assert load_acts()["agree"].type_for(willed) == kind


def test_an_unknown_will_may_say_nothing() -> None:
    assert load_acts()["vow"].type_for(None) is None


def test_agreeing_on_something_is_an_act(nlp: Language) -> None:
    doc = nlp("Both sides agreed on a truce.")
    assert is_act(next(t for t in doc if t.text == "agreed"))
    doc = nlp("They agreed that it was late.")
    assert not is_act(next(t for t in doc if t.text == "agreed"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"AGREE"', '"AGRE"'),
        ('unknown = ""', 'unknown = "NONE"'),
        ('lemmas = ["agree"]', "lemmas = []"),
        ('lemmas = ["agree"]', 'lemmas = ["agree", "agree"]'),
        ('citation = "c"', ""),
        ("[[rule]]", GOOD[GOOD.index("[[rule]]") :] + "[[rule]]"),
    ],
    ids=["type", "unknown", "lemmas", "lemma-twice", "key", "id-twice"],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "acts.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_acts(path)
