"""Whose words and whose deed: no act goes from one mouth, or one hand, into another's."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


def one(statements: list[Statement], trigger: str) -> Statement:
    return next(s for s in statements if s.trigger.text == trigger)


def chain(statement: Statement) -> list[str | None]:
    return [s.name for s in statement.speakers]


@pytest.mark.parametrize(
    ("text", "trigger", "speakers", "agents"),
    [
        ("Tomas Brandt accused Ilse Varga of hiding two reports.", "hiding", "Brandt", "Varga"),
        ("Tomas Brandt criticised Ilse Varga for closing the port.", "closing", "Brandt", "Varga"),
        ("Ilse Varga was accused of hiding two reports.", "hiding", "", "Varga"),
    ],
)
def test_who_is_accused_did_it_says_who_accuses(
    read: Read, text: str, trigger: str, speakers: str, agents: str
) -> None:
    found = one(read(text), trigger)
    assert [str(n).split()[-1] for n in chain(found)] == speakers.split()
    assert [a.name.split()[-1] for a in found.agents] == [agents]


@pytest.mark.parametrize(
    "text",
    [
        "The Selm Courier, citing police, reported that the Front shelled Kestrel.",
        "The Selm Courier reported that the Front shelled Kestrel, citing police.",
        "According to the Selm Courier, which cited police, the Front shelled Kestrel.",
    ],
)
def test_a_cited_source_is_the_inner_speaker(read: Read, text: str) -> None:
    assert chain(one(read(text), "shelled")) == ["Selm Courier", "police"]


def test_according_to_one_another_said(read: Read) -> None:
    text = (
        "According to the Selm Courier, the prosecutor general of Selm, Ada Brenn, said the "
        "Front shelled Kestrel."
    )
    outer, inner = chain(one(read(text), "shelled"))
    assert (outer, str(inner).split()[-1]) == ("Selm Courier", "Brenn")


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Tomas Brandt praised the crew on the radio", "Tomas Brandt"),
        ("Tomas Brandt justified the raid, which Ilse Varga had ordered", "Tomas Brandt"),
        ("Tomas Brandt justified the raid, which was approved by Ilse Varga", "Tomas Brandt"),
    ],
)
def test_a_quotation_behind_a_colon_is_the_doers(read: Read, lead: str, speaker: str) -> None:
    text = f"{lead}: “The Front shelled Kestrel. It burned the mill.”"
    statements = read(text)
    assert chain(one(statements, "shelled")) == [speaker]
    assert chain(one(statements, "burned")) == [speaker]


def test_a_thing_before_a_colon_says_nothing(read: Read) -> None:
    text = "The plan worked as it always had: “The army shelled Kestrel at night.”"
    assert chain(one(read(text), "shelled")) == []


@pytest.mark.parametrize(
    ("text", "trigger", "speakers"),
    [
        ("Tomas Brandt called this a routine.", "routine", ["Tomas Brandt"]),
        ("Tomas Brandt called the verdict “a landmark”.", "landmark", ["Tomas Brandt"]),
        ("Tomas Brandt described the deal as a trap.", "trap", ["Tomas Brandt"]),
    ],
)
def test_what_somebody_calls_a_thing_is_their_judgement(
    read: Read, text: str, trigger: str, speakers: list[str]
) -> None:
    found = one(read(text), trigger)
    assert (found.kind, chain(found)) == ("assessment", speakers)


def test_a_name_is_no_judgement(read: Read) -> None:
    assert all(s.kind != "assessment" for s in read("Tomas Brandt called the raid Iron Fist."))


@pytest.mark.parametrize("thing", ["This raid", "It"])
def test_what_a_raid_shows_the_writer_says(read: Read, thing: str) -> None:
    text = f"{thing} shows that the Front shelled Kestrel."
    assert chain(one(read(text), "shelled")) == []


def test_what_a_survey_shows_the_survey_says(read: Read) -> None:
    text = "The survey shows that the Front shelled Kestrel."
    assert chain(one(read(text), "shelled")) == ["survey"]


def test_the_content_goes_on_behind_a_speaker_in_the_middle(read: Read) -> None:
    text = "The guards stormed Kestrel, Ada Brenn says, and they shot nine prisoners."
    assert chain(one(read(text), "shot")) == ["Ada Brenn"]


def test_an_answer_is_nobody(read: Read) -> None:
    text = "QUESTION: Who shelled Kestrel?\n\nANSWER: The army burned the mill."
    assert chain(one(read(text), "burned")) == []


def test_things_in_a_list_are_all_hit(read: Read) -> None:
    text = "The army destroyed a depot, two tanks, a bridge, and a truck."
    targets = [t.name for t in one(read(text), "destroyed").targets]
    assert targets == ["depot", "tanks", "bridge", "truck"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The Front took nine men hostage.", "took"),
        ("The army shelled Kestrel; there were no casualties.", "shelled"),
    ],
)
def test_what_is_no_target(read: Read, text: str, trigger: str) -> None:
    targets = {t.name for t in one(read(text), trigger).targets}
    assert targets
    assert not targets & {"hostage", "casualties", "no casualties"}


def test_a_verb_that_performs_its_object_is_no_event(read: Read) -> None:
    statements = read("Tomas Brandt held a referendum on Monday.")
    assert [s.trigger.text for s in statements] == ["referendum"]
    assert [a.name for a in statements[0].agents] == ["Tomas Brandt"]


def test_a_statement_that_opens_a_paragraph_goes_on(read: Read) -> None:
    text = (
        "Tomas Brandt said: Marenna has closed the port. We have banned all flights.\n\n"
        "The Front shelled Kestrel on Monday."
    )
    statements = read(text)
    assert chain(one(statements, "banned")) == ["Tomas Brandt"]
    assert chain(one(statements, "shelled")) == []


LINES = (
    "Army: rebels shelled Kestrel\nFront: soldiers killed two in Zelo\nMinister: no clinic was hit"
)


@pytest.mark.parametrize(
    ("text", "trigger", "speakers"),
    [
        (LINES, "shelled", ["Army"]),
        (LINES, "killed", ["Front"]),
        (LINES, "hit", ["Minister"]),
        ("RT @zelowatch: Army shells the market in Zelo", "shells", ["@zelowatch"]),
        ("via @zelowatch Rebels attacked a convoy", "attacked", ["@zelowatch"]),
        ("@zelowatch: The army shelled the market.", "shelled", ["@zelowatch"]),
        ("Marennan army (Telegram): Our men destroyed a boat.", "destroyed", ["Marennan army"]),
        ("Summary: rebels shelled Kestrel\nDetails: nine were killed in Zelo", "killed", []),
        ("Army: rebels shelled Kestrel\nTwo men were killed in Zelo.", "killed", []),
    ],
)
def test_each_line_has_its_own_speaker(
    read: Read, text: str, trigger: str, speakers: list[str]
) -> None:
    assert chain(one(read(text), trigger)) == speakers


def test_whose_claim_it_is_opens_it(read: Read) -> None:
    text = "The Front called the army's claim that it had captured two villages a joke."
    assert [a.name for a in one(read(text), "captured").agents] == ["army"]


def test_whose_account_it_is_need_not_have_done_it(read: Read) -> None:
    text = "The army's account of the shelling is false, residents say."
    assert one(read(text), "shelling").agents == ()
