"""Run every example of denials.toml, and refuse broken files. Add sentences there, not here."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.errors import RuleFileError
from rashomon.lexicon.denials import Turn, load_denials, read_denials
from rashomon.model.attribution import Attribution

Turned = Callable[[str, str], list[Attribution]]
RULES = load_denials().rules.values()
MATCH = [pytest.param(r, x, id=f"{r.id}-{i}") for r in RULES for i, x in enumerate(r.match)]
REJECT = [pytest.param(r, x, id=f"{r.id}-{i}") for r in RULES for i, x in enumerate(r.reject)]
SOUND = """
[lists]
nobody = ["nobody"]
withheld = ["refuse"]
claims = ["claim"]
records = ["video"]
parts = ["role"]
intensifiers = ["utter"]
counts = ["toll"]
unowned = ["clear"]
speakers = ["i"]
answered = ["charge"]
proforms = ["it"]

[[rule]]
id = "deny.negated"
on = "negated"
classes = ["denies"]
stance = "asserts"
citation = "none"
match = ["Brandt did not deny that they [left]."]
reject = ["Brandt denied that they [left]."]
"""


@pytest.mark.parametrize(("rule", "marked"), MATCH)
def test_match_example_is_turned_by_its_own_rule(turned: Turned, rule: Turn, marked: str) -> None:
    assert rule.stance in {a.stance for a in turned(marked, rule.id)}


@pytest.mark.parametrize(("rule", "marked"), REJECT)
def test_reject_example_leaves_the_rule_silent(turned: Turned, rule: Turn, marked: str) -> None:
    assert turned(marked, rule.id) == []


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        pytest.param(
            SOUND.replace("citation", "cited"),
            "keys differ: ['citation', 'cited']",
            id="missing-key",
        ),
        pytest.param(SOUND + 'colour = "red"\n', "keys differ: ['colour']", id="unknown-key"),
        pytest.param("colour = 1\n" + SOUND, "unknown ['colour']", id="unknown-table"),
        pytest.param(SOUND + SOUND[SOUND.index("[[") :], "id used twice", id="repeated-id"),
        pytest.param(SOUND.replace('"negated"', '"near"'), "unknown kind 'near'", id="kind"),
        pytest.param(SOUND.replace('"asserts"', '"says"'), "unknown stance 'says'", id="stance"),
        pytest.param(SOUND.replace('["denies"]', "[]"), "needs words or classes", id="no-words"),
        pytest.param(
            SOUND.replace('["Brandt denied that they [left]."]', "[]"),
            "needs at least one match and one reject example",
            id="no-reject",
        ),
        pytest.param(
            SOUND.replace("withheld", "kept"),
            "lists are ['answered', 'claims', 'counts', 'intensifiers', 'kept',",
            id="list",
        ),
        pytest.param(SOUND.replace("none", "cafe\u0301"), "not in Unicode normal", id="not-nfc"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, broken: str, problem: str) -> None:
    path = tmp_path / "denials.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        read_denials(path)
    assert problem in str(caught.value)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "denials.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert [r.id for r in read_denials(path).of("negated")] == ["deny.negated"]
