"""Every example of ``origins.toml`` runs; the loader refuses what is broken."""

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.origins import PATH, load_origins

RULES = load_origins().rules
MATCHES = [
    pytest.param(r, t, g, id=f"{r.id}-{i}") for r in RULES for i, (t, g) in enumerate(r.match)
]
REJECTS = [pytest.param(r, t, id=f"{r.id}-{i}") for r in RULES for i, t in enumerate(r.reject)]


@pytest.mark.parametrize(("rule", "text", "gives"), MATCHES)
def test_rule_finds_whom_it_names(rule, text, gives):
    found = rule.find(text)
    assert found is not None
    assert found.groupdict().get("who", "") == gives


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_rule_leaves_alone(rule, text):
    assert rule.find(text) is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "credit.label"', 'id = "credit.dateline"', "the id is there twice"),
        ('kind = "hearsay"', 'kind = "gossip"', "unknown kind"),
        ('may_be = ["unnamed"]', 'may_be = ["nobody"]', "which are not there"),
        ('"defense=defence"', '"defense"', "is no word=word"),
        ("[lists]", "[lists]\ncolour = []", "unknown or missing"),
    ],
)
def test_a_broken_file_does_not_load(tmp_path, old, new, problem):
    path = tmp_path / "origins.toml"
    path.write_text(PATH.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=problem):
        load_origins(path)
