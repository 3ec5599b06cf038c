"""Who did it to whom where the order of the words is turned around: nobody changes sides."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

ROLES = {
    "The army was accused by the Northmark Front of shelling Dovrin.": ("shelling", "army", ""),
    "Together with the Northmark Front, the army shelled the town.": (
        "shelled",
        "Northmark Front, army",
        "town",
    ),
    "Dovrin's shelling by the army went on.": ("shelling", "army", "Dovrin"),
    "Nine men died at the hands of the Northmark Front.": ("died", "Northmark Front", "men"),
    "Nine men fell victim to the Northmark Front.": ("fell", "Northmark Front", "men"),
    "A shell fired by the Northmark Front killed nine men.": ("killed", "Northmark Front", "men"),
    "The bomb that killed nine men was planted by the Northmark Front.": (
        "killed",
        "Northmark Front",
        "men",
    ),
    "The governor had the journalist arrested.": ("arrested", "governor", "journalist"),
    "Brandt got his rival jailed.": ("jailed", "Brandt", "rival"),
    "The town was shelled, the mayor said, by the army.": ("shelled", "army", "town"),
    "It was Dovrin that the Northmark Front shelled.": ("shelled", "Northmark Front", "Dovrin"),
    "The man the soldiers shot was a baker.": ("shot", "soldiers", "man"),
    "What the army did was bomb the school.": ("bomb", "army", "school"),
    "The navy had its ships sunk.": ("sunk", "", "ships"),
    "The mayor, whom the army had shelled, fled.": ("shelled", "army", "mayor"),
}


@pytest.mark.parametrize(("text", "wanted"), ROLES.items())
def test_who_to_whom(read: Read, text: str, wanted: tuple[str, str, str]) -> None:
    trigger, agents, targets = wanted
    (one,) = (s for s in read(text) if s.trigger.text == trigger)
    assert ", ".join(sorted(str(a.name) for a in one.agents)) == agents
    assert targets in ", ".join(str(t.name) for t in (*one.targets, *one.places))


NOT_SO = {
    "Never had the army shelled the town before.": "shelled",
    "Rather than shell the town, the army besieged it.": "shell",
    "Hardly any soldier fired at the crowd.": "fired",
}


@pytest.mark.parametrize(("text", "trigger"), NOT_SO.items())
def test_turned_and_not_so(read: Read, text: str, trigger: str) -> None:
    assert [s.polarity for s in read(text) if s.trigger.text == trigger] == ["-"]


def test_who_is_sent_to_kill_has_not_killed_yet(read: Read) -> None:
    (kill,) = (
        s
        for s in read("The Northmark Front sent men to kill the judge.")
        if s.trigger.text == "kill"
    )
    assert kill.status == "planned"


def test_the_accuser_says_it(read: Read) -> None:
    statements = read("The army was accused by the Northmark Front of shelling Dovrin.")
    (shelling,) = (s for s in statements if s.trigger.text == "shelling")
    assert [s.name for s in shelling.speakers] == ["Northmark Front"]


TOLD = {
    "The attack did not take place until Monday.": ("attack", "+", "occurred"),
    "Whether or not the army shelled the mill, it is empty.": ("shelled", "+", "possible"),
    "The army can shell the port from the ridge.": ("shell", "+", "possible"),
    "The attack did not take place.": ("attack", "-", "occurred"),
    "Had the truce held, a prisoner exchange would have taken place.": (
        "exchange",
        "+",
        "conditional",
    ),
    "The raid would have been carried out on Friday.": ("raid", "+", "conditional"),
    "Without the truce, the attack would have gone ahead.": ("attack", "+", "conditional"),
    "An attack could have been prevented.": ("attack", "+", "occurred"),
    "The massacre should never have happened.": ("massacre", "+", "occurred"),
    "An attack was prevented.": ("attack", "+", "prevented"),
}


@pytest.mark.parametrize(("text", "wanted"), TOLD.items())
def test_late_open_able_and_regretted(read: Read, text: str, wanted: tuple[str, str, str]) -> None:
    trigger, polarity, status = wanted
    (one,) = (s for s in read(text) if s.trigger.text == trigger)
    assert (one.polarity, one.status) == (polarity, status)


def test_a_girl_of_nine_is_one(read: Read) -> None:
    counted = [f.best for s in read("A girl of nine was shot dead.") for f in s.figures]
    assert counted == [1]
    counted = [f.best for s in read("A family of nine was shot dead.") for f in s.figures]
    assert counted == [9]


def test_who_says_it_in_a_relative_clause_means_himself(read: Read) -> None:
    text = "The Northern Guard shelled the Northmark Front, which said that it would attack."
    (attack,) = (s for s in read(text) if s.trigger.text == "attack")
    assert [a.name for a in attack.agents] == ["Northmark Front"]


def test_who_clears_a_road_attacks_nobody(read: Read) -> None:
    assert [s.type for s in read("Sappers cleared the road.")] == [None]
    assert [s.type for s in read("Commandos cleared the village.")] == ["ASSAULT"]


def test_who_is_accused_in_a_relative_clause_accuses_nobody(read: Read) -> None:
    text = "The Northmark Front, which has been accused of burning the mill, said nothing."
    (accused,) = (s for s in read(text) if s.trigger.text == "accused")
    assert [a.name for a in accused.agents] == []
    assert [t.name for t in accused.targets] == ["Northmark Front"]


def test_things_withhold_nothing(read: Read) -> None:
    text = "The army confirmed that a jet was missing but would not say whether it was shot down."
    (shot,) = (s for s in read(text) if s.trigger.text == "shot")
    assert [s.name for s in shot.speakers if s.name == "jet"] == []


def test_nobody_answers_what_a_later_paragraph_tells(read: Read) -> None:
    text = (
        "The government has called the documents forgeries.\n\n"
        "Valdoria, which has been accused of supplying the missile, said it sells weapons only to "
        "governments."
    )
    deniers = [
        s.speakers[-1].name for s in read(text) if s.speakers and s.trigger.text == "supplying"
    ]
    assert "government" not in deniers


def test_a_prisoner_of_war_is_no_war(read: Read) -> None:
    assert [s for s in read("They kept him as a prisoner of war.") if s.trigger.text == "war"] == []


CUT_OFF = [
    ", Reik recalled, and",
    "Never",
    "According to the Interior Ministry, not",
    "said Barely",
    "“Lies” was how the",
    "or be shot",
    "plucked out of",
    "Yes to the raid, no to",
]


@pytest.mark.parametrize("text", CUT_OFF)
def test_texts_that_break_off_are_read(read: Read, text: str) -> None:
    assert isinstance(read(text), list | tuple)
