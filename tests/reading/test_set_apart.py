"""What a speaker sets apart, and who he says the victims or the doers were not."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

APART = {
    "The mercenary owned up to guarding the pit but not to killing the boys.": (
        "killing",
        "mercenary denies",
        "+",
        "occurred",
    ),
    "The army admitted the raid but not the killings.": (
        "killings",
        "army denies",
        "+",
        "occurred",
    ),
    "The army denied the killings but not the raid.": ("raid", "army asserts", "+", "occurred"),
    "The agency verified the shelling but not the rape.": (
        "rape",
        "agency doubts",
        "+",
        "occurred",
    ),
    "Witnesses saw the arrest but not the shooting.": ("shooting", "", "+", "possible"),
}


@pytest.mark.parametrize(("sentence", "wanted"), APART.items())
def test_what_is_set_apart_gets_the_other_answer(
    read: Read, sentence: str, wanted: tuple[str, str, str, str]
) -> None:
    (told,) = [s for s in read(sentence) if s.trigger.text == wanted[0]]
    who = ", ".join(f"{s.name} {s.stance}" for s in told.speakers)
    assert (who, told.polarity, told.status) == wanted[1:]


def test_a_not_without_a_speaker_stays_one(read: Read) -> None:
    told = read("Soldiers carried out the arrests but not the shooting.")
    assert [s.polarity for s in told if s.trigger.text == "shooting"] == ["-"]


STATUS = {
    "The minister said those killed in the raid were not civilians.": "civilians",
    "Those killed in the raid were not pilgrims, the minister said.": "pilgrims",
}


@pytest.mark.parametrize(("sentence", "victims"), STATUS.items())
def test_who_the_victims_were_not(read: Read, sentence: str, victims: str) -> None:
    (killed,) = [s for s in read(sentence) if s.trigger.text == "killed"]
    assert [(s.name, s.stance) for s in killed.speakers] == [("minister", "denies")]
    assert killed.denial_of == "target_status"
    assert [t.name for t in killed.targets] == [victims]


def test_who_the_doers_were_not(read: Read) -> None:
    text = "The company said the men who beat the strikers were not its guards."
    (beat,) = [s for s in read(text) if s.trigger.text == "beat"]
    assert [(s.name, s.stance) for s in beat.speakers] == [("company", "denies")]
    assert (beat.denial_of, [a.name for a in beat.agents]) == ("agency", ["guards"])


def test_who_the_doers_were(read: Read) -> None:
    text = "The gunmen who killed the judge were members of the Northmark Front, police said."
    (killed,) = [s for s in read(text) if s.trigger.text == "killed"]
    assert [a.name for a in killed.agents] == ["members of the Northmark Front"]


def test_what_the_victims_were_does_not_make_them_doers(read: Read) -> None:
    (killed,) = [
        s
        for s in read("The killed men were all members of the Northmark Front.")
        if s.trigger.text == "killed"
    ]
    assert killed.agents == ()


ANSWERS = {
    "They were not fishermen but gunrunners, the navy answered.": True,
    "The navy said they were bandits.": True,
    "The navy said all nine were rebels.": True,
    "The navy said the detainees were not fishermen.": True,
    "The navy said they were brothers.": False,
    "The navy said it was looking into it.": False,
}


@pytest.mark.parametrize(("answer", "denied"), ANSWERS.items())
def test_an_answer_about_who_they_were(read: Read, answer: str, denied: bool) -> None:
    text = f"Relatives said patrols had detained nine fishermen. {answer}"
    told = [s for s in read(text) if s.trigger.text == "detained"]
    assert [s.speakers[-1].stance for s in told] == ["asserts", "denies"][: 1 + denied]
    assert all(s.denial_of == "target_status" for s in told[1:])


HEADLINES = {
    "No villagers killed in raid, army insists": ("killed", "army asserts", "-"),
    "Army denies 30 tanks destroyed in pass, says it lost two": ("lost", "Army asserts", "+"),
    "Army denies killing nine farmers, says they fled": ("fled", "Army asserts", "+"),
}


@pytest.mark.parametrize(("headline", "wanted"), HEADLINES.items())
def test_headlines(read: Read, headline: str, wanted: tuple[str, str, str]) -> None:
    (told,) = [s for s in read(headline) if s.trigger.text == wanted[0]]
    who = ", ".join(f"{s.name} {s.stance}" for s in told.speakers)
    assert (who, told.polarity) == wanted[1:]


def test_at_no_point(read: Read) -> None:
    (fire,) = read("At no point did the patrol open fire, the ministry said.")
    assert (fire.polarity, [s.name for s in fire.speakers]) == ("-", ["ministry"])


RUMOURS = {
    "Channels spread rumours that marines had landed.": ("possible", ["Channels"]),
    "Channels circulated the claim that marines had landed.": ("occurred", ["Channels"]),
}


@pytest.mark.parametrize(("sentence", "wanted"), RUMOURS.items())
def test_who_spreads_it(read: Read, sentence: str, wanted: tuple[str, list[str]]) -> None:
    (landed,) = [s for s in read(sentence) if s.trigger.text == "landed"]
    assert (landed.status, [s.name for s in landed.speakers]) == wanted


def test_another_speaker_beside_according_to(read: Read) -> None:
    text = (
        "No trucks were stopped, according to the administration, "
        "although drivers said troops had looted two."
    )
    (looted,) = [s for s in read(text) if s.trigger.text == "looted"]
    assert [s.name for s in looted.speakers] == ["drivers"]
