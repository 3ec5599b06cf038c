"""Every example of ``ledger.toml`` runs; the loader refuses what is broken."""

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.ledger import PATH, load_ledger

RULES = load_ledger().rules
MATCHES = [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.match)]
REJECTS = [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.reject)]


@pytest.mark.parametrize(("rule", "text"), MATCHES)
def test_rule_holds(rule, text):
    assert rule.pattern.search(text) is not None


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_rule_leaves_alone(rule, text):
    assert rule.pattern.search(text) is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "updates.now"', 'id = "updates.toll-moves"', "the id is there twice"),
        ('kind = "period"', 'kind = "era"', "unknown kind"),
        ('women = ["woman"]', 'women = ["woman", "child"]', "is in two groups"),
        ('id = "adds.another"', 'id = "adds.another"\ncolour = 1', "unknown or missing"),
    ],
)
def test_a_broken_file_does_not_load(tmp_path, old, new, problem):
    path = tmp_path / "ledger.toml"
    path.write_text(PATH.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=problem):
        load_ledger(path)
