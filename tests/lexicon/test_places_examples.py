"""Every example of every rule about places runs. Add rules, not tests."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from rashomon.errors import RuleFileError
from rashomon.knowledge.gazetteer import load_gazetteer
from rashomon.knowledge.gazetteer_user import add_places
from rashomon.layers.where import Where
from rashomon.lexicon.places import load_place_rules

RULES = load_place_rules().rules
MATCHES = [
    pytest.param(text, id=f"{rule.id}-{n}") for rule in RULES for n, text in enumerate(rule.match)
]
REJECTS = [
    pytest.param(text, id=f"{rule.id}-{n}") for rule in RULES for n, text in enumerate(rule.reject)
]
MARKED = re.compile(r"[\[{](?P<name>[^\]}]+)[\]}]")
Finder = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def find(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Finder:
    own = tmp_path_factory.mktemp("places") / "own.sqlite"
    add_places(Path(__file__).parent / "marenna_places.csv", own)
    component = Where(load_gazetteer(str(own)))
    return lambda text: [place.span.text for place in component(nlp(text))._.places]


def split(example: str) -> tuple[str, list[str]]:
    text = MARKED.sub(lambda match: match["name"], example)
    return text, [match["name"] for match in MARKED.finditer(example)]


@pytest.mark.parametrize("example", MATCHES)
def test_marked_names_of_a_match_are_read_as_places(example: str, find: Finder) -> None:
    text, names = split(example)
    found = find(text)
    assert [name for name in names if name not in found] == []


@pytest.mark.parametrize("example", REJECTS)
def test_marked_names_of_a_reject_are_not_read_as_places(example: str, find: Finder) -> None:
    text, names = split(example)
    found = find(text)
    assert [name for name in names if name in found] == []


GOOD = {
    "id": '"place.test"',
    "kind": '"locative"',
    "words": '["in"]',
    "citation": '"invented"',
    "match": '["Shells fell in [Kestrel]."]',
    "reject": '["{Kestrel} Brandt spoke."]',
}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"colour": '"red"'}, "missing [], unknown ['colour']", id="unknown-key"),
        pytest.param({"words": None}, "missing ['words'], unknown []", id="missing-key"),
        pytest.param({"kind": '"mood"'}, "unknown kind 'mood'", id="unknown-kind"),
        pytest.param({"words": '["In"]'}, "the words must be lower case and not empty", id="case"),
        pytest.param({"words": "[]"}, "the words must be lower case and not empty", id="empty"),
        pytest.param({"words": '["ne\\u0301"]'}, "a word is not in Unicode form NFC", id="nfc"),
        pytest.param({"result": '"city"'}, "a class, and nothing else, has a result", id="result"),
        pytest.param(
            {"match": "[]"}, "at least one match and one reject example are needed", id="bare"
        ),
        pytest.param(
            {"match": '["No."]'}, "a match example marks its place with [ ]", id="unmarked"
        ),
        pytest.param(
            {"reject": '["No."]'}, "a reject example marks what is no place with { }", id="open"
        ),
    ],
)
def test_a_bad_rule_is_refused_with_its_name(
    change: dict[str, str | None], problem: str, tmp_path: Path
) -> None:
    values = {key: value for key, value in (GOOD | change).items() if value is not None}
    file = tmp_path / "places.toml"
    lines = [f"{key} = {value}" for key, value in values.items()]
    file.write_text("\n".join(["[[rule]]", *lines]), encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        load_place_rules(file)
    assert str(caught.value) == f"places.toml [place.test]: {problem}"


def test_a_repeated_rule_id_is_refused(tmp_path: Path) -> None:
    block = "\n".join(["[[rule]]", *(f"{key} = {value}" for key, value in GOOD.items())])
    file = tmp_path / "places.toml"
    file.write_text(f"{block}\n{block}\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match="the id is there twice"):
        load_place_rules(file)
