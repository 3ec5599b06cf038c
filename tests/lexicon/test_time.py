"""Every example of every time rule runs, and the loader refuses bad files."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.errors import RuleFileError
from rashomon.layers.when import BUILDERS, read_times
from rashomon.lexicon.time_rules import TimeExample, TimeRule, load_time_rules, read_time_rules
from rashomon.model.document import Document

RULES = load_time_rules().rules
CASES = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES for n, e in enumerate(r.match)]
REJECTS = [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES for n, e in enumerate(r.reject)]
GOOD = """
[words]
plan = ["plan"]
[lists.unit]
day = "day"
[fragments]
count = '\\d+'
[[rule]]
id = "time.x"
anchors = ["day"]
pattern = '{count} {unit}'
build = "duration"
citation = "none"
match = [{ text = "[3 day] x", value = "P3D" }]
reject = ["x"]
"""


def parse(nlp: Language, example: TimeExample) -> Doc:
    doc = nlp(example.text)
    if example.published:
        precision = {4: "year", 7: "month"}.get(len(example.published), "day")
        doc._.document = Document(
            id="d",
            key="d",
            sha256="",
            text=example.text,
            published=example.published,
            published_precision=precision,
        )
    return doc


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_rule_fires_on_its_match(nlp: Language, rule: TimeRule, example: TimeExample) -> None:
    doc = parse(nlp, example)
    times = read_times(doc, load_time_rules())
    if rule.build == "block":
        start = example.text.index(example.expression)
        end = start + len(example.expression)
        assert not [t for t in times if t.span.start < end and start < t.span.end]
        return
    found = [t for t in times if t.span.text == example.expression]
    assert found, [(t.span.text, t.rule) for t in times]
    got = {name: getattr(found[-1], name) for name in example.expected}
    assert got == example.expected, found[-1]


@pytest.mark.parametrize(("rule", "example"), REJECTS)
def test_rule_stays_away_from_its_reject(
    nlp: Language, rule: TimeRule, example: TimeExample
) -> None:
    times = read_times(parse(nlp, example), load_time_rules())
    assert rule.id not in {t.rule for t in times}


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.id) for r in RULES])
def test_rule_is_the_one_that_fires(nlp: Language, rule: TimeRule) -> None:
    rules = {t.rule for e in rule.match for t in read_times(parse(nlp, e), load_time_rules())}
    assert rule.build == "block" or rule.id in rules or rule.build == "part_with_day"


def test_every_rule_names_a_builder_that_exists() -> None:
    assert {r.build for r in RULES} <= set(BUILDERS) | {"block"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param('id = "time.x"', 'id = "time.x"\ncolour = 1', "unknown", id="unknown-key"),
        pytest.param('build = "duration"', "", "missing", id="missing-key"),
        pytest.param("{count} {unit}", " ", "empty", id="empty-pattern"),
        pytest.param("{count} {unit}", "{count} {year}", "no fragment", id="dangling-fragment"),
        pytest.param('["day"]', '["@month"]', "no list", id="dangling-list"),
        pytest.param('["day"]', '["#x"]', "no anchor", id="bad-anchor"),
        pytest.param('["x"]', "[]", "reject", id="no-reject"),
        pytest.param('["plan"]', '["plan", "plan"]', "twice", id="word-twice"),
        pytest.param("[3 day] x", "3 day x", "mark", id="no-mark"),
        pytest.param(', value = "P3D"', "", "no value", id="no-value"),
        pytest.param('"none"', '" "', "citation", id="empty-citation"),
        pytest.param('"none"', '"e\u0301"', "normal form", id="not-nfc"),
        pytest.param("{count} {unit}", "({count} {unit}", "compile", id="bad-regex"),
    ],
)
def test_loader_refuses(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = tmp_path / "time.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError, match=problem):
        read_time_rules(path)


def test_loader_refuses_an_id_that_comes_twice(tmp_path: Path) -> None:
    path = tmp_path / "time.toml"
    rule = GOOD[GOOD.index("[[rule]]") :]
    path.write_text(GOOD + rule, encoding="utf-8")
    with pytest.raises(RuleFileError, match="twice"):
        read_time_rules(path)


def test_loader_reads_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "time.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert [r.id for r in read_time_rules(path).rules] == ["time.x"]
