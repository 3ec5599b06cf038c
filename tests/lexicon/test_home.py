"""Whose a thing is by its words: the file's form and its examples."""

from pathlib import Path

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.home import OwnerRule, load_home, read_home

RULES = {rule.id: rule for rule in load_home().owners}
GOOD = """dwellers = ["residents"]
[[owner]]
id = "r"
sector = "MIL"
words = ["army"]
heads = []
match = ["army lorry"]
reject = ["lorry"]
[scenes]
others = ["another"]
[[scenes.take]]
id = "t"
words = ["town"]
kinds = ["city"]
named = false
match = ["Rebels held Basra. The army shelled [the town]."]
reject = ["Rebels held Basra. Towns were shelled."]
"""


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_examples(rule: OwnerRule) -> None:
    first = {p: next((r.id for r in load_home().owners if r.fits(p)), None) for p in rule.match}
    assert set(first.values()) == {rule.id}, first
    for phrase in rule.reject:
        assert next((r.id for r in load_home().owners if r.fits(phrase)), None) != rule.id, phrase


def test_residents_dwell() -> None:
    assert "residents" in load_home().dwellers


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sector = "MIL"', 'sector = "ARMY"'),
        ('words = ["army"]', "words = []"),
        ('words = ["army"]', 'words = ["Army"]'),
        ('match = ["army lorry"]', "match = []"),
        ('id = "r"', 'name = "r"'),
        ('dwellers = ["residents"]', "dwellers = []"),
        ('dwellers = ["residents"]', 'other = ["residents"]'),
        ('words = ["army"]', 'words = ["cafe\u0301"]'),
        ('others = ["another"]', "others = []"),
        ('others = ["another"]', 'other = ["another"]'),
        ('words = ["town"]', "words = []"),
        ('words = ["town"]', 'words = ["Town"]'),
        ('words = ["town"]', 'words = ["town", "town"]'),
        ('kinds = ["city"]', "kinds = []"),
        ("named = false", "called = false"),
        ('match = ["Rebels held Basra. The army shelled [the town]."]', "match = []"),
        ('id = "t"', 'id = "r"'),
    ],
)
def test_refuses(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "home.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert len(read_home(path).owners) == 1
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_home(path)


def test_refuses_an_id_twice(tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    owner = GOOD[GOOD.index("[[owner]]") : GOOD.index("[scenes]")]
    path.write_text(GOOD.replace(owner, owner + owner), encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_home(path)
