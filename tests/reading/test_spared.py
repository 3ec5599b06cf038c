"""Nobody who suffers, helps or speaks comes out as who did it; no violence out of mere words."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


def one(statements: list[Statement], trigger: str) -> Statement:
    return next(s for s in statements if s.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "agents", "targets"),
    [
        pytest.param(
            "The Coast Guard evacuated four of the wounded by boat.", "wounded", [], [],
            id="who-takes-in-the-wounded",
        ),
        pytest.param(
            "Her brother, a rebel fighter, was killed in July.", "killed", [], ["brother"],
            id="a-victim-told-again",
        ),
        pytest.param(
            "Rescue team hit by second strike, two medics wounded, God help us", "wounded", [],
            ["Rescue team", "medics"], id="a-passive-without-its-verb",
        ),
        pytest.param(
            "In 2021 eight policemen choked to death in Dovrin.", "choked", [], ["policemen"],
            id="who-chokes",
        ),
        pytest.param(
            "Officers choked a driver in Dovrin.", "choked", ["Officers"], ["driver"],
            id="who-is-choked",
        ),
        pytest.param(
            "Ema Lorn was at home. An officer fired at her from ten metres.", "fired",
            ["officer"], ["Ema Lorn"], id="her-is-another-woman",
        ),
        pytest.param(
            "Six soldiers were injured in a clash with protesters in Port Selm, in which a "
            "19-year-old student, Ema Lorn, died after being struck by a canister.", "died", [],
            ["Ema Lorn"], id="a-second-verb-without-and",
        ),
        pytest.param(
            "The interior ministry of Tolvany said Kesh snipers wounded a farmer. Kesh said it "
            "had returned fire at dawn.", "returned", [], [], id="it-of-an-unknown-name",
        ),
    ],
)  # fmt: skip
def test_deeds_stay_with_whom_the_words_name(
    read: Read, text: str, trigger: str, agents: list[str], targets: list[str]
) -> None:
    found = one(read(text), trigger)
    assert [a.name for a in found.agents] == agents
    assert [t.name for t in found.targets] == targets


def test_a_relative_clause_in_another_tense_lends_no_subject(read: Read) -> None:
    text = (
        "The minister vowed to raze any village that shelters fighters and threatened to expel "
        "foreign medics."
    )
    threatened = one(read(text), "threatened")
    assert [a.name for a in threatened.agents] == ["minister"]


def test_across_a_semicolon_nobody_acts(read: Read) -> None:
    text = (
        "His son was killed in 1988 by a bomb planted by separatists; Felt himself survived two "
        "attempts on his life."
    )
    assert one(read(text), "attempts").agents == ()


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ('"I hate the rebels," said Ilse Varga.', "hate"),
        ("Residents said the attackers wore army uniforms.", "wore"),
    ],
)
def test_violence_is_not_guessed(read: Read, text: str, trigger: str) -> None:
    assert all(s.type != "ASSAULT" for s in read(text) if s.trigger.text == trigger)


def test_the_use_of_arms_is_violence(read: Read) -> None:
    used = one(read("Marennan forces used cluster munitions against Kestrel in June."), "used")
    assert used.type == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "trigger", "speakers"),
    [
        pytest.param(
            'The Front accused soldiers. "We do not kill villagers," Jan Kolb said. "The army '
            'killed them." A priest who buried the dead said he counted 28 bodies.',
            "killed", ["Jan Kolb"], id="a-closed-quotation-before-another's-sentence",
        ),
        pytest.param(
            "Amnesty International Kenya said soldiers executed 14 men in May.", "executed",
            ["Amnesty International Kenya"], id="a-branch-is-not-its-country",
        ),
        pytest.param(
            "Ruth Calloway spoke. Asked by Tom Reed MP whether Britain had sold the mortars, she "
            "said it had not.", "sold", ["Ruth Calloway", "Tom Reed MP"],
            id="who-asks-does-not-answer",
        ),
        pytest.param(
            'She says so.\n09:05 Tomas Brandt: "The Front launched this missile."\nThe Front '
            "denies it.", "launched", ["Tomas Brandt"], id="a-name-behind-the-clock",
        ),
    ],
)  # fmt: skip
def test_words_stay_in_their_mouths(
    read: Read, text: str, trigger: str, speakers: list[str]
) -> None:
    assert [s.name for s in one(read(text), trigger).speakers] == speakers


def test_a_month_is_no_doubt(read: Read) -> None:
    found = one(read("Marennan soldiers executed 14 men in Dovrin on 19 May."), "executed")
    assert [a.responsibility.basis for a in found.agents if a.responsibility] == ["as_fact"]


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        (
            "Rumours that 200 people were massacred in Dovrin could not be verified.",
            "massacred",
            "possible",
        ),
        ("The minister lied about the killing of hostages in 2021.", "killing", "occurred"),
    ],
)
def test_unverified_and_lied_about_is_not_denied(
    read: Read, text: str, trigger: str, status: str
) -> None:
    found = one(read(text), trigger)
    assert (found.polarity, found.status) == ("+", status)


def test_who_is_killed_in_telegram_style_kills_nobody(read: Read) -> None:
    found = one(read("Our losses: one serviceman killed, two lightly injured."), "killed")
    assert found.agents == ()
    assert [t.name for t in found.targets] == ["serviceman"]
