"""Run every example of formulas.toml, and refuse broken files. Add sentences there, not here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from rashomon.errors import RuleFileError
from rashomon.layers.said import create
from rashomon.lexicon.formulas import Formula, load_formulas, read_formulas
from rashomon.model.attribution import Attribution

Turned = Callable[[str, str], list[Attribution]]
RULES = load_formulas().rules.values()
MATCH = [pytest.param(r, x, id=f"{r.id}-{i}") for r in RULES for i, x in enumerate(r.match)]
REJECT = [pytest.param(r, x, id=f"{r.id}-{i}") for r in RULES for i, x in enumerate(r.reject)]
SOUND = """
[lists]
negators = ["not"]
claims = ["claim"]
verdicts = ["verdict"]
true = ["true"]
false = ["false"]

[[rule]]
id = "formula.framed"
side = "after"
stance = "denies"
phrases = ["framed for"]
citation = "none"
match = ["Brandt was framed for the [raid]."]
reject = ["Brandt was jailed for the [raid]."]
"""


@pytest.mark.parametrize(("rule", "marked"), MATCH)
def test_match_example_is_denied_by_its_own_rule(
    turned: Turned, rule: Formula, marked: str
) -> None:
    assert rule.stance in {a.stance for a in turned(marked, rule.id)}


@pytest.mark.parametrize(("rule", "marked"), REJECT)
def test_reject_example_leaves_the_rule_silent(turned: Turned, rule: Formula, marked: str) -> None:
    assert turned(marked, rule.id) == []


@pytest.mark.parametrize(
    ("verdict", "stance"),
    [("False", "denies"), ("Unproven", "doubts"), ("No evidence", "denies"), ("True", None)],
)
def test_a_checked_claim_has_the_stance_of_its_verdict(
    nlp: Language, verdict: str, stance: str | None
) -> None:
    doc = create(nlp, "said")(nlp(f"Claim: Soldiers drowned nine nuns. Verdict: {verdict}."))
    found = {a.stance for a in doc._.denials if "drowned" in a.content[0].text}
    assert found == ({stance} if stance else set())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('side = "after"', 'side = "behind"'),
        ('stance = "denies"', 'stance = "objects"'),
        ('["framed for"]', '["... for"]'),
        ('["framed for"]', '["framed [...] for"]'),
        ('["framed for"]', "[]"),
        ('citation = "none"', ""),
        ('citation = "none"', 'citation = "none"\nlikes = 1'),
        ('true = ["true"]', ""),
        ("[lists]", "more = 1\n[lists]"),
        ("[[rule]]", SOUND[SOUND.index("[[rule]]") :] + "\n[[rule]]"),
    ],
    ids="side stance edge hold phrases missing unknown list key twice".split(),
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "formulas.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert list(read_formulas(path).rules) == ["formula.framed"]
    path.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_formulas(path)
