"""Every example of ``dating.toml`` runs; the loader refuses what is broken."""

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.dating import PATH, load_dating, looks_back

RULES = load_dating()
MATCHES = [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.match)]
REJECTS = [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.reject)]


@pytest.mark.parametrize(("rule", "text"), MATCHES)
def test_rule_holds(rule, text):
    assert rule.pattern.search(text) is not None


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_no_rule_holds(rule, text):
    assert looks_back(text) is None, rule.id


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "back.burial"', 'id = "back.memory"', "the id is there twice"),
        ('id = "back.court"', 'id = "back.court"\ncolour = 1', "unknown or missing"),
        ("pattern = '''", "pattern = '''(", "pattern: "),
        ('reject = ["Five dead as shells hit Dovrin"]', "reject = []", "no example"),
    ],
)
def test_a_broken_file_does_not_load(tmp_path, old, new, problem):
    path = tmp_path / "dating.toml"
    path.write_text(PATH.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=problem):
        load_dating(path)
