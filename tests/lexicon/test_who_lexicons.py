"""What the loaders of role nouns and of metonymy refuse."""

from pathlib import Path

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon import roles, senses

NOT_NFC = "text is not in Unicode normal form C"
ROLE = """
[[role]]
id = "role.diver"
nouns = ["diver"]
kind = "person"
match = ["A [diver] came up."]
reject = ["They dived."]
"""
ROLES_HEAD = """
plurals = {}
same = []
quantifiers = []
honorifics = {}
backers = []
[first_names]
[names]
"""
SENSE = """
[[sense]]
id = "sense.diver"
names = ["capital"]
relation = "subject"
result = "actor"
match = ["[Port Selm] spoke."]
reject = ["It rained."]
"""
SENSES_HEAD = '[words]\ndeeds = ["raid"]\n'


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        pytest.param(ROLE.replace("kind", "sort"), "role.diver", "missing ['kind']", id="missing"),
        pytest.param(ROLE + 'colour = "red"', "role.diver", "unknown ['colour']", id="unknown-key"),
        pytest.param(
            ROLE.replace('"person"', '"fish"'),
            "role.diver",
            "kind or organ is none of those there are",
            id="unknown-kind",
        ),
        pytest.param(
            ROLE.replace('["They dived."]', "[]"),
            "role.diver",
            "needs nouns, a match and a reject example",
            id="no-reject-example",
        ),
        pytest.param(ROLE + ROLE, "role.diver", "the id is there twice", id="id-twice"),
        pytest.param(
            ROLE + ROLE.replace("role.diver", "role.other"),
            "role.other",
            "'diver' is there twice",
            id="noun-twice",
        ),
        pytest.param(
            ROLE.replace('["diver"]', '["Diver"]'),
            "role.diver",
            "'Diver' is not one to three lower-case words",
            id="capital",
        ),
        pytest.param(ROLE.replace('["diver"]', '["dive\u0301r"]'), None, NOT_NFC, id="nfd"),
    ],
)
def test_bad_roles_are_refused(tmp_path: Path, text: str, where: str | None, problem: str) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(ROLES_HEAD + text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        roles.load_roles(path)
    assert (caught.value.rule_id, caught.value.problem) == (where, problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(SENSE.replace("relation", "relatio"), "missing ['relation']", id="missing"),
        pytest.param(SENSE + "weight = 1", "unknown ['weight']", id="unknown-key"),
        pytest.param(
            SENSE.replace('"capital"', '"village"'),
            "names are some of ['adjective', 'capital', 'country', 'polity', 'seat', 'unknown']",
            id="unknown-name",
        ),
        pytest.param(
            SENSE.replace('"subject"', '"vocative"'),
            "relation or result is none of those there are",
            id="unknown-relation",
        ),
        pytest.param(SENSE + 'governors = ["@talk"]', "there is no list @talk", id="dangling"),
        pytest.param(SENSE + "governors = []", "an empty list of words", id="empty-list"),
        pytest.param(SENSE + SENSE, "the id is there twice", id="id-twice"),
        pytest.param(
            SENSE.replace('["It rained."]', "[]"),
            "needs a match and a reject example",
            id="no-reject-example",
        ),
    ],
)
def test_bad_senses_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "metonymy.toml"
    path.write_text(SENSES_HEAD + text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        senses.load_senses(path)
    assert (caught.value.rule_id, caught.value.problem) == ("sense.diver", problem)


def test_the_first_rule_that_fits_decides(tmp_path: Path) -> None:
    path = tmp_path / "metonymy.toml"
    second = SENSE.replace("sense.diver", "sense.second").replace('"actor"', '"place"')
    path.write_text(SENSES_HEAD + SENSE + 'governors = ["@deeds"]\n' + second, encoding="utf-8")
    loaded = senses.load_senses(path)
    assert [
        rule.id
        for governor in ("raid", "stand")
        if (rule := loaded.decide("capital", "subject", "", governor)) is not None
    ] == ["sense.diver", "sense.second"]
    assert loaded.decide("country", "subject", "", "raid") is None
