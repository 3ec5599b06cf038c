"""Short notes: tolls that close the telling, gapped passives, two sides before one noun."""

import pytest
from spacy.language import Language

from rashomon.model.event import EventMention
from rashomon.reading.reader import load_pipeline


@pytest.fixture(scope="module")
def layers() -> Language:
    return load_pipeline(upto="did")


def event(layers: Language, text: str, trigger: str) -> EventMention:
    return next(e for e in layers(text)._.events if e.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "count"),
    [
        ("Dockers and millers clashed in Dovrin. 9 fatalities.", "fatalities", 9),
        ("Dockers and millers clashed in Dovrin. At least 11 people died.", "died", 11),
    ],
)
def test_a_toll_behind_an_event_is_part_of_its_telling(
    layers: Language, text: str, trigger: str, count: int
) -> None:
    toll = event(layers, text, trigger)
    assert (toll.kind, toll.type) == ("event", "ASSAULT")
    assert [f.low for f in toll.figures] == [count]


def test_a_toll_of_years_stays_a_figure(layers: Language) -> None:
    text = "Dockers and millers clashed in Dovrin. At least 50,000 people died."
    assert event(layers, text, "died").kind == "figure"


def test_left_dead_counts_with_its_verb(layers: Language) -> None:
    text = "Rebels attacked farmers in Dovrin, leaving 6 dead and 11 injured."
    assert [f.best for f in event(layers, text, "leaving").figures] == [6]


def test_who_is_wounded_beside_the_killed_is_no_agent(layers: Language) -> None:
    wounded = event(layers, "Two policemen were killed and four others wounded.", "wounded")
    assert wounded.agents == ()


def test_a_verb_of_its_own_keeps_its_agent(layers: Language) -> None:
    fired = event(layers, "Two policemen were killed and four soldiers wounded a rebel.", "wounded")
    assert [a.mention.text for a in fired.agents] == ["soldiers"]


def test_both_sides_that_share_a_noun_take_part(layers: Language) -> None:
    text = "On Monday, TNM and Dovrin League fighters clashed near the border."
    agents = event(layers, text, "clashed").agents
    assert [a.mention.text for a in agents] == ["TNM", "Dovrin League fighters"]


def test_one_side_with_two_adjectives_is_one(layers: Language) -> None:
    agents = event(layers, "Young and angry rebels clashed with police.", "clashed").agents
    assert len(agents) == 1


def test_a_noun_that_opens_a_headline_is_an_event(layers: Language) -> None:
    text = "Clash between police and members of the Northmark Movement in Dovrin. 8 killed."
    assert event(layers, text, "Clash").type == "ASSAULT"


def test_who_steps_on_a_mine_is_hit(layers: Language) -> None:
    text = "A soldier stepped on a landmine near Dovrin and died."
    stepped = event(layers, text, "stepped")
    assert stepped.agents == ()
    assert [t.mention.text for t in stepped.targets] == ["soldier"]
    assert [f.best for f in event(layers, text, "died").figures] == [1]


def test_a_town_is_captured_from_somebody(layers: Language) -> None:
    text = "Rebels captured the town of Dovrin from government troops."
    assert "government troops" in [t.mention.text for t in event(layers, text, "captured").targets]
