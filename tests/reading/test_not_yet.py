"""Orders, threats and near misses: told as nothing that happened."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


def statuses(statements: list[Statement], trigger: str) -> list[str]:
    return [s.status for s in statements if s.trigger.text == trigger]


THREATS = {
    "Free our men by Sunday or we burn the depot, the Front told the governor.": "burn",
    "FREE OUR MEN OR WE BURN THE DEPOT, FRONT TELLS GOVERNOR": "BURN",
    "“Leave tonight or we will burn your houses,” the militia told the herders.": "burn",
    "“Release the crews,” the Front's radio announced, “or on Monday we shell the port.”": "shell",
    "The army told villagers to leave by dusk or be shot.": "shot",
    "Valdoria gave Marenna two days to withdraw its guns or see them bombed.": "bombed",
    "The rebels must hand over the bridge; otherwise the army will bomb it, Fenn said.": "bomb",
    "The Front set a deadline of noon, after which it would execute the hostages.": "execute",
    "Valdoria gave the rebels a week, failing which it would bomb their camps.": "bomb",
    "Any vessel that enters the strait will be sunk, the navy announced.": "sunk",
    "Anyone who leaves a house after dark will be shot, the decree says.": "shot",
    "One more rocket and we flatten the village, the colonel warned.": "flatten",
    "Brandt reserved the right to strike the camps.": "strike",
    "A caller told the Selm Courier that the hostages would be killed at noon.": "killed",
    "Varga warned that her navy would sink the fleet.": "sink",
}
NO_THREATS = {
    "The army was ordered to kill or capture the rebels.": ("capture", "demanded"),
    "The men either fled or were shot.": ("shot", "occurred"),
    "Prisoners who refused to dig were beaten or shot.": ("shot", "occurred"),
    "“Another attack and then we were shelled,” she said.": ("shelled", "occurred"),
    "Anyone who was seen outside was shot.": ("shot", "occurred"),
    "Every village that resisted was burned.": ("burned", "occurred"),
    "The doctor said the hostages would be killed.": ("killed", "planned"),
}


@pytest.mark.parametrize(("text", "trigger"), THREATS.items())
def test_what_is_threatened(read: Read, text: str, trigger: str) -> None:
    assert statuses(read(text), trigger) == ["threatened"]


@pytest.mark.parametrize(("text", "wanted"), NO_THREATS.items())
def test_what_is_no_threat(read: Read, text: str, wanted: tuple[str, str]) -> None:
    trigger, status = wanted
    assert statuses(read(text), trigger) == [status]


NEAR_MISSES = {
    "Rebels nearly captured Dovrin in May.": ("captured", "attempted"),
    "They all but killed the clerk.": ("killed", "attempted"),
    "We came within a minute of hanging him, a militiaman recalled.": ("hanging", "attempted"),
    "The guards were on the verge of hanging him.": ("hanging", "attempted"),
    "The army tried to capture the ridge and failed.": ("capture", "attempted"),
    "The rocket was shot down before it could hit the refinery.": ("hit", "prevented"),
    "The raiders were beaten off before they could burn the mill.": ("burn", "prevented"),
    "The pilot refused an order to bomb the quarter.": ("bomb", "prevented"),
    "The clerk escaped being lynched.": ("lynched", "prevented"),
}
HAPPENED = {
    "The raid almost destroyed the village.": "destroyed",
    "The raid all but destroyed the village.": "destroyed",
    "The army captured nearly all of Dovrin.": "captured",
    "The man was nearly beaten to death.": "beaten",
    "The rebels killed the guard before he could raise the alarm.": "killed",
    "Almost 40 people were killed.": "killed",
}


@pytest.mark.parametrize(("text", "wanted"), NEAR_MISSES.items())
def test_a_near_miss_did_not_happen(read: Read, text: str, wanted: tuple[str, str]) -> None:
    trigger, status = wanted
    assert statuses(read(text), trigger) == [status]


@pytest.mark.parametrize(("text", "trigger"), HAPPENED.items())
def test_what_happened_beside_a_near_miss(read: Read, text: str, trigger: str) -> None:
    assert statuses(read(text), trigger) == ["occurred"]


ORDERS = [
    "“Release the prisoners by Friday,” the Northmark Front told the Northern Guard.",
    "Release the prisoners by Friday, the Northmark Front told the Northern Guard.",
    "“Release the prisoners or we burn the depot,” the Northmark Front told the Northern Guard.",
]


@pytest.mark.parametrize("text", ORDERS)
def test_who_orders_does_not_do_it(read: Read, text: str) -> None:
    (one,) = (s for s in read(text) if s.trigger.text == "Release")
    assert one.status == "demanded"
    assert [a.name for a in one.agents] == ["Northern Guard"]
    assert [s.name for s in one.speakers] == ["Northmark Front"]


def test_who_has_until_a_day_is_told_to(read: Read) -> None:
    statements = read("Valdoria gave Marenna until Friday to clear the pass.")
    assert statuses(statements, "clear") == ["demanded"]
    assert [s.type for s in statements if s.trigger.text == "gave"] == ["THREATEN"]


def test_no_sooner_tells_it(read: Read) -> None:
    told = read("No sooner had the truce begun than the army shelled Dovrin.")
    assert {s.trigger.text: s.polarity for s in told} == {"begun": "+", "shelled": "+"}


def test_who_conspires_has_not_done_it(read: Read) -> None:
    (kill,) = [s for s in read("Two guards conspired to kill the judge.") if s.type == "ASSAULT"]
    assert (kill.trigger.text, kill.status) == ("kill", "planned")
