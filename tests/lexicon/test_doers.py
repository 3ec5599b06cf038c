"""Whose act a noun tells: the file's form, and its examples."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.errors import RuleFileError
from rashomon.layers import clause
from rashomon.layers.did_doers import add_attackers, add_doers
from rashomon.layers.did_found import Found
from rashomon.layers.did_people import participant
from rashomon.layers.who import create
from rashomon.lexicon.doers import SUFFERED, DoerRule, load_doers, read_doers

MARENNA = sorted(str(p) for p in (Path(__file__).parents[1] / "knowledge/marenna").glob("*.tsv"))
Read = Callable[[str], Doc]
RULES = load_doers()
SOURCE = Path("src/rashomon/lexicon/en/doers.toml")


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    who = create(nlp, "who", MARENNA)
    return lambda text: who(nlp(text))


def doers(read: Read, example: str, rule: str) -> tuple[set[str], set[str]]:
    """Give who one rule finds in an example, and who stands in its braces."""
    doc = read(re.sub(r"[\[\]{}]", "", example))
    start = re.sub(r"[{}]", "", example).index("[")
    token = next(t for t in doc if t.idx == start)
    behind = [t for _, t in clause.prepositional(token, "in")] if rule == SUFFERED else []
    items = [
        Found(
            token=t, score=1.0, kind="event", type=kind, sense=None, light=None, rule="did.trigger"
        )
        for t, kind in [(token, "ASSAULT" if behind else None), *((b, "ASSAULT") for b in behind)]
    ]
    parts = {i.token.i: {"agents": (), "targets": (), "why": ()} for i in items}
    if rule == SUFFERED:
        victims = [participant(doc, t) for t in clause.subjects(token)]
        parts[token.i]["targets"] = tuple(v for v in victims if v is not None)
        for noun in behind:
            by = [participant(doc, t) for _, t in clause.prepositional(noun, "by")]
            parts[noun.i]["agents"] = tuple(p for p in by if p is not None)
    add_doers(doc, items, parts)
    add_attackers(items, parts)
    fields = parts[token.i]
    found = (
        {a.mention.text for a in fields["agents"]}
        if any(w.rule == rule for w in fields["why"])
        else set()
    )
    return found, set(re.findall(r"{([^}]*)}", example))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_examples(read: Read, rule: DoerRule) -> None:
    for example in rule.match:
        found, wanted = doers(read, example, rule.id)
        assert found == wanted, example
    for example in rule.reject:
        assert doers(read, example, rule.id)[0] == set(), example


def test_who_is_hit_is_not_who_did_it(read: Read) -> None:
    doc = read("The police raid on Kestrel failed.")
    token = next(t for t in doc if t.text == "raid")
    item = Found(
        token=token, score=1.0, kind="event", type=None, sense=None, light=None, rule="did.trigger"
    )
    parts = {token.i: {"agents": (), "targets": (), "why": ()}}
    add_doers(doc, [item], parts)
    (police,) = parts[token.i]["agents"]
    parts = {token.i: {"agents": (), "targets": (police,), "why": ()}}
    add_doers(doc, [item], parts)
    assert parts[token.i]["agents"] == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "doer.arms"', 'id = "doer.legs"'),
        ('id = "doer.arms"', 'id = "doer.modifier"'),
        ("parties =", "party ="),
        ('parties = ["GOV", "MIL"', 'parties = ["GOV", "GOV"'),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "doers.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleFileError):
        read_doers(path)
