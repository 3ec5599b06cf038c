"""The ways to a political act's target: the file's form, and its examples."""

import re
from pathlib import Path

import pytest
from spacy.language import Language

from rashomon.errors import RuleFileError
from rashomon.layers import state
from rashomon.layers.did_reach import Search
from rashomon.lexicon.reach import ReachRule, load_reach, read_reach

state.register()
RULES = {rule.id: rule for rule in load_reach().rules.values()}
GOOD = """schema = 1
[moved]
verbs = ["send"]
nouns = ["troop"]
[[rule]]
id = "r"
types = ["AGREE"]
verb = ["with"]
inside = ["with", "poss"]
content = ["object"]
yields = true
match = ["Marenna [signed] a treaty with {Valdoria}."]
reject = ["Marenna [signed] a treaty."]
"""


def reached(nlp: Language, rule: ReachRule, example: str) -> tuple[set[str], set[str]]:
    """Give the words that a rule reaches in an example, and those in its braces."""
    plain = re.sub(r"[\[\]{}]", "", example)
    trigger = re.sub(r"[{}]", "", example).index("[")
    doc = nlp(plain)
    token = next(t for t in doc if t.idx == trigger)
    found = Search(doc, rule, [doc[0]]).targets(token, None)
    return {t.text for t in found}, set(re.findall(r"{([^}]*)}", example))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_examples(nlp: Language, rule: ReachRule) -> None:
    for example in rule.match:
        found, wanted = reached(nlp, rule, example)
        assert found == wanted, example
    for example in rule.reject:
        assert reached(nlp, rule, example)[0] == set(), example


def test_a_good_file_loads(tmp_path: Path) -> None:
    path = tmp_path / "reach.toml"
    path.write_text(GOOD, encoding="utf-8")
    reach = read_reach(path)
    assert reach.rules["AGREE"].inside == ("with", "poss")
    assert reach.moved == {"troop"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('types = ["AGREE"]', 'types = ["AGRE"]'),
        ('verb = ["with"]', 'verb = ["wit"]'),
        ('"poss"]', '"possessor"]'),
        ("yields = true", 'yields = "yes"'),
        ("yields = true", ""),
        ('content = ["object"]', 'content = ["verb"]'),
        ('reject = ["Marenna [signed] a treaty."]', "reject = []"),
        ('nouns = ["troop"]', 'nouns = [""]'),
        ("[moved]", "[taken]"),
        ("[[rule]]", GOOD[GOOD.index("[[rule]]") :] + "[[rule]]"),
    ],
    ids=[
        "type", "preposition", "way", "yields", "no-yields", "content", "example", "noun", "moved",
        "twice",
    ],
)  # fmt: skip
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "reach.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_reach(path)
