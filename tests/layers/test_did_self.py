"""Who "it" and "we" are in an institution's own words, and who "the militia" is not."""

import pytest

import rashomon
from rashomon.model.statement import Statement


def agents_of(text: str, trigger: str) -> list[str]:
    found: list[Statement] = [
        s for s in rashomon.read(text).statements if s.trigger.text == trigger
    ]
    assert found, f"nothing is read from {trigger!r}"
    return [a.name for s in found for a in s.agents]


@pytest.mark.parametrize(
    ("text", "trigger", "agent"),
    [
        ("The rebel command claims it has captured the bridge.", "captured", "rebel command"),
        ("The Marennan command says that it hit a warehouse.", "hit", "Marennan command"),
        ("The Valdorian command says that it hit a warehouse.", "hit", "Valdorian command"),
    ],
)
def test_it_that_opens_reported_words_is_the_institution_that_speaks(
    text: str, trigger: str, agent: str
) -> None:
    assert agents_of(text, trigger) == [agent]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The doctor said it exploded near the market.", "exploded"),
        ("The rebel command said the gunboat left and it shelled the pier.", "shelled"),
        ("The report said it hit a warehouse.", "hit"),
    ],
    ids=["a person", "not the first words", "a document"],
)
def test_it_elsewhere_is_not_the_speaker(text: str, trigger: str) -> None:
    assert not {"doctor", "rebel command", "report"} & set(agents_of(text, trigger))


RELEASE = "{0} condemns the shelling of Kestrel. We will provide medical supplies to the town."


@pytest.mark.parametrize("state", ["Marenna", "Valdoria", "The Marennan government"])
def test_we_of_a_release_is_the_institution_that_names_itself(state: str) -> None:
    assert agents_of(RELEASE.format(state), "provide") == [state.removeprefix("The ")]


def test_we_is_nobody_where_two_institutions_declare() -> None:
    text = "Valdoria condemns the raid. Marenna condemns the reply. We call on both to stop."
    assert agents_of(text, "call") == []


def test_we_is_nobody_where_a_report_only_tells_what_was_declared() -> None:
    text = "Valdoria condemned the raid. We call on both sides to stop."
    assert agents_of(text, "call") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Northmark Front armed the militia. The militia shelled Kestrel.",
        "The Northmark Front praised the militia that shelled Kestrel.",
    ],
    ids=["the object before", "a relative clause"],
)
def test_who_deals_with_the_militia_is_not_the_militia(text: str) -> None:
    assert agents_of(text, "shelled") == ["militia"]


def test_the_group_stands_for_the_name_before_it_however_often() -> None:
    text = "The Northmark Front left Kestrel. The group burned mills. The group killed two guards."
    assert agents_of(text, "burned") == agents_of(text, "killed") == ["Northmark Front"]
