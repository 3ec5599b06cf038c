"""Verbs whose object does what their gerund tells: the file's form, and its examples."""

import re
from pathlib import Path

import pytest
from spacy.language import Language

from rashomon.errors import RuleFileError
from rashomon.layers import clause
from rashomon.lexicon.control import ControlRule, load_control, read_control

RULES = {rule.id: rule for rule in load_control().values()}
GOOD = """schema = 1
[[rule]]
id = "r"
verbs = ["accuse"]
prepositions = ["of"]
charge = true
match = ["Varga accused {him} of [hiding]."]
reject = ["{They} lived on [hiding]."]
"""


def doers(nlp: Language, example: str) -> tuple[set[str], set[str]]:
    """Give who does the act of an example, and the head of who stands in its braces."""
    doc = nlp(re.sub(r"[\[\]{}]", "", example))
    act = re.sub(r"[{}]", "", example).index("[")
    token = next(t for t in doc if t.idx == act)
    start = re.sub(r"[\[\]]", "", example).index("{")
    words = doc.char_span(start, start + len(re.findall(r"{([^}]*)}", example)[0]))
    assert words is not None
    return {t.text for t in clause.subjects(token)}, {words.root.text}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_examples(nlp: Language, rule: ControlRule) -> None:
    for example in (*rule.match, *rule.reject):
        found, wanted = doers(nlp, example)
        assert found == wanted, example


def test_a_good_file_loads(tmp_path: Path) -> None:
    path = tmp_path / "control.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_control(path)["accuse"].charge


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('prepositions = ["of"]', "prepositions = []"),
        ("charge = true", 'change = "yes"'),
        ('verbs = ["accuse"]', 'verbs = ["accuse", "accuse"]'),
        ("reject", "rejects"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "control.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_control(path)


def test_an_id_or_a_verb_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "control.toml"
    more = GOOD.split("\n", 1)[1]
    for text in (GOOD + more, GOOD + more.replace('id = "r"', 'id = "s"')):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(RuleFileError):
            read_control(path)
