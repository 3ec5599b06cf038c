"""A yes is a telling of its own: whoever confirms or admits an act stands behind it too."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]

YES = {
    "Varga said soldiers burned the mill. The army confirmed it.": "Varga asserts, army asserts",
    "Varga said soldiers burned the mill. The army acknowledged this on Friday.": (
        "Varga asserts, army asserts"
    ),
    "Varga said soldiers burned the mill. A monitor confirmed the report.": (
        "Varga asserts, monitor asserts"
    ),
    "The army denied that soldiers burned the mill. A court found that they had.": (
        "army denies, court asserts"
    ),
    "The army denied that soldiers burned the mill, but admitted it on Friday.": (
        "army denies, army asserts"
    ),
    "Asked whether soldiers had burned the mill, the general said they had.": (
        " , general asserts"
    ),
    # to say yes after a no may confirm the no
    "The army denied that soldiers burned the mill. The ministry confirmed it.": "army denies",
    # who "he" is, is not known: nobody is made to say it
    "The army and the mayor met. He confirmed it.": "",
    "Varga said soldiers burned the mill. The army discovered it.": "Varga asserts",
}


@pytest.mark.parametrize(("text", "wanted"), YES.items())
def test_who_stands_behind_it(read: Read, text: str, wanted: str) -> None:
    told = [s for s in read(text) if s.trigger.text == "burned"]
    ends = [s.speakers[-1] if s.speakers else None for s in told]
    assert ", ".join(f"{e.name} {e.stance}" if e else " " for e in ends) == wanted


def test_an_answer_settles_what_was_asked(read: Read) -> None:
    text = "Asked whether soldiers had burned the mill, the general said they had."
    asked, told = [s for s in read(text) if s.trigger.text == "burned"]
    assert (asked.status, told.status) == ("possible", "occurred")
    assert told.links[0].statement == asked.id


def test_the_word_of_the_yes_is_no_statement(read: Read) -> None:
    told = read("The army denied that soldiers burned the mill, but admitted it on Friday.")
    assert "admitted" not in [s.trigger.text for s in told]


DOERS = {
    "Four men died in Dovrin, Varga said. The Northmark Front said its fighters had done it.": (
        "died",
        ("Varga", ""),
        ("Northmark Front", "fighters"),
    ),
    "Soldiers shelled Dovrin, Varga said. The army said the Northmark Front had done it.": (
        "shelled",
        ("Varga", "Soldiers"),
        ("army", "Northmark Front"),
    ),
    "Four men were killed in Dovrin. The Northmark Front said it had carried it out.": (
        "killed",
        ("", ""),
        ("Northmark Front", "Northmark Front"),
    ),
}


@pytest.mark.parametrize(("text", "wanted"), DOERS.items())
def test_who_is_said_to_have_done_it(
    read: Read, text: str, wanted: tuple[str, tuple[str, str], tuple[str, str]]
) -> None:
    trigger, *tellings = wanted
    told = [s for s in read(text) if s.trigger.text == trigger]
    assert [
        (s.speakers[-1].name if s.speakers else "", ", ".join(a.name for a in s.agents))
        for s in told
    ] == tellings
    assert told[1].figures == ()
    assert not [s for s in read(text) if s.trigger.text in ("done", "carried")]


def test_who_is_said_not_to_have_done_it_is_no_doer(read: Read) -> None:
    told = read("Four men were killed in Dovrin. The mayor said soldiers had not done it.")
    assert not [s for s in told if s.trigger.text == "killed" and s.agents]


BLAST = "A blast killed four men in Dovrin. "
NAMED = {
    "The mayor said soldiers were behind it.": ("mayor", "soldiers"),
    "The Northmark Front was responsible, police said.": ("police", "Northmark Front"),
    "It was the work of the Northmark Front, police said.": ("police", "Northmark Front"),
}


@pytest.mark.parametrize(("text", "wanted"), NAMED.items())
def test_who_is_said_to_be_behind_it(read: Read, text: str, wanted: tuple[str, str]) -> None:
    told = [s for s in read(BLAST + text) if s.trigger.text == "blast" and s.speakers]
    assert [(s.speakers[-1].name, s.speakers[-1].stance) for s in told] == [(wanted[0], "asserts")]
    assert [a.name for a in told[0].agents] == [wanted[1]]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said soldiers were behind it.",
        "Police said they suspected the Northmark Front of planting the bomb.",
        "The Northmark Front was responsible, police said.",
        "Police suspect the Northmark Front.",
        "The Northmark Front, which claimed responsibility, said they were informers.",
    ],
)
def test_who_names_a_doer_denies_nothing(read: Read, text: str) -> None:
    assert not [s for s in read(BLAST + text) if any(p.stance == "denies" for p in s.speakers)]


def test_who_was_not_behind_it_denies_it(read: Read) -> None:
    told = read(BLAST + "The Northmark Front said it was not behind it.")
    assert [s.trigger.text for s in told if s.speakers and s.speakers[-1].stance == "denies"] == [
        "blast"
    ]


ORDINARY = [
    "A blast killed four men in Dovrin. The mayor said two of them were his cousins.",
    "A blast killed four men in Dovrin. The army said it was investigating.",
    "Soldiers burned a mill in Dovrin. The owner said he had lost everything.",
    "Nine people died in the raid, doctors said. The minister said the raid had been a success.",
    "Nine people died in the raid, doctors said. The general said the army had acted lawfully.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_who_goes_on_denies_nothing(read: Read, text: str) -> None:
    assert not [s for s in read(text) if any(p.stance == "denies" for p in s.speakers)]
