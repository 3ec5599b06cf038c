"""Short answers that say no: headlines, turns, quick replies; and the same words that do not."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]
DENIED = [
    ("Navy on sinking of ferry: not our mine", "sinking", "Navy"),
    ("Northmark Front on mill bombing: not us", "bombing", "Front"),
    ("Mill bombing: Front says not us", "bombing", "Front"),
    ("Night raid on mill: nothing to do with us, says militia", "raid", "militia"),
    ("Priest's murder: wasn't us, guards insist", "murder", "guards"),
    ("Kestrel massacre: ask the army, not us, say rebels", "massacre", "rebels"),
    ("Attack on convoy not ours, say rebels", "attack", "rebels"),
    ("Whoever burned the mill, it was not us, Sand wrote.", "burned", "Sand"),
    (
        "Colonel Orsk, when asked who had shelled Kestrel: “Not us. We live there.”",
        "shelled",
        "Orsk",
    ),
    (
        "A deputy asked whether recruits had been beaten. "
        "General Fenn's answer ran to one word: “No.”",
        "beaten",
        "Fenn",
    ),
    (
        "“It was not our men,” Jorn Adley said of the killing of a nurse. “We left.”",
        "killing",
        "Adley",
    ),
    (
        "They robbed the mill and murdered the clerk, says Ilse Varga. "
        "Sand: “The mill, yes. The clerk was not us.”",
        "murdered",
        "Sand",
    ),
    (
        "Bishop Ramm: soldiers shelled the chapel. The garrison: no soldier was there, and a storm "
        "brought the roof down.",
        "shelled",
        "garrison",
    ),
    ("The Front says gunners shelled Kestrel; the army says the reverse.", "shelled", "army"),
    (
        "The Front said guns had shelled Kestrel. “They shelled themselves,” Brandt, speaking for "
        "the army, shot back.",
        "shelled",
        "army",
    ),
    (
        "Varga said the Guard kidnapped a teacher. “She left of her own free will,” Lenk hit back.",
        "kidnapped",
        "Lenk",
    ),
    ("Yes to the raid, no to the arson: so the police summed up the night.", "arson", "police"),
    ("“If we had bombed the mill, nobody would live there,” Henk Sarrow said.", "bombed", "Sarrow"),
    ("“If someone shelled Kestrel, ask the neighbours about it,” Sand said.", "shelled", "Sand"),
    ("The army says the mill was burned by other hands than its own.", "burned", "army"),
]
TOLD = [
    ("General on fall of Kestrel: our finest hour", "fall"),
    ("Navy on sinking of ferry: not our last mine", "sinking"),
    ("Attack on convoy ours, say rebels", "attack"),
    ("Northmark Front on mill bombing: it was us", "bombing"),
    ("“It was our men,” Jorn Adley said of the killing of a nurse at Kestrel.", "killing"),
    ("Nurse shot dead by soldiers, say villagers; army: we regret it", "shot"),
    ("“It was not our last word,” Jorn Adley said of the killing of a nurse.", "killing"),
    ("“We will not go,” Brandt told them after the bombing. “No, we shall rebuild.”", "bombing"),
    ("Brandt told reporters after the bombing: “No, we shall rebuild it.”", "bombing"),
    ("Villagers say that the Guard shelled Kestrel. The elders say the same.", "shelled"),
    ("The Front says gunners shelled Kestrel; the army says as much.", "shelled"),
    (
        "If they had bombed the mill, they would have told us, Varga's men shelled Kestrel.",
        "shelled",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "who"), DENIED)
def test_a_short_answer_denies(read: Read, text: str, trigger: str, who: str) -> None:
    named = [
        (s.speakers[-1].name or "").split()[-1].casefold()
        for s in read(text)
        if s.trigger.text.casefold() == trigger and s.speakers and s.speakers[-1].stance == "denies"
    ]
    assert who.casefold() in named


@pytest.mark.parametrize(("text", "trigger"), TOLD)
def test_the_same_words_that_answer_nothing_leave_it_told(
    read: Read, text: str, trigger: str
) -> None:
    found = [s for s in read(text) if s.trigger.text.casefold() == trigger]
    assert found
    assert not any(p.stance == "denies" for s in found for p in s.speakers)
    assert {s.polarity for s in found} == {"+"}
