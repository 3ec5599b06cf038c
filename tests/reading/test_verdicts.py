"""Verdicts on what is told: whoever calls a report of an act false denies the act."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

DENIED = {
    "Claims that guards beat the boy were branded by the governor as lies.": ("beat", "governor"),
    "Suggestions that guards shot a boy were described by the company as “untrue”.": (
        "shot",
        "company",
    ),
    "The minister branded as “a tissue of falsehoods” a petition that guards had flogged men.": (
        "flogged",
        "minister",
    ),
    "Lawyers called testimony that its guards had shot deserters “hearsay”.": ("shot", "Lawyers"),
    "The figure of forty killed is plucked out of the air, Colonel Fenn said.": ("killed", "Fenn"),
    "There is not a word of truth in the story that soldiers burned the mill, Fenn said.": (
        "burned",
        "Fenn",
    ),
    "“Nonsense” was how the palace described reports that guards had beaten a priest.": (
        "beaten",
        "palace",
    ),
    "“Nonsense” was the army's verdict on a report that guards had beaten a priest.": (
        "beaten",
        "army",
    ),
    "The ministry said it had heard the claim that its men shot an editor, and rejected it.": (
        "shot",
        "ministry",
    ),
    "The Northmark Front disowned a video in which masked men shoot two prisoners.": (
        "shoot",
        "Northmark Front",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), DENIED.items())
def test_who_calls_it_false_denies_it(read: Read, text: str, wanted: tuple[str, str]) -> None:
    trigger, who = wanted
    told = [s for s in read(text) if s.trigger.text == trigger and s.speakers]
    assert [s.speakers[0].stance for s in told if who in str(s.speakers[0].name)] == ["denies"]


TOLD = {
    "The mayor called the report that soldiers burned the mill accurate.": "burned",
    "The figure of forty killed was pulled from the ministry's ledger, Fenn said.": "killed",
    "There is a word of truth in the story that soldiers burned the mill, Fenn said.": "burned",
    "The bishop described the bombing of the school as barbaric.": "bombing",
    "Claims that guards beat the boy were described by the governor as true.": "beat",
    "“A tragedy” was how the ministry described reports that soldiers had killed nine.": "killed",
    "The book in which Lind describes how the navy sank a trawler is good, Varga said.": "sank",
    "The mayor said soldiers had shot a nurse. “Ask the doctors,” Sand said.": "shot",
}


@pytest.mark.parametrize(("text", "trigger"), TOLD.items())
def test_other_verdicts_deny_nothing(read: Read, text: str, trigger: str) -> None:
    told = [s for s in read(text) if s.trigger.text == trigger]
    assert told
    assert [s for s in told if s.polarity == "-"] == []
    assert [p.stance for s in told for p in s.speakers if p.stance != "asserts"] == []
