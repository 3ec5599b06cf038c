"""Days that the parse loses: at the head of a sentence, behind a joined verb, deep in a phrase."""

from typing import Any

import pytest
from spacy.language import Language

from rashomon.layers.did_lost_times import add_lost_times
from rashomon.layers.did_setting import event_time
from rashomon.layers.when import create


def dated(nlp: Language, text: str, trigger: str, told: str = "") -> str | None:
    """Give the words that date a trigger; `told` is one that has the first time already."""
    doc = create(nlp, "when")(nlp(text))
    tokens = [t for t in doc if t.text in (trigger, told)]
    parts: dict[int, dict[str, Any]] = {
        t.i: {
            "time": event_time([doc._.times[0]], []) if t.text == told else None,
            "why": (),
        }
        for t in tokens
    }
    add_lost_times(doc, next(iter(doc.sents)), tokens, parts)
    time = next(parts[t.i]["time"] for t in tokens if t.text == trigger)
    return time.mention.text if time else None


@pytest.mark.parametrize(
    ("text", "trigger", "told", "day"),
    [
        ("On 6 April 2016 unidentified men abducted two drivers.", "abducted", "", "6 April 2016"),
        ("In 2011 rebels fled Kestrel, Brandt said.", "fled", "", "2011"),
        ("In 2011 rebels fled Kestrel and burned Dovrin.", "burned", "", "2011"),
        ("The envoy came to Kestrel in 2016 and met Varga.", "met", "came", "2016"),
        ("The murder of villagers at Dovrin in 1995 went unpunished.", "murder", "", "1995"),
    ],
    ids=["opening", "told-first", "joined-to-opening", "joined", "deep"],
)
def test_a_lost_day_is_found(nlp: Language, text: str, trigger: str, told: str, day: str) -> None:
    assert dated(nlp, text, trigger, told) == day


@pytest.mark.parametrize(
    ("text", "trigger", "told"),
    [
        ("In 2011 Brandt said that the rebels had burned Dovrin.", "burned", ""),
        ("The envoy came to Kestrel in 2016 and will meet Varga.", "meet", "came"),
        ("Rebels came to Kestrel and burned a house built in 1990.", "burned", "came"),
    ],
    ids=["what-is-said", "another-tense", "of-a-thing"],
)
def test_the_day_of_another_is_left_alone(
    nlp: Language, text: str, trigger: str, told: str
) -> None:
    assert dated(nlp, text, trigger, told) is None
