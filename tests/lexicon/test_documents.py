"""Every example of documents.toml runs; the loader refuses bad files. Add rules, not tests."""

import copy
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from rashomon.documents.dates import parse_date
from rashomon.documents.relayed import find_opening, plain_view, read_relayed
from rashomon.documents.rules import Rule, load_rules, parse_rules
from rashomon.errors import RuleFileError

RULES = load_rules()
MATCHES = [
    pytest.param(rule, text, gives, id=f"{rule.id}-{n}")
    for rule in RULES
    for n, (text, gives) in enumerate(rule.match, 1)
]
REJECTS = [
    pytest.param(rule, text, id=f"{rule.id}-{n}")
    for rule in RULES
    for n, text in enumerate(rule.reject, 1)
]


def _gives(rule: Rule, text: str) -> str:
    view = plain_view(text)
    match = next(iter(rule.find(view)))
    groups = match.groupdict()
    if rule.kind == "dateline":
        return f"{groups['dateline']} | {groups.get('agency') or ''}".rstrip()
    if rule.kind == "byline":
        return "; ".join(find_opening(text, view).authors)
    if rule.kind == "published":
        day = parse_date(groups["date"], latest_year=2026)
        return f"{day.year or '-'}-{day.month:02}-{day.day:02}" if day else ""
    relayed = read_relayed(rule, match, text, (None, date(2026, 1, 1)))
    day = parse_date(groups["date"]) if groups.get("date") else None
    when = f"{day.year or '-'}-{day.month:02}-{day.day:02}" if day else ""
    return f"{relayed.author or ''} | {relayed.outlet} | {when}".strip() if relayed else ""


@pytest.mark.parametrize(("rule", "text", "gives"), MATCHES)
def test_match_example_fires_with_its_value(rule: Rule, text: str, gives: str) -> None:
    # A wire dateline in capitals is matched in its recased view, letter for letter.
    assert _gives(rule, text).casefold() == gives.casefold()


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_reject_example_is_left_alone(rule: Rule, text: str) -> None:
    found = [m for m in rule.find(plain_view(text)) if not _no_person(rule, text)]
    assert found == []


def _no_person(rule: Rule, text: str) -> bool:
    """A byline is also checked for days and months that look like names."""
    return rule.kind == "byline" and find_opening(text, text).authors == ()


def _table() -> dict[str, Any]:
    path = files("rashomon.lexicon").joinpath("en", "documents.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"colour": "red"}, r"unknown or missing \['colour'\]", id="unknown-key"),
        pytest.param({"pattern": ""}, "needs a pattern", id="empty-pattern"),
        pytest.param({"pattern": "("}, "pattern: ", id="broken-pattern"),
        pytest.param({"match": []}, "needs a pattern, a match", id="no-match-example"),
        pytest.param({"reject": []}, "a reject example", id="no-reject-example"),
        pytest.param({"kind": "byway"}, "unknown kind", id="unknown-kind"),
        pytest.param({"pattern": "cafe\u0301"}, "not in NFC", id="not-nfc"),
        pytest.param({"id": "dateline.agency"}, "repeated", id="repeated-id"),
    ],
)
def test_bad_rules_are_refused(change: dict[str, Any], problem: str) -> None:
    table = copy.deepcopy(_table())
    table["rule"][0].update(change)
    with pytest.raises(RuleFileError, match=problem):
        parse_rules(table)


def test_repeated_words_in_a_list_are_refused() -> None:
    table = copy.deepcopy(_table())
    table["lists"]["outlets"] += table["lists"]["outlets"][:1]
    with pytest.raises(RuleFileError, match="repeated word"):
        parse_rules(table)
